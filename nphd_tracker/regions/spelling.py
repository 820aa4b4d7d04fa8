"""Written names as words, as keys and at a distance.

The rule: case, spaces, dots, hyphens and slashes never tell two names apart; a letter does.
"""

import re
import unicodedata
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+")
_LOOK_ALIKES = str.maketrans(
    "авекмнорстухѕіјӏһԁԛԝαβεζηικμνορτυχ", "abekmhopctyxsijlhdqwabezhikmnoptyx"
)
_LIST_MARK = re.compile(r"\s*(?:\d{1,3}|[A-Za-z]|[IVXivx]{2,5})[.)]\s+")


class Word(NamedTuple):
    """One word of a text: in plain letters, and where it stands."""

    text: str
    start: int
    end: int


def tidy(text: str) -> str:
    """One line without invisible characters: ``" KPU\\nKab.  Ngada"`` -> ``"KPU Kab. Ngada"``."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        text = "".join(c for c in text if unicodedata.category(c) != "Cf")
    return " ".join(text.split())


def place_words(text: str) -> list[Word]:
    """The words of a tidy text with their places in it."""
    if text.isascii():
        return [Word(m.group(), *m.span()) for m in _WORD.finditer(text.casefold())]
    return [Word(plain(m.group()), *m.span()) for m in _WORD.finditer(text)]


def plain(text: str) -> str:
    """Lower case, without accents: ``"Kúpang"`` -> ``"kupang"``. Other alphabets stay."""
    folded = text.casefold()
    if folded.isascii():
        return folded
    apart = unicodedata.normalize("NFKD", folded)
    return "".join(c for c in apart if unicodedata.category(c) not in ("Cf", "Mn"))


def fold_look_alikes(key: str) -> str:
    """A key with the Cyrillic and Greek letters that nobody tells from ours as ours."""
    return key if key.isascii() else key.translate(_LOOK_ALIKES)


def split_words(text: str) -> list[str]:
    """``"KAB. KUPANG"`` -> ``["kab", "kupang"]``, ``"Kodim 1604/Kupang"`` -> three words."""
    return _WORD.findall(plain(text))


def key_of(text: str) -> str:
    """What the spellings of one name share: ``"Batang Hari"`` and ``"BATANGHARI"``."""
    return "".join(split_words(text))


def drop_list_mark(text: str) -> str:
    """``"3. Kab. Alor"``, ``"IV. Kota Kupang"`` and ``"b) KPU"`` without their number or letter."""
    return _LIST_MARK.sub("", text, count=1) if _LIST_MARK.match(text) else text


def letters_of(key: str) -> int:
    """The set of letters of a key as bits: one edit changes at most two of them."""
    bits = 0
    for letter in key:
        bits |= 1 << (ord(letter) & 31)
    return bits


def distance(one: str, other: str) -> int:
    """Letters added, dropped, replaced or swapped with the next to get from one to the other."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        earlier, before, row = before, row, [i]
        for j, b in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1]
