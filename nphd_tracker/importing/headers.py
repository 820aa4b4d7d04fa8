"""What the wording of one column says, before its neighbours are known.

A heading is taken apart into facets (agency, measure, tranche, month, modifiers) rather than looked
up whole, so that wordings nobody has listed still read: "Pencairan KPU Tahap I (Rp)". The lowest
row of the header band speaks first, its groups complete it.
"""

import itertools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz, process

from nphd_tracker.dates import find_date, find_month
from nphd_tracker.importing.elections import find_election
from nphd_tracker.importing.vocabulary import PhraseBook, Vocabulary, clean_text, level
from nphd_tracker.regions import Agency

_SHARE = re.compile(r"\d+(?:[.,]\d+)?\s*%")
_ZEROS = re.compile(
    r"(?:[(x×]|dalam|satuan|kelipatan|ribuan)\s*(?:rp\.?\s*)?(?:1[.,])?(?P<zeros>000(?:[.,]000)*)(?!\d)(?![.,]\d)"
)
"""(Rp 000), (x Rp 1.000), (Rp. 1.000.000,-)."""
_FULL_RUPIAH = re.compile(
    r"\b(?:dalam|dlm|satuan)\s*:?\s*(?:rupiah|rp)\b|\b(?:rupiah|rp\.?)\s+penuh\b"
)
_AGREED = "sesuai nphd"
_YEAR_ONLY = re.compile(r"\b(20\d\d)\b")
_SOME_LEAP_YEAR = 2000
_PRINCIPAL = frozenset({"sisa", "pokok", "hibah", "dana"})
_BUDGETS = frozenset({"apbd", "apbn", "dau", "dbh", "pad"})
_VERSIONS = frozenset({"original", "addition", "reduction", "addendum", "after"})
_UP_OR_DOWN = re.compile(r"\+\s*/?\s*[-−–]|±")
""" "Addendum (+/-)": what an addendum adds or takes away."""
_ADDENDA = frozenset({"addendum", "adendum", "perubahan"})
_WEEK = re.compile(r"\b(?:minggu|mgg|pekan)[\s.-]*(?:ke[\s.-]*)?(iv|v|i{1,3}|[1-5])\b", re.I)
_WEEKS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
_WEEK_ENDS = {1: 7, 2: 14, 3: 21, 4: 28, 5: 0}
"""The day of the month up to which a week's figures stand."""
_CLOSE_ENOUGH = 88
"""rapidfuzz ratio; below this a spelling is another word (tried: "Nilai NHPD" 90, "Nilai NPWP" 80)."""
_GENERIC_KEYS = frozenset({"number", "date", "as_of"})
_DOCUMENTS = frozenset({"document", "register_number"})
_ATTRIBUTES = frozenset({"as_of", "reported_by", "origin"})


@dataclass(frozen=True, slots=True)
class Wording:
    """The facets of one heading. ``key`` and ``measure`` are names of the vocabulary, or ""."""

    heading: str
    key: str = ""
    measure: str = ""
    agency: Agency | None = None
    modifiers: frozenset[str] = frozenset()
    tranche: str = ""
    month: tuple[int | None, int] | None = None
    on: date | None = None
    year: int | None = None
    unit: int | None = None
    day: int = 0
    """Of the month, where a heading names a day without its year, or a week; 0 is the month's end."""
    week: int = 0
    """ "Minggu II": the month may be named elsewhere."""
    election: str = ""
    several: frozenset[Agency] = frozenset()
    """The agencies that a heading names at once: "TNI & POLRI"."""
    is_joined: bool = False
    is_by_row: bool = False
    """Joined, or beside what is, and each row names whose amount it is (`columns.joined`)."""
    amendment: str = ""
    """Which addendum: "Addendum II"."""
    service: str = ""
    """A service that a heading names without a place: "TNI AL"."""
    grantee_unit: str = ""
    """A unit that a heading names: "Kodim 1306/Kota Palu"."""
    is_realised_part: bool = False
    """ "Realisasi / Tahap I": a part of what was realised, by its tranche alone a disbursement."""
    close_to: str = ""
    """The vocabulary's wording that a misspelt heading was taken for."""

    @property
    def is_known(self) -> bool:
        return bool(
            self.key or self.measure or self.modifiers or self.tranche or self.month or self.week
        )


