"""An office of which one person sees a part, and marks that must never reach them.

Inside is Kab. Sikka. Outside are its neighbour in the same province and Konawe in another, each with
amounts, units, texts, files and documents that exist nowhere else.
"""

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from flask import Flask
from flask.testing import FlaskClient
from openpyxl import Workbook, load_workbook
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from nphd_tracker import store
from nphd_tracker.absorption import Basis, stand
from nphd_tracker.follow_ups import Cause, Promise
from nphd_tracker.models import (
    Agreement,
    Attachment,
    FigureRow,
    FollowUpRow,
    Import,
    Person,
    UserSession,
)
from nphd_tracker.reading import Answers
from nphd_tracker.regions import Agency
from nphd_tracker.scope import Scope

from .data import PILKADA

INSIDE, NEIGHBOUR, FAR = "53.07", "53.13", "74.02"
SIKKA = Scope(places=frozenset({INSIDE}))
MINE = 123_450_000
"""Rupiah. All that is inside has nine digits, all that is outside thirteen, as have all sums of it."""
MUCH = 9_876_543_210_987
MARKS = re.compile(r"wasangka|74\.02|konawe|53\.13|lembata|Rp [\d.,]+ (?:triliun|trillion)", re.I)
BIG = re.compile(r"(?<![\w.,-])(?:\d{13,15}|\d{1,3}(?:[.,]\d{3}){4,})(?![\w-])")
ELSEWHERE = "PSU Wasangka 2025"
LATE = date(2024, 8, 20)


@dataclass
class Office:
    """What is there: numbers of what lies inside and outside, by the name of an address's part."""

    inside: dict[str, list[int]] = field(default_factory=dict)
    outside: dict[str, list[int]] = field(default_factory=dict)


def name_of(name: str, scope: Scope) -> str:
    """``siti-5307-kpu``."""
    parts = [one.replace(".", "") for one in sorted(scope.places)]
    return "-".join((name, *parts, *(one.value.lower() for one in sorted(scope.agencies))))


def fill(app: Flask, session: Session, whole: FlaskClient) -> Office:
    """What people with a wider view put in, by files through the pages and by what pages store."""
    upload(whole, sheet([("Kab. Sikka", "KPU", MINE, 100_000_000)]), "sikka.xlsx")
    rows = [("Kab. Lembata", "KPU", MUCH + 1, MUCH - 1000), ("Kab. Konawe", "KPU", MUCH + 2, MUCH)]
    upload(whole, sheet(rows, "Catatan wasangka"), "berkas wasangka.xlsx")
    mixed = [("Kab. Sikka", "Bawaslu", 200_000_000, 0), ("Kab. Lembata", "Bawaslu", MUCH, 5)]
    upload(whole, sheet(mixed), "campuran.xlsx")
    staged = [("Kab. Konawe", "Bawaslu", MUCH + 7, MUCH)]
    upload(whole, sheet(staged), "menunggu wasangka.xlsx", is_applied=False)
    police = [("Kab. Konawe", "Polres Konawe", MUCH + 3, MUCH - 500)]
    late = sheet(police, number="900/WASANGKA/1", day="20 AGUSTUS 2024")
    [said] = upload(whole, late, "polisi wasangka.xlsx")
    [undone] = upload(
        whole, sheet([("Kab. Konawe", "Kodim Konawe", MUCH, 1)]), "batal wasangka.xlsx"
    )
    whole.post(f"/imports/{undone}/undo")
    psu = sheet([("Kab. Konawe", "KPU", MUCH, 3)])
    upload(whole, psu, "lain wasangka.xlsx", election=ELSEWHERE)
    [mine] = upload(whole, sheet([("Kab. Sikka", "Kodim Sikka", 50_000_000, 7)]), "tni-sikka.xlsx")
    for agreement in session.scalars(select(Agreement).where(Agreement.election == PILKADA)):
        is_inside = agreement.region == INSIDE
        document = keep_document(app, b"" if is_inside else b"wasangka")
        store.add_attachment(session, mine if is_inside else said, agreement.id, document)
    for holding in store.load_holdings(session, PILKADA):
        name = "Janji Sikka" if holding.region == INSIDE else "Janji wasangka"
        promise = Promise(Cause.OTHER, name, "", date(2099, 1, 31))
        store.open_follow_up(session, stand(holding, LATE, Basis.DISBURSED_COMMITTED), promise)
    for region in (INSIDE, NEIGHBOUR, FAR):
        store.add_to_roster(session, PILKADA, [(region, Agency.TNI), (region, Agency.POLRI)])
    theirs = Answers(regions={"Daerah wasangka": FAR}, agencies={"Satpol wasangka": Agency.POLRI})
    for layout in session.scalars(select(Import.description)):
        for fingerprint in re.findall(r'"fingerprint": "([0-9a-f]+)"', layout):
            store.remember_layout(session, fingerprint, {"A": "Kolom wasangka"}, theirs)
    subject = {"import": said, "ids": [said]}
    jobs = [
        store.enqueue(session, "apply", subject, file_name=f"{mark}.xlsx", asked_by=who).id
        for mark, who in (("tugas", name_of("siti", SIKKA)), ("tugas wasangka", "admin"))
    ]
    sessions = [row.id for row in session.scalars(select(UserSession))]
    until = datetime.now(UTC) + timedelta(days=1)
    others = session.scalars(select(Person.id).limit(1)).one()
    token, _secret = store.create_token(session, others, "token wasangka", ["view"], until)
    session.commit()
    tokens = [token.id]
    office = _number(session)
    office.inside["job_id"], office.outside["job_id"] = jobs[:1], jobs[1:]
    office.inside["token_id"], office.outside["token_id"] = [], tokens
    office.inside["session_id"], office.outside["session_id"] = [], sessions
    return office


