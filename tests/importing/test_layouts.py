"""Sheets nobody here has seen: every figure they state comes out, no other, and the right problems."""

from datetime import date
from pathlib import Path

import pytest
from layouts import LAYOUTS, Key, Layout, Said

from nphd_tracker.importing.sheets import read_workbook
from nphd_tracker.importing.vocabulary import load_vocabulary
from nphd_tracker.positions import Figure, value_at
from nphd_tracker.reading import Reading, ReadOptions, Severity

TODAY = date(2026, 11, 24)
UNREAD: dict[str, str] = {
    "english_headings": "English: 'Grant Value', 'As of 31 July 2024', 'Badung Regency'",
    "misspelt_headings": "'NILAI NHPD' is taken for a bare 'nilai' before a close spelling is tried",
    "region_headings_in_the_agency_column": "regions as headings are sought in a region column only",
    "agency_sections_with_subtotals": "agency headings without money make every region row a heading",
    "header_repeated_on_each_printed_page": "a repeated header begins a new table: totals differ",
    "money_given_back": "the election takes its year from the line of the position",
    "number_words_in_cells": "'28.500 juta' is read as 28,5 juta although the column's decimals are commas",
    "empty_and_blank_are_no_report": "a lone 'Nilai' beside 'Pencairan' is left out",
    "date_in_the_header": "a date in the headings does not date the columns beside it",
    "sections_by_kind_of_region": "'Terealisasi' under 'KPU Prov/Kab/Kota' becomes a region column, unsaid",
    "spending_and_remainder_in_each_group": "'% Serapan' is held against the disbursement rate alone",
    "tables_below_one_another": "the second table's title is taken for a row of the first",
    "tables_side_by_side": "a title over 'No' makes it a money column; two tables in a row are one",
    "transfers_with_sp2d_numbers": "'Nilai SP2D' is taken for a document number",
    "returns_register": "'Penyetor' is not known as the grantee",
    "transfers_under_agency_headings": "a heading in the date column is not looked at",
    "tranches_by_budget_year": "'Hibah kepada KPU ...' names no agency",
    "budget_with_regional_codes": "account codes with four digits in a part are not accounts",
    "budget_by_activity_without_codes_of_account": "a budget is told by account codes only",
    "currency_in_its_own_column": "a heading over 'Rp' and its amount belongs to the 'Rp'",
    "province_column_written_once": "'Riau Total' and a total without a name are read as regions' rows",
    "rows_are_measures": "measures in rows, agencies in columns: not one of the layouts known",
    "receipts_and_spending_groups": "'Tanggal' under 'Penerimaan' is read as its money, 'Dana Hibah' is not",
    "second_table_of_another_agency_and_region": "the second table takes the first one's agency, unsaid",
    "subtotal_named_behind_under_an_empty_cell": "'Jawa Tengah Total' is read as the last region's row",
    "only_signing_and_print_dates": "'NPHD Nomor 900/1 tanggal ...' is taken for the position date",
    "voters_and_stations_beside_money": "a physical percentage is held against the money",
    "bare_name_beside_blocks": "an ambiguous region beside blocks is also told as missing",
    "total_without_a_name_after_an_empty_row": "a total without a name fills the last region, unsaid",
    "subtotal_named_behind_and_alone_in_its_measure": "'Jawa Tengah Total' fills the last region, unsaid",
    "budget_of_one_activity": "'Pagu' of a line is read as the agreement, its metadata is not",
}
"""Layouts that are not read right yet, and why; strict, so that mending one is noticed."""


def read(layout: Layout, folder: Path) -> Reading:
    path = layout.write(folder)
    return read_workbook(path, path.name, ReadOptions(today=TODAY), load_vocabulary())


def values(reading: Reading) -> Said:
    """In rupiah, what each agreement's figures come to on each day that they name."""
    known: dict[tuple[str, str, str | None], list[Figure]] = {}
    for f in (figure for sheet in reading.sheets for figure in sheet.figures):
        who = (f.region, f.agency.value, None if f.unit_implied else f.unit)
        known.setdefault(who, []).append(
            Figure(
                f.measure, f.on, f.amount, f.source, f.is_movement, f.tranche, f.line, f.document
            )
        )
    return {
        (*who, f.measure.value, f.on.isoformat()): value.amount // 100
        for who, figures in known.items()
        for f in figures
        if (value := value_at(figures, f.measure, f.on))
    }


def differences(layout: Layout, reading: Reading) -> list[str]:
    found = values(reading)
    told = {p.code for p in reading.all_problems}
    errors = {p.code for p in reading.all_problems if p.severity is Severity.ERROR}
    missing = [
        f"{key}: {amount}, read {found.get(key)}"
        for key, amount in layout.figures.items()
        if found.get(key) != amount and not is_at_another_day(layout, found, key)
    ]
    extra = [
        f"{key}: read {amount}, not stated"
        for key, amount in found.items()
        if key not in layout.figures and layout.may.get(key) != amount
    ]
    codes = [f"error {code}" for code in sorted(errors ^ layout.errors)]
    codes += [f"not told {code}" for code in sorted(layout.must - told)]
    codes += [f"wrongly told {code}" for code in sorted(layout.absent & told)]
    elections = {s.election for s in reading.sheets if s.figures}
    if elections - {layout.election}:
        codes.append(f"election {elections}")
    return missing + extra + codes


def is_at_another_day(layout: Layout, found: Said, key: Key) -> bool:
    """A value may stand at its signing date instead of the position's."""
    return any(
        other[:4] == key[:4] and layout.may[other] == layout.figures[key] == found.get(other)
        for other in layout.may
    )


@pytest.mark.parametrize(
    "layout",
    [
        pytest.param(
            one,
            id=one.name,
            marks=[pytest.mark.xfail(strict=True, reason=UNREAD[one.name])]
            if one.name in UNREAD
            else [],
        )
        for one in LAYOUTS
    ],
)
def test_layout_is_read(layout: Layout, tmp_path: Path) -> None:
    assert differences(layout, read(layout, tmp_path)) == []