def understand(path: tuple[str, ...], vocabulary: Vocabulary) -> Wording:
    """The facets of a heading given as texts from the top of the band to its bottom."""
    raw = tuple(clean_text(text) for text in path if clean_text(text))
    heading = " / ".join(raw)
    levels = [_SHARE.sub(" ", level(text)).strip() for text in raw]
    texts = [text for text in reversed(levels) if text]
    modifiers = _modifiers(texts, vocabulary)
    if "addendum" in modifiers and any(_UP_OR_DOWN.search(text) for text in raw):
        modifiers = modifiers - {"addendum"} | {"addition"}
    key, measure, close_to = _key_and_measure(texts, vocabulary)
    tranche = _tranche(texts, vocabulary)
    month, day, on = _time(raw)
    week = next((w for t in reversed(raw) if (w := _week(t))), 0)
    if week:
        day = _WEEK_ENDS[week]
    if measure == "goods" and any("belanja" in text.split() for text in texts):
        measure = "spent"
    if measure and _remains(texts, measure, vocabulary):
        modifiers |= {"remainder"}
    elif measure == "returned":
        modifiers -= {"remainder"}
    is_realised_part = False
    if tranche and (measure in ("amount", "", "ceiling", "grant")) and key in ("", "tranche"):
        is_realised_part = any(
            m == "realised" for t in texts for _, m in vocabulary.measures.all_in(t)
        )
        key, measure = "", "disbursed"
    if month and key == "as_of":
        key = ""
    if measure in ("ceiling", "grant", "amount") and not tranche and _AGREED in texts[0]:
        measure = "committed"  # "Anggaran sesuai NPHD"
    if (paid := _paid_out_of(texts, vocabulary)) and measure != paid:
        measure, modifiers = paid, modifiers - _VERSIONS
        tranche = tranche or ("" if _year(raw) else texts[0])
    if measure == "committed":
        modifiers -= {"planned"}  # "Nilai Hibah sesuai NPHD" is no plan
    if key and _begins_with_modifier(texts, vocabulary):
        key = ""  # "Sisa Dana di Rekening" is no account column
    agency, several, is_joined = _agencies(raw, vocabulary)
    return Wording(
        heading=heading,
        key=key,
        measure=measure,
        agency=agency,
        modifiers=frozenset(modifiers),
        tranche=tranche,
        month=month,
        on=on,
        year=_year(raw),
        unit=find_unit(heading, vocabulary),
        day=day,
        week=week,
        election=next((e for t in reversed(raw) if (e := find_election(t, vocabulary))), ""),
        several=several,
        is_joined=is_joined,
        amendment=_ordinal_behind(texts, _ADDENDA, vocabulary),
        grantee_unit=_grantee_unit(raw, vocabulary, has_place=True) if agency else "",
        service=_grantee_unit(raw, vocabulary, has_place=False) if agency else "",
        is_realised_part=is_realised_part,
        close_to=close_to,
    )


def _paid_out_of(texts: list[str], vocabulary: Vocabulary) -> str:
    """ "PENCAIRAN" over "APBD Murni" and "APBD Perubahan": parts of what was paid, by their budget."""
    if len(texts) < 2 or not _BUDGETS & set(texts[0].split()):
        return ""
    if any(meaning != "ceiling" for _, meaning in vocabulary.measures.all_in(texts[0])):
        return ""
    found = {m for text in texts[1:] for _, m in vocabulary.measures.all_in(text)}
    flows = [flow for flow in _FLOWS if flow in found]
    if not flows and "realised" in found:
        return "realised"
    return flows[0] if len(flows) == 1 else ""


