"""The summary is tested by reopening it: its sheets, its numbers, and what Excel must accept."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from nphd_tracker.absorption import Basis
from nphd_tracker.due import Terms, TrancheTerm
from nphd_tracker.reading import Measure, Source
from nphd_tracker.regions import Agency, RegionBook
from nphd_tracker.reporting.summary import KEYWORDS

from .builders import DAY, FILE, make_holding, ntt_holdings, odd_holdings, summarise
from .conftest import Reopen


def table_rows(sheet: Worksheet) -> list[dict[str, Any]]:
    """The rows of Rincian by header, as values."""
    (table,) = sheet.tables.values()
    header, *rows = sheet[table.ref]
    names = [cell.value for cell in header]
    return [dict(zip(names, [cell.value for cell in row], strict=True)) for row in rows]


def find_row(sheet: Worksheet, column: int, text: object) -> int:
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, column).value == text)


def test_sheets_stand_in_their_order(odd_book: Workbook) -> None:
    assert odd_book.sheetnames == [
        "Ringkasan",
        "Belum 100%",
        "Per Wilayah",
        "Tindak Lanjut",
        "Pemeriksaan",
        "Rincian",
        "Catatan",
    ]


def test_the_cover_says_what_is_left_out_and_who_made_it_when(
    reopen: Reopen, book: RegionBook
) -> None:
    data = replace(summarise(ntt_holdings(), book), made_by="sari")
    said = [str(row[0].value) for row in reopen(data)["Ringkasan"].iter_rows(max_row=7)]
    assert "Saringan : tidak ada, semua NPHD" in said
    assert "Dibuat : 2 Agustus 2024 01.30 UTC, sari" in said
    narrowed = reopen(replace(data, filters="KPU", language="en"))["Ringkasan"]
    said = [str(row[0].value) for row in narrowed.iter_rows(max_row=7)]
    assert "Filters : KPU" in said
    assert "Made : 2 August 2024 01:30 UTC, sari" in said
    assert not any("none" in line for line in said)


def test_one_region_has_no_sheet_by_region(reopen: Reopen, book: RegionBook) -> None:
    workbook = reopen(summarise(ntt_holdings()[2:3], book))
    assert "Per Wilayah" not in workbook.sheetnames


def test_kpu_of_ntt_reads_as_published(reopen: Reopen, book: RegionBook) -> None:
    sheet = reopen(summarise(ntt_holdings(), book))["Ringkasan"]
    row = find_row(sheet, 1, "KPU")
    assert [sheet.cell(row, column).value for column in range(1, 12)] == [
        "KPU",
        139_936_513_000,
        89_606_513_000,
        0.6403,
        50_330_000_000,
        "6 dari 10",
        0.1592,
        422_725_141_000,
        datetime(2024, 8, 1),
        datetime(2024, 8, 1),
        "40% ke atas, belum 100%; 4 belum lapor",
    ]
    assert sheet.cell(row, 2).number_format == "#,##0"
    assert sheet.cell(row, 4).number_format == "0.00%"


def test_headline_figures_are_values(odd_book: Workbook) -> None:
    sheet = odd_book["Ringkasan"]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_what_is_not_disbursed_is_never_netted_and_the_excess_is_named(
    odd_book: Workbook,
) -> None:
    """The headline is the total of the list below 100%, as on the pages."""
    rows = list(odd_book["Ringkasan"].iter_rows())
    headline = next(row for row in rows if row[0].value == "Belum cair (Rp)")
    listed = list(odd_book["Belum 100%"].iter_rows())
    total = next(row for row in listed if row[2].value == "Jumlah")
    assert headline[1].value == total[8].value
    assert f"pada {total[3].value!s} yang belum 100%" in str(headline[2].value)
    assert "kelebihan Rp" in str(headline[2].value)
    assert "tidak dikurangkan di sini" in str(headline[2].value)


def test_every_basis_has_its_table(odd_book: Workbook) -> None:
    sheet = odd_book["Ringkasan"]
    texts = [sheet.cell(row, 1).value for row in range(1, sheet.max_row + 1)]
    assert texts.count("KPU") == 5  # three bases, the sums, the figures of the chart
    assert "Serapan belanja dari pencairan (Belanja / Pencairan)" in texts


def test_below_100_lists_by_unabsorbed_rupiah(odd_book: Workbook) -> None:
    sheet = odd_book["Belum 100%"]
    first = find_row(sheet, 1, "No") + 1
    end = find_row(sheet, 3, "Jumlah")
    rows = [(sheet.cell(row, 2).value, sheet.cell(row, 9).value) for row in range(first, end)]
    assert rows == [
        ("53.07", 14_700_000_000),
        ("53.12", 13_500_000_000),
        ("53.13", 11_130_000_000),
        ("53.18", 11_000_000_000),
        ("53.10", 5_000_000),
        ("53.71", 2_000),
        ("53.09", 0.5),
    ]
    assert sheet.cell(end, 9).value == 50_335_002_000.5


def test_almost_all_is_shown_cut_and_listed(odd_book: Workbook) -> None:
    """4.499.999.999,50 of 4.500.000.000 is not 100%."""
    sheet = odd_book["Belum 100%"]
    row = find_row(sheet, 5, "=HYPERLINK(1)")
    assert sheet.cell(row, 8).value == 0.9999
    assert sheet.cell(row, 7).value == 4_499_999_999.5
    assert sheet.cell(row, 7).number_format == "#,##0.00"
    assert sheet.cell(row, 6).number_format == "#,##0"


def test_who_has_no_rate_is_named_with_the_reason(odd_book: Workbook) -> None:
    sheet = odd_book["Belum 100%"]
    start = next(
        row
        for row in range(1, sheet.max_row + 1)
        if str(sheet.cell(row, 1).value).startswith("Belum dapat dihitung: 6 NPHD")
    )
    reasons = {
        (sheet.cell(row, 2).value, sheet.cell(row, 4).value): sheet.cell(row, 12).value
        for row in range(start + 2, sheet.max_row + 1)
    }
    assert reasons == {
        ("53", "KPU"): "Pencairan belum dilaporkan",
        ("53.19", "KPU"): "Pencairan belum dilaporkan",
        ("53.21", "KPU"): "Pencairan belum dilaporkan",
        ("53.71", "KPU"): "Pencairan belum dilaporkan",
        ("53.10", "KPU"): "Nilai NPHD nol",
        ("53.71", "Polri"): "Satuan kerja belum jelas",
    }


def test_closed_agreement_is_not_listed(odd_book: Workbook) -> None:
    sheet = odd_book["Belum 100%"]
    end = find_row(sheet, 3, "Jumlah")
    listed = {(sheet.cell(row, 2).value, sheet.cell(row, 4).value) for row in range(1, end)}
    assert ("53.71", "TNI") in listed
    assert ("53.71", "Bawaslu") not in listed


def test_lower_threshold_names_its_sheet_and_cell(reopen: Reopen, book: RegionBook) -> None:
    workbook = reopen(summarise(ntt_holdings(), book, below=Decimal("39.97")))
    sheet = workbook["Belum 39,97%"]
    first, end = find_row(sheet, 1, "No") + 1, find_row(sheet, 3, "Jumlah")
    assert [sheet.cell(row, 2).value for row in range(first, end)] == ["53.07", "53.12", "53.13"]
    reference = workbook.defined_names["Ambang"].attr_text
    assert reference is not None
    name, _, cell = reference.partition("!")
    assert workbook[name][cell.replace("$", "")].value == 0.3997


def test_nothing_below_is_said(reopen: Reopen, book: RegionBook) -> None:
    sheet = reopen(summarise(ntt_holdings()[2:3], book))["Belum 100%"]
    assert sheet.cell(find_row(sheet, 1, "No") + 1, 1).value == "Tidak ada."


def test_red_marks_follow_the_threshold_cell(odd_book: Workbook) -> None:
    for name in ("Ringkasan", "Belum 100%", "Per Wilayah", "Rincian"):
        formulas = [
            formula
            for found in odd_book[name].conditional_formatting
            for rule in found.rules
            for formula in rule.formula
        ]
        assert any("<Ambang" in formula for formula in formulas), name


def test_detail_has_every_agreement_and_every_origin(odd_book: Workbook) -> None:
    rows = table_rows(odd_book["Rincian"])
    assert len(rows) == 17
    ngada = next(row for row in rows if row["Kode Wilayah"] == "53.09" and row["Lembaga"] == "KPU")
    assert ngada["Pemberi Hibah"] == "Kabupaten Ngada"
    assert ngada["Pencairan"] == 28_196_513_000
    assert ngada["Posisi Pencairan"] == datetime(2024, 8, 1)
    assert ngada["Pelapor Pencairan"] == "Pemda"
    assert ngada["Asal Pencairan"] == f"{FILE} REKAP NTT!C3"
    assert ngada["% Pencairan dari NPHD"] == 1
    assert ngada["Belum Cair"] == 0


def test_what_nobody_reported_is_an_empty_cell(odd_book: Workbook) -> None:
    rows = table_rows(odd_book["Rincian"])
    province = next(row for row in rows if row["Kode Wilayah"] == "53")
    assert province["Pencairan"] is None
    assert province["Posisi Pencairan"] is None
    assert province["Asal Pencairan"] is None
    zero = next(
        row for row in rows if row["Kode Wilayah"] == "53.10" and row["Lembaga"] == "Bawaslu"
    )
    assert zero["Pencairan"] == 0


def test_region_codes_are_text(odd_book: Workbook) -> None:
    sheet = odd_book["Rincian"]
    (table,) = sheet.tables.values()
    codes = [row[0] for row in sheet[table.ref]][1:]
    assert {cell.data_type for cell in codes} == {"s"}
    assert "53.10" in {cell.value for cell in codes}


def test_text_like_a_formula_stays_text(odd_book: Workbook) -> None:
    sheet = odd_book["Rincian"]
    (table,) = sheet.tables.values()
    cells = {cell.value: cell for row in sheet[table.ref] for cell in row if cell.value is not None}
    for text in ("=HYPERLINK(1)", "+62/NPHD\ufffd/2023"):
        assert cells[text].data_type == "s"
        assert cells[text].quotePrefix


def test_detail_is_understood_by_any_reader_of_sheets(odd_book: Workbook) -> None:
    sheet = odd_book["Rincian"]
    assert sheet["A2"].value == "Kegiatan : Pilkada 2024"
    assert sheet["A3"].value == "Posisi : 1 Agustus 2024"


def test_notes_of_a_row_say_what_to_look_at(odd_book: Workbook) -> None:
    notes = {
        (row["Kode Wilayah"], row["Lembaga"]): (row["Kelompok"], row["Selesai"], row["Keterangan"])
        for row in table_rows(odd_book["Rincian"])
    }
    assert notes["53.09", "TNI"][0] == "Di atas 100%, periksa"
    assert notes["53.71", "Bawaslu"][:2] == ("Selesai, sisa dikembalikan", "Ya")
    assert notes["53.71", "TNI"][2] == "data lama"
    assert notes["53.71", "Polri"][2] == "Satuan kerja belum jelas, tidak ikut dijumlahkan"


def test_two_units_of_one_agency_are_two_rows(reopen: Reopen, book: RegionBook) -> None:
    amounts: dict[Measure, int | None] = {Measure.COMMITTED: 100_00, Measure.DISBURSED: 50_00}
    units = ["Polresta Kendari", "Polres Konawe"]
    holdings = [
        make_holding(number, "74.02", Agency.POLRI, amounts, unit=unit)
        for number, unit in enumerate(units)
    ]
    rows = table_rows(reopen(summarise(holdings, book))["Rincian"])
    assert [row["Satuan Kerja"] for row in rows] == ["Polres Konawe", "Polresta Kendari"]


def test_invented_figures_are_labelled_on_every_sheet(reopen: Reopen, book: RegionBook) -> None:
    for election in ("Contoh (angka rekaan)", "Contoh"):
        workbook = reopen(summarise(ntt_holdings(election), book, election=election))
        assert all("ANGKA REKAAN" in sheet["A1"].value for sheet in workbook)


def test_real_figures_are_not_labelled_invented(odd_book: Workbook) -> None:
    assert not any("REKAAN" in str(sheet["A1"].value) for sheet in odd_book)


def test_properties_name_the_file_for_the_importer(odd_book: Workbook) -> None:
    assert odd_book.properties.keywords == KEYWORDS == "nphd-tracker-ringkasan;v1"
    assert odd_book.properties.title == "Ringkasan NPHD Pilkada 2024, 1 Agustus 2024"


def test_notes_hold_the_imports_and_what_is_left_out(odd_book: Workbook) -> None:
    sheet = odd_book["Catatan"]
    row = find_row(sheet, 1, "#1")
    assert [sheet.cell(row, column).value for column in range(2, 6)] == [
        FILE,
        "ab" * 32,
        "01/08/2024 09.00 UTC",
        16,
    ]
    texts = {sheet.cell(row, 1).value for row in range(row, sheet.max_row + 1)}
    assert "• Instansi lain disaring." in texts
    assert "• 1 NPHD selesai, sisa dikembalikan: tidak masuk daftar yang belum 100%." in texts
    assert any("50.335.002.000,50" in str(text) for text in texts)


def test_every_sheet_is_set_up_for_print(odd_book: Workbook) -> None:
    for sheet in odd_book:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.freeze_panes
        assert "Posisi 1 Agustus 2024" in sheet.oddFooter.left.text
        assert "&P" in sheet.oddFooter.right.text
    assert odd_book["Rincian"].print_title_rows == "$6:$6"
    assert odd_book["Rincian"].print_title_cols == "$A:$D"


def test_filters_stand_on_every_sheet(reopen: Reopen, book: RegionBook) -> None:
    workbook = reopen(summarise(ntt_holdings(), book, filters="Provinsi Nusa Tenggara Timur"))
    for sheet in workbook:
        assert sheet["A4"].value == "Saringan : Provinsi Nusa Tenggara Timur"


def test_english_keeps_the_headers_the_importer_knows(
    reopen: Reopen, book: RegionBook, odd_book: Workbook
) -> None:
    holdings = [*ntt_holdings(), *odd_holdings()]
    workbook = reopen(summarise(holdings, book, language="en"))
    assert table_rows(workbook["Rincian"]) == table_rows(odd_book["Rincian"])
    assert workbook["Ringkasan"]["A1"].value.startswith("SUMMARY OF REGIONAL ELECTION GRANTS")
    sheet = workbook["Ringkasan"]
    assert sheet.cell(find_row(sheet, 1, "KPU"), 6).value == "7 of 11"
    assert workbook["Rincian"]["A3"].value == "Posisi : 1 Agustus 2024"
    assert sheet["A3"].value == "Position : 1 August 2024"


@pytest.mark.parametrize("basis", list(Basis))
def test_summary_of_nothing_still_opens(reopen: Reopen, book: RegionBook, basis: Basis) -> None:
    workbook = reopen(summarise([], book, basis=basis))
    assert workbook["Rincian"].tables["RincianNPHD"].ref.endswith("7")
    assert "Pemeriksaan" in workbook.sheetnames


def test_long_list_of_cells_is_cut(book: RegionBook) -> None:
    data = summarise(ntt_holdings()[2:3], book)
    (standing,) = data.standings
    value = standing.values[Measure.COMMITTED]
    origin = data.evidence[value.evidence[0].id]
    object.__setattr__(origin, "cells", tuple(f"RAB!E{row}" for row in range(1, 41)))
    assert data.trace(value.evidence).startswith(f"{FILE} RAB!E1, E2, E3")
    assert data.trace(value.evidence).endswith("E12 +28")


def test_dates_are_dates(odd_book: Workbook) -> None:
    sheet = odd_book["Rincian"]
    header = find_row(sheet, 1, "Kode Wilayah")
    cell = sheet.cell(header + 1, 7)
    assert cell.is_date
    assert cell.value.date() == date(2024, 8, 1)
    assert cell.number_format == "dd/mm/yyyy"


def test_what_another_source_says_is_in_the_row(reopen: Reopen, book: RegionBook) -> None:
    holding = make_holding(1, "53.09", Agency.KPU, {Measure.COMMITTED: 100_00})
    other = replace(holding.figures[0], amount=90_00, source=Source.OTHER, id=99)
    holding = replace(holding, figures=(*holding.figures, other))
    (row,) = table_rows(reopen(summarise([holding], book))["Rincian"])
    assert row["Nilai NPHD"] == 100
    assert row["Keterangan"] == "Nilai NPHD menurut pelapor lain Rp 90"


def test_late_by_its_own_schedule_is_not_called_an_estimate(
    reopen: Reopen, book: RegionBook
) -> None:
    terms = Terms(tranches=(TrancheTerm("I", Decimal("0.5"), date(2024, 6, 1)),))
    amounts: dict[Measure, int | None] = {Measure.COMMITTED: 100_00, Measure.DISBURSED: 10_00}
    sheet = reopen(summarise([make_holding(1, "53.09", Agency.KPU, amounts, terms=terms)], book))[
        "Belum 100%"
    ]
    row = find_row(sheet, 2, "53.09")
    assert sheet.cell(row, 12).value == "Di bawah 40%; terlambat"


def test_group_without_a_divisor_or_closed_says_so(reopen: Reopen, book: RegionBook) -> None:
    nothing: dict[Measure, int | None] = {Measure.COMMITTED: 0, Measure.DISBURSED: 0}
    part: dict[Measure, int | None] = {Measure.COMMITTED: 9_00, Measure.DISBURSED: 8_00}
    holdings = [
        make_holding(1, "53.09", Agency.KPU, nothing),
        make_holding(2, "53.09", Agency.TNI, part, terms=Terms(closed_on=DAY)),
    ]
    sheet = reopen(summarise(holdings, book))["Ringkasan"]
    kpu, tni = find_row(sheet, 1, "KPU"), find_row(sheet, 1, "TNI")
    assert (sheet.cell(kpu, 4).value, sheet.cell(kpu, 11).value) == ("–", "Pembaginya nol")
    assert sheet.cell(tni, 11).value == "Selesai, sisa dikembalikan"


def test_a_region_without_a_name_shows_its_code(reopen: Reopen, book: RegionBook) -> None:
    holding = make_holding(1, "99.99", Agency.KPU, {Measure.COMMITTED: 1_00})
    (row,) = table_rows(reopen(summarise([holding], book))["Rincian"])
    assert row["Pemberi Hibah"] == "99.99"
