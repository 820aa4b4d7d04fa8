"""Where on paper a value of a figure stands: across in percent of the plot, down in pixels."""

from datetime import date
from typing import Any

from nphd_tracker.charts.drawing import Dict


class Plot:
    """The plot of a layout: its axes, and how values are placed between them."""

    def __init__(self, layout: Dict) -> None:
        margin = layout["margin"]
        self.left: int = margin["l"]
        self.top: int = margin["t"]
        self.height: int = layout["height"] - margin["t"] - margin["b"]
        self.bottom: int = self.top + self.height
        self._axes = {name[0] + name[5:]: axis for name, axis in layout.items() if _is_axis(name)}

    def axis(self, ref: str) -> Dict:
        """``x2`` -> the layout's ``xaxis2``."""
        axis: Dict = self._axes[ref]
        return axis

    def across(self, value: Any, ref: str = "x") -> float:
        """Percent of the width between the margins; ``paper``: a part of it."""
        if ref == "paper":
            return 100 * float(value)
        axis = self.axis(ref)
        begin, end = axis.get("domain", (0, 1))
        low, high = map(_number, axis["range"])
        return 100 * float(begin + (end - begin) * (_number(value) - low) / (high - low))

    def down(self, value: Any, ref: str = "y") -> float:
        """Pixels from the upper edge."""
        if ref == "paper":
            return self.bottom - self.height * float(value)
        low, high = self.axis(ref)["range"]
        return float(self.bottom - self.height * (value - low) / (high - low))

    def thickness(self, part: float) -> float:
        """Pixels of a bar that takes this part of the room of one name."""
        low, high = self.axis("y")["range"]
        return float(abs(self.height * part / (high - low)))


def _is_axis(name: str) -> bool:
    return name[:5] in ("xaxis", "yaxis")


def _number(value: Any) -> float:
    return float(date.fromisoformat(value).toordinal() if isinstance(value, str) else value)


def say(length: float) -> str:
    """Two decimals at most: ``64.030`` -> ``64.03``, ``12.0`` -> ``12``."""
    return f"{length:.2f}".rstrip("0").rstrip(".")
