"""An office whose every name tries to be something else: a tag, an attribute, a formula, a header.

Each carries the mark RETAS, so that a test finds it wherever it went and can tell that it is text.
"""

import io
import re
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from nphd_tracker import store
from nphd_tracker.models import Role
from nphd_tracker.web.jobs.kinds import APPLY
from tests.hostile.sheets import Cell, write_rows

ELECTION = "Pilkada RETAS <retas-tag> {{7*191}} \" retas-attr=1 ' %(y)s"
SHEET = "=RETAS <retas-tag>&\"'"
PLACE = "Kabupaten Sikka"
UNITS = (
    "Polres RETAS <retas-tag>",
    "Polres RETAS \" retas-attr=1 onmouseover=retas() x='",
    "Polres RETAS </script><retas-tag></textarea></title>",
    "Polres RETAS {{7*191}}{% raw %}%{x}<!--",
    'Polres RETAS =HYPERLINK("http://retas.invalid")',
    "Polres RETAS <a href=javascript:retas()>satu</a>",
    "Polres RETAS ]]></w:t><w:retas-tag/>",
    "Polres RETAS ,;\\n DTSTART:20240101",
)
NUMBERS = (
    "=RETAS+1", "@RETAS", "+RETAS", "-RETAS", "<retas-tag>", "\tRETAS", "{{7*191}}", "RETAS'\"",
)  # fmt: skip
FILE_NAME = "=RETAS <retas-tag> {{7*191}}; filename=b.exe.xlsx"
TYPED = '=RETAS <retas-tag> {{7*191}} " retas-attr=1\r\nRetas-Header: 1'
IMPORTS = (1, 2, 3)
"""Applied, applied later, and one that waits with an error."""


def furnish(app: Flask, client: FlaskClient, session: Session, folder: Path) -> list[int]:
    """Through the pages, as an officer would; the numbers of the agreements."""
    app.config["WTF_CSRF_ENABLED"] = False
    for number, extra in zip(
        IMPORTS, ([], [], [[99, "RETAS <retas-tag>", "KPU", 5, 1, "=RETAS", 7]]), strict=True
    ):
        path = _workbook(folder / f"{number}.xlsx", number, extra)
        answer = _post(client, "/imports", files=(io.BytesIO(path.read_bytes()), FILE_NAME))
        assert answer.location.endswith(f"ids={number}"), answer.location
        if not extra:
            _post(client, f"/imports/{number}/apply")
    agreements = [one.id for one in store.load_holdings(session, ELECTION)]
    session.rollback()
    assert len(agreements) == len(UNITS)
    store.add_person(session, "sari", Role.OFFICER, "!", full_name="=RETAS <retas-tag> {{7*191}}")
    store.enqueue(session, APPLY, {"import": IMPORTS[-1]}, file_name=FILE_NAME, asked_by="sari")
    session.commit()
    _work(client, agreements[0])
    return agreements


def _workbook(path: Path, day: int, extra: list[list[Cell]]) -> Path:
    header = ["NO", "KABUPATEN/KOTA", "PENERIMA HIBAH", "NILAI NPHD", "PENCAIRAN", "NOMOR NPHD",
              "=RETAS <retas-tag>"]  # fmt: skip
    rows: list[list[Cell]] = [
        [place, PLACE, unit, 5_000_000_000, day * 1_000_000, number, 7_000_000]
        for place, (unit, number) in enumerate(zip(UNITS, NUMBERS, strict=True), 1)
    ]
    titles: list[list[Cell]] = [
        ["REKAPITULASI NPHD SE-PROVINSI NUSA TENGGARA TIMUR"],
        [f"POSISI : {day} AGUSTUS 2024"],
        [f"Kegiatan : {ELECTION}"],
        [],
    ]
    return write_rows(path, [*titles, header, *rows, *extra])


def _work(client: FlaskClient, agreement: int) -> None:
    """A follow-up, a card with a document, a typed figure, the roster."""
    promise = {"cause": "cash", "promise": TYPED, "office": TYPED, "due": "2024-08-15"}
    _post(client, "/follow-ups", agreement=str(agreement), **promise)
    _post(client, "/follow-ups/1", state="open", note=TYPED, **promise)
    document = (io.BytesIO(b"%PDF-1.7\n%%EOF"), FILE_NAME.replace(".xlsx", ".pdf"))
    _post(
        client, f"/agreements/{agreement}/kartu",
        number=TYPED, document=TYPED, tranche_0=TYPED, share_0="50", due_0="2024-01-01",
        attachment_kind="NPHD", attachment=document,
    )  # fmt: skip
    typed = {
        "election": ELECTION, "region": "53.07", "agency": "POLRI", "unit": UNITS[0],
        "measure": "disbursed", "kind": "position", "on": "2024-08-05", "amount": "2.000.000",
        "source": "grantor", "document": TYPED, "remark": TYPED,
    }  # fmt: skip
    page = client.post("/catat", data=typed, content_type="multipart/form-data").text
    found = re.search(r'name="entry" value="([^"]+)"', page)
    assert found, page
    _post(client, "/catat/simpan", entry=found[1])
    _post(client, "/roster", election=ELECTION, lines="53.07", agency="POLRI")


def _post(client: FlaskClient, address: str, **data: object) -> TestResponse:
    answer = client.post(address, data=data, content_type="multipart/form-data")
    assert answer.status_code == 302, (address, answer.text)
    return answer
