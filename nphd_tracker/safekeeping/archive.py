"""One file with everything in it and a SHA-256 of each part; nothing is believed before it is checked.

A zip: ``tables/NAME.jsonl``, ``files/SHA256``, ``office/NAME`` and, written last, ``manifest.json``.
An archive may come from anywhere: no name in it is ever used as a path, no part is read further
than it says it goes, and what it says all together must fit on the disk.
"""

import hashlib
import io
import json
import os
import re
import shutil
import stat
import zipfile
import zlib
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from nphd_tracker.errors import TrackerError
from nphd_tracker.whole_files import write_whole

FORMAT = 1
PRODUCT = "nphd-tracker"
OFFICE_FILES = ("vocabulary.toml", "letter.docx")
"""What an office may put beside its database to make the product its own."""

_MANIFEST = "manifest.json"
_NAME = re.compile(
    r"tables/[a-z][a-z_]{0,60}\.jsonl|files/[0-9a-f]{64}|"
    + "|".join(re.escape(f"office/{name}") for name in OFFICE_FILES)
)
_MOST_PARTS = 500_000
_MOST_MANIFEST = 128 * 1024 * 1024
_CHUNK = 1 << 20
_UNREADABLE = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, NotImplementedError)


class ArchiveError(TrackerError):
    """An archive that is not taken; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Part:
    sha256: str
    bytes: int


@dataclass(frozen=True)
class Manifest:
    """What an archive holds. ``tables``: rows of each; ``totals``: election -> measure -> sen."""

    version: str
    revision: str
    engine: str
    created_at: str
    tables: dict[str, int]
    totals: dict[str, dict[str, int]]
    parts: dict[str, Part] = field(default_factory=dict)

    @property
    def files(self) -> list[str]:
        """The SHA-256 of every kept file."""
        return [name.removeprefix("files/") for name in self.parts if name.startswith("files/")]


class ArchiveWriter:
    """Parts are added one after the other, each read once."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.parts: dict[str, Part] = {}

    def add(self, name: str, chunks: Iterable[bytes]) -> Part:
        digest, size = hashlib.sha256(), 0
        with self._archive.open(name, "w", force_zip64=True) as out:
            for chunk in chunks:
                out.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        self.parts[name] = Part(digest.hexdigest(), size)
        return self.parts[name]

    def finish(self, manifest: Manifest) -> None:
        said = {"format": FORMAT, "product": PRODUCT, **asdict(manifest)}
        self._archive.writestr(_MANIFEST, json.dumps(said, ensure_ascii=False, indent=1))


@contextmanager
def write_archive(out: Path) -> Iterator[ArchiveWriter]:
    """There as a whole or not at all, readable by its owner alone."""
    with (
        write_whole(out, ".backup-") as stream,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=5) as archive,
    ):
        yield ArchiveWriter(archive)
    sync_folder(out.parent)


