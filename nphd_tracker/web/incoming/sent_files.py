"""Files as they came in, on disk until someone has read them: by the request itself, or the worker.

They lie beside the uploads under a random name, so that every worker reaches them. The name a file
came with is shown, cleaned of what could mislead the eye, and is never part of a path.
"""

import secrets
import time
import unicodedata
import zipfile
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from werkzeug.datastructures import FileStorage

from nphd_tracker.importing.opening.limits import DEFAULT_LIMITS

LONGEST_NAME = 120
SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv"})
FOLDER = "waiting"
PACKED = 10
"""A workbook is packed so many times smaller than the cells it holds, and often more."""
_FORGOTTEN_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class SentFile:
    """``name`` is what its owner calls it, ``path`` where it lies."""

    name: str
    path: Path


def keep_sent(files: Iterable[FileStorage], uploads: Path) -> list[SentFile]:
    """Writes what was sent to disk, all of it or nothing."""
    folder = uploads / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    kept: list[SentFile] = []
    try:
        for file in files:
            name = shown_name(file.filename or "")
            kept.append(SentFile(name, folder / f"{secrets.token_hex(16)}{_suffix(name)}"))
            file.save(kept[-1].path)
    except BaseException:
        remove_sent(kept)
        raise
    return kept


def remove_sent(files: Iterable[SentFile]) -> None:
    for file in files:
        file.path.unlink(missing_ok=True)


def remove_forgotten(uploads: Path, wanted: Collection[str]) -> None:
    """Drops what a process that was killed left behind a day ago, but for files named ``wanted``."""
    folder = uploads / FOLDER
    for path in folder.iterdir() if folder.is_dir() else ():
        is_old = time.time() - path.stat().st_mtime > _FORGOTTEN_SECONDS
        if is_old and path.name not in wanted:
            path.unlink(missing_ok=True)


def is_large(paths: Iterable[Path], most_bytes: int) -> bool:
    """Whether reading them takes longer than a person should look at a page that says nothing."""
    return sum(map(_weight, paths)) > most_bytes


def _weight(path: Path) -> int:
    """Bytes as packed as most workbooks are; a zip says how long its parts are without unpacking.

    One that says it is beyond what is ever opened weighs nothing: it is refused at once.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            unpacked = sum(part.file_size for part in parts)
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError):
        parts, unpacked = [], 0
    limits = DEFAULT_LIMITS
    if unpacked > limits.total_bytes or len(parts) > limits.entries:
        return 0
    return max(path.stat().st_size if path.is_file() else 0, unpacked // PACKED)


def shown_name(name: str) -> str:
    """``C:\\data\\rekap.xlsx`` -> ``rekap.xlsx``; no invisible signs, not longer than a line."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(" " if unicodedata.category(sign).startswith("C") else sign for sign in last)
    seen = " ".join(seen.split())
    if len(seen) > LONGEST_NAME:
        suffix = _suffix(seen)
        seen = seen[: LONGEST_NAME - len(suffix) - 1] + "…" + suffix
    return seen or "tanpa-nama"


def _suffix(name: str) -> str:
    suffix = Path(name).suffix.lower()
    return suffix if suffix in SUFFIXES else ""
