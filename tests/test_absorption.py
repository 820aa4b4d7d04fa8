"""Rates, bands, coverage and closing, by published numbers and by the laws they keep."""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nphd_tracker.absorption import (
    Band,
    Basis,
    Holding,
    Level,
    Row,
    Standing,
    group_by,
    is_below,
    stand,
    sum_up,
)
from nphd_tracker.due import Terms, TrancheTerm
from nphd_tracker.positions import Figure
from nphd_tracker.reading import Measure, Source
from nphd_tracker.regions import Agency

MEETING = date(2024, 8, 1)
POLLING = date(2024, 11, 27)
MARCH = date(2025, 3, 31)
DISBURSEMENT, OF_VALUE, OF_RECEIVED = Basis
M = 1_000_000_000_00
"""A billion rupiah (miliar), in sen."""


def holding(
    *,
    on: date = MEETING,
    id: int = 1,
    region: str = "53.09",
    agency: Agency = Agency.KPU,
    unit: str | None = None,
    terms: Terms | None = None,
    unit_clash: bool = False,
    **amounts: int,
) -> Holding:
    """An agreement whose measures stand at these amounts (sen) on one date."""
    figures = tuple(Figure(Measure(m), on, n, Source.GRANTOR) for m, n in amounts.items())
    return Holding(id, "Pilkada 2024", region, agency, unit, figures, terms or Terms(), unit_clash)


def standing(basis: Basis = DISBURSEMENT, day: date = MEETING, **known: Any) -> Standing:
    return stand(holding(**known), day, basis)


def name(key: str) -> str:
    return f"nama {key}"


# Known answers


def test_ngada_kpu_at_exactly_forty_percent_is_in_the_band_from_forty() -> None:
    first = standing(committed=28_196_513_000_00, disbursed=11_278_605_200_00)
    paid = standing(committed=28_196_513_000_00, disbursed=28_196_513_000_00)

    assert (first.rate, first.band, first.below) == ("40.00", Band.BELOW100, True)
    assert (paid.rate, paid.band, paid.below) == ("100.00", Band.FULL, False)


def test_lembata_kpu_is_below_forty() -> None:
    one = standing(committed=18_540_000_000_00, disbursed=7_410_000_000_00)

    assert (one.rate, one.band, one.unabsorbed) == ("39.96", Band.BELOW40, 11_130_000_000_00)


def test_kpu_in_the_ntt_recap_of_1_august_2024() -> None:
    recap = {
        "53": (341_000_000_000, None),
        "53.07": (21_700_000_000, 7_000_000_000),
        "53.09": (28_196_513_000, 28_196_513_000),
        "53.12": (16_500_000_000, 3_000_000_000),
        "53.13": (18_540_000_000, 7_410_000_000),
        "53.15": (28_000_000_000, 28_000_000_000),
        "53.18": (27_000_000_000, 16_000_000_000),
        "53.19": (28_000_000_000, None),
        "53.21": (25_725_141_000, None),
        "53.71": (28_000_000_000, None),
    }
    standings = [
        standing(region=region, committed=value * 100)
        if paid is None
        else standing(region=region, committed=value * 100, disbursed=paid * 100)
        for region, (value, paid) in recap.items()
    ]

    (kpu,) = group_by(standings, "agency", name)

    assert (kpu.key, kpu.name) == ("KPU", "nama KPU")
    assert kpu.numerator == kpu.disbursed == 89_606_513_000_00
    assert kpu.denominator == 139_936_513_000_00
    assert (kpu.rate, kpu.rate_floor, kpu.band, kpu.below) == (
        "64.03",
        "15.92",
        Band.BELOW100,
        True,
    )
    assert (kpu.reported, kpu.agreements) == (6, 10)
    assert kpu.committed == 562_661_654_000_00
    assert kpu.unreported_committed == 422_725_141_000_00
    assert kpu.unabsorbed == 50_330_000_000_00
    assert (kpu.spent, kpu.returned, kpu.interest) == (None, None, None)


