"""Over time: what was agreed, what was due, what was disbursed and spent, up to the day asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from nphd_tracker.charts.calendar import calendar_axis
from nphd_tracker.charts.drawing import (
    AXIS,
    GRID,
    INK,
    MARGIN,
    ZERO,
    Dict,
    Scale,
    config,
    frame,
    line_at,
    plain,
    ruler,
    widest,
)

Kind = Literal["committed", "due", "disbursed", "spent"]

HEIGHT = 340
STEPS = 5
_LOOKS: dict[Kind, Dict] = {
    # Agreed and due hold until the next change: steps. What is reported is joined by straight lines.
    "committed": {"line": {"color": INK, "width": 2, "shape": "hv"}},
    "due": {"line": {"color": "#d55e00", "width": 2, "dash": "dot", "shape": "hv"}},
    "disbursed": {"line": {"color": "#0072b2", "width": 3}, "marker": {"symbol": "circle"}},
    "spent": {
        "line": {"color": "#009e73", "width": 3, "dash": "dash"},
        "marker": {"symbol": "square"},
    },
}


@dataclass(frozen=True, slots=True)
class Line:
    """One measure on the days of the figure, in sen; None where nobody had reported."""

    kind: Kind
    name: str
    amounts: Sequence[int | None]


def trend(
    days: Sequence[date],
    lines: Sequence[Line],
    scale: Scale,
    as_of: tuple[date, str],
    file_name: str,
) -> Dict:
    """Lines over time, with a mark at the day asked about; lines that nobody reported are left."""
    drawn = [line for line in lines if any(amount is not None for amount in line.amounts)]
    amounts = [amount for line in drawn for amount in line.amounts if amount is not None]
    top = scale.length(max([*amounts, 0]))
    comma = scale.decimal_comma
    ticks = ruler(0, top * 1.08 or 1, STEPS, decimal_comma=comma)
    margin = {"l": MARGIN + widest(ticks["ticktext"]) + AXIS, "r": 22, "t": 40, "b": 40}
    layout = {
        **frame(HEIGHT, margin, decimal_comma=comma),
        # The page explains the lines over the chart; a picture of it takes a legend along.
        "legend": {"orientation": "h"},
        "xaxis": {**calendar_axis([*days, as_of[0]], decimal_comma=comma)},
        "yaxis": {
            "range": [0, top * 1.08 or 1],
            **ticks,
            "gridcolor": GRID,
            "zerolinecolor": ZERO,
            "fixedrange": True,
        },
        "shapes": [line_at(as_of[0].isoformat(), {"color": "#566270", "width": 1, "dash": "dash"})],
        "annotations": [_as_of(as_of), _unit(scale, margin["l"])],
    }
    return {
        "data": [_trace(line, days, scale) for line in drawn],
        "layout": layout,
        "narrow": {},
        "config": config(file_name, decimal_comma=scale.decimal_comma),
    }


def _as_of(as_of: tuple[date, str]) -> Dict:
    """The day asked about, above its line and left of it: no curve is as high there."""
    return {
        "x": as_of[0].isoformat(),
        "xref": "x",
        "xanchor": "right",
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "text": plain(as_of[1]),
        "showarrow": False,
    }


def _unit(scale: Scale, left: int) -> Dict:
    """What the amounts are counted in, over them."""
    return {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "xshift": MARGIN - left,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "yshift": 16,
        "text": plain(scale.name),
        "showarrow": False,
    }


def _trace(line: Line, days: Sequence[date], scale: Scale) -> Dict:
    known = [(d, a) for d, a in zip(days, line.amounts, strict=True) if a is not None]
    is_step = line.kind in ("committed", "due")
    return {
        "type": "scatter",
        "mode": "lines" if is_step and len(known) > 1 else "lines+markers",
        "name": plain(line.name),
        "x": [day.isoformat() for day, _ in known],
        "y": [scale.length(amount) for _, amount in known],
        "text": [plain(f"{scale.write(amount)} {scale.name}") for _, amount in known],
        "hovertemplate": "%{x|%d-%m-%Y}<br>%{fullData.name}: %{text}<extra></extra>",
        "cliponaxis": False,
        **_LOOKS[line.kind],
    }
