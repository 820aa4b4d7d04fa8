"""What a sheet says outside its table: title, metadata, its own name, the file's name.

From there come the position date, the election, the unit of money, an agency or region that the
rows do not name, and who reports. Signing and addendum dates are never position dates.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from nphd_tracker.dates import (
    NotADateError,
    find_date,
    find_month,
    find_year,
    month_end,
    parse_date,
)
from nphd_tracker.importing.deadline import check_time
from nphd_tracker.importing.elections import find_election
from nphd_tracker.importing.headers import find_unit, understand, week_end
from nphd_tracker.importing.opening.grid import CellValue, Grid, cell_name
from nphd_tracker.importing.tables import Table
from nphd_tracker.importing.vocabulary import Vocabulary, clean_text, level
from nphd_tracker.importing.written import heading_of
from nphd_tracker.reading import Measure, ReadOptions, Source
from nphd_tracker.regions import Agency, Region

_LONGEST_ELECTION = 100
"""A longer text names no election; it would stand in every address of the pages."""
_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class Fact:
    """A value said in "label : value", and its cell."""

    value: CellValue
    row: int
    column: int

    @property
    def cell(self) -> str:
        return cell_name(self.row, self.column)


@dataclass(slots=True)
class Context:
    """What is known before any row is read."""

    title: str = ""
    lines: list[tuple[str, int, int]] = field(default_factory=list)
    signings: set[tuple[int, int]] = field(default_factory=set)
    """The cells behind "Tanggal NPHD" and its like: no position stands at these days."""
    own_lines: list[str] = field(default_factory=list)
    """The lines over this table, where another stands beside it; else all of them."""
    facts: dict[str, Fact] = field(default_factory=dict)
    """Key or measure of the vocabulary -> what the metadata says."""
    election: str = ""
    unit: int | None = None
    unit_cell: str = ""
    agency: Agency | None = None
    unit_name: str | None = None
    region: Region | None = None
    region_in_doubt: str = ""
    """A text over the table, or the sheet's name, that may mean several regions."""
    candidates: tuple[Region, ...] = ()
    province: str | None = None
    measure: Measure | None = None
    speaks_of_percent: bool = False
    speaks_of_value: bool = False
    """The title names the agreement value: a table of nothing else is of that."""
    is_of_goods: bool = False
    """The title or the sheet's name says that it lists grants of goods."""
    speaks_of_rest: bool = False
    """The title speaks of what remains or is planned; a bare amount below it is not what was paid."""
    source: Source | None = None
    year: int | None = None
    as_of: date | None = None
    as_of_cell: str = ""
    as_of_text: str = ""
    before: dict[Measure, int] = field(default_factory=dict)
    """What the tables above on this sheet add up to: "Jumlah I + II" is of all of them."""
    counts_from_1904: bool = False
    """A bare number in a date column is a day of an old Macintosh workbook."""
    as_of_place: str = ""
    """Where the sheet has room for its position date, filled in or not."""

    @property
    def is_grantors_book(self) -> bool:
        return bool(_GRANTORS_BOOK.search(self.title))


def read_context(
    grid: Grid, table: Table, file_name: str, options: ReadOptions, vocabulary: Vocabulary
) -> Context:
    """The context of a table: what stands above its band, and the names of sheet and file."""
    context = Context()
    for row in range(table.above, table.top):
        check_time()
        _read_line(grid, row, context, vocabulary)
    own = table.own_columns
    context.own_lines = [t for t, _, c in context.lines if own is None or c in own]
    context.title = "\n".join(text for text, _, _ in context.lines)
    _read_election(context, grid, file_name, options, vocabulary)
    context.unit, context.unit_cell = _unit(context, vocabulary)
    context.year = _year(context, file_name)
    _read_position(context, vocabulary)
    _read_who(context, grid, vocabulary)
    context.measure = _title_measure(context, grid, vocabulary)
    said = [*context.own_lines, grid.name]
    context.is_of_goods = any(_GOODS.search(text) for text in said) and not any(
        "uang" in level(text).split() for text in said
    )
    context.speaks_of_value = any(
        meaning == "committed" or phrase == "nphd"
        for text in context.own_lines
        for phrase, meaning in vocabulary.measures.all_in(level(text))
    )
    return context


def inherit(context: Context, first: Context, options: ReadOptions) -> None:
    """A second table on a sheet stands under the first one's title, unless it has its own."""
    for name in ("unit", "agency", "unit_name", "region", "province", "measure", "source", "year"):
        if getattr(context, name) is None:
            setattr(context, name, getattr(first, name))
    if context.as_of is None:
        context.as_of, context.as_of_cell = first.as_of, first.as_of_cell
        context.as_of_text = first.as_of_text
    if context.election == options.default_election:
        context.election = first.election
    context.facts = {**first.facts, **context.facts}


