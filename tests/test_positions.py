"""The value at a date: positions carried forward, movements, sources, and what says otherwise."""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nphd_tracker.positions import Difference, Figure, Value, value_at
from nphd_tracker.reading import Measure, Source

JUNE, JULY, AUGUST = date(2024, 6, 1), date(2024, 7, 1), date(2024, 8, 1)
DISBURSED, SPENT, COMMITTED = Measure.DISBURSED, Measure.SPENT, Measure.COMMITTED
GRANTOR, GRANTEE, OTHER = Source.GRANTOR, Source.GRANTEE, Source.OTHER


def position(
    amount: int,
    on: date = JULY,
    source: Source = GRANTOR,
    measure: Measure = DISBURSED,
    tranche: str = "",
    line: str = "",
    import_id: int = 1,
    id: int = 0,
) -> Figure:
    return Figure(
        measure, on, amount, source, tranche=tranche, line=line, import_id=import_id, id=id
    )


def movement(
    amount: int,
    on: date = JULY,
    source: Source = GRANTOR,
    document: str = "",
    tranche: str = "",
    line: str = "",
    import_id: int = 1,
) -> Figure:
    return Figure(DISBURSED, on, amount, source, True, tranche, line, document, import_id)


def disbursed(*figures: Figure, day: date = AUGUST) -> Value:
    value = value_at(figures, DISBURSED, day)
    assert value is not None
    return value


# Positions


def test_nobody_reported_is_no_value() -> None:
    assert value_at([], DISBURSED, AUGUST) is None


def test_another_measure_is_no_value() -> None:
    assert value_at([position(5, measure=SPENT)], DISBURSED, AUGUST) is None


def test_zero_reported_is_a_value() -> None:
    assert disbursed(position(0)).amount == 0


def test_newest_position_is_carried_forward_with_its_own_date() -> None:
    value = disbursed(position(40, JUNE), position(70, JULY))

    assert (value.amount, value.as_of) == (70, JULY)


def test_position_on_the_day_counts_and_a_later_one_does_not() -> None:
    figures = position(40, JUNE), position(70, JULY)

    assert disbursed(*figures, day=JULY).amount == 70
    assert disbursed(*figures, day=JULY - timedelta(days=1)).amount == 40
    assert value_at(figures, DISBURSED, JUNE - timedelta(days=1)) is None


def test_newest_import_of_one_key_speaks() -> None:
    value = disbursed(position(40, import_id=2), position(70, import_id=10), position(50))

    assert (value.amount, value.differences) == (70, ())


def test_an_older_position_in_a_newer_import_does_not_count() -> None:
    assert disbursed(position(70, JULY, import_id=1), position(40, JUNE, import_id=2)).amount == 70


def test_of_two_rows_for_one_key_in_an_import_the_first_stands() -> None:
    assert disbursed(position(40, id=7), position(70, id=8)).amount == 40


# Parts


def test_tranches_of_one_date_add_up() -> None:
    value = disbursed(position(40, tranche="I"), position(60, tranche="II"))

    assert (value.amount, value.differences) == (100, ())


def test_the_order_of_parts_does_not_matter() -> None:
    parts = position(40, tranche="I"), position(60, tranche="II")

    assert disbursed(*parts) == disbursed(*parts[::-1])


def test_tranches_of_an_older_date_are_not_added() -> None:
    assert disbursed(position(40, JUNE, tranche="I"), position(60, JULY, tranche="II")).amount == 60


def test_a_correction_of_one_tranche_leaves_the_others() -> None:
    value = disbursed(
        position(40, tranche="I"),
        position(60, tranche="II"),
        position(45, tranche="I", import_id=2),
    )

    assert value.amount == 105


def test_stated_total_wins_over_its_parts_and_they_are_its_control() -> None:
    parts = position(40, tranche="I"), position(50, tranche="II")

    value = disbursed(*parts, position(100))

    assert value.amount == 100
    assert value.evidence == (position(100),)
    assert value.differences == (Difference("parts", -10, 90, parts),)


def test_parts_that_add_up_to_the_total_are_no_difference() -> None:
    assert not disbursed(
        position(100), position(40, tranche="I"), position(60, tranche="II")
    ).differences


def test_tranches_count_before_lines_and_lines_are_their_control() -> None:
    lines = position(30, line="1/521"), position(60, line="1/524")

    value = disbursed(*lines, position(100, tranche="I"))

    assert value.amount == 100
    assert value.differences == (Difference("parts", -10, 90, lines),)


def test_lines_alone_add_up() -> None:
    assert disbursed(position(30, line="1/521"), position(60, line="1/524")).amount == 90


def test_a_line_within_a_tranche_is_not_counted_twice() -> None:
    value = disbursed(position(100, tranche="I"), position(100, tranche="I", line="1/521"))

    assert (value.amount, value.differences) == (100, ())


