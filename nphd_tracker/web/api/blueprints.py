"""What every group of operations has in common: its prefix, and that nothing is passed over.

A misspelt filter would otherwise answer for the whole nation.
"""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import Any, ClassVar

from flask import Request, Response, abort
from flask.typing import ResponseReturnValue
from flask_smorest import Blueprint
from marshmallow import RAISE, Schema
from webargs.flaskparser import FlaskParser
from webargs.multidictproxy import MultiDictProxy
from werkzeug.datastructures import MultiDict

from nphd_tracker.web.serving.access import Permission, requires
from nphd_tracker.web.serving.addresses import PREFIX
from nphd_tracker.web.serving.language import N_
from nphd_tracker.web.serving.often import costly, limiter

FORM_WITH_FILE = "form_with_file"
OFTEN = "600 per minute"
"""One person's programs together, in each process."""
PAGE_HEADERS = {
    "X-Pagination": {
        "description": N_("Jumlah seluruhnya, jumlah halaman, halaman ini, dan panjangnya (JSON)."),
        "schema": {"type": "string"},
    },
    "Link": {
        "description": N_("Alamat halaman pertama, sebelumnya, berikutnya, dan terakhir."),
        "schema": {"type": "string"},
    },
}


class _Parser(FlaskParser):
    """Unknown names are refused everywhere; a form may hold files beside its fields."""

    DEFAULT_UNKNOWN_BY_LOCATION = {  # noqa: RUF012  # as the library declares it
        **FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION,
        "query": RAISE,
        FORM_WITH_FILE: RAISE,
    }
    __location_map__ = {  # noqa: RUF012
        **FlaskParser.__location_map__,
        FORM_WITH_FILE: "load_form_with_file",
    }

    def _raw_load_json(self, req: Request) -> Any:
        """What is nested too deeply, or a number of thousands of digits, is no JSON of anybody's."""
        try:
            return super()._raw_load_json(req)
        except (RecursionError, ValueError):
            abort(400)

    def load_form_with_file(self, req: Request, schema: Schema) -> Any:
        """The fields of a form and the files beside them, which Flask keeps apart."""
        both = MultiDict[str, Any](req.form)
        both.update(req.files)
        return MultiDictProxy(both, schema)


def _say_what_it_depends_on(response: Response) -> Response:
    """The same address answers another person, and in another language, otherwise."""
    response.vary.update(("Authorization", "Accept-Language"))
    return response


class Operations(Blueprint):  # type: ignore[misc]  # it ships no types
    """A group of operations under /api/v1."""

    ARGUMENTS_PARSER = _Parser()
    DEFAULT_LOCATION_CONTENT_TYPE_MAPPING: ClassVar[dict[str, str]] = {
        **Blueprint.DEFAULT_LOCATION_CONTENT_TYPE_MAPPING,
        FORM_WITH_FILE: "multipart/form-data",
    }

    def __init__(self, name: str, description: str) -> None:
        super().__init__(f"api-{name}", __name__, url_prefix=PREFIX, description=description)
        limiter.limit(OFTEN)(self)
        self.after_request(_say_what_it_depends_on)

    def operation(
        self,
        rule: str,
        permission: Permission,
        summary: str,
        *,
        method: str = "GET",
        asks: type[Schema] | None = None,
        location: str = "query",
        answers: type[Schema] | dict[str, Any],
        status: int = 200,
        also: Mapping[int, type[Schema]] = MappingProxyType({}),
        is_costly: bool = False,
        content_type: str | None = None,
        fails: tuple[int, ...] = (),
    ) -> Callable[[Callable[..., ResponseReturnValue]], Callable[..., ResponseReturnValue]]:
        """Registers a view under its rule, with its permission and all it says of itself.

        ``asks`` is what its first argument is made of, ``answers`` the shape of what it answers
        (the view writes the answer itself), ``also`` the shapes under other statuses, ``fails`` what else it
        may say besides what all do.
        """
        says = dict.fromkeys((401, 403, 429, *fails))
        problems = {code: HTTPStatus(code).name for code in says}

        def register(
            view: Callable[..., ResponseReturnValue],
        ) -> Callable[..., ResponseReturnValue]:
            is_paged = asks is not None and "page_size" in asks._declared_fields
            headers = PAGE_HEADERS if is_paged else None
            done = self.response(status, answers, content_type=content_type, headers=headers)(view)
            for code, shape in also.items():
                done = self.alt_response(code, schema=shape, success=True)(done)
            if asks is not None:
                done = self.arguments(asks, location=location)(done)
            done = self.doc(summary=summary, description="", responses=problems)(done)
            # What `answers` does to every document, said as the library says it of its own.
            done._apidoc["etag"] = method in ("GET", "PATCH")
            done = costly(done) if is_costly else done
            requires(permission)(done)
            self.add_url_rule(rule, view_func=done, methods=[method])
            return view

        return register
