"""Who may open what: every view says its permission, or that it is for everyone.

Whoever asks is recognised once, before the view: ``g.person``, ``g.permissions`` and ``g.scope`` are
set here and nowhere else. A view that declares nothing is refused, so that nothing is open by
oversight; the test that walks all addresses names it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from nphd_tracker.models import Person, Role
from nphd_tracker.scope import Scope
from nphd_tracker.web.serving.addresses import is_for_machines
from nphd_tracker.web.serving.trail import note_refusal

View = TypeVar("View", bound=Callable[..., Any])
_PERMISSION = "nphd_permission"
_PUBLIC = "nphd_public"
_RECOGNISERS = "nphd-recognisers"
_LOOKS = {"GET", "HEAD"}
MOST_OF_A_FORM = 2 * 1024 * 1024
"""Bytes that a page takes which takes no files."""
MOST_OF_A_STRANGER = 32 * 1024
OPEN_BEFORE_CHANGE = {"account.password", "account.change_password"}
"""What someone may open who still has the password that another chose for them."""


class Permission(StrEnum):
    """What someone may do."""

    VIEW = "view"
    IMPORT = "import"
    FOLLOW_UP = "follow_up"
    ADMIN = "admin"


TAKES_FILES = frozenset({Permission.IMPORT, Permission.FOLLOW_UP})
PERMISSIONS = {
    Role.VIEWER: frozenset({Permission.VIEW}),
    Role.OFFICER: frozenset({Permission.VIEW, Permission.IMPORT, Permission.FOLLOW_UP}),
    Role.ADMIN: frozenset(Permission),
}


@dataclass(frozen=True, slots=True)
class Recognised:
    """Who asks, and with which rights: those of the role, or fewer where a token has fewer."""

    person: Person
    permissions: frozenset[Permission]
    scope: Scope

    @classmethod
    def wholly(cls, person: Person) -> "Recognised":
        return cls(person, PERMISSIONS[Role(person.role)], person.scope)


Recogniser = Callable[[], Recognised | None]


def requires(permission: Permission) -> Callable[[View], View]:
    """Marks a view, or a class or method of one; put it below the route."""

    def mark(view: View) -> View:
        setattr(view, _PERMISSION, permission)
        return view

    return mark


def public(view: View) -> View:
    """Marks a view that anyone may open; tests/web/serving/test_access.py lists them all."""
    setattr(view, _PUBLIC, True)
    return view


def permission_of(view: Callable[..., Any], method: str = "GET") -> Permission | None:
    """What a registered view asks for: of a class of views, its method, or else the class."""
    marked = [one for one in _places(view, method) if hasattr(one, _PERMISSION)]
    return getattr(marked[0], _PERMISSION) if marked else None


def is_public(view: Callable[..., Any], method: str = "GET") -> bool:
    return any(hasattr(one, _PUBLIC) for one in _places(view, method))


def _places(view: Callable[..., Any], method: str) -> tuple[object, ...]:
    shaped = getattr(view, "view_class", None)
    return (getattr(shaped, method.lower(), None), shaped, view)


def current_person() -> Person | None:
    """Who is signed in, by a session or a token; None for nobody."""
    person: Person | None = g.get("person")
    return person


def person_name() -> str:
    """What the one who is signed in signs in with; empty for nobody."""
    person = current_person()
    return person.name if person else ""


def may(permission: Permission | str) -> bool:
    """Whether the one who asks has this permission; nobody has any."""
    return permission in g.get("permissions", frozenset())


def recognise_by(app: Flask, recogniser: Recogniser, prefix: str = "/") -> None:
    """Under this prefix (the longest counts) people are told apart this way and no other."""
    app.extensions.setdefault(_RECOGNISERS, {})[prefix] = recogniser


def recognise() -> Person | None:
    """Sets who asks. Needed by itself only on a public page that greets whoever is signed in."""
    found = current_app.extensions[_RECOGNISERS][_prefix()]()
    if found is None:
        return None
    g.person, g.permissions, g.scope = found.person, found.permissions, found.scope
    return current_person()


def init_app(app: Flask) -> None:
    app.before_request(_admit)
    app.add_template_global(may)
    app.add_template_global(current_person)


def _admit() -> ResponseReturnValue | None:
    """Lets the request go on, or says why not."""
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None or permission_of(view, request.method) not in TAKES_FILES:
        request.max_content_length = MOST_OF_A_FORM
    if view is not None and is_public(view, request.method):
        _hold_short()
        return None
    person = recognise()
    if view is None:
        return None  # there is no such page, which it is allowed to say
    if person is None:
        return _send_to_sign_in()
    if person.must_change and request.endpoint not in OPEN_BEFORE_CHANGE:
        return _send_to_change()
    permission = permission_of(view, "GET" if request.method == "HEAD" else request.method)
    if permission is None or not may(permission):
        note_refusal()
        abort(403)
    return None


def _hold_short() -> None:
    """Of a stranger so much is read as arrives before a thread is taken (`cli.patient_server`)."""
    request.max_content_length = MOST_OF_A_STRANGER
    if request.content_length is None and "Transfer-Encoding" in request.headers:
        abort(411)


def _send_to_sign_in() -> ResponseReturnValue:
    if request.method not in _LOOKS or is_for_machines():
        abort(401)
    address = request.full_path if request.query_string else request.path
    return redirect(url_for("sign_in.form", next=address if address != "/" else None))


def _send_to_change() -> ResponseReturnValue:
    if request.method not in _LOOKS or is_for_machines():
        abort(403)
    return redirect(url_for("account.password"))


def _prefix() -> str:
    prefixes: dict[str, Recogniser] = current_app.extensions[_RECOGNISERS]
    return max((one for one in prefixes if request.path.startswith(one)), key=len)
