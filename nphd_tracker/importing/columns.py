"""What each column of one table is, once its neighbours and its content are known.

A wording that can mean two things ("Realisasi", "Jumlah", "Pagu", "Kode") is settled here, from the
other columns, the title and what stands below it, and said back where it was assumed.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from nphd_tracker.importing.headers import Wording, understand
from nphd_tracker.importing.opening.grid import CellValue, column_index, column_name
from nphd_tracker.importing.problems import Words, make_problem
from nphd_tracker.importing.vocabulary import Vocabulary, clean_text
from nphd_tracker.reading import Measure, Problem
from nphd_tracker.regions import Agency

MEASURE_WORDS: Mapping[Measure, Words] = {
    Measure.COMMITTED: Words("nilai NPHD", "agreement value"),
    Measure.DISBURSED: Words("pencairan", "disbursement"),
    Measure.SPENT: Words("belanja", "spending"),
    Measure.RETURNED: Words("sisa disetor ke RKUD", "return of principal"),
    Measure.INTEREST: Words("jasa giro disetor", "interest returned"),
}
_ACCOUNT = re.compile(r"^5(?:\d{5}|(?:\.\d{1,4}){2,6})\.?$")
_MONEY_TEXT = re.compile(
    # Possessive throughout: a cell of one digit and a thousand blanks must not be tried in all ways.
    r"^\s*+(?:rp\.?|idr)?\s*+[(-]?\s*+\d[\d.,\s]*+(?:(?<=,)-|[)])?\s*+(?:[a-z]{1,6})?\s*+(?:\([\d.,]{1,6}\s?%\)\s*+)?$",
    re.I,
)
_AGENCIES = {agency.value: agency for agency in Agency}
_MEASURES = {measure.value: measure for measure in Measure}
_VERSIONS = ("original", "addition", "addendum", "after")
_ROLES = frozenset(
    {
        "number",
        "region_code",
        "region",
        "province",
        "grantee",
        "unit",
        "as_of",
        "date",
        "document",
        "tranche",
        "description",
        "note",
        "nphd_number",
        "signed_on",
        "addendum_number",
        "addendum_on",
        "register_number",
        "register_on",
        "return_due",
        "closed_on",
        "account",
        "reported_by",
        "origin",
        "percent",
        "remainder",
        "total",
        "period",
        "ignored",
    }
)
_ELECTION = re.compile(r"\b(?:pilkada|pilgub|pilbup|pemilihan|pemilu|psu)\b", re.I)
_GRANT_TO = re.compile(
    r"^\s*(?:belanja\s+)?(?:dana\s+)?hibah\s+(?:uang\s+|dana\s+)?(?:kepada|untuk|bagi|ke)\s+", re.I
)
_GRANTED = re.compile(r"\bbelanja\s+hibah\b", re.I)
_KIND_WORDS = frozenset({"kab", "kabupaten", "kota", "prov", "provinsi"})
_MILLION = 1_000_000
_HIGHEST_RATE = 150
"""Percent; an amount in rupiah, or even in millions, is rarely as small in a whole column."""
_RUPIAH = re.compile(r"\b(?:rp|rupiah)\b", re.I)
_SAMPLE_ROWS = 60
_NAME_KEYS = frozenset({"region", "province", "grantee", "unit", "tranche", "reported_by"})
_NAMES_OF_ROWS = frozenset({"region", "region_code", "unit", "account", "date", "as_of"})
_MONEY_ROLES = frozenset({"amount", "percent", "remainder", "total", "period"})


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``role`` is a key of the vocabulary's ``[columns]``, or amount, percent, remainder,
    total (across the agencies of a row), period (last or this month), ignored, unknown."""

    index: int
    heading: str
    role: str
    measure: Measure | None = None
    agency: Agency | None = None
    tranche: str = ""
    month: tuple[int | None, int] | None = None
    on: date | None = None
    unit: int | None = None
    version: str = ""
    """Of an agreement value: original, addition, addendum, or after ("" is the value itself)."""
    is_total: bool = False
    """A stated total beside its parts ("Total Transfer")."""
    is_cumulative: bool = False
    place: str = ""
    """The region that a table on its side names in this heading."""

    def __hash__(self) -> int:
        return self.index  # of one table; its many fields are compared only where these are equal

    @property
    def letter(self) -> str:
        return column_name(self.index)

    @property
    def name(self) -> str:
        """As in the commands' JSON: ``KPU.committed``, ``disbursed.II``, ``region``."""
        parts = [
            self.agency.value if self.agency else "",
            self.measure.value if self.measure and not self.place else "",
        ]
        if self.role not in ("amount",):
            parts.append(self.role)
        month = f"{self.month[0] or '....'}-{self.month[1]:02d}" if self.month else ""
        parts += [self.version, self.tranche, month, self.place]
        return ".".join(part for part in parts if part)


