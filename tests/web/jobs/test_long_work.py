"""Large files: answered at once, worked on outside of the request, and led on to what came of it."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.errors import TrackerError
from nphd_tracker.models import Import, Job
from nphd_tracker.scope import Scope
from nphd_tracker.web.jobs import kinds
from nphd_tracker.web.serving.settings import read_settings, settings_of
from tests.web.large import work, write_large
from tests.web.seen import words
from tests.web.sending import SHEETS, file, send, upload

TROUBLED = SHEETS / "rekap-bermasalah.xlsx"


@pytest.fixture(autouse=True)
def small_is_large(app: Flask) -> None:
    """So that a test need not read ten thousand rows."""
    app.extensions["nphd-settings"] = replace(settings_of(app), large_file_bytes=1_000)


@pytest.fixture
def large(tmp_path: Path) -> Path:
    return write_large(tmp_path / "daftar.xlsx", 60)


def waiting(tmp_path: Path) -> list[Path]:
    return list((tmp_path / "uploads" / "waiting").glob("*"))


def statuses(session: Session) -> list[str]:
    found = list(session.scalars(select(Import.status).order_by(Import.id)))
    session.rollback()  # on SQLite nobody else writes while a session is open
    return found


def preview_of(app: Flask, client: FlaskClient, *paths: Path) -> int:
    """Uploads, lets the worker read, and follows to the preview; the import's number."""
    client.get(upload(client, *map(file, paths)).location)
    assert work(app) == 1
    found = re.search(r"ids=(\d+)", client.get("/jobs/1").location)
    assert found is not None
    return int(found[1])


def test_a_large_upload_is_answered_at_once_and_leads_to_its_preview(
    app: Flask, client: FlaskClient, session: Session, large: Path, tmp_path: Path
) -> None:
    answer = upload(client, file(large))
    assert (answer.status_code, answer.location) == (302, "/jobs/1")
    assert statuses(session) == []
    page = words(client.get("/jobs/1"))
    assert "Membaca berkas Anda daftar.xlsx Menunggu giliran" in page
    assert 'href="/jobs/1"' in client.get("/imports").text
    assert len(waiting(tmp_path)) == 1

    assert work(app) == 1
    assert statuses(session) == ["staged"]
    assert waiting(tmp_path) == []
    led = client.get("/jobs/1")
    assert (led.status_code, led.location) == (302, "/imports/preview?ids=1")
    assert "120 angka baru" in words(client.get(led.location))


def test_an_ordinary_upload_stays_in_the_request(
    app: Flask, client: FlaskClient, large: Path, session: Session
) -> None:
    app.extensions["nphd-settings"] = replace(settings_of(app), large_file_bytes=400_000)
    assert upload(client, file(large)).location == "/imports/preview?ids=1"
    assert session.scalars(select(Job)).all() == []


def test_applying_a_large_file_leads_to_the_dashboard(
    app: Flask, client: FlaskClient, session: Session, large: Path
) -> None:
    number = preview_of(app, client, large)
    answer = send(client, f"/imports/{number}/apply")
    assert answer.location == "/jobs/2"
    assert "Menerapkan angka" in words(client.get("/jobs/2"))
    assert statuses(session) == ["staged"]
    assert work(app) == 1
    assert statuses(session) == ["applied"]
    led = client.get("/jobs/2")
    assert led.location.startswith("/?election=")
    assert "daftar.xlsx sudah diterapkan" in words(client.get(led.location))


def test_a_preview_that_went_stale_meanwhile_says_so(
    app: Flask, client: FlaskClient, session: Session, large: Path, tmp_path: Path
) -> None:
    number = preview_of(app, client, large)
    send(client, f"/imports/{number}/apply")
    session.execute(Import.__table__.update().values(base="something else"))
    session.commit()
    work(app)
    answer = client.get("/jobs/2")
    assert answer.status_code == 409
    assert "Pratinjau sudah usang" in words(answer)
    assert statuses(session) == ["staged"]
    renewed = send(client, f"/imports/{number}/renew")
    assert renewed.location == "/jobs/3"
    work(app)
    assert client.get("/jobs/3").location == f"/imports/{number + 1}"
    assert statuses(session) == ["discarded", "staged"]


