import pytest
from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.errors import NotFoundError
from nphd_tracker.positions import value_at
from nphd_tracker.reading import Measure, Source

from .builders import ELECTION, KONAWE, day, movement, police, position, reading, say, stage


def test_each_figure_names_its_file_and_cells(session: Session) -> None:
    row = say(
        session,
        movement(
            5,
            cells=("Reg;ister!D4", "Reg;ister!E4"),
            document="SP2D 1",
            tranche="I",
            source=Source.OTHER,
            line="051/521211",
            line_name="Belanja bahan",
        ),
        file="register.xlsx",
    )
    (holding,) = store.load_holdings(session, ELECTION)

    (one,) = store.load_evidence(session, holding.id)

    assert (one.file_name, one.sha256, one.import_id) == ("register.xlsx", row.sha256, row.id)
    assert one.cells == ("Reg;ister!D4", "Reg;ister!E4")
    assert (one.document, one.tranche, one.line) == ("SP2D 1", "I", "051/521211")
    assert one.line_name == "Belanja bahan"
    assert (one.measure, one.on, one.amount) == (Measure.DISBURSED, day("2024-08-01"), 5)
    assert (one.source, one.is_movement) == (Source.OTHER, True)
    assert (one.status, one.import_status, one.applied_at) == ("current", "applied", row.applied_at)


def test_what_speaks_no_longer_is_told_apart(session: Session) -> None:
    say(session, position(1), position(9, "2024-07-01"))
    say(session, position(2))
    store.undo_import(session, say(session, position(3)).id)
    stage(session, reading(position(4)))
    (holding,) = store.load_holdings(session, ELECTION)

    found = store.load_evidence(session, holding.id)

    assert [(one.amount, one.status, one.import_status) for one in found] == [
        (3, "undone", "undone"),
        (2, "current", "applied"),
        (1, "superseded", "applied"),
        (9, "current", "applied"),
    ]


def test_evidence_of_an_agreement_includes_what_was_said_without_its_unit(
    session: Session,
) -> None:
    say(session, police(None, 1, "2024-07-01"))
    say(session, police("Polresta Kendari", 2))
    (holding,) = store.load_holdings(session, ELECTION)

    assert [one.amount for one in store.load_evidence(session, holding.id)] == [2, 1]


def test_evidence_outlives_the_undoing_of_all_imports(session: Session) -> None:
    row = say(session, position(1))
    (holding,) = store.load_holdings(session, ELECTION)
    store.undo_import(session, row.id)

    assert [one.status for one in store.load_evidence(session, holding.id)] == ["undone"]


def test_a_value_leads_to_its_cells(session: Session) -> None:
    say(session, movement(40, "2023-12-01", cells=("A!B1",)), position(7, region=KONAWE))
    say(session, movement(60, "2024-07-01", cells=("A!B2",)), file="dua.xlsx")
    holding = store.load_holdings(session, ELECTION, region="53.09")[0]
    value = value_at(holding.figures, Measure.DISBURSED, day("2024-08-01"))
    assert value is not None

    found = store.origins_of(session, [figure.id for figure in value.evidence])

    assert [found[one.id].cells for one in value.evidence] == [("A!B1",), ("A!B2",)]
    assert [found[one.id].file_name for one in value.evidence] == ["rekap.xlsx", "dua.xlsx"]


def test_a_figure_without_a_cell_has_none(session: Session) -> None:
    say(session, position(1, cells=()))
    (holding,) = store.load_holdings(session, ELECTION)

    assert store.load_evidence(session, holding.id)[0].cells == ()


def test_of_no_figures_there_is_no_origin(session: Session) -> None:
    assert store.origins_of(session, []) == {}
    assert store.origins_of(session, [99]) == {}
    with pytest.raises(NotFoundError):
        store.load_evidence(session, 99)


def test_more_figures_than_one_statement_takes(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nphd_tracker.store.evidence._AT_ONCE", 3)
    say(session, *(position(n, f"2024-{n:02}-01") for n in range(1, 9)))
    (holding,) = store.load_holdings(session, ELECTION)
    numbers = [figure.id for figure in holding.figures]

    assert sorted(store.origins_of(session, numbers)) == sorted(numbers)


def test_evidence_of_many_is_that_of_each(session: Session) -> None:
    say(session, position(1), position(9, "2024-07-01"), police(None, 1, "2024-07-01"))
    say(session, position(2), police("Polresta Kendari", 2), police("Polres Konawe", 3))
    store.undo_import(session, say(session, position(3)).id)

    found = store.load_evidence_of(session, ELECTION)

    assert [holding for holding, _ in found] == store.load_holdings(session, ELECTION)
    assert len(found) == 4
    for holding, evidence in found:
        alone = store.load_evidence(session, holding.id)
        assert [one.figure_id for one in evidence] == [one.figure_id for one in reversed(alone)]
        assert [one.status for one in evidence] == [one.status for one in reversed(alone)]


def test_evidence_of_rows_that_stand_as_one_goes_by_its_number(session: Session) -> None:
    say(session, police(None, 1, "2024-07-01"))
    say(session, police("Polresta Kendari", 2))

    ((holding, evidence),) = store.load_evidence_of(session, ELECTION, region=KONAWE)

    assert {one.agreement_id for one in evidence} == {holding.id}
    assert [one.amount for one in evidence] == [1, 2]
    assert store.load_evidence_of(session, ELECTION, province="11") == []
