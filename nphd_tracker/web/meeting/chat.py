"""The meeting's page as a short text for a chat group: numbers and dates in words, never rounded up."""

from collections.abc import Iterator

from nphd_tracker.absorption import Band, Row, Standing
from nphd_tracker.follow_ups import State
from nphd_tracker.money import format_short
from nphd_tracker.movement import Change, Movement
from nphd_tracker.reporting.follow_ups import say_agreed
from nphd_tracker.web.meeting.paper import Meeting
from nphd_tracker.web.serving.database import request_scope
from nphd_tracker.web.serving.language import current_language, ngettext
from nphd_tracker.web.serving.language import gettext as _
from nphd_tracker.web.serving.settings import is_invented
from nphd_tracker.web.shown.changes import Changes, grantee, movement_name
from nphd_tracker.web.shown.figures import narrowed
from nphd_tracker.web.shown.limits import scope_line
from nphd_tracker.web.words.filters import percent, tanggal
from nphd_tracker.web.words.names import (
    agency_name,
    basis_formula,
    basis_name,
    coverage,
    inline,
    remaining_name,
    whose,
)

SHOWN = 5
SHOWN_PROMISES = 3


def write_text(meeting: Meeting) -> str:
    """Bold as chats write it (``*so*``); one statement a line."""
    parts = (
        _head(meeting),
        _rates(meeting),
        _below(meeting),
        _moved(meeting),
        _promised(meeting),
        _silent(meeting),
    )
    text = "\n\n".join("\n".join(lines) for part in parts if (lines := list(part)))
    return text + "\n\n" + _("Angka dipotong, tidak dibulatkan ke atas.")


def said(sen: int | None) -> str:
    """``Rp 89,6 miliar``."""
    return format_short(sen or 0, current_language())


def _head(meeting: Meeting) -> Iterator[str]:
    selection = meeting.selection
    if is_invented(selection.election):
        yield _("ANGKA REKAAN, bukan data pemerintah daerah mana pun.")
    own = scope_line(request_scope(), current_language())
    place = own or narrowed(selection) or _("Semua NPHD")
    yield f"*NPHD {selection.election} – {place}*"
    yield _("Posisi %(day)s", day=tanggal(selection.day))
    yield f"{basis_name(selection.basis)} ({basis_formula(selection.basis)})"


def _rates(meeting: Meeting) -> Iterator[str]:
    if len(meeting.agencies) > 1:
        yield _rate(_("Semua"), meeting.page.total)
    for row in meeting.agencies:
        yield _rate(agency_name(row.key), row)


def _rate(name: str, row: Row) -> str:
    """``KPU: 64,03% (Rp 89,6 miliar dari Rp 139,9 miliar; 6 dari 10 NPHD melapor)``."""
    if row.rate is None:
        return f"{name}: {coverage(row)}"
    amounts = _("%(part)s dari %(whole)s", part=said(row.numerator), whole=said(row.denominator))
    return f"{name}: {_percent(row)} ({amounts}; {coverage(row)})"


def _percent(counted: Row | Standing) -> str:
    return "100%" if counted.band is Band.FULL else percent(counted.rate)


def _below(meeting: Meeting) -> Iterator[str]:
    below, total = meeting.page.below, meeting.page.below_total
    if not below:
        return
    remaining = inline(remaining_name(meeting.selection.basis))
    count = ngettext("%(num)s NPHD", "%(num)s NPHD", len(below))
    heading = _("Belum 100%")
    yield f"*{heading}*: {count}, {remaining} {said(total.unabsorbed)}"
    for place, one in enumerate(below[:SHOWN], start=1):
        yield f"{place}. {_name(one)}: {said(one.unabsorbed)} ({_percent(one)})"
    if len(below) > SHOWN:
        yield _("dan %(num)s lagi", num=len(below) - SHOWN)


def _name(standing: Standing) -> str:
    return whose(standing.holding)


def _moved(meeting: Meeting) -> Iterator[str]:
    changes = meeting.changes
    if not changes.has_earlier:
        return
    since = _("Sejak %(day)s", day=tanggal(changes.since))
    yield f"*{since}*: {_growth(changes)}"
    for movement in (Movement.REACHED, Movement.MOVED, Movement.FELL):
        if changes.kinds[movement]:
            yield f"{movement_name(movement)}: {_biggest(changes.kinds[movement])}"
    for movement in (Movement.STOOD_STILL, Movement.NEWLY_REPORTED):
        if changes.kinds[movement]:
            count = ngettext("%(num)s NPHD", "%(num)s NPHD", len(changes.kinds[movement]))
            yield f"{movement_name(movement)}: {count}"


def _growth(changes: Changes) -> str:
    if changes.by > 0:
        return _("bertambah %(amount)s", amount=said(changes.by))
    if changes.by < 0:
        return _("berkurang %(amount)s", amount=said(-changes.by))
    return _("tidak ada yang bergerak")


def _biggest(found: list[Change]) -> str:
    """How many, and the largest of them by name and amount."""
    count = ngettext("%(num)s NPHD", "%(num)s NPHD", len(found))
    named = "; ".join(f"{grantee(one)} ({_by(one.by)})" for one in found[:3] if one.by)
    more = "; …" if len(found) > 3 else ""
    return f"{count} – {named}{more}" if named else count


def _by(sen: int) -> str:
    return f"+{said(sen)}" if sen > 0 else said(sen)


def _promised(meeting: Meeting) -> Iterator[str]:
    """What is open, the first of them by name: what this group is to keep in mind."""
    if not meeting.promises:
        return
    late = sum(one.state is State.OVERDUE for one in meeting.promises)
    heading = _("Janji yang masih terbuka")
    overdue = ", " + _("lewat tenggat %(num)s", num=late) if late else ""
    yield f"*{heading}*: {len(meeting.promises)}{overdue}"
    for one in meeting.promises[:SHOWN_PROMISES]:
        yield f"- {whose(one.follow_up)}: {say_agreed(one, current_language())}"
    if len(meeting.promises) > SHOWN_PROMISES:
        yield _("dan %(num)s lagi", num=len(meeting.promises) - SHOWN_PROMISES)


def _silent(meeting: Meeting) -> Iterator[str]:
    if not meeting.page.silent:
        return
    count = ngettext("%(num)s NPHD", "%(num)s NPHD", len(meeting.page.silent))
    known = meeting.page.silent_total.committed
    worth = _("nilainya juga belum diketahui")
    if known is not None:
        worth = _("senilai %(amount)s", amount=said(known))
    heading, hint = _("Belum lapor"), _("tanpa laporan bukan nol")
    yield f"*{heading}*: {count}{' ' if known is not None else ', '}{worth} ({hint})"
