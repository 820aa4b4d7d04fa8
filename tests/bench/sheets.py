"""A national list as Excel writes it, of any length: fourteen columns, four of them amounts.

Region, grantee, unit and day tell 2,208 agreements apart, week after week; remainders and
percentages agree, running totals rise. Written as XML by hand, for openpyxl takes minutes for a
million rows.
"""

import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from nphd_tracker.importing.vocabulary import load_vocabulary

HEADINGS = (
    "No", "Kode Wilayah", "Provinsi", "Pemberi Hibah", "Penerima Hibah", "Satuan Kerja",
    "Posisi Tanggal", "Nilai NPHD (Rp)", "Pencairan (Rp)", "% Pencairan", "Belanja (Rp)",
    "Sisa Disetor (Rp)", "Sisa Dana (Rp)", "Keterangan",
)  # fmt: skip
MEASURES = {7: "committed", 8: "disbursed", 10: "spent", 11: "returned"}
"""Column -> what its amounts measure."""
AGENCIES = {"KPU": "KPU", "Bawaslu": "Bawaslu", "TNI": "Kodim", "Polri": "Polres"}
NOTES = ("Lengkap", "Menunggu SP2D", "Sesuai berita acara", None)
FIRST_DAY = date(2016, 1, 4)
Row = tuple[object, ...]

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TEXT, _DATE, _MONEY = 0, 1, 2
_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/></font></fonts>'
    '<fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1">'
    '<border><left/><right/><top/><bottom/></border></borders><cellStyleXfs count="1"><xf/>'
    '</cellStyleXfs><cellXfs count="3"><xf/><xf numFmtId="14" applyNumberFormat="1"/>'
    '<xf numFmtId="3" applyNumberFormat="1"/></cellXfs><cellStyles count="1">'
    '<cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def rows(more: int = 0) -> Iterator[Row]:
    """Data rows without end: every agreement once a week; ``more`` rupiah spent than was."""
    book = load_vocabulary().regions
    provinces = {one.code: one.name for one in book.provinces()}
    regions = [one for one in book.all() if one.kind != "province"]
    number = week = 0
    while True:
        day = FIRST_DAY + timedelta(weeks=week)
        for place, region in enumerate(regions):
            for agency, unit in AGENCIES.items():
                value = (1_000 + place * 7) * 1_000_000
                paid = value * min(week + 20, 600) // 600
                spent = min(paid * (place % 90) // 100 + more, paid)
                number += 1
                yield (
                    number, region.code, provinces[region.province], region.name, agency,
                    f"{unit} {region.place}", day, value, paid, round(paid * 100 / value, 2), spent,
                    place, value - paid, NOTES[number % len(NOTES)],
                )  # fmt: skip
        week += 1


def write_list(path: Path, length: int, *, title: bool = True, more: int = 0) -> None:
    """``title``: a line above the headings, as offices have it and not every reader takes."""
    texts: dict[str, int] = {}
    head: list[Row] = [("DAFTAR NPHD PILKADA 2024",)] if title else []
    head.append(HEADINGS)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        with archive.open("xl/worksheets/sheet1.xml", "w") as out:
            out.write(f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>'.encode())
            for number, row in enumerate(
                islice(_all(head, rows(more)), length + len(head)), start=1
            ):
                out.write(_write_row(number, row, texts).encode())
            out.write(b"</sheetData></worksheet>")
        shared = "".join(f"<si><t>{text}</t></si>" for text in texts)
        archive.writestr("xl/sharedStrings.xml", f'{_HEAD}<sst xmlns="{_MAIN}">{shared}</sst>')
        for name, content in _package().items():
            archive.writestr(name, content)


def _all(head: list[Row], data: Iterator[Row]) -> Iterator[Row]:
    yield from head
    yield from data


def _write_row(number: int, row: Row, texts: dict[str, int]) -> str:
    cells = "".join(
        _write_cell(f"{chr(65 + column)}{number}", value, column, texts)
        for column, value in enumerate(row)
    )
    return f'<row r="{number}" spans="1:{len(HEADINGS)}">{cells}</row>'


def _write_cell(name: str, value: object, column: int, texts: dict[str, int]) -> str:
    if value is None:
        return f'<c r="{name}" s="{_TEXT}"/>'
    if isinstance(value, str):
        return f'<c r="{name}" t="s"><v>{texts.setdefault(value, len(texts))}</v></c>'
    if isinstance(value, date):
        return f'<c r="{name}" s="{_DATE}"><v>{(value - date(1899, 12, 30)).days}</v></c>'
    style = _MONEY if column in MEASURES else _TEXT
    return f'<c r="{name}" s="{style}"><v>{value}</v></c>'


def _package() -> dict[str, str]:
    """The parts around the sheet."""
    kinds = {"workbook": "sheet.main", "worksheets/sheet1": "worksheet", "styles": "styles",
             "sharedStrings": "sharedStrings"}  # fmt: skip
    types = "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        for part, kind in kinds.items()
    )
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}.xml"/>'
        for number, (kind, target) in enumerate(
            [("worksheet", "worksheets/sheet1"), ("styles", "styles"),
             ("sharedStrings", "sharedStrings")], start=1
        )
    )  # fmt: skip
    relations = f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    return {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension='
        '"rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{types}</Types>",
        "_rels/.rels": f'{relations}<Relationship Id="rId1" Type="{_OFFICE}/officeDocument"'
        ' Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="Daftar" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f"{relations}{links}</Relationships>",
        "xl/styles.xml": _STYLES,
    }