def date_from_names(grid: Grid, file_name: str, year: int | None) -> tuple[date, str] | None:
    """The position date in the sheet's name, else in the file's: a month means its last day."""
    for name in (grid.name, file_name.rsplit(".", 1)[0]):
        if found := find_date(name):
            return found, name
        month = find_month(name)
        if month and (month[0] or year):
            return month_end(month[0] or year or 0, month[1]), name
    return None


def _read_line(grid: Grid, row: int, context: Context, vocabulary: Vocabulary) -> None:
    cells = [(c, v) for c, v in enumerate(grid.rows[row]) if v is not None]
    if not cells:
        return
    for label, value, column in pairs_of(cells):
        wording = understand((label,), vocabulary)
        if any(word in level(label) for word in vocabulary.signing_words):
            context.signings.add((row, column))
        key = fact_key(label, wording.key, wording.measure)
        if key == "as_of" and not context.as_of_place:
            context.as_of_place = cell_name(row, _after_label(cells, label))
        if key and key not in context.facts:
            context.facts[key] = Fact(value, row, column)
    for column, value in cells:
        text = heading_of(value)
        if text and text != ":" and isinstance(value, str | date):
            context.lines.append((text, row, column))
    if len(cells) > 1:
        joined = " ".join(heading_of(v) for _, v in cells if heading_of(v) != ":")
        context.lines.append((joined, row, cells[0][0]))


def pairs_of(cells: Sequence[tuple[int, CellValue]]) -> Iterator[tuple[str, CellValue, int]]:
    """ "Satuan Kerja" | ":" | "KPU ..." ; "Satuan Kerja :" | "KPU ..." ; "Satuan Kerja : KPU ..."."""
    for position, (column, value) in enumerate(cells):
        text = heading_of(value)
        rest = cells[position + 1 :]
        if ":" in text and text.rstrip(": ") and not text.endswith(":"):
            label, _, said = text.partition(":")
            yield label.strip(), said.strip(), column
        elif rest and (text.endswith(":") and text != ":"):
            yield text.rstrip(": "), rest[0][1], rest[0][0]
        elif len(rest) > 1 and heading_of(rest[0][1]) == ":":
            yield text, rest[1][1], rest[1][0]
        elif len(rest) == 1 and position == 0 and heading_of(rest[0][1]).startswith(":"):
            yield text, heading_of(rest[0][1]).lstrip(": "), rest[0][0]
        elif (len(rest) == 1 and position == 0) or (
            len(cells) == 4 and position in (0, 2) and _are_apart(cells)
        ):
            yield text, rest[0][1], rest[0][0]


def _are_apart(cells: Sequence[tuple[int, CellValue]]) -> bool:
    """ "Pemda" | "Kab. Ende" | | "Penerima" | "KPU": two labels with their values, a gap between."""
    if len(cells) != 4:
        return False
    (_, first), (before, _), (after, second), _ = cells
    return after - before > 1 and isinstance(first, str) and isinstance(second, str)


def _after_label(cells: Sequence[tuple[int, CellValue]], label: str) -> int:
    """The column where the value of a label belongs, filled in or not."""
    for position, (column, value) in enumerate(cells):
        if heading_of(value).startswith(label):
            is_colon_next = (
                cells[position + 1 : position + 2] and heading_of(cells[position + 1][1]) == ":"
            )
            return cells[position + 1][0] + 1 if is_colon_next else column + 1
    return cells[0][0]


def fact_key(label: str, key: str, measure: str) -> str:
    levelled = level(label)
    if levelled in ("kegiatan", "pemilihan", "nama kegiatan", "election"):
        return "election"
    if (
        levelled.startswith(("keadaan", "posisi", "per tanggal", "tanggal posisi", "position"))
        and not measure
    ):
        return "as_of"
    if levelled in ("bulan", "periode", "bulan laporan", "sd", "sd bulan", "sd tanggal"):
        return "as_of"
    if levelled in ("pelapor", "sumber data", "dilaporkan oleh"):
        return "reported_by"
    return measure if measure and not key else key


