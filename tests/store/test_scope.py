"""A limited session sees its own agreements and nothing else, however it asks."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, create_engine, delete, exists, func, select
from sqlalchemy.orm import Session, aliased

from nphd_tracker import store
from nphd_tracker.absorption import Basis, stand, sum_up
from nphd_tracker.errors import NotFoundError
from nphd_tracker.follow_ups import Cause, Promise
from nphd_tracker.models import (
    Agreement,
    Attachment,
    Base,
    FigureRow,
    FollowUpEventRow,
    FollowUpRow,
    Import,
    ImportPlace,
    RosterRow,
    TermRow,
)
from nphd_tracker.reading import Measure, TermKind
from nphd_tracker.regions import Agency
from nphd_tracker.scope import EVERYTHING, Scope

from .builders import ELECTION, KONAWE, NGADA, police, position, say, term

OTHER = "PSU 2025"
NTT = Scope(places=frozenset({"53"}))
TODAY = date(2024, 9, 1)


@pytest.fixture
def limited(engine: Engine) -> Iterator[Session]:
    """A session of Nusa Tenggara Timur, on a database where Konawe has more and later figures."""
    with Session(engine) as whole:
        fill(whole)
    with Session(engine) as session:
        store.limit_session(session, NTT)
        yield session


def fill(session: Session) -> None:
    committed = {"measure": Measure.COMMITTED}
    say(session, position(100, **committed), position(40))
    said = say(
        session,
        police("Polres Konawe", 500, "2024-08-20", **committed),
        police("Polres Konawe", 200, "2024-08-20"),
        term(TermKind.NUMBER, "1/NPHD", region=KONAWE, agency=Agency.POLRI, unit="Polres Konawe"),
    )
    say(session, position(7, "2024-08-25", region=KONAWE), election=OTHER)
    outside = session.scalars(select(Agreement).where(Agreement.region == KONAWE)).first()
    assert outside is not None
    document = store.KeptDocument("nphd", "nphd.pdf", "00", 1, "application/pdf")
    store.add_attachment(session, said.id, outside.id, document)
    store.add_to_roster(session, ELECTION, [(NGADA, Agency.KPU), (KONAWE, Agency.POLRI)])
    for holding in store.load_holdings(session, ELECTION):
        standing = stand(holding, TODAY, Basis.DISBURSED_COMMITTED)
        store.open_follow_up(session, standing, Promise(Cause.OTHER, "disusulkan", "", None))
    session.commit()


ROWS = (Agreement, FigureRow, TermRow, Attachment, FollowUpRow, RosterRow)


@pytest.mark.parametrize("row", ROWS)
def test_no_row_of_another_region_is_there_however_it_is_asked_for(
    limited: Session, row: Any
) -> None:
    outside = numbers_outside(limited, row)
    assert outside
    other = aliased(row)
    inner = select(row.id).where(row.id == Import.id)
    last = select(row.id).where(row.id.in_(outside)).limit(1).scalar_subquery()
    asked: list[Callable[[], Any]] = [
        lambda: [one.id for one in limited.scalars(select(row))],
        lambda: limited.scalars(select(row.id)).all(),
        lambda: limited.scalars(select(other.id)).all(),
        lambda: limited.scalars(select(select(row.id).subquery().c.id)).all(),
        lambda: limited.scalars(select(select(row.id).cte().c.id)).all(),
        lambda: limited.scalars(select(row.id).union_all(select(other.id))).all(),
        lambda: [one.id for one in limited.query(row)],
        lambda: [one for number in outside if (one := limited.get(row, number))],
        lambda: limited.scalars(select(Import.id).where(exists(inner), Import.id.in_(outside))),
        lambda: limited.scalars(
            select(Import.id).where(exists().where(row.id == Import.id), Import.id.in_(outside))
        ),
        lambda: limited.scalars(select(Import.id).where(row.id == Import.id, row.id.in_(outside))),
        lambda: limited.scalars(
            select(Import.id).join(row, row.id == Import.id).where(row.id.in_(outside))
        ),
        lambda: limited.scalars(select(last.label("number"))).all(),
    ]
    for number, ask in enumerate(asked):
        assert outside.isdisjoint(ask()), f"way {number}"
    assert limited.scalar(select(func.count()).select_from(row).where(row.id.in_(outside))) == 0
    assert limited.scalar(select(func.count()).where(row.id.in_(outside))) == 0
    assert limited.scalar(select(func.max(row.id)).where(row.id.in_(outside))) is None


def numbers_outside(limited: Session, row: Any) -> set[int]:
    """The rows of Konawe, as an unlimited session sees them."""
    limited.rollback()  # two who may write do not read at once
    with Session(limited.get_bind()) as whole:
        if hasattr(row, "region"):
            return set(whole.scalars(select(row.id).where(row.region == KONAWE)))
        of_agreement = select(row.id).join(Agreement, row.agreement_id == Agreement.id)
        return set(whole.scalars(of_agreement.where(Agreement.region == KONAWE)))


def test_every_table_of_an_agreement_is_limited() -> None:
    speaks_of_agreements = {
        mapper.class_
        for mapper in Base.registry.mappers
        if "agreement_id" in mapper.columns or {"region", "agency"} <= set(mapper.columns.keys())
    }
    speaks_of_agreements -= {ImportPlace}  # decides who sees an import, also by what is not seen
    assert speaks_of_agreements == set(ROWS), "a new table needs its limit in store.limits"


def test_reads_of_the_store_keep_to_the_scope(limited: Session) -> None:
    assert store.list_elections(limited) == [ELECTION]
    assert store.newest_day(limited, ELECTION, TODAY) == date(2024, 8, 1)
    assert store.newest_day(limited, OTHER, TODAY) is None
    assert [one.region for one in store.load_holdings(limited, ELECTION)] == [NGADA]
    assert [one.region for one in store.load_holdings_at(limited, ELECTION, TODAY)] == [NGADA]
    assert store.load_holdings(limited, ELECTION, region=KONAWE) == []
    assert [one.region for one in store.list_follow_ups(limited, ELECTION)] == [NGADA]
    assert store.list_roster(limited, ELECTION) == [(NGADA, Agency.KPU)]


def test_what_lies_outside_is_answered_as_what_is_not_there(limited: Session) -> None:
    outside = numbers_outside(limited, Agreement)
    asked = [store.load_holding, store.load_evidence, store.list_terms, store.list_attachments]
    for ask in asked:
        for number in (*outside, 999):
            with pytest.raises(NotFoundError, match=str(number)):
                ask(limited, number)
    for number in numbers_outside(limited, Attachment):
        with pytest.raises(NotFoundError):
            store.get_attachment(limited, number)
    for number in numbers_outside(limited, FollowUpRow):
        with pytest.raises(NotFoundError):
            store.get_follow_up(limited, number)


def test_deleting_reaches_no_further_than_seeing(limited: Session) -> None:
    store.remove_from_roster(limited, ELECTION, KONAWE, Agency.POLRI)
    limited.execute(delete(RosterRow))
    limited.commit()
    store.limit_session(limited, EVERYTHING)
    assert store.list_roster(limited, ELECTION) == [(KONAWE, Agency.POLRI)]


def test_events_come_with_their_follow_up_only(limited: Session) -> None:
    events = select(FollowUpEventRow.id).join(
        FollowUpRow, FollowUpEventRow.follow_up_id == FollowUpRow.id
    )
    assert len(limited.scalars(events).all()) == 1


def test_unlimited_session_is_asked_what_was_written(engine: Engine) -> None:
    """No condition is added where nobody is limited, so nothing can become slower."""
    with Session(engine) as session:
        fill(session)
        assert store.scope_of(session) is EVERYTHING
        assert len(store.load_holdings(session, ELECTION)) == 2
        store.limit_session(session, EVERYTHING)
        assert len(store.load_holdings(session, ELECTION)) == 2


PLACES = ("53", "53.07", "53.09", "74.02", "74", "11.01")
AGREEMENTS = st.dictionaries(
    st.tuples(st.sampled_from(PLACES), st.sampled_from([Agency.KPU, Agency.TNI])),
    st.tuples(st.integers(1, 10**12), st.integers(0, 10**12), st.booleans()),
    min_size=1,
)


@settings(max_examples=25, deadline=None)
@given(stated=AGREEMENTS, by_agency=st.booleans())
def test_disjoint_scopes_add_up_to_the_whole(
    stated: dict[tuple[str, Agency], tuple[int, int, bool]], by_agency: bool
) -> None:
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    provinces = [Scope(places=frozenset({one})) for one in ("53", "74", "11")]
    agencies = [Scope(agencies=frozenset({one})) for one in Agency]
    with Session(engine) as session:
        for (region, agency), (committed, disbursed, is_silent) in stated.items():
            who: dict[str, Any] = {"region": region, "agency": agency}
            value = position(committed, measure=Measure.COMMITTED, **who)
            say(session, value, *([] if is_silent else [position(disbursed, **who)]))
        whole = count(session, EVERYTHING)
        parts = [count(session, one) for one in (agencies if by_agency else provinces)]
    engine.dispose()
    assert whole == [sum(column) for column in zip(*parts, strict=True)]


def count(session: Session, scope: Scope) -> list[int]:
    """Agreements, those that reported, numerator, denominator and what is unreported."""
    store.limit_session(session, scope)
    holdings = store.load_holdings_at(session, ELECTION, TODAY)
    assert all(scope.covers(one.region, one.agency) for one in holdings)
    row = sum_up("", "", [stand(one, TODAY, Basis.DISBURSED_COMMITTED) for one in holdings])
    sums = (row.numerator, row.denominator, row.unreported_committed)
    return [row.agreements, row.reported, *(one or 0 for one in sums)]


def test_scope_covers_provinces_with_their_regions_and_nothing_beside() -> None:
    kupang = Scope(places=frozenset({"53.71"}), agencies=frozenset({Agency.KPU}))
    assert kupang.covers("53.71", Agency.KPU)
    assert not kupang.covers("53.71", Agency.TNI)
    assert not kupang.covers("53", Agency.KPU)
    assert not kupang.covers("53.7", Agency.KPU)
    assert NTT.covers("53", Agency.TNI)
    assert NTT.covers("53.71", Agency.TNI)
    assert not NTT.covers("5", Agency.TNI)
    assert not NTT.covers("54.53", Agency.TNI)
    assert EVERYTHING.is_everything
    assert EVERYTHING.covers("11.01", Agency.OTHER)


def test_scope_may_be_looked_up_at_each_question(engine: Engine) -> None:
    held = [EVERYTHING]
    with Session(engine, info=store.limited_by(lambda: held[0])) as session:
        fill(session)
        held[0] = NTT
        assert [one.region for one in store.load_holdings(session, ELECTION)] == [NGADA]
        assert store.scope_of(session) == NTT
        assert session.scalar(select(func.max(FigureRow.on))) == date(2024, 8, 1)