def test_an_answer_about_a_large_file_is_read_again_by_the_worker(
    app: Flask, client: FlaskClient, session: Session
) -> None:
    number = preview_of(app, client, TROUBLED)
    asked = {"sheet": "Rekap", "kind": "region", "text": "Kupang", "code": "53.71"}
    answer = send(client, f"/imports/{number}/lembar", dict(asked))
    assert answer.location == "/jobs/2"
    work(app)
    led = client.get("/jobs/2")
    assert led.location.startswith(f"/imports/{number}/lembar?sheet=Rekap")
    assert "Sudah dibaca ulang" in words(client.get(led.location))


def test_all_clean_files_of_an_upload_are_applied_one_after_another(
    app: Flask, client: FlaskClient, session: Session, tmp_path: Path
) -> None:
    paths = [write_large(tmp_path / f"daftar{n}.xlsx", 40 + n, 10**9 * n) for n in (1, 2)]
    client.get(upload(client, *map(file, paths)).location)
    assert "Berkas 1 dari 2: daftar1.xlsx" in words(client.get("/jobs/1"))
    work(app)
    assert client.get("/jobs/1").location == "/imports/preview?ids=1,2"
    assert send(client, "/imports/apply", {"ids": "1,2"}).location == "/jobs/2"
    work(app)
    led = client.get("/jobs/2")
    assert led.status_code == 302
    # The second contradicts what the first has just brought, so it waits for a look.
    assert statuses(session) == ["applied", "discarded", "staged"]
    assert led.location == "/imports/preview?ids=1,3"


def test_refused_files_of_a_large_upload_are_told(
    app: Flask, client: FlaskClient, large: Path
) -> None:
    upload(client, file(b"\x89PNG" + bytes(2_000), "gambar.xlsx"), file(large))
    work(app)
    assert "gambar.xlsx" in words(client.get(client.get("/jobs/1").location))
    upload(client, file(b"\x89PNG" + bytes(2_000), "gambar.xlsx"))
    work(app)
    answer = client.get("/jobs/2")
    assert answer.status_code == 400
    assert "gambar.xlsx" in words(answer)


def test_cancelled_while_it_waits_it_leaves_nothing_behind(
    app: Flask, client: FlaskClient, session: Session, large: Path, tmp_path: Path
) -> None:
    upload(client, file(large))
    answer = send(client, "/jobs/1/cancel")
    assert answer.location == "/imports"
    assert "Dibatalkan sebelum selesai" in words(client.get("/imports"))
    assert (work(app), statuses(session), waiting(tmp_path)) == (0, [], [])
    page = client.get("/jobs/1")
    assert page.status_code == 200
    assert "Dibatalkan" in words(page)
    assert "http-equiv" not in page.text
    assert client.get("/jobs/1/progress.json").json["over"] is True


