"""The invented province is what the builder makes, is labelled everywhere, and tells its stories."""

import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from build_invented import (
    EXPECTED,
    WORKBOOKS,
    build_workbook,
    expect_figures,
    save_workbook,
    write_expected,
)
from invented_figures import MONTH_ENDS, Government, invent_governments
from openpyxl import Workbook, load_workbook

REGENCIES = Path(__file__).parents[2] / "imports" / "reference" / "regencies.csv"
GOVERNMENTS = invent_governments()
each_government = pytest.mark.parametrize("government", GOVERNMENTS, ids=lambda g: g.slug)


def contents(book: Workbook) -> dict[str, Any]:
    """Every value and merge, sheet by sheet."""
    return {
        sheet.title: (
            {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row
             if cell.value is not None},
            sorted(str(merge) for merge in sheet.merged_cells.ranges),
        )
        for sheet in book.worksheets
    }  # fmt: skip


@pytest.fixture(scope="module")
def december() -> list[dict[str, Any]]:
    """What is stated about the year's end."""
    return [row for row in expect_figures()["figures"] if row["as_of"] == "2024-12-31"]


@each_government
def test_committed_workbook_is_what_the_builder_makes(government: Government) -> None:
    committed = load_workbook(WORKBOOKS / government.file_name)
    built = build_workbook(government)
    assert contents(committed) == contents(built)
    assert committed.properties.title == built.properties.title


def test_expected_figures_are_what_the_builder_makes(tmp_path: Path) -> None:
    write_expected(tmp_path / "expected.json")
    assert (tmp_path / "expected.json").read_text() == EXPECTED.read_text()
    assert json.loads(EXPECTED.read_text()) == expect_figures()


def test_saving_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        save_workbook(build_workbook(GOVERNMENTS[0]), tmp_path / name)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_no_other_workbook_lies_beside_them() -> None:
    assert {p.name for p in WORKBOOKS.iterdir()} == {g.file_name for g in GOVERNMENTS}


@each_government
def test_says_that_it_is_invented_wherever_it_shows(government: Government) -> None:
    book = load_workbook(WORKBOOKS / government.file_name)
    assert "rekaan" in government.file_name
    assert "angka rekaan" in book.properties.title
    for sheet in book.worksheets:
        texts = [str(c.value) for row in sheet.iter_rows() for c in row if c.value is not None]
        assert texts[0].startswith("CONTOH (ANGKA REKAAN)")
        assert "Kegiatan : Contoh (angka rekaan)" in " ".join(texts[:12]).replace(" : : ", " : ")


def test_every_local_government_of_the_province_has_four_agencies() -> None:
    with REGENCIES.open(encoding="utf-8", newline="") as lines:
        names = {r["code"]: r["name"] for r in csv.DictReader(lines) if r["province_code"] == "53"}
    assert {g.code: g.name for g in GOVERNMENTS} == {
        "53": "Provinsi Nusa Tenggara Timur",
        **names,
    }
    for government in GOVERNMENTS:
        agencies = {a.agency for a in government.agreements}
        assert agencies == {"KPU", "BAWASLU", "TNI", "POLRI"}


def test_one_government_pays_two_police_units() -> None:
    counts = Counter((g.code, a.agency) for g in GOVERNMENTS for a in g.agreements)
    assert [key for key, count in counts.items() if count > 1] == [("53.01", "POLRI")]


def test_running_totals_never_fall_and_nothing_is_spent_before_it_came() -> None:
    for agreement in (a for g in GOVERNMENTS for a in g.agreements):
        told = [p for p in agreement.positions if p.disbursed is not None]
        assert [p.disbursed for p in told] == sorted(p.disbursed for p in told)
        assert [p.spent for p in told] == sorted(p.spent for p in told)
        assert all(p.spent + (p.returned or 0) <= p.disbursed for p in told)
        assert sum(t.amount for t in agreement.transfers) == (told[-1].disbursed if told else 0)


def test_transfers_add_up_to_every_position() -> None:
    for agreement in (a for g in GOVERNMENTS for a in g.agreements):
        for at in agreement.positions:
            paid = sum(t.amount for t in agreement.transfers if t.day <= at.day)
            assert at.disbursed in (paid, None)


def test_year_ends_with_every_story(december: list[dict[str, Any]]) -> None:
    reported = [row for row in december if row["disbursed"] is not None]
    rates = Counter(row["disbursed"] * 10_000 // row["committed"] for row in reported)
    assert rates[4_000] == 1, "one at exactly 40%"
    assert rates[9_999] == 1, "one a rupiah short of 100%"
    assert sum(n for rate, n in rates.items() if rate > 10_000) == 1, "one above 100%"
    assert rates[10_000] > 30, "many complete"
    assert sum(n for rate, n in rates.items() if rate < 4_000) >= 6, "some stuck below 40%"
    assert sum(row["committed"] - row["disbursed"] == 1 for row in reported) == 1
    closed = [r for r in reported if r["returned"] and r["spent"] + r["returned"] == r["disbursed"]]
    assert len(closed) >= 8, "some returned the remainder"


def test_some_never_reported_and_some_stopped() -> None:
    told = {
        (g.code, a.agency): [p.day for p in a.positions if p.disbursed is not None]
        for g in GOVERNMENTS
        for a in g.agreements
    }
    never = [key for key, days in told.items() if not days]
    assert len(never) == 6
    old = {key: days[-1] for key, days in told.items() if days and days[-1] < MONTH_ENDS[-1]}
    assert {code for code, _ in old} == {"53.08", "53.19"}
    assert old["53.08", "KPU"] == MONTH_ENDS[7]


def test_one_agreement_rises_by_an_addendum_in_july() -> None:
    (raised,) = [(g, a) for g in GOVERNMENTS for a in g.agreements if a.addendum]
    government, agreement = raised
    assert (government.code, agreement.agency) == ("53.07", "KPU")
    values = [p.committed for p in agreement.positions]
    assert values == [24_000_000_000] * 6 + [27_000_000_000] * 6
