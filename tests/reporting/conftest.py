"""The workbooks under test, written once a session and opened again."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook.workbook import Workbook

from nphd_tracker.regions import RegionBook
from nphd_tracker.reporting.summary import SummaryData, write_summary
from nphd_tracker.resources import data_folder

from .builders import ntt_holdings, odd_holdings, summarise

Reopen = Callable[[SummaryData], Workbook]


@pytest.fixture(scope="session")
def book() -> RegionBook:
    return RegionBook.load(data_folder("imports") / "reference", {})


@pytest.fixture(scope="session")
def odd(book: RegionBook) -> SummaryData:
    return summarise([*ntt_holdings(), *odd_holdings()], book)


@pytest.fixture(scope="session")
def odd_file(odd: SummaryData, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("summary") / "ringkasan.xlsx"
    write_summary(path, odd)
    return path


@pytest.fixture
def reopen(tmp_path: Path) -> Reopen:
    """Write a summary and open it as a reader of values does."""

    def write_and_open(data: SummaryData) -> Workbook:
        path = tmp_path / "ringkasan.xlsx"
        write_summary(path, data)
        return openpyxl.load_workbook(path, data_only=True)

    return write_and_open


@pytest.fixture(scope="session")
def odd_book(odd_file: Path) -> Workbook:
    """With formulas as formulas."""
    return openpyxl.load_workbook(odd_file)


@pytest.fixture
def replace_total() -> Callable[[SummaryData, int], SummaryData]:
    """A summary whose total says another numerator (sen) than its agreements."""

    def change(data: SummaryData, numerator: int) -> SummaryData:
        total = replace(data.total, numerator=numerator)
        return replace(data, totals={**data.totals, data.basis: total})

    return change
