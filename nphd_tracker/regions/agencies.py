"""Agencies and their units: which words name them, and how a written grantee is read.

The rule: the word stands at the front or is the whole text. A word in the middle of another
name says nothing, and two agencies in one text are no answer.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from nphd_tracker.errors import TrackerError
from nphd_tracker.regions.spelling import (
    Word,
    drop_list_mark,
    fold_look_alikes,
    place_words,
    split_words,
    tidy,
)

Phrase = tuple[str, ...]

LONGEST = 200
"""A longer text is not a name."""

# Before the agency's own name: "Sekretariat KPU Kab. Ngada", "Satker KPU Kota Kupang".
_OFFICES: tuple[Phrase, ...] = (("sekretariat",), ("satker",), ("satuan", "kerja"), ("kantor",))
_OFFICES_BEGIN = frozenset(office[0] for office in _OFFICES)
# They begin with an agency's word and are offices of the local government.
_NOT_AGENCIES: tuple[Phrase, ...] = (("polisi", "pamong", "praja"), ("polisi", "pp"))
_AND = frozenset({"dan", "serta"})
_NUMBER = re.compile(r"\d+|[ivx]+")

# Words that say which service a unit is of, and tell no two units apart.
_SERVICES = frozenset({"tni", "ad", "al", "au", "polri"})
_LEVELS = frozenset({"kab", "kabupaten", "prov", "provinsi"})
_SPELLED_OUT: tuple[tuple[Phrase, str], ...] = (
    (("kepolisian", "negara", "republik", "indonesia", "resor"), "polres"),
    (("kepolisian", "negara", "republik", "indonesia", "daerah"), "polda"),
    (("kepolisian", "resor", "kota", "besar"), "polrestabes"),
    (("kepolisian", "resort", "kota", "besar"), "polrestabes"),
    (("kepolisian", "resor"), "polres"),
    (("kepolisian", "resort"), "polres"),
    (("kepolisian", "daerah"), "polda"),
    (("komando", "distrik", "militer"), "kodim"),
    (("komando", "resor", "militer"), "korem"),
    (("komando", "resort", "militer"), "korem"),
    (("komando", "daerah", "militer"), "kodam"),
    (("angkatan", "darat"), "ad"),
    (("angkatan", "laut"), "al"),
    (("angkatan", "udara"), "au"),
)
_SPELLED_OUT_FROM = {
    first: tuple(one for one in _SPELLED_OUT if one[0][0] == first)
    for first in {phrase[0] for phrase, _ in _SPELLED_OUT}
}


class Agency(StrEnum):
    """Whom a grant goes to. OTHER only where a vocabulary or a person says so."""

    KPU = "KPU"
    BAWASLU = "BAWASLU"
    TNI = "TNI"
    POLRI = "POLRI"
    OTHER = "OTHER"


ONE_PER_GRANTOR = frozenset({Agency.KPU, Agency.BAWASLU})
"""Agencies without units that could be funded apart; of the others a grantor may fund several."""


@dataclass(frozen=True, slots=True)
class Grantee:
    """Who receives: the agency, the unit where one is named, and the place in its name.

    ``"KPU Kabupaten Ngada"`` -> (KPU, None, "Kabupaten Ngada");
    ``"Kodim 1604/Kupang"`` -> (TNI, "Kodim 1604/Kupang", "Kupang");
    ``"POLRI"`` -> (POLRI, None, "").
    """

    agency: Agency
    unit: str | None
    place: str


class _Hit(NamedTuple):
    """An agency's phrase among the words of a text."""

    phrase: Phrase
    start: int
    end: int


