"""The texts of a figure: lines of plain text, as ``label`` and ``lines`` made them."""

from collections.abc import Iterable

from nphd_tracker.charts.drawing import AXIS, FONT_SIZE, LINE, Dict
from nphd_tracker.charts.still.places import Plot, say

FEET = {"top": 0.85 * FONT_SIZE, "middle": 0.35 * FONT_SIZE, "bottom": -0.3 * FONT_SIZE}
"""Pixels from the place of a text to the foot of its only line."""
ABOVE = {"top": 0.0, "middle": 0.5, "bottom": 1.0}
"""How many of its further lines stand above that foot."""
ANCHORS = {"left": "", "center": "middle", "right": "end"}


def text(label: str, x: str, y: float, stands: str, kind: str = "", shift: float = 0) -> str:
    """Lines at ``x`` and ``y`` pixels, which is their top, middle or bottom.

    ``label`` is markup already: text with ``&lt;`` for ``<``, and ``<br>`` between its lines.
    """
    first, *more = label.strip().split("<br>")
    foot = y + FEET[stands] - ABOVE[stands] * len(more) * LINE
    rest = "".join(f'<tspan x="{x}" dy="{say(LINE)}">{line}</tspan>' for line in more)
    look = f' class="{kind}"' if kind else ""
    moved = f' transform="translate({say(shift)})"' if shift else ""
    return f'<text x="{x}" y="{say(foot)}"{look}{moved}>{first}{rest}</text>'


def names(layout: Dict, plot: Plot) -> str:
    """Left of the plot what its rows are called, in a drawing as wide as the margin."""
    axis = plot.axis("y")
    parts = "".join(
        text(label, str(plot.left - AXIS), plot.down(value), "middle")
        for value, label in zip(axis["tickvals"], axis["ticktext"], strict=True)
    )
    return f'<svg class="end" width="{plot.left}" height="{layout["height"]}">{parts}</svg>'


def annotations(notes: Iterable[Dict], plot: Plot) -> str:
    """Each at its place; one with a ground of its own has an edge that keeps lines off it."""
    return "".join(
        text(
            note["text"],
            f"{say(plot.across(note['x'], note.get('xref', 'x')))}%",
            plot.down(note["y"], note.get("yref", "y")) - note.get("yshift", 0),
            note["yanchor"],
            f"{ANCHORS[note['xanchor']]}{' haloed' if 'bgcolor' in note else ''}".strip(),
            note.get("xshift", 0),
        )
        for note in notes
    )
