"""One column of a table: its role, and the facets that tell it from its neighbours."""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from nphd_tracker.dates import month_end
from nphd_tracker.importing.opening.grid import column_name
from nphd_tracker.reading import Measure, Source, TermKind
from nphd_tracker.regions import Agency

_AGENCIES = {agency.value: agency for agency in Agency}
_MEASURES = {measure.value: measure for measure in Measure}
_VERSIONS = ("original", "addition", "reduction", "addendum", "after")
CHANGES = frozenset({"addition", "reduction"})
"""Versions of an agreement value that say what an addendum changed, not what it came to."""
_ROLES = frozenset(
    {
        "number",
        "region_code",
        "region",
        "province",
        "grantee",
        "unit",
        "as_of",
        "date",
        "document",
        "tranche",
        "description",
        "note",
        "nphd_number",
        "signed_on",
        "addendum_number",
        "addendum_on",
        "register_number",
        "register_on",
        "return_due",
        "closed_on",
        "account",
        "reported_by",
        "origin",
        "percent",
        "remainder",
        "total",
        "period",
        "ignored",
        "grant_kind",
        "province_code",
        "election",
        "plan",
        "goods",
        "joined",
    }
)

TERM_COLUMNS = {
    "nphd_number": TermKind.NUMBER,
    "signed_on": TermKind.SIGNED_ON,
    "addendum_number": TermKind.ADDENDUM_NUMBER,
    "addendum_on": TermKind.ADDENDUM_ON,
    "register_number": TermKind.REGISTER_NUMBER,
    "return_due": TermKind.RETURN_DUE,
    "closed_on": TermKind.CLOSED_ON,
}
"""Roles that state a term of the agreement, not an amount."""


class Share(NamedTuple):
    """What tells one block of columns from another that stands beside it; all empty is the row's own."""

    agency: Agency | None
    unit_name: str
    election: str
    is_by_row: bool = False
    """A block of several agencies: each row names whose amount it is."""


NOBODY = Share(None, "", "")


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``role`` is a key of the vocabulary's ``[columns]``, or amount, percent, remainder,
    total (across the agencies of a row), period (last or this month), ignored, unknown."""

    index: int
    heading: str
    role: str
    measure: Measure | None = None
    agency: Agency | None = None
    tranche: str = ""
    month: tuple[int | None, int] | None = None
    on: date | None = None
    unit: int | None = None
    version: str = ""
    """Of an agreement value: original, addition, reduction, addendum, or after ("" is the value itself)."""
    is_total: bool = False
    """A stated total beside its parts ("Total Transfer")."""
    is_cumulative: bool = False
    day: int = 0
    """Of its month: a week's end, a day without a year; 0 is the month's end."""
    amendment: str = ""
    """Of an addendum's value or date: which addendum, where there are several."""
    unit_name: str = ""
    """A unit that the heading names: "Kodim 1306/Kota Palu"."""
    election: str = ""
    """The election that the heading names, where columns of two stand side by side."""
    several: frozenset[Agency] = frozenset()
    """The agencies that a total of some of them names: "KPU + BAWASLU"."""
    is_by_row: bool = False
    """Of a block that several grantees share beside the blocks of others: each row names whose it is."""
    is_each_rows: bool = False
    """What it measures, each row says in another column."""
    is_of_rest: bool = False
    """A percentage of what remains: "SISA / %"."""
    place: str = ""
    """The region that a table on its side names in this heading."""
    source: Source | None = None
    """Who says so, where two parties' columns of one measure stand side by side."""

    @property
    def share(self) -> "Share":
        """Whose block of columns it stands in."""
        return Share(self.agency, self.unit_name, self.election, self.is_by_row)

    def is_of(self, share: "Share") -> bool:
        """Whether it says something of a block: it stands in it, or names no other."""
        return (
            self.agency in (None, share.agency)
            and self.unit_name in ("", share.unit_name)
            and self.election in ("", share.election)
            and (share.is_by_row or not self.is_by_row)
        )

    def is_said_by(self, source: Source | None) -> bool:
        """Whether a party says it: under its own name, or under nobody's."""
        return self.source in (None, source)

    def __hash__(self) -> int:
        return self.index  # of one table; its many fields are compared only where these are equal

    @property
    def letter(self) -> str:
        return column_name(self.index)

    @property
    def name(self) -> str:
        """As in the commands' JSON: ``KPU.committed``, ``disbursed.II``, ``region``."""
        parts = [
            self.agency.value if self.agency else "",
            self.measure.value if self.measure and not self.place else "",
        ]
        if self.role not in ("amount",):
            parts.append(self.role)
        month = f"{self.month[0] or '....'}-{self.month[1]:02d}" if self.month else ""
        month += f"-{self.day:02d}" if self.month and self.day else ""
        parts += [self.version, self.tranche, month, self.place, self.source or ""]
        return ".".join(part for part in parts if part)


def column_of_name(index: int, heading: str, name: str) -> Column:
    """A column as a person names it; the reverse of `Column.name`. Unknown words read as ignored.

    ``"KPU.committed"``, ``"disbursed.II"``, ``"spent.2025-01"``, ``"region"``, ``"ignored"``.
    """
    column = Column(index, heading, "amount")
    for part in name.split("."):
        month = re.fullmatch(r"(20\d\d)-(\d\d)(?:-(\d\d))?", part)
        if part in _AGENCIES:
            column = replace(column, agency=_AGENCIES[part])
        elif part in _MEASURES:
            column = replace(column, measure=_MEASURES[part])
        elif part in _VERSIONS:
            column = replace(column, version=part)
        elif month:
            day = int(month[3] or 0)
            column = replace(column, month=(int(month[1]), int(month[2])), day=day)
        elif part in list(Source) and column.measure:  # "grantee" is a column's role, too
            column = replace(column, source=Source(part))
        elif part in _ROLES:
            column = replace(column, role=part)
        elif part:
            column = replace(column, tranche=part)
    if column.role == "amount" and column.measure is None:
        return Column(index, heading, "ignored")
    return column


def measure_of(name: str) -> Measure | None:
    return _MEASURES.get(name)


def day_of(column: Column, year: int) -> date:
    """The day a month column's figures stand at: its own day, a week's last, else the month's last."""
    last = month_end(year, column.month[1] if column.month else 12)
    return last.replace(day=min(column.day, last.day)) if column.day else last
