"""A region, and what looking for one gives."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from nphd_tracker.regions.agencies import unit_words
from nphd_tracker.regions.spelling import key_of

Kind = Literal["province", "regency", "city"]
How = Literal["code", "name", "alias", "close", "ambiguous", "unknown"]

# Official names that begin with their standing, and how it is written short.
STANDINGS = {"Daerah Khusus Ibukota ": "DKI ", "Daerah Istimewa ": "DI "}

# The ordinary police and army of a province, and of a regency or city. A naval base, say, is apart.
_OF_PROVINCE = frozenset({"polda", "kodam", "korem"})
_OF_REGENCY = frozenset({"polres", "polresta", "polrestabes", "kodim"})


@dataclass(frozen=True, slots=True)
class Region:
    """A province, regency or city under its Ministry of Home Affairs code (``53``, ``53.10``)."""

    code: str
    name: str
    kind: Kind
    place: str
    unit_places: frozenset[str] = field(default=frozenset(), compare=False, repr=False)
    """Keys by which its own units call it; a city with a namesake only ``kotakupang``."""

    @property
    def province(self) -> str:
        return self.code[:2]

    @property
    def label(self) -> str:
        """The name as a table shows it: "Kab. Ngada", "Kota Kupang", "Provinsi DKI Jakarta"."""
        if self.kind == "regency":
            return f"Kab. {self.place}"
        if self.kind == "city":
            return f"Kota {self.place}"
        for long, short in STANDINGS.items():
            if long in self.name:
                return f"Provinsi {short}{self.place}"
        return self.name


@dataclass(frozen=True, slots=True)
class RegionMatch:
    """One region and how it was found; or candidates (ambiguous, even if one); or nothing.

    ``lost_zero``: the code had lost its last zero, 53.1 for 53.10.
    """

    region: Region | None
    candidates: tuple[Region, ...]
    how: How
    lost_zero: bool = False


UNKNOWN = RegionMatch(None, (), "unknown")


def match_of(regions: Iterable[Region], how: How) -> RegionMatch:
    """A match on one region; otherwise, or where ``how`` says so, its candidates."""
    candidates = tuple(dict.fromkeys(regions))
    if not candidates:
        return UNKNOWN
    if len(candidates) > 1 or how == "ambiguous":
        return RegionMatch(None, candidates, "ambiguous")
    return RegionMatch(candidates[0], candidates, how)


def is_own_unit(unit: str, region: Region) -> bool:
    """Whether a unit is just the region's own police or army: "Polres Ngada" of Kabupaten Ngada.

    Its kind and exactly the region's place, without a number: "Kodim 1604/Kupang" names a unit.
    The police of Kota Kupang is "Polresta Kupang Kota"; "Polres Kupang" is the regency's.
    """
    kind, *place = unit_words(unit) or [""]
    if kind not in (_OF_PROVINCE if region.kind == "province" else _OF_REGENCY):
        return False
    keys = region.unit_places or {key_of(region.place)}
    without_metro = [word for word in place if word != "metro"]  # "Polres Metro Depok"
    return "".join(place) in keys or "".join(without_metro) in keys
