"""The golden corpus: every workbook in tests/sheets/ says its figures and problems, and no others."""

import json
from pathlib import Path
from typing import Any

import pytest
from golden import EXPECTED, SHEETS, TWINS, as_text, chosen, contents, read, said
from layouts import Layout

FILES = sorted(path for path in SHEETS.iterdir() if path.suffix not in ("", ".md"))
GOLDEN = {Path(layout.file).stem for layout in chosen()}


def expected(path: Path) -> dict[str, Any]:
    return json.loads((EXPECTED / f"{path.stem}.json").read_text("utf-8"))


def places(problems: list[dict[str, str]]) -> list[tuple[str, str, str]]:
    return sorted((p["cell"], p["severity"], p["code"]) for p in problems)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_sheet_says_what_is_expected_and_nothing_else(path: Path) -> None:
    found, wanted = said(read(path), path.stem), expected(path)
    assert places(found["problems"]) == places(wanted["problems"])
    if path.stem in GOLDEN:  # test_sheets.py holds the figures of those that came from offices
        assert found == wanted


@pytest.mark.parametrize("layout", chosen(), ids=lambda layout: layout.name)
def test_written_again_a_workbook_is_the_same_file(layout: Layout) -> None:
    path = SHEETS / layout.file
    assert contents(layout) == path.read_bytes(), "make golden writes the corpus again"
    text = (EXPECTED / f"{path.stem}.json").read_text("utf-8")
    assert text == as_text(json.loads(text))


def test_the_corpus_is_whole() -> None:
    assert len(FILES) >= 50 + len(TWINS)
    assert {path.stem for path in FILES} == {path.stem for path in EXPECTED.iterdir()}
    twins = {SHEETS / f"{name}.{kind}" for name, kind in TWINS.items()}
    assert twins <= set(FILES)
