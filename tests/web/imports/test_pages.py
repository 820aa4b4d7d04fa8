"""From an upload to a record that can be undone, on a real database and real workbooks."""

import io
import re
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import Workbook

from nphd_tracker import intake, store
from nphd_tracker.reading import ReadOptions
from nphd_tracker.web.incoming.sent_files import shown_name
from nphd_tracker.web.serving.database import db
from tests.web.seen import words
from tests.web.sending import (
    RECAP,
    REGISTER,
    SHEETS,
    figures_known,
    file,
    import_and_apply,
    preview,
    send,
    small_recap,
    upload,
    workbook,
)


def state(app: Flask) -> list[tuple[int, str]]:
    with app.app_context():
        return sorted((row.id, row.status) for row in store.list_imports(db.session))


def uploaded_at(app: Flask, number: int) -> datetime:
    with app.app_context():
        return store.get_import(db.session(), number).created_at


def test_upload_page_says_what_to_do_and_takes_many_files(client: FlaskClient) -> None:
    page = client.get("/imports").get_data(as_text=True)
    assert re.search(r'<input[^>]+type="file"[^>]+multiple', page)
    assert "Belum ada berkas yang diimpor." in page


def test_preview_says_what_was_recognised_and_changes_nothing(
    app: Flask, client: FlaskClient
) -> None:
    page, ids = preview(client, file(RECAP))
    assert "Pratinjau 1 berkas" in page
    assert "Posisi 1 Agustus 2024" in page
    assert "Kegiatan Pilkada 2024" in page
    assert "Satuan angka rupiah penuh" in page
    assert "31 angka baru · 0 berubah · 0 tetap sama" in page
    assert "Nilai NPHD KPU" in page
    assert state(app) == [(ids[0], "staged")]
    assert figures_known(app) == 0


def test_the_preview_tells_every_problem_that_a_check_tells(client: FlaskClient) -> None:
    names = [
        "good_rows_beside_bad_ones.xlsx", "negative_in_parentheses_and_over_a_hundred.xlsx",
        "hidden_column_and_row.xls", "zero_dash_blank_nil_and_not_reported.ods",
    ]  # fmt: skip
    page, ids = preview(client, *(file(SHEETS / name) for name in names))
    assert len(ids) == len(names)
    for name in names:
        checked = intake.check(SHEETS / name, name, ReadOptions())
        assert checked.problems
        for problem in checked.problems:
            assert " ".join(problem.indonesian.split()) in page, (name, problem.code)


def test_a_workbook_of_many_sheets_is_told_in_a_table(client: FlaskClient) -> None:
    book = Workbook()
    for number, month in enumerate(("MEI", "JUNI", "JULI"), start=5):
        sheet = book.create_sheet(month)
        for row in small_recap(number * 1_000_000_000):
            sheet.append([f"POSISI : 31 {month} 2024"] if row and "POSISI" in str(row[0]) else row)
    del book["Sheet"]
    book["JUNI"]["A2"] = "POSISI : 30 JUNI 2024"
    content = io.BytesIO()
    book.save(content)
    page, _ids = preview(client, file(content.getvalue()), file(REGISTER))
    assert "31 Mei 2024 – 31 Juli 2024" in page
    assert "JUNI 30 Juni 2024 Pilkada 2024 Pemda rupiah penuh 2 – 4" in page


def test_applying_leads_to_the_dashboard_of_that_election(app: Flask, client: FlaskClient) -> None:
    _page, ids = preview(client, file(RECAP))
    response = send(client, "/imports/apply", {"ids": str(ids[0])})
    assert (response.status_code, response.location) == (
        302,
        "/?election=Pilkada+2024&as_of=2024-08-01",
    )
    assert "64,03%" in words(client.get(response.location))
    assert state(app) == [(ids[0], "applied")]


