"""A document that comes with a form: what it is by its own bytes, not too large, kept by its hash.

A name says nothing about what is inside; only the four kinds an office scans or saves are taken.
"""

import hashlib
import tempfile
import zipfile
from io import BytesIO
from pathlib import Path

from werkzeug.datastructures import FileStorage

from nphd_tracker import intake
from nphd_tracker.errors import TrackerError
from nphd_tracker.store import KeptDocument
from nphd_tracker.web.incoming.sent_files import shown_name

MOST_BYTES = 10 * 1024 * 1024
KINDS = ("NPHD", "Addendum", "SP2D", "STS", "Lainnya")
ACCEPT = ".pdf,.jpg,.jpeg,.png,.xlsx"

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SUFFIXES = {
    "application/pdf": (".pdf",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    _XLSX: (".xlsx",),
}


class AttachmentError(TrackerError):
    """A document that is not taken, and what to do about it."""


def keep_attachment(file: FileStorage | None, kind: str, uploads: Path) -> KeptDocument | None:
    """The document of a form, kept; None where none was chosen. Raises AttachmentError."""
    if file is None or not file.filename:
        return None
    name = shown_name(file.filename)
    content = file.stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise AttachmentError(
            f"Lampiran {name} lebih dari 10 MB. Perkecil pindaiannya, lalu pilih lagi.",
            f"The attachment {name} is larger than 10 MB. Make the scan smaller and choose it again.",
        )
    content_type = tell_type(content)
    if content_type is None or Path(name).suffix.lower() not in _SUFFIXES[content_type]:
        raise AttachmentError(
            f"Lampiran {name} bukan PDF, JPG, PNG, atau XLSX yang utuh. Pilih berkas yang benar.",
            f"The attachment {name} is not a sound PDF, JPG, PNG or XLSX. Choose the right file.",
        )
    sha256 = hashlib.sha256(content).hexdigest()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "attachment"
        path.write_bytes(content)
        intake.keep_file(path, sha256, uploads)
    return KeptDocument(
        kind if kind in KINDS else KINDS[-1], name, sha256, len(content), content_type
    )


def tell_type(content: bytes) -> str | None:
    """What the first bytes say: ``%PDF-``, the signatures of JPEG and PNG, a workbook's parts."""
    if content.startswith(b"%PDF-"):
        return "application/pdf"
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    return _XLSX if content.startswith(b"PK\x03\x04") and _is_workbook(content) else None


def _is_workbook(content: bytes) -> bool:
    """An .xlsx has these two parts, and no macros; only the list of parts is read."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile:
        return False
    has_macros = any(name.endswith("vbaProject.bin") for name in names)
    return {"[Content_Types].xml", "xl/workbook.xml"} <= names and not has_macros
