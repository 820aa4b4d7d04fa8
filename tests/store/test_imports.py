import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event, func, inspect, select, text
from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.errors import ConflictError, NotFoundError
from nphd_tracker.models import Agreement, FigureRow, Import, TermRow
from nphd_tracker.reading import Problem, Reading, Severity, TermKind
from nphd_tracker.store import storing
from nphd_tracker.store.copying import copy_rows

from .builders import ELECTION, apply, police, position, reading, say, stage, term


def how_much(session: Session) -> dict[str, int]:
    return {
        model.__name__: session.scalar(select(func.count()).select_from(model)) or 0
        for model in (Import, Agreement, FigureRow, TermRow)
    }


def test_staging_notes_what_was_read_and_would_change(session: Session) -> None:
    say(session, position(1, "2024-06-01"), position(2, "2024-07-01"))
    read = reading(
        position(1, "2024-06-01"), position(3, "2024-07-01"), position(4), position(5, "2024-09-01")
    )
    plan = store.plan_import(session, read)

    row = store.stage_import(
        session,
        read,
        plan,
        size=2**40,
        options={"as_of": "2024-08-01"},
        description={"berkas": "“rekap”"},
        leave_out_errors=True,
    )
    session.commit()
    session.expire_all()

    assert (row.file_name, row.sha256, row.size) == ("rekap.xlsx", read.sha256, 2**40)
    assert (row.figures_new, row.figures_changed, row.figures_same) == (2, 1, 1)
    assert (row.digest, row.base, row.election) == (plan.digest, plan.base, ELECTION)
    assert json.loads(row.options) == {"as_of": "2024-08-01"}
    assert json.loads(row.description) == {"berkas": "“rekap”"}
    assert (row.status, row.left_out_errors) == ("staged", True)
    assert (row.applied_at, row.undone_at) == (None, None)
    assert row.created_at.tzinfo is UTC
    assert abs(row.created_at - datetime.now(UTC)) < timedelta(minutes=1)


def test_staging_adds_no_figure_and_no_agreement(session: Session) -> None:
    stage(session, reading(position(1), term(TermKind.NUMBER, "1")))

    assert how_much(session) == {"Import": 1, "Agreement": 0, "FigureRow": 0, "TermRow": 0}


def test_applying_stores_all_that_was_said(session: Session) -> None:
    row = say(session, position(1), position(2, "2024-09-01"), term(TermKind.NUMBER, "1"))

    assert how_much(session) == {"Import": 1, "Agreement": 1, "FigureRow": 2, "TermRow": 1}
    assert row.status == "applied"
    assert row.applied_at is not None


def test_another_file_that_only_repeats_attests_it(session: Session) -> None:
    first = say(session, position(1))
    second = say(session, position(1), file="salinan.xlsx")
    assert (second.figures_new, second.figures_changed, second.figures_same) == (0, 0, 1)

    store.undo_import(session, first.id)

    (holding,) = store.load_holdings(session, ELECTION)
    assert [(one.amount, one.import_id) for one in holding.figures] == [(1, second.id)]


def test_the_same_bytes_again_are_refused_and_add_nothing(session: Session) -> None:
    read = reading(position(1))
    first = apply(session, read)
    before = how_much(session)

    with pytest.raises(ConflictError, match=f"impor {first.id}") as refusal:
        apply(session, read)
    session.rollback()

    assert f"import {first.id}" in refusal.value.message("en")
    assert how_much(session) == before | {"Import": 2}
    assert store.find_standing(session, read.sha256) == first


def test_the_same_bytes_read_another_way_are_an_import(session: Session) -> None:
    read = reading(position(1))
    apply(session, read)

    corrected = Reading(read.file, read.sha256, reading(position(2)).sheets)
    second = apply(session, corrected)

    assert second.status == "applied"
    assert store.find_standing(session, read.sha256) == second


def test_what_was_undone_can_be_imported_again(session: Session) -> None:
    read = reading(position(1))
    store.undo_import(session, apply(session, read).id)
    assert store.find_standing(session, read.sha256) is None

    apply(session, read)

    assert len(store.load_holdings(session, ELECTION)[0].figures) == 1


def test_undo_marks_and_keeps_everything(session: Session) -> None:
    row = say(session, position(1), term(TermKind.NUMBER, "1"))
    before = session.execute(select(FigureRow.__table__)).all()

    assert store.undo_import(session, row.id) is True
    session.commit()

    assert (row.status, row.undone_at is not None) == ("undone", True)
    assert session.execute(select(FigureRow.__table__)).all() == before


