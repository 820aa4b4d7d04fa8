"""The officer's own grid: what is shown of it, and what each answer does to it."""

import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import Workbook, load_workbook
from openpyxl.styles import PatternFill
from playwright.sync_api import BrowserContext, Page, expect
from werkzeug.test import TestResponse

from nphd_tracker import intake, store
from nphd_tracker.reading import Answers
from nphd_tracker.web.grid.cells import show_value
from nphd_tracker.web.serving.database import db
from nphd_tracker.web.serving.settings import settings_of
from tests.web.seen import words
from tests.web.sending import File, figures_known, file, preview, send, small_recap, workbook

SHEETS = Path(__file__).parents[2] / "sheets"
TROUBLED = SHEETS / "rekap-bermasalah.xlsx"
RECAP = SHEETS / "rekap-nphd-ntt-2024-08-01.xlsx"


def stage(client: FlaskClient, given: File) -> int:
    _page, ids = preview(client, given)
    return ids[0]


def look(client: FlaskClient, number: int, **where: object) -> str:
    """The page of a sheet, as HTML."""
    response = client.get(f"/imports/{number}/lembar", query_string=where)
    assert response.status_code == 200, response.text
    return response.get_data(as_text=True)


def read(client: FlaskClient, number: int, **where: object) -> str:
    """The page of a sheet, as text."""
    return " ".join(re.sub(r"<[^>]+>", " ", look(client, number, **where)).split())


def answer(client: FlaskClient, number: int, kind: str, **fields: object) -> TestResponse:
    response = send(client, f"/imports/{number}/lembar", {"kind": kind, "sheet": "Rekap"} | fields)
    assert response.status_code == 302
    return client.get(response.location)


def answers(app: Flask, number: int, sheet: str = "Rekap") -> Answers:
    with app.app_context():
        row = store.get_import(db.session, number)
        return intake.read_options(json.loads(row.options)).answers.get(sheet, Answers())


def line(page: str, row: int) -> str:
    """One row of the grid, as HTML."""
    found = re.search(rf'<tr id="b{row}".*?</tr>', page, re.S)
    assert found is not None
    return found[0]


def long_recap(rows: int) -> list[list[object]]:
    data = [[n, "Kabupaten Ngada", f"Polsek {n}", 1_000_000 + n, n] for n in range(1, rows + 1)]
    return [*small_recap()[:4], *data]


def test_the_grid_stands_as_the_officer_made_it(client: FlaskClient) -> None:
    page = look(client, stage(client, file(RECAP)))
    assert re.findall(r'<th scope="col">([A-Z]+)</th>', page)[:4] == ["A", "B", "C", "D"]
    assert "Nilai NPHD KPU" in page
    assert 'class="n">28.196.513.000<' in line(page, 18)
    assert 'colspan="3">KPU<' in line(page, 6)
    assert "judul kolom" in line(page, 5)
    assert ">dibaca<" in line(page, 18)
    assert ">jumlah<" in line(page, 32)


def test_problems_stand_on_their_cells_and_in_words_below(client: FlaskClient) -> None:
    page = look(client, stage(client, file(TROUBLED)))
    assert '<td class="e" id="C7">Kupang</td>' in page
    assert 'colspan="8">REKAP NPHD (CONTOH' in line(page, 1)
    assert '<td class="n w" id="F10">6.000.000.000</td>' in page
    assert '<td class="x e" id="F16">#REF!</td>' in page
    assert "tidak diambil" in line(page, 7)
    below = page[page.index(line(page, 7)) + len(line(page, 7)) :]
    said = re.search(r'<li class="said-error"><a href="#C7">C7</a>: (.*?)</li>', below)
    assert said is not None
    assert "dapat berarti Kabupaten Kupang atau Kota Kupang" in said[1]
    assert 'href="#b8">Masalah berikutnya: baris 8<' in below
    assert "tersembunyi" in line(page, 12)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page


def test_which_kupang_is_asked_once_and_answered_at_once(app: Flask, client: FlaskClient) -> None:
    number = stage(client, file(TROUBLED))
    assert "“Kupang” adalah daerah yang mana?" in read(client, number)
    page = answer(client, number, "region", text="Kupang", code="53.71")
    assert "11 kesalahan" not in words(page)
    assert "Sudah dibaca ulang" in words(page)
    assert "“Kupang” adalah daerah yang mana?" not in words(page)
    assert "“Kupang” = Kota Kupang" in words(page)
    assert answers(app, number).regions == {"Kupang": "53.71"}
    assert figures_known(app) == 0


