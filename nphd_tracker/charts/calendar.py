"""The axis of days: at months' beginnings, a year said once; of few weeks at some of their days."""

from collections.abc import Iterable
from datetime import date, timedelta

from nphd_tracker.charts.drawing import GRID, Dict

MOST = 7
SHORT = 75
"""Days; fewer are told apart by their days, more by their months."""
_MONTHS = {
    True: ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"],
    False: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
}


def calendar_axis(days: Iterable[date], *, decimal_comma: bool) -> Dict:
    """From the first day to the last and a little more; of one day a fortnight around it."""
    known = list(days)
    first, last = min(known), max(known)
    spare = max((last - first) / 40, timedelta(days=1))
    if first == last:
        spare = timedelta(days=7)
    start, end = first - spare, last + spare
    places = _days(first, last) if (last - first).days < SHORT else _months(start, end)
    months = _MONTHS[decimal_comma]
    is_by_day = (last - first).days < SHORT
    texts, year = [], 0
    for place in places:
        name = f"{place.day} {months[place.month - 1]}" if is_by_day else months[place.month - 1]
        texts.append(name if place.year == year else f"{name}<br>{place.year}")
        year = place.year
    return {
        "type": "date",
        "range": [start.isoformat(), end.isoformat()],
        "tickvals": [place.isoformat() for place in places],
        "ticktext": texts,
        "tickangle": 0,
        "gridcolor": GRID,
        "fixedrange": True,
    }


def _days(first: date, last: date) -> list[date]:
    """At most five of them, both ends among them."""
    span = (last - first).days
    parts = min(4, span) or 1
    return sorted({first + timedelta(days=span * part // parts) for part in range(parts + 1)})


def _months(start: date, end: date) -> list[date]:
    """The beginnings of months, of each second, third ... where they are many."""
    count = (end.year - start.year) * 12 + end.month - start.month
    step = next(one for one in (1, 2, 3, 6, 12, 24, 60, 240) if count / one <= MOST)
    begin = start.year * 12 + start.month  # the month after the one of the start
    numbers = [n for n in range(begin, begin + count) if n % step == 0]
    return [date(n // 12, n % 12 + 1, 1) for n in numbers]
