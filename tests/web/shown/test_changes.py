"""What changed since an earlier position, on the dashboard: the sums, the table, the chart."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from nphd_tracker.reading import Measure
from tests.web.data import MEETING, figure, ntt, say
from tests.web.meeting.test_pages import in_july
from tests.web.seen import chart, section, words

Open = Callable[[str], str]


@pytest.fixture
def two_positions(session: Session) -> None:
    say(session, *in_july(), file="rekap-juli.xlsx")
    say(session, *ntt())


@pytest.mark.usefixtures("two_positions")
def test_dashboard_says_what_changed_since_a_week_before(open_page: Open) -> None:
    said = section(open_page("/"), "changes")
    assert said.startswith("Perubahan sejak 25 Juli 2024")
    assert "25 Juli 2024: 28,85% (5 dari 23 NPHD melapor)" in said
    assert "1 Agustus 2024: 67,09% (8 dari 23 NPHD melapor)" in said
    assert "+Rp 29.303.256.500" in said
    assert re.search(r"Mencapai 100% .*? 1 \+Rp 14.098.256.500 0 ", said)
    assert re.search(r"Bertambah, belum 100% .*? 3 \+Rp 15.205.000.000 36.830.000.000 ", said)
    assert re.search(r"Tidak bergerak .*? 1 – 13.500.000.000 ", said)
    assert re.search(r"Baru melapor .*? 3 – 0 ", said)


@pytest.mark.usefixtures("two_positions")
def test_each_change_stands_in_the_table(open_page: Open) -> None:
    said = section(open_page("/"), "changes")
    assert "Kab. Ngada KPU Mencapai 100% 50,00% 100,00% +Rp 14.098.256.500 0" in said
    assert "Kab. Sumba Barat KPU Tidak bergerak 18,18% 18,18% Rp 0 13.500.000.000" in said
    assert "Baru melapor – Pencairan belum dilaporkan 100,00% – 0" in said
    assert said.index("Kab. Ngada") < said.index("Kab. Sumba Barat Daya") < said.index("Kab. Sikka")


@pytest.mark.usefixtures("two_positions")
def test_earlier_day_goes_along_into_the_paper_and_the_filters(open_page: Open) -> None:
    page = open_page("/?since=2024-07-21&agency=KPU")
    assert "Perubahan sejak 21 Juli 2024" in words(page)
    assert re.search(r'href="/rakor\?[^"]*since=2024-07-21', page)
    assert '<input type="hidden" name="since" value="2024-07-21">' in page
    assert '<input type="hidden" name="agency" value="KPU">' in section_of(page)


def section_of(page: str) -> str:
    found = re.search(r'<section[^>]*aria-labelledby="changes".*?</section>', page, re.S)
    assert found is not None
    return found[0]


def test_no_new_report_is_told_from_the_same_amount_reported_again(
    session: Session, open_page: Open
) -> None:
    earlier = date(2024, 7, 20)
    for region in ("53.07", "53.09"):
        say(
            session,
            figure(region, "KPU", Measure.COMMITTED, 1000, earlier),
            figure(region, "KPU", Measure.DISBURSED, 400, earlier),
        )
    say(session, figure("53.07", "KPU", Measure.DISBURSED, 400, MEETING))
    said = section(open_page("/"), "changes")
    assert "1 tanpa laporan baru" in said
    assert "Kab. Ngada KPU Tidak bergerak tanpa laporan baru" in said
    assert "Kab. Sikka KPU Tidak bergerak 40,00%" in said
    assert "Tidak ada NPHD yang bergerak di antara kedua tanggal ini." in said


@pytest.mark.usefixtures("meeting")
def test_without_an_earlier_position_there_is_nothing_to_compare(open_page: Open) -> None:
    said = section(open_page("/"), "changes")
    assert "Belum ada posisi yang berlaku pada 25 Juli 2024" in said
    assert "Mencapai" not in said


@pytest.mark.usefixtures("two_positions")
def test_a_total_that_shrank_is_to_be_checked(session: Session, open_page: Open) -> None:
    say(session, figure("53.07", "KPU", Measure.DISBURSED, 1_000_000_000), file="perbaikan.xlsx")
    said = section(open_page("/"), "changes")
    assert re.search(r"Turun, periksa .*? 1 -Rp 2.500.000.000 ", said)


@pytest.mark.usefixtures("two_positions")
def test_a_band_is_that_of_the_later_day(open_page: Open) -> None:
    said = section(open_page("/?band=full"), "changes")
    assert "Mencapai 100%" in said
    assert "Bertambah" not in said


def test_a_day_that_is_none_is_said(open_page: Open, client: object) -> None:
    answer = client.get("/?since=kemarin")  # type: ignore[attr-defined]
    assert answer.status_code == 400
    assert "bukan tanggal" in answer.text


@pytest.mark.usefixtures("two_positions")
def test_chart_shows_the_largest_movements_first(open_page: Open) -> None:
    figure = chart(open_page("/"), "changes")
    first, second, *_ = figure["layout"]["yaxis"]["ticktext"]
    assert first == "Kab. Ngada, KPU<br>+Rp 14.098.256.500<br>50,00% → 100,00%"
    assert second.endswith("29,62% → 59,25%")
    hover = figure["data"][0]["customdata"][0]
    assert "25 Juli 2024: 50,00%, Rp 14.098.256.500 dari Rp 28.196.513.000" in hover


@pytest.mark.browser
@pytest.mark.usefixtures("two_positions")
def test_chart_of_changes_is_drawn_and_another_day_can_be_chosen(address: str, page: Page) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(address)
    drawn = page.locator("[data-chart='changes-data'][data-drawn]")
    expect(drawn).to_contain_text("50,00% → 100,00%")
    page.get_by_label("Dibandingkan dengan posisi").fill("2024-07-19")
    page.get_by_role("button", name="Bandingkan").click()
    expect(page.get_by_text("Belum ada posisi yang berlaku pada 19 Juli 2024")).to_be_visible()
    assert said == []
