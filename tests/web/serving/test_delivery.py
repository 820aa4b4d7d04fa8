"""How pages and files travel: compressed, and files kept by what is in them."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

GZIP = {"Accept-Encoding": "gzip, br"}

Open = Callable[[str], str]


@pytest.mark.usefixtures("meeting")
def test_files_of_a_page_are_kept_for_good(client: FlaskClient, open_page: Open) -> None:
    files = re.findall(r'(?:href|src)="(/static/[^"]+)"', open_page("/"))
    assert len(files) >= 5
    for file in files:
        with client.get(file) as answer:
            assert answer.status_code == 200
            assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable", file


def test_file_without_its_version_is_asked_about_each_time(client: FlaskClient) -> None:
    for address in ("/static/nphd.css", "/static/nphd.css?v=0123456789abcdef"):
        with client.get(address) as answer:
            assert answer.headers["Cache-Control"] == "no-cache"
            tag = answer.headers["ETag"]
        with client.get(address, headers={"If-None-Match": tag}) as answer:
            assert answer.status_code == 304


def test_address_of_a_file_changes_with_what_is_in_it(
    app: Flask, tmp_path: Path, client: FlaskClient
) -> None:
    app.static_folder = str(tmp_path)
    addresses = []
    for content in ("a{}", "b{}", "a{}"):
        (tmp_path / "x.css").write_text(content)
        with app.test_request_context():
            addresses.append(app.url_for("static", filename="x.css"))
    assert addresses[0] == addresses[2] != addresses[1]


@pytest.mark.usefixtures("meeting")
@pytest.mark.parametrize("address", ["/", "/static/nphd.css", "/static/charts.js"])
def test_text_travels_compressed_to_whoever_takes_it(client: FlaskClient, address: str) -> None:
    with client.get(address) as plain:
        assert "Content-Encoding" not in plain.headers
        assert "Accept-Encoding" in plain.headers["Vary"]
        content = plain.data
    for _ in range(2):  # the second time a file comes out of memory
        with client.get(address, headers=GZIP) as packed:
            assert packed.headers["Content-Encoding"] == "gzip"
            assert int(packed.headers["Content-Length"]) == len(packed.data) < len(content) / 2
            assert without_token(gzip.decompress(packed.data)) == without_token(content)


def without_token(page: bytes) -> bytes:
    """Each page carries a token of its own, for the button that signs out."""
    return re.sub(rb'(name="csrf_token" value=")[^"]*', rb"\1", page)


def test_compressed_file_is_known_again(client: FlaskClient) -> None:
    with client.get("/static/nphd.css", headers=GZIP) as answer:
        tag = answer.headers["ETag"]
    with client.get("/static/nphd.css", headers={**GZIP, "If-None-Match": tag}) as answer:
        assert answer.status_code == 304
        assert answer.data == b""


@pytest.mark.usefixtures("meeting")
def test_what_is_small_or_packed_already_goes_as_it_is(client: FlaskClient) -> None:
    for address in ("/healthz", "/reports/ringkasan.xlsx"):
        with client.get(address, headers=GZIP) as answer:
            assert answer.status_code == 200
            assert "Content-Encoding" not in answer.headers


def test_missing_file_is_not_found(client: FlaskClient) -> None:
    with client.get("/static/none.css", headers=GZIP) as answer:
        assert answer.status_code == 404


@pytest.mark.parametrize("name", ["../web/settings.py", "..%2fweb%2fsettings.py"])
def test_nothing_outside_the_folder_is_read(client: FlaskClient, name: str) -> None:
    with client.get(f"/static/{name}", headers=GZIP) as answer:
        assert answer.status_code == 404
