"""What the pages tell the trail: the person of the request, and where it came from.

The store's own changes tell themselves (`serving.database` says who acts). What only a page knows of
is told by `note`, before the commit, so that both are stored or neither. Every file that leaves is
told here, for all of them: no view can forget it, and a file whose leaving cannot be told stays.
"""

from collections.abc import Mapping
from typing import Any

from flask import Flask, Response, request
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from werkzeug.http import parse_options_header

from nphd_tracker import store
from nphd_tracker.store import acting_as
from nphd_tracker.web.serving.database import db, request_actor
from nphd_tracker.web.serving.language import gettext as _

COMMAND = "perintah"
_SUBJECTS = {
    "import_id": "import",
    "attachment_id": "attachment",
    "agreement_id": "agreement",
    "code": "region",
}
"""The parts of an address that say what a file is about."""


def init_app(app: Flask) -> None:
    app.after_request(_note_download)
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

    ``what`` is a code that gets its words in `admin.trail_words` (a test asks for them), ``subject``
    is like ``import/12``. No password, token or other secret in ``before`` and ``after``.
    """
    store.record_event(db.session(), what, subject=subject, before=before, after=after)


def note_refusal() -> None:
    """That whoever asks may not; the log has every such request, the trail the first of an hour."""
    with Session(db.engine, info=acting_as(request_actor)) as session:
        try:
            if store.record_refusal(session, request.url_rule.rule if request.url_rule else ""):
                session.commit()
        except OperationalError:
            session.rollback()  # a long import writes; who is refused does not wait for it


def _note_download(response: Response) -> Response:
    """Who took which file; asked for by its filters, if it has any."""
    kind, options = parse_options_header(response.headers.get("Content-Disposition"))
    if kind != "attachment" or request.method != "GET" or response.status_code != 200:
        return response
    places = {**(request.view_args or {})}
    subject = next(
        (f"{_SUBJECTS[name]}/{places[name]}" for name in places if name in _SUBJECTS), ""
    )
    asked = {name: value for name, value in request.args.items() if value and name != "lang"}
    db.session.rollback()  # the page only read; this writes
    note(
        "downloaded",
        subject,
        after={
            "file": options.get("filename", request.path),
            **({"asked": asked} if asked else {}),
        },
    )
    db.session.commit()
    return response
