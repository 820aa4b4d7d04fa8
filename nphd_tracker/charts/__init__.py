"""Values -> Plotly figures, as plain dicts: quick to build, and checked in the tests.

The page shows each at once as the drawing that ``still`` makes of the same dict; Plotly takes its
place when the browser has time for it.

Plotly reads labels as a kind of HTML, and the names come out of other people's sheets: every text
that enters a figure goes through ``plain``. No tag but ``<br>`` is used. A float here is a length
on paper only; what is below or late was decided on integers before.
"""

from nphd_tracker.charts.bars import (
    COLOURS,
    PATTERNS,
    SIGNS,
    Bar,
    State,
    Tick,
    Words,
    absorption_bars,
    state_of,
)
from nphd_tracker.charts.closing import Step, closing_steps
from nphd_tracker.charts.drawing import Dict, Scale, plain, scale_for
from nphd_tracker.charts.pareto import Share, pareto
from nphd_tracker.charts.still import still
from nphd_tracker.charts.trend import Line, trend

__all__ = [
    "COLOURS",
    "PATTERNS",
    "SIGNS",
    "Bar",
    "Dict",
    "Line",
    "Scale",
    "Share",
    "State",
    "Step",
    "Tick",
    "Words",
    "absorption_bars",
    "closing_steps",
    "pareto",
    "plain",
    "scale_for",
    "state_of",
    "still",
    "trend",
]
