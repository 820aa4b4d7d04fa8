"""Where the money is that is not absorbed: the largest amounts, and their share added up.

Side by side and not over each other, so that neither the names nor the amounts are covered.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from nphd_tracker.charts.drawing import (
    GRID,
    ZERO,
    Dict,
    Scale,
    config,
    frame,
    label,
    lines,
    name_axis,
    name_margin,
    row_height,
    ruler,
    thinned,
    under_axis,
)

ROW_HEIGHT = 40
FRAME_HEIGHT = 60
THICK = 0.62
LEFT, RIGHT = (0.0, 0.62), (0.74, 1.0)
"""Which parts of the width the amounts and their share have."""
ROOM_FOR_LABELS = 1.9
"""On a telephone an amount is about as long as half of its part."""


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
            "offset": -THICK / 2,
            "width": THICK,
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
    names = [_name(share) for share in shares]
    margin = {"l": name_margin(names), "r": 22, "t": 8, "b": 44}
    top = max([*lengths, 0.0]) * ROOM_FOR_LABELS or 1.0
    ticks = ruler(0, top, 5, decimal_comma=comma)
    rows = row_height(names, ROW_HEIGHT) * len(shares)
    layout = {
        **frame(FRAME_HEIGHT + rows, margin, decimal_comma=comma),
        "barmode": "overlay",
        "xaxis": {
            "domain": list(LEFT),
            "range": [0, top],
            **ticks,
            "gridcolor": GRID,
            "zerolinecolor": ZERO,
            "fixedrange": True,
        },
        "xaxis2": {
            "domain": list(RIGHT),
            **_share_axis(shares),
            "gridcolor": GRID,
            "zerolinecolor": ZERO,
            "fixedrange": True,
        },
        "yaxis": name_axis(names),
        "annotations": [
            under_axis(scale.name, sum(LEFT) / 2),
            under_axis(share_name, sum(RIGHT) / 2),
        ],
    }
    narrow = {
        "xaxis": {"ticktext": thinned(ticks["ticktext"])},
        "xaxis2": {"ticktext": thinned(_share_axis(shares)["ticktext"])},
    }
    return {
        "data": data,
        "layout": layout,
        "narrow": narrow,
        "config": config(file_name, decimal_comma=comma),
    }


def _share_axis(shares: Sequence[Share]) -> Dict:
    """From 0 to the next round share: of a nation the largest dozen hold one or two percent."""
    most = max((float(share.so_far) for share in shares), default=0.0)
    top = next((one for one in (2, 10, 20, 50) if most <= one), 100)
    ticks = [0, top // 2, top]
    return {"range": [0, top], "tickvals": ticks, "ticktext": [f"{one}%" for one in ticks]}


def _name(share: Share) -> str:
    return f"{label(share.name)}<br>{label(share.note)}"
