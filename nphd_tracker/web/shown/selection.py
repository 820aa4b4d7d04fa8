"""What the address asks for: the election, the day, the basis, and which agreements.

The same selection goes from page to page and into the Excel summary: ``arguments`` writes it into
an address, ``read_selection`` reads it there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

from nphd_tracker.absorption import Band, Basis
from nphd_tracker.dates import NotADateError, parse_day
from nphd_tracker.errors import TrackerError
from nphd_tracker.regions import Agency, RegionBook

Choice = TypeVar("Choice", bound=StrEnum)
WEEK = 7


@dataclass(frozen=True, slots=True)
class Selection:
    """None is everything; of ``election`` and ``as_of`` it is: whichever is the default."""

    election: str | None = None
    as_of: date | None = None
    basis: Basis = Basis.DISBURSED_COMMITTED
    province: str | None = None
    region: str | None = None
    agency: Agency | None = None
    band: Band | None = None
    since: date | None = None

    @property
    def previous(self) -> date:
        """The earlier day that changes are told from: the one asked for, else a week before."""
        if self.since is not None and self.since < self.day:
            return self.since
        return self.day - timedelta(days=WEEK)

    @property
    def day(self) -> date:
        """The day, once it is settled."""
        if self.as_of is None:
            raise ValueError("the selection has no day yet")
        return self.as_of

    @property
    def is_narrowed(self) -> bool:
        return any((self.province, self.region, self.agency, self.band))

    def covers(self, region: str, agency: Agency) -> bool:
        """Whether an agreement of this grantor and grantee is asked for; of any band."""
        return (
            self.province in (None, region[:2])
            and self.region in (None, region)
            and self.agency in (None, agency)
        )

    def arguments(self, *without: str) -> dict[str, str]:
        """For ``url_for``: what is selected, less the names given and what is meant anyway."""
        asked = {
            "election": self.election,
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "basis": None if self.basis is Basis.DISBURSED_COMMITTED else self.basis.value,
            "province": self.province,
            "region": self.region,
            "agency": self.agency.value if self.agency else None,
            "band": self.band.value if self.band else None,
            "since": self.since.isoformat() if self.since else None,
        }
        return {name: value for name, value in asked.items() if value and name not in without}

    def widened(self) -> "Selection":
        """The same election, day and basis over all agreements."""
        return replace(self, province=None, region=None, agency=None, band=None)


def read_selection(arguments: Mapping[str, str], regions: RegionBook) -> Selection:
    """What is filled in and makes sense; anything else is said, never passed over."""
    return Selection(
        election=_text(arguments, "election"),
        as_of=_day(arguments, "as_of"),
        basis=read_choice(arguments, "basis", Basis) or Basis.DISBURSED_COMMITTED,
        province=_region(arguments, "province", regions),
        region=_region(arguments, "region", regions),
        agency=read_choice(arguments, "agency", Agency),
        band=read_choice(arguments, "band", Band),
        since=_day(arguments, "since"),
    )


def _text(arguments: Mapping[str, str], name: str) -> str | None:
    return arguments.get(name, "").strip() or None


def _day(arguments: Mapping[str, str], name: str) -> date | None:
    text = _text(arguments, name)
    if text is None:
        return None
    try:
        return parse_day(text)
    except NotADateError as error:
        raise TrackerError(
            f'Posisi "{text}" bukan tanggal; tulis seperti 2024-08-01.',
            f'The as-of date "{text}" is not a date; write it like 2024-08-01.',
        ) from error


def read_choice(arguments: Mapping[str, str], name: str, kind: type[Choice]) -> Choice | None:
    """One of a kind, None for nothing asked; TrackerError says what there is."""
    text = _text(arguments, name)
    if text is None:
        return None
    try:
        return kind(text)
    except ValueError as error:
        known = ", ".join(kind)
        raise TrackerError(
            f'"{text}" tidak dikenal untuk {name}; yang ada: {known}.',
            f'"{text}" is not known for {name}; there are: {known}.',
        ) from error


def _region(arguments: Mapping[str, str], name: str, regions: RegionBook) -> str | None:
    code = _text(arguments, name)
    if code is not None and regions.get(code) is None:
        raise TrackerError(
            f'Tidak ada wilayah berkode "{code}"; tulis seperti 53 atau 53.71.',
            f'There is no region with the code "{code}"; write it like 53 or 53.71.',
        )
    return code
