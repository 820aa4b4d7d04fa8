"""Columns that two parties fill in side by side: "Menurut BKAD" beside "Menurut Penerima".

What was paid out and what came in are one measure said by two; each keeps its source, and neither
is a double of the other. Only where the same measure stands twice is anything asked of the wording.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from nphd_tracker.importing.columns.column import Column, Share
from nphd_tracker.importing.vocabulary import Vocabulary, level
from nphd_tracker.reading import Measure, Source

_FLOW = "_flow"
Key = tuple[Measure | None, Share, str, object, object, str]


def with_sources(
    columns: list[Column], paths: Mapping[int, tuple[str, ...]], vocabulary: Vocabulary
) -> list[Column]:
    """The same measure twice, each under another party's name, is that measure said by both."""
    said = {
        c.index: said_by(paths.get(c.index, ()), vocabulary) for c in columns if c.role == "amount"
    }
    if len(set(said.values()) - {None}) < 2:
        return columns
    same: dict[Key, list[Column]] = {}
    for c in columns:
        if c.role == "amount":
            key = (c.measure, c.share, c.tranche, c.month, c.on, c.version)
            same.setdefault(key, []).append(c)
    apart = {
        c.index
        for group in same.values()
        if len(group) > 1 and are_apart(said[c.index] for c in group)
        for c in group
    }
    return [replace(c, source=said[c.index]) if c.index in apart else c for c in columns]


def with_the_other_party(
    columns: list[Column], paths: Mapping[int, tuple[str, ...]], vocabulary: Vocabulary
) -> list[Column]:
    """ "Data BPKAD" beside "Data KPU": the grantor's columns are about that agency too, no total."""
    agencies = {c.agency for c in columns if c.agency}
    if len(agencies) != 1:
        return columns
    return [
        replace(c, agency=next(iter(agencies)))
        if c.agency is None
        and c.role in ("amount", "unknown")
        and said_by(paths.get(c.index, ())[:-1], vocabulary, by_name=True) is Source.GRANTOR
        else c
        for c in columns
    ]


def are_apart(sources: Iterable[Source | None]) -> bool:
    """Whether each of some columns is said by another party."""
    named = list(sources)
    return None not in named and len(set(named)) == len(named)


def said_by(
    path: tuple[str, ...], vocabulary: Vocabulary, *, by_name: bool = False
) -> Source | None:
    """The party that a heading names; its lowest text that names one speaks.

    Beside a local government's column an agency's own name, or what "came in", is the grantee's;
    ``by_name`` leaves out what only says which way the money went.
    """
    for text in reversed(path):
        named = [meaning for _, meaning in vocabulary.attributions.all_in(level(text))]
        names = {meaning for meaning in named if not meaning.endswith(_FLOW)}
        flows = set() if by_name else {m.removesuffix(_FLOW) for m in named} - names
        said = names or flows
        if len(said) == 1:
            return Source(said.pop())
        if not said and vocabulary.agencies.find_in(text):
            return Source.GRANTEE
    return None
