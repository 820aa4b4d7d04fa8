"""What a page's address selects goes along to pages that select nothing themselves.

Typing a figure, an import, a card or a follow-up shows no selection, but who comes back from there
wants to find the day and the filters again. So their addresses carry it, also those that forms are
sent to and that an answer redirects to. It travels as the selection's own arguments, never as an
address, so nothing leads out of here.
"""

from typing import Any

from flask import Flask, g, has_request_context, request

from nphd_tracker.errors import TrackerError
from nphd_tracker.web.serving.addresses import is_for_machines
from nphd_tracker.web.shown.selection import Selection, read_selection
from nphd_tracker.web.words.filters import region_book

_ROOMS = ("imports", "grid", "jobs", "entry", "card", "roster")
_PAGES = ("follow_ups.show", "follow_ups.change", "follow_ups.create")
_OF_ONE = ("drill.agreement",)
_PLACE = ("province", "region", "agency", "band")


def carried(*without: str) -> dict[str, str]:
    """The arguments of what this address selects; nothing where it makes no sense as a selection."""
    kept: Selection | None = g.get("carried")
    if kept is None:
        try:
            kept = read_selection(request.args, region_book())
        except TrackerError:
            kept = Selection()
        g.carried = kept
    # An agreement's own "type a figure" fills in its place: that is whose it is, not a filter.
    place = _PLACE if request.blueprint == "entry" and "unit" in request.args else ()
    return kept.arguments(*place, *without)


def kept_selection(selection: object) -> dict[str, str]:
    """What the menu takes along from page to page; a region's own page is left with its region.

    A day that nobody asked for is not kept: the newest known is meant, also after an import.
    """
    if not isinstance(selection, Selection):
        return carried("band", "since")
    place = ("province", "region", "agency") if request.blueprint == "drill" else ()
    day = () if "as_of" in request.values else ("as_of",)
    return selection.arguments("band", "since", *day, *place)


def init_app(app: Flask) -> None:
    app.add_template_global(kept_selection)

    @app.url_defaults
    def carry(endpoint: str, values: dict[str, Any]) -> None:
        if not has_request_context() or not request.args or is_for_machines():
            return
        if endpoint.split(".")[0] in _ROOMS or endpoint in _PAGES:
            along = carried()
        elif endpoint in _OF_ONE:
            along = carried(*_PLACE)
        else:
            return
        for name, value in along.items():
            values.setdefault(name, value)
