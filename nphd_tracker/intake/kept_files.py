"""The file of an import, kept under its SHA-256, and its cells beside it."""

import time
from contextlib import suppress
from pathlib import Path

from nphd_tracker.errors import TrackerError
from nphd_tracker.importing.opening.kept import KeptWorkbook, open_kept
from nphd_tracker.models import Import
from nphd_tracker.whole_files import write_whole

_UNFINISHED = ".upload-"
_LEFT_OVER_AFTER_S = 24 * 3600
CELLS = "cells"
"""The folder, beside the uploads, of opened workbooks (`importing.opening.kept`)."""


def keep_file(path: Path, sha256: str, uploads: Path) -> Path:
    """A copy under its SHA-256, complete or not there at all; never under its owner's name."""
    target = uploads / sha256
    if target.is_file():
        return target
    uploads.mkdir(parents=True, exist_ok=True)
    _sweep(uploads)
    with write_whole(target, _UNFINISHED) as out, path.open("rb") as source:
        while chunk := source.read(1 << 20):
            out.write(chunk)
    return target


def _sweep(uploads: Path) -> None:
    """Removes copies that were never finished, because their process was killed a day ago or more."""
    for path in uploads.glob(f"{_UNFINISHED}*"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _LEFT_OVER_AFTER_S:
                path.unlink()


def kept_file(row: Import, uploads: Path) -> Path:
    path = uploads / row.sha256
    if not path.is_file():
        raise TrackerError(
            "Berkas impor ini tidak ada lagi di server. Unggah sekali lagi.",
            "The file of this import is no longer on the server. Upload it once more.",
        )
    return path


def open_cells(row: Import, uploads: Path) -> KeptWorkbook:
    """The cells of an import's file; TrackerError where the file is gone or is no longer read."""
    return open_kept(kept_file(row, uploads), row.file_name, row.sha256, uploads / CELLS)
