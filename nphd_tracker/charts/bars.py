"""The bars of what was disbursed and spent, with the line at 100% and the tick of what was due.

How far a bar is along is told by its colour, its pattern and a word. Spending that is low after
polling day is past, not behind: the rest is to be returned, not to be spent.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from nphd_tracker.absorption import Row
from nphd_tracker.charts.drawing import (
    INK,
    THIN_PERCENTS,
    Dict,
    config,
    frame,
    label,
    line_at_100,
    lines,
    name_axis,
    name_margin,
    percent_axis,
    plain,
    room_beside,
    row_height,
    sign_100,
)

State = Literal["late", "below", "full", "over", "closed", "past"]
Role = Literal["disbursed", "spent"]

COLOURS: dict[tuple[Role, State], str] = {
    # Okabe and Ito's palette: told apart also by those who do not see red and green apart.
    ("disbursed", "late"): "#d55e00",
    ("disbursed", "below"): "#e69f00",
    ("disbursed", "full"): "#0072b2",
    ("disbursed", "over"): "#cc79a7",
    ("disbursed", "closed"): "#6b7680",
    ("spent", "below"): "#f0e442",
    ("spent", "full"): "#56b4e9",
    ("spent", "over"): "#e3b7cf",
    ("spent", "closed"): "#a9b1b8",
    ("spent", "past"): "#7fb8a6",
}
PATTERNS: dict[State, str] = {
    "late": "x",
    "below": "/",
    "full": "",
    "over": "+",
    "closed": "",
    "past": ".",
}
SIGNS: dict[State, str] = {
    "late": "▼ ",
    "below": "▾ ",
    "full": "",
    "over": "",
    "closed": "",
    "past": "",
}
ROW_HEIGHT = 46
FRAME_HEIGHT = 44
ABOVE = 0.44
SINGLE = 0.68
PAIRED = 0.33
"""How thick a bar is, of the room that one name has."""
PLACES: dict[Role, float] = {"disbursed": -0.345, "spent": 0.015}
"""Where the two bars of a name begin."""
CROSSED = (30.0, 98.5)
"""Percent; labels begin at the end of their bar and on a telephone are as long as two thirds of it."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a figure in the language of the page."""

    no_report: str
    check: str
    closed: str
    file_name: str
    decimal_comma: bool = True