@dataclass(slots=True)
class _Content:
    """What stands below a heading, over the first rows of the table."""

    filled: int = 0
    numbers: int = 0
    dates: int = 0
    accounts: int = 0
    millions: int = 0
    """Numbers no code or count reaches."""
    largest: float = 0
    kinds: int = 0
    """Cells that say just "Kab" or "Kota"."""

    @property
    def holds_accounts(self) -> bool:
        """A third of the cells is enough: components and details stand between the accounts."""
        return self.accounts > 0 and self.accounts * 3 >= self.filled


def column_of_name(index: int, heading: str, name: str) -> Column:
    """A column as a person names it; the reverse of `Column.name`. Unknown words read as ignored.

    ``"KPU.committed"``, ``"disbursed.II"``, ``"spent.2025-01"``, ``"region"``, ``"ignored"``.
    """
    column = Column(index, heading, "amount")
    for part in name.split("."):
        month = re.fullmatch(r"(20\d\d)-(\d\d)", part)
        if part in _AGENCIES:
            column = replace(column, agency=_AGENCIES[part])
        elif part in _MEASURES:
            column = replace(column, measure=_MEASURES[part])
        elif part in _VERSIONS:
            column = replace(column, version=part)
        elif month:
            column = replace(column, month=(int(month[1]), int(month[2])))
        elif part in _ROLES:
            column = replace(column, role=part)
        elif part:
            column = replace(column, tranche=part)
    if column.role == "amount" and column.measure is None:
        return Column(index, heading, "ignored")
    return column


def resolve_columns(
    paths: Mapping[int, tuple[str, ...]],
    data: Sequence[Sequence[CellValue]],
    title_measure: Measure | None,
    vocabulary: Vocabulary,
    sheet: str,
    header_row: int,
    answers: Mapping[str, str] | None = None,
    *,
    speaks_of_rest: bool = False,
    speaks_of_percent: bool = False,
    is_grantors_book: bool = False,
    election_year: int | None = None,
) -> tuple[tuple[Column, ...], tuple[Problem, ...]]:
    """The columns of a table and what is to be said about them. ``data`` are the rows below them."""
    answers = answers or {}
    rows = data[:_SAMPLE_ROWS]
    paths = {**paths, **{column_index(a): ("",) for a in answers if column_index(a) not in paths}}
    wordings = {index: understand(path, vocabulary) for index, path in sorted(paths.items())}
    contents = {index: _look_below(rows, index) for index in paths}
    if title_measure is Measure.RETURNED and not any(
        w.measure == "returned" and w.key != "date" for w in wordings.values()
    ):
        wordings = {i: _what_was_returned(w) for i, w in wordings.items()}
    names_grantees = _names_grantees(rows, wordings, vocabulary)
    if names_grantees and title_measure is Measure.SPENT:
        title_measure = None  # "BELANJA HIBAH" of a local government is what it transfers
    is_budget = not names_grantees and any(
        w.key in ("account", "region_code", "number") and contents[i].holds_accounts
        for i, w in wordings.items()
    )
    columns = [_first_guess(i, w, contents[i], is_budget) for i, w in wordings.items()]
    if names_grantees:
        columns = [replace(c, role="ignored") if c.role == "account" else c for c in columns]
    columns = _named_by_content(columns, rows, wordings, vocabulary)
    columns = _forget_lone_agency(columns, contents)
    columns = _with_regions_across(columns, paths, wordings, vocabulary)
    problems: list[Problem] = []
    columns = _settle_measures(
        columns,
        wordings,
        is_budget,
        title_measure,
        problems,
        sheet,
        header_row,
        is_grantors_book=is_grantors_book or names_grantees,
    )
    columns = _totals_of_parts(columns, wordings, contents)
    if speaks_of_percent:
        columns = [
            replace(c, role="percent")
            if c.role == "amount" and _may_be_rates(c, contents[c.index], data)
            else c
            for c in columns
        ]
    if speaks_of_rest:
        columns = [_not_what_was_paid(c, wordings[c.index]) for c in columns]
    columns = [
        column_of_name(c.index, c.heading, answers[c.letter]) if c.letter in answers else c
        for c in columns
    ]
    problems = [p for p in problems if p.cell.rstrip("0123456789") not in answers]
    columns = _parts_by_year(columns, wordings, election_year)
    columns = _totals_across(columns, wordings)
    columns = _running_totals_beside_transfers(columns)
    columns = _rates_among_money(columns, contents, data)
    columns = _drop_doubles(columns, rows, problems, sheet, header_row)
    for column in columns:
        wording = wordings[column.index]
        cell = f"{column.letter}{header_row}"
        if column.letter in answers:
            continue
        if wording.close_to and column.role not in ("ignored", "unknown"):
            problems.append(
                make_problem("column-matched", sheet, cell, wording.heading, other=wording.close_to)
            )
        if column.role == "plan" and contents[column.index].numbers:
            problems.append(make_problem("plan-not-read", sheet, cell, wording.heading))
        if column.role == "unknown" and contents[column.index].numbers:
            code = "money-ignored" if contents[column.index].millions else "column-ignored"
            problems.append(make_problem(code, sheet, cell, wording.heading))
    return tuple(columns), tuple(problems)


