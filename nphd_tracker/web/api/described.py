"""Values -> JSON, where no command writes it. Money is in rupiah, dates and moments are ISO."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from nphd_tracker import intake, store
from nphd_tracker.absorption import Holding, Standing
from nphd_tracker.due import Terms
from nphd_tracker.errors import Language
from nphd_tracker.follow_ups import Event, FollowUp, Promise, Tracked
from nphd_tracker.models import Import, Job
from nphd_tracker.money import rupiah
from nphd_tracker.positions import Value
from nphd_tracker.web.incoming.uploads import Refused
from nphd_tracker.web.jobs.views import JobView
from nphd_tracker.web.shown.one_agreement import AgreementView
from nphd_tracker.web.words.filters import region_name

_OF_IMPORTS = ("sheet", "header_rows", "rows_read", "rows_left_out", "figures", "as_of", "unit",
               "source", "election", "columns")  # fmt: skip


def agreement_json(page: AgreementView) -> dict[str, Any]:
    """One agreement on a day: its rates on every basis, and the figures each value is made of."""
    holding, standing = page.holding, page.rates[0]
    return {
        "id": holding.id,
        "election": holding.election,
        "region": holding.region,
        "region_name": region_name(holding.region),
        "agency": holding.agency.value,
        "unit": holding.unit,
        "as_of": standing.day.isoformat(),
        "closed": standing.closed,
        "rates": {one.basis.value: _rate_json(one) for one in page.rates},
        "values": {measure.value: _value_json(standing.values[measure]) for measure in page.measures},
        "terms": _terms_json(holding.terms),
        "follow_ups": [one.follow_up.id for one in page.follow_ups],
    }  # fmt: skip


def _rate_json(standing: Standing) -> dict[str, Any]:
    return {
        "numerator": _rupiah(standing.numerator),
        "denominator": _rupiah(standing.denominator),
        "rate": standing.rate,
        "below": standing.below,
        "band": standing.band.value,
        "unabsorbed": _rupiah(standing.unabsorbed),
        "as_of": _iso(standing.as_of),
    }


def _value_json(value: Value) -> dict[str, Any]:
    return {
        "amount": rupiah(value.amount),
        "as_of": value.as_of.isoformat(),
        "source": value.source.value,
        "figures": [figure.id for figure in value.evidence],
    }


def _terms_json(terms: Terms) -> dict[str, Any]:
    return {
        "number": terms.number,
        "signed_on": _iso(terms.signed_on),
        "register_number": terms.register_number,
        "return_due": _iso(terms.return_due),
        "closed_on": _iso(terms.closed_on),
    }


def figure_json(one: store.Evidence) -> dict[str, Any]:
    """One stored figure, with the cells it was read from and the import that brought it."""
    return {
        "id": one.figure_id,
        "measure": one.measure.value,
        "on": one.on.isoformat(),
        "amount": rupiah(one.amount),
        "source": one.source.value,
        "is_movement": one.is_movement,
        "tranche": one.tranche,
        "line": one.line,
        "line_name": one.line_name,
        "document": one.document,
        "status": one.status,
        "cells": [_cell_json(cell) for cell in one.cells],
        "import": {
            "id": one.import_id,
            "file": one.file_name,
            "sha256": one.sha256,
            "status": one.import_status,
            "applied_at": _iso(one.applied_at),
            "applied_by": one.applied_by,
            "undone_at": _iso(one.undone_at),
            "undone_by": one.undone_by,
        },
    }


def _cell_json(cell: str) -> dict[str, str]:
    """``Rekap!F16`` -> its sheet and its cell; a sheet's name may hold a ``!`` itself."""
    sheet, _, place = cell.rpartition("!")
    return {"sheet": sheet, "cell": place}


