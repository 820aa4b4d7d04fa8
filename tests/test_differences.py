"""What does not agree: found, told apart, in order of rupiah."""

from datetime import date

import pytest

from nphd_tracker.absorption import Basis, Holding, stand
from nphd_tracker.differences import Kind, KindTotal, count_kinds, find_differences
from nphd_tracker.positions import Figure
from nphd_tracker.reading import Measure, Source
from nphd_tracker.regions import Agency

from .test_positions import AUGUST, GRANTEE, JULY, JUNE, SPENT, movement, position

DAY = date(2024, 8, 15)


def found(*figures: Figure, number: int = 1, region: str = "53.09"):
    holding = Holding(number, "Pilkada 2024", region, Agency.KPU, None, figures)
    return find_differences([stand(holding, DAY, Basis.DISBURSED_COMMITTED)])


@pytest.mark.parametrize(
    ("other", "kind", "amount"),
    [
        (position(70, AUGUST, GRANTEE), Kind.SOURCES, -30),
        (position(70, JULY, GRANTEE), Kind.OLDER, -30),
        (position(130, AUGUST, tranche="I"), Kind.PARTS, 30),
        (movement(90, JULY), Kind.MOVEMENTS, -10),
    ],
)
def test_each_kind_of_difference_is_told_apart(other: Figure, kind: Kind, amount: int) -> None:
    [one] = found(position(100, AUGUST), other)

    assert (one.kind, one.difference.amount) == (kind, amount)
    assert one.value.amount == 100
    assert one.other_as_of == other.on
    assert one.other_sources == (other.source,)


def test_an_older_position_brought_up_to_date_by_a_register_is_still_older() -> None:
    kinds = {
        one.kind: one.difference.other
        for one in found(position(100, AUGUST), position(50, JUNE, GRANTEE), movement(20, JULY))
    }

    assert kinds == {Kind.OLDER: 70, Kind.MOVEMENTS: 20}


def test_what_agrees_is_not_a_difference() -> None:
    assert found(position(100, AUGUST), position(100, JULY, GRANTEE), movement(100, JUNE)) == []


def test_most_rupiah_come_first_whatever_the_sign() -> None:
    figures = [
        position(100, AUGUST),
        position(20, AUGUST, GRANTEE),
        position(100, AUGUST, GRANTEE, SPENT),
        position(190, AUGUST, measure=SPENT),
    ]

    assert [(one.measure, one.difference.amount) for one in found(*figures)] == [
        (Measure.SPENT, 90),
        (Measure.DISBURSED, -80),
    ]


def test_kinds_are_counted_without_their_signs() -> None:
    every = found(
        position(100, AUGUST),
        position(20, AUGUST, GRANTEE),
        position(300, AUGUST, Source.OTHER),
        movement(90, JULY),
    )

    assert count_kinds(every) == [
        KindTotal(Kind.SOURCES, 2, 280),
        KindTotal(Kind.MOVEMENTS, 1, 10),
    ]