def looks_like_money(value: CellValue) -> bool:
    """A number, or a text that begins and ends like one."""
    if isinstance(value, bool) or value is None:
        return False
    if isinstance(value, int | float):
        return True
    return isinstance(value, str) and bool(_MONEY_TEXT.match(value))


def _look_below(rows: Sequence[Sequence[CellValue]], index: int) -> _Content:
    content = _Content()
    for row in rows:
        value = row[index] if index < len(row) else None
        if value is None:
            continue
        content.filled += 1
        content.numbers += looks_like_money(value)
        content.dates += isinstance(value, date)
        content.millions += isinstance(value, int | float) and abs(value) >= _MILLION
        if isinstance(value, int | float) and not isinstance(value, bool):
            content.largest = max(content.largest, abs(value))
        content.kinds += isinstance(value, str) and value.strip(" .").lower() in _KIND_WORDS
        content.accounts += bool(_ACCOUNT.match(str(value).strip()))
    return content


def _first_guess(index: int, wording: Wording, content: _Content, is_budget: bool) -> Column:
    """The role from the wording alone; measures that are still open stay None."""
    base = Column(
        index=index,
        heading=wording.heading,
        role="unknown",
        agency=wording.agency,
        tranche=wording.tranche,
        month=wording.month,
        on=wording.on,
        unit=wording.unit,
        is_total="total" in wording.modifiers,
        is_cumulative="cumulative" in wording.modifiers or wording.on is not None,
    )
    key = wording.key
    is_money_below = content.numbers > 0 and content.numbers >= content.dates
    if wording.measure == "ignored":
        return replace(base, role="ignored")
    if key in ("region_code", "number", "account") and is_budget and content.holds_accounts:
        return replace(base, role="account", agency=None)
    if key in ("as_of", "reported_by", "origin") and (not wording.measure or not is_money_below):
        return replace(base, role=key, measure=_measure_of(wording.measure))
    if key in ("region", "province") and content.filled and content.kinds == content.filled:
        return replace(base, role="region_kind")
    if key and not wording.measure:
        if content.millions and key in _NAME_KEYS:
            return base  # money under a heading that names no money: told, not read
        return replace(base, role=key)
    if key == "date":
        return replace(base, role=key, measure=_measure_of(wording.measure))
    if "planned" in wording.modifiers:
        return replace(base, role="plan")
    if "percent" in wording.modifiers:
        return replace(base, role="percent")
    if "remainder" in wording.modifiers and wording.measure != "returned":
        return replace(base, role="remainder")
    if not is_budget and wording.modifiers & {"previous", "current"}:
        return replace(base, role="period")
    if is_budget and wording.modifiers & {"previous", "current"}:
        return replace(base, role="period")
    version = _version(wording)
    if version or wording.measure or wording.tranche or wording.month:
        return replace(base, role="amount", version=version)
    if wording.agency and is_money_below:
        return replace(base, role="amount")
    return base


def _what_was_returned(wording: Wording) -> Wording:
    """Under a title of returns "Sisa Dana Hibah" is what was returned."""
    if "remainder" in wording.modifiers and wording.measure in ("", "grant", "amount", "ceiling"):
        rest = wording.modifiers - {"remainder"}
        return replace(wording, measure="returned", modifiers=rest)
    return wording


