"""What a column was taken for, in words: ``KPU.disbursed.II`` -> "Pencairan KPU tahap II".

The names are those of the commands' JSON; a part without a word of its own stands as it is.
"""

import re
from datetime import date

from flask_babel import format_date  # type: ignore[import-untyped]

from nphd_tracker.reading import Measure
from nphd_tracker.regions import Agency
from nphd_tracker.web.serving.language import gettext as _
from nphd_tracker.web.words.names import agency_name, measure_name

_MONTH = re.compile(r"(\d{4}|\.{4})-(\d\d)(?:-(\d\d))?")


def column_meaning(name: str) -> str:
    """Role or measure first, then whose, then which part of it, then what it serves for."""
    agency = what = measure = purpose = ""
    details: list[str] = []
    roles, checks, versions = _roles(), _checks(), _versions()
    for part in _parts(name):
        if part in list(Agency):
            agency = agency_name(part)
        elif part in list(Measure):
            measure = measure_name(Measure(part))
        elif part in checks:
            what, purpose = checks[part], _("hanya untuk dicocokkan")
        elif part in roles and not what:
            what = roles[part]
        elif month := _MONTH.fullmatch(part):
            details.append(_month_word(month[1], int(month[2]), int(month[3] or 0)))
        else:
            details.append(versions.get(part) or _("tahap %(tranche)s", tranche=part))
    words = " ".join(filter(None, (measure or what, agency, *details)))
    words = f"{what}: {words}" if what and measure else words
    return f"{words} ({purpose})" if purpose else words


def _parts(name: str) -> list[str]:
    """At the dots, but for those that stand for an unknown year."""
    return re.findall(r"\.{4}-\d\d(?:-\d\d)?|[^.]+", name)


def _month_word(year: str, month: int, day: int) -> str:
    """A month, or the day of it up to which a week's figures stand."""
    known = int(year) if year.isdigit() else 2000
    pattern = ("d " if day else "") + ("MMMM yyyy" if year.isdigit() else "MMMM")
    return str(format_date(date(known, month, day or 1), pattern))


def _versions() -> dict[str, str]:
    return {
        "original": _("sebelum addendum"),
        "addition": _("tambahan"),
        "reduction": _("pengurangan"),
        "addendum": _("addendum"),
        "after": _("setelah addendum"),
        "grantor": _("menurut Pemda"),
        "grantee": _("menurut penerima"),
        "other": _("menurut sumber lain"),
    }


def _roles() -> dict[str, str]:
    return {
        "number": _("Nomor urut"),
        "region_code": _("Kode wilayah"),
        "province_code": _("Kode provinsi"),
        "region": _("Pemda"),
        "region_kind": _("Jenis daerah"),
        "province": _("Provinsi"),
        "grantee": _("Penerima"),
        "unit": _("Satuan kerja"),
        "as_of": _("Tanggal posisi"),
        "date": _("Tanggal transaksi"),
        "document": _("Nomor dokumen"),
        "tranche": _("Tahap"),
        "description": _("Uraian"),
        "election": _("Kegiatan"),
        "grant_kind": _("Jenis hibah"),
        "count": _("Banyaknya, tidak dibaca"),
        "plan": _("Rencana, tidak dibaca"),
        "goods": _("Hibah barang, tidak dibaca"),
        "joined": _("Beberapa penerima, tidak dibaca"),
        "note": _("Keterangan, tidak dibaca"),
        "nphd_number": _("Nomor NPHD"),
        "signed_on": _("Tanggal NPHD"),
        "addendum_number": _("Nomor addendum"),
        "addendum_on": _("Tanggal addendum"),
        "register_number": _("Nomor register"),
        "register_on": _("Tanggal register"),
        "return_due": _("Batas pengembalian"),
        "closed_on": _("Tanggal selesai"),
        "account": _("Kode rekening"),
        "reported_by": _("Sumber"),
        "origin": _("Asal sel"),
        "ignored": _("Tidak dibaca"),
        "unknown": _("Tidak dikenali, tidak dibaca"),
    }


def _checks() -> dict[str, str]:
    """Columns that are held against what was read, and are no figures themselves."""
    return {
        "percent": _("Persentase"),
        "remainder": _("Sisa"),
        "total": _("Jumlah"),
        "period": _("Angka satu bulan"),
    }
