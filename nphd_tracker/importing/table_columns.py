"""The columns of one table on its sheet, with all that its context knows: for figures and for lists."""

from collections.abc import Mapping

from nphd_tracker.dates import find_year
from nphd_tracker.importing.columns import Column, resolve_columns
from nphd_tracker.importing.context import Context
from nphd_tracker.importing.opening.grid import Grid
from nphd_tracker.importing.tables import Table
from nphd_tracker.importing.vocabulary import Vocabulary
from nphd_tracker.reading import Problem

_SAMPLE_ROWS = 60


def columns_of(
    grid: Grid,
    table: Table,
    context: Context,
    vocabulary: Vocabulary,
    answers: Mapping[str, str] | None = None,
) -> tuple[tuple[Column, ...], tuple[Problem, ...]]:
    """What each column is, and what is to be said about it; ``answers`` are a person's, by letter."""
    return resolve_columns(
        table.paths,
        grid.rows[table.first_data : table.first_data + _SAMPLE_ROWS],
        context.measure,
        vocabulary,
        grid.name,
        table.bottom + 1,
        answers,
        speaks_of_rest=context.speaks_of_rest,
        speaks_of_value=context.speaks_of_value,
        speaks_of_percent=context.speaks_of_percent,
        is_grantors_book=context.is_grantors_book,
        election_year=find_year(context.election),
        title_month=(context.as_of.year, context.as_of.month) if context.as_of else None,
        whole=lambda index: grid.column(index)[table.first_data : table.end],
    )
