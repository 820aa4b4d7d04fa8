"""Numbers and signs that one of the engines cannot take are no fault of the server: both answer alike."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from .test_follow_ups import TYPED, number_of, sikka


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
