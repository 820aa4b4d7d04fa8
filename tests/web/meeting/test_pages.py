"""The meeting's paper: one sheet of A4, its counts, what moved, and the text for a chat group."""

import html
import re
from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.absorption import Basis, stand
from nphd_tracker.follow_ups import Cause, Promise
from nphd_tracker.reading import Measure, StatedFigure
from nphd_tracker.regions import Agency
from nphd_tracker.scope import Scope
from nphd_tracker.web.words.filters import region_book
from tests.web.data import INVENTED, MEETING, NTT, PILKADA, figure, ntt, say
from tests.web.paper import count_sheets, read_text
from tests.web.seen import section, words

Open = Callable[[str], str]
JULY = date(2024, 7, 20)


def in_july() -> list[StatedFigure]:
    """Twelve days before the meeting: half disbursed; Sumba Barat as at the meeting."""
    said = []
    for region, agency, committed, disbursed in NTT:
        said.append(figure(region, agency, Measure.COMMITTED, committed, on=JULY))
        if disbursed is not None and region != "53.15":
            part = disbursed if region == "53.12" else disbursed // 2
            said.append(figure(region, agency, Measure.DISBURSED, part, on=JULY))
    return said


@pytest.fixture
def two_positions(session: Session) -> None:
    say(session, *in_july(), file="rekap-juli.xlsx")
    say(session, *ntt())


def chat(page: str) -> str:
    found = re.search(r'<textarea id="chat-text".*?>(.*?)</textarea>', page, re.S)
    assert found is not None
    return html.unescape(found[1])


@pytest.mark.usefixtures("meeting")
def test_chat_text_says_rates_in_words_that_are_never_rounded_up(open_page: Open) -> None:
    text = chat(open_page("/rakor?province=53"))
    assert text.startswith("*NPHD Pilkada 2024 – Provinsi Nusa Tenggara Timur*\nPosisi 1 Agustus")
    assert "\nKPU: 64,03% (Rp 89,6 miliar dari Rp 139,9 miliar; 6 dari 10 NPHD melapor)\n" in text
    assert "\nBawaslu: 100% (Rp 9 miliar dari Rp 9 miliar; 1 dari 6 NPHD melapor)\n" in text
    assert "\nTNI: 0 dari 3 NPHD melapor\n" in text
    assert "*Belum 100%*: 4 NPHD, belum cair Rp 50,3 miliar\n1. Kab. Sikka, KPU: Rp 14,7" in text
    assert "*Belum lapor*: 15 NPHD senilai Rp 560,7 miliar (tanpa laporan bukan nol)" in text


def test_of_an_unknown_value_nothing_is_said(
    session: Session, client: FlaskClient, open_page: Open
) -> None:
    """An agreement without a value is worth neither Rp 0 nor part of "all value"."""
    say(
        session,
        figure("53.09", "KPU", Measure.COMMITTED, 1_000_000_000),
        figure("53.09", "KPU", Measure.DISBURSED, 500_000_000),
        figure("53.09", "BAWASLU", Measure.DISBURSED, 300_000_000),
    )
    page = words(open_page("/rakor"))
    assert "1 NPHD, nilainya juga belum diketahui (tanpa laporan bukan nol)" in page
    assert "senilai" not in page
    for shown in (page, words(open_page("/"))):
        assert "paling sedikit 50,00% dari nilai yang diketahui" in shown
        assert "dari seluruh nilai" not in shown
    sheet = load_workbook(BytesIO(client.get("/reports/ringkasan.xlsx").data))["Ringkasan"]
    said = " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
    assert "nilainya juga belum diketahui" in said
    assert "dari nilai yang diketahui Rp 1.000.000.000 (nilai 1 NPHD belum diketahui)" in said


@pytest.mark.usefixtures("meeting")
def test_chat_text_speaks_english_on_request(open_page: Open) -> None:
    text = chat(open_page("/rakor?province=53&lang=en"))
    said = "KPU: 64.03% (Rp 89.6 billion of Rp 139.9 billion; 6 of 10 agreements reported)"
    assert said in text
    assert "Belum" not in text


@pytest.mark.usefixtures("two_positions")
def test_chat_text_says_what_moved_by_whom(open_page: Open) -> None:
    text = chat(open_page("/rakor?province=53"))
    assert "*Sejak 25 Juli 2024*: bertambah Rp 29,3 miliar\n" in text
    assert "\nMencapai 100%: 1 NPHD – Kab. Ngada, KPU (+Rp 14 miliar)\n" in text
    assert "\nTidak bergerak: 1 NPHD\nBaru melapor: 3 NPHD\n" in text


@pytest.mark.usefixtures("meeting")
def test_local_governments_are_counted_in_the_bands_of_the_ministry(open_page: Open) -> None:
    bands = section(open_page("/rakor"), "bands-title")
    assert "KPU 10 2 1 3 0 0 4" in bands
    assert "TNI 3 0 0 0 0 0 3" in bands
    assert "Jumlah pasangan 23 4 1 3 0 0 15" in bands


