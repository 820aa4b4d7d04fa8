"""What all figures have in common: their ink, their frame, how amounts are scaled and texts shown.

Margins are counted here from the widths of the texts and not measured on a screen, so that a figure
stands in the same place whoever draws it: ``still`` on the server, Plotly in the browser.
"""

import html
import math
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

Dict = dict[str, Any]

INK = "#17202a"
GRID = "#e3e7eb"
ZERO = "#9aa4ae"
WRAP_AT = 20
"""Letters of a name on one line, as long as the notes below it: a telephone must have room for bars."""

FONT_SIZE = 12
SMALLEST_PLOT = 118
"""Pixels between the margins on a telephone 360 pixels wide."""
MARGIN = 8
LINE = 1.3 * FONT_SIZE
"""Pixels from line to line."""
AXIS = 6
"""From a label to the axis it stands beside."""

SEN = 100
_SCALES = (10**12, 10**9, 10**6, 1)


@dataclass(frozen=True, slots=True)
class Scale:
    """Rupiah of one unit of an axis, and how the unit is called: 10**9, "miliar rupiah"."""

    rupiah: int
    name: str
    decimal_comma: bool = True

    def length(self, sen: int) -> float:
        return sen / (SEN * self.rupiah)

    def write(self, sen: int) -> str:
        """Cut to two decimals toward zero, as rates are: ``1.999,99``."""
        hundredths = abs(sen) * 100 // (SEN * self.rupiah)
        whole, part = divmod(hundredths, 100)
        text = f"{whole:,}.{part:02d}" if self.rupiah > 1 else f"{whole:,}"
        if self.decimal_comma:
            text = text.translate(str.maketrans(",.", ".,"))
        return f"-{text}" if sen < 0 else text


def scale_for(amounts: Iterable[int | None]) -> int:
    """Rupiah of the unit in which the largest amount (in sen) is at least one."""
    largest = max((abs(amount) for amount in amounts if amount is not None), default=0)
    return next((one for one in _SCALES if largest >= one * SEN), 1)


