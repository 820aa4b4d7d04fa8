"""Deadlines as a calendar that any programme takes in (RFC 5545): all-day events, each its own.

A deadline keeps its identifier, so that a calendar read in again changes its entries and doubles
none. Lines end in CRLF and are folded at 75 octets, never inside a character.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_LINE_OCTETS = 75


@dataclass(frozen=True, slots=True)
class Deadline:
    """``key`` tells it from all others, for good: ``follow-up-12``."""

    key: str
    on: date
    title: str
    text: str = ""


def write_calendar(deadlines: Iterable[Deadline], name: str, made_at: datetime) -> str:
    """The whole file. Text is escaped, so that a comma or a line break stays what it is."""
    stamp = made_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//nphd-tracker//NPHD//ID",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escape(name)}",
    ]
    for one in deadlines:
        lines += _event(one, stamp)
    return "".join(f"{_fold(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _event(one: Deadline, stamp: str) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{one.key}@nphd-tracker",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{_day(one.on)}",
        *([f"DTEND;VALUE=DATE:{_day(one.on + timedelta(days=1))}"] if one.on < date.max else []),
        f"SUMMARY:{_escape(one.title)}",
        *([f"DESCRIPTION:{_escape(one.text)}"] if one.text else []),
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")  # strftime writes no noughts before year 1


def _escape(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return "\\n".join(text.splitlines())


def _fold(line: str) -> str:
    """Longer than 75 octets it goes on in the next line, behind a space."""
    pieces, piece, size = [], "", 0
    for character in line:
        width = len(character.encode())
        if size + width > _LINE_OCTETS:
            pieces.append(piece)
            piece, size = " ", 1
        piece += character
        size += width
    return "\r\n".join([*pieces, piece])
