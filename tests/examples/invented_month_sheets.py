"""A sheet a month, each a small list with its position date above it."""

from datetime import date

from invented_figures import MONTHS, Government, Position
from invented_sheets import Heading, Page, Theme, money
from invented_wording import (
    FINANCE,
    POLITICS,
    SHORT,
    by_month,
    grantee,
    in_thousands,
    left,
    letter_day,
    share,
    total,
    typed_millions,
    written,
)
from openpyxl import Workbook


def sheets_with_totals(book: Workbook, government: Government) -> None:
    """A sheet a month named "Januari 2024"; JUMLAH and percentages with formulas."""
    for index, month in enumerate(by_month(government)):
        day = month[0][1].day
        page = Page(book.create_sheet(f"{MONTHS[index]} 2024"), Theme(font="Arial", fill="BDD7EE"))
        page.title(
            "REALISASI NASKAH PERJANJIAN HIBAH DAERAH (NPHD)", government.grantor.upper(),
            f"Posisi : {written(day)}", width=7,
        )  # fmt: skip
        page.facts()
        page.gap()
        page.header(
            [
                "No", "Penerima Hibah", "Nilai NPHD (Rp)", ("Realisasi Pencairan", ["Rp", "%"]),
                ("Realisasi Belanja", ["Rp", "%"]),
            ],
            ["number", "text", "money", "money", "percent", "money", "percent"],
            freeze=2,
        )  # fmt: skip
        first = page.row
        for order, (one, at) in enumerate(month, start=1):
            page.add([
                order, grantee(government, one), at.committed, at.disbursed,
                share(at.disbursed, at.committed), at.spent, share(at.spent, at.disbursed),
            ])  # fmt: skip
        last, at_row = page.row - 1, page.row
        sums = {c: f"=SUM({page.letter(c)}{first}:{page.letter(c)}{last})" for c in (2, 3, 5)}
        page.add(
            [
                None, "JUMLAH", sums[2], sums[3],
                f"={page.letter(3)}{at_row}/{page.letter(2)}{at_row}", sums[5], None,
            ],
            is_bold=True,
        )  # fmt: skip
        page.end(place=government.seat, day=letter_day(day), office=FINANCE, at=4)


def sheets_with_codes(book: Workbook, government: Government) -> None:
    """A sheet a month named "Jan 24"; codes as text, disbursement before the agreement value."""
    for index, month in enumerate(by_month(government)):
        day = month[0][1].day
        page = Page(
            book.create_sheet(f"{MONTHS[index][:3]} 24"), Theme(size=10, fill="F8CBAD"), top=2
        )
        page.title(f"LAPORAN HIBAH {government.name.upper()}", width=7)
        page.facts(("Keadaan s.d.", written(day)))
        page.gap()
        page.header(
            [
                "KODE WILAYAH", "PEMBERI HIBAH", "PENERIMA HIBAH", "PENCAIRAN (Rp)",
                "NILAI NPHD (Rp)", "BELANJA (Rp)", "SALDO DI PENERIMA (Rp)",
            ],
            ["text", "text", "text", "money", "money", "money", "money"],
            widths={0: 12},
        )  # fmt: skip
        for one, at in month:
            page.add([
                government.code, government.name, SHORT[one.agency].upper(), at.disbursed,
                at.committed, at.spent, left(at.disbursed, at.spent),
            ])  # fmt: skip
        page.end(place=government.seat, day=letter_day(day), office=FINANCE, at=4)


def sheets_in_millions(book: Workbook, government: Government) -> None:
    """A sheet a month, millions as text with decimals: "7.800,50"."""
    for index, month in enumerate(by_month(government)):
        day = month[0][1].day
        page = Page(book.create_sheet(MONTHS[index]), Theme(font="Arial Narrow", fill="C6E0B4"))
        page.title(f"POSISI DANA HIBAH {government.name.upper()}", f"Per {written(day)}", width=5)
        page.facts(("Satuan", "dalam jutaan rupiah"))
        page.gap()
        page.header(
            ["No", "Instansi Penerima", "Nilai Hibah", "Sudah Disalurkan", "Sudah Dibelanjakan"],
            ["number", "text", "money", "money", "money"],
            marks="numbers",
        )
        for order, (one, at) in enumerate(month, start=1):
            texts = [typed_millions(a) for a in (at.committed, at.disbursed, at.spent)]
            page.add([order, SHORT[one.agency], *texts])
        sums = [
            typed_millions(total(getattr(at, name) for _, at in month))
            for name in ("committed", "disbursed", "spent")
        ]
        page.add([None, "Total", *sums], is_bold=True)
        page.end(place=government.seat, day=letter_day(day), office=POLITICS, at=3)


def sheets_in_thousands(book: Workbook, government: Government) -> None:
    """A sheet a month, the table at C6, "dalam ribuan rupiah", with what was returned."""
    for index, month in enumerate(by_month(government)):
        day = month[0][1].day
        page = Page(book.create_sheet(f"{index + 1:02d}-2024"), Theme(fill="B4C6E7"), left=3, top=2)
        page.title(
            f"HIBAH PEMKAB {government.place.upper()}",
            f"Keadaan {written(day)} (dalam ribuan rupiah)",
            width=7,
        )
        page.facts(style="one")
        page.gap()
        page.header(
            [
                "Instansi", "Besaran Hibah", "Dana Diterima", "%", "Dana Digunakan",
                "Pengembalian Sisa Dana", "Saldo",
            ],
            ["text", "money", "money", "percent", "money", "money", "money"],
        )  # fmt: skip
        for one, at in month:
            page.add([
                SHORT[one.agency], in_thousands(at.committed), in_thousands(at.disbursed),
                share(at.disbursed, at.committed), in_thousands(at.spent),
                in_thousands(at.returned),
                in_thousands(left(at.disbursed, at.spent, at.returned)),
            ])  # fmt: skip
        page.end(place=government.seat, day=letter_day(day), office=FINANCE, at=4)


def sheets_with_last_month(book: Workbook, government: Government) -> None:
    """A sheet a month with columns up to last month, this month, and up to this month."""
    last = {
        one: Position(date(2023, 12, 31), disbursed=0, spent=0) for one in government.agreements
    }
    for index, month in enumerate(by_month(government)):
        day = month[0][1].day
        page = Page(
            book.create_sheet(MONTHS[index].upper()), Theme(font="Calibri", size=10, fill="FFE699")
        )
        page.title(
            "LAPORAN BULANAN REALISASI HIBAH", government.grantor.upper(),
            f"KEADAAN S.D. {written(day).upper()}", width=10,
        )  # fmt: skip
        page.facts()
        page.gap()
        spans: list[Heading] = ["s.d. Bulan Lalu (Rp)", "Bulan Ini (Rp)", "s.d. Bulan Ini (Rp)"]
        page.header(
            [
                "No",
                "Penerima Hibah",
                "Nilai NPHD (Rp)",
                ("PENCAIRAN", spans),
                ("BELANJA", spans),
                "% Pencairan",
            ],
            ["number", "text", *money(7), "percent"],
            marks="numbers",
            freeze=2,
        )
        for order, (one, at) in enumerate(month, start=1):
            before = last[one]
            page.add([
                order, SHORT[one.agency].upper(), at.committed,
                before.disbursed, left(at.disbursed, before.disbursed), at.disbursed,
                before.spent, left(at.spent, before.spent), at.spent,
                share(at.disbursed, at.committed),
            ])  # fmt: skip
            last[one] = at
        page.end(place=government.seat, day=letter_day(day), office=FINANCE, at=6)
