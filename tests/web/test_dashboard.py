"""The dashboard: the numbers it says, the words it says them in, and that nothing gets in or out."""

import re
from collections.abc import Callable
from datetime import date

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.reading import Measure, Source
from tests.signing import signed_in_client
from tests.web.seen import chart, section, words

from .data import INVENTED, MEETING, figure, ntt, say

Open = Callable[[str], str]


@pytest.mark.usefixtures("meeting")
def test_rate_of_an_agency_is_over_those_that_reported_with_coverage_and_floor(
    open_page: Open,
) -> None:
    page = words(open_page("/?agency=KPU"))
    assert "Realisasi pencairan 64,03%" in page
    assert "Rp 89.606.513.000 dari Rp 139.936.513.000" in page
    assert "6 dari 10 NPHD melapor" in page
    assert "paling sedikit 15,92% dari seluruh nilai" in page


@pytest.mark.usefixtures("meeting")
def test_agreements_below_100_come_by_rupiah_not_yet_disbursed(open_page: Open) -> None:
    below = section(open_page("/"), "below")
    places = ["Kab. Sikka", "Kab. Sumba Barat ", "Kab. Lembata", "Kab. Sumba Barat Daya"]
    assert sorted(places, key=below.index) == places
    assert "14.700.000.000 32,25%" in below
    assert "Jumlah 83.740.000.000 33.410.000.000 50.330.000.000 39,89%" in below
    assert "Kab. Ngada" not in below


@pytest.mark.usefixtures("meeting")
def test_amount_leads_to_the_cell_it_came_from(open_page: Open) -> None:
    page = open_page("/")
    link = re.search(r'href="(/agreements/\d+\?[^"]*#(figure-\d+))"\s+title="([^"]*)">7.000', page)
    assert link is not None
    assert link[3] == "rekap-nphd-ntt-2024-08-01.xlsx · Rekap!D12"
    target = open_page(link[1].replace("&amp;", "&"))
    row = re.search(rf'<tr id="{link[2]}".*?</tr>', target, re.S)
    assert row is not None
    assert "Rekap!D12" in row[0]


@pytest.mark.usefixtures("meeting")
def test_those_that_have_not_reported_are_named_with_what_is_missing(open_page: Open) -> None:
    silent = section(open_page("/"), "silent")
    assert silent.startswith("Belum lapor 15")
    assert "Kota Kupang KPU 28.000.000.000 Pencairan" in silent
    assert "Kab. Sikka" not in silent


def test_position_older_than_fourteen_days_is_old(session: Session, open_page: Open) -> None:
    say(
        session,
        figure("53.07", "KPU", Measure.COMMITTED, 100, on=date(2024, 7, 1)),
        figure("53.07", "KPU", Measure.DISBURSED, 50, on=date(2024, 7, 18)),
        figure("53.09", "KPU", Measure.COMMITTED, 100, on=date(2024, 7, 1)),
        figure("53.09", "KPU", Measure.DISBURSED, 50, on=date(2024, 7, 17)),
    )
    old = section(open_page("/?as_of=2024-08-01"), "old")
    assert "Kab. Ngada KPU 17 Juli 2024 15" in old
    assert "Kab. Sikka" not in old


@time_machine.travel(date(2024, 9, 1))
def test_day_is_the_newest_known_that_is_not_after_today(session: Session, app: Flask) -> None:
    say(
        session, *ntt(), figure("53.07", "KPU", Measure.DISBURSED, 21_700_000_000, date(2025, 1, 1))
    )
    client = signed_in_client(app)  # today: a cookie of another year is none
    assert "Posisi per 1 Agustus 2024" in words(client.get("/").text)
    assert "Posisi per 1 Januari 2025" in words(client.get("/?as_of=2025-01-01").text)


def test_closed_agreement_is_not_to_be_disbursed_any_more(
    session: Session, open_page: Open
) -> None:
    after = date(2025, 3, 1)
    say(
        session,
        figure("53.07", "KPU", Measure.COMMITTED, 1000, after),
        figure("53.07", "KPU", Measure.DISBURSED, 900, after),
        figure("53.07", "KPU", Measure.SPENT, 700, after, source=Source.GRANTEE),
        figure("53.07", "KPU", Measure.RETURNED, 200, after),
    )
    assert "Belum 100% 0 NPHD" in words(open_page("/"))
    region = open_page("/regions/53.07")
    assert "selesai, sisa dikembalikan" in words(region)
    assert 'class="rate rate-closed">90,00%' in region


