"""Regions, agencies and units: their codes, their names, and how a written name is resolved.

The rule: an answer, candidates, or nothing - never a guess. Codes are text: 53.10 is not 53.1.

    book        regions by code and by name     titles    a region inside a longer text
    agencies    grantees and their units        names     names -> regions, exactly and closely
    values      a region, a match               spelling  words, keys, distance
"""

from nphd_tracker.regions.agencies import ONE_PER_GRANTOR, Agency, AgencyBook, Grantee, unit_key
from nphd_tracker.regions.book import RegionBook
from nphd_tracker.regions.values import How, Kind, Region, RegionMatch, is_own_unit

__all__ = [
    "ONE_PER_GRANTOR",
    "Agency",
    "AgencyBook",
    "Grantee",
    "How",
    "Kind",
    "Region",
    "RegionBook",
    "RegionMatch",
    "is_own_unit",
    "unit_key",
]