def keep_document(app: Flask, text: bytes) -> store.KeptDocument:
    content = b"%PDF-1.7\n% " + text + b"\n%%EOF"
    sha256 = hashlib.sha256(content).hexdigest()
    uploads = app.extensions["nphd-settings"].uploads
    (uploads / sha256).write_bytes(content)
    name = f"nphd {text.decode()}.pdf"
    return store.KeptDocument("nphd", name, sha256, len(content), "application/pdf")


def _number(session: Session) -> Office:
    office = Office()
    places = {row.id: row.region for row in session.scalars(select(Agreement))}
    of_agreement: tuple[tuple[str, type[Attachment] | type[FollowUpRow]], ...] = (
        ("attachment_id", Attachment),
        ("follow_up_id", FollowUpRow),
    )
    found: list[tuple[str, int, bool]] = [
        ("agreement_id", number, region == INSIDE) for number, region in places.items()
    ]
    for name, row in of_agreement:
        for number, agreement in session.execute(select(row.id, row.agreement_id)):
            found.append((name, number, places[agreement] == INSIDE))
    for one in session.scalars(select(Import)):
        said = select(FigureRow.agreement_id).where(FigureRow.import_id == one.id)
        regions = {places[number] for number in session.scalars(said)}
        found.append(("import_id", one.id, regions == {INSIDE}))
    for name, number, is_inside in found:
        (office.inside if is_inside else office.outside).setdefault(name, []).append(number)
    session.rollback()
    return office


def sheet(
    rows: list[tuple[str, str, int, int]],
    note: str = "",
    number: str = "900/1",
    day: str = "1 AGUSTUS 2024",
) -> io.BytesIO:
    """A recap; with a note in a cell that no figure comes from."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "Rekap"
    page.append(["REKAPITULASI NPHD PILKADA 2024", None, None, None, None, note])
    page.append([f"POSISI : {day}"])
    page.append([])
    headings = ("KABUPATEN/KOTA", "PENERIMA HIBAH", "NILAI NPHD", "REALISASI PENCAIRAN")
    page.append(["NO", *headings, "NOMOR NPHD"])
    for place, row in enumerate(rows, start=1):
        page.append([place, *row, number])
    content = io.BytesIO()
    book.save(content)
    return io.BytesIO(content.getvalue())


def upload(
    client: FlaskClient,
    content: io.BytesIO,
    name: str,
    *,
    is_applied: bool = True,
    election: str = "",
) -> list[int]:
    """The imports of one file sent through the page, applied there or left waiting."""
    data = {"files": [(content, name)], "election": election}
    answer = client.post("/imports", data=data, content_type="multipart/form-data")
    assert answer.status_code == 302, answer.text
    numbers = re.findall(r"\d+", answer.location.partition("ids=")[2].replace("%2C", ","))
    for number in numbers if is_applied else ():
        assert client.post(f"/imports/{number}/apply").status_code == 302
    return [int(number) for number in numbers]


def leaks(answer: TestResponse, besides: str = "") -> list[str]:
    """What of the others' stands in an answer: its head, its text, every cell, every part.

    ``besides``: what the one who asked wrote into the address, and may be told again.
    """
    head = [f"{name}: {value}" for name, value in answer.headers if name != "ETag"]
    return [
        text[max(0, found.start() - 60) : found.end() + 20]
        for text in (*head, *_texts(answer.data, answer.mimetype))
        for found in (*MARKS.finditer(text), *BIG.finditer(text))
        if found[0].lower() not in besides.lower()
    ]


def _texts(content: bytes, kind: str) -> Iterator[str]:
    if not content.startswith(b"PK"):
        yield content.decode("utf-8", "replace")
        return
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            # Styles hold colours and sizes, the vendored theme long numbers: neither is a text.
            if name.endswith((".xml", ".rels", ".txt")) and "theme" not in name:
                yield re.sub(r"<[^>]*>", " ", archive.read(name).decode("utf-8", "replace"))
    if "spreadsheet" in kind:
        book = load_workbook(io.BytesIO(content))
        for page in book:
            for row in page.iter_rows():
                for cell in row:
                    yield str(cell.value or "")
                    yield cell.comment.text if cell.comment else ""
