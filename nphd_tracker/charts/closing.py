"""The closing identity as steps: value, not disbursed, disbursed, spent, returned, still held."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

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
    room_beside,
    ruler,
    thinned,
    under_axis,
)

Kind = Literal["whole", "less", "rest"]

ROW_HEIGHT = 44
FRAME_HEIGHT = 56
THICK = 0.62
_LOOKS: dict[Kind, Dict] = {
    "whole": {"color": "#0072b2"},
    "less": {
        "color": "#a9b1b8",
        "pattern": {"shape": "/", "bgcolor": "#a9b1b8", "fgcolor": "#ffffff", "size": 7},
    },
    "rest": {
        "color": "#e69f00",
        "pattern": {"shape": "x", "bgcolor": "#e69f00", "fgcolor": "#ffffff", "size": 7},
    },
}


@dataclass(frozen=True, slots=True)
class Step:
    """A bar from ``base`` on, in sen: a whole, what goes off it, or what is left at the end."""

    name: str
    amount: int
    base: int
    kind: Kind
    hover: str = ""


def closing_steps(steps: Sequence[Step], scale: Scale, file_name: str) -> Dict:
    """The steps from the top; each begins where what is left after it ends."""
    ends = [scale.length(step.base + step.amount) for step in steps]
    starts = [scale.length(step.base) for step in steps]
    low, high = min([0.0, *ends, *starts]), max([0.0, *ends, *starts])
    data = [
        {
            "type": "bar",
            "orientation": "h",
            "name": kind,
            "y": [place for place, step in enumerate(steps) if step.kind == kind],
            "base": [scale.length(step.base) for step in steps if step.kind == kind],
            "x": [scale.length(step.amount) for step in steps if step.kind == kind],
            "offset": -THICK / 2,
            "width": THICK,
            "text": [_say(step, scale) for step in steps if step.kind == kind],
            "textposition": "outside",
            "textangle": 0,
            "cliponaxis": False,
            "constraintext": "none",
            "customdata": [lines(step.hover) for step in steps if step.kind == kind],
            "hovertemplate": "%{customdata}<extra></extra>",
            "marker": {**look, "line": {"color": "#3f4952", "width": 1}},
        }
        for kind, look in _LOOKS.items()
        if any(step.kind == kind for step in steps)
    ]
    names = [label(step.name) for step in steps]
    # A hair more: base and length add up to a float above the end, and Plotly hides what ends outside.
    top = high * 1.000001 or 1.0
    reach = [(end, _say(step, scale)) for end, step in zip(ends, steps, strict=True)]
    margin = {"l": name_margin(names), "r": room_beside(reach, top), "t": 8, "b": 40}
    ticks = ruler(low, top, 5, decimal_comma=scale.decimal_comma)
    layout = {
        **frame(FRAME_HEIGHT + ROW_HEIGHT * len(steps), margin, decimal_comma=scale.decimal_comma),
        "barmode": "overlay",
        "xaxis": {
            "range": [low, top],
            **ticks,
            "gridcolor": GRID,
            "zerolinecolor": ZERO,
            "fixedrange": True,
        },
        "yaxis": name_axis(names),
        "annotations": [under_axis(scale.name, 0.5)],
    }
    return {
        "data": data,
        "layout": layout,
        "narrow": {"xaxis": {"ticktext": thinned(ticks["ticktext"])}},
        "config": config(file_name, decimal_comma=scale.decimal_comma),
    }


def _say(step: Step, scale: Scale) -> str:
    return f" {scale.write(step.amount)}"
