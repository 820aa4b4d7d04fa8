"""Every address there is, asked by someone who sees a part: no other's figure, name or file."""

import io
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import unquote_plus

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from nphd_tracker.models import Role
from nphd_tracker.regions import Agency
from nphd_tracker.scope import EVERYTHING, Scope
from nphd_tracker.web import create_app
from nphd_tracker.web.serving import access
from nphd_tracker.web.serving.access import Permission, recognise_by
from nphd_tracker.web.serving.database import db, prepare_database
from tests.signing import signed_in_client

from . import outsiders
from .data import PILKADA
from .everywhere import CHARTS
from .outsiders import FAR, INSIDE, MUCH, NEIGHBOUR, SIKKA, Office, leaks

NUMBERS = ("agreement_id", "attachment_id", "follow_up_id", "import_id", "job_id", "session_id",
           "token_id")  # fmt: skip
NO_FIGURES = {"account.change_password", "account.end_other_sessions", "sign_in.leave"}
"""Addresses that read no figure, and after which nobody is signed in."""
EVERYDAY = "as_of=2024-08-20"
WIDER = ("", f"?{EVERYDAY}", "?all=1", "?province=53", "?lang=en", f"?all=1&part=1&{EVERYDAY}")
OTHERS = (
    f"?region={FAR}",
    f"?region={NEIGHBOUR}",
    "?province=74",
    f"?election={outsiders.ELSEWHERE}",
    "?region=53",
)


