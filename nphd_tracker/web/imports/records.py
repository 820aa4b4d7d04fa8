"""What an import did, to read and to print; what undoing it does; two imports side by side.

What was read and compared is told from the import's own description, as it was then; which
agreements it speaks of comes from the store, so that each leads to its page. Long lists are cut for
the page, their totals never.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from sqlalchemy.orm import Session

from nphd_tracker import intake, store
from nphd_tracker.intake.by_hand import is_by_hand
from nphd_tracker.models import Import
from nphd_tracker.reading import ReadOptions
from nphd_tracker.regions import Agency
from nphd_tracker.store.holdings import Group
from nphd_tracker.web.grid.given import say_answers
from nphd_tracker.web.incoming.cards import Card
from nphd_tracker.web.incoming.seen import ChangeSeen, TermSeen, Told
from nphd_tracker.web.serving.language import gettext as _
from nphd_tracker.web.serving.language import grouped
from nphd_tracker.web.words.filters import tanggal
from nphd_tracker.web.words.names import agency_name, source_name

SHOWN = 500
"""Rows of one table; more are not read, and make a page heavy."""

COMPARED = SHOWN // 2
"""Of each of the two lists of a comparison."""

_ROW = re.compile(r"!?\$?[A-Z]+\$?(\d+)$")


@dataclass(frozen=True)
class RowLeftOut:
    """One row that was read and not taken, and the errors that took it out; none: someone did."""

    sheet: str
    row: int
    reasons: tuple[Told, ...]


@dataclass
class AgreementTouched:
    """What the import brought to one agreement. ``id`` is None where nothing was stored."""

    region: str
    grantee: str
    id: int | None = None
    figures: int = 0
    changes: list[ChangeSeen] = field(default_factory=list)
    terms: list[TermSeen] = field(default_factory=list)

    @property
    def lines(self) -> int:
        return 1 + len(self.changes) + len(self.terms)

    @property
    def new(self) -> int:
        return sum(change.old is None for change in self.changes)

    @property
    def changed(self) -> int:
        return len(self.changes) - self.new

    @property
    def same(self) -> int:
        """Figures that were known already; where the list of changes is whole."""
        return max(0, self.figures - len(self.changes))

    @property
    def summary(self) -> str:
        """``2 baru, 1 berubah``; what there is none of is not said."""
        parts = (
            (self.new, _("%(count)s baru", count=grouped(self.new))),
            (self.changed, _("%(count)s berubah", count=grouped(self.changed))),
            (self.same, _("%(count)s tetap sama", count=grouped(self.same))),
        )
        return ", ".join(words for count, words in parts if count)


@dataclass(frozen=True)
class Record:
    """One import with all it did. ``others`` are imports it can be compared with."""

    card: Card
    touched: tuple[store.Touched, ...]
    others: tuple[Import, ...]
    attachments: tuple[store.KeptDocument, ...] = ()

    @property
    def is_by_hand(self) -> bool:
        """Somebody typed it on a page: nothing of it was read and recognised."""
        return is_by_hand(f"{sheet.sheet}!" for sheet in self.card.sheets)

    @property
    def document(self) -> str:
        """The document that somebody named who typed the figures by hand."""
        return str(self.card.said.get("by_hand", {}).get("document", ""))

    @property
    def remarks(self) -> tuple[str, ...]:
        """What else was written beside figures typed by hand; an attachment is told by itself."""
        said: list[str] = self.card.said.get("by_hand", {}).get("remarks", [])
        digests = [one.sha256 for one in self.attachments]
        return tuple(one for one in said if not any(digest in one for digest in digests))

    @cached_property
    def answers(self) -> tuple[tuple[str, str], ...]:
        """What someone said beside the file: the question, the answer."""
        options = intake.read_options(self.card.options)
        return tuple(_answers(options))

    @cached_property
    def agreements(self) -> tuple[AgreementTouched, ...]:
        """Those where something is new or changed come first."""
        found = {
            one.key: AgreementTouched(
                one.group.region,
                _grantee(one.group.agency, one.unit),
                one.agreement_id,
                one.figures,
            )
            for one in self.touched
        }
        for said, change in zip(self.card.said["changes"], self.card.changes, strict=True):
            _find(found, self._election_of(said), said).changes.append(change)
        for said, term in zip(self.card.said.get("terms", ()), self.card.terms, strict=True):
            _find(found, said["election"], said).terms.append(term)
        return tuple(
            sorted(found.values(), key=lambda one: (not (one.changes or one.terms), one.region))
        )

    @cached_property
    def shown(self) -> tuple[AgreementTouched, ...]:
        """As many agreements as fit."""
        lines = 0
        for number, one in enumerate(self.agreements):
            lines += one.lines
            if lines > SHOWN:
                return self.agreements[: max(number, 1)]
        return self.agreements

    @property
    def is_whole(self) -> bool:
        """Every new and changed figure is listed."""
        row = self.card.row
        listed = sum(len(one.changes) for one in self.shown)
        return listed == row.figures_new + row.figures_changed

    @property
    def stored(self) -> int:
        return sum(one.figures for one in self.touched)

    @cached_property
    def rows_left_out(self) -> tuple[RowLeftOut, ...]:
        """By sheet and row. Where the list of rows was cut, also those that an error stands in."""
        reasons: dict[tuple[str, int], list[Told]] = {}
        cut = set()
        for sheet in self.card.said["sheets"]:
            rows = sheet.get("left_out", ())
            reasons |= {(sheet["sheet"], row): [] for row in rows}
            if len(rows) < sheet["rows_left_out"]:
                cut.add(sheet["sheet"])
        for one in self.card.skipped:
            place = _row_of(one)
            if place and place in reasons:
                said = _("Dilewati: %(message)s", message=one.message)
                reasons[place].append(replace(one, message=said))
        for told in self.card.errors:
            place = _row_of(told)
            if place and (place in reasons or place[0] in cut):
                reasons.setdefault(place, []).append(told)
        return tuple(RowLeftOut(*place, tuple(errors)) for place, errors in sorted(reasons.items()))

    @property
    def other_errors(self) -> tuple[Told, ...]:
        """Errors that belong to no row left out."""
        told = {id(one) for row in self.rows_left_out for one in row.reasons}
        return tuple(one for one in self.card.errors if id(one) not in told)

    def _election_of(self, change: Mapping[str, Any]) -> str:
        """Of the sheet it was read from; a change does not say it itself."""
        elections = {sheet["sheet"]: sheet["election"] for sheet in self.card.said["sheets"]}
        sheet = change["cells"][-1].rpartition("!")[0] if change["cells"] else ""
        return str(elections.get(sheet) or next(iter(elections.values()), ""))


@dataclass(frozen=True)
class Compared:
    """Two imports with their differences; the cells of the figures that are shown."""

    older: Card
    newer: Card
    found: store.Comparison
    cells: Mapping[int, tuple[str, ...]]

    @property
    def values(self) -> tuple[store.ValueChange, ...]:
        return self.found.values[:COMPARED]

    @property
    def figures(self) -> tuple[store.FigureChange, ...]:
        return self.found.figures[:COMPARED]


def load_record(session: Session, import_id: int) -> Record:
    card = Card(store.get_import(session, import_id))
    is_applied = card.row.status == "applied"
    return Record(
        card,
        store.load_touched(session, import_id),
        tuple(store.list_comparable(session, import_id)) if is_applied else (),
        tuple(store.list_attachments_of_import(session, import_id)),
    )


def compare(session: Session, older_id: int, newer_id: int) -> Compared:
    found = store.compare_imports(session, older_id, newer_id)
    shown = [
        figure.id
        for change in found.figures[:COMPARED]
        for figure in (change.older, change.newer)
        if figure
    ]
    return Compared(Card(found.older), Card(found.newer), found, store.load_cells(session, shown))


def _find(
    found: dict[tuple[Group, str], AgreementTouched], election: str, said: Mapping[str, Any]
) -> AgreementTouched:
    agency = Agency(said["agency"])
    key = store.touched_key(election, said["region"], agency, said["unit"])
    return found.setdefault(key, AgreementTouched(said["region"], _grantee(agency, said["unit"])))


def _grantee(agency: Agency, unit: str | None) -> str:
    return unit or agency_name(agency)


def _row_of(told: Told) -> tuple[str, int] | None:
    """``Rekap!F16`` -> Rekap, 16."""
    cell = _ROW.search(told.place)
    return (told.place[: cell.start()], int(cell[1])) if cell else None


def _answers(options: ReadOptions) -> Iterator[tuple[str, str]]:
    if options.as_of:
        yield _("Tanggal posisi"), tanggal(options.as_of)
    if options.source:
        yield _("Angka berasal dari"), source_name(options.source)
    if options.election:
        yield _("Kegiatan"), options.election
    if options.sheet:
        yield _("Hanya lembar"), options.sheet
    for sheet, answers in options.answers.items():
        for given in say_answers(answers, {}):
            yield f"{sheet}: {given.question}", given.answer
