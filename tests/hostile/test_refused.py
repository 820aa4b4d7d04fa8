"""Files that are not opened: one plain sentence each, and nothing has changed (cases 1 to 24)."""

import os
import re
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from nphd_tracker.importing.opening.refusals import REASONS
from tests.cli.conftest import NTT
from tests.hostile.conftest import Office, document
from tests.hostile.sheets import NGADA, Raw, recap, write_rows
from tests.importing.opening.odd_files import (
    SHEET1,
    as_utf16,
    change_zip,
    ods_of,
    ole_with,
    sheet_xml,
    xlsx_of,
)

Build = Callable[[Path], Any]
LAUGHS = "<!DOCTYPE x [<!ENTITY a0 'lol'>{}]>".format(
    "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12))
)
OUTSIDE = "<!DOCTYPE x [<!ENTITY a11 SYSTEM 'file:///etc/passwd'>]>"
LAUGHING = '<row r="1"><c r="A1" t="inlineStr"><is><t>&a11;</t></is></c></row>'
SECRET = Path("/etc/passwd")


def content(data: bytes) -> Build:
    return lambda path: path.write_bytes(data)


def cut(length: int) -> Build:
    return lambda path: path.write_bytes(NTT.read_bytes()[:length])


def changed(changes: dict[str, Any]) -> Build:
    """A good recap with parts replaced, added or left out."""
    return lambda path: change_zip(write_rows(path.with_suffix(".good"), recap()), path, changes)


def added(name: str, data: bytes = b"<x/>") -> Build:
    def build(path: Path) -> None:
        write_rows(path, recap())
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr(name, data)

    return build


def edited(edit: Callable[[bytearray], object]) -> Build:
    """A good recap with bytes of the zip itself changed."""

    def build(path: Path) -> None:
        data = bytearray(write_rows(path, recap()).read_bytes())
        edit(data)
        path.write_bytes(data)

    return build


def lock_first_entry(data: bytearray) -> None:
    data[data.index(b"PK\x01\x02") + 8] |= 1


def lock_xls(path: Path) -> None:
    """The record that says "a password follows" in an otherwise good .xls."""
    data = bytearray(NTT.with_suffix(".xls").read_bytes())
    place = data.index(b"\x09\x08\x10\x00\x00\x06\x05\x00") + 20
    data[place : place + 2] = b"\x2f\x00"
    path.write_bytes(data)


def lock_ods(path: Path) -> None:
    manifest = b"<manifest><encryption-data/></manifest>"
    change_zip(ods_of(path.with_suffix(".good"), ""), path, {"META-INF/manifest.xml": manifest})


def bomb(part: str, block: bytes, times: int) -> Build:
    """A part of ``times`` blocks, deflated once: a flushed block may follow itself for ever."""

    def build(path: Path) -> None:
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
        crc = 0
        for _ in range(times):
            crc = zlib.crc32(block, crc)
        _store(path, part, packed * times + packer.flush(), crc, len(block) * times)

    return build


def _store(path: Path, part: str, packed: bytes, crc: int, size: int) -> None:
    """The recap with one part as these packed bytes, whatever its sizes say."""
    changes = {part: b"?" * len(packed)}
    change_zip(write_rows(path.with_suffix(".good"), recap()), path.with_suffix(".plain"), changes)
    with (
        zipfile.ZipFile(path.with_suffix(".plain")) as old,
        zipfile.ZipFile(path, "w") as new,
    ):
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        new.writestr(part, packed)
        entry = new.getinfo(part)
        entry.compress_type, entry.file_size, entry.CRC = zipfile.ZIP_DEFLATED, size, crc
        new.fp.seek(entry.header_offset)
        new.fp.write(entry.FileHeader())
        new.fp.seek(new.start_dir)


def lie_about_size(path: Path) -> None:
    """Thirty megabytes that say they are a hundred bytes."""
    block = b"<row/>" * 200_000
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(block * 25) + packer.flush()
    _store(path, SHEET1, packed, zlib.crc32(block * 25), 100)


