"""What changed between two days: grey what stood before, in colour and pattern what came or went."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from nphd_tracker.charts.drawing import (
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
    row_height,
    sign_100,
)

Kind = Literal["reached", "came", "went"]

ROW_HEIGHT = 40
FRAME_HEIGHT = 44
THICK = 0.6
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
    return {
        "data": data,
        "layout": _layout(bars, decimal_comma),
        "narrow": THIN_PERCENTS,
        "config": config(file_name, decimal_comma=decimal_comma),
    }


def _before(bars: Sequence[ChangeBar]) -> Dict:
    """What stood before and still stands."""
    return _bar("before", list(range(len(bars))), _kept(bars), {"color": _BEFORE}, bars)


def _difference(kind: Kind, places: list[int], bars: Sequence[ChangeBar]) -> Dict:
    shown = [bars[place] for place in places]
    lengths = [abs(float(bar.now) - float(bar.before)) for bar in shown]
    return {**_bar(kind, places, lengths, _LOOKS[kind], shown), "base": _kept(shown)}


def _kept(bars: Sequence[ChangeBar]) -> list[float]:
    return [min(float(bar.before), float(bar.now)) for bar in bars]


def _bar(
    name: str, places: list[int], lengths: list[float], marker: Dict, bars: Sequence[ChangeBar]
) -> Dict:
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "y": places,
        "x": lengths,
        "offset": -THICK / 2,
        "width": THICK,
        "marker": marker,
        "customdata": [lines(bar.hover) for bar in bars],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _say(rate: str, decimal_comma: bool) -> str:
    return (rate.replace(".", ",") if decimal_comma else rate) + "%"


def _rates(bars: Sequence[ChangeBar]) -> list[float]:
    return [float(rate) for bar in bars for rate in (bar.before, bar.now)]


def _name(bar: ChangeBar, decimal_comma: bool) -> str:
    """``Kab. Sikka, KPU``, what moved, and ``32,25% → 64,03%`` below each other."""
    moved = f"{_say(bar.before, decimal_comma)} → {_say(bar.now, decimal_comma)}"
    return label(bar.name, bar.note, moved)


def _layout(bars: Sequence[ChangeBar], decimal_comma: bool) -> Dict:
    names = [_name(bar, decimal_comma) for bar in bars]
    margin = {"l": name_margin(names), "r": 22}
    top = max([100.0, *_rates(bars)])
    height = FRAME_HEIGHT + row_height(names, ROW_HEIGHT) * len(bars)
    return {
        **frame(height, margin, decimal_comma=decimal_comma),
        "barmode": "overlay",
        "xaxis": percent_axis(top),
        "yaxis": name_axis(names),
        "shapes": [line_at_100(top)],
        "annotations": [sign_100()],
    }