class AgencyBook:
    """The words that name an agency, and those that name a unit of it."""

    def __init__(
        self, words: Mapping[str, Iterable[str]], unit_words: Mapping[str, Iterable[str]]
    ) -> None:
        """Words by agency, like ``{"KPU": ("kpu", "kip")}``. A word in both lists names a unit
        only where something follows: "Polres" is Polri, "Polres Ngada" a unit.

        Raises TrackerError for an agency that does not exist and a word that names two.
        """
        self._names = _phrases(words)
        self._units = _phrases(unit_words)
        for phrase in self._names.keys() & self._units.keys():
            if self._names[phrase] is not self._units[phrase]:
                raise _two_agencies(phrase)
        self._all: dict[Phrase, Agency] = self._names | self._units
        phrases = [*self._all, *_NOT_AGENCIES]
        self._longest_from = {
            first: max(len(one) for one in phrases if one[0] == first)
            for first in {phrase[0] for phrase in phrases}
        }
        self._cached = lru_cache(maxsize=4096)(self._resolve)

    def resolve(self, text: str) -> Grantee | None:
        """Who is named in a cell; None is nobody known, or several."""
        return self._cached(text) if len(text) <= LONGEST else None

    def find_in(self, text: str) -> Agency | None:
        """The one agency a header, title or sheet name speaks of; None for none and for several."""
        agencies = self.all_in(text)
        return next(iter(agencies)) if len(agencies) == 1 else None

    def all_in(self, text: str) -> frozenset[Agency]:
        """Every agency that a text speaks of: "TNI & POLRI" of two."""
        words = [word.text for word in _without_dots(place_words(tidy(text)))]
        return frozenset(self._all[hit.phrase] for hit in self._hits(words))

    def _resolve(self, text: str) -> Grantee | None:
        text = tidy(drop_list_mark(text))
        words = _without_offices(_without_dots(place_words(text)))
        hits = self._hits([word.text for word in words])
        if not hits or hits[0].start > 0 or self._is_several(hits, words):
            return None
        agency = self._all[hits[0].phrase]
        if sum(hit.end - hit.start for hit in hits) == len(words) and all(
            hit.phrase in self._names for hit in hits
        ):
            return Grantee(agency, None, "")
        place = _place(text, words, hits)
        if not any(hit.phrase in self._units for hit in hits):
            return Grantee(agency, None, place)
        return Grantee(agency, self._unit(text, words, hits), place)

    def _unit(self, text: str, words: list[Word], hits: list[_Hit]) -> str:
        """ "TNI (Kodim 1701/Jayapura)" names the unit Kodim 1701/Jayapura."""
        first = next(hit for hit in hits if hit.phrase in self._units)
        before = sum(hit.end - hit.start for hit in hits if hit.end <= first.start)
        start = words[first.start if before == first.start else 0].start
        unit = text[start:].rstrip(" .,;:-")
        return unit if "(" in unit else unit.rstrip(")")

    def _is_several(self, hits: list[_Hit], words: list[Word]) -> bool:
        """Two agencies, or two units of one: "TNI/Polri", "Polres Ngada dan Polres Nagekeo"."""
        if len(hits) == 1:
            return False
        agencies = {self._all[hit.phrase] for hit in hits}
        phrases = [hit.phrase for hit in hits]
        return (
            len(agencies) > 1
            or len(set(phrases)) < len(phrases)
            or any(words[hit.start - 1].text in _AND for hit in hits[1:])
        )

    def _hits(self, words: list[str]) -> list[_Hit]:
        hits: list[_Hit] = []
        at = 0
        while at < len(words):
            hit = self._hit_at(words, at)
            if hit is None:
                at += 1
                continue
            if hit.phrase not in _NOT_AGENCIES:
                hits.append(hit)
            at = hit.end
        return hits

    def _hit_at(self, words: list[str], at: int) -> _Hit | None:
        longest = self._longest_from.get(words[at], 0)
        for end in range(min(len(words), at + longest), at, -1):
            phrase = tuple(words[at:end])
            if phrase in self._all or phrase in _NOT_AGENCIES:
                return _Hit(phrase, at, end)
        return None