def _begins_with_modifier(texts: list[str], vocabulary: Vocabulary) -> bool:
    first = texts[0].split()[0] if texts else ""
    return vocabulary.modifiers.exact(first) in ("remainder", "percent")


def find_unit(text: str, vocabulary: Vocabulary) -> int | None:
    """Rupiah in one unit where a text says so: "(dalam jutaan rupiah)" -> 1000000, else None.

    ``"(Rp 000)"``, ``"x Rp 1.000"`` -> 1000; ``"rupiah penuh"`` -> 1. An amount in a sentence ("82 miliar
    rupiah") is no unit.
    """
    plain = clean_text(text).lower()
    for word, size in vocabulary.units.items():
        if re.search(rf"(?:dalam|dlm|rp\.?|[(]\s*)\s*(?:rp\.?\s*)?{word}\b", plain) or re.search(
            rf"(?<![\d])(?<!\d\s)\b{word}\s*(?:an)?\s*(?:rupiah|rp)\b", plain
        ):
            return size
    if hit := _ZEROS.search(plain):
        return int("1" + re.sub(r"\D", "", hit["zeros"]))
    return 1 if _FULL_RUPIAH.search(plain) else None


def _modifiers(texts: list[str], vocabulary: Vocabulary) -> set[str]:
    found: set[str] = set()
    for text in texts:
        found |= _meanings(text, vocabulary)
    if "planned" in found and any(
        word in text.split() for text in texts for word in ("realisasi",)
    ):
        found.discard("planned")  # "Realisasi terhadap Target"
    # A longer wording wins over a part of it: "setelah addendum" is not also "addendum".
    if "after" in found:
        found -= {"addendum", "addition", "reduction"}
    if found >= {"addition", "reduction"}:
        found.discard(_other_change(texts, vocabulary))
    if "previous" in found or "current" in found:
        found.discard("cumulative")
    return found


def _meanings(text: str, vocabulary: Vocabulary) -> set[str]:
    """The modifiers of a text; "sd bulan ini" speaks for "bulan ini" inside it."""
    found: set[str] = set()
    taken: set[str] = set()
    for phrase, meaning in vocabulary.modifiers.all_in(text):
        words = set(phrase.split())
        if not words <= taken:
            found.add(meaning)
            taken |= words
    return found


def _other_change(texts: list[str], vocabulary: Vocabulary) -> str:
    """ "Berkurang" below a group "Penambahan/Pengurangan" is a reduction; both in one text go either way."""
    for text in texts:
        said = {meaning for _, meaning in vocabulary.modifiers.all_in(text)}
        if said & {"addition", "reduction"}:
            return "addition" if "addition" not in said else "reduction"
    return "reduction"


def _key_and_measure(texts: list[str], vocabulary: Vocabulary) -> tuple[str, str, str]:
    """The key or measure that the band's lowest speaking text names; generic ones ask the group above."""
    key = measure = ""
    for depth, text in enumerate(texts):
        candidates = [text]
        if depth + 1 < len(texts):
            candidates.insert(0, f"{text} {texts[depth + 1]}")
        for candidate in candidates:
            is_joined = candidate is not text
            found_key, found_measure = _best(candidate, vocabulary, exact=is_joined)
            if depth and not is_joined and vocabulary.modifiers.all_in(texts[0]):
                found_key = ""  # "%" under "PENERIMA HIBAH / KPU" is no grantee column
            if not (found_key or found_measure):
                continue
            if not key and not measure:
                key, measure = found_key, found_measure
            elif not measure and found_measure and key in ("date", "as_of"):
                measure = found_measure
            elif measure in _OPEN and found_measure:
                measure = _sharpen(measure, found_measure)
            break
        if (key and key not in _GENERIC_KEYS) or measure not in ("", *_OPEN):
            break
    if key and _names_agency(texts[0], vocabulary) and key in ("region", "region_code", "province"):
        key = ""  # "KPU Prov/Kab/Kota" is the agency's block, not a region column
    if measure in ("amount", "ceiling", "grant") and not key:
        close = _closest(texts, vocabulary)
        if close[1] and close[1] not in (*_OPEN, measure):
            return close
    if key or measure:
        return key, measure, ""
    return _closest(texts, vocabulary)


