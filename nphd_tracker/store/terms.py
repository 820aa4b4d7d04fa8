"""The dated terms of an agreement out of what imports said of them.

Of each kind the import applied last speaks; within it the grantor before the grantee before others,
and the first row. A schedule of tranches is taken whole from where it is taken.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from nphd_tracker.due import Terms, TrancheTerm
from nphd_tracker.reading import Source, TermKind

_PRECEDENCE = (Source.OTHER, Source.GRANTEE, Source.GRANTOR)


class KeptTerm(NamedTuple):
    """One term as stored; see `reading.StatedTerm` for its value."""

    kind: TermKind
    value: str
    source: Source


def newest_values(said: Iterable[tuple[int, KeptTerm]]) -> dict[TermKind, tuple[str, ...]]:
    """What speaks of each kind: the values of the newest import's best source, in its order."""
    ranks: dict[TermKind, tuple[int, int]] = {}
    values: dict[TermKind, tuple[str, ...]] = {}
    for sequence, term in said:
        rank = (sequence, _PRECEDENCE.index(term.source))
        if term.kind not in ranks or rank > ranks[term.kind]:
            ranks[term.kind] = rank
            values[term.kind] = (term.value,)
        elif rank == ranks[term.kind] and term.value not in values[term.kind]:
            values[term.kind] += (term.value,)
    return values


def read_terms(said: Iterable[tuple[int, KeptTerm]]) -> Terms:
    """The terms as a value; of two numbers or dates from one place the first stands.

    An empty value takes a term back.
    """
    values = newest_values(said)
    first = {kind: texts[0] or None for kind, texts in values.items()}
    return Terms(
        number=first.get(TermKind.NUMBER),
        signed_on=_read_date(first.get(TermKind.SIGNED_ON)),
        register_number=first.get(TermKind.REGISTER_NUMBER),
        return_due=_read_date(first.get(TermKind.RETURN_DUE)),
        closed_on=_read_date(first.get(TermKind.CLOSED_ON)),
        tranches=tuple(map(_read_tranche, filter(None, values.get(TermKind.TRANCHE, ())))),
    )


def _read_date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _read_tranche(text: str) -> TrancheTerm:
    """``"Tahap I|40|2023-12-01"`` -> 0.40 due on 1 December 2023; what is empty is unknown."""
    label, share, due = (*text.split("|"), "", "")[:3]
    return TrancheTerm(label, _read_share(share), _read_date(due.strip()))


def _read_share(text: str) -> Decimal | None:
    try:
        return Decimal(text.strip().rstrip("%").strip()) / 100
    except InvalidOperation:
        return None
