"""Every text of the pages has its English, and the compiled catalogue is the written one."""

from collections import defaultdict

import pytest
from babel.messages import Catalog
from babel.messages.mofile import read_mo

from . import translations


@pytest.fixture(scope="module")
def merged() -> Catalog:
    return translations.merge()


def as_written(catalog: Catalog) -> dict[str, str]:
    """Text -> English; of a number of things, both forms."""
    return {str(_form(one.id)): str(_form(one.string)) for one in catalog if one.id}


def _form(text: object) -> object:
    return tuple(text) if isinstance(text, list) else text


def test_every_text_has_its_english(merged: Catalog) -> None:
    assert len(merged) > 100
    assert translations.untranslated(merged) == []


def test_catalogue_holds_what_the_pages_say_now(merged: Catalog) -> None:
    assert as_written(translations.read()) == as_written(merged), "run: make translations"


def test_compiled_catalogue_is_the_written_one() -> None:
    with translations.MO.open("rb") as file:
        compiled = read_mo(file)
    assert as_written(compiled) == as_written(translations.read()), "run: make translations"


def test_english_keeps_every_placeholder(merged: Catalog) -> None:
    wrong = [(message.id, errors) for message, errors in merged.check()]
    assert wrong == []


def test_percent_sign_in_a_template_is_doubled(merged: Catalog) -> None:
    """Jinja formats every text, also one without values: a lone % would break its page."""
    for message in merged:
        if any(place.startswith("templates/") for place, _ in message.locations):
            for text in (message.id, message.string):
                for form in text if isinstance(text, tuple) else (text,):
                    assert form % defaultdict(str), form
