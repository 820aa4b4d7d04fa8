"""Dates as sheets, titles and file names write them."""

import calendar
import math
from contextlib import suppress
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nphd_tracker.dates import (
    NotADateError,
    YearMissingError,
    find_date,
    find_month,
    find_year,
    format_date,
    month_end,
    parse_date,
)

AUGUST_1 = date(2024, 8, 1)
days = st.dates(date(1950, 1, 1), date(2099, 12, 31))
languages = st.sampled_from(["id", "en"])


# A cell that is a date


@pytest.mark.parametrize(
    "text",
    [
        "1 Agustus 2024",
        "01 Agust 2024",
        "1 AGUSTUS 2024",
        "1 Agust. 2024",
        "1 agu 24",
        "1-Agt-24",
        "1-Aug-24",
        "1Agustus2024",
        "1 Agustus '24",
        "1 August 2024",
        "August 1, 2024",
        "Aug 1 2024",
        "01-08-2024",
        "1/8/2024",
        "1/8/24",
        "01.08.2024",
        "1.8.24",
        "01 - 08 - 2024",
        "1. 8. 2024",
        "01_08_2024",
        "2024-08-01",
        "2024/8/1",
        "2024.08.01",
        "20240801",
        "01082024",
        "2024-08-01 00:00:00",
        "2024-08-01T21:30:00.000",
        "01.08.2024 21.30",
        "Kamis, 1 Agustus 2024",
        "Kamis 1 Agustus 2024.",
        "per 1 Agustus 2024 pukul 21.30 WIB",
        "s.d. 1 Agustus 2024",
        "s/d 1 Agustus 2024",
        "sd 1 Agustus 2024",
        "sampai dengan 1 Agustus 2024",
        "Keadaan s.d. 1 Agustus 2024",
        "POSISI : 1 AGUSTUS 2024",
        "Tanggal : 1 Agustus 2024",
        "Tgl. 1 Agustus 2024, jam 08:00 WITA",
        "１ Agustus ２０２４",
        "1\u00a0Agustus\u20092024",
        "\n1 Agustus\n2024 ",
    ],
)
def test_texts_that_are_the_1st_of_august_2024(text):
    assert parse_date(text) == AUGUST_1


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31-07-2024", date(2024, 7, 31)),
        ("31/7/2024", date(2024, 7, 31)),
        ("31.07.2024", date(2024, 7, 31)),
        ("2024-07-31", date(2024, 7, 31)),
        ("per 13 Agustus 2024 pukul 21.30 WIB", date(2024, 8, 13)),
        ("s.d. 31 Maret 2025", date(2025, 3, 31)),
        ("29 Peb 2024", date(2024, 2, 29)),
        ("28 Pebruari 2025", date(2025, 2, 28)),
        ("3 Sept 2024", date(2024, 9, 3)),
        ("10 Nop 2023", date(2023, 11, 10)),
        ("10 Nopember 2023", date(2023, 11, 10)),
        ("27 Des 2024", date(2024, 12, 27)),
        ("5 Mei 2024", date(2024, 5, 5)),
        ("5 May 2024", date(2024, 5, 5)),
        ("Jum'at, 9 Mrt 1998", date(1998, 3, 9)),
    ],
)
def test_other_texts(text, day):
    assert parse_date(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "31-02-2024",
        "29 Februari 2025",
        "2024-13-01",
        "00-01-2024",
        "32 Januari 2024",
        "20240231",
        "31/02",
        "",
        "besok",
        "12-13-2024",
        "Maret 2025",
        "2024",
        "45505",
        "1 Desa 2024",
        "1 Agustus 2204",
        "1-31 Maret 2025",
        "Kupang, 1 Agustus 2024",
        "31-07/2024",
        "1 Agustus 2024 " + "." * 200,
        "per " * 1000,
    ],
)
@pytest.mark.parametrize("year", [None, 2024])
def test_what_is_no_date(text, year):
    with pytest.raises(NotADateError) as caught:
        parse_date(text, year)
    assert not isinstance(caught.value, YearMissingError)


