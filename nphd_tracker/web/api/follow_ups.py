"""Follow-ups: listed, opened, changed. A change is only of what the asker has seen (If-Match)."""

from datetime import date
from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.absorption import Basis
from nphd_tracker.follow_ups import Cause, Promise, State
from nphd_tracker.web.api.answers import answer, covering, page_of, require_match
from nphd_tracker.web.api.asked import election, selection
from nphd_tracker.web.api.blueprints import Operations
from nphd_tracker.web.api.described import follow_up_json
from nphd_tracker.web.api.fields import NUMBER
from nphd_tracker.web.api.schemas.asked import Asked
from nphd_tracker.web.api.schemas.follow_ups import (
    FollowUpAnswer,
    FollowUpChange,
    FollowUpFilters,
    FollowUpList,
    NewFollowUp,
)
from nphd_tracker.web.serving.access import Permission, person_name
from nphd_tracker.web.serving.database import db, reading_session
from nphd_tracker.web.serving.language import N_
from nphd_tracker.web.shown import followed
from nphd_tracker.web.shown.selection import Selection

bp = Operations("follow-ups", N_("Tindak lanjut"))

ONE = f"/follow-ups/{NUMBER}:follow_up_id>"


@bp.operation(
    "/follow-ups", Permission.VIEW, N_("Tindak lanjut, tenggat terdekat dahulu"),
    asks=FollowUpFilters, answers=FollowUpList, fails=(404,),
)  # fmt: skip
def follow_ups(asked: dict[str, Any]) -> ResponseReturnValue:
    state = asked.get("state", followed.EVERY)
    found = followed.list_all(reading_session(), selection(), election(), state, date.today())
    shown, headers = page_of(found.shown, asked["page"], asked["page_size"])
    document = {"follow_ups": [follow_up_json(one) for one in shown]}
    return answer(covering(document), headers=headers)


@bp.operation(
    ONE, Permission.VIEW, N_("Satu tindak lanjut dengan riwayatnya"),
    asks=Asked, answers=FollowUpAnswer, fails=(404,),
)  # fmt: skip
def one_follow_up(asked: dict[str, Any], follow_up_id: int) -> ResponseReturnValue:
    return answer(_document(reading_session(), follow_up_id))


@bp.operation(
    "/follow-ups", Permission.FOLLOW_UP, N_("Buka tindak lanjut untuk satu NPHD"),
    method="POST", asks=NewFollowUp, location="json",
    answers=FollowUpAnswer, status=201, fails=(400, 404, 409),
)  # fmt: skip
def open_follow_up(asked: dict[str, Any]) -> ResponseReturnValue:
    session = db.session()
    basis = Basis(asked.get("basis") or Basis.DISBURSED_COMMITTED)
    meant = Selection(as_of=asked.get("as_of"), basis=basis)
    standing = followed.the_agreement(session, asked["agreement"], meant, date.today())
    promise = Promise(Cause(asked["cause"]), asked["promise"], asked["office"], asked["due"])
    number = store.open_follow_up(session, standing, promise, who=person_name() or None)
    session.commit()
    address = url_for("api-follow-ups.one_follow_up", follow_up_id=number)
    return answer(_document(session, number), 201, {"Location": address})


@bp.operation(
    ONE, Permission.FOLLOW_UP, N_("Ubah tindak lanjut; yang tidak disebut tetap"),
    method="PATCH", asks=FollowUpChange, location="json",
    answers=FollowUpAnswer, fails=(400, 404, 409),
)  # fmt: skip
def change_follow_up(asked: dict[str, Any], follow_up_id: int) -> ResponseReturnValue:
    session = db.session()
    store.lock_follow_up(session, follow_up_id)
    require_match(_document(session, follow_up_id))
    known = store.get_follow_up(session, follow_up_id).latest
    promise = Promise(
        Cause(asked.get("cause", known.promise.cause)),
        asked.get("promise", known.promise.text),
        asked.get("office", known.promise.office),
        asked.get("due", known.promise.due),
    )
    state = State(asked.get("state", known.state))
    store.change_follow_up(
        session, follow_up_id, promise, state, asked.get("note", ""), who=person_name() or None
    )
    session.commit()
    return answer(_document(session, follow_up_id))


def _document(session: Session, follow_up_id: int) -> dict[str, Any]:
    _selection, one = followed.look_at(session, follow_up_id, Selection(), date.today())
    return follow_up_json(one)
