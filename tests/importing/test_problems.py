"""The catalogue: every message says something in two languages, and its page is what it says."""

import string

import pytest

from nphd_tracker.importing.problems import CATALOGUE, Words, code_words, make_problem
from tests import catalogue_page

FILLED = ("value", "other", "candidates", "difference")


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_every_message_fills_in_both_languages(code: str) -> None:
    entry = CATALOGUE[code]
    problem = make_problem(code, "Rekap", "F16", **{name: f"<{name}>" for name in FILLED})
    for text, pattern in (
        (problem.indonesian, entry.indonesian),
        (problem.english, entry.english),
    ):
        wanted = {name for _, name, _, _ in string.Formatter().parse(pattern) if name}
        assert all(f"<{name}>" in text for name in wanted)
        assert "{" not in text
        assert text.endswith((".", "?", "”."))


def test_the_two_languages_ask_for_the_same_details() -> None:
    for entry in CATALOGUE.values():
        details = [
            {name for _, name, _, _ in string.Formatter().parse(text) if name}
            for text in (entry.indonesian, entry.english)
        ]
        assert details[0] == details[1]


def test_words_read_differently_in_the_two_languages() -> None:
    problem = make_problem(
        "measure-assumed", "S", "A1", "Realisasi", other=Words("pencairan", "disbursement")
    )
    assert "pencairan" in problem.message("id")
    assert "disbursement" in problem.message("en")


def test_braces_and_bars_in_a_sheet_are_only_text() -> None:
    problem = make_problem("agency-unknown", "S", "A1", "{value.__class__} | {0}")
    assert "{value.__class__} | {0}" in problem.indonesian


def test_the_page_of_the_catalogue_is_fresh() -> None:
    assert catalogue_page.PAGE.read_text("utf-8") == catalogue_page.page()


def test_a_number_is_written_with_the_signs_of_each_language() -> None:
    found = make_problem("not-a-number", "Rekap", "E7", 1_250_000.5)
    assert (found.shown("id"), found.shown("en")) == ("1.250.000,5", "1,250,000.5")
    assert found.message("id").startswith("“1.250.000,5” bukan angka")
    assert found.message("en").startswith("“1,250,000.5” is not a number")


def test_a_code_that_is_a_number_has_no_grouping() -> None:
    found = make_problem("region-unknown", "Rekap", "B7", code_words(531_099))
    assert (found.shown("id"), found.shown("en")) == ("531099", "531099")
    lost = make_problem("code-lost-zero", "Rekap", "B6", code_words(53.1), other="53.10")
    assert lost.message("id").startswith("Kode 53,1 kehilangan nol")
    assert lost.message("en").startswith("Code 53.1 lost its last zero")
