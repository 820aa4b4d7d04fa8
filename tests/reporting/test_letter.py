"""The coordination letter: its figures, an office's own template, and what must not run in it."""

from dataclasses import replace
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
    assert "\n21.700.000.000\n7.000.000.000\n14.700.000.000\n" in text
    assert "terdapat 1 NPHD Pilkada 2024 dari Kabupaten Sikka yang belum cair 100%" in text
    assert text.count("Rp 14.700.000.000") == 1
    assert "belum dilaporkan" not in text
    assert "hanya memuat" not in text
    assert "32,25%" in text
    assert "21.700.000.000 per 1 Juni 2024" in text
    assert "Pencairan NPHD Pilkada 2024" in text
    assert "pencairan yang sudah jatuh tempo segera dilaksanakan" in text
    assert "Tindak lanjut" not in text
    assert "REKAAN" not in text
    assert "{" not in text
    assert letter.unabsorbed == 14_700_000_000 * 100
    assert format_rupiah(letter.unabsorbed) in text


def test_what_is_not_reported_is_not_said_to_be_below_and_a_limit_is_said(
    book: RegionBook, tmp_path: Path
) -> None:
    letter = make_letter(book)
    silent = make_holding(2, "53.07", Agency.BAWASLU, {Measure.COMMITTED: 900_000_000_000})
    silent_one = stand(silent, DAY, Basis.DISBURSED_COMMITTED, POLLING_DAY)
    said = {}
    for name, standings in (
        ("both", [*letter.standings, silent_one]),
        ("silent", [silent_one]),
    ):
        only = [Agency.KPU, Agency.BAWASLU]
        path = tmp_path / f"{name}.docx"
        write_letter(path, replace(letter, standings=standings, only=only), find_template())
        said[name] = read(path)
    assert (
        "terdapat 1 NPHD Pilkada 2024 dari Kabupaten Sikka yang belum cair 100%, dengan jumlah "
        "belum cair Rp 14.700.000.000, dan 1 NPHD yang pencairannya belum dilaporkan. Surat ini "
        "hanya memuat NPHD untuk KPU, Bawaslu. Rinciannya" in said["both"]
    )
    assert (
        "terdapat 1 NPHD Pilkada 2024 dari Kabupaten Sikka yang pencairannya belum dilaporkan."
        in said["silent"]
    )
    assert "jatuh tempo (menurut perkiraan 40%/60% Permendagri 41/2020" in said["silent"]


@pytest.mark.parametrize("place", [0, 1])
def test_an_amount_of_trillions_stands_on_one_line_within_the_page(place: int) -> None:
    """At 8.5 points a digit of Calibri is 0.152 cm wide, a dot half of that."""
    section = build().sections[0]
    table = build().tables[place]
    room = section.page_width - section.left_margin - section.right_margin
    assert sum(column.width for column in table.columns) <= room
    widths = {cell.text: cell.width.cm for cell in table.rows[2].cells}
    for name in ("nilai", "cair", "belum"):
        width = widths.get(f"{{{{ satu.{name} }}}}")
        assert width is None or width - 2 * 0.19 >= 13 * 0.152 + 4 * 0.076


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
