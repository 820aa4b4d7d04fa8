"""Several files at once: previewed together, applied together, each by itself all or nothing.

One bad file never stops the others, so each is committed for itself. The name a file came with is
shown, cleaned of what could mislead the eye, and is never part of a path.
"""

import json
import tempfile
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from nphd_tracker import intake, store
from nphd_tracker.errors import ConflictError
from nphd_tracker.models import Import
from nphd_tracker.reading import ReadOptions, Severity
from nphd_tracker.web.import_cards import Card, place_of

LONGEST_NAME = 120
SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv"})


@dataclass(frozen=True)
class Refused:
    """A file that cannot be read, and the sentence that says why and what to do."""

    name: str
    indonesian: str
    english: str

    def message(self, language: str) -> str:
        return self.english if language == "en" else self.indonesian


@dataclass(frozen=True)
class Received:
    """What became of an upload: the imports to look at, the files refused, and those that say
    nothing new (our own summary, unedited)."""

    ids: tuple[int, ...]
    refused: tuple[Refused, ...]
    same: tuple[str, ...]


@dataclass(frozen=True)
class Applied:
    """What became of "apply all": the imports applied, those of which a new preview waits for a
    look, and all of the upload, with each stale preview replaced by its new one."""

    done: tuple[int, ...]
    waiting: tuple[int, ...]
    ids: tuple[int, ...]


def receive(
    session: Session,
    files: Iterable[FileStorage],
    options: ReadOptions,
    folder: Path,
) -> Received:
    """Previews every file that can be read; a file given twice is one."""
    ids: list[int] = []
    refused: list[Refused] = []
    same: list[str] = []
    with tempfile.TemporaryDirectory() as workplace:
        for number, file in enumerate(files):
            name = shown_name(file.filename or "")
            path = save(file, Path(workplace), name, number)
            seen = intake.stage(session, path, name, options, folder)
            session.commit()
            if seen.import_id is not None:
                ids.append(seen.import_id)
            elif seen.status == "unchanged":
                same.append(name)
            else:
                refused.append(refuse(name, seen))
    return Received(tuple(dict.fromkeys(ids)), tuple(refused), tuple(same))


def apply_clean(session: Session, ids: Iterable[int], folder: Path) -> Applied:
    """Applies every import that waits and has no errors.

    An earlier file of the same upload may have changed what a later one would do. The preview of
    that one is made again; if it now contradicts a figure it is not applied unseen, but waits.
    """
    done: list[int] = []
    waiting: list[int] = []
    current: list[int] = []
    for import_id in ids:
        now = import_id
        if Card(store.get_import(session, import_id)).is_clean:
            now, card = _apply(session, import_id, folder)
            done += [now] if card.row.status == "applied" else []
            waiting += [now] if card.is_waiting else []
        current.append(now)
    return Applied(tuple(done), tuple(waiting), tuple(current))


def renew(session: Session, import_id: int, folder: Path) -> int:
    """Makes the preview of a kept file again; the stale one is discarded.

    Returns the number of the new preview, or of the import that stands with the same bytes.
    """
    row = store.get_import(session, import_id)
    options = intake.read_options(json.loads(row.options))
    seen = intake.stage(session, kept_file(row, folder), row.file_name, options, folder)
    if row.status == "staged":
        store.discard_import(session, import_id)
    session.commit()
    return seen.import_id or import_id


def kept_file(row: Import, folder: Path) -> Path:
    """Where the bytes of an import are kept: under their own SHA-256."""
    return folder / row.sha256


def shown_name(name: str) -> str:
    """``C:\\data\\rekap.xlsx`` -> ``rekap.xlsx``; no invisible signs, not longer than a line."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(" " if unicodedata.category(sign).startswith("C") else sign for sign in last)
    seen = " ".join(seen.split())
    if len(seen) > LONGEST_NAME:
        suffix = _suffix(seen)
        seen = seen[: LONGEST_NAME - len(suffix) - 1] + "…" + suffix
    return seen or "tanpa-nama"


def save(file: FileStorage, folder: Path, name: str, number: int = 0) -> Path:
    """The file under a name of our own, with the suffix its reader goes by."""
    path = folder / f"{number}{_suffix(name)}"
    file.save(path)
    return path


def _apply(session: Session, import_id: int, folder: Path) -> tuple[int, Card]:
    try:
        intake.apply_staged(session, import_id, folder)
    except ConflictError:
        session.rollback()
        import_id = renew(session, import_id, folder)
        if Card(store.get_import(session, import_id)).only_adds:
            intake.apply_staged(session, import_id, folder)
    session.commit()
    return import_id, Card(store.get_import(session, import_id))


def refuse(name: str, seen: intake.Intake) -> Refused:
    """One sentence for a file that was not staged; of many problems, the first with its cell."""
    errors = [one for one in seen.problems if one.severity is Severity.ERROR]
    if not errors:
        return Refused(
            name,
            "Tidak ada angka di dalamnya. Isi nilainya di Excel, lalu unggah lagi.",
            "There are no figures in it. Fill them in with Excel, then upload it again.",
        )
    place = place_of(errors[0].sheet, errors[0].cell)
    before = f"{place}: " if place else ""
    more = len(errors) - 1
    return Refused(
        name,
        f"{before}{errors[0].indonesian}" + (f" Masalah lain: {more}." if more else ""),
        f"{before}{errors[0].english}" + (f" Other problems: {more}." if more else ""),
    )


def _suffix(name: str) -> str:
    suffix = Path(name).suffix.lower()
    return suffix if suffix in SUFFIXES else ""
