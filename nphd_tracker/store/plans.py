"""What applying a reading would change, compared with what is stored, key by key.

The preview and the apply are this one comparison, so they cannot differ; two digests tell whether
the reading, and what it would change, are still what was shown. Nothing is written here.
"""

import hashlib
import json
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, islice

from sqlalchemy import select
from sqlalchemy.orm import Session

from nphd_tracker.blocks import Block, Joined, Made, blocks_of, places_of, single_figures
from nphd_tracker.collecting import without_collecting
from nphd_tracker.errors import NotFoundError
from nphd_tracker.models import Agreement, Import
from nphd_tracker.progress import report
from nphd_tracker.reading import (
    Measure,
    Reading,
    Severity,
    StatedFigure,
    StatedFollowUp,
    StatedTerm,
    TermKind,
)
from nphd_tracker.regions import Agency
from nphd_tracker.store.findings import (
    Finding,
    count_transfers,
    find_falls,
    find_jump,
    find_new_clash,
    find_register_differences,
    find_repeated,
    find_unnamed,
    say_conflict,
)
from nphd_tracker.store.follow_up_plans import FollowUpPlan, plan_follow_ups
from nphd_tracker.store.fresh import take_fresh
from nphd_tracker.store.holdings import load_groups
from nphd_tracker.store.known import (
    Account,
    Known,
    Placed,
    Stated,
    as_figure,
    group_of,
    keep_term,
    movement_key,
    position_key,
)
from nphd_tracker.store.limits import scope_of
from nphd_tracker.store.newest import what_stands
from nphd_tracker.store.terms import newest_values

_UNTOLD = 1_000
"""So many figures are compared before it is told again how far that is."""
_ENCODER = json.JSONEncoder(default=str, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Change:
    """One amount that is new (``old`` is None) or would speak instead of another. In sen."""

    region: str
    agency: Agency
    unit: str | None
    measure: Measure
    on: date
    old: int | None
    new: int
    cells: tuple[str, ...]
    is_movement: bool = False
    tranche: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True)
class TermChange:
    """A term that is new (``old`` is empty) or would speak instead of another.

    Values as `reading.StatedTerm` has them; only a schedule of tranches has several.
    """

    election: str
    region: str
    agency: Agency
    unit: str | None
    kind: TermKind
    old: tuple[str, ...]
    new: tuple[str, ...]
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """What an import would do. Figures are counted; terms only where another value would speak.

    ``digest`` is of the reading alone, ``base`` of what would change: with the same two, applying
    does what was shown. ``standing_import`` has the same bytes, read the same way, and stands.
    """

    new: int
    changed: int
    same: int
    changes: Sequence[Change]
    findings: tuple[Finding, ...]
    digest: str
    base: str
    standing_import: int | None = None
    terms: tuple[TermChange, ...] = ()
    follow_ups: FollowUpPlan = field(default_factory=FollowUpPlan)
    made_of: "tuple[Comparison, Hashable] | None" = field(default=None, compare=False, repr=False)
    """What would be stored, and what stood when that was found: see `still_holds`."""

    @property
    def has_errors(self) -> bool:
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    def first_changes(self, count: int) -> list[Change]:
        """So many of the changes: those of a known amount first, then what is new."""
        if len(self.changes) <= count:
            return sorted(self.changes, key=lambda change: change.old is None)
        known = (one for one in self.listed_changes if one.old is not None)
        new = (one for one in self.changes if one.old is None)
        return list(islice(chain(known, new), count))

    @property
    def listed_changes(self) -> list[Change]:
        """The changes that are not those of a whole block."""
        parts = self.changes.parts if isinstance(self.changes, Joined) else (self.changes,)
        return [one for part in parts if not isinstance(part, Made) for one in part]

    @property
    def new_blocks(self) -> list[Block]:
        """The blocks of which every figure is new."""
        parts = self.changes.parts if isinstance(self.changes, Joined) else ()
        return [part.origin for part in parts if isinstance(part, Made)]

    @property
    def is_unchanged(self) -> bool:
        """No current value would change."""
        return not (self.new or self.changed or self.terms_changed or self.follow_ups.changes)

    @property
    def terms_changed(self) -> int:
        """How many terms would be another than they are, the new ones too."""
        return len(self.terms)


@dataclass(slots=True)
class Comparison:
    """A plan in the making; ``figures`` and ``terms`` are what would be stored for it."""

    known: Known
    is_summary: bool
    figures: list[tuple[str, StatedFigure]] = field(default_factory=list)
    terms: list[tuple[str, StatedTerm]] = field(default_factory=list)
    blocks: list[tuple[str, Block]] = field(default_factory=list)
    """What is new as a whole; ``figures`` holds the rest."""
    unnamed: list[tuple[str, Stated]] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    term_changes: list[TermChange] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    same: int = 0


