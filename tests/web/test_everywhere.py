"""No text from a sheet, a file's name or a form leaves a page or a file as anything but text."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote
from xml.etree.ElementTree import Element

import openpyxl
import pytest
from defusedxml.ElementTree import fromstring
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session
from werkzeug.http import parse_options_header

from .everywhere import places
from .hostile_office import ELECTION, FILE_NAME, IMPORTS, furnish

WITHOUT_ELECTION = {"static", "healthz", "readyz"}


@dataclass(frozen=True)
class Answer:
    address: str
    status: int
    headers: list[tuple[str, str]]
    kind: str
    content: bytes


@pytest.fixture
def agreements(app: Flask, client: FlaskClient, session: Session, tmp_path: Path) -> list[int]:
    return furnish(app, client, session, tmp_path)


def addresses(app: Flask, agreements: list[int]) -> Iterator[str]:
    """Every page, of every import, agreement and unit; in the hostile election."""
    for place in places(app, "GET"):
        if place.endpoint in WITHOUT_ELECTION:
            continue
        mark = "&" if "?" in place.address else "?"
        if "<int:import_id>" in place.rule:
            numbers = IMPORTS
        else:
            numbers = tuple(agreements) if "<int:agreement_id>" in place.rule else (1,)
        for number in numbers:
            yield f"{place.address.replace('/1', f'/{number}', 1)}{mark}election={quote(ELECTION)}"


@pytest.fixture
def answers(app: Flask, client: FlaskClient, agreements: list[int]) -> list[Answer]:
    found = []
    for address in addresses(app, agreements):
        with client.get(address) as answer:
            found.append(
                Answer(
                    address, answer.status_code, list(answer.headers), answer.mimetype, answer.data
                )
            )
    return found


# --- HTML


class Injected(HTMLParser):
    """What a name became that is not text: a tag, an attribute, an address that runs."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.data: list[str] = []
        self._in_data = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attributes}
        if tag.startswith("retas") or any(re.match("retas|on", name) for name in values):
            self.found.append(f"<{tag} {values}>")
        for name in ("href", "src", "action", "formaction"):
            if not re.match(r"(/|\?|#|data:image/|$)", values.get(name, "")):
                self.found.append(f"{name}={values[name]}")
        self._in_data = tag == "script" and values.get("type") == "application/json"
        if (
            tag == "script"
            and not self._in_data
            and not values.get("src", "").startswith("/static/")
        ):
            self.found.append(f"<script {values}>")

    def handle_data(self, data: str) -> None:
        if self._in_data and data.strip():
            self.data.append(data)
            self._in_data = False

    def handle_comment(self, data: str) -> None:
        self.found.append(f"<!--{data}-->")


def check_html(answer: Answer) -> None:
    text = answer.content.decode()
    page = Injected(text)
    assert page.found == [], answer.address
    assert "1337" not in text, f"{answer.address}: a template was filled in"
    for block in page.data:
        for label in strings(json.loads(block)):
            assert "<" not in re.sub("<br>|<extra></extra>", "", label), (answer.address, label)


def strings(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)
    elif isinstance(value, str):
        yield value


# --- files


def parts(answer: Answer) -> Iterator[Element]:
    """Every XML part of a workbook or a letter, whole."""
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                root: Element = fromstring(archive.read(name))
                yield root


def check_xml(answer: Answer) -> None:
    for root in parts(answer):
        for element in root.iter():
            assert "retas" not in element.tag.lower(), answer.address
            for name, value in element.attrib.items():
                assert "retas" not in name.lower(), answer.address
                assert not (name == "Target" and "retas" in value.lower()), answer.address


def check_docx(answer: Answer) -> None:
    check_xml(answer)
    text = "".join(text for root in parts(answer) for text in root.itertext())
    assert "1337" not in text
    assert "RETAS <retas-tag>" in text


def check_xlsx(answer: Answer) -> None:
    """A copy of what was sent in is as it was sent; what we write is checked cell by cell."""
    check_xml(answer)
    if "/file?" in answer.address:
        return
    for sheet in openpyxl.load_workbook(io.BytesIO(answer.content)):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert "retas" not in str(cell.value).lower(), (answer.address, cell.coordinate)
                elif str(cell.value or "").startswith(("=", "+", "-", "@")) and "RETAS" in str(
                    cell.value
                ):
                    ours = "catatan.xlsx" in answer.address and not cell.quotePrefix
                    assert cell.data_type == "s" or ours, (answer.address, cell.coordinate)
                    assert cell.quotePrefix or ours, (answer.address, cell.coordinate)


