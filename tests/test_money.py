"""Amounts as sheets and the press write them, and the laws of reading and writing them back."""

import math
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nphd_tracker.money import (
    AmbiguousNumberError,
    MoneyTextError,
    NotANumberError,
    format_number,
    format_percent,
    format_rupiah,
    format_short,
    number_to_sen,
    parse_money,
    parse_number,
    parse_percent,
    rupiah,
    truncate_percent,
    vote_grouping,
)

SMALLEST, LARGEST = -(2**63), 2**63 - 1
sen_amounts = st.one_of(
    st.integers(SMALLEST, LARGEST),
    st.integers(-(10**9), 10**9),
    st.sampled_from([SMALLEST, LARGEST, 0, 1, -1, 99, 100, 99_999, 100_000, -100_000]),
)
languages = st.sampled_from(["id", "en"])
GROUPING = {"id": ".", "en": ","}


# Number strings seen in print


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Rp.28.196.513.000.00", 28_196_513_000),
        ("Rp.4.138.831.000,00", 4_138_831_000),
        ("Rp. 10,162,779,239,679,-", 10_162_779_239_679),
        ("Rp717, 141 miliar", 717_141_000_000),
        ("Rp 3,00 triliun", 3_000_000_000_000),
        ("45.434 miliar", 45_434_000_000),
        ("Rp. 3. 960.000.000", 3_960_000_000),
        ("Rp2,073,953,000", 2_073_953_000),
        ("1.250.000.000,-", 1_250_000_000),
        ("1,5 M", 1_500_000_000),
        ("1,5 milyar", 1_500_000_000),
        ("500 juta", 500_000_000),
        ("500 jt", 500_000_000),
        ("Rp. 618.063 M", 618_063_000_000),
        ("Rp. 9.36 T", 9_360_000_000_000),
        ("Rp 21.700.000.000,00", 21_700_000_000),
        ("Rp918.886.900,00", 918_886_900),
    ],
)
def test_strings_seen_in_print(text, value):
    assert parse_number(text) == value
    assert parse_money(text) == value * 100


def test_brackets_are_negative_in_a_column_that_groups_with_dots():
    assert parse_number("(1.000)", ".") == -1000
    assert parse_money("(1.000)", ".") == -100_000


@pytest.mark.parametrize(("text", "share"), [("95,22 %", "0.9522"), ("42.73%", "0.4273")])
def test_percentages_seen_in_print(text, share):
    assert parse_percent(text) == Decimal(share)


def test_a_lone_sign_before_three_digits_is_ambiguous_until_the_column_says():
    for text in ("45.434", "45,434", "Rp 45.434", "(1.000)"):
        with pytest.raises(AmbiguousNumberError):
            parse_number(text)
    assert parse_number("45.434", ".") == 45_434
    assert parse_number("45,434", ",") == 45_434
    assert parse_number("45.434", ",") == Decimal("45.434")
    assert parse_money("45.434", ",", unit=10**9) == 4_543_400_000_000


@pytest.mark.parametrize(
    "text",
    [
        "dua puluh miliar",
        "12jt?",
        "",
        "  ",
        "-",
        "NIHIL",
        "Rp",
        "n/a",
        "#REF!",
        "12 orang",
        "1.000.",
        "1.000-",
        ".5",
        "1e5",
        "1_000",
        "0x10",
        "NaN",
        "Infinity",
        "1O.000",
        "(1.000",
        "1.000)",
        "5 %",
        "1 miliar 500 juta",
        "9" * 10_000,
    ],
)
@pytest.mark.parametrize("grouping", [None, ".", ","])
def test_what_is_not_a_number(text, grouping):
    with pytest.raises(NotANumberError):
        parse_number(text, grouping)
    with pytest.raises(MoneyTextError):
        parse_money(text, grouping)


@pytest.mark.parametrize("text", ["١٢٣", "१२३", "1.000²", "𝟏𝟐𝟑", "①", "½", "1\u202e000", "l000"])
def test_foreign_and_look_alike_digits_are_refused(text):
    with pytest.raises(NotANumberError):
        parse_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "10,162,779,239,679,- Triliun",
        "1.250.000 juta",
        "1.250.000,5 juta",
        "500,- juta",
        "1.000.00.000",
        "1.00.000",
        "1234.567.890",
        "0.500.000",
        "1.234.56",
        "1,250.000.000",
        "1.250,000.00",
        "1.25,000",
        "1..000",
        "1.000,50,-",
        "1.5,-",
        "1.000 000",
        "12 5",
        "-(1.000.000)",
        "((1.000))",
        "--1.000.000",
        "-Rp -1.000.000",
    ],
)
def test_what_can_be_read_in_two_ways_is_refused(text):
    with pytest.raises(AmbiguousNumberError):
        parse_number(text)