def test_cancelled_while_it_runs_it_stops_where_it_is(
    app: Flask,
    client: FlaskClient,
    session: Session,
    large: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    upload(client, file(large))
    perform = kinds.perform

    def cancel_meanwhile(kind: str, task: kinds.Task) -> None:
        send(client, "/jobs/1/cancel")
        perform(kind, task)

    monkeypatch.setattr("nphd_tracker.web.jobs.worker.perform", cancel_meanwhile)
    assert work(app) == 1
    assert (statuses(session), waiting(tmp_path)) == ([], [])
    assert store.get_job(session, 1).state == "cancelled"


def test_what_is_done_cannot_be_cancelled_any_more(
    app: Flask, client: FlaskClient, session: Session, large: Path
) -> None:
    preview_of(app, client, large)
    assert send(client, "/jobs/1/cancel").location == "/jobs/1"
    assert statuses(session) == ["staged"]


def test_a_file_the_worker_cannot_reach_fails_with_what_to_do(
    app: Flask, client: FlaskClient, large: Path, tmp_path: Path
) -> None:
    upload(client, file(large))
    waiting(tmp_path)[0].unlink()
    work(app)
    page = words(client.get("/jobs/1"))
    assert "Tidak dapat diselesaikan" in page
    assert "NPHD_UPLOADS" in page
    assert "shared folder" in words(client.get("/jobs/1?lang=en"))


def test_a_defect_fails_the_job_with_a_plain_sentence(
    app: Flask, client: FlaskClient, large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload(client, file(large))

    def fail(*_arguments: object) -> None:
        raise KeyError("defect")

    monkeypatch.setattr("nphd_tracker.web.jobs.worker.perform", fail)
    work(app)
    page = words(client.get("/jobs/1"))
    assert "kesalahan pada sistem" in page
    assert "KeyError" not in page


def test_progress_is_told_as_rows_rate_and_time_left_in_either_language(
    client: FlaskClient, session: Session, large: Path
) -> None:
    upload(client, file(large))
    mine = store.claim(session, "one")
    assert mine is not None
    store.beat(session, mine, "reading", 12_000, 100_000, 9_000, 130)
    session.commit()
    page = client.get("/jobs/1").text
    text = words(client.get("/jobs/1"))
    assert "Membaca baris" in text
    assert "12.000 dari 100.000 baris" in text
    assert "9.000 baris per detik" in text
    assert "kira-kira 2 menit lagi" in text
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in page
    assert re.search(r'<progress [^>]*value="13"', page)
    english = client.get("/jobs/1/progress.json?lang=en").json
    assert english == {
        "over": False, "percent": 13, "file": "daftar.xlsx", "step": "Reading rows",
        "rows": "12,000 of 100,000 rows", "rate": "9,000 rows a second",
        "left": "about 2 minutes", "note": "",
    }  # fmt: skip


def test_someone_who_waits_is_told_who_is_before_them_and_when_nobody_works(
    client: FlaskClient, session: Session, large: Path
) -> None:
    upload(client, file(large))
    upload(client, file(large))
    assert "Masih ada 1 pekerjaan lain di depannya." in words(client.get("/jobs/2"))
    assert "Belum ada pekerja" not in words(client.get("/jobs/1"))
    job = store.get_job(session, 1)
    job.created_at = job.created_at.replace(year=2020)
    session.commit()
    assert "Belum ada pekerja" in words(client.get("/jobs/1"))


def test_a_job_of_someone_else_is_not_found_within_a_scope(
    app: Flask, client: FlaskClient, large: Path
) -> None:
    upload(client, file(large))
    assert client.get("/jobs/1").status_code == 200
    assert client.get("/jobs/2").status_code == 404


def test_the_worker_sees_no_more_than_the_one_who_asked(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    scope = Scope(frozenset({"53"}))
    store.enqueue(session, "renew", {"import": 1}, asked_by="siti", scope=scope)
    session.commit()
    seen: list[tuple[Scope, str]] = []

    def look(_kind: str, task: kinds.Task) -> None:
        for one in (task.session, task.reader):
            seen.append((store.scope_of(one), store.actor_of(one).who))
        raise TrackerError("cukup", "enough")

    monkeypatch.setattr("nphd_tracker.web.jobs.worker.perform", look)
    work(app)
    assert seen == [(scope, "siti")] * 2
    assert store.get_job(session, 1).message_en == "enough"


def test_how_large_is_large_is_a_setting(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NPHD_LARGE_FILE_BYTES", "5_000_000")
    monkeypatch.setenv("NPHD_UPLOADS", str(tmp_path / "shared"))
    settings = read_settings()
    assert (settings.large_file_bytes, settings.uploads) == (5_000_000, tmp_path / "shared")
    monkeypatch.setenv("NPHD_LARGE_FILE_BYTES", "besar")
    with pytest.raises(TrackerError, match="NPHD_LARGE_FILE_BYTES"):
        read_settings()


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 360])
def test_the_page_goes_on_by_itself_with_and_without_a_script(
    app: Flask, session: Session, address: str, page: Page, large: Path, width: int
) -> None:
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{address}/imports")
    page.set_input_files("#files", large)
    page.click("#upload-button")
    page.wait_for_url("**/jobs/1")
    expect(page.locator("h1")).to_have_text("Membaca berkas Anda")
    mine = store.claim(session, "one")
    assert mine is not None
    store.beat(session, mine, "reading", 12_000, 100_000, 9_000, 30)
    session.commit()
    expect(page.locator('[data-job="rows"]')).to_have_text("12.000 dari 100.000 baris")
    expect(page.locator('[data-job="left"]')).to_have_text("kira-kira 30 detik lagi")
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width
    store.give_back(session, mine)
    session.commit()
    work(app)
    page.wait_for_url("**/imports/preview?ids=1")
    assert faults == []
