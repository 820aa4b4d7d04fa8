"""The figures of the charts: what a bar is, how it is told apart, and that no text is code."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import plotly.graph_objects as go
from plotly.offline import get_plotlyjs_version

from nphd_tracker import charts
from nphd_tracker.absorption import Band, Row, sum_up
from nphd_tracker.charts.calendar import calendar_axis
from nphd_tracker.charts.drawing import ruler, width_of
from nphd_tracker.resources import PACKAGE

STATIC = PACKAGE / "static"
WORDS = charts.Words(no_report="belum lapor", check="periksa", closed="selesai", file_name="nphd")
NOTHING = sum_up("KPU", "KPU", [])


def row(part: int | None, whole: int | None = 10_000, *, closed: bool = False) -> Row:
    if part is None or whole is None:
        return NOTHING
    rate = f"{part * 10_000 // whole / 100:.2f}"
    return replace(
        NOTHING,
        numerator=part,
        denominator=whole,
        rate=rate,
        band=Band.FULL,
        closed=closed,
        agreements=1,
        reported=1,
    )


def bars(*rates: tuple[int | None, int | None]) -> dict:
    return charts.absorption_bars(
        [
            charts.Bar(f"Daerah {place}", "1 dari 1 NPHD", row(disbursed), row(spent))
            for place, (disbursed, spent) in enumerate(rates)
        ],
        WORDS,
    )


def traces(figure: dict) -> dict[str, dict]:
    return {trace["name"]: trace for trace in figure["data"]}


def test_figure_is_one_that_plotly_knows() -> None:
    figure = bars((6403, 3191), (10_000, None), (None, None), (10_200, 9_999))
    go.Figure(data=figure["data"], layout=figure["layout"])  # refuses what it does not know


def test_disbursement_and_spending_stand_side_by_side_in_the_order_given() -> None:
    found = traces(bars((2_000, 1_000), (6_000, 5_000)))
    disbursed, spent = found["disbursed-below"], found["spent-below"]
    assert disbursed["x"] == [20.0, 60.0]
    assert spent["x"] == [10.0, 50.0]
    assert disbursed["y"] == spent["y"] == [0, 1]
    assert disbursed["offset"] + disbursed["width"] < spent["offset"]


def test_below_100_stands_out_by_colour_pattern_and_label() -> None:
    found = traces(bars((9_999, None), (10_000, None)))
    below, full = found["disbursed-below"], found["disbursed-full"]
    assert below["marker"]["color"] != full["marker"]["color"]
    assert below["marker"]["pattern"]["shape"]
    assert "pattern" not in full["marker"]
    assert below["text"] == [" ▾ 99,99%"]
    assert full["text"] == [" 100,00%"]


def test_a_sen_below_is_drawn_below_whatever_its_rounded_rate() -> None:
    almost = replace(row(0), numerator=10**15 - 1, denominator=10**15, rate="99.99")
    assert charts.state_of(almost) == "below"
    assert charts.state_of(replace(almost, numerator=10**15)) == "full"
    assert charts.state_of(replace(almost, numerator=10**15 + 1)) == "over"


def test_closed_is_not_drawn_as_a_shortfall() -> None:
    assert charts.state_of(row(9_000, closed=True)) == "closed"
    assert charts.COLOURS["disbursed", "closed"] != charts.COLOURS["disbursed", "below"]


def test_over_100_is_not_clipped_and_asks_for_a_check() -> None:
    figure = bars((25_000, None))
    [trace] = figure["data"]
    assert trace["x"] == [250.0]
    assert trace["text"] == [" 250,00% periksa"]
    assert figure["layout"]["xaxis"]["range"] == [0, 250]
    assert figure["layout"]["margin"]["r"] > width_of(" 250,00% periksa")


def test_no_report_is_a_word_and_not_a_bar_of_zero() -> None:
    figure = bars((None, None), (0, None))
    found = traces(figure)
    assert found["disbursed-none"]["text"] == [""]
    [said] = [one for one in figure["layout"]["annotations"] if one["text"] == "– belum lapor"]
    assert (said["x"], said["y"]) == (0.0, 0.0)
    assert "marker" not in found["disbursed-none"]
    assert found["disbursed-below"]["text"] == [" ▾ 0,00%"]


def test_hard_line_stands_at_100() -> None:
    for rate, place in ((5_000, 1), (25_000, 0.4)):
        [line] = bars((rate, None))["layout"]["shapes"]
        assert (line["xref"], line["x0"], line["x1"]) == ("paper", place, place)
    assert line["layer"] == "above"


def tick(part: int, whole: int, *, is_estimate: bool = False, note: str = "") -> charts.Tick:
    return charts.Tick(part, whole, is_estimate, part > 0 and bool(note), note, "jatuh tempo")


def bar(rate: int, due: charts.Tick | None = None, spent: Row = NOTHING) -> charts.Bar:
    return charts.Bar("Daerah", "1 dari 1 NPHD", row(rate), spent, due=due)


def test_tick_stands_at_what_was_due() -> None:
    dues = [tick(4_000, 10_000), tick(10_000, 10_000, is_estimate=True), None]
    figure = charts.absorption_bars([bar(6_403, due) for due in dues], WORDS)
    go.Figure(data=figure["data"], layout=figure["layout"])
    found = traces(figure)
    assert found["due"]["x"] == [40.0]
    assert found["due-estimate"]["x"] == [100.0]
    assert found["due"]["marker"]["symbol"] != found["due-estimate"]["marker"]["symbol"]


def test_every_state_differs_by_colour_and_late_also_by_pattern_and_word() -> None:
    late = charts.absorption_bars([bar(5_000, tick(10_000, 10_000, note="▼ 1 terlambat"))], WORDS)
    found = traces(late)["disbursed-late"]
    below = traces(bars((5_000, None)))["disbursed-below"]
    assert found["marker"]["pattern"]["shape"] != below["marker"]["pattern"]["shape"]
    assert "▼ 1 terlambat" in late["layout"]["yaxis"]["ticktext"][0]
    for role in ("disbursed", "spent"):
        colours = [colour for (one, _), colour in charts.COLOURS.items() if one == role]
        assert len(set(colours)) == len(colours)


def test_full_is_never_drawn_late() -> None:
    assert bar(10_000, tick(10_000, 10_000, note="▼")).state("disbursed") == "full"


def test_low_spending_after_polling_day_is_past_and_not_below() -> None:
    before = bar(9_000, spent=row(2_500))
    after = replace(before, is_past=True)
    assert (before.state("spent"), after.state("spent")) == ("below", "past")
    assert after.state("disbursed") == "below"
    label = traces(charts.absorption_bars([after], WORDS))["spent-past"]["text"]
    assert label == [" 25,00%"]


SCALE = charts.Scale(10**9, "miliar rupiah")
DAYS = [date(2024, 6, 30), date(2024, 8, 1)]
BILLION = 10**11


def test_trend_leaves_gaps_where_nobody_reported_and_marks_the_day() -> None:
    lines = [
        charts.Line("committed", "Nilai", [2 * BILLION, 3 * BILLION]),
        charts.Line("disbursed", "Pencairan", [None, BILLION]),
        charts.Line("spent", "Belanja", [None, None]),
    ]
    figure = charts.trend(DAYS, lines, SCALE, (DAYS[1], "Posisi"), "nphd")
    go.Figure(data=figure["data"], layout=figure["layout"])
    found = traces(figure)
    assert found["Nilai"]["y"] == [2.0, 3.0]
    assert found["Nilai"]["line"]["shape"] == "hv"
    assert found["Pencairan"]["x"] == ["2024-08-01"]
    assert "Belanja" not in found
    assert figure["layout"]["shapes"][0]["x0"] == "2024-08-01"


def test_pareto_draws_rupiah_in_the_order_given_with_its_share_beside() -> None:
    shares = [
        charts.Share("KPU", "Kab. A", 12 * BILLION, "75.00"),
        charts.Share("Polri", "Kab. B", 4 * BILLION, "100.00"),
    ]
    figure = charts.pareto(shares, SCALE, "kumulatif", "nphd")
    go.Figure(data=figure["data"], layout=figure["layout"])
    found = traces(figure)
    assert found["amount"]["x"] == [12.0, 4.0]
    assert found["amount"]["text"] == [" 12,00", " 4,00"]
    assert found["share"]["x"] == [75.0, 100.0]
    assert found["share"]["xaxis"] == "x2"


def test_closing_steps_stand_where_what_is_left_ends() -> None:
    steps = [
        charts.Step("Pencairan", 10 * BILLION, 0, "whole"),
        charts.Step("Belanja", 7 * BILLION, 3 * BILLION, "less"),
        charts.Step("Masih di penerima", 3 * BILLION, 0, "rest"),
    ]
    figure = charts.closing_steps(steps, SCALE, "nphd")
    go.Figure(data=figure["data"], layout=figure["layout"])
    found = traces(figure)
    assert (found["less"]["base"], found["less"]["x"]) == ([3.0], [7.0])
    assert found["rest"]["x"] == [3.0]


def test_every_step_ends_inside_its_axis_whatever_floats_add_up_to() -> None:
    value, disbursed = 125_090_000_000_000, 117_636_499_999_900
    steps = [
        charts.Step("Nilai NPHD", value, 0, "whole"),
        charts.Step("Belum cair", value - disbursed, disbursed, "less"),
    ]
    figure = charts.closing_steps(steps, charts.Scale(10**12, "triliun rupiah"), "nphd")
    less = traces(figure)["less"]
    assert less["base"][0] + less["x"][0] > 1.2509  # as floats have it
    assert less["base"][0] + less["x"][0] <= figure["layout"]["xaxis"]["range"][1]


def test_amounts_of_an_axis_are_cut_and_not_rounded() -> None:
    assert SCALE.write(199_999_999_999) == "1,99"
    assert charts.Scale(10**9, "", decimal_comma=False).write(123_456 * BILLION) == "123,456.00"
    assert charts.scale_for([None, 199 * 10**9, 10**11]) == 10**9
    assert charts.scale_for([]) == 1


def test_no_text_is_read_as_markup() -> None:
    hostile = '<a href="https://evil.invalid">&<b>'
    bar = charts.Bar(hostile, hostile, row(1), row(1), hostile, f"{hostile}\n{hostile}")
    words = charts.Words(hostile, hostile, hostile, "nphd")
    late = charts.Tick(1, 2, is_estimate=False, is_late=True, note=hostile, hover=hostile)
    for one in (
        bar,
        replace(bar, disbursed=NOTHING),
        replace(bar, disbursed=row(11_000)),
        replace(bar, due=late),
    ):
        figure = charts.absorption_bars([one], words)
        texts = list(figure["layout"]["yaxis"]["ticktext"])
        texts += [note["text"] for note in figure["layout"]["annotations"]]
        for trace in figure["data"]:
            texts += [*trace.get("text", ()), *trace["customdata"]]
        assert texts
        for text in texts:
            assert set(re.findall(r"<[^>]*>?", text)) <= {"<br>"}
            assert not re.search(r"&(?!amp;|lt;|gt;)", text)


def test_nothing_is_sent_anywhere() -> None:
    config = bars((1, 1))["config"]
    assert config["showSendToCloud"] is False
    assert config["plotlyServerURL"] == ""
    assert config["displaylogo"] is False
    assert config["typesetMath"] is False
    assert config["displayModeBar"] is False


def test_numbers_follow_the_language() -> None:
    english = charts.Words("not reported", "check", "closed", "nphd", decimal_comma=False)
    figure = charts.absorption_bars([charts.Bar("KPU", "", row(2_403), NOTHING)], english)
    assert figure["data"][0]["text"] == [" ▾ 24.03%"]
    assert (figure["layout"]["separators"], figure["config"]["locale"]) == (".,", "en")
    indonesian = bars((6_403, None))
    assert (indonesian["layout"]["separators"], indonesian["config"]["locale"]) == (",.", "id")


def test_vendored_plotly_is_the_version_the_python_package_speaks_to() -> None:
    bundle = STATIC / "vendor" / "plotly" / "plotly-cartesian.min.js"
    with bundle.open(encoding="utf-8") as file:
        head = file.read(300)
    assert f"plotly.js (cartesian - minified) v{get_plotlyjs_version()}" in head


def test_vendored_files_come_with_their_licence() -> None:
    folders = [path for path in (STATIC / "vendor").iterdir() if path.is_dir()]
    assert {folder.name for folder in folders} == {"bootstrap", "plotly"}
    for folder in folders:
        assert "MIT" in (folder / "LICENSE").read_text(encoding="utf-8")


def test_stylesheet_holds_what_plotly_would_add_itself() -> None:
    style = Path(STATIC / "plotly-global.css").read_text(encoding="utf-8")
    for rule in (".main-svg", ".modebar", ".cursor-pointer", ".plotly-notifier"):
        assert rule in style


def test_a_label_that_the_line_would_strike_stands_above_it() -> None:
    figure = bars((9_500, None), (2_000, None))
    assert traces(figure)["disbursed-below"]["text"] == ["", " ▾ 20,00%"]
    [label] = [one for one in figure["layout"]["annotations"] if one["text"] == "▾ 95,00%"]
    assert (label["x"], label["y"]) == (95.0, 0.0)
    assert label["bgcolor"]


def test_days_of_an_axis_say_each_month_once_and_each_year_once() -> None:
    axis = calendar_axis([date(2023, 9, 1), date(2025, 2, 20)], decimal_comma=True)
    assert axis["ticktext"] == ["Okt<br>2023", "Jan<br>2024", "Apr", "Jul", "Okt", "Jan<br>2025"]
    assert axis["tickvals"][1] == "2024-01-01"
    year = calendar_axis([date(2024, 1, 31), date(2024, 8, 1)], decimal_comma=False)
    assert year["ticktext"][0] == "Feb<br>2024"
    assert len(set(year["ticktext"])) == len(year["ticktext"])


def test_few_weeks_are_told_apart_by_their_days_and_one_day_has_room_around_it() -> None:
    weeks = calendar_axis([date(2024, 7, 18), date(2024, 8, 1)], decimal_comma=True)
    assert weeks["ticktext"][0] == "18 Jul<br>2024"
    assert weeks["ticktext"][-1] == "1 Agu"
    one = calendar_axis([date(2024, 8, 1)], decimal_comma=True)
    assert one["ticktext"] == ["1 Agu<br>2024"]
    assert one["range"] == ["2024-07-25", "2024-08-08"]


def test_amounts_of_an_axis_are_round_and_written_as_the_page_writes() -> None:
    assert ruler(0, 23.4, 5, decimal_comma=True)["ticktext"] == ["0", "5", "10", "15", "20"]
    assert ruler(0, 1.2, 5, decimal_comma=True)["ticktext"] == ["0,0", "0,5", "1,0"]
    assert ruler(-400, 2_000, 5, decimal_comma=False)["ticktext"] == [
        "0",
        "500",
        "1,000",
        "1,500",
        "2,000",
    ]
