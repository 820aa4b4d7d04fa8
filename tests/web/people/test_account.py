"""/akun and /pengguna: one's own sessions and password; and what an admin does for others."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from nphd_tracker import passwords, store
from nphd_tracker.models import Person, Role, UserSession
from nphd_tracker.regions import Agency
from nphd_tracker.scope import Scope
from nphd_tracker.web.people.account import browser_name
from tests.signing import add_person, cookie_of
from tests.web.people.test_sign_in import GOOD, sign_in_plainly
from tests.web.seen import words

NEW = "kuda-nil-suka-jeruk"


@pytest.fixture
def no_csrf(app: Flask) -> Iterator[None]:
    app.config["WTF_CSRF_ENABLED"] = False
    yield
    app.config["WTF_CSRF_ENABLED"] = True


@pytest.fixture
def sri(app: Flask) -> Person:
    return add_person(app, "sri", Role.OFFICER, password_hash=passwords.hash_password(GOOD))


@pytest.fixture
def browser_of(app: Flask) -> Callable[[Person], FlaskClient]:
    """One more browser in which a person is signed in."""

    def open_one(person: Person) -> FlaskClient:
        client = app.test_client()
        client.set_cookie(*cookie_of(app, person))
        return client

    return open_one


def is_in(client: FlaskClient) -> bool:
    return client.get("/glosarium").status_code == 200


def change(client: FlaskClient, old: str = GOOD, new: str = NEW, again: str = "") -> Any:
    return client.post("/akun/kata-sandi", data={"old": old, "new": new, "again": again or new})


FORMS = (
    "/akun/kata-sandi", "/akun/sesi/1/akhiri", "/akun/sesi/akhiri-lainnya", "/keluar", "/masuk",
    "/pengguna/baru", "/pengguna/1", "/pengguna/1/kata-sandi", "/pengguna/1/akhiri-sesi",
    "/pengguna/1/nonaktifkan", "/pengguna/1/aktifkan",
)  # fmt: skip


@pytest.mark.parametrize("address", FORMS)
def test_no_form_is_taken_without_its_token(
    client: FlaskClient, session: Session, address: str
) -> None:
    answer = client.post(address, data={"name": "lain", "role": "admin", "new": NEW})
    assert answer.status_code == 400
    assert "Formulir sudah kedaluwarsa" in answer.text
    assert len(session.scalars(select(Person)).all()) == 1
    assert is_in(client)


@pytest.mark.usefixtures("no_csrf")
def test_password_change_ends_every_other_session_and_renews_this_one(
    browser_of: Callable[[Person], FlaskClient], app: Flask, session: Session, sri: Person
) -> None:
    here, other = browser_of(sri), browser_of(sri)
    kept = here.get_cookie("nphd")
    assert change(here).status_code == 302
    assert is_in(here)
    assert not is_in(other)
    thief = app.test_client()
    assert kept is not None
    thief.set_cookie("nphd", kept.value)
    assert not is_in(thief)
    assert sign_in_plainly(app.test_client(), "sri", GOOD).status_code == 403
    assert sign_in_plainly(app.test_client(), "sri", NEW).status_code == 302
    [event] = store.list_events(session, what=["password-changed"])
    assert (event.who, event.subject) == ("sri", "person/sri")


@pytest.mark.usefixtures("no_csrf")
@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"old": "salah sama sekali"}, "Kata sandi sekarang salah."),
        ({"new": "pendek"}, "Kata sandi terlalu pendek."),
        ({"new": "hibahpilkada2024"}, "Kata sandi ini mudah ditebak."),
        ({"again": "kuda-nil-suka-mangga"}, "Tidak sama dengan kata sandi baru di atas."),
        ({"new": GOOD}, "Pilih kata sandi yang lain dari yang sekarang."),
    ],
)
def test_password_that_cannot_be_changed_says_why_and_stays(
    browser_of: Callable[[Person], FlaskClient], session: Session, sri: Person,
    asked: dict[str, str], said: str,
) -> None:  # fmt: skip
    answer = change(browser_of(sri), **asked)
    assert answer.status_code == 400
    assert said in answer.text
    assert GOOD not in answer.text
    assert session.get_one(Person, sri.id).password_hash == sri.password_hash


@pytest.mark.usefixtures("no_csrf")
def test_stolen_session_cannot_guess_the_password(
    browser_of: Callable[[Person], FlaskClient], sri: Person
) -> None:
    thief = browser_of(sri)
    said = [change(thief, old=f"tebakan nomor {n}").text for n in range(8)]
    assert "Kata sandi sekarang salah." in said[4]
    assert "Terlalu banyak percobaan." in said[5]
    assert "Terlalu banyak percobaan." in change(thief).text


@pytest.mark.usefixtures("no_csrf")
def test_password_somebody_else_chose_must_be_changed_first(
    app: Flask, browser_of: Callable[[Person], FlaskClient]
) -> None:
    person = add_person(app, "baru", Role.ADMIN, password_hash=passwords.hash_password(GOOD),
                        must_change=True)  # fmt: skip
    client = browser_of(person)
    for address in ("/", "/akun", "/pengguna", "/reports/ringkasan.xlsx"):
        assert client.get(address).location == "/akun/kata-sandi"
    assert client.post("/imports").status_code == 403
    why = "Ganti dahulu kata sandi yang diberikan kepada Anda."
    assert why in client.get("/akun/kata-sandi").text
    assert why in change(client, again="lain").text
    assert change(client).location == "/"
    assert client.get("/pengguna").status_code == 200
    assert why not in client.get("/akun/kata-sandi").text


@pytest.mark.usefixtures("no_csrf")
def test_one_sees_and_ends_only_ones_own_sessions(
    browser_of: Callable[[Person], FlaskClient], app: Flask, session: Session, sri: Person
) -> None:
    here, second, third = (browser_of(sri) for _ in range(3))
    stranger = browser_of(add_person(app, "lain", Role.ADMIN))
    page = here.get("/akun").text
    numbers = sorted({int(one) for one in re.findall(r"/akun/sesi/(\d+)/akhiri", page)})
    rows = session.scalars(select(UserSession.id).order_by(UserSession.id)).all()
    session.rollback()
    assert numbers == [rows[1], rows[2]]
    assert page.count("yang ini") == 1
    stranger.post(f"/akun/sesi/{numbers[0]}/akhiri")
    assert is_in(second)
    here.post(f"/akun/sesi/{numbers[0]}/akhiri")
    assert not is_in(second)
    assert is_in(third)
    here.post("/akun/sesi/akhiri-lainnya")
    assert not is_in(third)
    assert is_in(here)
    assert is_in(stranger)


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Gecko/20100101 Firefox/140.0", "Firefox, Windows"),
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537 Chrome/120 Mobile Safari/537", "Chrome, Android"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537 Chrome/120 Safari/537 Edg/120", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17 like Mac OS X) Version/17 Safari/604", "Safari, iPhone"),
        ("curl/8 <script>", "curl/8 <script>"),
        ("", "tidak dikenal"),
    ],
)  # fmt: skip
def test_browser_has_a_name(app: Flask, agent: str, name: str) -> None:
    with app.test_request_context():
        assert browser_name(agent) == name


# --- what an admin does


@pytest.mark.usefixtures("no_csrf")
def test_admin_adds_a_person_with_a_password_shown_once(
    client: FlaskClient, app: Flask, session: Session
) -> None:
    answer = client.post(
        "/pengguna/baru",
        data={"name": "Sri", "full_name": "Sri R.", "role": "officer",
              "places": "Kab. Ngada\n51", "agency": ["KPU", "BAWASLU"]},
    )  # fmt: skip
    shown = re.search(r"<code[^>]*>([a-z0-9-]+)</code>", answer.text)
    assert shown is not None
    assert answer.headers["Cache-Control"] == "private, no-store"
    person = store.get_person(session, "sri")
    assert person.scope == Scope(
        frozenset({"53.09", "51"}), frozenset({Agency.KPU, Agency.BAWASLU})
    )
    assert (person.role, person.full_name, person.must_change) == ("officer", "Sri R.", True)
    assert shown[1] not in client.get("/pengguna").text
    assert shown[1] not in str(store.list_events(session))
    session.rollback()
    new = app.test_client()
    assert sign_in_plainly(new, "sri", shown[1]).status_code == 302
    assert new.get("/").location == "/akun/kata-sandi"


@pytest.mark.usefixtures("no_csrf")
@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"name": "a b"}, "tidak dapat dipakai"),
        ({"name": "tes-admin"}, "sudah dipakai"),
        ({"places": "Wakanda"}, "Wakanda: bukan kode atau nama Pemda yang dikenal"),
        (
            {"places": "Ngda"},
            "Ngda: salah eja? Bila maksudnya Kabupaten Ngada, tulis begitu",
        ),
        ({"role": "raja"}, "Pilih perannya."),
    ],
)
def test_person_who_cannot_be_added_says_why(
    client: FlaskClient, session: Session, asked: dict[str, str], said: str
) -> None:
    answer = client.post("/pengguna/baru", data={"name": "sri", "role": "viewer", **asked})
    assert answer.status_code == 400
    assert said in words(answer.text)
    assert len(session.scalars(select(Person)).all()) == 1


@pytest.mark.usefixtures("no_csrf")
def test_form_shows_what_is_kept_and_keeps_what_it_shows(
    client: FlaskClient, app: Flask, session: Session
) -> None:
    scope = Scope(frozenset({"53", "51.71"}), frozenset({Agency.POLRI}))
    person = add_person(app, "sri", Role.VIEWER, scope)
    page = client.get(f"/pengguna/{person.id}").text
    places = re.search(r"<textarea[^>]*>([^<]*)</textarea>", page)
    assert places is not None
    client.post(f"/pengguna/{person.id}",
                data={"role": "officer", "places": places[1], "agency": ["POLRI"]})  # fmt: skip
    kept = session.get_one(Person, person.id)
    assert (kept.role, kept.scope) == ("officer", scope)


@pytest.mark.usefixtures("no_csrf")
def test_new_password_ends_sessions_and_unlocks(
    client: FlaskClient, app: Flask, browser_of: Callable[[Person], FlaskClient], sri: Person
) -> None:
    browser = browser_of(sri)
    for _ in range(6):
        sign_in_plainly(app.test_client(), "sri", "salah", "10.0.0.1")
    assert sign_in_plainly(app.test_client(), "sri", GOOD, "10.0.0.1").status_code == 429
    answer = client.post(f"/pengguna/{sri.id}/kata-sandi")
    shown = re.search(r"<code[^>]*>([a-z0-9-]+)</code>", answer.text)
    assert shown is not None
    assert not is_in(browser)
    assert sign_in_plainly(app.test_client(), "sri", GOOD, "10.0.0.1").status_code == 403
    assert sign_in_plainly(app.test_client(), "sri", shown[1], "10.0.0.1").status_code == 302


@pytest.mark.usefixtures("no_csrf")
def test_disabled_person_is_out_and_comes_back_only_when_enabled(
    client: FlaskClient, app: Flask, browser_of: Callable[[Person], FlaskClient], sri: Person
) -> None:
    browser = browser_of(sri)
    client.post(f"/pengguna/{sri.id}/nonaktifkan")
    assert not is_in(browser)
    assert sign_in_plainly(app.test_client(), "sri", GOOD).status_code == 403
    assert "nonaktif sejak" in words(client.get("/pengguna").text)
    client.post(f"/pengguna/{sri.id}/aktifkan")
    assert not is_in(browser)
    assert sign_in_plainly(app.test_client(), "sri", GOOD).status_code == 302


NTT_KPU = Scope(frozenset({"53"}), frozenset({Agency.KPU}))


@pytest.mark.parametrize(
    ("places", "agencies", "is_given"),
    [
        ("53", ["KPU"], True),
        ("53.71", ["KPU"], True),
        ("", ["KPU"], False),
        ("53", [], False),
        ("53", ["KPU", "BAWASLU"], False),
        ("53\n51.71", ["KPU"], False),
        ("", [], False),
    ],
)
@pytest.mark.usefixtures("no_csrf")
def test_limited_admin_gives_nobody_more_than_they_see(
    app: Flask, browser_of: Callable[[Person], FlaskClient], session: Session,
    places: str, agencies: list[str], is_given: bool,
) -> None:  # fmt: skip
    admin = add_person(app, "admin-ntt", Role.ADMIN, NTT_KPU)
    client, sent = browser_of(admin), {"role": "admin", "places": places, "agency": agencies}

    of_themselves = client.post(f"/pengguna/{admin.id}", data=sent)
    of_another = client.post("/pengguna/baru", data={**sent, "name": "baru"})

    assert of_themselves.status_code == (302 if is_given else 400)
    assert of_another.status_code == (200 if is_given else 400)
    for person in session.scalars(select(Person)):
        assert NTT_KPU.contains(person.scope), person.name


@pytest.mark.usefixtures("no_csrf")
def test_limited_admin_does_not_find_who_sees_more(
    app: Flask, browser_of: Callable[[Person], FlaskClient], session: Session, sri: Person
) -> None:
    client = browser_of(add_person(app, "admin-ntt", Role.ADMIN, NTT_KPU))
    near = add_person(app, "kupang", Role.VIEWER, Scope(frozenset({"53.71"}), NTT_KPU.agencies))
    page = client.get("/pengguna").text
    assert "kupang" in page
    assert "sri" not in re.findall(r"[a-z]+", page)
    for address in ("", "/kata-sandi", "/akhiri-sesi", "/nonaktifkan", "/aktifkan"):
        sent = {"role": "viewer", "places": "53", "agency": "KPU"}
        assert client.post(f"/pengguna/{sri.id}{address}", data=sent).status_code == 404, address
    assert client.get(f"/pengguna/{sri.id}").status_code == 404
    assert client.get(f"/pengguna/{near.id}").status_code == 200
    kept = session.get_one(Person, sri.id)
    assert (kept.password_hash, kept.disabled_at) == (sri.password_hash, None)


@pytest.mark.usefixtures("no_csrf")
def test_admin_ends_the_sessions_of_another(
    client: FlaskClient, browser_of: Callable[[Person], FlaskClient], sri: Person
) -> None:
    browser = browser_of(sri)
    client.post(f"/pengguna/{sri.id}/akhiri-sesi")
    assert not is_in(browser)
    assert is_in(client)


@pytest.mark.usefixtures("no_csrf")
def test_last_admin_stays(client: FlaskClient, session: Session) -> None:
    me = store.get_person(session, "tes-admin").id
    session.rollback()
    for address, data in (
        (f"/pengguna/{me}/nonaktifkan", {}),
        (f"/pengguna/{me}", {"role": "viewer"}),
    ):
        answer = client.post(address, data=data)
        assert answer.status_code == 409
        assert "satu-satunya admin" in answer.text
    assert client.get("/pengguna").status_code == 200


def test_person_who_is_not_there_is_not_found(client: FlaskClient) -> None:
    assert client.get("/pengguna/999").status_code == 404


@pytest.mark.browser
def test_admin_adds_and_changes_someone_in_a_browser(page: Page, address: str) -> None:
    page.goto(f"{address}/pengguna")
    page.get_by_role("link", name="Tambah pengguna").click()
    page.get_by_label("Nama pengguna").fill("sri")
    page.get_by_role("radio", name="petugas").check()
    page.get_by_label("Hanya daerah ini").fill("Kab. Ngada")
    page.get_by_role("button", name="Tambahkan").click()
    expect(page.get_by_role("heading", name="Kata sandi untuk sri")).to_be_visible()
    page.get_by_role("link", name="Sudah saya catat").click()
    row = page.get_by_role("row", name="sri")
    expect(row).to_contain_text("Kab. Ngada")
    expect(row).to_contain_text("belum mengganti kata sandi")
    row.get_by_role("link").click()
    expect(page.get_by_label("Hanya daerah ini")).to_have_value("53.09 Kab. Ngada")
    page.set_viewport_size({"width": 360, "height": 740})
    for path in ("/pengguna", "/pengguna/1", "/pengguna/baru"):
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