def _not_what_was_paid(column: Column, wording: Wording) -> Column:
    """Under a title such as "BELUM CAIR" only a heading that says a measure itself is one."""
    is_said = _measure_of(wording.measure) or column.version or wording.measure == "ceiling"
    return column if column.role != "amount" or is_said else replace(column, role="unknown")


def _named_by_content(
    columns: list[Column],
    rows: Sequence[Sequence[CellValue]],
    wordings: dict[int, Wording],
    vocabulary: Vocabulary,
) -> list[Column]:
    """Under a heading nobody knows ("SATUAN", "NAMA", "MITRA"), cells that all name grantees say what it is.

    So do names of regions. It is told like a heading that was taken for a near one.
    """
    taken = {c.role for c in columns} | {"agency" for c in columns if c.agency}
    named = []
    for column in columns:
        role = _role_by_content(column, rows, vocabulary)
        if role and not taken & _NAMED_ALREADY[role]:
            taken.add(role)
            word = _WORD_FOR[role]
            wordings[column.index] = replace(wordings[column.index], close_to=word)
            column = replace(column, role=role)
        named.append(column)
    return named


_NAMED_ALREADY = {
    "grantee": frozenset({"grantee", "unit", "agency", "description"}),
    "region": frozenset({"region", "region_code", "description", "province"}),
}
_WORD_FOR = {"grantee": "penerima hibah", "region": "pemerintah daerah"}


def _role_by_content(
    column: Column, rows: Sequence[Sequence[CellValue]], vocabulary: Vocabulary
) -> str:
    if column.role != "unknown" or column.agency:
        return ""
    texts = {
        t for row in rows if isinstance(v := _cell(row, column.index), str) and (t := heading_of(v))
    }
    agencies = sum(vocabulary.agencies.resolve(text) is not None for text in texts)
    if agencies and agencies * 4 >= len(texts) * 3:
        return "grantee"
    match = [vocabulary.regions.by_name(text) for text in texts]
    regions = sum(bool(m.candidates) and m.how != "close" for m in match)
    return "region" if regions and regions * 4 >= len(texts) * 3 else ""


def _forget_lone_agency(columns: list[Column], contents: Mapping[int, _Content]) -> list[Column]:
    """Where a column names the grantee, "Transfer ke KPU" beside it makes no block of the KPU."""
    names_grantee = any(c.role in ("grantee", "unit") and contents[c.index].filled for c in columns)
    agencies = {c.agency for c in columns if c.agency and c.role == "amount"}
    if not names_grantee or len(agencies) != 1:
        return columns
    return [replace(c, agency=None) for c in columns]


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


def _with_regions_across(
    columns: list[Column],
    paths: Mapping[int, tuple[str, ...]],
    wordings: Mapping[int, Wording],
    vocabulary: Vocabulary,
) -> list[Column]:
    """The columns of a table on its side; what is measured, each of its rows says (`transposed`)."""
    by_path = {paths[i]: wording for i, wording in wordings.items()}
    places = regions_across(
        paths, lambda path: by_path.get(path) or understand(path, vocabulary), vocabulary
    )
    if len(places) < 2 or not any(c.role == "description" for c in columns):
        return columns
    return [
        replace(c, role="amount", measure=Measure.COMMITTED, place=places[c.index])
        if c.index in places and c.role in ("unknown", "amount", "region")
        else c
        for c in columns
    ]


def _names_grantees(
    rows: Sequence[Sequence[CellValue]], wordings: Mapping[int, Wording], vocabulary: Vocabulary
) -> bool:
    """Whether the rows beside account codes are grants to agencies, not lines of one's budget.

    "Belanja Hibah Uang kepada KPU Kota Jayapura" in a local government's ledger.
    """
    described = [i for i, w in wordings.items() if w.key == "description"]
    texts = [
        heading_of(v) for row in rows for i in described if isinstance(v := _cell(row, i), str)
    ]
    named = sum(vocabulary.agencies.resolve(grantee_of(text)) is not None for text in texts)
    return named > 0 and named * 2 >= len(texts)


def grantee_of(text: str) -> str:
    """ "Belanja Hibah Uang kepada KPU Kab. Sikka" -> "KPU Kab. Sikka", as local budgets word it."""
    return _GRANT_TO.sub("", text)


