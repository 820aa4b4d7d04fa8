"""Which Kupang a sheet or a column is of, where its sibling stands beside it by its full name.

Of "Kupang" and "Kota Kupang" as sheets of one workbook, or as columns of one table, the first is the
regency: told, for a person to check. A bare "Kupang" among the rows of a list is asked, as it is where
no sibling or a second bare "Kupang" stands beside it.
"""

from collections.abc import Iterable

from nphd_tracker.importing.context import Context
from nphd_tracker.importing.opening.grid import Grid
from nphd_tracker.importing.problems import make_problem
from nphd_tracker.importing.vocabulary import Vocabulary, clean_text
from nphd_tracker.reading import Answers, Problem
from nphd_tracker.regions import Region


def region_left(name: str, others: Iterable[str], vocabulary: Vocabulary) -> Region | None:
    """The one region that a name can mean beside others that each name theirs; None to be asked."""
    book = vocabulary.regions
    candidates = book.by_name(name).candidates
    taken = set()
    for other in others:
        match = book.by_name(other)
        if match.region is None and set(match.candidates) & set(candidates):
            return None
        if match.region and match.how != "close":
            taken.add(match.region)
    left = [region for region in candidates if region not in taken]
    return left[0] if len(left) == 1 < len(candidates) else None


def settle_region(
    context: Context, grid: Grid, sheets: Iterable[Grid], answers: Answers, vocabulary: Vocabulary
) -> list[Problem]:
    """The region of a sheet whose name may mean several: as answered, else as its siblings leave it."""
    name = context.region_in_doubt
    if context.region is not None or not name:
        return []
    told: list[Problem] = []
    region = vocabulary.regions.get(answers.regions.get(name, ""))
    if region is None:
        others = [clean_text(s.name) for s in sheets if s is not grid and s.visible]
        region = region_left(clean_text(name), others, vocabulary)
        if region is not None:
            told = [make_problem("region-by-sibling", grid.name, "", name, other=region.name)]
    if region is not None:
        context.region, context.candidates = region, ()
        context.province = context.province or region.province
    return told
