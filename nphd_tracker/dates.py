"""Dates as Indonesian sheets write them: text, Excel serial or file name -> date -> text.

The rule: the day comes first, a month's name stands by itself (Desa is not Des), and an impossible
date is refused, never bent into a near one. The year is written or given by the caller; it is never
today's.
"""

import calendar
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

_NAMES = (  # Indonesian, English, then what else is written for it
    ("Januari", "January", "Jan"),
    ("Februari", "February", "Feb", "Febr", "Febuari", "Pebruari", "Peb", "Pebr"),
    ("Maret", "March", "Mar", "Mrt"),
    ("April", "April", "Apr"),
    ("Mei", "May"),
    ("Juni", "June", "Jun"),
    ("Juli", "July", "Jul"),
    ("Agustus", "August", "Agust", "Agus", "Agu", "Agst", "Ags", "Agt", "Aug"),
    ("September", "September", "Sept", "Sep"),
    ("Oktober", "October", "Okt", "Oct"),
    ("November", "November", "Nopember", "Nov", "Nop"),
    ("Desember", "December", "Des", "Dec"),
)
_MONTHS = {name.lower(): month for month, names in enumerate(_NAMES, start=1) for name in names}

_FULL_WIDTH_DIGITS = {0xFF10 + digit: str(digit) for digit in range(10)}
_LONGEST = 100
_EXCEL_DAY_ZERO = date(1899, 12, 30)  # right from 1 March 1900 on; Excel has a 29 February 1900
_OLDEST_SERIAL, _NEWEST_SERIAL = date(1950, 1, 1), date(2099, 12, 31)
_SOME_LEAP_YEAR = 2000


_QUARTER_RE = re.compile(
    r"\b(?P<kind>triwulan|tw|kuartal|semester|smt)[\s.-]*(?P<number>iv|i{1,3}|[1-4])\b"
    r"(?:\D{0,12}(?P<year>20\d\d))?",
    re.IGNORECASE,
)


_FIRST_SAID, _LAST_SAID = date(1900, 1, 1), date(2199, 12, 31)
"""Days that a person can mean; a week before or after one is a day too."""


class NotADateError(ValueError):
    """A text or number that is no date, or one that the calendar does not have."""


class YearMissingError(NotADateError):
    """A day and a month that need their year from elsewhere."""


# Parts: a name touches no other letter, a number no other digit. "Tahap 2 Maret" is no 2nd of
# March; "Maret 40%" and "13 Agustus 21.30" carry no year.
_NAME = rf"(?<![^\W\d_])(?P<name>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})(?![^\W\d_])"
_GAP = r"[\s.,/_-]{0,3}"
_DAY = r"(?<!\d)(?<!tahap )(?P<day>\d{1,2})"
_LONG_YEAR = r"(?:19|20)\d\d"
_YEAR = rf"'?(?P<year>{_LONG_YEAR}|\d\d(?![.:,]\d)(?!\s?%))(?!\d)"

_DAY_NAME_YEAR = rf"{_DAY}{_GAP}{_NAME}{_GAP}{_YEAR}"
_DAY_NAME = rf"{_DAY}{_GAP}{_NAME}(?!{_GAP}{_YEAR})(?!{_GAP}\d{{3}})"
_NAME_DAY_YEAR = rf"{_NAME}\s+(?P<day>\d{{1,2}}),?\s+(?P<year>{_LONG_YEAR})(?!\d)"
_YEAR_MONTH_DAY = (
    rf"(?<!\d)(?P<year>{_LONG_YEAR})(?P<sign>[-/._])"
    r"(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})(?!\d)"
)
_DAY_MONTH_YEAR = (
    r"(?<!\d)(?<!\d[-/._])(?P<day>\d{1,2})\s?(?P<sign>[-/._])\s?"
    rf"(?P<month>\d{{1,2}})\s?(?P=sign)\s?(?P<year>{_LONG_YEAR}|\d\d)(?!\d)"
)
_DAY_MONTH = r"(?P<day>\d{1,2})\s?[-/]\s?(?P<month>\d{1,2})"
_DIGITS_YEAR_FIRST = r"(?<!\d)(?P<year>20\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)(?!\d)"
_DIGITS_DAY_FIRST = r"(?<!\d)(?P<day>[0-3]\d)(?P<month>0[1-9]|1[0-2])(?P<year>20\d\d)(?!\d)"
_FULL_DATES = (
    _DAY_NAME_YEAR,
    _NAME_DAY_YEAR,
    _YEAR_MONTH_DAY,
    _DAY_MONTH_YEAR,
    _DIGITS_YEAR_FIRST,
    _DIGITS_DAY_FIRST,
)

