"""The drawing of a figure that stands on the page before any script: the same values, as SVG."""

import re
from datetime import date
from xml.etree import ElementTree

import pytest

from nphd_tracker import charts
from nphd_tracker.charts.changes import ChangeBar, change_bars

from .test_charts import BILLION, SCALE, bar, bars, tick

SPACE = "{http://www.w3.org/2000/svg}"


def drawn(figure: dict, name: str = "f") -> ElementTree.Element:
    markup = charts.still(figure, name).replace("<svg", f'<svg xmlns="{SPACE[1:-1]}"')
    return ElementTree.fromstring(markup)  # as strict as a page never is


def rects(root: ElementTree.Element) -> list[tuple[float, float]]:
    """(from, length) of each bar, in percent of the plot."""
    return [
        (float(one.attrib["x"][:-1]), float(one.attrib["width"][:-1]))
        for group in root.iterfind(f"{SPACE}svg/{SPACE}g")
        for one in group.iterfind(f"{SPACE}rect")
    ]


def said(root: ElementTree.Element) -> list[str]:
    return ["|".join(filter(None, one.itertext())) for one in root.iter(f"{SPACE}text")]


def test_each_bar_is_as_long_as_its_rate_and_says_it() -> None:
    root = drawn(bars((2_000, 1_000), (10_000, 4_000), (None, None)))
    assert sorted(rects(root)) == [(0, 10), (0, 20), (0, 40), (0, 100)]
    texts = said(root)
    assert {"▾ 20,00%", "▾ 10,00%", "100,00%", "– belum lapor", "Daerah 0|1 dari 1 NPHD"} <= set(
        texts
    )


def test_a_bar_over_100_makes_the_axis_longer_and_the_line_stays_at_100() -> None:
    root = drawn(bars((25_000, None)))
    assert rects(root) == [(0, 100)]
    [line] = [one for one in root.iter(f"{SPACE}line") if one.get("stroke-width") == "2"]
    assert (line.attrib["x1"], line.attrib["x2"]) == ("40%", "40%")
    assert "250,00% periksa" in said(root)


def test_what_is_behind_has_a_pattern_of_its_own_and_what_was_due_a_sign() -> None:
    figure = charts.absorption_bars(
        [bar(5_000, tick(8_000, 10_000, note="▼ 1 terlambat"))], bars_words()
    )
    root = drawn(figure, "agencies")
    patterns = [one.attrib["id"] for one in root.iter(f"{SPACE}pattern")]
    fills = {one.get("fill") for one in root.iter(f"{SPACE}g")}
    assert len(patterns) == 1
    assert f"url(#{patterns[0]})" in fills
    [sign] = root.iter(f"{SPACE}use")
    assert sign.attrib["x"] == "80%"
    ids = {one.attrib["id"] for one in root.iter() if "id" in one.attrib}
    assert sign.attrib["href"][1:] in ids
    assert all(one.startswith("agencies-") for one in ids)


def bars_words() -> charts.Words:
    return charts.Words("belum lapor", "periksa", "selesai", "nphd")


def test_changes_begin_where_what_stood_before_ends() -> None:
    came = ChangeBar("Kab. Sikka, KPU", "+Rp 500", "16.00", "32.25", is_full=False)
    root = drawn(change_bars([came], "perubahan"))
    assert rects(root) == [(0, 16), (16, 16.25)]
    assert "Kab. Sikka, KPU|+Rp 500|16,00% → 32,25%" in said(root)


def test_closing_steps_hang_at_what_is_left() -> None:
    steps = [
        charts.Step("Pencairan", 10 * BILLION, 0, "whole"),
        charts.Step("Belanja", 7 * BILLION, 3 * BILLION, "less"),
    ]
    assert rects(drawn(charts.closing_steps(steps, SCALE, "nphd"))) == [(0, 100), (30, 70)]


def test_lines_hold_their_value_until_the_next_step_and_stop_at_the_day() -> None:
    days = [date(2024, 1, 1), date(2024, 6, 30)]
    lines = [charts.Line("committed", "Nilai", [BILLION, 2 * BILLION])]
    root = drawn(charts.trend(days, lines, SCALE, (days[1], "Posisi 30 Juni 2024"), "nphd"))
    [path] = [one.attrib["d"] for one in root.iter(f"{SPACE}path") if "vector-effect" in one.attrib]
    (x1, y1), (x2, y2), (x3, y3) = (map(float, one.split()) for one in path[1:].split("L"))
    assert x1 < x2 == x3
    assert y1 == y2 > y3
    assert "Posisi 30 Juni 2024" in said(root)
    assert "miliar rupiah" in said(root)


def test_shares_stand_in_the_right_part_beside_their_amounts() -> None:
    shares = [
        charts.Share("KPU", "Kab. A", 12 * BILLION, "75.00"),
        charts.Share("Polri", "Kab. B", 4 * BILLION, "100.00"),
    ]
    root = drawn(charts.pareto(shares, SCALE, "kumulatif", "nphd"))
    (_, first), (_, second) = rects(root)
    assert abs(first - 3 * second) < 0.1
    assert first < 62
    assert [one.attrib["x"] for one in root.iter(f"{SPACE}use")] == ["93.5%", "100%"]


@pytest.mark.parametrize(
    "text", ['<a href="https://evil.invalid">', "</svg><script>", "&lt;b&gt;", "\"'%{x}"]
)
def test_no_text_is_read_as_markup(text: str) -> None:
    figure = charts.absorption_bars(
        [charts.Bar(text, text, bar(1).disbursed, bar(1).spent, text, text)],
        charts.Words(text, text, text, "nphd"),
    )
    markup = charts.still(figure, "f")
    assert set(re.findall(r"<(\w+)", markup)) <= {
        "div",
        "svg",
        "g",
        "line",
        "rect",
        "text",
        "tspan",
        "pattern",
        "path",
    }
    shown = "".join(said(drawn(figure))).replace("|", "").replace(" ", "")
    assert text.replace(" ", "") in shown


def test_nothing_in_it_is_a_style_or_a_script() -> None:
    markup = charts.still(bars((6_403, 3_191), (10_200, 9_999)), "f")
    assert not re.search(r"\bstyle=|\bon\w+=|javascript:|https?:", markup)