def test_another_region_may_be_typed(app: Flask, client: FlaskClient) -> None:
    number = stage(client, file(TROUBLED))
    answer(client, number, "region", text="Kab. Antah Berantah", other="Kabupaten Sabu Raijua")
    assert answers(app, number).regions == {"Kab. Antah Berantah": "53.20"}
    page = answer(client, number, "region", text="Kupang", other="Atlantis")
    assert "Daerah “Atlantis” tidak dikenal." in words(page)
    assert 'value="Atlantis"' in page.text
    page = answer(client, number, "region", text="Kupang", other="kupang")
    assert "“kupang” dapat berarti: Kabupaten Kupang, Kota Kupang. Tulis" in words(page)
    assert page.text.count('value="kupang"') == 1
    said = {"kind": "region", "sheet": "Rekap", "text": "Kupang", "anchor": "pertanyaan"}
    refused = send(client, f"/imports/{number}/lembar", {**said, "other": "kupang"})
    assert refused.location.endswith("#content")  # where it is said why
    taken = send(client, f"/imports/{number}/lembar", {**said, "code": "53.71"})
    assert taken.location.endswith("#pertanyaan")


def test_an_unknown_grantee_is_answered(app: Flask, client: FlaskClient) -> None:
    number = stage(client, file(TROUBLED))
    page = answer(client, number, "agency", text="Dinas Pariwisata", agency="OTHER")
    assert "“Dinas Pariwisata” = Penerima lain" in words(page)
    assert answers(app, number).agencies == {"Dinas Pariwisata": "OTHER"}


def test_rows_are_left_out_and_taken_back(app: Flask, client: FlaskClient) -> None:
    number = stage(client, file(TROUBLED))
    answer(client, number, "skip", rows=["13", "14"])
    page = look(client, number)
    assert "Anda lewati" in line(page, 13)
    assert 'value="take:13"' in page
    answer(client, number, "skip", one="take:13")
    assert answers(app, number).left_out == {14}
    answer(client, number, "skip", one="skip:16")
    assert answers(app, number).left_out == {14, 16}
    answer(client, number, "withdraw", key="left_out:16")
    assert answers(app, number).left_out == {14}
    answer(client, number, "unit", unit="1")
    answer(client, number, "withdraw", key="all")
    assert answers(app, number) == Answers()


def test_what_was_wrong_with_a_row_left_out_stays_told(app: Flask, client: FlaskClient) -> None:
    number = stage(client, file(TROUBLED))
    answer(client, number, "skip", rows="8")
    with app.app_context():
        said = json.loads(store.get_import(db.session, number).description)["skipped"]
    assert [(one["cell"], one["value"]) for one in said if one["severity"] == "error"] == [
        ("C8", "Kab. Antah Berantah")
    ]
    send(client, f"/imports/{number}/apply", {"leave_out_errors": "1"})
    record = words(client.get(f"/imports/{number}").text)
    assert re.search(r"C8 Kab. Antah Berantah Dilewati: ", record)
    notes = load_workbook(io.BytesIO(client.get(f"/imports/{number}/catatan.xlsx").data))["Catatan"]
    told = [str(cell.value) for row in notes.iter_rows() for cell in row]
    assert any(text.startswith("Dilewati: ") for text in told)


def test_a_sheet_without_errors_left_is_applied_as_it_was_shown(
    app: Flask, client: FlaskClient
) -> None:
    number = stage(client, file(TROUBLED))
    answer(client, number, "region", text="Kupang", code="53.71")
    bad = re.search(
        r'name="rows" value="([\d,]+)">\s*<button class="btn btn-outline', look(client, number)
    )
    assert bad is not None
    answer(client, number, "skip", rows=bad[1])
    answer(client, number, "skip", rows="8,9,23")
    assert "Tidak ada yang perlu dijawab di lembar ini" in read(client, number)
    assert send(client, f"/imports/{number}/apply").status_code == 302
    with app.app_context():
        (kpu,) = (
            holding
            for holding in store.load_holdings(db.session, store.list_elections(db.session)[0])
            if holding.region == "53.71" and holding.agency == "KPU"
        )
    assert {figure.amount for figure in kpu.figures} == {2_200_000_000_000}


