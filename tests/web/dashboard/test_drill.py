"""From a rate down to the cell that says so: regions, agencies, agreements."""

import html
import re
from collections.abc import Callable
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.reading import Measure, Source, StatedFigure, TermKind
from tests.web.data import MEETING, PILKADA, figure, ntt, say, term
from tests.web.seen import section, words
from tests.web.sending import RECAP, file, preview, send

Open = Callable[[str], str]


def the_agreement(session: Session) -> str:
    """The address of the only agreement."""
    [holding] = store.load_holdings(session, PILKADA)
    session.commit()
    return f"/agreements/{holding.id}"


def ngada(rupiah: int, on: date = MEETING, **more: object) -> StatedFigure:
    return figure("53.09", "KPU", Measure.DISBURSED, rupiah, on, **more)


@pytest.mark.usefixtures("meeting")
def test_province_covers_its_regencies_and_itself(open_page: Open) -> None:
    page = words(open_page("/regions/53"))
    assert "8 dari 23 NPHD melapor" in page
    assert "Provinsi Nusa Tenggara Timur KPU" in page
    assert "Kota Kupang KPU" in page


@pytest.mark.usefixtures("meeting")
def test_region_says_how_many_of_its_agreements_reported_at_100(open_page: Open) -> None:
    page = words(open_page("/regions/53.09"))
    assert "Realisasi pencairan 100,00%" in page
    assert "1 dari 4 NPHD melapor" in page
    assert "Semua NPHD yang melapor sudah 100%. Yang belum lapor ada di bawah." in page


@pytest.mark.usefixtures("meeting")
def test_every_agreement_of_a_region_is_listed_with_its_reason(open_page: Open) -> None:
    every = section(open_page("/regions/53.09"), "all")
    assert every.startswith("Semua NPHD 4")
    assert "Kab. Ngada TNI 1.527.652.000 – – – Pencairan belum dilaporkan –" in every
    assert "Jumlah yang melapor 28.196.513.000 28.196.513.000 0 100,00%" in every


@pytest.mark.usefixtures("meeting")
def test_agency_page_keeps_the_day_and_the_basis(open_page: Open) -> None:
    page = open_page("/agencies/KPU?as_of=2024-08-05&basis=spent/committed")
    assert "Posisi per 5 Agustus 2024" in words(page)
    links = re.findall(r'href="(/agreements/[^"#]*)', page)
    assert links
    for link in links:
        asked = parse_qs(urlsplit(link.replace("&amp;", "&")).query)
        assert asked["as_of"] == ["2024-08-05"]
        assert asked["basis"] == ["spent/committed"]


