"""What all figures have in common: their ink, their frame, how amounts are scaled and texts shown."""

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

Dict = dict[str, Any]

INK = "#17202a"
GRID = "#e3e7eb"
WRAP_AT = 17
"""Letters of a name on one line: a long name must leave room for its bars on a telephone."""

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


def frame(height: int, *, decimal_comma: bool) -> Dict:
    """The part of a layout that all figures share."""
    return {
        "height": height,
        "margin": {"l": 8, "r": 8, "t": 22, "b": 22, "pad": 4},
        "font": {"family": "system-ui, 'Segoe UI', Roboto, sans-serif", "size": 12, "color": INK},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "separators": ",." if decimal_comma else ".,",
        "hoverlabel": {"align": "left", "bgcolor": "#ffffff", "font": {"color": INK}},
    }


def name_axis(labels: list[str]) -> Dict:
    """The axis of names of horizontal bars, from the top."""
    return {
        "range": [len(labels) - 0.5, -0.5],
        "tickvals": list(range(len(labels))),
        "ticktext": labels,
        "automargin": True,
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
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