def test_undoing_again_changes_nothing(session: Session) -> None:
    row = say(session, position(1))
    store.undo_import(session, row.id)
    session.commit()
    moment = row.undone_at

    assert store.undo_import(session, row.id) is False
    session.commit()

    assert row.undone_at == moment


def test_only_what_was_applied_can_be_undone(session: Session) -> None:
    row = stage(session, reading(position(1)))

    with pytest.raises(ConflictError, match="belum diterapkan"):
        store.undo_import(session, row.id)

    assert row.status == "staged"


def test_a_staged_import_is_discarded_once_for_all(session: Session) -> None:
    read = reading(position(1))
    row = stage(session, read)
    store.discard_import(session, row.id)
    store.discard_import(session, row.id)
    session.commit()

    with pytest.raises(ConflictError, match="discarded"):
        store.apply_import(session, row, read, store.plan_import(session, read))
    assert row.status == "discarded"


def test_an_applied_import_is_not_discarded(session: Session) -> None:
    row = say(session, position(1))

    with pytest.raises(ConflictError, match="sudah diterapkan"):
        store.discard_import(session, row.id)

    assert row.status == "applied"


def test_an_import_is_applied_once(session: Session) -> None:
    read = reading(position(1))
    row = apply(session, read)

    with pytest.raises(ConflictError, match="applied"):
        store.apply_import(session, row, read, store.plan_import(session, read))

    assert how_much(session)["FigureRow"] == 1


@pytest.mark.parametrize("act", [store.get_import, store.undo_import, store.discard_import])
def test_an_unknown_import_is_not_found(
    session: Session, act: Callable[[Session, int], object]
) -> None:
    with pytest.raises(NotFoundError, match="Impor nomor 99") as refusal:
        act(session, 99)
    assert (
        refusal.value.message("en")
        == "There is no import number 99, or it is outside your regions."
    )


def test_imports_are_listed_newest_first_without_their_descriptions(session: Session) -> None:
    numbers = [stage(session, reading(position(n))).id for n in range(4)]
    session.expunge_all()

    listed = store.list_imports(session, limit=3)

    assert [row.id for row in listed] == numbers[:0:-1]
    assert "description" in inspect(listed[0]).unloaded
    assert listed[0].description == "{}"
    assert store.get_import(session, numbers[0]).file_name == "rekap.xlsx"


def test_an_import_of_two_elections_names_both(session: Session) -> None:
    one, other = reading(position(1)), reading(position(2), election="PSU 2025")
    row = apply(session, Reading("dua.xlsx", "ab", one.sheets + other.sheets))

    assert row.election == "PSU 2025, Pilkada 2024"
    assert store.list_elections(session) == ["PSU 2025", "Pilkada 2024"]


def test_a_preview_of_other_data_is_stale(session: Session) -> None:
    read = reading(position(5))
    row = stage(session, read)
    shown = store.plan_import(session, read)
    say(session, position(4))
    before = how_much(session)

    for plan in (shown, store.plan_import(session, read)):
        with pytest.raises(ConflictError, match="usang"):
            store.apply_import(session, row, read, plan)
        session.commit()

    assert how_much(session) == before
    assert row.status == "staged"


def test_another_reading_than_the_one_previewed_is_refused(session: Session) -> None:
    row = stage(session, reading(position(5)))
    other = reading(position(6))

    with pytest.raises(ConflictError, match="usang"):
        store.apply_import(session, row, other, store.plan_import(session, other))


def test_new_data_elsewhere_leaves_a_preview_good(session: Session) -> None:
    read = reading(position(5))
    row = stage(session, read)
    shown = store.plan_import(session, read)
    say(session, position(4, region="99"))

    store.apply_import(session, row, read, shown)

    assert row.status == "applied"


def test_errors_of_the_sheet_change_nothing_unless_left_out(session: Session) -> None:
    problem = Problem(Severity.ERROR, "not-a-number", "Rekap", "F17", "?", "Perbaiki.", "Mend it.")
    read = reading(position(1), problems=[problem])

    with pytest.raises(ConflictError, match="kesalahan"):
        apply(session, read)
    session.rollback()
    assert how_much(session)["FigureRow"] == 0

    assert apply(session, read, leave_out_errors=True).status == "applied"
    assert how_much(session)["FigureRow"] == 1


