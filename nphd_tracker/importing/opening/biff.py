"""What calamine hides in .xls: error cells, hidden rows and columns, told by xlrd.

Formulas cannot be seen there, but .xls always saves their values. Used in the child process only.
"""

import io
from pathlib import Path

import xlrd

from nphd_tracker.importing.opening.grid import Marks
from nphd_tracker.importing.opening.refusals import refusal


def read_marks(path: Path) -> dict[str, Marks] | None:
    """Sheet name -> marks; None where xlrd cannot follow a file that calamine may still read."""
    try:
        book = xlrd.open_workbook(str(path), formatting_info=True, logfile=io.StringIO())
    except xlrd.XLRDError as error:
        if "encrypted" in str(error).lower():
            raise refusal("encrypted") from error
        return None
    except MemoryError:
        raise
    except Exception:
        # On a broken file xlrd fails with whatever it stumbles over; calamine then says what is.
        return None
    return {sheet.name: _sheet_marks(sheet) for sheet in book.sheets()}


def _sheet_marks(sheet: xlrd.sheet.Sheet) -> Marks:
    marks = Marks()
    for row in range(sheet.nrows):
        for column, kind in enumerate(sheet.row_types(row)):
            if kind == xlrd.XL_CELL_ERROR:
                code = sheet.cell_value(row, column)
                marks.errors[row, column] = xlrd.error_text_from_code.get(code, "#N/A")
    marks.hidden_rows.update(row for row, info in sheet.rowinfo_map.items() if info.hidden)
    marks.hidden_columns.update(c for c, info in sheet.colinfo_map.items() if info.hidden)
    return marks
