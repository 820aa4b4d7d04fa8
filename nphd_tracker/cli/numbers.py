"""The numbers as a table in a terminal."""

from collections.abc import Mapping
from typing import Any


def as_table(document: Mapping[str, Any], language: str) -> str:
    """The rows as a person reads them in a terminal."""
    is_english = language == "en"
    heads = ("", "%", "Numerator", "Denominator", "Unabsorbed", "Reported") if is_english else (
        "", "%", "Realisasi", "Dari", "Belum", "Lapor")  # fmt: skip
    lines = [[
        row["name"],
        _shown_rate(row["rate"], is_english),
        _shown(row["numerator"], is_english),
        _shown(row["denominator"], is_english),
        _shown(row["unabsorbed"], is_english),
        f"{row['reported']}/{row['agreements']}",
    ] for row in [*document["rows"], document["total"]]]  # fmt: skip
    table = [list(heads), *lines]
    widths = [max(len(line[i]) for line in table) for i in range(len(heads))]
    head = f"{document['election']}, {document['as_of']}, {document['basis']}"
    body = [
        "  ".join(
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in table
    ]  # fmt: skip
    return "\n".join([head, *body])


def _shown(amount: int | float | None, is_english: bool) -> str:
    if amount is None:
        return "–"
    text = f"{amount:,.2f}".removesuffix(".00")
    return text if is_english else text.translate(str.maketrans(",.", ".,"))


def _shown_rate(rate: str | None, is_english: bool) -> str:
    if rate is None:
        return "–"
    return f"{rate}%" if is_english else f"{rate.replace('.', ',')}%"
