"""The table that says what a chart says: on the page, and as CSV.

The CSV is UTF-8 with a byte order mark. In Indonesian its fields are parted by semicolons and its
decimals by commas, in English by commas and by points: so Excel opens it in columns with a double
click under the regional settings of either (with a decimal comma Windows lists by semicolons), and
`nphd import` reads both. Amounts are plain numbers of rupiah, dates are ISO.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from io import StringIO
from typing import Literal

from nphd_tracker.errors import Language
from nphd_tracker.money import format_number
from nphd_tracker.web.words import filters

Kind = Literal["text", "money", "rate", "date", "count"]
Value = str | int | date | None

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True, slots=True)
class Column:
    """``kind`` says what its values are: text, sen, a rate like "64.03", a date, a number."""

    name: str
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Twin:
    """The rows of a chart. ``links``: where a row's first cell leads, if anywhere."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[tuple[Value, ...]]
    links: Sequence[str | None] = field(default_factory=tuple)


def show(value: Value, kind: Kind) -> str:
    """As the page writes it; what is not known is a dash."""
    if value is None:
        return filters.NOTHING
    if kind == "money" and isinstance(value, int):
        return filters.number(value)
    if kind == "rate" and isinstance(value, str):
        return filters.percent(value)
    return filters.tanggal(value) if isinstance(value, date) else str(value)


def as_csv(twin: Twin, language: Language) -> bytes:
    """All rows under one row of names; no text in it is a formula."""
    comma = language == "id"
    out = StringIO()
    writer = csv.writer(out, delimiter=";" if comma else ",", lineterminator="\r\n")
    writer.writerow([_text(column.name) for column in twin.columns])
    for row in twin.rows:
        pairs = zip(row, twin.columns, strict=True)
        writer.writerow([_cell(value, column.kind, comma) for value, column in pairs])
    return out.getvalue().encode("utf-8-sig")


def _cell(value: Value, kind: Kind, comma: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if kind in ("money", "rate"):
        text = format_number(value, "en").replace(",", "") if isinstance(value, int) else value
        return text.replace(".", ",") if comma else text
    return str(value) if isinstance(value, int) else _text(value)


def _text(text: str) -> str:
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text
