"""/admin/jejak: who did what and when, for those who look after the office; also as CSV."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from flask import Blueprint, Response, render_template, request
from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.dates import NotADateError, parse_day
from nphd_tracker.errors import NotFoundError
from nphd_tracker.web.admin import trail_words
from nphd_tracker.web.admin.trail_words import event_name, facts, subject_name
from nphd_tracker.web.charts.twins import Column, Twin, as_csv
from nphd_tracker.web.serving.access import Permission, requires
from nphd_tracker.web.serving.database import reading_session, request_scope
from nphd_tracker.web.serving.language import current_language
from nphd_tracker.web.serving.language import gettext as _
from nphd_tracker.web.serving.trail import by_whom
from nphd_tracker.web.words.filters import office_zone

bp = Blueprint("trail", __name__, url_prefix="/admin/jejak")
bp.add_app_template_filter(event_name, "trail_name")
bp.add_app_template_filter(subject_name, "subject_name")
bp.add_app_template_filter(trail_words.subject_address, "subject_address")
bp.add_app_template_filter(facts, "event_facts")

MOST = 100_000
"""Lines of one CSV, the newest; a day in the filter gets at the others."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters of the address; an unknown or unreadable one leaves nothing out."""

    who: str
    what: str
    day: date | None
    to: date | None

    @property
    def is_narrowed(self) -> bool:
        return bool(self.who or self.what or self.day or self.to)

    @property
    def arguments(self) -> dict[str, str]:
        said = {"who": self.who, "what": self.what, "day": self.day, "to": self.to}
        return {name: str(value) for name, value in said.items() if value}

    def find(self, session: Session, limit: int, older_than: int | None) -> list[store.TrailEvent]:
        return store.list_events(
            session,
            who=self.who,
            what=[self.what] if self.what else [],
            since=_midnight(self.day) if self.day else None,
            until=_midnight(self.to + timedelta(days=1)) if self.to else None,
            older_than=older_than,
            limit=limit,
        )


@bp.get("")
@requires(Permission.ADMIN)
def index() -> str:
    session, asked = _session(), _asked()
    older_than = request.args.get("older_than", type=int)
    found = asked.find(session, store.TRAIL_PAGE + 1, older_than)
    events = found[: store.TRAIL_PAGE]
    return render_template(
        "admin/trail.html",
        events=events,
        asked=asked,
        actors=store.list_actors(session),
        names=sorted(trail_words.event_names().items(), key=lambda pair: pair[1]),
        is_first=older_than is None,
        next=events[-1].id if len(found) > len(events) else None,
        most=MOST,
    )


@bp.get("/jejak.csv")
@requires(Permission.ADMIN)
def as_file() -> Response:
    """The same, all of it, newest first; times of the office."""
    events = _asked().find(_session(), MOST, None)
    zone = office_zone()
    columns = [Column(name) for name in (
        _("Nomor"), _("Waktu (%(zone)s)", zone=zone.tzname(None) or ""), _("Siapa"), _("Alamat"),
        _("Perbuatan"), _("Mengenai"), _("Keterangan"),
    )]  # fmt: skip
    rows = [
        (
            str(one.id),
            one.at.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S"),
            by_whom(one.who),
            one.address,
            event_name(one.what),
            subject_name(one.subject),
            "; ".join(map(_say, facts(one))),
        )
        for one in events
    ]
    answer = Response(
        as_csv(Twin(_("Jejak"), columns, rows), current_language()),
        content_type="text/csv; charset=utf-8",
    )
    name = f"jejak-nphd-{datetime.now(zone):%Y-%m-%d}.csv"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


def _session() -> Session:
    """The trail tells of everything, so it is for those who may see everything."""
    if not request_scope().is_everything:
        raise NotFoundError(
            "Jejak hanya ada untuk admin tanpa batas wilayah atau lembaga.",
            "The trail is only there for admins who are not limited to regions or agencies.",
        )
    return reading_session()


def _say(fact: trail_words.Fact) -> str:
    if not fact.before:
        return f"{fact.name}: {fact.after}"
    return f"{fact.name}: {fact.before} → {fact.after}"


def _asked() -> Asked:
    args = request.args
    return Asked(args.get("who", ""), args.get("what", ""), _day("day"), _day("to"))


def _day(name: str) -> date | None:
    try:
        return parse_day(request.args.get(name, "").strip())
    except NotADateError:
        return None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, office_zone()).astimezone(UTC)
