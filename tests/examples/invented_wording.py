"""What an invented office writes in a cell: names, dates, amounts as text, sums and shares."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from invented_figures import MONTHS, Agreement, Government, Position

SHORT = {"KPU": "KPU", "BAWASLU": "Bawaslu", "TNI": "TNI", "POLRI": "Polri"}
FULL = {
    "KPU": "Komisi Pemilihan Umum",
    "BAWASLU": "Badan Pengawas Pemilihan Umum",
    "TNI": "Tentara Nasional Indonesia",
    "POLRI": "Kepolisian Negara Republik Indonesia",
}
FINANCE = "Kepala Badan Keuangan dan Aset Daerah"
POLITICS = "Kepala Badan Kesatuan Bangsa dan Politik"
TREASURY = "Kuasa Bendahara Umum Daerah"
ABBREVIATED = (
    "Jan", "Peb", "Mrt", "Apr", "Mei", "Jun", "Jul", "Agust", "Sept", "Okt", "Nop", "Des",
)  # fmt: skip


def grantee(government: Government, agreement: Agreement) -> str:
    """The unit's own name: "KPU Kabupaten Ngada", "Polres Ngada"."""
    if agreement.agency in ("KPU", "BAWASLU"):
        return f"{SHORT[agreement.agency]} {government.name}"
    if agreement.unit:
        return agreement.unit
    return f"Polres {government.place}" if agreement.agency == "POLRI" else "TNI"


def by_month(government: Government) -> Iterator[list[tuple[Agreement, Position]]]:
    """The agreements and their positions, month after month."""
    for index in range(12):
        yield [(one, one.positions[index]) for one in government.agreements]


def letter_day(day: date) -> date:
    """A report about a month's end is signed on the third day of the next month."""
    return day + timedelta(days=3)


def left(whole: int | None, *parts: int | None) -> int | None:
    if whole is None or parts[0] is None:
        return None
    return whole - sum(part or 0 for part in parts)


def written(day: date) -> str:
    """1 Agustus 2024"""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def dotted(amount: int, ending: str = "") -> str:
    """1250000000 -> "1.250.000.000" and what is written after it."""
    return f"{amount:,}".replace(",", ".") + ending


def total(values: Iterable[int | None]) -> int | None:
    """The sum of what was reported; None where nothing was."""
    told = [value for value in values if value is not None]
    return sum(told) if told else None


def share(part: int | None, whole: int | None) -> float | None:
    """A fraction cut to four decimals, as an office types it; never rounded up to 100%."""
    return part * 10_000 // whole / 10_000 if part is not None and whole else None


def typed_share(part: int | None, whole: int | None) -> str | None:
    """ "64,03%" as text."""
    if part is None or not whole:
        return None
    points = part * 10_000 // whole
    return f"{points // 100},{points % 100:02d}%"


def in_millions(amount: int | None) -> float | None:
    return None if amount is None else amount / 1_000_000


def in_thousands(amount: int | None) -> int | None:
    return None if amount is None else amount // 1_000


def typed_millions(amount: int | None) -> str | None:
    """7800500000 -> "7.800,50"."""
    if amount is None:
        return None
    assert amount % 10_000 == 0, "two decimals say it exactly"
    return f"{dotted(amount // 1_000_000)},{amount % 1_000_000 // 10_000:02d}"
