"""A column's role from its wording and its content alone."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from nphd_tracker.importing.columns.attributed import are_apart, said_by
from nphd_tracker.importing.columns.column import Column, measure_of
from nphd_tracker.importing.columns.content import Content, cell_at
from nphd_tracker.importing.headers import Wording, regions_across, understand
from nphd_tracker.importing.opening.grid import CellValue
from nphd_tracker.importing.vocabulary import Vocabulary, level
from nphd_tracker.reading import Measure

_LONGEST_LABEL = 7
_SHARE = re.compile(r"\d\s*%")
_NAME_KEYS = frozenset({"region", "province", "grantee", "unit", "tranche", "reported_by"})
_DOCUMENT_KEYS = frozenset({"document", "nphd_number", "register_number", "addendum_number"})


def first_guess(index: int, wording: Wording, content: Content, is_budget: bool) -> Column:
    """The role from the wording alone; measures that are still open stay None."""
    base = Column(
        index=index,
        heading=wording.heading,
        role="unknown",
        agency=wording.agency,
        tranche=wording.tranche,
        month=wording.month,
        day=wording.day,
        on=wording.on,
        unit=wording.unit,
        is_total="total" in wording.modifiers,
        is_cumulative="cumulative" in wording.modifiers or wording.on is not None,
        amendment=wording.amendment,
        unit_name=wording.grantee_unit,
        several=wording.several,
        is_by_row=wording.is_by_row,
    )
    key = wording.key
    is_money_below = content.numbers > 0 and content.numbers >= content.dates
    if wording.measure in ("ignored", "goods"):
        return replace(base, role=wording.measure)
    if content.ticks and content.ticks + content.dashes == content.filled:
        return replace(base, role="note")  # "Sudah Transfer" with a tick in each row
    if wording.is_joined and (wording.measure or wording.modifiers) and is_money_below:
        return replace(base, role="joined")
    if key == "date" and wording.measure in ("", "committed", "ceiling", "grant", "amount"):
        if "original" in wording.modifiers:
            return replace(base, role="signed_on")
        if wording.modifiers & {"addendum", "after"}:
            return replace(base, role="addendum_on")
    if key == "document" and _is_paid_by_order(wording, content):
        return replace(base, role="amount", measure=None)
    if key in ("region_code", "number", "account") and is_budget and content.holds_accounts:
        return replace(base, role="account", agency=None)
    if key in ("as_of", "reported_by", "origin") and (not wording.measure or not is_money_below):
        return replace(base, role=key, measure=measure_of(wording.measure))
    if key in ("region", "province") and content.filled and content.kinds == content.filled:
        return replace(base, role="region_kind")
    if key and not wording.measure:
        if content.millions and (key in _NAME_KEYS or _holds_no_numbers_of(key, wording)):
            return base  # money under a heading that names no money: told, not read
        return replace(base, role=key)
    if key == "date":
        return replace(base, role=key, measure=measure_of(wording.measure))
    is_of_a_share = _SHARE.search(wording.heading) and not wording.tranche
    if "remainder" in wording.modifiers and is_of_a_share:
        return replace(base, role="plan")  # "Kekurangan dari 40%": of what ought to be paid
    if "planned" in wording.modifiers:
        return replace(base, role="plan")
    if "percent" in wording.modifiers:
        return replace(base, role="percent", is_of_rest="remainder" in wording.modifiers)
    if "remainder" in wording.modifiers and wording.measure != "returned":
        return replace(base, role="remainder")
    if not is_budget and wording.modifiers & {"previous", "current"}:
        return replace(base, role="period")
    if is_budget and wording.modifiers & {"previous", "current"}:
        return replace(base, role="period")
    version = _version(wording)
    if version or wording.measure or wording.tranche or wording.month or wording.week:
        return replace(base, role="amount", version=version)
    if wording.agency and is_money_below:
        return replace(base, role="amount")
    return base


def _holds_no_numbers_of(key: str, wording: Wording) -> bool:
    """ "Register" over millions, not "Nomor Register": amounts, not the numbers of documents."""
    return key in _DOCUMENT_KEYS and "nomor" not in level(wording.heading).split()


def _is_paid_by_order(wording: Wording, content: Content) -> bool:
    """ "SP2D TERBIT" over amounts: what a treasury paid by such orders, not their numbers."""
    words = level(wording.heading).split()
    is_order = "sp2d" in words and not {"nomor", "bukti"} & set(words)
    return is_order and content.millions + content.written > 0 and content.numbers == content.filled


def _version(wording: Wording) -> str:
    if wording.measure not in ("committed", "ceiling", "grant", "amount", ""):
        return ""
    return next(
        (
            v
            for v in ("after", "addition", "reduction", "addendum", "original")
            if v in wording.modifiers
        ),
        "",
    )


def what_was_returned(wording: Wording) -> Wording:
    """Under a title of returns "Sisa Dana Hibah" is what was returned."""
    if "remainder" in wording.modifiers and wording.measure in ("", "grant", "amount", "ceiling"):
        rest = wording.modifiers - {"remainder"}
        return replace(wording, measure="returned", modifiers=rest)
    return wording


def not_what_was_paid(column: Column, wording: Wording) -> Column:
    """Under a title such as "BELUM CAIR" only a heading that says a measure itself is one."""
    is_said = measure_of(wording.measure) or column.version or wording.measure == "ceiling"
    return column if column.role != "amount" or is_said else replace(column, role="unknown")


def with_regions_across(
    columns: list[Column],
    paths: Mapping[int, tuple[str, ...]],
    wordings: Mapping[int, Wording],
    vocabulary: Vocabulary,
    title_measure: Measure | None,
) -> list[Column]:
    """The columns of a table on its side; what is measured, its rows or its title say (`transposed`)."""
    by_path = {paths[i]: wording for i, wording in wordings.items()}
    places = regions_across(
        paths, lambda path: by_path.get(path) or understand(path, vocabulary), vocabulary
    )
    is_said = any(c.role == "description" for c in columns)
    is_matrix = title_measure is not None and any(c.role == "grantee" for c in columns)
    measures = {i: _measure_across(wordings[i]) for i in places}
    is_grid = len(set(measures.values())) > 1 and any(c.role == "grantee" for c in columns)
    if len(set(places.values())) > 1 and is_grid:
        return [
            _in_grid(c, places[c.index], measures[c.index]) if c.index in places else c
            for c in columns
        ]
    if len(places) < 2 or not (is_said or is_matrix):
        return columns
    measure = Measure.COMMITTED if is_said or title_measure is None else title_measure
    return [
        replace(c, role="amount", measure=measure, place=places[c.index])
        if c.index in places and c.role in ("unknown", "amount", "region")
        else c
        for c in columns
    ]


def _measure_across(wording: Wording) -> Measure | None:
    """What a column below a region's heading is of; None for a remainder or percentage."""
    if wording.modifiers & {"percent", "remainder", "planned"}:
        return None
    if wording.measure in ("ceiling", "grant", "amount"):
        return Measure.COMMITTED
    return Measure.DISBURSED if wording.measure == "realised" else measure_of(wording.measure)