def _version(wording: Wording) -> str:
    if wording.measure not in ("committed", "ceiling", "grant", "amount", ""):
        return ""
    return next(
        (v for v in ("after", "addition", "addendum", "original") if v in wording.modifiers), ""
    )


def _measure_of(name: str) -> Measure | None:
    return _MEASURES.get(name)


def _settle_measures(
    columns: list[Column],
    wordings: Mapping[int, Wording],
    is_budget: bool,
    title_measure: Measure | None,
    problems: list[Problem],
    sheet: str,
    header_row: int,
    *,
    is_grantors_book: bool,
) -> list[Column]:
    """Gives every money column its measure; "Realisasi", "Jumlah" and "Pagu" ask their neighbours."""
    settled = []
    agencies = {c.agency for c in columns}
    beside = {a: _look_beside(a, columns, wordings, is_grantors_book) for a in agencies}
    for column in columns:
        wording = wordings[column.index]
        if column.role not in _MONEY_ROLES or column.place:
            settled.append(column)
            continue
        measure, is_assumed = _settle(
            column, wording, beside[column.agency], is_budget, title_measure
        )
        if column.role == "amount" and measure is None:
            settled.append(replace(column, role="unknown"))
            continue
        if is_assumed and measure and column.role == "amount":
            cell = f"{column.letter}{header_row}"
            said = MEASURE_WORDS[measure]
            problems.append(
                make_problem("measure-assumed", sheet, cell, wording.heading, other=said)
            )
        settled.append(replace(column, measure=measure))
    return settled


def _totals_of_parts(
    columns: list[Column], wordings: Mapping[int, Wording], contents: Mapping[int, _Content]
) -> list[Column]:
    """ "Total" behind "Tahap I" and "Tahap II" is of what they are of."""
    return [
        replace(c, role="amount", measure=parts.pop())
        if c.role == "unknown"
        and c.is_total
        and contents[c.index].numbers
        and wordings[c.index].measure in ("", "amount")
        and len(parts := _parts_left_of(c, columns)) == 1
        else c
        for c in columns
    ]


def _parts_left_of(total: Column, columns: list[Column]) -> set[Measure]:
    return {
        c.measure
        for c in columns
        if (c.tranche or c.month)
        and c.role == "amount"
        and c.measure
        and c.index < total.index
        and c.agency is total.agency
    }


@dataclass(frozen=True, slots=True)
class _Beside:
    """What the other money columns say outright: of the same agency, of the row, anywhere."""

    own: frozenset[Measure]
    shared: frozenset[Measure]
    everywhere: frozenset[Measure]
    totals: frozenset[Measure]
    """Measures that a stated total of the same agency has: "Total Realisasi Belanja"."""
    has_dates: bool
    is_grantors_book: bool


def _look_beside(
    agency: Agency | None,
    columns: list[Column],
    wordings: Mapping[int, Wording],
    is_grantors_book: bool,
) -> _Beside:
    """What stands beside the money columns of one agency."""
    with_tranche = [c for c in columns if c.tranche]
    own: set[Measure] = set()
    shared: set[Measure] = set()
    everywhere: set[Measure] = set()
    totals: set[Measure] = set()
    for other in columns:
        measure = _measure_of(wordings[other.index].measure)
        if other.version:
            measure = Measure.COMMITTED
        if other.role != "amount" or measure is None:
            continue
        everywhere.add(measure)
        if other.agency is agency:
            own.add(measure)
            if other.is_total and not _has_tranches(with_tranche, other, wordings):
                totals.add(measure)
        elif other.agency is None:
            shared.add(measure)
    has_dates = any(c.role == "date" for c in columns)
    return _Beside(
        frozenset(own),
        frozenset(shared),
        frozenset(everywhere),
        frozenset(totals),
        has_dates,
        is_grantors_book,
    )


def _has_tranches(
    with_tranche: list[Column], total: Column, wordings: Mapping[int, Wording]
) -> bool:
    measure = wordings[total.index].measure
    return any(
        c.agency is total.agency and wordings[c.index].measure in (measure, "")
        for c in with_tranche
    )


