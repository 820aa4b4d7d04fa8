"""What a summary says, as values: everything a sheet prints is in `SummaryData`.

The rows and the standings are those the pages show; the workbook computes no rate of its own.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol

from nphd_tracker.absorption import Basis, Holding, Row, Standing, group_by, stand_on, sum_up
from nphd_tracker.dates import format_date
from nphd_tracker.follow_ups import Tracked
from nphd_tracker.positions import Figure
from nphd_tracker.regions import Agency, RegionBook
from nphd_tracker.reporting.wording import Phrase, is_invented, mark_invented, name_agency

CELLS_NAMED = 12
"""So many cells of one figure are named; of more, the first ones and how many follow."""


class Origin(Protocol):
    """Where a figure stands: the file's name, and cells like ``Rekap!F16``."""

    @property
    def file_name(self) -> str: ...

    @property
    def cells(self) -> tuple[str, ...]: ...


class Moment(Protocol):
    """What a selection came to on one day, in sen; None where nobody had reported."""

    @property
    def day(self) -> date: ...

    @property
    def committed(self) -> int | None: ...

    @property
    def disbursed(self) -> int | None: ...

    @property
    def spent(self) -> int | None: ...

    @property
    def agreements(self) -> int: ...

    @property
    def reported(self) -> int: ...


@dataclass(frozen=True, slots=True)
class ImportNote:
    """One import behind the figures; ``figures`` counts what it holds."""

    id: int
    file_name: str
    sha256: str
    applied_at: datetime | None
    figures: int
    left_out_errors: bool = False
    applied_by: str = ""


@dataclass(frozen=True)
class SummaryData:
    """A summary at a day, for one election. Amounts are sen, as everywhere.

    ``filters`` in words ("" is everything); ``below`` is the percentage that counts as reached;
    ``standings`` are on ``basis``, ``agencies`` and ``totals`` on each of the three; ``evidence``
    tells the file and cells of a figure by its id.
    """

    as_of: date
    basis: Basis
    election: str
    made_at: datetime
    agencies: Mapping[Basis, Sequence[Row]]
    totals: Mapping[Basis, Row]
    regions: Sequence[Row]
    standings: Sequence[Standing]
    evidence: Mapping[int, Origin]
    imports: Sequence[ImportNote]
    book: RegionBook
    filters: str = ""
    language: str = "id"
    below: Decimal | int = 100
    left_out: Sequence[str] = field(default=())
    """Sentences on what the caller kept out, for the last sheet."""
    trend: Sequence[Moment] = field(default=())
    """The same agreements on earlier days, oldest first, and on the day itself."""
    follow_ups: Sequence[Tracked] = field(default=())
    """What was agreed about these agreements: as it stood on the day, the newest: as it is today."""

    missing: Sequence[tuple[str, Agency]] = field(default=())
    """Region codes and agencies that the roster says are owed and of which nothing is known."""
    made_by: str = ""
    """Who asked for this workbook, where somebody is known."""

    def say(self, indonesian: str, english: str) -> str:
        return Phrase(indonesian, english).say(self.language)

    @property
    def title_mark(self) -> str:
        """Goes behind every sheet's title when the figures are invented."""
        return mark_invented(self.election)

    @property
    def is_invented(self) -> bool:
        return is_invented(self.election)

    @property
    def day(self) -> str:
        return format_date(self.as_of, self.language)

    @property
    def made(self) -> str:
        """``24 November 2026 14.31 WIB, sari``: when, in the office's zone, and by whom."""
        moment = self.made_at
        time = moment.strftime("%H:%M" if self.language == "en" else "%H.%M")
        when = f"{format_date(moment.date(), self.language)} {time} {moment.tzname() or 'UTC'}"
        return ", ".join(filter(None, (when, self.made_by)))

    @property
    def total(self) -> Row:
        return self.totals[self.basis]

    @property
    def threshold(self) -> str:
        """``100%``, ``99,5%``: the percentage in words."""
        percent = f"{Decimal(self.below).normalize():f}"
        return (percent if self.language == "en" else percent.replace(".", ",")) + "%"

    def name_region(self, code: str) -> str:
        region = self.book.get(code)
        return region.name if region else code

    def trace(self, figures: Iterable[Figure]) -> str:
        """``rekap.xlsx REKAP NTT!C9``: the file and cells of each of these figures."""
        files: dict[str, list[str]] = {}
        for figure in figures:
            origin = self.evidence.get(figure.id)
            if origin:
                files.setdefault(origin.file_name, []).extend(origin.cells)
        return "; ".join(f"{name} {_name_cells(cells)}".strip() for name, cells in files.items())


def collect_summary(
    holdings: Iterable[Holding],
    *,
    as_of: date,
    basis: Basis,
    election: str,
    made_at: datetime,
    evidence: Mapping[int, Origin],
    imports: Sequence[ImportNote],
    book: RegionBook,
    polling_day: date | None = None,
    filters: str = "",
    language: str = "id",
    below: Decimal | int = 100,
    left_out: Sequence[str] = (),
    follow_ups: Sequence[Tracked] = (),
) -> SummaryData:
    """Everything a summary says about these agreements on a day."""
    held = [stand_on(holding, as_of, Basis, polling_day) for holding in holdings]
    by_basis = {one: [standings[one] for standings in held] for one in Basis}

    def name_region(code: str) -> str:
        region = book.get(code)
        return region.name if region else code

    return SummaryData(
        as_of=as_of,
        basis=basis,
        election=election,
        made_at=made_at,
        agencies={
            one: group_by(stood, "agency", lambda key: name_agency(key, language))
            for one, stood in by_basis.items()
        },
        totals={
            one: sum_up("", Phrase("Jumlah", "Total").say(language), stood)
            for one, stood in by_basis.items()
        },
        regions=group_by(by_basis[basis], "region", name_region),
        standings=by_basis[basis],
        evidence=evidence,
        imports=imports,
        book=book,
        filters=filters,
        language=language,
        below=below,
        left_out=left_out,
        follow_ups=follow_ups,
    )


def _name_cells(cells: Sequence[str]) -> str:
    """``Rekap!F16, F17``: a sheet is named once for the cells that follow it."""
    named: list[str] = []
    last = ""
    for cell in cells[:CELLS_NAMED]:
        sheet, mark, address = cell.rpartition("!")
        named.append(address if mark and sheet == last else cell)
        last = sheet
    more = len(cells) - CELLS_NAMED
    return ", ".join(named) + (f" +{more}" if more > 0 else "")
