"""Imports: a file is sent and previewed, then applied or dropped; an applied one can be undone.

What is answered about a file is what `nphd import --json` prints of it.
"""

from pathlib import Path
from typing import Any

from flask import current_app, url_for
from flask.typing import ResponseReturnValue

from nphd_tracker import intake, store
from nphd_tracker.models import Job
from nphd_tracker.reading import ReadOptions, Source
from nphd_tracker.web.api.answers import answer, covering, page_of
from nphd_tracker.web.api.blueprints import FORM_WITH_FILE, Operations
from nphd_tracker.web.api.described import import_json, job_json
from nphd_tracker.web.api.fields import NUMBER
from nphd_tracker.web.api.schemas.asked import Asked, Paged
from nphd_tracker.web.api.schemas.imports import (
    ApplyBody,
    Discarded,
    FileAnswers,
    ImportAnswer,
    ImportList,
    JobAnswer,
    Undone,
    UploadForm,
)
from nphd_tracker.web.incoming import uploads
from nphd_tracker.web.incoming.sent_files import keep_sent, remove_sent
from nphd_tracker.web.jobs import long_work
from nphd_tracker.web.jobs.kinds import APPLY
from nphd_tracker.web.jobs.views import JobView, find_job
from nphd_tracker.web.serving import problem_details
from nphd_tracker.web.serving.access import Permission
from nphd_tracker.web.serving.database import db, reading_session
from nphd_tracker.web.serving.language import N_, current_language
from nphd_tracker.web.serving.language import gettext as _
from nphd_tracker.web.serving.settings import settings_of

bp = Operations("imports", N_("Impor berkas"))

MOST = 10_000
"""Of the newest imports; the list grows by a few a day."""
ASK_AGAIN_S = 2
ONE = f"/imports/{NUMBER}:import_id>"


@bp.operation(
    "/imports", Permission.VIEW, N_("Riwayat impor, yang terbaru dahulu"),
    asks=Paged, answers=ImportList,
)  # fmt: skip
def imports(asked: dict[str, Any]) -> ResponseReturnValue:
    page, size = asked["page"], asked["page_size"]
    found = store.list_imports(reading_session(), limit=MOST)
    shown, headers = page_of(found, page, size)
    document = {"imports": [intake.import_as_json(row) for row in shown]}
    return answer(covering(document), headers=headers)


@bp.operation(
    "/imports", Permission.IMPORT,
    N_("Unggah satu berkas untuk diperiksa; belum ada angka yang berubah"),
    method="POST", asks=UploadForm, location=FORM_WITH_FILE, is_costly=True,
    answers=FileAnswers, status=201, fails=(400, 413),
    also={200: FileAnswers, 202: JobAnswer},
)  # fmt: skip
def upload(asked: dict[str, Any]) -> ResponseReturnValue:
    sent, folder = keep_sent([asked["file"]], _folder()), _folder()
    if long_work.is_long_upload(sent):
        return _accepted(long_work.note_preview(sent, _options(asked)))
    session, name = db.session(), sent[0].name
    try:
        seen = intake.stage(session, sent[0].path, name, _options(asked), folder)
        session.commit()
    finally:
        remove_sent(sent)
    document = _files(seen)
    if seen.import_id is not None:
        address = url_for("api-imports.one_import", import_id=seen.import_id)
        return answer(document, 201, {"Location": address})
    if seen.status == "unchanged":
        return answer(document)
    why = uploads.refuse(name, seen).message(current_language())
    return problem_details.answer(422, why, more=document)


