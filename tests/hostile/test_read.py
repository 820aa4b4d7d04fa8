"""Odd files that are read: exactly what they say, and every oddity told at its cell (6, 17 to 37, 41)."""

import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from nphd_tracker.importing.problems import CATALOGUE
from tests.cli.conftest import NTT
from tests.hostile.conftest import Figures, Office, document, send
from tests.hostile.sheets import HEADER, NGADA, TITLES, Cell, Raw, recap, write_rows
from tests.importing.opening.odd_files import as_utf16, change_zip
from tests.web.seen import words

Build = Callable[[Path], Any]
ALOR, BELU, ENDE, FLOTIM = "Kab. Alor", "Kab. Belu", "Kab. Ende", "Kab. Flores Timur"
CODES = {ALOR: "53.05", BELU: "53.04", ENDE: "53.08", FLOTIM: "53.06", "Ngada": "53.09"}
MILLION = 1_000_000
DATED = [*HEADER, "TANGGAL POSISI"]


@dataclass(frozen=True)
class Odd:
    """How a file is made, all that is said about it, and every figure it gives (in rupiah)."""

    build: Build
    said: Sequence[tuple[str, str]] = ()
    figures: Figures = field(default_factory=dict)
    with_ngada: bool = True
    name: str = "rekap.xlsx"

    @property
    def is_refused(self) -> bool:
        return any(CATALOGUE[code].severity.value == "error" for code, _ in self.said)

    @property
    def sen(self) -> Figures:
        ngada = kpu("Ngada", NGADA[3], NGADA[4]) if self.with_ngada else {}
        return {key: int(rupiah * 100) for key, rupiah in {**ngada, **self.figures}.items()}


def kpu(place: str, committed: Any = None, disbursed: Any = None) -> Figures:
    said = {"committed": committed, "disbursed": disbursed}
    return {(CODES[place], "KPU", None, m): v for m, v in said.items() if v is not None}


def rows(*more: Sequence[Cell], **parts: str) -> Build:
    return lambda path: write_rows(path, recap(*more), **parts)


def cell(xml: str) -> Raw:
    """A cell that says this behind its name: ``t="b"><v>1</v>``."""
    return Raw(f'<c r="{{at}}" {xml}</c>')


def number(text: str) -> Raw:
    return cell(f"><v>{text}</v>")


def values(*cells: Cell) -> Build:
    """Agreement values of Alor, Belu, Ende and Flores Timur; what was paid is known."""
    return rows(
        *([n, p, "KPU", v, MILLION] for n, (p, v) in enumerate(zip(CODES, cells, strict=False), 2))
    )


def wrong(code: str, count: int) -> list[tuple[str, str]]:
    return [(code, f"D{row}") for row in range(6, 6 + count)]


def dated(*days: Cell) -> Build:
    """Positions with a day of their own; Ngada's is right."""
    lines = [
        [n, p, "KPU", 5_000 * MILLION, MILLION, d]
        for n, (p, d) in enumerate(zip(CODES, days, strict=False), 2)
    ]
    return lambda path: write_rows(path, [TITLES[0], [], [], DATED, [*NGADA, "01-08-2024"], *lines])


def titled(line: str) -> Build:
    return lambda path: write_rows(path, [TITLES[0], [line], [], HEADER, NGADA])


# Whole files


def every_part(change: Callable[[bytes], bytes]) -> Build:
    """A good workbook with a formula without value, each of its parts rewritten."""

    def build(path: Path) -> None:
        good = path.with_suffix(".good")
        write_rows(good, recap([2, ALOR, "KPU", 20_000 * MILLION, cell("><f>D6/4</f>")]))
        with zipfile.ZipFile(good) as archive:
            names = archive.namelist()
        change_zip(good, path, dict.fromkeys(names, change))

    return build


