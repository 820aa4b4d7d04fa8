"""A job in words: what is being done, how far it is, how long it will take."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from nphd_tracker import money, store
from nphd_tracker.errors import NotFoundError
from nphd_tracker.models import Job
from nphd_tracker.web.jobs.kinds import ANSWER, APPLY, APPLY_CLEAN, PREVIEW, RENEW
from nphd_tracker.web.jobs.progress import percent_of
from nphd_tracker.web.serving.access import person_name
from nphd_tracker.web.serving.language import current_language, ngettext
from nphd_tracker.web.serving.language import gettext as _

_UNATTENDED = timedelta(seconds=20)
"""So long nobody takes the first job that waits: then there is no worker."""
_MINUTE = 90


@dataclass(frozen=True)
class JobView:
    """``before``: jobs to be worked on before this one."""

    job: Job
    before: int = 0

    @property
    def is_over(self) -> bool:
        return self.job.state not in ("waiting", "running")

    @property
    def title(self) -> str:
        return {
            PREVIEW: _("Membaca berkas Anda"),
            ANSWER: _("Membaca ulang dengan jawaban Anda"),
            APPLY: _("Menerapkan angka"),
            APPLY_CLEAN: _("Menerapkan angka"),
            RENEW: _("Membuat pratinjau baru"),
        }[self.job.kind]

    @property
    def file(self) -> str:
        """With its place where there are several."""
        said, begun = json.loads(self.job.subject), json.loads(self.job.result)
        files = said.get("files") or (said["ids"] if self.job.kind == APPLY_CLEAN else ())
        if len(files) < 2:
            return self.job.file_name
        number = begun.get("files", len(begun.get("ids", ()))) + 1
        return _(
            "Berkas %(number)s dari %(all)s: %(name)s",
            number=min(number, len(files)),
            all=len(files),
            name=self.job.file_name,
        )

    @property
    def step(self) -> str:
        if self.job.state == "waiting":
            return _("Menunggu giliran")
        return {
            "opening": _("Membuka berkas"),
            "reading": _("Membaca baris"),
            "comparing": _("Membandingkan dengan angka yang sudah ada"),
            "storing": _("Menyimpan angka"),
        }.get(self.job.step, _("Baru dimulai"))

    @property
    def percent(self) -> int:
        job = self.job
        return percent_of(job.kind, job.step, job.rows_done, job.rows_total)

    @property
    def rows(self) -> str:
        """``12.000 dari 100.000 baris``; "" while nothing is counted."""
        job = self.job
        if job.state != "running" or not job.rows_total:
            return ""
        done, total = _count(min(job.rows_done, job.rows_total)), _count(job.rows_total)
        if job.step in ("comparing", "storing"):
            return _("%(done)s dari %(total)s angka", done=done, total=total)
        return _("%(done)s dari %(total)s baris", done=done, total=total)

    @property
    def rate(self) -> str:
        job = self.job
        if job.state != "running" or not job.rate:
            return ""
        if job.step in ("comparing", "storing"):
            return _("%(rate)s angka per detik", rate=_count(job.rate))
        return _("%(rate)s baris per detik", rate=_count(job.rate))

    @property
    def left(self) -> str:
        seconds = self.job.seconds_left
        if self.job.state != "running" or seconds is None:
            return ""
        if seconds <= _MINUTE:
            return ngettext("kira-kira %(num)s detik lagi", "kira-kira %(num)s detik lagi", seconds)
        minutes = round(seconds / 60)
        return ngettext("kira-kira %(num)s menit lagi", "kira-kira %(num)s menit lagi", minutes)

    @property
    def note(self) -> str:
        """What someone who waits should know."""
        if self.job.state != "waiting":
            return ""
        if self.before:
            return ngettext(
                "Masih ada %(num)s pekerjaan lain di depannya.",
                "Masih ada %(num)s pekerjaan lain di depannya.",
                self.before,
            )
        if datetime.now(UTC) - self.job.created_at > _UNATTENDED:
            return _(
                "Belum ada pekerja yang mengambilnya. Beri tahu pengelola sistem: jalankan nphd"
                " worker, atau nphd serve tanpa --no-worker."
            )
        return ""

    @property
    def message(self) -> str:
        job = self.job
        return job.message_en if current_language() == "en" else job.message_id

    def as_json(self) -> dict[str, Any]:
        """What the page shows, as it changes."""
        names = ("file", "step", "rows", "rate", "left", "note")
        return {"over": self.is_over, "percent": self.percent} | {
            name: getattr(self, name) for name in names
        }


def find_job(session: Session, job_id: int) -> JobView:
    """A job of whoever is signed in, or of anyone for one who may see everything."""
    job = store.get_job(session, job_id)
    if job.asked_by != person_name() and not store.scope_of(session).is_everything:
        raise NotFoundError(
            f"Pekerjaan nomor {job_id} tidak ada.", f"There is no work number {job_id}."
        )
    return JobView(job, store.count_before(session, job) if job.state == "waiting" else 0)


def list_mine(session: Session) -> list[JobView]:
    """What waits or is worked on for whoever is signed in."""
    mine = [job for job in store.list_running(session) if job.asked_by == person_name()]
    return [JobView(job) for job in mine]


def _count(number: int) -> str:
    return money.format_number(number * 100, current_language())