def _in_grid(column: Column, place: str, measure: Measure | None) -> Column:
    """A column of a region's group where each row is a grantee's."""
    if measure is None or column.role not in ("unknown", "amount", "region"):
        return replace(column, role="ignored", place=place)
    return replace(column, role="amount", measure=measure, place=place)


def with_measures_down(
    columns: list[Column],
    rows: Sequence[Sequence[CellValue]],
    contents: Mapping[int, Content],
    vocabulary: Vocabulary,
) -> list[Column]:
    """One column of amounts beside one that says of each what it measures: "NPHD", "PENCAIRAN"."""
    money = [
        c
        for c in columns
        if c.role in ("amount", "unknown") and contents[c.index].numbers and not c.place
    ]
    are_days = len(money) > 1 and all(c.on or (c.month and c.is_cumulative) for c in money)
    sources = [said_by(tuple(c.heading.split(" / ")), vocabulary) for c in money]
    are_parties = len(money) > 1 and are_apart(sources)
    if are_parties:
        money = [replace(c, agency=None, source=s) for c, s in zip(money, sources, strict=True)]
    is_one = len(money) == 1 or are_days or are_parties
    if not is_one or money[0].agency or any(c.role in ("date", "account") for c in columns):
        return columns
    label = next((c for c in columns if _names_measures(c, rows, vocabulary)), None)
    if label is None:
        return columns
    each = {
        c.index: replace(c, role="amount", measure=Measure.COMMITTED, is_each_rows=True)
        for c in money
    }
    return [
        each[c.index] if c.index in each else replace(c, role="description") if c is label else c
        for c in columns
    ]


def _names_measures(
    column: Column, rows: Sequence[Sequence[CellValue]], vocabulary: Vocabulary
) -> bool:
    if column.role not in ("description", "unknown"):
        return False
    texts = {t for r in rows if isinstance(v := cell_at(r, column.index), str) and (t := level(v))}
    short = {text for text in texts if len(text.split()) <= _LONGEST_LABEL}
    said = [understand((text,), vocabulary) for text in short]
    named = [w for w in said if measure_of(w.measure) or w.measure == "ceiling"]
    controls = [w for w in said if w.modifiers & {"percent", "remainder"}]
    measures = {w.measure for w in named if w not in controls}
    return len(measures) > 1 and len({*map(id, (*named, *controls))}) * 4 >= len(texts) * 3
