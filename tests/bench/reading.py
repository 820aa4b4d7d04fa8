"""A sheet of 3,000 rows: read, understood, compared and stored."""

from datetime import date
from pathlib import Path

import openpyxl
import python_calamine

from nphd_tracker import store
from nphd_tracker.importing.sheets import read_workbook
from nphd_tracker.importing.vocabulary import load_vocabulary
from nphd_tracker.intake import import_file
from nphd_tracker.reading import ReadOptions
from nphd_tracker.web.serving.database import db
from nphd_tracker.web.serving.settings import settings_of
from tests.bench.measuring import line, medians, open_app, timed

ROWS = 3000


def run(folder: Path) -> None:
    path = folder / "daftar.xlsx"
    write_register(path, ROWS)
    bench_reading(path)
    bench_import(folder, path)


def write_register(path: Path, rows: int) -> None:
    """A national list: four amounts a row, one position date."""
    book = load_vocabulary().regions
    regions = [r for r in book.all() if r.kind != "province"]
    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet("Daftar")
    sheet.append(["DAFTAR NPHD PILKADA 2024"])
    sheet.append(["Kode Wilayah", "Pemberi Hibah", "Penerima Hibah", "Posisi Tanggal", "Nilai NPHD (Rp)",
                  "Pencairan (Rp)", "Belanja (Rp)", "Sisa Disetor (Rp)"])  # fmt: skip
    for number in range(rows):
        region = regions[number // 4 % len(regions)]
        agency = ("KPU", "Bawaslu", "TNI", "Polri")[number % 4]
        day = date(2024, 1 + number // (4 * len(regions)) % 12, 28)
        value = 1_000_000_000 + number * 1000
        row = [region.code, region.name, agency, day, value, value // 2, value // 4, 0]
        sheet.append(row)
    workbook.save(path)


def bench_reading(path: Path) -> None:
    vocabulary, options = load_vocabulary(), ReadOptions(today=date(2025, 6, 1))

    def raw() -> None:
        python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()

    def plain_openpyxl() -> None:
        workbook = openpyxl.load_workbook(path, data_only=True)
        for _ in workbook.active.iter_rows(values_only=True):
            pass

    ours, calamine, normal = medians(
        lambda: read_workbook(path, path.name, options, vocabulary), raw, plain_openpyxl
    )
    line(
        f"read and understand {ROWS} rows (guard, child, audits)",
        ours,
        ours / calamine,
        "calamine alone",
    )
    line("", normal, ours / normal, "of openpyxl, cells alone")


def bench_import(folder: Path, path: Path) -> None:
    app = open_app(folder / "import")
    options = ReadOptions(today=date(2025, 6, 1))
    reading = read_workbook(path, path.name, options, load_vocabulary())
    with app.app_context():
        (plan,) = medians(lambda: store.plan_import(db.session(), reading), rounds=3)
        line(f"compare {ROWS} rows x 4 figures with what is stored", plan)

        def store_it() -> None:
            import_file(db.session(), path, path.name, options, settings_of(app).uploads)
            db.session.commit()

        line(f"import {ROWS} rows, from file to committed", timed(store_it))
