"""What people answered about a layout, kept for the next sheet with the same header.

A layout is known by the fingerprint of its own header. Only what belongs to a layout is kept: the
date, the election and the rows left out are of one sheet, and are never carried to another. A
limited session is not told what others' sheets say: no text of theirs, no heading; and does not
wipe out what they answered.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from nphd_tracker.models import Layout
from nphd_tracker.reading import Answers, Source
from nphd_tracker.store.limits import scope_of
from nphd_tracker.store.trail import record_event

_ALIKE_PERCENT = 70
"""So much of the wording two layouts must share to be called the same one, changed."""
_LOOKED_AT = 500
"""The layouts answered last that a new sheet is held against."""


@dataclass(frozen=True)
class KnownLayout:
    """A layout somebody answered about. ``headers``: letter -> heading, first in row ``top``."""

    fingerprint: str
    sheet: str
    top: int
    headers: Mapping[str, str]
    answers: Answers
    updated_at: datetime


@dataclass(frozen=True)
class Drift:
    """How a header differs from one that was known.

    ``new`` and ``gone``: (letter, heading); ``moved``: (heading, letter then, letter now).
    """

    new: tuple[tuple[str, str], ...]
    gone: tuple[tuple[str, str], ...]
    moved: tuple[tuple[str, str, str], ...]


def remember_layout(
    session: Session,
    fingerprint: str,
    headers: Mapping[str, str],
    answers: Answers,
    sheet: str = "",
    top: int = 0,
) -> None:
    """Keep what was answered, instead of what was kept before; nothing answered is forgotten.

    ``top`` is the row, from 1, where the reader found the header by itself.
    """
    answers = lasting(answers)
    if not fingerprint or answers.is_empty:
        forget_layout(session, fingerprint)
        return
    row = session.scalar(select(Layout).where(Layout.fingerprint == fingerprint))
    if row is None:
        row = Layout(fingerprint=fingerprint)
        session.add(row)
    else:
        answers = _with_others(session, answers, read_answers(json.loads(row.answers)))
    row.sheet = sheet
    row.top = top
    row.headers = json.dumps(dict(headers), ensure_ascii=False)
    row.answers = json.dumps(write_answers(answers), ensure_ascii=False)
    row.updated_at = datetime.now(UTC)
    session.flush()


def recall_layout(session: Session, fingerprint: str, top: int | None = None) -> Answers | None:
    """What was answered about this very layout; None: nothing.

    ``top``: where its header stands on the new sheet, which may have more or fewer titles above.
    """
    row = session.scalar(select(Layout).where(Layout.fingerprint == fingerprint))
    if row is None:
        return None
    answers = _own(session, read_answers(json.loads(row.answers)))
    return answers if top is None else fit_answers(answers, row.top, top)


def fit_answers(answers: Answers, own_top: int, top: int) -> Answers:
    """What was answered where the header stood in row ``own_top``, for a sheet where it is ``top``."""
    answers = lasting(answers)
    if answers.header_rows:
        first, last = (max(1, at + top - own_top) for at in answers.header_rows)
        answers = replace(answers, header_rows=(first, last))
    return answers


def forget_layout(session: Session, fingerprint: str) -> bool:
    """False: it was not known. What a limited session is not told of it stays."""
    row = session.scalar(select(Layout).where(Layout.fingerprint == fingerprint))
    others = _with_others(
        session, Answers(), read_answers(json.loads(row.answers)) if row else Answers()
    )
    if row is not None and not others.is_empty:
        row.answers = json.dumps(write_answers(others), ensure_ascii=False)
        return True
    found = session.execute(
        delete(Layout)
        .where(Layout.fingerprint == fingerprint)
        .returning(Layout.sheet, Layout.answers)
    ).all()
    for sheet, answers in found:
        record_event(
            session,
            "layout-forgotten",
            subject=f"layout/{fingerprint}",
            before={"sheet": sheet, "answers": json.loads(answers)},
        )
    return bool(found)


def list_layouts(session: Session) -> list[KnownLayout]:
    """Those answered last come first."""
    query = select(Layout).order_by(Layout.updated_at.desc(), Layout.id.desc())
    return [
        KnownLayout(
            row.fingerprint,
            row.sheet,
            row.top,
            json.loads(row.headers),
            read_answers(json.loads(row.answers)),
            row.updated_at,
        )
        for row in session.scalars(query.limit(_LOOKED_AT))
    ]


def nearest_layout(session: Session, headers: Mapping[str, str]) -> KnownLayout | None:
    """The known layout whose wording this header mostly has; None where none is like it.

    A limited session knows none: its headings may be those of somebody else's sheet.
    """
    if not scope_of(session).is_everything:
        return None
    wanted = Counter(map(_plain, headers.values()))
    best: tuple[int, KnownLayout | None] = (_ALIKE_PERCENT - 1, None)
    for layout in list_layouts(session):
        there = Counter(map(_plain, layout.headers.values()))
        longest = max(wanted.total(), there.total())
        alike = (wanted & there).total() * 100 // longest if longest else 0
        if alike > best[0]:
            best = (alike, layout)
    return best[1]


def _own(session: Session, answers: Answers) -> Answers:
    """Less the texts of others' sheets: names of their regions, and of grantees of whichever."""
    scope = scope_of(session)
    if scope.is_everything:
        return answers
    regions = {text: code for text, code in answers.regions.items() if scope.has_region(code)}
    return replace(answers, regions=regions, agencies={})


