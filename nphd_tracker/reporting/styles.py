"""How cells look: named styles, so that a person can restyle the workbook in one place.

A name is what the cell holds; " total" makes it a bottom line. Amounts have grouping signs and
dates month names; Excel shows both in the reader's language.
"""

from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.workbook.workbook import Workbook

MONEY = "#,##0"
MONEY_SEN = "#,##0.00"
PERCENT = "0.00%"
SHORT_DATE = "dd/mm/yyyy"
LONG_DATE = {"id": "[$-421]d mmmm yyyy", "en": "[$-809]d mmmm yyyy"}

INK = "1F3864"
RULE = Side(style="thin", color="BFBFBF")
BOX = Border(left=RULE, right=RULE, top=RULE, bottom=RULE)
TOTAL_BOX = Border(left=RULE, right=RULE, top=Side(style="medium", color=INK), bottom=RULE)
BELOW = DifferentialStyle(
    font=Font(bold=True, color="9C0006"), fill=PatternFill(bgColor="FFC7CE", fill_type="solid")
)
AGREES = DifferentialStyle(font=Font(color="006100"), fill=PatternFill(bgColor="C6EFCE"))

_TOP = Alignment(vertical="top")
_WRAP = Alignment(vertical="top", wrap_text=True)
_RIGHT = Alignment(vertical="top", horizontal="right")
_LEFT = Alignment(horizontal="left")
_CENTER = Alignment(vertical="top", horizontal="center")


_HEADLINE = Font(name="Calibri", size=12, bold=True, color=INK)


def _fill(color: str) -> PatternFill:
    return PatternFill("solid", start_color=color, end_color=color)


def _font(
    size: float = 10, bold: bool = False, italic: bool = False, color: str | None = None
) -> Font:
    return Font(name="Calibri", size=size, bold=bold, italic=italic, color=color)


def _in_table(name: str, number_format: str, alignment: Alignment) -> list[NamedStyle]:
    """A style for a table's body and its heavier twin for the bottom line."""
    body = NamedStyle(
        name, font=_font(), border=BOX, alignment=alignment, number_format=number_format
    )
    total = NamedStyle(
        f"{name} total",
        font=_font(bold=True),
        border=TOTAL_BOX,
        fill=_fill("DDE5F2"),
        alignment=alignment,
        number_format=number_format,
    )
    return [body, total]


def _plain(
    name: str, font: Font, alignment: Alignment, number_format: str = "General"
) -> NamedStyle:
    return NamedStyle(name, font=font, alignment=alignment, number_format=number_format)


def _to_fill(
    name: str, number_format: str, color: str | None = None, alignment: Alignment = _WRAP
) -> NamedStyle:
    """A cell of the blank sheet that a person may type in."""
    style = NamedStyle(
        name,
        font=_font(),
        border=BOX,
        alignment=alignment,
        number_format=number_format,
        protection=Protection(locked=False),
    )
    if color:
        style.fill = _fill(color)
    return style


def register(workbook: Workbook, language: str = "id") -> None:
    """Give the workbook every style that `cells.put` may name."""
    long_date = LONG_DATE.get(language, LONG_DATE["id"])
    head = NamedStyle(
        "kepala",
        font=_font(bold=True, color="FFFFFF"),
        fill=_fill(INK),
        border=BOX,
        alignment=Alignment(horizontal="center", vertical="center", wrap_text=True),
    )
    for style in (
        _plain("judul", _font(size=14, bold=True, color=INK), Alignment(vertical="center")),
        _plain("rekaan", _font(size=11, bold=True, color="9C0006"), Alignment(vertical="center")),
        _plain("subjudul", _HEADLINE, Alignment(vertical="center")),
        _plain("anak judul", _font(italic=True, color="595959"), _TOP),
        _plain("label", _font(bold=True), _TOP),
        _plain("isi", _font(), Alignment(vertical="top", horizontal="left")),
        _plain("isi tanggal", _font(), _LEFT, long_date),
        _plain(
            "isi persen",
            _HEADLINE,
            _LEFT,
            PERCENT,
        ),
        _plain("isi uang", _HEADLINE, _LEFT, MONEY),
        _plain(
            "isi uang sen",
            _HEADLINE,
            _LEFT,
            MONEY_SEN,
        ),
        NamedStyle(
            "ambang",
            font=_font(bold=True, color="7F6000"),
            fill=_fill("FFF2CC"),
            alignment=_LEFT,
            number_format=PERCENT,
        ),
        head,
        *_in_table("teks", "General", _WRAP),
        *_in_table("teks sebaris", "General", _TOP),
        *_in_table("kode", "@", _TOP),
        *_in_table("cacah", MONEY, _RIGHT),
        *_in_table("urut", "General", _CENTER),
        *_in_table("uang", MONEY, _RIGHT),
        *_in_table("uang sen", MONEY_SEN, _RIGHT),
        *_in_table("persen", PERCENT, _RIGHT),
        *_in_table("tanggal", SHORT_DATE, _CENTER),
        *_in_table("hasil", "General", _CENTER),
        _to_fill("isian", "General"),
        _to_fill("isian kode", "@"),
        _to_fill("isian uang", MONEY),
        _to_fill("isian tanggal", SHORT_DATE, alignment=_CENTER),
        _to_fill("isian posisi", long_date, alignment=_LEFT),
        _to_fill("isian posisi kosong", long_date, "FFF2A8", _LEFT),
        NamedStyle(
            "contoh",
            font=_font(italic=True, color="7F7F7F"),
            border=BOX,
            fill=_fill("F2F2F2"),
        ),
        NamedStyle(
            "contoh uang",
            font=_font(italic=True, color="7F7F7F"),
            border=BOX,
            fill=_fill("F2F2F2"),
            number_format=MONEY,
        ),
        NamedStyle(
            "contoh tanggal",
            font=_font(italic=True, color="7F7F7F"),
            border=BOX,
            fill=_fill("F2F2F2"),
            number_format=SHORT_DATE,
        ),
    ):
        workbook.add_named_style(style)
