"""What undoing an import would change is what undoing it then changes, and nothing else."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, delete
from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.errors import ConflictError, NotFoundError
from nphd_tracker.models import Base
from nphd_tracker.positions import value_at
from nphd_tracker.reading import Measure, StatedFigure, TermKind

from .builders import (
    ELECTION,
    KONAWE,
    apply,
    day,
    movement,
    police,
    position,
    reading,
    say,
    stage,
    term,
)
from .test_laws import figures, law

TODAY = day("2024-12-31")


def plan(session: Session, import_id: int) -> store.UndoPlan:
    return store.plan_undo(session, import_id, TODAY)


def told(found: store.UndoPlan) -> list[tuple[object, ...]]:
    """Each change as measure, amount and date now, amount and date after."""
    return [
        (
            one.measure.value,
            *((one.now.amount, one.now.as_of.isoformat()) if one.now else (None, None)),
            *((one.after.amount, one.after.as_of.isoformat()) if one.after else (None, None)),
        )
        for one in found.changes
    ]


def test_value_goes_back_to_the_file_before_with_its_date(session: Session) -> None:
    say(session, position(100, "2024-07-01"), file="juli.xlsx")
    august = say(session, position(250, "2024-08-01"), file="agustus.xlsx")

    found = plan(session, august.id)

    assert told(found) == [("disbursed", 250, "2024-08-01", 100, "2024-07-01")]
    (change,) = found.changes
    assert change.files == ((1, "juli.xlsx"),)
    assert change.difference == -150
    assert (found.figures, found.silent, found.agreements) == (1, 0, 1)


def test_value_that_only_this_import_states_falls_away(session: Session) -> None:
    only = say(session, position(5), position(9, measure=Measure.COMMITTED))

    found = plan(session, only.id)

    assert told(found) == [
        ("committed", 9, "2024-08-01", None, None),
        ("disbursed", 5, "2024-08-01", None, None),
    ]
    assert [change.files for change in found.changes] == [(), ()]


def test_figures_that_another_file_attests_or_replaced_fall_away_in_silence(
    session: Session,
) -> None:
    old = say(session, position(1, "2024-06-01"), position(2, "2024-07-01"))
    say(session, position(3, "2024-08-01"))

    found = plan(session, old.id)

    assert found.changes == ()
    assert (found.figures, found.silent) == (2, 2)


def test_what_a_newer_position_hides_today_is_told_for_its_own_day(session: Session) -> None:
    say(session, position(100, "2024-08-01"), file="pertama.xlsx")
    corrected = say(session, position(150, "2024-08-01"), file="koreksi.xlsx")
    say(session, position(300, "2025-05-31"))

    found = store.plan_undo(session, corrected.id, day("2025-12-31"))

    assert found.changes == ()
    (change,) = found.earlier
    assert change.now is not None
    assert change.after is not None
    assert (change.day, change.now.amount, change.after.amount) == (day("2024-08-01"), 150, 100)
    assert change.files == ((1, "pertama.xlsx"),)
    assert found.agreements == 1


def test_a_figure_that_another_file_attests_changes_no_earlier_day(session: Session) -> None:
    say(session, position(100, "2024-08-01"))
    value = position(900, "2024-08-01", measure=Measure.COMMITTED)
    again = say(session, position(100, "2024-08-01"), value)
    say(session, position(300, "2024-09-01"))

    assert plan(session, again.id).earlier == ()


def test_same_amount_with_an_older_date_is_a_change(session: Session) -> None:
    say(session, position(7, "2024-07-01"))
    later = say(session, position(7, "2024-08-01"))

    assert told(plan(session, later.id)) == [("disbursed", 7, "2024-08-01", 7, "2024-07-01")]


def test_figure_of_a_day_to_come_changes_nothing_today(session: Session) -> None:
    planned = say(session, position(7, "2025-07-01"))

    found = plan(session, planned.id)

    assert (found.changes, found.silent) == ((), 1)


def test_all_files_that_then_speak_are_named(session: Session) -> None:
    say(session, movement(10, "2024-02-01", document="1"), file="satu.xlsx")
    say(session, movement(20, "2024-03-01", document="2"), file="dua.xlsx")
    third = say(session, movement(30, "2024-04-01", document="3"), file="tiga.xlsx")

    (change,) = plan(session, third.id).changes

    assert change.after is not None
    assert change.after.amount == 30
    assert change.files == ((1, "satu.xlsx"), (2, "dua.xlsx"))


def test_largest_changes_come_first_and_totals_are_by_measure(session: Session) -> None:
    say(session, position(10, "2024-07-01"), position(1, "2024-07-01", region=KONAWE))
    newer = say(session, position(15), position(900, region=KONAWE), position(4, region="53.12"))

    found = plan(session, newer.id)

    assert [change.holding.region for change in found.changes] == [KONAWE, "53.09", "53.12"]
    (total,) = found.totals
    assert (total.measure, total.changes) == (Measure.DISBURSED, 3)
    assert (total.now, total.after, total.difference) == (919, 11, -908)


def test_what_named_no_unit_joins_the_one_that_is_left(session: Session) -> None:
    say(session, police(None, 5, "2024-07-01"), police("Polres Konawe", 6, "2024-06-01"))
    second = say(session, police("Polresta Kendari", 7))

    found = plan(session, second.id)

    by_unit = {change.holding.unit: change for change in found.changes}
    assert by_unit["Polresta Kendari"].after is None
    assert by_unit["Polres Konawe"].after is not None
    assert by_unit["Polres Konawe"].after.amount == 5
    joins = by_unit[None].joins
    assert joins is not None
    assert joins.unit == "Polres Konawe"
    # What names no unit beside two named ones was in no sum.
    assert [(one.now, one.after) for one in found.totals] == [(13, 5)]


def test_terms_go_back_too(session: Session) -> None:
    say(session, position(1), term(TermKind.NUMBER, "1"))
    second = say(
        session, position(1), term(TermKind.NUMBER, "2"), term(TermKind.SIGNED_ON, "2023-11-10")
    )

    found = plan(session, second.id)

    assert [(one.kind, one.now, one.after) for one in found.terms] == [
        (TermKind.NUMBER, ("2",), ("1",)),
        (TermKind.SIGNED_ON, ("2023-11-10",), ()),
    ]
    assert (found.changes, found.agreements) == ((), 1)


def test_only_an_applied_import_can_be_undone(session: Session) -> None:
    waiting = stage(session, reading(position(1)))
    with pytest.raises(ConflictError):
        plan(session, waiting.id)
    with pytest.raises(NotFoundError):
        plan(session, 99)


def test_looking_changes_nothing(session: Session) -> None:
    row = say(session, position(1))
    plan(session, row.id)
    assert not session.dirty
    assert not session.new
    assert row.status == "applied"


@law
@given(st.lists(st.lists(figures(), min_size=1, max_size=4), min_size=2, max_size=4), st.data())
def test_what_was_told_is_what_happens(
    engine: Engine, files: list[list[StatedFigure]], data: st.DataObject
) -> None:
    with Session(engine) as session:
        for table in reversed(Base.metadata.sorted_tables):
            if table.name != "audit_event":  # only ever added to
                session.execute(delete(table))
        rows = [
            apply(session, reading(*said, version=number), leave_out_errors=True)
            for number, said in enumerate(files)
        ]
        chosen = data.draw(st.sampled_from(rows))
        before = values(session)
        found = plan(session, chosen.id)
        store.undo_import(session, chosen.id)
        after = values(session)

    told = {
        (one.holding.region, one.holding.agency, one.measure): one.after and one.after.amount
        for one in found.changes
    }
    happened = {
        key: after.get(key) and after[key][0]
        for key in before.keys() | after.keys()
        if before.get(key) != after.get(key)
    }
    assert told == happened


def values(session: Session) -> dict[tuple[object, ...], tuple[int, date]]:
    """Every value there is, by agreement and measure; the figures of this law name one unit."""
    return {
        (holding.region, holding.agency, measure): (value.amount, value.as_of)
        for holding in store.load_holdings(session, ELECTION)
        for measure in Measure
        if (value := value_at(holding.figures, measure, TODAY))
    }


def test_nothing_left_is_not_zero(session: Session) -> None:
    only = say(session, position(10))
    (total,) = plan(session, only.id).totals
    assert (total.now, total.after, total.difference) == (10, None, -10)
