"""Workbooks as officers keep them: with what a library would lose when it writes them anew."""

import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import openpyxl
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

Change = bytes | Callable[[bytes], bytes]
BOOK = "xl/workbook.xml"
STYLES = "xl/styles.xml"
SHEET = "xl/worksheets/sheet1.xml"
DRAWING = "xl/drawings/drawing1.xml"
NAVY = "FF1F3864"


def change_parts(source: Path, target: Path, changes: dict[str, Change]) -> Path:
    """A copy with parts changed or added."""
    left = dict(changes)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            change = left.pop(name, old.read(name))
            new.writestr(name, change(old.read(name)) if callable(change) else change)
        for name, content in left.items():
            assert isinstance(content, bytes)
            new.writestr(name, content)
    return target


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def png(width: int = 8, height: int = 8) -> bytes:
    """A red square."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + check

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = (b"\0" + b"\xff\0\0" * width) * height
    content = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + content


def officers_workbook(path: Path) -> Path:
    """A recap in use: letterhead picture, chart, comment, merges, filters, names and other sheets."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Rekap NPHD '24"
    for row in (
        ["REKAPITULASI NPHD PILKADA 2024 SE-PROVINSI NUSA TENGGARA TIMUR"],
        ["POSISI : 1 AGUSTUS 2024"],
        [],
        ["NO", "KABUPATEN/KOTA", "PENERIMA HIBAH", "NILAI NPHD", "REALISASI PENCAIRAN", "SISA"],
        [1, "Kabupaten Ngada", "KPU", 28_196_513_000, 3_000_000_000, "=D5-E5"],
        [2, "Kabupaten Malaka", "KPU", 20_000_000_000, 1_000_000_000, "=D6-E6"],
        [3, "Kabupaten Sikka", "KPU", 21_700_000_000, 7_000_000_000, "=D7-E7"],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:F1")
    sheet["A1"].font = Font(bold=True, size=14)
    side = Side(style="thin", color="FF00AA00")
    for cell in sheet[4]:
        cell.font = Font(bold=True, color="FFFFFFFF")
        cell.fill = PatternFill("solid", start_color=NAVY)
    for row in range(5, 8):
        money = sheet.cell(row, 4)
        money.number_format = "#,##0"
        money.border = Border(left=side, right=side, top=side, bottom=side)
        money.alignment = Alignment(horizontal="right", vertical="center")
        money.font = Font(name="Arial", italic=True, size=11)
    sheet["B5"].comment = Comment("Sudah dikonfirmasi lewat telepon.", "Bendahara")
    sheet.row_dimensions[6].hidden = True
    sheet.column_dimensions["C"].hidden = True
    sheet.auto_filter.ref = "A4:F7"
    sheet.freeze_panes = "A5"
    sheet.sheet_view.tabSelected = True
    red = PatternFill(bgColor="FFFFC7CE", fill_type="solid")
    rule = CellIsRule(operator="lessThan", formula=["0"], fill=red)
    sheet.conditional_formatting.add("F5:F7", rule)
    choices = DataValidation(type="list", formula1='"KPU,BAWASLU"')
    choices.add("C5:C7")
    sheet.add_data_validation(choices)
    sheet["B7"].hyperlink = "https://example.org/"
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=4, min_row=4, max_row=7), titles_from_data=True)
    sheet.add_chart(chart, "H2")

    other = book.create_sheet("Lampiran")
    other.append(["Kolom", "Jumlah"])
    other.append(["a", "=1+1"])
    other.add_table(Table(displayName="Daftar", ref="A1:B2"))
    other.print_title_rows = "1:1"
    other.print_area = "A1:B2"
    another = BarChart()
    another.add_data(Reference(other, min_col=2, min_row=1, max_row=2))
    book.create_chartsheet("Grafik").add_chart(another)
    book.defined_names["Total"] = DefinedName("Total", attr_text="'Rekap NPHD ''24'!$D$7")
    plain = path.with_suffix(".plain.xlsx")
    book.save(plain)
    return change_parts(plain, path, _letterhead(plain))


def _letterhead(plain: Path) -> dict[str, Change]:
    """The changes that put a picture beside the chart, which openpyxl cannot do by itself."""
    main = "http://schemas.openxmlformats.org/drawingml/2006/main"
    links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    picture = (
        '<xdr:oneCellAnchor xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/'
        'spreadsheetDrawing"><xdr:from><xdr:col>8</xdr:col><xdr:colOff>0</xdr:colOff>'
        '<xdr:row>20</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx="300000" '
        'cy="300000"/><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="9" name="Logo"/><xdr:cNvPicPr/>'
        f'</xdr:nvPicPr><xdr:blipFill><a:blip xmlns:a="{main}" xmlns:r="{links}" r:embed="rId9"/>'
        f'</xdr:blipFill><xdr:spPr><a:prstGeom xmlns:a="{main}" prst="rect"/></xdr:spPr></xdr:pic>'
        "<xdr:clientData/></xdr:oneCellAnchor>"
    ).encode()
    image = (
        f'<Relationship Id="rId9" Type="{links}/image" Target="/xl/media/image1.png"/>'
    ).encode()
    default = b'<Default Extension="png" ContentType="image/png"/>'
    assert DRAWING in parts(plain)
    return {
        DRAWING: lambda xml: xml.replace(b"</wsDr>", picture + b"</wsDr>"),
        "xl/drawings/_rels/drawing1.xml.rels": lambda xml: xml.replace(
            b"</Relationships>", image + b"</Relationships>"
        ),
        "xl/media/image1.png": png(),
        "[Content_Types].xml": lambda xml: xml.replace(b"<Override", default + b"<Override", 1),
    }