def test_over_100_is_shown_and_marked_for_checking(session: Session, open_page: Open) -> None:
    say(
        session,
        figure("53.07", "KPU", Measure.COMMITTED, 1000),
        figure("53.07", "KPU", Measure.DISBURSED, 1010),
    )
    page = open_page("/")
    assert "Di atas 100%, periksa" in words(page)
    trace = chart(page, "agencies")["data"][0]
    assert trace["text"] == [" 101,00% periksa"]
    assert trace["x"] == [101.0]


def test_a_sen_short_of_everything_is_below_100(session: Session, open_page: Open) -> None:
    say(
        session,
        figure("53.07", "KPU", Measure.COMMITTED, 4_500_000_000),
        figure("53.07", "KPU", Measure.DISBURSED, 4_499_999_999),
    )
    assert "4.499.999.999 1 99,99%" in section(open_page("/"), "below")


def test_nothing_stored_tells_a_new_officer_what_to_do(open_page: Open) -> None:
    page = open_page("/")
    assert page.count("<li>") == 3
    assert 'href="/imports"' in page
    assert 'href="/reports/lembar-isian.xlsx"' in page


@pytest.mark.usefixtures("meeting")
def test_invented_election_is_offered_and_says_so_everywhere(
    session: Session, open_page: Open
) -> None:
    say(session, figure("53.07", "KPU", Measure.COMMITTED, 1000), election=INVENTED)
    assert "ANGKA REKAAN" not in words(open_page("/"))
    assert "Lihat: Contoh (angka rekaan)" in words(open_page("/"))
    invented = next(one.id for one in store.load_holdings(session, INVENTED))
    session.commit()
    election = "election=Contoh+(angka+rekaan)"
    for address in (
        f"/?{election}",
        f"/regions/53.07?{election}",
        f"/agencies/KPU?{election}",
        f"/agreements/{invented}",
    ):
        assert "ANGKA REKAAN" in words(open_page(address)), address


@pytest.mark.usefixtures("meeting")
def test_filters_stand_in_the_address_and_go_into_the_summary(open_page: Open) -> None:
    page = open_page("/?agency=KPU&band=below40&basis=disbursed/committed&as_of=2024-08-01")
    link = re.search(r'href="(/reports/ringkasan.xlsx\?[^"]*)"', page)
    assert link is not None
    for part in ("agency=KPU", "band=below40", "as_of=2024-08-01", "election=Pilkada+2024"):
        assert part in link[1]
    assert section(page, "below").startswith("NPHD yang belum 100% 3")