class Asker:
    """Browsers in which people are signed in; every answer is looked through."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._clients: dict[str, FlaskClient] = {}
        self.client = self.be("admin", EVERYTHING)

    def be(self, name: str, scope: Scope, role: Role = Role.OFFICER) -> FlaskClient:
        """From now on this person asks; of a name there is one for each scope."""
        who = outsiders.name_of(name, scope)
        if who not in self._clients:
            self._clients[who] = signed_in_client(self._app, role, scope, who)
        self.client = self._clients[who]
        self.client.delete_cookie("lang")
        return self.client

    def ask(self, address: str, method: str = "GET", **more: Any) -> TestResponse:
        answer = self.client.open(address, method=method, **more)
        assert answer.status_code < 500, (address, answer.text)
        found = leaks(answer, besides=unquote_plus(address))
        answer.close()
        assert not found, f"{method} {address} answers {answer.status_code} with {found[:5]}"
        return answer


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    folder = tmp_path_factory.mktemp("office")
    app = create_app(f"sqlite:///{folder / 'nphd.sqlite3'}", folder, testing=True)
    app.config["WTF_CSRF_ENABLED"] = False
    prepare_database(app)
    # Programs are told apart by tokens; here it is about what they see, so a session does for them.
    known = app.extensions["nphd-recognisers"]
    for prefix in known:
        recognise_by(app, known["/"], prefix)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="module")
def engine(app: Flask) -> Engine:
    with app.app_context():
        return db.engine


@pytest.fixture(scope="module")
def asker(app: Flask) -> Asker:
    return Asker(app)


@pytest.fixture(scope="module")
def office(app: Flask, engine: Engine, asker: Asker) -> Office:
    """Filled once; looked at once by someone who sees everything, so that every cache is warm."""
    with Session(engine) as session:
        office = outsiders.fill(app, session, asker.be("admin", EVERYTHING))
    for rule in rules(app, "GET"):
        for address in addresses(rule, {**office.outside, "code": [FAR], "key": ["KPU"]}):
            asker.client.get(address).close()
    for query in WIDER:
        assert leaks(asker.client.get(f"/{query}")), "the marks can be found at all"
    return office


def rules(app: Flask, method: str) -> list[Rule]:
    """What somebody signed in may ask for who is no admin: admins see everything."""
    return [
        rule
        for rule in app.url_map.iter_rules()
        if method in (rule.methods or ())
        and rule.endpoint not in NO_FIGURES
        and not access.is_public(app.view_functions[rule.endpoint], method)
        and access.permission_of(app.view_functions[rule.endpoint], method) is not Permission.ADMIN
    ]


def addresses(rule: Rule, known: dict[str, Any]) -> list[str]:
    """The rule filled in with each of what is known; KeyError: say what a new part stands for."""
    names = sorted(rule.arguments)
    if not names:
        return [rule.rule]
    [name] = names
    if name == "name":
        return [filled(rule, one) for one in CHARTS]
    return [filled(rule, one) for one in known[name]]


def filled(rule: Rule, value: object) -> str:
    [name] = rule.arguments
    before, _, rest = rule.rule.partition("<")
    assert f"{name}>" in rest
    return f"{before}{value}{rest.partition('>')[2]}"


def as_siti(asker: Asker, scope: Scope = SIKKA) -> Asker:
    asker.be("siti", scope)
    return asker


def test_everything_that_can_be_read_is_read_without_a_mark(
    app: Flask, asker: Asker, office: Office
) -> None:
    siti = as_siti(asker)
    known = {**office.inside, "code": [INSIDE, "53"], "key": list(Agency)}
    seen = 0
    for rule in rules(app, "GET"):
        for address in addresses(rule, known):
            for query in WIDER:
                seen += siti.ask(address + query).status_code == 200
    assert seen > 200


def test_what_lies_outside_is_not_there_by_any_address(
    app: Flask, asker: Asker, office: Office
) -> None:
    siti = as_siti(asker)
    known = {**office.outside, "code": [FAR, NEIGHBOUR, "74"], "key": []}
    for rule in rules(app, "GET"):
        if rule.arguments and rule.arguments != {"name"}:
            for address in addresses(rule, known):
                assert siti.ask(address).status_code == 404, address


def test_what_lies_outside_reads_like_what_never_was(asker: Asker, office: Office) -> None:
    siti = as_siti(asker)
    for name, address in (
        ("agreement_id", "/agreements/%s"),
        ("import_id", "/imports/%s"),
        ("follow_up_id", "/follow-ups/%s"),
        ("attachment_id", "/catat/lampiran/%s"),
    ):
        outside = office.outside[name][0]
        nothing = siti.ask(address % 99_999).text.replace("99999", str(outside))
        assert siti.ask(address % outside).text == nothing
    nothing = siti.client.get("/regions/99.99").text.replace("99.99", FAR)
    assert siti.client.get(f"/regions/{FAR}").text == nothing


def test_filters_of_another_s_place_are_answered_as_not_there(
    app: Flask, asker: Asker, office: Office
) -> None:
    siti = as_siti(asker)
    filtered = 0
    for rule in rules(app, "GET"):
        for address in addresses(rule, {**office.inside, "code": [INSIDE], "key": ["KPU"]}):
            for query in OTHERS:
                answer = siti.ask(address + query)
                filtered += answer.status_code == 404
    assert filtered > 60
    for address in ("/", "/tagih", "/rakor", "/reports", "/selisih", "/follow-ups",
                    "/reports/ringkasan.xlsx", "/tagih/daftar-tagih.csv", "/charts/heat",
                    "/charts/heat.csv", "/reports/lembar-isian.xlsx", "/follow-ups.ics",
                    "/api/v1/absorption", "/api/v1/agreements", "/api/v1/figures.csv"):  # fmt: skip
        for query in (f"?region={FAR}", f"?region={NEIGHBOUR}", "?province=74"):
            assert siti.ask(address + query).status_code == 404, address + query


def test_agency_outside_is_not_there(asker: Asker, office: Office) -> None:
    siti = as_siti(asker, Scope(SIKKA.places, frozenset({Agency.KPU})))
    page = siti.ask("/")
    assert "Wilayah Anda: Kab. Sikka; KPU" in page.text
    assert "200.000.000" not in page.text
    for address in ("/agencies/BAWASLU", "/?agency=BAWASLU", "/api/v1/absorption?agency=TNI"):
        assert siti.ask(address).status_code == 404
    assert ">Bawaslu</option>" not in page.text


WRITERS: dict[str, Callable[[Office], list[tuple[dict[str, Any], int]]]] = {}
"""Endpoint -> what to send to an address without a number, and what it answers."""


def writer(endpoint: str) -> Callable[..., Any]:
    def mark(make: Callable[[Office], list[tuple[dict[str, Any], int]]]) -> object:
        WRITERS[endpoint] = make
        return make

    return mark


ENTRY = {
    "election": PILKADA, "region": FAR, "agency": "POLRI", "unit": "", "measure": "disbursed",
    "kind": "position", "on": "2024-08-01", "amount": "1.000.000.000", "source": "grantor",
    "document": "SP2D 1",
}  # fmt: skip


@writer("entry.preview")
def _entry(office: Office) -> list[tuple[dict[str, Any], int]]:
    return [({"data": ENTRY}, 400), ({"data": {**ENTRY, "region": NEIGHBOUR}}, 400)]


@writer("entry.save")
def _entry_saved(office: Office) -> list[tuple[dict[str, Any], int]]:
    return [({"data": {"entry": "made-up"}}, 400)]


@writer("follow_ups.create")
def _followed(office: Office) -> list[tuple[dict[str, Any], int]]:
    said = {"cause": "other", "promise": "x", "office": "", "due": ""}
    numbers = [{**said, "agreement": str(one)} for one in office.outside["agreement_id"]]
    places = [{**said, "region": FAR}, {**said, "province": "74"}]
    return [({"data": one}, 404) for one in (*numbers, *places)]


@writer("imports.upload")
def _uploaded(office: Office) -> list[tuple[dict[str, Any], int]]:
    return [({"data": {}}, 400)]


@writer("imports.apply_clean")
def _applied(office: Office) -> list[tuple[dict[str, Any], int]]:
    return [({"data": {"ids": str(one)}}, 404) for one in office.outside["import_id"]]


@writer("roster.add")
def _owed(office: Office) -> list[tuple[dict[str, Any], int]]:
    return [({"data": {"election": PILKADA, "lines": FAR, "agency": "KPU"}}, 400)]


@writer("roster.from_sheet")
def _owed_by_sheet(office: Office) -> list[tuple[dict[str, Any], int]]:
    """Only shows what it read: others' lines as wrong, nothing to be added."""
    return [({"data": {"election": PILKADA}}, 400)]


