"""Archives that nobody should believe: each is refused in a sentence, and nothing is changed."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nphd_tracker.safekeeping import ArchiveError, restore
from nphd_tracker.safekeeping.tables import is_there
from tests.cli.conftest import NTT

from .conftest import Office

Parts = dict[str, bytes]
Tamper = Callable[[Parts], None]


def take_apart(archive: Path) -> Parts:
    with zipfile.ZipFile(archive) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def put_together(path: Path, parts: Parts) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def change_manifest(parts: Parts, /, **said: Any) -> None:
    parts["manifest.json"] = json.dumps(json.loads(parts["manifest.json"]) | said).encode()


def sign(parts: Parts) -> None:
    """The manifest says of every part what it is: someone who tampers can do that too."""
    change_manifest(
        parts,
        parts={
            name: {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
            for name, content in parts.items()
            if name != "manifest.json"
        },
    )


def add(name: str, content: bytes = b"x") -> Tamper:
    def tamper(parts: Parts) -> None:
        parts[name] = content
        sign(parts)

    return tamper


def replace_in(name: str, old: bytes, new: bytes, *, signed: bool = True) -> Tamper:
    def tamper(parts: Parts) -> None:
        assert old in parts[name]
        parts[name] = parts[name].replace(old, new, 1)
        if signed:
            sign(parts)

    return tamper


def drop(name: str, *, signed: bool = True) -> Tamper:
    def tamper(parts: Parts) -> None:
        del parts[name]
        if signed:
            sign(parts)

    return tamper


def say(**said: Any) -> Tamper:
    return lambda parts: change_manifest(parts, **said)


def rename_file(parts: Parts) -> None:
    name = next(one for one in parts if one.startswith("files/"))
    parts["files/" + "0" * 64] = parts.pop(name)
    sign(parts)


def no_json(parts: Parts) -> None:
    parts["manifest.json"] = b"[" * 100_000


TAMPERED: dict[str, Tamper] = {
    "a path upwards": add("../../evil"),
    "a path upwards among the files": add("files/../../evil"),
    "an absolute path": add("/etc/cron.d/evil"),
    "a file of the office that is none": add("office/secret-key"),
    "a name that is none": add("files/evil"),
    "a part that the manifest does not name": lambda parts: parts.update({"tables/x.jsonl": b""}),
    "a part that is not there": drop("tables/figure.jsonl", signed=False),
    "a table fewer": drop("tables/term.jsonl"),
    "a table more": add("tables/evil.jsonl", b'["id"]\n'),
    "a changed figure": replace_in("tables/figure.jsonl", b"committed", b"disbursed", signed=False),
    "a changed figure, signed": replace_in("tables/figure.jsonl", b"committed", b"disbursed"),
    "a file under another's name": rename_file,
    "columns of another table": replace_in("tables/figure.jsonl", b'"amount"', b'"price"'),
    "lines that are no rows": replace_in("tables/figure.jsonl", b"[1,", b"[[[1,"),
    "a row without its agreement": replace_in("tables/agreement.jsonl", b"[1,", b"[999,"),
    "another product": say(product="spreadsheet"),
    "another format": say(format=99),
    "a newer version": say(revision="9999"),
    "no step": say(revision=""),
    "a step that never was": say(revision="0000x"),
    "tables that are none": say(tables=["figure"]),
    "rows that are not there": say(tables={"figure": 1}),
    "no manifest": drop("manifest.json", signed=False),
    "a manifest that is none": no_json,
}


DEEP = (
    "a changed figure, signed",
    "columns of another table",
    "lines that are no rows",
    "a row without its agreement",
    "a table fewer",
    "a table more",
)
"""Those whose sums are right: the database is where they end."""


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """An archive of an office with one import."""
    folder = tmp_path_factory.mktemp("office")
    with pytest.MonkeyPatch.context() as patch:
        office = Office(folder, f"sqlite:///{folder / 'nphd.sqlite3'}", patch)
        assert office.nphd("import", NTT).exit_code == 0
        (folder / "vocabulary.toml").write_text("")
        assert office.nphd("backup", folder / "backup.zip").exit_code == 0
    return (folder / "backup.zip").read_bytes()


@pytest.fixture
def archive(sound: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "backup.zip"
    path.write_bytes(sound)
    return path


@pytest.fixture
def refuse_on(make_office: Callable[[str], Office]) -> Callable[[str, Path], str]:
    """The archive is refused into an office without anything, and nothing comes of it."""

    def refuse(engine_name: str, path: Path) -> str:
        office = make_office(engine_name)
        engine = office.engine()
        with pytest.raises(ArchiveError) as refusal:
            restore(path, engine, office.folder, office.uploads)
        assert not list(path.parent.rglob("*evil*"))
        kept = office.uploads.glob("*") if office.uploads.exists() else ()
        assert all(hashlib.sha256(one.read_bytes()).hexdigest() == one.name for one in kept)
        assert not (office.folder / "vocabulary.toml").exists()
        assert not is_there(engine)
        engine.dispose()
        return refusal.value.indonesian

    return refuse


@pytest.fixture
def refuse(refuse_on: Callable[[str, Path], str]) -> Callable[[Path], str]:
    return lambda path: refuse_on("sqlite", path)


@pytest.mark.parametrize("name", TAMPERED)
def test_tampered_archives(
    archive: Path, refuse: Callable[[Path], str], name: str, tmp_path: Path
) -> None:
    parts = take_apart(archive)
    TAMPERED[name](parts)

    said = refuse(put_together(tmp_path / "tampered.zip", parts))

    assert said.endswith(".")


@pytest.mark.parametrize("name", DEEP)
def test_tampered_archives_on_postgresql(
    archive: Path, refuse_on: Callable[[str, Path], str], name: str, tmp_path: Path
) -> None:
    parts = take_apart(archive)
    TAMPERED[name](parts)

    assert refuse_on("postgresql", put_together(tmp_path / "tampered.zip", parts))


def test_the_command_refuses_in_one_sentence(
    archive: Path, make_office: Callable[[str], Office]
) -> None:
    archive.write_bytes(archive.read_bytes()[:5000])

    result = make_office("sqlite").nphd("restore", archive, "--json")

    assert result.exit_code == 1
    assert json.loads(result.stdout)["error"] == {
        "code": "refused",
        "message": result.stderr.strip(),
    }


def test_every_single_byte_of_an_archive_counts(
    archive: Path, refuse: Callable[[Path], str], tmp_path: Path
) -> None:
    """A byte of what is packed, in the first part and in a file."""
    content = archive.read_bytes()
    with zipfile.ZipFile(archive) as opened:
        infos = opened.infolist()
    for info in (infos[0], next(one for one in infos if one.filename.startswith("files/"))):
        place = info.header_offset + 30 + len(info.filename) + 60
        damaged = bytearray(content)
        damaged[place] ^= 0xFF
        path = tmp_path / "damaged.zip"
        path.write_bytes(damaged)
        assert "rusak" in refuse(path)


@pytest.mark.parametrize("keep", [0, 20, 0.5, 0.99])
def test_half_an_archive(
    archive: Path, refuse: Callable[[Path], str], tmp_path: Path, keep: float
) -> None:
    content = archive.read_bytes()
    path = tmp_path / "half.zip"
    path.write_bytes(content[: int(keep if keep > 1 else keep * len(content))])

    assert "rusak" in refuse(path)


def test_a_bomb_is_not_unpacked(
    archive: Path, refuse: Callable[[Path], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """50 MB of zeros in 50 KB, on a disk with room for ten."""
    parts = take_apart(archive)
    add("files/" + "a" * 64, b"\0" * 50_000_000)(parts)
    path = put_together(tmp_path / "bomb.zip", parts)

    class Usage:
        free = 10_000_000

    monkeypatch.setattr("shutil.disk_usage", lambda _folder: Usage)

    assert "tidak muat" in refuse(path)


def test_a_part_longer_than_it_says_is_not_read_on(
    archive: Path, refuse: Callable[[Path], str], tmp_path: Path
) -> None:
    """The zip's own header lies about the length."""
    parts = take_apart(archive)
    name = "files/" + "b" * 64
    add(name, b"\0" * 1_000_000)(parts)
    path = put_together(tmp_path / "liar.zip", parts)
    content = path.read_bytes()
    path.write_bytes(content.replace((1_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little")))

    assert refuse(path)


def test_a_link_in_an_archive_is_refused(
    archive: Path, refuse: Callable[[Path], str], tmp_path: Path
) -> None:
    parts = take_apart(archive)
    add("office/letter.docx", b"/etc/passwd")(parts)
    path = tmp_path / "link.zip"
    with zipfile.ZipFile(path, "w") as out:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name)
            if name == "office/letter.docx":
                info.external_attr = 0o120777 << 16
            out.writestr(info, content)

    assert "bukan cadangan" in refuse(path)


def test_a_part_twice_is_refused(
    archive: Path, refuse: Callable[[Path], str], tmp_path: Path
) -> None:
    parts = take_apart(archive)
    path = tmp_path / "twice.zip"
    with zipfile.ZipFile(path, "w") as out:
        for name, content in parts.items():
            out.writestr(name, content)
        with pytest.warns(UserWarning, match="Duplicate"):
            out.writestr("tables/figure.jsonl", b"[]")

    assert "bukan cadangan" in refuse(path)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", b"PK\x03\x04 and no more"])
def test_what_is_no_archive(refuse: Callable[[Path], str], tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "backup.zip"
    path.write_bytes(content)

    assert "rusak" in refuse(path)


def test_a_workbook_is_no_backup(refuse: Callable[[Path], str], tmp_path: Path) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as book:
        book.writestr("xl/workbook.xml", "<workbook/>")
    path = tmp_path / "rekap.xlsx"
    path.write_bytes(content.getvalue())

    assert "bukan cadangan" in refuse(path)


def test_checking_an_archive_needs_no_database(
    archive: Path, make_office: Callable[[str], Office]
) -> None:
    office = make_office("sqlite")

    result = office.nphd("restore", archive, "--check")

    assert result.exit_code == 0
    assert "Arsip utuh" in result.stdout
    assert list(office.folder.iterdir()) == []
