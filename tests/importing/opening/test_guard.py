"""Files that must not be opened, and what a person is told; files that only look odd are read."""

import json
import os
import random
import struct
import subprocess
import sys
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest
from odd_files import (
    SHEET1,
    SHEETS,
    as_utf16,
    change_zip,
    ods_of,
    ole_with,
    plain_xlsx,
    read_here,
    sheet_xml,
    xlsx_of,
)

from nphd_tracker.errors import FileRefusedError
from nphd_tracker.importing.opening import guard, reader
from nphd_tracker.importing.opening.child import limit_process
from nphd_tracker.importing.opening.guard import open_workbook
from nphd_tracker.importing.opening.limits import Limits
from nphd_tracker.importing.opening.refusals import REASONS, refusal

REKAP = "rekap-nphd-ntt-2024-08-01"
DOCTYPE = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
ENTITY_CELL = '<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row>'


def code_of(path: Path, limits: Limits | None = None, name: str = "") -> str:
    with pytest.raises(FileRefusedError) as caught:
        read_here(path, limits, name)
    return caught.value.code


@pytest.fixture
def temporary_folder(tmp_path, monkeypatch):
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


@pytest.fixture
def started(monkeypatch):
    """The child processes that were started."""
    processes = []
    start = reader.start_reader

    def note():
        processes.append(start())
        return processes[-1]

    monkeypatch.setattr(reader, "start_reader", note)
    return processes


# What a person is told


def test_every_reason_is_one_sentence_in_two_languages():
    codes = set()
    for reason in REASONS:
        error = refusal(reason, sheet="Rekap", cell="XFD1048576")
        codes.add(error.code)
        for text in (error.message("id"), error.message("en")):
            assert text.endswith(".")
            assert "{" not in text
        assert error.message("id") != error.message("en")
    assert codes == {
        "damaged-file",
        "empty-file",
        "encrypted-file",
        "hostile-file",
        "no-sheet",
        "not-a-spreadsheet",
        "reader-failed",
        "reader-timeout",
        "too-large",
        "unsupported-format",
    }


# What kind of file it is


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty-file"),
        (b"  \r\n\t\n", "not-a-spreadsheet"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "not-a-spreadsheet"),
        (b"BM" + bytes(50), "not-a-spreadsheet"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "not-a-spreadsheet"),
        (b"%PDF-1.7\n...", "not-a-spreadsheet"),
        (b"{\\rtf1 x}", "not-a-spreadsheet"),
        (b"Rar!\x1a\x07\x00", "not-a-spreadsheet"),
        (b"<!DOCTYPE html><html><table></table></html>", "not-a-spreadsheet"),
        (b"\xef\xbb\xbf <table border=1><tr><td>1</table>", "not-a-spreadsheet"),
        (b"<?xml version='1.0'?><note/>", "not-a-spreadsheet"),
        (b"Wilayah;Nilai\nNgada;5\n", "not-a-spreadsheet"),
        ("Wilayah;Nilai\n".encode("utf-16"), "not-a-spreadsheet"),
        (os.urandom(5) + bytes(range(32)) * 9, "not-a-spreadsheet"),
        (b"\x09\x04\x06\x00\x00\x00\x10\x00", "unsupported-format"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            "unsupported-format",
        ),
        (b"PK\x05\x06" + bytes(18), "damaged-file"),
        (b"PK\x03\x04", "damaged-file"),
    ],
)
def test_a_file_is_told_by_its_bytes(tmp_path, content, code):
    path = tmp_path / "rekap.xlsx"
    path.write_bytes(content)
    assert code_of(path) == code


def test_a_refusal_names_what_the_file_is(tmp_path):
    path = tmp_path / "rekap.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(FileRefusedError, match="gambar") as caught:
        open_workbook(path, path.name)
    assert "picture" in caught.value.english
    path.write_bytes(b"a,b\n1,2\n")
    with pytest.raises(FileRefusedError, match=r"\.csv"):
        open_workbook(path, path.name)