def test_errors_against_stored_units_change_nothing_unless_left_out(session: Session) -> None:
    say(session, police("Polres Konawe", 1), police("Polresta Kendari", 2))
    read = reading(police(None, 3), position(4))

    with pytest.raises(ConflictError, match="kesalahan"):
        apply(session, read)
    session.rollback()
    assert how_much(session)["FigureRow"] == 2

    apply(session, read, leave_out_errors=True)
    assert how_much(session)["FigureRow"] == 3


@pytest.mark.parametrize("table", ["agreement", "figure", "term"])
def test_a_crash_on_the_way_leaves_nothing(
    engine: Engine, session: Session, table: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = reading(
        *(position(n, region=f"53.{n:02}") for n in range(9)), term(TermKind.NUMBER, "1")
    )
    row = stage(session, read)
    number, before = row.id, how_much(session)

    def crash(*arguments: object) -> None:
        if str(arguments[2]).startswith(f"INSERT INTO {table}"):
            raise RuntimeError("power cut")

    def crash_copying(connection: Connection, name: str, *more: Any) -> int:
        if name == table:
            raise RuntimeError("power cut")
        return copy_rows(connection, name, *more)

    monkeypatch.setattr(storing, "copy_rows", crash_copying)
    event.listen(engine, "before_cursor_execute", crash)
    try:
        with pytest.raises(RuntimeError, match="power cut"):
            store.apply_import(session, row, read, store.plan_import(session, read))
    finally:
        event.remove(engine, "before_cursor_execute", crash)
        monkeypatch.undo()
    session.commit()  # a caller that goes on with the next file keeps nothing of this one

    with Session(engine) as other:
        assert how_much(other) == before
        assert store.get_import(other, number).status == "staged"
        assert store.load_holdings(other, ELECTION) == []
    store.apply_import(session, row, read, store.plan_import(session, read))
    session.commit()
    assert how_much(session)["FigureRow"] == 9


def test_one_file_refused_does_not_hinder_the_next(session: Session) -> None:
    first, second = reading(position(1)), reading(position(2, region="99"))
    rows = [stage(session, first), stage(session, second)]
    plan = store.plan_import(session, first)
    say(session, position(7))

    with pytest.raises(ConflictError):
        store.apply_import(session, rows[0], first, plan)
    store.apply_import(session, rows[1], second, store.plan_import(session, second))
    session.commit()

    assert [row.status for row in rows] == ["staged", "applied"]


def test_a_whole_folder_is_inserted_in_few_statements(
    engine: Engine, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    figures = [position(m, f"2024-{m:02}-01") for m in range(1, 13)]
    figures += [position(n, region=f"54.{n:02}") for n in range(1, 99)]
    read = reading(*figures)
    row = stage(session, read)
    plan = store.plan_import(session, read)
    statements: list[str] = []

    def note(*arguments: object) -> None:
        statements.append(str(arguments[2]))

    def note_copying(connection: Connection, name: str, *more: Any) -> int:
        statements.append(f"INSERT INTO {name} by COPY")
        return copy_rows(connection, name, *more)

    monkeypatch.setattr(storing, "copy_rows", note_copying)
    event.listen(engine, "before_cursor_execute", note)
    store.apply_import(session, row, read, plan)
    event.remove(engine, "before_cursor_execute", note)

    assert len([one for one in statements if one.startswith("INSERT INTO figure")]) == 1
    assert how_much(session)["FigureRow"] == 110


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@pytest.mark.parametrize("step", ["DROP INDEX", "INSERT INTO figure", "CREATE INDEX"])
def test_indexes_that_make_way_for_a_large_import_are_always_back(
    engine: Engine, session: Session, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    monkeypatch.setattr(storing, "LARGE", 1)
    indexes = text("SELECT name, sql FROM sqlite_master WHERE tbl_name = 'figure' ORDER BY name")
    before = session.execute(indexes).all()
    statements: list[str] = []

    def crash(*arguments: object) -> None:
        statements.append(str(arguments[2]).strip())
        if statements[-1].startswith(step):
            raise RuntimeError("power cut")

    event.listen(engine, "before_cursor_execute", crash)
    with pytest.raises(RuntimeError, match="power cut"):
        say(session, position(1), position(2, region="53.08"))
    session.rollback()
    assert session.execute(indexes).all() == before

    step = "nothing more"
    say(session, position(1), position(2, region="53.08"))
    assert session.execute(indexes).all() == before
    assert session.execute(text("PRAGMA integrity_check")).scalar() == "ok"
    assert any(one.startswith("DROP INDEX") for one in statements)

    statements.clear()
    say(session, position(3))  # more stands than it adds: they stay
    event.remove(engine, "before_cursor_execute", crash)
    assert not any("INDEX" in one for one in statements)
