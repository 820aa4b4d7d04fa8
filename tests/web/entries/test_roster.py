"""/roster: what is owed, pasted; what is not there yet shows on the chase list."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import Workbook, load_workbook
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from nphd_tracker import store
from nphd_tracker.importing.opening.guard import open_workbook
from nphd_tracker.regions import Agency
from nphd_tracker.web.entries.roster_list import read_lines
from nphd_tracker.web.entries.roster_sheet import read_sheets
from tests.web.data import PILKADA
from tests.web.seen import section, words

Open = Callable[[str], str]
SHEETS = Path(__file__).parents[2] / "sheets"
BOTH = (Agency.KPU, Agency.BAWASLU)


@pytest.fixture(autouse=True)
def no_csrf(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False


def paste(client: FlaskClient, lines: str, *agencies: str, election: str = PILKADA) -> TestResponse:
    return client.post(
        "/roster", data={"election": election, "lines": lines, "agency": list(agencies)}
    )


def test_code_or_name_owes_an_agreement_to_each_chosen_agency() -> None:
    owed, wrong = read_lines("53.09\nKota Kupang\n\n5307\n", BOTH)
    assert owed == [(code, one) for code in ("53.09", "53.71", "53.07") for one in BOTH]
    assert wrong == []


def test_code_and_name_of_a_pasted_row_are_one_and_its_own_agency_counts() -> None:
    lines = "53.09\tKab. Ngada\tTNI\n53.71 Kota Kupang\n53.07;Kab. Sikka;Bawaslu"
    owed, wrong = read_lines(lines, (Agency.KPU,))
    assert owed == [
        ("53.09", Agency.TNI),
        ("53.71", Agency.KPU),
        ("53.07", Agency.BAWASLU),
    ]
    assert wrong == []


def test_what_is_not_clear_is_said_with_its_line() -> None:
    owed, wrong = read_lines("Kupang\nKab. Wakanda\n99.99", BOTH)
    assert owed == []
    assert [(one.number, one.text) for one in wrong] == [
        (1, "Kupang"),
        (2, "Kab. Wakanda"),
        (3, "99.99"),
    ]
    assert "Kota Kupang" in wrong[0].message


def test_without_any_agency_nothing_is_guessed() -> None:
    owed, [wrong] = read_lines("53.09", ())
    assert (owed, wrong.message) == ([], "lembaganya belum dipilih")


@pytest.mark.usefixtures("meeting")
def test_agreement_owed_and_not_there_shows_on_the_chase_list(
    client: FlaskClient, open_page: Open
) -> None:
    paste(client, "53.09\n53.10\n53.71", "KPU")
    page = section(open_page("/tagih"), "chase")
    assert page.startswith("Yang perlu ditagih 20 2 dari 3 pemda punya NPHD KPU.")
    assert "belum ada NPHD: wajib menurut daftar, tanpa satu angka pun" in page
    only = section(open_page("/tagih?reason=missing"), "chase")
    assert only.startswith("Belum ada NPHD 1")
    assert "2 dari 3 pemda punya NPHD KPU" in words(open_page("/roster"))


@pytest.mark.usefixtures("meeting")
def test_an_election_of_which_only_the_roster_tells_can_be_chased(
    client: FlaskClient, open_page: Open
) -> None:
    paste(client, "53.07\n53.09", "KPU", election="PSU 2025")
    asked = "election=PSU+2025"
    assert "Belum ada NPHD 2" in words(open_page(f"/tagih?{asked}&reason=missing"))
    said = "Belum ada NPHD: 2 wajib menurut daftar kewajiban, tanpa satu angka pun."
    assert said in words(open_page(f"/?{asked}"))
    assert said in words(open_page(f"/rakor?{asked}"))
    assert "Tidak ada NPHD yang cocok." in words(open_page(f"/?{asked}&agency=TNI"))
    for page in ("/reports", "/follow-ups", "/selisih", "/follow-ups/new"):
        open_page(f"{page}?{asked}")
    with client.get(f"/reports/ringkasan.xlsx?{asked}") as workbook:
        assert workbook.status_code == 200
    assert "KPU" in open_page("/?election=Pilkada+2024")  # which is still what the pages open on
    assert client.get("/tagih?election=PSU+2026").status_code == 404


def test_the_same_list_twice_adds_nothing_and_one_can_be_taken_off(
    client: FlaskClient, session: Session
) -> None:
    paste(client, "53.09\n53.10", "KPU", "BAWASLU")
    paste(client, "53.09", "KPU")
    assert len(store.list_roster(session, PILKADA)) == 4
    session.rollback()
    client.post("/roster/hapus", data={"election": PILKADA, "region": "53.09", "agency": "KPU"})
    assert store.list_roster(session, PILKADA) == [
        ("53.09", Agency.BAWASLU),
        ("53.10", Agency.BAWASLU),
        ("53.10", Agency.KPU),
    ]


def test_what_the_last_addition_added_is_taken_off_at_once(
    client: FlaskClient, session: Session
) -> None:
    paste(client, "53.09", "KPU")
    paste(client, "53.09\n53.10\n53.71", "KPU")
    page = client.get("/roster").text
    assert "Hapus 2 kewajiban yang terakhir ditambahkan" in page
    addition, _ = store.last_addition(session, PILKADA)
    session.rollback()
    for number in (addition - 1, addition, addition):
        client.post("/roster/batal-tambah", data={"election": PILKADA, "addition": number})
    assert store.list_roster(session, PILKADA) == [("53.09", Agency.KPU)]
    session.rollback()
    assert "terakhir ditambahkan" not in client.get("/roster").text


@pytest.mark.parametrize(
    ("name", "regions", "owed", "wrong"),
    [
        ("rekap-nphd-ntt-2024-08-01.xlsx", 23, 53, []),
        ("good_rows_beside_bad_ones.xlsx", 2, 3, ["Kupang"]),
        ("agency_sections_with_subtotals.xlsx", 2, 5, []),
        ("regions_by_code_alone.xlsx", 5, 5, []),
    ],
)
def test_a_sheet_is_read_by_its_titles_not_by_its_running_numbers(
    app: Flask, name: str, regions: int, owed: int, wrong: list[str]
) -> None:
    with app.test_request_context():
        found, unclear = read_sheets(open_workbook(SHEETS / name, name), BOTH)
    assert (len({region for region, _ in found}), len(found)) == (regions, owed)
    assert [one.text for one in unclear] == wrong


def test_good_lines_are_taken_and_the_others_come_back(
    client: FlaskClient, session: Session
) -> None:
    answer = paste(client, "53.09\nKab. Wakanda", "KPU")
    assert answer.status_code == 400
    assert "1 baris tidak dikenali: Kab. Wakanda" in words(answer.text)
    assert store.list_roster(session, PILKADA) == [("53.09", Agency.KPU)]


def test_nothing_pasted_is_asked_for(client: FlaskClient) -> None:
    answer = paste(client, "  ", "KPU")
    assert answer.status_code == 400
    assert "Tempel daftar Pemda" in words(answer.text)


def sheet(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    assert book.active is not None
    book.active.title = "Daftar"
    for row in rows:
        book.active.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def send_sheet(client: FlaskClient, content: bytes, name: str, *agencies: str) -> TestResponse:
    data = {"election": PILKADA, "agency": list(agencies), "sheet": (BytesIO(content), name)}
    return client.post("/roster/lembar", data=data, content_type="multipart/form-data")


def test_a_sheet_is_read_shown_and_only_then_added(client: FlaskClient, session: Session) -> None:
    paste(client, "53.09", "KPU")
    answer = send_sheet(
        client,
        sheet(
            ("DAFTAR PEMDA YANG WAJIB MENANDATANGANI NPHD",),
            ("No", "Kode", "Pemerintah Daerah", "Penerima"),
            (1, "53.09", "Kabupaten Ngada", "KPU"),
            (2, "53.71", "Kota Kupang", "Bawaslu"),
            (3, "", "Kab. Wakanda", "KPU"),
            (4, "", "Kupang", "KPU"),
            ("Jumlah", 4),
        ),
        "daftar.xlsx",
    )
    page = words(answer.text)
    assert "2 kewajiban terbaca dari lembar. 1 baru, 1 sudah ada di daftar." in page
    assert "Daftar!C5 : Kab. Wakanda : bukan kode atau nama Pemda yang dikenal" in page
    assert "Daftar!C6 : Kupang : nama ini berarti lebih dari satu" in page
    assert len(store.list_roster(session, PILKADA)) == 1
    session.rollback()
    assert "53.71\tBAWASLU" in answer.text
    paste(client, "53.09\tKPU\n53.71\tBAWASLU")
    assert store.list_roster(session, PILKADA) == [("53.09", Agency.KPU), ("53.71", Agency.BAWASLU)]


def test_a_column_an_agency_says_by_its_marks_what_is_owed(client: FlaskClient) -> None:
    content = sheet(
        ("Pemda", "KPU", "Bawaslu"), ("Kab. Ngada", "v", "-"), ("Kota Kupang", "v", "v")
    )
    page = send_sheet(client, content, "daftar.xlsx").text
    assert "53.09\tKPU\n53.71\tKPU\n53.71\tBAWASLU</textarea>" in page


def test_without_a_column_of_agencies_the_chosen_ones_hold(client: FlaskClient) -> None:
    page = send_sheet(client, b"Kode;Nama\n53.09;Kab. Ngada\n", "daftar.csv", "KPU", "TNI").text
    assert "53.09\tKPU\n53.09\tTNI</textarea>" in page


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (b"PK\x03\x04", "daftar.xlsx", ""),
        (sheet(("nothing", "here")), "daftar.xlsx", "Tidak ada nama atau kode Pemda"),
        (b"", "", "Pilih lembar Excel"),
    ],
)
def test_a_sheet_that_says_nothing_is_told(
    client: FlaskClient, content: bytes, name: str, message: str
) -> None:
    answer = send_sheet(client, content, name, "KPU")
    assert answer.status_code == 400
    assert message in words(answer.text)


@pytest.mark.usefixtures("meeting")
def test_what_is_missing_shows_on_the_dashboard_and_in_the_summary(
    client: FlaskClient, open_page: Open
) -> None:
    paste(client, "53.09\n53.10\n53.71", "KPU")
    page = section(open_page("/"), "silent")
    assert "Belum ada NPHD 1" in page
    assert "2 dari 3 pemda punya NPHD KPU" in page
    assert "(KPU)" in page
    assert "1 lagi belum ada NPHD" in words(open_page("/"))
    assert "Belum ada NPHD" not in section(open_page("/?agency=TNI"), "silent")
    book = load_workbook(BytesIO(client.get("/reports/ringkasan.xlsx").data))
    texts = {str(cell.value) for row in book["Belum 100%"].iter_rows() for cell in row}
    assert "Belum ada NPHD: 1 (wajib menurut daftar kewajiban)" in texts
    assert "Belum ada NPHD" in {str(row[0].value) for row in book["Ringkasan"].iter_rows()}


@pytest.mark.parametrize("heading", ["Nilai NPHD", "Alamat"])  # read as a table, and row by row
def test_a_row_of_several_agencies_owes_for_each(client: FlaskClient, heading: str) -> None:
    content = sheet(("No", "Kabupaten", "Penerima", heading), (1, "Kab. Ngada", "TNI/Polri"))
    page = send_sheet(client, content, "daftar.xlsx", "KPU").text
    assert "53.09\tPOLRI\n53.09\tTNI</textarea>" in page


def test_a_row_whose_grantee_nobody_knows_is_told(client: FlaskClient) -> None:
    content = sheet(
        ("No", "Kabupaten", "Penerima", "Nilai NPHD"), (1, "Kab. Ende", "Dinas Pariwisata")
    )
    assert "lembaganya tidak dikenal" in words(
        send_sheet(client, content, "daftar.xlsx", "KPU").text
    )
