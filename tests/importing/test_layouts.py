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
    "measures_over_agencies_in_thousands_hidden": "(Rp 000) is no unit of money yet: a thousandth is read",
    "units_of_money_in_six_wordings": "(Rp. 000), (x Rp 1.000), (Rp. 1.000.000,-) are no units of money yet",
    "date_and_unit_on_the_line_over_the_header": "a line of date and unit passes for a group of columns",
    "regions_in_sections_with_budget_years_in_millions": "a line of date and unit passes for a group",
    "each_column_its_own_unit": "(Rp 000) in a heading is no unit of money yet",
    "province_row_is_the_sum_of_its_regions": "a province's sum over its regions passes for its own grant",
    "total_row_named_after_the_province": "a total named after the province passes for its own grant",
    "what_remains_under_agencies": "a title of what has not been paid is read as payment",
    "what_remains_as_a_list": "a title of what has not been paid is read as payment",
    "plan_stands_before_what_was_paid": "a plan passes for the disbursement",
    "plans_only": "a plan passes for the disbursement",
    "schedule_of_the_agreement_beside_what_was_paid": "a schedule passes for the disbursement",
    "budget_plan_without_spending": "a plan of spending passes for spending",
    "tranches_that_run_on": "running totals at each tranche are added up",
    "quarters_that_run_on": "of running totals by quarter the first is read",
    "register_with_the_value_on_each_row": "transfers beside the agreement's value pass for positions",
    "running_total_before_the_amount_of_each_transfer": "Nilai SP2D passes for the agreement's value",
    "grant_expenditure_of_the_grantors_budget": "the grantor's grant expenditure passes for spending",
    "counts_of_regions_by_band": "numbers of regions pass for rupiah",
    "percentages_by_agency_as_numbers": "percentages under a title with (%) pass for rupiah",
    "attainment_as_bare_numbers": "percentages without a sign pass for spending",
    "absorption_as_fractions": "percentages without a sign pass for spending",
    "full_rupiah_among_millions": "an amount beyond all measure is not asked about",
    "asked_for_more_below_the_total": "requests under the total pass for agreements",
    "example_sheet_beside_the_data": "a sheet of examples passes for data",
    "letter_dated_above_the_position": "the letter's date is read before the position's",
    "meeting_dated_above_the_position": "the meeting's date is read before the position's",
    "dates_of_signing_and_last_transfer_beside_money": "the last transfer's date passes for the position",
    "value_of_two_elections_by_year": "values by year are dropped without a word",
    "value_by_budget_year_without_its_sum": "values by year are dropped without a word",
    "returns_with_principal_and_interest": "the principal under a title of returns is not read",
    "army_and_navy_named_by_force": "TNI AD names no unit beside TNI AL",
    "addenda_with_dates_in_blocks": "a reduction in the column of additions is refused as negative",
    "billions_told_in_a_sentence_above": "an amount in a sentence passes for the sheet's unit",
    "average_and_percent_rows_under_the_total": "rows of averages and of what stands under the total",
    "province_grants_with_counts_beside_money": "counts of regions and units pass for their names",
    "three_lines_a_region_agencies_across": "measures down, agencies across, under each region",
    "a_row_for_each_tranche_without_dates": "rows of tranches without dates conflict",
    "register_that_repeats_the_agreement_value": "a grantee written once is not filled down",
    "grantees_by_long_names_and_accounts": "grantees in a ledger of accounts are taken for budget lines",
    "helper_table_beside_the_data": "a table of sums beside the data is asked for its regions",
    "pivot_with_sums_on_the_region_rows": "Row Labels heads no column yet",
    "regions_across_measures_down": "regions across, measures down",
    "kind_of_region_in_its_own_column": "Kab or Kota in a column of its own",
    "regencies_and_cities_under_headings": "KABUPATEN and KOTA as headings over bare names",
    "position_of_a_quarter": "a quarter's end is no date yet",
    "position_in_a_title_that_names_addenda": "a line that names addenda has no position date",
    "abbreviated_headings": "Pencrn. is not known",
    "footnote_marks_and_line_breaks": "a footnote's mark behind a region's name",
    "papua_names": "Peg. Bintang is not known",
}
"""Layouts that are not read right yet, and why: first those read wrong without a question."""


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
