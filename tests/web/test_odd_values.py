"""Numbers and signs that one of the engines cannot take are no fault of the server: both answer alike."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from nphd_tracker.models import Import
from nphd_tracker.web.serving.access import MOST_OF_A_FORM
from tests.web.follow_ups.test_pages import TYPED, number_of, sikka
from tests.web.sending import preview, small_recap, workbook


@pytest.fixture(autouse=True)
def no_csrf(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False


@pytest.mark.parametrize("number", [2**31, 2**63, 10**30])
@pytest.mark.parametrize(
    "address",
    ["/agreements/{}", "/agreements/{}/kartu", "/imports/{}", "/follow-ups/{}", "/imports/{}/undo",
     "/follow-ups/new?agreement={}", "/imports/compare?older=1&newer={}"],
)  # fmt: skip
def test_a_number_larger_than_any_row_has(client: FlaskClient, address: str, number: int) -> None:
    assert client.get(address.format(number)).status_code == 404


@pytest.mark.usefixtures("meeting")
def test_a_sign_that_cannot_be_stored_is_said(session: Session, client: FlaskClient) -> None:
    address = sikka(session, client)

    answer = client.post(address, data={**TYPED, "state": "open", "promise": "Rapat\0Senin"})

    assert answer.status_code in (302, 400)
    assert client.get(address).status_code == 200
    assert number_of(session, "53.07")


@pytest.mark.parametrize("day", ["0001-01-01", "0001-01-05", "9999-12-31", "1 Januari 1"])
@pytest.mark.parametrize(
    "address",
    ["/?as_of={}", "/?since={}", "/rakor?as_of={}", "/follow-ups.ics?as_of={}", "/tagih?as_of={}",
     "/charts/trend?as_of={}", "/charts/heat.csv?since={}", "/reports/ringkasan.xlsx?as_of={}",
     "/admin/jejak?day={}", "/admin/jejak?to={}", "/admin/jejak/jejak.csv?to={}"],
)  # fmt: skip
@pytest.mark.usefixtures("meeting")
def test_a_day_that_nobody_means(client: FlaskClient, address: str, day: str) -> None:
    assert client.get(address.format(day)).status_code in (200, 400)


@pytest.mark.parametrize("due", ["0001-01-01", "9999-12-31"])
@pytest.mark.usefixtures("meeting")
def test_a_promise_for_a_day_that_nobody_means(
    session: Session, client: FlaskClient, due: str
) -> None:
    address = sikka(session, client)

    answer = client.post(address, data={**TYPED, "state": "open", "due": due})

    assert answer.status_code == 400
    assert due in answer.text


@pytest.mark.parametrize(
    "address",
    ["/follow-ups", "/roster", "/roster/hapus", "/catat", "/akun/token", "/pengguna/baru"],
)
def test_a_text_that_only_one_engine_keeps_is_kept_by_none(
    client: FlaskClient, address: str
) -> None:
    sent = {"name": "sri", "full_name": "Sri\0", "role": "viewer", "election": "Pilkada\0",
            "lines": "53.07", "agency": "KPU", "region": "53.07"}  # fmt: skip
    assert client.post(address, data=sent).status_code == 400


@pytest.mark.parametrize("rows", ["000000001" + "9" * 5000, "0000000019", "9" * 5000, "²"])
def test_a_row_that_no_sheet_has(client: FlaskClient, rows: str) -> None:
    _page, (number,) = preview(client, workbook(small_recap()))
    sent = {"kind": "skip", "sheet": "Rekap", "rows": rows}

    answer = client.post(f"/imports/{number}/lembar", data=sent, follow_redirects=True)

    assert answer.status_code == 200
    assert "tidak ada di lembar ini" in answer.text


@pytest.mark.parametrize("address", ["/masuk", "/keluar", "/akun/kata-sandi", "/pengguna/baru"])
def test_a_page_that_takes_no_files_takes_no_more_than_a_form(
    client: FlaskClient, anonymous_client: FlaskClient, address: str
) -> None:
    before = b'--x\r\nContent-Disposition: form-data; name="a"; filename="b"\r\n\r\n'
    sent = before + bytes(MOST_OF_A_FORM) + b"\r\n--x--\r\n"
    kind = "multipart/form-data; boundary=x"

    assert client.post(address, data=sent, content_type=kind).status_code == 413
    is_public = address in ("/masuk", "/keluar")
    answer = anonymous_client.post(address, data=sent, content_type=kind)
    assert answer.status_code == (413 if is_public else 401)


def test_what_a_stranger_sends_without_a_length_is_not_waited_for(
    anonymous_client: FlaskClient,
) -> None:
    answer = anonymous_client.post("/masuk", headers={"Transfer-Encoding": "chunked"})
    assert answer.status_code == 411


@pytest.mark.parametrize("kind", ["region", "agency"])
def test_an_answer_about_a_text_that_no_cell_names_anybody_by(
    client: FlaskClient, session: Session, kind: str
) -> None:
    _page, (number,) = preview(client, workbook(small_recap()))
    sent = {"kind": kind, "sheet": "Rekap", "text": "a" * 1001, "code": "53.71", "agency": "KPU"}

    answer = client.post(f"/imports/{number}/lembar", data=sent, follow_redirects=True)

    assert "Jawaban itu tidak dikenal." in answer.text
    assert "aaaa" not in session.get_one(Import, number).options
