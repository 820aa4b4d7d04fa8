"""Every query and every write. Functions take a session first and never commit.

Figures are never changed or deleted: an import that is undone stops speaking, and what others said
shows through. Nothing here knows of Flask.
"""

from nphd_tracker.store.engine import begin_reading, configure_engine
from nphd_tracker.store.evidence import Evidence, evidence_of, load_evidence
from nphd_tracker.store.findings import Finding
from nphd_tracker.store.holdings import list_elections, load_holding, load_holdings, newest_day
from nphd_tracker.store.imports import (
    apply_import,
    discard_import,
    find_standing,
    get_import,
    list_imports,
    stage_import,
    undo_import,
)
from nphd_tracker.store.plans import Change, Plan, plan_import

__all__ = [
    "Change",
    "Evidence",
    "Finding",
    "Plan",
    "apply_import",
    "begin_reading",
    "configure_engine",
    "discard_import",
    "evidence_of",
    "find_standing",
    "get_import",
    "list_elections",
    "list_imports",
    "load_evidence",
    "load_holding",
    "load_holdings",
    "newest_day",
    "plan_import",
    "stage_import",
    "undo_import",
]
