"""Rows of absorption -> Plotly figures, as plain dicts: quick to build, and checked in the tests.

Plotly reads labels as a kind of HTML, and the names come out of other people's sheets: every text
that enters a figure goes through ``plain``. No tag but ``<br>`` is used.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from nphd_tracker.absorption import Row

Dict = dict[str, Any]
State = Literal["below", "full", "over", "closed"]
Role = Literal["disbursed", "spent"]

INK = "#17202a"
COLOURS: dict[tuple[Role, State], str] = {
    # Okabe and Ito's palette: told apart also by those who do not see red and green apart.
    ("disbursed", "below"): "#d55e00",
    ("disbursed", "full"): "#0072b2",
    ("disbursed", "over"): "#cc79a7",
    ("disbursed", "closed"): "#6b7680",
    ("spent", "below"): "#e69f00",
    ("spent", "full"): "#56b4e9",
    ("spent", "over"): "#e3b7cf",
    ("spent", "closed"): "#a9b1b8",
}
PATTERNS: dict[State, str] = {"below": "/", "full": "", "over": "x", "closed": ""}
SIGNS: dict[State, str] = {"below": "▾ ", "full": "", "over": "", "closed": ""}
PAIR_HEIGHT = 56
SINGLE_HEIGHT = 46
FRAME_HEIGHT = 44
ROOM_FOR_LABELS = 1.32
WRAP_AT = 17
"""Letters of a name on one line: a long name must leave room for its bars on a telephone."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a figure in the language of the page."""

    no_report: str
    check: str
    closed: str
    file_name: str
    decimal_comma: bool = True


@dataclass(frozen=True, slots=True)
class Bar:
    """One name with its two rates side by side, and what a pointer shows over each."""

    name: str
    note: str
    disbursed: Row
    spent: Row
    disbursed_hover: str = ""
    spent_hover: str = ""


def plain(text: str) -> str:
    """Text that Plotly shows letter by letter: ``<b>`` -> ``&lt;b&gt;``."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def state_of(row: Row) -> State | None:
    """How a bar is drawn; None when there is no rate to draw."""
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
    data = _traces(bars, "disbursed", words)
    if _has_spending(bars):
        data += _traces(bars, "spent", words)
    return {"data": data, "layout": _layout(bars, words), "config": _config(words)}


def _has_spending(bars: Sequence[Bar]) -> bool:
    return any(bar.spent.rate is not None for bar in bars)


def _traces(bars: Sequence[Bar], role: Role, words: Words) -> list[Dict]:
    """One trace a measure and a state; the states of one measure share their place."""
    found: dict[State | None, list[tuple[int, Bar, Row]]] = {}
    for place, bar in enumerate(bars):
        row = bar.disbursed if role == "disbursed" else bar.spent
        found.setdefault(state_of(row), []).append((place, bar, row))
    return [_trace(role, state, entries, words) for state, entries in found.items()]


def _trace(
    role: Role, state: State | None, entries: list[tuple[int, Bar, Row]], words: Words
) -> Dict:
    hovers = [
        bar.disbursed_hover if role == "disbursed" else bar.spent_hover for _, bar, _ in entries
    ]
    trace: Dict = {
        "type": "bar",
        "orientation": "h",
        "name": f"{role}-{state or 'none'}",
        "offsetgroup": role,
        "y": [place for place, _, _ in entries],
        # A length on paper only: what is below 100 was decided on integers before.
        "x": [float(row.rate or 0) for _, _, row in entries],
        "text": [_label(row, state, words) for _, _, row in entries],
        "textposition": "outside",
        "textangle": 0,
        "cliponaxis": False,
        "constraintext": "none",
        "textfont": {"color": INK},
        "customdata": [plain(hover).replace("\n", "<br>") for hover in hovers],
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


def _group_height(bars: Sequence[Bar]) -> int:
    return PAIR_HEIGHT if _has_spending(bars) else SINGLE_HEIGHT


def _tick(bar: Bar) -> str:
    lines = textwrap.wrap(bar.name, WRAP_AT) or [""]
    return "<br>".join(plain(line) for line in [*lines, bar.note] if line)


def _layout(bars: Sequence[Bar], words: Words) -> Dict:
    rates = [float(row.rate or 0) for bar in bars for row in (bar.disbursed, bar.spent)]
    return {
        "barmode": "group",
        "bargap": 0.3,
        "bargroupgap": 0.06,
        "height": FRAME_HEIGHT + _group_height(bars) * len(bars),
        "margin": {"l": 8, "r": 8, "t": 22, "b": 22, "pad": 4},
        "font": {"family": "system-ui, 'Segoe UI', Roboto, sans-serif", "size": 12, "color": INK},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "separators": ",." if words.decimal_comma else ".,",
        "hoverlabel": {"align": "left", "bgcolor": "#ffffff", "font": {"color": INK}},
        "xaxis": {
            "range": [0, max([100.0, *rates]) * ROOM_FOR_LABELS],
            "tickangle": 0,
            "tickvals": [0, 20, 40, 60, 80, 100],
            "ticktext": ["0%", "20%", "40%", "60%", "80%", "100%"],
            "gridcolor": "#e3e7eb",
            "zerolinecolor": "#9aa4ae",
            "fixedrange": True,
        },
        "yaxis": {
            "range": [len(bars) - 0.5, -0.5],
            "tickvals": list(range(len(bars))),
            "ticktext": [_tick(bar) for bar in bars],
            "automargin": True,
            "fixedrange": True,
            "showgrid": False,
            "zeroline": False,
        },
        "shapes": [
            {
                "type": "line",
                "layer": "above",
                "xref": "x",
                "yref": "paper",
                "x0": 100,
                "x1": 100,
                "y0": 0,
                "y1": 1,
                "line": {"color": INK, "width": 2},
            }
        ],
        "annotations": [
            {
                "x": 100,
                "xref": "x",
                "y": 1,
                "yref": "paper",
                "yanchor": "bottom",
                "text": "100%",
                "showarrow": False,
                "font": {"size": 12, "color": INK},
            }
        ],
    }


def _config(words: Words) -> Dict:
    """Nothing is sent anywhere: no cloud button, no address to send to, no formula typesetting."""
    return {
        "displaylogo": False,
        "displayModeBar": "hover",
        "locale": "id" if words.decimal_comma else "en",
        "modeBarButtons": [["toImage"]],
        "plotlyServerURL": "",
        "responsive": True,
        "showSendToCloud": False,
        "toImageButtonOptions": {"filename": words.file_name, "scale": 2},
        "typesetMath": False,
    }
