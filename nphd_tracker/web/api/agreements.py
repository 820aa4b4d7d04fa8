"""Agreements, and the figures behind one, each with the cells and the import it came from."""

from datetime import date
from typing import Any

from flask.typing import ResponseReturnValue

from nphd_tracker import store
from nphd_tracker.web.api.answers import answer, covering, page_of
from nphd_tracker.web.api.asked import absorption_of, election, selection
from nphd_tracker.web.api.blueprints import Operations
from nphd_tracker.web.api.described import agreement_json, figure_json
from nphd_tracker.web.api.fields import NUMBER
from nphd_tracker.web.api.schemas.agreements import (
    AgreementAnswer,
    AgreementList,
    Elections,
    FigureList,
    FiguresQuery,
)
from nphd_tracker.web.api.schemas.asked import Asked, OneDay, PagedFilters
from nphd_tracker.web.serving.access import Permission
from nphd_tracker.web.serving.database import reading_session
from nphd_tracker.web.serving.language import N_
from nphd_tracker.web.shown import one_agreement

bp = Operations("agreements", N_("NPHD dan angka-angkanya"))


@bp.operation(
    "/elections", Permission.VIEW, N_("Kegiatan yang ada datanya"),
    asks=Asked, answers=Elections,
)  # fmt: skip
def elections(asked: dict[str, Any]) -> ResponseReturnValue:
    return answer(covering({"elections": store.list_elections(reading_session())}))


@bp.operation(
    "/agreements", Permission.VIEW, N_("NPHD menurut saringan dasbor"),
    asks=PagedFilters, answers=AgreementList, fails=(404,),
)  # fmt: skip
def agreements(asked: dict[str, Any]) -> ResponseReturnValue:
    document = absorption_of(reading_session(), "agreement")
    rows, headers = page_of(document.pop("rows"), asked["page"], asked["page_size"])
    total = document.pop("total")
    listed = [{**row, "id": int(row["key"])} for row in rows]
    document = {**document, "agreements": listed, "total": total}
    return answer(covering(document), headers=headers)


@bp.operation(
    f"/agreements/{NUMBER}:agreement_id>", Permission.VIEW, N_("Satu NPHD pada satu posisi"),
    asks=OneDay, answers=AgreementAnswer, fails=(404,),
)  # fmt: skip
def agreement(asked: dict[str, Any], agreement_id: int) -> ResponseReturnValue:
    page = one_agreement.look_at(
        reading_session(), agreement_id, selection(), election(), date.today()
    )
    return answer(agreement_json(page))


@bp.operation(
    f"/agreements/{NUMBER}:agreement_id>/figures", Permission.VIEW,
    N_("Semua angka satu NPHD, dengan sel, berkas, dan impornya"),
    asks=FiguresQuery, answers=FigureList, fails=(404,),
)  # fmt: skip
def figures(asked: dict[str, Any], agreement_id: int) -> ResponseReturnValue:
    found = store.load_evidence(reading_session(), agreement_id)
    status = asked.get("status")
    kept = [one for one in found if status in (None, one.status)]
    shown, headers = page_of(kept, asked["page"], asked["page_size"])
    document = {"agreement": agreement_id, "figures": [figure_json(one) for one in shown]}
    return answer(document, headers=headers)
