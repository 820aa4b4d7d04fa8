"""Only what is plain arithmetic comes to a number, and only to the number Excel would show."""

import datetime
import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nphd_tracker.importing.formulas import EMPTY, Evaluator, evaluate
from nphd_tracker.importing.opening.grid import Grid, Workbook


def sheet(rows, formulas=None, errors=None, name="Rekap"):
    empty = frozenset()
    return Grid(name, True, rows, (), empty, empty, formulas or {}, errors or {})


GRID = sheet(
    [
        [1, 2.5, None, "KPU", "1.000"],
        [None, None, None, True, 10, datetime.date(2024, 8, 1)],
        [0.1, 0.2, 0],
    ],
    {
        (0, 5): "=A1+B1",
        (1, 6): "=F1+1",
        (3, 0): "=A5",
        (4, 0): "=A4",
        (5, 0): "=A2+B2",
        (6, 0): "=A6*2",
        (7, 0): "=ROUND(A1,0)",
    },
    {(0, 6): "#REF!"},
)
OTHER = sheet([[7, 8]], name="Lampiran '1'")


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("=10000000000+8000000000", "18000000000"),
        ("=A1+B1*2", "6"),
        ("=(A1+B1)*2", "7"),
        ("=-A1+-+-3", "2"),
        ("=$B$1/4", "0.625"),
        ("=B1*40%", "1"),
        ("=50%%", "0.005"),
        ("= A1 - B1 ", "-1.5"),
        ("=A3+B3", "0.3"),
        ("=1.5E3+.5", "1500.5"),
        ("=SUM(A1:C2)", "3.5"),
        ("=sum(a1,B1:B2,5)", "8.5"),
        ("=SUM(C2:A1)", "3.5"),
        ("=SUM(A1:D1)", "3.5"),
        ("=SUM((A1+1)*2,A1:B1)", "7.5"),
        ("=SUM(B1:B1048576)", "2.7"),
        ("=SUM(A1:B1)-SUM(A3,B3)", "3.2"),
        ("=A2+A1", "1"),
        ("=A2*A1", "0"),
        ("=C3", "0"),
        ("=G2+1", "5.5"),
        ("=SUM(F1:F1,1)", "4.5"),
        ("='Lampiran ''1'''!A1+Rekap!A1", "8"),
        ("=SUM('lampiran ''1'''!A1:B1)", "15"),
    ],
)
def test_plain_arithmetic_is_computed(formula, value):
    assert evaluate(formula, GRID, (OTHER,)) == Decimal(value)


@pytest.mark.parametrize(
    "formula",
    [
        "=A2",
        "=A2+B2",
        "=SUM(A2:C2)",
        "=A2/B2",
        "=A2*40%",
        "=A6",
        "=A7",
        "=SUM(A6:A7)+0",
        "=C1-C2",
        "=Z99",
        "=XFD1048576+1",
    ],
)
def test_a_formula_over_empty_cells_is_empty_and_never_zero(formula):
    assert evaluate(formula, GRID) is EMPTY


@pytest.mark.parametrize(
    "formula",
    [
        "=IF(A1,1,2)",
        "=ROUND(A1,0)",
        '=HYPERLINK("http://x","KPU")',
        "=A1^2",
        '=A1&"x"',
        "=A1=B1",
        "=Nilai*2",
        "=D1+1",
        "=E1+1",
        "=SUM(A1:E1)",
        "=D2+1",
        "=SUM(D2:E2)",
        "=F2+1",
        "=G1",
        "=SUM(A1:G1)",
        "=A4",
        "=A5+1",
        "=SUM(A1:A9)",
        "=A8",
        "=A1/C3",
        "=A1/A2",
        "=A1:B1",
        "=A1:B1+1",
        "=SUM(A:A)",
        "=SUM()",
        "=SUM(A1",
        "=SUM(A1:B1*2)",
        "=(1",
        "=1+",
        "=1 2",
        "=)",
        "=",
        "A1+B1",
        "=[1]Rekap!A1",
        "=Rekap:Lampiran!A1",
        "=Tiada!A1",
        "=A0",
        "=XFE1",
        "=A1(3)",
        "=LOG10(3)",
        "=SUMIF(A1:A2,1)",
        "=1e999999",
        "=" + "(" * 100 + "1" + ")" * 100,
        "=1" + "+1" * 5_000,
        "=9E999*9E999999",
    ],
)
def test_anything_else_is_left_to_a_person(formula):
    assert evaluate(formula, GRID, (OTHER,)) is None


@pytest.mark.parametrize("value", [float("inf"), float("nan")])
def test_numbers_that_are_none_are_no_operands(value):
    assert evaluate("=A1+1", sheet([[value]])) is None


def test_an_overflow_is_no_number():
    assert evaluate("=" + "*".join(["9E999"] * 1_100), GRID) is None


def test_a_running_total_as_long_as_the_sheet_is_computed_quickly():
    length = 10_000
    formulas = {(row, 1): f"=B{row}+A{row + 1}" for row in range(1, length)}
    grid = sheet([[1, 1], *([1] for _ in range(length))], formulas)
    started = time.process_time()
    assert evaluate(f"=B{length}", grid) == length
    assert time.process_time() - started < 10


def test_an_evaluator_remembers_what_cells_came_to():
    grid = sheet([[2]], {(0, n): f"={c}1+{c}1" for n, c in enumerate("ABCDEFGHIJKLMNOP", 1)})
    cells = Evaluator(grid)
    assert cells.evaluate("=Q1") == 2**17
    assert cells.evaluate("=P1") == 2**16


def test_sums_of_everything_by_everything_are_given_up():
    rows = [[1] * 100 for _ in range(1_000)]
    grid = sheet(rows, {(row, 101): "=SUM(A1:CV1000)" for row in range(100)})
    started = time.process_time()
    assert evaluate("=SUM(CX1:CX100)", grid) is None
    assert time.process_time() - started < 10


def test_cells_on_another_sheet_are_computed_there():
    first = sheet([], {(0, 0): "=Dua!B1*2"}, name="Satu")
    second = sheet([[3]], {(0, 1): "=A1+1"}, name="Dua")
    assert evaluate("=A1", first, Workbook((first, second))) == 8


@given(st.lists(st.one_of(st.none(), st.integers(-(10**15), 10**15)), min_size=1, max_size=30))
def test_a_sum_is_the_sum(numbers):
    grid = sheet([[number] for number in numbers])
    found = evaluate(f"=SUM(A1:A{len(numbers)})", grid)
    filled = [number for number in numbers if number is not None]
    assert found == (sum(filled) if filled else EMPTY)
    assert evaluate("=" + "+".join(f"A{i + 1}" for i in range(len(numbers))), grid) == found


@given(st.text(alphabet="=AB12:()+-*/%,.$!'SUM ^&\"E", max_size=30))
def test_no_text_breaks_it(text):
    result = evaluate("=" + text, GRID)
    assert result is None or result is EMPTY or result.is_finite()
