"""What is too long for a request is asked of the worker; the person is led to a page that waits."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from nphd_tracker import intake, store
from nphd_tracker.models import Import, Job
from nphd_tracker.reading import ReadOptions
from nphd_tracker.scope import EVERYTHING
from nphd_tracker.web.incoming.sent_files import SentFile, is_large, remove_sent
from nphd_tracker.web.jobs.kinds import PREVIEW
from nphd_tracker.web.serving.access import person_name
from nphd_tracker.web.serving.database import db
from nphd_tracker.web.serving.settings import settings_of


def are_long(rows: Sequence[Import]) -> bool:
    """Whether reading the files of these imports again takes longer than a request should."""
    settings = settings_of(current_app)
    paths = (settings.uploads / row.sha256 for row in rows)
    return is_large(paths, settings.large_file_bytes)


def is_long_upload(files: Sequence[SentFile]) -> bool:
    return is_large((file.path for file in files), settings_of(current_app).large_file_bytes)


def ask_for_preview(files: Sequence[SentFile], options: ReadOptions) -> ResponseReturnValue:
    return _lead_to(note_preview(files, options))


def note_preview(files: Sequence[SentFile], options: ReadOptions) -> Job:
    """The files stay where they are until the worker has read them."""
    said = {
        "files": [[file.name, file.path.name] for file in files],
        "options": intake.write_options(options),
    }
    try:
        return note(PREVIEW, said, files[0].name)
    except BaseException:
        remove_sent(files)
        raise


def ask(kind: str, said: Mapping[str, Any], file_name: str) -> ResponseReturnValue:
    return _lead_to(note(kind, said, file_name))


def note(kind: str, said: Mapping[str, Any], file_name: str) -> Job:
    """The job, as asked by whoever is signed in."""
    job = store.enqueue(
        db.session(),
        kind,
        said,
        file_name=file_name,
        asked_by=person_name(),
        address=request.remote_addr or "",
        scope=g.get("scope", EVERYTHING),
    )
    db.session.commit()
    return job


def _lead_to(job: Job) -> ResponseReturnValue:
    """To the page that waits."""
    return redirect(url_for("jobs.show", job_id=job.id))