_OPEN = ("amount", "realised", "grant")
"""Measures that the group above may settle."""
_FLOWS = ("disbursed", "spent", "returned", "interest")


def _sharpen(measure: str, found: str) -> str:
    """ "Realisasi" under a group "PENCAIRAN" is disbursement; under "ANGGARAN" it stays open.

    "Dana Hibah" under "PENERIMAAN" is what was received, alone it is the agreement's value.
    """
    if found in _FLOWS:
        return found
    return found if measure == "amount" and found != "amount" else measure


def _names_agency(text: str, vocabulary: Vocabulary) -> bool:
    return vocabulary.agencies.find_in(text) is not None


_STRENGTH = {"ceiling": 1, "grant": 1, "amount": 0, "realised": 2}


def _best(text: str, vocabulary: Vocabulary, *, exact: bool = False) -> tuple[str, str]:
    """(key, measure) of the strongest phrase in a text; both for "posisi pencairan"."""
    if exact:
        key = vocabulary.columns.exact(text) or ""
        measure = vocabulary.measures.exact(text) or ""
        return ("", measure) if measure else (key, "")
    keys = vocabulary.columns.all_in(text)
    measures = vocabulary.measures.all_in(text)
    flows = any(measure in _FLOWS for _, measure in measures)  # "Pencairan Hibah Uang"
    measures.sort(
        key=lambda m: (
            _STRENGTH.get(m[1], 3) > 0,
            not (flows and m[1] == "grant"),
            len(m[0].split()),
            _STRENGTH.get(m[1], 3),
        ),
        reverse=True,
    )
    if not measures:
        return (keys[0][1] if keys else "", "")
    phrase, measure = measures[0]
    if measure == "returned" and (interest := _interest(text, measures)):
        phrase, measure = interest  # "Jasa Giro disetor ke Kas Daerah"
    if not keys:
        return "", measure
    key_phrase, key = keys[0]
    if key in _ATTRIBUTES and text.startswith(key_phrase) and len(key_phrase) < len(text):
        return key, measure
    key_size, size = len(key_phrase.split()), len(phrase.split())
    if key in _DOCUMENTS and measure == "amount" and text.startswith(phrase):
        return "", measure  # "Nilai SP2D", "Nilai Addendum" are amounts
    if _STRENGTH.get(measure, 3) < 2 and key_size >= size:
        return key, ""
    if key_size != size:
        return (key, "") if key_size > size else ("", measure)
    return (key, "") if text.find(key_phrase) < text.find(phrase) else ("", measure)


def _interest(text: str, measures: list[tuple[str, str]]) -> tuple[str, str] | None:
    """The wording of interest in a text that speaks of returning that and nothing else."""
    if _PRINCIPAL & set(text.split()):
        return None
    return next((one for one in measures if one[1] == "interest"), None)


def _closest(texts: list[str], vocabulary: Vocabulary) -> tuple[str, str, str]:
    for text in texts[:1]:
        if len(text) < 5 or vocabulary.modifiers.all_in(text):
            continue
        for book, is_measure in ((vocabulary.measures, True), (vocabulary.columns, False)):
            hit = _near(text, book)
            if hit:
                meaning = book.meanings[hit]
                return ("", meaning, hit) if is_measure else (meaning, "", hit)
    return "", "", ""


def _near(text: str, book: PhraseBook) -> str:
    hit = process.extractOne(
        text,
        [p for p in book.meanings if len(p) >= 5],
        scorer=fuzz.ratio,
        score_cutoff=_CLOSE_ENOUGH,
    )
    return hit[0] if hit else ""


