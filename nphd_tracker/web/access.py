"""Who may open what: every view says its permission, or that it is for everyone.

A view that says neither is refused, so that nothing is open by oversight; the test that walks all
addresses names it.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from flask import g

View = TypeVar("View", bound=Callable[..., Any])
_PERMISSION = "nphd_permission"
_PUBLIC = "nphd_public"


class Permission(StrEnum):
    """What someone may do."""

    VIEW = "view"
    IMPORT = "import"
    FOLLOW_UP = "follow_up"
    ADMIN = "admin"


def requires(permission: Permission) -> Callable[[View], View]:
    """Marks a view, or a class or method of one; put it below the route."""

    def mark(view: View) -> View:
        setattr(view, _PERMISSION, permission)
        return view

    return mark


def public(view: View) -> View:
    """Marks a view that anyone may open; tests/web/test_access.py lists them all."""
    setattr(view, _PUBLIC, True)
    return view


def permission_of(view: Callable[..., Any], method: str = "GET") -> Permission | None:
    """What a registered view asks for: of a class of views, its method, or else the class."""
    return next((getattr(one, _PERMISSION) for one in _places(view, method)
                 if hasattr(one, _PERMISSION)), None)  # fmt: skip


def is_public(view: Callable[..., Any], method: str = "GET") -> bool:
    return any(hasattr(one, _PUBLIC) for one in _places(view, method))


def _places(view: Callable[..., Any], method: str) -> tuple[object, ...]:
    shaped = getattr(view, "view_class", None)
    return (getattr(shaped, method.lower(), None), shaped, view)


def current_person() -> Any | None:
    """Who is signed in, by a session or a token; None for nobody."""
    return g.get("person")


def person_name() -> str:
    """What the one who is signed in signs in with; empty for nobody."""
    person = current_person()
    return str(person.name) if person else ""
