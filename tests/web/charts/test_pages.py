"""The charts of the pages: what they say in words, their tables, what can be taken along."""

import csv
import re
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path

import plotly.graph_objects as go
import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.reading import Measure, Source, TermKind
from nphd_tracker.web.charts import pages
from nphd_tracker.web.charts.twins import Column, Twin, as_csv
from nphd_tracker.web.words.glossary import chapters
from tests.web.data import PILKADA, figure, say, term
from tests.web.paper import read_text
from tests.web.seen import chart, words

Open = Callable[[str], str]
JUNE, AUGUST, MARCH = date(2024, 6, 10), date(2024, 8, 1), date(2025, 3, 1)


def section(page: str, name: str) -> str:
    found = re.search(rf'<section[^>]*aria-labelledby="{name}".*?</section>', page, re.S)
    assert found is not None
    return found[0]


def rows_of(client: FlaskClient, address: str) -> list[list[str]]:
    answer = client.get(address)
    assert answer.status_code == 200
    text = answer.data.decode("utf-8-sig")
    return list(csv.reader(StringIO(text), delimiter=";"))


@pytest.fixture
def story(session: Session) -> None:
    """Two regions: one that grew by an addendum and is behind its schedule, one that is done."""
    say(
        session,
        term("53.07", "KPU", TermKind.TRANCHE, "Tahap I|40|2024-02-01"),
        term("53.07", "KPU", TermKind.TRANCHE, "Tahap II|60|2024-07-01"),
        figure("53.07", "KPU", Measure.COMMITTED, 800, JUNE),
        figure("53.07", "KPU", Measure.COMMITTED, 1000, date(2024, 6, 20)),
        figure("53.07", "KPU", Measure.DISBURSED, 400, JUNE),
        figure("53.07", "KPU", Measure.DISBURSED, 600, AUGUST),
        figure("53.07", "KPU", Measure.SPENT, 250, AUGUST, source=Source.GRANTEE),
        figure("53.09", "KPU", Measure.COMMITTED, 500, AUGUST),
        figure("53.09", "KPU", Measure.DISBURSED, 500, AUGUST),
        figure("53.09", "POLRI", Measure.COMMITTED, 50, AUGUST),
    )


@pytest.mark.usefixtures("story")
def test_trend_follows_each_position_date_and_ends_where_the_headline_is(
    client: FlaskClient,
) -> None:
    head, *rows = rows_of(client, "/charts/trend.csv?as_of=2024-08-01")
    assert head[:4] == ["Posisi", "Nilai NPHD", "Seharusnya sudah cair", "Pencairan"]
    assert [row[:4] for row in rows] == [
        ["2024-06-10", "800", "320", "400"],
        ["2024-06-20", "1000", "320", "400"],
        ["2024-08-01", "1550", "1500", "1100"],
    ]
    assert rows[-1][4:] == ["250", "3", "2"]
    place = rows_of(client, "/charts/trend.csv?as_of=2024-08-01&province=53")
    assert [row[0] for row in place[1:]] == ["2024-06-10", "2024-06-20", "2024-08-01"]
    assert [row[1] for row in place[1:]] == ["800", "1000", "1550"]


@pytest.mark.usefixtures("story")
def test_trend_of_an_agreement_has_the_days_when_money_was_due(
    client: FlaskClient, session: Session
) -> None:
    number = next(h.id for h in store.load_holdings(session, "Pilkada 2024") if h.terms.tranches)
    session.commit()
    rows = rows_of(client, f"/charts/trend.csv?agreement={number}&as_of=2024-08-01")[1:]
    due = {row[0]: row[2] for row in rows}
    assert due["2024-07-01"] == "1000"
    assert due["2024-06-20"] == "320"  # the value in force on the due date, before it grew
    page = client.get(f"/agreements/{number}?as_of=2024-08-01").text
    assert chart(page, "trend")["data"]
    assert "masih di penerima Rp 350" in words(section(page, "closing"))


