"""Whose row it is: region, agency, unit and date of one row, or the problem at the cell.

The region comes from the code, the grantor column or the title; a place inside a unit's name is only
a check. Region cells written once, or merged, fill down over their agencies.
"""

from datetime import date

from nphd_tracker.importing.columns import Column
from nphd_tracker.importing.context import Context
from nphd_tracker.importing.elections import find_election
from nphd_tracker.importing.key_cells import LONGEST_UNIT, KeyCells
from nphd_tracker.importing.opening.grid import CellValue, Grid
from nphd_tracker.importing.problems import Words
from nphd_tracker.importing.records import Who
from nphd_tracker.importing.vocabulary import Vocabulary, level
from nphd_tracker.importing.written import grantee_of, heading_of, kind_of_region
from nphd_tracker.reading import Answers
from nphd_tracker.regions import ONE_PER_GRANTOR, Agency, Grantee, Region, RegionMatch, is_own_unit

_KIND_OF_HEADING = {
    "kabupaten": "kabupaten", "kab": "kabupaten", "nama kabupaten": "kabupaten",
    "pemkab": "kabupaten", "kota": "kota", "nama kota": "kota", "pemkot": "kota",
}  # fmt: skip
"""A column headed so names regions of one kind: a bare "Solok" below "Kota" is the city."""
_STARTS_ANOTHER = ("number", "region_code", "region", "nphd_number")
"""A row in which one of these is filled in is not the one above going on."""
_REGION_ROLES = ("region", "region_code", "province")


