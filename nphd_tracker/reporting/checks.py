"""Pemeriksaan: every total recomputed from Rincian by a live formula, beside what is reported.

SESUAI where both agree, else the difference. The formulas carry their last result with them, for a
preview, a telephone or Excel's Protected View computes nothing and would show them empty.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, Decimal

from openpyxl.formatting.rule import Rule
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from nphd_tracker.absorption import Basis, Row
from nphd_tracker.money import rupiah
from nphd_tracker.reading import Measure
from nphd_tracker.reporting import detail
from nphd_tracker.reporting.cells import Content, as_fraction, put, put_formula
from nphd_tracker.reporting.contents import SummaryData
from nphd_tracker.reporting.detail import Detail
from nphd_tracker.reporting.page import set_up_print, set_widths, write_headers, write_title
from nphd_tracker.reporting.styles import AGREES, BELOW
from nphd_tracker.reporting.wording import BASES, MEASURES, name_agency

SHEET = "Pemeriksaan"
AGREED = "SESUAI"
REPORTED, RECOMPUTED, DIFFERENCE, RESULT = 3, 4, 5, 6
"""The columns, counted from 1: C to F."""

Number = int | float


@dataclass(frozen=True)
class Condition:
    """Which of Rincian's rows count: those with a value in a column, and some cells not empty."""

    column: str = ""
    value: str = ""
    filled: tuple[str, ...] = ()

    def arguments(self, ranges: Mapping[str, str]) -> str:
        """Pairs of range and criterion, as SUMIFS and COUNTIFS take them."""
        pairs = [(detail.COUNTED, detail.YES)]
        if self.column:
            pairs.append((self.column, self.value.replace('"', '""')))
        pairs += [(header, "<>") for header in self.filled]
        return ",".join(f'{ranges[header]},"{criterion}"' for header, criterion in pairs)

    @property
    def group(self) -> tuple[str, str]:
        return self.column, self.value


@dataclass(frozen=True)
class Check:
    """One line: what the summary says, and how Rincian says it again.

    A formula may name the results of the lines before it as ``{before}`` and ``{above}``.
    """

    group: str
    label: str
    reported: Number
    formula: str
    recomputed: Number
    style: str = "uang"


def write_checks(workbook: Workbook, data: SummaryData, written: Detail) -> dict[str, Content]:
    """Write the sheet; the results of its formulas by cell, for `workbook.save`."""
    sheet = workbook.create_sheet(SHEET)
    verdict_row = write_title(
        sheet,
        data,
        data.say("PEMERIKSAAN", "CHECKS"),
        data.say(
            "Rumus pada kolom D menghitung ulang setiap angka dari lembar Rincian.",
            "The formulas in column D recompute every figure from the sheet Rincian.",
        ),
    )
    header_row = verdict_row + 2
    write_headers(
        sheet,
        header_row,
        (
            data.say("Kelompok", "Group"),
            data.say("Yang diperiksa", "What is checked"),
            data.say("Dilaporkan", "Reported"),
            data.say("Dihitung ulang dari Rincian", "Recomputed from Rincian"),
            data.say("Selisih", "Difference"),
            data.say("Hasil", "Result"),
        ),
    )
    checks = list(_checks(data, written))
    results: dict[str, Content] = {}
    for row, check in enumerate(checks, start=header_row + 1):
        results |= _write_check(sheet, row, check)
    last_row = header_row + max(len(checks), 1)
    results |= _write_verdict(sheet, data, verdict_row, (header_row + 1, last_row), checks)
    _mark_results(sheet, header_row + 1, last_row)
    set_widths(sheet, (32, 58, 22, 22, 18, 16))
    sheet.freeze_panes = sheet.cell(header_row + 1, 3)
    set_up_print(sheet, data, header_row=header_row)
    return results


def _checks(data: SummaryData, written: Detail) -> Iterator[Check]:
    for basis in Basis:
        for row in (*data.agencies[basis], data.totals[basis]):
            condition = _of_agency(row, data)
            if basis is data.basis:
                yield from _check_sums(row, condition, data, written)
            elif not row.reported and row.key:
                continue
            yield from _check_rate(row, basis, condition, data, written)
    for row in data.regions:
        condition = Condition(detail.REGION, data.name_region(row.key))
        yield from _check_rate(row, data.basis, condition, data, written)


def _of_agency(row: Row, data: SummaryData) -> Condition:
    if not row.key:
        return Condition()
    return Condition(detail.AGENCY, name_agency(row.key, detail.LANGUAGE))


def _check_sums(
    row: Row, condition: Condition, data: SummaryData, written: Detail
) -> Iterator[Check]:
    """How many agreements, and the sum of each measure that anybody reported."""
    label = data.say("Jumlah NPHD", "Number of agreements")
    yield _count(row.name, label, row.agreements, condition, written)
    for measure in Measure:
        sen = getattr(row, measure.value)
        if sen is not None:
            label = MEASURES[measure].say(data.language)
            yield _sum(row.name, label, sen, detail.AMOUNT[measure], condition, written)


