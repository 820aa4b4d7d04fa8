"""What the worker does for each kind of job: the same functions that a request calls for less.

Every step stores its work and what came of it in one transaction, and begins where the one before
it ended; so a job that is taken up again leaves nothing out and does nothing twice.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from nphd_tracker import intake, store
from nphd_tracker.errors import ConflictError, TrackerError
from nphd_tracker.importing.sheets import hash_file
from nphd_tracker.models import Job
from nphd_tracker.web.incoming import uploads
from nphd_tracker.web.incoming.cards import Card
from nphd_tracker.web.incoming.sent_files import FOLDER, SentFile, remove_sent
from nphd_tracker.web.incoming.uploads import Applied, Received, Refused

PREVIEW, ANSWER, APPLY, APPLY_CLEAN, RENEW = "preview", "answer", "apply", "apply-clean", "renew"


@dataclass(frozen=True)
class Task:
    """A job in the hands of this worker. ``said`` is what was asked, ``begun`` what was done of it.

    ``session`` writes, ``reader`` only asks, so that nobody waits while a file is read.
    """

    claim: store.Claim
    said: Mapping[str, Any]
    begun: Mapping[str, Any]
    session: Session
    reader: Session
    folder: Path

    def keep(self, result: Mapping[str, Any], file_name: str) -> None:
        """One step is done; the next is about this file."""
        store.note_result(self.session, self.claim, result, file_name)
        self.session.commit()

    def finish(self, result: Mapping[str, Any]) -> None:
        store.finish(self.session, self.claim, result)
        self.session.commit()


def perform(kind: str, task: Task) -> None:
    """Does the whole job; TrackerError where it cannot be done, with what to do."""
    _KINDS[kind](task)


def clear_away(job: Job, folder: Path) -> None:
    """Removes the files that were kept for a job, once it has ended in whatever way."""
    if job.kind == PREVIEW and job.state not in ("waiting", "running"):
        remove_sent(sent_files(json.loads(job.subject), folder))


# --- what came of it, as JSON


def sent_files(said: Mapping[str, Any], folder: Path) -> list[SentFile]:
    return [SentFile(name, folder / FOLDER / kept) for name, kept in said["files"]]


def write_received(received: Received) -> dict[str, Any]:
    refused = [[one.name, one.indonesian, one.english] for one in received.refused]
    return {
        "ids": received.ids,
        "refused": refused,
        "same": received.same,
        "applied_before": received.applied_before,
        "copies": received.copies,
        "given": received.given,
    }


def read_received(result: Mapping[str, Any]) -> Received:
    return Received(
        tuple(result.get("ids", ())),
        tuple(Refused(*one) for one in result.get("refused", ())),
        tuple(result.get("same", ())),
        tuple((name, number) for name, number in result.get("applied_before", ())),
        tuple((name, first) for name, first in result.get("copies", ())),
        tuple((sha256, name) for sha256, name in result.get("given", ())),
    )


def write_applied(applied: Applied) -> dict[str, Any]:
    return {"done": applied.done, "waiting": applied.waiting, "ids": applied.ids}


def read_applied(result: Mapping[str, Any]) -> Applied:
    return Applied(*(tuple(result.get(name, ())) for name in ("done", "waiting", "ids")))


# --- the kinds


def _preview(task: Task) -> None:
    files = sent_files(task.said, task.folder)
    options = intake.read_options(task.said["options"])
    received, done = read_received(task.begun), task.begun.get("files", 0)
    for number in range(done, len(files)):
        file = files[number]
        if not file.path.is_file():
            raise _unreachable()
        if first := received.first_name(hash_file(file.path)):
            received = received.with_copy(file.name, first)
        else:
            seen = intake.stage(
                task.session, file.path, file.name, options, task.folder, reader=task.reader
            )
            received = received.with_file(file.name, seen)
        result = write_received(received) | {"files": number + 1}
        if number + 1 < len(files):
            task.keep(result, files[number + 1].name)
        else:
            task.finish(result)


def _unreachable() -> TrackerError:
    return TrackerError(
        "Berkas yang diunggah tidak terjangkau oleh pekerja di komputer ini. Pengelola: arahkan"
        " NPHD_UPLOADS di kedua komputer ke folder bersama yang sama, lalu unggah lagi.",
        "The worker on this computer cannot reach the uploaded file. Administrator: let NPHD_UPLOADS"
        " lead to the same shared folder on both computers, then upload again.",
    )


def _answer(task: Task) -> None:
    said = task.said
    if said["forget"]:
        seen = intake.forget(
            task.session, said["import"], task.folder, said["sheet"], reader=task.reader
        )
    else:
        answers = store.read_answers(said["answers"])
        seen = intake.answer(
            task.session, said["import"], task.folder, said["sheet"], answers, reader=task.reader
        )
    errors = sum(problem.severity == "error" for problem in seen.problems)
    plan = seen.plan
    task.finish({"new": plan.new, "changed": plan.changed, "errors": errors} if plan else {})


def _apply(task: Task) -> None:
    """A preview that no longer holds is no failure: the person looks at the new one."""
    try:
        intake.apply_staged(
            task.session,
            task.said["import"],
            task.folder,
            leave_out_errors=task.said["leave_out_errors"],
            reader=task.reader,
        )
    except ConflictError as error:
        task.session.rollback()
        task.finish({"stale": [error.indonesian, error.english]})
    else:
        task.finish({})


def _apply_clean(task: Task) -> None:
    ids = task.said["ids"]
    applied = read_applied(task.begun)
    for number in range(len(applied.ids), len(ids)):
        if Card(store.get_import(task.reader, ids[number])).is_ready:
            task.reader.rollback()
            card = uploads.apply_one(task.session, ids[number], task.folder, task.reader)
            applied = applied.with_import(card)
        else:
            applied = applied.with_passed_over(ids[number])
        task.reader.rollback()
        if number + 1 < len(ids):
            task.keep(write_applied(applied), _name(task, ids[number + 1]))
        else:
            task.finish(write_applied(applied))


def _renew(task: Task) -> None:
    number = uploads.renew(task.session, task.said["import"], task.folder, task.reader)
    task.finish({"import": number})


def _name(task: Task, import_id: int) -> str:
    return store.get_import(task.session, import_id).file_name


_KINDS: Mapping[str, Callable[[Task], None]] = {
    PREVIEW: _preview,
    ANSWER: _answer,
    APPLY: _apply,
    APPLY_CLEAN: _apply_clean,
    RENEW: _renew,
}