def plan_import(session: Session, reading: Reading) -> Plan:
    """Compare a reading with what is stored; nothing is written.

    Of our own summary (``is_summary``) what equals the current value at its date counts as same
    and would not be stored; of any other file everything would, for it attests what it repeats.
    """
    return compare(session, reading)[0]


@without_collecting()
def compare(
    session: Session, reading: Reading, besides: int | None = None
) -> tuple[Plan, Comparison]:
    """The plan and what would be stored for it; ``besides`` is an import not to be found again."""
    report("comparing")
    stands = what_stands(session, besides)
    figures, blocks = _separate(reading)
    terms = [(sheet.election, term) for sheet in reading.sheets for term in sheet.terms]
    rows = [(one.election, one) for one in reading.follow_ups]
    digest = _digest(
        [*map(_describe, figures), *map(_describe, terms), *map(_describe, rows)], blocks
    )
    parties = [(election, party) for election, block in blocks for party in block.present]
    _refuse_outside(session, reading)
    found = Comparison(_load_known(session, [*figures, *terms, *parties]), reading.is_summary)
    fresh = take_fresh(found.known, blocks, {group_of(*one) for one in figures})
    found.blocks = fresh.blocks
    figures += fresh.others
    for number, (election, figure) in enumerate(figures):
        if number % _UNTOLD == 0:
            report("comparing", number, len(figures))
        _compare_figure(found, election, figure)
    _compare_terms(found, terms)
    found.findings += find_unnamed(found.known, found.unnamed)
    found.findings += find_new_clash(found.known, [*found.figures, *found.terms])
    found.findings += fresh.findings
    for account in found.known.accounts():
        found.findings += find_falls(account)
        found.findings += find_register_differences(account)
    follow_ups = plan_follow_ups(session, reading.follow_ups)
    found.findings += follow_ups.findings
    changed = sum(change.old is not None for change in found.changes)
    changes = Joined([tuple(found.changes), *(Made(block, _change) for _, block in found.blocks)])
    plan = Plan(
        new=len(changes) - changed,
        changed=changed,
        same=found.same,
        changes=changes,
        findings=tuple(found.findings),
        digest=digest,
        base=_digest_base(found, follow_ups),
        standing_import=_find_same(session, reading.sha256, digest, besides),
        terms=tuple(found.term_changes),
        follow_ups=follow_ups,
        made_of=(found, stands),
    )
    return plan, found


def still_holds(session: Session, plan: Plan, besides: int) -> Comparison | None:
    """What would be stored, where nothing was applied or undone since the plan but ``besides``.

    What a file says of follow-ups is compared again, for those change without an import too.
    """
    if plan.made_of is None or plan.follow_ups != FollowUpPlan():
        return None
    if plan.made_of[1] != what_stands(session, besides):
        return None
    return plan.made_of[0]


def _separate(
    reading: Reading,
) -> tuple[list[tuple[str, StatedFigure]], list[tuple[str, Block]]]:
    """Figures to be compared one by one, and blocks of them, each with its election."""
    figures: list[tuple[str, StatedFigure]] = []
    blocks: list[tuple[str, Block]] = []
    for sheet in reading.sheets:
        if reading.is_summary:
            figures += [(sheet.election, one) for one in sheet.figures]
        else:
            figures += [(sheet.election, one) for one in single_figures(sheet.figures)]
            blocks += [(sheet.election, one) for one in blocks_of(sheet.figures)]
    return figures, blocks


def _refuse_outside(session: Session, reading: Reading) -> None:
    """What lies outside the session's scope was to be taken out of the reading before.

    Else it would look new here, for what is stored of it is not seen, and be stored twice.
    """
    scope = scope_of(session)
    if not all(scope.is_within(places_of(sheet)) for sheet in reading.sheets):
        raise NotFoundError(
            "NPHD ini tidak ada di wilayah Anda. Minta yang berwenang atas wilayah itu.",
            "This agreement is not in your regions. Ask whoever is in charge of that region.",
        )


def _load_known(session: Session, stated: list[tuple[str, Placed]]) -> Known:
    elections = {election for election, _ in stated}
    regions = {one.region for _, one in stated}
    where = (Agreement.election.in_(elections), Agreement.region.in_(regions))
    return Known(load_groups(session, *where), stated)


