"""/docs/api: how a program asks, for the person who sets it up; and the OpenAPI document itself.

The page is made of the document, here on the server: nothing is fetched, no script runs.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, current_app, jsonify, render_template, request

from nphd_tracker.web.api.application import document_of
from nphd_tracker.web.serving.access import Permission, public, requires
from nphd_tracker.web.serving.addresses import PREFIX
from nphd_tracker.web.serving.problem_details import PROBLEMS

bp = Blueprint("api_reference", __name__)


@dataclass(frozen=True, slots=True)
class Field:
    """One value that is sent. ``kind`` is like ``date`` or the words it may be."""

    name: str
    kind: str
    is_required: bool
    meaning: str


@dataclass(frozen=True, slots=True)
class Operation:
    method: str
    path: str
    summary: str
    fields: tuple[Field, ...]
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    operations: tuple[Operation, ...]


@bp.get(f"{PREFIX}/openapi.json")
@public
def openapi() -> Response:
    """What can be asked; no figure and no name is in it."""
    return jsonify(document_of(current_app))


@bp.get("/docs/api")
@requires(Permission.VIEW)
def guide() -> str:
    document = document_of(current_app)
    return render_template(
        "api/guide.html",
        groups=tuple(_groups(document)),
        problems=PROBLEMS,
        root=request.url_root.rstrip("/"),
    )


def _groups(document: Mapping[str, Any]) -> Iterator[Group]:
    operations = [
        (said["tags"][0], _operation(document, method, path, said))
        for path, methods in document["paths"].items()
        for method, said in methods.items()
        if isinstance(said, Mapping) and "tags" in said
    ]
    for tag in document["tags"]:
        yield Group(
            tag["description"], tuple(one for name, one in operations if name == tag["name"])
        )


def _operation(
    document: Mapping[str, Any], method: str, path: str, said: Mapping[str, Any]
) -> Operation:
    fields = [
        _field(
            document, one["name"], one["schema"], one.get("description", ""), one.get("required")
        )
        for one in said.get("parameters", ())
        if one.get("in") == "query"
    ]
    for content in said.get("requestBody", {}).get("content", {}).values():
        body = _follow(document, content["schema"])
        required = body.get("required", ())
        fields += [
            _field(document, name, shape, shape.get("description", ""), name in required)
            for name, shape in body["properties"].items()
        ]
    return Operation(method.upper(), path, said["summary"], tuple(fields), tuple(said["responses"]))


def _field(
    document: Mapping[str, Any], name: str, shape: Mapping[str, Any], meaning: str, required: Any
) -> Field:
    shape = _follow(document, shape)
    kind = shape.get("format") or shape.get("type", "")
    words = shape.get("enum") or (kind if isinstance(kind, list) else [kind])
    return Field(name, " | ".join(map(str, words)), bool(required), meaning)


def _follow(document: Mapping[str, Any], shape: Mapping[str, Any]) -> Mapping[str, Any]:
    """``{"$ref": "#/components/schemas/X"}`` -> what X is."""
    found: Any = shape
    if "$ref" in shape:
        found = document
        for step in shape["$ref"].removeprefix("#/").split("/"):
            found = found[step]
    return found  # type: ignore[no-any-return]
