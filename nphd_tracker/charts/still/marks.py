"""What a figure shows its values by: bars with their patterns and labels, lines, signs, texts."""

import math
from collections.abc import Iterable
from itertools import pairwise

from nphd_tracker.charts.drawing import INK, Dict
from nphd_tracker.charts.still.frame import dash
from nphd_tracker.charts.still.places import Plot, say
from nphd_tracker.charts.still.texts import text

BESIDE = 6
"""Pixels from the end of a bar to its label."""
THOUSAND = 1000
"""A line is drawn on a square of so many units, which is then pulled to the size of the plot."""


def marks(traces: Iterable[Dict], plot: Plot, name: str) -> str:
    """All traces in their order, a later one over an earlier one."""
    return "".join(
        _bars(trace, plot, f"{name}-{place}")
        if trace["type"] == "bar"
        else _scatter(trace, plot, f"{name}-{place}")
        for place, trace in enumerate(traces)
    )


def _bars(trace: Dict, plot: Plot, name: str) -> str:
    bases = trace.get("base", [0] * len(trace["x"]))
    thick = plot.thickness(trace["width"])
    rects, labels = [], []
    for x, y, base, label in zip(
        trace["x"], trace["y"], bases, trace.get("text", [""] * len(bases)), strict=True
    ):
        begin, end = plot.across(base), plot.across(base + x)
        top = plot.down(y + trace["offset"])
        rects.append(
            f'<rect x="{say(min(begin, end))}%" y="{say(top)}" width="{say(abs(end - begin))}%" '
            f'height="{say(thick)}"/>'
        )
        if label:
            labels.append(text(label, f"{say(end)}%", top + thick / 2, "middle"))
    return f"{_filled(trace.get('marker'), ''.join(rects), name)}{_beside(labels)}"


def _beside(labels: list[str]) -> str:
    return f'<g transform="translate({BESIDE})">{"".join(labels)}</g>' if any(labels) else ""


def _filled(marker: Dict | None, rects: str, name: str) -> str:
    """Bars in their colour and pattern; of those without a value there is nothing to see."""
    if marker is None:
        return ""
    line = marker.get("line", {"color": marker["color"], "width": 0})
    fill, pattern = marker["color"], ""
    if "pattern" in marker:
        fill, pattern = f"url(#{name})", _pattern(marker["pattern"], name)
    return (
        f'{pattern}<g fill="{fill}" stroke="{line["color"]}" stroke-width="{line["width"]}">'
        f"{rects}</g>"
    )


def _pattern(pattern: Dict, name: str) -> str:
    """As Plotly draws them: a tile of so many pixels, and how much of it is covered."""
    size, solidity = pattern["size"], pattern.get("solidity", 0.3)
    half, quarter, shape = size / 2, size / 4, pattern["shape"]
    ink = pattern["fgcolor"]
    up = (
        f"M{-quarter} {quarter}l{half} {-half}M0 {size}L{size} 0"
        f"M{size - quarter} {size + quarter}l{half} {-half}"
    )
    down = (
        f"M{size - quarter} {-quarter}l{half} {half}M0 0L{size} {size}"
        f"M{-quarter} {size - quarter}l{half} {half}"
    )
    crossed = size - size * math.sqrt(1 - solidity)
    path, width = {
        "/": (up, solidity * size),
        "x": (up + down, crossed),
        "+": (f"M{half} 0V{size}M0 {half}H{size}", crossed),
        ".": ("", 0.0),
    }[shape]
    drawn = f'<path d="{path}" fill="none" stroke="{ink}" stroke-width="{say(width)}"/>'
    if shape == ".":
        radius = math.sqrt(solidity * size * size / math.pi)
        drawn = f'<circle cx="{half}" cy="{half}" r="{say(radius)}" fill="{ink}"/>'
    return (
        f'<pattern id="{name}" width="{size}" height="{size}" patternUnits="userSpaceOnUse">'
        f'<rect width="{size}" height="{size}" fill="{pattern["bgcolor"]}"/>{drawn}</pattern>'
    )


def _scatter(trace: Dict, plot: Plot, name: str) -> str:
    ref = trace.get("xaxis", "x")
    places = [
        (plot.across(x, ref), plot.down(y)) for x, y in zip(trace["x"], trace["y"], strict=True)
    ]
    modes = trace["mode"].split("+")
    drawn = _line(trace["line"], places, plot) if "lines" in modes else ""
    if "markers" in modes:
        drawn += _signs(trace, places, name)
    if "text" in modes:
        drawn += _beside(
            [
                text(label, f"{say(x)}%", y, "middle")
                for label, (x, y) in zip(trace["text"], places, strict=True)
            ]
        )
    return drawn


def _line(line: Dict, places: list[tuple[float, float]], plot: Plot) -> str:
    """In steps where a value holds until the next one."""
    if not places:
        return ""
    points = [places[0]]
    for (_, y), (next_x, next_y) in pairwise(places):
        if line.get("shape") == "hv":
            points.append((next_x, y))
        points.append((next_x, next_y))
    path = "L".join(
        f"{say(x * THOUSAND / 100)} {say((y - plot.top) * THOUSAND / plot.height)}"
        for x, y in points
    )
    return (
        f'<svg y="{plot.top}" width="100%" height="{plot.height}" viewBox="0 0 {THOUSAND} {THOUSAND}"'
        f' preserveAspectRatio="none"><path d="M{path}" fill="none" stroke="{line["color"]}"'
        f' stroke-width="{line["width"]}"{dash(line)} vector-effect="non-scaling-stroke"/></svg>'
    )


def _signs(trace: Dict, places: list[tuple[float, float]], name: str) -> str:
    marker = trace.get("marker", {})
    symbol, size = marker.get("symbol", "circle"), marker.get("size", 6)
    colour = marker.get("color", trace.get("line", {}).get("color", INK))
    path = _sign(symbol.removesuffix("-open"), size / 2)
    look = f'fill="{colour}"'
    if symbol.endswith("-open"):
        look = 'fill="none"'
    if "line" in marker:
        look += f' stroke="{colour}" stroke-width="{marker["line"]["width"]}"'
    used = "".join(f'<use href="#{name}" x="{say(x)}%" y="{say(y)}"/>' for x, y in places)
    return f'<defs><path id="{name}" d="{path}" {look}/></defs>{used}'


def _sign(symbol: str, radius: float) -> str:
    """As Plotly draws them, around the place they stand at."""
    wide, diagonal = radius * 2 / math.sqrt(3), radius * 1.3
    r = say(radius)
    return {
        "triangle-down": f"M{say(-wide)} {say(-radius / 2)}H{say(wide)}L0 {r}Z",
        "diamond": f"M{say(diagonal)} 0L0 {say(diagonal)}L{say(-diagonal)} 0L0 {say(-diagonal)}Z",
        "square": f"M{r} {r}H-{r}V-{r}H{r}Z",
        "circle": f"M{r} 0A{r} {r} 0 1 1 -{r} 0A{r} {r} 0 1 1 {r} 0Z",
    }[symbol]
