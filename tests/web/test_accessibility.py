"""Every page passes axe-core: in both languages, light and dark, wide and on a telephone.

A new page is on the walk by itself: one that the table below does not know how to open fails it.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page
from werkzeug.routing import Rule

from nphd_tracker import store
from nphd_tracker.web.serving.database import db

AXE = Path(__file__).parent.parent / "vendor" / "axe-core" / "axe.min.js"
SHEETS = Path(__file__).parent.parent / "sheets"
FILES = re.compile(
    r"\.(?:csv|xlsx|docx|ics|json|zip)$|^/api/|^/static/|^/healthz|^/readyz|/file$|/lampiran/"
)
"""Addresses that answer with something else than a page."""
KNOWN: dict[str, str] = {
    "code": "53.71",
    "key": "KPU",
    "agreement_id": "1",
    "import_id": "1",
    "follow_up_id": "1",
    "person_id": "1",
    "job_id": "1",
}
ASKED = "ids=3&agreement=1&older=1&newer=2"
WIDTHS = (1280, 360, 640)
"""A desk, a telephone, and a desk at 200%: each page at one of them in light, the next in dark."""
NAMES = {"/charts/<name>": ("trend", "pareto", "closing", "heat")}


def pages(app: Flask) -> Iterator[str]:
    """The address of each page, from the application's own map."""
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or FILES.search(rule.rule):
            continue
        if rule.rule in NAMES:
            yield from (rule.rule.replace("<name>", name) for name in NAMES[rule.rule])
            continue
        yield _fill(rule)


def _fill(rule: Rule) -> str:
    unknown = rule.arguments - set(KNOWN)
    assert not unknown, f"say above how to open {rule.rule}"
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda hit: KNOWN[hit[1]], rule.rule)


def violations(page: Page) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = page.evaluate("axe.run()")["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]


@pytest.mark.browser
@pytest.mark.parametrize("look", ["light", "dark"])
def test_no_page_hinders_anyone(page: Page, address: str, app: Flask, look: Any) -> None:
    _some_work(page, address)
    _work_that_waits(app)
    told: dict[str, list[str]] = {}
    for number, path in enumerate(pages(app)):
        language = ("id", "en")[(number + (look == "dark")) % 2]
        width = WIDTHS[(number + (look == "dark")) % len(WIDTHS)]
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=look)
        answer = page.goto(f"{address}{path}?lang={language}&{ASKED}")
        assert answer is not None
        assert answer.status == 200, path
        if found := violations(page):
            told[f"{path} ({language}, {look})"] = found
        beyond = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if beyond > 0:
            told[f"{path} ({width} wide, {look})"] = [f"{beyond} pixels beyond"]
    assert told == {}


def _work_that_waits(app: Flask) -> None:
    with app.app_context():
        files = {"files": [["besar.xlsx", "besar.xlsx"]]}
        store.enqueue(
            db.session(), "preview", files, file_name="besar.xlsx", asked_by="tes-peramban"
        )
        db.session.commit()
        db.session.remove()


def _some_work(page: Page, address: str) -> None:
    """Two imports applied, one waiting, a follow-up: so that pages have something on them."""
    for name in ("rekap-nphd-ntt-2024-08-01.xlsx", "register-pencairan-2024.xlsx"):
        page.goto(f"{address}/imports")
        page.set_input_files("input[type=file]", SHEETS / name)
        page.click("button[type=submit]:has-text('pratinjau')")
        page.click("button[type=submit]:has-text('Terapkan')")
    page.goto(f"{address}/imports")
    page.set_input_files("input[type=file]", SHEETS / "rekap-bermasalah.xlsx")
    page.click("button[type=submit]:has-text('pratinjau')")
    page.goto(f"{address}/follow-ups/new?agreement=1")
    page.get_by_label("Penyebab").select_option(index=1)
    page.get_by_label("Yang dijanjikan").fill("Transfer tahap II")
    page.get_by_label("Dijanjikan oleh (kantor)").fill("BPKAD")
    page.get_by_label("Tenggat").fill("2099-08-15")
    page.get_by_role("button", name="Buka tindak lanjut").click()
