"""Follow-ups back from Excel: the downloaded summary, filled in and imported like any other file."""

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from nphd_tracker import store
from nphd_tracker.absorption import Basis, stand
from nphd_tracker.follow_ups import Cause, FollowUp, Promise, State
from nphd_tracker.reading import Measure
from tests.web.data import MEETING, PILKADA, figure, say

KUPANG, SABU = "53.07", "53.20"
Fill = Callable[[Worksheet, dict[str, str], dict[str, int]], None]


@pytest.fixture
def opened(meeting: None, session: Session) -> int:
    """One follow-up about KPU of Kabupaten Kupang."""
    return open_one(session, "53.07", Promise(Cause.CASH, "tahap II", "BPKAD", date(2024, 8, 10)))


def open_one(session: Session, region: str, promise: Promise) -> int:
    holdings = store.load_holdings(session, PILKADA, region=region)
    standing = stand(holdings[0], MEETING, Basis.DISBURSED_COMMITTED)
    number = store.open_follow_up(session, standing, promise)
    session.commit()
    return number


def download(client: FlaskClient, query: str = "") -> bytes:
    answer = client.get(f"/reports/ringkasan.xlsx{query}")
    assert answer.status_code == 200, answer.text
    return answer.data


def edit(content: bytes, fill: Fill) -> bytes:
    """As an officer does in Excel: ``fill`` gets the sheet, its columns and the rows by region."""
    book = load_workbook(BytesIO(content))
    sheet = book["Tindak Lanjut"]
    top = int(sheet.tables["TindakLanjutNPHD"].ref.split(":")[0].strip("A"))
    columns = {str(cell.value): cell.column_letter for cell in sheet[top]}
    rows: dict[str, int] = {}
    for row in range(top + 1, sheet.max_row + 1):
        name = f"{sheet[f'B{row}'].value} {sheet[f'D{row}'].value}"
        rows[f"{name} lagi" if name in rows else name] = row
    fill(sheet, columns, rows)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def upload(client: FlaskClient, content: bytes) -> TestResponse:
    return send(client, "/imports", {"files": (BytesIO(content), "ringkasan.xlsx")})


def write(row: str, **cells: object) -> Fill:
    def fill(sheet: Worksheet, columns: dict[str, str], rows: dict[str, int]) -> None:
        for heading, value in cells.items():
            sheet[f"{columns[heading]}{rows[row]}"] = value

    return fill


def newest_import(session: Session) -> int:
    number = store.list_imports(session)[0].id
    session.rollback()
    return number


def apply(client: FlaskClient, number: int) -> TestResponse:
    return send(client, f"/imports/{number}/apply", {})


def send(client: FlaskClient, address: str, data: dict[str, object]) -> TestResponse:
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/imports").text)
    assert token is not None
    sent = {**data, "csrf_token": token[1]}
    return client.post(
        address, data=sent, content_type="multipart/form-data", follow_redirects=True
    )


def all_of(session: Session) -> list[FollowUp]:
    found = store.list_follow_ups(session, PILKADA)
    session.rollback()  # a session that has read holds up those who write
    return found


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_round_trip_changes_nothing(
    client: FlaskClient, session: Session, opened: int, language: str
) -> None:
    content = download(client, f"?lang={language}")
    before = newest_import(session)
    page = upload(client, content)
    assert (
        "sama dengan data yang sudah ada" in page.text or "says what is already known" in page.text
    )
    assert newest_import(session) == before
    assert [len(one.history) for one in all_of(session)] == [1]


def test_what_was_filled_in_is_previewed_applied_and_taken_back(
    client: FlaskClient, session: Session, opened: int
) -> None:
    def fill(sheet: Worksheet, columns: dict[str, str], rows: dict[str, int]) -> None:
        write("53.07 KPU", Oleh="Sekretariat Daerah", Tenggat=date(2024, 9, 1))(
            sheet, columns, rows
        )
        write(
            "53.12 KPU",
            Penyebab="Rekening belum siap",
            Janji="cair Senin",
            Tenggat="5 Agustus 2024",
        )(sheet, columns, rows)

    page = upload(client, edit(download(client), fill)).text
    number = newest_import(session)
    assert "Tindak lanjut yang baru dan berubah" in page
    assert "Sekretariat Daerah" in page
    assert "cair Senin" in page
    assert len(all_of(session)) == 1, "a preview changes nothing"
    row = store.get_import(session, number)
    assert (row.figures_new, row.figures_changed) == (0, 0)
    session.rollback()

    apply(client, number)
    changed, fresh = all_of(session)
    assert changed.promise == Promise(
        Cause.CASH, "tahap II", "Sekretariat Daerah", date(2024, 9, 1)
    )
    assert [event.import_id for event in changed.history] == [None, number]
    assert fresh.promise == Promise(Cause.ACCOUNT, "cair Senin", "", date(2024, 8, 5))
    assert (fresh.region, fresh.numerator, fresh.denominator) == (
        "53.12", 3_000_000_000_00, 16_500_000_000_00,
    )  # fmt: skip
    assert f"/imports/{number}" in client.get(f"/follow-ups/{changed.id}").text
    assert "Sekretariat Daerah" in client.get(f"/imports/{number}").text

    assert "2 tindak lanjut dari berkas ini ditarik kembali" in client.get(
        f"/imports/{number}/undo"
    ).text  # fmt: skip
    send(client, f"/imports/{number}/undo", {})
    (left,) = all_of(session)
    assert left.promise == Promise(Cause.CASH, "tahap II", "BPKAD", date(2024, 8, 10))
    assert client.get(f"/follow-ups/{fresh.id}").status_code == 404


