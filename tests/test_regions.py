"""Regions by code, by name and in titles, on the whole reference."""

import time
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nphd_tracker.errors import TrackerError
from nphd_tracker.regions import Region, RegionBook, RegionMatch
from nphd_tracker.regions.spelling import distance, key_of, split_words
from nphd_tracker.resources import data_folder

FOLDER = data_folder("imports") / "reference"
ALIASES = tomllib.loads((data_folder("imports") / "vocabulary.toml").read_text("utf-8"))["regions"][
    "aliases"
]
BOOK = RegionBook.load(FOLDER, ALIASES)
# A letter makes these of Bandung, Muna, Pati and Siak: what stands there is what is read.
OTHER_NAMES = {"badung", "muba", "pali", "biak"}
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def found(match: RegionMatch) -> tuple[str | None, str]:
    return match.region.code if match.region else None, match.how


def codes(match: RegionMatch) -> list[str]:
    return [region.code for region in match.candidates]


def test_reference_is_whole_and_each_name_once() -> None:
    kinds = [region.kind for region in BOOK.all()]
    assert [kinds.count(kind) for kind in ("province", "regency", "city")] == [38, 416, 98]
    assert len({region.name for region in BOOK.all()}) == 552
    assert all(region.code == region.province or BOOK.get(region.province) for region in BOOK.all())


def test_regions_are_listed_by_code_and_province() -> None:
    assert len(BOOK.provinces()) == 38
    assert [region.code for region in BOOK.children("34")] == [
        "34.01", "34.02", "34.03", "34.04", "34.71",
    ]  # fmt: skip
    ntt = BOOK.get("53")
    assert ntt is not None
    assert (ntt.name, ntt.kind, ntt.place) == (
        "Provinsi Nusa Tenggara Timur",
        "province",
        "Nusa Tenggara Timur",
    )
    assert BOOK.get("53.1") is None


@pytest.mark.parametrize(
    ("code", "label", "place"),
    [
        ("53.09", "Kab. Ngada", "Ngada"),
        ("53.71", "Kota Kupang", "Kupang"),
        ("53", "Provinsi Nusa Tenggara Timur", "Nusa Tenggara Timur"),
        ("31", "Provinsi DKI Jakarta", "Jakarta"),
        ("34", "Provinsi DI Yogyakarta", "Yogyakarta"),
        ("31.01", "Kab. Kepulauan Seribu", "Kepulauan Seribu"),
        ("31.71", "Kota Jakarta Pusat", "Jakarta Pusat"),
    ],
)
def test_label_is_short(code: str, label: str, place: str) -> None:
    region = BOOK.get(code)
    assert region is not None
    assert (region.label, region.place) == (label, place)


def test_region_lies_in_itself_and_its_province() -> None:
    assert BOOK.same_or_within("53.71", "53")
    assert BOOK.same_or_within("53.71", "53.71")
    assert not BOOK.same_or_within("53", "53.71")
    assert not BOOK.same_or_within("53.71", "53.7")
    assert not BOOK.same_or_within("52.71", "53")


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("53.71", "53.71"),
        ("5371", "53.71"),
        (5371, "53.71"),
        (5371.0, "53.71"),
        (53.71, "53.71"),
        (53.07, "53.07"),
        (" 53.07\xa0", "53.07"),
        ("53,10", "53.10"),
        (5310, "53.10"),
        ("'53.10", "53.10"),
        ("53", "53"),
        (53, "53"),
    ],
)
def test_code_is_read_from_text_and_number(value: str | float, code: str) -> None:
    match = BOOK.by_code(value)
    assert found(match) == (code, "code")
    assert not match.lost_zero


@pytest.mark.parametrize(
    ("value", "code"), [(53.1, "53.10"), ("53.1", "53.10"), ("53,1", "53.10"), (53.2, "53.20")]
)
def test_code_that_lost_its_zero_says_so(value: str | float, code: str) -> None:
    match = BOOK.by_code(value)
    assert found(match) == (code, "code")
    assert match.lost_zero


@pytest.mark.parametrize(
    "value",
    [
        53.3,
        "53.7",
        "531",
        "99.01",
        99,
        "53.71.01",
        "537101",
        "",
        "Kupang",
        True,
        -53,
        53.071,
        float("nan"),
        float("inf"),
        1e20,
    ],
)
def test_what_is_no_code_is_unknown(value: str | float) -> None:
    assert BOOK.by_code(value) == RegionMatch(None, (), "unknown")


