"""Which election a text names: a title, a sheet's name, a heading over some of the columns, a cell.

A re-vote is another election, never an addendum. A year that is no year of regional elections is the
year of the report: "Realisasi Hibah Pilkada Tahun Anggaran 2025".
"""

import re
from functools import lru_cache

from nphd_tracker.dates import find_year
from nphd_tracker.importing.vocabulary import Vocabulary, level

_ELECTION = re.compile(
    r"\b(?:pilkada|pilgub|pilbup|pilwalkot|pilwako|pemilukada"
    r"|pemilihan (?:kepala daerah|gubernur|bupati|wali ?kota|serentak))"
    r"\b(?P<between>[^\n]{0,200}?)\b(?P<year>20\d\d)\b",
    re.I,
)
_YEARS = frozenset({2015, 2017, 2018, 2020, 2024})
"""Of the elections held all over the country; in another year only one place votes again."""
_AGAIN = re.compile(r"\bulang(?:an)?\b", re.I)
_REVOTE = re.compile(r"\b(?:psu|pemungutan suara ulang)\b", re.I)


def find_election(text: str, vocabulary: Vocabulary, year: int | None = None) -> str | None:
    """ "PSU TAHUN 2025" -> "PSU 2025", "Pilkada Serentak 2024" -> "Pilkada 2024", else None.

    ``year`` completes a bare "PSU".
    """
    levelled = level(text)
    for election in vocabulary.elections:
        if level(election.name) in levelled:
            return election.name
    if any(words in levelled for words in vocabulary.invented):
        return "Contoh (angka rekaan)"
    return _by_words(text, year)


@lru_cache(maxsize=1_000)
def _by_words(text: str, year: int | None) -> str | None:
    if _REVOTE.search(text):
        held = find_year(text) or year
        return f"PSU {held}" if held else None
    # "PILKADA SERENTAK" with "TAHUN 2024" on the next line; any other line's year is not the election's
    joined = re.sub(r"\n(?=tahun 20\d\d\s*(?:\n|$))", " ", text, flags=re.I)
    for hit in _ELECTION.finditer(joined):
        is_held = int(hit["year"]) in _YEARS or _AGAIN.search(hit["between"])
        if is_held:
            return f"Pilkada {hit['year']}"
    return None
