"""Writes the golden corpus: workbooks of the most different layouts, and what must be read out of each.

``make golden`` writes tests/sheets/ and its expected/ again: the same bytes every time, so that what
changes shows as a change. ``make golden TWINS=1`` also has LibreOffice make the .xls and .ods twins
again; those differ in bytes, and must say what the .xlsx says.
"""

import io
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import nphd_tracker  # noqa: F401 - first, for how openpyxl writes XML is settled there

# isort: split
from layouts import LAYOUTS, Layout
from test_layouts import TODAY, differences, sourced

from nphd_tracker.importing.opening.grid import Workbook
from nphd_tracker.importing.sheets import understand_workbook
from nphd_tracker.importing.vocabulary import load_vocabulary
from nphd_tracker.reading import Measure, Reading, ReadOptions
from tests.importing.opening.odd_files import read_here

SHEETS = Path(__file__).parents[1] / "sheets"
EXPECTED = SHEETS / "expected"
CHOSEN = (
    # lists: an agreement a row
    "besaran_hibah_from_c6", "millions_region_written_once", "misspelt_headings",
    "text_amounts_columns_reversed", "agency_sections_with_subtotals", "addendum_with_dates",
    "header_repeated_on_each_printed_page", "aceh_dated_by_its_file_name",
    "revote", "semicolon_file", "hidden_column_and_row", "each_row_its_own_date",
    "comma_file_with_english_numbers", "tabs_and_english_numbers",
    "papua_names", "grantee_is_the_only_key", "province_row_is_the_sum_of_its_regions",
    "pivot_with_blank_repeated_labels", "addendum_block_semula_menjadi",
    "paid_amount_with_its_share_in_one_cell", "instructions_and_a_key_beside_the_table",
    # blocks: agencies, years or days side by side
    "groups_unmerged_in_another_order", "two_dates_in_headers",
    "spending_and_remainder_in_each_group", "four_header_rows_agency_then_year",
    "merged_regions_units_subtotals_and_numbers", "hidden_columns_inside_a_block",
    "each_column_its_own_unit", "millions_in_one_block_rupiah_in_the_other",
    "value_of_two_elections_by_year", "transfers_according_to_both_sides",
    # several sheets, several tables
    "agency_in_the_sheets_name", "month_in_the_sheets_name", "tables_below_one_another",
    "tables_side_by_side", "cover_sheet_and_hidden_draft", "list_register_and_notes_on_one_sheet",
    "recap_sheet_sums_the_detail_sheets",
    "units_of_money_in_six_wordings", "example_sheet_beside_the_data", "a_sheet_for_each_region",
    "a_card_for_each_agreement_on_its_own_sheet",
    # on their side, and without a table
    "regions_over_agencies_across_measures_down", "regions_across_the_top",
    "accountability_down_the_side_for_each_agency", "answers_of_a_form_one_under_another",
    # registers, tranches, months, budgets
    "transfers_with_sp2d_numbers", "transfers_and_returns_on_two_sheets",
    "transfers_with_dates_in_every_form", "register_that_repeats_the_agreement_value",
    "cash_book_of_one_commission", "tranches_with_their_dates", "four_transfers_and_months",
    "last_month_this_month", "quarters_that_run_on", "budget_with_regional_codes",
    "budget_by_activity_without_codes_of_account",
    # what is wrong or cannot be told
    "good_rows_beside_bad_ones", "total_typed_wrong", "percent_three_ways",
    "swollen_range_and_notes_under_money", "only_signing_and_print_dates", "agency_said_nowhere",
    "counts_of_regions_by_band", "plain_formulas_without_values",
    "looked_up_formulas_without_values", "error_cells_in_money_and_in_percent",
    "zero_dash_blank_nil_and_not_reported", "negative_in_parentheses_and_over_a_hundred",
    "percentages_by_agency_as_numbers", "codes_and_names_at_odds", "regions_by_code_alone",
    "other_grantees_and_a_mismatch", "a_row_twice_and_a_row_at_odds",
    "position_far_in_the_future", "position_dates_in_every_writing",
    "months_short_of_a_total_with_last_years_part", "years_accounts_and_populations_beside_money",
    "realisasi_under_two_groups", "plans_only", "full_rupiah_among_millions",
    "what_remains_as_a_list", "provinces_that_count_their_regencies",
)  # fmt: skip
TWINS = {
    "millions_region_written_once": "xls", "hidden_column_and_row": "xls",
    "merged_regions_units_subtotals_and_numbers": "xls", "agency_in_the_sheets_name": "xls",
    "transfers_with_dates_in_every_form": "xls", "good_rows_beside_bad_ones": "xls",
    "besaran_hibah_from_c6": "ods", "addendum_with_dates": "ods", "tables_side_by_side": "ods",
    "cover_sheet_and_hidden_draft": "ods", "budget_with_regional_codes": "ods",
    "zero_dash_blank_nil_and_not_reported": "ods",
}  # fmt: skip
_BOOK = load_vocabulary()
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_SAVED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def chosen() -> list[Layout]:
    known = {layout.name: layout for layout in LAYOUTS}
    return [known[name] for name in CHOSEN]