def crowd(path: Path) -> None:
    write_rows(path, recap())
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(10_000):
            archive.writestr(f"xl/media/{number}", b"")


def laugh_in_book(path: Path) -> None:
    changes = {"xl/workbook.xml": lambda data: LAUGHS.encode() + data}
    change_zip(write_rows(path.with_suffix(".good"), recap()), path, changes)


def chart_only(path: Path) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    book.create_chartsheet("Grafik")
    book.save(path)


FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
HTML = b"<html><body><table><tr><td>Ngada</td><td>5</td></tr></table></body></html>"
WORD = "WordDocument"
LOCKED = ("EncryptionInfo", "EncryptedPackage")

REFUSED: dict[str, dict[str, tuple[Build, str]]] = {
    "01 empty": {
        "kosong.xlsx": (content(b""), "empty-file"),
        "kosong.csv": (content(b""), "empty-file"),
        "spasi.xlsx": (content(b" \r\n\t"), "not-a-spreadsheet"),
    },
    "02 truncated": {
        "a.xlsx": (cut(30), "damaged-file"),
        "b.xlsx": (cut(5_000), "damaged-file"),
        "c.xlsx": (cut(-10), "damaged-file"),
    },
    "03 renamed": {
        "csv.xlsx": (content(b"Pemda;Nilai\nNgada;5\n"), "not-a-spreadsheet"),
        "html.xlsx": (content(HTML), "not-a-spreadsheet"),
        "html.xls": (content(HTML), "not-a-spreadsheet"),
        "png.xlsx": (content(b"\x89PNG\r\n\x1a\n" + bytes(99)), "not-a-spreadsheet"),
        "pdf.xlsx": (content(b"%PDF-1.7\n%\xe2\xe3"), "not-a-spreadsheet"),
        "acak.xlsx": (content(bytes(range(1, 256)) * 9), "not-a-spreadsheet"),
    },
    "04 ole": {
        "doc.xlsx": (lambda path: ole_with(path, "Root Entry", WORD), "not-a-spreadsheet"),
        "msi.xlsx": (lambda path: ole_with(path, "Root Entry"), "not-a-spreadsheet"),
        "xls.xlsx": (lambda path: ole_with(path, "Root Entry", "Workbook"), "damaged-file"),
    },
    "05 password": {
        "a.xlsx": (lambda path: ole_with(path, "Root Entry", *LOCKED), "encrypted-file"),
        "b.xls": (lock_xls, "encrypted-file"),
        "c.ods": (lock_ods, "encrypted-file"),
    },
    "07 no content types": {
        "a.xlsx": (changed({"[Content_Types].xml": None}), "damaged-file"),
        "b.xlsx": (changed({"[Content_Types].xml": b"<Types/>"}), "not-a-spreadsheet"),
    },
    "08 one name twice": {
        "a.xlsx": (added(SHEET1), "hostile-file"),
        "b.xlsx": (added(SHEET1.upper()), "hostile-file"),
    },
    "09 escaping entry": {
        "a.xlsx": (added("../../evil"), "hostile-file"),
        "b.xlsx": (added("/etc/evil"), "hostile-file"),
        "c.xlsx": (added("xl\\..\\..\\evil"), "hostile-file"),
        "d.xlsx": (added("C:evil"), "hostile-file"),
    },
    "10 encrypted entry": {"a.xlsx": (edited(lock_first_entry), "encrypted-file")},
    "11 zip bomb": {
        "cells.xlsx": (bomb(SHEET1, b"<c><v>1</v></c>" * 70_000, 300), "too-large"),
        "texts.xlsx": (
            bomb("xl/sharedStrings.xml", b"<si><t>x</t></si>" * 60_000, 300),
            "too-large",
        ),
        "picture.xlsx": (bomb("xl/media/image1.png", bytes(1_000_000), 300), "too-large"),
    },
    "12 false size": {"a.xlsx": (lie_about_size, "hostile-file")},
    "13 ten thousand entries": {"a.xlsx": (crowd, "too-large")},
    "14 laughs in a sheet": {
        "a.xlsx": (lambda path: xlsx_of(path, LAUGHING, prologue=LAUGHS), "hostile-file"),
        "b.xlsx": (
            changed({SHEET1: as_utf16(sheet_xml(LAUGHING, prologue=LAUGHS))}),
            "hostile-file",
        ),
    },
    "15 laughs in the book": {"a.xlsx": (laugh_in_book, "hostile-file")},
    "16 external entity": {
        "a.xlsx": (lambda path: xlsx_of(path, LAUGHING, prologue=OUTSIDE), "hostile-file"),
    },
    "21 cell at the end": {
        "a.xlsx": (lambda path: write_rows(path, recap(), more=FAR), "too-large"),
    },
    "22 giant merge": {
        "alamat.xlsx": (
            lambda path: write_rows(
                path, recap(), after='<mergeCells><mergeCell ref="A0:XFE9999999"/></mergeCells>'
            ),
            "damaged-file",
        ),
    },
    "24 index out of range": {
        "text.xlsx": (
            lambda path: write_rows(
                path, recap([2, Raw('<c r="{at}" t="s"><v>9999</v></c>'), *NGADA[2:]])
            ),
            "damaged-file",
        ),
        "negative.xlsx": (
            lambda path: write_rows(
                path, recap([2, Raw('<c r="{at}" t="s"><v>-1</v></c>'), *NGADA[2:]])
            ),
            "damaged-file",
        ),
    },
    "37 only a chart": {"a.xlsx": (chart_only, "no-sheet")},
}
"""Case -> file name -> how it is made, and the code of its refusal."""