@pytest.mark.parametrize(
    ("agency", "region", "received", "spent", "returned", "rate"),
    [
        (Agency.KPU, "31", 975_977_308_550, 527_821_845_962, 448_155_462_588, "54.08"),
        (Agency.KPU, "15.04", 23_737_000_000, 22_478_604_439, 1_258_395_561, "94.69"),
        (Agency.BAWASLU, "21", 57_461_041_000, 37_202_333_981, 20_258_707_019, "64.74"),
    ],
)
def test_a_full_cycle_is_closed_after_polling_day_and_no_longer_below(
    agency: Agency, region: str, received: int, spent: int, returned: int, rate: str
) -> None:
    cycle = holding(
        on=MARCH,
        region=region,
        agency=agency,
        committed=received * 100,
        disbursed=received * 100,
        spent=spent * 100,
        returned=returned * 100,
    )

    for basis in (OF_VALUE, OF_RECEIVED):
        one = stand(cycle, MARCH, basis, POLLING)
        assert (one.rate, one.band) == (rate, Band.BELOW100)
        assert (one.closed, one.below, is_below(one)) == (True, False, False)
        assert one.still_held == 0
        assert one.unabsorbed == returned * 100


# One agreement


def test_a_percentage_is_cut_and_below_is_decided_on_the_integers() -> None:
    one = standing(committed=4_500_000_000, disbursed=4_499_999_999)

    assert (one.rate, one.below, one.band) == ("99.99", True, Band.BELOW100)


def test_over_a_hundred_is_shown_and_marked() -> None:
    one = standing(committed=100, disbursed=120)

    assert (one.rate, one.band, one.below, one.unabsorbed) == ("120.00", Band.OVER, False, -20)


def test_nothing_disbursed_is_zero_and_no_report_is_not() -> None:
    zero, silent = standing(committed=100, disbursed=0), standing(committed=100)

    assert (zero.rate, zero.band, zero.below) == ("0.00", Band.ZERO, True)
    assert (silent.rate, silent.band, silent.below) == (None, Band.NONE, None)
    assert (silent.no_rate_reason, silent.as_of, silent.unabsorbed) == ("no-numerator", None, None)


def test_one_sen_below_forty_percent_is_in_the_lower_band() -> None:
    assert standing(committed=1000, disbursed=399).band is Band.BELOW40
    assert standing(committed=1000, disbursed=400).band is Band.BELOW100


@pytest.mark.parametrize(
    ("known", "reason"),
    [
        ({"disbursed": 5}, "no-denominator"),
        ({}, "no-denominator"),
        ({"committed": 0, "disbursed": 0}, "zero-denominator"),
        ({"committed": 0}, "zero-denominator"),
        ({"committed": 5, "disbursed": 5}, ""),
    ],
)
def test_without_a_denominator_there_is_no_rate_but_a_reason(
    known: dict[str, int], reason: str
) -> None:
    one = standing(**known)

    assert one.no_rate_reason == reason
    assert (one.rate is None) == (one.band is Band.NONE) == (one.below is None) == bool(reason)


def test_each_basis_names_its_measures_and_divides_them() -> None:
    known = {"committed": 1000, "disbursed": 500, "spent": 200}

    assert [(b.value, b.numerator, b.denominator) for b in Basis] == [
        ("disbursed/committed", Measure.DISBURSED, Measure.COMMITTED),
        ("spent/committed", Measure.SPENT, Measure.COMMITTED),
        ("spent/disbursed", Measure.SPENT, Measure.DISBURSED),
    ]
    assert [standing(basis, **known).rate for basis in Basis] == ["50.00", "20.00", "40.00"]


def test_the_date_of_a_row_is_that_of_what_was_reported() -> None:
    signed = Figure(Measure.COMMITTED, date(2023, 11, 10), 100, Source.GRANTOR)
    paid = Figure(Measure.DISBURSED, date(2024, 7, 18), 40, Source.GRANTOR)
    one = Holding(1, "Pilkada 2024", "53.09", Agency.KPU, None, (signed, paid))

    fresh = stand(one, MEETING, DISBURSEMENT)
    old = stand(one, date(2024, 8, 2), DISBURSEMENT)

    assert fresh.as_of == date(2024, 7, 18)
    assert (fresh.is_old, old.is_old) == (False, True)


def test_what_was_reported_after_the_day_does_not_count() -> None:
    assert standing(day=date(2024, 7, 31), committed=100, disbursed=100).values == {}


