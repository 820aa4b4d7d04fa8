"""What stands around and across the marks: the grid, the lines over it, what the axes say."""

from collections.abc import Iterable

from nphd_tracker.charts.drawing import AXIS, Dict
from nphd_tracker.charts.still.places import Plot, say
from nphd_tracker.charts.still.texts import text

DASHES = {"dot": "3 3", "dash": "9 9"}


def grid(layout: Dict, plot: Plot) -> str:
    """A line at each tick, the one at nought in its own colour."""
    upright = [
        _upright(plot, ref, value, _ink(plot.axis(ref), value))
        for ref in ("x", "x2")
        if f"xaxis{ref[1:]}" in layout
        for value in plot.axis(ref)["tickvals"]
    ]
    axis = plot.axis("y")
    level = [
        f'<line x2="100%" y1="{y}" y2="{y}" stroke="{_ink(axis, value)}"/>'
        for value in axis["tickvals"]
        if axis.get("showgrid", True)
        for y in [say(plot.down(value))]
    ]
    return f"<g>{''.join(upright + level)}</g>"


def _ink(axis: Dict, value: object) -> str:
    ink: str = axis["zerolinecolor"] if value == 0 else axis["gridcolor"]
    return ink


def _upright(plot: Plot, ref: str, value: object, ink: str, more: str = "") -> str:
    x = say(plot.across(value, ref))
    return f'<line x1="{x}%" x2="{x}%" y1="{plot.top}" y2="{plot.bottom}" stroke="{ink}"{more}/>'


def shapes(lines: Iterable[Dict], plot: Plot) -> str:
    """The lines from the bottom to the top."""
    return "".join(
        _upright(
            plot, one["xref"], one["x0"], one["line"]["color"],
            f' stroke-width="{one["line"]["width"]}"{dash(one["line"])}',
        )
        for one in lines
    )  # fmt: skip


def dash(line: Dict) -> str:
    return f' stroke-dasharray="{DASHES[line["dash"]]}"' if "dash" in line else ""


def axis_labels(layout: Dict, plot: Plot, narrow: Dict) -> str:
    """Under each tick its label; ``thin`` are those that a narrow screen leaves out."""
    parts = []
    for ref in ("x", "x2"):
        name = f"xaxis{ref[1:]}"
        if name not in layout:
            continue
        axis: Dict = layout[name]
        kept = narrow.get(name, axis)["ticktext"]
        parts += [
            text(label, f"{x}%", plot.bottom + AXIS, "top", "" if keep else "thin")
            for value, label, keep in zip(axis["tickvals"], axis["ticktext"], kept, strict=True)
            for x in [say(plot.across(value, ref))]
        ]
    return f'<g class="middle">{"".join(parts)}</g>'
