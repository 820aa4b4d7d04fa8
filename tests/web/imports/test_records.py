"""The record of an import: complete, printable, undone with its effect known, held against others."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from openpyxl import Workbook
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.web.imports import records
from tests.web.seen import words
from tests.web.sending import (
    SHEETS,
    File,
    file,
    import_and_apply,
    send,
    small_recap,
    upload,
    workbook,
)

RECAP = SHEETS / "rekap-nphd-ntt-2024-08-01.xlsx"
PROBLEMS = SHEETS / "rekap-bermasalah.xlsx"
REGISTER_HEAD: list[object] = [
    "NO",
    "KABUPATEN/KOTA",
    "PENERIMA HIBAH",
    "NOMOR NPHD",
    "TANGGAL NPHD",
    "NILAI NPHD",
]


def recap(spent: int, day: str = "1 AGUSTUS 2024", name: str = "rekap.xlsx") -> File:
    rows = small_recap(spent)
    rows[1] = [f"POSISI : {day}"]
    return workbook(rows, name)


def terms(number: str) -> File:
    return workbook(
        [
            ["DAFTAR NPHD PILKADA 2024 PROVINSI NUSA TENGGARA TIMUR"],
            ["POSISI : 1 AGUSTUS 2024"],
            [],
            REGISTER_HEAD,
            [1, "Kabupaten Ngada", "KPU", number, "10 November 2023", 28_196_513_000],
            [2, "Kabupaten Malaka", "KPU", "9/NPHD/2023", "11 November 2023", 20_000_000_000],
        ],
        f"daftar-{number[0]}.xlsx",
    )


def page(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return words(answer)


def apply_with_errors(client: FlaskClient, sent: Path) -> None:
    upload(client, file(sent))
    send(client, "/imports/1/apply", {"leave_out_errors": "1"})


# --- the record


def test_record_names_the_file_its_bytes_and_its_moments(
    client: FlaskClient, session: Session
) -> None:
    import_and_apply(client, file(RECAP))
    text = page(client, "/imports/1")
    row = store.get_import(session, 1)
    assert row.sha256 in text
    assert "Impor nomor 1." in text
    assert re.search(r"Diunggah \d+ \w+ \d{4}, \d\d\.\d\d WIB", text)
    assert re.search(r"Diterapkan \d+ \w+ \d{4}, \d\d\.\d\d WIB", text)
    assert "Jawaban yang diberikan tidak ada; semua dibaca dari berkas" in text


def test_record_keeps_the_answers_given(client: FlaskClient) -> None:
    upload(client, file(RECAP), as_of="2024-08-05", source="grantee")
    send(client, "/imports/1/apply")
    text = page(client, "/imports/1")
    assert "Jawaban: Tanggal posisi 5 Agustus 2024" in text
    assert "Jawaban: Angka berasal dari Penerima" in text


def test_figures_stand_under_their_agreement_which_opens(client: FlaskClient) -> None:
    import_and_apply(client, recap(3_000_000_000))
    import_and_apply(client, recap(4_000_000_000, name="baru.xlsx"))
    text = page(client, "/imports/2")
    assert "0 angka baru · 1 berubah · 3 tetap sama" in text
    assert "Kab. Ngada · KPU 1 berubah, 1 tetap sama" in text
    assert "Pencairan 1 Agustus 2024 3.000.000.000 4.000.000.000 Rekap!E5" in text
    assert "Kab. Malaka · KPU 2 tetap sama" in text
    html = client.get("/imports/2").get_data(as_text=True)
    links = re.findall(r'href="(/agreements/\d+)">Kab\. Ngada', html)
    assert links
    assert "Kabupaten Ngada" in page(client, links[0])


def test_new_and_changed_terms_are_told(client: FlaskClient) -> None:
    import_and_apply(client, terms("1/NPHD/2023"))
    first = page(client, "/imports/1")
    assert "4 keterangan NPHD baru (nomor NPHD, tanggal NPHD)" in first
    assert "Tanggal NPHD baru 10 November 2023 Rekap!E5" in first
    import_and_apply(client, terms("2/NPHD/2023"))
    second = page(client, "/imports/2")
    assert "1 keterangan berubah (nomor NPHD)" in second
    assert "Nomor NPHD 1/NPHD/2023 2/NPHD/2023 Rekap!D5" in second


def test_terms_are_told_before_they_are_applied(client: FlaskClient) -> None:
    upload(client, terms("1/NPHD/2023"))
    assert "4 keterangan NPHD baru" in page(client, "/imports/preview?ids=1")


def test_each_row_left_out_says_why(client: FlaskClient) -> None:
    apply_with_errors(client, PROBLEMS)
    text = page(client, "/imports/1")
    assert 'href="/imports/1/lembar?sheet=Rekap&amp;cell=C8#C8"' in client.get("/imports/1").text
    assert "11 baris tidak diambil, karena:" in text
    assert (
        "Rekap 8 Rekap!C8 Kab. Antah Berantah Daerah “Kab. Antah Berantah” tidak dikenal." in text
    )
    assert "20 baris dibaca, 9 dipakai, 11 baris tidak diambil" in text
    assert "kesalahan lain" not in text
    assert "10 peringatan" in text
    assert "Rekap!E25 JUMLAH 999.000.000.000 220.200.000.000,50 778.799.999.999,50" in text


def test_record_of_an_undone_import_stays_whole(client: FlaskClient) -> None:
    import_and_apply(client, file(RECAP))
    send(client, "/imports/1/undo")
    text = page(client, "/imports/1")
    assert re.search(r"Dibatalkan \d+ \w+ \d{4}", text)
    assert "Kab. Ngada · KPU 2 baru" in text
    assert "Bandingkan" not in text


def test_discarded_file_shows_what_it_said_without_links(client: FlaskClient) -> None:
    upload(client, recap(1))
    send(client, "/imports/1/discard")
    assert "Kab. Ngada · KPU 2 baru" in page(client, "/imports/1")
    assert "/agreements/" not in client.get("/imports/1").get_data(as_text=True)


# --- undo


def test_undo_page_says_what_changes_back_and_to_which_file(client: FlaskClient) -> None:
    import_and_apply(client, recap(3_000_000_000, "1 JULI 2024", "juli.xlsx"))
    import_and_apply(client, recap(4_500_000_000, name="agustus.xlsx"))
    text = page(client, "/imports/2/undo")
    assert "4 nilai berubah pada 2 NPHD" in text
    assert "3 nilai hanya berganti tanggal; jumlahnya tetap." in text
    assert (
        "Kab. Ngada KPU Pencairan 4.500.000.000 1 Agustus 2024 3.000.000.000 1 Juli 2024 "
        "-1.500.000.000 juli.xlsx" in text
    )
    assert "Pencairan 2 5.500.000.000 4.000.000.000 -1.500.000.000" in text


def test_undo_that_changes_no_value_says_so(client: FlaskClient) -> None:
    import_and_apply(client, recap(3_000_000_000, "1 JULI 2024", "juli.xlsx"))
    import_and_apply(client, recap(4_500_000_000, name="agustus.xlsx"))
    text = page(client, "/imports/1/undo")
    assert "0 nilai berubah" in text
    assert "4 angka dari berkas ini tidak dipakai lagi. Tidak satu pun mengubah nilai" in text
    assert "Nilai yang berubah" not in text


def test_undo_of_the_only_file_leaves_nothing(client: FlaskClient) -> None:
    import_and_apply(client, terms("1/NPHD/2023"))
    text = page(client, "/imports/1/undo")
    assert "28.196.513.000 1 Agustus 2024 tidak ada – tidak ada lagi" in text
    assert "Kab. Ngada KPU Nomor NPHD 1/NPHD/2023 –" in text


def test_what_the_undo_page_says_is_what_happens(client: FlaskClient, session: Session) -> None:
    import_and_apply(client, recap(3_000_000_000, "1 JULI 2024", "juli.xlsx"))
    import_and_apply(client, recap(4_500_000_000, name="agustus.xlsx"))
    send(client, "/imports/2/undo")
    assert "3.000.000.000 1 Juli 2024" in page(client, "/agreements/1")


# --- two imports


def test_a_later_recap_is_held_against_the_earlier_one(client: FlaskClient) -> None:
    import_and_apply(client, recap(3_000_000_000, "1 JULI 2024", "juli.xlsx"))
    import_and_apply(client, recap(4_500_000_000, name="agustus.xlsx"))
    assert "juli.xlsx" in page(client, "/imports/2")
    text = page(client, "/imports/compare?older=1&newer=2")
    assert "Impor 2 dibandingkan dengan impor 1" in text
    assert "1 nilai berbeda, 3 sama." in text
    assert "Pencairan 2 4.000.000.000 5.500.000.000 +1.500.000.000 – –" in text
    assert (
        "Kab. Ngada KPU Pencairan 3.000.000.000 1 Juli 2024 4.500.000.000 1 Agustus 2024 "
        "+1.500.000.000" in text
    )
    assert "4 di impor lama, 4 di impor baru" in text


def test_corrected_figures_are_shown_with_both_cells(client: FlaskClient) -> None:
    import_and_apply(client, recap(3_000_000_000))
    import_and_apply(client, recap(2_500_000_000, name="perbaikan.xlsx"))
    text = page(client, "/imports/compare?older=1&newer=2")
    assert "1 Agustus 2024 3.000.000.000 Rekap!E5 2.500.000.000 Rekap!E5 -500.000.000" in text
    assert "3 angka sama di keduanya." in text


def test_order_of_a_comparison_is_that_of_applying(client: FlaskClient) -> None:
    import_and_apply(client, recap(1))
    import_and_apply(client, recap(2, name="baru.xlsx"))
    answer = client.get("/imports/compare?older=2&newer=1")
    assert answer.status_code == 302
    assert answer.location.endswith("/imports/compare?older=1&newer=2")


def test_nothing_different_is_said_in_words(client: FlaskClient) -> None:
    import_and_apply(client, recap(1))
    import_and_apply(client, workbook([*small_recap(1), ["catatan"]], "sama.xlsx"))
    text = page(client, "/imports/compare?older=1&newer=2")
    assert "Tidak ada nilai yang berbeda: kedua berkas menyebut 4 nilai yang sama." in text
    assert "Tidak ada angka pada tanggal yang sama yang berbeda." in text


@pytest.mark.parametrize(
    ("query", "status"),
    [("", 404), ("older=1", 404), ("older=x&newer=1", 404), ("older=1&newer=1", 404),
     ("older=1&newer=9", 404), ("older=1&newer=2", 409)],
)  # fmt: skip
def test_what_cannot_be_compared_is_said(client: FlaskClient, query: str, status: int) -> None:
    import_and_apply(client, recap(1))
    upload(client, recap(2, name="menunggu.xlsx"))
    assert client.get(f"/imports/compare?{query}").status_code == status


# --- size and looks


def many(number: int, amount: int, name: str) -> File:
    """A register of so many transfers, each with a number of its own."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Register")
    sheet.append(["REGISTER PENCAIRAN HIBAH PILKADA 2024 KABUPATEN NGADA"])
    sheet.append([])
    sheet.append(["NO", "TANGGAL", "NO SP2D", "KABUPATEN", "PENERIMA", "JUMLAH PENCAIRAN"])
    for row in range(number):
        on = f"2024-0{row % 7 + 1}-{row % 28 + 1:02}"
        sheet.append([row + 1, on, f"SP2D/{row}", "Kabupaten Ngada", "KPU", amount + row])
    content = io.BytesIO()
    book.save(content)
    return io.BytesIO(content.getvalue()), name


