"""The trail: told with the change it tells of, and never changed."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.errors import TrackerError
from nphd_tracker.models import AuditEvent
from nphd_tracker.store import act_as, acting_as, list_events, record_event

from .builders import position, say


def tell(session: Session, *whats: str, who: str = "sari") -> None:
    for what in whats:
        record_event(session, what, who=who, address="10.0.0.7", subject="import/1")


def test_an_event_keeps_who_where_what_before_and_after(session: Session) -> None:
    record_event(
        session, "settings-changed", who="sari", address="10.0.0.7", subject="setting/kota",
        before={"kota": "Kupang"}, after={"kota": "Ende"},
    )  # fmt: skip

    (event,) = list_events(session)
    assert (event.who, event.address, event.what) == ("sari", "10.0.0.7", "settings-changed")
    assert (event.before, event.after) == ({"kota": "Kupang"}, {"kota": "Ende"})
    assert datetime.now(UTC) - event.at < timedelta(minutes=1)


def test_an_event_goes_with_the_transaction_of_its_change(session: Session) -> None:
    tell(session, "signed-in")
    session.rollback()

    assert list_events(session) == []


def test_the_session_refuses_to_change_or_remove_an_event(session: Session) -> None:
    tell(session, "signed-in")
    session.commit()

    row = session.get(AuditEvent, list_events(session)[0].id)
    assert row is not None
    row.who = "another"
    with pytest.raises(TrackerError, match="Jejak"):
        session.flush()
    session.rollback()
    session.delete(row)
    with pytest.raises(TrackerError, match="Jejak"):
        session.flush()
    session.rollback()
    with pytest.raises(TrackerError, match="Jejak"):
        session.execute(update(AuditEvent).values(who="another"))
    with pytest.raises(TrackerError, match="Jejak"):
        session.execute(delete(AuditEvent))
    assert [event.who for event in list_events(session)] == ["sari"]


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_event SET who = 'another'", "DELETE FROM audit_event"]
)
def test_the_database_refuses_it_too(session: Session, statement: str) -> None:
    tell(session, "signed-in")
    session.commit()

    with pytest.raises(DBAPIError, match="only added to"):
        session.execute(text(statement))
    session.rollback()

    assert [event.who for event in list_events(session)] == ["sari"]


def test_events_come_newest_first_and_in_pages(session: Session) -> None:
    tell(session, "a", "b", "c")

    first = list_events(session, limit=2)
    rest = list_events(session, limit=2, older_than=first[-1].id)

    assert [event.what for event in first] == ["c", "b"]
    assert [event.what for event in rest] == ["a"]


def test_events_are_found_by_who_what_and_when(session: Session) -> None:
    tell(session, "a", "b")
    tell(session, "a", who="budi")
    now = datetime.now(UTC)

    assert [event.what for event in list_events(session, who="sari")] == ["b", "a"]
    assert [event.who for event in list_events(session, what=["a"])] == ["budi", "sari"]
    assert list_events(session, since=now + timedelta(minutes=1)) == []
    assert list_events(session, until=now - timedelta(minutes=1)) == []
    assert len(list_events(session, since=now - timedelta(minutes=1), until=now)) == 3
    assert store.list_actors(session) == ["budi", "sari"]


def test_an_import_tells_its_life_by_whom_its_session_acts_for(session: Session) -> None:
    act_as(session, "sari", "10.0.0.7")
    say(session, position(5))
    (row,) = store.list_imports(session)
    session.info.update(acting_as(lambda: store.Actor("budi", "10.0.0.8")))
    store.undo_import(session, row.id)
    store.undo_import(session, row.id)

    assert (row.created_by, row.applied_by, row.undone_by) == ("sari", "sari", "budi")
    events = list_events(session)
    assert [(one.what, one.who, one.address) for one in reversed(events)] == [
        ("import-staged", "sari", "10.0.0.7"),
        ("import-applied", "sari", "10.0.0.7"),
        ("import-undone", "budi", "10.0.0.8"),
    ]
    assert {one.subject for one in events} == {f"import/{row.id}"}
    assert events[1].after["new"] == 1


def test_nobody_known_is_an_empty_name(session: Session) -> None:
    say(session, position(5))

    assert {event.who for event in list_events(session)} == {""}
    assert [row.applied_by for row in store.list_imports(session)] == [""]
