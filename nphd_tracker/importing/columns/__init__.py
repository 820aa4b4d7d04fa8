"""What each column of one table is, once its neighbours and its content are known.

column      one column
content     what stands below its heading
roles       what it is by its wording and content alone
measures    of which measure its amounts are, asked of its neighbours
neighbours  what it is beside others of its kind: a part, a total, the same again
resolving   all of these in their order, and what is said back where anything was assumed
"""

from nphd_tracker.importing.columns.column import (
    CHANGES,
    TERM_COLUMNS,
    Column,
    Share,
    column_of_name,
    day_of,
)
from nphd_tracker.importing.columns.resolving import resolve_columns

__all__ = [
    "CHANGES",
    "TERM_COLUMNS",
    "Column",
    "Share",
    "column_of_name",
    "day_of",
    "resolve_columns",
]
