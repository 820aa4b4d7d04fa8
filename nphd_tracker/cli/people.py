"""``nphd user``: who may sign in, from the computer that runs the application.

A password is typed at a prompt or made up and printed once; it is never an argument, where other
accounts of the computer could read it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from nphd_tracker.cli.shell import database, print_json, say
from nphd_tracker.errors import TrackerError

if TYPE_CHECKING:
    from nphd_tracker.models import Person
    from nphd_tracker.scope import Scope

_ROLES = ("viewer", "officer", "admin")
_AGENCIES = ("KPU", "BAWASLU", "TNI", "POLRI", "OTHER")
_JSON = click.option("--json", "as_json", is_flag=True, help="Satu dokumen JSON di stdout.")
_GENERATE = click.option(
    "--generate", is_flag=True, help="Buatkan kata sandi, cetak sekali; harus diganti saat masuk."
)
_PLACES = click.option("--place", "places", multiple=True, metavar="DAERAH",
                       help="Hanya daerah ini: kode atau nama; boleh berulang.")  # fmt: skip
_AGENCY = click.option("--agency", "agencies", multiple=True,
                       type=click.Choice(_AGENCIES, case_sensitive=False),
                       help="Hanya lembaga ini; boleh berulang.")  # fmt: skip


@click.group()
def user() -> None:
    """Mengatur siapa yang boleh masuk, sebagai apa, dan angka mana yang dilihatnya."""


@user.command()
@click.argument("name", metavar="NAMA")
@click.option("--role", type=click.Choice(_ROLES), default="viewer", show_default=True,
              help="viewer melihat; officer mengimpor dan menindaklanjuti; admin semuanya.")  # fmt: skip
@click.option("--full-name", default="", metavar="N", help="Nama lengkap.")
@_PLACES
@_AGENCY
@_GENERATE
@_JSON
def add(
    name: str,
    role: str,
    full_name: str,
    places: tuple[str, ...],
    agencies: tuple[str, ...],
    generate: bool,
    as_json: bool,
) -> None:
    """Menambah pengguna; kata sandinya ditanyakan, atau dibuatkan dengan --generate."""
    from nphd_tracker import passwords, store
    from nphd_tracker.models import Role
    from nphd_tracker.web.serving.database import db

    with database():
        session, scope = db.session(), _scope(places, agencies)
        _require_free(name)
        password = _password(generate, [name, *full_name.split()])
        person = store.add_person(
            session, name, Role(role), passwords.hash_password(password),
            full_name=full_name, scope=scope, must_change=generate,
        )  # fmt: skip
        session.commit()
        _report(person, password if generate else "", as_json, say("ditambahkan", "added"))


@user.command("list")
@_JSON
def list_(as_json: bool) -> None:
    """Menampilkan semua pengguna."""
    from nphd_tracker import store
    from nphd_tracker.web.serving.database import db

    with database():
        people = [_document(person) for person in store.list_people(db.session())]
    if as_json:
        print_json({"people": people})
        return
    if not people:
        click.echo(say("Belum ada pengguna.", "There are no users yet."))
    for one in people:
        scope = ", ".join(one["places"] + one["agencies"]) or say("semua", "everything")
        state = say("  nonaktif", "  disabled") if one["disabled_at"] else ""
        click.echo(f"{one['name']:<20}  {one['role']:<8}  {scope}{state}")


@user.command()
@click.argument("name", metavar="NAMA")
@_GENERATE
@_JSON
def passwd(name: str, generate: bool, as_json: bool) -> None:
    """Mengganti kata sandi; semua sesinya berakhir dan percobaan yang salah dilupakan."""
    from nphd_tracker import passwords, store
    from nphd_tracker.web.people.signed_in import account_key
    from nphd_tracker.web.serving.database import db

    with database():
        session = db.session()
        person = store.get_person(session, name)
        words, number = [person.name, *person.full_name.split()], person.id
        session.rollback()  # nobody waits while somebody types
        password = _password(generate, words)
        person = store.get_person(session, number)
        store.set_password(session, person, passwords.hash_password(password), must_change=generate)
        store.end_sessions(session, person.id)
        store.forget_account(session, account_key(person.name))
        session.commit()
        done = say("kata sandi diganti", "password changed")
        _report(person, password if generate else "", as_json, done)


@user.command()
@click.argument("name", metavar="NAMA")
@click.option("--undo", is_flag=True, help="Aktifkan lagi.")
@_JSON
def disable(name: str, undo: bool, as_json: bool) -> None:
    """Menonaktifkan pengguna: langsung keluar dan tidak dapat masuk lagi."""
    from nphd_tracker import store
    from nphd_tracker.web.serving.database import db

    with database():
        session = db.session()
        person = store.get_person(session, name)
        if undo:
            store.enable_person(session, person)
        else:
            store.disable_person(session, person)
            store.end_sessions(session, person.id)
        session.commit()
        done = say("diaktifkan lagi", "enabled again") if undo else say("dinonaktifkan", "disabled")
        _report(person, "", as_json, done)


@user.command()
@click.argument("name", metavar="NAMA")
@click.option("--role", type=click.Choice(_ROLES), help="Ganti perannya sekalian.")
@_PLACES
@_AGENCY
@_JSON
def scope(
    name: str, role: str | None, places: tuple[str, ...], agencies: tuple[str, ...], as_json: bool
) -> None:
    """Menetapkan daerah dan lembaga yang dilihat; tanpa pilihan berarti semuanya."""
    from nphd_tracker import store
    from nphd_tracker.models import Role
    from nphd_tracker.web.serving.database import db

    with database():
        session, wanted = db.session(), _scope(places, agencies)
        person = store.get_person(session, name)
        store.change_person(session, person, role=Role(role or person.role), scope=wanted)
        session.commit()
        _report(person, "", as_json, say("cakupannya disimpan", "scope stored"))


def _require_free(name: str) -> None:
    """Said before a password is asked for; the store says it again."""
    from nphd_tracker import store
    from nphd_tracker.web.serving.database import db

    store.require_name(db.session(), name)
    db.session.rollback()


def _password(generate: bool, own_words: list[str]) -> str:
    from nphd_tracker import passwords

    if generate:
        return passwords.generate_password()
    password: str = click.prompt(
        say("Kata sandi", "Password"), hide_input=True, err=True,
        confirmation_prompt=say("Sekali lagi", "Once more"),
    )  # fmt: skip
    passwords.require_strong(password, own_words)
    return password


def _scope(places: tuple[str, ...], agencies: tuple[str, ...]) -> Scope:
    from nphd_tracker.regions import Agency
    from nphd_tracker.scope import Scope

    chosen = frozenset(Agency(one.upper()) for one in agencies)
    return Scope(frozenset(_code(place) for place in places), chosen)


def _code(place: str) -> str:
    from nphd_tracker.importing.vocabulary import load_vocabulary

    book = load_vocabulary().regions
    match = book.by_code(place) if place[:1].isdigit() else book.by_name(place)
    if match.region is None:
        raise TrackerError(
            f'"{place}" bukan kode atau nama satu daerah. Tulis kodenya, misalnya 53 atau 53.71.',
            f'"{place}" is not the code or name of one place. Give its code, such as 53 or 53.71.',
        )
    return match.region.code


def _document(person: Person) -> dict[str, Any]:
    return {
        "name": person.name,
        "full_name": person.full_name,
        "role": person.role,
        "places": sorted(person.scope.places),
        "agencies": sorted(person.scope.agencies),
        "must_change": person.must_change,
        "created_at": person.created_at.isoformat(),
        "disabled_at": person.disabled_at.isoformat() if person.disabled_at else None,
    }


def _report(person: Person, password: str, as_json: bool, done: str) -> None:
    if as_json:
        print_json({**_document(person), **({"password": password} if password else {})})
        return
    click.echo(f"{person.name} ({person.role}): {done}.")
    if password:
        click.echo(say(f"Kata sandi: {password}", f"Password: {password}"))
