"""How a layout is written down: rows into a workbook, and the figures it states.

An amount is a whole number of rupiah; ``J`` is a million. A figure that is not said is a figure that
must not be read.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils import coordinate_to_tuple
from openpyxl.worksheet.worksheet import Worksheet

J = 1_000_000
DOUBTS = frozenset({"total-differs", "typed-percent-differs"})
"""What no sheet whose numbers agree may be told; a layout that does not agree must be told it."""

Key = tuple[str, str, str | None, str, str]  # region, agency, unit, measure, day
Said = Mapping[Key, int]
Rows = Iterable[Sequence[object]]


@dataclass(frozen=True)
class Layout:
    """One workbook: how it is built, and what must, may and must not come out of it."""

    name: str
    file: str
    build: Callable[[], Workbook | str]
    figures: Said
    may: Said = field(default_factory=dict)
    """Figures that are true too, and need not be read (the value at its signing date)."""
    errors: frozenset[str] = frozenset()
    """Exactly the error codes to be reported."""
    must: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()
    """Codes that would be untrue of this sheet."""
    election: str = "Pilkada 2024"
    also: Mapping[str, Said] = field(default_factory=dict)
    """Of a sheet of two elections, the figures of the other: election -> what it states."""

    def write(self, folder: Path) -> Path:
        path = folder / self.file
        built = self.build()
        if isinstance(built, str):
            path.write_text(built, encoding="utf-8")
        else:
            built.save(path)
        return path


def say(region: str, agency: str, on: str, unit: str | None = None, **amounts: int) -> Said:
    """The figures of one agreement on one day: ``say("53.07", "KPU", "2024-07-31", spent=1)``."""
    return {(region, agency, unit, measure, on): amount for measure, amount in amounts.items()}


def agreements(*said: Said) -> Said:
    return {key: amount for one in said for key, amount in one.items()}


def layout(
    *said: Said,
    file: str = "",
    may: Iterable[Said] = (),
    errors: str = "",
    must: str = "",
    absent: str = "",
    election: str = "Pilkada 2024",
    also: Mapping[str, Said] | None = None,
) -> Callable[[Callable[[], Workbook | str]], Layout]:
    """Make a builder a layout. Codes are one text, parted by blanks."""

    def make(build: Callable[[], Workbook | str]) -> Layout:
        return Layout(
            name=build.__name__,
            file=file or f"{build.__name__}.xlsx",
            build=build,
            figures=agreements(*said),
            may=agreements(*may),
            errors=frozenset(errors.split()),
            must=frozenset(must.split()),
            absent=frozenset(absent.split()) | (DOUBTS - frozenset(must.split())),
            election=election,
            also=also or {},
        )

    return make


def put(sheet: Worksheet, rows: Rows, at: str = "A1", merges: str = "") -> Worksheet:
    """Write rows from a corner on; None leaves a cell empty. Merges are ranges parted by blanks."""
    top, left = coordinate_to_tuple(at)
    for down, row in enumerate(rows):
        for across, value in enumerate(row):
            if value is not None:
                sheet.cell(top + down, left + across, value)
    for area in merges.split():
        sheet.merge_cells(area)
    return sheet


def book(rows: Rows, title: str = "Sheet1", at: str = "A1", merges: str = "") -> Workbook:
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    put(sheet, rows, at, merges)
    return workbook


def tabs(**sheets: Rows) -> Workbook:
    """A workbook of several sheets; an underscore in a name is a blank."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for title, rows in sheets.items():
        put(workbook.create_sheet(title.replace("_", " ")), rows)
    return workbook