def test_a_text_that_begins_like_a_bitmap_is_a_text(tmp_path):
    path = tmp_path / "BM.csv"
    path.write_bytes(b"BM;Nilai\n1;2\n")
    assert read_here(path).sheets[0].rows[0] == ["BM", "Nilai"]


def test_missing_files_and_folders_are_refused(tmp_path):
    for path in (tmp_path / "tidak-ada.xlsx", tmp_path):
        with pytest.raises(FileRefusedError) as caught:
            open_workbook(path, "x.xlsx")
        assert caught.value.code == "damaged-file"


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("rekap-nphd-ntt-2024-08-01.xls", "rekap.xlsx"),
        ("rekap-nphd-ntt-2024-08-01.xlsx", "rekap.xls"),
        ("rekap-nphd-ntt-2024-08-01.ods", "rekap.xlsx"),
        ("rekap-nphd-ntt-2024-08-01.xlsx", "0a1b2c"),
    ],
)
def test_a_renamed_workbook_is_read_as_what_it_is(tmp_path, source, name):
    path = tmp_path / name
    path.write_bytes((SHEETS / source).read_bytes())
    assert read_here(path).sheets[0].rows == read_here(SHEETS / source).sheets[0].rows


@pytest.mark.parametrize(
    ("entries", "code"),
    [
        (("Root Entry", "EncryptionInfo", "EncryptedPackage"), "encrypted-file"),
        (("Root Entry", "WordDocument"), "not-a-spreadsheet"),
        (("Root Entry", "PowerPoint Document"), "not-a-spreadsheet"),
        (("Root Entry", "Something"), "not-a-spreadsheet"),
        (("Root Entry", "Workbook"), "damaged-file"),
    ],
)
def test_an_ole_file_is_told_by_its_directory(tmp_path, entries, code):
    assert code_of(ole_with(tmp_path / "rekap.xlsx", *entries)) == code


def test_a_name_inside_an_xls_cell_is_no_directory_entry(tmp_path):
    data = bytearray((SHEETS / "rekap-nphd-ntt-2024-08-01.xls").read_bytes())
    text = "EncryptedPackage\0".encode("utf-16-le")
    data += b"\0" * 7 + text + b"\0" * 7
    path = tmp_path / "rekap.xls"
    path.write_bytes(data)
    assert len(read_here(path).sheets[0].rows) == 41


def test_a_truncated_xls_is_damaged(tmp_path):
    path = tmp_path / "rekap.xls"
    path.write_bytes((SHEETS / "rekap-nphd-ntt-2024-08-01.xls").read_bytes()[:600])
    assert code_of(path) == "damaged-file"


def test_an_xls_with_a_password_is_encrypted(tmp_path):
    data = bytearray((SHEETS / "rekap-nphd-ntt-2024-08-01.xls").read_bytes())
    after_start = data.index(b"\x09\x08\x10\x00\x00\x06\x05\x00") + 20
    data[after_start : after_start + 2] = b"\x2f\x00"
    path = tmp_path / "rekap.xls"
    path.write_bytes(data)
    assert code_of(path) == "encrypted-file"


def test_a_macro_in_an_xls_is_said(tmp_path):
    data = (SHEETS / "rekap-nphd-ntt-2024-08-01.xls").read_bytes()
    path = tmp_path / "rekap.xls"
    padding = bytes(-len(data) % 128)
    path.write_bytes(data + padding + "_VBA_PROJECT_CUR\0".encode("utf-16-le").ljust(512, b"\0"))
    assert read_here(path).warnings == ("has-macro",)


# The zip


