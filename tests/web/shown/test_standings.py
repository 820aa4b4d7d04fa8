"""What is kept of a day and brought up to date equals what is read anew, whatever was imported."""

from datetime import date
from itertools import count

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.absorption import Basis, stand_on
from nphd_tracker.reading import Measure
from nphd_tracker.web.serving.database import db
from nphd_tracker.web.serving.settings import polling_day
from nphd_tracker.web.shown import standings
from tests.web.data import MEETING, PILKADA, figure, say

FILES = count(1)
REGIONS = ("53.09", "53.10", "53.71")
SAID = st.tuples(
    st.sampled_from(REGIONS),
    st.sampled_from(("KPU", "BAWASLU")),
    st.sampled_from((Measure.COMMITTED, Measure.DISBURSED, Measure.SPENT)),
    st.integers(1, 5),
    st.dates(date(2024, 6, 1), date(2024, 9, 1)),
)


def key_of(said: tuple[object, ...]) -> tuple[object, ...]:
    region, agency, measure, _amount, on = said
    return region, agency, measure, on


IMPORTS = st.lists(SAID, min_size=1, max_size=3, unique_by=key_of)
STEPS = st.lists(st.one_of(IMPORTS, st.integers(0, 5)), min_size=1, max_size=5)


def anew(session: Session) -> dict[Basis, list[object]]:
    polling = polling_day(PILKADA)
    held = store.load_holdings_at(session, PILKADA, MEETING, polling)
    stood = [stand_on(one, MEETING, Basis, polling) for one in held]
    return {basis: [one[basis] for one in stood] for basis in Basis}


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(STEPS)
def test_kept_equals_read_anew(app: Flask, session: Session, steps: list[object]) -> None:
    applied: list[int] = []
    with app.test_request_context():
        for step in steps:
            if isinstance(step, list):
                said = [figure(place, agency, measure, amount, on=on)
                        for place, agency, measure, amount, on in step]  # fmt: skip
                applied.append(say(session, *said, file=f"{next(FILES)}.xlsx").id)
            elif step < len(applied):
                store.undo_import(session, applied[step])
                session.commit()
            session.commit()  # else reading the number again holds the turn to write
            assert standings.on_day(db.session(), PILKADA, MEETING) == anew(db.session())
            db.session.rollback()


@pytest.mark.usefixtures("meeting")
def test_only_what_an_import_speaks_of_is_read_again(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    load = store.load_holdings_at

    def watched(*arguments: object, **more: object) -> object:
        asked.append(more["groups"])
        return load(*arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(store, "load_holdings_at", watched)
    with app.test_request_context():
        first = standings.on_day(db.session(), PILKADA, MEETING)
        db.session.rollback()
        assert standings.on_day(db.session(), PILKADA, MEETING) is first
        db.session.rollback()
        say(session, figure("53.09", "KPU", Measure.SPENT, 7))
        standings.on_day(db.session(), PILKADA, MEETING)
    whole, some = asked
    assert whole is None
    assert [(one.region, one.agency.value) for one in some] == [("53.09", "KPU")]
