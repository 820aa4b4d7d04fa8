"""The numbers as one document: what the command prints and the interface for machines answers.

Money is in rupiah (an integer unless there are sen), null where nobody reported; dates are ISO;
rates are text cut to two decimals. The shape is a contract: DESIGN.md section 6.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TextIO

from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.absorption import Level, Row, Standing, group_by, is_below, stand, sum_up
from nphd_tracker.errors import TrackerError
from nphd_tracker.importing.vocabulary import load_vocabulary, polling_day_of
from nphd_tracker.money import rupiah
from nphd_tracker.regions import Agency, RegionBook
from nphd_tracker.reporting.wording import name_agency
from nphd_tracker.web.shown.limits import refuse_outside
from nphd_tracker.web.shown.selection import Selection

_AMOUNTS = (
    "committed", "disbursed", "spent", "returned", "interest", "numerator", "denominator",
    "unreported_committed", "unabsorbed",
)  # fmt: skip


def absorption_document(
    session: Session,
    asked: Selection,
    by: Level,
    below: float | None,
    default_election: str,
    today: date,
    language: str = "id",
) -> dict[str, Any]:
    """Rates per agency, region, province or agreement, and their total over all rows."""
    if below is not None and below <= 0:
        raise TrackerError("Batas persen harus lebih dari 0.", "The percentage must be above 0.")
    refuse_outside(store.scope_of(session), asked)
    vocabulary = load_vocabulary()
    election = asked.election or default_election
    day = asked.as_of or store.newest_day(session, election, today) or today
    polling_day = polling_day_of(vocabulary, election)
    holdings = store.load_holdings_at(
        session, election, day, polling_day,
        province=asked.province, region=asked.region, agency=asked.agency,
    )  # fmt: skip
    stood = [stand(holding, day, asked.basis, polling_day) for holding in holdings]
    standings = [one for one in stood if one.is_in(asked.band)]
    by_id = {str(s.holding.id): s for s in standings}
    book = vocabulary.regions
    rows = group_by(standings, by, lambda key: _name(key, by, book, by_id, language))
    if below is not None:
        rows = [row for row in rows if is_below(row, _percent(below))]
    return {
        "as_of": day.isoformat(),
        "basis": asked.basis.value,
        "election": election,
        "rows": [row_json(row) | _agreement_json(by_id[row.key], by) for row in rows]
        if by == "agreement"
        else [row_json(row) for row in rows],
        "total": row_json(sum_up("total", "Total" if language == "en" else "Jumlah", standings)),
    }


def _percent(below: float) -> Any:
    from decimal import Decimal

    return Decimal(str(below))


def _name(
    key: str, by: Level, book: RegionBook, by_id: Mapping[str, Standing], language: str
) -> str:
    if by == "agency":
        return name_agency(key, language)
    if by == "agreement":
        holding = by_id[key].holding
        region = book.get(holding.region)
        unit = f" ({holding.unit})" if holding.unit else ""
        return f"{name_agency(holding.agency, language)} {region.name if region else holding.region}{unit}"
    region = book.get(key)
    return region.name if region else key


def row_json(row: Row) -> dict[str, Any]:
    """One row with every field of the contract."""
    amounts = {name: _rupiah(getattr(row, name)) for name in _AMOUNTS}
    return {
        "key": row.key,
        "name": row.name,
        **{name: amounts[name] for name in _AMOUNTS[:7]},
        "rate": row.rate,
        "rate_floor": row.rate_floor,
        "below": row.below,
        "band": row.band.value,
        "closed": row.closed,
        "agreements": row.agreements,
        "reported": row.reported,
        "unreported_committed": amounts["unreported_committed"],
        "unabsorbed": amounts["unabsorbed"],
        "oldest": row.oldest.isoformat() if row.oldest else None,
        "newest": row.newest.isoformat() if row.newest else None,
    }


def _agreement_json(standing: Standing, by: Level) -> dict[str, Any]:
    holding = standing.holding
    return {
        "region": holding.region,
        "agency": Agency(holding.agency).value,
        "unit": holding.unit,
        "number": holding.terms.number,
    }


def _rupiah(sen: int | None) -> int | float | None:
    return None if sen is None else rupiah(sen)


def as_csv(document: Mapping[str, Any]) -> str:
    """The rows with a header line, then the total."""
    rows = [*document["rows"], document["total"]]
    return write_csv(list(dict.fromkeys(name for row in rows for name in row)), rows)


def write_csv(names: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Rows under a line of names; what a row does not say is empty, no text is a formula."""
    out = io.StringIO()
    put_csv(out, names, rows)
    return out.getvalue()


def put_csv(out: TextIO, names: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """The same, where it may be too long for memory."""
    writer = csv.DictWriter(out, names, restval="", lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _csv_cell(value) for name, value in row.items()})


def _csv_cell(value: Any) -> Any:
    """Text that a spreadsheet would take for a formula stays text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return f"'{value}"
    return "" if value is None else value
