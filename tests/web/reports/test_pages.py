"""The workbooks that leave: the summary of what is selected, and the sheet to fill in."""

import io
import re

import pytest
from flask.testing import FlaskClient
from openpyxl import Workbook, load_workbook
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from nphd_tracker.reading import Measure
from nphd_tracker.web.shown import over_time
from tests.web.data import INVENTED, MEETING, figure, ntt, say

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def opened(response: TestResponse) -> Workbook:
    assert response.status_code == 200
    assert response.mimetype == XLSX
    return load_workbook(io.BytesIO(response.data))


def texts(book: Workbook, name: str) -> set[str]:
    return {str(cell) for row in book[name].iter_rows(values_only=True) for cell in row if cell}


def numbers(book: Workbook, name: str) -> set[object]:
    return {
        cell
        for row in book[name].iter_rows(values_only=True)
        for cell in row
        if isinstance(cell, int | float)
    }


@pytest.mark.usefixtures("meeting")
def test_summary_holds_what_the_dashboard_shows(client: FlaskClient) -> None:
    response = client.get("/reports/ringkasan.xlsx")
    disposition = response.headers["Content-Disposition"]
    assert disposition == "attachment; filename=ringkasan-nphd-2024-08-01.xlsx"
    book = opened(response)
    assert book.sheetnames == [
        "Ringkasan", "Belum 100%", "Per Wilayah", "Tindak Lanjut", "Pemeriksaan", "Rincian", "Catatan",
    ]  # fmt: skip
    assert 89_606_513_000 in numbers(book, "Ringkasan")
    assert 139_936_513_000 in numbers(book, "Ringkasan")
    assert 562_661_654_000 in numbers(book, "Ringkasan")


@pytest.mark.usefixtures("meeting")
def test_summary_is_of_what_is_selected(client: FlaskClient) -> None:
    query = "region=53.09&agency=KPU&basis=spent/committed&as_of=2024-08-02"
    book = opened(client.get(f"/reports/ringkasan.xlsx?{query}"))
    said = " ".join(texts(book, "Ringkasan"))
    assert "Kabupaten Ngada; KPU" in said
    assert "2 Agustus 2024" in said
    assert "Serapan belanja dari nilai NPHD" in said
    assert 28_196_513_000 in numbers(book, "Rincian")
    assert 21_700_000_000 not in numbers(book, "Rincian")


@pytest.mark.usefixtures("meeting")
def test_summary_of_one_band_leaves_the_others_out(client: FlaskClient) -> None:
    book = opened(client.get("/reports/ringkasan.xlsx?band=below40"))
    assert 7_410_000_000 in numbers(book, "Rincian")
    assert 28_196_513_000 not in numbers(book, "Rincian")
    assert "Di bawah 40%" in " ".join(texts(book, "Ringkasan"))


@pytest.mark.usefixtures("meeting")
def test_summary_speaks_english_on_request(client: FlaskClient) -> None:
    book = opened(client.get("/reports/ringkasan.xlsx?lang=en"))
    assert "1 August 2024" in " ".join(texts(book, "Ringkasan"))


def test_without_figures_there_is_no_summary(client: FlaskClient) -> None:
    assert client.get("/reports/ringkasan.xlsx").status_code == 404
    page = client.get("/reports").text
    assert "Belum ada angka yang dapat dilaporkan." in page
    assert "ringkasan.xlsx" not in page


@pytest.mark.usefixtures("meeting")
def test_blank_sheet_of_a_region_lists_its_agencies_and_what_is_known(client: FlaskClient) -> None:
    response = client.get("/reports/lembar-isian.xlsx?region=53.07")
    assert "lembar-isian-53.07.xlsx" in response.headers["Content-Disposition"]
    book = opened(response)
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    of_region = [row for row in rows if row[0] == "53.07"]
    assert [row[2] for row in of_region] == ["KPU", "Bawaslu", "TNI", "Polri"]
    assert "Pencairan Rp 7.000.000.000 (1 Agustus 2024)" in str(of_region[0][-1])


