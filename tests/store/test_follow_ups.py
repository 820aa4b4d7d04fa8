"""Follow-ups: opened at a rate, changed by adding, closed by the import that reaches 100%."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.absorption import Basis, Standing, stand
from nphd_tracker.errors import ConflictError, NotFoundError
from nphd_tracker.follow_ups import Cause, Promise, State, Tracked, track
from nphd_tracker.models import FollowUpEventRow
from nphd_tracker.reading import Measure
from nphd_tracker.regions import Agency

from .builders import ELECTION, KONAWE, day, police, position, say

MEETING = day("2024-08-01")
PROMISE = Promise(Cause.CASH, "Transfer tahap II", "BPKAD Kabupaten Ngada", day("2024-08-15"))


def value(rupiah: int, on: str = "2024-07-01", **more: object) -> object:
    return position(rupiah, on, measure=Measure.COMMITTED, **more)


def stood(session: Session, on: date = MEETING) -> list[Standing]:
    holdings = store.load_holdings_at(session, ELECTION, on)
    return [stand(one, on, Basis.DISBURSED_COMMITTED) for one in holdings]


def ngada(session: Session, disbursed: int = 40) -> int:
    """A follow-up of Ngada's KPU, which has so much of 100."""
    say(session, value(100), position(disbursed))  # type: ignore[arg-type]
    number = store.open_follow_up(session, stood(session)[0], PROMISE)
    session.commit()
    return number


def tracked(session: Session, number: int, on: date = MEETING, today: date = MEETING) -> Tracked:
    follow_up = store.get_follow_up(session, number)
    (found,) = track([follow_up], {Basis.DISBURSED_COMMITTED: stood(session, on)}, today)
    return found


def test_it_remembers_the_rate_it_was_opened_at(session: Session) -> None:
    number = ngada(session)
    say(session, position(64, "2024-08-09"))

    found = tracked(session, number, day("2024-08-09"))

    assert found.follow_up.rate == "40.00"
    assert found.standing is not None
    assert found.standing.rate == "64.00"
    assert found.moved == 24
    assert found.state is State.OPEN
    assert found.follow_up.promise == PROMISE
    assert found.follow_up.as_of == MEETING


def test_it_is_overdue_the_day_after_its_due_date(session: Session) -> None:
    number = ngada(session)

    assert tracked(session, number, today=day("2024-08-15")).state is State.OPEN
    assert tracked(session, number, today=day("2024-08-16")).state is State.OVERDUE


def test_the_import_that_reaches_100_closes_it_with_a_mark(session: Session) -> None:
    number = ngada(session)

    row = say(session, position(100, "2024-08-09"))

    last = store.get_follow_up(session, number).latest
    assert (last.kind, last.state, last.import_id) == ("reached", State.CLOSED, row.id)
    assert last.promise == PROMISE
    assert tracked(session, number, day("2024-08-09")).closed_itself


def test_undoing_that_import_opens_it_again_and_deletes_nothing(session: Session) -> None:
    number = ngada(session)
    row = say(session, position(100, "2024-08-09"))

    store.undo_import(session, row.id)
    session.commit()

    assert tracked(session, number, day("2024-08-09")).state is State.OPEN
    assert [one.kind for one in store.get_follow_up(session, number).history] == ["opened"]
    kept = session.scalars(select(FollowUpEventRow.kind).order_by(FollowUpEventRow.id)).all()
    assert kept == ["opened", "reached"]


def test_99_999_percent_does_not_close_it(session: Session) -> None:
    say(session, value(10_000_000), position(1))  # type: ignore[arg-type]
    number = store.open_follow_up(session, stood(session)[0], PROMISE)

    say(session, position(9_999_999, "2024-08-09"))

    assert tracked(session, number, day("2024-08-09")).state is State.OPEN
    assert store.get_follow_up(session, number).latest.kind == "opened"


def test_what_is_at_100_without_an_import_shows_closed_at_reading(session: Session) -> None:
    """A second import is undone, so the value of before it holds: 90 of 80."""
    say(session, value(80), position(90, "2024-08-02"))  # type: ignore[arg-type]
    second = say(session, value(100, "2024-08-01"))  # type: ignore[arg-type]
    number = store.open_follow_up(session, stood(session, day("2024-08-02"))[0], PROMISE)
    store.undo_import(session, second.id)
    session.commit()

    found = tracked(session, number, day("2024-08-02"), day("2024-09-01"))

    assert (found.state, found.closed_itself) == (State.CLOSED, True)
    assert store.get_follow_up(session, number).latest.kind == "opened"


