"""What is due: an agreement's own schedule, the regulation's default, and who is late by which."""

from datetime import date
from decimal import Decimal

import pytest

from nphd_tracker.due import Due, Terms, TrancheTerm, due_at
from nphd_tracker.positions import Figure
from nphd_tracker.reading import Measure, Source
from nphd_tracker.regions import Agency

SIGNED = date(2023, 11, 10)
FIRST_DUE = date(2023, 11, 30)
REST_DUE = date(2024, 6, 27)
POLLING = date(2024, 11, 27)
MEETING = date(2024, 8, 1)


def committed(amount: int, on: date = SIGNED) -> Figure:
    return Figure(Measure.COMMITTED, on, amount, Source.GRANTOR)


def disbursed(amount: int, on: date = SIGNED) -> Figure:
    return Figure(Measure.DISBURSED, on, amount, Source.GRANTOR)


def default(
    *figures: Figure,
    day: date = MEETING,
    signed_on: date | None = SIGNED,
    agency: Agency = Agency.KPU,
    polling_day: date | None = POLLING,
) -> Due:
    return due_at(figures, Terms(signed_on=signed_on), agency, day, polling_day)


def scheduled(*shares: tuple[str | None, date | None]) -> Terms:
    return Terms(
        tranches=tuple(
            TrancheTerm(f"Tahap {place}", None if share is None else Decimal(share), due)
            for place, (share, due) in enumerate(shares, 1)
        )
    )


# The default of Permendagri 41/2020


def test_nothing_is_due_within_14_working_days_of_signing() -> None:
    due = default(committed(1000), day=date(2023, 11, 29))

    assert due == Due(amount=0, is_late=False, is_estimate=True, next_due=FIRST_DUE)


def test_forty_percent_is_due_on_the_14th_working_day() -> None:
    assert default(committed(1000), disbursed(399), day=FIRST_DUE) == Due(
        400, True, True, REST_DUE, FIRST_DUE
    )
    assert default(committed(1000), disbursed(400), day=FIRST_DUE).is_late is False


def test_the_rest_is_due_five_months_before_polling_day() -> None:
    day_before = default(committed(1000), disbursed(400), day=date(2024, 6, 26))
    on_the_day = default(committed(1000), disbursed(400), day=REST_DUE)

    assert (day_before.amount, day_before.is_late) == (400, False)
    assert on_the_day == Due(1000, True, True, None, REST_DUE)


@pytest.mark.parametrize(
    ("signed_on", "first_due"),
    [
        (date(2023, 11, 11), date(2023, 11, 30)),  # a Saturday: Monday is the first day
        (date(2023, 12, 8), date(2024, 1, 2)),  # over Christmas, its joint leave and New Year
        (date(2024, 4, 1), date(2024, 4, 29)),  # over Eid al-Fitr and four days of joint leave
    ],
)
def test_weekends_holidays_and_joint_leave_are_not_working_days(
    signed_on: date, first_due: date
) -> None:
    due = default(committed(1000, signed_on), day=signed_on, signed_on=signed_on)

    assert due.next_due == first_due


def test_without_a_signing_date_the_first_tranche_is_unknown() -> None:
    before = default(committed(1000), disbursed(0), day=date(2024, 6, 26), signed_on=None)
    after = default(committed(1000), disbursed(999), day=REST_DUE, signed_on=None)

    assert before == Due(None, None, True, REST_DUE)
    assert after == Due(1000, True, True, None, REST_DUE)


def test_without_a_polling_day_only_the_first_tranche_is_known() -> None:
    assert default(committed(1000), disbursed(400), polling_day=None) == Due(
        400, False, True, None, FIRST_DUE
    )
    assert default(committed(1000), signed_on=None, polling_day=None) == Due(None, None, True, None)


def test_an_agreement_signed_late_owes_the_rest_with_the_first_tranche() -> None:
    signed_on = date(2024, 7, 22)

    due = default(committed(1000, signed_on), day=MEETING, signed_on=signed_on)

    assert (due.amount, due.next_due) == (0, date(2024, 8, 9))


@pytest.mark.parametrize("agency", [Agency.TNI, Agency.POLRI, Agency.OTHER])
def test_the_default_is_for_kpu_and_bawaslu_only(agency: Agency) -> None:
    assert default(committed(1000), disbursed(0), agency=agency) == Due(None, None, False, None)
    assert default(committed(1000), disbursed(0), agency=Agency.BAWASLU).is_late is True


def test_five_months_before_the_31st_is_the_last_day_of_a_short_month() -> None:
    due = default(committed(1000), day=date(2024, 1, 1), polling_day=date(2024, 7, 31))

    assert due.next_due == date(2024, 2, 29)


# The value in force