def test_still_held_is_unknown_until_disbursement_and_spending_are_known() -> None:
    assert standing(disbursed=100, spent=60, returned=10, interest=3).still_held == 30
    assert standing(disbursed=100, spent=60).still_held == 40
    assert standing(disbursed=100).still_held is None
    assert standing(spent=60).still_held is None


# Closed


def closed(day: date = MARCH, polling_day: date | None = POLLING, **amounts: int) -> bool:
    return stand(holding(**amounts), day, DISBURSEMENT, polling_day).closed


def test_closed_when_all_that_was_disbursed_was_spent_or_returned_after_polling_day() -> None:
    assert closed(disbursed=100, spent=60, returned=40)
    assert closed(disbursed=100, spent=100)
    assert not closed(disbursed=100, spent=60, returned=39)
    assert not closed(disbursed=100, spent=60)


def test_spending_above_what_was_received_is_to_be_checked_and_closes_nothing() -> None:
    assert not closed(disbursed=60, spent=90)
    assert not closed(disbursed=60, spent=90, returned=10)


def test_not_closed_on_polling_day_or_without_knowing_it() -> None:
    done = {"disbursed": 100, "spent": 100}

    assert not closed(day=POLLING, **done)
    assert closed(day=date(2024, 11, 28), **done)
    assert not closed(polling_day=None, **done)


def test_not_closed_without_a_disbursement_or_a_report_of_spending() -> None:
    assert not closed(spent=0, disbursed=0)
    assert not closed(spent=100)
    assert not closed(disbursed=100, returned=100)


def test_closed_by_its_terms_from_that_date() -> None:
    terms = Terms(closed_on=MEETING)
    one = holding(committed=100, disbursed=90, terms=terms, on=date(2024, 7, 1))

    assert stand(one, date(2024, 7, 31), DISBURSEMENT).closed is False
    assert stand(one, MEETING, DISBURSEMENT).closed is True


def test_what_is_closed_is_not_late() -> None:
    tranche = TrancheTerm("Tahap I", Decimal(1), date(2024, 7, 1))
    known = {"committed": 100, "disbursed": 90}

    open_one = holding(terms=Terms(tranches=(tranche,)), **known)
    closed_one = holding(terms=Terms(tranches=(tranche,), closed_on=MEETING), **known)

    assert stand(open_one, MEETING, DISBURSEMENT).due.is_late is True
    assert stand(closed_one, MEETING, DISBURSEMENT).due.is_late is False


def test_what_is_due_reaches_the_standing() -> None:
    one = stand(holding(committed=100, disbursed=90), MEETING, DISBURSEMENT, POLLING)

    assert (one.due.amount, one.due.is_late, one.due.is_estimate) == (100, True, True)


# Groups


def test_a_group_is_a_sum_over_a_sum_and_not_a_mean_of_rates() -> None:
    row = sum_up(
        "x", "X", [standing(committed=900, disbursed=900), standing(committed=100, disbursed=0)]
    )

    assert row.rate == "90.00"


def test_an_agreement_without_both_figures_is_in_its_sums_and_not_in_the_rate() -> None:
    row = sum_up(
        "x",
        "X",
        [
            standing(committed=100, disbursed=100),
            standing(committed=50),
            standing(disbursed=30),
            standing(spent=7),
        ],
    )

    assert (row.numerator, row.denominator, row.rate, row.below) == (100, 100, "100.00", False)
    assert (row.committed, row.disbursed, row.spent) == (150, 130, 7)
    assert (row.agreements, row.reported, row.unreported_committed) == (4, 1, 50)
    assert row.rate_floor == "66.66"


def test_a_group_where_nobody_reported_has_no_rate() -> None:
    row = sum_up("x", "X", [standing(committed=100)])

    assert (row.rate, row.rate_floor, row.below, row.band) == (None, None, None, Band.NONE)
    assert (row.reported, row.unreported_committed, row.oldest, row.newest) == (0, 100, None, None)


def test_an_empty_group_has_nothing() -> None:
    row = sum_up("x", "X", [])

    assert (row.agreements, row.committed, row.rate, row.closed) == (0, None, None, False)