# Around a date that is the whole of a cell: "Kamis, ...", "per ... pukul 21.30 WIB".
_BEFORE = (
    r"(?:(?:hari|tanggal|tgl|per|posisi|keadaan|sampai dengan|sampai|hingga|s(?:\s?[./])?\s?d"
    r"|senin|selasa|rabu|kamis|jum'?at|sabtu|minggu)\b[\s.,:]*)*"
)
_AFTER = (
    r"(?:(?:\s?,)?(?:\s|t)(?:(?:pukul|pkl|jam)\b\.?\s?)?"
    r"\d{1,2}[.:]\d\d(?:[.:]\d\d(?:\.\d+)?)?\s?(?:wib|wita|wit)?)?[\s.,;]*"
)
_FULL_DATE_RES = tuple(re.compile(pattern, re.IGNORECASE) for pattern in _FULL_DATES)
_WHOLE_RES = tuple(
    re.compile(_BEFORE + pattern + _AFTER, re.IGNORECASE)
    for pattern in (*_FULL_DATES, _DAY_NAME, _DAY_MONTH)
)
_DAY_NAME_RE = re.compile(_DAY_NAME, re.IGNORECASE)
_DAY_BEFORE_NAME_RE = re.compile(
    rf"{_DAY}{_GAP}{_NAME}(?:{_GAP}{_YEAR}|{_GAP}(?P<odd>\d{{3,5}})(?!\d))?", re.IGNORECASE
)
_MONTH_RES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        _NAME,
        rf"{_NAME}{_GAP}(?:\d{{1,2}},?\s+(?={_LONG_YEAR}))?{_YEAR}",
        r"(?<!\d)(?P<year>20\d\d)[-_](?P<month>0[1-9]|1[0-2])(?!\d)",
        r"(?<!\d)(?<!\d[-/._])(?P<month>0[1-9]|1[0-2])[-_](?P<year>20\d\d)(?!\d)",
        # With a slash only as the whole text: "Nomor 12/2024" is a document.
        r"^\s*(?P<month>0?[1-9]|1[0-2])\s?/\s?(?P<year>20\d\d)\s*$",
    )
)
_YEAR_RE = re.compile(r"(?<!\d)20\d\d(?!\d|[.,]\d{3})")