def _read_election(
    context: Context, grid: Grid, file_name: str, options: ReadOptions, vocabulary: Vocabulary
) -> None:
    if options.election:
        context.election = options.election
        return
    fact = context.facts.get("election")
    said = clean_text(fact.value) if fact and isinstance(fact.value, str) else ""
    if said and (named := find_election(said, vocabulary)):
        context.election = named
        return
    if 0 < len(said) <= _LONGEST_ELECTION:
        context.election = said
        return
    year = find_year(context.title) or find_year(file_name)
    context.election = (
        find_election(grid.name, vocabulary, year)  # of sheets with one title the tab tells
        or find_election(context.title, vocabulary, year)
        or find_election(file_name.replace("-", " ").replace("_", " "), vocabulary)
        or options.default_election
    )


def _unit(context: Context, vocabulary: Vocabulary) -> tuple[int | None, str]:
    for text, row, column in context.lines:
        if (unit := find_unit(text, vocabulary)) is not None:
            return unit, cell_name(row, column)
    return None, ""


def _year(context: Context, file_name: str) -> int | None:
    years = {int(y) for y in re.findall(r"\b(20\d\d)\b", context.title)}
    if len(years) == 1:
        return years.pop()
    return find_year(file_name) if not years else None


def _read_position(context: Context, vocabulary: Vocabulary) -> None:
    if (fact := context.facts.get("as_of")) is not None and (
        found := _day(fact.value, context.year)
    ):
        context.as_of, context.as_of_cell = found, fact.cell
        context.as_of_text = heading_of(fact.value)
        return
    best = 0
    for text, row, column in context.lines:
        if (row, column) in context.signings:
            continue
        levelled = level(text)
        rank = _rank_of_time(text, levelled, vocabulary)
        if rank > best and (found := _day(text, context.year, is_title=True)):
            best = rank
            context.as_of, context.as_of_cell = found, cell_name(row, column)
            context.as_of_text = text


_GRANTED = re.compile(r"\bbelanja\s+hibah\b", re.I)
_GRANTORS_BOOK = re.compile(
    r"\b(?:APBD|BPKAD|BKAD|BPKD|BKD|BPPKAD|DPKAD|PPKD|SKPKD|PEMKAB|PEMKOT|PEMPROV|REGISTER SP2D"
    r"|PEMERINTAH\s+(?:KAB|KABUPATEN|KOTA|PROV|PROVINSI|DAERAH|ACEH)"
    r"|(?:BADAN|DINAS|BAGIAN)\s[^\n]{0,30}KEUANGAN)\b",
    re.I,
)
_COST_PLAN = re.compile(r"\brencana\s+(?:anggaran|kebutuhan|kerja)\b", re.I)
_STRONG_TIME = frozenset({"posisi", "keadaan", "kondisi", "per", "sd", "as"})
_GOODS = re.compile(r"\bhibah\s+(?:berupa\s+|dalam\s+bentuk\s+)?barang\b", re.I)
_ABOUT_ELECTIONS = re.compile(r"\b(?:pilkada|pemilihan|pemilukada|psu)\b", re.I)
_LAST_DAY = re.compile(r"(?<!\d)\d{1,2}[\s./-]{1,3}[\w]{1,12}[\s./-]{1,3}20\d\d\W*$")
PLACE_AND_DATE = re.compile(r"^[A-Z][^\d:,]{2,30},\s*\d")
"""A letter's or meeting's "Kupang, 1 Agustus 2024"."""


def _rank_of_time(text: str, levelled: str, vocabulary: Vocabulary) -> int:
    """How surely a line states the position: "Posisi ...", then "Tanggal ...", a bare date; 0 never."""
    words = set(levelled.split())
    if words & _STRONG_TIME:
        return 4
    if any(word in levelled for word in vocabulary.signing_words):
        return 0
    if PLACE_AND_DATE.match(text):
        return 1
    if words & vocabulary.position_words:
        return 3 if "tanggal" not in words else 2
    if len(words) <= 4:
        return 2
    return 1 if _ends_with_day(text, levelled, vocabulary) else 0


def _ends_with_day(text: str, levelled: str, vocabulary: Vocabulary) -> bool:
    """ "REALISASI HIBAH PILKADA NTB 31 JULI 2024": the day a table is of, unless it is polling day."""
    hit = _LAST_DAY.search(clean_text(text))
    day = find_date(hit[0]) if hit else None
    if day is None or any(day == election.polling_day for election in vocabulary.elections):
        return False
    is_about = vocabulary.measures.all_in(levelled) or _ABOUT_ELECTIONS.search(text)
    return bool(is_about or vocabulary.regions.find_in(text).region)


def _day(value: CellValue, year: int | None, *, is_title: bool = False) -> date | None:
    if not is_title and not isinstance(value, str):
        try:
            return parse_date(value) if value is not None and not isinstance(value, bool) else None
        except NotADateError:
            return None
    text = clean_text(value)
    if found := find_date(text, year):
        return found
    month = find_month(text)
    if month and (month[0] or year):
        last = month_end(month[0] or year or 0, month[1])
        return last.replace(day=week_end(text) or last.day)
    return None