def contents(layout: Layout) -> bytes:
    """The file of a layout, the same bytes on every day and machine: stored, and dated 1980."""
    built = layout.build()
    if isinstance(built, str):
        return built.encode()
    saved, made = io.BytesIO(), io.BytesIO()
    built.save(saved)
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, _ZIP_DAY)
            part.create_system = _UNIX
            data = old.read(name)
            if name == "docProps/core.xml":
                data = _SAVED.sub(rb"\g<1>2024-08-01T00:00:00Z", data)
            new.writestr(part, data)
    return made.getvalue()


def read(path: Path) -> Reading:
    """One file, read in this process."""
    return understand(read_here(path), path.name)


def understand(workbook: Workbook, name: str) -> Reading:
    return understand_workbook(workbook, name, "0" * 64, ReadOptions(today=TODAY), _BOOK)


def said(reading: Reading, stem: str) -> dict[str, Any]:
    """What a file says, as expected/ keeps it: rupiah of each agreement and day with the
    cells they come from, problems by cell."""
    figures: dict[tuple[Any, ...], dict[str, int]] = {}
    cells: dict[tuple[Any, ...], dict[str, str]] = {}
    for (*who, measure, day), (amount, places) in sourced(reading).items():
        figures.setdefault((*who, day), {})[measure] = amount
        cells.setdefault((*who, day), {})[measure] = ", ".join(sorted(places))
    days = {sheet.as_of for sheet in reading.sheets}
    return {
        "workbook": stem,
        "as_of": str(days.pop()) if len(days) == 1 and None not in days else None,
        "election": sorted({sheet.election for sheet in reading.sheets}),
        "figures": [
            {"region": region, "agency": agency, "unit": unit, "as_of": day}
            | {m.value: stated[m.value] for m in Measure if m.value in stated}
            | {"cells": dict(sorted(cells[region, agency, unit, day].items()))}
            for (region, agency, unit, day), stated in sorted(figures.items(), key=str)
        ],
        "problems": [
            {"sheet": p.sheet, "cell": p.cell, "severity": p.severity.value, "code": p.code}
            for p in sorted(reading.all_problems, key=lambda p: (p.sheet, _place(p.cell), p.code))
        ],
    }


def as_text(said: dict[str, Any]) -> str:
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def _place(cell: str) -> tuple[int, str]:
    """By row, then column."""
    digits = cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return int(digits or 0), cell


def write(layout: Layout) -> None:
    path = SHEETS / layout.file
    path.write_bytes(contents(layout))
    reading = read(path)
    if wrong := differences(layout, reading):
        raise SystemExit(f"{layout.name}: {wrong}")
    (EXPECTED / f"{path.stem}.json").write_text(as_text(said(reading, path.stem)), "utf-8")


def write_twin(path: Path, kind: str) -> None:
    """The same workbook as LibreOffice saves it."""
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            ["soffice", f"-env:UserInstallation={Path(profile).as_uri()}", "--headless",
             "--convert-to", kind, "--outdir", SHEETS, path],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip


def main() -> None:
    for layout in chosen():
        write(layout)
    if "--twins" in sys.argv:
        files = {layout.name: layout.file for layout in chosen()}
        for name, kind in TWINS.items():
            write_twin(SHEETS / files[name], kind)


if __name__ == "__main__":
    main()
