"""Where an upload goes on to: what waits for a look, what was applied, what the numbers say now.

A request and the worker end alike: `pages` leads on at once, `waiting` once the job is done. What was
refused is told on each page of the same upload, and travels there in the cookie.
"""

import json
import zlib
from collections.abc import Sequence
from itertools import chain
from typing import Any

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from nphd_tracker import store
from nphd_tracker.models import Import
from nphd_tracker.web.incoming import uploads
from nphd_tracker.web.incoming.cards import Card
from nphd_tracker.web.incoming.uploads import Refused
from nphd_tracker.web.jobs import views
from nphd_tracker.web.serving.database import db
from nphd_tracker.web.serving.language import gettext as _
from nphd_tracker.web.serving.language import ngettext
from nphd_tracker.web.shown.carried import carried
from nphd_tracker.web.shown.selection import read_selection
from nphd_tracker.web.words.filters import region_book

COOKIE_ROOM = 2500
"""Bytes, compressed: refused files travel to the next page in the session's cookie of 4 KB."""


def lead_to_preview(received: uploads.Received) -> ResponseReturnValue:
    """To what waits for a look; where nothing does, back with what to do."""
    for name in received.same:
        flash(
            _(
                "%(file)s sama dengan data yang sudah ada; tidak ada yang perlu diterapkan.",
                file=name,
            ),
            "info",
        )
    for name, number in received.applied_before:
        flash(
            _(
                "%(file)s sudah diterapkan sebagai impor nomor %(number)s, isinya sama persis. "
                "Tidak ada yang ditambahkan; catatannya di bawah ini.",
                file=name,
                number=number,
            ),
            "info",
        )
    for name, first in received.copies:
        flash(
            _(
                "%(file)s isinya sama persis dengan %(first)s dari unggahan ini; dibaca sekali.",
                file=name,
                first=first,
            ),
            "info",
        )
    if received.refused and not received.ids:
        return upload_page(refused=received.refused)
    if not received.ids:
        return redirect(url_for("imports.index"))
    _keep_refused(received.ids, received.refused)
    return redirect(_preview_address(received.ids))


def lead_on(ids: Sequence[int], applied: uploads.Applied) -> ResponseReturnValue:
    """On from "apply all" of an upload with these imports."""
    refused, more = kept_refused(ids)
    _keep_refused(applied.ids, refused, more)
    _say_applied(applied)
    return go_on(applied.ids)


def stale_page(import_id: int, message: str) -> ResponseReturnValue:
    card = Card(store.get_import(db.session(), import_id))
    return render_template("imports/stale.html", card=card, message=message), 409


def lead_on_applied(import_id: int, ids: Sequence[int]) -> ResponseReturnValue:
    """One import of an upload has been applied."""
    row = store.get_import(db.session(), import_id)
    flash(_("%(file)s sudah diterapkan.", file=row.file_name), "success")
    return go_on(ids)


def upload_page(message: str = "", refused: Sequence[Refused] = ()) -> ResponseReturnValue:
    """The page files are dropped on; with something to say it answers 400."""
    page = render_template(
        "imports/index.html",
        message=message,
        refused=refused,
        form=request.form,
        elections=store.list_elections(db.session()),
        running=views.list_mine(db.session()),
        history=[
            Card(row) for row in store.list_imports(db.session()) if row.status != "discarded"
        ],
    )
    return page, 400 if message or refused else 200


def rows_of(ids: Sequence[int]) -> list[Import]:
    return [store.get_import(db.session(), import_id) for import_id in ids]


def go_on(ids: Sequence[int]) -> ResponseReturnValue:
    """To what still waits of this upload; else to what the numbers say now."""
    cards = [Card(row) for row in rows_of(ids)]
    if any(card.is_waiting for card in cards):
        return redirect(_preview_address(ids))
    applied = [card for card in cards if card.row.status == "applied"]
    elections = {card.only_election for card in applied}
    if not elections:
        return redirect(url_for("imports.index"))
    _say_refused(*kept_refused(ids))
    election = elections.pop() if len(elections) == 1 else None
    day = max((card.days[-1] for card in applied if card.days), default=None)
    shown: dict[str, Any] = {**_filters(ids), "election": election}
    return redirect(url_for("dashboard.index", **shown, as_of=day if election else None))


def _filters(ids: Sequence[int]) -> dict[str, str]:
    """What was selected before, unless what was imported would then be out of sight."""
    asked = read_selection(carried(), region_book())
    touched = chain.from_iterable(store.load_touched(db.session(), one) for one in ids)
    groups = {one.group for one in touched}
    if not all(asked.covers(group.region, group.agency) for group in groups):
        asked = asked.widened()
    return asked.arguments("election", "as_of", "band", "since")


def _say_applied(applied: uploads.Applied) -> None:
    if applied.done:
        flash(
            ngettext(
                "%(num)s berkas sudah diterapkan.",
                "%(num)s berkas sudah diterapkan.",
                len(applied.done),
            ),
            "success",
        )
    if applied.waiting:
        flash(
            ngettext(
                "%(num)s berkas berbeda dengan angka yang baru saja diterapkan dari berkas lain. "
                "Pratinjaunya sudah diperbarui: periksa sekali lagi, lalu terapkan.",
                "%(num)s berkas berbeda dengan angka yang baru saja diterapkan dari berkas lain. "
                "Pratinjaunya sudah diperbarui: periksa sekali lagi, lalu terapkan.",
                len(applied.waiting),
            ),
            "warning",
        )


def _say_refused(refused: Sequence[Refused], more: int) -> None:
    """Where the page that follows does not list them."""
    if not refused:
        return
    names = ", ".join(file.name for file in refused) + (", …" if more else "")
    flash(_("Tidak dapat dibaca, jadi tidak ikut: %(names)s", names=names), "warning")


def _keep_refused(ids: Sequence[int], refused: Sequence[Refused], more: int = 0) -> None:
    """For the pages of this upload that follow; what the cookie cannot hold is only counted."""
    files = [[file.name[:60], file.indonesian, file.english] for file in refused]
    while len(zlib.compress(json.dumps(files).encode())) > COOKIE_ROOM:
        files.pop()
        more += 1
    session["refused"] = {"ids": list(ids), "files": files, "more": more}


def kept_refused(ids: Sequence[int]) -> tuple[list[Refused], int]:
    """Those of this very upload, and how many more there were."""
    kept = session.get("refused", {})
    if kept.get("ids") != list(ids):
        return [], 0
    return [Refused(*file) for file in kept["files"]], kept["more"]


def _preview_address(ids: Sequence[int]) -> str:
    return url_for("imports.preview", ids=",".join(map(str, ids)))
