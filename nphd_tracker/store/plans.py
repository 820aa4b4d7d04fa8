"""What applying a reading would change, compared with what is stored, key by key.

The preview and the apply are this one comparison, so they cannot differ; two digests tell whether
the reading, and what it would change, are still what was shown. Nothing is written here.
"""

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from nphd_tracker.blocks import Block, Joined, Made, blocks_of, places_of, single_figures
from nphd_tracker.collecting import without_collecting
from nphd_tracker.errors import NotFoundError
from nphd_tracker.models import Agreement, Import
from nphd_tracker.progress import report
from nphd_tracker.reading import Reading, StatedFigure, StatedTerm, TermKind
from nphd_tracker.store.findings import (
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
    as_figure,
    group_of,
    keep_term,
    movement_key,
    position_key,
)
from nphd_tracker.store.limits import scope_of
from nphd_tracker.store.newest import what_stands
from nphd_tracker.store.plan_digests import describe_stated, digest_base, digest_of
from nphd_tracker.store.planned import Change, Comparison, Plan, TermChange
from nphd_tracker.store.terms import newest_values

_UNTOLD = 1_000
"""So many figures are compared before it is told again how far that is."""


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
    digest = digest_of(
        [*map(describe_stated, figures), *map(describe_stated, terms), *map(describe_stated, rows)],
        blocks,
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
        base=digest_base(found, follow_ups),
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
    before = None
    change = _change(figure, current)
    if current is None and not figure.tranche and not figure.line:
        carried = account.value(figure.measure, figure.on)
        current = carried.amount if carried else None
        before = (carried.as_of, carried.amount) if carried and carried.as_of < figure.on else None
    found.changes.append(replace(change, before=before) if before else change)
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
        figure.document,
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
