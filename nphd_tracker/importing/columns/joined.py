"""Columns headed by several grantees at once: "TNI/POLRI", "PAM", "KPU dan Bawaslu".

One amount for two grantees is nobody's: its column is told and not read. It is read where each row
names one of them ("Polres Ngada", "Kodim 1625/Ngada"), and is a total beside columns of them all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from nphd_tracker.importing.columns.column import Column
from nphd_tracker.importing.columns.content import Content, cell_at
from nphd_tracker.importing.headers import Wording
from nphd_tracker.importing.opening.grid import CellValue
from nphd_tracker.importing.vocabulary import Vocabulary, squash
from nphd_tracker.importing.written import heading_of
from nphd_tracker.regions import Agency

_SAYS_WHO = frozenset({"grantee", "unit", "description", "region"})
_KINDS = {
    "amount": "", "ceiling": "committed", "grant": "committed",
    "disbursed": "realised", "spent": "realised",
}  # fmt: skip
_WORD = "penerima hibah"


def by_their_rows(
    wordings: Mapping[int, Wording],
    rows: Sequence[Sequence[CellValue]],
    contents: Mapping[int, Content],
    vocabulary: Vocabulary,
) -> dict[int, Wording]:
    """Joined columns of amounts as the rows' own, where a column names one grantee on each row.

    Beside blocks of other agencies they stay a block, whose agency each row says.
    """
    settled = dict(wordings)
    money = {i for i, w in wordings.items() if w.is_joined and (w.measure or w.modifiers)}
    money = {i for i in money if contents[i].numbers}
    naming = _naming_column(wordings, rows, vocabulary) if money else None
    if naming is None:
        return settled
    has_others = any(w.agency and contents[i].numbers for i, w in wordings.items())
    for index in money:
        settled[index] = replace(wordings[index], is_joined=False, is_by_row=has_others)
    said = wordings[naming]
    if said.key not in _SAYS_WHO:
        said = replace(said, key="grantee", measure="", close_to=_WORD)
    settled[naming] = replace(said, is_by_row=has_others)
    return settled


def _naming_column(
    wordings: Mapping[int, Wording], rows: Sequence[Sequence[CellValue]], vocabulary: Vocabulary
) -> int | None:
    """The column whose texts name one grantee each; below the joined heading before any other."""
    found = [i for i, w in wordings.items() if _names_grantees(i, w, rows, vocabulary)]
    return min(found, key=lambda i: (not wordings[i].is_joined, i), default=None)


def _names_grantees(
    index: int, wording: Wording, rows: Sequence[Sequence[CellValue]], vocabulary: Vocabulary
) -> bool:
    if wording.measure or (wording.key and wording.key not in _SAYS_WHO):
        return False
    cells = (cell_at(row, index) for row in rows)
    texts = {heading_of(v) for v in cells if isinstance(v, str) and v.strip()}
    texts = {text for text in texts if squash(text) not in vocabulary.totals}
    named = sum(vocabulary.agencies.resolve(text) is not None for text in texts)
    return named > 0 and named * 4 >= len(texts) * 3


def joined_grantees(columns: list[Column], wordings: Mapping[int, Wording]) -> list[Column]:
    """ "TNI & POLRI" beside columns of both is their total; beside neither it is nobody's.

    So is "Realisasi KPU dan Bawaslu" beside what was agreed with each.
    """
    settled = []
    for c in columns:
        if c.role == "joined" and c.several and c.several <= _apart(c, columns, wordings):
            c = replace(c, role=_role_of_joined(wordings[c.index]))
        settled.append(c)
    return settled


def _apart(
    joined: Column, columns: list[Column], wordings: Mapping[int, Wording]
) -> frozenset[Agency | None]:
    """The agencies that have columns of what a joined one measures."""
    kind = _kind(wordings[joined.index])
    kinds = {c.index: _kind(wordings[c.index]) for c in columns if c.agency}
    return frozenset(
        c.agency for c in columns if c.agency and (not kind or kinds[c.index] in ("", kind))
    )


def _kind(wording: Wording) -> str:
    """Near enough to be added up: "NPHD" with "Nilai Hibah", "Realisasi" with "Pencairan"."""
    return _KINDS.get(wording.measure, wording.measure)


def _role_of_joined(wording: Wording) -> str:
    for said, role in (("percent", "percent"), ("remainder", "remainder"), ("planned", "plan")):
        if said in wording.modifiers:
            return role
    return "amount"


def sums_of_their_group(columns: list[Column], wordings: Mapping[int, Wording]) -> list[Column]:
    """ "PENGAMANAN / JUMLAH" beside "PENGAMANAN / TNI" and "PENGAMANAN / POLRI" is of those two."""
    groups: dict[str, set[Agency]] = {}
    for c in columns:
        if c.agency:
            groups.setdefault(_group(c), set()).add(c.agency)
    everybody = set().union(*groups.values())
    settled = []
    for c in columns:
        own = groups.get(_group(c), set())
        is_sum = c.agency is None and "total" in wordings[c.index].modifiers and not c.several
        if is_sum and _group(c) and len(own) > 1 and own < everybody:
            c = replace(c, several=frozenset(own))
        settled.append(c)
    return settled


def _group(column: Column) -> str:
    """The heading that stands over a column and its neighbours."""
    first, _, rest = column.heading.partition(" / ")
    return first if rest else ""
