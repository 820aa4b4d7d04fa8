"""/imports/ID/lembar: the officer's own grid, what was understood of it, and the answers to it.

Shows a staged file as it stands, asks what only a person can tell, and reads it again at once with
each answer. Nothing of it is a figure until the import is applied; afterwards it can only be looked
at.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from nphd_tracker import intake, store
from nphd_tracker.errors import TrackerError
from nphd_tracker.importing.opening.kept import SheetSize
from nphd_tracker.models import Import
from nphd_tracker.reading import Answers
from nphd_tracker.web.grid import answers
from nphd_tracker.web.grid.answers import AnswerError, ColumnName, add_answer
from nphd_tracker.web.grid.given import Given, say_answers
from nphd_tracker.web.grid.questions import SHOWN, Question, ask, title_of
from nphd_tracker.web.grid.sheet import SheetPage
from nphd_tracker.web.incoming.cards import Card
from nphd_tracker.web.jobs import long_work
from nphd_tracker.web.jobs.kinds import ANSWER
from nphd_tracker.web.serving.access import Permission, requires
from nphd_tracker.web.serving.database import db
from nphd_tracker.web.serving.language import current_language, grouped
from nphd_tracker.web.serving.language import gettext as _
from nphd_tracker.web.serving.often import costly
from nphd_tracker.web.serving.settings import settings_of
from nphd_tracker.web.shown.limits import own_regions

bp = Blueprint("grid", __name__, url_prefix="/imports")

_CELL = re.compile(r"[A-Z]{1,3}([1-9][0-9]{0,6})")
LONGEST_TYPED = 80
_ANCHOR = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,20}")


@bp.get("/<int:import_id>/lembar")
@requires(Permission.VIEW)
def sheet(import_id: int) -> ResponseReturnValue:
    """One page of one sheet."""
    card = Card(store.get_import(db.session(), import_id))
    page = _page(card)
    questions = ask(page) if card.is_waiting else []
    letter = request.args.get("kolom", "")
    return render_template(
        "imports/grid.html",
        card=card,
        page=page,
        questions=questions,
        most=SHOWN,
        typed={request.args.get("about", ""): request.args.get("typed", "")},
        title_of=title_of,
        forms=_forms(page, questions, letter) if card.is_waiting else None,
        given=say_answers(page.answers, page.written),
        is_recalled=page.name in card.said.get("recalled", ()),
        drift=_drift(card, page) if card.is_waiting else None,
        selection={"election": card.invented_election},
    )


@bp.app_template_global()
def address_of_cell(import_id: int, place: str) -> str | None:
    """Where ``Rekap!F16`` of an import can be seen in its sheet; None for what is no cell."""
    sheet, _mark, cell = place.rpartition("!")
    if not sheet or not _CELL.fullmatch(cell):
        return None
    return url_for("grid.sheet", import_id=import_id, sheet=sheet, cell=cell, _anchor=cell)


@bp.post("/<int:import_id>/lembar")
@costly
@requires(Permission.IMPORT)
def answer(import_id: int) -> ResponseReturnValue:
    """Takes one answer, reads the file again with it, and shows what became of it."""
    row = store.get_import(db.session(), import_id)
    name, kind = request.form.get("sheet", ""), _kind()
    errors = len(Card(row).errors)
    try:
        if long_work.are_long([row]):
            return _ask(row, name, kind, errors)
        if kind == "forget":
            seen = intake.forget(db.session(), import_id, _folder(), name)
        else:
            said = _said(row, name, kind)
            seen = intake.answer(db.session(), import_id, _folder(), name, said)
        db.session.commit()
    except AnswerError as error:
        flash(str(error), "danger")
        return redirect(_back(import_id, name, is_refused=True))
    except TrackerError as error:
        db.session.rollback()
        flash(error.message(current_language()), "danger")
        return redirect(_back(import_id, name, is_refused=True))
    else:
        if seen.plan is not None:
            found = sum(problem.severity == "error" for problem in seen.problems)
            say_effect(seen.plan.new, seen.plan.changed, found, errors)
    return redirect(_back(import_id, name))


def _ask(row: Import, name: str, kind: str, errors: int) -> ResponseReturnValue:
    """A large file is read again by the worker; AnswerError where the answer makes no sense."""
    forget = kind == "forget"
    said = Answers() if forget else _said(row, name, kind)
    asked = {
        "import": row.id,
        "sheet": name,
        "forget": forget,
        "answers": store.write_answers(said),
        "errors": errors,
        "back": _back(row.id, name),
    }
    return long_work.ask(ANSWER, asked, row.file_name)


@bp.app_template_filter("recalled_answers")
def recalled_answers(card: Card) -> list[tuple[str, list[Given]]]:
    """The sheets of a card that were read with answers given to an earlier one, and which."""
    answers = intake.read_options(card.options).answers
    headers = {one["sheet"]: one.get("headers", {}) for one in reversed(card.said["sheets"])}
    return [
        (sheet, say_answers(answers[sheet], headers.get(sheet, {})))
        for sheet in card.said.get("recalled", ())
        if sheet in answers
    ]


def _said(row: Import, name: str, kind: str) -> Answers:
    """All that is said about a sheet, with the answer of the form."""
    answers = intake.read_options(Card(row).options).answers.get(name, Answers())
    if kind == "carry":
        return _carried(row, name) or answers
    return add_answer(answers, kind, _form(), _size(row, name))


def _kind() -> str:
    """What the form answers; a row's own button ("skip:13") says it for itself."""
    return (request.form.get("one") or request.form.get("kind", "")).partition(":")[0]


