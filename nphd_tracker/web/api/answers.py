"""Answers: JSON with its tag, lists in pages, CSV. Nothing here knows what is answered."""

import hashlib
import io
import json
import tempfile
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from typing import IO, Any, NoReturn, TypeVar
from urllib.parse import urlencode

from flask import Response, abort, request

from nphd_tracker.web.reports.numbers import put_csv
from nphd_tracker.web.serving import problem_details
from nphd_tracker.web.serving.database import request_scope
from nphd_tracker.web.shown.limits import scope_in_name

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


def covering(document: Mapping[str, Any]) -> dict[str, Any]:
    """With what a list or a sum is over: the part that who asks may see; empty lists are all."""
    scope = request_scope()
    covers = {"regions": sorted(scope.places), "agencies": sorted(scope.agencies)}
    return {**document, "covers": covers}


def answer_csv(text: str, name: str) -> Response:
    """UTF-8, with its tag; under a name of our own, which says whose part it is."""
    name = scope_in_name(request_scope()) + name
    response = Response(text, mimetype="text/csv")
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    return _tagged(response, hashlib.sha256(text.encode()).hexdigest()[:32])


def answer_long_csv(
    names: Sequence[str], rows: Iterable[Mapping[str, Any]], name: str, state: Hashable
) -> Response:
    """CSV of any length, by way of a file: it is never in memory as a whole.

    ``state`` tells what the rows follow from, besides what was asked: who has seen it already is
    told so before a row is read.
    """
    tag = hashlib.sha256(repr((state, request.full_path)).encode()).hexdigest()[:32]
    if request.if_none_match.contains_weak(tag):
        return _tagged(Response(status=304), tag)
    with ExitStack() as unsent:
        file = unsent.enter_context(tempfile.TemporaryFile())
        out = io.TextIOWrapper(file, encoding="utf-8", newline="")
        put_csv(out, names, rows)
        out.detach()
        length = file.tell()
        file.seek(0)
        unsent.pop_all()
    response = Response(_pieces(file), mimetype="text/csv", direct_passthrough=True)
    response.call_on_close(file.close)
    response.content_length = length
    name = scope_in_name(request_scope()) + name
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    return _tagged(response, tag)


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


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    """What is in a file, which is gone once all of it was sent."""
    with file:
        while piece := file.read(1 << 16):
            yield piece


def _tagged(response: Response, tag: str) -> Response:
    response.set_etag(tag)
    if request.method in ("GET", "HEAD"):
        response.make_conditional(request)
    return response


def _write(document: Mapping[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False)


def _refuse(status: int) -> NoReturn:
    abort(problem_details.answer(status))
