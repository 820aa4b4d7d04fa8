"""Two imports side by side: values by agreement, then figure by figure."""

import pytest
from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.errors import ConflictError
from nphd_tracker.reading import Measure, Source

from .builders import KONAWE, movement, police, position, reading, say, stage


def told(found: store.Comparison) -> list[tuple[str, str, int | None, int | None, int]]:
    return [
        (
            one.holding.region,
            one.measure.value,
            one.older.amount if one.older else None,
            one.newer.amount if one.newer else None,
            one.difference,
        )
        for one in found.values
    ]


def figures(found: store.Comparison) -> list[tuple[str, int | None, int | None]]:
    return [
        (
            one.figure.on.isoformat(),
            one.older.amount if one.older else None,
            one.newer.amount if one.newer else None,
        )
        for one in found.figures
    ]


def test_recap_of_a_later_month_is_held_against_the_earlier_one(session: Session) -> None:
    july = say(session, position(100, "2024-07-01"), position(8, "2024-07-01", region=KONAWE))
    august = say(session, position(250, "2024-08-01"), position(8, "2024-08-01", region=KONAWE))

    found = store.compare_imports(session, july.id, august.id)

    assert told(found) == [("53.09", "disbursed", 100, 250, 150)]
    assert found.same_values == 1
    assert found.figures == ()
    assert (found.other_dates_older, found.other_dates_newer) == (2, 2)
    assert not found.is_same


def test_same_key_with_another_amount_is_a_change_of_that_figure(session: Session) -> None:
    first = say(session, position(100), position(5, "2024-07-01"), position(1, region=KONAWE))
    second = say(session, position(100), position(6, "2024-07-01"), position(9, region=KONAWE))

    found = store.compare_imports(session, first.id, second.id)

    assert told(found) == [(KONAWE, "disbursed", 1, 9, 8)]
    assert figures(found) == [("2024-08-01", 1, 9), ("2024-07-01", 5, 6)]
    assert (found.same_figures, found.same_values) == (1, 1)


def test_what_only_one_import_has_is_told_and_kept_out_of_the_difference(
    session: Session,
) -> None:
    first = say(session, position(10), position(70, region=KONAWE))
    second = say(session, position(12), position(90, region="53.12"))

    found = store.compare_imports(session, first.id, second.id)

    assert told(found) == [
        ("53.12", "disbursed", None, 90, 90),
        (KONAWE, "disbursed", 70, None, -70),
        ("53.09", "disbursed", 10, 12, 2),
    ]
    (total,) = found.totals
    assert (total.in_both, total.older, total.newer, total.difference) == (1, 10, 12, 2)
    assert (total.older_alone, total.older_alone_amount) == (1, 70)
    assert (total.newer_alone, total.newer_alone_amount) == (1, 90)


def test_each_import_speaks_for_itself(session: Session) -> None:
    """What a third file says of the same agreement is no part of either."""
    first = say(session, position(10))
    say(session, position(99, "2024-12-01"))
    second = say(session, position(11))

    assert told(store.compare_imports(session, first.id, second.id)) == [
        ("53.09", "disbursed", 10, 11, 1)
    ]


def test_transfers_of_a_register_are_compared_by_their_document(session: Session) -> None:
    first = say(
        session,
        movement(10, "2024-02-01", document="1"),
        movement(20, "2024-03-01", document="2"),
    )
    second = say(
        session,
        movement(10, "2024-02-01", document="1", source=Source.GRANTEE),
        movement(25, "2024-03-01", document="2"),
        movement(30, "2024-04-01", document="3"),
    )

    found = store.compare_imports(session, first.id, second.id)

    assert told(found) == [("53.09", "disbursed", 30, 65, 35)]
    assert figures(found) == [("2024-04-01", None, 30), ("2024-03-01", 20, 25)]
    assert found.same_figures == 1


def test_a_unit_named_only_once_is_the_same_agreement(session: Session) -> None:
    first = say(session, police(None, 5))
    second = say(session, police("Polres Konawe", 6))

    found = store.compare_imports(session, first.id, second.id)

    assert told(found) == [(KONAWE, "disbursed", 5, 6, 1)]


def test_figures_without_their_unit_are_in_no_total(session: Session) -> None:
    first = say(session, police(None, 5, "2024-07-01"), police("Polres Konawe", 1))
    second = say(session, police("Polres Konawe", 2), police("Polresta Kendari", 3))

    found = store.compare_imports(session, first.id, second.id)

    assert len(found.values) == 3
    (total,) = found.totals
    assert (total.older, total.newer, total.older_alone, total.newer_alone) == (1, 2, 0, 1)


def test_two_files_that_say_the_same_are_the_same(session: Session) -> None:
    said = (position(10), position(20, measure=Measure.COMMITTED))
    first, second = say(session, *said), say(session, *said, version=2)

    found = store.compare_imports(session, first.id, second.id)

    assert found.is_same
    assert (found.same_values, found.same_figures) == (2, 2)
    assert [total.difference for total in found.totals] == [0, 0]


def test_only_applied_imports_of_one_election_are_compared(session: Session) -> None:
    first = say(session, position(1))
    other = say(session, position(2), election="Pilkada 2020")
    waiting = stage(session, reading(position(3)))
    undone = say(session, position(4))
    second = say(session, position(5))
    store.undo_import(session, undone.id)

    for wrong in (other, waiting, undone):
        with pytest.raises(ConflictError):
            store.compare_imports(session, first.id, wrong.id)
    assert [row.id for row in store.list_comparable(session, first.id)] == [second.id]


def test_cells_of_a_figure_are_found_by_its_number(session: Session) -> None:
    say(session, position(1, cells=("Rekap!F16", "Rekap!F17")), position(2, "2024-07-01", cells=()))

    assert store.load_cells(session, [1, 2]) == {1: ("Rekap!F16", "Rekap!F17"), 2: ()}


def test_what_an_import_touches_is_counted_by_agreement(session: Session) -> None:
    say(session, position(1))
    row = say(session, position(2), position(3, measure=Measure.COMMITTED), police("Polres X", 4))
    store.undo_import(session, row.id)

    touched = store.load_touched(session, row.id)

    assert [(one.group.region, one.unit, one.figures, one.terms) for one in touched] == [
        ("53.09", None, 2, 0),
        (KONAWE, "Polres X", 1, 0),
    ]
    assert touched[0].key == store.touched_key("Pilkada 2024", "53.09", touched[0].group.agency, "")