def check_csv(answer: Answer) -> None:
    text = answer.content.decode("utf-8-sig")
    for row in csv.reader(io.StringIO(text), delimiter=";" if ";" in text.splitlines()[0] else ","):
        for cell in row:
            assert not re.match(r"[=+@\t\r]|-(?![\d.,]+$)", cell), (answer.address, cell)


def check_ics(answer: Answer) -> None:
    lines = answer.content.decode().replace("\r\n ", "").split("\r\n")
    starts = [line for line in lines if line.startswith("DTSTART")]
    assert len(starts) == lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") > 0
    assert all(line.startswith("DTSTART;VALUE=DATE:") for line in starts)
    assert all(re.match(r"[A-Z-]+[:;]", line) for line in lines if line)
    assert any("RETAS" in line for line in lines if line.startswith(("SUMMARY", "DESCRIPTION")))


CHECKS: dict[str, Callable[[Answer], None]] = {
    "text/html": check_html,
    "text/csv": check_csv,
    "text/calendar": check_ics,
    "application/json": lambda answer: json.loads(answer.content),
    "application/octet-stream": check_xlsx,
    "application/pdf": lambda answer: None,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": check_xlsx,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": check_docx,
}


def check_headers(answer: Answer) -> None:
    names = [name.lower() for name, _value in answer.headers]
    assert not any(name.startswith("retas") for name in names), answer.address
    assert all("\n" not in value and "\r" not in value for _name, value in answer.headers)
    sent = [value for name, value in answer.headers if name.lower() == "content-disposition"]
    if sent:
        [value] = sent
        kind, options = parse_options_header(value)
        assert kind == "attachment", answer.address
        assert value.isascii()
        assert options.keys() == {"filename"}
        assert "/" not in options["filename"]
        if re.search(r"/imports/\d+/file", answer.address):
            assert options["filename"] == FILE_NAME


def test_no_name_is_more_than_text_anywhere(answers: list[Answer]) -> None:
    seen: dict[str, int] = {}
    for answer in answers:
        assert answer.status in (200, 302, 404), answer
        if answer.status == 404:
            assert re.search(r"/imports/3/undo|/compare|catatan\.xlsx", answer.address), (
                answer.address
            )
        check_headers(answer)
        if answer.status == 200:
            CHECKS[answer.kind](answer)
        is_marked = b"RETAS" in answer.content or answer.content[:2] == b"PK"
        seen[answer.kind] = seen.get(answer.kind, 0) + (is_marked and answer.status == 200)
    for kind in CHECKS.keys() - {"application/json", "application/pdf"}:
        assert seen.get(kind), f"nothing hostile was seen in {kind}"
    assert seen["text/html"] > 40


# --- the browser


WATCH = """
window.broken = [];
document.addEventListener("securitypolicyviolation", function (event) {
  window.broken.push(event.violatedDirective + " " + event.blockedURI + " " + event.sample);
});
"""
INSIDE = (
    "document.querySelectorAll('retas-tag, [retas-attr], [onmouseover], w\\\\:retas-tag').length"
)


@pytest.mark.browser
def test_every_page_keeps_the_content_policy_and_draws_names_as_text(
    app: Flask, client: FlaskClient, agreements: list[int], address: str, page: Page
) -> None:
    """With everything drawn: charts are made of labels that came out of sheets."""
    page.add_init_script(WATCH)
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    page.on("request", lambda request: asked.append(request.url))
    visited = 0
    for path in addresses(app, agreements[:2]):
        with client.get(path) as answer:
            is_page = answer.mimetype == "text/html" and answer.status_code == 200
        if not is_page:
            continue
        page.goto(address + path)
        expect(page.locator("[data-chart]:not([data-drawn])")).to_have_count(0)
        assert page.evaluate("window.broken") == [], path
        assert page.evaluate(INSIDE) == 0, path
        visited += 1
    assert said == []
    assert all(url.startswith((address, "data:", "blob:")) for url in asked)
    assert visited > 25