@pytest.mark.usefixtures("meeting")
@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/?basis=serapan", "&#34;serapan&#34; tidak dikenal untuk basis"),
        ("/?as_of=kemarin", "&#34;kemarin&#34; bukan tanggal"),
        ("/?region=99.99", "Tidak ada wilayah berkode &#34;99.99&#34;"),
        ("/?agency=%3Cb%3E", "&#34;&lt;b&gt;&#34; tidak dikenal untuk agency"),
    ],
)
def test_address_that_makes_no_sense_is_said(client: FlaskClient, address: str, said: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    assert said in answer.text
    assert 'lang="en"' in answer.text


@pytest.mark.usefixtures("meeting")
def test_election_without_data_is_not_found(client: FlaskClient) -> None:
    assert client.get("/?election=Pilkada+1999").status_code == 404


@pytest.mark.usefixtures("meeting")
def test_english_is_remembered_until_indonesian_is_asked_for(open_page: Open) -> None:
    assert '<html lang="id">' in open_page("/")
    assert "Not yet disbursed" in words(open_page("/?lang=en"))
    english = words(open_page("/"))
    assert "8 of 23 agreements reported" in english
    assert "Rp 102,606,513,000 of Rp 152,936,513,000" in english
    assert "67.09%" in english
    assert '<html lang="id">' in open_page("/?lang=id")


@pytest.mark.usefixtures("meeting")
def test_serapan_never_stands_alone(open_page: Open) -> None:
    for basis in ("disbursed/committed", "spent/committed", "spent/disbursed"):
        for address in ("/", "/regions/53", "/agencies/KPU", "/agreements/1"):
            page = words(open_page(f"{address}?basis={basis}"))
            assert not re.search(r"serapan(?! belanja)", page, re.I), address


HOSTILE = 'x<img src=x onerror=alert(1)><a href="https://evil.invalid">%{x}</a>&amp;'


@pytest.mark.browser
def test_charts_are_drawn_without_breaking_the_content_policy(
    session: Session, address: str, page: Page
) -> None:
    say(
        session,
        *ntt(),
        figure("53.07", "POLRI", Measure.COMMITTED, 1000, unit=HOSTILE),
        file=f"{HOSTILE}.xlsx",
    )
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/?as_of={MEETING}")
    expect(
        page.locator("#agencies-data + *, [data-chart='agencies-data'][data-drawn]")
    ).to_have_count(2)
    drawn = page.locator("[data-chart='agencies-data']")
    expect(drawn).to_contain_text("▼ 64,03%")
    expect(drawn).to_contain_text("100%")
    drawn.hover(position={"x": 200, "y": 60})
    assert page.locator("[data-title]").count() == 0  # no toolbar: each has a button below it
    assert page.locator("a[href*=evil], img[src=x]").count() == 0
    assert said == []
    assert all(url.startswith((address, "data:", "blob:")) for url in asked)


@pytest.mark.browser
@pytest.mark.usefixtures("meeting")
def test_nothing_is_wider_than_a_telephone(address: str, page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    for path in ("/", "/regions/53", "/agencies/KPU", "/agreements/1", "/nowhere"):
        page.goto(address + path)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 360, path


@pytest.mark.browser
@pytest.mark.usefixtures("meeting")
def test_page_says_everything_without_javascript(
    address: str, new_context: Callable[..., BrowserContext]
) -> None:
    context = new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    table = page.get_by_role("table", name="Realisasi pencairan, per lembaga penerima")
    expect(table.get_by_role("row", name="KPU")).to_contain_text("64,03%")
    drawing = page.get_by_role("img", name="Per lembaga penerima. 1 dari 3 belum 100%")
    expect(drawing).to_contain_text("▼ 64,03%")
    expect(drawing.locator("g > rect").first).to_be_visible()
    page.get_by_role("combobox", name="Lembaga").select_option("BAWASLU")
    page.get_by_role("button", name="Tampilkan").click()
    expect(page.locator(".stat-main")).to_contain_text("1 dari 6 NPHD melapor")
    context.close()


NIHIL = (
    figure("53.09", "TNI", Measure.COMMITTED, 0),
    figure("53.09", "TNI", Measure.DISBURSED, 0),
)


def test_an_agreement_of_nothing_is_nobodys_omission(session: Session, open_page: Open) -> None:
    say(session, *NIHIL)
    page = words(open_page("/"))
    assert "Semua NPHD yang melapor sudah 100%" not in page
    assert "NPHD yang melapor bernilai nol" in page
    assert "1 NPHD sudah melapor tetapi pembaginya nol" in page
    assert "1 dari 1 NPHD melapor" in page
    assert "Belum lapor sama sekali" not in page
    assert "Semua NPHD sudah melapor." in page
    assert "belum lapor" not in words(open_page("/charts/heat"))
    assert "/agreements/" not in open_page("/?band=none")


def test_what_is_over_100_percent_is_said_to_be_netted_off(
    session: Session, open_page: Open
) -> None:
    say(
        session,
        figure("53.09", "KPU", Measure.COMMITTED, 1000),
        figure("53.09", "KPU", Measure.DISBURSED, 1300),
        figure("53.12", "KPU", Measure.COMMITTED, 1000),
        figure("53.12", "KPU", Measure.DISBURSED, 400),
    )
    assert "Belum cair pada jumlah sudah dikurangi kelebihan Rp 300" in words(open_page("/"))
    assert "sudah dikurangi kelebihan" not in words(open_page("/regions/53.12"))