def import_json(row: Import, language: Language) -> dict[str, Any]:
    """One import as the list names it, with what was read and what it changes."""
    said: Mapping[str, Any] = json.loads(row.description)
    return {
        **intake.import_as_json(row),
        "sheets": [
            {name: sheet.get(name) for name in _OF_IMPORTS} for sheet in said.get("sheets", ())
        ],
        "problems": [_problem_json(one, language) for one in said.get("problems", ())],
        "changes": list(said.get("changes", ())),
    }


def job_json(view: JobView, language: Language) -> dict[str, Any]:
    """Work outside of a request: how far it is, and the imports that came of it."""
    job, result = view.job, json.loads(view.job.result)
    stale = result.get("stale")
    refused = [Refused(*one) for one in result.get("refused", ())]
    message = job.message_en if language == "en" else job.message_id
    return {
        "job": job.id,
        "kind": job.kind,
        "state": "failed" if stale else job.state,
        "file": job.file_name,
        "percent": view.percent,
        "seconds_left": job.seconds_left,
        "message": stale[language == "en"] if stale else message,
        "imports": list(result.get("ids", ())) or _applied_by(job),
        "refused": [{"file": one.name, "message": one.message(language)} for one in refused],
    }


def _applied_by(job: Job) -> list[int]:
    """The import that a job was to apply."""
    number = json.loads(job.subject).get("import")
    return [] if number is None else [int(number)]


def _problem_json(said: Mapping[str, Any], language: Language) -> dict[str, Any]:
    names = ("severity", "code", "sheet", "cell")
    value = said.get("value_en", said["value"]) if language == "en" else said["value"]
    return {name: said[name] for name in names} | {
        "value": value,
        "message": said[f"message_{language}"],
    }


def follow_up_json(one: Tracked) -> dict[str, Any]:
    """A follow-up as it is today, with its history, the oldest event first."""
    said: FollowUp = one.follow_up
    return {
        "id": said.id,
        "agreement": said.agreement_id,
        "election": said.election,
        "region": said.region,
        "agency": said.agency.value,
        "unit": said.unit,
        "basis": said.basis.value,
        "as_of": said.as_of.isoformat(),
        "numerator": _rupiah(said.numerator),
        "denominator": _rupiah(said.denominator),
        "rate": said.rate,
        "moved": _rupiah(one.moved),
        "state": one.state.value,
        **_promise_json(said.promise),
        "opened_at": said.opened_at.isoformat(),
        "history": [_event_json(event) for event in said.history],
    }


def _event_json(event: Event) -> dict[str, Any]:
    return {
        "at": event.at.isoformat(),
        "kind": event.kind,
        **_promise_json(event.promise),
        "state": event.state.value,
        "note": event.note,
        "who": event.who,
        "import": event.import_id,
    }


def _promise_json(promise: Promise) -> dict[str, Any]:
    return {
        "cause": promise.cause.value,
        "promise": promise.text,
        "office": promise.office,
        "due": _iso(promise.due),
    }


def _rupiah(sen: int | None) -> int | float | None:
    return None if sen is None else rupiah(sen)


def _iso(moment: date | datetime | None) -> str | None:
    return moment.isoformat() if moment else None


FIGURE_COLUMNS = (
    "agreement", "election", "region", "region_name", "agency", "unit", "figure", "measure", "on",
    "amount", "source", "is_movement", "tranche", "line", "line_name", "document", "status", "cells",
    "import", "file", "sha256", "applied_at", "applied_by", "undone_at", "undone_by",
)  # fmt: skip


def figure_row(holding: Holding, one: store.Evidence) -> dict[str, Any]:
    """One figure as a line of a table, under `FIGURE_COLUMNS`; its cells parted by blanks."""
    said = figure_json(one)
    brought = said.pop("import")
    return {
        "agreement": holding.id,
        "election": holding.election,
        "region": holding.region,
        "region_name": region_name(holding.region),
        "agency": holding.agency.value,
        "unit": holding.unit,
        "figure": said.pop("id"),
        **said,
        "cells": " ".join(one.cells),
        "import": brought["id"],
        **{name: brought[name] for name in FIGURE_COLUMNS[-6:]},
    }
