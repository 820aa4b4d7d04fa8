"""What there is to say about one sheet, row by row; the same thing of several cells is said once."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nphd_tracker.importing.opening.grid import column_index
from nphd_tracker.reading import Severity
from nphd_tracker.web.serving.language import current_language

_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_SEVERITIES = tuple(Severity)


@dataclass(frozen=True, slots=True)
class Said:
    """One thing to say about some cells of a row."""

    severity: str
    cells: tuple[str, ...]
    message: str


@dataclass(frozen=True)
class Problems:
    """What there is to say about one sheet, by row; that of no cell in ``of_sheet``."""

    by_row: Mapping[int, list[Mapping[str, Any]]]
    of_sheet: Sequence[Mapping[str, Any]]

    @classmethod
    def of(cls, said: Iterable[Mapping[str, Any]]) -> "Problems":
        by_row: dict[int, list[Mapping[str, Any]]] = {}
        of_sheet = []
        for one in said:
            place = _PLACE.fullmatch(one["cell"])
            if place:
                by_row.setdefault(int(place[2]), []).append(one)
            else:
                of_sheet.append(one)
        return cls(by_row, of_sheet)

    def rows(self, severity: Severity) -> list[int]:
        return sorted(
            row
            for row, said in self.by_row.items()
            if any(one["severity"] == severity for one in said)
        )


def say_once(problems: Iterable[Mapping[str, Any]]) -> list[Said]:
    """The same thing said of several cells of a row is said once; errors first."""
    language = current_language()
    found: dict[tuple[str, str], list[str]] = {}
    for one in problems:
        found.setdefault((one["severity"], one[f"message_{language}"]), []).append(one["cell"])
    return sorted(
        (
            Said(severity, tuple(filter(None, cells)), message)
            for (severity, message), cells in found.items()
        ),
        key=lambda said: (
            _SEVERITIES.index(Severity(said.severity)),
            column_index(said.cells[0].rstrip("0123456789")) if said.cells else -1,
        ),
    )
