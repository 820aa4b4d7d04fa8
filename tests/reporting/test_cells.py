"""One cell: what is written is what is read again."""

from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.workbook.workbook import Workbook

from nphd_tracker.reporting.cells import as_fraction, fraction, put, put_money
from nphd_tracker.reporting.styles import register


def start() -> Workbook:
    workbook = Workbook()
    register(workbook)
    return workbook


def write_and_read(workbook: Workbook) -> object:
    stream = BytesIO()
    workbook.save(stream)
    return openpyxl.load_workbook(stream).worksheets[0]["A1"].value


@pytest.mark.parametrize("text", ["=1+1", "+62", "-5", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1"])
def test_text_comes_back_as_the_same_text(text: str) -> None:
    workbook = start()
    cell = put(workbook.worksheets[0], 1, 1, text)
    assert cell.data_type == "s"
    assert cell.quotePrefix
    assert write_and_read(workbook) == text


def test_plain_text_is_not_marked() -> None:
    workbook = start()
    assert not put(workbook.worksheets[0], 1, 1, "Polres Ngada").quotePrefix


def test_characters_excel_forbids_are_replaced() -> None:
    workbook = start()
    put(workbook.worksheets[0], 1, 1, "Polres\x00 Ngada\ud800")
    assert write_and_read(workbook) == "Polres\ufffd Ngada?"


@given(st.integers(min_value=-(10**14), max_value=10**14))
def test_money_keeps_its_sen(sen: int) -> None:
    workbook = start()
    cell = put_money(workbook.worksheets[0], 1, 1, sen)
    assert Decimal(str(cell.value)) * 100 == sen
    assert cell.number_format == ("#,##0" if sen % 100 == 0 else "#,##0.00")


def test_no_amount_leaves_the_cell_empty() -> None:
    workbook = start()
    assert put_money(workbook.worksheets[0], 1, 1, None).value is None


def test_a_fraction_is_cut_toward_zero() -> None:
    assert fraction(4_499_999_999, 4_500_000_000) == 0.9999
    assert fraction(89_606_513_000, 139_936_513_000) == 0.6403
    assert fraction(None, 100) is None
    assert fraction(100, 0) is None
    assert as_fraction("110.00") == 1.1
