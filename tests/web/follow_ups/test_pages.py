"""/follow-ups: opened one by one and in bulk, changed, closed by an import; the letter, the calendar."""

import io
import re
from collections.abc import Callable
from datetime import date

import pytest
from docx import Document
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.absorption import Basis, stand
from nphd_tracker.cli.example_follow_ups import OPENED_ON, open_examples
from nphd_tracker.follow_ups import Cause, Promise
from nphd_tracker.models import Role
from nphd_tracker.reading import Measure, TermKind
from nphd_tracker.regions import Agency
from nphd_tracker.scope import Scope
from nphd_tracker.web.serving.settings import polling_day, settings_of
from tests.web.data import INVENTED, MEETING, PILKADA, figure, ntt, say, term
from tests.web.paper import count_sheets, read_text
from tests.web.seen import section, words

Open = Callable[[str], str]
TYPED = {
    "cause": "cash",
    "promise": "Transfer tahap II",
    "office": "BPKAD Kabupaten Sikka",
    "due": "2024-08-15",
}


@pytest.fixture
def no_csrf(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False


def number_of(session: Session, region: str, agency: str = "KPU") -> int:
    holdings = store.load_holdings(session, PILKADA, region=region, agency=Agency(agency))
    session.commit()
    return holdings[0].id


def sikka(session: Session, client: FlaskClient, **more: str) -> str:
    """The address of a follow-up of the KPU of Sikka, opened at 32,25%."""
    number = number_of(session, "53.07")
    answer = client.post("/follow-ups", data={**TYPED, "agreement": str(number), **more})
    assert answer.status_code == 302, answer.text
    return answer.headers["Location"]


def reach(session: Session) -> None:
    later = date(2024, 8, 9)
    say(session, figure("53.07", "KPU", Measure.DISBURSED, 21_700_000_000, later), file="agu.xlsx")


@pytest.mark.usefixtures("meeting", "no_csrf")
def test_one_is_opened_from_the_page_of_its_agreement(
    session: Session, client: FlaskClient, open_page: Open
) -> None:
    number = number_of(session, "53.07")
    agreement = open_page(f"/agreements/{number}")
    assert f'href="/follow-ups/new?agreement={number}' in agreement
    form = open_page(f"/follow-ups/new?agreement={number}")
    assert "Kab. Sikka KPU" in section(form, "which")

    page = words(open_page(sikka(session, client)))

    assert "Kas daerah belum tersedia" in page
    assert "Transfer tahap II" in page
    assert "BPKAD Kabupaten Sikka" in page
    assert "Tenggat 15 Agustus 2024" in page
    assert "32,25% → 32,25%" in page
    assert "Lewat tenggat" in page
    there = section(open_page(f"/agreements/{number}"), "follow-ups")
    assert "Transfer tahap II (BPKAD Kabupaten Sikka), tenggat 15 Agustus 2024" in there


@pytest.mark.usefixtures("meeting", "no_csrf")
def test_it_shows_how_the_figure_moved_since(
    session: Session, client: FlaskClient, open_page: Open
) -> None:
    address = sikka(session, client)
    later = date(2024, 8, 9)
    say(session, figure("53.07", "KPU", Measure.DISBURSED, 14_000_000_000, later), file="agu.xlsx")

    moved = section(open_page(address), "moved")

    assert "32,25% → 64,51%" in moved
    assert "+Rp 7.000.000.000" in moved
    assert "Dulu, posisi 1 Agustus 2024 Rp 7.000.000.000 dari Rp 21.700.000.000" in moved
    assert "Kini, posisi 9 Agustus 2024 Rp 14.000.000.000 dari Rp 21.700.000.000" in moved


@pytest.mark.usefixtures("meeting", "no_csrf")
def test_it_closes_itself_at_100_with_a_mark_and_reopens_when_that_is_undone(
    session: Session, client: FlaskClient, open_page: Open
) -> None:
    address = sikka(session, client)
    reach(session)

    page = open_page(address)
    assert "Ditutup otomatis: NPHD 100% atau selesai" in words(page)
    history = section(page, "history")
    assert "Ditutup otomatis: NPHD mencapai 100%" in history
    assert "impor 2" in history
    assert (
        section(open_page("/follow-ups"), "list")
        == "Yang disepakati 0 Tidak ada dengan status ini."
    )
    assert "32,25% → 100,00% +Rp 14.700.000.000" in section(
        open_page("/follow-ups?state=closed"), "list"
    )

    client.post("/imports/2/undo")
    assert "otomatis" not in words(open_page(address))


@pytest.mark.usefixtures("meeting", "no_csrf")
def test_a_change_is_added_to_the_history(
    session: Session, client: FlaskClient, open_page: Open
) -> None:
    address = sikka(session, client)
    changed = {**TYPED, "cause": "signing", "due": "2099-01-31", "state": "open", "note": "Rapat"}
    client.post(address, data=changed)
    client.post(address, data={**changed, "state": "kept", "note": ""})

    history = section(open_page(address), "history")

    assert history.startswith("Riwayat 3 Dibuka")
    assert "Kas daerah belum tersedia: Transfer tahap II" in history
    assert "NPHD/addendum belum ditandatangani" in history
    assert "tenggat 31 Januari 2099 · Terbuka Rapat" in history
    assert history.endswith("Ditepati")


@pytest.mark.usefixtures("meeting", "no_csrf")
def test_in_bulk_for_what_the_dashboard_shows(
    session: Session, client: FlaskClient, open_page: Open
) -> None:
    sikka(session, client)
    form = open_page("/follow-ups/new?province=53&agency=KPU")
    below = section(form, "which")
    assert below.startswith("NPHD yang belum 100% atau terlambat 4")
    assert "Kab. Ngada" not in below
    by_rupiah = ["Kab. Sikka", "Kab. Sumba Barat ", "Kab. Lembata", "Kab. Sumba Barat Daya"]
    assert sorted(by_rupiah, key=below.index) == by_rupiah
    assert below.endswith("Jumlah 50.330.000.000")

    answer = client.post(
        "/follow-ups", data={**TYPED, "province": "53", "agency": "KPU"}, follow_redirects=True
    )

    page = words(answer.text)
    assert "3 tindak lanjut dibuka. Yang sudah punya tindak lanjut terbuka dilewati." in page
    assert "Yang disepakati 4" in page
    silent = section(open_page("/follow-ups/new?region=53.09&silent=1"), "which")
    assert "Kab. Ngada Bawaslu" in silent
    assert "Kab. Ngada KPU" not in silent


@pytest.mark.usefixtures("meeting", "no_csrf")
def test_a_bulk_says_before_who_has_one_and_leaves_out_what_is_not_ticked(
    session: Session, client: FlaskClient, open_page: Open
) -> None:
    sikka(session, client)
    page = open_page("/follow-ups/new?province=53&agency=KPU")
    assert "1 sudah punya tindak lanjut terbuka dan dilewati; 3 akan dibuka." in words(page)
    ticked = re.findall(r'name="one" value="(\d+)"', page)
    assert len(ticked) == 3
    asked = {"province": "53", "agency": "KPU", "picked": "1"}

    nothing = client.post("/follow-ups", data={**TYPED, **asked})
    some = client.post("/follow-ups", data={**TYPED, **asked, "one": ticked[:2]})

    assert nothing.status_code == 400
    assert "Centang dahulu" in nothing.text
    assert "province=53" in some.headers["Location"]
    assert "2 tindak lanjut dibuka." in words(client.get(some.headers["Location"]).text)


@pytest.mark.usefixtures("meeting")
def test_the_english_letter_says_that_its_file_is_indonesian(open_page: Open) -> None:
    said = "The Word file is always in Indonesian."
    assert said in open_page("/regions/53.07/letter?lang=en")
    assert said not in open_page("/regions/53.07/letter?lang=id")


@pytest.mark.usefixtures("meeting", "no_csrf")
def test_a_second_promise_is_not_opened_unasked(
    session: Session, client: FlaskClient, open_page: Open
) -> None:
    first = sikka(session, client)
    form = open_page(f"/follow-ups/new?agreement={number_of(session, '53.07')}")
    assert "Kas daerah belum tersedia: Transfer tahap II" in section(form, "there")

    assert sikka(session, client) == first
    assert "Tidak ada yang dibuka lagi." in words(open_page(first))
    assert sikka(session, client, second="1") != first


@pytest.mark.usefixtures("meeting", "no_csrf")
def test_the_day_and_the_filters_outlast_what_is_typed(
    session: Session, client: FlaskClient, open_page: Open
) -> None:
    asked = "as_of=2024-07-15&province=53"
    number = number_of(session, "53.07")
    opened = client.post(f"/follow-ups?{asked}", data={**TYPED, "agreement": str(number)})
    address = opened.headers["Location"]
    assert "as_of=2024-07-15" in address

    page = open_page(address)
    assert "Posisi per 15 Juli 2024" in words(page)
    assert f'href="/tagih?election=Pilkada+2024&amp;{asked}"' in page.replace("&amp;p", "&p")
    [action] = re.findall(r'action="([^"]*follow-ups/\d+[^"]*)"', page)
    changed = client.post(action.replace("&amp;", "&"), data={**TYPED, "state": "kept"})
    assert "as_of=2024-07-15" in changed.headers["Location"]


@pytest.mark.usefixtures("meeting", "no_csrf")
def test_the_list_is_filtered_by_place_agency_and_state(
    session: Session, client: FlaskClient, open_page: Open
) -> None:
    sikka(session, client)
    client.post("/follow-ups", data={**TYPED, "due": "", "region": "53.12"})

    def listed(query: str) -> str:
        return section(open_page(f"/follow-ups?{query}"), "list")

    assert "Kab. Sikka, KPU" in listed("")
    assert "Kab. Sumba Barat, KPU" in listed("")
    assert "Sumba" not in listed("state=overdue")
    assert "Kab. Sikka" not in listed("state=open")
    assert "Kab. Sikka" not in listed("region=53.12")
    assert listed("agency=TNI").startswith("Yang disepakati 0")
    assert listed("province=51").startswith("Yang disepakati 0")
    assert "Penyebab" not in listed("state=kept")


@pytest.mark.usefixtures("meeting", "no_csrf")
def test_what_cannot_be_is_refused_with_what_to_do(session: Session, client: FlaskClient) -> None:
    number = str(number_of(session, "53.07"))
    done = str(number_of(session, "53.09"))
    assert client.post("/follow-ups", data={**TYPED, "agreement": done}).status_code == 409
    assert client.get(f"/follow-ups/new?agreement={done}").status_code == 409
    wrong = client.post("/follow-ups", data={**TYPED, "cause": "", "agreement": number})
    assert wrong.status_code == 400
    assert "Pilih penyebabnya dahulu." in wrong.text
    late = client.post("/follow-ups", data={**TYPED, "due": "besok", "agreement": number})
    assert late.status_code == 400
    assert "besok" in late.text
    address = sikka(session, client)
    assert client.post(address, data={**TYPED, "state": "overdue"}).status_code == 400
    assert client.get("/follow-ups/99").status_code == 404


@pytest.mark.usefixtures("meeting")
def test_nothing_is_opened_without_the_forms_own_token(
    session: Session, client: FlaskClient
) -> None:
    number = str(number_of(session, "53.07"))
    assert client.post("/follow-ups", data={**TYPED, "agreement": number}).status_code == 400
    assert store.list_follow_ups(session, PILKADA) == []


def test_without_figures_the_list_says_so(open_page: Open) -> None:
    assert "Belum ada angka, jadi belum ada yang ditindaklanjuti." in open_page("/follow-ups")


@pytest.mark.usefixtures("meeting", "no_csrf")
def test_every_page_speaks_english(session: Session, client: FlaskClient, open_page: Open) -> None:
    address = sikka(session, client)
    open_page(address)  # says in Indonesian that it was opened
    for page in ("/follow-ups?", f"{address}?", "/follow-ups/new?", "/regions/53.07/letter?"):
        text = words(open_page(f"{page}lang=en"))
        assert not re.search(r"Tindak lanjut|Tenggat|Penyebab|Terbuka|belum", text), page


@pytest.mark.usefixtures("meeting", "no_csrf")
def test_the_summary_has_a_sheet_of_what_is_selected(session: Session, client: FlaskClient) -> None:
    sikka(session, client)

    def agencies(query: str) -> set[str]:
        answer = client.get(f"/reports/ringkasan.xlsx?{query}")
        book = load_workbook(io.BytesIO(answer.data))
        rows = book["Tindak Lanjut"].iter_rows() if "Tindak Lanjut" in book.sheetnames else ()
        return {str(row[3].value) for row in rows} & {"KPU", "Bawaslu", "TNI", "POLRI", "Polri"}

    assert "KPU" in agencies("")
    assert agencies("band=below40") == {"KPU"}
    assert agencies("band=full") == set()
    assert agencies("agency=TNI") == {"TNI"}


@pytest.mark.usefixtures("meeting", "no_csrf")
def test_deadlines_are_a_calendar(session: Session, client: FlaskClient) -> None:
    sikka(session, client)
    say(
        session,
        term("53.12", "KPU", TermKind.TRANCHE, "Tahap II|60|2024-08-20"),
        term("53.09", "KPU", TermKind.TRANCHE, "Tahap II|60|2024-08-21"),
        file="jadwal.xlsx",
    )

    answer = client.get("/follow-ups.ics")

    assert answer.mimetype == "text/calendar"
    found = answer.text.replace("\r\n ", "")
    assert "UID:follow-up-1@nphd-tracker\r\n" in found
    assert "DTSTART;VALUE=DATE:20240815\r\n" in found
    assert "SUMMARY:Janji: Kab. Sikka\\, KPU\r\n" in found
    assert "DESCRIPTION:Transfer tahap II\\nBPKAD Kabupaten Sikka\\nPilkada 2024\r\n" in found
    assert f"UID:tranche-{number_of(session, '53.12')}-1@nphd-tracker" in found
    assert "DTSTART;VALUE=DATE:20240820" in found
    assert "DTSTART;VALUE=DATE:20240821" not in found  # it is at 100%
    assert client.get("/follow-ups.ics?agency=TNI").text.count("BEGIN:VEVENT") == 0


@pytest.mark.usefixtures("meeting", "no_csrf")
def test_a_letter_names_amounts_what_was_due_and_what_was_promised(
    session: Session, client: FlaskClient, open_page: Open
) -> None:
    sikka(session, client)

    page = words(open_page("/regions/53.07/letter"))
    assert "Hal : Pencairan NPHD Pilkada 2024" in page
    assert "yang sudah jatuh tempo (menurut perkiraan 40%/60% Permendagri 41/2020" in page

    assert "Bupati Sikka" in page
    assert "terdapat 1 NPHD Pilkada 2024 dari Kabupaten Sikka yang belum cair 100%" in page
    assert "KPU – 21.700.000.000 7.000.000.000 14.700.000.000 32,25%" in page
    assert "21.700.000.000 per 27 Juni 2024 (perkiraan, Permendagri 41/2020)" in page
    assert "KPU: Kas daerah belum tersedia; Transfer tahap II (BPKAD Kabupaten Sikka)" in page
    assert "REKAAN" not in page
    answer = client.get("/regions/53.07/letter.docx")
    assert "surat-nphd-53.07-2024-08-01.docx" in answer.headers["Content-Disposition"]
    document = Document(io.BytesIO(answer.data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert "14.700.000.000" in cells
    assert "Transfer tahap II" in cells
    assert "hanya memuat" not in page


@pytest.mark.usefixtures("meeting")
def test_a_letter_limited_to_a_grantee_says_so_on_paper_too(
    client: FlaskClient, client_of: Callable[..., FlaskClient]
) -> None:
    limited = client_of(Role.OFFICER, Scope(frozenset(), frozenset({Agency.BAWASLU})))
    for one, query in ((client, "?agency=BAWASLU"), (limited, "")):
        page = one.get(f"/regions/53.09/letter{query}").text
        assert "dari Kabupaten Ngada yang pencairannya belum dilaporkan." in words(page)
        assert "Surat ini hanya memuat NPHD untuk Bawaslu." in words(page)
        document = re.search(r'href="(/regions/53.09/letter.docx[^"]*)"', page)
        assert document is not None
        content = one.get(document[1].replace("&amp;", "&")).data
        said = " ".join(one.text for one in Document(io.BytesIO(content)).paragraphs)
        assert "Surat ini hanya memuat NPHD untuk Bawaslu." in said


def test_what_the_demo_agreed_is_of_every_state(session: Session, open_page: Open) -> None:
    later = date(2024, 12, 31)
    for number, agency in enumerate(("KPU", "BAWASLU", "TNI", "POLRI")):
        after = 16_000_000_000 if agency == "POLRI" else 9_000_000_000 - number
        say(
            session,
            figure("53.07", agency, Measure.COMMITTED, 16_000_000_000, on=OPENED_ON),
            figure("53.07", agency, Measure.DISBURSED, 6_000_000_000, on=OPENED_ON),
            figure("53.07", agency, Measure.DISBURSED, after, on=later),
            election=INVENTED,
            file=f"{agency}.xlsx",
        )
    assert open_examples(session, date.today(), polling_day(INVENTED)) == 4
    session.commit()
    page = words(open_page(f"/follow-ups?election={INVENTED}&state=all"))
    assert "lewat tenggat 1" in page
    assert "terbuka 2" in page
    assert "ditutup 1" in page


@pytest.mark.usefixtures("meeting", "no_csrf")
def test_the_list_of_what_is_below_says_what_was_agreed(
    session: Session, client: FlaskClient, open_page: Open
) -> None:
    none = "Belum ada yang disepakati tentang NPHD ini."
    assert none in section(open_page("/"), "below")
    sikka(session, client)
    for page in ("/", "/agencies/KPU", "/regions/53"):
        below = section(open_page(page), "below")
        assert none not in below
        assert (
            "Kas daerah belum tersedia: Transfer tahap II (BPKAD Kabupaten Sikka), tenggat 15"
            " Agustus 2024; lewat tenggat Kab. Sumba Barat" in below
        )
        assert below.count("belum ada") == 3
    assert none in section(open_page("/regions/53.12"), "below")
    sheet = load_workbook(io.BytesIO(client.get("/reports/ringkasan.xlsx").data))["Belum 100%"]
    said = {str(row[2].value): row[12].value for row in sheet.iter_rows()}
    assert "Transfer tahap II (BPKAD Kabupaten Sikka), tenggat 15" in str(said["Kabupaten Sikka"])
    assert said["Kabupaten Lembata"] == "–"


@pytest.mark.usefixtures("meeting")
def test_who_is_complete_gets_no_letter(client: FlaskClient) -> None:
    query = "agency=KPU"
    assert client.get(f"/regions/53.09/letter?{query}").status_code == 404
    assert client.get("/regions/99.99/letter").status_code == 404


def test_a_letter_over_invented_figures_says_so(session: Session, open_page: Open) -> None:
    say(session, *ntt(), election=INVENTED)
    page = words(open_page("/regions/53.07/letter"))
    assert "ANGKA REKAAN UNTUK CONTOH; BUKAN SURAT RESMI" in page


@pytest.mark.browser
def test_a_letter_about_every_grantee_prints_on_one_sheet_within_its_margins(
    page: Page, address: str, session: Session
) -> None:
    for agency in ("KPU", "BAWASLU", "TNI", "POLRI"):
        say(
            session,
            figure("53.07", agency, Measure.COMMITTED, 16_000_000_000),
            figure("53.07", agency, Measure.DISBURSED, 6_240_000_000),
            term("53.07", agency, TermKind.NUMBER, f"900/01/REKAAN-5307/{agency}/2023"),
            election=INVENTED,
            file=f"{agency}.xlsx",
        )
    page.set_viewport_size({"width": 642, "height": 971})  # A4 less its margins
    page.goto(f"{address}/regions/53.07/letter")
    assert count_sheets(page.pdf(prefer_css_page_size=True)) == 1
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= 642
    sizes = "s => getComputedStyle(document.querySelector(s)).fontSize"
    assert page.evaluate(sizes, ".letter h1") == page.evaluate(sizes, ".letter dt")


@pytest.mark.usefixtures("meeting")
def test_an_office_may_have_a_letter_of_its_own(app: Flask, client: FlaskClient) -> None:
    own = Document()
    own.add_paragraph("DINAS: {{ tujuan }}")
    own.save(str(settings_of(app).instance_path / "letter.docx"))
    document = Document(io.BytesIO(client.get("/regions/53.07/letter.docx").data))
    assert [one.text for one in document.paragraphs] == ["DINAS: Bupati Sikka"]


@pytest.mark.browser
@pytest.mark.usefixtures("meeting")
def test_the_cycle_in_a_browser(page: Page, address: str, session: Session) -> None:
    """From an agreement to a promise, to the import that reaches 100%, to closed with a mark."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{address}/regions/53.07")
    page.get_by_role("link", name="KPU", exact=True).first.click()
    page.get_by_role("link", name="Buka tindak lanjut").click()
    page.get_by_label("Penyebab").select_option(label="Kas daerah belum tersedia")
    page.get_by_label("Yang dijanjikan").fill("Transfer tahap II")
    page.get_by_label("Dijanjikan oleh (kantor)").fill("BPKAD Kabupaten Sikka")
    page.get_by_label("Tenggat").fill("2099-08-15")
    page.get_by_role("button", name="Buka tindak lanjut").click()
    expect(page.get_by_text("Tindak lanjut dibuka.")).to_be_visible()
    expect(page.locator(".mark-open")).to_have_text("Terbuka")
    own = page.url

    reach(session)

    page.goto(own.partition("?")[0])  # the newest day, not that of its opening
    expect(page.locator(".mark-closed")).to_have_text("Ditutup")
    expect(page.locator(".page-basis")).to_contain_text("otomatis: NPHD 100% atau selesai")
    expect(page.get_by_text("32,25% → 100,00%")).to_be_visible()
    page.get_by_role("link", name="Tindak lanjut", exact=True).first.click()
    expect(page.get_by_text("Tidak ada dengan status ini.")).to_be_visible()
    page.get_by_role("link", name="ditutup 1").click()
    expect(page.get_by_role("link", name="Kab. Sikka, KPU")).to_be_visible()
    assert said == []


@pytest.mark.browser
@pytest.mark.parametrize(
    "path", ["/follow-ups", "/follow-ups/new", "/follow-ups/1", "/regions/53.07/letter"]
)
def test_pages_fit_a_telephone(page: Page, address: str, session: Session, path: str) -> None:
    say(session, *ntt())
    (holding,) = store.load_holdings(session, PILKADA, region="53.07")
    standing = stand(holding, MEETING, Basis.DISBURSED_COMMITTED)
    promise = Promise(Cause.CASH, "Transfer tahap II " * 8, "BPKAD Kabupaten Sikka", MEETING)
    store.open_follow_up(session, standing, promise)
    session.commit()
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{address}{path}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.browser
@pytest.mark.usefixtures("meeting")
def test_the_letter_prints_on_one_upright_sheet(page: Page, address: str) -> None:
    page.goto(f"{address}/regions/53.07/letter")
    pdf = page.pdf(prefer_css_page_size=True)
    assert count_sheets(pdf) == 1
    sides = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert sides is not None
    assert float(sides[1]) < float(sides[2])
    text = read_text(pdf)
    assert "BupatiSikka" in text
    assert "14.700.000.000" in text
    assert "Daftartagih" not in text
