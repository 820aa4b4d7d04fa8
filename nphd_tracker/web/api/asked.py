"""What a program asks for, read as the pages and the commands read it."""

from datetime import date
from typing import Any

from flask import current_app, request
from sqlalchemy.orm import Session

from nphd_tracker.absorption import Level
from nphd_tracker.web.reports.numbers import absorption_document
from nphd_tracker.web.serving.language import current_language
from nphd_tracker.web.serving.settings import settings_of
from nphd_tracker.web.shown.selection import Selection, read_selection
from nphd_tracker.web.words.filters import region_book


def selection() -> Selection:
    """The filters of the address."""
    return read_selection(request.args, region_book())


def election() -> str:
    """The one that is meant where none is said."""
    return settings_of(current_app).election


def absorption_of(session: Session, by: Level, below: float | None = None) -> dict[str, Any]:
    """What `nphd absorption --json` prints for these filters."""
    return absorption_document(
        session, selection(), by, below, election(), date.today(), current_language()
    )
