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
from nphd_tracker.web.admin import trail_page
from nphd_tracker.web.api import application, reference, token_page
from nphd_tracker.web.charts import pages as charts_pages
from nphd_tracker.web.chase import pages as chase_pages
from nphd_tracker.web.dashboard import differences, drill
from nphd_tracker.web.dashboard import pages as dashboard_pages
from nphd_tracker.web.entries import card, roster
from nphd_tracker.web.entries import pages as entries_pages
from nphd_tracker.web.follow_ups import letters
from nphd_tracker.web.follow_ups import pages as follow_ups_pages
from nphd_tracker.web.grid import pages as grid_pages
from nphd_tracker.web.imports import pages as imports_pages
from nphd_tracker.web.imports import waiting
from nphd_tracker.web.meeting import pages as meeting_pages
from nphd_tracker.web.people import account, sign_in, signed_in
from nphd_tracker.web.people import pages as people_pages
from nphd_tracker.web.reports import pages as reports_pages
from nphd_tracker.web.reports import reconciliation
from nphd_tracker.web.serving import (
    access,
    again,
    delivery,
    entrance,
    errors,
    headers,
    language,
    often,
    readiness,
    trail,
)
from nphd_tracker.web.serving.access import public
from nphd_tracker.web.serving.database import db, migrate
from nphd_tracker.web.serving.settings import MAX_REQUEST_BYTES, read_settings, secret_key
from nphd_tracker.web.shown import carried, limits
from nphd_tracker.web.words import filters, glossary, names

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
        language, filters, names, headers, delivery, errors, trail, readiness, limits, carried,
    ):  # fmt: skip
        part.init_app(app)
    for page in (
        sign_in,
        account,
        people_pages,
        dashboard_pages,
        drill,
        imports_pages,
        waiting,
        grid_pages,
        reports_pages,
        entries_pages,
        chase_pages,
        card,
        roster,
        meeting_pages,
        differences,
        reconciliation,
        follow_ups_pages,
        letters,
        charts_pages,
        glossary,
        trail_page,
        reference,
        token_page,
    ):
        app.register_blueprint(page.bp)

    application.init_app(app, csrf)
    again.init_app(app)
    public(app.view_functions["static"])