@pytest.mark.parametrize(
    "text", ["13 Agustus", "13/8", "13-08", "per 13 Agustus pukul 21.30 WIB", "13 Agust 21.30 WIB"]
)
def test_a_date_without_a_year_takes_it_from_elsewhere_or_asks(text):
    assert parse_date(text, 2024) == date(2024, 8, 13)
    with pytest.raises(YearMissingError):
        parse_date(text)


def test_the_year_in_the_text_counts_over_the_one_given():
    assert parse_date("1 Agustus 2024", 2023) == AUGUST_1


def test_29_february_needs_a_leap_year():
    assert parse_date("29 Februari", 2024) == date(2024, 2, 29)
    with pytest.raises(NotADateError):
        parse_date("29 Februari", 2025)


@pytest.mark.parametrize("value", [AUGUST_1, datetime(2024, 8, 1, 21, 30), 45505, 45505.0, 45505.9])
def test_dates_and_serials(value):
    day = parse_date(value)
    assert day == AUGUST_1
    assert type(day) is date


@pytest.mark.parametrize(
    "value",
    [-1, 0, 1, 60, 61, 2024, 18263, 73051, 20240801, 2958466, 1e300, math.nan, math.inf, True],
)
def test_a_number_that_is_no_serial_of_a_sane_date(value):
    with pytest.raises(NotADateError):
        parse_date(value)


def test_the_first_and_last_serials_taken():
    assert parse_date(18264) == date(1950, 1, 1)
    assert parse_date(73050.99) == date(2099, 12, 31)


# A date inside a longer text


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("POSISI : 1 AGUSTUS 2024", AUGUST_1),
        ("Kupang, 1 Agustus 2024", AUGUST_1),
        ("rekap-nphd-ntt-2024-08-01.xlsx", AUGUST_1),
        ("rekap_nphd_01-08-2024_2.xlsx", AUGUST_1),
        ("rekap 01-08-24.xlsx", AUGUST_1),
        ("rekap_20240801.xlsx", AUGUST_1),
        ("rekap 01082024 final", AUGUST_1),
        ("3-12-2023-2024-08-01", AUGUST_1),
        ("Keadaan s.d. 31 Maret 2025 (dalam rupiah)", date(2025, 3, 31)),
        ("Realisasi 1 s.d. 31 Maret 2025", date(2025, 3, 31)),
        ("1-31 Maret 2025", date(2025, 3, 31)),
        ("31 Juli 2024 dan 1 Agustus 2024", AUGUST_1),
        ("1 Agustus 2024 atau 31-02-2025", AUGUST_1),
        ("Data per 13 Agustus 2024 pukul 21.30 WIB", date(2024, 8, 13)),
        ("31-02-2024", None),
        ("13 Agustus", None),
        ("Realisasi Maret 2025", None),
        ("Realisasi Tahap 2 Maret 2025", None),
        ("Rekening 5.1.02", None),
        ("NPHD Nomor 270/12/11/2023", None),
        ("DPA 12345678901234", None),
        ("Kode 20241331", None),
        ("Desa 2 Desain 2024", None),
        ("", None),
    ],
)
def test_the_last_full_date_in_a_text(text, day):
    assert find_date(text) == day


def test_a_year_given_completes_the_last_day_and_month():
    assert find_date("13 Agustus pukul 21.30 WIB", 2024) == date(2024, 8, 13)
    assert find_date("10 Juli, diperbarui 13 Agustus", 2024) == date(2024, 8, 13)
    assert find_date("13 Agustus, bukan 31 Februari", 2024) == date(2024, 8, 13)
    assert find_date("31 Juli 2023, 13 Agustus", 2024) == date(2023, 7, 31)
    assert find_date("tanpa tanggal", 2024) is None
    assert find_date("1 Agustus 2204", 2024) is None


