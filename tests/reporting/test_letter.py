"""The coordination letter: its figures, an office's own template, and what must not run in it."""

from datetime import date
from pathlib import Path

import pytest
from docx import Document

from nphd_tracker.absorption import Basis, stand
from nphd_tracker.due import Terms, TrancheTerm
from nphd_tracker.errors import TrackerError
from nphd_tracker.money import format_rupiah
from nphd_tracker.reading import Measure
from nphd_tracker.regions import Agency, RegionBook
from nphd_tracker.reporting.letter import Letter, find_template, write_letter

from ..letter_template import build
from .builders import DAY, POLLING_DAY, make_holding

WRITTEN = date(2024, 8, 2)


def make_letter(book: RegionBook, election: str = "Pilkada 2024", number: str = "12/A&B") -> Letter:
    region = book.get("53.07")
    assert region is not None
    schedule = (TrancheTerm("Tahap I", None, date(2024, 6, 1)),)
    holding = make_holding(
        1,
        "53.07",
        Agency.KPU,
        {Measure.COMMITTED: 2_170_000_000_000, Measure.DISBURSED: 700_000_000_000},
        on=date(2024, 5, 1),
        election=election,
        terms=Terms(number=number, tranches=schedule),
    )
    standing = stand(holding, DAY, Basis.DISBURSED_COMMITTED, POLLING_DAY)
    return Letter(region, election, DAY, WRITTEN, POLLING_DAY, [standing])


def read(path: Path) -> str:
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def test_it_names_the_agreements_the_amounts_and_what_was_due(
    book: RegionBook, tmp_path: Path
) -> None:
    letter = make_letter(book)
    write_letter(tmp_path / "out.docx", letter, find_template())
    text = read(tmp_path / "out.docx")
    assert "Bupati Sikka" in text
    assert "2 Agustus 2024" in text
    assert "12/A&B" in text
    assert "Rp 21.700.000.000" in text
    assert "Rp 7.000.000.000" in text
    assert text.count("Rp 14.700.000.000") == 2  # in the sentence and in the table
    assert "32,25%" in text
    assert "Rp 21.700.000.000 per 1 Juni 2024" in text
    assert "Tindak lanjut" not in text
    assert "REKAAN" not in text
    assert "{" not in text
    assert letter.unabsorbed == 14_700_000_000 * 100
    assert format_rupiah(letter.unabsorbed) in text


def test_invented_figures_say_so(book: RegionBook, tmp_path: Path) -> None:
    write_letter(tmp_path / "out.docx", make_letter(book, "Contoh 2024"), find_template())
    assert "ANGKA REKAAN UNTUK CONTOH; BUKAN SURAT RESMI" in read(tmp_path / "out.docx")


def test_an_office_puts_its_own_template_in_the_instance_folder(
    book: RegionBook, tmp_path: Path
) -> None:
    own = Document()
    own.add_paragraph("DINAS CONTOH: {{ belum_cair }} untuk {{ tujuan }}")
    own.save(str(tmp_path / "letter.docx"))
    write_letter(tmp_path / "out.docx", make_letter(book), find_template(tmp_path))
    assert read(tmp_path / "out.docx") == "DINAS CONTOH: Rp 14.700.000.000 untuk Bupati Sikka"


@pytest.mark.parametrize("mark", ["{{ belum_cair", "{{ ''.__class__.__mro__ }}", "{% for %}"])
def test_a_template_that_cannot_be_filled_in_is_said(
    book: RegionBook, tmp_path: Path, mark: str
) -> None:
    own = Document()
    own.add_paragraph(mark)
    own.save(str(tmp_path / "letter.docx"))
    with pytest.raises(TrackerError, match=r"letter\.docx tidak dapat diisi"):
        write_letter(tmp_path / "out.docx", make_letter(book), find_template(tmp_path))


def test_a_template_that_is_no_document_is_said(book: RegionBook, tmp_path: Path) -> None:
    (tmp_path / "letter.docx").write_bytes(b"no document")
    with pytest.raises(TrackerError, match="tidak dapat diisi"):
        write_letter(tmp_path / "out.docx", make_letter(book), find_template(tmp_path))


def test_the_products_template_is_what_its_script_builds(tmp_path: Path) -> None:
    build().save(str(tmp_path / "built.docx"))
    assert read(tmp_path / "built.docx") == read(find_template())
