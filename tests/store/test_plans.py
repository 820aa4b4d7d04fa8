import pytest
from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.positions import value_at
from nphd_tracker.reading import Measure, Severity, Source, StatedFigure, TermKind
from nphd_tracker.store import Finding, Plan

from .builders import (
    ELECTION,
    KONAWE,
    NGADA,
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


def counts(plan: Plan) -> tuple[int, int, int]:
    return (plan.new, plan.changed, plan.same)


def codes(plan: Plan) -> list[tuple[str, Severity]]:
    return [(finding.code, finding.severity) for finding in plan.findings]


def only_finding(plan: Plan) -> Finding:
    (finding,) = plan.findings
    return finding


def test_new_changed_and_repeated_positions_are_told_apart(session: Session) -> None:
    say(session, position(100, "2024-07-01"), position(200, "2024-08-01"))

    plan = store.plan_import(
        session,
        reading(
            position(100, "2024-07-01"),
            position(250, "2024-08-01", cells=("Rekap!G16", "Rekap!H16")),
            position(300, "2024-09-01"),
        ),
    )

    assert counts(plan) == (1, 1, 1)
    assert [(change.old, change.new) for change in plan.changes] == [(200, 250), (None, 300)]
    changed = plan.changes[0]
    assert (changed.region, changed.measure, changed.on) == (
        NGADA,
        Measure.DISBURSED,
        day("2024-08-01"),
    )
    assert changed.cells == ("Rekap!G16", "Rekap!H16")
    assert plan.findings == ()


@pytest.mark.parametrize(
    "other",
    [
        position(100, region="53.10"),
        position(100, measure=Measure.SPENT),
        position(100, source=Source.GRANTEE),
        position(100, "2024-08-02"),
        position(100, tranche="Tahap I"),
        position(100, line="051/521211"),
        movement(100),
    ],
)
def test_each_part_of_the_key_makes_another_figure(session: Session, other: StatedFigure) -> None:
    say(session, position(100))

    assert counts(store.plan_import(session, reading(other))) == (1, 0, 0)


def test_another_election_is_another_agreement(session: Session) -> None:
    say(session, position(100))

    assert counts(store.plan_import(session, reading(position(100), election="PSU"))) == (1, 0, 0)


def test_an_empty_file_plans_nothing(session: Session) -> None:
    plan = store.plan_import(session, reading())

    assert counts(plan) == (0, 0, 0)
    assert plan.is_unchanged


def test_planning_writes_nothing(session: Session) -> None:
    store.plan_import(session, reading(position(1), term(TermKind.NUMBER, "1")))

    assert not session.new
    assert not session.dirty
    session.commit()
    say(session, position(2, region="99"))
    assert [one.region for one in store.load_holdings(session, ELECTION)] == ["99"]


@pytest.mark.parametrize(
    ("stored", "stated", "is_new"),
    [
        (movement(5), movement(5), False),
        (movement(5), movement(5, source=Source.GRANTEE), False),
        (movement(5, document="SP2D 1"), movement(5), False),
        (movement(5), movement(5, document="SP2D 1"), False),
        (movement(5, document="SP2D 1"), movement(5, document="SP2D 2"), True),
        (movement(5, tranche="I"), movement(5, tranche="II"), True),
        (movement(5, tranche="I"), movement(5), False),
        (movement(5), movement(6), True),
        (movement(5), movement(5, "2024-08-02"), True),
        (movement(5), movement(5, measure=Measure.RETURNED), True),
    ],
)
def test_one_transfer_in_two_registers_is_one(
    session: Session, stored: StatedFigure, stated: StatedFigure, is_new: bool
) -> None:
    say(session, stored)

    plan = store.plan_import(session, reading(stated))

    assert counts(plan) == ((1, 0, 0) if is_new else (0, 0, 1))


def test_a_second_numbered_transfer_is_new_although_an_unnumbered_one_stands(
    session: Session,
) -> None:
    say(session, movement(5, document="SP2D 1"), movement(5))

    assert counts(store.plan_import(session, reading(movement(5, document="SP2D 2")))) == (1, 0, 0)


def test_what_a_plan_counts_as_new_is_what_the_value_grows_by(session: Session) -> None:
    say(session, movement(5, tranche="I"), movement(5, document="A"))
    more = [movement(5, document="B"), movement(5, tranche="II"), movement(5)]
    before = _disbursed(session)

    plan = store.plan_import(session, reading(*more))
    apply(session, reading(*more))

    assert _disbursed(session) - before == 5 * plan.new


def _disbursed(session: Session) -> int:
    (holding,) = store.load_holdings(session, ELECTION)
    value = value_at(holding.figures, Measure.DISBURSED, day("2024-12-31"))
    assert value is not None
    return value.amount


def test_unnumbered_rows_alike_in_one_file_count_once_and_it_is_said(session: Session) -> None:
    plan = store.plan_import(session, reading(movement(5), movement(5, cells=("Register!D9",))))

    assert counts(plan) == (1, 0, 1)
    finding = only_finding(plan)
    assert (finding.code, finding.severity) == ("movement-repeated", Severity.WARNING)
    assert finding.cells == ("Register!D9",)
    assert finding.detail == {"other": "Register!D4"}


def test_the_same_number_twice_is_not_worth_saying(session: Session) -> None:
    twice = [movement(5, document="SP2D 1"), movement(5, document="SP2D 1", source=Source.GRANTEE)]

    assert store.plan_import(session, reading(*twice)).findings == ()


def test_a_register_sent_again_says_nothing(session: Session) -> None:
    say(session, movement(5))

    assert store.plan_import(session, reading(movement(5), file="kedua.xlsx")).findings == ()


def test_a_transfer_another_file_names_otherwise_is_mentioned(session: Session) -> None:
    row = say(session, movement(5, document="SP2D 1"), movement(5, document="SP2D 2"))

    finding = only_finding(store.plan_import(session, reading(movement(5))))

    assert (finding.code, finding.severity) == ("movement-repeated", Severity.INFO)
    assert finding.detail == {"other": f"#{row.id}"}


def test_a_transfer_known_by_its_number_is_not_mentioned(session: Session) -> None:
    say(session, movement(5, document="SP2D 1", tranche="I"))

    assert store.plan_import(session, reading(movement(5, document="SP2D 1"))).findings == ()


def test_of_two_figures_for_one_key_the_first_stands(session: Session) -> None:
    read = reading(position(1), position(2, cells=("Rekap!F17",)), position(1, cells=("X!A1",)))

    plan = store.plan_import(session, read)

    assert counts(plan) == (1, 0, 1)
    assert plan.has_errors
    finding = only_finding(plan)
    assert (finding.code, finding.cells) == ("conflicting-duplicate", ("Rekap!F17",))
    assert finding.detail == {"other": "Rekap!F16", "value": "2"}
    apply(session, read, leave_out_errors=True)
    assert [one.amount for one in store.load_holdings(session, ELECTION)[0].figures] == [1]


def test_a_row_with_and_one_without_the_sole_unit_are_of_one_key(session: Session) -> None:
    plan = store.plan_import(session, reading(police(None, 1), police("Polres Konawe", 2)))

    assert codes(plan) == [("conflicting-duplicate", Severity.ERROR)]


def test_an_unnamed_row_where_several_units_are_named_asks_which(session: Session) -> None:
    say(session, police("Polres Konawe", 1), police("Polresta Kendari", 2))
    read = reading(
        police(None, 3, cells=("R!C3",)),
        police(None, 3, measure=Measure.SPENT, cells=("R!D3",)),
        police(None, 4, "2024-09-01", cells=("R!C4",)),
        police(None, 4, "2024-09-02", cells=()),
    )

    plan = store.plan_import(session, read)

    assert counts(plan) == (0, 0, 0)
    assert [one.cells for one in plan.findings] == [("R!C3", "R!D3"), ("R!C4",), ()]
    finding = plan.findings[0]
    assert (finding.code, finding.severity) == ("unit-unnamed", Severity.ERROR)
    assert finding.detail == {
        "other": f"POLRI {KONAWE}",
        "candidates": "Polres Konawe, Polresta Kendari",
    }


def test_two_units_named_in_the_file_itself_make_its_unnamed_row_ask(session: Session) -> None:
    read = reading(police(None, 3), police("Polres Konawe", 1), police("Polresta Kendari", 2))

    assert codes(store.plan_import(session, read)) == [("unit-unnamed", Severity.ERROR)]
    apply(session, read, leave_out_errors=True)
    assert [one.unit for one in store.load_holdings(session, ELECTION)] == [
        "Polres Konawe",
        "Polresta Kendari",
    ]


def test_naming_a_second_unit_while_unnamed_figures_stand_is_a_warning(session: Session) -> None:
    say(session, police(None, 1))
    say(session, police("Polres Konawe", 1, "2024-09-01"))

    plan = store.plan_import(
        session,
        reading(police("Polres Konawe", 2, "2024-10-01"), police("Polresta Kendari", 2)),
    )

    finding = only_finding(plan)
    assert (finding.code, finding.severity) == ("unit-unnamed-stands", Severity.WARNING)
    assert finding.unit == "Polresta Kendari"
    assert not plan.has_errors


def test_a_third_unit_is_no_news(session: Session) -> None:
    say(session, police(None, 1))
    say(session, police("Polres Konawe", 1), police("Polresta Kendari", 2))

    assert store.plan_import(session, reading(police("Polsek Abuki", 3))).findings == ()


def test_a_unit_is_compared_with_what_was_said_without_a_unit(session: Session) -> None:
    say(session, police(None, 100))

    assert counts(store.plan_import(session, reading(police("Polres Konawe", 120)))) == (0, 1, 0)
    assert counts(store.plan_import(session, reading(police("Polres Konawe", 100)))) == (0, 0, 1)


@pytest.mark.parametrize(
    ("old", "new", "is_jump"),
    [
        (1_000, 800_000, True),
        (1_000, 799_999, False),
        (800_000, 1_000, True),
        (800_000, 1_001, False),
        (-1_000, 900_000, True),
        (0, 900_000, False),
        (900_000, 0, False),
    ],
)
def test_a_thousandfold_jump_is_a_warning(
    session: Session, old: int, new: int, is_jump: bool
) -> None:
    say(session, position(old, measure=Measure.COMMITTED))

    plan = store.plan_import(session, reading(position(new, measure=Measure.COMMITTED)))

    assert [one.code for one in plan.findings] == (["magnitude-jump"] if is_jump else [])
    if is_jump:
        detail = only_finding(plan).detail
        assert detail == {"value": str(new), "other": str(old)}


def test_a_jump_is_seen_against_the_value_carried_to_its_date(session: Session) -> None:
    say(session, movement(600_000, "2024-06-01"), movement(400_000, "2024-07-01"))

    plan = store.plan_import(session, reading(position(1_000_000_000, "2024-08-01")))

    jump, register = plan.findings
    assert jump.detail == {"value": "1000000000", "other": "1000000"}
    assert register.code == "register-differs"


def test_a_new_part_is_not_held_against_the_whole(session: Session) -> None:
    say(session, position(1_000_000_000))

    assert store.plan_import(session, reading(position(5, line="051/521211"))).findings == ()


@pytest.mark.parametrize("measure", [Measure.DISBURSED, Measure.SPENT, Measure.RETURNED])
def test_a_running_total_below_an_earlier_one_is_a_warning(
    session: Session, measure: Measure
) -> None:
    say(session, position(100, "2024-07-01", measure=measure))

    plan = store.plan_import(session, reading(position(99, "2024-08-01", measure=measure)))

    finding = only_finding(plan)
    assert (finding.code, finding.severity) == ("running-total-fell", Severity.WARNING)
    assert finding.detail == {"value": "99", "other": "100"}


def test_an_earlier_figure_above_a_later_stored_one_is_the_same_fall(session: Session) -> None:
    say(session, position(100, "2024-08-01"))

    plan = store.plan_import(session, reading(position(101, "2024-07-01", cells=("R!B2",))))

    assert only_finding(plan).cells == ("R!B2",)


@pytest.mark.parametrize(
    "other",
    [
        position(99, "2024-08-01", source=Source.GRANTEE),
        position(99, "2024-08-01", tranche="I"),
        position(99, "2024-08-01", measure=Measure.SPENT),
        position(100, "2024-08-01"),
        movement(99, "2024-08-01"),
    ],
)
def test_only_the_same_running_total_can_fall(session: Session, other: StatedFigure) -> None:
    say(session, position(100, "2024-07-01"))

    assert store.plan_import(session, reading(other)).findings == ()


def test_an_agreement_may_become_smaller(session: Session) -> None:
    say(session, position(100, "2024-07-01", measure=Measure.COMMITTED))

    smaller = position(90, "2024-08-01", measure=Measure.COMMITTED)
    assert store.plan_import(session, reading(smaller)).findings == ()


def test_a_fall_already_stored_is_not_said_again(session: Session) -> None:
    fall = [position(100, "2024-07-01"), position(99, "2024-08-01")]
    say(session, *fall)

    assert store.plan_import(session, reading(*fall, file="kedua.xlsx")).findings == ()
    later = store.plan_import(session, reading(position(120, "2024-09-01")))
    assert later.findings == ()


def test_a_position_that_differs_from_the_register_is_a_warning_at_its_cell(
    session: Session,
) -> None:
    say(session, movement(40, "2023-12-01"), movement(60, "2024-07-01"), movement(7, "2024-09-01"))

    plan = store.plan_import(session, reading(position(90, cells=("R!F3",))))

    finding = only_finding(plan)
    assert (finding.code, finding.severity) == ("register-differs", Severity.WARNING)
    assert finding.detail == {"value": "90", "other": "100", "difference": "10"}
    assert finding.cells == ("R!F3",)


def test_a_transfer_that_makes_a_stored_position_differ_is_said_at_its_cell(
    session: Session,
) -> None:
    say(session, position(100), movement(60, "2024-07-01"), movement(40, "2023-12-01"))

    plan = store.plan_import(session, reading(movement(5, "2024-07-20", cells=("R!D9",))))

    finding = only_finding(plan)
    assert finding.detail == {"value": "100", "other": "105", "difference": "5"}
    assert finding.cells == ("R!D9",)


@pytest.mark.parametrize(
    "said",
    [
        position(100),
        position(95, "2024-07-15"),  # its own day: later transfers are not in it
        position(90, source=Source.GRANTEE),  # the grantor's position counts, and agrees
        position(90, measure=Measure.SPENT),
        movement(5, "2024-08-02"),
        movement(5, "2024-07-20", source=Source.GRANTEE),  # there already
    ],
)
def test_what_agrees_with_the_register_is_not_said(session: Session, said: StatedFigure) -> None:
    say(session, movement(95, "2023-12-01"), movement(5, "2024-07-20"), position(100))

    plan = store.plan_import(session, reading(said))

    assert "register-differs" not in {one.code for one in plan.findings}


def test_a_difference_that_stands_is_not_said_again(session: Session) -> None:
    say(session, movement(40, "2023-12-01"), position(100))

    again = store.plan_import(session, reading(position(100), file="kedua.xlsx"))
    later = store.plan_import(session, reading(movement(9, "2024-08-15")))

    assert again.findings == later.findings == ()


def test_a_register_and_a_position_in_one_file_are_compared(session: Session) -> None:
    tranches = (position(30, tranche="I", cells=("R!D3",)), position(60, tranche="II"))

    plan = store.plan_import(session, reading(movement(95, "2024-07-01"), *tranches))

    assert only_finding(plan).detail == {"value": "90", "other": "95", "difference": "5"}


def test_our_summary_is_unchanged_whatever_the_values_come_from(session: Session) -> None:
    say(session, movement(40, "2023-12-01"), movement(60, "2024-07-01"))
    say(session, position(70, tranche="I"), position(50, tranche="II"), file="tahap.xlsx")
    say(session, police(None, 5))
    say(session, police("Polres Konawe", 6), police("Polresta Kendari", 7))
    summary = reading(
        position(100, "2024-07-01"),
        position(120, "2024-08-01"),
        police(None, 5),  # stands apart, and is shown so
        police("Polres Konawe", 6),
        police("Polresta Kendari", 7),
        is_summary=True,
    )

    plan = store.plan_import(session, summary)

    assert counts(plan) == (0, 0, 5)
    assert plan.findings == ()
    assert plan.is_unchanged


def test_an_edited_summary_changes_what_was_edited_and_stores_no_more(session: Session) -> None:
    say(session, movement(40, "2023-12-01"), movement(60, "2024-07-01"))
    say(session, position(500, measure=Measure.COMMITTED))
    summary = reading(
        position(110, "2024-07-01"),
        position(500, measure=Measure.COMMITTED),
        position(9, measure=Measure.SPENT),
        is_summary=True,
    )

    plan = store.plan_import(session, summary)
    row = apply(session, summary)

    assert counts(plan) == (1, 1, 1)
    assert [(change.old, change.new) for change in plan.changes] == [(100, 110), (None, 9)]
    (holding,) = store.load_holdings(session, ELECTION)
    edited = {figure.amount for figure in holding.figures if figure.import_id == row.id}
    assert edited == {110, 9}
    assert _disbursed(session) == 110


def test_an_edited_unnamed_row_of_a_summary_asks_for_its_unit(session: Session) -> None:
    say(session, police(None, 5))
    say(session, police("Polres Konawe", 6), police("Polresta Kendari", 7))

    plan = store.plan_import(session, reading(police(None, 8), is_summary=True))

    assert codes(plan) == [("unit-unnamed", Severity.ERROR)]


def test_terms_count_where_another_value_would_speak(session: Session) -> None:
    say(session, position(1), term(TermKind.NUMBER, "1"), term(TermKind.TRANCHE, "I|40|"))

    same = reading(position(1), term(TermKind.NUMBER, "1"), term(TermKind.TRANCHE, "I|40|"))
    other = reading(position(1), term(TermKind.NUMBER, "2"), term(TermKind.TRANCHE, "I|50|"))

    assert store.plan_import(session, same).is_unchanged
    plan = store.plan_import(session, other)
    assert plan.terms_changed == 2
    assert counts(plan) == (0, 0, 1)
    assert not plan.is_unchanged


def test_a_summary_stores_only_the_terms_that_were_edited(session: Session) -> None:
    say(session, term(TermKind.NUMBER, "1"), term(TermKind.SIGNED_ON, "2023-11-10"))
    summary = reading(
        term(TermKind.NUMBER, "1"), term(TermKind.SIGNED_ON, "2023-11-11"), is_summary=True
    )
    apply(session, summary)

    third = say(session, term(TermKind.NUMBER, "3"))
    store.undo_import(session, third.id)

    terms = store.load_holdings(session, ELECTION)[0].terms
    assert (terms.number, terms.signed_on) == ("1", day("2023-11-11"))


def test_a_term_without_unit_where_several_are_named_asks_which(session: Session) -> None:
    say(session, police("Polres Konawe", 1), police("Polresta Kendari", 2))
    number = term(
        TermKind.NUMBER, "1", region=KONAWE, agency=police(None, 1).agency, cells=("R!A3",)
    )

    finding = only_finding(store.plan_import(session, reading(number)))

    assert (finding.code, finding.cells) == ("unit-unnamed", ("R!A3",))


def test_the_digest_does_not_depend_on_order_or_on_the_database(session: Session) -> None:
    first, second = position(1, "2024-07-01"), position(2, "2024-08-01")
    before = store.plan_import(session, reading(first, second))
    say(session, position(9, "2024-06-01"))

    after = store.plan_import(session, reading(second, first))

    assert before.digest == after.digest


@pytest.mark.parametrize(
    "other",
    [
        reading(position(2)),
        reading(position(1, cells=("Rekap!F17",))),
        reading(position(1), election="PSU"),
        reading(position(1), term(TermKind.NUMBER, "1")),
        reading(movement(1, cells=("Rekap!F16",))),
    ],
)
def test_the_digest_is_of_all_that_was_read(session: Session, other: object) -> None:
    plan = store.plan_import(session, reading(position(1)))

    assert plan.digest != store.plan_import(session, other).digest  # type: ignore[arg-type]


def test_the_base_tells_when_the_same_file_would_do_something_else(session: Session) -> None:
    read = reading(position(5), term(TermKind.NUMBER, "1"))
    bases = [store.plan_import(session, read).base]
    say(session, position(9, region="99"))
    assert store.plan_import(session, read).base == bases[0]

    for said in (position(3), position(4), position(5), term(TermKind.NUMBER, "2")):
        say(session, said)
        bases.append(store.plan_import(session, read).base)

    assert len(set(bases)) == 5


def test_the_same_bytes_read_the_same_way_are_found_while_they_stand(session: Session) -> None:
    read = reading(position(1))
    assert store.plan_import(session, read).standing_import is None
    row = apply(session, read)

    assert store.plan_import(session, read).standing_import == row.id
    assert store.plan_import(session, reading(position(1), version=2)).standing_import is None
    store.undo_import(session, row.id)
    assert store.plan_import(session, read).standing_import is None


def test_a_staged_import_does_not_stand(session: Session) -> None:
    read = reading(position(1))
    stage(session, read)

    assert store.plan_import(session, read).standing_import is None
