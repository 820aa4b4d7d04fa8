"""Every address says who may open it."""

from flask import Flask
from flask.testing import FlaskClient

from nphd_tracker.web.serving.access import Permission, is_public, permission_of, requires
from tests.signing import signed_in_client

PUBLIC = {
    "static", "healthz", "readyz", "api_reference.openapi",
    "sign_in.form", "sign_in.enter", "sign_in.leave",
}  # fmt: skip
"""Open to anyone. Add here only what shows no figure, no name and changes nothing."""


def declared(app: Flask) -> dict[tuple[str, str], Permission | None]:
    """Endpoint and method -> permission, of everything but the public ones."""
    return {
        (rule.endpoint, method): permission_of(app.view_functions[rule.endpoint], method)
        for rule in app.url_map.iter_rules()
        for method in rule.methods or ()
        if method not in {"HEAD", "OPTIONS"} and rule.endpoint not in PUBLIC
    }


def test_every_address_declares_its_permission(app: Flask) -> None:
    found = declared(app)
    assert len(found) > 40
    assert [one for one, permission in found.items() if permission is None] == []


def test_what_is_public_is_on_the_list(app: Flask) -> None:
    views = app.view_functions
    assert {name for name, view in views.items() if is_public(view)} == PUBLIC


def test_what_changes_something_asks_for_more_than_looking(app: Flask) -> None:
    lenient = [
        endpoint
        for (endpoint, method), permission in declared(app).items()
        if method != "GET" and permission is Permission.VIEW
    ]
    assert [one for one in lenient if not one.startswith(("account.", "tokens."))] == []


def test_a_class_of_views_declares_each_method() -> None:
    class Both:
        def get(self) -> None: ...

        @requires(Permission.ADMIN)
        def post(self) -> None: ...

    def view() -> None: ...

    view.view_class = requires(Permission.VIEW)(Both)  # type: ignore[attr-defined]
    assert permission_of(view, "GET") is Permission.VIEW
    assert permission_of(view, "POST") is Permission.ADMIN


def test_what_costs_much_is_not_asked_for_without_end(app: Flask, client: FlaskClient) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    said = [client.post("/imports", data={"as_of": "x"}).status_code for _ in range(121)]
    assert 429 not in said[:-1]
    assert said[-1] == 429
    assert "Terlalu banyak permintaan" in client.post("/imports").text
    assert client.get("/imports").status_code == 200
    assert signed_in_client(app, name="orang-lain").post("/imports").status_code != 429