@dataclass(frozen=True, slots=True)
class Tick:
    """What was due by the day: part of whole, in sen, of those whose schedule is known.

    ``note`` says that it is late, and whether by estimate; empty when it is not.
    """

    part: int
    whole: int
    is_estimate: bool
    is_late: bool
    note: str = ""
    hover: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One name with its two rates side by side, and what a pointer shows over each."""

    name: str
    note: str
    disbursed: Row
    spent: Row
    disbursed_hover: str = ""
    spent_hover: str = ""
    due: Tick | None = None
    is_past: bool = False
    """Polling day is over: what was not spent is not to be spent any more."""

    def row(self, role: Role) -> Row:
        return self.disbursed if role == "disbursed" else self.spent

    def state(self, role: Role) -> State | None:
        """How a bar is drawn; None when there is no rate to draw."""
        state = state_of(self.row(role))
        if state != "below":
            return state
        if role == "disbursed":
            return "late" if self.due and self.due.is_late else "below"
        return "past" if self.is_past else "below"


def state_of(row: Row) -> State | None:
    """How far along it is, but for what is due; None when there is no rate to draw."""
    if row.rate is None:
        return None
    if row.closed:
        return "closed"
    if row.numerator is not None and row.denominator is not None:
        if row.numerator > row.denominator:
            return "over"
        if row.numerator < row.denominator:
            return "below"
    return "full"


def absorption_bars(bars: Sequence[Bar], words: Words) -> Dict:
    """Horizontal bars in the order given, from the top, with the line at 100%.

    Spending has its bar beside disbursement as soon as one of them has reported any.
    """
    data = [trace for role in _roles(bars) for trace in _traces(bars, role, words)]
    return {
        "data": data + _ticks(bars),
        "layout": _layout(bars, words),
        "narrow": THIN_PERCENTS,
        "config": config(words.file_name, decimal_comma=words.decimal_comma),
    }


def _roles(bars: Sequence[Bar]) -> list[Role]:
    return ["disbursed", "spent"] if _has_spending(bars) else ["disbursed"]


def _has_spending(bars: Sequence[Bar]) -> bool:
    return any(bar.spent.rate is not None for bar in bars)


def _slot(bars: Sequence[Bar], role: Role) -> tuple[float, float]:
    """(where a bar begins beside its name, how thick it is), of the room that one name has."""
    return (PLACES[role], PAIRED) if _has_spending(bars) else (-SINGLE / 2, SINGLE)


def _traces(bars: Sequence[Bar], role: Role, words: Words) -> list[Dict]:
    """One trace a measure and a state; the states of one measure share their place."""
    found: dict[State | None, list[tuple[int, Bar]]] = {}
    for place, bar in enumerate(bars):
        found.setdefault(bar.state(role), []).append((place, bar))
    slot = _slot(bars, role)
    return [_trace(role, state, entries, words, slot) for state, entries in found.items()]


def _ticks(bars: Sequence[Bar]) -> list[Dict]:
    """What was due by the day, a sign on the upper edge of the bar; by estimate an open one.

    On the edge and not across the bar: there it would cover what the bar says.
    """
    found: dict[bool, list[tuple[int, Tick]]] = {}
    for place, bar in enumerate(bars):
        if bar.due and bar.due.whole > 0:
            found.setdefault(bar.due.is_estimate, []).append((place, bar.due))
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "name": "due-estimate" if is_estimate else "due",
            "x": [100 * tick.part / tick.whole for _, tick in entries],
            "y": [place - ABOVE for place, _ in entries],
            "marker": {
                "symbol": "triangle-down-open" if is_estimate else "triangle-down",
                "size": 11,
                "color": INK,
                "line": {"width": 2, "color": INK},
            },
            "cliponaxis": False,
            "customdata": [lines(tick.hover) for _, tick in entries],
            "hovertemplate": "%{customdata}<extra></extra>",
        }
        for is_estimate, entries in sorted(found.items())
    ]


def _trace(
    role: Role,
    state: State | None,
    entries: list[tuple[int, Bar]],
    words: Words,
    slot: tuple[float, float],
) -> Dict:
    hovers = [bar.disbursed_hover if role == "disbursed" else bar.spent_hover for _, bar in entries]
    rows = [bar.row(role) for _, bar in entries]
    trace: Dict = {
        "type": "bar",
        "orientation": "h",
        "name": f"{role}-{state or 'none'}",
        "offset": slot[0],
        "width": slot[1],
        "y": [place for place, _ in entries],
        "x": [float(row.rate or 0) for row in rows],
        "text": ["" if _is_crossed(row) else _label(row, state, words) for row in rows],
        "textposition": "outside",
        "textangle": 0,
        "cliponaxis": False,
        "constraintext": "none",
        "textfont": {"color": INK},
        "customdata": [lines(hover) for hover in hovers],
        "hovertemplate": "%{customdata}<extra></extra>",
    }
    if state is not None:
        trace["marker"] = _marker(role, state)
    return trace


def _marker(role: Role, state: State) -> Dict:
    colour = COLOURS[role, state]
    marker: Dict = {"color": colour, "line": {"color": colour, "width": 1}}
    if PATTERNS[state]:
        marker["pattern"] = {
            "shape": PATTERNS[state],
            "bgcolor": colour,
            "fgcolor": "rgba(255,255,255,0.6)",
            "size": 7,
            "solidity": 0.22,
        }
    return marker


def _label(row: Row, state: State | None, words: Words) -> str:
    if state is None or row.rate is None:
        return f"– {plain(words.no_report)}"
    rate = row.rate.replace(".", ",") if words.decimal_comma else row.rate
    if state == "over":
        return f" {rate}% {plain(words.check)}"
    if state == "closed":
        return f" {rate}% {plain(words.closed)}"
    return f" {SIGNS[state]}{rate}%"


def _is_crossed(row: Row) -> bool:
    """Whether the line at 100% would run through the label of a bar, or through "not reported"."""
    return row.rate is None or CROSSED[0] <= float(row.rate) < CROSSED[1]


def _crossed_labels(bars: Sequence[Bar], words: Words) -> list[Dict]:
    """The labels that the line would strike, on a ground of their own above it."""
    return [
        {
            "x": float(bar.row(role).rate or 0),
            "y": place + _slot(bars, role)[0] + _slot(bars, role)[1] / 2,
            "xanchor": "left",
            "yanchor": "middle",
            "xshift": 4,
            "text": _label(bar.row(role), bar.state(role), words).strip(),
            "showarrow": False,
            "borderpad": 0,
            "bgcolor": "rgba(255,255,255,0.92)",
            "font": {"color": INK},
        }
        for place, bar in enumerate(bars)
        for role in _roles(bars)
        if _is_crossed(bar.row(role))
    ]


def _layout(bars: Sequence[Bar], words: Words) -> Dict:
    ends = [
        (float(row.rate or 0), _label(row, bar.state(role), words))
        for bar in bars
        for role in _roles(bars)
        for row in [bar.row(role)]
    ]
    top = max([100.0, *(end for end, _ in ends)])
    names = [label(bar.name, bar.note, bar.due.note if bar.due else "") for bar in bars]
    margin = {"l": name_margin(names), "r": room_beside([*ends, (100, "100%")], top)}
    height = FRAME_HEIGHT + row_height(names, ROW_HEIGHT) * len(bars)
    return {
        **frame(height, margin, decimal_comma=words.decimal_comma),
        "barmode": "overlay",
        "xaxis": percent_axis(top),
        "yaxis": name_axis(names),
        "shapes": [line_at_100(top)],
        "annotations": [sign_100(), *_crossed_labels(bars, words)],
    }
