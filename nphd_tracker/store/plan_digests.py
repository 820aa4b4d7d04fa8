"""Digests of a reading and of what it would change: equal means the same, in whatever order it was read."""

import hashlib
import json
from collections.abc import Iterable
from itertools import chain

from nphd_tracker.blocks import Block
from nphd_tracker.reading import Severity, StatedFollowUp
from nphd_tracker.store.follow_up_plans import FollowUpPlan
from nphd_tracker.store.known import Stated
from nphd_tracker.store.planned import Comparison

_ENCODER = json.JSONEncoder(default=str, ensure_ascii=False)


def describe_stated(one: tuple[str, Stated | StatedFollowUp]) -> tuple[object, ...]:
    election, stated = one
    fields = tuple(getattr(stated, name) for name in stated.__slots__)
    return (type(stated).__name__, election, *fields)


def digest_base(found: Comparison, follow_ups: FollowUpPlan) -> str:
    errors = [one for one in found.findings if one.severity is Severity.ERROR]
    return digest_of(
        [
            *(
                ("change", *(getattr(one, name) for name in one.__slots__ if name != "before"))
                for one in found.changes
            ),
            *(
                ("term", *(getattr(one, name) for name in one.__slots__))
                for one in found.term_changes
            ),
            *(("follow-up", *one.key) for one in follow_ups.changes),
            *(("error", one.code, one.region, one.agency, one.cells) for one in errors),
        ],
        found.blocks,
    )


def digest_of(entries: Iterable[tuple[object, ...]], blocks: Iterable[tuple[str, Block]]) -> str:
    """SHA-256 over the entries in an order of their own, so the order of reading does not count."""
    whole = [("block", election, block.digest) for election, block in blocks]
    lines = sorted(map(_ENCODER.encode, chain[tuple[object, ...]](entries, whole)))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
