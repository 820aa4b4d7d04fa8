"""Layouts by time: columns a month, and registers of dated transfers."""

from collections.abc import Sequence
from datetime import date

from invented_figures import MONTHS, Agreement, Government, Position
from invented_sheets import Page, Theme, money
from invented_wording import ABBREVIATED, FINANCE, SHORT, TREASURY, grantee, total
from openpyxl import Workbook


def _monthly(positions: Sequence[Position], measure: str) -> list[int | None]:
    """What each month added to a running total."""
    totals = [getattr(at, measure) for at in positions]
    before = [0, *totals[:-1]]
    return [None if t is None else t - (b or 0) for t, b in zip(totals, before, strict=True)]


def month_columns(book: Workbook, government: Government) -> None:
    """Two sheets, transfers and spending by month with a total; units by name; letters below."""
    theme = Theme(font="Calibri", size=9, width=15, fill="D6DCE4", money="#,##0;-#,##0;0")
    for name, word, measure in (
        ("Pencairan", "Pencairan", "disbursed"),
        ("Belanja", "Realisasi Belanja", "spent"),
    ):
        page = Page(book.create_sheet(name), theme)
        is_spending = measure == "spent"
        page.title(f"{word.upper()} DANA HIBAH PER BULAN", government.grantor.upper(), width=9)
        page.facts(("Pemberi Hibah", government.name))
        page.gap()
        page.header(
            [
                "No", "Nama Satker", "No. NPHD", "Tgl NPHD", "Nilai NPHD (Rp)",
                *(f"{word} {month} 2024" for month in MONTHS), f"Total {word} 2024 (Rp)",
                *(["Sisa Disetor ke RKUD (Rp)"] if is_spending else []),
            ],
            ["number", "text", "text", "date", "money", *money(14 if is_spending else 13)],
            marks="letters",
            widths={1: 44, 2: 26},
            freeze=2,
        )  # fmt: skip
        for order, one in enumerate(government.agreements, start=1):
            last = one.positions[-1]
            returned = [last.returned] if is_spending else []
            page.add([
                order, grantee(government, one), one.number, one.signed, one.value,
                *_monthly(one.positions, measure), getattr(last, measure), *returned,
            ])  # fmt: skip
        page.end(place=government.seat, day=date(2025, 1, 8), office=FINANCE, at=6)


def grouped_month_columns(book: Workbook, government: Government) -> None:
    """Two sheets, months as JAN, PEB ... under one group, a JUMLAH column and a JUMLAH row."""
    theme = Theme(font="Arial Narrow", size=10, fill="FBE4D5", width=14)
    for name, group, measure in (
        ("PENCAIRAN", "PENCAIRAN TAHUN 2024 (Rp)", "disbursed"),
        ("BELANJA", "BELANJA TAHUN 2024 (Rp)", "spent"),
    ):
        page = Page(book.create_sheet(name), theme, left=2, top=2)
        page.title(f"{name} HIBAH {government.name.upper()}", width=17)
        page.facts(style="one")
        page.gap()
        page.header(
            [
                "NO", "PENERIMA HIBAH", "TANGGAL NPHD", "NILAI NPHD (Rp)",
                (group, [*(month.upper() for month in ABBREVIATED), "JUMLAH"]),
            ],
            ["number", "text", "date", "money", *money(13)],
            freeze=2,
        )  # fmt: skip
        months = [_monthly(one.positions, measure) for one in government.agreements]
        for order, (one, monthly) in enumerate(
            zip(government.agreements, months, strict=True), start=1
        ):
            page.add([
                order, SHORT[one.agency].upper(), one.signed, one.value, *monthly,
                getattr(one.positions[-1], measure),
            ])  # fmt: skip
        sums = [total(column) for column in zip(*months, strict=True)]
        page.add(
            [
                None,
                "JUMLAH",
                None,
                total(one.value for one in government.agreements),
                *sums,
                total(sums),
            ],
            is_bold=True,
        )
        page.end(place=government.seat, day=date(2025, 1, 8), office=FINANCE, at=8)


# --- registers


def register_with_dates(book: Workbook, government: Government) -> None:
    """A register of dated transfers, and spending by month on a second sheet."""
    _register(
        book,
        government,
        Theme(font="Arial", size=10, fill="D9D9D9", day="dd/mm/yyyy"),
        is_text=False,
    )
    _spending(book, government, MONTHS, "Realisasi {} 2024", Theme(size=9, fill="DEEAF6", width=14))


def register_with_text_dates(book: Workbook, government: Government) -> None:
    """The same, its dates typed day first as text, its months abbreviated as clerks do."""
    _register(
        book, government, Theme(font="Bookman Old Style", size=10, fill="FFFFFF"), is_text=True
    )
    _spending(
        book,
        government,
        ABBREVIATED,
        "Realisasi {}",
        Theme(font="Tahoma", size=8, fill="F2F2F2", width=14),
    )


def _register(book: Workbook, government: Government, theme: Theme, *, is_text: bool) -> None:
    page = Page(book.create_sheet("Register Pencairan"), theme)
    page.title(
        "REGISTER PENCAIRAN DANA HIBAH", government.grantor.upper(), "Tahun Anggaran 2024", width=7
    )
    page.facts(("Pemberi Hibah", government.grantor))
    page.gap()
    page.header(
        ["Tanggal", "No. SP2D", "Penerima Hibah", "Tahap", "Uraian", "Jumlah (Rp)", "Ket."],
        ["date", "text", "text", "number", "text", "money", "text"],
        widths={1: 32, 3: 8, 4: 34},
        freeze=0,
    )
    rows = sorted(
        ((transfer, one) for one in government.agreements for transfer in one.transfers),
        key=lambda row: (row[0].day, row[0].document),
    )
    first = page.row
    for transfer, one in rows:
        page.add([
            f"{transfer.day:%d-%m-%Y}" if is_text else transfer.day, transfer.document,
            _paid_to(government, one), transfer.tranche,
            f"Pencairan hibah tahap {transfer.tranche}", transfer.amount, None,
        ])  # fmt: skip
    amounts = f"{page.letter(5)}{first}:{page.letter(5)}{page.row - 1}"
    page.add([None, None, None, None, "TOTAL", f"=SUM({amounts})", None], is_bold=True)
    page.end(place=government.seat, day=date(2025, 1, 2), office=TREASURY, at=4)


def _paid_to(government: Government, one: Agreement) -> str:
    return grantee(government, one) if one.agency in ("KPU", "BAWASLU") else SHORT[one.agency]


def _spending(
    book: Workbook, government: Government, months: Sequence[str], heading: str, theme: Theme
) -> None:
    page = Page(book.create_sheet("Belanja"), theme)
    page.title("REALISASI BELANJA DANA HIBAH", government.name.upper(), "Tahun 2024", width=9)
    page.facts()
    page.gap()
    page.header(
        [
            "Pemberi Hibah", "Penerima Hibah", "No. NPHD", "Tgl NPHD", "Nilai NPHD (Rp)",
            *(heading.format(month) for month in months), "Total Realisasi Belanja",
        ],
        ["text", "text", "text", "date", "money", *money(13)],
        freeze=2,
    )  # fmt: skip
    for one in government.agreements:
        page.add([
            government.name, _paid_to(government, one), one.number, one.signed, one.value,
            *_monthly(one.positions, "spent"), one.positions[-1].spent,
        ])  # fmt: skip
    page.end(place=government.seat, day=date(2025, 1, 8), office=FINANCE, at=6)