@bp.operation(
    "/check", Permission.IMPORT, N_("Katakan apa yang terbaca dari satu berkas, tanpa menyimpannya"),
    method="POST", asks=UploadForm, location=FORM_WITH_FILE, is_costly=True,
    answers=FileAnswers, fails=(400, 413),
)  # fmt: skip
def check(asked: dict[str, Any]) -> ResponseReturnValue:
    sent = keep_sent([asked["file"]], _folder())
    try:
        if long_work.is_long_upload(sent):
            return problem_details.answer(413, _(
                "Berkas sebesar ini tidak diperiksa sambil ditunggu. Unggah ke /imports: ia dibaca"
                " di belakang layar dan tidak mengubah angka sebelum diterapkan."
            ))  # fmt: skip
        return answer(_files(intake.check(sent[0].path, sent[0].name, _options(asked))))
    finally:
        remove_sent(sent)


@bp.operation(
    ONE, Permission.VIEW, N_("Satu impor: pratinjau, lalu catatannya"),
    asks=Asked, answers=ImportAnswer, fails=(404,),
)  # fmt: skip
def one_import(asked: dict[str, Any], import_id: int) -> ResponseReturnValue:
    row = store.get_import(reading_session(), import_id)
    return answer(import_json(row, current_language()))


@bp.operation(
    f"{ONE}/apply", Permission.IMPORT, N_("Terapkan yang sudah dipratinjau"),
    method="POST", asks=ApplyBody, location="json", is_costly=True,
    answers=FileAnswers, also={202: JobAnswer}, fails=(400, 404, 409),
)  # fmt: skip
def apply(asked: dict[str, Any], import_id: int) -> ResponseReturnValue:
    session, leave_out = db.session(), asked["skip_errors"]
    row = store.get_import(session, import_id)
    if row.status == "staged" and long_work.are_long([row]):
        said = {"import": import_id, "leave_out_errors": leave_out, "ids": [import_id]}
        return _accepted(long_work.note(APPLY, said, row.file_name))
    done = intake.apply_staged(session, import_id, _folder(), leave_out_errors=leave_out)
    session.commit()
    return answer(_files(done))


@bp.operation(
    f"{ONE}/discard", Permission.IMPORT, N_("Buang pratinjau yang tidak jadi diterapkan"),
    method="POST", answers=Discarded, fails=(404, 409),
)  # fmt: skip
def discard(import_id: int) -> ResponseReturnValue:
    session = db.session()
    store.discard_import(session, import_id)
    session.commit()
    return answer({"import": import_id, "discarded": True})


@bp.operation(
    f"{ONE}/undo", Permission.IMPORT, N_("Batalkan impor; angka sebelumnya berlaku lagi"),
    method="POST", answers=Undone, fails=(404, 409),
)  # fmt: skip
def undo(import_id: int) -> ResponseReturnValue:
    session = db.session()
    is_new = store.undo_import(session, import_id)
    session.commit()
    return answer({"import": import_id, "undone": True, "changed": is_new})


@bp.operation(
    f"/jobs/{NUMBER}:job_id>", Permission.IMPORT,
    N_("Pekerjaan yang terlalu lama untuk satu permintaan: sampai di mana, dan hasilnya"),
    asks=Asked, answers=JobAnswer, fails=(404,),
)  # fmt: skip
def job(asked: dict[str, Any], job_id: int) -> ResponseReturnValue:
    return answer(job_json(find_job(reading_session(), job_id), current_language()))


def _accepted(job: Job) -> ResponseReturnValue:
    """It is worked on; where to ask how far it is, and how soon."""
    address = url_for("api-imports.job", job_id=job.id)
    document = job_json(JobView(job), current_language())
    return answer(document, 202, {"Location": address, "Retry-After": str(ASK_AGAIN_S)})


def _options(asked: dict[str, Any]) -> ReadOptions:
    return ReadOptions(
        as_of=asked.get("as_of"),
        sheet=asked.get("sheet") or None,
        source=Source(asked["source"]) if asked.get("source") else None,
        election=asked.get("election") or None,
        default_election=settings_of(current_app).election,
    )


def _files(seen: intake.Intake) -> dict[str, Any]:
    return {"files": [intake.as_json(seen, current_language())]}


def _folder() -> Path:
    return settings_of(current_app).uploads
