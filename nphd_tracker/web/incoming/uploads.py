"""Several files at once: previewed together, applied together, each by itself all or nothing.

One bad file never stops the others, so each is committed for itself.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy.orm import Session

from nphd_tracker import intake, store
from nphd_tracker.errors import ConflictError
from nphd_tracker.importing.sheets import hash_file
from nphd_tracker.models import Import
from nphd_tracker.reading import ReadOptions, Severity
from nphd_tracker.web.incoming.cards import Card
from nphd_tracker.web.incoming.seen import place_of
from nphd_tracker.web.incoming.sent_files import SentFile


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
    """What became of an upload: the imports to look at, the files refused, those that say nothing
    new (our own summary, unedited), those applied before (and as which import), and those given
    twice (and as which file)."""

    ids: tuple[int, ...] = ()
    refused: tuple[Refused, ...] = ()
    same: tuple[str, ...] = ()
    applied_before: tuple[tuple[str, int], ...] = ()
    copies: tuple[tuple[str, str], ...] = ()
    given: tuple[tuple[str, str], ...] = ()
    """The SHA-256 and the name of each file so far that can be looked at."""

    def first_name(self, sha256: str) -> str | None:
        """The name under which these bytes came with the same upload already."""
        return dict(self.given).get(sha256)

    def with_copy(self, name: str, first: str) -> "Received":
        return replace(self, copies=(*self.copies, (name, first)))

    def with_file(self, name: str, seen: intake.Intake) -> "Received":
        """And one more."""
        if seen.import_id is not None:
            again = ((name, seen.import_id),) if seen.stands else ()
            return replace(
                self,
                ids=tuple(dict.fromkeys([*self.ids, seen.import_id])),
                applied_before=(*self.applied_before, *again),
                given=(*self.given, (seen.sha256, name)),
            )
        if seen.status == "unchanged":
            return replace(self, same=(*self.same, name))
        return replace(self, refused=(*self.refused, refuse(name, seen)))


@dataclass(frozen=True)
class Applied:
    """What became of "apply all": the imports applied, those of which a new preview waits for a
    look, and all of the upload, with each stale preview replaced by its new one."""

    done: tuple[int, ...] = ()
    waiting: tuple[int, ...] = ()
    ids: tuple[int, ...] = ()

    def with_import(self, card: Card) -> "Applied":
        """And one more, as it is now."""
        return Applied(
            (*self.done, card.id) if card.row.status == "applied" else self.done,
            (*self.waiting, card.id) if card.is_waiting else self.waiting,
            (*self.ids, card.id),
        )

    def with_passed_over(self, import_id: int) -> "Applied":
        """And one that is not to be applied with the others."""
        return replace(self, ids=(*self.ids, import_id))


def receive(
    session: Session, files: Iterable[SentFile], options: ReadOptions, folder: Path
) -> Received:
    """Previews every file that can be read; a file given twice is one."""
    received = Received()
    for file in files:
        if first := received.first_name(hash_file(file.path)):
            received = received.with_copy(file.name, first)
            continue
        seen = intake.stage(session, file.path, file.name, options, folder)
        session.commit()
        received = received.with_file(file.name, seen)
    return received


def apply_clean(session: Session, ids: Iterable[int], folder: Path) -> Applied:
    """Applies every import that waits, has no errors and changes something.

    An earlier file of the same upload may have changed what a later one would do. The preview of
    that one is made again; if it now contradicts a figure it is not applied unseen, but waits.
    """
    applied = Applied()
    for import_id in ids:
        if Card(store.get_import(session, import_id)).is_ready:
            applied = applied.with_import(apply_one(session, import_id, folder))
            session.commit()
        else:
            applied = applied.with_passed_over(import_id)
    return applied


def apply_one(
    session: Session, import_id: int, folder: Path, reader: Session | None = None
) -> Card:
    """Applies an import without errors, or makes its preview again; the caller commits."""
    try:
        intake.apply_staged(session, import_id, folder, reader=reader)
    except ConflictError:
        session.rollback()
        import_id = renew(session, import_id, folder, reader)
        if Card(store.get_import(session, import_id)).only_adds:
            intake.apply_staged(session, import_id, folder)
    return Card(store.get_import(session, import_id))


def renew(session: Session, import_id: int, folder: Path, reader: Session | None = None) -> int:
    """Makes the preview of a kept file again; the stale one is discarded. The caller commits.

    Returns the number of the new preview, or of the import that stands with the same bytes. Who
    uploaded the file, and when, stays: reading it again is no upload.
    """
    row = intake.look_up(session, import_id, reader)
    options, path = intake.read_options(json.loads(row.options)), kept_file(row, folder)
    seen = intake.stage(
        session, path, row.file_name, options, folder, reader=reader, instead_of=import_id
    )
    if store.get_import(session, import_id).status == "staged":
        store.discard_import(session, import_id)
    if seen.import_id is None:
        return import_id
    again = store.get_import(session, seen.import_id)
    if again.status == "staged":
        again.created_at, again.created_by = row.created_at, row.created_by
    return again.id


def kept_file(row: Import, folder: Path) -> Path:
    """Where the bytes of an import are kept: under their own SHA-256."""
    return folder / row.sha256


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
