"""Layouts by agency: a sheet an agency, or a block of columns an agency."""

from collections.abc import Sequence
from datetime import date

from invented_figures import MONTH_ENDS, MONTHS, Government
from invented_sheets import Heading, Kind, Page, Theme, Value, money
from invented_wording import (
    ABBREVIATED,
    FINANCE,
    SHORT,
    by_month,
    grantee,
    left,
    letter_day,
    share,
    total,
    written,
)
from openpyxl import Workbook

# --- a sheet an agency, months as rows


def agency_sheets_by_name(book: Workbook, government: Government) -> None:
    """A sheet an agency; months by name, their year only in the title; with what was returned."""
    for one in government.agreements:
        name = SHORT[one.agency].upper()
        page = Page(book.create_sheet(name), Theme(font="Times New Roman", size=12, fill="FFFFFF"))
        page.title(
            f"REALISASI HIBAH {name}", government.grantor.upper(), "TAHUN ANGGARAN 2024", width=7
        )
        page.facts(("Pemberi Hibah", government.grantor))
        page.gap()
        page.header(
            [
                "No", "Bulan", "Nilai NPHD (Rp)", "Pencairan s.d. Bulan Ini (Rp)", "%",
                "Belanja s.d. Bulan Ini (Rp)", "Sisa Disetor ke RKUD (Rp)",
            ],
            ["number", "text", "money", "money", "percent", "money", "money"],
            widths={1: 15},
        )  # fmt: skip
        for index, at in enumerate(one.positions):
            page.add([
                index + 1, MONTHS[index], at.committed, at.disbursed,
                share(at.disbursed, at.committed), at.spent, at.returned,
            ])  # fmt: skip
        page.end(place=government.seat, day=date(2025, 1, 3), office=FINANCE, at=4)


def agency_sheets_until_august(book: Workbook, government: Government) -> None:
    """A sheet an agency; month ends as Excel dates; nothing was filled in after August."""
    for one in government.agreements:
        name = SHORT[one.agency]
        page = Page(
            book.create_sheet(name),
            Theme(font="Arial", fill="DDEBF7", day="[$-421]dd mmm yyyy"),
            top=3,
        )
        page.title(f"KARTU MONITORING NPHD {government.name.upper()}", width=6, is_merged=False)
        page.facts(("Penerima Hibah", grantee(government, one)), ("Nomor NPHD", one.number))
        page.gap()
        page.header(
            [
                "Posisi",
                "Nilai NPHD (Rp)",
                "Pencairan (Rp)",
                "Belanja (Rp)",
                "Sisa Kas (Rp)",
                "Ket.",
            ],
            ["date", "money", "money", "money", "money", "text"],
            freeze=1,
        )
        for at in one.positions:
            is_told = at.disbursed is not None
            page.add([
                at.day, at.committed if is_told else None, at.disbursed, at.spent,
                left(at.disbursed, at.spent), None,
            ])  # fmt: skip
        page.end(place=government.seat, day=date(2024, 9, 3), office=FINANCE, at=3)


# --- columns an agency


def _blocks(government: Government, columns: Sequence[str]) -> list[Heading]:
    return [(SHORT[one.agency].upper(), list(columns)) for one in government.agreements]


def month_sheets_of_blocks(book: Workbook, government: Government) -> None:
    """A sheet a month, three header rows as in the province's recap, a row of numbers."""
    columns = [
        "NILAI NPHD (Rp)",
        "REALISASI PENCAIRAN (Rp)",
        "REALISASI BELANJA (Rp)",
        "SISA DISETOR KE RKUD (Rp)",
    ]
    width = 2 + 4 * len(government.agreements)
    for index, month in enumerate(by_month(government)):
        day = month[0][1].day
        page = Page(
            book.create_sheet(ABBREVIATED[index].upper()), Theme(size=9, fill="D9E1F2", width=15)
        )
        page.title(
            "REKAPITULASI REALISASI NASKAH PERJANJIAN HIBAH DAERAH (NPHD)",
            government.name.upper(), f"POSISI : {written(day).upper()}", width=width,
        )  # fmt: skip
        page.facts()
        page.gap()
        page.header(
            [
                "NO",
                "PEMERINTAH DAERAH\n(PEMBERI HIBAH)",
                ("PENERIMA HIBAH", _blocks(government, columns)),
            ],
            ["number", "text", *money(width - 2)],
            marks="numbers",
            freeze=2,
        )
        amounts = [(at.committed, at.disbursed, at.spent, at.returned) for _, at in month]
        page.add([1, f"Kab. {government.place}", *(a for four in amounts for a in four)])
        page.end(place=government.seat, day=letter_day(day), office=FINANCE, at=10)


