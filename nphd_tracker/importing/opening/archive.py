"""The bounded look into a zip before anything reads it: .xlsx, .xlsm, .xlsb and .ods are zips.

The sizes written down must be within the limits, and everything is inflated once to see that they
are true; nothing is parsed. The byte patterns can be dodged: the limits of the child process are the
second line. While that reads, `find_marked` tells which sheets hide something (formulas, errors,
hidden rows), so that the others are not read twice.
"""

import codecs
import copy
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from nphd_tracker.importing.opening.grid import column_index
from nphd_tracker.importing.opening.limits import Limits
from nphd_tracker.importing.opening.refusals import refusal
from nphd_tracker.importing.opening.utf16 import utf16_of

_CHUNK = 1 << 20
_OVERLAP = 300
_FIRST_LOOK = 1 << 16

_ENCRYPTED = 0x1
_PLAIN_SHEET = b"<worksheet"
_MARKS = (
    re.compile(rb"<f[ >/]"),
    re.compile(rb"""t=["']e["']"""),
    re.compile(rb"""hidden=["'](?:1|t)"""),
)
_WIDE_CELL = re.compile(rb"""<c r=["']([A-Z]{2,3})\d+["'][^/>]*>\s*<[^/]""")
_FILLED_CELL = re.compile(rb"""<c r=["']([A-Z]{1,3})(\d+)["'][^/>]*>\s*<[^/]""")
_ROW = re.compile(rb"""<row r=["'](\d{1,9})["']""")
_ROOT = re.compile(rb"<[A-Za-z_]")
_WORKBOOK_TYPE = re.compile(r"(?:spreadsheetml\.\w+|ms-excel\.\w+\.macroEnabled)\.main")
_BINARY_TYPE = "ms-excel.sheet.binary.macroEnabled.main"

_DIRECTORY_END = b"PK\5\6"
_DIRECTORY_BYTES = 4_000_000


