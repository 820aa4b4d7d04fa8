"""Every write of the pages is begun again where the database asks for that: `store.keep_trying`.

Two that wait for each other, or that could not have run one after the other, then both go in; the
person who sent the second sees a page that took a moment longer.
"""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from flask import Flask, request

from nphd_tracker import store
from nphd_tracker.web.serving.database import db

WRITES = {"POST", "PUT", "PATCH", "DELETE"}


def init_app(app: Flask) -> None:
    """Call it when every page is there."""
    writing = {
        rule.endpoint for rule in app.url_map.iter_rules() if WRITES & (rule.methods or set())
    }
    for endpoint in writing:
        app.view_functions[endpoint] = _try_again(app.view_functions[endpoint])


def _try_again(view: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(view)
    def again(*arguments: Any, **more: Any) -> Any:
        if request.method not in WRITES:
            return view(*arguments, **more)
        return store.keep_trying(db.session(), partial(_from_the_start, view, *arguments, **more))

    return again


def _from_the_start(view: Callable[..., Any], *arguments: Any, **more: Any) -> Any:
    for file in request.files.values():
        file.stream.seek(0)
    return view(*arguments, **more)