def make_strict(data: bytes) -> bytes:
    for usual, strict in (
        (b"spreadsheetml/2006/main", b"spreadsheetml/main"),
        (b"officeDocument/2006/relationships", b"officeDocument/relationships"),
        (b"drawingml/2006/main", b"drawingml/main"),
    ):
        data = data.replace(
            b"schemas.openxmlformats.org/" + usual, b"purl.oclc.org/ooxml/" + strict
        )
    return data


def with_macro(path: Path) -> None:
    plain, macro = (
        b"vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        b"vnd.ms-excel.sheet.macroEnabled",
    )
    changes = {
        "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 Sub Workbook_Open()",
        "[Content_Types].xml": lambda data: data.replace(plain + b".main+xml", macro + b".main+xml"),
    }  # fmt: skip
    change_zip(write_rows(path.with_suffix(".good"), recap()), path, changes)


def renamed_xls(path: Path) -> None:
    path.write_bytes(NTT.with_suffix(".xls").read_bytes())


def saved(fill: Callable[[openpyxl.Workbook], None]) -> Build:
    def build(path: Path) -> None:
        book = openpyxl.Workbook()
        fill(book)
        book.save(path)

    return build


def since_1904(book: openpyxl.Workbook) -> None:
    book.epoch = CALENDAR_MAC_1904
    for row in [TITLES[0], [], [], DATED, [*NGADA, 45505 - 1462]]:
        book.active.append(row)
    book.active["F5"].number_format = "dd/mm/yyyy"


def append(book: openpyxl.Workbook, name: str, lines: Sequence[Sequence[Cell]]) -> Any:
    sheet = book.create_sheet(name)
    for line in lines:
        sheet.append(list(line))
    return sheet


def with_hidden(book: openpyxl.Workbook) -> None:
    """Filtered rows and a hidden column that count; a hidden and a very hidden sheet that do not."""
    book.remove(book.active)
    sheet = append(book, "Rekap", recap([2, ALOR, "KPU", 5_000 * MILLION, 4_000 * MILLION]))
    sheet.auto_filter.ref = "A4:E6"
    sheet.row_dimensions[6].hidden = True
    sheet.column_dimensions["E"].hidden = True
    for name, state in (("Lama", "hidden"), ("Rahasia", "veryHidden")):
        append(book, name, recap([2, ALOR, "KPU", 9, 9])).sheet_state = state


def two_sheets_and_a_chart(book: openpyxl.Workbook) -> None:
    book.remove(book.active)
    sheet = append(book, "Satu", recap([2, ALOR, "KPU", 5_000 * MILLION, 4_000 * MILLION]))
    append(book, "Dua", [*TITLES, HEADER, [1, BELU, "KPU", 6_000 * MILLION, 3_000 * MILLION]])
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=4, min_row=4, max_row=6), titles_from_data=True)
    book.create_chartsheet("Grafik").add_chart(chart)


def under_two_rows(path: Path) -> None:
    """KPU and Bawaslu over their own columns, written over two rows."""
    band = [
        ["NO", "KABUPATEN/KOTA", "KPU", None, "BAWASLU", None],
        [None, None, "NILAI NPHD", "PENCAIRAN", "NILAI NPHD", "PENCAIRAN"],
    ]
    line = [1, "Kabupaten Ngada", NGADA[3], NGADA[4], 4_833_475_000, 4_000 * MILLION]
    merges = '<mergeCells><mergeCell ref="C4:D4"/><mergeCell ref="E4:F4"/></mergeCells>'
    write_rows(path, [*TITLES, *band, line], after=merges)


def with_subtotals(path: Path) -> None:
    alor, belu = (
        [2, ALOR, "KPU", 5_000 * MILLION, 4_000 * MILLION],
        [3, BELU, "KPU", 1_000 * MILLION, 0],
    )
    first, second = sums(NGADA, alor), sums(belu)
    write_rows(path, recap(
        alor, [None, "Sub Total", None, *first], belu, [None, "SUBTOTAL", None, *second],
        [None, "J U M L A H", None, *sums(NGADA, alor, belu)],
        [None, "TOTAL KESELURUHAN", None, *sums(NGADA, alor, belu)],
    ))  # fmt: skip


