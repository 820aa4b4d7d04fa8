"""Answers about a layout: kept by its fingerprint, carried to a changed one, forgotten."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.reading import Answers, Source

HEADERS = {"A": "NO", "B": "KABUPATEN/KOTA", "C": "KPU / NILAI", "D": "KPU / REALISASI"}
SAID = Answers(
    header_rows=(5, 6),
    columns={"D": "KPU.disbursed"},
    regions={"Kupang": "53.71"},
    agencies={"Panwas": "BAWASLU"},
    unit=1000,
    source=Source.GRANTEE,
)


def test_what_belongs_to_the_layout_comes_back_and_the_rest_does_not(session: Session) -> None:
    everything = Answers(
        SAID.header_rows, SAID.columns, SAID.regions, SAID.agencies, frozenset({9}),
        date(2024, 7, 31), SAID.unit, SAID.source, "PSU 2025",
    )  # fmt: skip
    store.remember_layout(session, "f1", HEADERS, everything, "Rekap")
    assert store.recall_layout(session, "f1") == SAID
    assert store.recall_layout(session, "f2") is None


def test_a_header_band_moves_with_its_sheet(session: Session) -> None:
    store.remember_layout(session, "f1", HEADERS, SAID, top=4)
    for top, band in ((4, (5, 6)), (9, (10, 11)), (2, (3, 4))):
        recalled = store.recall_layout(session, "f1", top)
        assert recalled is not None
        assert recalled.header_rows == band


def test_a_later_answer_stands_instead(session: Session) -> None:
    store.remember_layout(session, "f1", HEADERS, SAID)
    later = Answers(columns={"D": "KPU.spent"})
    store.remember_layout(session, "f1", HEADERS, later, "Juli")
    assert store.recall_layout(session, "f1") == later
    (layout,) = store.list_layouts(session)
    assert (layout.sheet, layout.headers) == ("Juli", HEADERS)


def test_a_layout_can_be_forgotten_once(session: Session) -> None:
    store.remember_layout(session, "f1", HEADERS, SAID)
    assert store.forget_layout(session, "f1")
    assert not store.forget_layout(session, "f1")
    assert store.recall_layout(session, "f1") is None


def test_nothing_answered_is_nothing_remembered(session: Session) -> None:
    store.remember_layout(session, "f1", HEADERS, SAID)
    store.remember_layout(session, "f1", HEADERS, Answers(left_out=frozenset({3})))
    store.remember_layout(session, "", HEADERS, SAID)
    assert store.list_layouts(session) == []


def test_a_changed_layout_is_told_from_a_strange_one(session: Session) -> None:
    store.remember_layout(session, "f1", HEADERS, SAID)
    changed = {"A": "No", "B": "Kabupaten/Kota", "C": "KPU /  Nilai", "D": "KPU / Pagu"}
    layout = store.nearest_layout(session, changed)
    assert layout is not None
    assert layout.fingerprint == "f1"
    assert store.nearest_layout(session, {"A": "NO", "B": "URAIAN", "C": "PAGU"}) is None
    assert store.nearest_layout(session, {}) is None


def test_a_drift_names_new_gone_and_moved_headings() -> None:
    now = {"A": "NO", "B": "KODE", "C": "KABUPATEN/KOTA", "D": "KPU / NILAI"}
    drift = store.compare_headers(HEADERS, now)
    assert drift.new == (("B", "KODE"),)
    assert drift.gone == (("D", "KPU / REALISASI"),)
    assert drift.moved == (("KABUPATEN/KOTA", "B", "C"), ("KPU / NILAI", "C", "D"))


def test_answers_follow_their_headings_to_a_changed_layout() -> None:
    old = {"A": "NILAI", "B": "NILAI", "C": "SISA"}
    now = {"B": "NILAI", "C": "KET", "E": "NILAI"}
    said = Answers((1, 2), {"A": "KPU.committed", "B": "TNI.committed", "C": "ignored"}, unit=1000)
    carried = store.carry_over(said, old, now)
    assert carried.columns == {"B": "KPU.committed", "E": "TNI.committed"}
    assert (carried.header_rows, carried.unit) == (None, 1000)


answers = st.builds(
    Answers,
    st.none() | st.tuples(st.integers(1, 9), st.integers(1, 9)),
    st.dictionaries(st.text(max_size=3), st.text(max_size=9)),
    st.dictionaries(st.text(max_size=9), st.text(max_size=5)),
    st.dictionaries(st.text(max_size=9), st.text(max_size=5)),
    st.frozensets(st.integers(1, 99)),
    st.none() | st.dates(),
    st.none() | st.sampled_from([1, 1000]),
    st.none() | st.sampled_from(Source),
    st.none() | st.text(min_size=1, max_size=9),
)


@given(answers)
def test_reading_what_was_written_gives_it_back(said: Answers) -> None:
    assert store.read_answers(store.write_answers(said)) == said
