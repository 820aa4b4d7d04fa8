"""A file -> what its cells say, with what people answered before about sheets of the same layout.

A sheet is first read as it is; where its layout is known, once more with the answers remembered.
What the person says about this very file wins over what is remembered.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.errors import FileRefusedError
from nphd_tracker.importing.opening.grid import Workbook
from nphd_tracker.importing.sheets import understand_workbook
from nphd_tracker.importing.vocabulary import Vocabulary
from nphd_tracker.intake.limits import keep_within
from nphd_tracker.intake.values import SheetLayout
from nphd_tracker.reading import Answers, Problem, Reading, ReadOptions, Severity

_AN_AMOUNT = 1_000
_A_FEW = 2


@dataclass(frozen=True)
class Look:
    """A reading, and the options it was really read with."""

    reading: Reading
    options: ReadOptions
    recalled: tuple[str, ...] = ()
    layouts: Mapping[str, SheetLayout] | None = None
    skipped: tuple[Problem, ...] = ()
    """What is wrong with the rows that a person left out."""


def look(
    session: Session,
    workbook: Workbook,
    name: str,
    sha256: str,
    options: ReadOptions,
    vocabulary: Vocabulary,
    *,
    layouts: Mapping[str, SheetLayout] | None,
    fresh: Mapping[str, tuple[Answers, int]],
    may_be_unread: bool,
    reader: Session | None = None,
) -> Look:
    """Read a workbook. ``layouts``: of an earlier look at the same file, which spares one pass.

    ``fresh``: fingerprint -> what is about to be remembered of that layout instead of what is, and the
    row its header stands in.

    ``may_be_unread``: a workbook with amounts but no known table is a reading without sheets, so
    that a person can say where the table is; else that is raised as FileRefusedError.
    """

    def understand(options: ReadOptions) -> Reading:
        try:
            return understand_workbook(workbook, name, sha256, options, vocabulary)
        except FileRefusedError as error:
            if error.code != "no-table" or not (may_be_unread and _holds_amounts(workbook)):
                raise
            return Reading(name, sha256, (), (say_refusal(error),))

    reading: Reading | None = None
    if layouts is None:
        reading = understand(replace(options, answers={}))
        layouts = _layouts(reading)
    if reader is not None:
        store.see_alike(reader, session)
    recalled = _recall(reader or session, layouts, options, fresh)
    if reader is not None:
        reader.rollback()
    options = replace(options, answers={**recalled, **options.answers})
    if reading is None or options.answers:
        reading = understand(options)
    reading = keep_within(reading, store.scope_of(session), vocabulary.regions)
    skipped: tuple[Problem, ...] = ()
    if any(one.left_out for one in options.answers.values()):
        whole = {name: replace(a, left_out=frozenset()) for name, a in options.answers.items()}
        read = understand(replace(options, answers=whole))
        read = keep_within(read, store.scope_of(session), vocabulary.regions)
        skipped = tuple(_of_skipped(read, options.answers))
    return Look(reading, options, tuple(recalled), layouts, skipped)


def _of_skipped(read: Reading, answers: Mapping[str, Answers]) -> Iterator[Problem]:
    for problem in read.all_problems:
        said = answers.get(problem.sheet)
        digits = "".join(filter(str.isdigit, problem.cell))
        if said and digits and int(digits) in said.left_out and problem.severity != Severity.INFO:
            yield problem


def _holds_amounts(workbook: Workbook) -> bool:
    """Whether a person could find a table in it: a few numbers of money's size."""
    amounts = (
        value
        for grid in workbook.sheets
        if grid.visible
        for row in grid.rows
        for value in row
        if isinstance(value, int | float) and not isinstance(value, bool)
    )
    return sum(1 for _ in islice((a for a in amounts if abs(a) >= _AN_AMOUNT), _A_FEW)) == _A_FEW


def say_refusal(error: FileRefusedError) -> Problem:
    return Problem(Severity.ERROR, error.code, "", "", "", error.indonesian, error.english)


def _layouts(reading: Reading) -> dict[str, SheetLayout]:
    """Of each sheet the first table's header, which is what its answers are about."""
    if reading.is_summary:
        return {}
    found: dict[str, SheetLayout] = {}
    for sheet in reading.sheets:
        if sheet.fingerprint and sheet.header_rows:
            layout = SheetLayout(sheet.fingerprint, sheet.headers, sheet.header_rows[0])
            found.setdefault(sheet.sheet, layout)
    return found


def _recall(
    session: Session,
    layouts: Mapping[str, SheetLayout],
    options: ReadOptions,
    fresh: Mapping[str, tuple[Answers, int]],
) -> dict[str, Answers]:
    """Sheet -> what is remembered about its layout, where nothing was said about the sheet itself."""
    found = {}
    for sheet, layout in layouts.items():
        if sheet not in options.answers:
            if layout.fingerprint in fresh:
                said, top = fresh[layout.fingerprint]
                answers = store.fit_answers(said, top, layout.top)
            else:
                answers = store.recall_layout(session, layout.fingerprint, layout.top) or Answers()
            if not answers.is_empty:
                found[sheet] = answers
    return found
