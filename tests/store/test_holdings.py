from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.due import TrancheTerm
from nphd_tracker.errors import NotFoundError
from nphd_tracker.models import Agreement
from nphd_tracker.positions import Figure, value_at
from nphd_tracker.reading import Measure, Source, TermKind
from nphd_tracker.regions import Agency
from nphd_tracker.store.holdings import speaking

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


def test_a_figure_comes_back_as_it_was_stated(session: Session) -> None:
    row = say(
        session,
        position(
            2819651300000,
            "2024-07-01",
            measure=Measure.SPENT,
            source=Source.GRANTEE,
            tranche="Tahap I",
            line="051/521211",
        ),
        movement(-5, "2023-12-01", document="SP2D 12"),
    )

    (holding,) = store.load_holdings(session, ELECTION)
    spent, moved = sorted(holding.figures, key=lambda one: one.is_movement)

    assert (holding.region, holding.agency, holding.unit) == (NGADA, Agency.KPU, None)
    assert (spent.measure, spent.on, spent.amount) == (
        Measure.SPENT,
        date(2024, 7, 1),
        2819651300000,
    )
    assert (spent.source, spent.tranche, spent.line) == (Source.GRANTEE, "Tahap I", "051/521211")
    assert spent.import_id == row.id
    assert (moved.is_movement, moved.amount, moved.document) == (True, -5, "SP2D 12")


@pytest.mark.parametrize("amount", [2**63 - 1, -(2**63), 0])
def test_amounts_of_64_bits_are_exact(session: Session, amount: int) -> None:
    say(session, position(amount))

    assert store.load_holdings(session, ELECTION)[0].figures[0].amount == amount


def test_only_applied_imports_speak(session: Session) -> None:
    stage(session, reading(position(1)))
    store.discard_import(session, stage(session, reading(position(2))).id)
    store.undo_import(session, say(session, position(3)).id)

    assert store.load_holdings(session, ELECTION) == []
    assert store.list_elections(session) == []
    assert store.newest_day(session, ELECTION, day("2024-12-31")) is None


def test_filters_narrow_by_election_place_and_agency(session: Session) -> None:
    say(
        session,
        position(1, region="53"),
        position(2, region="53.09"),
        position(3, region="53.10", agency=Agency.BAWASLU),
        position(4, region="5.30"),
    )
    say(session, position(5), election="PSU 2025")

    def places(**narrow: object) -> list[tuple[str, Agency]]:
        found = store.load_holdings(session, ELECTION, **narrow)  # type: ignore[arg-type]
        return [(holding.region, holding.agency) for holding in found]

    assert [region for region, _ in places()] == ["5.30", "53", "53.09", "53.10"]
    assert [region for region, _ in places(province="53")] == ["53", "53.09", "53.10"]
    assert places(region="53") == [("53", Agency.KPU)]
    assert places(agency=Agency.BAWASLU) == [("53.10", Agency.BAWASLU)]
    assert places(region="99") == []
    assert len(store.load_holdings(session, "PSU 2025")) == 1
    assert store.list_elections(session) == ["PSU 2025", ELECTION]


def test_the_newest_day_is_not_after_today(session: Session) -> None:
    say(session, position(1, "2024-07-01"), position(1, "2024-08-01"), position(1, "2024-09-01"))

    assert store.newest_day(session, ELECTION, day("2024-08-31")) == date(2024, 8, 1)


def test_all_holdings_take_three_queries(engine: Engine, session: Session) -> None:
    figures = [position(n, region=f"53.{n:02}", agency=a) for n in range(1, 23) for a in Agency]
    say(session, *figures, term(TermKind.NUMBER, "1/2023"))
    statements: list[str] = []

    def note(*arguments: object) -> None:
        statements.append(str(arguments[2]))

    event.listen(engine, "before_cursor_execute", note)
    holdings = store.load_holdings(session, ELECTION)
    event.remove(engine, "before_cursor_execute", note)

    assert len(holdings) == 110
    assert len([one for one in statements if one.startswith("SELECT")]) == 3


def test_a_sole_named_unit_and_an_unnamed_row_are_one_agreement(session: Session) -> None:
    say(session, police(None, 100, "2024-07-01"))
    say(session, police("Polresta Kendari", 200, "2024-08-01"))
    named = session.query(Agreement).filter_by(unit="Polresta Kendari").one()
    unnamed = session.query(Agreement).filter_by(unit=None).one()

    (holding,) = store.load_holdings(session, ELECTION)

    assert (holding.id, holding.unit, holding.unit_clash) == (named.id, "Polresta Kendari", False)
    assert [figure.amount for figure in holding.figures] == [100, 200]
    assert store.load_holding(session, unnamed.id) == holding


def test_of_one_key_with_and_without_the_unit_the_later_import_speaks(session: Session) -> None:
    say(session, police("Polresta Kendari", 200))
    say(session, police(None, 300))

    (holding,) = store.load_holdings(session, ELECTION)

    assert [figure.amount for figure in holding.figures] == [300]


def test_unnamed_figures_beside_two_named_units_stand_apart(session: Session) -> None:
    say(session, police(None, 100))
    say(session, police("Polres Konawe", 200), police("Polresta Kendari", 300))

    holdings = store.load_holdings(session, ELECTION)

    assert [(one.unit, one.unit_clash, one.figures[0].amount) for one in holdings] == [
        (None, True, 100),
        ("Polres Konawe", False, 200),
        ("Polresta Kendari", False, 300),
    ]


def test_a_unit_whose_import_was_undone_divides_no_longer(session: Session) -> None:
    say(session, police(None, 100, "2024-07-01"), police("Polres Konawe", 200))
    second = say(session, police("Polresta Kendari", 300))
    assert len(store.load_holdings(session, ELECTION)) == 3

    store.undo_import(session, second.id)

    (holding,) = store.load_holdings(session, ELECTION)
    assert (holding.unit, holding.unit_clash) == ("Polres Konawe", False)


