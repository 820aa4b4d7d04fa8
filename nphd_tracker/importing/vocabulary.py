"""Loads ``imports/vocabulary.toml``: how offices word things, as data that an officer can extend.

A file of the same name in the instance folder adds to it, word by word; nothing is replaced, so a
local file can stay a few lines long.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from nphd_tracker.errors import TrackerError
from nphd_tracker.regions import AgencyBook, RegionBook
from nphd_tracker.resources import data_folder

_UNTIL = re.compile(r"\b(?:s\s*[./]\s*d\b\.?|sampai dengan|sampai|until)")
_NUMBER = re.compile(r"\b(?:no|nmr|nomer)\b\.?")
_DATE = re.compile(r"\btgl\b\.?")
_ABBREVIATED = re.compile(r"\b(?:jml|jlh|jmlh)\b\.?")
_STATES = re.compile(r"\b(blm|sdh)\b\.?")
_STATE_WORDS = {"blm": "belum", "sdh": "sudah"}
_MONEY = re.compile(r"\b(?:rp|idr|dalam rupiah|rupiah)\b\.?")
_WRITTEN_SHORT = re.compile(
    "|".join(one.pattern for one in (_UNTIL, _NUMBER, _DATE, _ABBREVIATED, _STATES, _MONEY))
)
"""Finds nothing in most texts, sooner than six look for it."""
_PUNCTUATION = re.compile(r"[^\w%]+|_+")
_SPACES = re.compile(r"\s+")
_NO_LETTERS = re.compile(r"[^a-z]+")
_REMEMBERED = 20_000
"""Texts kept: sheets repeat the same names, row after row."""
_LONGEST_REMEMBERED = 500
"""Characters; a file of long texts must not stay in memory when it is gone."""
_INVISIBLE = dict.fromkeys(
    [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF, 0x00AD, 0x061C]
)


def clean_text(text: object) -> str:
    """One line, composed, without invisible characters: ``" KAB.\\nKUPANG "`` -> ``"KAB. KUPANG"``."""
    plain = text if isinstance(text, str) else str(text)
    return _clean(plain) if len(plain) <= _LONGEST_REMEMBERED else _clean.__wrapped__(plain)


@lru_cache(maxsize=_REMEMBERED)
def _clean(text: str) -> str:
    if text.isascii():
        return " ".join(text.split())
    plain = unicodedata.normalize("NFKC", text).translate(_INVISIBLE)
    return _SPACES.sub(" ", plain).strip()


def level(text: object) -> str:
    """A wording levelled for comparing: ``"Tgl. NPHD (Rp)"`` -> ``"tanggal nphd"``."""
    plain = text if isinstance(text, str) else str(text)
    return _level(plain) if len(plain) <= _LONGEST_REMEMBERED else _level.__wrapped__(plain)


@lru_cache(maxsize=_REMEMBERED)
def _level(text: str) -> str:
    plain = clean_text(text).lower()
    if not _WRITTEN_SHORT.search(plain):
        return _SPACES.sub(" ", _PUNCTUATION.sub(" ", plain)).strip()
    plain = _UNTIL.sub(" sd ", plain)
    plain = _NUMBER.sub("nomor ", plain)
    plain = _DATE.sub("tanggal ", plain)
    plain = _ABBREVIATED.sub("jumlah ", plain)
    plain = _STATES.sub(lambda hit: _STATE_WORDS[hit[1]] + " ", plain)
    plain = _MONEY.sub(" ", plain) if plain not in ("rupiah",) else plain
    return _SPACES.sub(" ", _PUNCTUATION.sub(" ", plain)).strip()


class PhraseBook:
    """Phrases, each standing for a meaning; finds the longest one inside a levelled text."""

    def __init__(self, phrases: Mapping[str, list[str]]) -> None:
        self.meanings: dict[str, str] = {}
        for meaning, words in phrases.items():
            for word in words:
                self.meanings.setdefault(level(word), meaning)
        self._longest = max((len(p.split()) for p in self.meanings), default=0)

    def all_in(self, text: str) -> list[tuple[str, str]]:
        """(phrase, meaning) of every phrase in ``text``, longest first, then from the left."""
        tokens = text.split()
        found: list[tuple[str, str]] = []
        for size in range(min(self._longest, len(tokens)), 0, -1):
            for start in range(len(tokens) - size + 1):
                phrase = " ".join(tokens[start : start + size])
                if (meaning := self.meanings.get(phrase)) is not None:
                    found.append((phrase, meaning))
        return found

    def exact(self, text: str) -> str | None:
        return self.meanings.get(text)


@dataclass(frozen=True)
class Election:
    name: str
    polling_day: date | None


@dataclass(frozen=True)
class Vocabulary:
    """Everything the readers know by name."""

    columns: PhraseBook
    measures: PhraseBook
    modifiers: PhraseBook
    tranche_words: frozenset[str]
    tranche_ordinals: Mapping[str, str]
    units: Mapping[str, int]
    totals: frozenset[str]
    notes: frozenset[str]
    example: frozenset[str]
    beside: frozenset[str]
    example_sheets: frozenset[str]
    zero: frozenset[str]
    no_report: frozenset[str]
    nothing_yet: frozenset[str]
    all_of_it: frozenset[str]
    in_progress: tuple[str, ...]
    ticks: frozenset[str]
    of_goods: frozenset[str]
    of_money: frozenset[str]
    sources: Mapping[str, str]
    attributions: PhraseBook
    directions: Mapping[str, str]
    """What a row of a cash book says, levelled -> what its amount measures."""
    """What a heading calls the party that says an amount: "Menurut BKAD", "Diterima"."""
    position_words: frozenset[str]
    signing_words: tuple[str, ...]
    invented: tuple[str, ...]
    elections: tuple[Election, ...]
    regions: RegionBook
    agencies: AgencyBook
    joined: frozenset[str]
    """What several agencies are called together."""

    def names_several(self, text: str) -> bool:
        """ "TNI/POLRI", "PAM": a grantee's name that is of more than one agency."""
        words = level(text)
        if words in self.joined:
            return True
        return len(self.agencies.all_in(text)) > 1