def sums(*lines: Sequence[Any]) -> list[int]:
    return [sum(line[3] for line in lines), sum(line[4] for line in lines)]


def doubled(second: int) -> Build:
    header = [*HEADER, "PENCAIRAN"]
    return lambda path: write_rows(path, [*TITLES, header, [*NGADA, NGADA[4]],
        [2, ALOR, "KPU", 5_000 * MILLION, 4_000 * MILLION, second]])  # fmt: skip


def many_texts(path: Path) -> None:
    write_rows(
        path, recap(*([n, ALOR, f"Polres Alor {n}", text, MILLION] for n, text in enumerate(TEXTS)))
    )


TEXTS: Mapping[str, float] = {
    "Rp 21.700.000.000,00": 21_700_000_000,
    "1.250.000.000,-": 1_250_000_000,
    "Rp2,073,953,000": 2_073_953_000,
    "1,5 miliar": 1_500_000_000,
    "500 juta": 500_000_000,
    "Rp16,9 M": 16_900_000_000,
    "Rp\u00a03.000.000.000": 3_000_000_000,
    "1\u00a0000\u00a0000\u00a0000": 1_000_000_000,
    "\u20071\u202f250\u202f000\u202f000": 1_250_000_000,
    "４.０００.０００.０００": 4_000_000_000,
    "５，０００，０００，０００": 5_000_000_000,
    "Rp ７．０００．０００．０００": 7_000_000_000,
    "1.000.000.000\u200b": 1_000_000_000,
    "\ufeff2.000.000.000": 2_000_000_000,
    "Rp. 3. 960.000.000": 3_960_000_000,
    "1.000.000,50": 1_000_000.5,
}  # fmt: skip
"""As sheets write amounts, with blanks that do not break, full-width digits and invisible signs."""

GIANT = "A1:XFD1048576"
FIVE = {**kpu(ALOR, 5_000 * MILLION, MILLION)}
GOOD = rows([2, ALOR, "KPU", 5_000 * MILLION, MILLION])