def test_two_bad_files_are_named_and_the_others_go_on(app: Flask, client: FlaskClient) -> None:
    page, ids = preview(
        client, file(RECAP), file(b"", "kosong.xlsx"), file(REGISTER), file(b"\x89PNG", "foto.xlsx")
    )
    assert "2 berkas tidak dapat dibaca; 2 lainnya dapat diteruskan." in page
    assert "kosong.xlsx :" in page
    assert "foto.xlsx :" in page
    assert "Terapkan semua yang siap (2)" in page
    applied = send(client, "/imports/apply", {"ids": ",".join(map(str, ids))})
    after = words(client.get(applied.location))
    assert "Tidak dapat dibaca, jadi tidak ikut: kosong.xlsx, foto.xlsx" in after
    assert [status for _id, status in state(app)] == ["applied", "applied"]
    assert len(ids) == 2


def locked() -> bytes:
    """A workbook whose first part says it is encrypted."""
    content = bytearray(RECAP.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


BAD = {
    "empty": (b"", "Berkas ini kosong", "This file is empty"),
    "picture": (b"\x89PNG\r\n\x1a\n" + b"0" * 200, "Berkas ini gambar", "This file is a picture"),
    "cut off": (RECAP.read_bytes()[:3000], "Berkas ini rusak", "This file is damaged"),
    "locked": (locked(), "dikunci kata sandi", "locked by a password"),
    "no table": (
        workbook([["Rapat koordinasi"], ["Daftar hadir"]])[0].getvalue(),
        "Tidak ditemukan tabel NPHD",
        "No NPHD table was found",
    ),
    "no figures": (
        workbook([*small_recap()[:4], [1, "Kabupaten Ngada", "KPU"]])[0].getvalue(),
        "Tabel ditemukan, tetapi belum ada satu angka pun",
        "A table was found, but there is not a single figure",
    ),
}


@pytest.mark.parametrize(("content", "indonesian", "english"), BAD.values(), ids=BAD)
def test_a_bad_file_alone_gets_its_sentence_and_changes_nothing(
    app: Flask, client: FlaskClient, content: bytes, indonesian: str, english: str
) -> None:
    response = upload(client, file(content, "salah.xlsx"))
    assert response.status_code == 400
    assert "1 berkas tidak dapat dibaca, dan tidak ada yang berubah." in words(response)
    assert indonesian in words(response)
    client.get("/imports?lang=en")
    response = upload(client, file(content, "salah.xlsx"))
    assert response.status_code == 400
    assert english in words(response)
    assert state(app) == []


def test_without_a_good_row_the_button_says_why(client: FlaskClient) -> None:
    page, ids = preview(client, workbook([*small_recap()[:4], [1, "Kab. Antah", "KPU", 1000, 0]]))
    why = "Belum ada baris yang baik"
    assert page.count(why) == 1
    grid = client.get(f"/imports/{ids[0]}/lembar").text
    assert why in grid
    assert f'aria-describedby="no-good-rows-{ids[0]}"' in grid
    assert why not in preview(client, workbook([*small_recap(), [9, "Kab. Antah", "KPU", 1]]))[0]


def test_what_is_cut_from_a_list_is_said_and_the_unreadable_are_no_preview(
    client: FlaskClient,
) -> None:
    rows = small_recap() + [[n, "Kab. Ngada", f"Polsek {n}", 1000 + n, 0] for n in range(600)]
    page, _ids = preview(client, workbook(rows, "a.xlsx"), file(b"", "kosong.xlsx"))
    assert "Pratinjau 1 berkas" in page
    assert "Daftar ini memuat 500 dari 1.2" in page
    assert len(page.encode()) < 200_000
    assert "Bergerak (Rp)" not in page  # nothing stood before, so there is no such column


def test_a_long_list_of_problems_is_folded(client: FlaskClient) -> None:
    rows = small_recap() + [[n, f"Kab. Antah {n}", "KPU", 1000 + n, 0] for n in range(130)]
    page, _ids = preview(client, workbook(rows))
    assert "130 kesalahan: barisnya tidak diambil" in page
    assert "Lihat 30 lainnya" in page


def test_no_file_chosen_is_said(client: FlaskClient) -> None:
    response = upload(client)
    assert response.status_code == 400
    assert "Belum ada berkas yang dipilih." in words(response)


def test_position_date_answers_for_a_sheet_that_says_none(client: FlaskClient) -> None:
    rows = [row for row in small_recap() if row and "POSISI" not in str(row[0])]
    page, _ids = preview(client, workbook(rows), as_of="2024-07-01", source="grantee")
    assert "Posisi 1 Juli 2024" in page
    assert "Sumber Penerima" in page


def test_a_date_may_be_typed_in_words(client: FlaskClient) -> None:
    rows = [row for row in small_recap() if row and "POSISI" not in str(row[0])]
    page, _ids = preview(client, workbook(rows), as_of="1 Juli 2024")
    assert "Posisi 1 Juli 2024" in page


@pytest.mark.parametrize("answer", [{"as_of": "kemarin"}, {"source": "tetangga"}])
def test_an_answer_that_makes_no_sense_is_said(
    app: Flask, client: FlaskClient, answer: dict[str, str]
) -> None:
    response = upload(client, file(RECAP), **answer)
    assert response.status_code == 400
    assert state(app) == []


def test_a_file_with_errors_waits_for_a_decision(app: Flask, client: FlaskClient) -> None:
    bad = workbook(small_recap(region="Kupang"), "ada-salah.xlsx")
    page, ids = preview(client, bad, file(RECAP))
    assert "1 kesalahan: barisnya tidak diambil" in page
    assert "Rekap!B5" in page
    assert "Terapkan semua yang siap (1)" in page
    response = send(client, "/imports/apply", {"ids": ",".join(map(str, ids))})
    assert response.location.startswith("/imports/preview?ids=")
    assert state(app) == [(ids[0], "staged"), (ids[1], "applied")]


def test_good_rows_alone_are_applied_on_request(app: Flask, client: FlaskClient) -> None:
    _page, ids = preview(client, workbook(small_recap(region="Kupang")))
    refused = send(client, f"/imports/{ids[0]}/apply")
    assert refused.location == f"/imports/{ids[0]}"
    assert state(app) == [(ids[0], "staged")]
    send(client, f"/imports/{ids[0]}/apply", {"leave_out_errors": "1"})
    assert state(app) == [(ids[0], "applied")]
    assert figures_known(app) == 2
    assert "baris dengan kesalahan tidak diambil" in words(client.get(f"/imports/{ids[0]}"))


def test_a_discarded_preview_changes_nothing(app: Flask, client: FlaskClient) -> None:
    _page, ids = preview(client, file(RECAP))
    response = send(client, f"/imports/{ids[0]}/discard")
    assert response.location == "/imports"
    assert state(app) == [(ids[0], "discarded")]
    assert figures_known(app) == 0


def test_undo_asks_first_and_twice_is_once(app: Flask, client: FlaskClient) -> None:
    ids = import_and_apply(client, file(RECAP))
    assert "Batalkan impor ini?" in words(client.get(f"/imports/{ids[0]}/undo"))
    assert state(app) == [(ids[0], "applied")]
    first = send(client, f"/imports/{ids[0]}/undo")
    assert first.location == f"/imports/{ids[0]}"
    assert "Impor dibatalkan." in words(client.get(first.location))
    second = send(client, f"/imports/{ids[0]}/undo")
    assert "sudah dibatalkan sebelumnya" in words(client.get(second.location))
    assert state(app) == [(ids[0], "undone")]
    assert figures_known(app) == 0


def test_a_changed_figure_stands_with_its_old_value(client: FlaskClient) -> None:
    import_and_apply(client, workbook(small_recap(3_000_000_000)))
    page, _ids = preview(client, workbook(small_recap(5_000_000_000)))
    assert "0 angka baru · 1 berubah · 3 tetap sama" in page
    assert "Kab. Ngada KPU Pencairan 1 Agustus 2024 3.000.000.000 5.000.000.000" in page


def test_a_sheet_without_a_day_is_not_said_to_have_one_in_each_row(client: FlaskClient) -> None:
    rows = small_recap()
    rows[1] = []
    page, _ids = preview(client, workbook(rows, "tanpa.xlsx"), workbook(small_recap(), "ada.xlsx"))
    assert "Tanggal posisi tidak ditemukan" in page
    assert "tiap baris" not in page
    assert page.count("tidak diketahui") == 2


def test_a_stale_preview_is_refused_and_made_again(app: Flask, client: FlaskClient) -> None:
    _page, first = preview(client, workbook(small_recap(3_000_000_000)))
    import_and_apply(client, workbook(small_recap(5_000_000_000)))
    response = send(client, f"/imports/{first[0]}/apply")
    assert response.status_code == 409
    assert "Pratinjau sudah usang" in words(response)
    assert (first[0], "staged") in state(app)
    uploaded = uploaded_at(app, first[0])
    renewed = send(client, f"/imports/{first[0]}/renew")
    assert "1 berubah" in words(client.get(renewed.location))
    assert uploaded_at(app, max(number for number, _status in state(app))) == uploaded
    assert (first[0], "discarded") in state(app)


def test_files_of_one_upload_that_touch_each_other_are_not_applied_unseen(
    app: Flask, client: FlaskClient
) -> None:
    one = workbook(small_recap(3_000_000_000), "satu.xlsx")
    two = workbook(small_recap(5_000_000_000), "dua.xlsx")
    _page, ids = preview(client, one, two)
    response = send(client, "/imports/apply", {"ids": ",".join(map(str, ids))})
    page = words(client.get(response.location))
    assert "1 berkas sudah diterapkan." in page
    assert "periksa sekali lagi, lalu terapkan" in page
    assert "3.000.000.000 5.000.000.000" in page
    assert [status for _id, status in state(app)] == ["applied", "discarded", "staged"]


def test_the_same_file_again_leads_to_its_import(app: Flask, client: FlaskClient) -> None:
    ids = import_and_apply(client, file(RECAP))
    page, again = preview(client, file(RECAP, "salinan.xlsx"))
    assert again == ids
    assert "Semua berkas sudah diputuskan." in page
    assert state(app) == [(ids[0], "applied")]


def test_another_file_with_the_same_figures_is_a_witness(app: Flask, client: FlaskClient) -> None:
    import_and_apply(client, file(RECAP))
    page, ids = preview(client, file(RECAP.with_suffix(".ods")))
    assert "Tidak ada yang berubah" in page
    assert "0 angka baru · 0 berubah · 31 tetap sama" in page
    send(client, f"/imports/{ids[0]}/apply")
    assert [status for _id, status in state(app)] == ["applied", "applied"]


def test_the_same_figures_twice_in_one_upload_need_one_click(
    app: Flask, client: FlaskClient
) -> None:
    import_and_apply(client, file(RECAP), file(RECAP.with_suffix(".xls")))
    statuses = [status for _id, status in state(app)]
    assert statuses == ["applied", "discarded", "applied"]


def test_invented_figures_are_said_to_be_invented(client: FlaskClient) -> None:
    page, ids = preview(client, workbook(small_recap()), election="Contoh (angka rekaan)")
    assert "ANGKA REKAAN" in page
    assert "ANGKA REKAAN" in words(client.get(f"/imports/{ids[0]}"))
    real = workbook(small_recap())
    page, real_ids = preview(client, real)
    assert "ANGKA REKAAN" not in page
    both = client.get(f"/imports/preview?ids={ids[0]},{real_ids[0]}")
    assert words(both).count("ANGKA REKAAN") == 2
    assert "Semua angka pada halaman ini rekaan" not in words(both)


def test_what_was_applied_cannot_be_discarded(app: Flask, client: FlaskClient) -> None:
    ids = import_and_apply(client, file(RECAP))
    assert send(client, f"/imports/{ids[0]}/discard").status_code == 409
    assert state(app) == [(ids[0], "applied")]


def test_what_waits_cannot_be_undone(app: Flask, client: FlaskClient) -> None:
    _page, ids = preview(client, file(RECAP))
    assert client.get(f"/imports/{ids[0]}/undo").location == f"/imports/{ids[0]}"
    assert send(client, f"/imports/{ids[0]}/undo").status_code == 409
    assert state(app) == [(ids[0], "staged")]


def test_applying_twice_is_once(app: Flask, client: FlaskClient) -> None:
    _page, ids = preview(client, file(RECAP))
    send(client, f"/imports/{ids[0]}/apply")
    again = send(client, f"/imports/{ids[0]}/apply")
    assert again.location == f"/imports/{ids[0]}"
    assert state(app) == [(ids[0], "applied")]


def test_a_lost_file_is_not_found(app: Flask, client: FlaskClient, tmp_path: Path) -> None:
    ids = import_and_apply(client, file(RECAP))
    for kept in (tmp_path / "uploads").glob("*"):
        if kept.is_dir():
            continue
        kept.unlink()
    assert client.get(f"/imports/{ids[0]}/file").status_code == 404


def test_the_record_keeps_the_file_under_its_name(client: FlaskClient) -> None:
    name = "rekap NTT – Agustus.xlsx"
    ids = import_and_apply(client, file(RECAP, name))
    page = words(client.get(f"/imports/{ids[0]}"))
    assert "Sidik SHA-256" in page
    with client.get(f"/imports/{ids[0]}/file") as response:
        assert response.data == RECAP.read_bytes()
        disposition = response.headers["Content-Disposition"]
        assert disposition.startswith("attachment;")
        assert "filename*=UTF-8''rekap%20NTT%20%E2%80%93%20Agustus.xlsx" in disposition
        assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_history_offers_undo_and_to_go_on(client: FlaskClient) -> None:
    import_and_apply(client, file(RECAP))
    preview(client, file(REGISTER))
    page = words(client.get("/imports"))
    assert re.search(r"rekap-nphd-ntt-2024-08-01\.xlsx Diterapkan .* 31 0 0 Batalkan impor", page)
    assert re.search(r"register-pencairan-2024\.xlsx .* Lanjutkan", page)


def test_markup_in_names_and_cells_stays_text(client: FlaskClient) -> None:
    sent = workbook(small_recap(region="<img src=x>"), "<script>alert(1)</script>.xlsx")
    page = upload(client, sent)
    html = client.get(page.location).get_data(as_text=True)
    assert "<img src=x>" not in html
    assert "<script>alert" not in html
    assert "&lt;img src=x&gt;" in html


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("../../etc/passwd.xlsx", "passwd.xlsx"),
        ("C:\\Users\\budi\\rekap.xlsx", "rekap.xlsx"),
        ("a\r\nSet-Cookie: x.xlsx", "a Set-Cookie: x.xlsx"),
        ("rekap\u202excod.xlsx", "rekap xcod.xlsx"),
        ("/", "tanpa-nama"),
        ("n" * 300 + ".xlsx", "n" * 114 + "….xlsx"),
    ],
)
def test_a_name_is_only_ever_shown(sent: str, shown: str) -> None:
    assert shown_name(sent) == shown


