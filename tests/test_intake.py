"""Answers about a staged sheet: obeyed at once, remembered by layout, kept with the import."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

from nphd_tracker import intake, store
from nphd_tracker.errors import ConflictError, TrackerError
from nphd_tracker.intake import Intake, looking
from nphd_tracker.reading import Answers, Measure, ReadOptions
from nphd_tracker.regions import Agency
from nphd_tracker.store import configure_engine
from nphd_tracker.store.engine import BUSY_TIMEOUT_MS

SHEETS = Path(__file__).parent / "sheets"
TROUBLED = SHEETS / "rekap-bermasalah.xlsx"
HEADINGS = ["NO", "KABUPATEN/KOTA", "PENERIMA HIBAH", "NILAI NPHD", "REALISASI"]
KUPANG = Answers(regions={"Kupang": "53.71"})


@pytest.fixture
def session(database_url: str) -> Iterator[Session]:
    engine = create_engine(database_url)
    configure_engine(engine)
    with Session(engine) as session:
        yield session
    engine.dispose()


@pytest.fixture
def uploads(tmp_path: Path) -> Path:
    return tmp_path / "uploads"


def write(path: Path, *sheets: list[list[object]]) -> Path:
    book = Workbook()
    del book["Sheet"]
    for number, rows in enumerate(sheets, start=1):
        sheet = book.create_sheet(f"Lembar {number}")
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def rows(*data: list[object], headings: list[str] = HEADINGS, above: int = 2) -> list[list[object]]:
    titles: list[list[object]] = [["REKAP NPHD PILKADA 2024"], ["POSISI : 1 AGUSTUS 2024"], []]
    return [*titles[:above], list(headings), *data]


def kupang(amount: int = 20_000_000_000) -> list[object]:
    return [1, "Kupang", "KPU", amount, 5_000_000_000]


def ngada(amount: int = 28_196_513_000) -> list[object]:
    return [2, "Kabupaten Ngada", "KPU", amount, 3_000_000_000]


def stage(session: Session, uploads: Path, path: Path) -> int:
    seen = intake.stage(session, path, path.name, ReadOptions(), uploads)
    session.commit()
    assert seen.import_id is not None
    return seen.import_id


def stored(session: Session) -> dict[tuple[str, Measure], int]:
    return {
        (holding.region, figure.measure): figure.amount // 100
        for election in store.list_elections(session)
        for holding in store.load_holdings(session, election)
        for figure in holding.figures
        if holding.agency is Agency.KPU
    }


def codes(seen: Intake) -> set[str]:
    return {problem.code for problem in seen.problems}


def test_an_answer_is_obeyed_at_once_and_is_no_figure_yet(session: Session, uploads: Path) -> None:
    number = stage(session, uploads, TROUBLED)
    before = store.get_import(session, number).digest
    seen = intake.answer(session, number, uploads, "Rekap", KUPANG)
    row = store.get_import(session, number)
    assert "region-ambiguous" not in codes(seen)
    assert (row.status, row.digest != before) == ("staged", True)
    assert intake.read_options(json.loads(row.options)).answers == {"Rekap": KUPANG}
    assert "region-ambiguous" not in {p["code"] for p in json.loads(row.description)["problems"]}
    assert stored(session) == {}


def test_what_is_applied_is_what_was_previewed_with_its_answers(
    session: Session, uploads: Path, tmp_path: Path
) -> None:
    number = stage(session, uploads, write(tmp_path / "a.xlsx", rows(kupang(), ngada())))
    seen = intake.answer(session, number, uploads, "Lembar 1", KUPANG)
    assert (seen.status, seen.plan and seen.plan.new) == ("would-apply", 4)
    assert intake.apply_staged(session, number, uploads).status == "applied"
    assert stored(session)[("53.71", Measure.COMMITTED)] == 20_000_000_000


def test_later_answers_elsewhere_do_not_change_what_was_previewed(
    session: Session, uploads: Path, tmp_path: Path
) -> None:
    first = stage(session, uploads, write(tmp_path / "a.xlsx", rows(kupang(), ngada())))
    intake.answer(session, first, uploads, "Lembar 1", KUPANG)
    second = stage(session, uploads, write(tmp_path / "b.xlsx", rows(kupang(1_000_000), ngada())))
    intake.answer(session, second, uploads, "Lembar 1", Answers(regions={"Kupang": "53.01"}))
    intake.apply_staged(session, first, uploads)
    assert ("53.71", Measure.COMMITTED) in stored(session)
    assert ("53.01", Measure.COMMITTED) not in stored(session)


def test_answers_are_remembered_for_the_next_sheet_with_the_same_header(
    session: Session, uploads: Path, tmp_path: Path
) -> None:
    first = stage(session, uploads, write(tmp_path / "a.xlsx", rows(kupang(), ngada())))
    said = replace(KUPANG, left_out=frozenset({5}), as_of=date(2024, 7, 1))
    intake.answer(session, first, uploads, "Lembar 1", said)
    path = write(tmp_path / "b.xlsx", rows(kupang(30_000_000_000), ngada(), above=3))
    seen = intake.stage(session, path, path.name, ReadOptions(), uploads)
    assert (seen.status, seen.recalled) == ("would-apply", ("Lembar 1",))
    assert seen.options.answers == {"Lembar 1": KUPANG}
    assert seen.import_id is not None
    row = store.get_import(session, seen.import_id)
    assert json.loads(row.description)["recalled"] == ["Lembar 1"]
    intake.apply_staged(session, seen.import_id, uploads)
    assert stored(session)[("53.71", Measure.COMMITTED)] == 30_000_000_000


def test_an_answer_serves_the_other_sheets_of_the_file_but_not_against_their_own(
    session: Session, uploads: Path, tmp_path: Path
) -> None:
    sheets = [rows(kupang(), ngada()) for _ in range(3)]
    for day, sheet in enumerate(sheets, start=1):
        sheet[1] = [f"POSISI : {day} AGUSTUS 2024"]
    number = stage(session, uploads, write(tmp_path / "a.xlsx", *sheets))
    intake.answer(session, number, uploads, "Lembar 3", Answers(regions={"Kupang": "53.01"}))
    seen = intake.answer(session, number, uploads, "Lembar 1", KUPANG)
    assert seen.recalled == ("Lembar 2",)
    kupangs = [s.figures[0].region for s in seen.reading.sheets] if seen.reading else []
    assert kupangs == ["53.71", "53.71", "53.01"]


def test_a_moved_header_band_is_remembered_from_where_the_header_stands(
    session: Session, uploads: Path, tmp_path: Path
) -> None:
    first = stage(session, uploads, write(tmp_path / "a.xlsx", rows(ngada(), above=1)))
    seen = intake.answer(session, first, uploads, "Lembar 1", Answers(header_rows=(1, 2)))
    assert seen.reading is not None
    assert seen.reading.sheets[0].header_rows == (1, 2)
    path = write(tmp_path / "b.xlsx", rows(ngada(5_000_000), above=3))
    again = intake.stage(session, path, path.name, ReadOptions(), uploads)
    assert again.reading is not None
    assert again.reading.sheets[0].header_rows == (3, 4)


def test_what_is_forgotten_is_not_used_again(
    session: Session, uploads: Path, tmp_path: Path
) -> None:
    first = stage(session, uploads, write(tmp_path / "a.xlsx", rows(kupang(), ngada())))
    intake.answer(session, first, uploads, "Lembar 1", KUPANG)
    second = stage(session, uploads, write(tmp_path / "b.xlsx", rows(kupang(1_000_000), ngada())))
    said = replace(KUPANG, left_out=frozenset({4}))
    intake.answer(session, second, uploads, "Lembar 1", said)
    seen = intake.forget(session, second, uploads, "Lembar 1")
    assert seen.recalled == ()
    assert seen.options.answers == {"Lembar 1": Answers(left_out=frozenset({4}))}
    path = write(tmp_path / "c.xlsx", rows(kupang(2_000_000), ngada()))
    assert "region-ambiguous" in codes(intake.preview(session, path, path.name, ReadOptions()))


def test_a_changed_layout_is_named_and_not_used_by_itself(
    session: Session, uploads: Path, tmp_path: Path
) -> None:
    first = stage(session, uploads, write(tmp_path / "a.xlsx", rows(kupang(), ngada())))
    intake.answer(session, first, uploads, "Lembar 1", KUPANG)
    wider = [*HEADINGS, "KETERANGAN"]
    path = write(tmp_path / "b.xlsx", rows(kupang(1_000_000), ngada(), headings=wider))
    second = stage(session, uploads, path)
    row = store.get_import(session, second)
    assert json.loads(row.description)["recalled"] == []
    known = intake.drifted_from(session, row, "Lembar 1")
    assert known is not None
    assert known.answers == KUPANG
    assert intake.drifted_from(session, store.get_import(session, first), "Lembar 1") is None


def test_rows_that_cannot_be_read_yet_can_be_answered(
    session: Session, uploads: Path, tmp_path: Path
) -> None:
    path = write(tmp_path / "a.xlsx", rows(kupang()))
    seen = intake.stage(session, path, path.name, ReadOptions(), uploads)
    assert (seen.status, seen.has_figures, seen.import_id is not None) == ("refused", False, True)
    assert seen.import_id is not None
    with pytest.raises(ConflictError):
        intake.apply_staged(session, seen.import_id, uploads, leave_out_errors=True)
    assert intake.answer(session, seen.import_id, uploads, "Lembar 1", KUPANG).has_figures


def test_a_table_that_was_not_found_can_be_pointed_at(
    session: Session, uploads: Path, tmp_path: Path
) -> None:
    strange = ["a", "siapa", "ke mana", "besar", "turun"]
    path = write(tmp_path / "a.xlsx", rows(ngada(), kupang(), headings=strange, above=2))
    seen = intake.stage(session, path, path.name, ReadOptions(), uploads)
    assert codes(seen) == {"no-table"}
    assert seen.import_id is not None
    said = Answers(
        header_rows=(3, 3),
        columns={"B": "region", "C": "grantee", "D": "committed", "E": "disbursed"},
        left_out=frozenset({5}),
    )
    seen = intake.answer(session, seen.import_id, uploads, "Lembar 1", said)
    assert seen.status == "would-apply"
    intake.apply_staged(session, seen.import_id or 0, uploads)
    assert stored(session) == {
        ("53.09", Measure.COMMITTED): 28_196_513_000,
        ("53.09", Measure.DISBURSED): 3_000_000_000,
    }


def test_a_decided_import_takes_no_more_answers(
    session: Session, uploads: Path, tmp_path: Path
) -> None:
    number = stage(session, uploads, write(tmp_path / "a.xlsx", rows(ngada())))
    intake.apply_staged(session, number, uploads)
    with pytest.raises(ConflictError):
        intake.answer(session, number, uploads, "Lembar 1", KUPANG)


def test_a_file_that_is_gone_is_said(session: Session, uploads: Path, tmp_path: Path) -> None:
    number = stage(session, uploads, write(tmp_path / "a.xlsx", rows(ngada())))
    row = store.get_import(session, number)
    (uploads / row.sha256).unlink()
    with pytest.raises(TrackerError, match="tidak ada lagi"):
        intake.answer(session, number, uploads, "Lembar 1", KUPANG)


def test_a_preview_with_answers_goes_stale_like_any_other(
    session: Session, uploads: Path, tmp_path: Path
) -> None:
    number = stage(session, uploads, write(tmp_path / "a.xlsx", rows(kupang(), ngada())))
    intake.answer(session, number, uploads, "Lembar 1", KUPANG)
    other = stage(session, uploads, write(tmp_path / "b.xlsx", rows(ngada(1_000_000))))
    intake.apply_staged(session, other, uploads)
    with pytest.raises(ConflictError, match="usang"):
        intake.apply_staged(session, number, uploads)


def test_the_command_uses_what_is_remembered_too(
    session: Session, uploads: Path, tmp_path: Path
) -> None:
    number = stage(session, uploads, write(tmp_path / "a.xlsx", rows(kupang(), ngada())))
    intake.answer(session, number, uploads, "Lembar 1", KUPANG)
    path = write(tmp_path / "b.xlsx", rows(kupang(7_000_000), ngada()))
    seen = intake.import_file(session, path, path.name, ReadOptions(), uploads)
    assert seen.status == "applied"
    row = store.get_import(session, seen.import_id or 0)
    assert intake.read_options(json.loads(row.options)).answers == {"Lembar 1": KUPANG}


def test_the_description_tells_rows_and_counts_by_sheet(session: Session, uploads: Path) -> None:
    number = stage(session, uploads, TROUBLED)
    described = json.loads(store.get_import(session, number).description)
    assert described["sheets"][0]["rows"] == {
        "read": "5-6,10-12,15,17-18,24",
        "left_out": "7-9,13-14,16,19-23",
        "total": "25",
    }
    assert described["by_sheet"]["Rekap"]["new"] == described["figures"]["new"]


def test_nobody_waits_while_a_file_is_read(
    session: Session, uploads: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading a large file takes a minute, and SQLite lets one write at a time."""
    engine = session.get_bind().engine
    known = stage(session, uploads, write(tmp_path / "a.xlsx", rows(kupang(), ngada())))
    intake.answer(session, known, uploads, "Lembar 1", KUPANG)
    session.commit()
    meanwhile: list[str] = []
    understand = looking.understand_workbook

    def write_meanwhile(*arguments: Any) -> Any:
        with engine.connect() as other:
            if engine.dialect.name == "sqlite":
                other.exec_driver_sql("PRAGMA busy_timeout = 0")
            other.execute(text("INSERT INTO roster (election, region, agency) VALUES (:e, '', '')"),
                          {"e": str(len(meanwhile))})  # fmt: skip
            other.commit()
            if engine.dialect.name == "sqlite":
                other.exec_driver_sql(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        meanwhile.append(arguments[1])
        return understand(*arguments)

    monkeypatch.setattr(looking, "understand_workbook", write_meanwhile)
    with Session(store.reading_engine(engine)) as reader:
        path = write(tmp_path / "b.xlsx", rows(kupang(1_000_000), ngada()))
        seen = intake.stage(session, path, "b.xlsx", ReadOptions(), uploads, reader=reader)
        session.commit()
        assert (seen.recalled, seen.import_id) == (("Lembar 1",), known + 1)
        bogor = Answers(regions={"Kupang": "53.01"})
        intake.answer(session, known + 1, uploads, "Lembar 1", bogor, reader=reader)
        session.commit()
        intake.forget(session, known + 1, uploads, "Lembar 1", reader=reader)
        session.commit()
        intake.apply_staged(session, known, uploads, reader=reader)
        session.commit()
    assert meanwhile == ["b.xlsx", "b.xlsx", "b.xlsx", "b.xlsx", "a.xlsx"]
    assert stored(session)[("53.71", Measure.COMMITTED)] == 20_000_000_000


def test_a_sheet_of_the_same_layout_takes_the_answer_of_its_neighbour_at_once(
    session: Session, uploads: Path, tmp_path: Path
) -> None:
    path = write(tmp_path / "a.xlsx", rows(kupang()), rows(kupang(3_000_000_000)))
    number = stage(session, uploads, path)
    seen = intake.answer(session, number, uploads, "Lembar 1", KUPANG)
    assert seen.recalled == ("Lembar 2",)
    seen = intake.forget(session, number, uploads, "Lembar 1")
    assert seen.recalled == ()
