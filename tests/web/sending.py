"""Files sent as the pages send them: uploaded, previewed, applied."""

import io
import re
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from openpyxl import Workbook
from werkzeug.test import TestResponse

from nphd_tracker import store
from nphd_tracker.web.serving.database import db
from tests.web.seen import words

SHEETS = Path(__file__).parents[1] / "sheets"
RECAP = SHEETS / "rekap-nphd-ntt-2024-08-01.xlsx"
REGISTER = SHEETS / "register-pencairan-2024.xlsx"
File = tuple[io.BytesIO, str]


def file(content: bytes | Path, name: str | None = None) -> File:
    if isinstance(content, Path):
        return io.BytesIO(content.read_bytes()), name or content.name
    return io.BytesIO(content), name or "berkas.xlsx"


def workbook(rows: list[list[object]], name: str = "rekap.xlsx", sheet: str = "Rekap") -> File:
    book = Workbook()
    assert book.active is not None
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return io.BytesIO(content.getvalue()), name


def small_recap(spent: int = 3_000_000_000, region: str = "Kabupaten Ngada") -> list[list[object]]:
    return [
        ["REKAPITULASI NPHD PILKADA 2024 SE-PROVINSI NUSA TENGGARA TIMUR"],
        ["POSISI : 1 AGUSTUS 2024"],
        [],
        ["NO", "KABUPATEN/KOTA", "PENERIMA HIBAH", "NILAI NPHD", "REALISASI PENCAIRAN"],
        [1, region, "KPU", 28_196_513_000, spent],
        [2, "Kabupaten Malaka", "KPU", 20_000_000_000, 1_000_000_000],
    ]


def send(client: FlaskClient, url: str, data: dict[str, object] | None = None) -> TestResponse:
    """A POST as the page itself would send it, with its token."""
    page = client.get("/imports").get_data(as_text=True)
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token is not None
    return client.post(
        url, data={**(data or {}), "csrf_token": token[1]}, content_type="multipart/form-data"
    )


def upload(client: FlaskClient, *files: File, **answers: str) -> TestResponse:
    return send(client, "/imports", {"files": list(files), **answers})


def preview(client: FlaskClient, *files: File, **answers: str) -> tuple[str, list[int]]:
    """The preview page of an upload, and the imports on it."""
    response = upload(client, *files, **answers)
    assert response.status_code == 302, response.get_data(as_text=True)
    assert response.location.startswith("/imports/preview?ids=")
    page = client.get(response.location)
    assert page.status_code == 200
    ids = re.search(r"ids=([\d%C,]+)", response.location)
    assert ids is not None
    return words(page), [int(one) for one in re.split("%2C|,", ids[1])]


def import_and_apply(client: FlaskClient, *files: File) -> list[int]:
    _page, ids = preview(client, *files)
    response = send(client, "/imports/apply", {"ids": ",".join(map(str, ids))})
    assert response.status_code == 302
    if len(ids) == 1:  # what changes nothing is applied by its own button only
        send(client, f"/imports/{ids[0]}/apply")
    return ids


def figures_known(app: Flask) -> int:
    with app.app_context():
        return sum(
            len(holding.figures)
            for election in store.list_elections(db.session)
            for holding in store.load_holdings(db.session, election)
        )