def test_a_column_is_said_to_be_something_else(app: Flask, client: FlaskClient) -> None:
    number = stage(client, workbook(small_recap()))
    assert "Ubah cara membaca lembar ini" in read(client, number)
    page = answer(client, number, "column", letter="E", meaning="spent", agency="KPU")
    assert "Kolom E “REALISASI PENCAIRAN” = Belanja KPU" in words(page)
    answer(client, number, "column", letter="E", meaning="committed", part="after")
    assert answers(app, number).columns == {"E": "committed.after"}
    answer(client, number, "column", letter="E", meaning="ignored")
    assert answers(app, number).columns == {"E": "ignored"}
    answer(client, number, "column", letter="E", meaning="")
    assert answers(app, number).is_empty


def test_a_column_is_chosen_by_its_heading(client: FlaskClient) -> None:
    number = stage(client, workbook(small_recap()))
    page = look(client, number, kolom="E")
    assert re.search(r'<details class="panel settings" id="kolom" open>', page)
    assert '<option value="E" selected>' in page
    assert re.search(r'<option value="disbursed" selected>', page)


def test_the_header_band_is_moved(app: Flask, client: FlaskClient) -> None:
    number = stage(client, workbook(small_recap()))
    answer(client, number, "header", first="2", last="4")
    assert answers(app, number).header_rows == (2, 4)
    assert "judul kolom" in line(look(client, number), 2)
    answer(client, number, "header", first="", last="")
    assert answers(app, number).header_rows is None


def test_date_unit_election_and_source_are_said(app: Flask, client: FlaskClient) -> None:
    number = stage(client, workbook(small_recap()))
    page = answer(
        client, number, "sheet", as_of="31 Juli 2024", unit="1000", election="PSU 2025",
        source="grantee",
    )  # fmt: skip
    said = words(page)
    assert "Tanggal posisi = 31 Juli 2024" in said
    assert "Satuan angka = ribuan rupiah" in said
    assert "Kegiatan = PSU 2025" in said
    assert "Sumber = Penerima" in said
    answer(client, number, "withdraw", key="unit")
    assert answers(app, number).unit is None
    assert answers(app, number).election == "PSU 2025"


def test_a_missing_date_is_asked_for(client: FlaskClient) -> None:
    rows = [row for row in small_recap() if row and "POSISI" not in str(row[0])]
    number = stage(client, workbook(rows))
    assert "Angka di lembar ini posisi tanggal berapa?" in read(client, number)
    page = words(answer(client, number, "date", as_of="2024-08-01"))
    assert "4 angka baru" in page
    assert "posisi tanggal berapa" not in page


@pytest.mark.parametrize(
    ("kind", "fields", "said"),
    [
        ("header", {"first": "900"}, "Baris “900” tidak ada di lembar ini."),
        ("header", {"first": "0"}, "Baris “0” tidak ada di lembar ini."),
        ("column", {"letter": "ZZ", "meaning": "region"}, "Kolom “ZZ” tidak ada di lembar ini."),
        ("column", {"letter": "E", "meaning": "drop table"}, "Jawaban itu tidak dikenal."),
        ("column", {"letter": "E", "meaning": "spent", "part": "after"}, "Addendum hanya untuk"),
        ("region", {"text": "Kupang"}, "Pilih daerahnya dahulu."),
        ("agency", {"text": "x", "agency": "FIFA"}, "Pilih penerimanya dahulu."),
        ("sheet", {"as_of": "kemarin"}, "Tanggal “kemarin” tidak dapat dibaca."),
        ("sheet", {"unit": "7"}, "Jawaban itu tidak dikenal."),
        ("skip", {}, "Centang barisnya dahulu."),
        ("withdraw", {"key": "__class__"}, "Jawaban itu tidak dikenal."),
        ("nonsense", {}, "Jawaban itu tidak dikenal."),
    ],
)
def test_an_answer_that_makes_no_sense_changes_nothing(
    app: Flask, client: FlaskClient, kind: str, fields: dict[str, object], said: str
) -> None:
    number = stage(client, workbook(small_recap()))
    assert said in words(answer(client, number, kind, **fields))
    assert answers(app, number).is_empty


