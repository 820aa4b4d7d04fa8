"""The numbers: absorption; as CSV for spreadsheets; the Excel summary.

What a spreadsheet fetches by itself answers also to the name and password a spreadsheet can keep
(`bearer`): it only reads.
"""

from collections.abc import Iterator
from typing import Any

from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.web.api.answers import answer, answer_csv, answer_long_csv, covering
from nphd_tracker.web.api.asked import absorption_of, election, selection
from nphd_tracker.web.api.blueprints import Operations
from nphd_tracker.web.api.described import FIGURE_COLUMNS, figure_row
from nphd_tracker.web.api.schemas.agreements import AGREEMENT_COLUMNS
from nphd_tracker.web.api.schemas.asked import Filters
from nphd_tracker.web.api.schemas.numbers import (
    Absorption,
    AbsorptionQuery,
    FiguresFilters,
    ReportQuery,
)
from nphd_tracker.web.reports import pages
from nphd_tracker.web.reports.numbers import as_csv, write_csv
from nphd_tracker.web.serving.access import Permission
from nphd_tracker.web.serving.database import reading_session
from nphd_tracker.web.serving.language import N_
from nphd_tracker.web.shown.limits import refuse_outside
from nphd_tracker.web.shown.selection import Selection
from nphd_tracker.web.words.filters import region_book

bp = Operations("numbers", N_("Angka: pencairan dan belanja"))

CSV = {"type": "string"}
FILE = {"type": "string", "format": "binary"}


@bp.operation(
    "/absorption", Permission.VIEW,
    N_("Pencairan atau belanja per lembaga, daerah, provinsi, atau NPHD"),
    asks=AbsorptionQuery, answers=Absorption, fails=(404,),
)  # fmt: skip
def absorption(asked: dict[str, Any]) -> ResponseReturnValue:
    return answer(covering(absorption_of(reading_session(), asked["by"], asked.get("below"))))


@bp.operation(
    "/absorption.csv", Permission.VIEW, N_("Yang sama sebagai CSV, dengan baris jumlah"),
    asks=AbsorptionQuery, answers=CSV, content_type="text/csv", fails=(404,),
)  # fmt: skip
def absorption_csv(asked: dict[str, Any]) -> ResponseReturnValue:
    document = absorption_of(reading_session(), asked["by"], asked.get("below"))
    return answer_csv(as_csv(document), "absorption.csv")


@bp.operation(
    "/agreements.csv", Permission.VIEW, N_("NPHD menurut saringan dasbor sebagai CSV, tanpa jumlah"),
    asks=Filters, answers=CSV, content_type="text/csv", fails=(404,),
)  # fmt: skip
def agreements_csv(asked: dict[str, Any]) -> ResponseReturnValue:
    rows = absorption_of(reading_session(), "agreement")["rows"]
    return answer_csv(write_csv(AGREEMENT_COLUMNS, rows), "agreements.csv")


@bp.operation(
    "/figures.csv", Permission.VIEW, N_("Setiap angka dengan sel, berkas, dan impornya sebagai CSV"),
    asks=FiguresFilters, is_costly=True, answers=CSV, content_type="text/csv", fails=(404,),
)  # fmt: skip
def figures_csv(asked: dict[str, Any]) -> ResponseReturnValue:
    session, said = reading_session(), selection()
    scope = store.scope_of(session)
    refuse_outside(scope, said)
    state = (store.what_stands(session), sorted(scope.places), sorted(scope.agencies))
    rows = _figures(session, said, is_whole=asked["all"])
    return answer_long_csv(FIGURE_COLUMNS, rows, "figures.csv", state)


@bp.operation(
    "/report.xlsx", Permission.VIEW, N_("Ringkasan Excel"),
    asks=ReportQuery, is_costly=True, answers=FILE, content_type=pages.XLSX, fails=(404,),
)  # fmt: skip
def report(asked: dict[str, Any]) -> ResponseReturnValue:
    return pages.summary_of(reading_session(), selection(), asked["below"])


def _figures(session: Session, said: Selection, *, is_whole: bool) -> Iterator[dict[str, Any]]:
    """A province at a time: the figures of a nation never stand in memory together."""
    places = (
        [said.province]
        if said.province or said.region
        else [one.code for one in region_book().provinces()]
    )
    for province in places:
        for holding, found in store.load_evidence_of(
            session,
            said.election or election(),
            province=province,
            region=said.region,
            agency=said.agency,
        ):
            yield from (
                figure_row(holding, one) for one in found if is_whole or one.status == "current"
            )