def test_a_change_is_added_to_the_history(session: Session) -> None:
    number = ngada(session)
    later = Promise(Cause.SIGNING, "Addendum", "Bagian Hukum", day("2024-08-30"))

    assert store.change_follow_up(session, number, later, State.OPEN, "Rapat 12 Agustus")
    assert store.change_follow_up(session, number, later, State.KEPT)
    assert not store.change_follow_up(session, number, later, State.KEPT)

    history = store.get_follow_up(session, number).history
    assert [(one.promise, one.state, one.note, one.who) for one in history] == [
        (PROMISE, State.OPEN, "", None),
        (later, State.OPEN, "Rapat 12 Agustus", None),
        (later, State.KEPT, "", None),
    ]
    assert tracked(session, number).state is State.KEPT


def test_what_a_person_closed_is_left_alone_by_imports(session: Session) -> None:
    number = ngada(session)
    store.change_follow_up(session, number, PROMISE, State.KEPT)

    say(session, position(100, "2024-08-09"))

    assert store.get_follow_up(session, number).latest.kind == "changed"


def test_what_is_complete_needs_no_follow_up(session: Session) -> None:
    say(session, value(100), position(100))  # type: ignore[arg-type]

    with pytest.raises(ConflictError, match="sudah 100%"):
        store.open_follow_up(session, stood(session)[0], PROMISE)


def test_in_bulk_those_with_an_open_one_or_at_100_are_passed_over(session: Session) -> None:
    ngada(session)
    say(
        session,
        value(100, agency=Agency.BAWASLU),  # type: ignore[arg-type]
        position(100, agency=Agency.BAWASLU),
        value(100, agency=Agency.POLRI),  # type: ignore[arg-type]
        position(30, agency=Agency.POLRI),
        value(100, agency=Agency.TNI),  # type: ignore[arg-type]
    )

    opened = store.open_follow_ups(session, stood(session), PROMISE)
    again = store.open_follow_ups(session, stood(session), PROMISE)

    found = [store.get_follow_up(session, number) for number in opened]
    assert {one.agency: one.rate for one in found} == {Agency.TNI: None, Agency.POLRI: "30.00"}
    assert again == []


def test_a_closed_one_may_be_followed_by_another(session: Session) -> None:
    number = ngada(session)
    store.change_follow_up(session, number, PROMISE, State.CLOSED)

    assert len(store.open_follow_ups(session, stood(session), PROMISE)) == 1


def test_they_are_listed_by_province_region_and_agency(session: Session) -> None:
    number = ngada(session)
    say(session, police("Polres Konawe", 5), police("Polres Konawe", 9, measure=Measure.COMMITTED))
    konawe = next(one for one in stood(session) if one.holding.region == KONAWE)
    other = store.open_follow_up(session, konawe, PROMISE)

    def listed(**only: object) -> list[int]:
        return [one.id for one in store.list_follow_ups(session, ELECTION, **only)]  # type: ignore[arg-type]

    assert listed() == [number, other]
    assert listed(province="53") == [number]
    assert listed(region=KONAWE) == [other]
    assert listed(agency=Agency.POLRI) == [other]
    assert store.list_follow_ups(session, "Pilkada 2029") == []


def test_it_follows_an_agreement_whose_unit_is_named_later(session: Session) -> None:
    """The unnamed row and the sole named unit are one agreement, with another number."""
    say(session, police(None, 5), police(None, 9, measure=Measure.COMMITTED))
    number = store.open_follow_up(session, stood(session)[0], PROMISE)
    session.commit()

    say(session, police("Polres Konawe", 9, "2024-08-09"))

    found = tracked(session, number, day("2024-08-09"))
    assert found.standing is not None
    assert found.standing.holding.id != found.follow_up.agreement_id
    assert found.follow_up.latest.kind == "reached"


def test_an_unknown_number_is_said(session: Session) -> None:
    with pytest.raises(NotFoundError, match="nomor 7"):
        store.get_follow_up(session, 7)