def _remains(texts: list[str], measure: str, vocabulary: Vocabulary) -> bool:
    """Whether "sisa" or "belum" stands before the measure, outside a wording such as "sisa disetor"."""
    if measure == "returned":
        return False
    return any("remainder" in _meanings(text, vocabulary) for text in texts)


def _tranche(texts: list[str], vocabulary: Vocabulary) -> str:
    for text in texts:
        tokens = text.split()
        for word, ordinal in itertools.pairwise(tokens):
            if word in vocabulary.tranche_words and ordinal in vocabulary.tranche_ordinals:
                return vocabulary.tranche_ordinals[ordinal]
            if word in vocabulary.tranche_words and ordinal == "ke" and tokens[-1] != "ke":
                following = tokens[tokens.index("ke") + 1]
                if following in vocabulary.tranche_ordinals:
                    return vocabulary.tranche_ordinals[following]
    return ""


def _ordinal_behind(texts: list[str], words: frozenset[str], vocabulary: Vocabulary) -> str:
    """ "Addendum II", "Addendum Kedua" -> "II"."""
    for text in texts:
        for word, ordinal in itertools.pairwise(w for w in text.split() if w != "ke"):
            if word in words and ordinal in vocabulary.tranche_ordinals:
                return vocabulary.tranche_ordinals[ordinal]
    return ""


def _agencies(
    raw: tuple[str, ...], vocabulary: Vocabulary
) -> tuple[Agency | None, frozenset[Agency], bool]:
    """(the one agency of a heading, all that its lowest such text names, whether these are several)."""
    for text in reversed(raw):
        named = vocabulary.agencies.all_in(text)
        if len(named) == 1:
            return next(iter(named)), frozenset(), False
        if vocabulary.names_several(text):
            return None, named, True
    return None, frozenset(), False


def _grantee_unit(raw: tuple[str, ...], vocabulary: Vocabulary, *, has_place: bool) -> str:
    for text in reversed(raw):
        grantee = vocabulary.agencies.resolve(text)
        if grantee and grantee.unit and bool(grantee.place) is has_place:
            return grantee.unit
    return ""


def week_end(text: str) -> int:
    """ "Minggu II Juli" -> 14, the day up to which it goes; 0 where no week or the last is named."""
    return _WEEK_ENDS.get(_week(text), 0)


def _week(text: str) -> int:
    hit = _WEEK.search(text)
    if hit is None:
        return 0
    return _WEEKS.get(hit[1].lower()) or int(hit[1])


def _time(
    raw: tuple[str, ...],
) -> tuple[tuple[int | None, int] | None, int, date | None]:
    """(year and month, day of the month or 0, a full date) that a heading names."""
    on = next((d for t in reversed(raw) if (d := find_date(t))), None)
    if on:
        return None, 0, on
    for text in reversed(raw):
        if (month := find_month(text)) is None:
            continue
        if month[0] is None and (year := _year(raw)):
            month = (year, month[1])
        day = find_date(text, month[0] or _SOME_LEAP_YEAR)
        return month, day.day if day and day.month == month[1] else 0, None
    return None, 0, None


def _year(raw: tuple[str, ...]) -> int | None:
    for text in reversed(raw):
        if hit := _YEAR_ONLY.search(text):
            return int(hit.group(1))
    return None


_NAMES_OF_ROWS = frozenset({"region", "region_code", "unit", "account", "date", "as_of"})


def regions_across(
    paths: Mapping[int, tuple[str, ...]],
    understood: Callable[[tuple[str, ...]], Wording],
    vocabulary: Vocabulary,
) -> dict[int, str]:
    """Column -> the text of its heading that names a region; {} where rows name their own."""
    found = {}
    for index, path in paths.items():
        for text in path:
            match = vocabulary.regions.by_name(text)
            if match.candidates and match.how != "close" and not understood((text,)).measure:
                found[index] = text
    others = (path for index, path in paths.items() if index not in found)
    return {} if {understood(path).key for path in others} & _NAMES_OF_ROWS else found
