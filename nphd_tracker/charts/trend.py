"""Over time: what was agreed, what was due, what was disbursed and spent, up to the day asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from nphd_tracker.charts.drawing import GRID, INK, Dict, Scale, config, frame, plain

Kind = Literal["committed", "due", "disbursed", "spent"]

HEIGHT = 340
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
    layout = {
        **frame(HEIGHT, decimal_comma=scale.decimal_comma),
        "showlegend": True,
        "legend": {
            "orientation": "h",
            "x": 0,
            "y": 1.02,
            "yanchor": "bottom",
            "itemclick": False,
            "itemdoubleclick": False,
        },
        "margin": {"l": 8, "r": 14, "t": 46, "b": 24, "pad": 4},
        "xaxis": {
            "type": "date",
            "gridcolor": GRID,
            "fixedrange": True,
            "automargin": True,
            "nticks": 8,
        },
        "yaxis": {
            "title": {"text": plain(scale.name), "font": {"size": 11}},
            "range": [0, top * 1.12 or 1],
            "gridcolor": GRID,
            "zerolinecolor": "#9aa4ae",
            "automargin": True,
            "fixedrange": True,
        },
        "shapes": [
            {
                "type": "line",
                "xref": "x",
                "yref": "paper",
                "x0": as_of[0].isoformat(),
                "x1": as_of[0].isoformat(),
                "y0": 0,
                "y1": 1,
                "line": {"color": "#566270", "width": 1, "dash": "dash"},
            }
        ],
        "annotations": [
            {
                "x": as_of[0].isoformat(),
                "xref": "x",
                "xanchor": "right",
                "y": 1,
                "yref": "paper",
                "yanchor": "top",
                "text": plain(as_of[1]),
                "showarrow": False,
                "font": {"size": 11, "color": "#3f4952"},
            }
        ],
    }
    narrow = {"font": {**layout["font"], "size": 11}, "xaxis": {**layout["xaxis"], "nticks": 4}}
    return {
        "data": [_trace(line, days, scale) for line in drawn],
        "layout": layout,
        "narrow": narrow,
        "config": config(file_name, decimal_comma=scale.decimal_comma),
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
