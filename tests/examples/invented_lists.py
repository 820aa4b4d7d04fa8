"""One sheet with a row for each agreement and month."""

from datetime import date

from invented_figures import MONTHS, Government
from invented_sheets import Page, Theme, Value
from invented_wording import (
    FINANCE,
    FULL,
    POLITICS,
    SHORT,
    by_month,
    dotted,
    grantee,
    in_millions,
    left,
    letter_day,
    share,
    total,
    typed_share,
    written,
)
from openpyxl import Workbook


def list_with_subtotals(book: Workbook, government: Government) -> None:
    """One sheet, the position date as an Excel date, a subtotal with formulas after each month."""
    page = Page(book.create_sheet("Daftar NPHD"), Theme(font="Arial", size=10, day="dd-mm-yyyy"))
    page.title("DAFTAR REALISASI NPHD", government.grantor.upper(), "TAHUN 2024", width=9)
    page.gap()
    page.facts(("Pemberi Hibah", government.grantor))
    page.gap()
    page.header(
        [
            "No", "Posisi", "Penerima Hibah", "Nilai NPHD (Rp)", "Pencairan (Rp)", "%",
            "Belanja (Rp)", "Sisa Disetor ke RKUD (Rp)", "Keterangan",
        ],
        ["number", "date", "text", "money", "money", "percent", "money", "money", "text"],
        marks="numbers",
        freeze=3,
    )  # fmt: skip
    for month in by_month(government):
        first = page.row
        for order, (one, at) in enumerate(month, start=1):
            page.add([
                order, at.day, grantee(government, one), at.committed, at.disbursed,
                share(at.disbursed, at.committed), at.spent, at.returned,
                "Sisa telah disetor" if at.returned else None,
            ])  # fmt: skip
        sums: list[Value] = [
            f"=SUM({page.letter(c)}{first}:{page.letter(c)}{page.row - 1})" for c in (3, 4, 6)
        ]
        rate = f"={page.letter(4)}{page.row}/{page.letter(3)}{page.row}"
        returned = total(at.returned for _, at in month)
        page.add([None, None, "Jumlah", *sums[:2], rate, sums[2], returned, None], is_bold=True)
    page.end(place=government.seat, day=letter_day(month[0][1].day), office=FINANCE, at=6)


def list_with_addendum(book: Workbook, government: Government) -> None:
    """One sheet in order of agreements, with the agreement's number, date and addendum."""
    page = Page(
        book.create_sheet("NPHD dan Addendum"),
        Theme(font="Times New Roman", fill="E2EFDA", day="[$-421]d mmm yyyy", money="#,##0;-#,##0"),
    )
    page.title("REALISASI NPHD DAN ADDENDUM", government.name.upper(), width=13)
    page.facts(("Pemerintah Daerah", government.grantor), style="two")
    page.gap()
    page.header(
        [
            "NO", "PENERIMA HIBAH", ("NPHD", ["NOMOR", "TANGGAL", "NILAI AWAL (Rp)"]),
            ("ADDENDUM", ["NOMOR", "TANGGAL", "NILAI SETELAH ADDENDUM (Rp)"]),
            "POSISI", "PENCAIRAN (Rp)", "BELANJA (Rp)", "SISA DISETOR KE RKUD (Rp)", "KET.",
        ],
        [
            "number", "text", "text", "date", "money", "text", "date", "money",
            "date", "money", "money", "money", "text",
        ],
        freeze=2,
    )  # fmt: skip
    order = 0
    for one in government.agreements:
        for at in one.positions:
            order += 1
            added = one.addendum if one.addendum and one.addendum[1] <= at.day else None
            page.add([
                order, grantee(government, one), one.number, one.signed, one.value,
                *(added or (None, None, None)), at.day, at.disbursed, at.spent, at.returned, None,
            ])  # fmt: skip
    page.end(place=government.seat, day=date(2025, 1, 3), office=FINANCE, at=8)


def list_with_units(book: Workbook, government: Government) -> None:
    """One sheet, agency and unit in their own columns, dates as Indonesian text."""
    page = Page(
        book.create_sheet("Monitoring"), Theme(font="Tahoma", size=9, fill="FFF2CC"), left=2, top=2
    )
    page.title("MONITORING HIBAH DAERAH", f"PEMERINTAH {government.name.upper()}", width=11)
    page.facts(style="one")
    page.gap()
    page.header(
        [
            "No.", "Kode", "Pemda", "Instansi", "Satuan Kerja", "Posisi", "Nilai NPHD (Rp)",
            "Realisasi Pencairan (Rp)", "%", "Realisasi Belanja (Rp)", "Sisa Belum Dicairkan (Rp)",
        ],
        [
            "number", "text", "text", "text", "text", "date", "money",
            "money", "percent", "money", "money",
        ],
        widths={1: 9, 2: 15, 3: 12, 4: 28},
        freeze=5,
    )  # fmt: skip
    order = 0
    for month in by_month(government):
        for one, at in month:
            order += 1
            page.add([
                order, government.code, f"Kab. {government.place}", SHORT[one.agency].upper(),
                grantee(government, one), written(at.day), at.committed, at.disbursed,
                typed_share(at.disbursed, at.committed), at.spent,
                left(at.committed, at.disbursed),
            ])  # fmt: skip
    page.end(place=government.seat, day=date(2025, 1, 6), office=POLITICS, at=7)