def _form() -> Mapping[str, str]:
    """The fields of the form; rows are ticked one by one and travel as one text."""
    form = dict(request.form.items())
    one = form.get("one", "").partition(":")[2]
    form["rows"] = one or ",".join(request.form.getlist("rows"))
    return form


def _size(row: Import, name: str) -> SheetSize:
    sheets = {size.name: size for size in intake.open_cells(row, _folder()).sheets}
    return sheets.get(name) or abort(404)


def _page(card: Card) -> SheetPage:
    book = intake.open_cells(card.row, _folder())
    names = [one.name for one in book.sheets]
    name = request.args.get("sheet") or _opens_on(card, names)
    if name not in names:
        abort(404)
    answers = intake.read_options(card.options).answers.get(name, Answers())
    cell = _CELL.fullmatch(request.args.get("cell", ""))
    row = int(cell[1]) if cell else request.args.get("row", 1, type=int)
    page = SheetPage(card, answers, book, name, min(max(row, 1), 2_000_000))
    page.wanted = cell[0] if cell else ""
    number = request.args.get("page", 0, type=int)
    if 0 < number <= page.pages:
        page.page = number
    return page


def _opens_on(card: Card, names: list[str]) -> str:
    """The first sheet with an error, else the first that was read, else the first there is."""
    said = [problem["sheet"] for problem in card.said["problems"] if problem["severity"] == "error"]
    read = [one["sheet"] for one in card.said["sheets"]]
    return next((name for name in [*said, *read, *names] if name in names), "")


@dataclass(frozen=True)
class Forms:
    """What the forms of the page offer, and how the chosen column is read now."""

    meanings: list[tuple[str, list[tuple[str, str]]]]
    parts: list[tuple[str, str]]
    agencies: list[tuple[str, str]]
    units: list[tuple[int, str]]
    sources: list[tuple[str, str]]
    elections: list[str]
    regions: list[str]
    letter: str
    columns: Mapping[str, ColumnName]


def _forms(page: SheetPage, questions: list[Question], letter: str) -> Forms:
    asks_region = any(question.kind == "region" for question in questions)
    return Forms(
        answers.meanings(),
        answers.parts(),
        answers.agencies(),
        answers.units(),
        answers.sources(),
        store.list_elections(db.session()),
        [region.name for region in own_regions()] if asks_region else [],
        letter,
        {heading.letter: ColumnName.of(heading.key) for heading in page.headings},
    )


@dataclass(frozen=True)
class DriftSeen:
    """A layout much like one that is known: what differs, and the answers it would bring."""

    known: store.KnownLayout
    found: store.Drift
    given: list[Given]


def _drift(card: Card, page: SheetPage) -> DriftSeen | None:
    if not page.answers.is_empty:
        return None
    known = intake.drifted_from(db.session(), card.row, page.name)
    carried = _carried(card.row, page.name)
    if known is None or carried is None or carried.is_empty:
        return None
    found = store.compare_headers(known.headers, _headers(card.row, page.name))
    return DriftSeen(known, found, say_answers(carried, page.written))


def _carried(row: Import, name: str) -> Answers | None:
    """The answers to the layout that this one is a changed form of."""
    known = intake.drifted_from(db.session(), row, name)
    if known is None:
        return None
    return store.carry_over(known.answers, known.headers, _headers(row, name))


def _headers(row: Import, name: str) -> Mapping[str, str]:
    layouts = intake.read_layouts(Card(row).said) or {}
    return layouts[name].headers


def say_effect(new: int, changed: int, errors: int, errors_before: int) -> None:
    """What the answer changed, in one line."""
    text = _(
        "Sudah dibaca ulang: %(new)s angka baru, %(changed)s berubah, %(errors)s kesalahan"
        " (sebelumnya %(before)s).",
        new=grouped(new),
        changed=grouped(changed),
        errors=grouped(errors),
        before=grouped(errors_before),
    )
    flash(text, "warning" if errors > errors_before else "success")


def _back(import_id: int, name: str, *, is_refused: bool = False) -> str:
    """To the page the form stood on, where it stood; a refused answer to the top, where it is said
    why, and with what was typed."""
    row, anchor = request.form.get("row", ""), request.form.get("anchor", "")
    typed = request.form.get("other", "") if is_refused else ""
    if is_refused:
        anchor = "content"
    return url_for(
        ".sheet",
        import_id=import_id,
        sheet=name,
        row=row if row.isascii() and row.isdigit() else None,
        typed=typed[:LONGEST_TYPED] or None,
        about=request.form.get("text", "")[:LONGEST_TYPED] if typed else None,
        _anchor=anchor if _ANCHOR.fullmatch(anchor) else None,
    )


def _folder() -> Path:
    return settings_of(current_app).uploads
