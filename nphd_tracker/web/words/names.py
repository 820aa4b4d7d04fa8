"""The words of the field as the pages show them. "Serapan" alone is never among them."""

from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal
from typing import Protocol

from flask import Flask

from nphd_tracker.absorption import Band, Basis, Row, Standing
from nphd_tracker.differences import Kind, OpenDifference
from nphd_tracker.positions import Difference
from nphd_tracker.reading import Measure, Source, TermKind
from nphd_tracker.regions import Agency
from nphd_tracker.store import Evidence
from nphd_tracker.web.serving.access import Permission
from nphd_tracker.web.serving.language import gettext as _
from nphd_tracker.web.serving.language import ngettext
from nphd_tracker.web.words.filters import NOTHING, percent, region_label, rupiah, tanggal


def basis_name(basis: Basis) -> str:
    return {
        Basis.DISBURSED_COMMITTED: _("Realisasi pencairan"),
        Basis.SPENT_COMMITTED: _("Serapan belanja dari nilai NPHD"),
        Basis.SPENT_DISBURSED: _("Serapan belanja dari pencairan"),
    }[basis]


def basis_formula(basis: Basis) -> str:
    return {
        Basis.DISBURSED_COMMITTED: _("pencairan ÷ nilai NPHD"),
        Basis.SPENT_COMMITTED: _("belanja ÷ nilai NPHD"),
        Basis.SPENT_DISBURSED: _("belanja ÷ pencairan"),
    }[basis]


def reported_denominator(basis: Basis) -> str:
    """The denominator over those that have both amounts: what a group's rate is computed from."""
    if basis is Basis.SPENT_DISBURSED:
        return _("Pencairan yang melapor belanja")
    return _("Nilai yang melapor")


def remaining_name(basis: Basis) -> str:
    """What ``unabsorbed`` is on this basis."""
    return {
        Basis.DISBURSED_COMMITTED: _("Belum cair"),
        Basis.SPENT_COMMITTED: _("Belum dibelanjakan"),
        Basis.SPENT_DISBURSED: _("Belum dibelanjakan"),
    }[basis]


def inline(name: str) -> str:
    """A name inside a sentence: ``Belum cair`` -> ``belum cair``, and NPHD stays NPHD."""
    return name[:1].lower() + name[1:]


def measure_name(measure: Measure) -> str:
    return {
        Measure.COMMITTED: _("Nilai NPHD"),
        Measure.DISBURSED: _("Pencairan"),
        Measure.SPENT: _("Belanja"),
        Measure.RETURNED: _("Sisa disetor ke RKUD"),
        Measure.INTEREST: _("Jasa giro disetor"),
    }[measure]


def source_name(source: Source) -> str:
    return {
        Source.GRANTOR: _("Pemda"),
        Source.GRANTEE: _("Penerima"),
        Source.OTHER: _("Lainnya"),
    }[source]


def unit_word(unit: int) -> str:
    words = {
        1: _("rupiah penuh"),
        1_000: _("ribuan rupiah"),
        1_000_000: _("jutaan rupiah"),
        1_000_000_000: _("miliaran rupiah"),
    }
    return words.get(unit) or _("kelipatan %(unit)s rupiah", unit=unit)


def agency_name(agency: Agency | str) -> str:
    return {
        Agency.KPU: "KPU",
        Agency.BAWASLU: "Bawaslu",
        Agency.TNI: "TNI",
        Agency.POLRI: "Polri",
        Agency.OTHER: _("Penerima lain"),
    }[Agency(agency)]


def band_name(band: Band) -> str:
    return {
        Band.NONE: _("Belum lapor"),
        Band.ZERO: _("0%"),
        Band.BELOW40: _("Di bawah 40%"),
        Band.BELOW100: _("40% ke atas, belum 100%"),
        Band.FULL: _("100%"),
        Band.OVER: _("Di atas 100%, periksa"),
    }[band]


def reason(standing: Standing) -> str:
    """Why an agreement has no rate."""
    over, under = standing.basis.numerator, standing.basis.denominator
    if standing.no_rate_reason == "no-numerator":
        return _("%(measure)s belum dilaporkan", measure=measure_name(over))
    if standing.no_rate_reason == "no-denominator":
        return _("%(measure)s belum diketahui", measure=measure_name(under))
    if standing.no_rate_reason == "zero-denominator":
        return _("%(measure)s nol", measure=measure_name(under))
    return ""


def missing(standing: Standing) -> str:
    """Which of the two amounts of a rate nobody has reported."""
    wanted = (standing.basis.numerator, standing.basis.denominator)
    return ", ".join(measure_name(one) for one in wanted if standing.amount(one) is None)


def age(standing: Standing) -> int | None:
    """How many days its position lies before the day asked about."""
    return None if standing.as_of is None else (standing.day - standing.as_of).days


