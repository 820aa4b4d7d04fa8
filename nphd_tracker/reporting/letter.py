"""The coordination letter to a local government as a .docx, from a template an office can replace.

The template is a Word file with Jinja's marks (docxtpl); it is rendered in a sandbox, and what is
put into it is text, never markup. Without one of the office's own the product's is taken. The
letter is Indonesian: it goes to a local government.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zipfile import BadZipFile

from docx.opc.exceptions import OpcError
from docxtpl import DocxTemplate
from jinja2 import TemplateError
from jinja2.sandbox import SandboxedEnvironment

from nphd_tracker.absorption import Standing
from nphd_tracker.dates import format_date
from nphd_tracker.due import last_due
from nphd_tracker.errors import TrackerError
from nphd_tracker.follow_ups import Tracked
from nphd_tracker.money import format_number, format_rupiah
from nphd_tracker.regions import Agency, Region
from nphd_tracker.reporting.follow_ups import CAUSES
from nphd_tracker.reporting.wording import DASH, is_invented, name_agency
from nphd_tracker.resources import data_folder

TEMPLATE = "letter.docx"
INVENTED = "ANGKA REKAAN UNTUK CONTOH; BUKAN SURAT RESMI"
ESTIMATE = " (menurut perkiraan 40%/60% Permendagri 41/2020 bila jadwal NPHD tidak diketahui)"
LANGUAGE = "id"

_UNUSABLE = (TemplateError, OpcError, BadZipFile, SyntaxError, LookupError, ValueError, OSError)
"""What a template that somebody edited may fail with; lxml's complaint is a SyntaxError."""

_HEADS = {"province": "Gubernur", "regency": "Bupati", "city": "Wali Kota"}


@dataclass(frozen=True, slots=True)
class DueAmount:
    """What should have been disbursed, in sen, and by when; by the regulation where estimated."""

    amount: int
    on: date
    is_estimate: bool


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter to one local government says, on a day."""

    region: Region
    election: str
    day: date
    written_on: date
    polling_day: date | None
    standings: Sequence[Standing]
    promises: Sequence[Tracked] = ()
    only: Sequence[Agency] = ()
    """The grantees it is limited to, by who writes it or by what was asked; none: every one."""

    @property
    def addressee(self) -> str:
        """An office, never a person: ``Bupati Ngada``."""
        place = self.region.place
        return f"{_HEADS[self.region.kind]} {place}"

    @property
    def unabsorbed(self) -> int:
        """Over the agreements that have reported both amounts, in sen."""
        return sum(one.unabsorbed or 0 for one in self.standings)

    @property
    def silent(self) -> int:
        """How many have not reported: nobody knows what they lack."""
        return sum(one.unabsorbed is None for one in self.standings)

    @property
    def below(self) -> int:
        return len(self.standings) - self.silent

    @property
    def is_estimate(self) -> bool:
        """Whether some of what should have been disbursed is the regulation's default alone."""
        dues = map(self.due_of, self.standings)
        return any(due.is_estimate for due in dues if due)

    @property
    def is_invented(self) -> bool:
        return is_invented(self.election)

    def due_of(self, standing: Standing) -> DueAmount | None:
        """None where nothing was due yet, or nobody knows what."""
        holding = standing.holding
        on = last_due(holding.terms, holding.agency, self.day, self.polling_day)
        if on is None or not standing.due.amount:
            return None
        return DueAmount(standing.due.amount, on, standing.due.is_estimate)


def find_template(instance: Path | None = None) -> Path:
    """The office's own ``letter.docx`` in the instance folder, else the product's."""
    own = instance / TEMPLATE if instance else None
    return own if own and own.is_file() else data_folder("imports") / TEMPLATE


def write_letter(path: Path, letter: Letter, template: Path) -> None:
    """Write the letter; TrackerError for a template that cannot be filled in."""
    try:
        document = DocxTemplate(template)
        document.render(_context(letter), SandboxedEnvironment(autoescape=True), autoescape=True)
        document.save(path)
    except _UNUSABLE as error:
        raise TrackerError(
            f"Templat surat {template.name} tidak dapat diisi: {error}. Perbaiki templatnya, atau "
            "hapus dari folder instance agar templat bawaan dipakai.",
            f"The letter template {template.name} cannot be filled in: {error}. Mend it, or remove "
            "it from the instance folder so that the built-in one is used.",
        ) from error


def _context(letter: Letter) -> dict[str, object]:
    return {
        "rekaan": INVENTED if letter.is_invented else "",
        "tanggal": format_date(letter.written_on, LANGUAGE),
        "tujuan": letter.addressee,
        "pemda": letter.region.name,
        "kegiatan": letter.election,
        "posisi": format_date(letter.day, LANGUAGE),
        "jumlah": letter.below,
        "belum_lapor": letter.silent,
        "hanya": ", ".join(name_agency(one, LANGUAGE) for one in letter.only),
        "belum_cair": format_rupiah(letter.unabsorbed, LANGUAGE),
        "perkiraan": ESTIMATE if letter.is_estimate else "",
        "nphd": [_row(letter, one) for one in letter.standings],
        "janji": [_promise(one) for one in letter.promises],
    }


def _row(letter: Letter, one: Standing) -> dict[str, str]:
    holding = one.holding
    agency = name_agency(holding.agency, LANGUAGE)
    return {
        "penerima": f"{agency} ({holding.unit})" if holding.unit else agency,
        "nomor": holding.terms.number or DASH,
        "nilai": _money(one.denominator),
        "cair": _money(one.numerator) if one.numerator is not None else "belum dilaporkan",
        "belum": _money(one.unabsorbed),
        "persen": one.rate.replace(".", ",") + "%" if one.rate else DASH,
        "tempo": _due(letter.due_of(one)),
    }


def _due(due: DueAmount | None) -> str:
    if due is None:
        return DASH
    basis = " (perkiraan, Permendagri 41/2020)" if due.is_estimate else ""
    return f"{format_number(due.amount, LANGUAGE)} per {format_date(due.on, LANGUAGE)}{basis}"


def _promise(one: Tracked) -> dict[str, str]:
    promise = one.promise
    return {
        "penerima": name_agency(one.follow_up.agency, LANGUAGE),
        "penyebab": CAUSES[promise.cause].say(LANGUAGE),
        "isi": promise.text or DASH,
        "oleh": promise.office or DASH,
        "tenggat": format_date(promise.due, LANGUAGE) if promise.due else DASH,
    }


def _money(sen: int | None) -> str:
    return DASH if sen is None else format_number(sen, LANGUAGE)
