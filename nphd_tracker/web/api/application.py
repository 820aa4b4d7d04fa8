"""The interface put together: its operations, and the OpenAPI document that says what they are."""

from threading import Lock
from typing import Any

from flask import Flask
from flask_smorest import Api, Blueprint
from flask_wtf import CSRFProtect

from nphd_tracker.web.api import agreements, bearer, follow_ups, imports, numbers
from nphd_tracker.web.api.schemas.problems import Problem
from nphd_tracker.web.serving import problem_details
from nphd_tracker.web.serving.language import gettext

_SENTENCES = frozenset({"summary", "description"})
GROUPS = (numbers.bp, agreements.bp, imports.bp, follow_ups.bp)


class _Interface(Api):  # type: ignore[misc]  # it ships no types
    """Problems are answered by `web.serving.errors`, here they are only described."""

    ERROR_SCHEMA = Problem
    DEFAULT_ERROR_RESPONSE_NAME = None

    def __init__(self, app: Flask) -> None:
        self._describing = Lock()
        self._description: dict[str, Any] | None = None
        super().__init__(app)

    def _register_error_handlers(self) -> None:
        pass

    def _register_responses(self) -> None:
        self.DEFAULT_RESPONSE_CONTENT_TYPE = problem_details.MIMETYPE
        super()._register_responses()
        self.DEFAULT_RESPONSE_CONTENT_TYPE = Api.DEFAULT_RESPONSE_CONTENT_TYPE

    def register_blueprint(self, blp: Blueprint) -> None:
        """Only where it answers: to describe it takes longer than all else of a start."""
        self._app.extensions["flask-smorest"]["blp_name_to_api"][blp.name] = self
        self._app.register_blueprint(blp)

    def describe(self) -> dict[str, Any]:
        """What it answers, put together for the first who asks."""
        with self._describing:
            if self._description is None:
                for group in GROUPS:
                    group.register_views_in_doc(
                        self, self._app, self.spec, name=group.name, parameters=None
                    )
                    self.spec.tag({"name": group.name, "description": group.description})
                self._description = self.spec.to_dict()
            return self._description


def init_app(app: Flask, csrf: CSRFProtect) -> None:
    app.config.update(API_TITLE="nphd-tracker", API_VERSION="1", OPENAPI_VERSION="3.1.0")
    interface = _Interface(app)
    scheme = {"type": "http", "scheme": "bearer"}
    interface.spec.components.security_scheme("token", scheme)
    interface.spec.options.update(
        security=[{"token": []}], info={"version": "1", "title": "nphd-tracker"}
    )
    bearer.init_app(app)
    for group in GROUPS:
        interface.register_blueprint(group)
        csrf.exempt(group)
    app.extensions["nphd-openapi"] = interface


def document_of(app: Flask) -> dict[str, Any]:
    """The OpenAPI document, in the language of whoever asks for it."""
    interface: _Interface = app.extensions["nphd-openapi"]
    return {name: _translate(part) for name, part in interface.describe().items()}


def _translate(part: Any) -> Any:
    if isinstance(part, list):
        return [_translate(one) for one in part]
    if not isinstance(part, dict):
        return part
    return {
        name: gettext(one)
        if name in _SENTENCES and one and isinstance(one, str)
        else _translate(one)
        for name, one in part.items()
    }