def difference_text(difference: Difference) -> str:
    """What says otherwise; the amount beside it is how much more or less it says."""
    other = rupiah(difference.other)
    if difference.kind == "parts":
        return _("jumlah tahap atau rinciannya %(other)s", other=other)
    if difference.kind == "movements":
        return _("jumlah perpindahan yang tercatat %(other)s", other=other)
    names = sorted({source_name(figure.source) for figure in difference.figures})
    return _("%(source)s menyebut %(other)s", source=", ".join(names), other=other)


def difference_kind(kind: Kind) -> str:
    return {
        Kind.SOURCES: _("Pelapor berbeda, tanggal sama"),
        Kind.MOVEMENTS: _("Register dan posisi"),
        Kind.PARTS: _("Total dan bagiannya"),
        Kind.OLDER: _("Pelapor berbeda, posisi lebih lama"),
    }[kind]


def other_reporter(one: OpenDifference) -> str:
    """Who says otherwise: ``Penerima``, ``Register, Pemda``, ``Jumlah bagian, Pemda``."""
    names = [source_name(source) for source in one.other_sources]
    if one.kind is Kind.MOVEMENTS:
        names.insert(0, _("jumlah transfer di register"))
    if one.kind is Kind.PARTS:
        names.insert(0, _("jumlah tahap atau rincian"))
    return ", ".join(names)


def is_gone(evidence: Evidence) -> bool:
    """It speaks no longer: a later import of the same key does, or its own was undone."""
    return evidence.status != "current"


def evidence_state(evidence: Evidence, counting: Collection[int]) -> str:
    if evidence.status == "undone":
        return _("impornya dibatalkan")
    if evidence.status == "superseded":
        return _("digantikan impor lebih baru")
    return _("dipakai") if evidence.figure_id in counting else _("tersimpan")


def term_name(kind: TermKind) -> str:
    return {
        TermKind.NUMBER: _("Nomor NPHD"),
        TermKind.SIGNED_ON: _("Tanggal NPHD"),
        TermKind.ADDENDUM_NUMBER: _("Nomor addendum"),
        TermKind.ADDENDUM_ON: _("Tanggal addendum"),
        TermKind.REGISTER_NUMBER: _("Nomor register"),
        TermKind.TRANCHE: _("Jadwal tahap"),
        TermKind.RETURN_DUE: _("Batas pengembalian"),
        TermKind.CLOSED_ON: _("Tanggal selesai"),
    }[kind]


def term_value(values: Iterable[str], kind: TermKind) -> str:
    """``2023-11-10`` -> 10 November 2023; ``Tahap I|40|2023-12-01`` -> Tahap I, 40%, ..."""
    if kind is TermKind.TRANCHE:
        return "; ".join(_tranche(value) for value in values) or NOTHING
    return "; ".join(map(_date_or_text, values)) or NOTHING


def _tranche(value: str) -> str:
    label, part, due = (*(piece.strip() for piece in value.split("|")), "", "")[:3]
    part = f"{part.rstrip('%')}%" if part else ""
    return ", ".join(filter(None, (label, part, _date_or_text(due))))


def _date_or_text(value: str) -> str:
    try:
        return tanggal(date.fromisoformat(value))
    except ValueError:
        return value


def share(part: Decimal | None) -> str:
    """A tranche's part of the value: ``0.4`` -> ``40%``."""
    return NOTHING if part is None else percent(f"{(part * 100).normalize():f}")


def row_reason(row: Row) -> str:
    """Why a group has no rate."""
    if row.rate is not None:
        return ""
    return _("belum ada laporan") if row.reported == 0 else _("pembaginya nol")


def coverage(row: Row) -> str:
    """How many of the agreements the rate is over: ``6 dari 10 NPHD melapor``."""
    return ngettext(
        "%(reported)s dari %(num)s NPHD melapor",
        "%(reported)s dari %(num)s NPHD melapor",
        row.agreements,
        reported=row.reported,
    )


def permission_name(permission: Permission | str) -> str:
    """What a token may be for."""
    names = {
        Permission.VIEW: _("membaca"),
        Permission.IMPORT: _("mengimpor"),
        Permission.FOLLOW_UP: _("mencatat tindak lanjut"),
        Permission.ADMIN: _("mengelola"),
    }
    return names[Permission(permission)]


class _Party(Protocol):
    """An agreement or a follow-up: who grants, who receives."""

    @property
    def region(self) -> str: ...

    @property
    def agency(self) -> Agency: ...

    @property
    def unit(self) -> str | None: ...


def whose(one: _Party) -> str:
    """``Kab. Sikka, KPU``; ``Kab. Ngada, Polri · Polres Ngada``: the one way to name an agreement."""
    named = f"{region_label(one.region)}, {agency_name(one.agency)}"
    return f"{named} · {one.unit}" if one.unit else named


def init_app(app: Flask) -> None:
    for word in (
        inline,
        basis_name,
        basis_formula,
        remaining_name,
        reported_denominator,
        measure_name,
        source_name,
        agency_name,
        whose,
        band_name,
        reason,
        missing,
        age,
        difference_text,
        difference_kind,
        other_reporter,
        is_gone,
        evidence_state,
        share,
        term_name,
        term_value,
        row_reason,
        coverage,
        permission_name,
    ):
        app.add_template_filter(word)