@writer("roster.remove")
def _not_owed(office: Office) -> list[tuple[dict[str, Any], int]]:
    return [({"data": {"election": PILKADA, "region": FAR, "agency": "POLRI"}}, 302)]


@writer("roster.take_back")
def _not_added(office: Office) -> list[tuple[dict[str, Any], int]]:
    return [({"data": {"election": PILKADA, "addition": "1"}}, 302)]


@writer("tokens.create")
def _token_for_others(office: Office) -> list[tuple[dict[str, Any], int]]:
    said = {"name": "x", "permission": "view", "days": "30"}
    return [({"data": {**said, "places": one}}, 400) for one in (FAR, NEIGHBOUR, "74", "53")]


@writer("api-follow-ups.open_follow_up")
def _followed_by_program(office: Office) -> list[tuple[dict[str, Any], int]]:
    said = {"cause": "other", "promise": "x"}
    return [({"json": {**said, "agreement": one}}, 404) for one in office.outside["agreement_id"]]


@writer("api-imports.upload")
@writer("api-imports.check")
def _sent_by_program(office: Office) -> list[tuple[dict[str, Any], int]]:
    return [({"data": {}}, 422)]


FORM = {"cause": "other", "state": "open", "sheet": "Rekap", "kind": "forget"}
"""Enough of every form to get as far as looking for what it is about."""
SILENT = {"account.end_session"}
"""Says neither that it is there nor that it is not; nothing happens."""


def test_nothing_outside_can_be_written_to(
    app: Flask, engine: Engine, asker: Asker, office: Office
) -> None:
    siti = as_siti(asker)
    before = everything(engine)
    for method in ("POST", "PATCH", "PUT", "DELETE"):
        for rule in rules(app, method):
            if not rule.arguments:
                for sent, status in WRITERS[rule.endpoint](office):
                    answer = siti.client.open(rule.rule, method=method, **sent)
                    assert answer.status_code == status, (rule.rule, sent, answer.text)
                continue
            for address in addresses(rule, {**office.outside, "code": [FAR]}):
                body = {"json": {}} if "/api/" in address else {"data": FORM}
                status = 302 if rule.endpoint in SILENT else 404
                assert siti.ask(address, method, **body).status_code == status, address
    assert everything(engine) == before


def everything(engine: Engine) -> dict[str, list[Any]]:
    """Every row there is, but for what is noted of those who looked."""
    with engine.connect() as connection:
        names = connection.scalars(
            text("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'audit_event'")
        ).all()
        return {
            name: [tuple(row) for row in connection.execute(text(f'SELECT * FROM "{name}"'))]
            for name in names
        }


def test_sheet_with_others_rows_is_taken_without_them(
    app: Flask, engine: Engine, asker: Asker, office: Office
) -> None:
    siti = as_siti(asker)
    rows = [
        ("Kab. Sikka", "KPU", outsiders.MINE, 110_000_000),
        ("Kab. Konawe", "KPU", 777_000_000, 1),
    ]
    [number] = outsiders.upload(
        siti.client, outsiders.sheet(rows), "milik-siti.xlsx", is_applied=False
    )
    page = siti.client.get(f"/imports/{number}?lang=id").text
    assert "Rekap!B6" in page
    assert "Baris ini tentang Kab. Konawe (KPU), di luar wilayah atau lembaga Anda" in page
    assert "This row is about Kab. Konawe" in siti.client.get(f"/imports/{number}?lang=en").text
    for address in ("", "/lembar", "/catatan.xlsx", "/file"):
        answer = siti.client.get(f"/imports/{number}{address}")
        assert answer.status_code == 200
        assert not any(str(MUCH)[:6] in one.replace(".", "") for one in leaks(answer)), address
        answer.close()
    siti.client.get("/?lang=id")
    siti.client.post(f"/imports/{number}/apply")
    assert "belum" in siti.client.get(f"/imports/{number}").text.lower()
    siti.client.post(f"/imports/{number}/apply", data={"leave_out_errors": "1"})
    with engine.connect() as connection:
        stored = connection.execute(
            text("SELECT region FROM figure JOIN agreement ON agreement_id = agreement.id"
                 " WHERE import_id = :number"), {"number": number},
        ).scalars().all()  # fmt: skip
    assert set(stored) == {INSIDE}
    assert siti.client.get(f"/imports/{number}/undo").status_code == 200
    budi = asker.be("budi", SIKKA)
    assert budi.get(f"/imports/{number}").status_code == 404
    assert asker.be("admin", EVERYTHING).get(f"/imports/{number}").status_code == 200