def test_answers_are_used_again_for_the_next_sheet_and_forgotten(
    app: Flask, client: FlaskClient
) -> None:
    first = stage(client, workbook(small_recap(region="Kupang")))
    answer(client, first, "region", text="Kupang", code="53.71")
    page, ids = preview(client, workbook(small_recap(5_000_000_000, region="Kupang")))
    assert (
        "Jawaban Anda untuk tata letak ini dipakai lagi (Rekap): Pemda “Kupang” = Kota Kupang"
        in page
    )
    assert "4 angka baru" in page
    assert "dipakai lagi" in read(client, ids[0])
    forgotten = words(answer(client, ids[0], "forget"))
    assert "dipakai lagi" not in forgotten
    assert "“Kupang” adalah daerah yang mana?" in forgotten
    page, _ids = preview(client, workbook(small_recap(6_000_000_000, region="Kupang")))
    assert "dipakai lagi" not in page


def test_a_changed_layout_is_shown_as_a_difference(app: Flask, client: FlaskClient) -> None:
    first = stage(client, workbook(small_recap()))
    answer(client, first, "column", letter="E", meaning="spent")
    rows = [[row[0], "KODE", *row[1:]] if n >= 3 else row for n, row in enumerate(small_recap())]
    for row in rows[4:]:
        row[1] = None
    number = stage(client, workbook(rows))
    page = read(client, number)
    assert "Mirip lembar yang pernah Anda jawab, tetapi judul kolomnya berubah" in page
    assert "Baru B: KODE" in page
    assert "REALISASI PENCAIRAN: E → F" in page
    assert answers(app, number).is_empty
    answer(client, number, "carry")
    assert answers(app, number).columns == {"F": "spent"}


def test_a_long_sheet_is_shown_page_by_page(client: FlaskClient) -> None:
    number = stage(client, workbook(long_recap(3_000)))
    first = look(client, number)
    assert "baris 1–60 dari 3.004" in first
    assert 'id="b61"' not in first
    last = look(client, number, row=3_001)
    assert 'id="b3001"' in last
    assert line(last, 3_004).count("1.003.000") == 1
    for page in (first, last):
        assert len(page.encode()) < 200_000
    assert 'id="b3004"' in look(client, number, page=9_999, row=99_999_999)


def test_a_wide_and_wordy_page_stays_light(app: Flask, client: FlaskClient) -> None:
    app.extensions["nphd-settings"] = replace(settings_of(app), large_file_bytes=10**9)
    headings = [*small_recap()[3], *(f"KETERANGAN {n}" for n in range(110))]
    wide = [*small_recap()[:3], headings]
    wide += [
        [n, "Kupang", "Tetangga", 1_000_000, "dua", *["“panjang” " * 30] * 110]
        for n in range(1, 400)
    ]
    page = look(client, stage(client, workbook(wide)))
    assert len(page.encode()) < 200_000
    assert "Kolom setelah CB tidak ditampilkan." in page


def test_changed_figures_show_what_they_were(client: FlaskClient) -> None:
    number = stage(client, workbook(small_recap()))
    send(client, f"/imports/{number}/apply")
    newer = stage(client, workbook(small_recap(4_000_000_000)))
    page = look(client, newer)
    assert "0 angka baru · 1 berubah · 3 tetap sama" in read(client, newer)
    assert "semula 3.000.000.000" in line(page, 5)
    assert "Angka yang berubah" in page


def test_an_applied_import_can_only_be_looked_at(app: Flask, client: FlaskClient) -> None:
    number = stage(client, workbook(small_recap()))
    send(client, f"/imports/{number}/apply")
    page = look(client, number)
    assert "28.196.513.000" in page
    assert 'name="kind"' not in page
    assert "tidak mengubahnya lagi" in words(answer(client, number, "skip", rows="5"))
    assert "Lihat lembarnya" in words(client.get(f"/imports/{number}"))