@pytest.mark.parametrize("region", BOOK.all(), ids=lambda region: region.code)
def test_every_official_name_is_its_own_in_every_common_form(region: Region) -> None:
    before: list[str] = {
        "province": [
            "Provinsi ",
            "Prov. ",
            "PROV ",
            "Propinsi ",
            "Pemprov ",
            "Pemerintah Provinsi ",
            "Gubernur ",
        ],
        "regency": [
            "Kabupaten ",
            "Kab. ",
            "KAB ",
            "Kab.",
            "Pemkab ",
            "Pemerintah Kabupaten ",
            "Pemerintah Daerah Kab. ",
            "Pemda Kab. ",
            "Bupati ",
            "Kabupaten",
        ],
        "city": [
            "Kota ",
            "KOTA ",
            "Pemkot ",
            "Pemerintah Kota ",
            "Pemda Kota ",
            "Walikota ",
            "Wali Kota ",
            "Kotamadya ",
            "Kota",
        ],
    }[region.kind]
    place = region.place
    places = {place, place.upper(), place.replace(" ", ""), place.replace(" ", "-"), f" {place}  "}
    forms = {f"{words}{written}" for words in before for written in places}
    forms |= {region.name, region.label, region.name.upper()}
    assert {found(BOOK.by_name(form)) for form in forms} == {(region.code, "name")}
    assert found(BOOK.find_in(f"REKAP NPHD {region.name.upper()} 2024")) == (region.code, "name")


def test_bare_name_is_an_answer_only_where_one_region_has_it() -> None:
    by_place: dict[str, list[str]] = {}
    for region in BOOK.all():
        by_place.setdefault(region.place, []).append(region.code)
    shared = {place: sharing for place, sharing in by_place.items() if len(sharing) > 1}
    assert {"Kupang", "Bandung", "Bogor", "Malang", "Kediri", "Jambi", "Gorontalo"} <= shared.keys()
    for place, sharing in by_place.items():
        match = BOOK.by_name(place)
        assert codes(match) == sharing
        assert match.how == ("ambiguous" if len(sharing) > 1 else "name")


@pytest.mark.parametrize(
    ("text", "code", "how"),
    [
        ("KAB. KUPANG", "53.01", "name"),
        ("KAB TIMOR TENGAH SELATAN", "53.02", "name"),
        ("Kab.Ngada", "53.09", "name"),
        ("Kabupaten Fakfak", "92.03", "name"),
        ("Kabupaten Fak Fak", "92.03", "name"),
        ("Batang Hari", "15.04", "name"),
        ("Muko Muko", "17.06", "name"),
        ("Pemerintah Daerah Istimewa Yogyakarta", "34", "name"),
        ("D. I. Yogyakarta", "34", "name"),
        ("DI Yogyakarta", "34", "name"),
        ("DIY", "34", "alias"),
        ("Pemprov NTT", "53", "alias"),
        ("Prov. NTT", "53", "alias"),
        ("DKI Jakarta", "31", "name"),
        ("Kab. TTS", "53.02", "alias"),
        ("TTU", "53.03", "alias"),
        ("sbd", "53.18", "alias"),
        ("Mabar", "53.15", "alias"),
        ("Flotim", "53.06", "alias"),
        ("Kukar", "64.02", "alias"),
        ("OKU Timur", "16.08", "alias"),
        ("50 Kota", "13.07", "alias"),
        ("Kab. Kep. Aru", "81.07", "name"),
        ("Aceh Brt. Daya", "11.12", "name"),
        ("Kota Baru", "63.02", "name"),
        ("Kab. Kota Baru", "63.02", "name"),
        ("Kab. Lima Puluh Kota", "13.07", "name"),
        ("Kupang Kota", "53.71", "name"),
        ("Kupang (Kab.)", "53.01", "name"),
        ("Kab. Ngada, Provinsi Nusa Tenggara Timur", "53.09", "name"),
        ("Ngada NTT", "53.09", "name"),
        ("Mabar - NTT", "53.15", "alias"),
        ("Banjar, Jabar", "32.79", "name"),
        ("3. Kab. Alor", "53.05", "name"),
        ("11. Kab. Sikka", "53.07", "name"),
        ("53.01 Kab. Kupang", "53.01", "code"),
        ("53.71 Kupang", "53.71", "code"),
        ("5371", "53.71", "code"),
        ("Ku\u200bpang\u00a0Kota", "53.71", "name"),
    ],
)
def test_name_is_read_as_sheets_write_it(text: str, code: str, how: str) -> None:
    assert found(BOOK.by_name(text)) == (code, how)


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("Kupang", ["53.01", "53.71"]),
        ("Kab/Kota Kupang", ["53.01", "53.71"]),
        ("Kupang NTT", ["53.01", "53.71"]),
        ("Jambi", ["15", "15.71"]),
        ("Yogyakarta", ["34", "34.71"]),
        ("Kupangg", ["53.01", "53.71"]),
        ("Kota Ngada", ["53.09"]),
        ("Kota TTS", ["53.02"]),
        ("Kabupaten Surabayaa", ["35.78"]),
        ("5301 - Kota Kupang", ["53.01", "53.71"]),
        ("53.01 Antah Berantah", ["53.01"]),
        ("Kabupaten Bandng", ["32.04", "51.03", "33.25"]),
        ("Sumbwa Barat", ["53.12", "52.07"]),
    ],
)
def test_doubtful_name_has_candidates_and_no_answer(text: str, candidates: list[str]) -> None:
    match = BOOK.by_name(text)
    assert found(match) == (None, "ambiguous")
    assert codes(match) == candidates


