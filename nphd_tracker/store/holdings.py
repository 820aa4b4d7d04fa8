"""What is stored, put together: each agreement with the figures and terms that speak.

Only applied imports speak, and of those that state the same key the one applied last. A row that
names no unit and a sole named unit are the same agreement; two named units leave an unnamed one
apart. Everything is read in three queries, however much there is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Executable, exists, func, or_, select
from sqlalchemy.orm import Session

from nphd_tracker.absorption import Holding
from nphd_tracker.errors import NotFoundError
from nphd_tracker.models import Agreement, FigureRow, Import, TermRow
from nphd_tracker.positions import Figure
from nphd_tracker.reading import Measure, Source, TermKind
from nphd_tracker.regions import ONE_PER_GRANTOR, Agency, unit_key
from nphd_tracker.store.terms import KeptTerm, read_terms

_MEASURES = {measure.value: measure for measure in Measure}
_SOURCES = {source.value: source for source in Source}


class Group(NamedTuple):
    """An election, a grantor and a kind of grantee: one agreement, or one for each named unit."""

    election: str
    region: str
    agency: Agency


@dataclass(slots=True)
class Member:
    """One stored agreement of a group; with each figure and term, when its import was applied."""

    id: int
    unit: str | None
    unit_key: str
    unit_implied: bool
    figures: list[tuple[int, Figure]] = field(default_factory=list)
    terms: list[tuple[int, KeptTerm]] = field(default_factory=list)

    speaks_later: bool = False
    """Figures that were left unread speak of it."""

    @property
    def is_standing(self) -> bool:
        return self.speaks_later or bool(self.figures or self.terms)


def agreement_key(agency: Agency, unit: str | None) -> str:
    """What tells the units of a group apart; "" where none is named or there are none."""
    return "" if agency in ONE_PER_GRANTOR else unit_key(unit)


def load_holdings(
    session: Session,
    election: str,
    *,
    province: str | None = None,
    region: str | None = None,
    agency: Agency | None = None,
) -> list[Holding]:
    """The agreements of an election that an applied import says something of, by region."""
    groups = load_groups(session, *agreements_of(election, province, region, agency))
    return [holding for group in groups for holding in combine(group, groups[group])]


def agreements_of(
    election: str,
    province: str | None = None,
    region: str | None = None,
    agency: Agency | None = None,
) -> tuple[ColumnElement[bool], ...]:
    """What an agreement row must be; None is everything, a province covers its regencies."""
    where: list[ColumnElement[bool]] = [Agreement.election == election]
    if province:
        below = Agreement.region.startswith(f"{province}.", autoescape=True)
        where.append(or_(Agreement.region == province, below))
    if region:
        where.append(Agreement.region == region)
    if agency:
        where.append(Agreement.agency == agency.value)
    return tuple(where)


def load_holding(session: Session, agreement_id: int) -> Holding:
    """One agreement by the number of any of its stored rows, also when nothing stands any more."""
    return find_members(session, agreement_id)[0]


def find_members(session: Session, agreement_id: int) -> tuple[Holding, tuple[int, ...]]:
    """The holding an agreement row belongs to, and the numbers of all rows that make it up."""
    row = session.get(Agreement, agreement_id)
    if row is None:
        raise NotFoundError(
            f"NPHD nomor {agreement_id} tidak ada.", f"There is no agreement number {agreement_id}."
        )
    group = Group(row.election, row.region, Agency(row.agency))
    members = load_groups(session, *group_is(group)).get(group, [])
    for holding, rows in parts(group, members):
        if agreement_id in {member.id for member in rows}:
            return holding, tuple(member.id for member in rows)
    return Holding(row.id, *group, unit=row.unit, figures=()), (row.id,)


def list_elections(session: Session) -> list[str]:
    """The elections of which something stands."""
    # One by one, each to its first figure that counts: nobody looks at every agreement for it.
    counts = select(FigureRow.id).join(Agreement, FigureRow.agreement_id == Agreement.id).limit(1)
    return sorted(
        election
        for election in session.scalars(select(Agreement.election).distinct()).all()
        if session.scalar(counts.where(Agreement.election == election, is_applied(FigureRow)))
    )


def newest_day(session: Session, election: str, today: date) -> date | None:
    """The newest day that a standing figure speaks of and that is not after today."""
    is_of_election = exists().where(
        Agreement.id == FigureRow.agreement_id, Agreement.election == election
    )
    # Looked up import by import, from the newest day down: nobody reads a million figures for it.
    newest = (
        select(FigureRow.on)
        .where(FigureRow.import_id == Import.id, FigureRow.on <= today, is_of_election)
        .order_by(FigureRow.on.desc())
        .limit(1)
        .scalar_subquery()
    )
    return max(
        filter(None, session.scalars(select(newest).where(Import.status == "applied"))),
        default=None,
    )


def is_applied(row: type[FigureRow] | type[TermRow]) -> ColumnElement[bool]:
    """Whether what said this counts; asked row by row, so that a database keeps to its indexes."""
    return exists().where(Import.id == row.import_id, Import.status == "applied")


def group_is(group: Group) -> tuple[ColumnElement[bool], ...]:
    return (
        Agreement.election == group.election,
        Agreement.region == group.region,
        Agreement.agency == group.agency.value,
    )


def load_groups(session: Session, *where: ColumnElement[bool]) -> dict[Group, list[Member]]:
    """The agreement rows that match, in groups, each with what applied imports said of it."""
    groups = load_members(session, where)
    members = by_number(groups)
    if members:
        add_figures(session, members, select_figures(*where))
        add_terms(session, members, where)
    return groups


def load_members(
    session: Session, where: Sequence[ColumnElement[bool]]
) -> dict[Group, list[Member]]:
    """The agreement rows that match, in groups, with nothing said of them yet."""
    groups: dict[Group, list[Member]] = {}
    query = select(
        Agreement.id,
        Agreement.election,
        Agreement.region,
        Agreement.agency,
        Agreement.unit,
        Agreement.unit_key,
        Agreement.unit_implied,
    ).where(*where)
    # Sorted here, for databases differ in how they sort text.
    rows = sorted(session.execute(query), key=lambda row: (row.region, row.agency, row.unit_key))
    for row in rows:
        number, election, region, agency, unit, key, is_implied = row
        group = Group(election, region, Agency(agency))
        groups.setdefault(group, []).append(Member(number, unit, key, is_implied))
    return groups


def by_number(groups: Mapping[Group, Iterable[Member]]) -> dict[int, Member]:
    return {member.id: member for members in groups.values() for member in members}


def select_figures(*where: ColumnElement[bool]) -> Executable:
    """What applied imports state of the agreement rows that match, in the order of storing."""
    return (
        select(
            FigureRow.agreement_id,
            func.coalesce(Import.sequence, 0),
            FigureRow.measure,
            FigureRow.on,
            FigureRow.amount,
            FigureRow.source,
            FigureRow.is_movement,
            FigureRow.tranche,
            FigureRow.line,
            FigureRow.document,
            FigureRow.import_id,
            FigureRow.id,
        )
        .join(Import, FigureRow.import_id == Import.id)
        .join(Agreement, FigureRow.agreement_id == Agreement.id)
        .where(Import.status == "applied", *where)
        .order_by(FigureRow.id)
    )


def add_figures(session: Session, members: Mapping[int, Member], query: Executable) -> None:
    """Give each agreement row what `select_figures` finds of it."""
    for agreement, sequence, measure, on, amount, source, *rest in session.execute(query):
        figure = Figure(_MEASURES[measure], on, amount, _SOURCES[source], *rest)
        members[agreement].figures.append((sequence, figure))


def add_terms(
    session: Session, members: Mapping[int, Member], where: Sequence[ColumnElement[bool]]
) -> None:
    query = (
        select(
            TermRow.agreement_id,
            func.coalesce(Import.sequence, 0),
            TermRow.kind,
            TermRow.value,
            TermRow.source,
        )
        .join(Import, TermRow.import_id == Import.id)
        .join(Agreement, TermRow.agreement_id == Agreement.id)
        .where(Import.status == "applied", *where)
        .order_by(TermRow.id)
    )
    for agreement, sequence, kind, value, source in session.execute(query):
        term = KeptTerm(TermKind(kind), value, _SOURCES[source])
        members[agreement].terms.append((sequence, term))


def speaking(said: Iterable[tuple[int, Figure]]) -> tuple[Figure, ...]:
    """All movements; of the positions with one key that of the import applied last, first row.

    An import staged early may be applied late, so its number does not tell which is newer.
    """
    movements: list[Figure] = []
    newest: dict[tuple[Measure, str, str, date, Source], tuple[int, Figure]] = {}
    for sequence, figure in said:
        if figure.is_movement:
            movements.append(figure)
            continue
        key = (figure.measure, figure.tranche, figure.line, figure.on, figure.source)
        known = newest.get(key)
        if known is None or (sequence, -figure.id) > (known[0], -known[1].id):
            newest[key] = (sequence, figure)
    return (*movements, *(figure for _, figure in newest.values()))


def combine(group: Group, members: Iterable[Member]) -> list[Holding]:
    return [holding for holding, _ in parts(group, members)]


def parts(group: Group, members: Iterable[Member]) -> list[tuple[Holding, list[Member]]]:
    """The group's agreements as they stand, each with the rows that make it up."""
    standing = [member for member in members if member.is_standing]
    named = [member for member in standing if member.unit_key]
    if len(named) > 1:
        return [
            (_hold(group, member, [member], unit_clash=not member.unit_key), [member])
            for member in standing
        ]
    if not standing:
        return []
    head = named[0] if named else standing[0]
    return [(_hold(group, head, standing, is_sole=True), standing)]


def _hold(
    group: Group,
    head: Member,
    members: Sequence[Member],
    *,
    is_sole: bool = False,
    unit_clash: bool = False,
) -> Holding:
    is_hidden = is_sole and head.unit_implied
    return Holding(
        head.id,
        *group,
        unit=None if is_hidden else head.unit,
        figures=speaking(said for member in members for said in member.figures),
        terms=read_terms(said for member in members for said in member.terms),
        unit_clash=unit_clash,
    )
