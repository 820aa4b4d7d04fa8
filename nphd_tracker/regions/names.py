"""Names of regions: every way to read a name, and the regions of a key, exactly and closely.

The rule: a letter too many is forgiven only where no other region is near.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from nphd_tracker.regions.spelling import distance, letters_of
from nphd_tracker.regions.values import UNKNOWN, How, Kind, Region, RegionMatch, match_of

# What stands before a name: the kind it says, or None for a word that says none.
BEFORE: Mapping[str, Kind | None] = {
    "provinsi": "province",
    "propinsi": "province",
    "prov": "province",
    "prop": "province",
    "pemprov": "province",
    "pemprop": "province",
    "gubernur": "province",
    "kabupaten": "regency",
    "kab": "regency",
    "pemkab": "regency",
    "bupati": "regency",
    "kota": "city",
    "kotamadya": "city",
    "kodya": "city",
    "pemkot": "city",
    "walikota": "city",
    "province": "province",
    "regency": "regency",
    "city": "city",
    "pemerintah": None,
    "pemda": None,
    "daerah": None,
    "wali": None,
    "administrasi": None,
    "adm": None,
}
_AFTER = frozenset({"provinsi", "prov", "province", "kabupaten", "kab", "regency", "kota", "city"})
_GLUED = ("kabupaten", "pemkab", "pemprov", "pemkot", "provinsi", "kota", "prov", "kab")
_SHORTEST_CLOSE = 5
"""Shorter names, like "Pati" and "Siak", have too many neighbours."""
_OFTEN_MISSPELT = ("kabupaten", "provinsi")
_SHORT = {
    "kep": "kepulauan",
    "peg": "pegunungan",
    "brt": "barat",
    "sel": "selatan",
    "tgh": "tengah",
    "tmr": "timur",
    "utr": "utara",
}


@dataclass(frozen=True, slots=True)
class NameReading:
    """One way to read words as a name: the kinds it says (none: any), and the place's key."""

    kinds: frozenset[Kind]
    key: str


def spell_out(words: list[str]) -> list[str]:
    """``["kep", "aru"]`` -> ``["kepulauan", "aru"]``."""
    return [_SHORT.get(word, word) for word in words]


def kinds_of(word: str) -> frozenset[Kind]:
    kind = BEFORE.get(word)
    return frozenset({kind}) if kind else frozenset()


def readings_of(words: list[str]) -> Iterator[NameReading]:
    """From the whole to its barest: "Kota Baru" is first a place, then a city called "Baru"."""
    kinds: frozenset[Kind] = frozenset()
    for at, word in enumerate(words):
        yield NameReading(kinds, "".join(words[at:]))
        if word not in BEFORE:
            break
        kinds |= kinds_of(word)
    whole = "".join(words)
    for glued in _GLUED:
        if whole.startswith(glued):
            yield NameReading(kinds_of(glued), whole.removeprefix(glued))
    if not kinds and len(words) > 1 and words[-1] in _AFTER:
        yield NameReading(kinds_of(words[-1]), "".join(words[:-1]))


def barest_reading(words: list[str]) -> NameReading:
    """The place without the words before it, also where these are misspelt: "Kabupatn Ngada"."""
    kinds: frozenset[Kind] = frozenset()
    for at, word in enumerate(words[:-1]):
        meant = next((w for w in _OFTEN_MISSPELT if distance(w, word) == 1), word)
        if meant not in BEFORE:
            return NameReading(kinds, "".join(words[at:]))
        kinds |= kinds_of(meant)
    return NameReading(kinds, words[-1])


class NameIndex:
    """Keys of names and of aliases, each with its regions."""

    def __init__(
        self, names: Mapping[str, tuple[Region, ...]], aliases: Mapping[str, Region]
    ) -> None:
        self._names = names
        self._aliases = aliases
        self._of_length: dict[int, list[tuple[str, int]]] = {}
        for key in names:
            self._of_length.setdefault(len(key), []).append((key, letters_of(key)))

    def look_up(self, key: str, kinds: frozenset[Kind], province: str | None = None) -> RegionMatch:
        """The regions of exactly this key. An alias speaks where a name does not decide."""
        found = tuple(r for r in self._names.get(key, ()) if not kinds or r.kind in kinds)
        found = tuple(r for r in found if r.province == province) or found
        alias = self._aliases.get(key)
        if len(found) != 1 and alias is not None and (not kinds or alias.kind in kinds):
            return match_of((alias,), "alias")
        return match_of(found, "name")

    def of_any_kind(self, key: str) -> tuple[Region, ...]:
        alias = self._aliases.get(key)
        return (*self._names.get(key, ()), *((alias,) if alias else ()))

    def close_to(
        self, key: str, kinds: frozenset[Kind], province: str | None = None
    ) -> RegionMatch:
        """The one region whose name is written almost like this, if no other is near.

        Near is at most one letter further than the best; another province's do not count where
        the province is known. Of a name's regions only those of the kind said.
        """
        near = [
            (apart, region)
            for apart, name in self._near(key)
            for region in self.look_up(name, kinds, province).candidates or self._names[name]
        ]
        if not near:
            return UNKNOWN
        best = [region for apart, region in near if apart == near[0][0]]
        others = [region for apart, region in near if apart == near[0][0] + 1]
        if province and all(region.province == province for region in best):
            others = [region for region in others if region.province == province]
        is_kind_right = not kinds or best[0].kind in kinds
        how: How = "close" if is_kind_right else "ambiguous"
        return match_of((*best, *others), how)

    def _near(self, key: str) -> list[tuple[int, str]]:
        """(letters apart, name), nearest first; none where even the nearest is too far."""
        allowed = 2 if len(key) >= 12 else 1
        reach = allowed + 1
        letters = letters_of(key)
        near = sorted(
            (apart, name)
            for length in range(len(key) - reach, len(key) + reach + 1)
            for name, of_name in self._of_length.get(length, ())
            if (letters ^ of_name).bit_count() <= 2 * reach
            and (apart := distance(key, name)) <= reach
        )
        if not near or near[0][0] > allowed or len(near[0][1]) < _SHORTEST_CLOSE:
            return []
        return near
