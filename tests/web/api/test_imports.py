"""A file sent by a program goes the way of a file sent by a page, and answers as the command does."""

import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.cli import main
from nphd_tracker.models import Role
from nphd_tracker.scope import Scope
from nphd_tracker.web.serving.settings import settings_of

from ..large import work
from .conftest import RECAP, ROOT, Program


def test_a_file_is_previewed_then_applied_then_undone(program: Program) -> None:
    sent = program.send(RECAP)
    assert sent.status_code == 201
    (told,) = sent.get_json()["files"]
    assert (told["status"], told["figures"]["new"]) == ("would-apply", 31)
    assert program.get("/absorption")["rows"] == []

    address = sent.headers["Location"].removeprefix(ROOT)
    assert program.get(address)["status"] == "staged"
    (applied,) = program.post(f"{address}/apply", json={}).get_json()["files"]
    assert (applied["status"], applied["import"]) == ("applied", told["import"])
    assert program.get("/absorption")["total"]["agreements"] == 23

    undone = program.post(f"{address}/undo").get_json()
    assert undone == {"import": told["import"], "undone": True, "changed": True}
    assert program.post(f"{address}/undo").get_json()["changed"] is False
    assert program.get("/absorption")["rows"] == []


def test_the_answer_is_what_the_command_prints(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NPHD_INSTANCE_PATH", str(tmp_path / "other"))
    monkeypatch.delenv("NPHD_DATABASE_URL", raising=False)
    done = CliRunner().invoke(main, ["import", "--json", str(RECAP)])
    sent = program.send(RECAP, RECAP.name)
    number = sent.get_json()["files"][0]["import"]
    applied = program.post(f"/imports/{number}/apply", json={})
    assert json.loads(applied.data) == json.loads(done.stdout)


def test_the_list_is_what_the_command_prints(program: Program) -> None:
    program.send(RECAP)
    (listed,) = program.get("/imports")["imports"]
    assert (listed["import"], listed["status"], listed["new"]) == (1, "staged", 31)
    assert list(listed)[:5] == ["import", "file", "sha256", "status", "election"]


def test_the_preview_says_what_would_change(program: Program) -> None:
    program.send(RECAP)
    one = program.get("/imports/1")
    assert len(one["changes"]) == 31
    assert one["changes"][0]["old"] is None
    assert one["sheets"][0]["as_of"] == "2024-08-01"
    said = program.get("/imports/1?lang=en")["problems"]
    assert [problem["code"] for problem in said] == [problem["code"] for problem in one["problems"]]


def test_the_same_file_again_is_not_staged_again(program: Program) -> None:
    program.post(f"/imports/{program.send(RECAP).get_json()['files'][0]['import']}/apply", json={})
    again = program.send(RECAP)
    assert again.status_code in (200, 201)
    (told,) = again.get_json()["files"]
    assert (told["status"], told["import"]) == ("unchanged", 1)
    assert len(program.get("/imports")["imports"]) == 1


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"", "kosong.xlsx"), (b"%PDF-1.4", "a.pdf"), (b"PK\x03\x04rusak", "rusak.xlsx")],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_reason(
    program: Program, content: bytes, name: str
) -> None:
    answer = program.send(content, name)
    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
    told = answer.get_json()
    assert told["detail"]
    assert told["files"][0]["status"] == "refused"
    assert program.get("/imports")["imports"] == []


def test_rows_with_errors_are_only_left_out_when_asked(program: Program) -> None:
    recap = (
        "REKAP NPHD PILKADA 2024 POSISI 1 AGUSTUS 2024\n"
        "NO;KABUPATEN/KOTA;PENERIMA HIBAH;NILAI NPHD;REALISASI PENCAIRAN\n"
        "1;Kabupaten Ngada;KPU;28196513000;3000000000\n"
        "2;Kabupaten Antah Berantah;KPU;20000000000;1000000000\n"
    )
    (told,) = program.send(recap.encode(), "rekap.csv").get_json()["files"]
    assert told["status"] == "refused"
    refused = program.post(f"/imports/{told['import']}/apply", json={})
    assert refused.status_code == 409
    taken = program.post(f"/imports/{told['import']}/apply", json={"skip_errors": True})
    assert taken.get_json()["files"][0]["status"] == "applied"


def test_a_preview_that_no_longer_holds_is_a_conflict(program: Program) -> None:
    numbers = [
        program.send(
            "REKAP NPHD PILKADA 2024 POSISI 1 AGUSTUS 2024\n"
            "NO;KABUPATEN/KOTA;PENERIMA HIBAH;NILAI NPHD;REALISASI PENCAIRAN\n"
            f"1;Kabupaten Ngada;KPU;28196513000;{amount}\n".encode(),
            f"{amount}.csv",
        ).get_json()["files"][0]["import"]
        for amount in (3_000_000_000, 4_000_000_000)
    ]
    assert program.post(f"/imports/{numbers[0]}/apply", json={}).status_code == 200
    stale = program.post(f"/imports/{numbers[1]}/apply", json={})
    assert stale.status_code == 409
    assert program.get(f"/imports/{numbers[1]}")["status"] == "staged"
    again = program.post(f"/imports/{numbers[0]}/apply", json={})
    assert again.status_code == 409


def test_a_preview_is_dropped(program: Program) -> None:
    program.send(RECAP)
    assert program.post("/imports/1/discard").get_json() == {"import": 1, "discarded": True}
    assert program.post("/imports/1/apply", json={}).status_code == 409