def plain(text: str) -> str:
    """Text that Plotly shows letter by letter: ``<b>`` -> ``&lt;b&gt;``."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def lines(text: str) -> str:
    """A text of several lines, each of them plain."""
    return plain(text).replace("\n", "<br>")


def label(*texts: str) -> str:
    """The first wrapped, the rest on lines of their own."""
    name, *notes = texts
    wrapped = textwrap.wrap(name, WRAP_AT) or [""]
    return "<br>".join(plain(line) for line in [*wrapped, *notes] if line)


_WIDTHS = {"iljtfrI.,:;'|()[] ·-": 0.37, "mwMW@%→": 0.98, "▼▾▲": 0.8}
"""Of an em, in the widest of the faces that a page is shown in; any other sign: `_OTHER`."""
_OTHER = 0.66


def width_of(text: str, size: int = FONT_SIZE) -> int:
    """Pixels that a line takes at most, whatever the face."""
    ems = (next((w for signs, w in _WIDTHS.items() if one in signs), _OTHER) for one in text)
    return round(sum(ems) * size + 0.5)


def widest(labels: Iterable[str]) -> int:
    """Pixels of the longest line of labels as ``label`` makes them."""
    parts = (html.unescape(line) for label in labels for line in label.split("<br>"))
    return max(map(width_of, parts), default=0)


def room_beside(ends: Iterable[tuple[float, str]], top: float) -> int:
    """Pixels right of the plot so that labels from the ends of bars fit, on a telephone too.

    ``ends``: where each bar ends on an axis that ends at ``top``, and its label.
    """
    rooms = (
        width_of(html.unescape(text)) + AXIS - SMALLEST_PLOT * (1 - end / top)
        for end, text in ends
        if text
    )
    return MARGIN + max(0, round(max(rooms, default=0)))


def frame(height: int, margin: Dict, *, decimal_comma: bool) -> Dict:
    """The part of a layout that all figures share; ``margin`` in pixels: l, r, t, b."""
    return {
        "height": height,
        "margin": {"t": 22, "b": 22, "pad": AXIS - 2, **margin},
        "font": {
            "family": "system-ui, 'Segoe UI', Roboto, sans-serif",
            "size": FONT_SIZE,
            "color": INK,
        },
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "separators": ",." if decimal_comma else ".,",
        "hoverlabel": {"align": "left", "bgcolor": "#ffffff", "font": {"color": INK}},
    }


def name_margin(labels: Iterable[str]) -> int:
    """Pixels left of an axis with these labels."""
    return MARGIN + widest(labels) + AXIS


def row_height(labels: Iterable[str], least: int) -> int:
    """Pixels of each row, so that no label touches the next."""
    return max([least, *(round((label.count("<br>") + 1) * LINE) + MARGIN for label in labels)])


def name_axis(labels: list[str]) -> Dict:
    """The axis of names of horizontal bars, from the top."""
    return {
        "range": [len(labels) - 0.5, -0.5],
        "tickvals": list(range(len(labels))),
        "ticktext": labels,
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
    }


def ruler(low: float, high: float, count: int, *, decimal_comma: bool) -> Dict:
    """Ticks of an axis at round amounts, at most so many and one: ``0  5  10``."""
    step = _round_step((high - low) / count)
    places = [step * n for n in range(math.ceil(low / step), math.floor(high / step) + 1)]
    decimals = max(0, -math.floor(math.log10(step)))
    texts = [f"{place:,.{decimals}f}" for place in places]
    if decimal_comma:
        texts = [text.translate(str.maketrans(",.", ".,")) for text in texts]
    return {"tickvals": [round(place, 9) for place in places], "ticktext": texts, "tickangle": 0}


def _round_step(least: float) -> float:
    """The next of 1, 2, 5, 10, 20, 50 ... that is not less."""
    if least <= 0:
        return 1.0
    ten = 10.0 ** math.floor(math.log10(least))
    return next(ten * part for part in (1, 2, 5, 10) if ten * part >= least * (1 - 1e-9))


def thinned(texts: Sequence[str]) -> list[str]:
    """Every second label, for a narrow screen: ``0% 20% 40%`` -> ``0% "" 40%``."""
    return ["" if place % 2 else text for place, text in enumerate(texts)]


def percent_axis(top: float) -> Dict:
    """The axis of rates, from 0 to what is drawn longest."""
    return {
        "range": [0, top],
        "tickvals": list(PERCENTS),
        "ticktext": [f"{one}%" for one in PERCENTS],
        "tickangle": 0,
        "gridcolor": GRID,
        "zerolinecolor": ZERO,
        "fixedrange": True,
    }


PERCENTS = (0, 25, 50, 75, 100)
THIN_PERCENTS = {"xaxis": {"ticktext": thinned([f"{one}%" for one in PERCENTS])}}


def line_at(x: float | str, line: Dict) -> Dict:
    """A line from the bottom to the top, over what is drawn."""
    return {
        "type": "line",
        "layer": "above",
        "xref": "x",
        "yref": "paper",
        "x0": x,
        "x1": x,
        "y0": 0,
        "y1": 1,
        "line": line,
    }


def line_at_100(top: float) -> Dict:
    """Whole, also at the end of an axis: placed by the axis, Plotly would cut it in half there."""
    return {**line_at(100 / top, {"color": INK, "width": 2}), "xref": "paper"}


def sign_100() -> Dict:
    """What the line at 100% is called, above it."""
    return {
        "x": 100,
        "xref": "x",
        "xanchor": "center",
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "text": "100%",
        "showarrow": False,
    }


def under_axis(text: str, middle: float) -> Dict:
    """What an axis counts, under its labels; ``middle``: of the width between the margins."""
    return {
        "x": middle,
        "xref": "paper",
        "xanchor": "center",
        "y": 0,
        "yref": "paper",
        "yanchor": "top",
        "yshift": -20,
        "text": plain(text),
        "showarrow": False,
    }


def config(file_name: str, *, decimal_comma: bool) -> Dict:
    """Nothing is sent anywhere: no cloud button, no address to send to, no formula typesetting.

    Plotly's toolbar is made of links without names that no keyboard reaches; the page has a button.
    """
    return {
        "displaylogo": False,
        "displayModeBar": False,
        "locale": "id" if decimal_comma else "en",
        "plotlyServerURL": "",
        "responsive": True,
        "showSendToCloud": False,
        "toImageButtonOptions": {"filename": file_name, "scale": 2},
        "typesetMath": False,
    }