def test_long_lists_are_cut_and_their_totals_are_not(client: FlaskClient) -> None:
    import_and_apply(client, many(700, 1_000_000, "satu.xlsx"))
    import_and_apply(client, many(700, 2_000_000, "dua.xlsx"))
    record = client.get("/imports/1")
    assert "700 angka baru" in words(record)
    assert "hanya memuat sebagian angka baru" in words(record)
    assert record.get_data(as_text=True).count("<tr") < records.SHOWN + 50
    compared = client.get("/imports/compare?older=1&newer=2")
    text = words(compared)
    assert "700 angka berbeda" in text
    assert "+700.000.000" in text
    assert "Daftar ini memuat 250 dari 700" in text
    assert compared.get_data(as_text=True).count("<tr") < records.SHOWN + 50


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/imports/2", "Record of import number 2"),
        ("/imports/2/undo", "Undo this import?"),
        ("/imports/compare?older=1&newer=2", "Import 2 compared with import 1"),
    ],
)
def test_pages_speak_english(client: FlaskClient, address: str, said: str) -> None:
    import_and_apply(client, recap(1))
    import_and_apply(client, recap(2, name="baru.xlsx"))
    joint = "&" if "?" in address else "?"
    text = page(client, f"{address}{joint}lang=en")
    assert said in text
    assert "Rp 0" not in text
    assert " nilai " not in text