@pytest.mark.usefixtures("meeting")
def test_blank_sheet_of_a_province_has_all_its_regions(client: FlaskClient) -> None:
    book = opened(client.get("/reports/lembar-isian.xlsx?region=53"))
    codes = {row[0] for row in book.worksheets[0].iter_rows(values_only=True)}
    assert {"53", "53.01", "53.09", "53.71"} <= codes
    known = [row for row in book.worksheets[0].iter_rows(values_only=True) if row[0] == "53.09"]
    assert "Rp 28.196.513.000" in str(known[0][-1])


def test_blank_sheet_for_whichever_region_is_empty(client: FlaskClient) -> None:
    book = opened(client.get("/reports/lembar-isian.xlsx"))
    assert "53.09" not in {row[0] for row in book.worksheets[0].iter_rows(values_only=True)}


@pytest.mark.parametrize("page", ["ringkasan.xlsx", "lembar-isian.xlsx"])
def test_an_unknown_region_is_said(client: FlaskClient, page: str) -> None:
    response = client.get(f"/reports/{page}?region=99.99")
    assert response.status_code == 400
    assert "Tidak ada wilayah berkode" in response.text


@pytest.mark.usefixtures("meeting")
def test_page_downloads_what_its_filters_say(client: FlaskClient) -> None:
    page = client.get("/reports?agency=KPU&as_of=2024-08-01").text
    link = re.search(r'href="(/reports/ringkasan\.xlsx[^"]*)"', page)
    assert link is not None
    assert "agency=KPU" in link[1]
    assert "as_of=2024-08-01" in link[1]
    assert "1 Agustus 2024" in page


def test_invented_figures_are_said_to_be_invented(client: FlaskClient, session: Session) -> None:
    say(session, *ntt(), election=INVENTED)
    assert "ANGKA REKAAN" in client.get("/reports").text
    book = opened(client.get("/reports/ringkasan.xlsx"))
    assert "REKAAN" in " ".join(texts(book, "Ringkasan")).upper()


@pytest.mark.usefixtures("meeting")
def test_the_name_of_a_summary_says_what_it_is_about(client: FlaskClient) -> None:
    answer = client.get("/reports/ringkasan.xlsx?province=53&agency=KPU")
    name = answer.headers["Content-Disposition"].rpartition("=")[2]
    assert name == "ringkasan-nphd-53-kpu-2024-08-01.xlsx"


@pytest.mark.parametrize("place", ["", "?region=53.09", "?agency=KPU"])
@pytest.mark.parametrize("few", [0, 400], ids=["nation", "small"])
def test_summary_looks_back_once_there_are_two_dates(
    client: FlaskClient, session: Session, monkeypatch: pytest.MonkeyPatch, place: str, few: int
) -> None:
    monkeypatch.setattr(over_time, "FEW", few)
    june = MEETING.replace(month=6)
    say(
        session,
        figure("53.09", "KPU", Measure.COMMITTED, 1000, june),
        figure("53.09", "KPU", Measure.DISBURSED, 400, june),
    )
    assert "Tren" not in opened(client.get(f"/reports/ringkasan.xlsx{place}")).sheetnames
    say(session, figure("53.09", "KPU", Measure.DISBURSED, 700), file="agustus.xlsx")
    book = opened(client.get(f"/reports/ringkasan.xlsx{place}"))
    assert {400, 700, 1000} <= numbers(book, "Tren")


@pytest.mark.usefixtures("meeting")
def test_the_summary_calls_the_least_rate_and_the_oldest_day_as_the_pages_do(
    client: FlaskClient,
) -> None:
    page = client.get("/").text
    said = texts(opened(client.get("/reports/ringkasan.xlsx")), "Ringkasan")
    assert {"Paling sedikit", "% paling sedikit", "Posisi tertua"} <= said
    assert "Paling sedikit" in page
    assert "Posisi tertua dan terbaru" in page
