"""What one cell says by itself: its text, whether it is money, an account, whose grant it names."""

import re
from datetime import date

from nphd_tracker.importing.opening.grid import CellValue
from nphd_tracker.importing.vocabulary import clean_text, level
from nphd_tracker.regions.spelling import drop_list_mark

ACCOUNT = re.compile(r"^5(?:\d{5}|(?:\.\d{1,4}){1,6})\.?$")
"""521211 of the national chart, or 5.1.02.01 of a local government's; codes are text."""
SURE_ACCOUNT = re.compile(r"^5(?:\d{5}|(?:\.\d{1,4}){2,6})\.?$")
"""The same where nothing else says that a cell holds one: "5.1" may be a number."""
_MONEY_TEXT = re.compile(
    # Possessive throughout: a cell of one digit and a thousand blanks must not be tried in all ways.
    r"^\s*+(?:rp\.?|idr)?\s*+[(-]?\s*+\d[\d.,\s]*+(?:(?<=,)-|[)])?\s*+(?:[a-z]{1,6})?\s*+(?:\([\d.,]{1,6}\s?%\)\s*+)?$",
    re.I,
)
_MARKS = re.compile(r"(?<=[\d-])(?:\s{0,3}\*{1,4}\)?|\s{1,3}\d\))$")
_GRANT_TO = re.compile(
    r"^\s*(?:(?:belanja\s+)?(?:dana\s+)?hibah\s+(?:uang\s+|dana\s+)?(?:kepada|untuk|bagi|ke)"
    r"|(?:penyelenggaraan|pengawasan|pengamanan|pelaksanaan)\b[^(]{0,40}?\b(?:oleh|kepada|melalui))\s+",
    re.I,
)
_FOR = re.compile(
    r"^\s*(?:penyelenggaraan|pengawasan|pengamanan|pelaksanaan)\b[^()]{0,40}\(([^()]{2,60})\)\s*$",
    re.I,
)
_LONGEST_HEADING = 1_000
_LONGEST_KIND = 80
_KINDS = {
    "kabupaten": "kabupaten", "kab": "kabupaten", "pemkab": "kabupaten", "bupati": "kabupaten",
    "kota": "kota", "pemkot": "kota", "walikota": "kota", "wali": "kota",
    "provinsi": "provinsi", "prov": "provinsi", "gubernur": "provinsi",
}  # fmt: skip
_BEFORE_KIND = frozenset({"pemerintah", "daerah", "wilayah", "tingkat", "pemilihan", "pilkada"})
_HEADS = frozenset({"bupati", "walikota", "wali", "gubernur"})
_MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)


def heading_of(value: CellValue) -> str:
    """The text of a header cell; a date cell is a month heading ("Januari 2024").

    Of a text longer than any heading or name the beginning.
    """
    if isinstance(value, date):
        month = _MONTHS[value.month - 1]
        return f"{month} {value.year}" if value.day == 1 else f"{value.day} {month} {value.year}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else clean_text(value)[:_LONGEST_HEADING]


def looks_like_money(value: CellValue) -> bool:
    """A number, or a text that begins and ends like one."""
    if isinstance(value, bool) or value is None:
        return False
    if isinstance(value, int | float):
        return True
    return isinstance(value, str) and bool(_MONEY_TEXT.match(without_marks(value)))


def without_marks(text: str) -> str:
    """An amount without the mark of a footnote behind it: "28.196.513.000*)", "9.100.000.000 1)"."""
    return _MARKS.sub("", text) if text[-1:] in "*)" else text


def grantee_of(text: str) -> str:
    """ "Belanja Hibah Uang kepada KPU Kab. Sikka" -> "KPU Kab. Sikka", as local budgets word it.

    "Pengamanan Pilkada oleh Polri" -> "Polri", "Pengamanan Pilkada (TNI)" -> "TNI".
    """
    if hit := _FOR.match(text):
        return hit[1]
    return _GRANT_TO.sub("", text)


def kind_of_region(text: str) -> str:
    """Which kind of region a heading is over: "B. KOTA", "Pemerintah Kabupaten", "PEMILIHAN BUPATI".

    "" where it names a region, several kinds or none.
    """
    words = level(drop_list_mark(text)).split() if len(text) <= _LONGEST_KIND else []
    while words and words[0] in _BEFORE_KIND:
        words = words[1:]
    if not words or words[0] not in _KINDS:
        return ""
    if words[0] in _HEADS:
        kinds = {_KINDS[word] for word in words if word in _KINDS}
        return kinds.pop() if len(kinds) == 1 else ""
    return _KINDS[words[0]] if len(words) == 1 or words[1] == "se" else ""
