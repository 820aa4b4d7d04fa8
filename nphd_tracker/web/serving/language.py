"""Which language a page speaks: Indonesian, or English once ``?lang=en`` was asked for."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

import flask_babel  # type: ignore[import-untyped]
from flask import Flask, Response, current_app, g, has_request_context, request
from jinja2 import pass_context
from jinja2.runtime import Context

from nphd_tracker.errors import Language
from nphd_tracker.resources import PACKAGE
from nphd_tracker.web.serving.addresses import is_for_machines

LANGUAGES = ("id", "en")
COOKIE = "lang"
YEAR = 365 * 24 * 3600


def gettext(text: str, **values: object) -> str:
    """Indonesian text in the language of the page. Import it as ``_``, which is what is extracted.

    Only with ``values`` is a % a placeholder.
    """
    said: str = _translations().ugettext(text)
    return said % values if values else said


def ngettext(one: str, many: str, num: int, **values: object) -> str:
    """The same for a number of things; ``%(num)s`` is the number, grouped."""
    said: str = _translations().ungettext(one, many, num)
    return said % {"num": grouped(num), **values}


def grouped(count: int) -> str:
    """``12.345``, in English ``12,345``: how many there are of something."""
    return f"{count:,}" if current_language() == "en" else f"{count:,}".replace(",", ".")


def N_(text: str) -> str:  # noqa: N802  # the name by which translators' tools find such texts
    """A text to be translated later, when it is known for whom."""
    return text


def current_language() -> Language:
    """The address decides, then the cookie (of a program: what it accepts), then Indonesian."""
    if not has_request_context():
        return "id"
    kept: Language | None = g.get("language")
    if kept is None:
        kept = g.language = _choose_language()
    return kept


def _choose_language() -> Language:
    asked = request.args.get("lang")
    if not asked and is_for_machines():
        asked = request.accept_languages.best_match(LANGUAGES)
    elif not asked:
        asked = request.cookies.get(COOKIE)
    return "en" if asked == "en" else "id"


def _translations() -> Any:
    """Looked up once a request: a page says over a thousand texts."""
    if not g:
        return flask_babel.get_domain().get_translations()
    kept = g.get("translations")
    if kept is None:
        kept = g.translations = flask_babel.get_domain().get_translations()
    return kept


def address_in(language: Language, more: Mapping[str, str] | None = None) -> str:
    """This page's address in the other language; the filters stay, and ``more`` that was typed.

    What answered a form is not asked for again: the page that has the form is.
    """
    arguments = request.args.copy()
    for name, value in {**(more or {}), "lang": language}.items():
        arguments[name] = value
    asked = f"?{urlencode(list(arguments.items(multi=True)))}"
    return asked if request.method in ("GET", "HEAD") else _page_of_the_form() + asked


def _page_of_the_form() -> str:
    """The nearest page above an address that only takes forms: /catat of /catat/simpan."""
    addresses = current_app.create_url_adapter(request)
    path = request.path
    while addresses is not None and path.strip("/") and not addresses.test(path, "GET"):
        path = path.rstrip("/").rpartition("/")[0]
    return request.root_path + (path or "/")


def init_app(app: Flask) -> None:
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(PACKAGE / "translations")
    app.config["BABEL_DEFAULT_LOCALE"] = "id"
    flask_babel.Babel(app, locale_selector=current_language)
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # the extension adds it
        lambda text: _translations().ugettext(text),
        lambda one, many, num: _translations().ungettext(one, many, num),
        newstyle=True,
    )
    _group_counts(app)
    app.after_request(_remember)
    app.context_processor(lambda: {"language": current_language(), "address_in": address_in})


def _group_counts(app: Flask) -> None:
    """``%(num)s`` in a template is grouped too."""
    say: Callable[..., str] = app.jinja_env.globals["ngettext"]  # type: ignore[assignment]

    @pass_context
    def say_count(context: Context, one: str, many: str, num: int, **values: object) -> str:
        return say(context, one, many, num, **{"num": grouped(num), **values})

    app.jinja_env.globals["ngettext"] = say_count


def _remember(response: Response) -> Response:
    asked = request.args.get("lang")
    if asked in LANGUAGES and not is_for_machines():
        response.set_cookie(COOKIE, asked, max_age=YEAR, samesite="Lax", httponly=True)
    return response