@pytest.mark.parametrize("text", ["12.50", "1.5", "1234.567", "0.500"])
def test_a_cell_that_contradicts_its_column_is_ambiguous(text):
    with pytest.raises(AmbiguousNumberError):
        parse_number(text, ".")
    assert parse_number(text, ",") == parse_number(text) == Decimal(text)


@pytest.mark.parametrize("grouping", [None, ".", ","])
def test_a_cell_that_is_clear_needs_no_column(grouping):
    assert parse_number("1.234.567,89", grouping) == Decimal("1234567.89")
    assert parse_number("1,234,567.89", grouping) == Decimal("1234567.89")
    assert parse_number("1.000,5", grouping) == Decimal("1000.5")
    assert parse_number("1.000,-", grouping) == 1000
    assert parse_number("1,000,-", grouping) == 1000
    assert parse_number("Rp 1.000.-", grouping) == 1000
    assert parse_number("1.000.000,=", grouping) == 1_000_000
    assert parse_number("1000", grouping) == 1000
    assert parse_number("0", grouping) == 0


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("-1.000.000", -1_000_000),
        ("−1.000.000", -1_000_000),
        ("- 1.000.000", -1_000_000),
        ("+1.000.000", 1_000_000),
        ("-Rp 1.000.000", -1_000_000),
        ("Rp -1.000.000", -1_000_000),
        ("(Rp 1.000.000)", -1_000_000),
        ("Rp (1.000.000,00)", -1_000_000),
        ("(1,5 M)", -1_500_000_000),
        ("(1.000.000,-)", -1_000_000),
    ],
)
def test_minus_signs_and_brackets_are_negative(text, value):
    assert parse_number(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "Rp 1.000.000",
        "rp1.000.000",
        "RP. 1.000.000",
        "Rp : 1.000.000",
        "IDR 1,000,000",
        "1.000.000 rupiah",
        "1,000,000 IDR",
        "Rp 1 juta rupiah",
        "Rp\u00a01.000.000",
        "Rp\u202f1.000.000\u200b",
        "1\u2009000\u2009000",
        "1 000 000,00",
        "\t1.000.000\n",
        "１．０００．０００",
        "（１，０００，０００）",
        "\ufeff1.000.000",
    ],
)
def test_dress_around_the_digits_changes_nothing(text):
    assert abs(parse_number(text)) == 1_000_000


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5 ribu", 5_000),
        ("5 rb", 5_000),
        ("1.234,567 juta", 1_234_567_000),
        ("1 000 juta", 1_000_000_000),
        ("1,5m", 1_500_000_000),
        ("1,5M.", 1_500_000_000),
        ("2 TRILYUN", 2_000_000_000_000),
        ("2T", 2_000_000_000_000),
    ],
)
def test_unit_words(text, value):
    assert parse_number(text) == value
    assert parse_money(text, ".", unit=1000) == value * 100, "the word replaces the sheet's unit"


def test_the_sheets_unit_applies_where_the_cell_has_none():
    assert parse_money("28.196,5", unit=10**6) == 2_819_650_000_000
    assert parse_money("28.196", ".", unit=10**6) == 2_819_600_000_000
    assert parse_money("41,230", ".", unit=10**9) == 4_123_000_000_000


@pytest.mark.parametrize("text", ["1.000.000,505", "1.250,000", "1.000.000,000", "0,001"])
def test_decimals_finer_than_a_sen_are_ambiguous(text):
    with pytest.raises(AmbiguousNumberError):
        parse_money(text)


def test_zero_is_zero_however_it_is_written():
    assert {parse_money(text) for text in ("0", "0,00", "Rp 0,-", "0.000", "-0", "0 juta")} == {0}