def test_sum_of_the_parts_is_the_whole(asker: Asker, office: Office) -> None:
    places = (INSIDE, NEIGHBOUR, "74")
    parts = [total(asker, Scope(places=frozenset({one}))) for one in places]
    agencies = [total(asker, Scope(agencies=frozenset({one}))) for one in Agency]
    whole = total(asker, EVERYTHING)
    assert whole[0] > 4 * MUCH
    assert whole == [sum(column) for column in zip(*parts, strict=True)]
    assert whole == [sum(column) for column in zip(*agencies, strict=True)]


def total(asker: Asker, scope: Scope) -> list[int]:
    client = asker.be("siti", scope)
    said = client.get(f"/api/v1/absorption?{EVERYDAY}").get_json()["total"]
    names = ("committed", "disbursed", "agreements", "reported", "unreported_committed")
    return [said[name] or 0 for name in names]


@pytest.mark.parametrize("order", [(EVERYTHING, SIKKA), (SIKKA, EVERYTHING)])
def test_what_is_kept_for_one_is_told_to_no_other(
    asker: Asker, office: Office, order: tuple[Scope, ...]
) -> None:
    for _ in range(2):
        for scope in order:
            client = asker.be("siti", scope)
            for address in ("/", "/rakor", "/tagih", "/charts/heat", "/charts/trend", "/selisih"):
                answer = client.get(f"{address}?{EVERYDAY}&basis=spent/disbursed")
                assert bool(leaks(answer)) is (scope is EVERYTHING), address


def test_every_page_and_file_says_that_it_is_a_part(asker: Asker, office: Office) -> None:
    siti = as_siti(asker)
    line = "Wilayah Anda: Kab. Sikka"
    for address in ("/", "/rakor", "/tagih", "/reports", "/follow-ups", "/selisih", "/charts/heat",
                    f"/agreements/{office.inside['agreement_id'][0]}", f"/regions/{INSIDE}",
                    "/agencies/KPU", "/roster", "/imports"):  # fmt: skip
        assert line in siti.ask(address).text, address
    assert f"{PILKADA} – {line}" in siti.ask("/rakor").text, "the text for the chat"
    assert line in siti.ask("/follow-ups.ics").text.replace("\r\n ", "")
    for address in ("/tagih/daftar-tagih.csv", "/charts/heat.csv", "/reports/ringkasan.xlsx"):
        assert "-wilayah-53-07-" in siti.ask(address).headers["Content-Disposition"]
    named = siti.ask("/api/v1/figures.csv").headers["Content-Disposition"]
    assert named.endswith("filename=wilayah-53-07-figures.csv")
    book = outsiders.load_workbook(io.BytesIO(siti.ask("/reports/ringkasan.xlsx").data))
    texts = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any(line in one for one in texts)
    asker.be("admin", EVERYTHING)
    assert line not in asker.client.get("/").text


def test_figure_out_of_a_mixed_file_names_the_file_without_a_link(
    asker: Asker, office: Office, engine: Engine
) -> None:
    siti = as_siti(asker)
    pages = [siti.ask(f"/agreements/{one}").text for one in office.inside["agreement_id"]]
    [page] = [one for one in pages if "campuran.xlsx" in one]
    assert "Rekap!D5" in page
    mixed = [one for one in office.outside["import_id"] if f"/imports/{one}" in page]
    assert mixed == []
    assert any(f'href="/imports/{one}"' in "".join(pages) for one in office.inside["import_id"])


def test_a_new_address_is_walked_or_says_why_not(app: Flask) -> None:
    parts = {name for method in ("GET", "POST", "PATCH", "PUT", "DELETE")
             for rule in rules(app, method) for name in rule.arguments}  # fmt: skip
    assert parts == {*NUMBERS, "code", "key", "name"}