@pytest.mark.parametrize(
    "text",
    [
        "",
        " - ",
        "Kab. Antah Berantah",
        "Kabupaten",
        "Pemerintah Kota",
        "JUMLAH",
        "53",
        "1",
        "99",
        "Kab. Sumba Selatan",
        "Nusa Tenggara",
        "<script>alert(1)</script>",
        "Kota " + "Kupang" * 99,
    ],
)
def test_what_is_no_name_is_unknown(text: str) -> None:
    assert found(BOOK.by_name(text)) == (None, "unknown")


def test_province_decides_between_namesakes_of_different_provinces_only() -> None:
    assert found(BOOK.by_name("Banjar", province="63")) == ("63.03", "name")
    assert found(BOOK.by_name("Banjar", province="32")) == ("32.79", "name")
    assert codes(BOOK.by_name("Kupang", province="53")) == ["53.01", "53.71"]
    assert codes(BOOK.by_name("Jambi", province="15")) == ["15", "15.71"]


def test_province_does_not_forbid_a_clear_name() -> None:
    """Sheets made before 2022 put Jayawijaya in Papua."""
    assert found(BOOK.by_name("Kab. Jayawijaya", province="91")) == ("95.01", "name")


def test_kind_of_a_column_decides_where_the_text_does_not() -> None:
    assert found(BOOK.by_name("Jambi", kind="province")) == ("15", "name")
    assert found(BOOK.by_name("Kota Jambi", kind="province")) == ("15.71", "name")
    assert codes(BOOK.by_name("Sikka", kind="province")) == ["53.07"]
    assert found(BOOK.by_name("Nusa Tengara Timur", kind="province")) == ("53", "close")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Sumba Tmiur", "53.11"),
        ("Manggrai Barat", "53.15"),
        ("Kab. Manggarai Brat", "53.15"),
        ("Kabupatn Ngada", "53.09"),
        ("Kab. N\u0430gekeo", "53.16"),  # a Cyrillic letter
        ("Kab. Timor Tengah Slatn", "53.02"),
        ("Nusa Tengara Timur", "53"),
        ("Kota Tanggerang", "36.71"),
    ],
)
def test_close_spelling_is_taken_where_no_other_is_near(text: str, code: str) -> None:
    assert found(BOOK.by_name(text)) == (code, "close")


def test_known_province_leaves_out_what_is_near_elsewhere() -> None:
    assert codes(BOOK.by_name("Sikaa")) == ["53.07", "14.08"]
    assert found(BOOK.by_name("Sikaa", province="53")) == ("53.07", "close")
    assert codes(BOOK.by_name("Sikaa", province="14")) == ["53.07", "14.08"]


@st.composite
def misspelt_names(draw: st.DrawFn) -> tuple[str, str]:
    """A region's code, and its name with one letter dropped, added, replaced or swapped."""
    region = draw(st.sampled_from(BOOK.all()))
    name = draw(st.sampled_from([region.name, region.label]))
    at = draw(st.integers(0, len(name) - 1))
    letter = draw(st.sampled_from(LETTERS))
    rest = draw(
        st.sampled_from(
            [
                name[at + 1 :],
                letter + name[at:],
                letter + name[at + 1 :],
                name[at + 1 : at + 2] + name[at] + name[at + 2 :],
            ]
        )
    )
    return region.code, name[:at] + rest


@settings(max_examples=500)
@given(misspelt_names())
def test_one_wrong_letter_never_leads_to_another_region(misspelt: tuple[str, str]) -> None:
    code, text = misspelt
    if split_words(text)[-1] in OTHER_NAMES:
        return
    match = BOOK.by_name(text)
    assert match.region is None or match.region.code == code
    if len(match.candidates) == 1:
        assert codes(match) == [code]


@given(st.text(max_size=40))
def test_any_text_has_some_answer(text: str) -> None:
    for match in (BOOK.by_name(text), BOOK.by_code(text), BOOK.find_in(text)):
        assert (match.region is None) == (match.how in ("ambiguous", "unknown"))
        assert bool(match.candidates) == (match.how != "unknown")


