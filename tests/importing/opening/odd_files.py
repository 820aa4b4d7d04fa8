"""Builders of odd and hostile workbooks for the tests of importing."""

import io
import re
import struct
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl

from nphd_tracker.importing.opening.archive import find_marked
from nphd_tracker.importing.opening.child import answer
from nphd_tracker.importing.opening.grid import Grid, Workbook
from nphd_tracker.importing.opening.guard import inspect_file
from nphd_tracker.importing.opening.limits import Limits
from nphd_tracker.importing.opening.receiving import receive_workbook

SHEETS = Path(__file__).parents[2] / "sheets"
FILES = Path(__file__).parent / "files"
SHEET1 = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
Change = bytes | Callable[[bytes], bytes] | None


def read_here(path: Path, limits: Limits | None = None, name: str = "") -> Workbook:
    """What `open_workbook` does, with the child's work done in this process."""
    limits = limits or Limits()
    job = inspect_file(path, name or path.name, limits)
    out = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder:
        answer(job, Path(folder), out, lambda: find_marked(path) if job.kind == "xlsx" else [])
    out.seek(0)
    return receive_workbook(out, limits.answer_bytes)


def sheet_here(path: Path) -> Grid:
    return read_here(path).sheets[0]


def plain_xlsx(path: Path, rows: list[list[object]] | None = None) -> Path:
    book = openpyxl.Workbook()
    for row in rows or [["Wilayah", "Nilai"], ["Kab. Ngada", 28196513000]]:
        book.active.append(row)
    book.save(path)
    return path


def change_zip(source: Path, target: Path, changes: dict[str, Change]) -> Path:
    """A copy with parts replaced, changed, added (bytes) or left out (None); "*" changes all."""
    left = dict(changes)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            change = left.pop(name, changes.get("*", old.read(name)))
            if change is not None:
                new.writestr(name, change(old.read(name)) if callable(change) else change)
        left.pop("*", None)
        for name, change in left.items():
            assert isinstance(change, bytes)
            new.writestr(name, change)
    return target


def sheet_xml(body: str, before: str = "", after: str = "", prologue: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{prologue}<worksheet xmlns="{MAIN}">{before}'
        f"<sheetData>{body}</sheetData>{after}</worksheet>"
    ).encode()


def xlsx_of(path: Path, body: str, before: str = "", after: str = "", prologue: str = "") -> Path:
    """A workbook whose only sheet has this XML."""
    base = plain_xlsx(path.with_suffix(".base"))
    return change_zip(base, path, {SHEET1: sheet_xml(body, before, after, prologue)})


def as_utf16(data: bytes) -> bytes:
    text = data.decode()
    if text.startswith("<?xml"):
        text = text.partition("?>")[2]
    return f'<?xml version="1.0" encoding="UTF-16"?>{text}'.encode("utf-16")


def ods_of(path: Path, table: str) -> Path:
    """An .ods whose only sheet has this XML between <table:table> and its end."""
    spaces = "".join(
        f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
        for prefix in ("office", "table", "text")
    )
    calc = ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    table = re.sub(r">\s+<", "><", table)  # calamine takes no blanks between cells
    content = (
        f'<?xml version="1.0"?><office:document-content{spaces}{calc}><office:body>'
        f'<office:spreadsheet><table:table table:name="S">{table}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return path


def ole_with(path: Path, *entries: str) -> Path:
    """An OLE header and a directory with these names; nothing in it can be read."""
    directory = b"".join((e + "\0").encode("utf-16-le").ljust(128, b"\0") for e in entries)
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + directory.ljust(4096))
    return path


def xlsb_of(path: Path, amount: float) -> Path:
    """The smallest .xlsb that calamine reads: one sheet "Biner" with ``amount`` in A1."""

    def record(kind: int, data: bytes = b"") -> bytes:
        head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
        return head + bytes([len(data)]) + data

    def text(value: str) -> bytes:
        return struct.pack("<I", len(value)) + value.encode("utf-16-le")

    bundle = struct.pack("<II", 0, 1) + text("rId1") + text("Biner")
    book = record(131) + record(143) + record(156, bundle) + record(144) + record(132)
    sheet = (
        record(129)
        + record(148, struct.pack("<4I", 0, 0, 0, 0))
        + record(145)
        + record(0, struct.pack("<II", 0, 0) + bytes(17))
        + record(5, struct.pack("<IId", 0, 0, amount))
        + record(146)
        + record(130)
    )
    types = (
        '<Types><Override PartName="/xl/workbook.bin" '
        'ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>'
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", types)
        for name, kind, target in (
            ("_rels/.rels", "officeDocument", "xl/workbook.bin"),
            ("xl/_rels/workbook.bin.rels", "worksheet", "worksheets/sheet1.bin"),
        ):
            archive.writestr(
                name,
                f'<Relationships xmlns="{package}"><Relationship Id="rId1" '
                f'Type="{office}/{kind}" Target="{target}"/></Relationships>',
            )
        archive.writestr("xl/workbook.bin", book)
        archive.writestr("xl/worksheets/sheet1.bin", sheet)
    return path
