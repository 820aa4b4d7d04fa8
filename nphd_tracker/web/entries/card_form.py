"""The form of an agreement's card: what differs from what is known -> terms, and an addendum's value.

Only what a person changed is stated anew; a field that was emptied takes its term back.
"""

import hashlib
from datetime import date
from decimal import Decimal, InvalidOperation

from nphd_tracker.absorption import Holding
from nphd_tracker.due import Terms, TrancheTerm
from nphd_tracker.intake.by_hand import Party
from nphd_tracker.reading import Measure, Source, StatedFigure, StatedTerm, TermKind
from nphd_tracker.web.entries.form import read_amount, read_day
from nphd_tracker.web.entries.typed import Typed
from nphd_tracker.web.serving.language import gettext as _

TRANCHES = 5
LATEST = date(2099, 12, 31)


def fill_in(terms: Terms) -> dict[str, str]:
    """The form as it opens: what is known now."""
    values = {
        "number": terms.number or "",
        "register_number": terms.register_number or "",
        "signed_on": _iso(terms.signed_on),
        "return_due": _iso(terms.return_due),
        "closed_on": _iso(terms.closed_on),
    }
    for place, tranche in enumerate(terms.tranches):
        values |= {
            f"tranche_{place}": tranche.label,
            f"share_{place}": _percent(tranche.share),
            f"due_{place}": _iso(tranche.due),
        }
    return values


def fingerprint(terms: Terms) -> str:
    """Tells what a card knew when it was opened from what is known now."""
    return hashlib.sha256(repr(sorted(fill_in(terms).items())).encode()).hexdigest()[:32]


def written(terms: Terms, kind: TermKind) -> list[str]:
    """A term as a form writes it: dates are ISO, each tranche of the schedule is one text."""
    if kind is TermKind.TRANCHE:
        return [write_tranche(one) for one in terms.tranches]
    text = fill_in(terms).get(kind.value, "")
    return [text] if text else []


def rows_of(terms: Terms) -> int:
    """As many rows of the schedule as it has, and room for more."""
    return max(TRANCHES, len(terms.tranches) + 1)


def read_card(
    typed: Typed, holding: Holding, party: Party, today: date
) -> tuple[list[StatedTerm], list[StatedFigure]]:
    """What is new; nothing while a field is wrong."""
    before = fill_in(holding.terms)
    terms: list[StatedTerm] = []
    for kind in (TermKind.NUMBER, TermKind.REGISTER_NUMBER):
        text = typed.text(kind.value)
        if text != before[kind.value]:
            terms.append(_term(party, kind, text))
    for kind in (TermKind.SIGNED_ON, TermKind.RETURN_DUE, TermKind.CLOSED_ON):
        latest = today if kind is TermKind.SIGNED_ON else LATEST
        text = _optional_day(typed, kind.value, latest)
        if text != before[kind.value]:
            terms.append(_term(party, kind, text))
    schedule = _read_schedule(typed, rows_of(holding.terms))
    if schedule != [write_tranche(one) for one in holding.terms.tranches]:
        terms += [_term(party, TermKind.TRANCHE, one) for one in schedule or [""]]
    added, figures = _read_addendum(typed, party, today)
    return ([], []) if typed.errors else (terms + added, figures)


def write_tranche(tranche: TrancheTerm) -> str:
    return "|".join((tranche.label, _percent(tranche.share), _iso(tranche.due)))


def _read_schedule(typed: Typed, rows: int) -> list[str]:
    found = []
    total = Decimal(0)
    for place in range(rows):
        label = typed.text(f"tranche_{place}").replace("|", "/")
        share, due = typed.text(f"share_{place}"), _optional_day(typed, f"due_{place}", LATEST)
        if not (label or share or due):
            continue
        part = _read_share(typed, f"share_{place}")
        total += part or 0
        if total > 100:
            typed.errors[f"share_{place}"] = _("Jumlah bagian semua tahap lebih dari 100%.")
        words = _percent(part / 100 if part is not None else None)
        found.append("|".join((label or f"Tahap {place + 1}", words, due)))
    return found


def _read_share(typed: Typed, name: str) -> Decimal | None:
    text = typed.text(name).rstrip("% ").replace(",", ".")
    if not text:
        return None
    try:
        part = Decimal(text)
    except InvalidOperation:
        part = Decimal(-1)
    if not 0 < part <= 100:
        typed.errors[name] = _("Isi bagiannya dalam persen, lebih dari 0 dan paling banyak 100.")
        return None
    return part


def _read_addendum(
    typed: Typed, party: Party, today: date
) -> tuple[list[StatedTerm], list[StatedFigure]]:
    """An addendum is its number, its date and the value that results: all three or none."""
    names = ("addendum_number", "addendum_on", "addendum_value")
    if not any(map(typed.text, names)):
        return [], []
    number = typed.require("addendum_number", _("Isi nomor addendumnya."))
    on = read_day(typed, "addendum_on", today)
    amount = read_amount(typed, "addendum_value")
    if not number or on is None or amount is None:
        return [], []
    terms = [
        _term(party, TermKind.ADDENDUM_NUMBER, number),
        _term(party, TermKind.ADDENDUM_ON, on.isoformat()),
    ]
    figure = StatedFigure(
        region=party.region,
        agency=party.agency,
        unit=party.unit,
        measure=Measure.COMMITTED,
        on=on,
        amount=amount,
        source=Source.GRANTOR,
        cells=(),
        unit_implied=party.unit_implied,
        document=number,
    )
    return terms, [figure]


def _term(party: Party, kind: TermKind, value: str) -> StatedTerm:
    return StatedTerm(
        party.region, party.agency, party.unit, kind, value, Source.GRANTOR, (), party.unit_implied
    )


def _optional_day(typed: Typed, name: str, latest: date) -> str:
    return _iso(read_day(typed, name, latest)) if typed.text(name) else ""


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _percent(share: Decimal | None) -> str:
    return "" if share is None else f"{(share * 100).normalize():f}"
