"""What an importer hands over: figures, terms and problems, each with the cells that say so.

Frozen values without behaviour of their own, shared by the readers (`importing`), the tables
(`store`) and the pages, so that none of these need know another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from nphd_tracker.regions import Agency


class Measure(StrEnum):
    """What an amount measures. See DESIGN.md section 2 for the Indonesian words."""

    COMMITTED = "committed"
    DISBURSED = "disbursed"
    SPENT = "spent"
    RETURNED = "returned"
    INTEREST = "interest"


class Source(StrEnum):
    """Who reported a figure: the local government, the unit that received, or someone else."""

    GRANTOR = "grantor"
    GRANTEE = "grantee"
    OTHER = "other"


class Severity(StrEnum):
    """An error leaves its row out; a warning asks for a look; an info says which convention applied."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to say about one cell. ``cell`` is like ``F16``, or "" for the whole sheet or file."""

    severity: Severity
    code: str
    sheet: str
    cell: str
    value: str
    indonesian: str
    english: str
    value_english: str = ""
    """What was found as English writes it, where that differs: ``45,434.5`` for ``45.434,5``."""

    def shown(self, language: str) -> str:
        """What was found, in the reader's language."""
        return (language == "en" and self.value_english) or self.value

    def message(self, language: str) -> str:
        return self.english if language == "en" else self.indonesian


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """One amount as a sheet states it. ``amount`` is in sen (1/100 rupiah).

    A position: at ``on`` the running total of ``measure`` was ``amount``. A movement: on ``on`` this
    much was moved. ``tranche`` and ``line`` name a part of the agreement ("" is the whole);
    a line is "component/account". ``cells`` are like ``Rekap!F16``; a sum names all its cells.
    """

    region: str
    agency: Agency
    unit: str | None
    measure: Measure
    on: date
    amount: int
    source: Source
    cells: tuple[str, ...]
    is_movement: bool = False
    unit_implied: bool = False
    """The unit was read out of a grantee's name that is just the region's own (Polres Ngada)."""
    tranche: str = ""
    line: str = ""
    line_name: str = ""
    document: str = ""


class TermKind(StrEnum):
    """The dated terms of an agreement."""

    NUMBER = "number"
    SIGNED_ON = "signed_on"
    ADDENDUM_NUMBER = "addendum_number"
    ADDENDUM_ON = "addendum_on"
    REGISTER_NUMBER = "register_number"
    TRANCHE = "tranche"
    RETURN_DUE = "return_due"
    CLOSED_ON = "closed_on"


@dataclass(frozen=True, slots=True)
class StatedTerm:
    """One term as a sheet states it; dates are ISO text. A tranche is "label|percent|due date"."""

    region: str
    agency: Agency
    unit: str | None
    kind: TermKind
    value: str
    source: Source
    cells: tuple[str, ...]
    unit_implied: bool = False


NOTES_TITLES = ("Catatan atas berkas ini", "Notes on this workbook")
"""In the first cell of the sheet that we add to a workbook handed back with its problems."""


@dataclass(frozen=True, slots=True)
class StatedFollowUp:
    """A row of the sheet Tindak Lanjut in our own summary, as it came back from an officer.

    ``number`` is None for an agreement that has none yet. ``cause``, ``state`` and ``basis`` are
    values as `follow_ups` and `absorption` have them. ``version`` is what the sheet was written
    from ("" where that was lost). ``cells`` are those of the cause, the promise, the office, the
    due date, the state and the number.
    """

    election: str
    region: str
    agency: Agency
    unit: str | None
    number: int | None
    version: str
    cause: str
    promise: str
    office: str
    due: date | None
    state: str
    basis: str
    cells: tuple[str, ...]
    polling_day: date | None = None


@dataclass(frozen=True, slots=True)
class Control:
    """A stated total, remainder or percentage held against what was read. Amounts in sen."""

    kind: str
    cell: str
    label: str
    stated: int
    computed: int

    @property
    def difference(self) -> int:
        return self.stated - self.computed


@dataclass(frozen=True)
class SheetReading:
    """What was understood of one table on one sheet. Rows are counted from 1, as in Excel."""

    sheet: str
    header_rows: tuple[int, int] | None
    columns: dict[str, str]
    """Column letter -> what it is, like ``KPU.committed`` or ``region``."""
    headers: dict[str, str]
    """Column letter -> its own wording."""
    rows_read: int
    rows_left_out: int
    as_of: date | None
    unit: int
    """What one unit of the sheet's numbers is in rupiah: 1, 1000, 1000000, ..."""
    source: Source
    election: str
    figures: Sequence[StatedFigure]
    """A tuple, or some of it in blocks (`blocks`) that make each figure when it is asked for."""
    terms: tuple[StatedTerm, ...]
    controls: tuple[Control, ...]
    problems: tuple[Problem, ...]
    fingerprint: str = ""
    """Of the sheet's own header, before any answer: the same layout has the same one."""
    left_out: tuple[int, ...] = ()
    """Rows that an error or a person left out."""

    @property
    def stated(self) -> tuple[StatedFigure | StatedTerm, ...]:
        return (*self.figures, *self.terms)


@dataclass(frozen=True)
class Reading:
    """What was understood of one file. ``is_summary`` marks our own Excel summary."""

    file: str
    sha256: str
    sheets: tuple[SheetReading, ...]
    problems: tuple[Problem, ...] = ()
    """Problems of the file as a whole; those of a sheet stand with the sheet."""
    is_summary: bool = False
    outside: tuple[tuple[str, Agency], ...] = ()
    """Grantors and agencies it speaks of and that were left out: not the person's to report."""
    follow_ups: tuple[StatedFollowUp, ...] = ()
    """Only of our own summary."""

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        return self.problems + tuple(p for s in self.sheets for p in s.problems)

    @property
    def has_errors(self) -> bool:
        return any(p.severity is Severity.ERROR for p in self.all_problems)


@dataclass(frozen=True)
class Answers:
    """What a person said about one sheet, where the reader could not tell or was wrong.

    ``columns``: letter -> what it is, named as in `SheetReading.columns` ("ignored" for nothing);
    ``regions`` and ``agencies``: a text as it stands in a cell -> the region's code, the agency;
    ``left_out``: rows that are not to be read. Rows are counted from 1, as in Excel.
    """

    header_rows: tuple[int, int] | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    regions: Mapping[str, str] = field(default_factory=dict)
    agencies: Mapping[str, str] = field(default_factory=dict)
    left_out: frozenset[int] = frozenset()
    as_of: date | None = None
    unit: int | None = None
    source: Source | None = None
    election: str | None = None

    @property
    def is_empty(self) -> bool:
        return self == Answers()


@dataclass(frozen=True)
class ReadOptions:
    """What the person said, where the sheet does not say it or is not to be believed."""

    as_of: date | None = None
    sheet: str | None = None
    source: Source | None = None
    election: str | None = None
    answers: Mapping[str, Answers] = field(default_factory=dict)
    """Sheet name -> what was said about it alone; it wins over what was said about the file."""
    default_election: str = "Pilkada 2024"
    today: date = field(default_factory=date.today)
