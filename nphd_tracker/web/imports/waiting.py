"""/jobs/ID: a page to wait on while the worker works, which then leads to what came of it."""

import json

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from nphd_tracker import store
from nphd_tracker.models import Job
from nphd_tracker.web.grid.pages import say_effect
from nphd_tracker.web.imports import onward
from nphd_tracker.web.jobs.kinds import (
    ANSWER,
    APPLY,
    APPLY_CLEAN,
    PREVIEW,
    clear_away,
    read_applied,
    read_received,
)
from nphd_tracker.web.jobs.views import find_job
from nphd_tracker.web.serving.access import Permission, requires
from nphd_tracker.web.serving.database import db, reading_session
from nphd_tracker.web.serving.language import current_language
from nphd_tracker.web.serving.language import gettext as _
from nphd_tracker.web.serving.settings import settings_of

bp = Blueprint("jobs", __name__, url_prefix="/jobs")


@bp.get("/<int:job_id>")
@requires(Permission.IMPORT)
def show(job_id: int) -> ResponseReturnValue:
    """How far it is; once it is done, on to what came of it."""
    view = find_job(reading_session(), job_id)
    if view.job.state == "done":
        return _lead_on(view.job)
    return render_template("jobs/show.html", view=view, back=_back(view.job))


@bp.get("/<int:job_id>/progress.json")
@requires(Permission.IMPORT)
def progress(job_id: int) -> ResponseReturnValue:
    return find_job(reading_session(), job_id).as_json()


@bp.post("/<int:job_id>/cancel")
@requires(Permission.IMPORT)
def cancel(job_id: int) -> ResponseReturnValue:
    """Ends it here; what was done before stays done, and the page says so."""
    find_job(db.session(), job_id)
    if store.cancel_job(db.session(), job_id):
        db.session.commit()
        view = find_job(db.session(), job_id)
        clear_away(view.job, settings_of(current_app).uploads)
        flash(view.message, "info")
        return redirect(_back(view.job))
    flash(_("Sudah selesai sebelum sempat dibatalkan."), "info")
    return redirect(url_for(".show", job_id=job_id))


def _lead_on(job: Job) -> ResponseReturnValue:
    said, result = json.loads(job.subject), json.loads(job.result)
    if job.kind == PREVIEW:
        return onward.lead_to_preview(read_received(result))
    if job.kind == ANSWER:
        if result:
            say_effect(result["new"], result["changed"], result["errors"], said["errors"])
        return redirect(said["back"])
    if job.kind == APPLY_CLEAN:
        return onward.lead_on(said["ids"], read_applied(result))
    if job.kind == APPLY and "stale" in result:
        indonesian, english = result["stale"]
        message = english if current_language() == "en" else indonesian
        return onward.stale_page(said["import"], message)
    if job.kind == APPLY:
        return onward.lead_on_applied(said["import"], said["ids"])
    return redirect(url_for("imports.record", import_id=result["import"]))


def _back(job: Job) -> str:
    """Where it was asked for."""
    said = json.loads(job.subject)
    if job.kind == PREVIEW:
        return url_for("imports.index")
    if job.kind == ANSWER:
        return str(said["back"])
    if job.kind == APPLY_CLEAN:
        return url_for("imports.preview", ids=",".join(map(str, said["ids"])))
    return url_for("imports.record", import_id=said["import"])
