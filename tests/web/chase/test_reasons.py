"""Why an agreement is chased, and in which order."""

from datetime import UTC, date, datetime, timedelta

from nphd_tracker.absorption import Basis, Holding, Standing, stand
from nphd_tracker.due import Terms, TrancheTerm
from nphd_tracker.follow_ups import Cause, Event, FollowUp, Promise, State, Tracked
from nphd_tracker.positions import Figure
from nphd_tracker.reading import Measure, Source
from nphd_tracker.regions import Agency
from nphd_tracker.web.chase.reasons import (
    Reason,
    count_reasons,
    list_chase,
    reasons_of,
    sum_amounts,
)

DAY = date(2024, 8, 1)
POLLING = date(2024, 11, 27)
SCHEDULE = Terms(tranches=(TrancheTerm("Tahap I", None, date(2024, 7, 1)),))


def standing(
    committed: int | None,
    disbursed: int | None,
    *,
    number: int = 1,
    region: str = "53.09",
    agency: Agency = Agency.TNI,
    on: date = DAY,
    terms: Terms | None = None,
    unit_clash: bool = False,
) -> Standing:
    said = {Measure.COMMITTED: committed, Measure.DISBURSED: disbursed}
    figures = tuple(
        Figure(measure, on, amount, Source.GRANTOR)
        for measure, amount in said.items()
        if amount is not None
    )
    holding = Holding(
        number, "Pilkada 2024", region, agency, None, figures, terms or Terms(), unit_clash
    )
    return stand(holding, DAY, Basis.DISBURSED_COMMITTED, POLLING)


def promised(about: Standing, due: date | None) -> Tracked:
    event = Event(
        datetime(2024, 7, 1, tzinfo=UTC), "opened", Promise(Cause.CASH, due=due), State.OPEN
    )
    follow_up = FollowUp(
        1, about.holding.id, "Pilkada 2024", about.holding.region, about.holding.agency, None,
        Basis.DISBURSED_COMMITTED, DAY, None, None, (event,),
    )  # fmt: skip
    return Tracked(follow_up, about, DAY)


def test_not_reported_is_chased_for_its_whole_value() -> None:
    [line] = list_chase([standing(500, None)])
    assert (line.reasons, line.amount) == ((Reason.SILENT,), 500)


def test_below_100_alone_is_no_reason() -> None:
    assert reasons_of(standing(500, 200)) == ()


def test_late_against_its_own_schedule_says_how_far_behind() -> None:
    [line] = list_chase([standing(500, 200, terms=SCHEDULE)])
    assert (line.reasons, line.amount, line.behind) == ((Reason.LATE,), 300, 300)


def test_late_by_the_regulation_is_an_estimate_and_only_for_kpu_and_bawaslu() -> None:
    assert reasons_of(standing(500, 200, agency=Agency.KPU)) == (Reason.ESTIMATE,)
    assert reasons_of(standing(500, 200, agency=Agency.POLRI)) == ()


def test_old_position_is_chased_only_while_something_is_open() -> None:
    before = DAY - timedelta(days=15)
    assert reasons_of(standing(500, 200, on=before)) == (Reason.OLD,)
    assert reasons_of(standing(500, 500, on=before)) == ()
    assert reasons_of(standing(500, 200, on=DAY - timedelta(days=14))) == ()


def test_overdue_promise_is_a_reason_and_one_not_yet_due_is_not() -> None:
    one = standing(500, 200)
    [line] = list_chase([one], [promised(one, date(2024, 7, 31))])
    assert (line.reasons, line.due) == ((Reason.OVERDUE,), date(2024, 7, 31))
    assert list_chase([one], [promised(one, DAY)]) == []
    assert list_chase([one], [promised(one, None)]) == []


def test_complete_closed_and_uncounted_ones_are_left_alone() -> None:
    assert reasons_of(standing(500, 500)) == ()
    assert reasons_of(standing(500, 200, terms=Terms(closed_on=DAY))) == ()
    assert reasons_of(standing(500, None, unit_clash=True)) == ()


def test_the_largest_amount_comes_first_and_what_has_none_last() -> None:
    lines = list_chase(
        [standing(100, None, number=1), standing(900, None, number=2), standing(None, 5, number=3)],
        missing=[("53.10", Agency.KPU)],
    )
    assert [line.amount for line in lines] == [900, 100, None, None]
    assert Reason.MISSING in {reason for line in lines[2:] for reason in line.reasons}
    assert sum_amounts(lines) == 1000


def test_a_line_counts_for_each_of_its_reasons() -> None:
    old = standing(500, 200, on=DAY - timedelta(days=20), terms=SCHEDULE)
    counts = count_reasons(list_chase([old, standing(100, None)]))
    assert counts == {Reason.LATE: 1, Reason.SILENT: 1, Reason.OLD: 1}
    assert list(counts) == [Reason.LATE, Reason.SILENT, Reason.OLD]
