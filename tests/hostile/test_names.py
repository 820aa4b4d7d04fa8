"""Names in sheets and of files: compared by what they look like, shown as text, never run.

Cases 38 to 40 and 44.
"""

import html
import io
import json
import os
import re
import zipfile
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote

import openpyxl
import pytest

from tests.hostile.conftest import Office, document, send
from tests.hostile.sheets import HEADER, NGADA, TITLES, Cell, recap, write_rows

MILLION = 1_000_000
PLACE = "Kab. Alor"
ELECTION = "<script>alert(2)</script>{{7*7}}%{x}%(y)s\"'&"
NUMBERS = ['=HYPERLINK("http://x")', "@SUM(1)", "-1+1", "+1"]
UNITS = [
    "Polres <script>alert(1)</script>",
    "Polres {{7*7}}{% raw %}",
    "Polres %{x} %(y)s %s {0}",
    'Polres =HYPERLINK("http://x")&cmd',
    "Polres javascript:alert(1) satu",
    "Polres \" onmouseover=alert(1) x='",
    "Polres </script><img src=x onerror=alert(1)>",
    "Polres <a href=javascript:alert(1)>Ngada</a>",
    "Polres @SUM(1)|tabel",
    "Polres 😀 Alor",
]


def units(*names: str, committed: int = 5_000 * MILLION) -> list[list[Cell]]:
    return [[n, PLACE, name, committed, MILLION] for n, name in enumerate(names, 2)]


# 38: who is meant


SAME_AGENCY = [
    "KPU.",
    "kpu",
    "ＫＰＵ",
    "K\u200bPU",
    "KPU\u202e",
    "\u2066KPU\u2069",
    "KPUD",
    "KPU Kab. Alor",
]
ANOTHER = ["К\u0420U", "\u039aPU", "\u202eUPK", "P0LRI", "PоIres Alor", "Dinas Pendidikan"]


@pytest.mark.parametrize("name", SAME_AGENCY, ids=ascii)
def test_a_spelling_of_kpu_is_kpu(
    tmp_path: Path, office: Office, nphd: Callable[..., Any], name: str
) -> None:
    path = write_rows(tmp_path / "a.xlsx", recap([2, PLACE, name, 5_000 * MILLION, MILLION]))
    (file,) = document(nphd("import", path, "--json"))
    assert file["status"] == "applied"
    assert office.figures(file["import"])["53.05", "KPU", None, "committed"] == 500_000 * MILLION


def test_what_only_looks_like_an_agency_is_asked_about(
    tmp_path: Path, office: Office, nphd: Callable[..., Any], upload: Callable[..., Any]
) -> None:
    before = office.ledger()
    path = write_rows(tmp_path / "a.xlsx", recap(*units(*ANOTHER)))
    result = nphd("import", path, "--json")
    (file,) = document(result)
    assert (result.exit_code, file["status"]) == (1, "refused")
    cells = [f"C{row}" for row in range(6, 6 + len(ANOTHER))]
    assert [(p["code"], p["cell"]) for p in file["problems"]] == [
        ("agency-unknown", c) for c in cells
    ]
    assert upload(path).page.count("is not known. Write KPU") == len(ANOTHER)
    assert office.ledger() == before


LOOK_ALIKES = [
    "Polres Alor",
    "Polres \u0410lor",
    "POLRES  ALOR",
    "Polres A\u200bl\u2066or",
]


