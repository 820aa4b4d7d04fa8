"""Regions, agencies and units: their codes, their names, and how a written name is resolved.

Codes are text. A name gives an answer, candidates, or nothing: never a guess.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Literal

Kind = Literal["province", "regency", "city"]
How = Literal["code", "name", "alias", "close", "ambiguous", "unknown"]


class Agency(StrEnum):
    """Whom a grant goes to. OTHER only where a vocabulary or a person says so."""

    KPU = "KPU"
    BAWASLU = "BAWASLU"
    TNI = "TNI"
    POLRI = "POLRI"
    OTHER = "OTHER"


@dataclass(frozen=True, slots=True)
class Region:
    """A province, regency or city under its Ministry of Home Affairs code (``53``, ``53.10``)."""

    code: str
    name: str
    kind: Kind
    place: str

    @property
    def province(self) -> str:
        return self.code[:2]

    @property
    def label(self) -> str:
        return f"Kab. {self.place}" if self.kind == "regency" else self.name


@dataclass(frozen=True, slots=True)
class RegionMatch:
    """One region, or the candidates, or neither."""

    region: Region | None
    candidates: tuple[Region, ...]
    how: How
    lost_zero: bool = False


class RegionBook:
    """All regions, and how they are found."""

    @classmethod
    def load(cls, folder: Path, aliases: Mapping[str, str]) -> "RegionBook":
        raise NotImplementedError

    def all(self) -> tuple[Region, ...]:
        raise NotImplementedError

    def get(self, code: str) -> Region | None:
        raise NotImplementedError

    def by_code(self, value: str | int | float) -> RegionMatch:
        raise NotImplementedError

    def by_name(self, text: str, province: str | None = None) -> RegionMatch:
        raise NotImplementedError

    def find_in(self, text: str) -> RegionMatch:
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Grantee:
    """Who receives: the agency, its unit where one is named, and the place in the name."""

    agency: Agency
    unit: str | None
    place: str


class AgencyBook:
    """The words that name an agency, and those that name a unit of it."""

    def __init__(
        self, words: Mapping[str, Iterable[str]], unit_words: Mapping[str, Iterable[str]]
    ) -> None:
        raise NotImplementedError

    def resolve(self, text: str) -> Grantee | None:
        raise NotImplementedError

    def find_in(self, text: str) -> Agency | None:
        raise NotImplementedError


def unit_key(unit: str | None) -> str:
    raise NotImplementedError


def is_own_unit(unit: str, region: Region) -> bool:
    raise NotImplementedError
