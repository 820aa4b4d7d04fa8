"""What a file really is, told by its bytes: its name says nothing, except that a text is a CSV.

"A picture renamed .xlsx" is refused as a picture; an .xls renamed .xlsx is read as the .xls it is.
"""

import codecs
import re
from pathlib import Path
from typing import Literal

from nphd_tracker.importing.opening.refusals import refusal

FileKind = Literal["zip", "xls", "csv"]

_HEAD = 1 << 16
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURES = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"BM", "picture"),
    (b"II*\0", "picture"),
    (b"MM\0*", "picture"),
    (b"{\\rtf", "word"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"PK", "damaged"),
    (b"\x09\x00\x04\x00", "old-excel"),
    (b"\x09\x02\x06\x00", "old-excel"),
    (b"\x09\x04\x06\x00", "old-excel"),
)
_TEXT_NAMES = (".csv", ".tsv", ".txt")
_HTML = re.compile(r"<(?:!doctype html|html|head|body|table|meta|style)\b", re.IGNORECASE)
_BINARY = re.compile(r"[\0-\x08\x0e-\x19\x1c-\x1f]")


def identify(path: Path, name: str) -> FileKind:
    """zip, xls or csv, else FileRefusedError by what it is. ``name`` as it was uploaded."""
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if not head.strip(b"\xef\xbb\xbf\r\n\t \0"):
        raise refusal("empty" if not head else "unknown")
    if head.startswith(b"PK\x03\x04"):
        return "zip"
    if head.startswith(_OLE):
        return _ole_kind(path)
    for signature, reason in _SIGNATURES:
        if head.startswith(signature) and (signature != b"BM" or _BINARY.search(_as_text(head))):
            raise refusal(reason)
    return _text_kind(head, name)


def _as_text(head: bytes) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace")
    return head.decode("utf-8-sig", "replace")


def _text_kind(head: bytes, name: str) -> FileKind:
    text = _as_text(head)
    if _BINARY.search(text):
        raise refusal("unknown")
    start = text.lstrip()[:2_000]
    if start.startswith("<"):
        if "urn:schemas-microsoft-com:office:spreadsheet" in start:
            raise refusal("xml-spreadsheet")
        raise refusal("html" if _HTML.search(start) else "unknown")
    if not name.lower().endswith(_TEXT_NAMES):
        raise refusal("text" if _looks_like_table(text) else "unknown")
    return "csv"


def _looks_like_table(text: str) -> bool:
    """The same sign parts two or more of the first lines, as often in each."""
    lines = [line for line in text.splitlines()[:20] if line.strip()][:5]
    counts = [[line.count(sign) for line in lines] for sign in ";\t,|"]
    return len(lines) > 1 and any(min(one) > 0 and len(set(one)) == 1 for one in counts)


def _ole_kind(path: Path) -> FileKind:
    """An OLE file is told by its directory: entries of 128 bytes that begin with a UTF-16 name."""
    data = path.read_bytes()
    if _has_entry(data, "EncryptedPackage"):
        raise refusal("encrypted")
    if _has_entry(data, "Workbook") or _has_entry(data, "Book"):
        return "xls"
    if _has_entry(data, "WordDocument"):
        raise refusal("word")
    if _has_entry(data, "PowerPoint Document"):
        raise refusal("presentation")
    raise refusal("damaged" if len(data) < 2_048 else "unknown")


def _has_entry(data: bytes, name: str) -> bool:
    entry = (name + "\0").encode("utf-16-le")
    found = data.find(entry)
    while found >= 0 and found % 128:
        found = data.find(entry, found + 1)
    return found >= 0


def has_ole_macro(path: Path) -> bool:
    """An .xls keeps its macros in a storage of this name."""
    return _has_entry(path.read_bytes(), "_VBA_PROJECT_CUR")
