"""A figure as an inline SVG: on the page before any script, and on paper.

It is made from the dict that Plotly is given, so the two cannot say different things, and reads of it
no more than this package writes: horizontal bars with base, offset and width, lines, markers and
texts, lines across the plot and annotations. Every length is a percentage of the plot or a pixel, so
that the same markup fits a telephone, a screen and a sheet; the margins are pixels beside the plot.
What is written is text of the figure, made plain there, and numbers.
"""

from nphd_tracker.charts.drawing import Dict
from nphd_tracker.charts.still.frame import axis_labels, grid, shapes
from nphd_tracker.charts.still.marks import marks
from nphd_tracker.charts.still.places import Plot
from nphd_tracker.charts.still.texts import annotations, names

__all__ = ["still"]


def still(figure: Dict, name: str) -> str:
    """Markup of three drawings beside each other: what stands left, the plot, the room right.

    ``name`` tells this figure's patterns from those of others on the page.
    """
    layout = figure["layout"]
    plot = Plot(layout)
    narrow = figure.get("narrow", {})
    parts = [
        grid(layout, plot),
        marks(figure["data"], plot, name),
        shapes(layout.get("shapes", ()), plot),
        axis_labels(layout, plot, narrow),
        annotations(layout.get("annotations", ()), plot),
    ]
    return (
        f'<div class="still">{names(layout, plot)}'
        f'<svg class="still-plot" height="{layout["height"]}">{"".join(parts)}</svg>'
        f'<svg width="{layout["margin"]["r"]}" height="1"></svg></div>'
    )