def sync_folder(folder: Path) -> None:
    """So that a new name in it survives a power cut too, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


class Archive:
    """An archive whose every part was compared with its SHA-256."""

    def __init__(self, archive: zipfile.ZipFile, manifest: Manifest) -> None:
        self._archive = archive
        self.manifest = manifest

    def lines(self, table: str) -> Generator[str, None, None]:
        with self._open(f"tables/{table}.jsonl") as stream:
            yield from io.TextIOWrapper(stream, encoding="utf-8", newline="\n")

    def copy(self, name: str, out: IO[bytes]) -> None:
        with self._open(name) as stream:
            shutil.copyfileobj(stream, out, _CHUNK)

    def _open(self, name: str) -> IO[bytes]:
        return self._archive.open(name)


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """An archive, checked from the first part to the last. ArchiveError says what is wrong."""
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _read_manifest(archive)
            _check_parts(archive, manifest, path)
            yield Archive(archive, manifest)
    except _UNREADABLE as error:
        raise _damaged(path) from error


def check_archive(path: Path) -> Manifest:
    """What an archive holds, once everything in it was checked; nothing is restored."""
    with open_archive(path) as archive:
        return archive.manifest


def _read_manifest(archive: zipfile.ZipFile) -> Manifest:
    names = archive.namelist()
    if len(names) > _MOST_PARTS or len(set(names)) != len(names) or _MANIFEST not in names:
        raise _not_ours()
    content = _read_up_to(archive, _MANIFEST, _MOST_MANIFEST)
    try:
        said = json.loads(content)
        if said["product"] != PRODUCT or said["format"] != FORMAT:
            raise _not_ours()
        parts = {str(name): Part(str(one["sha256"]), int(one["bytes"]))
                 for name, one in said["parts"].items()}  # fmt: skip
        found = Manifest(
            str(said["version"]), str(said["revision"]), str(said["engine"]),
            str(said["created_at"]),
            {str(name): int(rows) for name, rows in said["tables"].items()},
            {str(name): {str(one): int(sen) for one, sen in sums.items()}
             for name, sums in said["totals"].items()},
            parts,
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _not_ours() from error
    tables = {name.removeprefix("tables/").removesuffix(".jsonl")
              for name in parts if name.startswith("tables/")}  # fmt: skip
    if {*parts, _MANIFEST} != set(names) or tables != set(found.tables):
        raise _not_ours()
    return found


def _check_parts(archive: zipfile.ZipFile, manifest: Manifest, path: Path) -> None:
    total = 0
    for info in archive.infolist():
        is_plain = not info.flag_bits & 0x1 and not info.is_dir()
        mode = info.external_attr >> 16
        if stat.S_IFMT(mode) not in (0, stat.S_IFREG) or not is_plain:
            raise _not_ours()
        if info.filename != _MANIFEST and not _NAME.fullmatch(info.filename):
            raise _not_ours()
        total += info.file_size
    room = shutil.disk_usage(path.parent).free
    if total > room:
        raise ArchiveError(
            f"Isi arsip {path.name} ({total:,} bait) tidak muat di disk. Kosongkan ruang, lalu ulangi.",
            f"What is in the archive {path.name} ({total:,} bytes) does not fit on the disk."
            " Free space and try again.",
        )
    for name, part in manifest.parts.items():
        if (
            archive.getinfo(name).file_size != part.bytes
            or _hash(archive, name, part) != part.sha256
        ):
            raise ArchiveError(
                f"Arsip {path.name} rusak: bagian {name} tidak cocok dengan SHA-256-nya. Pakai"
                " cadangan lain; tidak ada yang diubah.",
                f"The archive {path.name} is damaged: the part {name} does not match its SHA-256."
                " Use another backup; nothing was changed.",
            )
        if name.startswith("files/") and name != f"files/{part.sha256}":
            raise _not_ours()


def _hash(archive: zipfile.ZipFile, name: str, part: Part) -> str:
    digest, left = hashlib.sha256(), part.bytes
    with archive.open(name) as stream:
        while chunk := stream.read(min(_CHUNK, left + 1)):
            left -= len(chunk)
            if left < 0:
                return ""  # longer than it says: read no further
            digest.update(chunk)
    return digest.hexdigest()


def _read_up_to(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    with archive.open(name) as stream:
        content = stream.read(most + 1)
    if len(content) > most:
        raise _not_ours()
    return content


def _not_ours() -> ArchiveError:
    return ArchiveError(
        "Berkas ini bukan cadangan yang dibuat oleh nphd backup, jadi tidak dipulihkan.",
        "This file is not a backup made by nphd backup, so it is not restored.",
    )


def _damaged(path: Path) -> ArchiveError:
    return ArchiveError(
        f"Arsip {path.name} rusak atau bukan arsip. Pakai cadangan lain; tidak ada yang diubah.",
        f"The archive {path.name} is damaged or is none. Use another backup; nothing was changed.",
    )


def as_json(manifest: Manifest) -> dict[str, Any]:
    """For the commands: what an archive holds, without the list of its parts."""
    return {
        "version": manifest.version,
        "revision": manifest.revision,
        "engine": manifest.engine,
        "created_at": manifest.created_at,
        "tables": manifest.tables,
        "files": len(manifest.files),
        "totals": manifest.totals,
    }