def test_an_addendum_counts_only_for_what_falls_due_after_it() -> None:
    addendum = committed(2000, date(2024, 3, 1))

    assert default(committed(1000), addendum, day=date(2024, 6, 1)).amount == 400
    assert default(committed(1000), addendum, day=REST_DUE).amount == 2000


def test_a_value_first_reported_after_the_due_date_was_in_force_then() -> None:
    recap = committed(1000, date(2024, 7, 15)), committed(2000, date(2024, 7, 31))

    assert default(*recap, disbursed(900), signed_on=None).amount == 1000


LOWERED = committed(800, date(2024, 7, 31))


@pytest.mark.parametrize(
    ("so_far", "is_late", "behind"), [(800, False, 0), (900, False, 0), (799, True, 1)]
)
def test_what_is_complete_by_a_lowered_value_is_never_late(
    so_far: int, is_late: bool, behind: int
) -> None:
    due = default(committed(1000), LOWERED, disbursed(so_far))

    assert (due.amount, due.is_late) == (800, is_late)
    assert max((due.amount or 0) - so_far, 0) == behind


def test_a_lowered_value_counts_from_its_own_day() -> None:
    assert default(committed(1000), LOWERED, day=date(2024, 7, 30)).amount == 1000


def test_a_share_is_taken_of_the_lowered_value() -> None:
    cut = committed(500, date(2024, 3, 1))

    assert default(committed(1000), cut, day=date(2024, 6, 1)).amount == 200


def test_a_value_reported_after_the_day_is_not_known_yet() -> None:
    assert default(committed(1000, date(2024, 9, 1)), disbursed(900)).amount is None


def test_without_a_value_nothing_is_known_to_be_late() -> None:
    assert default(disbursed(900)) == Due(None, None, True, None, REST_DUE)


def test_no_report_is_not_late() -> None:
    assert default(committed(1000)) == Due(1000, None, True, None, REST_DUE)


def test_an_agreement_of_zero_is_never_late() -> None:
    assert default(committed(0)).is_late is False


def test_a_fraction_of_a_sen_is_not_owed() -> None:
    assert default(committed(1001), disbursed(400), day=FIRST_DUE).is_late is False


# An agreement's own schedule


def test_a_known_schedule_makes_late_and_not_an_estimate() -> None:
    terms = scheduled(("0.4", date(2024, 1, 15)), ("0.3", date(2024, 5, 15)), ("0.3", MEETING))

    halfway = due_at([committed(1000), disbursed(600)], terms, Agency.POLRI, date(2024, 7, 1))
    on_time = due_at([committed(1000), disbursed(1000)], terms, Agency.POLRI, MEETING)

    assert halfway == Due(
        amount=700, is_late=True, is_estimate=False, next_due=MEETING, due_on=date(2024, 5, 15)
    )
    assert on_time == Due(
        amount=1000, is_late=False, is_estimate=False, next_due=None, due_on=MEETING
    )


def test_before_the_first_instalment_nothing_is_due() -> None:
    terms = scheduled(("0.5", date(2024, 5, 15)), ("0.5", MEETING))

    due = due_at([committed(1000)], terms, Agency.KPU, date(2024, 5, 14), POLLING)

    assert due == Due(0, False, False, date(2024, 5, 15))


def test_the_order_of_tranches_does_not_matter() -> None:
    terms = scheduled(("0.6", MEETING), ("0.4", date(2024, 1, 15)))

    assert due_at([committed(1000)], terms, Agency.KPU, date(2024, 2, 1)).amount == 400


def test_one_payment_without_a_share_is_all_of_it() -> None:
    terms = scheduled((None, date(2024, 5, 15)))

    assert due_at([committed(1000)], terms, Agency.TNI, MEETING).amount == 1000


def test_the_only_tranche_without_a_share_is_the_rest() -> None:
    terms = scheduled((None, date(2024, 5, 15)), ("0.6", date(2024, 9, 1)))

    assert due_at([committed(1000)], terms, Agency.KPU, MEETING).amount == 400


def test_two_tranches_without_a_share_say_nothing_of_the_amount() -> None:
    terms = scheduled(("0.4", date(2024, 1, 15)), (None, date(2024, 5, 15)), (None, MEETING))

    known = due_at([committed(1000)], terms, Agency.KPU, date(2024, 2, 1))
    unknown = due_at([committed(1000), disbursed(1)], terms, Agency.KPU, date(2024, 6, 1))

    assert known.amount == 400
    assert unknown == Due(None, None, False, MEETING, date(2024, 5, 15))


def test_a_schedule_without_dates_leaves_the_default() -> None:
    terms = scheduled(("0.4", None), ("0.6", None))

    due = due_at([committed(1000), disbursed(400)], terms, Agency.KPU, MEETING, POLLING)

    assert due == Due(1000, True, True, None, REST_DUE)