def test_what_is_said_beside_the_file_is_heard(program: Program) -> None:
    sent = program.send(RECAP, as_of="2024-07-31", source="grantee", election="PSU 2025")
    (sheet,) = sent.get_json()["files"][0]["sheets"]
    assert (sheet["as_of"], sheet["source"], sheet["election"]) == (
        "2024-07-31", "grantee", "PSU 2025",
    )  # fmt: skip


def test_an_upload_without_a_file_or_with_more_than_is_known(program: Program) -> None:
    assert program.post("/imports", data={}).get_json()["errors"] == {"file": ["Wajib diisi."]}
    file = (io.BytesIO(b"x"), "x.csv")
    unknown = program.post("/imports", data={"file": file, "asof": "2024-08-01"})
    assert unknown.get_json()["errors"] == {"asof": ["Isian ini tidak dikenal."]}
    text = program.post("/imports", data={"file": "x"})
    assert list(text.get_json()["errors"]) == ["file"]


def test_a_check_keeps_nothing(program: Program, app: Flask) -> None:
    answer = program.post("/check", data={"file": (RECAP.open("rb"), "rekap.xlsx")})
    assert answer.get_json()["files"][0]["status"] == "readable"
    assert program.get("/imports")["imports"] == []


def test_a_large_file_is_not_checked_while_others_wait(program: Program, app: Flask) -> None:
    app.extensions["nphd-settings"] = replace(settings_of(app), large_file_bytes=1_000)
    answer = program.post("/check", data={"file": (RECAP.open("rb"), "rekap.xlsx")})
    assert (answer.status_code, answer.mimetype) == (413, "application/problem+json")
    assert "/imports" in answer.get_json()["detail"]
    assert not list((settings_of(app).uploads / "waiting").iterdir())


def test_a_request_that_is_too_large(program: Program, app: Flask) -> None:
    app.config["MAX_CONTENT_LENGTH"] = 1000
    answer = program.send(RECAP)
    assert (answer.status_code, answer.mimetype) == (413, "application/problem+json")


def test_imports_by_programs_stand_in_the_trail_as_those_by_pages(
    program: Program, session: Session
) -> None:
    number = program.send(RECAP).get_json()["files"][0]["import"]
    program.post(f"/imports/{number}/apply", json={})
    program.post(f"/imports/{number}/undo")
    told = [
        event.what for event in store.list_events(session) if event.subject == f"import/{number}"
    ]
    assert told == ["import-undone", "import-applied", "import-staged"]


def test_a_large_file_is_read_and_applied_outside_of_the_request(
    app: Flask, program: Program
) -> None:
    app.extensions["nphd-settings"] = replace(settings_of(app), large_file_bytes=1_000)
    sent = program.send(RECAP, "besar.xlsx")
    assert sent.status_code == 202
    address = sent.headers["Location"].removeprefix(ROOT)
    assert program.get(address)["state"] == "waiting"
    assert work(app) == 1
    read = program.get(address)
    assert (read["state"], read["file"], read["refused"]) == ("done", "besar.xlsx", [])
    (number,) = read["imports"]
    assert program.get(f"/imports/{number}")["status"] == "staged"

    applied = program.post(f"/imports/{number}/apply", json={})
    assert applied.status_code == 202
    assert work(app) == 1
    assert program.get(applied.headers["Location"].removeprefix(ROOT))["state"] == "done"
    assert program.get(f"/imports/{number}")["status"] == "applied"
    assert program.get("/absorption")["total"]["agreements"] == 23


def test_a_large_file_that_cannot_be_read_says_so_at_its_work(app: Flask, program: Program) -> None:
    app.extensions["nphd-settings"] = replace(settings_of(app), large_file_bytes=10)
    sent = program.send(b"%PDF-1.4 bukan lembar kerja", "besar.pdf")
    assert work(app) == 1
    told = program.get(sent.headers["Location"].removeprefix(ROOT) + "?lang=en")
    assert told["imports"] == []
    (refused,) = told["refused"]
    assert refused["file"] == "besar.pdf"
    assert "PDF" in refused["message"]


def test_a_large_preview_that_no_longer_holds_has_failed(app: Flask, program: Program) -> None:
    first, second = (
        program.send(
            "REKAP NPHD PILKADA 2024 POSISI 1 AGUSTUS 2024\n"
            "NO;KABUPATEN/KOTA;PENERIMA HIBAH;NILAI NPHD;REALISASI PENCAIRAN\n"
            f"1;Kabupaten Ngada;KPU;28196513000;{amount}\n".encode(),
            f"{amount}.csv",
        ).get_json()["files"][0]["import"]
        for amount in (3_000_000_000, 4_000_000_000)
    )
    program.post(f"/imports/{first}/apply", json={})
    app.extensions["nphd-settings"] = replace(settings_of(app), large_file_bytes=10)
    asked = program.post(f"/imports/{second}/apply", json={})
    work(app)
    told = program.get(asked.headers["Location"].removeprefix(ROOT))
    assert told["state"] == "failed"
    assert told["message"]


def test_work_of_another_is_not_there(
    app: Flask, program: Program, program_of: Callable[..., Program]
) -> None:
    app.extensions["nphd-settings"] = replace(settings_of(app), large_file_bytes=1_000)
    address = program.send(RECAP).headers["Location"].removeprefix(ROOT)
    limited = program_of(Role.OFFICER, scope=Scope(frozenset({"53"})))
    assert limited.ask(address).status_code == 404
    assert program.ask(address).status_code == 200
