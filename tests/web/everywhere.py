"""Every address of the pages, filled in, so that a test can walk them all and a new one is walked too."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import Flask
from werkzeug.routing import Rule

CHARTS = ("heat", "trend", "pareto", "closing")
VALUES: dict[str, str] = {
    "agreement_id": "1",
    "attachment_id": "1",
    "code": "53.07",
    "follow_up_id": "1",
    "import_id": "1",
    "job_id": "1",
    "key": "KPU",
    "name": "trend",
    "person_id": "1",
    "session_id": "1",
    "token_id": "1",
    "filename": "nphd.css",
}
"""What stands in an address, by the name of its part."""
QUERIES: Mapping[str, str] = {"imports.preview": "?ids=1", "imports.compare": "?older=1&newer=2"}
"""Pages that are only there with an answer in the address."""


@dataclass(frozen=True)
class Place:
    endpoint: str
    address: str
    rule: str


def places(app: Flask, method: str) -> Iterator[Place]:
    """Every page (not the interface for machines) that takes this method."""
    for rule in app.url_map.iter_rules():
        if method in (rule.methods or ()) and not rule.rule.startswith("/api/"):
            yield Place(rule.endpoint, _fill(app, rule), rule.rule)


def _fill(app: Flask, rule: Rule) -> str:
    """KeyError: name a value for the new part of an address in VALUES."""
    with app.test_request_context():
        address = app.url_map.bind("").build(
            rule.endpoint, {name: VALUES[name] for name in rule.arguments}
        )
    return address + QUERIES.get(rule.endpoint, "")