def test_a_group_where_all_reported_has_no_unreported_value() -> None:
    assert sum_up("x", "X", [standing(committed=1, disbursed=1)]).unreported_committed is None


def test_oldest_and_newest_are_of_what_is_in_the_rate() -> None:
    dates = [date(2024, 6, 1), date(2024, 7, 1), date(2024, 5, 1)]
    rows = [standing(on=on, committed=100, disbursed=1) for on in dates]

    row = sum_up("x", "X", [*rows, standing(on=date(2024, 4, 1), disbursed=1)])

    assert (row.oldest, row.newest) == (date(2024, 5, 1), date(2024, 7, 1))


def test_a_group_is_closed_only_when_all_of_it_is() -> None:
    done = stand(holding(committed=100, disbursed=90, spent=90), MARCH, DISBURSEMENT, POLLING)
    not_done = stand(holding(committed=100, disbursed=90), MARCH, DISBURSEMENT, POLLING)

    assert (sum_up("x", "X", [done]).closed, sum_up("x", "X", [done]).below) == (True, False)
    both = sum_up("x", "X", [done, not_done])
    assert (both.closed, both.below) == (False, True)


def test_an_unnamed_unit_beside_two_named_ones_is_in_no_sum() -> None:
    clash = standing(agency=Agency.POLRI, unit_clash=True, committed=100, disbursed=50)
    polres = standing(agency=Agency.POLRI, unit="Polres Konawe", committed=10, disbursed=10)

    row = sum_up("x", "X", [clash, polres])

    assert (row.agreements, row.committed, row.rate) == (1, 10, "100.00")
    assert clash.rate == "50.00"


def test_rows_come_in_the_order_of_agencies_and_region_codes() -> None:
    standings = [
        standing(id=1, region="53.71", agency=Agency.POLRI, unit="Polresta"),
        standing(id=2, region="53", agency=Agency.TNI),
        standing(id=3, region="53.09", agency=Agency.KPU),
        standing(id=4, region="21", agency=Agency.BAWASLU),
        standing(id=5, region="53.71", agency=Agency.KPU),
        standing(id=6, region="53.71", agency=Agency.POLRI, unit="Polres"),
    ]

    def keys(by: Level) -> list[str]:
        return [row.key for row in group_by(standings, by, name)]

    assert keys("agency") == ["KPU", "BAWASLU", "TNI", "POLRI"]
    assert keys("region") == ["21", "53", "53.09", "53.71"]
    assert keys("province") == ["21", "53"]
    assert keys("agreement") == ["4", "2", "3", "5", "6", "1"]


# Below so many percent


def test_below_a_threshold_is_exact() -> None:
    almost = standing(committed=1_000_000, disbursed=999_899)

    assert is_below(almost, Decimal("99.99"))
    assert not is_below(standing(committed=1_000_000, disbursed=999_900), Decimal("99.99"))
    assert is_below(almost)
    assert not is_below(almost, 40)


def test_without_a_rate_nothing_is_below() -> None:
    assert not is_below(standing(committed=100))
    assert not is_below(sum_up("x", "X", []))
    assert not is_below(standing(committed=0, disbursed=0))


def test_a_row_is_below_as_a_standing_is() -> None:
    assert is_below(sum_up("x", "X", [standing(committed=100, disbursed=39)]), 40)
    assert not is_below(sum_up("x", "X", [standing(committed=100, disbursed=40)]), 40)


# Laws

amounts = st.none() | st.integers(0, 300) | st.integers(0, 2**63 - 1)
days = st.dates(date(2024, 7, 1), date(2024, 8, 1))


@st.composite
def holdings(draw: st.DrawFn) -> list[Holding]:
    made = []
    for number in range(draw(st.integers(0, 8))):
        figures = [
            Figure(measure, draw(days), amount, draw(st.sampled_from(Source)), import_id=n)
            for measure in Measure
            for n in range(draw(st.integers(0, 2)))
            if (amount := draw(amounts)) is not None
        ]
        made.append(
            Holding(
                id=number,
                election="Pilkada 2024",
                region=draw(st.sampled_from(["53", "53.09", "53.71", "21", "21.01"])),
                agency=draw(st.sampled_from(Agency)),
                unit=draw(st.sampled_from([None, "Polres"])),
                figures=tuple(figures),
                terms=Terms(closed_on=draw(st.sampled_from([None, None, MEETING]))),
                unit_clash=draw(st.integers(0, 5)) == 0,
            )
        )
    return made


