"""The pages tell the trail who did what, and show it to those who look after the office."""

import ast
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from nphd_tracker import intake, store
from nphd_tracker.models import Role
from nphd_tracker.reading import ReadOptions
from nphd_tracker.regions import Agency
from nphd_tracker.resources import PACKAGE
from nphd_tracker.scope import EVERYTHING, Scope
from nphd_tracker.store import TrailEvent, record_event
from nphd_tracker.web.admin.trail_words import event_names, facts
from nphd_tracker.web.serving.trail import by_whom
from tests.web.data import PILKADA
from tests.web.seen import words

SHEET = Path(__file__).parents[2] / "sheets" / "rekap-nphd-ntt-2024-08-01.xlsx"
PDF = b"%PDF-1.7\n%%EOF"


@pytest.fixture
def no_csrf(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False


def upload(client: FlaskClient) -> int:
    with SHEET.open("rb") as file:
        answer = client.post("/imports", data={"files": (file, SHEET.name)})
    return int(answer.location.rsplit("=", 1)[1])


def told(session: Session, what: str) -> list[TrailEvent]:
    session.rollback()
    found = store.list_events(session, what=[what])
    session.rollback()
    return found


def sikka(session: Session) -> int:
    [holding] = store.load_holdings(session, PILKADA, region="53.07", agency=Agency.KPU)
    session.rollback()
    return holding.id


@pytest.mark.usefixtures("no_csrf")
def test_an_import_is_told_with_the_address_it_came_from(
    client: FlaskClient, session: Session
) -> None:
    number = upload(client)
    client.post(f"/imports/{number}/apply")
    client.post(f"/imports/{number}/undo")
    other = upload(client)
    client.post(f"/imports/{other}/discard")

    events = [event for event in store.list_events(session) if event.what.startswith("import-")]
    assert [(event.what, event.subject) for event in reversed(events)] == [
        ("import-staged", f"import/{number}"),
        ("import-applied", f"import/{number}"),
        ("import-undone", f"import/{number}"),
        ("import-staged", f"import/{other}"),
        ("import-discarded", f"import/{other}"),
    ]
    assert {event.address for event in events} == {"127.0.0.1"}
    assert events[-1].after["file"] == SHEET.name


@pytest.mark.usefixtures("no_csrf")
def test_a_preview_made_again_is_one_event_and_so_is_a_file_applied_at_once(
    client: FlaskClient, session: Session, tmp_path: Path
) -> None:
    number = upload(client)
    client.post(f"/imports/{number}/renew")
    intake.import_file(session, SHEET, SHEET.name, ReadOptions(), tmp_path / "uploads")
    session.commit()

    events = [event for event in store.list_events(session) if event.what.startswith("import-")]
    assert [(event.what, event.subject) for event in reversed(events)] == [
        ("import-staged", f"import/{number}"),
        ("import-renewed", f"import/{number + 1}"),
        ("import-applied", f"import/{number + 2}"),
    ]
    assert events[1].after["replaces"] == number


@pytest.mark.usefixtures("no_csrf")
def test_an_answer_is_told_with_what_was_said_before(client: FlaskClient, session: Session) -> None:
    number = upload(client)
    sheet = "REKAP NTT"
    for unit in ("1000", "1"):
        client.post(
            f"/imports/{number}/lembar", data={"sheet": sheet, "kind": "unit", "unit": unit}
        )
    client.post(f"/imports/{number}/lembar", data={"sheet": sheet, "kind": "forget"})

    forgotten, second, first = told(session, "import-answered")
    assert first.before["answers"] == {}
    assert first.after["answers"] == {sheet: {"unit": 1000}}
    assert second.before == first.after
    assert second.after["answers"] == {sheet: {"unit": 1}}
    assert forgotten.before == second.after
    [layout] = told(session, "layout-forgotten")
    assert layout.before == {"sheet": sheet, "answers": {"unit": 1}}


@pytest.mark.usefixtures("meeting", "no_csrf")
def test_a_changed_card_is_told_term_by_term_with_its_document(
    client: FlaskClient, session: Session
) -> None:
    number = sikka(session)
    for document in ("900/1/NPHD", "900/2/NPHD"):
        client.post(f"/agreements/{number}/kartu", data={"number": document})
    client.post(
        f"/agreements/{number}/kartu",
        data={
            "number": "900/2/NPHD",
            "attachment_kind": "NPHD",
            "attachment": (io.BytesIO(PDF), "nphd.pdf"),
        },
    )

    last, second, first = told(session, "terms-changed")
    assert first.subject == f"agreement/{number}"
    assert (first.before, first.after["number"]) == ({"number": []}, ["900/1/NPHD"])
    assert (second.before, second.after["number"]) == (
        {"number": ["900/1/NPHD"]},
        ["900/2/NPHD"],
    )
    assert last.before == {}
    [attached] = told(session, "attachment-added")
    assert (attached.after["file"], attached.after["agreement"]) == ("nphd.pdf", number)


@pytest.mark.usefixtures("meeting", "no_csrf")
def test_a_follow_up_is_told_as_it_was_and_is(client: FlaskClient, session: Session) -> None:
    typed = {"cause": "cash", "promise": "Transfer", "office": "BPKAD", "due": "2024-08-15"}
    address = client.post("/follow-ups", data={**typed, "agreement": sikka(session)}).location
    client.post(address, data={**typed, "due": "2024-08-20", "state": "kept", "note": "lunas"})

    [opened] = told(session, "follow-up-opened")
    [changed] = told(session, "follow-up-changed")
    assert opened.before is None
    assert opened.after == {**typed, "state": "open"}
    assert changed.before == opened.after
    assert changed.after == {**typed, "due": "2024-08-20", "state": "kept", "note": "lunas"}


@pytest.mark.usefixtures("no_csrf")
def test_the_roster_tells_only_what_it_changed(client: FlaskClient, session: Session) -> None:
    pasted = {"election": PILKADA, "lines": "53.09", "agency": ["KPU", "BAWASLU"]}
    client.post("/roster", data=pasted)
    client.post("/roster", data=pasted)
    for _time in range(2):
        gone = {"election": PILKADA, "region": "53.09", "agency": "KPU"}
        client.post("/roster/hapus", data=gone)

    [added] = told(session, "roster-added")
    [removed] = told(session, "roster-removed")
    assert (added.subject, added.after) == (
        f"election/{PILKADA}",
        {"owed": ["53.09 KPU", "53.09 BAWASLU"]},
    )
    assert removed.after == {"owed": ["53.09 KPU"]}


@pytest.mark.usefixtures("meeting", "no_csrf")
def test_every_file_that_leaves_is_told(client: FlaskClient, session: Session) -> None:
    number = upload(client)
    told_before = len(told(session, "downloaded"))
    addresses = {
        "/reports/ringkasan.xlsx?province=53": "",
        "/reports/lembar-isian.xlsx?region=53.09": "",
        f"/imports/{number}/file": f"import/{number}",
        f"/imports/{number}/catatan.xlsx": f"import/{number}",
        "/tagih/daftar-tagih.csv": "",
        "/charts/agencies.csv": "",
        "/regions/53.07/letter.docx": "region/53.07",
        "/follow-ups.ics": "",
        "/admin/jejak/jejak.csv": "",
    }
    for address in addresses:
        with client.get(address) as answer:
            assert answer.status_code == 200, address

    events = told(session, "downloaded")
    assert told_before == 0
    assert [event.subject for event in reversed(events)] == list(addresses.values())
    assert events[-1].after["asked"] == {"province": "53"}
    assert events[-3].after["file"] == SHEET.name
    assert all(event.address == "127.0.0.1" for event in events)


@pytest.mark.usefixtures("meeting")
def test_pages_refusals_and_static_files_are_no_downloads(
    client: FlaskClient, session: Session
) -> None:
    for address in ("/", "/imports", "/static/nphd.css", "/imports/99/file", "/reports"):
        client.get(address).close()

    assert told(session, "downloaded") == []


def test_a_file_whose_leaving_cannot_be_told_stays(
    client: FlaskClient, meeting: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object, **_more: object) -> None:
        raise RuntimeError("the trail is full")

    monkeypatch.setattr("nphd_tracker.store.record_event", fail)
    client.application.config["TESTING"] = False
    client.application.config["PROPAGATE_EXCEPTIONS"] = False

    answer = client.get("/charts/agencies.csv")

    assert answer.status_code == 500
    assert "Kupang" not in answer.text
    assert "Content-Disposition" not in answer.headers


def test_an_import_says_who_brought_applied_and_undid_it(
    open_page: Callable[[str], str], session: Session, tmp_path: Path
) -> None:
    store.act_as(session, "sari")
    done = intake.import_file(session, SHEET, SHEET.name, ReadOptions(), tmp_path / "uploads")
    number = done.import_id
    assert number
    store.act_as(session, "perintah:budi")
    store.undo_import(session, number)
    session.commit()

    assert "oleh sari" in open_page("/imports")
    page = open_page(f"/imports/{number}")
    assert page.count("oleh sari") == 2
    assert "oleh perintah (budi)" in page


@pytest.mark.usefixtures("no_csrf")
def test_the_page_says_in_words_what_happened_and_no_code(
    client: FlaskClient, open_page: Callable[[str], str], session: Session
) -> None:
    number = upload(client)
    client.post(f"/imports/{number}/apply")

    page = words(open_page("/admin/jejak"))

    assert f"Menerapkan impor: impor nomor {number}" in page
    assert f"berkas {SHEET.name}" in page
    assert "angka baru 31" in page
    assert "import-applied" not in page
    assert "Applied an import: import number" in words(open_page("/admin/jejak?lang=en"))


def test_the_page_is_filtered_and_turned(open_page: Callable[[str], str], session: Session) -> None:
    for count in range(60):
        who = "sari" if count % 2 else "budi"
        record_event(session, "import-undone", who=who, address="", subject=f"import/{count}")
    session.commit()

    first = words(open_page("/admin/jejak"))
    assert "impor nomor 59" in first
    assert "impor nomor 10 " in first
    assert "impor nomor 9 " not in first
    older = words(open_page("/admin/jejak?older_than=11"))
    assert "impor nomor 9 " in older
    assert "impor nomor 10 " not in older
    of_sari = words(open_page("/admin/jejak?who=sari"))
    assert "impor nomor 59" in of_sari
    assert "impor nomor 58" not in of_sari
    assert "Tidak ada kejadian yang cocok." in open_page("/admin/jejak?to=2020-01-01")
    assert "Tidak ada kejadian yang cocok." in open_page("/admin/jejak?what=terms-changed")


def test_the_csv_says_the_same_and_runs_nothing(client: FlaskClient, session: Session) -> None:
    record_event(session, "import-undone", who="=cmd()", address="10.0.0.7",
                 subject="import/3", before={"file": "@lama"}, after={"file": "baru"})  # fmt: skip
    session.commit()

    answer = client.get("/admin/jejak/jejak.csv")

    heading, line, *_rest = answer.data.decode("utf-8-sig").splitlines()
    assert heading.split(";")[2:5] == ["Siapa", "Alamat", "Perbuatan"]
    assert line.split(";")[2:] == [
        "'=cmd()", "10.0.0.7", "Membatalkan impor", "impor nomor 3", "berkas: @lama → baru",
    ]  # fmt: skip
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=jejak-nphd-")


def test_the_trail_is_for_admins_who_may_see_everything(
    client_of: Callable[..., FlaskClient],
) -> None:
    for role, scope, status in (
        (Role.ADMIN, EVERYTHING, 200),
        (Role.ADMIN, Scope(frozenset({"53"})), 404),
        (Role.OFFICER, EVERYTHING, 403),
    ):
        for address in ("/admin/jejak", "/admin/jejak/jejak.csv"):
            assert client_of(role, scope).get(address).status_code == status, (role, scope)


def test_only_what_differs_is_said(app: Flask, session: Session) -> None:
    record_event(
        session, "import-answered", who="", address="",
        before={"source": None, "answers": {"Rekap": {"unit": 1}}},
        after={"source": None, "answers": {"Rekap": {"unit": 1000, "left_out": ["5", "6"]}}},
    )  # fmt: skip
    [event] = store.list_events(session)

    with app.test_request_context():
        said = [(one.name, one.before, one.after) for one in facts(event)]

    assert said == [
        ("Rekap: satuan", "1", "1000"),
        ("Rekap: baris ditinggalkan", "", "5, 6"),
    ]


def test_without_a_limit_it_is_all_and_what_is_empty_is_not_said(
    app: Flask, session: Session
) -> None:
    after = {"full_name": "", "role": "viewer", "regions": [], "agencies": ["KPU"]}
    record_event(session, "person-added", subject="person/sari", after=after)
    record_event(
        session,
        "person-changed",
        subject="person/sari",
        before=after,
        after={**after, "agencies": []},
    )
    changed, added = store.list_events(session)
    with app.test_request_context("/"):
        assert [(fact.name, fact.after) for fact in facts(added)] == [
            ("peran", "pemirsa: hanya melihat"),
            ("Pemda", "semua"),
            ("lembaga", "KPU"),
        ]
        [fact] = facts(changed)
    assert (fact.before, fact.after) == ("KPU", "semua")


def test_an_answer_about_a_column_or_a_name_is_said_in_words(app: Flask, session: Session) -> None:
    answers = {
        "columns": {"E": "disbursed", "F": "KPU.disbursed.II"},
        "regions": {"Kupang": "53.71"},
        "agencies": {"Polda": "POLRI"},
    }
    record_event(
        session, "import-answered", who="", address="",
        before={"answers": {}}, after={"answers": {"Rekap": answers}},
    )  # fmt: skip
    [event] = store.list_events(session)

    with app.test_request_context():
        said = [(one.name, one.after) for one in facts(event)]

    assert said == [
        ("Rekap: kolom E", "Pencairan"),
        ("Rekap: kolom F", "Pencairan KPU tahap II"),
        ("Rekap: Pemda: Kupang", "Kota Kupang"),
        ("Rekap: lembaga: Polda", "Polri"),
    ]


def test_every_event_in_the_code_has_its_words(app: Flask) -> None:
    told = {name for path in PACKAGE.rglob("*.py") for name in told_in(path)}
    told |= {f"follow-up-{kind}" for kind in ("opened", "changed", "reached")}

    with app.test_request_context():
        assert told - event_names().keys() == set()
    assert {"import-applied", "terms-changed", "downloaded"} <= told


def told_in(path: Path) -> set[str]:
    """The codes that a module gives to the trail."""
    found = set()
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(call, ast.Call):
            name = ast.unparse(call.func).rpartition(".")[2]
            place = {"note": 0, "record_event": 1, "_tell": 1, "_note": 1}.get(name)
            if place is not None and len(call.args) > place:
                value = call.args[place]
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    found.add(value.value)
    return {one for one in found if "-" in one or one == "downloaded"}


def test_nobody_and_a_command_have_words(app: Flask) -> None:
    with app.test_request_context("/?lang=en"):
        assert by_whom("") == "not recorded"
        assert by_whom("perintah:siti") == "command (siti)"
        assert by_whom("sari") == "sari"


def test_what_somebody_may_not_is_told_once_an_hour_and_not_as_often_as_they_ask(
    client_of: Callable[..., FlaskClient], session: Session
) -> None:
    viewer, other = client_of(Role.VIEWER), client_of(Role.OFFICER)
    for _ in range(3):
        assert viewer.get("/admin/jejak?who=sari").status_code == 403
        assert viewer.get("/pengguna").status_code == 403
        assert other.get("/admin/jejak").status_code == 403

    events = told(session, "access-refused")

    assert [(one.who, one.subject, one.address) for one in reversed(events)] == [
        ("orang-1", "page//admin/jejak", "127.0.0.1"),
        ("orang-1", "page//pengguna", "127.0.0.1"),
        ("orang-2", "page//admin/jejak", "127.0.0.1"),
    ]


def test_who_is_refused_is_told_so_though_the_trail_cannot_be_written(
    app: Flask, client_of: Callable[..., FlaskClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_arguments: object) -> bool:
        raise OperationalError("INSERT", {}, Exception("database is locked"))

    monkeypatch.setattr(store, "record_refusal", busy)
    assert client_of(Role.VIEWER).get("/admin/jejak").status_code == 403
