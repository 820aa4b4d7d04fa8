"""Who sees an import: its maker, and whoever may see all that its file speaks of."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.errors import NotFoundError
from nphd_tracker.models import Import
from nphd_tracker.reading import Answers, Problem, Severity
from nphd_tracker.regions import Agency
from nphd_tracker.scope import EVERYTHING, Scope

from .builders import KONAWE, NGADA, apply, police, position, reading, say, stage

NTT = Scope(places=frozenset({"53"}))
HIDDEN = Problem(Severity.INFO, "hidden-sheet", "Lain", "", "Lain", "…", "…")


@pytest.fixture
def session(engine: Engine) -> Iterable[Session]:
    """Limited to Nusa Tenggara Timur where `as_siti` says so; else it sees everything."""
    with Session(engine) as session:
        yield session


def as_siti(session: Session, scope: Scope = NTT, who: str = "siti") -> None:
    session.rollback()
    store.limit_session(session, scope)
    store.act_as(session, who)


def sees(session: Session, row: Import | int) -> bool:
    number = row if isinstance(row, int) else row.id
    listed = number in {one.id for one in store.list_imports(session)}
    assert (number in store.list_in_sight(session, [number])) is listed
    try:
        store.get_import(session, number)
    except NotFoundError:
        assert not listed
        return False
    assert listed
    return True


def test_import_is_seen_where_all_it_speaks_of_is(session: Session) -> None:
    inside = say(session, position(40))
    both = say(session, position(41), police("Polres Konawe", 5))
    outside = say(session, police("Polres Konawe", 6))
    as_siti(session)
    assert sees(session, inside)
    assert not sees(session, both)
    assert not sees(session, outside)
    as_siti(session, Scope(agencies=frozenset({Agency.POLRI})))
    assert [sees(session, one) for one in (inside, both, outside)] == [False, False, True]
    as_siti(session, EVERYTHING)
    assert all(sees(session, one) for one in (inside, both, outside))


@pytest.mark.parametrize("way", [store.get_import, store.undo_import, store.discard_import])
def test_another_s_import_is_as_if_it_were_not_there(session: Session, way: object) -> None:
    outside = say(session, police("Polres Konawe", 6)).id
    as_siti(session)
    for number in (outside, 999):
        with pytest.raises(NotFoundError, match=f"Impor nomor {number} tidak ada"):
            way(session, number)  # type: ignore[operator]
    as_siti(session, EVERYTHING)
    assert store.get_import(session, outside).status == "applied"


def test_undo_plan_and_comparison_of_another_s_import_are_not_there(session: Session) -> None:
    mine, outside = say(session, position(40)).id, say(session, police("Polres Konawe", 6)).id
    as_siti(session)
    with pytest.raises(NotFoundError):
        store.plan_undo(session, outside, date(2024, 9, 1))
    for pair in ((mine, outside), (outside, mine)):
        with pytest.raises(NotFoundError):
            store.compare_imports(session, *pair)
    assert store.list_comparable(session, mine) == []


def test_file_with_something_unread_is_seen_by_its_maker_alone(session: Session) -> None:
    store.act_as(session, "budi")
    rows = [
        apply(session, reading(position(40), problems=[HIDDEN])).id,
        apply(session, reading(position(41), problems=[replace(HIDDEN, severity=Severity.ERROR,
              code="region-unknown")]), leave_out_errors=True).id,
    ]  # fmt: skip
    as_siti(session)
    assert not any(sees(session, row) for row in rows)
    as_siti(session, who="budi")
    assert all(sees(session, row) for row in rows)


def test_maker_sees_a_file_of_which_others_rows_were_left_out(session: Session) -> None:
    as_siti(session)
    limited = replace(reading(position(40)), outside=((KONAWE, Agency.POLRI),))
    row = stage(session, limited).id
    assert sees(session, row)
    as_siti(session, who="budi")
    assert not sees(session, row)


def test_import_from_before_a_scope_was_narrowed_is_not_seen_by_its_maker(
    session: Session,
) -> None:
    store.act_as(session, "siti")
    row = say(session, position(40), police("Polres Konawe", 6)).id
    as_siti(session)
    assert not sees(session, row)


def test_nobody_s_name_is_nobody_s_import(session: Session) -> None:
    row = say(session, police("Polres Konawe", 6)).id
    as_siti(session, who="")
    assert not sees(session, row)


def test_a_new_reading_replaces_what_was_kept_of_the_earlier(session: Session) -> None:
    first = reading(position(40), police("Polres Konawe", 6))
    row = stage(session, first)
    as_siti(session)
    assert not sees(session, row.id)
    as_siti(session, EVERYTHING)
    again = replace(first, sheets=reading(position(40)).sheets)
    plan = store.plan_import(session, again)
    store.restage_import(session, row, again, plan, options={}, description={})
    session.commit()
    as_siti(session)
    assert sees(session, row.id)


def test_figures_outside_are_refused_where_nobody_took_them_out(session: Session) -> None:
    as_siti(session)
    with pytest.raises(NotFoundError, match="tidak ada di wilayah Anda"):
        store.plan_import(session, reading(police("Polres Konawe", 6)))


def test_answers_of_another_s_sheet_are_neither_told_nor_wiped_out(session: Session) -> None:
    headings = {"A": "Daerah", "B": "Nilai", "C": "Cair"}
    theirs = Answers(
        columns={"B": "committed"},
        regions={"Konawe lama": KONAWE, "Ngada lama": NGADA},
        agencies={"Satpol Konawe": Agency.POLRI},
    )
    store.remember_layout(session, "abc", headings, theirs)
    session.commit()
    as_siti(session)
    told = store.recall_layout(session, "abc")
    assert told == Answers(columns={"B": "committed"}, regions={"Ngada lama": NGADA})
    assert store.nearest_layout(session, headings) is None
    store.remember_layout(session, "abc", headings, Answers(columns={"C": "disbursed"}))
    session.commit()
    as_siti(session, EVERYTHING)
    kept = store.recall_layout(session, "abc")
    assert kept is not None
    assert kept.columns == {"C": "disbursed"}
    assert kept.regions == {"Konawe lama": KONAWE}
    assert kept.agencies == {"Satpol Konawe": Agency.POLRI}
    as_siti(session)
    assert store.forget_layout(session, "abc")
    session.commit()
    as_siti(session, EVERYTHING)
    left = store.recall_layout(session, "abc")
    assert left == Answers(
        regions={"Konawe lama": KONAWE}, agencies={"Satpol Konawe": Agency.POLRI}
    )
