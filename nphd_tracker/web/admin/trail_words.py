"""The trail in plain words: what happened, to what, and what it was before and after.

An event keeps codes, so that it can be read in either language and searched; no code is shown.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import url_for

from nphd_tracker.follow_ups import Cause, State
from nphd_tracker.reading import Measure, Source, TermKind
from nphd_tracker.regions import Agency
from nphd_tracker.reporting.follow_ups import CAUSES, STATES
from nphd_tracker.store import TrailEvent
from nphd_tracker.web.people.pages import role_name
from nphd_tracker.web.serving.language import current_language
from nphd_tracker.web.serving.language import gettext as _
from nphd_tracker.web.words.columns import column_meaning
from nphd_tracker.web.words.filters import NOTHING, region_label, rupiah, tanggal
from nphd_tracker.web.words.names import (
    agency_name,
    measure_name,
    permission_name,
    source_name,
    term_name,
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing an event says: what it is about, what it was ("" where it does not say), and is."""

    name: str
    before: str
    after: str


def event_names() -> dict[str, str]:
    """Every code of an event, and what it says."""
    return {
        "import-staged": _("Mengunggah berkas"),
        "import-answered": _("Menjawab pertanyaan tentang berkas"),
        "import-renewed": _("Membaca ulang berkas yang sama"),
        "import-applied": _("Menerapkan impor"),
        "import-discarded": _("Membuang pratinjau"),
        "import-undone": _("Membatalkan impor"),
        "layout-forgotten": _("Menghapus jawaban yang diingat untuk satu bentuk tabel"),
        "figure-typed": _("Mencatat angka"),
        "terms-changed": _("Mengubah kartu NPHD"),
        "attachment-added": _("Menambah lampiran"),
        "roster-added": _("Menambah daftar kewajiban NPHD"),
        "roster-removed": _("Menghapus dari daftar kewajiban NPHD"),
        "follow-up-opened": _("Membuka tindak lanjut"),
        "follow-up-changed": _("Mengubah tindak lanjut"),
        "follow-up-reached": _("Tindak lanjut ditutup otomatis"),
        "token-created": _("Membuat token untuk program"),
        "token-revoked": _("Mencabut token untuk program"),
        "downloaded": _("Mengunduh berkas"),
        "signed-in": _("Masuk"),
        "sign-in-failed": _("Gagal masuk"),
        "signed-out": _("Keluar"),
        "session-ended": _("Mengakhiri sesi"),
        "password-changed": _("Mengganti kata sandi"),
        "password-given": _("Memberi kata sandi baru"),
        "person-added": _("Menambah pengguna"),
        "person-changed": _("Mengubah pengguna"),
        "person-disabled": _("Menonaktifkan pengguna"),
        "person-enabled": _("Mengaktifkan pengguna lagi"),
        "access-refused": _("Ditolak: tidak berhak"),
        "job-cancelled": _("Membatalkan pekerjaan panjang"),
        "backup-made": _("Membuat cadangan"),
        "backup-restored": _("Memulihkan cadangan"),
        "database-moved": _("Memindahkan basis data"),
    }


def event_name(what: str) -> str:
    return event_names().get(what, what)


def subject_name(subject: str) -> str:
    """``import/12`` -> ``impor nomor 12``."""
    kind, _slash, key = subject.partition("/")
    names: Mapping[str, Callable[[], str]] = {
        "import": lambda: _("impor nomor %(number)s", number=key),
        "agreement": lambda: _("NPHD nomor %(number)s", number=key),
        "attachment": lambda: _("lampiran nomor %(number)s", number=key),
        "follow-up": lambda: _("tindak lanjut nomor %(number)s", number=key),
        "region": lambda: region_label(key),
        "layout": lambda: _("bentuk tabel %(mark)s", mark=key[:8]),
        "token": lambda: _("token nomor %(number)s", number=key),
        "person": lambda: _("akun %(name)s", name=key),
        "job": lambda: _("pekerjaan nomor %(number)s", number=key),
        "page": lambda: _("halaman %(page)s", page=key),
    }
    return names[kind]() if kind in names else key or subject


def subject_address(subject: str) -> str | None:
    """Where the page of a subject is, if it has one."""
    kind, _slash, key = subject.partition("/")
    if not key.isdecimal():
        return url_for("drill.region", code=key) if kind == "region" else None
    places: Mapping[str, Callable[[], str]] = {
        "import": lambda: url_for("imports.record", import_id=key),
        "agreement": lambda: url_for("drill.agreement", agreement_id=key),
        "follow-up": lambda: url_for("follow_ups.show", follow_up_id=key),
    }
    return places[kind]() if kind in places else None


