"""What changed as bars: grey what stood before, then what came or went, and both rates beside it."""

from nphd_tracker.charts.changes import ChangeBar, change_bars

REACHED = ChangeBar("Kab. Ngada, KPU", "+Rp 1.000", "50.00", "100.00", is_full=True)
CAME = ChangeBar("Kab. Sikka, KPU", "+Rp 500", "16.12", "32.25", is_full=False)
WENT = ChangeBar("Kab. Ende, KPU", "-Rp 500", "30.00", "20.00", is_full=False)


def test_each_bar_is_what_stood_before_and_what_came() -> None:
    figure = change_bars([REACHED, CAME], "perubahan")
    before, reached, came = figure["data"]
    assert (before["x"], before["y"]) == ([50.0, 16.12], [0, 1])
    assert (reached["name"], reached["x"], reached["y"]) == ("reached", [50.0], [0])
    assert came["name"] == "came"
    assert came["y"] == [1]
    assert round(came["x"][0], 2) == 16.13
    assert came["marker"]["pattern"]["shape"] == "/"


def test_what_went_ends_where_it_stood_before() -> None:
    before, went = change_bars([WENT], "perubahan")["data"]
    assert (before["x"], went["x"]) == ([20.0], [10.0])
    assert went["marker"]["pattern"]["shape"] == "x"


def test_both_rates_are_written_under_the_name_in_the_language_of_the_page() -> None:
    names = change_bars([REACHED, WENT], "perubahan")["layout"]["yaxis"]["ticktext"]
    assert names == [
        "Kab. Ngada, KPU<br>+Rp 1.000<br>50,00% → 100,00%",
        "Kab. Ende, KPU<br>-Rp 500<br>30,00% → 20,00%",
    ]
    [name] = change_bars([CAME], "changes", decimal_comma=False)["layout"]["yaxis"]["ticktext"]
    assert name.endswith("16.12% → 32.25%")


def test_line_stands_at_100_and_names_are_no_markup() -> None:
    hostile = ChangeBar("x<img src=x>", "<b>", "1.00", "2.00", is_full=False, hover="a\n<i>")
    figure = change_bars([hostile], "perubahan")
    [line] = figure["layout"]["shapes"]
    assert (line["x0"], line["x1"], line["y0"], line["y1"]) == (1, 1, 0, 1)
    assert figure["layout"]["yaxis"]["ticktext"] == [
        "x&lt;img src=x&gt;<br>&lt;b&gt;<br>1,00% → 2,00%"
    ]
    assert figure["data"][0]["customdata"] == ["a<br>&lt;i&gt;"]


def test_a_rate_over_100_fits_the_axis() -> None:
    over = ChangeBar("Kab. Ende", "", "90.00", "140.00", is_full=True)
    assert change_bars([over], "perubahan")["layout"]["xaxis"]["range"] == [0, 140]