def test_an_amount_beyond_64_bits_is_not_a_number():
    assert parse_money("92.233.720.368.547.758,07") == LARGEST
    assert parse_money("-92.233.720.368.547.758,08") == SMALLEST
    for text in ("92.233.720.368.547.758,08", "-92.233.720.368.547.758,09", "99999999 triliun"):
        with pytest.raises(NotANumberError):
            parse_money(text)
    assert parse_number("-" + "9" * 79) == -int("9" * 79), "no digit is lost on the way"


# Numeric cells


@pytest.mark.parametrize(
    ("value", "unit", "sen"),
    [
        (28_196_513_000, 1, 2_819_651_300_000),
        (14_000_000_000.5, 1, 1_400_000_000_050),
        (5_600_000_000.25, 1, 560_000_000_025),
        (0.1 + 0.2, 1, 30),
        (-12_000_000_000.0, 1, -1_200_000_000_000),
        (1234.567, 10**6, 123_456_700_000),
        (123_456_789.123, 10**6, 12_345_678_912_300_000),
        (1_234_567_890_123_456.0, 1, 123_456_789_012_345_600),
        (9.2e16, 1, 9_200_000_000_000_000_000),
        (Decimal("7000000000.05"), 1, 700_000_000_005),
        (0, 1, 0),
    ],
)
def test_numeric_cells(value, unit, sen):
    assert number_to_sen(value, unit) == sen


@pytest.mark.parametrize("value", [45.434, 1e10 / 3, Decimal("0.001"), 123_456_789_012_345.67])
def test_a_number_with_a_fraction_of_a_sen_is_ambiguous(value):
    with pytest.raises(AmbiguousNumberError):
        number_to_sen(value)


@pytest.mark.parametrize(
    "value",
    [
        True,
        math.nan,
        math.inf,
        -math.inf,
        1e300,
        10**400,
        2**62,
        Decimal("NaN"),
        Decimal("sNaN"),
        Decimal("-Infinity"),
        Decimal("1E+999999"),
    ],
)
def test_numbers_that_are_no_amount(value):
    with pytest.raises(NotANumberError):
        number_to_sen(value)


@given(st.integers(-(10**14), 10**14))
def test_a_float_cell_of_up_to_15_digits_is_exact(sen):
    assert number_to_sen(sen / 100) == sen


# Percentages as typed


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("100%", "1.00"),
        ("95,20 %", "0.9520"),
        ("95.434 %", "0.95434"),
        ("1.234,5 %", "12.345"),
        ("120 persen", "1.20"),
        ("-2,5%", "-0.025"),
        ("64,03", "0.6403"),
        ("0", "0.00"),
        ("0,5%", "0.005"),
    ],
)
def test_percent_keeps_the_precision_typed(text, share):
    assert str(parse_percent(text)) == share


@pytest.mark.parametrize("text", ["0,64", "1", "-0.5"])
def test_a_bare_number_up_to_one_may_be_a_share(text):
    with pytest.raises(AmbiguousNumberError):
        parse_percent(text)


@pytest.mark.parametrize("text", ["5 juta", "lunas", "%"])
def test_what_is_no_percentage(text):
    with pytest.raises(NotANumberError):
        parse_percent(text)


# What a column shows


@pytest.mark.parametrize(
    ("texts", "grouping"),
    [
        (["45.434", "1.250.000.000,-"], "."),
        (["45.434", "Rp2,073,953,000"], ","),
        (["1.000,50"], "."),
        (["1.000,-"], "."),
        (["28.196.513.000.00"], "."),
        (["7,5", "45.434"], "."),
        (["7.5", "18.54"], ","),
        (["12.50", "1.250.000"], "."),
        (["1.250.000", "1,250,000"], None),
        (["7,5", "7.5"], None),
        (["45.434", "100", "dua puluh", "1 000 000", "45.434 miliar", "95,2 %"], None),
        ([], None),
    ],
)
def test_the_column_shows_which_sign_groups(texts, grouping):
    assert vote_grouping(texts) == grouping


# Writing


def test_amounts_on_a_page():
    assert format_rupiah(2_819_651_300_000) == "Rp 28.196.513.000"
    assert format_rupiah(2_819_651_300_000, "en") == "Rp 28,196,513,000"
    assert format_rupiah(100_050) == "Rp 1.000,50"
    assert format_rupiah(100_005, "en") == "Rp 1,000.05"
    assert format_rupiah(-100_000) == "-Rp 1.000"
    assert format_rupiah(0) == "Rp 0"
    assert format_number(2_819_651_300_050) == "28.196.513.000,50"
    assert format_number(-7, "en") == "-0.07"