def _with_others(session: Session, answers: Answers, kept: Answers) -> Answers:
    """With what was answered before and this session was not told."""
    told = _own(session, kept)
    regions = {text: code for text, code in kept.regions.items() if text not in told.regions}
    agencies = {text: one for text, one in kept.agencies.items() if text not in told.agencies}
    return replace(
        answers, regions={**regions, **answers.regions}, agencies={**agencies, **answers.agencies}
    )


def compare_headers(old: Mapping[str, str], new: Mapping[str, str]) -> Drift:
    """Which headings are new, gone, or under another letter."""
    to = _letters(old, new)
    reached = set(to.values())
    return Drift(
        new=tuple((at, heading) for at, heading in new.items() if at not in reached),
        gone=tuple((at, heading) for at, heading in old.items() if at not in to),
        moved=tuple((old[at], at, now) for at, now in to.items() if at != now),
    )


def carry_over(answers: Answers, old: Mapping[str, str], new: Mapping[str, str]) -> Answers:
    """Answers about a layout for the changed one: each column's under the letter it has now.

    Where the header band stood says nothing about the changed sheet.
    """
    to = _letters(old, new)
    columns = {to[at]: name for at, name in answers.columns.items() if at in to}
    return replace(lasting(answers), header_rows=None, columns=columns)


def lasting(answers: Answers) -> Answers:
    """The part that is true of every sheet of the layout."""
    return replace(answers, as_of=None, election=None, left_out=frozenset())


def _letters(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    """Letter then -> letter now, by the heading; the same heading twice goes by its order."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    for letter, heading in new.items():
        places[_plain(heading)].append(letter)
    return {
        letter: places[plain].pop(0)
        for letter, heading in old.items()
        if places.get(plain := _plain(heading))
    }


def _plain(heading: str) -> str:
    return " ".join(heading.casefold().split())


# --- as JSON


def write_answers(answers: Answers) -> dict[str, Any]:
    """As JSON to keep; what was not answered is not written."""
    said: dict[str, Any] = {
        "header_rows": answers.header_rows and list(answers.header_rows),
        "columns": dict(answers.columns),
        "regions": dict(answers.regions),
        "agencies": dict(answers.agencies),
        "left_out": sorted(answers.left_out),
        "as_of": answers.as_of and answers.as_of.isoformat(),
        "unit": answers.unit,
        "source": answers.source and answers.source.value,
        "election": answers.election,
    }
    return {name: value for name, value in said.items() if value}


def read_answers(said: Mapping[str, Any]) -> Answers:
    """The reverse of `write_answers`."""
    rows = said.get("header_rows")
    return Answers(
        header_rows=(rows[0], rows[1]) if rows else None,
        columns=dict(said.get("columns", {})),
        regions=dict(said.get("regions", {})),
        agencies=dict(said.get("agencies", {})),
        left_out=frozenset(said.get("left_out", ())),
        as_of=date.fromisoformat(said["as_of"]) if said.get("as_of") else None,
        unit=said.get("unit"),
        source=Source(said["source"]) if said.get("source") else None,
        election=said.get("election"),
    )