@pytest.mark.usefixtures("meeting")
@pytest.mark.parametrize("address", ["/regions/99", "/agencies/DPR", "/agreements/4711"])
def test_what_does_not_exist_is_not_found_and_says_so_in_both_languages(
    client: FlaskClient, address: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "Halaman tidak ditemukan" in answer.text
    assert "Page not found" in answer.text


def test_region_without_data_says_that_nothing_matches(open_page: Open) -> None:
    assert "Tidak ada NPHD yang cocok" in words(open_page("/regions/11"))


def test_agreement_has_a_rate_on_every_basis(session: Session, open_page: Open) -> None:
    say(
        session,
        figure("53.09", "KPU", Measure.COMMITTED, 1000),
        ngada(800),
        figure("53.09", "KPU", Measure.SPENT, 200, source=Source.GRANTEE),
    )
    page = open_page(the_agreement(session))
    rates = section(page, "rates")
    assert "pencairan ÷ nilai NPHD 800 1.000 ▾ 80,00%".replace("▾ ", "") in rates
    assert "belanja ÷ nilai NPHD 200 1.000 20,00%" in rates
    assert "belanja ÷ pencairan 200 800 25,00%" in rates
    assert "Masih di penerima 600" in section(page, "values")


def test_agreement_names_file_and_cell_and_links_to_the_import(
    session: Session, open_page: Open
) -> None:
    said = say(session, *ntt()[:1])
    page = open_page(the_agreement(session))
    assert "rekap-nphd-ntt-2024-08-01.xlsx · Rekap!C8" in section(page, "values")
    assert f'href="/imports/{said.id}"' in page


def test_what_two_sources_say_differs_in_rupiah(session: Session, open_page: Open) -> None:
    say(session, ngada(1000, cell="Pemda!A1"), ngada(700, cell="KPU!A1", source=Source.GRANTEE))
    values = section(open_page(the_agreement(session)), "values")
    assert "Pencairan 1.000 1 Agustus 2024 Pemda" in values
    assert "Selisih -300 Penerima menyebut Rp 700" in values
    assert "KPU!A1" in values


def test_replaced_and_undone_figures_are_struck_through_but_kept(
    session: Session, open_page: Open
) -> None:
    say(session, ngada(100, cell="A!1"), file="first.xlsx")
    say(session, ngada(200, cell="A!2"), file="second.xlsx")
    undone = say(session, ngada(300, cell="A!3"), file="third.xlsx")
    store.undo_import(session, undone.id)
    session.commit()
    page = open_page(the_agreement(session))
    figures = section(page, "figures")
    assert "first.xlsx A!1 digantikan impor lebih baru" in figures
    assert "second.xlsx A!2 dipakai" in figures
    assert "third.xlsx A!3 impornya dibatalkan" in figures
    assert re.findall(r"<s>([\d.]+)</s>", page) == ["300", "100"]


def test_movements_and_lines_say_what_they_are(session: Session, open_page: Open) -> None:
    say(
        session,
        ngada(400, is_movement=True, tranche="Tahap I", document="SP2D 12"),
        figure("53.09", "KPU", Measure.SPENT, 10, line="A/5211", line_name="Belanja <bahan>"),
    )
    page = open_page(the_agreement(session))
    figures = section(page, "figures")
    assert "Pencairan · Tahap I 1 Agustus 2024 400 perpindahan SP2D 12" in figures
    assert "Belanja &lt;bahan&gt;" in figures


def test_terms_say_what_was_due_and_whether_it_is_late(session: Session, open_page: Open) -> None:
    say(
        session,
        figure("53.09", "KPU", Measure.COMMITTED, 1000, on=date(2023, 11, 10)),
        ngada(400),
        term("53.09", "KPU", TermKind.NUMBER, "12/NPHD/2023"),
        term("53.09", "KPU", TermKind.TRANCHE, "Tahap I|40|2023-12-01"),
        term("53.09", "KPU", TermKind.TRANCHE, "Tahap II|60|2024-07-01"),
    )
    page = open_page(the_agreement(session))
    terms = section(page, "terms")
    assert "12/NPHD/2023" in terms
    assert "Seharusnya sudah cair Rp 1.000" in terms
    assert "Tahap II 60% 1 Juli 2024" in terms
    assert 'class="mark mark-late">terlambat<' in page


def test_figures_that_name_no_unit_beside_two_named_ones_are_in_no_sum(
    session: Session, open_page: Open
) -> None:
    committed = Measure.COMMITTED
    say(
        session,
        figure("74.02", "POLRI", committed, 100, unit="Polres Konawe", cell="A!1"),
        figure("74.02", "POLRI", committed, 200, unit="Polresta Kendari", cell="A!2"),
    )
    page = words(open_page("/regions/74.02"))
    assert "0 dari 2 NPHD melapor" in page
    assert "Polri · Polresta Kendari" in page


@pytest.mark.usefixtures("meeting")
def test_a_region_names_the_imports_behind_its_figures(session: Session, open_page: Open) -> None:
    later = say(session, ngada(28_000_000_000, MEETING.replace(day=2)), file="kedua.xlsx")
    page = open_page("/regions/53.09")
    sources = section(page, "sources")
    assert re.search(r"kedua\.xlsx #2 \d+ \w+ \d{4}, \d\d\.\d\d WIB 1 ", sources)
    assert sources.index("kedua.xlsx") < sources.index("rekap-nphd-ntt-2024-08-01.xlsx #1")
    assert f'href="/imports/{later.id}"' in page
    assert section(open_page("/agencies/TNI"), "sources").count("xlsx") == 1


@pytest.mark.usefixtures("meeting")
def test_each_figure_says_when_it_was_imported(session: Session, open_page: Open) -> None:
    figures = section(open_page("/agreements/6"), "figures")
    assert re.search(r"dipakai diterapkan \d+ \w+ \d{4}, \d\d\.\d\d WIB", figures)


def test_without_a_schedule_the_regulation_stands_in_and_is_called_an_estimate(
    session: Session, open_page: Open
) -> None:
    say(
        session,
        figure("53.09", "KPU", Measure.COMMITTED, 1000, on=date(2023, 11, 10)),
        term("53.09", "KPU", TermKind.SIGNED_ON, "2023-11-10"),
    )
    terms = section(open_page(the_agreement(session)), "terms")
    assert "Perkiraan jadwal menurut Permendagri 41/2020" in terms
    assert "30 November 2023 40% 27 Juni 2024 100%" in terms


def test_an_unsigned_agreement_has_no_first_date(session: Session, open_page: Open) -> None:
    say(session, figure("53.09", "BAWASLU", Measure.COMMITTED, 1000))
    terms = section(open_page(the_agreement(session)), "terms")
    assert "tanggalnya belum diketahui 40% 27 Juni 2024 100%" in terms


def test_no_estimate_stands_beside_a_known_schedule_or_for_the_police(
    session: Session, open_page: Open
) -> None:
    say(session, figure("53.09", "POLRI", Measure.COMMITTED, 1000))
    assert "Permendagri" not in section(open_page(the_agreement(session)), "terms")


def test_a_cell_leads_to_that_cell_in_the_officers_own_sheet(client: FlaskClient) -> None:
    _page, ids = preview(client, file(RECAP))
    send(client, "/imports/apply", {"ids": str(ids[0])})
    agreement = re.search(r"/agreements/\d+", client.get("/regions/53.09").text)
    assert agreement
    link = re.search(
        r'href="(/imports/\d+/lembar[^"#]+)#([A-Z]+\d+)"', client.get(agreement[0]).text
    )
    assert link
    page = client.get(html.unescape(link[1])).text
    assert re.search(rf'<td[^>]* id="{link[2]}">[0-9.]+</td>', page)


@pytest.mark.usefixtures("meeting")
def test_the_menu_takes_the_selection_along_but_not_the_place_of_a_page(open_page: Open) -> None:
    asked = "election=Pilkada+2024&as_of=2024-08-01&basis=spent/committed"
    wide = open_page(f"/?{asked}&province=53")
    assert re.search(r'href="/tagih\?[^"]*as_of=2024-08-01[^"]*province=53"', wide)
    place = open_page(f"/regions/53.09?{asked}")
    menu = place[place.index('<nav class="site-nav"') : place.index("</nav>")]
    assert "as_of=2024-08-01" in menu
    assert "region=" not in menu
