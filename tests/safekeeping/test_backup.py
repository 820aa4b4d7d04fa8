"""A backup, and the drill that proves it: restored into nothing, everything is as it was."""

import json
import os
import threading
import zipfile
from collections.abc import Callable
from getpass import getuser
from pathlib import Path

import pytest

from tests.cli.conftest import NTT, SHEETS

from .conftest import Office

ENGINES = ["sqlite", "postgresql"]
Make = Callable[[str], Office]
TABLES = ("import", "agreement", "figure", "term", "layout", "attachment", "follow_up",
          "follow_up_event", "roster", "job", "audit_event")  # fmt: skip


OWN_EVENTS = ('"backup-made"', '"backup-restored"', '"database-moved"')


def events(office: Office, what: str) -> list[tuple[object, ...]]:
    return office.ask(f"SELECT who, \"after\" FROM audit_event WHERE what = '{what}'")


def everything(office: Office) -> dict[str, list[object]]:
    """Every row, as text, so that the two engines' ways to give a value compare.

    Without what these commands told the trail of themselves, after what they did.
    """
    found: dict[str, list[object]] = {}
    for table in TABLES:
        rows = office.ask(f'SELECT * FROM "{table}" ORDER BY id')
        plain = [_plain(row) for row in rows]
        found[table] = sorted(row for row in plain if not any(one in row for one in OWN_EVENTS))
    return found


def _plain(row: tuple[object, ...]) -> str:
    said = [int(one) if isinstance(one, bool) else one for one in row]
    return json.dumps([str(one).removesuffix(".000000") for one in said])


@pytest.mark.parametrize("source", ENGINES)
@pytest.mark.parametrize("target", ENGINES)
def test_restore_drill(
    make_office: Make, furnish: Callable[[Office], Office], source: str, target: str, tmp_path: Path
) -> None:
    old, new, archive = furnish(make_office(source)), make_office(target), tmp_path / "backup.zip"

    made = old.document("backup", archive)
    restored = new.document("restore", archive)

    assert made["tables"] == restored["tables"]
    assert made["totals"]["Pilkada 2024"]["committed"] > 0
    assert everything(new) == everything(old)
    [(who, said)] = events(old, "backup-made")
    assert (who, json.loads(str(said))["sha256"]) == (f"perintah:{getuser()}", made["sha256"])
    [(who, said)] = events(new, "backup-restored")
    assert (who, json.loads(str(said))["file"]) == (f"perintah:{getuser()}", archive.name)
    assert new.numbers() == old.numbers()
    assert sorted(p.name for p in new.uploads.iterdir() if p.is_file()) == sorted(
        p.name for p in old.uploads.iterdir() if p.is_file()
    )
    assert (new.folder / "vocabulary.toml").read_text() == (
        old.folder / "vocabulary.toml"
    ).read_text()
    assert new.nphd("verify").exit_code == 0
    # And it goes on with the next numbers, undoing what came along.
    again = new.document("import", SHEETS / "register-pencairan-2024.xlsx", "--skip-errors")
    assert again["files"][0]["import"] == 3
    assert new.nphd("undo", 1).exit_code == 0


def test_a_backup_holds_everything_but_what_is_secret(office: Office, tmp_path: Path) -> None:
    office.nphd("absorption")  # the pages' key is made by any command
    archive = tmp_path / "backup.zip"
    office.nphd("backup", archive)

    with zipfile.ZipFile(archive) as opened:
        names = opened.namelist()
        manifest = json.loads(opened.read("manifest.json"))
        content = b"".join(opened.read(name) for name in names)

    assert (office.folder / "secret-key").read_bytes() not in content
    assert {"tables/figure.jsonl", "office/vocabulary.toml"} <= set(names)
    assert sum(name.startswith("files/") for name in names) == 3
    assert set(manifest["parts"]) == set(names) - {"manifest.json"}
    assert not any("session" in name for name in names)
    assert os.stat(archive).st_mode & 0o077 == 0