def facts(event: TrailEvent) -> list[Fact]:
    """What an event says, one thing a line; of before and after only what differs.

    What is empty and was not there before says nothing, but for a limit: without one it is all.
    """
    before, after = dict(_flat(event.before)), dict(_flat(event.after))
    return [
        Fact(
            _path_name(path),
            _value(path, before[path]) if path in before else "",
            _value(path, after.get(path)),
        )
        for path in {**before, **after}
        if before.get(path) != after.get(path)
        and (before.get(path) or after.get(path) not in (None, "", []) or path[-1] in _LIMITS)
    ]


def _flat(said: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    if isinstance(said, dict):
        for name, value in said.items():
            yield from _flat(value, (*path, str(name)))
    elif path:
        yield path, said


def _path_name(path: tuple[str, ...]) -> str:
    """``answers``, the sheet's own name, ``unit`` -> ``Rekap: satuan``."""
    names = _names()
    said = [names.get(part, part) for part in path if part not in _UNSAID]
    if path[-2:-1] == ("columns",):
        said[-1] = _("kolom %(letter)s", letter=path[-1])
    return ": ".join(said)


_LIMITS = {"agencies", "places", "regions"}
"""What a person or a token may see; an empty list is no limit."""
_UNSAID = {"answers", "asked", "columns"}


def _names() -> dict[str, str]:
    return {
        **{kind.value: term_name(kind) for kind in TermKind},
        **{measure.value: measure_name(measure) for measure in Measure},
        "agencies": _("lembaga"),
        "agency": _("lembaga"),
        "agreement": _("NPHD nomor"),
        "amount": _("jumlah"),
        "as_of": _("tanggal posisi"),
        "asked_by": _("diminta oleh"),
        "cause": _("penyebab"),
        "changed": _("angka berubah"),
        "default_election": _("kegiatan bila tidak tertulis"),
        "document": _("dokumen"),
        "due": _("tenggat"),
        "election": _("kegiatan"),
        "expires_at": _("berlaku sampai"),
        "file": _("berkas"),
        "full_name": _("nama lengkap"),
        "from": _("dari"),
        "made_at": _("dibuat"),
        "to": _("ke"),
        "header_rows": _("baris judul"),
        "import": _("impor nomor"),
        "is_movement": _("perpindahan"),
        "kind": _("jenis"),
        "left_out": _("baris ditinggalkan"),
        "left_out_errors": _("baris bermasalah ditinggalkan"),
        "measure": _("yang dicatat"),
        "name": _("nama"),
        "new": _("angka baru"),
        "note": _("catatan"),
        "office": _("kantor"),
        "on": _("tanggal"),
        "owed": _("kewajiban"),
        "permissions": _("boleh"),
        "places": _("daerah"),
        "promise": _("janji"),
        "province": _("provinsi"),
        "region": _("Pemda"),
        "regions": _("Pemda"),
        "replaces": _("menggantikan impor nomor"),
        "role": _("peran"),
        "same": _("angka tetap"),
        "sha256": "SHA-256",
        "sheet": _("lembar"),
        "source": _("sumber"),
        "state": _("status"),
        "unit": _("satuan"),
    }


def _value(path: tuple[str, ...], value: Any) -> str:
    if value == [] and path[-1] in _LIMITS:
        return _("semua")
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if isinstance(value, list):
        return ", ".join(_value(path, one) for one in value) or NOTHING
    said = _words_of_answer(path) or _words_of(path[-1])
    try:
        return said(value) if said else str(value)
    except (ValueError, TypeError):  # what an older version wrote
        return str(value)


def _words_of_answer(path: tuple[str, ...]) -> Callable[[Any], str] | None:
    """Of an answer about one column or one name of a sheet; None: about something else."""
    said: dict[str, Callable[[Any], str]] = {
        "columns": column_meaning,
        "regions": region_label,
        "agencies": lambda value: agency_name(Agency(value)),
    }
    return said.get(path[-2]) if len(path) > 2 and path[0] == "answers" else None


def _words_of(name: str) -> Callable[[Any], str] | None:
    """How the values of a name are said; None: as they are."""
    language = current_language()
    if name == "amount" or name in {measure.value for measure in Measure}:
        return rupiah
    if name in ("on", "due", "as_of", "signed_on", "return_due", "closed_on", "addendum_on"):
        return lambda value: tanggal(date.fromisoformat(value))
    said: dict[str, Callable[[Any], str]] = {
        "state": lambda value: STATES[State(value)].say(language),
        "cause": lambda value: CAUSES[Cause(value)].say(language),
        "measure": lambda value: measure_name(Measure(value)),
        "source": lambda value: source_name(Source(value)),
        "region": region_label,
        "province": region_label,
        "places": region_label,
        "permissions": permission_name,
        "expires_at": lambda value: tanggal(datetime.fromisoformat(value)),
        "regions": region_label,
        "role": role_name,
    }
    return said.get(name)
