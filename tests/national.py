"""A nation made up for measuring: 2,500 agreements with eighty weekly positions, written as rows.

Not imported through sheets, which would take an hour; what a page makes of it is the same. Restated
in full every week it holds a million figures, else two hundred thousand; both end alike.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any, cast

from sqlalchemy import Engine, Table, insert

from nphd_tracker.importing.vocabulary import load_vocabulary
from nphd_tracker.models import Agreement, FigureRow, Import, TermRow
from nphd_tracker.reading import Measure, Source, TermKind
from nphd_tracker.regions import Agency

AGREEMENTS = 2_500
WEEKS = 80
ELECTION = "Pilkada 2024"
LAST = date(2024, 8, 1)
SILENT = 25
"""Every 25th has reported its value alone."""

Rows = list[dict[str, Any]]


def build(engine: Engine, *, restated: bool = False, weeks: int = WEEKS) -> int:
    """Fill an empty database; how many figures that are.

    ``restated``: every week states all five measures, as most sheets do. Otherwise a week states
    what was disbursed, and the rest is said once.
    """
    count = 0
    with engine.begin() as connection:
        connection.execute(insert(_table(Agreement)), list(agreements()))
        for week in range(1, weeks + 1):
            connection.execute(insert(_table(Import)), [_import(week, weeks)])
            rows = list(_figures(week, weeks, restated))
            connection.execute(insert(_table(FigureRow)), rows)
            count += len(rows)
        connection.execute(insert(_table(TermRow)), list(_terms()))
    return count


def agreements() -> Iterator[dict[str, Any]]:
    regions = load_vocabulary().regions.all()
    pairs = ((agency, region) for agency in Agency for region in regions)
    for number, (agency, region) in enumerate(islice(pairs, AGREEMENTS), start=1):
        yield {
            "id": number,
            "election": ELECTION,
            "region": region.code,
            "agency": agency.value,
            "unit": None,
            "unit_key": "",
            "unit_implied": False,
        }


def monday_of(week: int, weeks: int = WEEKS) -> date:
    return LAST - timedelta(weeks=weeks - week)


def _table(model: type) -> Table:
    return cast(Table, cast(Any, model).__table__)


def _import(week: int, weeks: int) -> dict[str, Any]:
    moment = datetime.combine(monday_of(week, weeks), datetime.min.time(), UTC)
    return {
        "id": week,
        "file_name": f"rekap-nasional-{monday_of(week, weeks)}.xlsx",
        "sha256": f"{week:064x}",
        "size": 1,
        "status": "applied",
        "created_at": moment,
        "applied_at": moment,
        "sequence": week,
        "election": ELECTION,
        "digest": "",
        "base": "",
        "figures_new": 0,
        "figures_changed": AGREEMENTS,
        "figures_same": 0,
        "left_out_errors": False,
        "options": "{}",
        "description": "{}",
    }


def _figures(week: int, weeks: int, restated: bool) -> Iterator[dict[str, Any]]:
    for number in range(1, AGREEMENTS + 1):
        value = (1_000_000_000 + number * 7_919_000) * 100
        disbursed = value * (number % 101) // 100 * week // weeks
        amounts = {
            Measure.COMMITTED: value,
            Measure.DISBURSED: disbursed,
            Measure.SPENT: disbursed * (number % 11) // 10,
            Measure.RETURNED: number * 1000,
            Measure.INTEREST: number * 100,
        }
        for measure, amount in amounts.items():
            once = 1 if measure is Measure.COMMITTED else weeks
            if not (restated or measure is Measure.DISBURSED or week == once):
                continue
            if number % SILENT == 0 and measure is not Measure.COMMITTED:
                continue
            yield {
                "import_id": week,
                "agreement_id": number,
                "measure": measure.value,
                "on": monday_of(week, weeks),
                "amount": amount,
                "source": Source.GRANTOR.value,
                "is_movement": False,
                "tranche": "",
                "line": "",
                "line_name": "",
                "document": "",
                "cells": f"Rekap!{'CDEFG'[list(Measure).index(measure)]}{number + 7}",
            }


def _terms() -> Iterator[dict[str, Any]]:
    """Every third was signed on a known day."""
    for number in range(1, AGREEMENTS + 1, 3):
        yield {
            "import_id": 1,
            "agreement_id": number,
            "kind": TermKind.SIGNED_ON.value,
            "value": (date(2023, 11, 1) + timedelta(days=number % 60)).isoformat(),
            "source": Source.GRANTOR.value,
            "cells": "",
        }
