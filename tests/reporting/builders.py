"""Agreements for the workbooks: the published NTT position, and one of every odd kind."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal

from nphd_tracker.absorption import Basis, Holding
from nphd_tracker.due import Terms
from nphd_tracker.positions import Figure
from nphd_tracker.reading import Measure, Source
from nphd_tracker.regions import Agency, RegionBook
from nphd_tracker.reporting.summary import ImportNote, SummaryData, collect_summary

DAY = date(2024, 8, 1)
POLLING_DAY = date(2024, 11, 27)
FILE = "rekap-nphd-ntt-2024-08-01.xlsx"

# Published: what KPU's ten NTT agreements were worth, and what had been disbursed (rupiah).
NTT_KPU = (
    ("53", 341_000_000_000, None),
    ("53.07", 21_700_000_000, 7_000_000_000),
    ("53.09", 28_196_513_000, 28_196_513_000),
    ("53.12", 16_500_000_000, 3_000_000_000),
    ("53.13", 18_540_000_000, 7_410_000_000),
    ("53.15", 28_000_000_000, 28_000_000_000),
    ("53.18", 27_000_000_000, 16_000_000_000),
    ("53.19", 28_000_000_000, None),
    ("53.21", 25_725_141_000, None),
    ("53.71", 28_000_000_000, None),
)


@dataclass(frozen=True)
class Cells:
    """Where a figure stands, in the shape the store hands over."""

    file_name: str
    cells: tuple[str, ...]


def make_holding(
    number: int,
    region: str,
    agency: Agency,
    amounts: dict[Measure, int | None],
    *,
    unit: str | None = None,
    on: date = DAY,
    election: str = "Pilkada 2024",
    terms: Terms | None = None,
    unit_clash: bool = False,
) -> Holding:
    """One agreement; amounts in sen, each figure's id made of the agreement's and the measure's."""
    figures = tuple(
        Figure(measure, on, sen, Source.GRANTOR, import_id=1, id=number * 10 + place)
        for place, (measure, sen) in enumerate(amounts.items())
        if sen is not None
    )
    return Holding(
        number, election, region, agency, unit, figures, terms or Terms(), unit_clash=unit_clash
    )


def ntt_holdings(election: str = "Pilkada 2024") -> list[Holding]:
    return [
        make_holding(
            number,
            region,
            Agency.KPU,
            {
                Measure.COMMITTED: committed * 100,
                Measure.DISBURSED: None if disbursed is None else disbursed * 100,
            },
            election=election,
        )
        for number, (region, committed, disbursed) in enumerate(NTT_KPU, start=1)
    ]


def odd_holdings() -> list[Holding]:
    """Sen, an over, a zero, an old one, a closed one, a clash of units, texts like formulas."""
    committed, disbursed, spent, returned = (
        Measure.COMMITTED,
        Measure.DISBURSED,
        Measure.SPENT,
        Measure.RETURNED,
    )
    return [
        make_holding(
            101,
            "53.09",
            Agency.POLRI,
            {committed: 450_000_000_000, disbursed: 449_999_999_950, spent: 123_456_789_050},
            unit="=HYPERLINK(1)",
            terms=Terms(number="+62/NPHD\x07/2023", signed_on=date(2023, 11, 14)),
        ),
        make_holding(
            102, "53.09", Agency.TNI, {committed: 10_000_000_00, disbursed: 12_000_000_00}
        ),
        make_holding(103, "53.10", Agency.BAWASLU, {committed: 5_000_000_00, disbursed: 0}),
        make_holding(104, "53.10", Agency.KPU, {committed: 0, disbursed: 0}),
        make_holding(
            105,
            "53.71",
            Agency.BAWASLU,
            {committed: 900_00, disbursed: 800_00, spent: 700_00, returned: 100_00},
            terms=Terms(closed_on=date(2024, 7, 1)),
        ),
        make_holding(
            106, "53.71", Agency.POLRI, {committed: 77_00, disbursed: 7_00}, unit_clash=True
        ),
        make_holding(
            107,
            "53.71",
            Agency.TNI,
            {committed: 3_000_00, disbursed: 1_000_00},
            on=date(2024, 5, 1),
        ),
    ]


def rival_holdings() -> list[Holding]:
    """What the grantee and a register say otherwise, with sen and a text like a formula."""
    ngada = make_holding(
        201,
        "53.09",
        Agency.KPU,
        {Measure.COMMITTED: 1_000_00, Measure.DISBURSED: 900_00},
        unit="=KPU",
    )
    said = ngada.figures[1]
    other = replace(said, amount=600_50, source=Source.GRANTEE, id=2019)
    moved = replace(said, amount=950_00, on=date(2024, 6, 1), is_movement=True, id=2018)
    return [
        replace(ngada, figures=(*ngada.figures, other, moved)),
        make_holding(202, "53.10", Agency.TNI, {Measure.COMMITTED: 500_00}),
    ]


@dataclass(frozen=True)
class Moment:
    """What a selection came to on one day."""

    day: date
    committed: int | None
    disbursed: int | None
    spent: int | None
    agreements: int
    reported: int


def with_trend(data: SummaryData) -> SummaryData:
    """The same summary with two earlier months; spending was first reported in July."""
    earlier = (
        Moment(date(2024, 6, 30), 800_00, 300_00, None, 1, 1),
        Moment(date(2024, 7, 31), 1_500_00, 700_50, 100_00, 2, 1),
    )
    total = data.total
    now = Moment(
        data.as_of, total.committed, total.disbursed, total.spent, total.agreements, total.reported
    )
    return replace(data, trend=(*earlier, now))


def summarise(
    holdings: Iterable[Holding],
    book: RegionBook,
    *,
    election: str = "Pilkada 2024",
    basis: Basis = Basis.DISBURSED_COMMITTED,
    filters: str = "",
    language: str = "id",
    below: Decimal | int = 100,
) -> SummaryData:
    held = list(holdings)
    evidence = {
        figure.id: Cells(FILE, (f"REKAP NTT!C{holding.id}",))
        for holding in held
        for figure in holding.figures
    }
    return collect_summary(
        held,
        as_of=DAY,
        basis=basis,
        election=election,
        made_at=datetime(2024, 8, 2, 1, 30, tzinfo=UTC),
        evidence=evidence,
        imports=[ImportNote(1, FILE, "ab" * 32, datetime(2024, 8, 1, 9, 0), 16)],
        book=book,
        polling_day=POLLING_DAY,
        filters=filters,
        language=language,
        below=below,
        left_out=["Instansi lain disaring."],
    )
