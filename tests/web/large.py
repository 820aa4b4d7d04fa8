"""A sheet that is large enough to be the worker's, and a worker that works when told to."""

from datetime import date, timedelta
from pathlib import Path

from flask import Flask
from openpyxl import Workbook

from nphd_tracker.importing.vocabulary import load_vocabulary
from nphd_tracker.web.jobs.worker import Worker
from nphd_tracker.web.serving.database import db
from nphd_tracker.web.serving.settings import settings_of

AGENCIES = ("KPU", "Bawaslu", "TNI", "Polri")


def write_large(path: Path, rows: int = 900, value: int = 1_000_000_000) -> Path:
    """So many agreements' values and disbursements; ``value`` in rupiah is that of the first."""
    regions = [one for one in load_vocabulary().regions.all() if one.kind != "province"]
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Daftar")
    sheet.append(["DAFTAR NPHD PILKADA 2024"])
    sheet.append(["Kode Wilayah", "Pemberi Hibah", "Penerima Hibah", "Posisi Tanggal",
                  "Nilai NPHD (Rp)", "Pencairan (Rp)"])  # fmt: skip
    for number in range(rows):
        region = regions[number // 4 % len(regions)]
        day = date(2022, 1, 1) + timedelta(days=number // (4 * len(regions)))
        amount = value + number * 1000
        sheet.append([region.code, region.name, AGENCIES[number % 4], day, amount, amount // 2])
    book.save(path)
    return path


def work(app: Flask) -> int:
    """Does what waits; how many jobs that were."""
    with app.app_context():
        worker = Worker(db.engine, settings_of(app).uploads)
    count = 0
    while worker.work_once():
        count += 1
    return count
