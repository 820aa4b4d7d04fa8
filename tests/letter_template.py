"""Build imports/letter.docx, the template of the coordination letter: python tests/letter_template.py.

The marks are docxtpl's; what each holds is in ``nphd_tracker/reporting/letter.py``. An office puts
a letter.docx of its own into the instance folder.
"""

from pathlib import Path

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Cm, Pt
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

TARGET = Path(__file__).parent.parent / "imports" / "letter.docx"

Columns = tuple[tuple[str, str, float], ...]
"""Of each: its heading, the mark that fills it, its width in centimetres (17.4 in all)."""

COLUMNS: Columns = (
    ("Penerima", "penerima", 1.9),
    ("Nomor NPHD", "nomor", 2.0),
    ("Nilai NPHD", "nilai", 2.8),
    ("Pencairan", "cair", 2.8),
    ("Belum cair", "belum", 2.8),
    ("%", "persen", 1.7),
    ("Seharusnya sudah cair", "tempo", 3.4),
)
PROMISES: Columns = (
    ("Penerima", "penerima", 2.2),
    ("Penyebab", "penyebab", 4.0),
    ("Yang dijanjikan", "isi", 5.2),
    ("Oleh", "oleh", 3.2),
    ("Tenggat", "tenggat", 2.8),
)
AMOUNTS = {"nilai", "cair", "belum", "persen"}
"""On the right, so that they can be compared digit by digit."""


def build() -> DocumentType:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(1.8)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Calibri", Pt(10.5)
    document.core_properties.title = "Surat koordinasi pencairan NPHD"
    document.core_properties.author = "nphd-tracker"

    document.add_paragraph("{%p if rekaan %}")
    mark = document.add_paragraph()
    mark.alignment = WD_ALIGN_PARAGRAPH.CENTER
    mark.add_run("{{ rekaan }}").bold = True
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{{ tanggal }}").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    head = document.add_paragraph(
        "Nomor\t: \nSifat\t: Segera\nHal\t: Pencairan NPHD {{ kegiatan }}"
    )
    head.paragraph_format.tab_stops.add_tab_stop(Cm(2))
    document.add_paragraph("Kepada Yth.\n{{ tujuan }}\ndi tempat")
    document.add_paragraph(
        "Berdasarkan data posisi {{ posisi }}, terdapat {% if jumlah %}{{ jumlah }} NPHD {{ kegiatan }} "
        "dari {{ pemda }} yang belum cair 100%, dengan jumlah belum cair {{ belum_cair }}"
        "{% if belum_lapor %}, dan {{ belum_lapor }} NPHD yang pencairannya belum dilaporkan"
        "{% endif %}{% else %}{{ belum_lapor }} NPHD {{ kegiatan }} dari {{ pemda }} yang "
        "pencairannya belum dilaporkan{% endif %}.{% if hanya %} Surat ini hanya memuat NPHD untuk "
        "{{ hanya }}.{% endif %} Rinciannya, dalam rupiah:"
    )
    _add_table(document, COLUMNS, "nphd")
    document.add_paragraph("{%p if janji %}")
    document.add_paragraph("Tindak lanjut yang masih terbuka:")
    _add_table(document, PROMISES, "janji")
    document.add_paragraph("{%p endif %}")
    document.add_paragraph(
        "Mohon pencairan yang sudah jatuh tempo{{ perkiraan }} segera dilaksanakan, dan penyebab "
        "serta rencana tanggal pencairan disampaikan kepada kami. Bila angka di atas berbeda dengan catatan "
        "Saudara, mohon disampaikan dengan bukti transfernya."
    )
    document.add_paragraph("Atas perhatian dan kerja sama Saudara, kami ucapkan terima kasih.")
    document.add_paragraph("\n\n(jabatan penanda tangan)").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return document


def _add_table(document: DocumentType, columns: Columns, rows: str) -> Table:
    table = document.add_table(rows=4, cols=len(columns))
    table.style, table.autofit = "Table Grid", False
    for column, (_, _, width) in zip(table.columns, columns, strict=True):
        column.width = Cm(width)
    for cell, (heading, _, _) in zip(table.rows[0].cells, columns, strict=True):
        cell.paragraphs[0].add_run(heading).bold = True
    table.rows[1].cells[0].text = f"{{%tr for satu in {rows} %}}"
    for cell, (_, name, _) in zip(table.rows[2].cells, columns, strict=True):
        cell.text = f"{{{{ satu.{name} }}}}"
    table.rows[3].cells[0].text = "{%tr endfor %}"
    _say(table.rows[0], "w:tblHeader")  # on the next page again
    for row in table.rows:
        _say(row, "w:cantSplit")
        for cell, (_, name, width) in zip(row.cells, columns, strict=True):
            cell.width = Cm(width)
            _set_small(cell.paragraphs[0], is_amount=name in AMOUNTS)
    document.add_paragraph()
    return table


def _say(row: _Row, word: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(word))


def _set_small(paragraph: Paragraph, *, is_amount: bool) -> None:
    paragraph.paragraph_format.space_after = Pt(0)
    if is_amount:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for run in paragraph.runs:
        run.font.size = Pt(8.5)


if __name__ == "__main__":
    build().save(str(TARGET))