def list_as_text(book: Workbook, government: Government) -> None:
    """One sheet, every amount typed as text with Rp and ,00; the agency merged over its months."""
    page = Page(book.create_sheet("Rekap"), Theme(font="Cambria", fill="FCE4D6"))
    page.title(f"REALISASI HIBAH DAERAH KABUPATEN {government.place.upper()}", width=6)
    page.facts(("Pemberi Hibah", government.grantor))
    page.gap()
    page.header(
        [
            "No",
            "Penerima Hibah",
            "Posisi",
            "Nilai NPHD",
            "Realisasi Pencairan",
            "Realisasi Belanja",
        ],
        ["number", "text", "date", "money", "money", "money"],
        widths={3: 26, 4: 26, 5: 26},
    )
    for order, one in enumerate(government.agreements, start=1):
        first = page.row
        for at in one.positions:
            amounts = (at.committed, at.disbursed, at.spent)
            texts = [None if a is None else f"Rp {dotted(a, ',00')}" for a in amounts]
            is_first = page.row == first
            page.add([order if is_first else None, SHORT[one.agency] if is_first else None,
                      written(at.day), *texts])  # fmt: skip
        page.merge_down(0, first, page.row - 1)
        page.merge_down(1, first, page.row - 1)
    page.end(place=government.seat, day=date(2025, 1, 7), office=FINANCE, at=4)


def list_by_month_name(book: Workbook, government: Government) -> None:
    """One sheet, months by name, amounts typed as text that ends in ,-"""
    page = Page(book.create_sheet("Sheet1"), Theme(fill="EDEDED", border="hair"))
    page.title("LAPORAN HIBAH PEMDA", "TAHUN ANGGARAN 2024", width=7, is_merged=False)
    page.facts(("Kabupaten", government.place), style="one")
    page.gap()
    page.header(
        [
            "NO",
            "BULAN",
            "LEMBAGA PENERIMA",
            "JUMLAH DANA HIBAH",
            "SUDAH DICAIRKAN",
            "DIBELANJAKAN",
            "KET",
        ],
        ["number", "text", "text", "money", "money", "money", "text"],
        marks="letters",
        widths={1: 17, 2: 38},
    )
    order = 0
    for index, month in enumerate(by_month(government)):
        for one, at in month:
            order += 1
            amounts = (at.committed, at.disbursed, at.spent)
            texts = [None if a is None else dotted(a, ",-") for a in amounts]
            page.add([
                order, f"{MONTHS[index]} 2024", FULL[one.agency], *texts,
                "belum ada laporan dari satker" if at.disbursed is None else None,
            ])  # fmt: skip
    page.end(place=government.seat, day=date(2025, 1, 9), office=POLITICS, at=4)


def list_in_millions(book: Workbook, government: Government) -> None:
    """One sheet "dalam jutaan rupiah" with decimals, in order of agencies."""
    page = Page(
        book.create_sheet("Realisasi"),
        Theme(
            font="Bookman Old Style", size=10, fill="DDEBF7", money="#,##0.00", day="[$-421]mmm-yy"
        ),
    )
    page.title(
        "REKAPITULASI REALISASI HIBAH", government.grantor.upper(), "(dalam jutaan rupiah)", width=8
    )
    page.facts(style="two")
    page.gap()
    page.header(
        [
            "No",
            "Penerima",
            "Posisi",
            "Nilai NPHD",
            "Penyaluran",
            "%",
            "Belanja",
            "Sisa Dana di Rekening",
        ],
        ["number", "text", "date", "money", "money", "percent", "money", "money"],
        freeze=3,
    )
    for order, one in enumerate(government.agreements, start=1):
        first = page.row
        for at in one.positions:
            is_first = page.row == first
            page.add([
                order if is_first else None,
                SHORT[one.agency].upper() if is_first else None, at.day,
                in_millions(at.committed), in_millions(at.disbursed),
                share(at.disbursed, at.committed), in_millions(at.spent),
                in_millions(left(at.disbursed, at.spent)),
            ])  # fmt: skip
        page.merge_down(1, first, page.row - 1)
    page.end(place=government.seat, day=date(2025, 1, 3), office=FINANCE, at=5)


def list_in_other_words(book: Workbook, government: Government) -> None:
    """One sheet, the table at C6, its own words and order, the grantor written once."""
    page = Page(
        book.create_sheet("HIBAH"), Theme(font="Verdana", size=9, fill="D0CECE"), left=3, top=2
    )
    page.title("DANA HIBAH PEMILIHAN", f"PEMKAB {government.place.upper()} TAHUN 2024", width=9)
    page.facts(style="one")
    page.gap()
    page.header(
        [
            "No.", "Pemkab", "Instansi", "Keadaan", "Telah Dicairkan (Rp)", "Besaran Hibah (Rp)",
            "%", "Penggunaan Dana (Rp)", "Sisa (Rp)",
        ],
        ["number", "text", "text", "date", "money", "money", "percent", "money", "money"],
        marks="letters",
        freeze=4,
    )  # fmt: skip
    order = 0
    for month in by_month(government):
        for one, at in month:
            order += 1
            page.add([
                order, government.place if order == 1 else None, SHORT[one.agency],
                f"s.d. {written(at.day)}", at.disbursed, at.committed,
                typed_share(at.disbursed, at.committed), at.spent, left(at.committed, at.disbursed),
            ])  # fmt: skip
    page.end(place=government.seat, day=date(2025, 1, 2), office=POLITICS, at=6)