def test_one_unit_written_in_look_alikes_stays_one(
    tmp_path: Path, office: Office, nphd: Callable[..., Any], upload: Callable[..., Any]
) -> None:
    """A Cyrillic A, an invisible sign, capitals: each by itself a file, all about one agreement."""
    for number, name in enumerate(LOOK_ALIKES):
        path = write_rows(
            tmp_path / f"{number}.xlsx", recap(*units(name, committed=(5_000 + number) * MILLION))
        )
        (file,) = document(nphd("import", path, "--json"))
        assert file["status"] == "applied"
    found = office.query("SELECT unit FROM agreement WHERE region = '53.05' AND agency = 'POLRI'")
    assert found == [("Polres Alor",)]
    path = write_rows(tmp_path / "page.xlsx", recap(*units(LOOK_ALIKES[1])))
    assert "0 new figures · 1 changed" in upload(path).page


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (("KPU", "Komisi Pemilihan Umum"), "repeated-row"),
        (("Polres Alor", "Polres \u0410lor"), "repeated-row"),
    ],
)
def test_one_agency_twice_counts_once_and_a_contradiction_is_an_error(
    tmp_path: Path, office: Office, nphd: Callable[..., Any], upload: Callable[..., Any],
    names: tuple[str, str], code: str,
) -> None:  # fmt: skip
    before = office.ledger()
    path = write_rows(tmp_path / "same.xlsx", recap(*units(*names)))
    (file,) = document(nphd("import", path, "--dry-run", "--json"))
    assert [(p["code"], p["cell"]) for p in file["problems"]] == [(code, "D7")]
    other = units(*names)
    other[1][3] = 6_000 * MILLION
    path = write_rows(tmp_path / "other.xlsx", recap(*other))
    result = nphd("import", path, "--json")
    (file,) = document(result)
    assert result.exit_code == 1
    assert [(p["code"], p["cell"]) for p in file["problems"]] == [("conflicting-duplicate", "D7")]
    assert "Row Sheet!6 already gives another figure" in upload(path).page
    assert office.ledger() == before


# 39: names that would run