def parse_date(value: str | date | datetime | int | float, year: int | None = None) -> date:
    """The date that a whole cell is; ``year`` completes a text that names none.

    ``"01 Agust 2024"``, ``"31-07-2024"``, ``"Kamis, 1 Agustus 2024"``,
    ``"per 13 Agustus 2024 pukul 21.30 WIB"``; numbers are serials of Excel's 1900 system
    (``45505`` -> 1 August 2024), of 1950 to 2099: others are a year, a code or an amount.
    Raises NotADateError, and YearMissingError for ``"13 Agustus"`` where no year is given.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        return _from_text(value, year)
    return _from_serial(value)


def parse_day(text: str) -> date:
    """A day as a date field sends it, or as someone types it into an address or a form.

    ``"2024-08-01"``, and whatever `parse_date` takes. Raises NotADateError for anything else, and
    for a day of a year that nobody means, such as 0001 or 9999.
    """
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = parse_date(text)
    if not _FIRST_SAID <= day <= _LAST_SAID:
        raise NotADateError(f"{day} is not a day that anybody means")
    return day


def find_date(text: str, year: int | None = None) -> date | None:
    """The last full date inside a title or file name; impossible ones are passed over.

    ``"Kupang, 1 Agustus 2024"``, ``"rekap-nphd-ntt-2024-08-01.xlsx"``. With ``year`` also a last
    ``"13 Agustus"``, where no date is full.
    """
    plain = _plain(text)
    if full := [(match.end(), day) for match, day in _full_dates(plain)]:
        return max(full)[1]
    if year is None:
        return None
    days = [_try_date(match, year) for match in _DAY_NAME_RE.finditer(plain)]
    return next((day for day in reversed(days) if day), None)


def find_month(text: str) -> tuple[int | None, int] | None:
    """The last month in a header, title or file name, with its year where it is beside it.

    ``"Realisasi Maret 2025"`` -> (2025, 3); ``"PEB"`` -> (None, 2);
    ``"realisasi-rab-kpu-batanghari-2025-03.xlsx"`` -> (2025, 3); ``"Nama Desa"`` -> None, and
    ``"30 Februari 2024"`` too: a date that cannot be is not a month either.
    """
    plain = _plain(text)
    matches = [match for match, _ in _full_dates(plain)]
    matches += [match for pattern in _MONTH_RES for match in pattern.finditer(plain)]
    impossible = set(_impossible_days(plain))
    matches = [match for match in matches if _month_start(match) not in impossible]
    if not matches:
        return _find_quarter(plain)
    last = max(matches, key=lambda match: (_month_start(match), _year_of(match) is not None))
    return _year_of(last), _month_of(last)


def _impossible_days(plain: str) -> Iterator[int]:
    """Where the month stands of days that no calendar has: "32 Agustus", "1 Mei 20244"."""
    for match in _DAY_BEFORE_NAME_RE.finditer(plain):
        try:
            date(_year_of(match) or _SOME_LEAP_YEAR, _month_of(match), int(match["day"]))
        except ValueError:
            yield match.start("name")
        else:
            if match["odd"]:
                yield match.start("name")


def _find_quarter(plain: str) -> tuple[int | None, int] | None:
    """The last month of a quarter or half year: ``"Triwulan II 2024"`` -> (2024, 6)."""
    hit = _QUARTER_RE.search(plain)
    if hit is None:
        return None
    number = {"i": 1, "ii": 2, "iii": 3, "iv": 4}.get(hit["number"].lower()) or int(hit["number"])
    months = number * (6 if hit["kind"].lower().startswith("s") else 3)
    year = int(hit["year"]) if hit["year"] else None
    return (year, months) if months <= 12 else None


def find_year(text: str) -> int | None:
    """The one year that a title or file name names; None where there are several."""
    years = {int(match[0]) for match in _YEAR_RE.finditer(_plain(text))}
    return years.pop() if len(years) == 1 else None


def month_end(year: int, month: int) -> date:
    """The last day of a month: a month alone means the position at its end."""
    return date(year, month, calendar.monthrange(year, month)[1])


def format_date(day: date, language: str = "id") -> str:
    """``"1 Agustus 2024"``, in English ``"1 August 2024"``."""
    indonesian, english, *_ = _NAMES[day.month - 1]
    return f"{day.day} {english if language == 'en' else indonesian} {day.year}"


def _plain(text: str) -> str:
    return " ".join(text.translate(_FULL_WIDTH_DIGITS).split())


def _from_serial(value: int | float) -> date:
    oldest = (_OLDEST_SERIAL - _EXCEL_DAY_ZERO).days
    newest = (_NEWEST_SERIAL - _EXCEL_DAY_ZERO).days
    if isinstance(value, bool) or not oldest <= value < newest + 1:
        raise NotADateError(f"{value!r} is not the serial number of a date")
    return _EXCEL_DAY_ZERO + timedelta(days=int(value))


def _from_text(text: str, year: int | None) -> date:
    plain = _plain(text)
    if len(plain) <= _LONGEST:
        for pattern in _WHOLE_RES:
            if match := pattern.fullmatch(plain):
                return _date_of(match, year)
    raise NotADateError(f"{plain[:_LONGEST]!r} is not a date")


def _full_dates(plain: str) -> Iterator[tuple[re.Match[str], date]]:
    for pattern in _FULL_DATE_RES:
        for match in pattern.finditer(plain):
            day = _try_date(match, None)
            if day and not _is_outline_number(match):
                yield match, day


def _is_outline_number(match: re.Match[str]) -> bool:
    """``5.1.02`` inside a text is an account or a section, not the 5th of January."""
    parts = match.groupdict()
    return parts.get("sign") == "." and len(parts["year"]) == 2


def _try_date(match: re.Match[str], year: int | None) -> date | None:
    try:
        return _date_of(match, year)
    except NotADateError:
        return None


def _date_of(match: re.Match[str], year: int | None) -> date:
    known = _year_of(match) or year
    try:
        day = date(known or _SOME_LEAP_YEAR, _month_of(match), int(match["day"]))
    except ValueError as error:
        raise NotADateError(f"the calendar has no {match[0]!r}") from error
    if known is None:
        raise YearMissingError(f"{match[0]!r} names no year")
    return day


def _month_of(match: re.Match[str]) -> int:
    parts = match.groupdict()
    return _MONTHS[parts["name"].lower()] if "name" in parts else int(parts["month"])


def _month_start(match: re.Match[str]) -> int:
    return match.start("name" if "name" in match.groupdict() else "month")


def _year_of(match: re.Match[str]) -> int | None:
    """Two digits are of this century: the elections paid for are."""
    text = match.groupdict().get("year")
    if text is None:
        return None
    return int(text) if len(text) == 4 else 2000 + int(text)
