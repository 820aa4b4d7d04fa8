"""What is read for one day says what everything says of that day; `value_at` stays the law."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, delete
from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.absorption import Basis, Standing, stand
from nphd_tracker.models import Base
from nphd_tracker.reading import Measure, Source, StatedFigure, StatedTerm, TermKind
from nphd_tracker.regions import Agency

from .builders import ELECTION, KONAWE, apply, movement, position, reading, say, term

POLLING = date(2024, 11, 27)
START = date(2024, 4, 1)
DAYS = [START + timedelta(days=n) for n in range(0, 160, 20)]


@st.composite
def figures(draw: st.DrawFn) -> StatedFigure:
    agency = draw(st.sampled_from([Agency.KPU, Agency.POLRI]))
    units = [None, "Polres Konawe", "Polresta Kendari"] if agency is Agency.POLRI else [None]
    common = {
        "agency": agency,
        "unit": draw(st.sampled_from(units)),
        "measure": draw(st.sampled_from([Measure.COMMITTED, Measure.COMMITTED, Measure.DISBURSED])),
        "source": draw(st.sampled_from(Source)),
    }
    on = draw(st.sampled_from(DAYS)).isoformat()
    amount = draw(st.integers(0, 9)) * 100
    if draw(st.integers(0, 3)) == 0:
        return movement(amount, on, document=draw(st.sampled_from(["", "SP2D 1"])), **common)
    return position(amount, on, tranche=draw(st.sampled_from(["", "", "I", "II"])), **common)


@st.composite
def terms(draw: st.DrawFn) -> StatedTerm:
    agency = draw(st.sampled_from([Agency.KPU, Agency.POLRI]))
    on = draw(st.sampled_from(DAYS)).isoformat()
    unit = draw(st.sampled_from([None, "Polres Konawe"])) if agency is Agency.POLRI else None
    if draw(st.booleans()):
        return term(TermKind.SIGNED_ON, on, agency=agency, unit=unit)
    share = draw(st.sampled_from(["40", "60", ""]))
    return term(TermKind.TRANCHE, f"Tahap|{share}|{on}", agency=agency, unit=unit)


def what_is_said(session: Session, day: date, holdings: str) -> list[tuple[object, ...]]:
    load = {
        "all": lambda: store.load_holdings(session, ELECTION),
        "newest": lambda: store.load_holdings_at(session, ELECTION, day, POLLING),
    }[holdings]
    standings = [stand(one, day, basis, POLLING) for one in load() for basis in Basis]
    session.rollback()
    return [tell(one) for one in standings]


def tell(one: Standing) -> tuple[object, ...]:
    held = one.holding
    who = (held.id, held.region, held.agency, held.unit, held.unit_clash, held.terms)
    rate = (one.basis, one.numerator, one.denominator, one.rate, one.band, one.as_of)
    return (*who, *rate, one.closed, one.below, one.is_old, one.due, dict(one.values))


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    files=st.lists(
        st.lists(st.one_of(figures(), figures(), figures(), terms()), min_size=1, max_size=8),
        min_size=1,
        max_size=4,
    ),
    undone=st.integers(0, 6),
)
def test_what_is_read_for_a_day_says_what_everything_says(
    engine: Engine, files: list[list[StatedFigure | StatedTerm]], undone: int
) -> None:
    with engine.begin() as connection:
        for table in reversed(Base.metadata.sorted_tables):
            if table.name != "audit_event":  # only ever added to
                connection.execute(delete(table))
    with Session(engine) as session:
        for number, file in enumerate(files):
            row = apply(session, reading(*file, file=f"{number}.xlsx"), leave_out_errors=True)
            if number == undone:
                store.undo_import(session, row.id)
                session.commit()

        for day in (*DAYS, DAYS[0] - timedelta(days=1), DAYS[-1] + timedelta(days=300)):
            assert what_is_said(session, day, "newest") == what_is_said(session, day, "all")


def test_old_weeks_are_left_unread(session: Session) -> None:
    weeks = [START + timedelta(weeks=n) for n in range(30)]
    say(
        session,
        position(1000, weeks[0].isoformat(), measure=Measure.COMMITTED),
        *(position(n, week.isoformat()) for n, week in enumerate(weeks)),
        movement(5, weeks[3].isoformat()),
    )

    (holding,) = store.load_holdings_at(session, ELECTION, weeks[20])

    assert sorted((one.on, one.amount) for one in holding.figures) == [
        (weeks[0], 1000),
        (weeks[3], 5),
        (weeks[20], 20),
    ]


def test_the_value_in_force_when_an_instalment_fell_due_counts(session: Session) -> None:
    committed = Measure.COMMITTED
    say(
        session,
        position(500, "2024-01-01", measure=committed),
        position(1000, "2024-02-01", measure=committed),
        position(4000, "2024-06-01", measure=committed),
        term(TermKind.TRANCHE, "Tahap I|40|2024-03-01"),
    )
    day = date(2024, 8, 1)

    (holding,) = store.load_holdings_at(session, ELECTION, day)

    assert stand(holding, day, Basis.DISBURSED_COMMITTED).due.amount == 400


def test_an_agreement_of_which_only_later_days_speak_is_there_without_a_value(
    session: Session,
) -> None:
    say(session, position(1000, "2024-08-01"), position(5, "2024-08-01", region=KONAWE))

    found = store.load_holdings_at(session, ELECTION, date(2024, 7, 1))

    assert [(one.region, one.figures) for one in found] == [("53.09", ()), (KONAWE, ())]


@pytest.mark.parametrize(
    ("narrow", "regions"),
    [
        ({"province": "53"}, ["53.09"]),
        ({"region": KONAWE}, [KONAWE]),
        ({"agency": Agency.TNI}, []),
    ],
)
def test_only_what_is_asked_for_is_read(
    session: Session, narrow: dict[str, object], regions: list[str]
) -> None:
    say(session, position(1000), position(5, region=KONAWE))

    found = store.load_holdings_at(session, ELECTION, date(2024, 8, 1), **narrow)  # type: ignore[arg-type]

    assert [one.region for one in found] == regions
