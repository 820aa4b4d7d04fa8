"""Small recaps with something odd in them, written as XML so that no library mends them."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl

from nphd_tracker.importing.opening.grid import cell_name
from tests.importing.opening.odd_files import SHEET1, sheet_xml

__all__ = ["HEADER", "NGADA", "TITLES", "Raw", "recap", "rows_xml", "write_rows"]


@dataclass(frozen=True)
class Raw:
    """A cell written as it stands; ``{at}`` becomes its name."""

    xml: str


Cell = str | int | float | Raw | None
Rows = Sequence[Sequence[Cell]]

TITLES: list[list[Cell]] = [
    ["REKAPITULASI NPHD PILKADA 2024 SE-PROVINSI NUSA TENGGARA TIMUR"],
    ["POSISI : 1 AGUSTUS 2024"],
    [],
]
HEADER: list[Cell] = ["NO", "KABUPATEN/KOTA", "PENERIMA HIBAH", "NILAI NPHD", "PENCAIRAN"]
NGADA: list[Cell] = [1, "Kabupaten Ngada", "KPU", 28_196_513_000, 28_196_513_000]
"""One row that is right and says what the office knows: what is told is about the odd one."""


def recap(*rows: Sequence[Cell]) -> Rows:
    """Titles, header in row 4, Ngada in row 5, then these rows from row 6 on."""
    return [*TITLES, HEADER, NGADA, *rows]


def rows_xml(rows: Rows, first: int = 1) -> str:
    lines = []
    for number, row in enumerate(rows, first):
        cells = "".join(_cell(cell_name(number - 1, at), value) for at, value in enumerate(row))
        lines.append(f'<row r="{number}">{cells}</row>')
    return "".join(lines)


def _cell(name: str, value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, Raw):
        return value.xml.replace("{at}", name)
    if isinstance(value, str):
        text = escape(value)
        return f'<c r="{name}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    return f'<c r="{name}"><v>{value}</v></c>'


def write_rows(path: Path, rows: Rows, before: str = "", after: str = "", more: str = "") -> Path:
    """A workbook of one sheet; ``more`` is row XML after the rows."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in _other_parts().items():
            archive.writestr(name, data)
        archive.writestr(SHEET1, sheet_xml(rows_xml(rows) + more, before, after))
    return path


@cache
def _other_parts() -> dict[str, bytes]:
    """Of a plain workbook all but its sheet."""
    content = io.BytesIO()
    openpyxl.Workbook().save(content)
    with zipfile.ZipFile(content) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name != SHEET1}