@pytest.mark.usefixtures("meeting")
def test_what_nobody_reported_since_did_not_change_by_nothing(
    session: Session, open_page: Open
) -> None:
    later = date(2024, 8, 20)
    say(session, figure("53.71", "KPU", Measure.DISBURSED, 1_000_000_000, later), file="b.xlsx")
    [number] = [one.id for one in store.load_holdings(session, PILKADA, region="53.07")]
    session.commit()
    page = section(open_page(f"/agreements/{number}?as_of=2024-08-20"), "trend")
    assert "Belum ada laporan pencairan sejak 1 Agustus 2024." in page
    assert "berubah Rp 0" not in page
    province = section(open_page("/regions/53?as_of=2024-08-20"), "trend")
    assert "Sejak 1 Agustus 2024 berubah Rp 1.000.000.000." in province


@pytest.mark.usefixtures("story")
def test_late_is_counted_and_drawn(open_page: Open) -> None:
    page = open_page("/?as_of=2024-08-01")
    assert "Terlambat 1 NPHD di antaranya 0 perkiraan" in words(page)
    names = {trace["name"] for trace in chart(page, "regions")["data"]}
    assert {"disbursed-late", "disbursed-full", "due"} <= names
    assert "▼ 1 terlambat" in chart(page, "regions")["layout"]["yaxis"]["ticktext"][0]


@pytest.mark.usefixtures("story")
def test_closing_identity_adds_up_over_those_that_reported_it_all(client: FlaskClient) -> None:
    rows = dict(rows_of(client, "/charts/closing.csv?as_of=2024-08-01")[1:])
    assert rows == {
        "Nilai NPHD": "1000",
        "Belum cair": "400",
        "Pencairan": "600",
        "Belanja": "250",
        "Sisa disetor ke RKUD": "0",
        "Masih di penerima": "350",
    }
    page = words(client.get("/?as_of=2024-08-01").text)
    assert "Masih di penerima Rp 350" in page
    assert "Hanya 1 dari 3 NPHD yang melaporkan semua langkahnya." in page


def test_pareto_ranks_by_rupiah_and_not_by_percentage(
    session: Session, client: FlaskClient
) -> None:
    say(
        session,
        figure("53.07", "KPU", Measure.COMMITTED, 2_000_000_000_000),
        figure("53.07", "KPU", Measure.DISBURSED, 1_200_000_000_000),
        figure("53.09", "TNI", Measure.COMMITTED, 50_000_000),
        figure("53.09", "TNI", Measure.DISBURSED, 2_500_000),
    )
    rows = rows_of(client, "/charts/pareto.csv?as_of=2024-08-01")[1:]
    assert [row[1] for row in rows] == ["800000000000", "47500000"]
    assert [row[4] for row in rows] == ["60,00", "5,00"]
    assert rows[0][3] == "99,99"  # cut, never rounded up
    assert rows[1][3] == "100,00"


@pytest.mark.usefixtures("story")
def test_heat_table_says_each_cell_by_sign_word_and_link(open_page: Open) -> None:
    heat = section(open_page("/?as_of=2024-08-01"), "heat")
    below = re.search(r'<td class="heat-below100">(.*?)</td>', heat)
    assert below is not None
    assert words(below[1]) == "▽ 60,00% belum 100%, terlambat"
    assert re.search(r'href="/agreements/\d+\?', below[1])
    assert 'class="heat-full"' in heat
    assert 'class="heat-none"' in heat
    assert "<td></td>" in heat


def test_low_spending_after_polling_day_is_not_red(session: Session, open_page: Open) -> None:
    say(
        session,
        figure("53.07", "KPU", Measure.COMMITTED, 1000, MARCH),
        figure("53.07", "KPU", Measure.DISBURSED, 1000, MARCH),
        figure("53.07", "KPU", Measure.SPENT, 300, MARCH, source=Source.GRANTEE),
    )
    page = open_page("/?as_of=2025-03-01&basis=spent/committed")
    assert 'class="heat-past"' in page
    assert 'class="rate rate-past">30,00%' in page
    assert "spent-past" in {trace["name"] for trace in chart(page, "agencies")["data"]}


@pytest.mark.usefixtures("story")
def test_every_figure_is_one_that_plotly_knows_and_has_its_finding_and_table(
    open_page: Open,
) -> None:
    page = open_page("/regions/53?as_of=2024-08-01")
    for name in ("agencies", "regions", "trend", "pareto", "closing"):
        drawn = chart(page, name)
        go.Figure(data=drawn["data"], layout=drawn["layout"])
        label = re.search(rf'data-chart="{name}-data"[^>]*aria-label="([^"]*)"', page)
        assert label is not None
        assert len(label[1]) > 40
        assert re.search(rf'href="/charts/{name}.csv\?', page)
        assert "<table" in section(page, name)


