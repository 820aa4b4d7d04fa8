"""Answers already given to a sheet, in words: on the sheet itself, on a card, in the record."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from nphd_tracker.reading import Answers
from nphd_tracker.web.serving.language import gettext as _
from nphd_tracker.web.words.columns import column_meaning
from nphd_tracker.web.words.filters import region_label, tanggal
from nphd_tracker.web.words.names import agency_name, source_name, unit_word

ONE_BY_ONE = 12
"""So many rows that were left out are told, and taken back, one by one; more are one answer."""


@dataclass(frozen=True)
class Given:
    """One answer in words. ``key`` takes it back: "columns:F", "regions:Kupang", "unit"."""

    key: str
    question: str
    answer: str


def say_answers(answers: Answers, headers: Mapping[str, Any]) -> list[Given]:
    """Every answer to a sheet, one line each."""
    return list(_given(answers, headers))


def _given(said: Answers, headers: Mapping[str, Any]) -> Iterable[Given]:
    if said.header_rows:
        rows = "–".join(map(str, dict.fromkeys(said.header_rows)))
        yield Given("header_rows", _("Judul kolom"), _("baris %(rows)s", rows=rows))
    for letter, name in said.columns.items():
        wording = f" “{headers[letter]}”" if headers.get(letter) else ""
        question = _("Kolom %(letter)s", letter=letter) + wording
        yield Given(f"columns:{letter}", question, column_meaning(name))
    for text, code in said.regions.items():
        yield Given(f"regions:{text}", _("Pemda “%(name)s”", name=text), region_label(code))
    for text, agency in said.agencies.items():
        yield Given(f"agencies:{text}", _("Penerima “%(name)s”", name=text), agency_name(agency))
    if said.as_of:
        yield Given("as_of", _("Tanggal posisi"), tanggal(said.as_of))
    if said.unit:
        yield Given("unit", _("Satuan angka"), unit_word(said.unit))
    if said.source:
        yield Given("source", _("Sumber"), source_name(said.source))
    if said.election:
        yield Given("election", _("Kegiatan"), said.election)
    skipped = [str(row) for row in sorted(said.left_out)]
    if len(skipped) > ONE_BY_ONE:
        yield Given("left_out", _("Baris yang dilewati"), ", ".join(skipped))
    else:
        for row in skipped:
            yield Given(f"left_out:{row}", _("Baris %(row)s", row=row), _("dilewati"))
