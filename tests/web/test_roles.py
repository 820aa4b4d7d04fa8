"""Every address for everyone: nobody, a viewer, an officer and an admin."""

import html
import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from nphd_tracker.models import Role
from nphd_tracker.web.serving.access import PERMISSIONS, Permission, is_public, permission_of

from .everywhere import places

METHODS = ("GET", "POST")
NOBODYS = (302, 401)


@pytest.fixture(autouse=True)
def no_csrf(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False


@pytest.mark.usefixtures("meeting")
@pytest.mark.parametrize("role", list(Role))
def test_what_a_role_may_not_do_is_refused_and_nothing_else(
    app: Flask, client_of: Callable[..., FlaskClient], role: Role
) -> None:
    client, allowed = client_of(role), PERMISSIONS[role]
    refused = set()
    for method in METHODS:
        for place in places(app, method):
            view = app.view_functions[place.endpoint]
            if is_public(view) or place.endpoint.startswith("account."):
                continue
            permission = permission_of(view, method)
            if method == "POST" and permission in allowed:
                continue  # it would do it
            with client.open(place.address, method=method) as answer:
                is_refused = answer.status_code == 403
            assert is_refused == (permission not in allowed), (method, place)
            if is_refused:
                refused.add(permission)
    assert refused == set(Permission) - allowed


@pytest.mark.usefixtures("meeting")
def test_nobody_sees_or_changes_anything(app: Flask, anonymous_client: FlaskClient) -> None:
    seen = 0
    for method in METHODS:
        for place in places(app, method):
            if is_public(app.view_functions[place.endpoint]):
                continue
            answer = anonymous_client.open(place.address, method=method)
            assert answer.status_code == NOBODYS[method == "POST"], (method, place)
            if method == "GET":
                assert answer.location.startswith("/masuk"), place
                assert "Kupang" not in answer.text
            seen += 1
    assert seen > 60


def test_refusal_is_a_page_in_plain_words(client_of: Callable[..., FlaskClient]) -> None:
    answer = client_of(Role.VIEWER).get("/pengguna")
    assert "Akun Anda tidak berhak melakukan ini" in answer.text
    assert "minta admin mengubah peran" in answer.text
    assert "Your account may not do this" in answer.text


def test_view_that_declares_nothing_is_refused_even_to_an_admin(
    app: Flask, client: FlaskClient
) -> None:
    app.view_functions["glossary.index"] = lambda: "open by oversight"
    assert client.get("/glosarium").status_code == 403


def test_page_that_does_not_exist_says_so_to_anyone(anonymous_client: FlaskClient) -> None:
    answer = anonymous_client.get("/tidak-ada")
    assert answer.status_code == 404
    assert ">Dasbor<" not in answer.text


@pytest.mark.usefixtures("meeting")
@pytest.mark.parametrize("role", [Role.VIEWER, Role.OFFICER])
def test_no_page_offers_what_is_refused(
    app: Flask, client_of: Callable[..., FlaskClient], role: Role
) -> None:
    """Every link and form of every page that a role may open leads somewhere it may go."""
    client, allowed = client_of(role), PERMISSIONS[role]
    adapter = app.url_map.bind("localhost")
    for place in places(app, "GET"):
        if permission_of(app.view_functions[place.endpoint]) not in allowed:
            continue
        with client.get(place.address) as answer:
            if answer.mimetype != "text/html" or answer.status_code != 200:
                continue
            page = answer.text
        for method, address in leads(page):
            endpoint, _arguments = adapter.match(address, method=method)
            view = app.view_functions[endpoint]
            assert is_public(view) or permission_of(view, method) in allowed, (place, address)


def leads(page: str) -> set[tuple[str, str]]:

    found = {("GET", one) for one in re.findall(r'<a[^>]* href="(/[^"?#]*)', page)}
    for form in re.findall(r"<form[^>]*>", page):
        action = re.search(r' action="(/[^"?#]*)', form)
        if action:
            found.add(("POST" if 'method="post"' in form else "GET", action[1]))
    return {(method, html.unescape(one)) for method, one in found}