@pytest.mark.usefixtures("two_positions")
def test_paper_says_who_reached_100_who_moved_and_who_stood_still(open_page: Open) -> None:
    moved = section(open_page("/rakor"), "moved-title")
    assert "28,85% (5 dari 23 NPHD melapor) → 67,09% (8 dari 23 NPHD melapor)" in moved
    assert "+Rp 29.303.256.500" in moved
    assert "Mencapai 100% 1 NPHD (+Rp 14.098.256.500) : Kab. Ngada, KPU 50,00% → 100,00%" in moved
    assert "Tidak bergerak 1 NPHD : Kab. Sumba Barat, KPU 18,18%" in moved
    assert "Baru melapor 3 NPHD" in moved


@pytest.mark.usefixtures("two_positions")
def test_another_earlier_day_can_be_chosen(open_page: Open) -> None:
    moved = section(open_page("/rakor?since=2024-07-19"), "moved-title")
    assert "Perubahan sejak 19 Juli 2024 Belum ada posisi yang berlaku" in moved
    page = words(open_page("/rakor?since=2024-08-05"))
    assert "Posisi pembanding harus sebelum 1 Agustus 2024; dipakai 25 Juli 2024." in page


@pytest.mark.usefixtures("meeting")
def test_largest_amounts_come_with_their_share_of_all_that_is_below(open_page: Open) -> None:
    largest = section(open_page("/rakor"), "largest-title")
    assert "Kab. Sikka, KPU" in largest
    assert "21.700.000.000 7.000.000.000 21.700.000.000 14.700.000.000 32,25% 29,20%" in largest
    assert largest.endswith("11.000.000.000 59,25% 100,00%")
    assert "Pemda yang belum 100% 4" in section(open_page("/rakor"), "places-title")
    assert "places-title" not in open_page("/rakor?region=53.07")


@pytest.mark.usefixtures("meeting")
def test_open_promises_are_on_the_paper(session: Session, open_page: Open) -> None:
    assert "promises-title" not in open_page("/rakor")
    [sikka] = store.load_holdings(session, PILKADA, region="53.07")
    standing = stand(sikka, MEETING, Basis.DISBURSED_COMMITTED)
    promise = Promise(Cause.CASH, "Tahap kedua <b>cair</b>", "BKAD Sikka", date(2024, 8, 15))
    store.open_follow_up(session, standing, promise)
    session.commit()
    said = section(open_page("/rakor"), "promises-title")
    assert "Kab. Sikka, KPU : Tahap kedua &lt;b&gt;cair&lt;/b&gt; (BKAD Sikka)" in said
    assert "tenggat 15 Agustus 2024 lewat tenggat" in said
    assert (
        "*Janji yang masih terbuka*: 1, lewat tenggat 1\n- Kab. Sikka, KPU: Kas daerah belum tersedia:"
        " Tahap kedua <b>cair</b> (BKAD Sikka), tenggat 15 Agustus 2024; lewat tenggat\n"
        in chat(open_page("/rakor"))
    )
    assert "Janji" not in chat(open_page("/rakor?agency=BAWASLU"))
    assert "promises-title" not in open_page("/rakor?agency=BAWASLU")


@pytest.mark.usefixtures("meeting")
@pytest.mark.parametrize("page", ["/", "/reports"])
def test_paper_of_what_is_selected_is_one_button_away(open_page: Open, page: str) -> None:
    link = re.search(r'href="(/rakor\?[^"]*)"', open_page(f"{page}?agency=KPU&province=53"))
    assert link is not None
    paper = open_page(html.unescape(link[1]))
    assert "Provinsi Nusa Tenggara Timur, KPU" in paper
    assert re.search(r'href="/reports/ringkasan\.xlsx\?[^"]*agency=KPU', paper)


def test_without_figures_there_is_no_paper_but_a_way_on(client: FlaskClient) -> None:
    assert "Belum ada angka yang dapat dilaporkan." in client.get("/rakor").text


@pytest.mark.usefixtures("meeting")
def test_filters_that_leave_nothing_say_so(open_page: Open) -> None:
    assert "Tidak ada NPHD yang cocok." in open_page("/rakor?province=11")


def test_invented_figures_are_called_so_in_the_chat_text(session: Session, open_page: Open) -> None:
    say(session, *ntt(), election=INVENTED)
    assert chat(open_page("/rakor")).startswith("ANGKA REKAAN, bukan data pemerintah daerah")


def test_what_is_closed_stands_apart_and_asks_for_nothing(
    session: Session, open_page: Open
) -> None:
    after = date(2025, 3, 1)
    amounts = {Measure.COMMITTED: 1000, Measure.DISBURSED: 900, Measure.SPENT: 900}
    say(session, *(figure("53.07", "KPU", one, n, after) for one, n in amounts.items()))
    page = open_page("/rakor")
    assert "Selesai" in section(page, "bands-title")
    assert "KPU 1 0 0 0 0 0 1 0" in section(page, "bands-title")
    assert "largest-title" not in page
    assert "Belum 100%" not in chat(page)


