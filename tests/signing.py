"""Somebody signed in, without the form: a person, a session row, and the cookie that leads to it."""

import json
from datetime import UTC, datetime

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.models import Person, Role
from nphd_tracker.scope import EVERYTHING, Scope
from nphd_tracker.web.serving.database import db

NO_PASSWORD = "!"


def add_person(
    app: Flask,
    name: str,
    role: Role = Role.ADMIN,
    scope: Scope = EVERYTHING,
    password_hash: str = NO_PASSWORD,
    *,
    must_change: bool = False,
) -> Person:
    """Committed, and there already where the name is."""
    with app.app_context():
        engine = db.engine
    with Session(engine, expire_on_commit=False) as session:
        person = store.find_person(session, name)
        if person is None:
            # Not by `store.add_person`, which the trail would tell every test of.
            now = datetime.now(UTC)
            person = Person(
                name=name, full_name="", role=role.value, places=json.dumps(sorted(scope.places)),
                agencies=json.dumps(sorted(scope.agencies)), password_hash=password_hash,
                password_set_at=now, must_change=must_change, created_at=now,
            )  # fmt: skip
            session.add(person)
            session.commit()
        return person


def cookie_of(app: Flask, person: Person, agent: str = "tests") -> tuple[str, str]:
    """The name and value of a session cookie in which this person is signed in."""
    with app.app_context():
        engine = db.engine
    with Session(engine) as session:
        token = store.start_session(session, person, "127.0.0.1", agent)
        session.commit()
    serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    return app.config["SESSION_COOKIE_NAME"], serializer.dumps({"_user_id": token})


def signed_in_client(
    app: Flask, role: Role = Role.ADMIN, scope: Scope = EVERYTHING, name: str = ""
) -> FlaskClient:
    client = app.test_client()
    person = add_person(app, name or f"tes-{role.value}", role, scope)
    client.set_cookie(*cookie_of(app, person))
    return client