def _settle(
    column: Column,
    wording: Wording,
    beside: _Beside,
    is_budget: bool,
    title_measure: Measure | None,
) -> tuple[Measure | None, bool]:
    """(measure, whether it was assumed)."""
    explicit = _measure_of(wording.measure)
    if explicit is Measure.SPENT and beside.is_grantors_book and _GRANTED.search(wording.heading):
        return (
            Measure.DISBURSED,
            True,
        )  # in a local government's books "belanja hibah" is the transfer
    if explicit:
        return explicit, False
    if column.version:
        return Measure.COMMITTED, False
    if wording.measure in ("ceiling", "grant"):
        return (None if Measure.COMMITTED in beside.own else Measure.COMMITTED), False
    if column.role == "percent" and wording.measure in ("realised", "amount"):
        return None, False
    if wording.measure == "realised" or (wording.month and not wording.measure):
        return _settle_realised(wording, beside, is_budget, title_measure)
    if column.role != "amount":
        return None, False
    if beside.has_dates and "sp2d" in wording.heading.lower():
        return Measure.DISBURSED, False
    flows = beside.everywhere & {Measure.DISBURSED, Measure.SPENT}
    if flows and Measure.COMMITTED not in beside.everywhere and _says_value(wording.heading):
        return Measure.COMMITTED, True
    if title_measure and title_measure not in beside.everywhere:
        return title_measure, False
    if beside.has_dates and not beside.everywhere:
        return Measure.DISBURSED, True
    if not beside.everywhere and not title_measure and wording.agency:
        return Measure.COMMITTED, True
    return None, False


def _says_value(heading: str) -> bool:
    """ "Nilai" beside "Pencairan" is the agreement's; "Jumlah" there may be anything."""
    return any(word in heading.lower() for word in ("nilai", "besaran", "nominal"))


def _settle_realised(
    wording: Wording, beside: _Beside, is_budget: bool, title_measure: Measure | None
) -> tuple[Measure | None, bool]:
    """ "Realisasi" is spending beside account codes or a disbursement, else disbursement."""
    if is_budget:
        return Measure.SPENT, False
    flows = beside.totals & {Measure.DISBURSED, Measure.SPENT}
    if wording.month and len(flows) == 1:
        return next(iter(flows)), False
    said = beside.own | beside.shared
    if title_measure and (wording.month or title_measure not in said):
        return title_measure, False
    if Measure.DISBURSED in said and Measure.SPENT not in said:
        return Measure.SPENT, not wording.month
    return Measure.DISBURSED, True


def _are_apart(years: Iterable[int]) -> bool:
    """2018 and 2024 are two elections; 2023 and 2024 are two budget years of one agreement."""
    return max(years) - min(years) > 2


def _parts_by_year(
    columns: list[Column], wordings: Mapping[int, Wording], election_year: int | None
) -> list[Column]:
    """ "Transfer TA 2023" and "Transfer TA 2024" are parts of one disbursement.

    "NPHD 2018" beside "NPHD 2024" are two elections': that of this sheet's election is read.
    """
    years: dict[tuple[Measure | None, Agency | None], set[int]] = {}
    for column in columns:
        if _is_of_a_year(column, wordings):
            year = wordings[column.index].year or 0
            years.setdefault((column.measure, column.agency), set()).add(year)
    settled = []
    for column in columns:
        beside = years.get((column.measure, column.agency), set())
        if len(beside) < 2 or column.role != "amount" or not wordings[column.index].year:
            settled.append(column)
        elif _ELECTION.search(column.heading) or _are_apart(beside):
            is_ours = wordings[column.index].year == election_year
            settled.append(column if is_ours else replace(column, role="unknown"))
        elif _is_of_a_year(column, wordings):
            settled.append(replace(column, tranche=str(wordings[column.index].year)))
        else:
            settled.append(column)
    return settled


def _is_of_a_year(column: Column, wordings: Mapping[int, Wording]) -> bool:
    """An amount of a whole year, said by nothing more than the year."""
    is_dated = column.month or column.on or column.tranche
    return column.role == "amount" and bool(wordings[column.index].year) and not is_dated


def _running_totals_beside_transfers(columns: list[Column]) -> list[Column]:
    """In a register, "Akumulasi Pencairan" beside each transfer's own amount is a control."""
    if not any(c.role == "date" and not c.tranche and c.measure is None for c in columns):
        return columns
    each = {(c.measure, c.agency) for c in columns if c.role == "amount" and not c.is_cumulative}
    return [
        replace(c, role="period")
        if c.role == "amount" and c.is_cumulative and c.on is None and (c.measure, c.agency) in each
        else c
        for c in columns
    ]