def test_parts_of_another_source_or_date_are_not_a_control_of_the_total() -> None:
    value = disbursed(position(100, JULY), position(40, JUNE, tranche="I"))

    assert value.differences == ()


# Sources


@pytest.mark.parametrize("measure", [COMMITTED, DISBURSED, Measure.RETURNED])
def test_on_one_date_the_grantor_is_heard_first(measure: Measure) -> None:
    said = [position(n, source=s, measure=measure) for n, s in enumerate((OTHER, GRANTEE, GRANTOR))]

    value = value_at(said, measure, AUGUST)

    assert value is not None
    assert (value.source, value.amount) == (GRANTOR, 2)
    assert [(d.kind, d.amount, d.other) for d in value.differences] == [
        ("sources", -1, 1),
        ("sources", -2, 0),
    ]


def test_of_spending_the_grantee_is_heard_first() -> None:
    said = [position(n, source=s, measure=SPENT) for n, s in enumerate((OTHER, GRANTOR, GRANTEE))]

    value = value_at(said, SPENT, AUGUST)

    assert value is not None
    assert (value.source, value.amount) == (GRANTEE, 2)


def test_the_newer_date_counts_whoever_says_it_and_the_other_stays_visible() -> None:
    older = position(40, JUNE, GRANTOR)

    value = disbursed(older, position(70, JULY, OTHER))

    assert (value.amount, value.source) == (70, OTHER)
    assert value.differences == (Difference("sources", -30, 40, (older,)),)


def test_two_sources_that_agree_are_no_difference() -> None:
    assert disbursed(position(70, source=GRANTOR), position(70, source=GRANTEE)).differences == ()


def test_an_older_source_is_carried_by_the_transfers_since() -> None:
    value = disbursed(
        position(40, JUNE, GRANTOR), movement(60, date(2024, 6, 15)), position(100, JULY, GRANTEE)
    )

    assert [d.kind for d in value.differences] == ["movements"]


# Movements


def test_movements_alone_add_up_to_the_day() -> None:
    figures = movement(40, JUNE), movement(60, JULY)

    assert disbursed(*figures).amount == 100
    assert disbursed(*figures).as_of == JULY
    assert disbursed(*figures, day=JUNE).amount == 40
    assert value_at(figures, DISBURSED, JUNE - timedelta(days=1)) is None


def test_movements_after_a_position_are_added() -> None:
    value = disbursed(position(40, JUNE), movement(60, JULY), movement(5, AUGUST), day=JULY)

    assert (value.amount, value.as_of, value.source) == (100, JULY, GRANTOR)
    assert value.evidence == (position(40, JUNE), movement(60, JULY))
    assert value.differences == ()


def test_movements_up_to_a_position_are_its_control() -> None:
    early, late = movement(30, JUNE), movement(60, AUGUST)

    value = disbursed(position(40, JULY), early, late)

    assert value.amount == 100
    assert value.differences == (Difference("movements", -10, 90, (early, late)),)


def test_a_movement_on_the_date_of_the_position_is_in_it() -> None:
    value = disbursed(position(40, JULY), movement(40, JULY))

    assert (value.amount, value.differences) == (40, ())


def test_a_movement_on_the_date_of_the_position_is_its_control() -> None:
    value = disbursed(position(40, JULY), movement(30, JULY))

    assert (value.amount, [d.amount for d in value.differences]) == (40, [-10])


def count(*named: tuple[str, str]) -> int:
    """How many transfers of 10 there are on one date, under these documents and tranches."""
    return disbursed(*(movement(10, document=d, tranche=t) for d, t in named)).amount // 10


def test_one_transfer_in_two_registers_is_one() -> None:
    both = movement(10, source=GRANTOR, import_id=1), movement(10, source=GRANTEE, import_id=2)

    assert disbursed(*both).amount == 10


def test_same_document_is_one_and_another_document_is_another() -> None:
    assert count(("SP2D-1", ""), ("SP2D-1", "")) == 1
    assert count(("SP2D-1", ""), ("SP2D-2", "")) == 2


def test_without_numbers_tranches_tell_transfers_apart() -> None:
    assert count(("", "I"), ("", "II")) == 2
    assert count(("", "I"), ("", "I")) == 1


def test_an_unnumbered_transfer_joins_a_numbered_one() -> None:
    assert count(("", ""), ("SP2D-1", "")) == 1
    assert count(("", ""), ("SP2D-1", ""), ("SP2D-2", "")) == 2


def test_names_that_complete_one_another_are_one_transfer() -> None:
    assert count(("SP2D-1", ""), ("", "I")) == 1
    assert count(("SP2D-1", ""), ("", "I"), ("SP2D-1", "II")) == 2
    assert count(("", "I"), ("SP2D-1", ""), ("SP2D-2", "")) == 2


def test_one_document_that_pays_two_tranches_is_two_transfers() -> None:
    assert count(("SP2D-1", "I"), ("SP2D-1", "II")) == 2


