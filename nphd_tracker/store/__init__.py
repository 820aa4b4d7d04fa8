"""Every query and every write. Functions take a session first and never commit.

Figures are never changed or deleted: an import that is undone stops speaking, and what others said
shows through. Nothing here knows of Flask.
"""

from nphd_tracker.store.attachments import (
    KeptDocument,
    add_attachment,
    get_attachment,
    list_attachments,
)
from nphd_tracker.store.comparison import (
    ComparedTotal,
    Comparison,
    FigureChange,
    ValueChange,
    compare_imports,
    list_comparable,
)
from nphd_tracker.store.engine import begin_reading, configure_engine
from nphd_tracker.store.evidence import (
    Evidence,
    ImportName,
    Origin,
    load_cells,
    load_evidence,
    load_import_names,
    origins_of,
)
from nphd_tracker.store.findings import Finding
from nphd_tracker.store.follow_ups import (
    change_follow_up,
    get_follow_up,
    list_follow_ups,
    open_follow_up,
    open_follow_ups,
)
from nphd_tracker.store.holdings import list_elections, load_holding, load_holdings, newest_day
from nphd_tracker.store.imports import (
    apply_import,
    discard_import,
    find_standing,
    get_import,
    list_imports,
    restage_import,
    stage_import,
    undo_import,
)
from nphd_tracker.store.layouts import (
    Drift,
    KnownLayout,
    carry_over,
    compare_headers,
    forget_layout,
    list_layouts,
    nearest_layout,
    read_answers,
    recall_layout,
    remember_layout,
    write_answers,
)
from nphd_tracker.store.limits import limit_session, limited_by, scope_of
from nphd_tracker.store.newest import load_holdings_at, what_stands
from nphd_tracker.store.plans import Change, Plan, TermChange, plan_import
from nphd_tracker.store.roster import Owed, add_to_roster, list_roster, remove_from_roster
from nphd_tracker.store.term_history import StoredTerm, list_terms
from nphd_tracker.store.touched import Touched, load_touched, touched_key
from nphd_tracker.store.trail import (
    Actor,
    TrailEvent,
    act_as,
    act_through,
    actor_of,
    list_actors,
    list_events,
    record_event,
)
from nphd_tracker.store.undoing import UndoChange, UndoPlan, UndoTerm, UndoTotal, plan_undo

__all__ = [
    "Actor",
    "Change",
    "ComparedTotal",
    "Comparison",
    "Drift",
    "Evidence",
    "FigureChange",
    "Finding",
    "ImportName",
    "KeptDocument",
    "KnownLayout",
    "Origin",
    "Owed",
    "Plan",
    "StoredTerm",
    "TermChange",
    "Touched",
    "TrailEvent",
    "UndoChange",
    "UndoPlan",
    "UndoTerm",
    "UndoTotal",
    "ValueChange",
    "act_as",
    "act_through",
    "actor_of",
    "add_attachment",
    "add_to_roster",
    "apply_import",
    "begin_reading",
    "carry_over",
    "change_follow_up",
    "compare_headers",
    "compare_imports",
    "configure_engine",
    "discard_import",
    "find_standing",
    "forget_layout",
    "get_attachment",
    "get_follow_up",
    "get_import",
    "limit_session",
    "limited_by",
    "list_actors",
    "list_attachments",
    "list_comparable",
    "list_elections",
    "list_events",
    "list_follow_ups",
    "list_imports",
    "list_layouts",
    "list_roster",
    "list_terms",
    "load_cells",
    "load_evidence",
    "load_holding",
    "load_holdings",
    "load_holdings_at",
    "load_import_names",
    "load_touched",
    "nearest_layout",
    "newest_day",
    "open_follow_up",
    "open_follow_ups",
    "origins_of",
    "plan_import",
    "plan_undo",
    "read_answers",
    "recall_layout",
    "record_event",
    "remember_layout",
    "remove_from_roster",
    "restage_import",
    "scope_of",
    "stage_import",
    "touched_key",
    "undo_import",
    "what_stands",
    "write_answers",
]
