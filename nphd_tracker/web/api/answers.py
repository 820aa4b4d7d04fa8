"""Answers: JSON with its tag, lists in pages, CSV. Nothing here knows what is answered."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn, TypeVar
from urllib.parse import urlencode

from flask import Response, abort, request

from nphd_tracker.web.api import problem_details
from nphd_tracker.web.database import request_scope
from nphd_tracker.web.limits import scope_in_name

One = TypeVar("One")

PAGE_SIZE = 100
LARGEST_PAGE = 1000


def answer(
    document: Mapping[str, Any], status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """A document with its tag; 304 to a reader who has the same one already (If-None-Match)."""
    response = Response(_write(document), status, mimetype="application/json")
    response.headers.extend(headers or {})
    return _tagged(response, tag_of(document))


def answer_csv(text: str, name: str) -> Response:
    """UTF-8, with its tag; under a name of our own, which says whose part it is."""
    name = scope_in_name(request_scope()) + name
    response = Response(text, mimetype="text/csv")
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    return _tagged(response, hashlib.sha256(text.encode()).hexdigest()[:32])


def tag_of(document: Mapping[str, Any]) -> str:
    """Tells one state of a document from another."""
    return hashlib.sha256(_write(document).encode()).hexdigest()[:32]


def require_match(document: Mapping[str, Any]) -> None:
    """Lets a change through only of what the asker has seen (If-Match).

    A proxy that compresses makes the tag a weak one, so strong and weak are the same here: it is
    the content that counts.
    """
    if "If-Match" not in request.headers:
        _refuse(428)
    if not request.if_match.contains_weak(tag_of(document)):
        _refuse(412)


def page_of(found: Sequence[One], page: int, size: int) -> tuple[list[One], dict[str, str]]:
    """One page of what was found, and the headers that tell of the others."""
    last = max(1, -(-len(found) // size))
    told = {"total": len(found), "total_pages": last, "page": page, "page_size": size}
    places = {"first": 1, "prev": page - 1, "next": page + 1, "last": last}
    links = [
        f'<{_address_of(number)}>; rel="{name}"'
        for name, number in places.items()
        if 1 <= number <= last
    ]
    headers = {"X-Pagination": json.dumps(told), "Link": ", ".join(links)}
    return list(found[(page - 1) * size : page * size]), headers


def _address_of(page: int) -> str:
    asked = [(name, value) for name, value in request.args.items(multi=True) if name != "page"]
    return f"{request.path}?{urlencode([*asked, ('page', page)])}"


def _tagged(response: Response, tag: str) -> Response:
    response.set_etag(tag)
    if request.method in ("GET", "HEAD"):
        response.make_conditional(request)
    return response


def _write(document: Mapping[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False)


def _refuse(status: int) -> NoReturn:
    abort(problem_details.answer(status))