def test_each_alias_is_needed_and_leads_to_its_code() -> None:
    bare = RegionBook.load(FOLDER, {})
    assert [text for text in ALIASES if bare.by_name(text).how == "name"] == []
    assert {found(BOOK.by_name(text)) for text in ALIASES} == {
        (code, "alias") for code in ALIASES.values()
    }


def test_no_alias_is_a_letter_away_from_another_regions_name() -> None:
    near = {
        key_of(text)
        for text, code in ALIASES.items()
        for region in BOOK.all()
        if abs(len(key_of(text)) - len(key_of(region.place))) <= 1
        and distance(key_of(text), key_of(region.place)) == 1
        and region.code != code
        and region.kind == BOOK.by_code(code).candidates[0].kind
    }
    assert near <= OTHER_NAMES


def test_alias_decides_an_ambiguous_name_and_overrides_no_clear_one() -> None:
    book = RegionBook.load(FOLDER, {"Kupang": "53.71", "Sikka": "53.08"})
    assert found(book.by_name("Kupang")) == ("53.71", "alias")
    assert found(book.by_name("Kab. Kupang")) == ("53.01", "name")
    assert found(book.by_name("Sikka")) == ("53.07", "name")


def test_alias_of_a_code_that_does_not_exist_is_refused() -> None:
    with pytest.raises(TrackerError, match=r"99\.99"):
        RegionBook.load(FOLDER, {"Antah": "99.99"})


@pytest.mark.parametrize(
    ("text", "code", "how"),
    [
        ("SE-PROVINSI NUSA TENGGARA TIMUR", "53", "name"),
        ("REKAP NTT", "53", "alias"),
        ("rekap_nphd-ntt-2024-08-01.xlsx", "53", "alias"),
        ("KPU KABUPATEN NGADA", "53.09", "name"),
        ("KPU KABUPATEN NGADA PROVINSI NUSA TENGGARA TIMUR", "53.09", "name"),
        ("BATANGHARI, JAMBI", "15.04", "name"),
        ("KOTA JAMBI PROVINSI JAMBI", "15.71", "name"),
        ("REKAP BANJAR JAWA BARAT", "32.79", "name"),
        ("PEMERINTAH KABUPATEN\nMANGGARAI BARAT", "53.15", "name"),
        ("KABUPATEN/KOTA SE-NTT", "53", "alias"),
        ("REKAP KABUPATEN/KOTA NTT", "53", "alias"),
        ("KABUPATEN MANGGRAI BARAT PROVINSI NTT", "53.15", "close"),
        ("NPHD Polresta Kupang Kota", "53.71", "name"),
        ("Kabupaten Kota Baru", "63.02", "name"),
        ("Ende Kota", "53.08", "name"),
        ("Wali Kota Batu", "35.79", "name"),
        ("NTT\nKupang, 1 Agustus 2024", "53", "alias"),
        ("REKAP NPHD NGADA, 31 JULI 2024", "53.09", "name"),
        ("Provinsi Lampung Tahun 2024", "18", "name"),
    ],
)
def test_title_tells_its_region(text: str, code: str, how: str) -> None:
    assert found(BOOK.find_in(text)) == (code, how)


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("KPU Kupang", ["53.01", "53.71"]),
        ("Kab. Kupang dan Kota Kupang", ["53.01", "53.71"]),
        ("KPU Ngada dan Sikka", ["53.09", "53.07"]),
        ("KAB. MANGGARAI BRAT", ["53.10", "53.15"]),
        ("LAMPUNG UTRA", ["18", "18.03"]),
        ("PEMERINTAH KOTA NGADA", ["53.09"]),
    ],
)
def test_doubtful_title_has_candidates(text: str, candidates: list[str]) -> None:
    match = BOOK.find_in(text)
    assert found(match) == (None, "ambiguous")
    assert codes(match) == candidates


@pytest.mark.parametrize(
    "text",
    [
        "",
        "DAFTAR NPHD PILKADA 2024 MENURUT PEMBERI DAN PENERIMA HIBAH",
        "PEMERINTAH KABUPATEN",
        "Kupang, 1 Agustus 2024",
        "Kupang,   Agustus 2024",
        "puncak pilkada",
        "batang tubuh",
        "KABUPATEN ANTAH BERANTAH",
        "kata " * 100,
    ],
)
def test_title_without_a_region_says_nothing(text: str) -> None:
    assert found(BOOK.find_in(text)) == (None, "unknown")


def test_loading_and_looking_up_are_quick() -> None:
    """An import asks up to 100,000 times; generous limits, for a slow machine."""
    start = time.perf_counter()
    book = RegionBook.load(FOLDER, ALIASES)
    loaded = time.perf_counter()
    for _ in range(50_000):
        book.by_name("Kab. Sumba Tmiur")
    assert loaded - start < 0.2
    assert time.perf_counter() - loaded < 1
