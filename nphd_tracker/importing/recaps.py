"""A recapitulation that the file's own details outgrew: its rows are sums, and no longer theirs.

A sheet that adds up the others is left out in silence (`repeats`). One that adds them up as they
were a month ago looks like agreements of the provinces themselves: it is asked about.
"""

import re
from collections.abc import Iterable

from nphd_tracker.blocks import Block
from nphd_tracker.importing.drafts import Draft
from nphd_tracker.importing.opening.grid import cell_name
from nphd_tracker.importing.problems import make_problem
from nphd_tracker.importing.records import Record
from nphd_tracker.regions import Agency

_RECAP = re.compile(r"\b(?:rekap\w*|resume|ringkasan|summary|total)\b", re.I)
_OWN = re.compile(r"\b(?:pemerintah|pemprov|pemberi|pemda|gubernur|pilgub)\b", re.I)

Places = dict[tuple[str, Agency | None], set[str]]


def ask_about_recaps(drafts: list[Draft]) -> None:
    """Refuses the rows of a sheet called a recapitulation that stand for several regencies."""
    for draft in drafts:
        if not _is_called_recap(draft) or any(isinstance(r, Block) for r in draft.rows.records):
            continue
        below = _regencies(d for d in drafts if d is not draft)
        for record in draft.rows.own_records:
            _ask(draft, record, below)


def _is_called_recap(draft: Draft) -> bool:
    names = [c.heading for c in draft.columns if c.role in ("region", "province")]
    if _OWN.search("\n".join([draft.context.title, *names])):
        return False
    if not names:
        return bool(_RECAP.search(draft.grid.name))
    return bool(_RECAP.search(f"{draft.grid.name}\n{draft.context.title}"))


def _regencies(drafts: Iterable[Draft]) -> Places:
    """Province and agency -> the regencies and cities that other tables have figures of."""
    found: Places = {}
    for draft in drafts:
        for one in draft.rows.records:
            if isinstance(one, Block):
                for party in one.parties:
                    if "." in party.region:
                        province = party.region.partition(".")[0]
                        found.setdefault((province, party.agency), set()).add(party.region)
                continue
            record, region = one, one.who.region
            if record.figures and region and region.kind != "province":
                found.setdefault((region.province, record.who.agency), set()).add(region.code)
    return found


def _ask(draft: Draft, record: Record, below: Places) -> None:
    region = record.who.region
    if region is None or region.kind != "province" or not record.figures:
        return
    several = below.get((region.code, record.who.agency), set())
    if len(several) < 2:
        return
    cell = cell_name(record.row, min(c.index for c in draft.columns if c.role == "amount"))
    record.problems.append(make_problem("row-of-many", draft.grid.name, cell, len(several)))
    record.clear()