@pytest.mark.browser
def test_undo_with_its_effect_works_without_javascript(
    new_context: Callable[..., BrowserContext], client: FlaskClient, address: str
) -> None:
    import_and_apply(client, recap(3_000_000_000, "1 JULI 2024", "juli.xlsx"))
    import_and_apply(client, recap(4_500_000_000, name="agustus.xlsx"))
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{address}/imports/2")
    page.get_by_label("Bandingkan dengan impor").select_option("1")
    page.get_by_role("button", name="Bandingkan").click()
    expect(page.get_by_role("heading", name="Impor 2 dibandingkan dengan impor 1")).to_be_visible()
    page.goto(f"{address}/imports/2")
    page.get_by_role("link", name="Batalkan impor").click()
    expect(page.get_by_text("-1.500.000.000").first).to_be_visible()
    page.get_by_role("button", name="Ya, batalkan impor").click()
    expect(page.get_by_text("Impor dibatalkan.")).to_be_visible()


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_is_wider_than_the_window(
    page: Page, client: FlaskClient, address: str, width: int
) -> None:
    import_and_apply(client, file(RECAP))
    import_and_apply(client, recap(2, name="baru-" + "x" * 90 + ".xlsx"))
    page.set_viewport_size({"width": width, "height": 800})
    for place in ("/imports/1", "/imports/2/undo", "/imports/compare?older=1&newer=2"):
        page.goto(address + place)
        too_wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert too_wide <= 0, place


@pytest.mark.browser
def test_printed_record_shows_its_name_and_number_and_no_navigation(
    page: Page, client: FlaskClient, address: str
) -> None:
    import_and_apply(client, file(RECAP))
    page.goto(f"{address}/imports/1")
    page.emulate_media(media="print")
    head = page.locator(".print-head")
    expect(head).to_be_visible()
    expect(head).to_contain_text("Catatan impor nomor 1")
    assert head.evaluate("one => getComputedStyle(one).display") == "table-header-group"
    for hidden in ("header.site-header", "nav.crumbs", ".record-actions", ".site-footer"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.get_by_text("Nomor urut")).to_be_visible()
