"""/agreements/ID/kartu: terms edited, each change an import of its own that can be undone."""

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from nphd_tracker import store
from nphd_tracker.absorption import Holding
from nphd_tracker.due import TrancheTerm
from nphd_tracker.models import Role
from nphd_tracker.reading import Measure, TermKind
from tests.web.data import PILKADA, figure, say, term
from tests.web.seen import words

Open = Callable[[str], str]
PDF = b"%PDF-1.7\n%%EOF"


@pytest.fixture(autouse=True)
def no_csrf(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False


@pytest.fixture
def ngada(session: Session) -> int:
    """KPU Ngada, of which a sheet said the number and the value."""
    say(
        session,
        figure("53.09", "KPU", Measure.COMMITTED, 28_000_000_000),
        figure("53.09", "KPU", Measure.DISBURSED, 7_000_000_000),
        term("53.09", "KPU", TermKind.NUMBER, "900/12/NPHD"),
    )
    return the_holding(session).id


def the_holding(session: Session) -> Holding:
    session.rollback()
    [holding] = store.load_holdings(session, PILKADA)
    session.rollback()
    return holding


def save(client: FlaskClient, agreement: int, /, **typed: object) -> TestResponse:
    said = {"number": "900/12/NPHD", **typed}
    return client.post(
        f"/agreements/{agreement}/kartu", data=said, content_type="multipart/form-data"
    )


def undo_newest(client: FlaskClient, session: Session) -> None:
    number = store.list_imports(session)[0].id
    session.rollback()
    assert client.post(f"/imports/{number}/undo").status_code == 302


def test_form_opens_with_what_is_known(open_page: Open, ngada: int) -> None:
    assert 'value="900/12/NPHD"' in open_page(f"/agreements/{ngada}/kartu")
    assert f"/agreements/{ngada}/kartu" in open_page(f"/agreements/{ngada}")


def test_terms_are_stored_and_undone_together(
    client: FlaskClient, session: Session, ngada: int
) -> None:
    answer = save(
        client, ngada, number="900/13/NPHD", signed_on="2023-11-10", return_due="2025-03-27"
    )
    assert answer.location == f"/agreements/{ngada}"
    terms = the_holding(session).terms
    record = client.get(f"/imports/{store.list_imports(session)[0].id}").text
    assert "angka baru" not in record  # it brings none, and nobody expected any
    assert (terms.number, terms.signed_on) == ("900/13/NPHD", date(2023, 11, 10))
    assert terms.return_due == date(2025, 3, 27)
    undo_newest(client, session)
    terms = the_holding(session).terms
    assert (terms.number, terms.signed_on, terms.return_due) == ("900/12/NPHD", None, None)


def test_only_what_was_changed_is_stated(client: FlaskClient, session: Session, ngada: int) -> None:
    save(client, ngada, register_number="2.1/REG")
    newest, oldest = store.list_terms(session, ngada)
    assert (newest.kind, newest.value) == (TermKind.REGISTER_NUMBER, "2.1/REG")
    assert (oldest.kind, oldest.file_name) == (TermKind.NUMBER, "rekap-nphd-ntt-2024-08-01.xlsx")
    session.rollback()
    imports = len(store.list_imports(session))
    session.rollback()
    save(client, ngada, register_number="2.1/REG")
    assert len(store.list_imports(session)) == imports


def test_emptied_field_takes_the_term_back_and_undo_restores_it(
    client: FlaskClient, session: Session, open_page: Open, ngada: int
) -> None:
    save(client, ngada, number="")
    assert the_holding(session).terms.number is None
    assert "Nomor NPHD dicabut" in words(open_page(f"/agreements/{ngada}/kartu"))
    undo_newest(client, session)
    assert the_holding(session).terms.number == "900/12/NPHD"


def test_schedule_makes_the_agreement_late_by_its_own_terms(
    client: FlaskClient, session: Session, open_page: Open, ngada: int
) -> None:
    save(client, ngada, tranche_0="Tahap I", share_0="40", due_0="2024-01-15",
         share_1="60%", due_1="2024-06-27")  # fmt: skip
    assert the_holding(session).terms.tranches == (
        TrancheTerm("Tahap I", Decimal("0.4"), date(2024, 1, 15)),
        TrancheTerm("Tahap 2", Decimal("0.6"), date(2024, 6, 27)),
    )
    page = words(open_page("/tagih"))
    assert (
        "terlambat menurut NPHD: seharusnya cair Rp 28.000.000.000 per 27 Juni 2024,"
        " kurang Rp 21.000.000.000" in page
    )
    save(client, ngada)  # the rows of the schedule emptied
    assert the_holding(session).terms.tranches == ()


def test_closing_date_takes_it_off_the_chase_list(
    client: FlaskClient, open_page: Open, ngada: int
) -> None:
    assert "Kab. Ngada" in words(open_page("/tagih"))
    save(client, ngada, closed_on="2024-07-31")
    assert "Tidak ada yang perlu ditagih." in words(open_page("/tagih"))


def test_addendum_changes_the_value_from_its_date(
    client: FlaskClient, session: Session, open_page: Open, ngada: int
) -> None:
    save(client, ngada, addendum_number="900/12.A", addendum_on="2024-08-02",
         addendum_value="30 miliar")  # fmt: skip
    values = [
        (one.on, one.amount)
        for one in the_holding(session).figures
        if one.measure is Measure.COMMITTED
    ]
    assert (date(2024, 8, 2), 3_000_000_000_000) in values
    page = words(open_page(f"/agreements/{ngada}"))
    assert "30.000.000.000" in page
    assert "dicatat tangan, dokumen 900/12.A" in page


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"share_0": "0"}, "lebih dari 0 dan paling banyak 100"),
        ({"share_0": "empat puluh"}, "lebih dari 0 dan paling banyak 100"),
        ({"share_0": "60", "share_1": "60"}, "lebih dari 100%"),
        ({"addendum_number": "900/12.A"}, "Isi tanggalnya"),
        ({"addendum_on": "2024-08-02", "addendum_value": "30 miliar"}, "Isi nomor addendumnya"),
        ({"signed_on": "kemarin"}, "Ini bukan tanggal"),
        ({"signed_on": "2099-01-01"}, "harus antara 1 Januari 2015 dan"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(
    client: FlaskClient, session: Session, ngada: int, typed: dict[str, str], message: str
) -> None:
    before = the_holding(session)
    answer = save(client, ngada, **{"number": "900/99", **typed})
    assert answer.status_code == 400
    assert message in words(answer.text)
    assert 'value="900/99"' in answer.text
    assert the_holding(session) == before


def test_document_alone_is_kept_with_an_import_of_its_own(
    client: FlaskClient, session: Session, open_page: Open, ngada: int
) -> None:
    save(client, ngada, attachment=(io.BytesIO(PDF), "nphd.pdf"), attachment_kind="NPHD")
    [kept] = store.list_attachments(session, ngada)
    session.rollback()
    assert "NPHD: nphd.pdf" in words(open_page(f"/agreements/{ngada}"))
    for part in ("", "/undo", "/lembar"):
        assert open_page(f"/imports/{kept.import_id}{part}")
    undo_newest(client, session)
    [kept] = store.list_attachments(session, ngada)
    assert kept.is_undone


def test_unknown_agreement_is_not_found(client: FlaskClient) -> None:
    assert client.get("/agreements/99/kartu").status_code == 404


def test_card_keeps_the_day_and_its_languages(client: FlaskClient, ngada: int) -> None:
    address = f"/agreements/{ngada}/kartu?as_of=2024-07-15&province=53&lang=id"
    wrong = client.post(address, data={"number": "900/12/NPHD", "signed_on": "besok"})
    assert wrong.status_code == 400
    assert (
        f'href="/agreements/{ngada}/kartu?as_of=2024-07-15&amp;province=53&amp;lang=en"'
        in wrong.text
    )

    saved = client.post(address, data={"number": "900/13/NPHD"})
    assert saved.headers["Location"].endswith(f"/agreements/{ngada}?as_of=2024-07-15")


def test_who_may_not_edit_is_not_told_how(
    client_of: Callable[..., FlaskClient], open_page: Open, ngada: int
) -> None:
    address, how = f"/agreements/{ngada}/kartu", "Isian yang dikosongkan"
    assert how in open_page(address)
    assert how not in client_of(Role.VIEWER).get(address).text
