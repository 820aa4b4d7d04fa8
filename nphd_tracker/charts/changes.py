"""What changed between two days: grey what stood before, in colour and pattern what came or went."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from nphd_tracker.charts.drawing import GRID, INK, Dict, config, frame, label, lines, name_axis

Kind = Literal["reached", "came", "went"]

ROW_HEIGHT = 46
FRAME_HEIGHT = 44
ROOM_FOR_LABELS = 2
_BEFORE = "#a9b1b8"
_LOOKS: dict[Kind, Dict] = {
    # Okabe and Ito's palette, as everywhere.
    "reached": {"color": "#0072b2"},
    "came": {
        "color": "#56b4e9",
        "pattern": {"shape": "/", "bgcolor": "#56b4e9", "fgcolor": "#ffffff", "size": 7},
    },
    "went": {
        "color": "#cc79a7",
        "pattern": {"shape": "x", "bgcolor": "#cc79a7", "fgcolor": "#ffffff", "size": 7},
    },
}


@dataclass(frozen=True, slots=True)
class ChangeBar:
    """One agreement: its truncated rates before and now, like "64.03", and what is said of it."""

    name: str
    note: str
    before: str
    now: str
    is_full: bool
    hover: str = ""

    @property
    def kind(self) -> Kind:
        if float(self.now) < float(self.before):
            return "went"
        return "reached" if self.is_full else "came"


def change_bars(bars: Sequence[ChangeBar], file_name: str, *, decimal_comma: bool = True) -> Dict:
    """Horizontal bars in the order given, from the top, with the line at 100%."""
    data = [_before(bars)]
    for kind in _LOOKS:
        places = [place for place, bar in enumerate(bars) if bar.kind == kind]
        if places:
            data.append(_difference(kind, places, bars))
    data.append(_labels(bars, decimal_comma))
    return {
        "data": data,
        "layout": _layout(bars, decimal_comma),
        "config": config(file_name, decimal_comma=decimal_comma),
    }


def _before(bars: Sequence[ChangeBar]) -> Dict:
    """What stood before and still stands."""
    lengths = [min(float(bar.before), float(bar.now)) for bar in bars]
    return _bar("before", list(range(len(bars))), lengths, {"color": _BEFORE}, bars)


def _difference(kind: Kind, places: list[int], bars: Sequence[ChangeBar]) -> Dict:
    shown = [bars[place] for place in places]
    lengths = [abs(float(bar.now) - float(bar.before)) for bar in shown]
    return _bar(kind, places, lengths, _LOOKS[kind], shown)


def _bar(
    name: str, places: list[int], lengths: list[float], marker: Dict, bars: Sequence[ChangeBar]
) -> Dict:
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "y": places,
        "x": lengths,
        "marker": marker,
        "customdata": [lines(bar.hover) for bar in bars],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _labels(bars: Sequence[ChangeBar], decimal_comma: bool) -> Dict:
    """``32,25% → 64,03%`` in a column beyond the line at 100%, which crosses none of them."""
    return {
        "type": "scatter",
        "mode": "text",
        "name": "labels",
        "y": list(range(len(bars))),
        "x": [max([100.0, *_rates(bars)])] * len(bars),
        "text": [
            f" {_say(bar.before, decimal_comma)} → {_say(bar.now, decimal_comma)}" for bar in bars
        ],
        "textposition": "middle right",
        "textfont": {"color": INK},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _say(rate: str, decimal_comma: bool) -> str:
    return (rate.replace(".", ",") if decimal_comma else rate) + "%"


def _rates(bars: Sequence[ChangeBar]) -> list[float]:
    return [float(rate) for bar in bars for rate in (bar.before, bar.now)]


def _layout(bars: Sequence[ChangeBar], decimal_comma: bool) -> Dict:
    line = {"color": INK, "width": 2}
    at_100 = {"x": 100, "xref": "x", "y": 1, "yref": "paper", "yanchor": "bottom"}
    return {
        **frame(FRAME_HEIGHT + ROW_HEIGHT * len(bars), decimal_comma=decimal_comma),
        "barmode": "stack",
        "bargap": 0.4,
        "xaxis": {
            "range": [0, max([100.0, *_rates(bars)]) * ROOM_FOR_LABELS],
            "tickangle": 0,
            "tickvals": [0, 20, 40, 60, 80, 100],
            "ticktext": ["0%", "20%", "40%", "60%", "80%", "100%"],
            "gridcolor": GRID,
            "zerolinecolor": "#9aa4ae",
            "fixedrange": True,
        },
        "yaxis": name_axis([label(bar.name, bar.note) for bar in bars]),
        "shapes": [
            {"type": "line", "layer": "above", "xref": "x", "yref": "paper", "x0": 100, "x1": 100}
            | {"y0": 0, "y1": 1, "line": line}
        ],
        "annotations": [
            at_100 | {"text": "100%", "showarrow": False, "font": {"size": 12, "color": INK}}
        ],
    }
