"""A file with problems is handed back with its notes, from the preview and from the record."""

import html
import io
import re
from pathlib import Path

import openpyxl
from flask.testing import FlaskClient

from tests.web.seen import words
from tests.web.sending import RECAP, SHEETS, file, preview, send

TROUBLED = SHEETS / "rekap-bermasalah.xlsx"
LINK = re.compile(r'href="(/imports/\d+/catatan\.xlsx)"')
SAVE_FIRST = "simpan dahulu sebagai .xlsx"


def test_preview_and_record_offer_the_file_with_notes(client: FlaskClient) -> None:
    _page, ids = preview(client, file(TROUBLED))
    address = f"/imports/{ids[0]}/catatan.xlsx"
    for page in (f"/imports/preview?ids={ids[0]}", f"/imports/{ids[0]}"):
        assert LINK.findall(client.get(page).text) == [address]


def test_file_comes_back_with_every_problem_of_the_page(client: FlaskClient) -> None:
    page, ids = preview(client, file(TROUBLED, "rekap saya.xlsx"))
    response = client.get(f"/imports/{ids[0]}/catatan.xlsx")
    assert response.status_code == 200
    assert 'filename="rekap saya (catatan).xlsx"' in response.headers["Content-Disposition"]
    assert response.mimetype.endswith("spreadsheetml.sheet")
    book = openpyxl.load_workbook(io.BytesIO(response.data))
    assert book.sheetnames == ["Catatan", "Rekap"]
    told = [row[5].value for row in book["Catatan"].iter_rows(min_row=6)]
    assert len(told) > 20
    shown = html.unescape(page)
    assert [message for message in told if " ".join(str(message).split()) not in shown] == []
    assert "dua puluh miliar" in book["Rekap"]["E13"].comment.text


def test_notes_speak_the_language_of_the_page(client: FlaskClient) -> None:
    client.get("/imports?lang=en")
    _page, ids = preview(client, file(TROUBLED))
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"/imports/{ids[0]}/catatan.xlsx").data))
    assert book["Rekap"]["E13"].comment.text.startswith("Error: ")


def test_applied_and_undone_imports_still_offer_it(client: FlaskClient) -> None:
    _page, ids = preview(client, file(TROUBLED))
    send(client, f"/imports/{ids[0]}/apply", {"leave_out_errors": "1"})
    assert LINK.search(client.get(f"/imports/{ids[0]}").text)
    send(client, f"/imports/{ids[0]}/undo")
    assert LINK.search(client.get(f"/imports/{ids[0]}").text)
    assert client.get(f"/imports/{ids[0]}/catatan.xlsx").status_code == 200


def test_clean_file_offers_nothing(client: FlaskClient) -> None:
    page, ids = preview(client, file(RECAP))
    assert "Unduh dengan catatan" not in page
    assert SAVE_FIRST not in page
    assert client.get(f"/imports/{ids[0]}/catatan.xlsx").status_code == 200


def test_other_formats_are_told_to_save_as_xlsx_first(client: FlaskClient) -> None:
    rows = [
        "NO;KABUPATEN/KOTA;PENERIMA HIBAH;NILAI NPHD;REALISASI PENCAIRAN",
        "1;Kabupaten Ngada;KPU;28.196.513.000;dua puluh",
        "2;Kabupaten Malaka;KPU;20.000.000.000;1.000.000.000",
    ]
    sent = file("\n".join(rows).encode(), "rekap 2024-08-01.csv")
    page, ids = preview(client, sent, as_of="2024-08-01")
    assert SAVE_FIRST in page
    assert "Unduh dengan catatan" not in page
    refused = client.get(f"/imports/{ids[0]}/catatan.xlsx")
    assert refused.status_code == 400
    assert "simpan sebagai .xlsx, lalu unggah" in words(refused)


def test_file_that_is_gone_or_never_was_is_not_found(client: FlaskClient, tmp_path: Path) -> None:
    _page, ids = preview(client, file(TROUBLED))
    for kept in (tmp_path / "uploads").glob("*"):
        if kept.is_dir():
            continue
        kept.unlink()
    assert client.get(f"/imports/{ids[0]}/catatan.xlsx").status_code == 404
    assert client.get("/imports/99/catatan.xlsx").status_code == 404
