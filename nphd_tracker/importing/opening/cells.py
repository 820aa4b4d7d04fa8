"""Which library reads which kind of file, and how what each hides is put back.

calamine reads the cells of all formats but .csv, fast, and hides errors and formulas without a
value as empty; ooxml, opendocument and biff tell where. Runs in the child process (`child`), which
takes longer to start than to read a small file: what one kind alone needs is imported for it.
"""

import re
import shutil
import zipfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from pathlib import Path
from typing import cast
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from nphd_tracker.importing.opening import ooxml
from nphd_tracker.importing.opening.grid import Grid, Marks, build_grid, cell_name
from nphd_tracker.importing.opening.limits import Limits
from nphd_tracker.importing.opening.refusals import refusal
from nphd_tracker.importing.opening.utf16 import utf16_of

_HEAD, _BLOCK = 100, 5_000
"""Rows handed over together, as many as a processor has at hand, which nearly halves the work; the
first ones apart, for their headings make every column mixed."""
_DECLARED_ENCODING = re.compile(rb"""^(<\?xml[^>]*?)\s+encoding=["'][^"']*["']""")


@dataclass(frozen=True, slots=True)
class Job:
    """What the guard found out about a file and the child needs to know."""

    path: str
    kind: str
    """xlsx, xlsb, ods, xls or csv."""
    warnings: tuple[str, ...] = ()
    far: dict[str, tuple[int, int]] = field(default_factory=dict)
    is_utf16: bool = False
    most_cells: int = Limits().cells


@dataclass(slots=True)
class OpenSheet:
    """A sheet being read: its rows come in blocks, as the library gives them, from A1 on."""

    name: str
    visible: bool
    length: int
    """Rows, as the library counts them."""
    blocks: Iterator[list[list[object]]]
    """All rows of a block are of one length."""
    marks: Marks


@dataclass(slots=True)
class Contents:
    """A workbook being read: warnings may still be added while ``sheets`` runs."""

    sheets: Iterator[Grid | OpenSheet]
    warnings: list[str]
    properties: dict[str, str] = field(default_factory=dict)


@contextmanager
def refusing_library_errors() -> Iterator[None]:
    """What the libraries raise about a bad file, as a refusal."""
    try:
        yield
    except PasswordError as error:
        raise refusal("encrypted") from error
    except DefusedXmlException as error:
        raise refusal("hostile") from error
    except MemoryError as error:
        raise refusal("too-large") from error
    except (CalamineError, ParseError, zipfile.BadZipFile, UnicodeError) as error:
        raise refusal("damaged") from error


def open_contents(
    job: Job, folder: Path, list_marked: Callable[[], Collection[str]] = tuple
) -> Contents:
    """Begin to read; ``folder`` may hold copies. Library errors come through unless wrapped.

    ``list_marked`` gives the parts of .xlsx that hide something; it is asked once the first is read.
    """
    path = Path(job.path)
    if job.kind == "csv":
        return _open_csv(path, job)
    if job.is_utf16:
        path = _rewrite_utf8(path, folder / f"utf8.{job.kind}")
    elif path.suffix.lower() != f".{job.kind}" or not _is_utf8(job.path):
        # calamine believes the name more than the bytes, and takes none that is not UTF-8.
        path = Path(shutil.copyfile(path, folder / f"named.{job.kind}"))
    if job.kind == "xlsx":
        return _open_xlsx(path, job, list_marked)
    if job.kind == "ods":
        return _open_ods(path, job)
    contents = Contents(iter(()), list(job.warnings))
    marks = _xls_marks(path) if job.kind == "xls" else {}
    if marks is None:
        contents.warnings.append("errors-invisible")
    contents.sheets = _grids(path, lambda: marks or {})
    return contents


