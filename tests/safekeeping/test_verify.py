"""Each kind of damage, planted past everything that guards against it, is found and named."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nphd_tracker.safekeeping import verifying

from .conftest import Office


def damages(office: Office) -> list[tuple[str, str]]:
    result = office.document("verify")
    assert office.nphd("verify").exit_code == (0 if result["sound"] else 1)
    assert result["sound"] is not bool(result["damages"])
    for one in result["damages"]:
        assert one["message"].endswith(".")
    return [(one["code"], one["subject"]) for one in result["damages"]]


def kept_files(office: Office) -> list[Path]:
    return sorted(path for path in office.uploads.iterdir() if path.is_file())


def without_rules(office: Office, *statements: str) -> None:
    """As a bad disk or a careless administrator does it."""
    if office.url.startswith("sqlite"):
        import sqlite3
        from contextlib import closing

        with closing(sqlite3.connect(office.url.removeprefix("sqlite:///"))) as connection:
            for statement in statements:
                connection.execute(statement)
            connection.commit()
        return
    office.run("SET session_replication_role = replica", *statements)


def test_a_sound_office_is_sound(office: Office) -> None:
    found = office.document("verify")

    assert found["sound"] is True
    assert found["looked_at"]["figure"] == 40
    assert found["looked_at"]["files"] == 3
    assert found["looked_at"]["agreements"] == 23
    said = office.nphd("--lang", "en", "verify")
    assert said.stdout.startswith("Sound: ")


ORPHANS = {
    "a figure without its import": (
        "UPDATE figure SET import_id = 99 WHERE id = 3", ("orphan", "figure/3"),
    ),
    "a figure without its agreement": (
        "UPDATE figure SET agreement_id = 999 WHERE id = 5", ("orphan", "figure/5"),
    ),
    "an attachment without its import": (
        "UPDATE attachment SET import_id = 99 WHERE id = 1", ("orphan", "attachment/1"),
    ),
    "an event without its follow-up": (
        "UPDATE follow_up_event SET follow_up_id = 99 WHERE id = 1",
        ("orphan", "follow_up_event/1"),
    ),
    "a figure that is lost": (
        "DELETE FROM figure WHERE id = 7", ("partial-import", "import/1"),
    ),
    "figures of an import that was never applied": (
        "UPDATE import SET status = 'staged', sequence = NULL, applied_at = NULL WHERE id = 1",
        ("partial-import", "import/1"),
    ),
    "an applied import without its turn": (
        "UPDATE import SET sequence = NULL WHERE id = 1", ("import-state", "import/1"),
    ),
    "an undone import that was never undone": (
        "UPDATE import SET undone_at = NULL WHERE id = 2", ("import-state", "import/2"),
    ),
    "a follow-up without a history": (
        "DELETE FROM follow_up_event", ("follow-up", "follow-up/1"),
    ),
    "another version's database": (
        "UPDATE alembic_version SET version_num = '0003'", ("migration", "0003"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ORPHANS)
def test_rows_that_do_not_belong(office: Office, name: str) -> None:
    statement, expected = ORPHANS[name]
    without_rules(office, statement.replace("UPDATE import ", 'UPDATE "import" '))

    assert expected in damages(office)


def test_a_file_that_is_gone(office: Office) -> None:
    kept_files(office)[0].unlink()

    assert [code for code, _subject in damages(office)] == ["file-missing"]


def test_a_file_that_is_changed(office: Office) -> None:
    kept = kept_files(office)[0]
    content = bytearray(kept.read_bytes())
    content[-1] ^= 1
    kept.write_bytes(content)

    assert [code for code, _subject in damages(office)] == ["file-changed"]


def test_a_leftover_file_is_no_damage(office: Office) -> None:
    """A file is kept before its row: an import that was killed leaves one behind."""
    (office.uploads / ("0" * 64)).write_bytes(b"of an upload that was cut off")

    assert damages(office) == []


def test_rows_that_are_there_twice(office: Office) -> None:
    """An index that is damaged lets them in."""
    index = "uq_agreement_election_region_agency_unit_key"
    copy = ("INSERT INTO agreement SELECT 900, election, region, agency, unit, unit_key,"
            " unit_implied FROM agreement WHERE id = 1")  # fmt: skip
    if office.url.startswith("sqlite"):
        names = "id, election, region, agency, unit, unit_key, unit_implied"
        without_rules(
            office,
            f"CREATE TABLE other AS SELECT {names} FROM agreement",
            "DROP TABLE agreement",
            "ALTER TABLE other RENAME TO agreement",
            copy,
        )
    else:
        without_rules(office, f"ALTER TABLE agreement DROP CONSTRAINT {index}", copy)

    assert "double" in [code for code, _subject in damages(office)]


@pytest.mark.parametrize("database_name", ["sqlite"])
def test_pages_of_the_file_that_are_overwritten(office: Office) -> None:
    file = Path(office.url.removeprefix("sqlite:///"))
    content = bytearray(file.read_bytes())
    page = int.from_bytes(content[16:18], "big")
    for number in range(3, len(content) // page, 2):
        content[number * page + 8 : number * page + 200] = b"\xff" * 192
    file.write_bytes(content)

    found = office.document("verify")

    assert "engine" in [one["code"] for one in found["damages"]]
    assert "nphd restore" in found["damages"][0]["message"]


@pytest.mark.parametrize("database_name", ["postgresql"])
def test_a_rule_that_is_not_enforced(office: Office) -> None:
    office.run(
        "ALTER TABLE figure ADD CONSTRAINT positive CHECK (amount > -9000000000000000000) NOT VALID"
    )

    assert damages(office) == [("constraint", "positive")]


def test_what_the_pages_show_must_follow_from_the_figures(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database picks the newest figures for a page; here it picks one too few."""
    pick: Callable[..., Any] = verifying.store.load_holdings_at

    def miss_one(*arguments: Any, **more: Any) -> Any:
        _first, *rest = pick(*arguments, **more)
        return rest

    monkeypatch.setattr(verifying.store, "load_holdings_at", miss_one)

    assert [code for code, _subject in damages(office)] == ["summary"]


def test_the_parts_must_give_the_total(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    group: Callable[..., Any] = verifying.group_by

    def lose_one(*arguments: Any) -> Any:
        return group(*arguments)[1:]

    monkeypatch.setattr(verifying, "group_by", lose_one)

    assert {code for code, _subject in damages(office)} == {"total"}


def test_there_is_nothing_to_verify_yet(
    make_office: Callable[[str], Office], database_name: str
) -> None:
    result = make_office(database_name).nphd("verify")

    assert result.exit_code == 1
    assert "Belum ada basis data" in result.stderr
