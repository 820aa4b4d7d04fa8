"""One idea has one word: what the pages say, the workbooks say too, in both languages."""

import pytest
from flask import Flask
from flask_babel import force_locale

from nphd_tracker.absorption import Band, Basis
from nphd_tracker.reading import Measure, Source
from nphd_tracker.regions import Agency
from nphd_tracker.reporting import wording
from nphd_tracker.web.words import names


@pytest.mark.parametrize("language", ["id", "en"])
def test_pages_and_workbooks_use_the_same_words(app: Flask, language: str) -> None:
    with app.test_request_context(f"/?lang={language}"), force_locale(language):
        pages = [
            *map(names.basis_name, Basis),
            *map(names.band_name, Band),
            *map(names.measure_name, Measure),
            *map(names.source_name, Source),
            *map(names.agency_name, Agency),
            *(names.remaining_name(basis) for basis in Basis),
        ]
    workbooks = [
        *(wording.BASES[one] for one in Basis),
        *(wording.BANDS[one] for one in Band),
        *(wording.MEASURES[one] for one in Measure),
        *(wording.SOURCES[one] for one in Source),
        *(wording.AGENCIES[one] for one in Agency),
        *(wording.UNABSORBED[basis.numerator] for basis in Basis),
    ]
    assert pages == [phrase.say(language) for phrase in workbooks]
