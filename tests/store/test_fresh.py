"""A block of rows is compared and stored as its figures would be, whatever stands already."""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.blocks import Block, Joined, Party, Stated
from nphd_tracker.models import Agreement, Base, FigureRow
from nphd_tracker.reading import Measure, Reading, Source, StatedFigure
from nphd_tracker.regions import Agency
from nphd_tracker.store.planned import Plan

from .builders import KONAWE, NGADA, position, reading

START = date(2024, 1, 1)
PARTIES = [
    Party(NGADA, Agency.KPU, None, False, Source.GRANTOR),
    Party(NGADA, Agency.KPU, None, False, Source.GRANTEE),
    Party(NGADA, Agency.BAWASLU, None, False, Source.GRANTOR),
    Party(KONAWE, Agency.POLRI, None, False, Source.GRANTOR),
    Party(KONAWE, Agency.POLRI, "Polres Konawe", True, Source.GRANTOR),
    Party(KONAWE, Agency.POLRI, "Polresta Kendari", False, Source.GRANTOR),
]
amounts = st.one_of(st.none(), st.integers(0, 3), st.integers(2_000, 2_003))


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    """Rows of a sheet; no two of one party and day, as `importing.repeats` leaves them."""
    rows = draw(
        st.lists(
            st.tuples(
                st.integers(0, len(PARTIES) - 1), st.integers(0, 3), amounts, amounts, amounts
            ),
            min_size=1,
            max_size=12,
            unique_by=lambda row: row[:2],
        )
    )
    measures = (Measure.COMMITTED, Measure.DISBURSED, Measure.SPENT)
    return Block(
        "Daftar",
        range(3, 3 + len(rows)),
        PARTIES,
        [row[0] for row in rows],
        [START + timedelta(days=30 * row[1]) for row in rows],
        [
            Stated(measure, "HIK"[number], [row[2 + number] for row in rows])
            for number, measure in enumerate(measures)
        ],
    )


@st.composite
def single(draw: st.DrawFn) -> StatedFigure:
    party = draw(st.sampled_from(PARTIES))
    return position(
        draw(st.integers(0, 3)),
        (START + timedelta(days=30 * draw(st.integers(0, 3)) + 1)).isoformat(),
        region=party.region,
        agency=party.agency,
        unit=party.unit,
        unit_implied=party.unit_implied,
        cells=("Rekap!C4",),
    )


def with_figures(read: Reading, parts: list[list[StatedFigure] | Block], whole: bool) -> Reading:
    figures = Joined(parts) if whole else tuple(Joined(parts))
    (sheet,) = read.sheets
    return Reading(
        read.file, read.sha256, (sheet.__class__(**{**vars(sheet), "figures": figures}),)
    )


def told(plan: Plan) -> tuple[object, ...]:
    return (
        plan.new,
        plan.changed,
        plan.same,
        sorted(map(repr, plan.changes)),
        sorted(map(repr, plan.findings)),
    )


def stored(session: Session) -> list[tuple[object, ...]]:
    columns = [c for c in FigureRow.__table__.columns if c.name not in ("id", "import_id")]
    names = [Agreement.region, Agreement.agency, Agreement.unit_key, Agreement.unit_implied]
    query = select(*names, *columns[1:]).join(Agreement, FigureRow.agreement_id == Agreement.id)
    return sorted(map(tuple, session.execute(query)), key=repr)


def empty(engine: Engine) -> None:
    with engine.begin() as connection:
        for table in reversed(Base.metadata.sorted_tables):
            if table.name != "audit_event":  # only ever added to
                connection.execute(delete(table))


@given(
    before=st.lists(single(), max_size=3),
    beside=st.lists(single(), max_size=2),
    pair=st.tuples(blocks(), blocks()),
)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_block_does_what_its_figures_would(
    engine: Engine,
    before: list[StatedFigure],
    beside: list[StatedFigure],
    pair: tuple[Block, Block],
) -> None:
    seen = []
    for whole in (False, True):
        empty(engine)
        with Session(engine) as session:
            earlier = reading(*before, file="dulu.xlsx")
            row = store.stage_import(
                session,
                earlier,
                store.plan_import(session, earlier),
                size=1,
                options={},
                description={},
                leave_out_errors=True,
            )
            store.apply_import(session, row, earlier, store.plan_import(session, earlier))
            read = with_figures(reading(file="kini.xlsx"), [beside, *pair], whole)
            plan = store.plan_import(session, read)
            row = store.stage_import(
                session, read, plan, size=1, options={}, description={}, leave_out_errors=True
            )
            store.apply_import(session, row, read, plan)
            seen.append((told(plan), stored(session)))
            session.commit()
    assert seen[0] == seen[1]


def test_a_preview_of_blocks_holds_until_something_else_is_applied(session: Session) -> None:
    party = [Party(NGADA, Agency.KPU, None, False, Source.GRANTOR)]
    block = Block("Daftar", [3], party, [0], [START], [Stated(Measure.SPENT, "H", [7])])
    read = with_figures(reading(file="kini.xlsx"), [block], True)
    plan = store.plan_import(session, read)
    again = store.plan_import(session, with_figures(read, [block.only([0])], True))
    assert (plan.digest, plan.base) == (again.digest, again.base)
    other = Block("Daftar", [3], party, [0], [START], [Stated(Measure.SPENT, "H", [8])])
    assert plan.digest != store.plan_import(session, with_figures(read, [other], True)).digest
    assert plan.first_changes(5) == list(plan.changes)
