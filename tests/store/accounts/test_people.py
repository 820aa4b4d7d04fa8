"""People and their sessions: kept, ended, and never without an admin; on both databases."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
import time_machine
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.errors import ConflictError, NotFoundError, TrackerError
from nphd_tracker.models import Person, Role, SignInAttempt, UserSession
from nphd_tracker.regions import Agency
from nphd_tracker.scope import EVERYTHING, Scope
from nphd_tracker.store.accounts.attempts import OF_ACCOUNT, OF_ACCOUNT_HERE, OF_ADDRESS
from nphd_tracker.store.accounts.sessions import IDLE, LIFETIME, SEEN_EVERY

NOON = datetime(2024, 8, 1, 5, tzinfo=UTC)
NTT_KPU = Scope(frozenset({"53"}), frozenset({Agency.KPU}))


def add(session: Session, name: str = "sri", role: Role = Role.VIEWER) -> Person:
    return store.add_person(session, name, role, "hash")


def test_a_person_is_kept_with_what_they_see(session: Session) -> None:
    store.add_person(session, " Sri.Rahayu ", Role.OFFICER, "hash", scope=NTT_KPU)
    session.commit()
    found = store.get_person(session, "SRI.RAHAYU")
    assert (found.name, found.role, found.scope) == ("sri.rahayu", "officer", NTT_KPU)
    assert add(session).scope == EVERYTHING


@pytest.mark.parametrize("name", ["", "a", "dua kata", "x" * 41, "sri\n", "srï", ".sri", "<b>"])
def test_what_cannot_be_a_name_is_refused(session: Session, name: str) -> None:
    if name == "sri\n":
        assert add(session, name).name == "sri"
        return
    with pytest.raises(TrackerError, match="tidak dapat dipakai"):
        add(session, name)


def test_a_name_is_taken_whatever_its_capitals(session: Session) -> None:
    add(session, "sri")
    with pytest.raises(ConflictError, match="sudah dipakai"):
        add(session, "SRI")


def test_nobody_is_found_by_an_unknown_name(session: Session) -> None:
    with pytest.raises(NotFoundError, match="Tidak ada pengguna"):
        store.get_person(session, "siapa")


@pytest.mark.parametrize("take_out", ["disable", "demote"])
def test_the_last_admin_stays_one(session: Session, take_out: str) -> None:
    def do(person: Person) -> None:
        if take_out == "disable":
            store.disable_person(session, person)
        else:
            store.change_person(session, person, role=Role.VIEWER, scope=EVERYTHING)

    first, second = add(session, "satu", Role.ADMIN), add(session, "dua", Role.ADMIN)
    do(second)
    with pytest.raises(ConflictError, match="satu-satunya admin"):
        do(first)
    store.change_person(session, first, role=Role.ADMIN, scope=NTT_KPU)


def test_two_admins_who_disable_each_other_at_once_leave_one(engine: Engine) -> None:
    with Session(engine) as session:
        names = [add(session, name, Role.ADMIN).name for name in ("satu", "dua")]
        session.commit()
    start, refused = Barrier(2), []

    def disable(name: str) -> None:
        with Session(engine) as session:
            start.wait()
            try:
                store.disable_person(session, store.get_person(session, name))
                session.commit()
            except ConflictError:
                session.rollback()
                refused.append(name)

    threads = [Thread(target=disable, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Session(engine) as session:
        left = session.scalars(select(Person.name).where(Person.disabled_at.is_(None))).all()
    assert list(left) == refused
    assert len(refused) == 1


def test_a_password_somebody_else_chose_runs_out(session: Session) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        given = store.add_person(session, "sri", Role.VIEWER, "hash", must_change=True)
        own = add(session, "budi")
        clock.shift(store.FIRST_PASSWORD_LASTS)
        assert store.may_sign_in(given)
        clock.shift(timedelta(seconds=1))
        assert not store.may_sign_in(given)
        assert store.may_sign_in(own)


def test_every_change_of_a_person_is_told(session: Session) -> None:
    person = add(session)
    store.set_password(session, person, "neu")
    store.set_password(session, person, "neu", must_change=True)
    store.change_person(session, person, role=Role.VIEWER, scope=EVERYTHING)  # nothing new
    store.change_person(session, person, role=Role.OFFICER, scope=NTT_KPU)
    for _ in range(2):
        store.disable_person(session, person)
    for _ in range(2):
        store.enable_person(session, person)
    events = store.list_events(session)[::-1]
    assert [event.what for event in events] == [
        "person-added", "password-changed", "password-given",
        "person-changed", "person-disabled", "person-enabled",
    ]  # fmt: skip
    assert {event.subject for event in events} == {"person/sri"}
    changed = events[3]
    assert (changed.before["role"], changed.after["role"]) == ("viewer", "officer")
    assert (changed.before["regions"], changed.after["regions"]) == ([], ["53"])
    assert "hash" not in str(events)


# --- sessions


def test_only_the_hash_of_a_token_is_kept(session: Session) -> None:
    token = store.start_session(session, add(session), "10.0.0.1", "Firefox/1" + "x" * 500)
    row = session.scalars(select(UserSession)).one()
    assert len(token) >= 43  # 256 bits
    assert row.token_hash == hashlib.sha256(token.encode()).hexdigest()
    assert token not in str(row.__dict__)
    assert len(row.browser) == 200
    found = store.find_session(session, token)
    assert found is not None
    assert found[1].name == "sri"
    assert store.find_session(session, row.token_hash) is None
    assert store.find_session(session, "") is None


def test_a_session_ends_when_nobody_uses_it_or_after_a_day_of_work(session: Session) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        token = store.start_session(session, add(session), "", "")
        other = store.start_session(session, store.get_person(session, "sri"), "", "")
        left, step = LIFETIME, IDLE - timedelta(seconds=1)
        while left > step:
            clock.shift(step)
            left -= step
            found = store.find_session(session, token)
            assert found is not None
            store.note_seen(session, found[0].id)
            assert store.find_session(session, other) is None or left > LIFETIME - IDLE
            session.expire_all()
        clock.shift(left)
        assert store.find_session(session, token) is None
        assert store.list_sessions(session, found[1].id) == []


def test_last_seen_is_written_now_and_then(session: Session) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        token = store.start_session(session, add(session), "", "")
        found = store.find_session(session, token)
        assert found is not None
        assert not store.is_seen_long_ago(found[0])
        clock.shift(SEEN_EVERY)
        assert store.is_seen_long_ago(found[0])


def test_a_disabled_person_has_no_session(session: Session) -> None:
    person = add(session)
    token = store.start_session(session, person, "", "")
    store.disable_person(session, person)
    assert store.find_session(session, token) is None


def test_one_ends_only_ones_own(session: Session) -> None:
    mine, other = add(session, "saya"), add(session, "lain")
    tokens = [store.start_session(session, one, "", "") for one in (mine, mine, mine, other)]
    found = [store.find_session(session, token) for token in tokens]
    ids = [one[0].id for one in found if one]
    assert store.count_sessions(session) == {mine.id: 3, other.id: 1}
    assert not store.end_session(session, mine.id, ids[3])
    assert store.end_session(session, mine.id, ids[0])
    assert store.end_sessions(session, mine.id, keep=ids[1]) == 1
    assert [one.id for one in store.list_sessions(session, mine.id)] == [ids[1]]
    assert store.find_session(session, tokens[3]) is not None
    assert store.end_sessions(session, mine.id) == 1


# --- tries


def guess(session: Session, account: str, address: str, browser: str = "") -> bool:
    """Whether the password would be looked at; it is wrong."""
    attempt = store.note_attempt(session, account, address, browser)
    session.commit()
    wait = store.find_wait(session, account, address, browser)
    if wait is not None:
        assert timedelta() < wait <= timedelta(days=1)
        store.take_back_attempt(session, attempt)
    session.commit()
    return wait is None


def test_of_a_thousand_guesses_from_one_address_few_are_looked_at(session: Session) -> None:
    looked_at = sum(guess(session, "a", "10.0.0.9") for _ in range(1000))
    assert looked_at == OF_ACCOUNT_HERE[0].most
    assert len(session.scalars(select(SignInAttempt)).all()) == looked_at


def test_a_day_of_patience_is_not_many_guesses_more(session: Session) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        looked_at = 0
        for _ in range(24 * 6):
            looked_at += sum(guess(session, "a", "10.0.0.9") for _ in range(3))
            clock.shift(timedelta(minutes=10))
        assert looked_at == OF_ACCOUNT_HERE[1].most


def test_many_addresses_get_no_further_than_one_account_allows(session: Session) -> None:
    looked_at = sum(guess(session, "a", f"10.0.{n // 250}.{n % 250}") for n in range(500))
    assert looked_at == OF_ACCOUNT[0].most


def test_one_password_tried_on_many_accounts_stops_at_the_address(session: Session) -> None:
    looked_at = sum(guess(session, f"akun-{n}", "10.0.0.9") for n in range(200))
    assert looked_at == OF_ADDRESS[0].most


def test_guessing_locks_nobody_out_of_the_browser_they_know(session: Session) -> None:
    for n in range(300):
        guess(session, "a", f"10.0.0.{n % 200}")
        guess(session, "a", "10.0.0.1")
    assert not guess(session, "a", "10.0.0.1")
    assert guess(session, "a", "10.0.0.1", "known")
    assert guess(session, "b", "10.0.0.2")


def test_a_browser_that_was_known_may_not_guess_for_ever(session: Session) -> None:
    looked_at = sum(guess(session, "a", f"10.0.0.{n}", "known") for n in range(100))
    assert looked_at == OF_ACCOUNT_HERE[0].most


def test_waiting_is_said_to_the_minute_and_then_over(session: Session) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(OF_ACCOUNT_HERE[0].most):
            assert guess(session, "a", "10.0.0.9")
        clock.shift(timedelta(minutes=5))
        store.note_attempt(session, "a", "10.0.0.9")
        wait = store.find_wait(session, "a", "10.0.0.9")
        assert wait == timedelta(minutes=10)
        session.rollback()
        clock.shift(wait)
        assert guess(session, "a", "10.0.0.9")


@pytest.mark.parametrize("forgive", [
    lambda session: store.forget_attempts(session, "a", "10.0.0.9"),
    lambda session: store.forget_account(session, "a"),
], ids=["signed in", "new password"])  # fmt: skip
def test_being_right_forgives_what_was_wrong(
    session: Session, forgive: Callable[[Session], None]
) -> None:
    for _ in range(6):
        guess(session, "a", "10.0.0.9")
    assert not guess(session, "a", "10.0.0.9")
    forgive(session)
    assert guess(session, "a", "10.0.0.9")


def test_many_guesses_at_once_are_not_more_than_one_after_another(engine: Engine) -> None:
    start, looked_at = Barrier(8), []

    def run() -> None:
        start.wait()
        for _ in range(5):
            with Session(engine) as session:
                if guess(session, "a", "10.0.0.9"):
                    looked_at.append(1)

    threads = [Thread(target=run) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 1 <= len(looked_at) <= OF_ACCOUNT_HERE[0].most


def test_tries_are_forgotten_after_a_day(session: Session) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        guess(session, "a", "10.0.0.9")
        clock.shift(timedelta(days=1))
        guess(session, "b", "10.0.0.9")
        assert [row.account for row in session.scalars(select(SignInAttempt))] == ["b"]
