"""A button whose words have the colour of its ground cannot be read, whatever the other tests say."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

SHEETS = Path(__file__).parent.parent / "sheets"
UNREADABLE = """() => [...document.querySelectorAll('.btn')]
  .filter(b => b.offsetParent !== null)
  .filter(b => getComputedStyle(b).color === getComputedStyle(b).backgroundColor)
  .map(b => b.textContent.trim())"""


@pytest.mark.browser
def test_every_button_of_a_preview_can_be_read(page: Page, address: str) -> None:
    page.goto(f"{address}/imports")
    page.set_input_files("input[type=file]", SHEETS / "rekap-bermasalah.xlsx")
    page.click("button[type=submit]:has-text('pratinjau')")
    assert page.locator(".btn-primary:has-text('Lihat lembarnya')").count() == 1
    assert page.evaluate(UNREADABLE) == []