@pytest.mark.parametrize(
    ("row", "cells", "column", "message"),
    [
        ("53.12 KPU", {"Penyebab": "malas"}, "Penyebab", "Penyebab “malas” tidak dikenal"),
        ("53.12 KPU", {"Janji": "segera"}, "Penyebab", "belum dipilih"),
        ("53.07 KPU", {"Tenggat": "secepatnya"}, "Tenggat", "bukan tanggal"),
        ("53.07 KPU", {"Status": "beres"}, "Status", "tidak dikenal"),
        ("53.12 KPU", {"Kode Wilayah": "53.99", "Penyebab": "Lainnya"}, "Kode Wilayah", "53.99"),
        ("53.12 KPU", {"Kode Wilayah": "73.71", "Penyebab": "Lainnya"}, "No", "tidak ditemukan"),
        ("53.12 KPU", {"No": 999, "Penyebab": "Lainnya"}, "No", "999"),
    ],
)
def test_a_problem_stands_at_its_cell(
    client: FlaskClient,
    session: Session,
    opened: int,
    row: str,
    cells: dict[str, object],
    column: str,
    message: str,
) -> None:
    place: list[str] = []

    def fill(sheet: Worksheet, columns: dict[str, str], rows: dict[str, int]) -> None:
        place.append(f"Tindak Lanjut!{columns[column]}{rows[row]}")
        write(row, **cells)(sheet, columns, rows)

    page = upload(client, edit(download(client), fill)).text
    assert place[0] in page
    assert message in page
    apply(client, newest_import(session))
    assert [len(one.history) for one in all_of(session)] == [1]


def test_what_changed_on_the_page_meanwhile_is_told_and_not_overwritten(
    client: FlaskClient, session: Session, opened: int
) -> None:
    content = download(client)
    newer = Promise(Cause.APPROVAL, "tahap II", "Sekretariat Daerah", date(2024, 8, 20))
    store.change_follow_up(session, opened, newer, State.OPEN)
    session.commit()
    page = upload(client, edit(content, write("53.07 KPU", Janji="minggu depan"))).text
    assert "sesudah berkas ini diunduh" in page
    assert "Menunggu persetujuan; tahap II; Sekretariat Daerah; 20 Agustus 2024" in page
    apply(client, newest_import(session))
    assert all_of(session)[0].promise == newer
    # The row that nobody touched in the same old file says nothing against the page.
    assert "sama dengan data yang sudah ada" in upload(client, content).text


def test_a_change_between_preview_and_apply_makes_the_preview_stale(
    client: FlaskClient, session: Session, opened: int
) -> None:
    upload(client, edit(download(client), write("53.07 KPU", Oleh="Sekretariat KPU")))
    number = newest_import(session)
    newer = Promise(Cause.APPROVAL, "tahap II", "BPKAD", date(2024, 8, 20))
    store.change_follow_up(session, opened, newer, State.OPEN)
    session.commit()
    assert apply(client, number).status_code == 409
    assert all_of(session)[0].promise == newer


def test_a_closed_one_is_not_changed_by_a_file(
    client: FlaskClient, session: Session, opened: int
) -> None:
    promise = all_of(session)[0].promise
    store.change_follow_up(session, opened, promise, State.KEPT)
    session.commit()

    def fill(sheet: Worksheet, columns: dict[str, str], rows: dict[str, int]) -> None:
        (row,) = (row for row in rows.values() if sheet[f"A{row}"].value == opened)
        sheet[f"{columns['Oleh']}{row}"] = "Bakesbangpol"

    page = upload(client, edit(download(client), fill)).text
    assert "sudah selesai, jadi tidak diubah dari berkas" in page


def test_opened_on_the_page_meanwhile_is_told(
    client: FlaskClient, session: Session, meeting: None
) -> None:
    content = download(client)
    open_one(session, "53.12", Promise(Cause.CASH))
    page = upload(client, edit(content, write("53.12 KPU", Penyebab="Lainnya"))).text
    assert "sudah mempunyai tindak lanjut terbuka" in page


def test_one_that_closed_itself_comes_back_unchanged(
    client: FlaskClient, session: Session, opened: int
) -> None:
    say(
        session,
        figure("53.07", "KPU", Measure.DISBURSED, 21_700_000_000, date(2024, 9, 1)),
        file="september.xlsx",
    )
    content = download(client)
    assert "sama dengan data yang sudah ada" in upload(client, content).text
    fill = write("53.07 KPU", Janji="lain")
    assert "sudah selesai, jadi tidak diubah" in upload(client, edit(content, fill)).text
