"""Whose figures a person may see: some provinces or regions, some agencies, or everything.

An agreement lies in a scope when its grantor and its agency both do. Nothing here knows how it is
kept; `store.limit_session` makes every query of a session keep to it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from nphd_tracker.regions import Agency

_PROVINCE_LENGTH = 2
"""A province's code is ``53``, that of a regency or city in it ``53.71``."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Codes of provinces and regions, and agencies; an empty set of them is all.

    A province covers its regencies and cities: with ``53``, ``53.71`` lies within, ``51.71`` and
    ``5`` do not. ``53.71`` covers neither ``53`` nor ``53.72``.
    """

    places: frozenset[str] = frozenset()
    agencies: frozenset[Agency] = frozenset()

    @property
    def is_everything(self) -> bool:
        return not (self.places or self.agencies)

    @property
    def provinces(self) -> frozenset[str]:
        """The whole provinces among the places."""
        return frozenset(place for place in self.places if len(place) == _PROVINCE_LENGTH)

    def covers(self, region: str, agency: Agency) -> bool:
        """Whether an agreement of this grantor and agency lies within."""
        return self.has_region(region) and self.has_agency(agency)

    def has_region(self, region: str) -> bool:
        if not self.places:
            return True
        return region in self.places or region[:_PROVINCE_LENGTH] in self.provinces

    def has_agency(self, agency: Agency) -> bool:
        return not self.agencies or agency in self.agencies

    def meet(self, other: "Scope") -> "Scope | None":
        """What lies in both; None where nothing does, for an empty scope is everything."""
        both = {place for place in self.places if other.has_region(place)}
        both |= {place for place in other.places if self.has_region(place)}
        agencies = self.agencies & other.agencies or self.agencies or other.agencies
        is_apart = self.agencies and other.agencies and not self.agencies & other.agencies
        if is_apart or ((self.places or other.places) and not both):
            return None
        return Scope(frozenset(both), agencies)

    def contains(self, other: "Scope") -> bool:
        """Whether all that lies in the other lies in this one too."""
        if self.places and not other.places:
            return False
        if self.agencies and not other.agencies:
            return False
        return other.agencies <= (self.agencies or other.agencies) and all(
            map(self.has_region, other.places)
        )

    def meets_province(self, province: str) -> bool:
        """Whether anything of a province lies within."""
        places = self.places
        return not places or any(place[:_PROVINCE_LENGTH] == province for place in places)

    def is_within(self, pairs: Iterable[tuple[str, Agency]]) -> bool:
        return self.is_everything or all(self.covers(region, agency) for region, agency in pairs)


EVERYTHING = Scope()