pytestmark = pytest.mark.filterwarnings("ignore:Duplicate name")


def is_told(text: str, name: str, code: str, language: int) -> bool:
    """Whether ``text`` says one of a code's sentences behind ``name``; braces stand for any name."""
    said = [re.escape(reason[language]) for reason in REASONS.values() if reason[0] == code]
    said = [one.replace(r"\{sheet\}", ".+").replace(r"\{cell\}", ".+") for one in said]
    return any(re.search(re.escape(name) + one, text) for one in said)


def build_all(folder: Path, case: str) -> dict[str, Path]:
    folder /= "sent"
    folder.mkdir()
    made = {}
    for name, (build, _) in REFUSED[case].items():
        made[name] = folder / name
        build(made[name])
    return made


@pytest.mark.parametrize("case", REFUSED)
def test_the_command_refuses_with_one_sentence(
    tmp_path: Path, office: Office, nphd: Callable[..., Any], case: str
) -> None:
    before, kept = office.ledger(), office.kept()
    paths = build_all(tmp_path, case)
    result = nphd("import", *paths.values(), "--json")
    assert result.exit_code == 1
    assert result.stderr == ""
    for file, (name, (_, code)) in zip(document(result), REFUSED[case].items(), strict=True):
        assert (file["file"], file["status"], file["import"]) == (name, "refused", None)
        (problem,) = file["problems"]
        assert (problem["severity"], problem["code"]) == ("error", code)
        assert is_told(problem["message"], "", code, 1), problem["message"]
        assert root_line() not in problem["message"]
    assert office.ledger() == before
    assert office.kept() == kept


@pytest.mark.parametrize("case", REFUSED)
def test_the_page_refuses_with_one_sentence(
    tmp_path: Path, office: Office, upload: Callable[..., Any], case: str
) -> None:
    before, kept = office.ledger(), office.kept()
    answer = upload(*build_all(tmp_path, case).values())
    assert answer.status == 400
    for name, (_, code) in REFUSED[case].items():
        assert is_told(answer.page, f"{name} : ", code, 2), answer.page
    assert root_line() not in answer.source
    assert office.ledger() == before
    assert office.kept() == kept


def root_line() -> str:
    """The first line of what an external entity would have brought in."""
    return SECRET.read_text().splitlines()[0] if SECRET.exists() else os.devnull