def test_transfers_of_different_budget_lines_are_not_merged() -> None:
    assert disbursed(movement(10, line="521"), movement(10, line="524")).amount == 20


def test_other_amount_or_date_is_another_transfer() -> None:
    assert disbursed(movement(10), movement(11), movement(10, JUNE)).amount == 31


def test_the_best_named_and_newest_attestation_is_the_evidence() -> None:
    named = movement(10, document="SP2D-1", import_id=2)

    value = disbursed(movement(10, import_id=3), movement(10, document="SP2D-1"), named)

    assert value.evidence == (named,)


# Known answers


def test_ngada_kpu_as_its_register_tells_it() -> None:
    register = movement(1127860520000, date(2023, 12, 1)), movement(1691790780000, JULY)

    assert disbursed(*register, day=date(2023, 12, 1)).amount == 11_278_605_200_00
    assert disbursed(*register, day=JULY).amount == 28_196_513_000_00


# Laws

days = st.dates(date(2024, 6, 1), date(2024, 6, 4))
figure_lists = st.lists(
    st.builds(
        Figure,
        measure=st.sampled_from([DISBURSED, SPENT]),
        on=days,
        amount=st.integers(-1, 3),
        source=st.sampled_from(Source),
        is_movement=st.booleans(),
        tranche=st.sampled_from(["", "", "I", "II"]),
        line=st.sampled_from(["", "", "521"]),
        document=st.sampled_from(["", "A", "B"]),
        import_id=st.integers(1, 3),
        id=st.integers(1, 1000),
    ),
    max_size=12,
)
registers = st.lists(
    st.tuples(days, st.integers(1, 2), st.sampled_from(["", "A", "B"]), st.sampled_from(["", "I"])),
    max_size=8,
)


@given(figure_lists, days, st.randoms(use_true_random=False))
def test_any_order_gives_the_same_value(figures: list[Figure], day: date, random: Random) -> None:
    shuffled = random.sample(figures, len(figures))

    for measure in (DISBURSED, SPENT):
        assert value_at(shuffled, measure, day) == value_at(figures, measure, day)


@given(figure_lists, days)
def test_evidence_and_differences_add_up(figures: list[Figure], day: date) -> None:
    value = value_at(figures, DISBURSED, day)

    if value is None:
        assert not [f for f in figures if f.measure is DISBURSED and f.on <= day]
        return
    assert sum(f.amount for f in value.evidence) == value.amount
    assert value.as_of == max(f.on for f in value.evidence) <= day
    for difference in value.differences:
        assert sum(f.amount for f in difference.figures) == difference.other
        assert difference.amount == difference.other - value.amount != 0


@given(registers, st.lists(st.booleans(), min_size=8, max_size=8), days)
def test_a_register_in_two_files_in_either_order_equals_the_whole(
    rows: list[tuple[date, int, str, str]], is_second: list[bool], day: date
) -> None:
    def read(first: int, second: int) -> int | None:
        figures = [
            movement(amount, on, document=document, tranche=tranche, import_id=import_id)
            for (on, amount, document, tranche), later in zip(rows, is_second, strict=False)
            for import_id in [second if later else first]
        ]
        value = value_at(figures, DISBURSED, day)
        return None if value is None else value.amount

    assert read(1, 1) == read(1, 2) == read(2, 1)


@given(registers, days)
def test_a_register_read_again_adds_nothing(
    rows: list[tuple[date, int, str, str]], day: date
) -> None:
    once = [movement(a, on, document=d, tranche=t) for on, a, d, t in rows]
    again = [movement(a, on, GRANTEE, d, t, import_id=2) for on, a, d, t in rows]

    one, two = value_at(once, DISBURSED, day), value_at(once + again, DISBURSED, day)

    assert (one and one.amount) == (two and two.amount)


@given(figure_lists, figure_lists, days)
def test_undoing_an_import_restores_exactly(
    before: list[Figure], imported: list[Figure], day: date
) -> None:
    kept = [f for f in before if f.import_id != 3]
    latest = [f for f in imported if f.import_id == 3]

    after_undo = [f for f in kept[::-1] + latest if f.import_id != 3]

    assert value_at(after_undo, DISBURSED, day) == value_at(kept, DISBURSED, day)


@given(figure_lists, figure_lists, days)
def test_one_measure_never_hides_another(
    figures: list[Figure], others: list[Figure], day: date
) -> None:
    spending = [f for f in others if f.measure is SPENT]
    disbursement = [f for f in figures if f.measure is DISBURSED]

    assert value_at(disbursement + spending, DISBURSED, day) == value_at(
        disbursement, DISBURSED, day
    )


@given(figure_lists, days, days)
def test_what_is_carried_forward_stays_until_something_newer_is_said(
    figures: list[Figure], day: date, later: date
) -> None:
    known = [f for f in figures if f.on <= day]

    assert value_at(known, DISBURSED, max(day, later)) == value_at(figures, DISBURSED, day)
