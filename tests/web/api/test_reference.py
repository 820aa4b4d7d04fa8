"""The OpenAPI document, and the page that is made of it."""

from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient

from nphd_tracker.web.serving.addresses import PREFIX

from .conftest import Program


def test_every_operation_is_in_the_document(app: Flask, program: Program) -> None:
    document = program.get("/openapi.json")
    described = {
        (path, method.upper())
        for path, methods in document["paths"].items()
        for method in methods
        if method in ("get", "post", "patch")
    }
    served = {
        (str(rule).replace("<int(min=1, max=2147483647):", "{").replace(">", "}"), method)
        for rule in app.url_map.iter_rules()
        for method in rule.methods or ()
        if str(rule).startswith(PREFIX) and rule.endpoint.startswith("api-")
        if method not in ("HEAD", "OPTIONS")
    }
    assert described == served
    assert len(served) > 15


def test_the_document_speaks_the_language_asked_for(program: Program) -> None:
    def summary(language: str) -> str:
        document = program.get("/openapi.json", headers={"Accept-Language": language})
        text: str = document["paths"][f"{PREFIX}/report.xlsx"]["get"]["summary"]
        return text

    assert (summary("id"), summary("en")) == ("Ringkasan Excel", "The Excel summary")


def test_every_operation_says_what_it_is_and_how_it_fails(program: Program) -> None:
    for methods in program.get("/openapi.json")["paths"].values():
        for said in (one for name, one in methods.items() if name != "parameters"):
            assert said["summary"]
            assert {"401", "403", "429"} <= set(said["responses"])


def test_the_page_names_every_address_and_what_it_takes(
    open_page: Callable[[str], str], program: Program
) -> None:
    page = open_page("/docs/api")
    for path in program.get("/openapi.json")["paths"]:
        assert path in page
    assert "page_size" in page
    assert "skip_errors" in page
    assert 'id="429"' in page
    assert "All addresses" in open_page("/docs/api?lang=en")


def test_the_page_runs_nothing_and_fetches_nothing(client: FlaskClient) -> None:
    page = client.get("/docs/api").text
    assert "<script" not in page
    assert "https://" not in page