def test_a_sheet_that_was_not_read_can_be_seen_and_pointed_at(client: FlaskClient) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.title = "Catatan"
    book.active.append(["Rapat", 1])
    for title, state in (("Rekap", "visible"), ("Rahasia", "hidden")):
        sheet = book.create_sheet(title)
        sheet.sheet_state = state
        for row in small_recap():
            sheet.append(row)
        sheet["D5"].fill = PatternFill("solid", "FFFF00")
    content = io.BytesIO()
    book.save(content)
    number = stage(client, file(content.getvalue()))
    page = read(client, number)
    assert "Lembar Rekap" in page
    assert "Catatan tidak dibaca" in page
    assert "Dari lembar ini: 4 angka baru, 0 berubah, 0 tetap sama." in page
    assert "Rahasia tersembunyi" in page
    assert "Rapat" in read(client, number, sheet="Catatan")
    assert client.get(f"/imports/{number}/lembar?sheet=Tiada").status_code == 404


def test_a_form_without_its_token_is_refused(app: Flask, client: FlaskClient) -> None:
    number = stage(client, workbook(small_recap()))
    response = client.post(f"/imports/{number}/lembar", data={"kind": "skip", "rows": "5"})
    assert response.status_code == 400
    assert answers(app, number).is_empty


@pytest.mark.parametrize(
    ("value", "key", "shown"),
    [
        (28196513000, "KPU.committed", "28.196.513.000"),
        (2024, "", "2024"),
        (521211, "account", "521211"),
        (53.1, "region_code", "53,1"),
        (0.3225806451, "disbursed.percent", "0,3226"),
        (-1234567.5, "spent", "-1.234.567,5"),
        (True, "", "BENAR"),
        (None, "", ""),
        (1e300, "", "1,00000E+300"),
    ],
)
def test_values_look_as_in_excel(app: Flask, value: object, key: str, shown: str) -> None:
    with app.test_request_context():
        assert show_value(value, key)[0] == shown  # type: ignore[arg-type]


@pytest.mark.browser
def test_a_troubled_sheet_is_answered_and_applied(page: Page, address: str) -> None:
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(f"{address}/imports")
    page.locator("input[type=file]").set_input_files(TROUBLED)
    page.get_by_role("button", name="Lihat pratinjau").click()
    page.get_by_role("link", name="Lihat lembarnya dan jawab pertanyaan").click()

    expect(page.locator("#C7")).to_have_class("e")
    page.get_by_label("Kota Kupang").check()
    page.locator(".question").filter(has_text="“Kupang”").get_by_role(
        "button", name="Simpan jawaban"
    ).click()
    expect(page.get_by_text("Sudah dibaca ulang")).to_be_visible()
    expect(page.locator("#b7")).to_contain_text("dibaca")
    expect(page.locator("#jawaban")).to_contain_text("“Kupang” = Kota Kupang")

    page.get_by_role("button", name=re.compile(r"Lewati \d+ baris ini")).click()
    while (button := page.get_by_role("button", name="Lewati baris ini", exact=True)).count():
        button.first.click()
    expect(page.get_by_text("Tidak ada yang perlu dijawab di lembar ini")).to_be_visible()
    page.get_by_role("button", name="Terapkan", exact=True).first.click()
    expect(page.get_by_text("sudah diterapkan")).to_be_visible()
    assert refused == []


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("language", ["id", "en"])
def test_the_page_is_not_wider_than_the_screen(
    page: Page, address: str, width: int, language: str
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{address}/imports")
    page.locator("input[type=file]").set_input_files([TROUBLED])
    page.locator("#upload-button").click()
    page.wait_for_url("**/preview**")
    page.goto(f"{address}/imports/1/lembar?kolom=F&lang={language}")
    expect(page.locator("#b25")).to_be_attached()
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


@pytest.mark.browser
def test_answers_need_no_javascript(new_context: "type[BrowserContext]", address: str) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{address}/imports")
    page.locator("input[type=file]").set_input_files(TROUBLED)
    page.get_by_role("button", name="Lihat pratinjau").click()
    page.get_by_role("link", name="Lihat lembarnya dan jawab pertanyaan").click()
    page.locator("#b13 input[type=checkbox]").check()
    page.get_by_role("button", name="Lewati baris yang dicentang").click()
    expect(page.locator("#b13")).to_contain_text("Anda lewati")
    page.get_by_role("button", name="Ambil kembali baris 13").click()
    expect(page.locator("#b13")).to_contain_text("tidak diambil")