def month_sheets_of_blocks_with_sums(book: Workbook, government: Government) -> None:
    """A sheet a month from B3 on; blocks with a percentage, the sum over all agencies last."""
    columns = ["NPHD (Rp)", "CAIR (Rp)", "%", "BELANJA (Rp)", "DISETOR KE RKUD (Rp)"]
    width = 4 + 5 * len(government.agreements)
    for index, month in enumerate(by_month(government)):
        day = month[0][1].day
        page = Page(
            book.create_sheet(f"{MONTHS[index]} 2024"),
            Theme(
                font="Tahoma", size=8, fill="E7E6E6", border="medium", money='#,##0;-#,##0;"-"',
                width=14,
            ),
            left=2, top=3,
        )  # fmt: skip
        page.title(
            f"REKAP HIBAH {government.grantor.upper()}", f"Posisi : {day:%d-%m-%Y}", width=width
        )
        page.facts(style="one")
        page.gap()
        page.header(
            [
                "NO.", "PEMDA", *_blocks(government, columns),
                ("JUMLAH", ["NILAI NPHD (Rp)", "REALISASI PENCAIRAN (Rp)"]),
            ],
            ["number", "text", *_block_kinds(len(government.agreements)), "money", "money"],
            freeze=2,
        )  # fmt: skip
        values: list[Value] = [1, government.name]
        for _, at in month:
            rate = share(at.disbursed, at.committed)
            values += [at.committed, at.disbursed, rate, at.spent, at.returned]
        page.add([
            *values, total(at.committed for _, at in month), total(at.disbursed for _, at in month)
        ])  # fmt: skip
        page.end(place=government.seat, day=letter_day(day), office=FINANCE, at=9)


def _block_kinds(blocks: int) -> list[Kind]:
    block: list[Kind] = ["money", "money", "percent", "money", "money"]
    return block * blocks


def months_of_blocks(book: Workbook, government: Government) -> None:
    """One sheet, a row a month, a block an agency under two header rows."""
    columns = ["Nilai NPHD (Rp)", "Pencairan (Rp)", "Belanja (Rp)"]
    width = 2 + 3 * len(government.agreements)
    page = Page(
        book.create_sheet("Rekap 2024"), Theme(font="Cambria", size=10, fill="E2EFDA", width=16)
    )
    page.title("REKAP BULANAN HIBAH DAERAH", government.name.upper(), "TAHUN 2024", width=width)
    page.facts(("Pemberi Hibah", government.grantor))
    page.gap()
    page.header(
        ["No", "Bulan", *_blocks(government, columns)],
        ["number", "text", *money(width - 2)],
        widths={1: 14},
        freeze=2,
    )
    for index, month in enumerate(by_month(government)):
        amounts = [(at.committed, at.disbursed, at.spent) for _, at in month]
        page.add([index + 1, MONTHS[index], *(a for three in amounts for a in three)])
    page.end(place=government.seat, day=date(2025, 1, 3), office=FINANCE, at=8)


def dates_of_blocks(book: Workbook, government: Government) -> None:
    """One sheet, a row a month's end, three header rows: side of the election, agency, amount."""
    columns = ["Hibah (Rp)", "Penyaluran (Rp)", "Penggunaan (Rp)", "Setor Sisa (Rp)"]
    blocks = _blocks(government, columns)
    page = Page(
        book.create_sheet("REKAP"),
        Theme(font="Arial", size=9, fill="FFF2CC", day="dd/mm/yyyy", width=15),
        left=2,
        top=2,
    )
    page.title("PENYALURAN DAN PENGGUNAAN HIBAH", f"PEMKAB {government.place.upper()}", width=18)
    page.facts(("Pemda", government.name), style="two")
    page.gap()
    page.header(
        ["NO", "POSISI TANGGAL", ("PENYELENGGARA", blocks[:2]), ("PENGAMANAN", blocks[2:])],
        ["number", "date", *money(16)],
        marks="letters",
        freeze=2,
    )
    for index, month in enumerate(by_month(government)):
        amounts = [(at.committed, at.disbursed, at.spent, at.returned) for _, at in month]
        page.add([index + 1, month[0][1].day, *(a for four in amounts for a in four)])
    page.end(place=government.seat, day=date(2025, 1, 3), office=FINANCE, at=9)


def dated_columns(book: Workbook, government: Government) -> None:
    """One sheet, a row an agency, a group of columns for every month's end."""
    page = Page(book.create_sheet("Perkembangan"), Theme(size=9, fill="DEEAF6", width=14))
    page.title("PERKEMBANGAN REALISASI HIBAH", government.grantor.upper(), width=12)
    page.facts(("Pemberi Hibah", government.grantor))
    page.gap()
    groups: list[Heading] = [
        (f"Posisi {written(day)}", ["Pencairan (Rp)", "Belanja (Rp)"]) for day in MONTH_ENDS
    ]
    page.header(
        ["No", "Penerima Hibah", "No. NPHD", "Tgl NPHD", "Nilai NPHD (Rp)", *groups],
        ["number", "text", "text", "date", "money", *money(24)],
        marks="numbers",
        freeze=2,
    )
    for order, one in enumerate(government.agreements, start=1):
        amounts = [(at.disbursed, at.spent) for at in one.positions]
        page.add([
            order, SHORT[one.agency], one.number, one.signed, one.value,
            *(a for two in amounts for a in two),
        ])  # fmt: skip
    sums = [
        (total(at.disbursed for at in ats), total(at.spent for at in ats))
        for ats in zip(*(one.positions for one in government.agreements), strict=True)
    ]
    page.add(
        [
            None, "JUMLAH", None, None, total(one.value for one in government.agreements),
            *(a for two in sums for a in two),
        ],
        is_bold=True,
    )  # fmt: skip
    page.end(place=government.seat, day=date(2025, 1, 3), office=FINANCE, at=6)
