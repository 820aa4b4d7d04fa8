"""The tables, by what they are about. Money is an integer of sen (64 bits), regions are text, moments
are UTC. Nothing here is particular to one database.
"""

from nphd_tracker.models.base import Base, Moment
from nphd_tracker.models.figures import (
    Agreement,
    FigureRow,
    Import,
    ImportPlace,
    ImportStatus,
    TermRow,
)
from nphd_tracker.models.people import (
    ONLY_ADDED,
    ApiToken,
    AuditEvent,
    Person,
    Role,
    SignInAttempt,
    UserSession,
)
from nphd_tracker.models.work import (
    Attachment,
    FollowUpEventRow,
    FollowUpRow,
    Job,
    Layout,
    RosterRow,
)

__all__ = [
    "ONLY_ADDED",
    "Agreement",
    "ApiToken",
    "Attachment",
    "AuditEvent",
    "Base",
    "FigureRow",
    "FollowUpEventRow",
    "FollowUpRow",
    "Import",
    "ImportPlace",
    "ImportStatus",
    "Job",
    "Layout",
    "Moment",
    "Person",
    "Role",
    "RosterRow",
    "SignInAttempt",
    "TermRow",
    "UserSession",
]
