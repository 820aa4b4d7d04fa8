"""The minute of reconciliation on paper and in Excel holds the same figures."""

from io import BytesIO

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from playwright.sync_api import Page
from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.reading import Measure, Source
from tests.web.data import MEETING, PILKADA, figure, say
from tests.web.paper import count_sheets, read_text
from tests.web.seen import words

JUNE = MEETING.replace(month=6)


@pytest.fixture
def agreement(session: Session) -> int:
    """Ngada's KPU: the grantee received less than was sent, and one transfer is in a register."""
    grantee = {"source": Source.GRANTEE}
    say(
        session,
        figure("53.09", "KPU", Measure.COMMITTED, 2_000_000_000, JUNE),
        figure("53.09", "KPU", Measure.COMMITTED, 2_500_000_000),
        figure("53.09", "KPU", Measure.DISBURSED, 1_500_000_000),
        figure("53.09", "KPU", Measure.DISBURSED, 1_400_000_000, **grantee),
        figure(
            "53.09",
            "KPU",
            Measure.DISBURSED,
            900_000_000,
            JUNE,
            is_movement=True,
            document="SP2D 1",
        ),
        figure("53.09", "KPU", Measure.SPENT, 1_000_000_000, **grantee),
        figure("53.09", "KPU", Measure.RETURNED, 50_000_000, **grantee),
        figure("53.09", "KPU", Measure.INTEREST, 7_000_000, **grantee),
    )
    [holding] = store.load_holdings(session, PILKADA)
    session.rollback()
    return holding.id


def values(content: bytes, *, with_results: bool) -> dict[str, list[object]]:
    """The cells beside each label, without the empty ones."""
    sheet = load_workbook(BytesIO(content), data_only=with_results)["Berita Acara"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    return {str(row[0]): [one for one in row[1:] if one is not None] for row in rows if row[0]}


def test_the_workbook_says_what_the_page_says(client: FlaskClient, agreement: int) -> None:
    answer = client.get(f"/agreements/{agreement}/berita-acara.xlsx")
    name = answer.headers["Content-Disposition"]
    assert "berita-acara-53-09-kpu-2024-08-01.xlsx" in name
    said = values(answer.data, with_results=True)
    assert [one for one in said["Pencairan"] if isinstance(one, int)] == [
        1_500_000_000, 1_400_000_000, 100_000_000, 1_500_000_000,
    ]  # fmt: skip
    assert said["SP2D 1"][0] == said["Jumlah"][0] == 900_000_000
    assert said["c. Belum cair (a − b)"] == [1_000_000_000]
    assert said["e. Sisa dana (b − d)"] == [500_000_000]
    assert said["g. Masih di penerima (e − f)"] == [450_000_000]
    assert said["h. Jasa giro disetor (di luar pokok)"] == [7_000_000]
    assert said["Pencairan: Register dan posisi"][-1] == -600_000_000
    assert said["Pemberi hibah"] == ["Penerima hibah"]
    assert said["Pemerintah Kabupaten Ngada"] == ["KPU Kabupaten Ngada"]


def test_differences_and_remainders_are_live_formulas(client: FlaskClient, agreement: int) -> None:
    content = client.get(f"/agreements/{agreement}/berita-acara.xlsx").data
    said = values(content, with_results=False)
    for label in ("Pencairan", "Jumlah", "c. Belum cair (a − b)", "g. Masih di penerima (e − f)"):
        assert any(str(one).startswith("=") for one in said[label]), label
    sheet = load_workbook(BytesIO(content))["Berita Acara"]
    setup = sheet.page_setup
    assert (setup.orientation, setup.paperSize) == ("portrait", 9)
    assert (setup.fitToWidth, setup.fitToHeight) == (1, 1)


def test_with_one_side_silent_nothing_was_matched(
    client: FlaskClient, session: Session, agreement: int
) -> None:
    say(
        session,
        figure("53.07", "KPU", Measure.COMMITTED, 2_000_000_000),
        figure("53.07", "KPU", Measure.DISBURSED, 2_000_000_000),
        file="sikka.xlsx",
    )
    [silent] = [one.id for one in store.load_holdings(session, PILKADA, region="53.07")]
    session.rollback()
    for number, is_matched in ((silent, False), (agreement, True)):
        page = words(client.get(f"/agreements/{number}/berita-acara").text)
        content = client.get(f"/agreements/{number}/berita-acara.xlsx").data
        sheet = " ".join(values(content, with_results=True))
        for said in (page, sheet):
            assert ("telah dicocokkan" in said) is is_matched
            assert ("BELUM dicocokkan" in said) is not is_matched
            assert ("Belum ada yang dicocokkan" in said) is not is_matched
            assert "Tidak ada selisih" not in said
        assert "Penjelasan kedua pihak:" in page


@pytest.mark.browser
def test_the_printed_page_holds_the_figures(address: str, page: Page, agreement: int) -> None:
    page.goto(f"{address}/agreements/{agreement}/berita-acara")
    pdf = page.pdf(prefer_css_page_size=True)
    text = read_text(pdf)
    for said in (
        "BERITAACARAREKONSILIASIHIBAH",
        "+500.000.0002.500.000.000",
        "1.500.000.000",
        "1.400.000.000",
        "bPencairan1.500.000.000",
        "cBelumcair(a−b)1.000.000.000",
        "eSisadana(b−d)500.000.000",
        "gMasihdipenerima(e−f)450.000.000",
        "PemerintahKabupatenNgada",
    ):
        assert said in text, said
    assert count_sheets(pdf) <= 2
