"""An officer's morning in a real browser: a province's sheets in, and the paper of the meeting out."""

import re
import time

import pytest
from playwright.sync_api import Page, expect

from nphd_tracker.resources import data_folder

from .paper import count_sheets, read_text

pytestmark = pytest.mark.browser

FOLDER = data_folder("imports") / "examples" / "contoh"
SHEETS = sorted(FOLDER.glob("contoh-rekaan-53-[0-7]*.xlsx"))
"""Of 22 local governments, in layouts of their own: lists, registers, tranches, monitoring."""
A_MINUTE = 60


def test_from_twenty_two_files_to_the_paper_of_the_meeting_in_a_minute(
    page: Page, address: str
) -> None:
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    begun = time.perf_counter()
    page.goto(f"{address}/imports")
    page.locator("input[type=file]").set_input_files(SHEETS)
    page.get_by_role("button", name="Lihat pratinjau").click()
    expect(page.get_by_role("heading", name="Pratinjau 22 berkas")).to_be_visible(timeout=40_000)
    page.get_by_role("button", name="Terapkan semua yang siap (22)").click()
    expect(page.get_by_text("22 berkas sudah diterapkan.")).to_be_visible(timeout=40_000)
    page.get_by_role("link", name="Bahan rakor").first.click()
    pdf = page.pdf(prefer_css_page_size=True)
    assert time.perf_counter() - begun < A_MINUTE

    assert count_sheets(pdf) == 1
    paper = read_text(pdf)
    for said in (
        "Rp790.364.999.999dariRp864.900.000.000",
        "83dari89NPHDmelapor",
        "KPU221561000",  # 22: 15 at 100, 6 from 40, 1 below 40
        "Kab.SumbaTengah,KPUperkiraanterlambat16.000.000.0006.240.000.0009.760.000.000",
    ):
        assert said in paper, said

    # The same number on the dashboard, and from there to the cell that says it.
    page.go_back()
    below = page.get_by_role("table", name="NPHD yang belum 100%")
    row = below.get_by_role("row").filter(has_text="Kab. Sumba Tengah").filter(has_text="KPU")
    row.get_by_role("link", name="6.240.000.000").click()
    expect(page).to_have_url(re.compile(r"/agreements/\d+.*#figure-\d+$"))
    figure = page.locator(":target")
    expect(figure).to_contain_text("6.240.000.000")
    expect(figure).to_contain_text("contoh-rekaan-53-17-sumba-tengah.xlsx")
    figure.get_by_role("link", name=re.compile(r"![A-Z]+\d+")).first.click()
    expect(page).to_have_url(re.compile(r"/imports/\d+/lembar.*#[A-Z]+\d+$"))
    expect(page.locator(":target")).to_contain_text("6.240.000.000")
    assert refused == []
