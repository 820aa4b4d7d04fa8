"""Deadlines as RFC 5545 text: lines, folding, escapes, identifiers that stay."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nphd_tracker.reporting.calendar import Deadline, write_calendar

MADE = datetime(2024, 8, 1, 2, 0, tzinfo=UTC)


def lines(text: str) -> list[str]:
    """Unfolded."""
    return text.replace("\r\n ", "").split("\r\n")


def test_a_deadline_is_an_all_day_event_with_an_identifier_that_stays() -> None:
    deadline = Deadline("follow-up-12", date(2024, 8, 31), "Janji: KPU, Kota Kupang")
    first = write_calendar([deadline], "Tenggat", MADE)
    found = lines(first)
    assert found[0] == "BEGIN:VCALENDAR"
    assert found[-2:] == ["END:VCALENDAR", ""]
    assert "UID:follow-up-12@nphd-tracker" in found
    assert "DTSTAMP:20240801T020000Z" in found
    assert "DTSTART;VALUE=DATE:20240831" in found
    assert "DTEND;VALUE=DATE:20240901" in found
    assert "SUMMARY:Janji: KPU\\, Kota Kupang" in found
    assert not any(line.startswith("DESCRIPTION") for line in found)
    assert write_calendar([deadline], "Tenggat", MADE) == first


def test_signs_that_mean_something_are_escaped() -> None:
    text = write_calendar([Deadline("a", date(2024, 8, 1), "x", "a;b\\c,d\ne")], "n", MADE)
    assert "DESCRIPTION:a\\;b\\\\c\\,d\\ne" in lines(text)


@pytest.mark.parametrize(("on", "said"), [(date.min, "00010101"), (date.max, "99991231")])
def test_the_first_and_the_last_day_there_is(on: date, said: str) -> None:
    assert f"DTSTART;VALUE=DATE:{said}" in lines(
        write_calendar([Deadline("a", on, "x")], "n", MADE)
    )


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"])))
def test_no_line_is_longer_than_75_octets_and_nothing_is_lost(title: str) -> None:
    text = write_calendar([Deadline("a", date(2024, 8, 1), title)], "n", MADE)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    escaped = title.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    assert f"SUMMARY:{escaped}" in lines(text)