READ: dict[str, Odd] = {
    "04 an .xls renamed .xlsx": Odd(
        renamed_xls, with_ngada=False, name="rekap-2024-08-01.xlsx"
    ),
    "06 macro": Odd(with_macro, [("has-macro", "")], name="rekap.xlsm"),
    "17 utf-16": Odd(
        every_part(as_utf16), [("formula-evaluated", "E6")],
        kpu(ALOR, 20_000 * MILLION, 5_000 * MILLION),
    ),
    "18 strict": Odd(
        every_part(make_strict), [("formula-evaluated", "E6")],
        kpu(ALOR, 20_000 * MILLION, 5_000 * MILLION),
    ),
    "19 dimension too small": Odd(
        rows([2, ALOR, "KPU", 5_000 * MILLION, MILLION], before='<dimension ref="A1"/>'), figures=FIVE
    ),
    "20 dimension too large": Odd(
        rows([2, ALOR, "KPU", 5_000 * MILLION, MILLION], before=f'<dimension ref="{GIANT}"/>'),
        figures=FIVE,
    ),
    "22 giant title": Odd(
        rows(after='<mergeCells><mergeCell ref="A1:XFD1"/></mergeCells>')
    ),
    "22 giant merge beside": Odd(
        rows(after='<mergeCells><mergeCell ref="F4:XFD1048576"/></mergeCells>')
    ),
    "23 giant hyperlink": Odd(
        rows(after=f'<hyperlinks><hyperlink ref="{GIANT}" location="x"/></hyperlinks>')
    ),
    "24 style out of range": Odd(
        values(cell('s="9999"><v>5000000000</v>'), cell('s="-1"><v>6000000000</v>')),
        figures={**FIVE, **kpu(BELU, 6_000 * MILLION, MILLION)},
    ),
    "25 not a number": Odd(
        values(number("NaN"), number("0x10"), number("9" * 10_000), number("1e999")),
        wrong("not-a-number", 4),
    ),
    "25 nor this": Odd(
        values(number("-1e999"), number("Infinity"), number("12abc"), number("1 2 x")),
        wrong("not-a-number", 4),
    ),
    "26 serials": Odd(
        dated(-1, 60, 2_958_466, 45_505), [("not-a-date", f"F{row}") for row in (6, 7, 8)],
        kpu(FLOTIM, 5_000 * MILLION, MILLION),
    ),
    "26 no days": Odd(
        dated("32-01-2024", "29-02-2023", "1 Agustus 20244", "30 Februari 2024"),
        [("not-a-date", f"F{row}") for row in (6, 7, 8, 9)],
    ),
    "26 since 1904": Odd(saved(since_1904)),
    "27 no amounts": Odd(
        values(cell('t="b"><v>1</v>'), cell('t="e"><v>#N/A</v>'), cell('t="d"><v>2024-08-01</v>')),
        [("not-a-number", "D6"), ("cell-error", "D7"), ("not-a-number", "D8")],
    ),
    "28 no value": Odd(
        values(cell("><f>D5*2</f>"), cell("><f>VLOOKUP(1,A1:B9,2)</f>"), cell("><f>D8+1</f>")),
        [("formula-evaluated", "D6"), ("formula-not-calculated", "D7"), ("formula-not-calculated", "D8")],
        kpu(ALOR, 56_393_026_000, MILLION),
    ),
    "29 texts": Odd(
        many_texts,
        figures={
            ("53.05", "POLRI", f"Polres Alor {n}", measure): rupiah
            for n, text in enumerate(TEXTS)
            for measure, rupiah in (("committed", TEXTS[text]), ("disbursed", MILLION))
        },
    ),
    "29 no numbers": Odd(
        values("dua puluh miliar", "1.000²", "٣٣٣", "1e9"), wrong("not-a-number", 4)
    ),
    "29 two ways": Odd(values("45.434"), wrong("number-ambiguous", 1)),
    "30 negative": Odd(values(-5_000 * MILLION, "(1.000.000)", "-Rp 5.000.000"), wrong("negative", 3)),
    "30 part of a sen": Odd(
        values(number("1000000.004"), "1.000.000,005", 0.001), wrong("number-ambiguous", 3)
    ),
    "31 more than agreed": Odd(
        rows([2, ALOR, "KPU", 5_000 * MILLION, 6_000 * MILLION]), [("over-disbursed", "E6")],
        kpu(ALOR, 5_000 * MILLION, 6_000 * MILLION),
    ),
    "32 nothing agreed": Odd(rows([2, ALOR, "KPU", 0, 0]), figures=kpu(ALOR, 0, 0)),
    "33 beyond 64 bits": Odd(
        values(number("93000000000000000"), "92.233.720.368.547.758,08", "93.000 triliun", number("1e18")),
        wrong("amount-too-large", 4),
    ),
    "34 doubled": Odd(
        doubled(4_000 * MILLION), [("column-doubled", "F4")],
        kpu(ALOR, 5_000 * MILLION, 4_000 * MILLION),
    ),
    "34 in row 7": Odd(lambda path: write_rows(path, [*TITLES, [], [], [], HEADER, NGADA])),
    "34 over two rows": Odd(
        under_two_rows,
        figures={
            ("53.09", "BAWASLU", None, "committed"): 4_833_475_000,
            ("53.09", "BAWASLU", None, "disbursed"): 4_000 * MILLION,
        },
    ),
    "35 subtotals": Odd(
        with_subtotals,
        figures={**kpu(ALOR, 5_000 * MILLION, 4_000 * MILLION), **kpu(BELU, 1_000 * MILLION, 0)},
    ),
    "36 hidden": Odd(
        saved(with_hidden),
        [("hidden-sheet", ""), ("hidden-sheet", ""), ("hidden-column", "E1"), ("hidden-row", "A6")],
        kpu(ALOR, 5_000 * MILLION, 4_000 * MILLION),
    ),
    "37 two sheets and a chart": Odd(
        saved(two_sheets_and_a_chart),
        figures={
            **kpu(ALOR, 5_000 * MILLION, 4_000 * MILLION), **kpu(BELU, 6_000 * MILLION, 3_000 * MILLION)
        },
    ),
    "41 years that cannot be": Odd(
        dated("1 Agustus 2014", "01-08-2099", "1 Agustus 1924"),
        [("date-out-of-range", f"F{row}") for row in (6, 7, 8)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", READ)
def test_the_command_reads_it_and_says_what_is_odd(
    tmp_path: Path, office: Office, nphd: Callable[..., Any], case: str
) -> None:
    odd = READ[case]
    before, path = office.ledger(), tmp_path / odd.name
    odd.build(path)
    result = nphd("import", path, "--json")
    (file,) = document(result)
    assert sorted((p["code"], p["cell"]) for p in file["problems"]) == sorted(odd.said)
    if odd.is_refused:
        assert (result.exit_code, file["status"]) == (1, "refused")
        assert office.ledger() == before
        (file,) = document(nphd("import", path, "--skip-errors", "--json"))
    assert file["status"] in ("applied", "unchanged")
    if odd.sen:
        assert office.figures(file["import"]) == odd.sen


@pytest.mark.parametrize("case", READ)
def test_the_page_reads_it_and_says_what_is_odd(
    tmp_path: Path, office: Office, client: Any, upload: Callable[..., Any], case: str
) -> None:
    odd = READ[case]
    before, path = office.ledger(), tmp_path / odd.name
    odd.build(path)
    seen = upload(path)
    assert seen.status == 302
    (number,) = seen.ids
    ((said,),) = office.query(f"SELECT description FROM import WHERE id = {number}")
    problems = json.loads(said)["problems"]
    assert sorted((p["code"], p["cell"]) for p in problems) == sorted(odd.said)
    for problem in problems:
        assert problem["message_en"] in seen.page
    assert office.ledger() == before
    assert send(client, f"/imports/{number}/apply", {"leave_out_errors": "1"}).status_code == 302
    if odd.sen:
        assert office.figures(number) == odd.sen


def test_an_agreement_of_nothing_has_no_rate(
    tmp_path: Path, office: Office, nphd: Callable[..., Any], client: Any
) -> None:
    lines = [[2, ALOR, "KPU", 0, 0], [3, BELU, "KPU", 0, 5 * MILLION]]
    path = write_rows(tmp_path / "rekap.xlsx", recap(*lines))
    (file,) = document(nphd("import", path, "--json"))
    assert [(p["code"], p["cell"]) for p in file["problems"]] == [("over-disbursed", "E7")]
    for region in ("53.05", "53.04"):
        asked = ("absorption", "--by", "agreement", "--region", region)
        (row,) = json.loads(nphd(*asked, "--json").stdout)["rows"]
        assert (row["denominator"], row["rate"], row["below"], row["band"]) == (
            0,
            None,
            None,
            "none",
        )
        assert "%" not in nphd(*asked).stdout.splitlines()[2]
        assert " – " in nphd(*asked).stdout.splitlines()[2]
        assert "– the amount to divide by is zero" in words(client.get(f"/regions/{region}"))


def test_more_than_was_agreed_is_shown_and_marked(
    tmp_path: Path, office: Office, nphd: Callable[..., Any], client: Any
) -> None:
    path = tmp_path / "rekap.xlsx"
    READ["31 more than agreed"].build(path)
    assert nphd("import", path).exit_code == 0
    page = words(client.get("/regions/53.05"))
    assert "120.00% Rp 6,000,000,000 of Rp 5,000,000,000" in page
    assert "KPU over 100%, check 5,000,000,000 6,000,000,000 -1,000,000,000 120.00%" in page