# Months and years


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("JAN", (None, 1)),
        ("PEB", (None, 2)),
        ("Mei", (None, 5)),
        ("Sept.", (None, 9)),
        ("NOPEMBER", (None, 11)),
        ("AGUST 2024", (2024, 8)),
        ("Realisasi Januari 2025", (2025, 1)),
        ("Realisasi\nMaret 2025", (2025, 3)),
        ("Mar-25", (2025, 3)),
        ("Jan'25", (2025, 1)),
        ("Agustus, 2024", (2024, 8)),
        ("rekap_maret_2025.xlsx", (2025, 3)),
        ("rekap-nphd-ntt-2024-08-01.xlsx", (2024, 8)),
        ("realisasi-rab-kpu-batanghari-2025-03.xlsx", (2025, 3)),
        ("realisasi_03_2025.ods", (2025, 3)),
        ("03-2025", (2025, 3)),
        ("3/2025", (2025, 3)),
        ("s.d. 31-12-2024", (2024, 12)),
        ("rekap_20240801.xlsx", (2024, 8)),
        ("Januari s.d. Maret 2025", (2025, 3)),
        ("November 2023 - Mei", (None, 5)),
        ("August 31, 2025", (2025, 8)),
        ("Pencairan Maret 40%", (None, 3)),
        ("13 Agustus 21.30 WIB", (None, 8)),
        ("Realisasi Tahap 2 Maret 2025", (2025, 3)),
    ],
)
def test_the_last_month_in_a_text(text, month):
    assert find_month(text) == month


@pytest.mark.parametrize(
    "text",
    [
        "Pemarettan",
        "meiosis",
        "Desa",
        "Deskripsi",
        "janji",
        "Mario",
        "Maretha",
        "Januarius",
        "Junior",
        "Aprilia",
        "Separuh",
        "Novel",
        "Octavia",
        "Jumlah",
        "Kab. Sumba Timur",
        "Nomor 12/2024",
        "270-12-2024",
        "Pilkada 2024-2029",
        "rekap-2024-1.xlsx",
        "2024-13",
        "TAHUN 2024",
        "",
    ],
)
def test_no_month_is_seen_inside_words_and_numbers(text):
    assert find_month(text) is None


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("PILKADA SERENTAK TAHUN 2024", 2024),
        ("rekap-nphd-ntt-2024-08-01.xlsx", 2024),
        ("Tahun 2024, posisi 31.07.2024", 2024),
        ("Tahun Anggaran 2023 dan 2024", None),
        ("Rp 2024.000", None),
        ("120245", None),
        ("UUD 1945", None),
        ("", None),
    ],
)
def test_the_one_year_in_a_text(text, year):
    assert find_year(text) == year


def test_a_month_means_its_last_day():
    assert month_end(2024, 2) == date(2024, 2, 29)
    assert month_end(2025, 2) == date(2025, 2, 28)
    assert month_end(2024, 12) == date(2024, 12, 31)


# Laws


def test_dates_on_a_page():
    assert format_date(AUGUST_1) == "1 Agustus 2024"
    assert format_date(AUGUST_1, "en") == "1 August 2024"


@given(days, languages)
def test_reading_what_was_written_gives_the_same_day(day, language):
    text = format_date(day, language)
    assert parse_date(text) == day
    assert find_date(f"Posisi {text} (rupiah)") == day
    assert find_month(text) == (day.year, day.month)


@given(days)
def test_numeric_forms_give_the_same_day(day):
    assert parse_date(day.isoformat()) == day
    assert parse_date(f"{day:%d-%m-%Y}") == day
    assert parse_date(f"{day:%d/%m/%Y}") == day
    assert parse_date((day - date(1899, 12, 30)).days) == day


@given(st.integers(1950, 2099), st.integers(1, 12), st.integers(1, 31))
def test_a_day_the_calendar_lacks_is_refused(year, month, day):
    text = f"{day}-{month}-{year}"
    if day > calendar.monthrange(year, month)[1]:
        with pytest.raises(NotADateError):
            parse_date(text)
        assert find_date(text) is None
    else:
        assert parse_date(text) == find_date(text) == date(year, month, day)


@given(st.text(max_size=40) | st.text(alphabet="0123456789-/. Mei2024", max_size=20))
def test_any_text_is_answered_without_a_crash(text):
    found = find_date(text, 2024)
    assert found is None or isinstance(found, date)
    month = find_month(text)
    assert month is None or 1 <= month[1] <= 12
    with suppress(NotADateError):
        assert isinstance(parse_date(text, 2024), date)
