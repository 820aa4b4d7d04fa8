"""Very many rows at once: what stands afterwards is what the sheet says, and leads somewhere."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.blocks import Block, Party, Stated
from nphd_tracker.models import Agreement, FigureRow
from nphd_tracker.reading import Measure, Source
from nphd_tracker.regions import Agency
from nphd_tracker.store.known import Known
from nphd_tracker.store.planned import Comparison
from nphd_tracker.store.storing import number_key, store_rows

from .builders import ELECTION, NGADA, position, say

ROWS = 60
"""More than go together, and not a whole number of those."""
PARTY = Party(NGADA, Agency.KPU, None, False, Source.GRANTOR)
START = date(2020, 1, 1)


def block(gaps: bool) -> Block:
    days = [START + timedelta(days=place) for place in range(ROWS)]
    spent = [None if gaps and place % 7 == 0 else place for place in range(ROWS)]
    columns = [
        Stated(Measure.COMMITTED, "H", [1_000] * ROWS),
        Stated(Measure.SPENT, "K", spent),
    ]
    return Block("Daftar '24", range(3, 3 + ROWS), [PARTY], [0] * ROWS, days, columns)


@pytest.mark.parametrize("gaps", [False, True])
def test_rows_become_figures_in_the_order_of_the_sheet(session: Session, gaps: bool) -> None:
    import_id = say(session, position(1)).id
    agreement = session.scalars(select(Agreement.id)).one()
    said = block(gaps)
    found = Comparison(Known({}, []), False, blocks=[(ELECTION, said)])
    store_rows(session, import_id, found, {number_key(ELECTION, PARTY): agreement})
    stored = session.scalars(
        select(FigureRow).where(FigureRow.cells != position(1).cells[0]).order_by(FigureRow.id)
    )
    assert [
        (row.import_id, row.agreement_id, row.measure, row.on, row.amount, row.source, row.cells)
        for row in stored
    ] == [
        (import_id, agreement, one.measure, one.on, one.amount, one.source, one.cells[0])
        for one in said
    ]


def test_a_row_that_leads_nowhere_is_refused(engine: Engine) -> None:
    with Session(engine) as session:
        import_id = say(session, position(1)).id
        agreement = session.scalars(select(Agreement.id)).one()
        session.commit()
    found = Comparison(Known({}, []), False, blocks=[(ELECTION, block(gaps=False))])
    for wrong in ((import_id, agreement + 1), (import_id + 1, agreement)):
        with Session(engine) as session:
            store.begin_adding(session)
            with pytest.raises(IntegrityError):
                store_rows(session, wrong[0], found, {number_key(ELECTION, PARTY): wrong[1]})