def _grids(
    path: Path,
    find_marks: Callable[[], dict[str, Marks]],
    left_out: frozenset[str] = frozenset(),
) -> Iterator[OpenSheet]:
    """Every worksheet in order; chart and macro sheets hold no cells."""
    with CalamineWorkbook.from_path(path) as book:
        worksheets = [s for s in book.sheets_metadata if s.typ is SheetTypeEnum.WorkSheet]
        if not worksheets:
            raise refusal("no-sheet")
        for metadata in worksheets:
            if metadata.name in left_out:
                continue
            sheet = book.get_sheet_by_name(metadata.name)
            own = find_marks().get(metadata.name, Marks())
            for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
                own.merges.append((top, left, bottom, right))
            visible = metadata.visible is SheetVisibleEnum.Visible
            length = sheet.end[0] + 1 if sheet.end else 0
            yield OpenSheet(metadata.name, visible, length, _blocks(sheet), own)


def _blocks(sheet: CalamineSheet) -> Iterator[list[list[object]]]:
    """calamine begins at the first used row of none, but at the first used column."""
    rows = sheet.iter_rows()
    before: list[object] = [""] * (sheet.start[1] if sheet.start else 0)
    block = list(islice(rows, _HEAD))
    while block:
        yield [[*before, *row] for row in block] if before else cast(list[list[object]], block)
        block = list(islice(rows, _BLOCK))


def _open_xlsx(path: Path, job: Job, list_marked: Callable[[], Collection[str]]) -> Contents:
    with zipfile.ZipFile(path) as archive:
        package = ooxml.read_package(archive)

    @cache
    def find_marks() -> dict[str, Marks]:
        marked = list_marked()
        with zipfile.ZipFile(path) as archive:
            return {
                name: ooxml.read_sheet_marks(archive, part, package.recalculates)
                for name, part in package.sheets.items()
                if part in marked
            }

    contents = Contents(iter(()), list(job.warnings), package.properties)
    far = {name: job.far[part] for name, part in package.sheets.items() if part in job.far}
    _check_far_sheets(path, far, contents)
    contents.sheets = _grids(path, find_marks, frozenset(far))
    return contents


def _check_far_sheets(path: Path, far: dict[str, tuple[int, int]], contents: Contents) -> None:
    """A sheet with a cell a million rows away is refused, or left out if nobody sees it anyway."""
    if not far:
        return
    with CalamineWorkbook.from_path(path) as book:
        for metadata in book.sheets_metadata:
            if metadata.name in far and metadata.visible is SheetVisibleEnum.Visible:
                raise refusal("far-cells", sheet=metadata.name, cell=cell_name(*far[metadata.name]))
    contents.warnings.append("sheet-skipped")


def _open_csv(path: Path, job: Job) -> Contents:
    from nphd_tracker.importing.opening.delimited import read_delimited

    rows = read_delimited(path)
    return Contents(iter([build_grid("CSV", True, rows, Marks())]), list(job.warnings))


def _xls_marks(path: Path) -> dict[str, Marks] | None:
    from nphd_tracker.importing.opening.biff import read_marks

    return read_marks(path)


def _open_ods(path: Path, job: Job) -> Contents:
    from nphd_tracker.importing.opening import opendocument

    marks = {}
    with zipfile.ZipFile(path) as archive:
        for name, own, cells in opendocument.read_marks(archive):
            if cells > job.most_cells:
                raise refusal("too-large")
            marks[name] = own
    return Contents(_grids(path, lambda: marks), list(job.warnings))


def _is_utf8(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _rewrite_utf8(path: Path, target: Path) -> Path:
    """The same zip with its UTF-16 parts in UTF-8, the only encoding that calamine reads."""
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as copy:
        for name in source.namelist():
            copy.writestr(name, _as_utf8(source.read(name)))
    return target


def _as_utf8(data: bytes) -> bytes:
    encoding = utf16_of(data)
    if encoding:
        data = _DECLARED_ENCODING.sub(rb"\1", data.decode(encoding).encode())
    return data
