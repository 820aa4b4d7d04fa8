"""What earlier days came to, read in one go, is what each of them says by itself."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, delete
from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.absorption import Basis, stand
from nphd_tracker.models import Base
from nphd_tracker.reading import Measure
from nphd_tracker.store.past import MEASURES

from .builders import ELECTION, apply, position, reading, say
from .test_newest import DAYS, figures

JUNE, JULY, AUGUST = date(2024, 6, 30), date(2024, 7, 31), date(2024, 8, 31)


def amounts_of(session: Session, day: date) -> dict[int, tuple[int | None, ...]]:
    """The long way: every figure of every agreement."""
    held = store.load_holdings(session, ELECTION)
    stood = [stand(one, day, Basis.DISBURSED_COMMITTED) for one in held]
    return {one.holding.id: tuple(map(one.amount, MEASURES)) for one in stood}


@given(files=st.lists(st.lists(figures(), min_size=1, max_size=5), min_size=1, max_size=4))
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_every_day_is_as_the_day_itself_says(engine: Engine, files: list[list[object]]) -> None:
    with Session(engine) as session:
        for table in reversed(Base.metadata.sorted_tables):
            if table.name != "audit_event":  # which is only added to
                session.execute(delete(table))
        session.commit()
        for number, said in enumerate(files):
            read = reading(*said, file=f"{number}.xlsx", version=number)  # type: ignore[arg-type]
            apply(session, read, leave_out_errors=True)
        past = store.load_past(session, ELECTION, DAYS)
        for day in DAYS:
            assert past[day] == amounts_of(session, day)


def test_an_undone_import_is_no_past(session: Session) -> None:
    say(session, position(400, "2024-06-15"), file="juni.xlsx")
    wrong = say(session, position(700, "2024-07-15"), file="juli.xlsx")
    number = store.load_holdings(session, ELECTION)[0].id
    past = store.load_past(session, ELECTION, [JUNE, JULY, AUGUST])
    assert [past[day][number][1] for day in (JUNE, JULY, AUGUST)] == [400, 700, 700]
    store.undo_import(session, wrong.id)
    past = store.load_past(session, ELECTION, [JUNE, JULY])
    assert [past[day][number][1] for day in (JUNE, JULY)] == [400, 400]


def test_before_the_first_report_nothing_is_known(session: Session) -> None:
    say(session, position(400, "2024-08-01", measure=Measure.COMMITTED))
    past = store.load_past(session, ELECTION, [JUNE])
    assert set(past[JUNE].values()) == {(None, None, None)}
    assert store.load_past(session, "PSU 2025", [JUNE]) == {JUNE: {}}
