"""The invented province month by month: agreements, positions and transfers, from the stories.

The same on every run. What a sheet cannot say (an empty cell) is None, never zero.
"""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from invented_stories import STORIES, Story

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
MONTH_ENDS = tuple(
    date(2024 + month // 12, month % 12 + 1, 1) - timedelta(days=1) for month in range(1, 13)
)
_MILLION = 1_000_000
_SPENDING = (4, 9, 15, 22, 30, 39, 48, 58, 69, 81, 94, 100)
"""Percent of the final spending that was done by each month's end; polling day is 27 November."""
_MOST_OF_WHAT_CAME = 92
"""Before December no unit has spent more than this percentage of what it had received."""


@dataclass(frozen=True)
class Position:
    """What is known of one agreement at a month's end, in rupiah; None is an empty cell."""

    day: date
    committed: int | None = None
    disbursed: int | None = None
    spent: int | None = None
    returned: int | None = None


@dataclass(frozen=True)
class Transfer:
    """One dated disbursement, in rupiah."""

    day: date
    document: str
    tranche: str
    amount: int


@dataclass(frozen=True)
class Agreement:
    """One agreement with its terms, its twelve positions and the transfers behind them."""

    agency: str
    unit: str
    number: str
    signed: date
    value: int
    positions: tuple[Position, ...]
    transfers: tuple[Transfer, ...]
    addendum: tuple[str, date, int] | None = None


@dataclass(frozen=True)
class Government:
    """One local government and its agreements. ``place`` is the name without its kind."""

    code: str
    name: str
    slug: str
    seat: str
    """The town on its letters."""
    agreements: tuple[Agreement, ...] = field(default=())

    @property
    def kind(self) -> str:
        return self.name.split()[0]

    @property
    def place(self) -> str:
        return self.name.split(" ", 1)[1]

    @property
    def grantor(self) -> str:
        return f"Pemerintah {self.name}"

    @property
    def file_name(self) -> str:
        return f"contoh-rekaan-{self.code.replace('.', '-')}-{self.slug}.xlsx"


def invent_governments() -> tuple[Government, ...]:
    """All 23, the same on every run."""
    return tuple(
        Government(
            code, name, slug, seat,
            tuple(_agreement(code, order, story) for order, story in enumerate(stories, start=1)),
        )
        for (code, name, slug, seat), stories in STORIES.items()
    )  # fmt: skip


def _agreement(code: str, order: int, story: Story) -> Agreement:
    chance = random.Random(f"{code}/{story.agency}/{order}")
    number = f"900/{order:02d}/REKAAN-{code.replace('.', '')}/2023"
    signed = _working_day(date(2023, 11, chance.randint(6, 24)))
    disbursed = _disbursements(story)
    spent = _spendings(story, disbursed, chance)
    return Agreement(
        agency=story.agency,
        unit=story.unit,
        number=number,
        signed=signed,
        value=story.value * _MILLION,
        positions=_positions(story, disbursed, spent),
        transfers=_transfers(code, order, disbursed, chance),
        addendum=(
            f"900/{order:02d}/ADD-REKAAN-{code.replace('.', '')}/2024",
            story.addendum[0],
            story.addendum[1] * _MILLION,
        )
        if story.addendum
        else None,
    )


def _value_at(story: Story, day: date) -> int:
    if story.addendum and story.addendum[0] <= day:
        return story.addendum[1] * _MILLION
    return story.value * _MILLION


def _disbursements(story: Story) -> list[int]:
    """The running total at each month's end; empty where it was never reported."""
    if not story.paid:
        return []
    percents = {int(m): int(p) for m, _, p in (word.partition(":") for word in story.paid.split())}
    total, totals = 0, []
    for month, day in enumerate(MONTH_ENDS, start=1):
        if month in percents:
            total = _value_at(story, day) * percents[month] // 100
            if month == max(percents):
                total -= story.short_by
        totals.append(total)
    return totals


def _spendings(story: Story, disbursed: list[int], chance: random.Random) -> list[int]:
    if not disbursed:
        return []
    step = 5 * _MILLION if disbursed[-1] > 3_000 * _MILLION else _MILLION // 2
    final = round(disbursed[-1] * story.spent / 100) // step * step
    total, totals = 0, []
    for share, received in zip(_SPENDING[:-1], disbursed[:-1], strict=True):
        wanted = round(final * share / 100 * chance.uniform(0.92, 1.06))
        total = max(total, min(wanted, received * _MOST_OF_WHAT_CAME // 100) // step * step)
        totals.append(total)
    return [*totals, max(total, final)]


def _positions(story: Story, disbursed: list[int], spent: list[int]) -> tuple[Position, ...]:
    positions = []
    for index, day in enumerate(MONTH_ENDS):
        is_told = bool(disbursed) and index < story.last
        is_closed = story.is_returned and index == 11
        positions.append(
            Position(
                day=day,
                committed=_value_at(story, day),
                disbursed=disbursed[index] if is_told else None,
                spent=spent[index] if is_told else None,
                returned=disbursed[index] - spent[index] if is_closed else None,
            )
        )
    return tuple(positions)


def _transfers(
    code: str, order: int, disbursed: list[int], chance: random.Random
) -> tuple[Transfer, ...]:
    transfers: list[Transfer] = []
    for month, (before, after) in enumerate(zip([0, *disbursed], disbursed, strict=False), start=1):
        if after > before:
            number = f"{month:02d}{order:02d}/SP2D-REKAAN-{code.replace('.', '')}/2024"
            tranche = ("I", "II", "III", "IV")[len(transfers)]
            day = _working_day(date(2024, month, chance.randint(4, 24)))
            transfers.append(Transfer(day, number, tranche, after - before))
    return tuple(transfers)


def _working_day(day: date) -> date:
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