def _read_who(context: Context, grid: Grid, vocabulary: Vocabulary) -> None:
    """Agency, region and source, from metadata first, then the title, then the sheet's name."""
    for key in ("grantee", "unit"):
        fact = context.facts.get(key)
        grantee = (
            vocabulary.agencies.resolve(clean_text(fact.value)) if fact and fact.value else None
        )
        if grantee:
            context.agency = context.agency or grantee.agency
            context.unit_name = context.unit_name or grantee.unit
    named = context.facts.get("region")
    if named and isinstance(named.value, str):
        context.region = vocabulary.regions.by_name(clean_text(named.value)).region
    province = context.facts.get("province")
    if province and isinstance(province.value, str):
        match = vocabulary.regions.by_name(clean_text(province.value), kind="province").region
        context.province = match.province if match else None
    context.agency = context.agency or _title_agency(context, grid, vocabulary)
    if context.region is None:
        for text in [*context.own_lines, *(t for t, _, _ in context.lines), grid.name]:
            match = vocabulary.regions.find_in(text).region
            if match:
                context.region = match
                break
        else:
            _doubt(context, grid, vocabulary)
    if context.region and context.region.kind == "province":
        context.region = _named_within(context, vocabulary) or context.region
    if context.region and context.province is None:
        context.province = context.region.province
    said = context.facts.get("reported_by")
    word = vocabulary.sources.get(level(said.value)) if said and said.value else None
    context.source = Source(word) if word else None


def _named_within(context: Context, vocabulary: Vocabulary) -> Region | None:
    """The regency that a line of its own names over the table, under a title of its province."""
    province = context.region.province if context.region else None
    matches = [vocabulary.regions.by_name(text, province) for text in context.own_lines]
    named = {
        m.region
        for m in matches
        if m.region and m.how != "close" and m.region.kind != "province"
        if m.region.province == province
    }
    return named.pop() if len(named) == 1 else None


def _doubt(context: Context, grid: Grid, vocabulary: Vocabulary) -> None:
    """A sheet called "Sukabumi": the regency or the city must be asked."""
    match = vocabulary.regions.by_name(clean_text(grid.name))
    if match.region is None and len(match.candidates) > 1:
        context.region_in_doubt, context.candidates = grid.name, match.candidates


def _title_agency(context: Context, grid: Grid, vocabulary: Vocabulary) -> Agency | None:
    if agency := vocabulary.agencies.find_in(grid.name):
        return agency
    agencies = {a for t in context.own_lines if (a := vocabulary.agencies.find_in(t))}
    return agencies.pop() if len(agencies) == 1 else None


def _title_measure(context: Context, grid: Grid, vocabulary: Vocabulary) -> Measure | None:
    """Disbursed, spent, returned or interest, where title and sheet name speak of just one of them."""
    for text in [t for t, _, _ in context.lines] + [grid.name]:
        words = vocabulary.modifiers.all_in(level(text))
        is_of_rates = "%" in text or "percent" in {meaning for _, meaning in words}
        if is_of_rates and not find_unit(text, vocabulary):
            context.speaks_of_percent = True
        if _GRANTED.search(text) and _GRANTORS_BOOK.search(context.title):
            continue  # in a local government's books "belanja hibah" is the transfer
        if "sp2d" in level(text).split():
            return Measure.DISBURSED  # the order by which a local treasury pays out
        found = {
            meaning
            for _, meaning in vocabulary.measures.all_in(level(text))
            if meaning in ("disbursed", "spent", "returned", "interest")
        }
        if len(found) == 1:
            measure = Measure(found.pop())
            if measure is not Measure.RETURNED and _speaks_of_rest(text, vocabulary):
                context.speaks_of_rest = (
                    True  # "BELUM CAIR", "RENCANA PENCAIRAN": not what was paid
                )
                return None
            return measure
        if _speaks_of_rest(text, vocabulary):
            context.speaks_of_rest = True
    return None


def _speaks_of_rest(text: str, vocabulary: Vocabulary) -> bool:
    """ "BELUM CAIR", "RENCANA PENCAIRAN"; "RENCANA ANGGARAN BIAYA DAN REALISASI" speaks of both."""
    said = {meaning for _, meaning in vocabulary.modifiers.all_in(level(text))}
    if "remainder" in said:
        return True
    is_realised = "realised" in {meaning for _, meaning in vocabulary.measures.all_in(level(text))}
    return "planned" in said and not (is_realised or _COST_PLAN.search(text))