def test_a_truncated_zip_is_damaged(tmp_path):
    whole = plain_xlsx(tmp_path / "whole.xlsx").read_bytes()
    for length in (30, len(whole) // 2, len(whole) - 10):
        path = tmp_path / "cut.xlsx"
        path.write_bytes(whole[:length])
        assert code_of(path) == "damaged-file"


def test_a_flipped_byte_is_damaged(tmp_path):
    path = plain_xlsx(tmp_path / "rekap.xlsx")
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        start = archive.getinfo(SHEET1).header_offset + 30 + len(SHEET1)
    data[start + 20 : start + 24] = b"\0\0\0\0"
    path.write_bytes(data)
    assert code_of(path) == "damaged-file"


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"data.txt": b"x"}, "not-a-spreadsheet"),
        ({"xl/workbook.xml": b"<workbook/>"}, "damaged-file"),
        ({"Index/Document.iwa": b"x"}, "unsupported-format"),
        ({"mimetype": b"application/vnd.oasis.opendocument.text"}, "not-a-spreadsheet"),
        ({"mimetype": b"application/vnd.oasis.opendocument.presentation"}, "not-a-spreadsheet"),
        ({"mimetype": b"application/epub+zip"}, "not-a-spreadsheet"),
        ({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}, "damaged-file"),
        (
            {"[Content_Types].xml": b"<T>wordprocessingml.document.main+xml</T>"},
            "not-a-spreadsheet",
        ),
        (
            {"[Content_Types].xml": b"<T>presentationml.slideshow.main+xml</T>"},
            "not-a-spreadsheet",
        ),
        ({"[Content_Types].xml": b"<T/>"}, "not-a-spreadsheet"),
        ({"encrypted-package": b"x", "mimetype": b"x"}, "encrypted-file"),
    ],
)
def test_other_zips_are_told_by_their_parts(tmp_path, parts, code):
    path = tmp_path / "rekap.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert code_of(path) == code


def test_a_word_document_with_a_workbook_inside_is_a_word_document(tmp_path):
    types = (
        b'<Types><Default Extension="xlsx" ContentType="application/vnd.openxmlformats-'
        b'officedocument.spreadsheetml.sheet"/>'
        b'<Override ContentType="wordprocessingml.document.main+xml"/></Types>'
    )
    path = tmp_path / "rekap.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", types)
    with pytest.raises(FileRefusedError, match="Word"):
        read_here(path)


def test_a_workbook_without_its_content_types_is_damaged(tmp_path):
    base = plain_xlsx(tmp_path / "base.xlsx")
    path = change_zip(base, tmp_path / "rekap.xlsx", {"[Content_Types].xml": None})
    assert code_of(path) == "damaged-file"


def test_an_encrypted_ods_is_encrypted(tmp_path):
    base = ods_of(tmp_path / "base.ods", "")
    manifest = b"<manifest><encryption-data/></manifest>"
    path = change_zip(base, tmp_path / "rekap.ods", {"META-INF/manifest.xml": manifest})
    assert code_of(path) == "encrypted-file"


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", [SHEET1, SHEET1.upper(), "xl/../../evil", "/etc/x", "C:x"])
def test_doubled_and_escaping_names_are_hostile(tmp_path, name):
    path = plain_xlsx(tmp_path / "rekap.xlsx")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, b"<x/>")
    assert code_of(path) == "hostile-file"


def test_an_encrypted_entry_is_encrypted(tmp_path):
    path = plain_xlsx(tmp_path / "rekap.xlsx")
    data = bytearray(path.read_bytes())
    entry = data.index(b"PK\x01\x02")
    data[entry + 8] |= 1
    path.write_bytes(data)
    assert code_of(path) == "encrypted-file"


def test_ten_thousand_entries_are_too_many(tmp_path):
    path = plain_xlsx(tmp_path / "rekap.xlsx")
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(10_000):
            archive.writestr(f"xl/media/{number}", b"")
    assert code_of(path) == "too-large"


def test_an_endless_table_of_contents_is_not_read(tmp_path):
    path = plain_xlsx(tmp_path / "rekap.xlsx")
    data = bytearray(path.read_bytes())
    end = data.rindex(b"PK\x05\x06")
    struct.pack_into("<L", data, end + 12, 100_000_000)
    path.write_bytes(data)
    assert code_of(path) == "too-large"


