"""What only a person can tell about a sheet: the problems of a reading, as questions to answer.

The same doubt about many rows is asked once. What no answer can mend (an amount that is no number)
is asked too: mend it in Excel, or leave its rows out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from nphd_tracker.importing.vocabulary import load_vocabulary
from nphd_tracker.reading import Severity
from nphd_tracker.web.grid.sheet import SheetPage
from nphd_tracker.web.serving.language import current_language
from nphd_tracker.web.serving.language import gettext as _

SHOWN = 12
"""Questions on one page; answered ones make room for the next."""
PLACES = 6

_REGION = frozenset(
    {"region-ambiguous", "region-unknown", "region-name-matched", "region-by-sibling"}
)
_COLUMN = frozenset(
    {
        "money-ignored",
        "agencies-joined-columns",
        "addendum-ambiguous",
        "measure-assumed",
        "column-matched",
        "column-doubled",
        "column-ignored",
    }
)
_KINDS: Mapping[str, str] = {
    **dict.fromkeys(_REGION, "region"),
    **dict.fromkeys(_COLUMN, "column"),
    "agency-unknown": "agency",
    "agencies-joined": "agency",
    "date-missing": "date",
    "date-out-of-range": "date",
    "magnitude-jump": "unit",
    "unit-of-money-missing": "unit",
    "unit-of-column-missing": "unit",
    "no-table": "header",
}
_GUESSES = frozenset(
    {
        "region-name-matched",
        "region-by-sibling",
        "measure-assumed",
        "column-matched",
        "column-doubled",
        "column-ignored",
    }
)
"""The reader decided; a person may decide otherwise."""
_LONGEST_VALUE = 117
"""A longer text was shortened in the problem, and is no longer what stands in the cell."""


@dataclass(frozen=True)
class Question:
    """``kind`` says which form answers it; ``subject`` is the text, the column's letter, or the rows."""

    kind: str
    subject: str
    message: str
    cells: tuple[str, ...]
    rows: tuple[int, ...]
    choices: tuple[tuple[str, str], ...] = ()
    """Regions that the text can mean: code, name."""
    is_guess: bool = False

    @property
    def places(self) -> list[tuple[str, int]]:
        """The first cells it is about, with their rows."""
        return [(cell, _row({"cell": cell})) for cell in self.cells[:PLACES]]


def ask(page: SheetPage) -> list[Question]:
    """Everything to ask about a sheet: what keeps rows out first, then what was guessed."""
    found: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    hopeless: list[Mapping[str, Any]] = []
    for one in _problems(page):
        kind = _kind(one, page)
        if kind is not None:
            subject = {"region": one["value"], "agency": one["value"], "column": _letter(one)}
            found.setdefault((kind, subject.get(kind, "")), []).append(one)
        elif one["severity"] == Severity.ERROR and _row(one):
            hopeless.append(one)
    questions = [_question(kind, subject, of_it) for (kind, subject), of_it in found.items()]
    questions.sort(key=lambda question: question.is_guess)
    if hopeless:
        places = [question for question in questions if not question.is_guess]
        questions.insert(len(places), _question("rows", "", hopeless))
    return questions


def _problems(page: SheetPage) -> Iterable[Mapping[str, Any]]:
    for said in page.problems.by_row.values():
        yield from said
    yield from page.problems.of_sheet
    if not page.tables:
        yield from (p for p in page.card.said["problems"] if p["code"] == "no-table")


def _kind(one: Mapping[str, Any], page: SheetPage) -> str | None:
    kind = _KINDS.get(one["code"])
    if kind == "column" and _letter(one) in page.answers.columns:
        return None
    if kind in ("region", "agency"):
        key = next((h.key for h in page.headings if h.letter == _letter(one)), "")
        if not one["value"] or len(one["value"]) >= _LONGEST_VALUE or key == "region_code":
            return None
    if kind == "date" and one["code"] == "date-out-of-range" and _is_in_data(one, page):
        return None
    return kind


def _is_in_data(one: Mapping[str, Any], page: SheetPage) -> bool:
    bottoms = [table["header_rows"][1] for table in page.tables if table["header_rows"]]
    return _row(one) > min(bottoms, default=0)


def _question(kind: str, subject: str, problems: list[Mapping[str, Any]]) -> Question:
    first = problems[0]
    cells = tuple(dict.fromkeys(one["cell"] for one in problems if one["cell"]))
    return Question(
        kind,
        subject,
        first[f"message_{current_language()}"],
        cells,
        tuple(sorted({_row(one) for one in problems if _row(one)})),
        _choices(subject) if kind == "region" else (),
        is_guess=first["code"] in _GUESSES,
    )


def _choices(text: str) -> tuple[tuple[str, str], ...]:
    match = load_vocabulary().regions.by_name(text)
    regions = match.candidates or ((match.region,) if match.region else ())
    return tuple((region.code, region.name) for region in regions[:6])


def _row(one: Mapping[str, Any]) -> int:
    return int("".join(filter(str.isdigit, one["cell"])) or 0)


def _letter(one: Mapping[str, Any]) -> str:
    return str(one["cell"]).rstrip("0123456789")


def title_of(question: Question) -> str:
    """The question in one short sentence."""
    if question.kind == "region":
        return _("“%(name)s” adalah daerah yang mana?", name=question.subject)
    if question.kind == "agency":
        return _("“%(name)s” adalah penerima hibah yang mana?", name=question.subject)
    if question.kind == "column":
        return _("Apa isi kolom %(letter)s?", letter=question.subject)
    if question.kind == "date":
        return _("Angka di lembar ini posisi tanggal berapa?")
    if question.kind == "unit":
        return _("Angka di lembar ini dalam satuan apa?")
    if question.kind == "header":
        return _("Di baris mana judul kolomnya?")
    return _("Baris yang hanya dapat diperbaiki di berkasnya")
