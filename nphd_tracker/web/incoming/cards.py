"""An import in words: what was recognised in its file, what it changes, what to look at.

Turns the stored description of an import (written by `intake`) into values that a template prints.
Nothing is computed from figures here: a number shown was stored as shown.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from nphd_tracker.models import Import
from nphd_tracker.reading import Severity
from nphd_tracker.web.incoming.follow_up_cards import FollowUpsSeen, follow_ups_seen
from nphd_tracker.web.incoming.seen import (
    ChangeSeen,
    ControlSeen,
    SheetSeen,
    TermSeen,
    Told,
    see_change,
    see_control,
    see_sheet,
    see_term,
    tell,
)
from nphd_tracker.web.serving.settings import is_invented
from nphd_tracker.web.words.filters import waktu
from nphd_tracker.web.words.names import inline, term_name


@dataclass(frozen=True)
class Card:
    """One file: waiting for a decision, or the record of what was done with it."""

    row: Import

    @cached_property
    def said(self) -> Mapping[str, Any]:
        said: Mapping[str, Any] = json.loads(self.row.description)
        return said

    @cached_property
    def options(self) -> Mapping[str, Any]:
        """What was answered beside the file, as `intake` keeps it."""
        options: Mapping[str, Any] = json.loads(self.row.options)
        return options

    @property
    def id(self) -> int:
        return self.row.id

    @property
    def is_waiting(self) -> bool:
        return self.row.status == "staged"

    @property
    def is_clean(self) -> bool:
        return self.is_waiting and not self.has_errors

    @property
    def is_ready(self) -> bool:
        """Clean, and it brings something; one that only repeats what is known is applied by itself."""
        return self.is_clean and not self.is_unchanged

    @property
    def needs_a_look(self) -> bool:
        return self.is_waiting and bool(
            self.errors or self.warnings or self.row.figures_changed or self.follow_ups.all
        )

    @property
    def is_unchanged(self) -> bool:
        """Everything it says is known; to apply it only adds a witness."""
        return bool(self.said["status"] == "unchanged")

    @property
    def only_adds(self) -> bool:
        """Clean, and contradicts nothing that was known."""
        return self.is_clean and not self.row.figures_changed and not self.follow_ups.changed

    @property
    def has_errors(self) -> bool:
        return any(one["severity"] == Severity.ERROR for one in self.said["problems"])

    @property
    def takes_notes(self) -> bool:
        """Whether its file can be handed back with its problems written into it."""
        return self.row.file_name.lower().endswith((".xlsx", ".xlsm"))

    @cached_property
    def problems(self) -> tuple[Told, ...]:
        return tuple(tell(one) for one in self.said["problems"])

    @cached_property
    def skipped(self) -> tuple[Told, ...]:
        """What is wrong with the rows that a person left out."""
        return tuple(tell(one) for one in self.said.get("skipped", ()))

    @property
    def errors(self) -> tuple[Told, ...]:
        return self._of(Severity.ERROR)

    @property
    def warnings(self) -> tuple[Told, ...]:
        return self._of(Severity.WARNING)

    @property
    def infos(self) -> tuple[Told, ...]:
        return self._of(Severity.INFO)

    @cached_property
    def sheets(self) -> tuple[SheetSeen, ...]:
        return tuple(map(see_sheet, self.said["sheets"]))

    @property
    def only_election(self) -> str | None:
        """The election it speaks of; None for several, which have no one page."""
        elections = {one.election for one in self.sheets}
        return self.row.election if len(elections) == 1 else None

    @property
    def invented_election(self) -> str | None:
        """Set where the figures are invented, which the page then says."""
        return next((one.election for one in self.sheets if is_invented(one.election)), None)

    @property
    def days(self) -> tuple[date, ...]:
        """The first and the last position date of its sheets; one where they are the same."""
        days = sorted({one.as_of for one in self.sheets if one.as_of})
        return (days[0], days[-1]) if len(days) > 1 else tuple(days)

    @property
    def figures(self) -> int:
        return self.row.figures_new + self.row.figures_changed + self.row.figures_same

    @cached_property
    def changes(self) -> tuple[ChangeSeen, ...]:
        """The first of them; the description of an import holds 500."""
        return tuple(see_change(one) for one in self.said["changes"])

    @cached_property
    def changed(self) -> tuple[ChangeSeen, ...]:
        """Figures that had another value before."""
        return tuple(one for one in self.changes if one.old is not None)

    @cached_property
    def added(self) -> tuple[ChangeSeen, ...]:
        """Figures that were not known before."""
        return tuple(one for one in self.changes if one.old is None)

    @cached_property
    def terms(self) -> tuple[TermSeen, ...]:
        """New and changed terms; an import of before they were told has none to show."""
        return tuple(see_term(one) for one in self.said.get("terms", ()))

    @property
    def terms_new(self) -> int:
        return int(self.said.get("terms_new", 0))

    @property
    def terms_changed(self) -> int:
        return int(self.said.get("terms_changed", 0))

    @property
    def term_kinds(self) -> str:
        """``nomor NPHD, tanggal NPHD``."""
        kinds = dict.fromkeys(one.kind for one in self.terms)
        return ", ".join(inline(term_name(kind)) for kind in kinds)

    @cached_property
    def follow_ups(self) -> FollowUpsSeen:
        return follow_ups_seen(self.said.get("follow_ups"))

    @property
    def controls(self) -> tuple[ControlSeen, ...]:
        return tuple(
            see_control(sheet["sheet"], one)
            for sheet in self.said["sheets"]
            for one in sheet["controls"]
        )

    @property
    def uploaded_at(self) -> str:
        return waktu(self.row.created_at)

    @property
    def applied_at(self) -> str:
        return waktu(self.row.applied_at)

    @property
    def undone_at(self) -> str:
        return waktu(self.row.undone_at)

    @property
    def size(self) -> str:
        """``9 KB``: whole kilobytes, at least one."""
        return f"{max(1, round(self.row.size / 1000))} KB"

    def _of(self, severity: Severity) -> tuple[Told, ...]:
        return tuple(one for one in self.problems if one.severity == severity)


@dataclass(frozen=True)
class Batch:
    """The files of one upload; those that need a person come first."""

    ids: tuple[int, ...]
    cards: tuple[Card, ...]

    @classmethod
    def of(cls, rows: list[Import]) -> "Batch":
        cards = sorted(
            map(Card, rows), key=lambda card: (not card.has_errors, not card.needs_a_look)
        )
        return cls(tuple(row.id for row in rows), tuple(cards))

    @property
    def invented_election(self) -> str | None:
        """Set where all of it is invented; of a mixed upload each file says it for itself."""
        invented = [card.invented_election for card in self.cards]
        return invented[0] if all(invented) else None

    @property
    def waiting(self) -> tuple[Card, ...]:
        return tuple(card for card in self.cards if card.is_waiting)

    @property
    def ready(self) -> tuple[Card, ...]:
        return tuple(card for card in self.cards if card.is_ready)

    @property
    def unchanged(self) -> tuple[Card, ...]:
        return tuple(card for card in self.waiting if card.is_clean and card.is_unchanged)

    @property
    def with_errors(self) -> tuple[Card, ...]:
        return tuple(card for card in self.waiting if card.has_errors)