class KeyReader(KeyCells):
    """Reads the identifying cells of one table, row after row (it remembers what fills down)."""

    def __init__(
        self,
        grid: Grid,
        columns: tuple[Column, ...],
        context: Context,
        vocabulary: Vocabulary,
        today: date,
        answers: Answers,
    ) -> None:
        super().__init__(grid, columns, context, vocabulary, today)
        self.answers = answers
        self.last_region: Region | None = None
        self.last_province: str | None = context.province
        self.section_agency: Agency | None = None
        self.section_unit: str | None = None
        self.section_kind = kind_of_region(context.own_lines[-1]) if context.own_lines else ""
        self.fills_grantees_down = False
        """Rows are dated: a grantee's name may stand once, over all its dates."""
        self.last_grantee: tuple[str, str] = ("", "")
        self.section_election = ""
        self.heading_agency = next(
            (c.agency for c in columns if c.role in _REGION_ROLES and c.agency), None
        )
        """ "KPU Kab/Kota" over names of regions."""
        region = self.by_role.get("region")
        self.heading_kind = _KIND_OF_HEADING.get(level(region.heading) if region else "", "")
        self._parted: dict[str, tuple[str, str] | None] = {}
        self._elections: dict[str, str] = {}
        self._agencies: dict[str, Grantee | None] = {}

    # --- region

    def region(self, row: int, who: Who) -> None:
        code, name = self.value(row, self.by_role.get("region_code")), self.text(row, "region")
        code = self._with_province(row, code)
        if name and (kind := self.text(row, "region_kind")):
            name = f"{kind} {name}"
        if name and (apart := self._apart(name)):
            name = apart[0]
        province = self.text(row, "province")
        if named := self.province(row):
            self.last_province = named.province
        for role in ("region_code", "region"):
            if broken := self.broken(row, role):
                who.problems.append(broken)
                return
        if name and self.grantee(name) and not self.names_region(name):
            name = ""  # an agency's row under its region, in the same column
        if not name and code is None:
            other = self.text(row, "grantee")
            name = other if other and self.names_region(other) and not self.grantee(other) else ""
        if code is not None or name:
            who.region = self._resolve(row, code, name, who)
        elif province and "region" not in self.by_role and "region_code" not in self.by_role:
            who.region = named
        else:
            who.region = self.last_region or self.context.region
        if who.region:
            self.last_region = who.region

    def _with_province(self, row: int, code: CellValue) -> CellValue:
        """ "63" | "3" in two columns are 63.03."""
        province = self.value(row, self.by_role.get("province_code"))
        if province is None or code is None or isinstance(code, bool | date):
            return code
        first, second = heading_of(province), heading_of(code)
        if len(second) <= 2 and first.isdecimal() and second.isdecimal():
            return f"{first}.{second.zfill(2)}"
        return code

    def _apart(self, text: str) -> tuple[str, str] | None:
        """ "Kab. Cirebon KPU" -> the region and the grantee that one cell names."""
        if text not in self._parted:
            self._parted[text] = self._take_apart(text) if len(text) <= LONGEST_UNIT else None
        return self._parted[text]

    def _take_apart(self, text: str) -> tuple[str, str] | None:
        book = self.vocabulary
        if self.grantee(text) or not book.agencies.find_in(text):
            return None
        words = text.split()
        for cut in range(1, len(words)):
            place = " ".join(words[:cut]).rstrip(" -–/:,;(")
            who = " ".join(words[cut:]).strip(" -–/:,;()")
            match = book.regions.by_name(place, self.last_province)
            if match.candidates and match.how != "close" and book.agencies.resolve(who):
                return place, who
        return None

    def election(self, row: int) -> str:
        """The election that a row names in a column of its own."""
        text = self.text(row, "election")
        if text and text not in self._elections:
            self._elections[text] = find_election(text, self.vocabulary) or ""
        return self._elections.get(text, "") or self.section_election

    def province(self, row: int) -> Region | None:
        """The province in a column of its own."""
        text = self.text(row, "province")
        return self.vocabulary.regions.by_name(text, kind="province").region if text else None

    def names_region(self, name: str) -> bool:
        return self.vocabulary.regions.by_name(name).region is not None

    def _resolve(self, row: int, code: CellValue, name: str, who: Who) -> Region | None:
        book = self.vocabulary.regions
        told = self.answers.regions.get(name or heading_of(code))
        if told and (region := book.get(told)):
            return region
        by_code = book.by_code(code) if isinstance(code, str | int | float) else None
        by_name = book.by_name(name, self.last_province) if name else None
        if by_name and by_name.region is None and by_name.candidates and self.section_kind:
            by_name = book.by_name(f"{self.section_kind} {name}", self.last_province)
        if by_name and by_name.region is None and by_name.candidates and self.heading_kind:
            by_heading = book.by_name(f"{self.heading_kind} {name}", self.last_province)
            if by_heading.region and by_code is None:
                said = by_heading.region.name
                cell = self.cell(row, "region")
                who.problems.append(
                    self.problem("region-kind-from-heading", cell, name, other=said)
                )
                by_name = by_heading
        coded = by_code.region if by_code else None
        if by_code and by_code.lost_zero and coded:
            who.problems.append(
                self.problem(
                    "code-lost-zero", self.cell(row, "region_code"), code, other=coded.code
                )
            )
        if by_name is None:
            if coded is None:
                who.problems.append(
                    self.problem("region-unknown", self.cell(row, "region_code"), code)
                )
            return coded
        if coded is None:
            return self._by_name_alone(row, code, name, by_name, who)
        return self._both(row, name, coded, by_name, who)

    def _by_name_alone(
        self, row: int, code: CellValue, name: str, match: RegionMatch, who: Who
    ) -> Region | None:
        cell = self.cell(row, "region")
        if match.region is None:
            if match.candidates:
                names = [r.name for r in match.candidates[:4]]
                either = Words(" atau ".join(names), " or ".join(names))
                who.problems.append(self.problem("region-ambiguous", cell, name, candidates=either))
            else:
                who.problems.append(self.problem("region-unknown", cell, name))
            return None
        if match.how == "close":
            who.problems.append(
                self.problem("region-name-matched", cell, name, other=match.region.name)
            )
        if code is not None:
            who.problems.append(
                self.problem(
                    "region-code-unknown",
                    self.cell(row, "region_code"),
                    code,
                    other=match.region.name,
                )
            )
        return match.region

    def _both(
        self, row: int, name: str, coded: Region, match: RegionMatch, who: Who
    ) -> Region | None:
        cell = self.cell(row, "region")
        if match.region == coded and match.how == "close":
            who.problems.append(self.problem("region-name-matched", cell, name, other=coded.name))
        elif match.region is None and coded not in match.candidates:
            if match.candidates:
                who.problems.append(
                    self.problem("region-code-name-differ", cell, name, other=coded.name)
                )
                return None
            who.problems.append(self.problem("region-name-matched", cell, name, other=coded.name))
        elif match.region is not None and match.region != coded:
            who.problems.append(
                self.problem("region-code-name-differ", cell, name, other=coded.name)
            )
            return None
        return coded

    # --- agency

    def grantee(self, text: str) -> Grantee | None:
        if text in self.answers.agencies:
            return Grantee(Agency(self.answers.agencies[text]), None, "")
        if text not in self._agencies:
            self._agencies[text] = self.vocabulary.agencies.resolve(grantee_of(text))
        return self._agencies[text]

    def agency(self, row: int, who: Who) -> None:
        """Agency and unit from the grantee and unit columns, else from the section, title or sheet."""
        for role in ("grantee", "unit"):
            if broken := self.broken(row, role):
                who.problems.append(broken)
                return
        grantee_text, unit_text = self._written_grantee(row, who)
        grantee = self.grantee(grantee_text) if grantee_text else None
        unit = self.grantee(unit_text) if unit_text else None
        if grantee_text and grantee is None and self.names_region(grantee_text):
            grantee_text = ""
        if grantee_text and grantee is None:
            is_joined = self.vocabulary.names_several(grantee_text)
            code = "agencies-joined" if is_joined else "agency-unknown"
            who.problems.append(self.problem(code, self.cell(row, "grantee"), grantee_text))
            return
        is_needed = grantee is None or (
            grantee.agency not in ONE_PER_GRANTOR and len(unit_text) > LONGEST_UNIT
        )
        if unit_text and unit is None and is_needed:
            who.problems.append(self.problem("agency-unknown", self.cell(row, "unit"), unit_text))
            return
        if grantee and unit and grantee.agency is not unit.agency:
            who.problems.append(
                self.problem(
                    "agency-unit-differ",
                    self.cell(row, "unit"),
                    unit_text,
                    other=grantee.agency.value,
                )
            )
            return
        said = grantee or unit or self._elsewhere(row)
        if said is None:
            who.agency = self.section_agency or self.heading_agency or self.context.agency
            who.unit = self.section_unit if self.section_agency else self.context.unit_name
        else:
            who.agency = said.agency
            if said.agency not in ONE_PER_GRANTOR:
                is_kind = unit is not None and not unit.unit and not unit.place
                who.unit = (unit and unit.unit) or ("" if is_kind else unit_text) or said.unit
        self._judge_unit(row, who, said, is_column=bool(unit_text))

    def _written_grantee(self, row: int, who: Who) -> tuple[str, str]:
        """The grantee's and the unit's text; over dated rows written once, like a merged cell."""
        texts = (self.text(row, "grantee"), self.text(row, "unit"))
        if not self.fills_grantees_down or self.section_agency or self.context.agency:
            return texts
        if any(texts):
            self.last_grantee = texts
            return texts
        identity = [c for r in _STARTS_ANOTHER if (c := self.by_role.get(r))]
        if not any(self.last_grantee) or any(self.value(row, c) is not None for c in identity):
            return texts
        cell = self.cell(row, "grantee") or self.cell(row, "unit")
        name = self.last_grantee[0] or self.last_grantee[1]
        who.problems.append(self.problem("grantee-filled-down", cell, "", other=name))
        return self.last_grantee

    def _elsewhere(self, row: int) -> Grantee | None:
        """Without a grantee column, an agency's name in a describing or region column will do."""
        for role in ("region", "description"):
            text = self.text(row, role)
            if text and (found := self.grantee(text)):
                return found
            if text and (apart := self._apart(text)):
                return self.grantee(apart[1])
        return None

    def _judge_unit(self, row: int, who: Who, said: Grantee | None, *, is_column: bool) -> None:
        if who.region is None or self._is_within_title(who, said):
            if who.agency in (Agency.TNI, Agency.POLRI):
                who.region = None  # asked: a Polres may have several payers, the province too
            self._region_from_unit(row, who, said)
        elif said and said.place and who.agency in (Agency.KPU, Agency.BAWASLU):
            place = self.vocabulary.regions.by_name(said.place, self.last_province).region
            if place and place != who.region:
                role = "unit" if is_column else "grantee"
                who.problems.append(
                    self.problem(
                        "region-unit-differ",
                        self.cell(row, role) or self.cell(row, "region"),
                        said.place,
                        other=who.region.name,
                    )
                )
        if who.unit and who.region and not is_column:
            who.unit_implied = is_own_unit(who.unit, who.region)

    def _is_within_title(self, who: Who, said: Grantee | None) -> bool:
        """ "KPU Kab. Belitung" in a list without grantors, titled with the province they are all of."""
        province = self.context.region
        if province is None or who.region != province or province.kind != "province":
            return False
        if self.last_region != province or any(r in self.by_role for r in _REGION_ROLES):
            return False
        if said is None or not said.place:
            return False
        match = self.vocabulary.regions.by_name(said.place, province.province)
        own = (match.region,) if match.region else match.candidates
        return match.how != "close" and any(
            one != province and one.province == province.province for one in own
        )

    def _region_from_unit(self, row: int, who: Who, said: Grantee | None) -> None:
        """ "KPU Kabupaten Ngada" is always paid by Kabupaten Ngada; a Polres may have several payers."""
        if said is None or not said.place or who.agency not in (Agency.KPU, Agency.BAWASLU):
            return
        match = self.vocabulary.regions.by_name(said.place, self.last_province)
        if match.region and match.how != "close":
            who.region = match.region
            cell = self.cell(row, "grantee") or self.cell(row, "unit")
            who.problems.append(
                self.problem("region-from-unit", cell, said.place, other=match.region.name)
            )

    def section(self, row: int, texts: list[str]) -> bool:
        """A row without figures that names a region or an agency heads the rows below it."""
        is_section = False
        for text in texts:
            kind = kind_of_region(text)
            self.section_kind = kind or self.section_kind
            if named := find_election(text, self.vocabulary, self.context.year):
                self.section_election = named
                is_section = True
            elif kind:
                is_section = True
            elif grantee := self.grantee(text):
                self.section_agency, self.section_unit = grantee.agency, grantee.unit
                is_section = True
            elif region := self.vocabulary.regions.by_name(text, self.last_province).region:
                self.last_region = region
                self.last_province = region.province
                is_section = True
        return is_section