def test_other_compression_is_unsupported(tmp_path):
    path = plain_xlsx(tmp_path / "rekap.xlsx")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("xl/media/x", b"x" * 100)
    assert code_of(path) == "unsupported-format"


@pytest.mark.parametrize("part", [SHEET1, "xl/sharedStrings.xml", "xl/media/image1.png"])
def test_a_bomb_is_refused_by_its_stated_size(tmp_path, part):
    base = plain_xlsx(tmp_path / "base.xlsx")
    path = change_zip(base, tmp_path / "rekap.xlsx", {part: b"<x>" + b" " * 3_000_000})
    assert code_of(path, Limits(total_bytes=2_000_000)) == "too-large"


def understate(path: Path, part: str, size: int) -> None:
    data = bytearray(path.read_bytes())
    place = -1
    for signature, name_at, size_at in ((b"PK\x03\x04", 30, 22), (b"PK\x01\x02", 46, 24)):
        place = data.find(signature)
        while data[place + name_at : place + name_at + len(part)] != part.encode():
            place = data.find(signature, place + 1)
        struct.pack_into("<L", data, place + size_at, size)
    path.write_bytes(data)


@pytest.mark.parametrize("content", [b"<x>" + b" " * 3_000_000, b"<worksheet/>" + b" " * 5_000])
def test_a_false_size_header_is_hostile(tmp_path, content):
    base = plain_xlsx(tmp_path / "base.xlsx")
    path = change_zip(base, tmp_path / "rekap.xlsx", {SHEET1: content})
    understate(path, SHEET1, 100)
    assert code_of(path) == "hostile-file"


def test_a_part_shorter_than_stated_is_damaged(tmp_path):
    path = plain_xlsx(tmp_path / "rekap.xlsx")
    understate(path, SHEET1, 9_999_999)
    assert code_of(path) == "damaged-file"


def test_a_bomb_of_true_sizes_is_stopped_where_it_grows_too_large(tmp_path):
    """Each entry is within the limit; together they are not, and the sum says so."""
    base = plain_xlsx(tmp_path / "base.xlsx")
    parts = {f"xl/media/{number}": bytes(900_000) for number in range(4)}
    path = change_zip(base, tmp_path / "rekap.xlsx", parts)
    assert code_of(path, Limits(total_bytes=2_000_000)) == "too-large"


def test_a_large_file_is_not_even_looked_at(tmp_path):
    path = plain_xlsx(tmp_path / "rekap.xlsx")
    assert code_of(path, Limits(file_bytes=100)) == "too-large"


# XML


@pytest.mark.parametrize("prologue", [DOCTYPE, OUTSIDE])
@pytest.mark.parametrize("encode", [bytes, as_utf16])
def test_entities_in_a_sheet_are_hostile(tmp_path, prologue, encode):
    base = plain_xlsx(tmp_path / "base.xlsx")
    sheet = encode(sheet_xml(ENTITY_CELL, prologue=prologue))
    path = change_zip(base, tmp_path / "rekap.xlsx", {SHEET1: sheet})
    assert code_of(path) == "hostile-file"


def test_entities_in_the_workbook_part_are_hostile(tmp_path):
    base = plain_xlsx(tmp_path / "base.xlsx")
    change = {"xl/workbook.xml": lambda data: DOCTYPE.encode() + data}
    assert code_of(change_zip(base, tmp_path / "rekap.xlsx", change)) == "hostile-file"


def test_a_prologue_that_hides_its_root_is_hostile(tmp_path):
    hidden = "<!--" + "x" * 100_000 + f"-->{DOCTYPE}"
    path = xlsx_of(tmp_path / "rekap.xlsx", ENTITY_CELL, prologue=hidden)
    assert code_of(path) == "hostile-file"


def test_entities_that_the_look_missed_are_refused_by_the_parser(tmp_path):
    hidden = "<!--<a" + "x" * 100_000 + f"-->{DOCTYPE}"
    formula = '<row r="1"><c r="A1"><f>1+1</f></c></row>'
    path = xlsx_of(tmp_path / "rekap.xlsx", formula, prologue=hidden)
    assert code_of(path) == "hostile-file"


