"""``nphd user``, and what ``demo`` and ``serve`` say about signing in."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from nphd_tracker import passwords
from nphd_tracker.cli import main
from nphd_tracker.cli.serving import add_demo_people, say_first_steps
from nphd_tracker.web import create_app
from nphd_tracker.web.serving.database import db, prepare_database

from .conftest import document

Nphd = Callable[..., Result]
GOOD = "meja lampu sungai batu"


def typing(*arguments: str, typed: str) -> Result:
    return CliRunner().invoke(main, list(arguments), input=typed, catch_exceptions=False)


def test_password_is_asked_for_and_never_an_argument(nphd: Nphd) -> None:
    nphd("user", "list")
    done = typing("user", "add", "Sri", "--role", "admin", typed=f"{GOOD}\n{GOOD}\n")
    assert done.exit_code == 0, done.output
    assert done.stdout == "sri (admin): ditambahkan.\n"
    assert "Kata sandi" in done.stderr
    assert GOOD not in done.output
    [person] = document(nphd("user", "list", "--json"))["people"]
    assert (person["name"], person["role"], person["must_change"]) == ("sri", "admin", False)
    assert "password" not in str(person.keys() - {"must_change"})
    assert nphd("user", "add", "ani", "--password", "x").exit_code == 2


@pytest.mark.parametrize(("typed", "said"), [
    ("pendek\npendek\n", "terlalu pendek"), ("hibahpilkada2024\n" * 2, "mudah ditebak"),
])  # fmt: skip
def test_weak_password_is_refused(nphd: Nphd, typed: str, said: str) -> None:
    nphd("user", "list")
    done = typing("user", "add", "sri", typed=typed)
    assert done.exit_code == 1
    assert said in done.stderr
    assert document(nphd("user", "list", "--json")) == {"people": []}


def test_taken_name_is_said_before_a_password_is_asked_for(nphd: Nphd) -> None:
    nphd("user", "add", "sri", "--generate")
    done = nphd("user", "add", "SRI")
    assert done.exit_code == 1
    assert done.stderr == 'Nama "sri" sudah dipakai. Pilih nama lain.\n'


def test_generated_password_is_printed_once_and_must_be_changed(nphd: Nphd) -> None:
    said = document(nphd("user", "add", "sri", "--generate", "--json"))
    assert len(said["password"]) == 19
    assert said["must_change"]
    plain = nphd("user", "passwd", "sri", "--generate").stdout
    assert plain.startswith("sri (viewer): kata sandi diganti.\nKata sandi: ")
    assert said["password"] not in plain
    english = nphd("--lang", "en", "user", "passwd", "sri", "--generate").stdout
    assert "Password: " in english
    assert "password" not in document(nphd("user", "list", "--json"))["people"][0]


def test_typed_password_replaces_the_old_one(nphd: Nphd) -> None:
    nphd("user", "add", "sri", "--generate")
    assert typing("user", "passwd", "sri", typed=f"{GOOD}\n{GOOD}\n").exit_code == 0
    assert not document(nphd("user", "list", "--json"))["people"][0]["must_change"]


def test_scope_is_given_by_code_or_name(nphd: Nphd) -> None:
    nphd("user", "add", "sri", "--generate", "--place", "Kab. Ngada", "--agency", "kpu")
    [person] = document(nphd("user", "list", "--json"))["people"]
    assert (person["places"], person["agencies"]) == (["53.09"], ["KPU"])
    assert "53.09, KPU" in nphd("user", "list").stdout
    said = document(nphd("user", "scope", "sri", "--place", "53", "--role", "officer", "--json"))
    assert (said["places"], said["agencies"], said["role"]) == (["53"], [], "officer")
    assert document(nphd("user", "scope", "sri", "--json"))["places"] == []


def test_place_that_is_none_or_several_is_refused(nphd: Nphd) -> None:
    nphd("user", "add", "sri", "--generate")
    for place in ("Wakanda", "Kupang", "99"):
        done = nphd("user", "scope", "sri", "--place", place)
        assert done.exit_code == 1, place
        assert f'"{place}" bukan kode atau nama satu daerah' in done.stderr


def test_last_admin_is_not_disabled(nphd: Nphd) -> None:
    nphd("user", "add", "satu", "--role", "admin", "--generate")
    done = nphd("user", "disable", "satu")
    assert done.exit_code == 1
    assert "satu-satunya admin" in done.stderr
    nphd("user", "add", "dua", "--role", "admin", "--generate")
    assert nphd("user", "disable", "satu").stdout == "satu (admin): dinonaktifkan.\n"
    assert "satu" in nphd("user", "list").stdout.splitlines()[1]
    assert document(nphd("user", "disable", "satu", "--undo", "--json"))["disabled_at"] is None


def test_unknown_name_is_said(nphd: Nphd) -> None:
    for command in ("passwd", "disable", "scope"):
        done = nphd("user", command, "siapa")
        assert done.exit_code == 1
        assert 'Tidak ada pengguna "siapa"' in done.stderr


def test_commands_tell_the_trail_who_ran_them(nphd: Nphd, tmp_path: Path) -> None:
    from nphd_tracker import store

    nphd("user", "add", "sri", "--generate")
    app = create_app(instance_path=tmp_path / "instance")
    with app.app_context():
        [event] = store.list_events(db.session(), what=["person-added"])
        db.session.remove()
        db.engine.dispose()
    assert event.who.startswith("perintah")
    assert event.subject == "person/sri"


def test_demo_has_one_account_a_role_with_passwords_of_its_own(tmp_path: Path) -> None:
    app = create_app(f"sqlite:///{tmp_path / 'a.sqlite3'}", tmp_path)
    prepare_database(app)
    assert "nphd user add NAMA --role admin" in say_first_steps(app, "id")
    assert "nphd user add NAME --role admin" in say_first_steps(app, "en")
    said = add_demo_people(app, "id")
    assert [(name, what) for name, _password, what in said] == [
        ("pemirsa", "hanya melihat"),
        ("petugas", "mengimpor dan menindaklanjuti"),
        ("admin", "semuanya, juga pengguna"),
    ]
    assert len({password for _name, password, _what in said}) == 3
    for _name, password, _what in said:
        passwords.require_strong(password)
    assert say_first_steps(app, "id") == ""
    with app.app_context():
        db.engine.dispose()
