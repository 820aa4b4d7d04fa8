"""What moved between two days, and the ministry's counts: by its own release, and by their laws."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from nphd_tracker.absorption import Basis, Holding, Standing, stand
from nphd_tracker.due import Terms
from nphd_tracker.movement import Change, Movement, add_up, by_movement, compare, count_bands
from nphd_tracker.positions import Figure
from nphd_tracker.reading import Measure, Source
from nphd_tracker.regions import Agency

MEETING = date(2024, 8, 1)
BEFORE = date(2024, 7, 25)
MARCH = date(2025, 3, 31)
RUPIAH = 100


def agreement(
    id: int = 1,
    committed: int | None = 1000,
    *disbursed: tuple[date, int],
    region: str = "53.09",
    agency: Agency = Agency.KPU,
    unit: str | None = None,
    **more: object,
) -> Holding:
    """An agreement of a value, in force since 2023, with what was disbursed on which days."""
    known = [] if committed is None else [(Measure.COMMITTED, date(2023, 11, 15), committed)]
    known += [(Measure.DISBURSED, on, amount) for on, amount in disbursed]
    figures = tuple(Figure(m, on, n * RUPIAH, Source.GRANTOR) for m, on, n in known)
    holding = Holding(id, "Pilkada 2024", region, agency, unit, figures)
    return replace(holding, **more)  # type: ignore[arg-type]


def at(day: date, *holdings: Holding) -> list[Standing]:
    return [stand(one, day, Basis.DISBURSED_COMMITTED) for one in holdings]


def change(*holdings: Holding, since: date = BEFORE, day: date = MEETING) -> Change:
    [found] = compare(at(since, *holdings), at(day, *holdings))
    return found


def test_who_reached_100_was_below_before() -> None:
    found = change(agreement(1, 1000, (BEFORE, 999), (MEETING, 1000)))
    assert (found.movement, found.by) == (Movement.REACHED, 1 * RUPIAH)


def test_a_sen_short_of_everything_has_moved_and_not_reached_100() -> None:
    holding = agreement(1, 1000, (BEFORE, 500))
    almost = Figure(Measure.DISBURSED, MEETING, 1000 * RUPIAH - 1, Source.GRANTOR)
    found = change(replace(holding, figures=(*holding.figures, almost)))
    assert (found.movement, found.by) == (Movement.MOVED, 500 * RUPIAH - 1)


def test_first_report_is_new_and_no_movement_even_at_100() -> None:
    found = change(agreement(1, 1000, (MEETING, 1000)))
    assert (found.movement, found.by, found.is_renewed) == (Movement.NEWLY_REPORTED, 0, True)


def test_standing_still_with_a_report_is_told_from_standing_still_without() -> None:
    again = change(agreement(1, 1000, (BEFORE, 400), (MEETING, 400)))
    silent = change(agreement(1, 1000, (BEFORE, 400)))
    assert again.movement is silent.movement is Movement.STOOD_STILL
    assert (again.is_renewed, silent.is_renewed) == (True, False)


def test_a_smaller_total_has_fallen() -> None:
    found = change(agreement(1, 1000, (BEFORE, 400), (MEETING, 300)))
    assert (found.movement, found.by) == (Movement.FELL, -100 * RUPIAH)


def test_an_addendum_that_raises_the_value_takes_it_off_100() -> None:
    holding = agreement(1, 1000, (BEFORE, 1000), (MEETING, 1100))
    raised = Figure(Measure.COMMITTED, MEETING, 1500 * RUPIAH, Source.GRANTOR)
    found = change(replace(holding, figures=(*holding.figures, raised)))
    assert (found.movement, found.by) == (Movement.FELL, 100 * RUPIAH)


def test_what_is_complete_does_not_stand_still() -> None:
    assert change(agreement(1, 1000, (BEFORE, 1000))).movement is Movement.DONE
    over = change(agreement(1, 1000, (BEFORE, 1000), (MEETING, 1010)))
    assert (over.movement, over.by) == (Movement.DONE, 10 * RUPIAH)


def test_what_is_closed_below_100_does_not_stand_still() -> None:
    closed = agreement(1, 1000, (BEFORE, 900), terms=Terms(closed_on=BEFORE))
    assert change(closed).movement is Movement.DONE


def test_an_agreement_of_nothing_has_nothing_to_move() -> None:
    assert change(agreement(1, 0, (BEFORE, 0))).movement is Movement.DONE


def test_without_a_report_on_either_day_it_is_silent() -> None:
    assert change(agreement(1, 1000)).movement is Movement.SILENT
    assert change(agreement(1, None, (BEFORE, 5), (MEETING, 9))).movement is Movement.SILENT


def test_an_agreement_first_heard_of_since_is_newly_reported() -> None:
    [found] = compare([], at(MEETING, agreement(1, 1000, (MEETING, 400))))
    assert (found.before, found.movement) == (None, Movement.NEWLY_REPORTED)


def test_a_clash_of_units_is_in_no_change_and_in_no_count() -> None:
    clash = agreement(1, 1000, (MEETING, 400), unit_clash=True)
    assert compare([], at(MEETING, clash)) == []
    assert count_bands(at(MEETING, clash)) == []


def test_most_rupiah_moved_comes_first() -> None:
    holdings = [
        agreement(1, 1000, (BEFORE, 0), (MEETING, 5)),
        agreement(2, 9000, (BEFORE, 0), (MEETING, 700)),
        agreement(3, 100, (BEFORE, 0), (MEETING, 99)),
    ]
    found = by_movement(compare(at(BEFORE, *holdings), at(MEETING, *holdings)))
    assert [one.now.holding.id for one in found[Movement.MOVED]] == [2, 3, 1]
    assert found[Movement.REACHED] == []


amounts = st.tuples(st.integers(1, 50), st.integers(0, 60), st.integers(0, 60))


@given(st.lists(amounts, max_size=12))
def test_every_agreement_changed_in_one_way_and_the_rupiah_add_up(
    known: list[tuple[int, int, int]],
) -> None:
    holdings = [
        agreement(id, value, (BEFORE, before), (MEETING, now))
        for id, (value, before, now) in enumerate(known)
    ]
    changes = compare(at(BEFORE, *holdings), at(MEETING, *holdings))
    kinds = by_movement(changes)
    assert sum(map(len, kinds.values())) == len(known)
    assert sum(one.by for one in changes) == sum(now - was for _, was, now in known) * RUPIAH
    for one in kinds[Movement.REACHED]:
        assert one.before is not None
        assert one.before.below
        assert not one.now.below
    assert all(one.by == 0 for one in kinds[Movement.STOOD_STILL])


def release_of_2020() -> list[Standing]:
    """Data of the shape of the ministry's release of 13 August 2020, with amounts made up.

    KPU at 270 local governments: 234 at 100%, 34 at 40 to below 100, 2 below 40.
    """
    rates = [100] * 234 + [40] + [99] * 33 + [39, 0]
    holdings = [
        agreement(id, (id + 1) * 100, (MEETING, (id + 1) * rate), region=f"{11 + id // 90}.{id:02}")
        for id, rate in enumerate(rates)
    ]
    return at(MEETING, *holdings)


def test_release_of_the_ministry_of_2020_reproduces() -> None:
    [kpu] = count_bands(release_of_2020())
    assert (kpu.agency, kpu.local_governments) == (Agency.KPU, 270)
    assert (kpu.full, kpu.below100, kpu.below40) == (234, 34, 2)
    assert (kpu.zero, kpu.over, kpu.unreported, kpu.closed) == (1, 0, 0, 0)


def test_two_agreements_of_an_agency_are_one_local_government() -> None:
    police = {"agency": Agency.POLRI, "region": "74.02"}
    [count] = count_bands(
        at(
            MEETING,
            agreement(1, 1000, (MEETING, 1000), unit="Polres Konawe", **police),
            agreement(2, 3000, (MEETING, 0), unit="Polresta Kendari", **police),
        )
    )
    assert (count.local_governments, count.below40, count.zero) == (1, 1, 0)


def test_a_local_government_is_not_at_100_before_all_have_reported() -> None:
    police = {"agency": Agency.POLRI, "region": "74.02"}
    [count] = count_bands(
        at(
            MEETING,
            agreement(1, 1000, (MEETING, 1000), unit="Polres Konawe", **police),
            agreement(2, 3000, unit="Polresta Kendari", **police),
        )
    )
    assert (count.full, count.unreported, count.partly) == (0, 1, 1)


def test_over_and_closed_have_their_place_and_an_agreement_of_nothing_has_none() -> None:
    holdings = [
        agreement(1, 1000, (MEETING, 1100), region="53.01"),
        agreement(2, 1000, (MEETING, 900), region="53.02", terms=Terms(closed_on=MEETING)),
        agreement(3, 0, (MEETING, 0), region="53.03"),
        agreement(4, 1000, region="53.04"),
        agreement(5, 1000, (MEETING, 1000), region="53.05", terms=Terms(closed_on=MEETING)),
    ]
    [count] = count_bands(at(MEETING, *holdings))
    assert (count.local_governments, count.full, count.over) == (4, 2, 1)
    assert (count.closed, count.unreported, count.below100, count.below40) == (1, 1, 0, 0)


@given(st.lists(st.tuples(st.sampled_from(Agency), st.integers(0, 5), amounts), max_size=20))
def test_places_add_up_to_all_local_governments(
    known: list[tuple[Agency, int, tuple[int, int, int]]],
) -> None:
    holdings = [
        agreement(id, value, (MEETING, now), region=f"53.0{place}", agency=agency)
        for id, (agency, place, (value, _, now)) in enumerate(known)
    ]
    counts = count_bands(at(MEETING, *holdings))
    for one in [*counts, add_up(counts)]:
        places = one.full + one.below100 + one.below40 + one.closed + one.unreported
        assert places == one.local_governments
        assert one.over <= one.full
        assert one.zero <= one.below40
    pairs = Counter((agency, place) for agency, place, _ in known)
    assert add_up(counts).local_governments == len(pairs)


def test_a_day_later_without_news_nothing_has_moved() -> None:
    holdings = [agreement(1, 10, (MEETING, 4)), agreement(2, 10), agreement(3, 10, (MEETING, 10))]
    later = MEETING + timedelta(days=1)
    found = by_movement(compare(at(MEETING, *holdings), at(later, *holdings)))
    assert [len(found[kind]) for kind in (Movement.STOOD_STILL, Movement.SILENT)] == [1, 1]
    assert len(found[Movement.DONE]) == 1
