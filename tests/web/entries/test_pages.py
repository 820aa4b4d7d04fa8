"""/catat: one figure typed with its document, looked at, stored as an import, undone."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import Workbook, load_workbook
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse

from nphd_tracker import store
from nphd_tracker.reading import Measure
from nphd_tracker.web.entries.attachments import AttachmentError, keep_attachment
from nphd_tracker.web.serving.settings import settings_of
from tests.web.data import PILKADA, figure, say
from tests.web.seen import words

Open = Callable[[str], str]
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
NGADA = {
    "election": PILKADA,
    "region": "53.09",
    "agency": "KPU",
    "measure": "disbursed",
    "kind": "position",
    "on": "2024-08-05",
    "amount": "Rp 1,25 miliar",
    "source": "grantor",
    "document": "SP2D 0123/LS/2024",
}


def look(client: FlaskClient, **more: object) -> TestResponse:
    return client.post("/catat", data={**NGADA, **more}, content_type="multipart/form-data")


def save(client: FlaskClient, page: str, asked: str = "") -> TestResponse:
    found = re.search(r'name="entry" value="([^"]+)"', page)
    assert found, page
    return client.post(f"/catat/simpan{asked}", data={"entry": found[1]})


@pytest.fixture(autouse=True)
def no_csrf(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False


@pytest.fixture
def ngada(session: Session) -> int:
    """KPU Ngada with a value of 28 miliar and 7 miliar disbursed on 1 August."""
    say(
        session,
        figure("53.09", "KPU", Measure.COMMITTED, 28_000_000_000),
        figure("53.09", "KPU", Measure.DISBURSED, 7_000_000_000),
    )
    [holding] = store.load_holdings(session, PILKADA)
    session.commit()
    return holding.id


def disbursed(session: Session) -> list[int]:
    session.rollback()
    [holding] = store.load_holdings(session, PILKADA)
    session.rollback()
    return [one.amount for one in holding.figures if one.measure is Measure.DISBURSED]


def test_form_opens_filled_in_from_the_address(open_page: Open) -> None:
    page = open_page("/catat?region=53.09&agency=KPU&measure=disbursed")
    assert '<option value="53.09" selected>' in page
    assert '<option value="KPU" selected>' in page


def test_preview_says_the_amount_in_full_and_stores_nothing(
    client: FlaskClient, session: Session, ngada: int
) -> None:
    page = words(look(client, amount="8,25 miliar").text)
    assert "Rp 8.250.000.000" in page
    assert "Angka baru." in page
    assert "Rp 7.000.000.000 → Rp 8.250.000.000" in page
    assert disbursed(session) == [700_000_000_000]


def test_preview_shows_the_old_amount_where_it_is_replaced(client: FlaskClient, ngada: int) -> None:
    page = words(look(client, on="2024-08-01", amount="7.100.000.000").text)
    assert "Rp 7.000.000.000 → Rp 7.100.000.000" in page
    assert "Mengganti angka yang tersimpan" in page


@pytest.mark.parametrize(
    ("typed", "warning"),
    [
        (
            {"amount": "29 miliar"},
            "Pencairan Rp 29.000.000.000 melebihi nilai NPHD Rp 28.000.000.000",
        ),
        ({"amount": "22 miliar", "kind": "movement"}, "Pencairan Rp 29.000.000.000 melebihi nilai"),
        (
            {"amount": "8 miliar", "measure": "spent"},
            "Belanja Rp 8.000.000.000 melebihi dana yang diterima Rp 7.000.000.000",
        ),
        (
            {"amount": "6 miliar", "measure": "committed"},
            "Pencairan Rp 7.000.000.000 melebihi nilai NPHD Rp 6.000.000.000",
        ),
        ({"amount": "6 miliar"}, "kumulatif turun dari Rp 7.000.000.000 menjadi Rp 6.000.000.000"),
        ({"amount": "7 juta"}, "sekitar seribu kali"),
        ({"amount": "28 miliar"}, None),
    ],
)
def test_a_typed_figure_is_audited_as_a_row_of_a_sheet_is(
    client: FlaskClient, ngada: int, typed: dict[str, str], warning: str | None
) -> None:
    answer = look(client, **typed)
    page = words(answer.text)
    assert 'name="entry"' in answer.text  # a warning, never a refusal
    if warning is None:
        assert "alert-warning" not in answer.text
    else:
        assert warning in page


def test_saved_figure_is_an_import_with_a_workbook_of_its_own(
    client: FlaskClient, session: Session, open_page: Open, app: Flask, ngada: int
) -> None:
    answer = save(client, look(client, amount="8.250.000.000").text)
    assert answer.location == f"/agreements/{ngada}"
    assert sorted(disbursed(session)) == [700_000_000_000, 825_000_000_000]
    row = store.list_imports(session)[0]
    session.expunge(row)
    session.rollback()
    assert row.file_name == "catatan-tangan-53.09-kpu-2024-08-05.xlsx"
    assert row.status == "applied"
    kept = settings_of(app).uploads / row.sha256
    sheet = load_workbook(io.BytesIO(kept.read_bytes()))["Catatan tangan"]
    assert sheet["H4"].value == 8_250_000_000
    assert sheet["J4"].value == "SP2D 0123/LS/2024"
    page = words(open_page(f"/agreements/{ngada}"))
    assert "dicatat tangan, dokumen SP2D 0123/LS/2024" in page
    assert "Catatan tangan!H4" in page
    for part in ("", "/undo", "/lembar"):
        assert open_page(f"/imports/{row.id}{part}")


def test_undoing_it_brings_back_what_was_known(
    client: FlaskClient, session: Session, ngada: int
) -> None:
    save(client, look(client, on="2024-08-01", amount="7.100.000.000").text)
    assert disbursed(session) == [710_000_000_000]
    number = store.list_imports(session)[0].id
    session.rollback()
    client.post(f"/imports/{number}/undo")
    assert disbursed(session) == [700_000_000_000]


def test_the_same_note_twice_is_one(client: FlaskClient, ngada: int) -> None:
    save(client, look(client).text)
    again = look(client).text
    assert "Catatan yang sama sudah tersimpan sebagai impor" in words(again)
    assert 'name="entry"' not in again


def test_what_changed_meanwhile_is_shown_again(
    client: FlaskClient, session: Session, ngada: int
) -> None:
    page = look(client, on="2024-08-01", amount="7.100.000.000").text
    say(session, figure("53.09", "KPU", Measure.DISBURSED, 7_050_000_000))
    answer = save(client, page)
    assert answer.status_code == 409
    assert "Rp 7.050.000.000 → Rp 7.100.000.000" in words(answer.text)
    assert disbursed(session) == [705_000_000_000]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"amount": "45.434"}, "dapat dibaca dua cara"),
        ({"amount": "banyak"}, "Isi jumlah rupiahnya"),
        ({"amount": "(1.000.000)"}, "tidak boleh negatif"),
        ({"on": "31 Februari 2024"}, "Ini bukan tanggal"),
        ({"on": "2099-01-01"}, "harus antara 1 Januari 2015 dan"),
        ({"region": "99.99"}, "Pilih Pemda"),
        ({"agency": ""}, "Pilih lembaga"),
        ({"document": " "}, "dokumen yang menjadi buktinya"),
        ({"measure": "committed", "kind": "movement"}, "Nilai NPHD selalu posisi"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
    client: FlaskClient, wrong: dict[str, str], message: str
) -> None:
    answer = look(client, **wrong)
    assert answer.status_code == 400
    assert message in words(answer.text)
    if "document" not in wrong:
        assert 'value="SP2D 0123/LS/2024"' in answer.text


def test_unit_is_asked_where_several_are_named(client: FlaskClient, session: Session) -> None:
    for unit in ("Polres Konawe", "Polresta Kendari"):
        say(
            session,
            figure("74.02", "POLRI", Measure.COMMITTED, 1_000_000_000, unit=unit),
            file=f"{unit}.xlsx",
        )
    page = look(client, region="74.02", agency="POLRI").text
    assert 'name="entry"' not in page
    assert "Polres Konawe" in words(page)
    named = look(client, region="74.02", agency="POLRI", unit="Polres Konawe").text
    assert 'name="entry"' in named


def test_attachment_is_kept_and_handed_out_only_as_a_download(
    client: FlaskClient, session: Session, open_page: Open, ngada: int
) -> None:
    page = look(client, attachment=(io.BytesIO(PNG), "sp2d.png"), attachment_kind="SP2D").text
    save(client, page)
    [kept] = store.list_attachments(session, ngada)
    session.rollback()
    assert (kept.kind, kept.file_name, kept.is_undone) == ("SP2D", "sp2d.png", False)
    assert "SP2D: sp2d.png" in words(open_page(f"/agreements/{ngada}"))
    answer = client.get(f"/catat/lampiran/{kept.id}", buffered=True)
    assert answer.data == PNG
    assert answer.headers["Content-Disposition"] == "attachment; filename=sp2d.png"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_record_of_a_typed_figure_names_its_document_and_attachment(
    client: FlaskClient, session: Session, open_page: Open, ngada: int
) -> None:
    scan = (io.BytesIO(PNG), "sp2d.png")
    page = look(
        client, attachment=scan, attachment_kind="SP2D", remark="dari surat Kesbangpol"
    ).text
    save(client, page)
    [kept] = store.list_attachments(session, ngada)
    session.rollback()
    record = words(open_page(f"/imports/{kept.import_id}"))
    assert "Dokumen SP2D 0123/LS/2024" in record
    assert f"Lampiran SP2D: sp2d.png SHA-256 {kept.sha256}" in record
    assert "Keterangan dari surat Kesbangpol" in record
    assert "Diketik di halaman" in record
    assert "dibaca dari berkas" not in record
    assert "baris dibaca" not in record


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"<script>alert(1)</script>", "sp2d.pdf"),
        (PNG, "sp2d.pdf"),
        (b"%PDF-1.7", "sp2d.html"),
        (b"PK\x03\x04not a workbook", "sp2d.xlsx"),
    ],
)
def test_attachment_that_is_not_what_it_says_is_refused(
    client: FlaskClient, app: Flask, content: bytes, name: str
) -> None:
    answer = look(client, attachment=(io.BytesIO(content), name))
    assert answer.status_code == 400
    assert name in words(answer.text)
    uploads = settings_of(app).uploads
    assert not uploads.exists() or not list(uploads.iterdir())


def test_attachment_larger_than_10_mb_is_refused(tmp_path: Path) -> None:
    scan = FileStorage(io.BytesIO(PNG + bytes(10 * 1024 * 1024)), "besar.png")
    with pytest.raises(AttachmentError, match="lebih dari 10 MB"):
        keep_attachment(scan, "SP2D", tmp_path / "uploads")
    assert not (tmp_path / "uploads").exists()


def test_workbook_is_taken_as_attachment(client: FlaskClient, ngada: int) -> None:
    content = io.BytesIO()
    Workbook().save(content)
    content.seek(0)
    assert look(client, attachment=(content, "lampiran.xlsx")).status_code == 200


def test_confirmation_that_was_tampered_with_is_refused(client: FlaskClient) -> None:
    assert client.post("/catat/simpan", data={"entry": "e30.forged"}).status_code == 400


@pytest.mark.usefixtures("ngada")
def test_figure_keeps_the_day_the_filters_and_both_languages(
    client: FlaskClient, open_page: Open
) -> None:
    asked = "?as_of=2024-07-15&province=53"
    form = open_page(f"/catat{asked}")
    assert f'action="/catat{asked}"'.replace("&", "&amp;") in form
    assert f'href="/{asked}"'.replace("&", "&amp;") in form
    seen = client.post(f"/catat{asked}", data=NGADA)
    assert re.search(r'href="/catat\?[^"]*amount=Rp[^"]*lang=en"', seen.text)

    saved = save(client, seen.text, asked)

    assert saved.headers["Location"].endswith("?as_of=2024-07-15")
    outside = client.post("/catat?next=//example.org&as_of=x", data=NGADA)
    assert "example.org" not in outside.text.replace("?next=%2F%2Fexample.org", "")


def test_a_list_that_is_refused_can_be_read_in_english(client: FlaskClient) -> None:
    answer = client.post("/roster/lembar?election=Pilkada+2024", data={"election": PILKADA})
    assert answer.status_code == 400
    assert 'href="/roster?election=Pilkada+2024&amp;lang=en"' in answer.text
