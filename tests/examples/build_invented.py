"""Builds the invented province: 23 workbooks in varied layouts, and what must be read out of them.

`python tests/examples/build_invented.py` rewrites imports/examples/contoh/ and expected.json beside
this file. The same code gives the same bytes: dates in the files are fixed.
"""

import json
import re
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import invented_blocks as blocks
import invented_columns as columns
import invented_lists as lists
import invented_month_sheets as month_sheets
from invented_figures import MONTH_ENDS, Government, invent_governments
from invented_sheets import ELECTION
from openpyxl import Workbook

HERE = Path(__file__).resolve().parent
WORKBOOKS = HERE.parents[1] / "imports" / "examples" / "contoh"
EXPECTED = HERE / "expected.json"
_SAVED = datetime(2025, 1, 10, 8, 0)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(<)")
_MERGES = re.compile(rb"(<mergeCells[^>]*>)(.*?)(</mergeCells>)", re.S)
_MERGE = re.compile(rb"<mergeCell [^>]*/>")

_LAYOUTS: dict[str, Callable[[Workbook, Government], None]] = {
    "53": columns.month_columns,
    "53.01": lists.list_with_units,
    "53.02": month_sheets.sheets_with_totals,
    "53.03": blocks.agency_sheets_by_name,
    "53.04": blocks.month_sheets_of_blocks,
    "53.05": blocks.months_of_blocks,
    "53.06": month_sheets.sheets_with_codes,
    "53.07": lists.list_with_addendum,
    "53.08": blocks.agency_sheets_until_august,
    "53.09": lists.list_with_subtotals,
    "53.10": blocks.month_sheets_of_blocks_with_sums,
    "53.11": blocks.dates_of_blocks,
    "53.12": columns.register_with_dates,
    "53.13": lists.list_in_millions,
    "53.14": lists.list_as_text,
    "53.15": lists.list_in_other_words,
    "53.16": columns.grouped_month_columns,
    "53.17": blocks.dated_columns,
    "53.18": month_sheets.sheets_with_last_month,
    "53.19": month_sheets.sheets_in_millions,
    "53.20": lists.list_by_month_name,
    "53.21": month_sheets.sheets_in_thousands,
    "53.71": columns.register_with_text_dates,
}
_REGISTERS = ("53.12", "53.71")
"""Their disbursements are dated transfers: nothing is known before the first."""
_UNTIL_AUGUST = ("53.08",)
"""Even the agreement value is not repeated after the last report."""


_NOTE = (
    "What each workbook states at each month's end, in rupiah; null: nothing at that date."
    " committed is the value in force; disbursed of a register is its transfers' running total."
    " unit is null where only the agency, or just the region's own unit, is named."
)


def build_workbook(government: Government) -> Workbook:
    """One local government's workbook in its office's layout."""
    book = Workbook()
    book.remove(book.worksheets[0])
    _LAYOUTS[government.code](book, government)
    book.properties.title = f"{ELECTION} – NPHD {government.name}"
    book.properties.creator = "nphd-tracker"
    book.properties.description = "Seluruh angka rekaan. All figures are invented."
    book.properties.created = _SAVED
    return book


def expect_figures() -> dict[str, Any]:
    """What the workbooks say, month end by month end, in rupiah."""
    figures = [row for government in invent_governments() for row in _expect(government)]
    return {
        "election": ELECTION,
        "note": _NOTE,
        "figures": figures,
    }


def _expect(government: Government) -> Iterator[dict[str, Any]]:
    for one in government.agreements:
        for index, day in enumerate(MONTH_ENDS):
            at = one.positions[index]
            is_silent = government.code in _UNTIL_AUGUST and at.disbursed is None
            if is_silent:
                continue
            disbursed = at.disbursed
            if government.code in _REGISTERS and not disbursed:
                disbursed = None
            yield {
                "file": government.file_name,
                "region": government.code,
                "agency": one.agency,
                "unit": one.unit or None,
                "as_of": day.isoformat(),
                "committed": at.committed,
                "disbursed": disbursed,
                "spent": at.spent,
                "returned": at.returned,
            }


def save_workbook(book: Workbook, path: Path) -> None:
    """Saves with fixed dates and sorted merges, so that the same content is the same bytes."""
    raw = BytesIO()
    book.save(raw)
    with ZipFile(raw) as source, ZipFile(path, "w") as target:
        for entry in source.infolist():
            data = source.read(entry.filename)
            if entry.filename == "docProps/core.xml":
                data = _MODIFIED.sub(rb"\g<1>2025-01-10T08:00:00Z\g<2>", data)
            data = _MERGES.sub(_sort_merges, data)
            fixed = ZipInfo(entry.filename, date_time=_SAVED.timetuple()[:6])
            fixed.compress_type = ZIP_DEFLATED
            fixed.external_attr = 0o644 << 16
            target.writestr(fixed, data)


def _sort_merges(hit: re.Match[bytes]) -> bytes:
    return hit[1] + b"".join(sorted(_MERGE.findall(hit[2]))) + hit[3]


def write_expected(path: Path) -> None:
    """expected.json, one figure a line."""
    expected = expect_figures()
    lines = ",\n".join(f"  {json.dumps(row)}" for row in expected["figures"])
    path.write_text(
        f'{{\n "election": {json.dumps(expected["election"])},\n'
        f' "note": {json.dumps(expected["note"])},\n "figures": [\n{lines}\n ]\n}}\n',
        encoding="utf-8",
    )


def main() -> int:
    WORKBOOKS.mkdir(parents=True, exist_ok=True)
    for government in invent_governments():
        save_workbook(build_workbook(government), WORKBOOKS / government.file_name)
    write_expected(EXPECTED)
    return 0


if __name__ == "__main__":
    sys.exit(main())
