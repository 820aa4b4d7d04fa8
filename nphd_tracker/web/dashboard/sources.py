"""Which imports the figures of a page come from, and when each was applied."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.absorption import Standing


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One import, and how many of its figures count on the page."""

    name: store.ImportName
    figures: int


def behind(session: Session, standings: Iterable[Standing]) -> list[SourceFile]:
    """The imports behind the values that count, applied last first."""
    counting = Counter(
        figure.import_id
        for standing in standings
        for value in standing.values.values()
        for figure in value.evidence
    )
    names = store.load_import_names(session, counting)
    return [SourceFile(name, counting[name.id]) for name in names]