def _check_rate(
    row: Row, basis: Basis, condition: Condition, data: SummaryData, written: Detail
) -> Iterator[Check]:
    """How many have both figures, the two sums over those, and one divided by the other."""
    over, under = detail.AMOUNT[basis.numerator], detail.AMOUNT[basis.denominator]
    both = replace(condition, filled=(over, under))
    name = BASES[basis].say(data.language)
    label = data.say(f"{name}: NPHD yang lapor", f"{name}: agreements reported")
    yield _count(row.name, label, row.reported, both, written)
    if row.numerator is None or row.denominator is None:
        return
    numerator = _sum(
        row.name,
        f"{name}: {MEASURES[basis.numerator].say(data.language)}",
        row.numerator,
        over,
        both,
        written,
    )
    denominator = _sum(
        row.name,
        f"{name}: {MEASURES[basis.denominator].say(data.language)}",
        row.denominator,
        under,
        both,
        written,
    )
    yield numerator
    yield denominator
    rate = as_fraction(row.rate)
    if rate is not None:
        yield Check(
            group=row.name,
            label=f"{name}: %",
            reported=rate,
            # ROUND takes away the noise of binary division, not a rupiah in 38 trillion.
            formula="=IF({above}=0,0,TRUNC(ROUND({before}/{above},14),4))",
            recomputed=_truncate(numerator.recomputed, denominator.recomputed),
            style="persen",
        )


def _count(group: str, label: str, reported: int, condition: Condition, written: Detail) -> Check:
    return Check(
        group=group,
        label=label,
        reported=reported,
        formula=f"=COUNTIFS({condition.arguments(written.ranges)})",
        recomputed=written.count(condition.group, condition.filled),
        style="cacah",
    )


def _sum(
    group: str, label: str, sen: int, column: str, condition: Condition, written: Detail
) -> Check:
    total = written.total(condition.group, condition.filled, column)
    return Check(
        group=group,
        label=label,
        reported=rupiah(sen),
        formula=f"=ROUND(SUMIFS({written.ranges[column]},{condition.arguments(written.ranges)}),2)",
        recomputed=rupiah(total),
        style="uang sen" if sen % 100 else "uang",
    )


def _truncate(numerator: Number, denominator: Number) -> Number:
    if not denominator:
        return 0
    rate = Decimal(str(numerator)) / Decimal(str(denominator))
    return float(rate.quantize(Decimal("0.0001"), ROUND_DOWN))


def _write_check(sheet: Worksheet, row: int, check: Check) -> dict[str, Content]:
    put(sheet, row, 1, check.group)
    put(sheet, row, 2, check.label)
    put(sheet, row, REPORTED, check.reported, check.style)
    formula = check.formula.format(before=f"D{row - 2}", above=f"D{row - 1}")
    put_formula(sheet, row, RECOMPUTED, formula, check.style)
    put_formula(sheet, row, DIFFERENCE, f"=ROUND(D{row}-C{row},6)", check.style)
    put_formula(sheet, row, RESULT, f'=IF(E{row}=0,"{AGREED}",E{row})', "hasil")
    difference = round(check.recomputed - check.reported, 6)
    return {
        f"D{row}": check.recomputed,
        f"E{row}": difference,
        f"F{row}": difference or AGREED,
    }


def _write_verdict(
    sheet: Worksheet,
    data: SummaryData,
    row: int,
    rows: tuple[int, int],
    checks: list[Check],
) -> dict[str, Content]:
    """One line for those in a hurry: all agree, or how many do not."""
    results = f"F{rows[0]}:F{rows[1]}"
    agree = data.say("SEMUA SESUAI", "ALL AGREE")
    differ = data.say(" baris berbeda", " lines differ")
    put(sheet, row, 1, data.say("Hasil keseluruhan", "Overall"), "label")
    count = f'COUNTA({results})-COUNTIF({results},"{AGREED}")'
    put_formula(sheet, row, 2, f'=IF({count}=0,"{agree}",{count}&"{differ}")', "label")
    wrong = sum(round(check.recomputed - check.reported, 6) != 0 for check in checks)
    return {f"B{row}": f"{wrong}{differ}" if wrong else agree}


def _mark_results(sheet: Worksheet, first: int, last: int) -> None:
    for formula, looks in (
        (f'$F{first}="{AGREED}"', AGREES),
        (f'AND($A{first}<>"",$F{first}<>"{AGREED}")', BELOW),
    ):
        sheet.conditional_formatting.add(
            f"F{first}:F{last}", Rule("expression", dxf=looks, formula=[formula])
        )