def test_nothing_is_taken_without_the_forms_token(app: Flask, client: FlaskClient) -> None:
    data = {"files": [file(RECAP)]}
    response = client.post("/imports", data=data, content_type="multipart/form-data")
    assert response.status_code == 400
    assert state(app) == []


def test_too_much_at_once_is_said(app: Flask, client: FlaskClient) -> None:
    app.config["MAX_CONTENT_LENGTH"] = 5000
    response = upload(client, file(b"0" * 9000))
    assert response.status_code == 413
    assert "Unggah lebih sedikit berkas sekaligus" in words(response)


@pytest.mark.parametrize(
    "address",
    ["/imports/99", "/imports/99/undo", "/imports/99/file", "/imports/preview?ids=99",
     "/imports/preview?ids=1;2", "/imports/preview"],
)  # fmt: skip
def test_what_does_not_exist_is_not_found(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_english_pages_speak_english(client: FlaskClient) -> None:
    client.get("/imports?lang=en")
    page, ids = preview(client, file(RECAP))
    assert "Preview of 1 file" in page
    assert "As of 1 August 2024" in page
    assert "31 new figures · 0 changed · 0 unchanged" in page
    send(client, f"/imports/{ids[0]}/apply")
    assert "Undo import" in words(client.get(f"/imports/{ids[0]}"))


def test_refused_files_follow_the_language(client: FlaskClient) -> None:
    response = upload(client, file(RECAP), file(b"", "kosong.xlsx"))
    page = words(client.get(f"{response.location}&lang=en"))
    assert "1 file cannot be read; the other 1 can go on." in page
    assert "kosong.xlsx : This file is empty" in page


def test_many_refused_files_fit_the_cookie(client: FlaskClient) -> None:
    names = [f"{number:02}-{'salah-' * 15}{number * 7919}.xlsx" for number in range(80)]
    response = upload(client, file(RECAP), *[file(b"", name) for name in names])
    assert len(response.headers["Set-Cookie"]) < 4093
    page = words(client.get(response.location))
    assert "80 berkas tidak dapat dibaca" in page
    assert "00-salah" in page


def test_an_unedited_summary_of_our_own_needs_nothing(app: Flask, client: FlaskClient) -> None:
    import_and_apply(client, file(RECAP))
    summary = client.get("/reports/ringkasan.xlsx").data
    response = upload(client, file(summary, "ringkasan.xlsx"))
    assert response.location == "/imports"
    assert "ringkasan.xlsx sama dengan data yang sudah ada" in words(client.get("/imports"))
    assert [status for _id, status in state(app)] == ["applied"]


def test_a_file_applied_before_is_said_to_be(client: FlaskClient) -> None:
    _page, ids = preview(client, file(RECAP))
    send(client, "/imports/apply", {"ids": str(ids[0])})
    again, _ids = preview(client, file(RECAP, name="salinan.xlsx"))
    assert (
        f"salinan.xlsx sudah diterapkan sebagai impor nomor {ids[0]}, isinya sama persis" in again
    )


def test_a_file_given_twice_is_read_once_and_said(client: FlaskClient) -> None:
    page, ids = preview(client, file(RECAP), file(RECAP, name="salinan.xlsx"))
    assert len(ids) == 1
    assert f"salinan.xlsx isinya sama persis dengan {RECAP.name} dari unggahan ini" in page


def test_a_new_figure_stands_beside_what_was_known_before(app: Flask, client: FlaskClient) -> None:
    import_and_apply(client, workbook(small_recap(7_000_000_000), "lama.xlsx"))
    rows = small_recap(12_000_000_000)
    rows[1] = ["POSISI : 15 AGUSTUS 2024"]
    page, _ids = preview(client, workbook(rows, "baru.xlsx"))
    assert "7.000.000.000 1 Agustus 2024" in page
    assert "+5.000.000.000" in page


def test_what_changes_nothing_is_not_applied_with_the_rest(app: Flask, client: FlaskClient) -> None:
    import_and_apply(client, file(RECAP))
    page, ids = preview(
        client, file(RECAP.with_suffix(".ods")), workbook(small_recap(), "lain.xlsx")
    )
    assert "1 berkas tidak membawa perubahan dan tidak ikut diterapkan." in page
    send(client, "/imports/apply", {"ids": ",".join(map(str, ids))})
    assert dict(state(app))[ids[0]] == "staged"
