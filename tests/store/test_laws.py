"""The laws of DESIGN section 3, on files and orders that nobody would think of writing down."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, delete
from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.absorption import Holding
from nphd_tracker.models import Base, Import
from nphd_tracker.positions import value_at
from nphd_tracker.reading import Measure, Source, StatedFigure, StatedTerm, TermKind
from nphd_tracker.regions import Agency

from .builders import ELECTION, apply, movement, position, reading, term

START = date(2024, 1, 1)
DAYS = [START + timedelta(days=n) for n in range(0, 120, 40)]
UNITS = [None, "Polres Konawe"]  # with the second the first is the same agreement

law = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@st.composite
def figures(draw: st.DrawFn) -> StatedFigure:
    agency = draw(st.sampled_from([Agency.KPU, Agency.POLRI]))
    common = {
        "agency": agency,
        "unit": draw(st.sampled_from(UNITS)) if agency is Agency.POLRI else None,
        "measure": draw(st.sampled_from([Measure.COMMITTED, Measure.DISBURSED])),
        "source": draw(st.sampled_from([Source.GRANTOR, Source.GRANTEE])),
    }
    on = draw(st.sampled_from(DAYS)).isoformat()
    amount = draw(st.integers(0, 3))
    if draw(st.booleans()):
        document = draw(st.sampled_from(["", "SP2D 1", "SP2D 2"]))
        return movement(amount, on, document=document, **common)
    tranche = draw(st.sampled_from(["", "I", "II"]))
    return position(amount, on, tranche=tranche, **common)


def key_of(figure: StatedFigure) -> tuple[object, ...]:
    return (figure.agency, figure.measure, figure.tranche, figure.on, figure.source)


def without_corrections(files: Iterable[list[StatedFigure]]) -> list[list[StatedFigure]]:
    """The same files without positions that correct another's: only those depend on the order."""
    amounts: dict[tuple[object, ...], int] = {}
    kept = []
    for file in files:
        kept.append([])
        for figure in file:
            if figure.is_movement or amounts.setdefault(key_of(figure), figure.amount) == (
                figure.amount
            ):
                kept[-1].append(figure)
    return kept


def empty(engine: Engine) -> None:
    with engine.begin() as connection:
        for table in reversed(Base.metadata.sorted_tables):
            if table.name != "audit_event":  # only ever added to
                connection.execute(delete(table))


def import_all(session: Session, files: Iterable[list[StatedFigure]]) -> list[Import]:
    return [
        apply(session, reading(*file, file=f"{n}.xlsx"), leave_out_errors=True)
        for n, file in enumerate(files)
    ]


def values(session: Session) -> dict[tuple[object, ...], object]:
    """All that a page can show of the figures: each value at each day with its differences."""
    shown: dict[tuple[object, ...], object] = {}
    for holding in store.load_holdings(session, ELECTION):
        for measure in Measure:
            for on in DAYS:
                value = value_at(holding.figures, measure, on)
                if value is not None:
                    shown[holding.region, holding.agency, holding.unit, measure, on] = (
                        value.amount,
                        value.as_of,
                        sorted((one.kind, one.amount) for one in value.differences),
                    )
    session.rollback()
    return shown


def holdings(session: Session) -> list[Holding]:
    found = store.load_holdings(session, ELECTION)
    session.rollback()
    return found


files_of_figures = st.lists(st.lists(figures(), max_size=6), min_size=1, max_size=4)


@law
@given(files=files_of_figures, data=st.data())
def test_any_order_of_imports_gives_the_same_values(
    engine: Engine, files: list[list[StatedFigure]], data: st.DataObject
) -> None:
    files = without_corrections(files)
    shuffled = data.draw(st.permutations(files))
    shown = []
    for order in (files, shuffled):
        empty(engine)
        with Session(engine) as session:
            import_all(session, order)
            shown.append(values(session))

    assert shown[0] == shown[1]


@law
@given(register=st.lists(figures(), max_size=8), cut=st.integers(0, 8), swap=st.booleans())
def test_a_register_split_into_two_files_equals_the_whole(
    engine: Engine, register: list[StatedFigure], cut: int, swap: bool
) -> None:
    (register,) = without_corrections([register])
    parts = [register[:cut], register[cut:]]
    shown = []
    for files in ([register], parts[::-1] if swap else parts):
        empty(engine)
        with Session(engine) as session:
            import_all(session, files)
            shown.append(values(session))

    assert shown[0] == shown[1]


@law
@given(files=files_of_figures, data=st.data())
def test_undo_restores_exactly_what_was(
    engine: Engine, files: list[list[StatedFigure]], data: st.DataObject
) -> None:
    empty(engine)
    undone = data.draw(st.lists(figures(), min_size=1, max_size=6))
    with Session(engine) as session:
        import_all(session, files)
        before = holdings(session)

        row = apply(session, reading(*undone, file="salah.xlsx"), leave_out_errors=True)
        store.undo_import(session, row.id)
        session.commit()

        assert holdings(session) == before


@law
@given(files=files_of_figures, place=st.integers(0, 3))
def test_undoing_an_import_is_as_if_it_had_never_been(
    engine: Engine, files: list[list[StatedFigure]], place: int
) -> None:
    place %= len(files)
    shown = []
    for take_back in (True, False):
        empty(engine)
        with Session(engine) as session:
            if take_back:
                row = import_all(session, files)[place]
                store.undo_import(session, row.id)
                session.commit()
            else:
                import_all(session, files[:place] + files[place + 1 :])
            shown.append(values(session))

    assert shown[0] == shown[1]


@law
@given(file=st.lists(figures(), min_size=1, max_size=8))
def test_a_file_again_under_another_name_changes_no_value(
    engine: Engine, file: list[StatedFigure]
) -> None:
    empty(engine)
    with Session(engine) as session:
        import_all(session, [file])
        before = values(session)
        again = reading(*file, file="salinan.xlsx")

        assert store.plan_import(session, again).is_unchanged
        apply(session, again, leave_out_errors=True)

        assert values(session) == before


@law
@given(stored=files_of_figures, file=st.lists(figures(), max_size=6))
def test_what_is_planned_is_what_happens(
    engine: Engine, stored: list[list[StatedFigure]], file: list[StatedFigure]
) -> None:
    empty(engine)
    with Session(engine) as session:
        import_all(session, stored)
        before = values(session)
        read = reading(*file, file="baru.xlsx")

        plan = store.plan_import(session, read)
        apply(session, read, leave_out_errors=True)

        if plan.is_unchanged:
            assert values(session) == before
        assert store.plan_import(session, reading(*file, file="lagi.xlsx")).is_unchanged


@pytest.mark.parametrize("take_back", [0, 1, 2])
def test_undo_restores_terms(session: Session, take_back: int) -> None:
    said: list[StatedTerm] = [term(TermKind.NUMBER, str(n)) for n in range(3)]
    rows = [apply(session, reading(one)) for one in said]

    store.undo_import(session, rows[take_back].id)

    expected = "1" if take_back == 2 else "2"
    assert store.load_holdings(session, ELECTION)[0].terms.number == expected
