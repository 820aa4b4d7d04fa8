"""Both parties' figures side by side, and what remains of the ones that count."""

from datetime import date

from nphd_tracker.absorption import Holding
from nphd_tracker.positions import Figure
from nphd_tracker.reading import Measure, Source
from nphd_tracker.reconciliation import Reconciliation, Remainder, reconcile
from nphd_tracker.regions import Agency

from .test_positions import (
    AUGUST,
    COMMITTED,
    DISBURSED,
    GRANTEE,
    GRANTOR,
    JULY,
    JUNE,
    OTHER,
    SPENT,
    movement,
    position,
)

DAY = date(2024, 8, 15)


def reconciled(*figures: Figure, day: date = DAY) -> Reconciliation:
    holding = Holding(1, "Pilkada 2024", "53.09", Agency.KPU, None, figures)
    return reconcile(holding, day)


def test_each_party_is_heard_by_its_own_figures_alone() -> None:
    record = reconciled(
        position(100, AUGUST),
        position(70, JULY, GRANTEE),
        position(30, JUNE, GRANTEE, SPENT),
        position(5, AUGUST, OTHER, SPENT),
    )

    disbursed, spent = record.sides
    assert disbursed.grantor
    assert disbursed.grantee
    assert (disbursed.grantor.amount, disbursed.grantee.amount) == (100, 70)
    assert disbursed.difference == 30
    assert disbursed.counted.amount == 100
    assert (spent.grantor, spent.difference) == (None, None)
    assert record.has_other


def test_value_is_told_from_the_original_to_the_resulting_one() -> None:
    record = reconciled(
        position(100, JUNE, measure=COMMITTED),
        position(100, JULY, measure=COMMITTED),
        position(130, AUGUST, measure=COMMITTED),
        position(999, date(2024, 9, 1), measure=COMMITTED),
    )

    assert [(one.value.as_of, one.change, one.value.amount) for one in record.steps] == [
        (JUNE, 0, 100),
        (AUGUST, 30, 130),
    ]


def test_a_transfer_in_both_registers_is_one_line() -> None:
    record = reconciled(
        movement(40, JUNE, document="SP2D 1"),
        movement(40, JUNE, GRANTEE),
        movement(60, JULY, document="SP2D 2"),
        movement(5, AUGUST, GRANTEE, document="BKU 9"),
    )

    [register] = record.registers
    assert [(one.on, one.amount, one.sources) for one in register.transfers] == [
        (JUNE, 40, {GRANTOR, GRANTEE}),
        (JULY, 60, {GRANTOR}),
        (AUGUST, 5, {GRANTEE}),
    ]
    assert register.totals == {GRANTOR: 100, GRANTEE: 45, OTHER: None}


def test_two_equal_transfers_of_one_day_are_matched_one_by_one() -> None:
    record = reconciled(
        movement(40, JUNE, document="SP2D 1"),
        movement(40, JUNE, document="SP2D 2"),
        movement(40, JUNE, GRANTEE, document="SP2D 2"),
    )

    [register] = record.registers
    assert [(one.document, one.sources) for one in register.transfers] == [
        ("SP2D 1", {GRANTOR}),
        ("SP2D 2", {GRANTOR, GRANTEE}),
    ]


def test_returned_transfers_have_a_register_of_their_own() -> None:
    record = reconciled(
        movement(9, JULY), Figure(Measure.RETURNED, AUGUST, 4, Source.GRANTOR, is_movement=True)
    )

    assert [one.measure for one in record.registers] == [DISBURSED, Measure.RETURNED]


def test_what_remains_is_computed_from_the_values_that_count() -> None:
    record = reconciled(
        position(200, JUNE, measure=COMMITTED),
        position(150, AUGUST),
        position(90, AUGUST, GRANTEE, SPENT),
        position(20, AUGUST, GRANTEE, Measure.RETURNED),
        position(3, AUGUST, GRANTEE, Measure.INTEREST),
    )

    assert record.remainder == Remainder(undisbursed=50, unspent=60, still_held=40)


def test_what_nobody_reported_is_not_taken_as_zero() -> None:
    assert reconciled(position(150, AUGUST)).remainder == Remainder(None, None, None)


def test_what_came_after_the_day_is_not_in_the_minute() -> None:
    record = reconciled(position(10, JUNE), position(90, AUGUST), day=JULY)

    assert [side.counted.amount for side in record.sides] == [10]
    assert record.differences == ()
