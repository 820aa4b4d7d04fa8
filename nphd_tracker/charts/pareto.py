"""Where the money is that is not absorbed: the largest amounts, and their share added up.

Side by side and not over each other, so that neither the names nor the amounts are covered.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from nphd_tracker.charts.drawing import (
    GRID,
    INK,
    Dict,
    Scale,
    config,
    frame,
    label,
    lines,
    name_axis,
)

ROW_HEIGHT = 44
FRAME_HEIGHT = 60


@dataclass(frozen=True, slots=True)
class Share:
    """One agreement: sen not absorbed, and the truncated share of it and all larger ones."""

    name: str
    note: str
    amount: int
    so_far: str
    hover: str = ""


def pareto(shares: Sequence[Share], scale: Scale, share_name: str, file_name: str) -> Dict:
    """Bars in the order given, largest first; beside them the share of the total so far."""
    places = list(range(len(shares)))
    lengths = [scale.length(share.amount) for share in shares]
    hovers = [lines(share.hover) for share in shares]
    comma = scale.decimal_comma
    data: list[Dict] = [
        {
            "type": "bar",
            "orientation": "h",
            "name": "amount",
            "y": places,
            "x": lengths,
            "text": [f" {scale.write(share.amount)}" for share in shares],
            "textposition": "outside",
            "textangle": 0,
            "cliponaxis": False,
            "constraintext": "none",
            "customdata": hovers,
            "hovertemplate": "%{customdata}<extra></extra>",
            "marker": {"color": "#e69f00", "line": {"color": "#8a5f00", "width": 1}},
        },
        {
            "type": "scatter",
            "mode": "lines+markers",
            "name": "share",
            "y": places,
            "x": [float(share.so_far) for share in shares],
            "xaxis": "x2",
            "line": {"color": "#0072b2", "width": 2},
            "marker": {"symbol": "diamond", "size": 8},
            "cliponaxis": False,
            "customdata": hovers,
            "hovertemplate": "%{customdata}<extra></extra>",
        },
    ]
    layout = {
        **frame(FRAME_HEIGHT + ROW_HEIGHT * len(shares), decimal_comma=comma),
        "margin": {"l": 8, "r": 14, "t": 8, "b": 44, "pad": 4},
        "bargap": 0.35,
        "xaxis": {
            "domain": [0, 0.66],
            "range": [0, max([*lengths, 0.0]) * 1.4 or 1],
            "nticks": 4,
            "gridcolor": GRID,
            "fixedrange": True,
            "title": {"text": label(scale.name), "font": {"size": 11}},
        },
        "xaxis2": {
            "domain": [0.72, 1],
            "range": [0, 106],
            "tickvals": [0, 50, 100],
            "ticktext": ["0%", "50%", "100%"],
            "gridcolor": GRID,
            "fixedrange": True,
            "title": {"text": label(share_name), "font": {"size": 11}},
            "zerolinecolor": "#9aa4ae",
        },
        "yaxis": name_axis([_name(share) for share in shares]),
    }
    narrow = {
        "font": {**layout["font"], "size": 11, "color": INK},
        "xaxis": {**layout["xaxis"], "nticks": 2, "range": [0, max([*lengths, 0.0]) * 1.9 or 1]},
        "xaxis2": {**layout["xaxis2"], "tickvals": [0, 100], "ticktext": ["0%", "100%"]},
    }
    return {
        "data": data,
        "layout": layout,
        "narrow": narrow,
        "config": config(file_name, decimal_comma=comma),
    }


def _name(share: Share) -> str:
    return f"{label(share.name)}<br>{label(share.note)}"