class Danger(HTMLParser):
    """Whatever in a page would run: scripts not ours, event attributes, javascript: addresses."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[Any] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = dict(attributes)
        if any(name.startswith("on") for name in values):
            self.found.append((tag, values))
        if any(re.match(r"\s*javascript:", value or "", re.I) for value in values.values()):
            self.found.append((tag, values))
        source = values.get("src", "")
        is_data = tag == "script" and values.get("type") == "application/json"
        if (
            tag in ("script", "img", "iframe")
            and not is_data
            and not (source or "").startswith("/static/")
        ):
            self.found.append((tag, values))


def named_sheet(path: Path, day: int, *more: list[Cell]) -> Path:
    header = [*HEADER, "<script>alert(5)</script> RAHASIA", "NOMOR NPHD"]
    title = [f"POSISI : {day} AGUSTUS 2024"]
    rows = [*units(*UNITS), *more]
    lines = [[*line, 7_000 * MILLION, NUMBERS[n % 4]] for n, line in enumerate(rows)]
    return write_rows(path, [TITLES[0], title, [f"Kegiatan : {ELECTION}"], [], header, *lines])


def formulas(workbook: bytes) -> list[str]:
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    links = [cell.hyperlink.target for cell in cells if cell.hyperlink and cell.hyperlink.target]
    return [str(cell.value) for cell in cells if cell.data_type == "f"] + links


def texts(workbook: bytes) -> set[str]:
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    return {str(c.value) for sheet in book for row in sheet.iter_rows() for c in row if c.value}


def test_names_are_text_on_every_page(
    tmp_path: Path,
    office: Office,
    nphd: Callable[..., Any],
    client: Any,
    upload: Callable[..., Any],
) -> None:
    """From the dashboard and the import every link is followed, wherever it leads."""
    assert nphd("import", named_sheet(tmp_path / "first.xlsx", 1), "--json").exit_code == 0
    unknown: list[Cell] = [9, "<script>alert(4)</script>", "KPU", 5_000 * MILLION, MILLION]
    path = named_sheet(tmp_path / "a.xlsx", 2, unknown)
    name = "<script>alert(3)<b>{{7*7}} %(y)s =HYPERLINK.xlsx"
    seen = upload(path, names={path: name})
    assert Danger(seen.source).found == []
    (number,) = seen.ids
    pages = crawl(client, f"/imports/{number}", f"/imports/{number}/lembar")
    send(client, f"/imports/{number}/apply", {"leave_out_errors": "1"})
    pages |= crawl(client, f"/?election={quote(ELECTION)}", f"/imports/{number}")
    assert len(office.query("SELECT id FROM agreement WHERE region = '53.05'")) == len(UNITS)
    kinds = {re.sub(r"\d+", "1", page.partition("?")[0]) for page in pages}
    assert kinds >= {"/", "/regions/1.1", "/agreements/1", "/reports", "/imports/1/undo"}
    for page, source in pages.items():
        assert Danger(source).found == [], page
    shown = "".join(pages.values())
    assert "alert(1)" in shown
    assert "{{7*7}}" in shown
    assert not re.search(r"Polres 49|</script&gt;49", shown)


def crawl(client: Any, *addresses: str, most: int = 80) -> dict[str, str]:
    """Every page that can be reached, in the order in which links stand."""
    pages: dict[str, str] = {}
    ahead = list(addresses)
    while ahead and len(pages) < most:
        address = ahead.pop(0)
        if address in pages or "lang=" in address or ".xlsx" in address or "/file" in address:
            continue
        answer = client.get(address, follow_redirects=True)
        assert answer.status_code in (200, 404, 409), address
        pages[address] = answer.get_data(as_text=True)
        links = re.findall(r'href="(/[^"#]*)', pages[address])
        ahead += [html.unescape(link) for link in links if not link.startswith("/static/")]
    return pages


def test_names_are_text_in_every_workbook(
    tmp_path: Path,
    office: Office,
    nphd: Callable[..., Any],
    client: Any,
    upload: Callable[..., Any],
) -> None:
    path = named_sheet(tmp_path / "=HYPERLINK(1).xlsx", 1, [9, "=cmd|' /C calc'!A0", "KPU", 5, 1])
    assert nphd("import", path, "--skip-errors", "--json").exit_code == 0
    query = f"election={quote(ELECTION)}"
    summary = client.get(f"/reports/ringkasan.xlsx?{query}").data
    blank = client.get(f"/reports/lembar-isian.xlsx?region=53.05&{query}").data
    answer = client.get(f"/imports/{office.newest_import()}/catatan.xlsx")
    theirs = re.compile(r"alert|HYPERLINK\(1|http://x|SUM\(1\)|cmd|javascript|^[-+]")
    for workbook in (summary, blank, answer.data):
        assert not [one for one in formulas(workbook) if theirs.search(one)]
        with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
            assert archive.testzip() is None
    assert {UNITS[0], UNITS[3], UNITS[6]} <= texts(summary)
    out = tmp_path / "ringkasan.xlsx"
    assert nphd("report", out, "--election", ELECTION).exit_code == 0
    (again,) = document(nphd("import", out, "--json"))
    assert (again["status"], again["problems"]) == ("unchanged", [])


def test_labels_of_charts_are_text(
    tmp_path: Path, office: Office, nphd: Callable[..., Any], client: Any
) -> None:
    """Plotly takes labels for a kind of HTML, and %{x} for a variable."""
    assert nphd("import", named_sheet(tmp_path / "a.xlsx", 1)).exit_code == 0
    pages = crawl(client, f"/?election={quote(ELECTION)}", most=30)
    data = [
        block
        for page in pages.values()
        for block in re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', page)
    ]
    said = [pair for block in data for pair in strings(json.loads(block))]
    assert said
    for key, text in said:
        assert "<" not in re.sub("<br>|<extra></extra>", "", text)
        if key.endswith("template"):  # only there is %{...} a variable, filled in once
            assert not re.search("Polres|alert|HYPERLINK", text)


def strings(value: Any, key: str = "") -> list[tuple[str, str]]:
    """Every text in a value of JSON, with the name it stands under."""
    if isinstance(value, dict):
        return [pair for name, one in value.items() for pair in strings(one, name)]
    if isinstance(value, list):
        return [pair for one in value for pair in strings(one, key)]
    return [(key, value)] if isinstance(value, str) else []


def test_names_are_text_in_csv(tmp_path: Path, office: Office, nphd: Callable[..., Any]) -> None:
    """A spreadsheet that opens the CSV must not run the number of an agreement."""
    header = [*HEADER, "NOMOR NPHD"]
    lines = [[*line, text] for line, text in zip(units(*UNITS[:4]), NUMBERS, strict=True)]
    path = write_rows(tmp_path / "a.xlsx", [*TITLES, header, [*NGADA, "1/NPHD"], *lines])
    assert nphd("import", path, "--json").exit_code == 0
    rows = nphd("absorption", "--by", "agreement", "--csv").stdout.splitlines()
    cells = [cell.strip('"') for row in rows for cell in row.split(",")]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


# 40: signs that are no letters


def test_control_signs_are_dropped_and_long_names_asked_about(
    tmp_path: Path,
    office: Office,
    nphd: Callable[..., Any],
    client: Any,
    upload: Callable[..., Any],
) -> None:
    before = office.ledger()
    path = tmp_path / "a.csv"
    lines = [
        "NO;KABUPATEN/KOTA;PENERIMA HIBAH;NILAI NPHD;TANGGAL POSISI",
        "1;Kab. Alor;Polres\u0085 Al\x7for \ufffe\uffff;5000000000;01-08-2024",
        "2;Kab. Belu;Polres 😀 Belu;6000000000;01-08-2024",
        f"3;Kab. Ende;Polres {'M' * 300};7000000000;01-08-2024",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    result = nphd("import", path, "--json")
    (file,) = document(result)
    assert [(p["code"], p["cell"]) for p in file["problems"]] == [("agency-unknown", "C4")]
    assert len(file["problems"][0]["message"]) < 300
    assert office.ledger() == before
    (number,) = upload(path).ids
    send(client, f"/imports/{number}/apply", {"leave_out_errors": "1"})
    found = {key[2] for key in office.figures(number)}
    assert found == {"Polres Alor", "Polres 😀 Belu"}
    assert texts(client.get("/reports/ringkasan.xlsx").data)


def test_a_name_longer_than_any_name_is_not_stored(
    tmp_path: Path, office: Office, nphd: Callable[..., Any], upload: Callable[..., Any]
) -> None:
    """An election of thirty thousand letters would stand in every address of the pages."""
    before = office.ledger()
    header = ["NO", "KABUPATEN/KOTA", "PENERIMA HIBAH", "SATUAN KERJA", "NILAI NPHD", "NOMOR NPHD"]
    line: list[Cell] = [1, PLACE, "POLRI", "M" * 300, 5_000 * MILLION, "N" * 30_000]
    good: list[Cell] = [2, PLACE, "POLRI", "Polres Alor", 6_000 * MILLION, "N" * 30_000]
    rows = [*TITLES[:2], ["Kegiatan : " + "E" * 30_000], header, line, good]
    path = write_rows(tmp_path / "a.xlsx", rows)
    (file,) = document(nphd("import", path, "--json"))
    assert [(p["code"], p["cell"]) for p in file["problems"]] == [("agency-unknown", "D5")]
    assert file["sheets"][0]["election"] == "Pilkada 2024"
    assert len(upload(path).source) < 50_000
    assert office.ledger() == before
    (file,) = document(nphd("import", path, "--skip-errors", "--json"))
    found = office.query(f"SELECT max(length(value)) FROM term WHERE import_id = {file['import']}")
    assert found[0][0] <= 1_000


@pytest.mark.parametrize("sign", ["\0", "\x01", "\x08"], ids=ascii)
def test_a_text_with_controls_is_no_spreadsheet(
    tmp_path: Path, office: Office, nphd: Callable[..., Any], upload: Callable[..., Any], sign: str
) -> None:
    before = office.ledger()
    path = tmp_path / "a.csv"
    path.write_text(f"NO;KABUPATEN/KOTA;NILAI NPHD\n1;Kab. Alor{sign};5\n")
    result = nphd("import", path, "--json")
    assert result.exit_code == 1
    assert document(result)[0]["problems"][0]["code"] == "not-a-spreadsheet"
    answer = upload(path)
    assert answer.status == 400
    assert "This file is not a spreadsheet" in answer.page
    assert office.ledger() == before


def test_controls_in_a_cell_of_a_workbook_are_dropped(
    tmp_path: Path, office: Office, nphd: Callable[..., Any], upload: Callable[..., Any]
) -> None:
    """Excel writes them as _x0001_; the reader must not keep them as signs."""
    path = write_rows(tmp_path / "a.xlsx", recap(*units("Polres_x0000_ Al_x001B_or")))
    (file,) = document(nphd("import", path, "--json"))
    (unit,) = {key[2] for key in office.figures(file["import"]) if key[1] == "POLRI"}
    assert unit is not None
    assert unit.isprintable()
    assert upload(path).status == 302


# 44: names of files


NAMES = {
    "../../x.xlsx": "x.xlsx",
    "..\\..\\x.xlsx": "x.xlsx",
    "/etc/passwd": "passwd",
    "CON": "CON",
    "C:\\CON.xlsx": "CON.xlsx",
    "n" * 500 + ".xlsx": "n" * 114 + "….xlsx",
    "<b>{{7*7}}%(file)s.xlsx": "<b>{{7*7}}%(file)s.xlsx",
    "rekap\u202excod.xlsx": "rekap xcod.xlsx",
}


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_the_page_shows_a_file_name_and_never_uses_it(
    tmp_path: Path, office: Office, client: Any, upload: Callable[..., Any], name: str
) -> None:
    before = {path for path in tmp_path.rglob("*") if "uploads" not in path.parts}
    path = write_rows(tmp_path / "a.xlsx", recap(*units("KPU")))
    seen = upload(path, names={path: name})
    (number,) = seen.ids
    assert NAMES[name] in seen.page
    assert Danger(seen.source).found == []
    with client.get(f"/imports/{number}/file") as answer:
        assert answer.data == path.read_bytes()
        headers = answer.headers.getlist("Content-Disposition")
        assert len(headers) == 1
        assert headers[0].startswith("attachment;")
        assert "\n" not in headers[0]
    assert office.kept() - {p.name for p in before} == office.kept()
    made = {p for p in tmp_path.rglob("*") if "uploads" not in p.parts and p.is_file()} - before
    assert {p.name for p in made if p.suffix != ".1"} <= {"a.xlsx"}
    assert all(re.fullmatch(r"[0-9a-f]{64}", kept) for kept in office.kept())


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("a%0D%0ASet-Cookie%3A%20b%3Dc.xlsx", "a Set-Cookie: b=c.xlsx"),
        ("a%22%3Bfilename%3D%22b.exe.xlsx", 'a";filename="b.exe.xlsx'),
        ("a%00b%1B%5B2J.xlsx", "a b [2J.xlsx"),
        ("%FF%FE.xlsx", "\ufffd\ufffd.xlsx"),
    ],
)
def test_a_file_name_that_no_browser_sends_is_one_line_too(
    tmp_path: Path, office: Office, client: Any, sent: str, shown: str
) -> None:
    path = write_rows(tmp_path / "a.xlsx", recap(*units("KPU")))
    token = re.findall(r'name="csrf_token" value="([^"]+)"', client.get("/imports").text)[0]
    part = "\r\n--x\r\nContent-Disposition: form-data; name="
    head = f"{part}files; filename*=UTF-8''{sent}\r\n\r\n".lstrip()
    form = f"{part}csrf_token\r\n\r\n{token}\r\n--x--\r\n"
    body = head.encode() + path.read_bytes() + form.encode()
    answer = client.post("/imports", data=body, content_type="multipart/form-data; boundary=x")
    assert answer.status_code == 302
    page = client.get(answer.location).text
    assert shown in html.unescape(page)
    assert Danger(page).found == []
    with client.get(f"/imports/{office.newest_import()}/file") as kept:
        assert kept.data == path.read_bytes()
        assert not [
            value for name, value in kept.headers if name == "Set-Cookie" and "b=c" in value
        ]
        assert kept.headers["Content-Disposition"].startswith("attachment;")


FILE_NAMES = [b"a\nb.xlsx", b"\x1b[2J.xlsx", b"\xff\xfe.xlsx", b"CON.xlsx", b"-rf.xlsx",
              "\u202exslx.exe".encode(), b"%s %(x)s {0}.xlsx", b"x" * 240 + b".xlsx"]  # fmt: skip


def test_the_command_takes_any_file_name_and_prints_it_harmlessly(
    tmp_path: Path, office: Office, nphd: Callable[..., Any]
) -> None:
    for name in FILE_NAMES:
        path = Path(os.fsdecode(os.fsencode(str(tmp_path)) + b"/" + name))
        os.rename(write_rows(tmp_path / "good.xlsx", recap(*units("KPU"))), path)
        result = nphd("import", "--dry-run", path)
        assert result.exit_code == 0
        first = result.stdout.splitlines()[0]
        assert re.fullmatch(r"[^\x00-\x1f\u202e]+: .+", first)
        (file,) = document(nphd("import", "--dry-run", path, "--json"))
        assert file["file"].isprintable()
