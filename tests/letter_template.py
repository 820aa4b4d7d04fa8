"""Build imports/letter.docx, the template of the coordination letter: python tests/letter_template.py.

The marks are docxtpl's; what each holds is in ``nphd_tracker/reporting/letter.py``. An office puts
a letter.docx of its own into the instance folder.
"""

from pathlib import Path

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt
from docx.table import Table

TARGET = Path(__file__).parent.parent / "imports" / "letter.docx"

COLUMNS = (
    ("Penerima", "penerima"),
    ("Nomor NPHD", "nomor"),
    ("Nilai NPHD", "nilai"),
    ("Pencairan", "cair"),
    ("Belum cair", "belum"),
    ("%", "persen"),
    ("Seharusnya sudah cair", "tempo"),
)
PROMISES = (
    ("Penerima", "penerima"),
    ("Penyebab", "penyebab"),
    ("Yang dijanjikan", "isi"),
    ("Oleh", "oleh"),
    ("Tenggat", "tenggat"),
)


def build() -> DocumentType:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Calibri", Pt(10.5)
    document.core_properties.title = "Surat koordinasi penyerapan NPHD"
    document.core_properties.author = "nphd-tracker"

    document.add_paragraph("{%p if rekaan %}")
    mark = document.add_paragraph()
    mark.alignment = WD_ALIGN_PARAGRAPH.CENTER
    mark.add_run("{{ rekaan }}").bold = True
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{{ tanggal }}").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_paragraph("Nomor\t: \nSifat\t: Segera\nHal\t: Penyerapan NPHD {{ kegiatan }}")
    document.add_paragraph("Kepada Yth.\n{{ tujuan }}\ndi tempat")
    document.add_paragraph(
        "Berdasarkan data posisi {{ posisi }}, terdapat {{ jumlah }} NPHD {{ kegiatan }} dari "
        "{{ pemda }} yang belum cair 100%, dengan jumlah belum cair {{ belum_cair }} dari NPHD "
        "yang sudah dilaporkan. Rinciannya:"
    )
    _add_table(document, COLUMNS, "nphd")
    document.add_paragraph("{%p if janji %}")
    document.add_paragraph("Tindak lanjut yang masih terbuka:")
    _add_table(document, PROMISES, "janji")
    document.add_paragraph("{%p endif %}")
    document.add_paragraph(
        "Mohon pencairan yang sudah jatuh tempo segera dilaksanakan, dan penyebab serta rencana "
        "tanggal pencairan disampaikan kepada kami. Bila angka di atas berbeda dengan catatan "
        "Saudara, mohon disampaikan dengan bukti transfernya."
    )
    document.add_paragraph("Atas perhatian dan kerja sama Saudara, kami ucapkan terima kasih.")
    document.add_paragraph("\n\n(jabatan penanda tangan)").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return document


def _add_table(document: DocumentType, columns: tuple[tuple[str, str], ...], rows: str) -> Table:
    table = document.add_table(rows=4, cols=len(columns))
    table.style = "Table Grid"
    for cell, (heading, _) in zip(table.rows[0].cells, columns, strict=True):
        cell.paragraphs[0].add_run(heading).bold = True
    table.rows[1].cells[0].text = f"{{%tr for satu in {rows} %}}"
    for cell, (_, name) in zip(table.rows[2].cells, columns, strict=True):
        cell.text = f"{{{{ satu.{name} }}}}"
    table.rows[3].cells[0].text = "{%tr endfor %}"
    for row in table.rows:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                for run in paragraph.runs:
                    run.font.size = Pt(8.5)
    document.add_paragraph()
    return table


if __name__ == "__main__":
    build().save(str(TARGET))
