"""A pasted list of local governments and agencies -> what is owed, and the lines that name none."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nphd_tracker.importing.vocabulary import load_vocabulary
from nphd_tracker.regions import Agency, Region, RegionMatch
from nphd_tracker.scope import EVERYTHING, Scope
from nphd_tracker.store.roster import Owed
from nphd_tracker.web.serving.language import gettext as _

MOST_LINES = 3000

_CODE = re.compile(r"\d{2}(?:\.?\d{2})?")


@dataclass(frozen=True, slots=True)
class Wrong:
    """A line of the list that names no local government, or several."""

    number: int
    text: str
    message: str
    place: str = ""
    """Of a sheet, like ``Daftar!B7``."""


def read_lines(
    text: str,
    agencies: Sequence[Agency],
    scope: Scope = EVERYTHING,
    *,
    may_guess: bool = True,
) -> tuple[list[Owed], list[Wrong]]:
    """One local government a line, by code or name; agencies beside it win over those chosen.

    ``53.09``, ``Kab. Ngada``, or pasted from a sheet: ``53.09<tab>Kab. Ngada<tab>KPU``. A misspelt
    name is asked about where it would decide what somebody may see (``may_guess``).
    """
    owed: list[Owed] = []
    wrong: list[Wrong] = []
    for number, line in enumerate(text.splitlines()[:MOST_LINES], start=1):
        cells = [cell.strip() for cell in re.split(r"[\t;]", line) if cell.strip()]
        if not cells:
            continue
        found = [match for match in map(find_region, cells) if match]
        named = [agency for agency in map(find_agency, cells) if agency]
        region = found[0].region if found else None
        if region and found[0].how == "close" and not may_guess:
            wrong.append(Wrong(number, line.strip()[:80], say_close(region)))
        elif region is None:
            wrong.append(Wrong(number, line.strip()[:80], say_unknown(found)))
        elif not (named or agencies):
            wrong.append(Wrong(number, line.strip()[:80], _("lembaganya belum dipilih")))
        elif not scope.is_within((region.code, agency) for agency in named or agencies):
            wrong.append(Wrong(number, line.strip()[:80], _("di luar wilayah atau lembaga Anda")))
        else:
            owed += [(region.code, agency) for agency in named or agencies]
    return owed, wrong


def find_region(text: str) -> RegionMatch | None:
    """None for a cell that is no region at all, such as an agency."""
    book = load_vocabulary().regions
    code = _CODE.match(text)
    if code and not text[code.end() :].strip(" .-"):
        return book.by_code(text)
    if find_agency(text):
        return None
    match = book.by_name(text[code.end() :].strip(" .-") if code else text)
    return match if match.region or match.candidates else None


def find_agency(text: str) -> Agency | None:
    grantee = load_vocabulary().agencies.resolve(text)
    return grantee.agency if grantee and not grantee.place else None


def find_agencies(text: str) -> list[Agency]:
    """The agency of a text, or all that it names at once: "TNI/Polri"."""
    if agency := find_agency(text):
        return [agency]
    vocabulary = load_vocabulary()
    several = vocabulary.agencies.all_in(text) if vocabulary.names_several(text) else ()
    return sorted(several)


def say_close(region: Region) -> str:
    return _("salah eja? Bila maksudnya %(name)s, tulis begitu", name=region.name)


def say_unknown(found: Sequence[RegionMatch]) -> str:
    candidates = [one.name for match in found for one in match.candidates]
    if candidates:
        return _("nama ini berarti lebih dari satu: %(names)s", names=", ".join(candidates[:4]))
    return _("bukan kode atau nama Pemda yang dikenal")