def test_rupiah_for_json_is_an_integer_unless_there_are_sen():
    assert rupiah(2_819_651_300_000) == 28_196_513_000
    assert isinstance(rupiah(-100), int)
    assert rupiah(100_050) == 1000.5


@pytest.mark.parametrize(
    ("numerator", "denominator", "shown"),
    [
        (4_499_999_999, 4_500_000_000, "99,99%"),
        (4_500_000_000, 4_500_000_000, "100,00%"),
        (37_202_333_981, 57_461_041_000, "64,74%"),
        (11_278_605_200, 28_196_513_000, "40,00%"),
        (89_606_513_000, 139_936_513_000, "64,03%"),
        (89_606_513_000, 562_661_654_000, "15,92%"),
        (6, 5, "120,00%"),
        (-2, 3, "-66,66%"),
        (2, -3, "-66,66%"),
        (-1, 10**9, "0,00%"),
        (0, 5, "0,00%"),
    ],
)
def test_a_percentage_is_cut_toward_zero(numerator, denominator, shown):
    assert format_percent(numerator, denominator) == shown
    assert format_percent(numerator, denominator, "en") == shown.replace(",", ".")
    assert truncate_percent(numerator, denominator) + "%" == shown.replace(",", ".")


def test_nothing_has_a_percentage_of_zero():
    with pytest.raises(ZeroDivisionError):
        truncate_percent(1, 0)


# Laws


@given(sen_amounts, languages)
def test_reading_what_was_written_gives_the_same_amount(sen, language):
    assert parse_money(format_number(sen, language), GROUPING[language]) == sen
    assert parse_money(format_rupiah(sen, language), GROUPING[language]) == sen


@given(sen_amounts, languages, st.sampled_from([None, ".", ","]))
def test_a_column_can_make_an_amount_unclear_but_never_another(sen, language, grouping):
    try:
        assert parse_money(format_rupiah(sen, language), grouping) == sen
    except AmbiguousNumberError:
        assert abs(sen) < 10**8, "only a lone sign can be unclear"


@given(st.text(alphabet="0123456789.,- ()RpMjt%=", max_size=20) | st.text(max_size=20))
def test_any_text_is_an_amount_or_refused(text):
    for grouping in (None, ".", ","):
        with suppress(MoneyTextError):
            assert SMALLEST <= parse_money(text, grouping) <= LARGEST


@given(st.integers(), st.integers().filter(bool))
def test_a_percentage_is_never_rounded_up(numerator, denominator):
    hundredths = int(truncate_percent(numerator, denominator).replace(".", ""))
    part, whole = abs(numerator) * 10_000, abs(denominator)
    assert abs(hundredths) * whole <= part < (abs(hundredths) + 1) * whole
    assert (abs(hundredths) < 10_000) == (abs(numerator) < whole), "only all of it is 100%"
    assert hundredths == 0 or (hundredths < 0) == ((numerator < 0) != (denominator < 0))


@pytest.mark.parametrize(
    ("rupiah", "said", "english"),
    [
        (89_606_513_000, "Rp 89,6 miliar", "Rp 89.6 billion"),
        (139_999_999_999, "Rp 139,9 miliar", "Rp 139.9 billion"),
        (28_000_000_000, "Rp 28 miliar", "Rp 28 billion"),
        (28_733_900_000_000, "Rp 28,73 triliun", "Rp 28.73 trillion"),
        (1_200_000_000_000_000, "Rp 1.200 triliun", "Rp 1,200 trillion"),
        (999_999_999, "Rp 999,9 juta", "Rp 999.9 million"),
        (999_999, "Rp 999.999", "Rp 999,999"),
        (0, "Rp 0", "Rp 0"),
        (-1_590_000_000, "-Rp 1,5 miliar", "-Rp 1.5 billion"),
    ],
)
def test_an_amount_is_said_in_words_and_never_rounded_up(rupiah, said, english):
    assert format_short(rupiah * 100) == said
    assert format_short(rupiah * 100, "en") == english


@given(st.integers(0, LARGEST))
def test_what_is_said_is_never_more_than_there_is(sen):
    said = parse_money(format_short(sen), ".")
    assert said <= sen
    assert sen - said < max(said // 10, 1)