def test_two_spellings_of_a_unit_are_one_agreement(session: Session) -> None:
    say(session, police("Polres Konawe", 1, "2024-07-01"))
    say(session, police("POLRES  KONAWE", 2, "2024-08-01"))

    (holding,) = store.load_holdings(session, ELECTION)

    assert holding.unit == "Polres Konawe"


def test_the_regions_own_unit_is_shown_only_beside_another(session: Session) -> None:
    say(session, police("Polres Konawe", 1, unit_implied=True))
    assert [one.unit for one in store.load_holdings(session, ELECTION)] == [None]

    say(session, police("Polresta Kendari", 2))

    assert [one.unit for one in store.load_holdings(session, ELECTION)] == [
        "Polres Konawe",
        "Polresta Kendari",
    ]


@pytest.mark.parametrize("agency", [Agency.KPU, Agency.BAWASLU])
def test_kpu_and_bawaslu_are_one_per_grantor(session: Session, agency: Agency) -> None:
    say(session, position(1, "2024-07-01", agency=agency, unit="KPU Kabupaten Ngada"))
    say(session, position(2, "2024-08-01", agency=agency, unit="Sekretariat"))
    say(session, position(3, "2024-09-01", agency=agency))

    (holding,) = store.load_holdings(session, ELECTION)

    assert holding.unit is None
    assert len(holding.figures) == 3


def test_the_import_applied_last_speaks_not_the_one_with_the_highest_number() -> None:
    first, second = (
        Figure(Measure.DISBURSED, day("2024-08-01"), amount, Source.GRANTOR, import_id=number)
        for amount, number in ((100, 1), (200, 2))
    )

    assert speaking([(2, first), (1, second)]) == (first,)


def test_terms_come_from_the_import_applied_last(session: Session) -> None:
    say(
        session,
        term(TermKind.NUMBER, "1/NPHD/2023"),
        term(TermKind.SIGNED_ON, "2023-11-10"),
        term(TermKind.REGISTER_NUMBER, "R-1"),
        term(TermKind.CLOSED_ON, "2025-03-31"),
    )
    correction = say(session, term(TermKind.NUMBER, "2/NPHD/2023"), file="koreksi.xlsx")
    (holding,) = store.load_holdings(session, ELECTION)
    assert holding.terms.number == "2/NPHD/2023"
    assert holding.terms.signed_on == date(2023, 11, 10)
    assert holding.terms.register_number == "R-1"
    assert holding.terms.closed_on == date(2025, 3, 31)
    assert holding.terms.return_due is None

    store.undo_import(session, correction.id)

    assert store.load_holdings(session, ELECTION)[0].terms.number == "1/NPHD/2023"


def test_within_an_import_the_grantor_is_heard_on_terms_and_the_first_row(session: Session) -> None:
    say(
        session,
        term(TermKind.NUMBER, "lain", source=Source.OTHER),
        term(TermKind.NUMBER, "pemda", source=Source.GRANTOR),
        term(TermKind.NUMBER, "pemda kedua", source=Source.GRANTOR),
        term(TermKind.NUMBER, "penerima", source=Source.GRANTEE),
    )

    assert store.load_holdings(session, ELECTION)[0].terms.number == "pemda"


def test_a_schedule_is_read_and_taken_whole(session: Session) -> None:
    say(
        session,
        term(TermKind.TRANCHE, "Tahap I|40|2023-12-01"),
        term(TermKind.TRANCHE, "Tahap II|60%|"),
        term(TermKind.TRANCHE, "Tahap III||2024-06-27"),
        term(TermKind.TRANCHE, "Tahap IV|sisa"),
    )
    (holding,) = store.load_holdings(session, ELECTION)
    assert holding.terms.tranches == (
        TrancheTerm("Tahap I", Decimal("0.4"), date(2023, 12, 1)),
        TrancheTerm("Tahap II", Decimal("0.6"), None),
        TrancheTerm("Tahap III", None, date(2024, 6, 27)),
        TrancheTerm("Tahap IV", None, None),
    )

    say(session, term(TermKind.TRANCHE, "Sekaligus|100|"), file="addendum.xlsx")

    (holding,) = store.load_holdings(session, ELECTION)
    assert [tranche.label for tranche in holding.terms.tranches] == ["Sekaligus"]


def test_an_agreement_known_by_its_terms_alone_is_a_holding(session: Session) -> None:
    say(session, term(TermKind.NUMBER, "1/NPHD/2023"))

    (holding,) = store.load_holdings(session, ELECTION)

    assert holding.figures == ()


def test_an_agreement_of_which_nothing_stands_can_still_be_opened(session: Session) -> None:
    row = say(session, police("Polresta Kendari", 1))
    (holding,) = store.load_holdings(session, ELECTION)
    store.undo_import(session, row.id)

    gone = store.load_holding(session, holding.id)

    assert (gone.region, gone.unit, gone.figures) == (KONAWE, "Polresta Kendari", ())


def test_an_unknown_agreement_is_not_found(session: Session) -> None:
    with pytest.raises(NotFoundError, match="NPHD nomor 99"):
        store.load_holding(session, 99)


def test_a_summed_value_names_the_stored_figures(session: Session) -> None:
    apply(session, reading(movement(40, "2023-12-01"), movement(60, "2024-07-01")))
    (holding,) = store.load_holdings(session, ELECTION)

    value = value_at(holding.figures, Measure.DISBURSED, day("2024-08-01"))

    assert value is not None
    assert value.amount == 100
    assert {one.id for one in value.evidence} == {one.id for one in holding.figures}