@dataclass(frozen=True, slots=True)
class Archive:
    """What the look found."""

    kind: str
    """xlsx, xlsb or ods."""
    far: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Sheet part -> its last row and column (from 0), where their product is beyond the limit."""
    is_utf16: bool = False
    """Some part is written in UTF-16, which calamine reads as an empty sheet."""
    warnings: tuple[str, ...] = ()


def inspect_archive(path: Path, limits: Limits) -> Archive:
    """Look through the zip at ``path``; FileRefusedError where it must not be opened."""
    _check_directory(path, limits)
    try:
        with zipfile.ZipFile(path) as archive:
            return _inspect(archive, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise refusal("damaged") from error
    except NotImplementedError as error:
        raise refusal("packing") from error


def _check_directory(path: Path, limits: Limits) -> None:
    """Its table of contents is small: zipfile would read millions of entries before any check."""
    with path.open("rb") as stream:
        stream.seek(max(path.stat().st_size - (1 << 16) - 22, 0))
        _, signature, end = stream.read().rpartition(_DIRECTORY_END)
    if not signature or len(end) < 18:
        raise refusal("damaged")
    entries, size = struct.unpack_from("<HL", end, 6)
    if entries > limits.entries or size > _DIRECTORY_BYTES:
        raise refusal("too-large")


def _inspect(archive: zipfile.ZipFile, limits: Limits) -> Archive:
    entries = archive.infolist()
    _check_entries(entries, limits)
    names = {entry.filename for entry in entries}
    kind = _kind(archive, names)
    far: dict[str, tuple[int, int]] = {}
    is_utf16 = False
    for entry in entries:
        part = _Part(archive, entry)
        if part.is_xml:
            is_utf16 |= part.is_utf16
            part.check_prologue()
        if kind == "xlsx" and part.is_xml:
            last_row, last_column = _reach(part.chunks())
            if last_row * last_column > limits.cells:
                row, column = _last_filled(part.chunks())
                if row * column > limits.cells:
                    far[entry.filename] = (row - 1, column - 1)
        else:
            for _ in part.chunks():
                pass
    return Archive(kind, far, is_utf16, _warnings(kind, names))


def _check_entries(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    """What the table of contents alone can tell."""
    if len(entries) > limits.entries or sum(e.file_size for e in entries) > limits.total_bytes:
        raise refusal("too-large")
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise refusal("encrypted")
    if any(e.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for e in entries):
        raise refusal("packing")
    names = [entry.filename.replace("\\", "/") for entry in entries]
    if len({name.casefold() for name in names}) != len(names) or any(map(_is_unsafe, names)):
        raise refusal("hostile")


def _is_unsafe(name: str) -> bool:
    return name.startswith("/") or ".." in name.split("/") or ":" in name or "\0" in name


def _kind(archive: zipfile.ZipFile, names: set[str]) -> str:
    """xlsx, xlsb or ods; refused by what it is otherwise."""
    if "[Content_Types].xml" in names:
        types = _small_text(archive, "[Content_Types].xml")
        if _BINARY_TYPE in types:
            return "xlsb"
        if _WORKBOOK_TYPE.search(types):
            return "xlsx"
        if "wordprocessingml" in types:
            raise refusal("word")
        if "presentationml" in types:
            raise refusal("presentation")
        raise refusal("unknown")
    if "mimetype" in names:
        return _opendocument_kind(archive, names)
    if any(name.startswith("xl/") for name in names):
        raise refusal("damaged")
    if any(name.endswith(".iwa") for name in names):
        raise refusal("numbers")
    raise refusal("archive")


def _opendocument_kind(archive: zipfile.ZipFile, names: set[str]) -> str:
    manifest = "META-INF/manifest.xml"
    if "encrypted-package" in names or (
        manifest in names and "encryption-data" in _small_text(archive, manifest)
    ):
        raise refusal("encrypted")
    mimetype = _small_text(archive, "mimetype")
    if "opendocument.spreadsheet" in mimetype:
        if "content.xml" not in names:
            raise refusal("damaged")
        return "ods"
    if "opendocument.text" in mimetype:
        raise refusal("word")
    if "opendocument.presentation" in mimetype:
        raise refusal("presentation")
    raise refusal("unknown")


def _small_text(archive: zipfile.ZipFile, name: str) -> str:
    with archive.open(name) as stream:
        data = stream.read(_CHUNK)
    encoding = utf16_of(data)
    return data.decode(encoding or "utf-8", "replace")


def _warnings(kind: str, names: set[str]) -> tuple[str, ...]:
    found = []
    if any(name.endswith("vbaProject.bin") or name.startswith("Basic/") for name in names):
        found.append("has-macro")
    if any("/externalLinks/" in name for name in names):
        found.append("external-links")
    if kind == "xlsb":
        found.append("errors-invisible")
    return tuple(found)


class _Part:
    """One entry, inflated in chunks up to the size its header states, and refused beyond."""

    def __init__(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
        self.is_xml = entry.filename.lower().endswith((".xml", ".rels", ".vml"))
        self._entry = entry
        self._archive = archive
        self._head = b""
        if self.is_xml:
            with self._open() as stream:
                self._head = stream.read(_FIRST_LOOK)
        self._utf16 = utf16_of(self._head)

    @property
    def is_utf16(self) -> bool:
        return self._utf16 is not None

    def _open(self) -> BinaryIO:
        # zipfile stops at the stated size; some room beyond shows whether that is true.
        honest = copy.copy(self._entry)
        honest.file_size += 2 * _CHUNK
        return self._archive.open(honest)  # type: ignore[return-value]

    def check_prologue(self) -> None:
        """No document type before the root element: that is where entities are declared."""
        head = self._head.decode(self._utf16 or "utf-8", "ignore").encode()
        if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
            raise refusal("hostile")
        if head and not _ROOT.search(head):
            raise refusal("damaged" if len(self._head) < _FIRST_LOOK else "hostile")

    def chunks(self) -> Iterator[bytes]:
        """The bytes, as UTF-8 where they were UTF-16; a lying size header is refused."""
        decoder = codecs.getincrementaldecoder(self._utf16)() if self._utf16 else None
        size = 0
        with self._open() as stream:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if size > self._entry.file_size:
                    raise refusal("hostile")
                yield decoder.decode(chunk).encode() if decoder else chunk
        if size != self._entry.file_size:
            raise refusal("damaged")


def find_marked(path: Path) -> list[str]:
    """The parts of an .xlsx that need the slower look: formulas, errors, hidden rows.

    Of a file that was inspected; patterns of bytes are looked for, a tenth of a second for 100,000 rows.
    """
    with zipfile.ZipFile(path) as archive:
        parts = ((entry.filename, _Part(archive, entry)) for entry in archive.infolist())
        return [name for name, part in parts if part.is_xml and _is_marked(part.chunks())]


def _is_marked(chunks: Iterable[bytes]) -> bool:
    """Also what is no sheet, as far as its beginning tells."""
    window = b""
    for number, chunk in enumerate(chunks):
        window = window[-_OVERLAP:] + chunk
        if number == 0 and _PLAIN_SHEET not in window[:_FIRST_LOOK]:
            return True
        if any(mark.search(window) for mark in _MARKS):
            return True
    return False


def _reach(chunks: Iterable[bytes]) -> tuple[int, int]:
    """Upper bounds of the last row and column, counted from 1; of columns at least 26."""
    last_row, last_column = 0, 26
    window = b""
    for chunk in chunks:
        window = window[-_OVERLAP:] + chunk
        for letters in _WIDE_CELL.findall(window):
            last_column = max(last_column, column_index(letters.decode()) + 1)
        if row := _ROW.match(window, max(window.rfind(b"<row r="), 0)):
            last_row = max(last_row, int(row[1]))
    return last_row, last_column


def _last_filled(chunks: Iterable[bytes]) -> tuple[int, int]:
    """Last row and column (from 1) that hold more than formatting."""
    last_row = last_column = 0
    window = b""
    for chunk in chunks:
        window = window[-_OVERLAP:] + chunk
        for letters, digits in _FILLED_CELL.findall(window):
            last_row = max(last_row, int(digits[:9]))
            last_column = max(last_column, column_index(letters.decode()) + 1)
    return last_row, last_column
