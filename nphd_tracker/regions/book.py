"""All regions of Indonesia, found by code and by name.

The rule: an answer, candidates, or nothing; a bare "Kupang" is a regency and a city, and is asked.
"""

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from nphd_tracker.errors import TrackerError
from nphd_tracker.regions.agencies import LONGEST
from nphd_tracker.regions.names import (
    BEFORE,
    NameIndex,
    barest_reading,
    readings_of,
    spell_out,
)
from nphd_tracker.regions.spelling import drop_list_mark, key_of, split_words, tidy
from nphd_tracker.regions.titles import TitleReader
from nphd_tracker.regions.values import (
    STANDINGS,
    UNKNOWN,
    Kind,
    Region,
    RegionMatch,
    match_of,
)

_CODE = re.compile(r"'?(\d\d)(?:([.,]?)(\d\d?))?")
_BRACKETED = re.compile(r"\s*\([^()]*\)\s*$")
"""What stands in brackets behind a name: "Kab. Siau Tagulandang Biaro (Sitaro)"."""
_CODE_THEN_NAME = re.compile(r"(\d\d(?:\.?\d\d)?)\b[\s.:)/–-]*(?=[^\W\d])")
_PROVINCE: frozenset[Kind] = frozenset({"province"})
_KIND_WORDS: Mapping[str, Kind] = {"Kabupaten": "regency", "Kota": "city"}