def _rates_among_money(
    columns: list[Column],
    contents: Mapping[int, _Content],
    data: Sequence[Sequence[CellValue]],
) -> list[Column]:
    """ "Capaian" with 40 and 100 beside millions of rupiah is a percentage, whatever it is called."""
    if not any(c.role == "amount" and contents[c.index].millions for c in columns):
        return columns
    return [
        replace(c, role="percent", measure=None)
        if c.role == "amount"
        and c.measure is not Measure.COMMITTED
        and contents[c.index].numbers > 0
        and contents[c.index].largest > 0
        and _may_be_rates(c, contents[c.index], data)
        else c
        for c in columns
    ]


def _may_be_rates(column: Column, content: _Content, data: Sequence[Sequence[CellValue]]) -> bool:
    """Numbers as small as percentages, under a heading that does not say "Rp".

    Of a long table the first screens can hold small amounts only; a total may exceed its column.
    """
    if content.largest > _HIGHEST_RATE or _RUPIAH.search(column.heading.rpartition(" / ")[2]):
        return False
    below = (row[column.index] for row in data[_SAMPLE_ROWS:] if column.index < len(row))
    numbers = [abs(v) for v in below if isinstance(v, int | float) and v]
    return sum(v > _HIGHEST_RATE for v in numbers) * 4 <= len(numbers)


def _totals_across(columns: list[Column], wordings: Mapping[int, Wording]) -> list[Column]:
    """Beside blocks of agencies, a column of the same measure without an agency is their total."""
    blocks = {c.measure for c in columns if c.role == "amount" and (c.agency or c.place)}
    if not blocks:
        return columns
    is_sideways = any(c.place for c in columns)
    return [
        replace(c, role="total")
        if (
            (c.role == "amount" and not (c.agency or c.place))
            and (c.measure in blocks or c.is_total)
        )
        or (is_sideways and c.role == "unknown" and c.is_total)
        else c
        for c in columns
    ]


_UNCOMPARED = frozenset(
    {
        "ignored",
        "unknown",
        "note",
        "description",
        "percent",
        "remainder",
        "period",
        "total",
        "number",
        "plan",
    }
)


def _drop_doubles(
    columns: list[Column],
    rows: Sequence[Sequence[CellValue]],
    problems: list[Problem],
    sheet: str,
    header_row: int,
) -> list[Column]:
    """Of two columns that mean the same, the first is read; two that contradict are both asked about."""
    seen: dict[tuple[object, ...], Column] = {}
    kept = []
    conflicting: set[int] = set()
    split = {
        (c.measure, c.agency) for c in columns if c.role == "amount" and (c.tranche or c.month)
    }
    for column in columns:
        if column.role in _UNCOMPARED:
            kept.append(column)
            continue
        identity = (
            column.role,
            column.measure,
            column.agency,
            column.tranche,
            column.month,
            column.on,
            column.version,
            column.place,
            column.is_total and (column.measure, column.agency) in split,
        )
        if identity not in seen:
            seen[identity] = column
            kept.append(column)
            continue
        first = seen[identity]
        kept.append(replace(column, role="ignored"))
        if column.role != "amount" or not _holds_money(rows, column.index):
            continue
        code = "column-doubled"
        if _contradict(rows, first.index, column.index):
            code = "columns-conflict"
            conflicting.add(first.index)
        cell = f"{column.letter}{header_row}"
        problems.append(make_problem(code, sheet, cell, column.heading, other=first.letter))
    return [replace(c, role="ignored") if c.index in conflicting else c for c in kept]


def _cell(row: Sequence[CellValue], index: int) -> CellValue:
    return row[index] if index < len(row) else None


def _holds_money(rows: Sequence[Sequence[CellValue]], index: int) -> bool:
    return any(looks_like_money(_cell(row, index)) for row in rows)


def _contradict(rows: Sequence[Sequence[CellValue]], first: int, second: int) -> bool:
    pairs = [(_cell(row, first), _cell(row, second)) for row in rows]
    return any(looks_like_money(a) and looks_like_money(b) and a != b for a, b in pairs)


def heading_of(value: CellValue) -> str:
    """The text of a header cell; a date cell is a month heading ("Januari 2024").

    Of a text longer than any heading or name the beginning.
    """
    if isinstance(value, date):
        month = _MONTHS[value.month - 1]
        return f"{month} {value.year}" if value.day == 1 else f"{value.day} {month} {value.year}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else clean_text(value)[:_LONGEST_HEADING]


_LONGEST_HEADING = 1_000
_MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