def unit_words(unit: str) -> list[str]:
    """A unit's name in one way of writing: its kind, its number or place.

    ``"Kepolisian Resor Kab. Ngada"`` -> polres, ngada; ``"Polresta Kupang Kota"`` -> polresta,
    kota, kupang; ``"Fasharkan TNI AL"`` -> fasharkan.
    """
    words = _shorten(split_words(unit))
    own = [word for word in words if word not in _SERVICES]
    words = [word for word in own or words if word not in _LEVELS]
    if len(words) > 2 and words[-1] == "kota":
        words = [words[0], "kota", *words[1:-1]]
    return words


@lru_cache(maxsize=20_000)
def unit_key(unit: str | None) -> str:
    """What two spellings of one unit share, look-alike letters too; "" for None.

    A numbered command is told by its number: ``"Kodim 0906 Kukar"``, ``"Kodim 906"``.
    """
    if unit is None:
        return ""
    words = [fold_look_alikes(word) for word in unit_words(unit)]
    if len(words) > 1 and words[1].isdecimal():
        return f"{words[0]}{int(words[1])}"
    return "".join(words)


def _shorten(words: list[str]) -> list[str]:
    short: list[str] = []
    at = 0
    while at < len(words):
        for phrase, word in _SPELLED_OUT_FROM.get(words[at], ()):
            if tuple(words[at : at + len(phrase)]) == phrase:
                short.append(word)
                at += len(phrase)
                break
        else:
            short.append(words[at])
            at += 1
    return short


def _phrases(words: Mapping[str, Iterable[str]]) -> dict[Phrase, Agency]:
    phrases: dict[Phrase, Agency] = {}
    for name, texts in words.items():
        if name not in Agency.__members__:
            known = ", ".join(Agency)
            raise TrackerError(
                f"Kosakata menyebut instansi {name!r} yang tidak dikenal; pakai: {known}.",
                f"The vocabulary names an unknown agency {name!r}; use one of: {known}.",
            )
        for text in texts:
            phrase = tuple(split_words(text))
            if not phrase:
                continue
            if phrases.setdefault(phrase, Agency[name]) is not Agency[name]:
                raise _two_agencies(phrase)
    return phrases


def _two_agencies(phrase: Phrase) -> TrackerError:
    text = " ".join(phrase)
    return TrackerError(
        f"Kosakata memberi kata {text!r} kepada dua instansi; hapus salah satunya.",
        f"The vocabulary gives the word {text!r} to two agencies; remove one of them.",
    )


def _without_dots(words: list[Word]) -> list[Word]:
    """ "K.P.U." and "P O L R I" as one word each; a lone letter stays."""
    if not any(len(word.text) == 1 for word in words):
        return words
    joined: list[Word] = []
    run: list[Word] = []
    for word in [*words, None]:
        if word is not None and len(word.text) == 1 and word.text.isalpha():
            run.append(word)
            continue
        if len(run) > 1:
            joined.append(Word("".join(w.text for w in run), run[0].start, run[-1].end))
        else:
            joined += run
        run = []
        if word is not None:
            joined.append(word)
    return joined


def _without_offices(words: list[Word]) -> list[Word]:
    if not words or words[0].text not in _OFFICES_BEGIN:
        return words
    for office in _OFFICES:
        if tuple(word.text for word in words[: len(office)]) == office:
            return _without_offices(words[len(office) :])
    return words


def _place(text: str, words: list[Word], hits: list[_Hit]) -> str:
    """What is left of a name without the agency's words and a command's number."""
    taken = {at for hit in hits for at in range(hit.start, hit.end)}
    left = [at for at in range(len(words)) if at not in taken]
    if left and left[0] - 1 in taken and _NUMBER.fullmatch(words[left[0]].text):
        left = left[1:]
    if not left:
        return ""
    if left[-1] - left[0] == len(left) - 1:
        return text[words[left[0]].start : words[left[-1]].end]
    return " ".join(text[words[at].start : words[at].end] for at in left)
