"""The main job in a real browser: from the sheet of a meeting to who is below 100%, and the Excel."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import BrowserContext, Page, expect

SHEETS = Path(__file__).parents[1] / "sheets"
RECAP = SHEETS / "rekap-nphd-ntt-2024-08-01.xlsx"
REGISTER = SHEETS / "register-pencairan-2024.xlsx"

pytestmark = pytest.mark.browser


def test_from_upload_to_dashboard_to_summary(page: Page, address: str, tmp_path: Path) -> None:
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(address)
    page.get_by_role("link", name="Unggah lembar kerja").click()
    page.get_by_label("Pilih berkas").set_input_files(RECAP)
    expect(page.locator("#chosen")).to_contain_text(RECAP.name)
    page.get_by_role("button", name="Lihat pratinjau").click()

    expect(page.get_by_role("heading", name="Pratinjau 1 berkas")).to_be_visible()
    expect(page.get_by_text("31 angka baru · 0 berubah · 0 tetap sama")).to_be_visible()
    page.get_by_role("button", name="Terapkan").click()

    expect(page.get_by_text("sudah diterapkan")).to_be_visible()
    kpu = page.get_by_role("row").filter(has=page.get_by_role("link", name="KPU", exact=True))
    expect(kpu.first).to_contain_text("64,03%")

    with page.expect_download() as waiting:
        page.get_by_role("link", name="Unduh ringkasan Excel").click()
    path = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(path)
    assert path.name == "ringkasan-nphd-2024-08-01.xlsx"
    book = load_workbook(path)
    cells = [cell for row in book["Ringkasan"].iter_rows(values_only=True) for cell in row]
    assert 0.6403 in cells
    assert 89_606_513_000 in cells
    assert refused == []


def test_files_can_be_dropped_on_the_page(page: Page, address: str) -> None:
    page.goto(f"{address}/imports")
    page.evaluate(
        """names => {
            const held = new DataTransfer();
            for (const name of names) held.items.add(new File(["a;b"], name));
            for (const type of ["dragenter", "dragover", "drop"]) {
                document.getElementById("drop-zone").dispatchEvent(
                    new DragEvent(type, { dataTransfer: held, bubbles: true, cancelable: true }));
            }
        }""",
        ["satu.csv", "<b>dua</b>.csv"],
    )
    expect(page.locator("#chosen li")).to_have_text(["satu.csv", "<b>dua</b>.csv"])
    assert page.evaluate("document.getElementById('files').files.length") == 2


def test_everything_works_without_javascript(
    new_context: "type[BrowserContext]", address: str
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{address}/imports")
    page.locator("input[type=file]").set_input_files([RECAP, REGISTER])
    page.get_by_role("button", name="Lihat pratinjau").click()
    page.get_by_role("button", name="Terapkan semua yang siap (2)").click()
    expect(page.get_by_text("2 berkas sudah diterapkan.")).to_be_visible()

    page.goto(f"{address}/imports")
    row = page.get_by_role("row").filter(has_text=RECAP.name)
    row.get_by_role("link", name="Batalkan impor").click()
    page.get_by_role("button", name="Ya, batalkan impor").click()
    expect(page.get_by_text("Impor dibatalkan.")).to_be_visible()
    expect(page.get_by_text("Dibatalkan", exact=True).first).to_be_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_is_cut_off_on_a_telephone(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{address}/imports")
    page.locator("input[type=file]").set_input_files([RECAP, SHEETS / "rekap-bermasalah.xlsx"])
    page.get_by_role("button", name="Lihat pratinjau").click()
    expect(page.get_by_role("heading", name="Pratinjau 2 berkas")).to_be_visible()
    preview = page.url
    for place in (preview, f"{address}/imports", f"{address}/imports/1", f"{address}/reports"):
        page.goto(place)
        too_wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert too_wide <= 0, place


def test_a_link_of_the_overview_opens_its_file(page: Page, address: str) -> None:
    page.goto(f"{address}/imports")
    page.locator("input[type=file]").set_input_files([RECAP, REGISTER])
    page.get_by_role("button", name="Lihat pratinjau").click()
    expect(page.get_by_text("KPU / NILAI NPHD (Rp)")).to_be_hidden()
    page.get_by_role("link", name=RECAP.name).click()
    card = page.locator("details.import-card[open]")
    expect(card.get_by_role("heading", name=RECAP.name)).to_be_visible()