class RegionBook:
    """All regions, and how a written code or name is resolved."""

    def __init__(self, regions: Iterable[Region], aliases: Mapping[str, str]) -> None:
        """``aliases``: text -> code, like ``{"TTS": "53.02"}``. A name is never overridden by one.

        Raises TrackerError for an alias whose code does not exist.
        """
        plain = sorted(regions, key=lambda region: region.code)
        alias_codes = {"".join(spell_out(split_words(text))): c for text, c in aliases.items()}
        codes: dict[str, list[str]] = {}
        for region in plain:
            for key in _keys_of(region):
                codes.setdefault(key, []).append(region.code)
        spoken: dict[str, list[str]] = {}
        for key, code in alias_codes.items():
            spoken.setdefault(code, []).append(key)
        regencies = {key_of(region.place) for region in plain if region.kind == "regency"}
        self._regions = {
            region.code: replace(
                region, unit_places=_unit_places(region, spoken.get(region.code, ()), regencies)
            )
            for region in plain
        }
        for text, code in aliases.items():
            if code not in self._regions:
                raise TrackerError(
                    f"Kosakata memberi {text!r} kode wilayah {code!r} yang tidak ada; betulkan.",
                    f"The vocabulary gives {text!r} the code {code!r}, which no region has.",
                )
        names = {key: tuple(self._regions[c] for c in found) for key, found in codes.items()}
        self._index = NameIndex(names, {k: self._regions[c] for k, c in alias_codes.items()})
        self._titles = TitleReader(self._index, self.all())
        self._by_code = lru_cache(maxsize=2048)(self._resolve_code)
        self._by_name = lru_cache(maxsize=8192)(self._resolve)
        self._find_in = lru_cache(maxsize=2048)(self._titles.find)

    @classmethod
    def load(cls, folder: Path, aliases: Mapping[str, str]) -> "RegionBook":
        """From ``provinces.csv`` (code, name) and ``regencies.csv`` (code, province_code, name)."""
        rows = [*_read_rows(folder / "provinces.csv"), *_read_rows(folder / "regencies.csv")]
        return cls((_region_of(row["code"], row["name"]) for row in rows), aliases)

    def all(self) -> tuple[Region, ...]:
        """Every region, by code: a province, then its regencies and cities."""
        return tuple(self._regions.values())

    def get(self, code: str) -> Region | None:
        """The region of a code as it is kept: ``53.10``."""
        return self._regions.get(code)

    def provinces(self) -> tuple[Region, ...]:
        return tuple(region for region in self.all() if region.kind == "province")

    def children(self, province: str) -> tuple[Region, ...]:
        """The regencies and cities of a province."""
        return tuple(r for r in self.all() if r.kind != "province" and r.province == province)

    def same_or_within(self, code: str, other: str) -> bool:
        """Whether ``code`` is ``other`` or lies in it: 53.71 within 53."""
        return code == other or (len(other) == 2 and code.startswith(f"{other}."))

    def by_code(self, value: str | int | float) -> RegionMatch:
        """``"53.71"``, ``"5371"``, 5371, 53.71, ``"53"``; 53.1 is a 53.10 that lost its zero.

        A sheet saved as CSV hands that number over as text, so ``"53.1"`` is read the same way.
        """
        if isinstance(value, bool) or (isinstance(value, str) and len(value) > LONGEST):
            return UNKNOWN
        return self._by_code(value)

    def _resolve_code(self, value: str | int | float) -> RegionMatch:
        found = _CODE.fullmatch(tidy(value if isinstance(value, str) else f"{value:.10g}"))
        if found is None:
            return UNKNOWN
        province, separator, rest = found.groups()
        lost_zero = rest is not None and len(rest) == 1
        if lost_zero and not separator:
            return UNKNOWN
        region = self._regions.get(province if rest is None else f"{province}.{rest:0<2}")
        return UNKNOWN if region is None else RegionMatch(region, (region,), "code", lost_zero)

    def by_name(
        self, text: str, province: str | None = None, kind: Kind | None = None
    ) -> RegionMatch:
        """The region a cell names.

        ``province`` (a code) decides between namesakes of different provinces, ``kind`` says what
        a column holds ("Jambi" under "Provinsi"); the text's own "Kab." or "Kota" comes first.
        A bare "Kupang" stays ambiguous: both are in one province. "Kota Ngada", which does not
        exist, is no answer but has a candidate.
        """
        return self._by_name(text, province, kind) if len(text) <= LONGEST else UNKNOWN

    def find_in(self, text: str) -> RegionMatch:
        """The one region a title, sheet or file name speaks of.

        ``"KPU KABUPATEN NGADA PROVINSI NUSA TENGGARA TIMUR"`` -> Kabupaten Ngada: the province
        around it is no second answer. Two regions are candidates.
        """
        return self._find_in(text) if len(text) <= LONGEST else self._titles.find(text)

    def _resolve(self, text: str, province: str | None, kind: Kind | None) -> RegionMatch:
        text = tidy(text)
        if text[:1].isdecimal():
            coded = self._resolve_coded(text, province, kind)
            if coded is not None:
                return coded
        words = spell_out(split_words(text))
        found = self._resolve_exactly(words, province, kind)
        if not found.candidates:
            words = spell_out(split_words(drop_list_mark(text)))
            found = self._resolve_exactly(words, province, kind)
        bare = _BRACKETED.sub("", text)
        if not found.candidates and bare and bare != text:
            found = self._resolve_exactly(spell_out(split_words(bare)), province, kind)
        if found.candidates or not words:
            return found
        reading = barest_reading(words)
        return self._index.close_to(reading.key, reading.kinds or _only(kind), province)

    def _resolve_coded(
        self, text: str, province: str | None, kind: Kind | None
    ) -> RegionMatch | None:
        """``"53.71"``, ``"53.71 Kota Kupang"``; None where the number is no region's code.

        A lone ``"53"`` is a number like any other.
        """
        if len(text) > 2 and _CODE.fullmatch(text):
            return self.by_code(text)
        found = _CODE_THEN_NAME.match(text)
        coded = self.by_code(found[1]).region if found else None
        if found is None or coded is None:
            return None
        named = self._resolve(text[found.end() :], province, kind)
        if coded in named.candidates:
            return match_of((coded,), "code")
        if len(found[1]) == 2:  # "11. Kab. Sikka": the number of the row
            return named
        return match_of((coded, *named.candidates), "ambiguous")

    def _resolve_exactly(
        self, words: list[str], province: str | None, kind: Kind | None
    ) -> RegionMatch:
        of_another_kind: tuple[Region, ...] = ()
        for reading in readings_of(words):
            found = self._index.look_up(reading.key, reading.kinds or _only(kind), province)
            if found.candidates:
                return found
            of_another_kind = of_another_kind or self._index.of_any_kind(reading.key)
        return self._in_its_province(words) or match_of(of_another_kind, "ambiguous")

    def _in_its_province(self, words: list[str]) -> RegionMatch | None:
        """``"Kab. Ngada, Provinsi NTT"``, ``"Kupang (NTT)"``: the name, then its province."""
        for at in range(1, len(words)):
            after = words[at + 1 :] if BEFORE.get(words[at]) == "province" else words[at:]
            province = self._index.look_up("".join(after), _PROVINCE).region
            for reading in readings_of(words[:at]) if province else ():
                found = self._index.look_up(reading.key, reading.kinds)
                inside = [r for r in found.candidates if province and r.province == province.code]
                if inside:
                    return match_of(inside, "alias" if found.how == "alias" else "name")
        return None


def _only(kind: Kind | None) -> frozenset[Kind]:
    return frozenset({kind}) if kind else frozenset()


def _region_of(code: str, official: str) -> Region:
    """``"53.71", "Kota Kupang"`` -> a city; a province's row does not say "Provinsi"."""
    kind = _KIND_WORDS.get(official.partition(" ")[0])
    if kind is None:
        place = official
        for standing in STANDINGS:
            place = place.removeprefix(standing)
        return Region(code, f"Provinsi {official}", "province", place)
    place = official.partition(" ")[2].removeprefix("Administrasi ")
    return Region(code, official, kind, place)


def _keys_of(region: Region) -> list[str]:
    """The keys of a region's names, each once: Jakarta, DKI Jakarta, Daerah Khusus Ibukota ..."""
    names = [region.place]
    if region.kind == "province":
        names += [region.label.removeprefix("Provinsi "), region.name.removeprefix("Provinsi ")]
    return list(dict.fromkeys(key_of(name) for name in names))


def _unit_places(region: Region, aliases: Iterable[str], regencies: set[str]) -> frozenset[str]:
    place = key_of(region.place)
    places = {place, *aliases}
    if region.kind != "city":
        return frozenset(places)
    with_kota = {f"kota{key}" for key in places}
    return frozenset(with_kota if place in regencies else places | with_kota)


def _read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