@pytest.mark.usefixtures("story")
def test_large_selection_has_its_charts_one_by_one(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "AT_ONCE", 2)
    page = open_page("/?as_of=2024-08-01")
    parts = re.findall(r'data-part="([^"]*)"', page)
    assert len(parts) == 4
    for part in parts:
        found = open_page(part.replace("&amp;", "&"))
        assert "<html" not in found
        assert found.count("<section") == 1
    links = re.findall(r'href="(/charts/[a-z]+\?[^"]*)"', page)
    for link in links:
        assert "<h1>" in open_page(link.replace("&amp;", "&"))


def test_csv_opens_in_excel_of_either_language_and_holds_no_formula() -> None:
    columns = [Column("=nama"), Column("Rp", "money"), Column("%", "rate"), Column("hari", "date")]
    twin = Twin("x", columns, [("=1+1", -12_345_67, "64.03", AUGUST), ("@a", None, None, None)])
    indonesian, english = as_csv(twin, "id"), as_csv(twin, "en")
    assert indonesian.startswith(b"\xef\xbb\xbf")
    assert indonesian.decode("utf-8-sig").splitlines() == [
        "'=nama;Rp;%;hari",
        "'=1+1;-12345,67;64,03;2024-08-01",
        "'@a;;;",
    ]
    assert english.decode("utf-8-sig").splitlines()[1] == "'=1+1,-12345.67,64.03,2024-08-01"


def test_chart_that_is_not_there_is_not_found(client: FlaskClient) -> None:
    for address in ("/charts/pie", "/charts/pie.csv", "/charts/heat.csv?agreement=1"):
        assert client.get(address).status_code == 404


@pytest.mark.usefixtures("story")
def test_definition_stands_one_click_away_beside_every_headline(open_page: Open) -> None:
    page = open_page("/")
    keys = re.findall(r'href="/glosarium#([a-z0-9-]+)"', page)
    assert page.count('class="stat') - page.count("stat-value") == len(keys) == 8
    glossary = open_page("/glosarium")
    for key in keys:
        assert f'id="{key}"' in glossary


def test_glossary_names_a_rule_and_a_source_for_every_term(app: Flask) -> None:
    with app.test_request_context("/"):
        entries = [entry for chapter in chapters() for entry in chapter.entries]
    assert len({entry.key for entry in entries}) == len(entries) > 20
    assert all(entry.meaning and entry.rule and entry.source for entry in entries)
    assert any("Permendagri 41/2020" in entry.source for entry in entries)


@pytest.mark.browser
@pytest.mark.usefixtures("story")
def test_charts_come_into_view_and_are_saved_from_the_keyboard(
    address: str, page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "AT_ONCE", 2)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{address}/?as_of=2024-08-01")
    for name in ("pareto", "trend", "closing"):
        # In one step: a part is replaced while it comes into view.
        place = f"[data-part*='/{name}?'], [aria-labelledby='{name}']"
        page.evaluate("where => document.querySelector(where).scrollIntoView()", place)
        expect(page.locator(f"[data-chart='{name}-data'][data-drawn]")).to_be_visible()
    button = page.get_by_role("button", name="Unduh PNG: Dari waktu ke waktu")
    button.focus()
    with page.expect_download() as saved:
        page.keyboard.press("Enter")
    path = tmp_path / "chart.png"
    saved.value.save_as(path)
    assert saved.value.suggested_filename == "nphd-tren.png"
    assert path.read_bytes().startswith(b"\x89PNG")
    assert said == []