SUMS = (
    "committed",
    "disbursed",
    "spent",
    "returned",
    "interest",
    "numerator",
    "denominator",
    "agreements",
    "reported",
    "unreported_committed",
    "unabsorbed",
)


def totals(rows: Sequence[Row]) -> dict[str, int | None]:
    found = {}
    for field in SUMS:
        known = [value for row in rows if (value := getattr(row, field)) is not None]
        found[field] = sum(known) if known else None
    return found


@given(holdings(), st.sampled_from(Basis))
def test_totals_by_agency_region_province_and_agreement_are_the_total(
    some: list[Holding], basis: Basis
) -> None:
    standings = [stand(one, MEETING, basis, date(2024, 7, 15)) for one in some]
    total = sum_up("", "", standings)
    levels: tuple[Level, ...] = ("agency", "region", "province", "agreement")

    for by in levels:
        rows = group_by(standings, by, name)
        summed = totals(rows)
        assert (summed["agreements"] or 0, summed["reported"] or 0) == (
            total.agreements,
            total.reported,
        )
        for field in SUMS:
            assert (summed[field] or 0) == (getattr(total, field) or 0), (by, field)
        dates = [row.oldest for row in rows if row.oldest]
        assert min(dates, default=None) == total.oldest


def recompute(numerator: int | None, denominator: int | None) -> str | None:
    """A rate from the two numbers beside it, independent of the code that made it."""
    if numerator is None or not denominator:
        return None
    whole, rest = divmod(numerator * 100, denominator)
    return f"{whole}.{rest * 100 // denominator:02d}"


@given(holdings(), st.sampled_from(Basis))
def test_every_rate_recomputes_from_the_numbers_beside_it(
    some: list[Holding], basis: Basis
) -> None:
    standings = [stand(one, MEETING, basis) for one in some]

    rows = [*group_by(standings, "region", name), sum_up("", "", standings)]
    everything: list[Row | Standing] = [*standings, *rows]

    for shown in everything:
        assert shown.rate == recompute(shown.numerator, shown.denominator)
        if isinstance(shown, Row):
            assert shown.rate_floor == recompute(shown.numerator, shown.committed)
        if shown.numerator is not None and shown.denominator is not None:
            assert shown.unabsorbed == shown.denominator - shown.numerator
            is_short = shown.numerator < shown.denominator
            if shown.rate is not None:
                assert shown.below == is_below(shown) == (is_short and not shown.closed)
                shows_short = {Band.ZERO, Band.BELOW40, Band.BELOW100}
                assert (shown.band in shows_short) == is_short


@given(holdings(), st.sampled_from(Basis), st.randoms(use_true_random=False))
def test_any_order_of_agreements_and_figures_gives_the_same_rows(
    some: list[Holding], basis: Basis, random: Random
) -> None:
    shuffled = [
        replace(one, figures=tuple(random.sample(one.figures, len(one.figures))))
        for one in random.sample(some, len(some))
    ]
    levels: tuple[Level, ...] = ("agency", "region", "province", "agreement")

    def rows(held: list[Holding]) -> list[list[Row]]:
        standings = [stand(one, MEETING, basis) for one in held]
        return [group_by(standings, by, name) for by in levels]

    assert rows(shuffled) == rows(some)


@given(holdings(), st.sampled_from(Basis))
def test_an_import_undone_leaves_every_standing_as_it_was(
    some: list[Holding], basis: Basis
) -> None:
    for one in some:
        before = stand(one, MEETING, basis)
        paid = tuple(Figure(m, MEETING, 17, Source.GRANTOR, import_id=9) for m in Measure)
        during = replace(one, figures=paid + one.figures)
        undone = replace(one, figures=tuple(f for f in during.figures if f.import_id != 9))
        after = stand(undone, MEETING, basis)

        assert stand(during, MEETING, basis).as_of == MEETING
        for field in fields(Standing):
            assert getattr(after, field.name) == getattr(before, field.name)