def squash(text: str) -> str:
    """Letters only: ``"J U M L A H"`` -> ``"jumlah"``."""
    return _squash(text) if len(text) <= _LONGEST_REMEMBERED else _squash.__wrapped__(text)


@lru_cache(maxsize=_REMEMBERED)
def _squash(text: str) -> str:
    return _NO_LETTERS.sub("", text.lower())


def _merge(base: dict[str, Any], extra: Mapping[str, Any]) -> dict[str, Any]:
    for key, value in extra.items():
        if isinstance(value, dict):
            base[key] = _merge(dict(base.get(key, {})), value)
        elif isinstance(value, list):
            base[key] = [*base.get(key, []), *value]
        else:
            base[key] = value
    return base


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise TrackerError(
            f"Berkas kosakata {path.name} tidak dapat dibaca: {error}. Perbaiki baris itu.",
            f"The vocabulary file {path.name} cannot be read: {error}. Mend that line.",
        ) from error


@lru_cache(maxsize=4)
def load_vocabulary(instance: Path | None = None) -> Vocabulary:
    """The product's vocabulary, with ``vocabulary.toml`` of the instance folder added if there is one."""
    data = _read(data_folder("imports") / "vocabulary.toml")
    if instance is not None and (instance / "vocabulary.toml").is_file():
        data = _merge(data, _read(instance / "vocabulary.toml"))
    tranches = data["tranches"]
    return Vocabulary(
        columns=PhraseBook(data["columns"]),
        measures=PhraseBook(data["measures"]),
        modifiers=PhraseBook(data["modifiers"]),
        tranche_words=frozenset(tranches["words"]),
        tranche_ordinals=tranches["ordinals"],
        units=data["units"],
        totals=frozenset(squash(t) for t in data["rows"]["totals"]),
        notes=frozenset(data["rows"]["notes"]),
        example=frozenset(data["rows"]["example"]),
        beside=frozenset(data["rows"]["beside"]),
        example_sheets=frozenset(data["rows"]["example_sheets"]),
        zero=frozenset(data["cells"]["zero"]),
        no_report=frozenset(data["cells"]["no_report"]),
        nothing_yet=frozenset(data["cells"]["nothing_yet"]),
        all_of_it=frozenset(data["cells"]["all_of_it"]),
        in_progress=tuple(data["cells"]["in_progress"]),
        ticks=frozenset(data["cells"]["ticks"]),
        of_goods=frozenset(level(word) for word in data["cells"]["of_goods"]),
        of_money=frozenset(level(word) for word in data["cells"]["of_money"]),
        sources={level(w): source for source, words in data["sources"].items() for w in words},
        attributions=PhraseBook(data["attributions"]),
        directions={level(w): key for key, words in data["directions"].items() for w in words},
        position_words=frozenset(data["titles"]["position"]),
        signing_words=tuple(level(w) for w in data["titles"]["signing"]),
        invented=tuple(data["titles"]["invented"]),
        elections=tuple(Election(e["name"], e.get("polling_day")) for e in data["elections"]),
        regions=RegionBook.load(data_folder("imports") / "reference", data["regions"]["aliases"]),
        agencies=AgencyBook(data["agencies"]["words"], data["agencies"]["units"]),
        joined=frozenset(level(word) for word in data["agencies"]["joined"]["words"]),
    )


def polling_day_of(vocabulary: Vocabulary, election: str) -> date | None:
    """The polling day of an election, None where the vocabulary does not know it."""
    return next((e.polling_day for e in vocabulary.elections if e.name == election), None)