@pytest.mark.browser
@pytest.mark.usefixtures("story")
def test_heat_table_scrolls_in_its_own_box_on_a_telephone(address: str, page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    for path in ("/charts/heat", "/charts/trend", "/charts/pareto", "/glosarium", "/agreements/1"):
        page.goto(f"{address}{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path


BESIDE_EACH_OTHER = """
() => [...document.querySelectorAll("[data-chart]")].map((chart) => {
  chart.removeAttribute("data-drawn");  // both are laid out, the drawing seen
  const boxes = (marks) => [...chart.querySelectorAll(marks)].map((one) => one.getBoundingClientRect())
    .filter((box) => box.width > 0).map((box) => [box.left, box.top, box.width, box.height].map(Math.round));
  const words = (texts) => [...chart.querySelectorAll(texts)]
    .filter((one) => getComputedStyle(one).display !== "none" && one.textContent.trim())
    .map((one) => one.textContent.replace(/\\s+/g, "")).sort();
  return {
    name: chart.dataset.chart,
    bars: [boxes(".still g > rect"), boxes(".live .barlayer .point path")],
    texts: [words(".still text"), words(".live text")],
  };
})
"""


@pytest.mark.browser
@pytest.mark.usefixtures("story")
@pytest.mark.parametrize("width", [1280, 360])
def test_plotly_takes_the_place_of_the_drawing_and_nothing_moves(
    address: str, page: Page, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{address}/?as_of=2024-08-01&since=2024-06-15")
    charts = page.locator("[data-chart]")
    expect(page.locator("[data-chart][data-drawn]")).to_have_count(charts.count())
    compared = page.evaluate(BESIDE_EACH_OTHER)
    assert len(compared) >= 5
    for one in compared:
        drawn, live = one["bars"]
        assert len(drawn) == len(live), one["name"]
        for mine, plotly in zip(drawn, live, strict=True):
            assert all(abs(a - b) <= 2 for a, b in zip(mine, plotly, strict=True)), one
        assert one["texts"][0] == one["texts"][1], one["name"]


@pytest.mark.usefixtures("story")
def test_bars_say_what_is_lacking_against_what_was_due_and_since_when(open_page: Open) -> None:
    page = open_page("/?as_of=2024-08-01")
    said = "Terhadap yang seharusnya sudah cair: kurang Rp 400 pada 1 NPHD."
    assert f"{said} Terbesar: KPU, Rp 400 sejak 1 Juli 2024." in section(page, "agencies")
    assert f"{said} Terbesar: Kab. Sikka, Rp 400 sejak 1 Juli 2024." in section(page, "regions")
    hovers = [one for trace in chart(page, "agencies")["data"] for one in trace["customdata"]]
    assert any("kurang Rp 400 sejak 1 Juli 2024" in one for one in hovers)
    english = section(open_page("/?as_of=2024-08-01&lang=en"), "agencies")
    assert "Against what was due by now: Rp 400 lacking in 1 agreement." in english
    earlier = section(open_page("/?as_of=2024-06-20&lang=id"), "agencies")
    assert "Terhadap yang seharusnya" not in earlier  # 400 of the 320 that were due then


@pytest.mark.browser
@pytest.mark.usefixtures("story")
def test_paper_has_each_drawing_once_with_its_figures(address: str, page: Page) -> None:
    page.goto(f"{address}/?as_of=2024-08-01&since=2024-06-15")
    expect(page.locator("[data-chart]:not([data-drawn])")).to_have_count(0)
    paper = read_text(page.pdf(prefer_css_page_size=True))
    assert paper.count("Posisi1Agustus2024") == 1  # at the line of the day, over time
    for said in ("▼60,00%", "▼1terlambat", "kurangRp400pada1NPHD", "50,00%→60,00%", "kumulatif"):
        assert said in paper, said


@pytest.mark.browser
@pytest.mark.usefixtures("story")
def test_who_spares_data_gets_plotly_with_the_first_touch_and_keeps_the_drawing_without_it(
    address: str, page: Page
) -> None:
    page.add_init_script(
        "Object.defineProperty(navigator, 'connection', {value: {saveData: true}})"
    )
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/charts/closing?as_of=2024-08-01")
    page.wait_for_load_state("networkidle")
    drawing = page.locator("[data-chart='closing-data'] .still")
    expect(drawing).to_be_visible()
    assert not any("plotly" in url for url in asked)
    page.route("**/plotly-cartesian*", lambda route: route.abort())
    drawing.hover()
    page.wait_for_load_state("networkidle")
    expect(drawing).to_be_visible()
    page.unroute_all()
    page.mouse.move(0, 0)
    drawing.hover()
    expect(page.locator("[data-chart='closing-data'][data-drawn]")).to_be_visible()
