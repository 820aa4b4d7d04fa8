"""Tindak Lanjut in the summary: one native table, only where there is something to follow up."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from nphd_tracker.absorption import Basis, Standing
from nphd_tracker.follow_ups import Cause, Event, FollowUp, Promise, State, Tracked
from nphd_tracker.regions import Agency, RegionBook
from nphd_tracker.reporting.summary import SummaryData

from .builders import DAY, ntt_holdings, summarise
from .conftest import Reopen
from .test_summary import table_rows

OPENED = datetime(2024, 7, 20, 3, 0, tzinfo=UTC)
PROMISE = Promise(Cause.CASH, "=transfer tahap II", "BPKAD", date(2024, 7, 30))


@pytest.fixture
def data(book: RegionBook) -> SummaryData:
    return summarise(ntt_holdings(), book)


def tracked(standing: Standing) -> Tracked:
    opened = Event(OPENED, "opened", PROMISE, State.OPEN, note="Rapat Juli")
    holding = standing.holding
    follow_up = FollowUp(
        id=7,
        agreement_id=holding.id,
        election=holding.election,
        region=holding.region,
        agency=holding.agency,
        unit=None,
        basis=Basis.DISBURSED_COMMITTED,
        as_of=date(2024, 7, 15),
        numerator=0,
        denominator=standing.denominator,
        history=(opened,),
    )
    return Tracked(follow_up, standing, DAY)


def a_below(data: SummaryData) -> Standing:
    return next(one for one in data.standings if one.below and one.holding.agency is Agency.KPU)


def test_where_all_is_at_100_percent_there_is_no_sheet(book: RegionBook, reopen: Reopen) -> None:
    full = [one for one in ntt_holdings() if one.region in ("53.09", "53.15")]
    assert "Tindak Lanjut" not in reopen(summarise(full, book)).sheetnames


def test_rows_to_fill_in_are_unlocked_and_offer_lists(data: SummaryData, reopen: Reopen) -> None:
    book = reopen(replace(data, follow_ups=[tracked(a_below(data))]))
    sheet = book["Tindak Lanjut"]
    rows = table_rows(sheet)
    # All but the two at 100%; the one followed first, the others with nothing written in them.
    assert len(rows) == 8
    assert [row["No"] for row in rows] == [7] + [None] * 7
    assert {row["Penyebab"] for row in rows[1:]} == {None}
    assert len({row["Kode Wilayah"] for row in rows}) == 8
    assert sheet.protection.sheet
    assert not sheet.protection.password
    top = sheet.tables["TindakLanjutNPHD"].ref.split(":")[0]
    places = {cell.value: cell.column_letter for cell in sheet[int(top.strip("A"))]}
    last = sheet.max_row
    for heading, cells in places.items():
        is_open = heading in ("Penyebab", "Janji", "Oleh", "Tenggat", "Status")
        assert sheet[f"{cells}{last}"].protection.locked is not is_open, heading
    lists = {str(one.sqref): one.formula1 for one in sheet.data_validations.dataValidation}
    assert len(lists) == 2
    assert all(f"{last}" in place for place in lists)
    assert all(len(choices) <= 257 for choices in lists.values())
    assert sheet.column_dimensions[places["Versi"]].hidden


def test_a_row_holds_the_promise_and_how_the_figure_moved(
    data: SummaryData, reopen: Reopen
) -> None:
    standing = a_below(data)
    assert standing.numerator is not None
    assert standing.rate is not None
    book = reopen(replace(data, follow_ups=[tracked(standing)]))
    assert book.sheetnames.index("Tindak Lanjut") < book.sheetnames.index("Rincian")
    row, *_ = table_rows(book["Tindak Lanjut"])
    assert row["Kode Wilayah"] == standing.holding.region
    assert row["Lembaga"] == "KPU"
    assert row["Penyebab"] == "Kas daerah belum tersedia"
    assert row["Janji"] == "=transfer tahap II"
    assert row["Oleh"] == "BPKAD"
    assert row["Tenggat"] == datetime(2024, 7, 30)
    assert row["Status"] == "Lewat tenggat"
    assert row["% Dulu"] == 0
    assert row["% Kini"] == float(standing.rate) / 100
    assert row["Bergerak (Rp)"] * 100 == standing.numerator
    assert row["Sisa Kini (Rp)"] * 100 == standing.unabsorbed
    assert row["Catatan"] == "Rapat Juli"


def test_it_speaks_english_under_the_same_headings(data: SummaryData, reopen: Reopen) -> None:
    english = replace(data, language="en", follow_ups=[tracked(a_below(data))])
    row, *_ = table_rows(reopen(english)["Tindak Lanjut"])
    assert row["Penyebab"] == "Regional cash not available yet"
    assert row["Status"] == "Overdue"
