"""The pages: Flask, put together here and nowhere else.

A view reads the request, calls one or two functions, and renders or redirects. Pages are Indonesian
unless ``?lang=en`` was asked for (kept in a cookie); nothing is fetched from outside, and no script
or style stands inside a page, so the content policy can be as strict as there is.
"""

from collections.abc import Mapping
from pathlib import Path

from flask import Flask
from flask_wtf import CSRFProtect

from nphd_tracker.resources import PACKAGE, data_folder
from nphd_tracker.web import (
    access,
    account,
    again,
    card,
    chart_pages,
    chase,
    dashboard,
    delivery,
    differences,
    drill,
    entrance,
    entry,
    errors,
    filters,
    follow_ups,
    glossary,
    grid,
    headers,
    imports,
    jobs,
    language,
    letters,
    limits,
    meeting,
    often,
    people,
    readiness,
    reconciliation,
    reports,
    roster,
    sign_in,
    signed_in,
    trail,
    trail_page,
    words,
)
from nphd_tracker.web.access import public
from nphd_tracker.web.api import application, reference, token_page
from nphd_tracker.web.database import db, migrate
from nphd_tracker.web.settings import MAX_REQUEST_BYTES, read_settings, secret_key

csrf = CSRFProtect()


def create_app(
    database_url: str | None = None,
    instance_path: Path | str | None = None,
    uploads: Path | str | None = None,
    *,
    election: str | None = None,
    testing: bool = False,
    opens_on: Mapping[str, str] | None = None,
) -> Flask:
    """The application. Arguments win over ``NPHD_*``; the database is not touched yet.

    ``opens_on``: filters that the bare address of the dashboard leads to.
    """
    settings = read_settings(database_url, instance_path, uploads, election)
    app = Flask(
        "nphd_tracker",
        instance_path=str(settings.instance_path),
        template_folder=str(data_folder("templates")),
        static_folder=str(PACKAGE / "static"),
    )
    app.config.update(
        TESTING=testing,
        SECRET_KEY=secret_key(settings),
        MAX_CONTENT_LENGTH=MAX_REQUEST_BYTES,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        WTF_CSRF_TIME_LIMIT=None,  # a preview may lie open over lunch; the session bounds it
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.extensions["nphd-settings"] = settings
    signed_in.name_cookies(app, settings.https)
    app.config["OPENS_ON"] = dict(opens_on or {})
    _connect(app)
    return app


def _connect(app: Flask) -> None:
    db.init_app(app)
    migrate.init_app(app, db, directory=str(PACKAGE / "migrations"))
    entrance.init_app(app)
    for part in (signed_in, access, csrf, often.limiter):  # who asks, before what is asked
        part.init_app(app)
    app.before_request(entrance.refuse_unstorable)
    for part in (
        language, filters, words, headers, delivery, errors, trail, readiness, limits,
    ):  # fmt: skip
        part.init_app(app)
    for page in (
        sign_in,
        account,
        people,
        dashboard,
        drill,
        imports,
        jobs,
        grid,
        reports,
        entry,
        chase,
        card,
        roster,
        meeting,
        differences,
        reconciliation,
        follow_ups,
        letters,
        chart_pages,
        glossary,
        trail_page,
        reference,
        token_page,
    ):
        app.register_blueprint(page.bp)

    application.init_app(app, csrf)
    again.init_app(app)
    public(app.view_functions["static"])
