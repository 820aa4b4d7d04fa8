"""A region named inside a longer text: a title, a sheet's or a file's name.

The rule: every region the text may mean must fit; a province around a regency is no second answer.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nphd_tracker.regions.names import BEFORE, NameIndex, kinds_of, spell_out
from nphd_tracker.regions.spelling import Word, distance, place_words, split_words, tidy
from nphd_tracker.regions.values import UNKNOWN, How, Kind, Region, RegionMatch, match_of

# Ordinary words that are also places: they count only after a word like "Kota".
_ORDINARY = frozenset({"batang", "batu", "kuningan", "metro", "puncak"})
# "Kupang, 1 Agustus 2024" is where a sheet was signed, not whom it is about.
_SIGNED_AT = re.compile(
    r"\s*,\s*(?:tanggal\b|tgl\b|\d|[._…]{2}|(?:januari|februari|pebruari|maret|april|mei|juni|juli"
    r"|agustus|september|oktober|november|nopember|desember)\b)",
    re.IGNORECASE,
)
_MOST_WORDS = 6
_SUREST_FIRST: tuple[How, ...] = ("name", "alias", "close", "ambiguous")


@dataclass(frozen=True, slots=True)
class _Mention:
    """The regions that one place of the text may mean, and the number of the word after it.

    ``how`` is "ambiguous" where even a single region is only a candidate.
    """

    regions: tuple[Region, ...]
    how: How
    end: int


class TitleReader:
    """Finds the region a text is about."""

    def __init__(self, index: NameIndex, regions: tuple[Region, ...]) -> None:
        self._index = index
        self._longer = _longer_names(index, regions)

    def find(self, text: str) -> RegionMatch:
        text = "\n".join(tidy(line) for line in text.splitlines())
        mentions = list(self._mentions(text, place_words(text)))
        if not mentions:
            return UNKNOWN
        named = tuple(dict.fromkeys(r for mention in mentions for r in mention.regions))
        fitting = [r for r in named if all(_fits(r, mention) for mention in mentions)]
        if len(fitting) != 1:
            return match_of(fitting or named, "ambiguous")
        hows = {mention.how for mention in mentions if fitting[0] in mention.regions}
        return match_of(fitting, next(h for h in _SUREST_FIRST if h in hows))

    def _mentions(self, text: str, words: list[Word]) -> Iterator[_Mention]:
        spelled = spell_out([word.text for word in words])
        at = 0
        while at < len(words):
            start, kinds = _skip_before(spelled, at)
            mention = (
                self._name_at(spelled, at, frozenset())
                or self._first_name(spelled, at, start)
                or self._misspelt_at(spelled, start, kinds)
            )
            if mention is None:
                at = max(at + 1, start)
                continue
            begins = start == at and text[: words[at].start][-1:] in ("", "\n")
            if not (begins and _SIGNED_AT.match(text, words[mention.end - 1].end)):
                yield mention
            at = mention.end

    def _first_name(self, words: list[str], at: int, start: int) -> _Mention | None:
        """The name after the words before it, as early as there is one ("Kab. Kota Baru")."""
        kinds: frozenset[Kind] = frozenset()
        for before in range(at, start):
            kinds |= kinds_of(words[before])
            mention = self._name_at(words, before + 1, kinds)
            if mention is not None:
                return mention
        return None

    def _name_at(self, words: list[str], start: int, kinds: frozenset[Kind]) -> _Mention | None:
        """The longest name that begins at this word."""
        for end in range(min(len(words), start + _MOST_WORDS), start, -1):
            key = "".join(words[start:end])
            found = self._index.look_up(key, kinds).candidates
            if not found or (not kinds and key in _ORDINARY):
                continue
            if not kinds and words[end : end + 1] == ["kota"]:  # "Polresta Kupang Kota"
                cities = tuple(r for r in found if r.kind == "city")
                found, end = (cities, end + 1) if cities else (found, end)
            how = self._index.look_up(key, kinds).how
            found += self._perhaps(key, kinds, words[end : end + 1])
            return _Mention(found, "alias" if how == "alias" else "name", end)
        return None

    def _perhaps(self, key: str, kinds: frozenset[Kind], after: list[str]) -> tuple[Region, ...]:
        """Regions with a longer name whose next word may be meant: "Kab. Manggarai Brat"."""
        return tuple(
            region
            for word, region in self._longer.get(key, ())
            if after
            and (not kinds or region.kind in kinds)
            and distance(word, after[0]) <= (2 if len(after[0]) > 4 else 1)
        )

    def _misspelt_at(self, words: list[str], start: int, kinds: frozenset[Kind]) -> _Mention | None:
        """After "Kabupaten", a name almost as written, or one of another kind: only a candidate.

        "Kabupaten/Kota NTT" says both kinds, and so says nothing of NTT's own.
        """
        if not kinds or len(kinds) > 1:
            return None
        for end in range(min(len(words), start + _MOST_WORDS), start, -1):
            key = "".join(words[start:end])
            found = match_of(self._index.of_any_kind(key), "ambiguous")
            if not found.candidates:
                found = self._index.close_to(key, kinds)
            if found.candidates:
                return _Mention(found.candidates, found.how, end)
        return None


def _skip_before(words: list[str], at: int) -> tuple[int, frozenset[Kind]]:
    kinds: frozenset[Kind] = frozenset()
    while at < len(words) and words[at] in BEFORE:
        kinds |= kinds_of(words[at])
        at += 1
    return at, kinds


def _fits(region: Region, mention: _Mention) -> bool:
    return any(region == other or other.code == region.province for other in mention.regions)


def _longer_names(
    index: NameIndex, regions: tuple[Region, ...]
) -> dict[str, list[tuple[str, Region]]]:
    """A name's key -> the next word and the region of each longer name that begins with it."""
    longer: dict[str, list[tuple[str, Region]]] = {}
    for region in regions:
        words = split_words(region.place)
        for at in range(1, len(words)):
            key = "".join(words[:at])
            if index.of_any_kind(key):
                longer.setdefault(key, []).append((words[at], region))
    return longer
