"""The field sheets that ship are those the importer is tested with, and each names its sources."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "imports" / "examples"
README = (EXAMPLES / "README.md").read_text(encoding="utf-8")


def test_shipped_sheets_are_the_tested_ones() -> None:
    tested = ROOT / "tests" / "sheets"
    shipped = sorted(EXAMPLES.glob("*.xlsx"))
    assert len(shipped) == 5
    for sheet in shipped:
        assert sheet.read_bytes() == (tested / sheet.name).read_bytes()


def test_readme_names_every_sheet() -> None:
    for sheet in EXAMPLES.glob("*.xlsx"):
        assert f"`{sheet.name}`" in README
    for sheet in (EXAMPLES / "contoh").glob("*.xlsx"):
        assert f"`{sheet.stem.removeprefix('contoh-rekaan-')}`" in README


def test_every_cited_source_is_in_the_list() -> None:
    listed = set(re.findall(r"^- \[(\d+)\]", README, re.M))
    cited = {n for line in README.splitlines() if line.startswith("|")
             for n in re.findall(r"\[(\d+)\]", line)}  # fmt: skip
    assert cited == listed
