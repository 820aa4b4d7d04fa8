"""What the pages tell the trail: the person of the request, and where it came from.

The store's own changes tell themselves, as done by whom `init_app` names. What only a page knows of
is told by `note`, before the commit, so that both are stored or neither.
"""

from collections.abc import Mapping
from typing import Any

from flask import Flask, request

from nphd_tracker import store
from nphd_tracker.web.access import person_name
from nphd_tracker.web.database import db
from nphd_tracker.web.language import gettext as _

COMMAND = "perintah"


def init_app(app: Flask) -> None:
    app.before_request(lambda: store.act_through(db.session(), _actor))
    app.add_template_filter(by_whom)


def by_whom(who: str) -> str:
    """A name as it is; ``perintah:siti`` -> ``perintah (siti)``; "" -> ``tidak tercatat``."""
    kind, _colon, account = who.partition(":")
    if kind == COMMAND:
        return _("perintah (%(account)s)", account=account) if account else _("perintah")
    return who or _("tidak tercatat")


def note(
    what: str,
    subject: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Add an event to this request's transaction; the view commits it with the change it tells of.

    ``what`` is a code that gets its words in `web.trail_words` (a test asks for them), ``subject``
    is like ``import/12``. No password, token or other secret in ``before`` and ``after``.
    """
    actor = _actor()
    store.record_event(
        db.session(),
        what,
        who=actor.who,
        address=actor.address,
        subject=subject,
        before=before,
        after=after,
    )


def _actor() -> store.Actor:
    return store.Actor(person_name(), request.remote_addr or "")
