"""The checks recompute what the summary reports, from Rincian, by formulas that this evaluates.

The evaluator knows the few functions the formulas use, and nothing of how they were made.
"""

import re
from collections.abc import Callable
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from nphd_tracker.absorption import Basis
from nphd_tracker.regions import RegionBook
from nphd_tracker.reporting.summary import SummaryData, write_summary

from .builders import ntt_holdings, odd_holdings, summarise
from .conftest import Reopen

RANGE = re.compile(r"(\w+)!\$([A-Z]+)\$(\d+):\$([A-Z]+)\$(\d+)")
SUMS = re.compile(r"=ROUND\(SUMIFS\((.*)\),2\)")
COUNTS = re.compile(r"=COUNTIFS\((.*)\)")
RATE = re.compile(r"=IF\((D\d+)=0,0,TRUNC\(ROUND\((D\d+)/\1,14\),4\)\)")


def read_range(workbook: Workbook, reference: str) -> list[Any]:
    match = RANGE.fullmatch(reference)
    assert match, reference
    sheet, column, first, last_column, last = match.groups()
    assert column == last_column
    return [workbook[sheet][f"{column}{row}"].value for row in range(int(first), int(last) + 1)]


def split_arguments(text: str) -> list[str]:
    return re.findall(r'[^,"]+|"[^"]*"', text)


def choose(workbook: Workbook, arguments: list[str]) -> list[bool]:
    """Which rows meet every pair of range and criterion."""
    chosen: list[bool] | None = None
    for reference, criterion in zip(arguments[::2], arguments[1::2], strict=True):
        wanted = criterion.strip('"')
        values = read_range(workbook, reference)
        meets = [
            value is not None if wanted == "<>" else str(value).lower() == wanted.lower()
            for value in values
        ]
        chosen = meets if chosen is None else [a and b for a, b in zip(chosen, meets, strict=True)]
    assert chosen is not None
    return chosen


def evaluate(workbook: Workbook, sheet: Worksheet, formula: str) -> Decimal:
    if match := SUMS.fullmatch(formula):
        target, *pairs = split_arguments(match[1])
        amounts = read_range(workbook, target)
        chosen = choose(workbook, pairs)
        total = sum(Decimal(str(a)) for a, yes in zip(amounts, chosen, strict=True) if yes and a)
        return Decimal(total).quantize(Decimal("0.01"), ROUND_HALF_UP)
    if match := COUNTS.fullmatch(formula):
        return Decimal(sum(choose(workbook, split_arguments(match[1]))))
    match = RATE.fullmatch(formula)
    assert match, formula
    under, over = (evaluate(workbook, sheet, sheet[cell].value) for cell in match.groups())
    return (over / under).quantize(Decimal("0.0001"), ROUND_DOWN) if under else Decimal(0)


def check_rows(sheet: Worksheet) -> list[int]:
    """The rows of the checks, under their header."""
    header = next(row for row in range(1, 20) if sheet.cell(row, 6).value == "Hasil")
    return list(range(header + 1, sheet.max_row + 1))


@pytest.mark.parametrize("basis", list(Basis))
def test_formulas_recompute_every_reported_figure(
    basis: Basis, book: RegionBook, tmp_path: Path
) -> None:
    path = tmp_path / "ringkasan.xlsx"
    write_summary(path, summarise([*ntt_holdings(), *odd_holdings()], book, basis=basis))
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["Pemeriksaan"]
    rows = check_rows(sheet)
    assert len(rows) > 60
    for row in rows:
        reported = Decimal(str(sheet.cell(row, 3).value))
        recomputed = evaluate(workbook, sheet, sheet.cell(row, 4).value)
        assert recomputed == reported, (sheet.cell(row, 1).value, sheet.cell(row, 2).value)
        assert sheet.cell(row, 5).value == f"=ROUND(D{row}-C{row},6)"
        assert sheet.cell(row, 6).value == f'=IF(E{row}=0,"SESUAI",E{row})'


def test_checks_cover_agencies_total_and_regions(odd_book: Workbook) -> None:
    sheet = odd_book["Pemeriksaan"]
    checked = {(sheet.cell(r, 1).value, sheet.cell(r, 2).value) for r in check_rows(sheet)}
    assert ("KPU", "Realisasi pencairan: %") in checked
    assert ("Jumlah", "Serapan belanja dari pencairan: %") in checked
    assert ("Jumlah", "Jumlah NPHD") in checked
    assert ("Kota Kupang", "Realisasi pencairan: Pencairan") in checked


def test_formulas_carry_their_results(odd_file: Path) -> None:
    """A preview computes nothing, and would show an empty sheet."""
    computed = openpyxl.load_workbook(odd_file, data_only=True)
    sheet = computed["Pemeriksaan"]
    for row in check_rows(sheet):
        assert sheet.cell(row, 4).value == pytest.approx(sheet.cell(row, 3).value, abs=1e-9)
        assert sheet.cell(row, 5).value == 0
        assert sheet.cell(row, 6).value == "SESUAI"
    verdict = check_rows(sheet)[0] - 3
    assert sheet.cell(verdict, 2).value == "SEMUA SESUAI"


def test_an_amount_edited_in_detail_shows_as_a_difference(odd_file: Path, tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(odd_file)
    detail = workbook["Rincian"]
    header = next(r for r in range(1, 20) if detail.cell(r, 1).value == "Kode Wilayah")
    column = next(
        c for c in range(1, detail.max_column) if detail.cell(header, c).value == "Pencairan"
    )
    row = next(
        r
        for r in range(header + 1, detail.max_row + 1)
        if detail.cell(r, 1).value == "53.07" and detail.cell(r, 3).value == "KPU"
    )
    detail.cell(row, column).value += 1_000
    sheet = workbook["Pemeriksaan"]
    differences = {
        (sheet.cell(r, 1).value, sheet.cell(r, 2).value): evaluate(
            workbook, sheet, sheet.cell(r, 4).value
        )
        - Decimal(str(sheet.cell(r, 3).value))
        for r in check_rows(sheet)
    }
    assert {key for key, amount in differences.items() if amount} == {
        (group, label)
        for group in ("KPU", "Jumlah")
        for label in ("Pencairan", "Realisasi pencairan: Pencairan")
    } | {("Kabupaten Sikka", "Realisasi pencairan: Pencairan")}
    assert differences["KPU", "Pencairan"] == 1_000


def test_a_wrong_total_is_reported_not_hidden(
    book: RegionBook, reopen: Reopen, replace_total: Callable[[SummaryData, int], SummaryData]
) -> None:
    data = replace_total(summarise(ntt_holdings(), book), 8_960_651_300_100)
    sheet = reopen(data)["Pemeriksaan"]
    rows = check_rows(sheet)
    row = next(
        r
        for r in rows
        if sheet.cell(r, 1).value == "Jumlah"
        and sheet.cell(r, 2).value == "Realisasi pencairan: Pencairan"
    )
    assert sheet.cell(row, 5).value == -1
    assert sheet.cell(row, 6).value == -1
    assert sheet.cell(rows[0] - 3, 2).value == "1 baris berbeda"