@pytest.mark.parametrize("part", [SHEET1, "xl/workbook.xml", "_rels/.rels"])
@pytest.mark.parametrize("content", [b"not xml", b"<worksheet><sheetData><row", b"<a><b></a>"])
def test_broken_xml_is_damaged_and_never_an_empty_sheet(tmp_path, part, content):
    base = plain_xlsx(tmp_path / "base.xlsx")
    path = change_zip(base, tmp_path / "rekap.xlsx", {part: content})
    assert code_of(path) in ("damaged-file", "no-sheet")


# The child process


def test_the_child_reads_what_this_process_reads(temporary_folder, started):
    for path in sorted(SHEETS.glob("*nphd*-2024*.*")):
        assert open_workbook(path, path.name) == read_copy(path, temporary_folder)
    assert list(temporary_folder.iterdir()) == [temporary_folder / "copy"]
    assert all(process.poll() is not None for process in started)


def read_copy(path: Path, folder: Path):
    (folder / "copy").mkdir(exist_ok=True)
    copy = folder / "copy" / path.name
    copy.write_bytes(path.read_bytes())
    return read_here(copy)


def test_the_child_starts_light():
    code = (
        "import sys, nphd_tracker.importing.opening.child; "
        "print([m for m in ('flask', 'sqlalchemy', 'openpyxl', 'plotly') if m in sys.modules])"
    )
    root = Path(guard.__file__).parents[3]
    out = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True)
    assert out.stdout == "[]\n"


def test_a_workbook_is_read_from_any_folder(tmp_path, monkeypatch):
    plain_xlsx(tmp_path / "rekap.xlsx")
    monkeypatch.chdir(tmp_path)
    assert open_workbook(Path("rekap.xlsx"), "rekap.xlsx").sheets[0].rows[1][1] == 28196513000


@pytest.mark.parametrize("name", ["../../x", "CON", "x" * 500, "a\r\nb.xlsx", "\u202exslx.exe"])
def test_the_uploaded_name_is_only_a_name(tmp_path, name):
    path = plain_xlsx(tmp_path / "rekap.xlsx")
    assert open_workbook(path, name).sheets[0].rows[0] == ["Wilayah", "Nilai"]


ANSWERS = {
    "exits": ("raise SystemExit(3)", "reader-failed"),
    "crashes": ("import os; os.kill(os.getpid(), 11)", "reader-failed"),
    "aborts": ("import os; os.abort()", "too-large"),
    "runs out of time": ("import os; os.kill(os.getpid(), 24)", "reader-timeout"),
    "stammers": ("print('[1')", "reader-failed"),
    "says something else": ("print('{\"warnings\": []}')", "reader-failed"),
    "stops in the middle": ('print(\'{"sheet": "A", "visible": true}\')', "reader-failed"),
    "never ends": ("while True: print('[' * 999)", "reader-failed"),
    "floods": (
        'print(\'{"sheet": "A", "visible": true}\')\nwhile True: print(\'[]\\n\' * 999, end="")',
        "too-large",
    ),
    "hangs": ("import time; time.sleep(60)", "reader-timeout"),
    "hangs deaf": (
        "import os, signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
        "os.close(0); os.close(1); time.sleep(60)",
        "reader-failed",
    ),
    "leaves a grandchild": (
        "import subprocess, sys, time; "
        "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']); time.sleep(60)",
        "reader-timeout",
    ),
}