def full_province() -> list[StatedFigure]:
    """Every local government of the province with four agreements, of long names, all behind."""
    said = []
    regions = [region_book().get("53"), *region_book().children("53")]
    units = {"TNI": "Kodim 1604/Kupang Timur Raya", "POLRI": "Polres Kepulauan Tanimbar Selatan"}
    for place, region in enumerate(regions):
        assert region is not None
        for step, agency in enumerate(("KPU", "BAWASLU", "TNI", "POLRI")):
            worth = (341_000_000_000 if place == 0 else 28_196_513_000 + place) // (1 + 3 * step)
            named = {"unit": units.get(agency)}
            said.append(figure(region.code, agency, Measure.COMMITTED, worth, on=JULY, **named))
            if (place + step) % 9 == 8:
                continue
            part = worth * ((place * 7 + step * 11) % 105) // 100
            said.append(
                figure(region.code, agency, Measure.DISBURSED, part * 4 // 5, JULY, **named)
            )
            said.append(figure(region.code, agency, Measure.DISBURSED, part, **named))
    return said


@pytest.mark.browser
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_full_province_prints_on_one_sheet(
    session: Session, address: str, page: Page, language: str
) -> None:
    said = full_province()
    say(session, *(one for one in said if one.on == JULY), election=INVENTED, file="juli.xlsx")
    say(session, *(one for one in said if one.on == MEETING), election=INVENTED)
    for holding in store.load_holdings(session, INVENTED, agency=Agency.KPU)[:8]:
        standing = stand(holding, MEETING, Basis.DISBURSED_COMMITTED)
        text = "Pencairan tahap kedua Rp 12.000.000.000 setelah perubahan APBD ditetapkan"
        promise = Promise(Cause.CASH, text, "Badan Keuangan dan Aset Daerah", date(2024, 8, 15))
        store.open_follow_up(session, standing, promise)
    session.commit()
    page.goto(f"{address}/rakor?province=53&lang={language}")
    pdf = page.pdf(prefer_css_page_size=True)
    assert count_sheets(pdf) == 1
    assert re.search(rb"/MediaBox \[0 0 59[45][.\d]* 84[12]", pdf), "A4, upright"
    text = read_text(pdf)
    assert ("ANGKAREKAAN" if language == "id" else "INVENTEDFIGURES") in text
    assert ("Artiangka" if language == "id" else "Whatthefiguresmean") in text


@pytest.mark.browser
@pytest.mark.usefixtures("two_positions")
def test_printed_paper_holds_the_figures_of_the_page(address: str, page: Page) -> None:
    page.goto(f"{address}/rakor?province=53")
    text = read_text(page.pdf(prefer_css_page_size=True))
    for said in (
        "Posisiper1Agustus2024",
        "Rp102.606.513.000dariRp152.936.513.000",
        "8dari23NPHDmelapor",
        "KPU10213004",
        "+Rp29.303.256.500",
        "14.700.000.000",
        "50.330.000.000",
    ):
        assert said in text, said
    assert "Teksuntukgrup" not in text
    assert "Ubahkegiatan" not in text


@pytest.mark.browser
@pytest.mark.usefixtures("meeting")
def test_chat_text_is_copied_with_one_click(address: str, page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{address}/rakor?agency=KPU")
    page.get_by_role("button", name="Salin").click()
    expect(page.get_by_text("Tersalin")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.get_by_label("Salin lalu tempel").input_value()
    assert "64,03%" in copied
    assert said == []


@pytest.mark.browser
@pytest.mark.usefixtures("two_positions")
def test_paper_is_no_wider_than_a_telephone_and_works_without_javascript(
    address: str, new_context: Callable[..., BrowserContext]
) -> None:
    context = new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{address}/rakor")
    expect(page.get_by_role("button", name="Salin")).to_be_hidden()
    expect(page.locator("[data-print]")).to_be_hidden()
    expect(page.locator("#chat-text")).to_have_value(re.compile("64,03%"))
    page.get_by_label("Dibandingkan dengan posisi").fill("2024-07-21")
    page.get_by_role("button", name="Bandingkan").click()
    expect(page.get_by_role("heading", name="Perubahan sejak 21 Juli 2024")).to_be_visible()
    context.close()
    small = new_context(viewport={"width": 360, "height": 740}).new_page()
    small.goto(f"{address}/rakor")
    assert small.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.usefixtures("meeting")
def test_the_paper_of_a_limited_person_says_first_whose_it_is(
    client_of: Callable[..., FlaskClient],
) -> None:
    sikka = client_of(scope=Scope(frozenset({"53.07"})))
    page = words(sikka.get("/rakor?province=53").text)
    assert "Wilayah Anda: Kab. Sikka · Posisi per" in page