def _compare_figure(found: Comparison, election: str, figure: StatedFigure) -> None:
    account = found.known.account(election, figure)
    current = _current(account, figure, found.is_summary)
    if found.is_summary and current == figure.amount:
        found.same += 1
    elif found.known.asks_unit(election, figure):
        found.unnamed.append((election, figure))
    elif figure.is_movement:
        found.figures.append((election, figure))
        _compare_movement(found, account, figure)
    else:
        _compare_position(found, account, election, figure, current)


def _current(account: Account, figure: StatedFigure, is_summary: bool) -> int | None:
    """What speaks for the figure's key; for a summary, whose figures are values, for its date."""
    if is_summary:
        value = account.value(figure.measure, figure.on)
        return value.amount if value else None
    position = account.positions.get(position_key(figure))
    return position.amount if position else None


def _compare_position(
    found: Comparison, account: Account, election: str, figure: StatedFigure, current: int | None
) -> None:
    key = position_key(figure)
    first = account.stated.setdefault(key, figure)
    if first.amount != figure.amount:
        found.findings.append(say_conflict(figure, first))
        return
    found.figures.append((election, figure))
    if first is not figure or current == figure.amount:
        found.same += 1
        return
    account.fresh.add(key)
    found.changes.append(_change(figure, current))
    if current is None and not figure.tranche and not figure.line:
        carried = account.value(figure.measure, figure.on)
        current = carried.amount if carried else None
    jump = find_jump(figure, current)
    found.findings += [jump] if jump else []


def _compare_movement(found: Comparison, account: Account, figure: StatedFigure) -> None:
    key = movement_key(figure)
    known = account.movements.get(key, [])
    stated = account.moved.setdefault(key, [])
    alike = [*known, *map(as_figure, stated)]
    if count_transfers([*alike, as_figure(figure)]) > count_transfers(alike):
        account.transfers.append(figure)
        found.changes.append(_change(figure, None))
    else:
        found.same += 1
        repeated = find_repeated(figure, stated, known)
        found.findings += [repeated] if repeated else []
    stated.append(figure)


def _change(figure: StatedFigure, old: int | None = None) -> Change:
    return Change(
        figure.region,
        figure.agency,
        figure.unit,
        figure.measure,
        figure.on,
        old,
        figure.amount,
        figure.cells,
        figure.is_movement,
        figure.tranche,
        figure.line,
    )


def _compare_terms(found: Comparison, terms: list[tuple[str, StatedTerm]]) -> None:
    """Terms by agreement and kind: a schedule is compared, and stored, as a whole."""
    kinds: dict[tuple[int, TermKind], list[tuple[str, StatedTerm]]] = {}
    for election, term in terms:
        account = found.known.account(election, term)
        kinds.setdefault((id(account), term.kind), []).append((election, term))
    for (_, kind), said in kinds.items():
        election, first = said[0]
        old = found.known.account(election, first).terms.get(kind, ())
        new = newest_values((0, keep_term(term)) for _, term in said)[kind]
        if old == new and found.is_summary:
            continue
        if found.known.asks_unit(election, first):
            found.unnamed += said
            continue
        found.terms += said
        if old != new:
            cells = tuple(dict.fromkeys(cell for _, term in said for cell in term.cells))
            found.term_changes.append(
                TermChange(*group_of(election, first), first.unit, kind, old, new, cells)
            )


def _find_same(session: Session, sha256: str, digest: str, besides: int | None) -> int | None:
    query = select(Import.id).where(
        Import.sha256 == sha256, Import.digest == digest, Import.status == "applied"
    )
    if besides is not None:
        query = query.where(Import.id != besides)
    return session.scalar(query.order_by(Import.sequence.desc()).limit(1))


def _describe(one: tuple[str, Stated | StatedFollowUp]) -> tuple[object, ...]:
    election, stated = one
    fields = tuple(getattr(stated, name) for name in stated.__slots__)
    return (type(stated).__name__, election, *fields)


def _digest_base(found: Comparison, follow_ups: FollowUpPlan) -> str:
    errors = [one for one in found.findings if one.severity is Severity.ERROR]
    return _digest(
        [
            *(("change", *(getattr(one, name) for name in one.__slots__)) for one in found.changes),
            *(
                ("term", *(getattr(one, name) for name in one.__slots__))
                for one in found.term_changes
            ),
            *(("follow-up", *one.key) for one in follow_ups.changes),
            *(("error", one.code, one.region, one.agency, one.cells) for one in errors),
        ],
        found.blocks,
    )


def _digest(entries: Iterable[tuple[object, ...]], blocks: Iterable[tuple[str, Block]]) -> str:
    """SHA-256 over the entries in an order of their own, so the order of reading does not count."""
    whole = [("block", election, block.digest) for election, block in blocks]
    lines = sorted(map(_ENCODER.encode, chain[tuple[object, ...]](entries, whole)))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