def living_members(group: int) -> list[str]:
    """Processes of a group that are not just waiting to be reaped (Linux)."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            name, _, rest = stat.read_text().rpartition(")")
            if rest.split()[2] == str(group) and rest.split()[0] not in "ZX":
                found.append(name)
    return found


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("case", ANSWERS)
def test_the_parent_survives_a_child_that(tmp_path, monkeypatch, temporary_folder, started, case):
    program, code = ANSWERS[case]
    monkeypatch.setattr(reader, "_START", program)
    path = plain_xlsx(tmp_path / "rekap.xlsx")
    wall = 0.4 if code == "reader-timeout" else 20
    with pytest.raises(FileRefusedError) as caught:
        open_workbook(path, path.name, Limits(wall_seconds=wall, answer_bytes=50_000))
    assert caught.value.code == code
    assert started[0].returncode is not None
    assert living_members(started[0].pid) == []
    assert list(temporary_folder.iterdir()) == []


def test_the_child_has_no_environment_and_an_empty_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("NPHD_DATABASE_URL", "rahasia")
    program = (
        "import json, os, sys; os.chdir(json.loads(sys.stdin.readline())['folder']); "
        "print(json.dumps({'refused': "
        "[json.dumps(dict(os.environ)), json.dumps(os.listdir('.')), '']}))"
    )
    monkeypatch.setattr(reader, "_START", program)
    with pytest.raises(FileRefusedError) as caught:
        open_workbook(plain_xlsx(tmp_path / "rekap.xlsx"), "rekap.xlsx")
    assert set(json.loads(caught.value.code)) <= {"SYSTEMROOT", "LC_CTYPE"}
    assert caught.value.indonesian == "[]"


@pytest.mark.skipif(sys.platform == "win32", reason="resource limits")
def test_memory_and_time_are_limited(tmp_path, started):
    # 5 million cells: calamine takes 170 MB for them.
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="200000"><c r="Z200000"><v>1</v></c></row>'
    path = xlsx_of(tmp_path / "rekap.xlsx", far)
    with pytest.raises(FileRefusedError) as caught:
        open_workbook(path, path.name, Limits(memory_bytes=150_000_000))
    assert caught.value.code == "too-large"
    with pytest.raises(FileRefusedError) as caught:
        open_workbook(path, path.name, Limits(wall_seconds=0.05))
    assert caught.value.code == "reader-timeout"
    assert len(open_workbook(path, path.name).sheets[0].rows) == 200_000
    assert all(process.returncode is not None for process in started)


@pytest.mark.skipif(sys.platform == "win32", reason="resource limits")
def test_the_limits_are_those_of_the_system(monkeypatch):
    import resource

    asked = {}
    monkeypatch.setattr(resource, "setrlimit", lambda limit, value: asked.update({limit: value}))
    limit_process(memory_bytes=5, cpu_seconds=6, file_bytes=7)
    assert asked[resource.RLIMIT_AS] == (5, 5)
    assert asked[resource.RLIMIT_CPU] == (6, 6)
    assert asked[resource.RLIMIT_FSIZE] == (7, 7)
    assert asked[resource.RLIMIT_CORE] == (0, 0)

    def refuse(limit, value):
        raise ValueError("not here")

    monkeypatch.setattr(resource, "setrlimit", refuse)
    limit_process(memory_bytes=5, cpu_seconds=6, file_bytes=7)
    monkeypatch.setitem(sys.modules, "resource", None)
    limit_process(memory_bytes=5, cpu_seconds=6, file_bytes=7)


# Cells at the end of the world


FAR = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"{style}>{value}</c></row>' + (
    '<row r="1048576"><c r="A1048576"{style}>{value}</c></row>'
)


def test_a_cell_at_the_end_of_the_world_is_named(tmp_path):
    path = xlsx_of(tmp_path / "rekap.xlsx", FAR.format(style="", value="<v>1</v>"))
    with pytest.raises(FileRefusedError, match=r"'Sheet'.*XFD1048576") as caught:
        read_here(path)
    assert caught.value.code == "too-large"


@pytest.mark.parametrize("value", ["", "\n"])
def test_formatting_to_the_end_of_the_world_is_no_cell(tmp_path, value):
    body = FAR.format(style=' s="0"', value=value)
    grid = read_here(xlsx_of(tmp_path / "rekap.xlsx", body)).sheets[0]
    assert grid.rows == [[1]]


def test_a_far_cell_on_a_hidden_sheet_leaves_only_that_sheet_out(tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"] = 1
    book.create_sheet("Solver").sheet_state = "hidden"
    book.save(tmp_path / "base.xlsx")
    sheet = sheet_xml(FAR.format(style="", value="<v>1</v>"))
    changes = {"xl/worksheets/sheet2.xml": sheet}
    found = read_here(change_zip(tmp_path / "base.xlsx", tmp_path / "rekap.xlsx", changes))
    assert [grid.name for grid in found.sheets] == ["Sheet"]
    assert found.warnings == ("sheet-skipped",)


@pytest.mark.skipif(sys.platform == "win32", reason="resource limits")
def test_a_far_cell_that_the_look_missed_only_kills_the_child(tmp_path):
    body = FAR.format(style="", value="<v>1</v>").replace('<c r="', '<c  r="')
    path = xlsx_of(tmp_path / "rekap.xlsx", body)
    with pytest.raises(FileRefusedError) as caught:
        open_workbook(path, path.name)
    assert caught.value.code == "too-large"


# Any damage at all


@pytest.mark.parametrize("name", ["rekap-bermasalah.xlsx", f"{REKAP}.xls", f"{REKAP}.ods"])
def test_any_flipped_byte_gives_cells_or_one_refusal(tmp_path, name):
    dice = random.Random(name)
    for _ in range(8):
        data = bytearray((SHEETS / name).read_bytes())
        for _ in range(dice.randrange(1, 6)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        path = tmp_path / name
        path.write_bytes(data)
        with suppress(FileRefusedError):
            assert open_workbook(path, name).sheets


def test_a_text_of_another_name_is_a_table_only_where_signs_part_it(tmp_path: Path) -> None:
    for text, told in (
        ("Kepada Yth.\nBersama ini, kami\nsampaikan.", "bukan lembar kerja"),
        ("a;b\n1;2\n", ".csv,"),
    ):
        path = tmp_path / "surat.docx"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(FileRefusedError) as refusal:
            open_workbook(path, path.name)
        assert told in refusal.value.message("id")


# A reader that waits


@pytest.fixture
def one_waiting():
    reader.keep_one_waiting()
    yield
    reader.keep_none_waiting()


def wait_for_readers(started, count):
    deadline = time.monotonic() + 20
    while len(started) < count and time.monotonic() < deadline:
        time.sleep(0.01)
    assert len(started) == count


def test_a_server_lets_one_reader_wait_and_calls_the_next_when_it_was_taken(
    tmp_path, started, one_waiting
):
    path = plain_xlsx(tmp_path / "rekap.xlsx")
    wait_for_readers(started, 1)
    assert open_workbook(path, path.name).sheets[0].rows[1][1] == 28196513000
    wait_for_readers(started, 2)
    assert started[0].returncode is not None
    assert started[1].poll() is None
    reader.keep_none_waiting()
    assert started[1].returncode is not None


def test_a_reader_that_died_waiting_is_replaced(tmp_path, started, one_waiting):
    path = plain_xlsx(tmp_path / "rekap.xlsx")
    wait_for_readers(started, 1)
    started[0].kill()
    started[0].wait()
    assert open_workbook(path, path.name).sheets[0].rows[1][1] == 28196513000
    assert started[1].returncode is not None


def test_each_file_gets_a_reader_of_its_own(tmp_path, started, one_waiting):
    path = plain_xlsx(tmp_path / "rekap.xlsx")
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: open_workbook(path, path.name), range(8)))
    assert {book.sheets[0].rows[1][1] for book in found} == {28196513000}
    assert len(started) >= 8


@pytest.mark.skipif(sys.platform != "linux", reason="/proc")
def test_a_waiting_reader_ends_when_its_server_is_gone(tmp_path):
    code = (
        "import os, signal; from nphd_tracker.importing.opening import reader; "
        "waiting = reader.start_reader(); print(waiting.pid, flush=True); "
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    root = Path(guard.__file__).parents[3]
    out = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True)
    deadline = time.monotonic() + 20
    while living_members(int(out.stdout)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert living_members(int(out.stdout)) == []