def test_a_backup_into_a_folder_is_named_by_its_time(office: Office, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()

    made = office.document("backup", folder)

    (file,) = folder.iterdir()
    assert made["file"] == str(file)
    assert file.name.startswith("nphd-")


def test_an_old_backup_is_never_replaced(office: Office, tmp_path: Path) -> None:
    archive = tmp_path / "backup.zip"
    archive.write_text("last year")

    result = office.nphd("backup", archive)

    assert result.exit_code == 1
    assert "sudah ada" in result.stderr
    assert archive.read_text() == "last year"


def test_there_is_no_backup_of_nothing(make_office: Make, database_name: str) -> None:
    office = make_office(database_name)

    result = office.nphd("backup", office.folder / "backup.zip")

    assert result.exit_code == 1
    assert "Belum ada basis data" in result.stderr
    assert list(office.folder.iterdir()) == []


def test_a_backup_that_fails_leaves_nothing(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", lambda _handle: (_ for _ in ()).throw(OSError(28, "No space")))
        result = office.nphd("backup", folder / "backup.zip", "--json")

    assert result.exit_code == 1
    assert json.loads(result.stdout)["error"]["code"] == "full"
    assert list(folder.iterdir()) == []


def test_a_backup_is_of_one_moment_while_others_write(office: Office, tmp_path: Path) -> None:
    """Every import in it is whole, however many came in meanwhile."""
    stop, written = threading.Event(), []

    def keep_undoing() -> None:
        engine = office.engine()
        from sqlalchemy import text

        while not stop.is_set():
            with engine.begin() as connection:
                for table in ("import", "agreement"):
                    connection.execute(text(f"UPDATE \"{table}\" SET election = election || '.'"))
            written.append(1)
        engine.dispose()

    writer = threading.Thread(target=keep_undoing)
    writer.start()
    archives = [tmp_path / f"{number}.zip" for number in range(3)]
    results = [office.nphd("backup", archive) for archive in archives]
    stop.set()
    writer.join()

    assert [one.exit_code for one in results] == [0, 0, 0]
    assert written
    for archive in archives:
        with zipfile.ZipFile(archive) as opened:
            elections = {
                name: {
                    dict(zip(columns, row, strict=True))["election"].count(".")
                    for row in map(json.loads, lines[1:])
                }
                for name in ("import", "agreement")
                for lines in [opened.read(f"tables/{name}.jsonl").decode().splitlines()]
                for columns in [json.loads(lines[0])]
            }
        assert elections["import"] == elections["agreement"]
        assert len(elections["import"]) == 1


def test_what_is_there_is_not_overwritten(office: Office, tmp_path: Path) -> None:
    archive = tmp_path / "backup.zip"
    office.nphd("backup", archive)
    before = everything(office)

    result = office.nphd("restore", archive)

    assert result.exit_code == 1
    assert "--force" in result.stderr
    assert everything(office) == before


def test_force_replaces_what_is_there_and_keeps_the_old_beside(
    office: Office, tmp_path: Path, make_office: Make, database_name: str
) -> None:
    archive = tmp_path / "backup.zip"
    office.nphd("backup", archive)
    backed_up = everything(office)
    office.nphd("undo", 1)
    (office.folder / "vocabulary.toml").write_text('[agencies]\nKPU = ["lain"]\n')
    changed = everything(office)

    done = office.document("restore", archive, "--force")

    assert everything(office) == backed_up
    old, vocabulary = map(Path, done["kept"])
    assert "lain" in vocabulary.read_text()
    assert "sekali" in (office.folder / "vocabulary.toml").read_text()
    if database_name == "sqlite":
        beside = Office(office.folder, f"sqlite:///{old}", office.monkeypatch)
    else:
        beside = make_office("postgresql")
        assert beside.nphd("restore", old).exit_code == 0
    assert everything(beside) == changed


def test_a_damaged_database_makes_way_and_is_kept(
    make_office: Make, furnish: Callable[[Office], Office], tmp_path: Path
) -> None:
    office, archive = furnish(make_office("sqlite")), tmp_path / "backup.zip"
    office.nphd("backup", archive)
    before = everything(office)
    file = Path(office.url.removeprefix("sqlite:///"))
    file.write_bytes(b"what a bad disk makes of it" * 500)

    refused = office.nphd("restore", archive)
    done = office.document("restore", archive, "--force")

    assert refused.exit_code == 1
    assert everything(office) == before
    assert Path(done["kept"][0]).read_bytes().startswith(b"what a bad disk")


def test_a_backup_of_an_older_version_is_brought_to_the_newest_step(
    database_name: str, make_office: Make, tmp_path: Path
) -> None:
    from nphd_tracker.safekeeping import back_up
    from nphd_tracker.safekeeping.tables import migrate_to

    old, new = make_office(database_name), make_office(database_name)
    engine = old.engine()
    if database_name == "sqlite":
        Path(old.url.removeprefix("sqlite:///")).parent.mkdir()
    with engine.begin() as connection:
        migrate_to(connection, "0003")
    old.run(
        "INSERT INTO agreement VALUES (7, 'Pilkada 2024', '53.09', 'KPU', NULL, '', "
        + ("0)" if database_name == "sqlite" else "false)")
    )
    back_up(engine, old.folder, old.uploads, tmp_path / "old.zip")
    engine.dispose()

    result = new.nphd("restore", tmp_path / "old.zip")

    assert result.exit_code == 0, result.output
    assert new.ask("SELECT id, region FROM agreement") == [(7, "53.09")]
    assert new.nphd("verify").exit_code == 0


def test_a_kept_file_that_is_damaged_is_left_out_and_said(office: Office, tmp_path: Path) -> None:
    kept = next(path for path in office.uploads.iterdir() if path.is_file())
    kept.write_bytes(b"something else")

    result = office.nphd("backup", tmp_path / "backup.zip", "--json")

    assert result.exit_code == 1
    assert json.loads(result.stdout)["left_out"] == [kept.name]
    assert "nphd verify" in result.stderr
    with zipfile.ZipFile(tmp_path / "backup.zip") as opened:
        assert f"files/{kept.name}" not in opened.namelist()


# Moving


@pytest.mark.parametrize("source", ENGINES)
@pytest.mark.parametrize("target", ENGINES)
def test_an_office_moves_with_one_command(
    make_office: Make, furnish: Callable[[Office], Office], source: str, target: str
) -> None:
    old, place = furnish(make_office(source)), make_office(target)
    numbers = old.numbers()

    result = old.nphd("move", place.url)

    assert result.exit_code == 0, result.output
    moved = Office(old.folder, place.url, old.monkeypatch)
    assert moved.numbers() == numbers
    assert everything(moved) == everything(old)
    assert len(events(moved, "database-moved")) == 1
    assert moved.nphd("verify").exit_code == 0
    again = moved.document("import", SHEETS / "register-pencairan-2024.xlsx", "--skip-errors")
    assert again["files"][0]["import"] == 3
    assert not list(old.folder.glob(".move-*"))


def test_moving_into_what_holds_data_is_refused(
    office: Office, make_office: Make, database_name: str
) -> None:
    other = make_office(database_name)
    assert other.nphd("import", NTT).exit_code == 0

    result = office.nphd("move", other.url)

    assert result.exit_code == 1
    assert "sudah berisi data" in result.stderr
    assert len(other.ask('SELECT id FROM "import"')) == 1


@pytest.mark.parametrize("url", ["nowhere", "mystery://server/nphd", ""])
def test_moving_to_an_address_that_is_none(office: Office, url: str) -> None:
    result = office.nphd("move", url)

    assert result.exit_code == 1
    assert "Alamat basis data" in result.stderr


def test_moving_to_itself_is_refused(office: Office) -> None:
    assert office.nphd("move", office.url).exit_code == 1
