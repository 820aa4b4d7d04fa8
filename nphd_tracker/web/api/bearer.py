"""Who a program asks as: the person of its token, with the token's rights and never more.

Only the header Authorization counts here, no cookie; so no page of another site can ask in somebody's
name, and no form needs a CSRF token. A spreadsheet keeps a name and a password (Basic) where it would
write a header of one's own into the file that people send on; so for the files it fetches by itself,
which only read, the token may also come as that password.
"""

import json

from flask import Flask, request

from nphd_tracker import store
from nphd_tracker.models import ApiToken, Person, Role
from nphd_tracker.scope import Scope
from nphd_tracker.web.serving import access
from nphd_tracker.web.serving.access import PERMISSIONS, Permission, Recognised
from nphd_tracker.web.serving.addresses import ROOT, is_for_spreadsheets
from nphd_tracker.web.serving.database import ask_beside, write_if_free

GRANTED = (Permission.VIEW, Permission.IMPORT, Permission.FOLLOW_UP)
"""What a token can be for; the people and the settings are for pages only."""


def init_app(app: Flask) -> None:
    access.recognise_by(app, _recognise, ROOT)


def narrowed(person: Person, row: ApiToken) -> Recognised | None:
    """The rights of a token today; None where nothing is left of its places."""
    places = frozenset(json.loads(row.places))
    scope = person.scope.meet(Scope(places)) if places else person.scope
    granted = frozenset(Permission(one) for one in json.loads(row.permissions))
    allowed = PERMISSIONS[Role(person.role)] & granted & frozenset(GRANTED)
    return Recognised(person, allowed, scope) if scope is not None else None


def _recognise() -> Recognised | None:
    token = _token_sent()
    if not token.startswith(store.TOKEN_PREFIX):
        return None
    found = ask_beside(lambda session: store.find_token(session, token))
    if found is None:
        return None
    row, person = found
    if store.is_used_long_ago(row):
        write_if_free(lambda session: store.note_token_used(session, row.id))
    return narrowed(person, row)


def _token_sent() -> str:
    said = request.authorization
    if said is None:
        return ""
    if said.type == "bearer":
        return said.token or ""
    return said.password or "" if said.type == "basic" and is_for_spreadsheets() else ""
