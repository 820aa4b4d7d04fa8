"""A person's answers: what a form offers, and the answer it brings."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from nphd_tracker.dates import NotADateError, parse_day
from nphd_tracker.importing.opening.grid import column_index
from nphd_tracker.importing.opening.kept import SheetSize
from nphd_tracker.importing.vocabulary import load_vocabulary
from nphd_tracker.reading import Answers, Measure, Source
from nphd_tracker.regions import Agency
from nphd_tracker.web.serving.language import gettext as _
from nphd_tracker.web.words.columns import column_meaning
from nphd_tracker.web.words.names import agency_name, source_name, unit_word

UNITS = (1, 1_000, 1_000_000, 1_000_000_000)
TALLEST_BAND = 10
LONGEST_TEXT = 1000
"""A cell that names somebody is shorter; what is answered stays, and is told to the trail."""
LONGEST_ELECTION = 80
_LETTER = re.compile(r"[A-Z]{1,3}")
_MONTH = re.compile(r"20\d\d-(?:0[1-9]|1[0-2])")
_TRANCHES = ("I", "II", "III", "IV")
_VERSIONS = ("original", "addition", "reduction", "addendum", "after")

Form = Mapping[str, str]


class AnswerError(ValueError):
    """An answer that cannot be used; its text says so in the language of the page."""


# --- what is offered


def meanings() -> list[tuple[str, list[tuple[str, str]]]]:
    """Everything a column can be, in groups: (group, [(name, words)])."""
    groups = [
        (_("Milik siapa"), ("region", "region_code", "province", "grantee", "unit")),
        (_("Uang"), tuple(Measure)),
        (
            _("Tanggal, tahap dan nomor"),
            (
                "as_of", "date", "document", "tranche", "nphd_number", "signed_on", "register_number",
                "register_on", "addendum_number", "addendum_on", "return_due", "closed_on",
            ),
        ),
        (_("Hanya untuk dicocokkan"), ("total", "remainder", "percent")),
        (_("Lainnya"), ("number", "account", "description", "reported_by", "note")),
    ]  # fmt: skip
    return [(title, [(name, column_meaning(name)) for name in names]) for title, names in groups]


def parts() -> list[tuple[str, str]]:
    """Which part of an agreement a column of money is about."""
    return [(one, _("tahap %(tranche)s", tranche=one)) for one in _TRANCHES] + [
        (one, column_meaning(f"committed.{one}").removeprefix(f"{column_meaning('committed')} "))
        for one in _VERSIONS
    ]


def agencies() -> list[tuple[str, str]]:
    return [(one.value, agency_name(one)) for one in Agency]


def units() -> list[tuple[int, str]]:
    return [(unit, unit_word(unit)) for unit in UNITS]


def sources() -> list[tuple[str, str]]:
    return [(one.value, source_name(one)) for one in Source]


@dataclass(frozen=True)
class ColumnName:
    """The name of a column taken apart, as the fields of its form show it."""

    meaning: str = ""
    agency: str = ""
    part: str = ""
    month: str = ""

    @classmethod
    def of(cls, name: str) -> "ColumnName":
        """ "KPU.disbursed.II" -> disbursed, KPU, II."""
        found = {"meaning": "", "agency": "", "part": "", "month": ""}
        for piece in name.split("."):
            if piece in list(Agency):
                found["agency"] = piece
            elif _MONTH.fullmatch(piece):
                found["month"] = piece
            elif piece in (*_TRANCHES, *_VERSIONS):
                found["part"] = piece
            elif piece not in list(Source):
                found["meaning"] = piece
        return cls(**found)


# --- what a form brings


def add_answer(answers: Answers, kind: str, form: Form, size: SheetSize) -> Answers:
    """The answers to a sheet with one more; AnswerError says what cannot be."""
    brings = {
        "header": _header,
        "column": _column,
        "region": _region,
        "agency": _agency,
        "sheet": _sheet,
        "date": _date,
        "unit": _unit,
        "skip": _skip,
        "take": _take,
        "withdraw": _withdraw,
    }
    if kind not in brings or len(form.get("text", "")) > LONGEST_TEXT:
        raise AnswerError(_("Jawaban itu tidak dikenal."))
    return brings[kind](answers, form, size)


def _header(answers: Answers, form: Form, size: SheetSize) -> Answers:
    first, last = form.get("first", "").strip(), form.get("last", "").strip()
    if not first and not last:
        return replace(answers, header_rows=None)
    rows = sorted(_row(text, size) for text in (first or last, last or first))
    if rows[1] - rows[0] >= TALLEST_BAND:
        raise AnswerError(_("Judul kolom paling banyak sepuluh baris."))
    return replace(answers, header_rows=(rows[0], rows[1]))


def _row(text: str, size: SheetSize) -> int:
    is_number = text.isascii() and text.isdigit() and len(text) < 10
    if not (is_number and 1 <= int(text) <= size.rows):
        raise AnswerError(_("Baris “%(row)s” tidak ada di lembar ini.", row=text[:20]))
    return int(text)


def _column(answers: Answers, form: Form, size: SheetSize) -> Answers:
    letter = form.get("letter", "").strip().upper()
    if not _LETTER.fullmatch(letter) or column_index(letter) >= size.columns:
        raise AnswerError(_("Kolom “%(letter)s” tidak ada di lembar ini.", letter=letter[:20]))
    columns = dict(answers.columns)
    columns.pop(letter, None)
    if name := _column_name(form):
        columns[letter] = name
    return replace(answers, columns=columns)


def _column_name(form: Form) -> str:
    """ "" for what the heading says by itself."""
    meaning = form.get("meaning", "")
    known = {name for _group, names in meanings() for name, _words in names}
    if meaning in ("", "ignored"):
        return meaning
    if meaning not in known:
        raise AnswerError(_("Jawaban itu tidak dikenal."))
    if meaning not in list(Measure):
        return meaning
    agency, part, month = (form.get(name, "").strip() for name in ("agency", "part", "month"))
    if month and not _MONTH.fullmatch(month):
        raise AnswerError(_("Tulis bulannya seperti 2025-01."))
    if (agency and agency not in list(Agency)) or (part and part not in dict(parts())):
        raise AnswerError(_("Jawaban itu tidak dikenal."))
    if part in _VERSIONS and meaning != Measure.COMMITTED:
        raise AnswerError(_("Addendum hanya untuk nilai NPHD."))
    return ".".join(filter(None, (agency, meaning, part, month)))


def _region(answers: Answers, form: Form, _size: SheetSize) -> Answers:
    text, said = form.get("text", ""), (form.get("other") or "").strip() or form.get("code", "")
    if not text or not said:
        raise AnswerError(_("Pilih daerahnya dahulu."))
    book = load_vocabulary().regions
    named = book.by_name(said)
    region = book.by_code(said).region or named.region
    if region is None and named.candidates:
        choices = ", ".join(one.name for one in named.candidates[:4])
        raise AnswerError(
            _("“%(name)s” dapat berarti: %(choices)s. Tulis yang mana.", name=said, choices=choices)
        )
    if region is None:
        raise AnswerError(_("Daerah “%(name)s” tidak dikenal. Pilih dari daftar.", name=said[:80]))
    return replace(answers, regions={**answers.regions, text: region.code})


def _agency(answers: Answers, form: Form, _size: SheetSize) -> Answers:
    text, agency = form.get("text", ""), form.get("agency", "")
    if not text or agency not in list(Agency):
        raise AnswerError(_("Pilih penerimanya dahulu."))
    return replace(answers, agencies={**answers.agencies, text: agency})


def _sheet(answers: Answers, form: Form, size: SheetSize) -> Answers:
    source = form.get("source", "")
    if source and source not in list(Source):
        raise AnswerError(_("Jawaban itu tidak dikenal."))
    answers = _unit(_date(answers, form, size), form, size)
    return replace(
        answers,
        source=Source(source) if source else None,
        election=form.get("election", "").strip()[:LONGEST_ELECTION] or None,
    )


def _date(answers: Answers, form: Form, _size: SheetSize) -> Answers:
    text = form.get("as_of", "").strip()
    return replace(answers, as_of=_day(text) if text else None)


def _day(text: str) -> date:
    try:
        return parse_day(text)
    except NotADateError as error:
        raise AnswerError(
            _(
                "Tanggal “%(day)s” tidak dapat dibaca. Tulis seperti 2024-08-01.",
                day=text[:40],
            )
        ) from error


def _unit(answers: Answers, form: Form, _size: SheetSize) -> Answers:
    unit = form.get("unit", "")
    if unit and unit not in map(str, UNITS):
        raise AnswerError(_("Jawaban itu tidak dikenal."))
    return replace(answers, unit=int(unit) if unit else None)


def _skip(answers: Answers, form: Form, size: SheetSize) -> Answers:
    return replace(answers, left_out=answers.left_out | _rows(form, size))


def _take(answers: Answers, form: Form, size: SheetSize) -> Answers:
    return replace(answers, left_out=answers.left_out - _rows(form, size))


def _rows(form: Form, size: SheetSize) -> frozenset[int]:
    """ "7,9,13" """
    rows = frozenset(_row(text, size) for text in form.get("rows", "").split(",") if text)
    if not rows:
        raise AnswerError(_("Centang barisnya dahulu."))
    return rows


def _withdraw(answers: Answers, form: Form, _size: SheetSize) -> Answers:
    what, _colon, which = form.get("key", "").partition(":")
    without: dict[str, Answers] = {
        "all": Answers(),
        "columns": replace(answers, columns=_without(answers.columns, which)),
        "regions": replace(answers, regions=_without(answers.regions, which)),
        "agencies": replace(answers, agencies=_without(answers.agencies, which)),
        "header_rows": replace(answers, header_rows=None),
        "as_of": replace(answers, as_of=None),
        "unit": replace(answers, unit=None),
        "source": replace(answers, source=None),
        "election": replace(answers, election=None),
        "left_out": replace(
            answers, left_out=frozenset(r for r in answers.left_out if which and str(r) != which)
        ),
    }
    if what not in without:
        raise AnswerError(_("Jawaban itu tidak dikenal."))
    return without[what]


def _without(said: Mapping[str, str], key: str) -> dict[str, str]:
    return {one: answer for one, answer in said.items() if one != key}
