"""What each column of one table is, once its neighbours and its content are known.

A wording that can mean two things ("Realisasi", "Jumlah", "Pagu", "Kode") is settled here, from the
other columns, the title and what stands below it, and said back where it was assumed.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from nphd_tracker.importing.columns.attributed import with_sources, with_the_other_party
from nphd_tracker.importing.columns.column import Column, column_of_name
from nphd_tracker.importing.columns.content import (
    forget_lone_agency,
    kinds_of_grant,
    look_below,
    may_be_rates,
    named_by_content,
    rows_name_grantees,
    with_signed_addenda,
)
from nphd_tracker.importing.columns.joined import (
    by_their_rows,
    joined_grantees,
    sums_of_their_group,
)
from nphd_tracker.importing.columns.measures import (
    settle_measures,
    totals_of_parts,
    value_by_budget_year,
    value_by_remainder,
)
from nphd_tracker.importing.columns.neighbours import (
    dates_of_returns,
    drop_doubles,
    goods_beside_money,
    parts_beside_their_total,
    parts_by_year,
    rates_among_money,
    running_totals_beside_transfers,
    sums_of_measures,
    totals_across,
    with_elections,
    with_services,
)
from nphd_tracker.importing.columns.returns import returns_with_interest
from nphd_tracker.importing.columns.roles import (
    first_guess,
    not_what_was_paid,
    what_was_returned,
    with_measures_down,
    with_regions_across,
)
from nphd_tracker.importing.headers import Wording, understand
from nphd_tracker.importing.opening.grid import CellValue, column_index
from nphd_tracker.importing.problems import make_problem
from nphd_tracker.importing.vocabulary import Vocabulary
from nphd_tracker.reading import Measure, Problem

_TOLD = {
    "plan": "plan-not-read",
    "goods": "goods-not-read",
    "joined": "agencies-joined-columns",
}
"""Columns of amounts that are known and are no figures."""


def resolve_columns(
    paths: Mapping[int, tuple[str, ...]],
    rows: Sequence[Sequence[CellValue]],
    title_measure: Measure | None,
    vocabulary: Vocabulary,
    sheet: str,
    header_row: int,
    answers: Mapping[str, str] | None = None,
    *,
    speaks_of_rest: bool = False,
    speaks_of_value: bool = False,
    speaks_of_percent: bool = False,
    is_grantors_book: bool = False,
    election_year: int | None = None,
    title_month: tuple[int, int] | None = None,
    whole: Callable[[int], Sequence[CellValue]],
) -> tuple[tuple[Column, ...], tuple[Problem, ...]]:
    """The columns of a table and what is to be said about them.

    ``rows`` are the first data rows; ``whole`` gives all cells of one column.
    """
    answers = answers or {}
    paths = {**paths, **{column_index(a): ("",) for a in answers if column_index(a) not in paths}}
    wordings = {index: understand(path, vocabulary) for index, path in sorted(paths.items())}
    contents = {index: look_below(rows, index, vocabulary.ticks) for index in paths}
    wordings = by_their_rows(wordings, rows, contents, vocabulary)
    if title_measure is Measure.RETURNED and not any(
        w.measure == "returned" and w.key != "date" for w in wordings.values()
    ):
        wordings = {i: what_was_returned(w) for i, w in wordings.items()}
    names_grantees = rows_name_grantees(rows, wordings, vocabulary)
    if names_grantees and title_measure is Measure.SPENT:
        title_measure = None  # "BELANJA HIBAH" of a local government is what it transfers
    is_budget = not names_grantees and any(
        w.key in ("account", "region_code", "number") and contents[i].holds_accounts
        for i, w in wordings.items()
    )
    columns = [first_guess(i, w, contents[i], is_budget) for i, w in wordings.items()]
    if names_grantees:
        columns = [replace(c, role="ignored") if c.role == "account" else c for c in columns]
    columns = kinds_of_grant(columns, rows, vocabulary)
    columns = with_elections(columns, rows, wordings, vocabulary)
    columns = sums_of_their_group(columns, wordings)
    columns = joined_grantees(columns, wordings)
    columns = with_services(columns, wordings)
    columns = goods_beside_money(columns, wordings)
    columns = named_by_content(columns, rows, wordings, contents, vocabulary)
    columns = with_the_other_party(columns, paths, vocabulary)
    columns = forget_lone_agency(columns, contents)
    columns = with_regions_across(
        columns,
        paths,
        wordings,
        vocabulary,
        title_measure or (Measure.COMMITTED if speaks_of_value else None),
    )
    problems: list[Problem] = []
    columns = settle_measures(
        columns,
        wordings,
        is_budget,
        title_measure,
        problems,
        sheet,
        header_row,
        is_grantors_book=is_grantors_book or names_grantees,
    )
    columns = with_measures_down(columns, rows, contents, vocabulary)
    columns = totals_of_parts(columns, wordings, contents)
    if speaks_of_percent:
        columns = [
            replace(c, role="percent")
            if c.role == "amount" and may_be_rates(c, contents[c.index], whole)
            else c
            for c in columns
        ]
    if speaks_of_rest:
        columns = [not_what_was_paid(c, wordings[c.index]) for c in columns]
    columns = [_as_answered(c, answers[c.letter]) if c.letter in answers else c for c in columns]
    columns = _codes_of_one_region(columns)
    problems = [p for p in problems if p.cell.rstrip("0123456789") not in answers]
    columns = with_signed_addenda(columns, whole)
    columns = _weeks_of_the_month(columns, wordings, title_month)
    columns = value_by_remainder(columns, rows, problems, sheet, header_row)
    columns = value_by_budget_year(columns, wordings)
    columns = parts_by_year(columns, wordings, election_year)
    columns = totals_across(columns, wordings)
    columns = running_totals_beside_transfers(columns)
    columns = rates_among_money(columns, contents, whole)
    columns = parts_beside_their_total(columns, rows)
    columns = sums_of_measures(columns, rows)
    if title_month:  # else such a day is all that says when the rest stood
        columns = dates_of_returns(columns)
    columns = returns_with_interest(columns, rows)
    columns = with_sources(columns, paths, vocabulary)
    columns = drop_doubles(columns, rows, problems, sheet, header_row)
    rates = {f"{c.letter}{header_row}" for c in columns if c.role == "percent"}
    problems = [p for p in problems if p.code != "measure-assumed" or p.cell not in rates]
    for column in columns:
        wording = wordings[column.index]
        cell = f"{column.letter}{header_row}"
        if column.letter in answers:
            continue
        if wording.close_to and column.role not in ("ignored", "unknown"):
            problems.append(
                make_problem("column-matched", sheet, cell, wording.heading, other=wording.close_to)
            )
        if column.role in _TOLD and contents[column.index].numbers:
            problems.append(make_problem(_TOLD[column.role], sheet, cell, wording.heading))
        if column.role == "unknown" and contents[column.index].numbers:
            code = "money-ignored" if contents[column.index].millions else "column-ignored"
            problems.append(make_problem(code, sheet, cell, wording.heading))
    return tuple(columns), tuple(problems)


def _weeks_of_the_month(
    columns: list[Column], wordings: Mapping[int, Wording], title_month: tuple[int, int] | None
) -> list[Column]:
    """ "Minggu II" under a title of July is up to the 14th of July; of no month it says nothing."""
    settled = []
    for column in columns:
        if wordings[column.index].week and column.month is None and column.role == "amount":
            column = replace(column, month=title_month)
            if title_month is None:
                column = replace(column, role="unknown")
        settled.append(column)
    return settled


def _codes_of_one_region(columns: list[Column]) -> list[Column]:
    """A province's code completes the regency's beside it; alone it is the region's."""
    if any(c.role == "region_code" for c in columns):
        return columns
    return [replace(c, role="region_code") if c.role == "province_code" else c for c in columns]


def _as_answered(column: Column, name: str) -> Column:
    """What a person says a column is; what the answer has no word for stays as the heading says it."""
    said = column_of_name(column.index, column.heading, name)
    return replace(
        said,
        election=column.election,
        unit_name=column.unit_name if said.agency in (None, column.agency) else "",
        unit=column.unit,
        on=column.on if said.month is None else None,
        is_cumulative=column.is_cumulative,
        amendment=column.amendment if said.version else "",
        is_by_row=column.is_by_row and said.agency is None,
        several=column.several if said.agency is None else frozenset(),
        source=said.source or column.source,
    )
