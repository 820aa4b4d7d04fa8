"""Agencies and units, with the vocabulary that ships."""

import tomllib

import pytest

from nphd_tracker.errors import TrackerError
from nphd_tracker.regions import (
    Agency,
    AgencyBook,
    Grantee,
    Region,
    RegionBook,
    is_own_unit,
    unit_key,
)
from nphd_tracker.resources import data_folder

VOCABULARY = tomllib.loads((data_folder("imports") / "vocabulary.toml").read_text("utf-8"))
AGENCIES = VOCABULARY["agencies"]
BOOK = AgencyBook(AGENCIES["words"], AGENCIES["units"])
REGIONS = RegionBook.load(data_folder("imports") / "reference", VOCABULARY["regions"]["aliases"])


@pytest.mark.parametrize(
    ("text", "agency", "place"),
    [
        ("KPU", "KPU", ""),
        ("kpud", "KPU", ""),
        ("Komisi Pemilihan Umum", "KPU", ""),
        ("Komisi Pemilihan Umum (KPU)", "KPU", ""),
        ("Komisi Pemilihan Umum (KPU) Kabupaten Ngada", "KPU", "Kabupaten Ngada"),
        ("KPU Kab. Sabu Raijua", "KPU", "Kab. Sabu Raijua"),
        ("KPU - Prov. NTT", "KPU", "Prov. NTT"),
        ("KPU\n Kab.\u00a0Ngada", "KPU", "Kab. Ngada"),
        ("Sekretariat KPU Kab. Ende", "KPU", "Kab. Ende"),
        ("Satker KPU Kota Kupang", "KPU", "Kota Kupang"),
        ("Satuan Kerja Sekretariat KPU Kota Kupang", "KPU", "Kota Kupang"),
        ("KIP Kabupaten Pidie", "KPU", "Kabupaten Pidie"),
        ("1. Bawaslu", "BAWASLU", ""),
        ("b) Panwaslu Kab. Alor", "BAWASLU", "Kab. Alor"),
        ("Panwaslih", "BAWASLU", ""),
        ("Panwaslih Provinsi Aceh", "BAWASLU", "Provinsi Aceh"),
        ("TNI", "TNI", ""),
        ("Tentara Nasional Indonesia", "TNI", ""),
        ("Kodim", "TNI", ""),
        ("POLRI", "POLRI", ""),
        ("Polres", "POLRI", ""),
        ("Kepolisian", "POLRI", ""),
        ("Polri Ngada", "POLRI", "Ngada"),
    ],
)
def test_agency_stands_at_the_front_and_names_no_unit(text: str, agency: str, place: str) -> None:
    assert BOOK.resolve(text) == Grantee(Agency(agency), None, place)


@pytest.mark.parametrize(
    ("text", "agency", "unit", "place"),
    [
        ("Polres Manggarai Barat", "POLRI", "Polres Manggarai Barat", "Manggarai Barat"),
        ("Polresta Kupang Kota", "POLRI", "Polresta Kupang Kota", "Kupang Kota"),
        (" Polres  Ngada. ", "POLRI", "Polres Ngada", "Ngada"),
        ("Satker Polres Ngada", "POLRI", "Polres Ngada", "Ngada"),
        ("Polda NTT", "POLRI", "Polda NTT", "NTT"),
        ("Polres Metro Depok", "POLRI", "Polres Metro Depok", "Depok"),
        ("Kepolisian Resor Ngada", "POLRI", "Kepolisian Resor Ngada", "Ngada"),
        ("Kodim 1604/Kupang", "TNI", "Kodim 1604/Kupang", "Kupang"),
        ("Kodim 0906 Kukar", "TNI", "Kodim 0906 Kukar", "Kukar"),
        ("Kodim 1801", "TNI", "Kodim 1801", ""),
        ("TNI AD Kodim 1604/Kupang", "TNI", "TNI AD Kodim 1604/Kupang", "Kupang"),
        ("Kodam IX/Udayana", "TNI", "Kodam IX/Udayana", "Udayana"),
        ("Kodim Ngada TNI AD Bajawa", "TNI", "Kodim Ngada TNI AD Bajawa", "Ngada Bajawa"),
        ("Fasharkan TNI AL", "TNI", "Fasharkan TNI AL", ""),
        ("Lanal Maumere", "TNI", "Lanal Maumere", "Maumere"),
        ("TNI AL", "TNI", "TNI AL", ""),
    ],
)
def test_unit_is_kept_as_written(text: str, agency: str, unit: str, place: str) -> None:
    assert BOOK.resolve(text) == Grantee(Agency(agency), unit, place)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Dinas Pariwisata",
        "<script>alert(1)</script>",
        "PAM",
        "TNI/POLRI",
        "TNI dan Polri",
        "KPU dan Bawaslu",
        "Polres Ngada dan Polres Nagekeo",
        "Polres Ngada, Polres Nagekeo",
        "Kodim 1604 dan Korem 161",
        "Pengamanan TNI",
        "Mitra KPU Kab. Ngada",
        "KPUX",
        "Sekretariat",
        "Polisi Pamong Praja",
        "Satpol PP",
        "KPU " + "Ngada " * 50,
    ],
)
def test_unknown_or_several_is_no_answer(text: str) -> None:
    assert BOOK.resolve(text) is None


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("PENERIMA HIBAH KPU", Agency.KPU),
        ("Nilai NPHD Bawaslu", Agency.BAWASLU),
        ("Rekap_POLRI-2024", Agency.POLRI),
        ("Pengamanan oleh Kodim 1604", Agency.TNI),
        ("KPU dan Bawaslu", None),
        ("TNI/POLRI", None),
        ("KPUX", None),
        ("Belanja Polisi Pamong Praja", None),
        ("Nilai NPHD", None),
    ],
)
def test_header_speaks_of_one_agency(text: str, agency: Agency | None) -> None:
    assert BOOK.find_in(text) is agency


def test_other_grantees_come_from_the_vocabulary_only() -> None:
    book = AgencyBook({"KPU": ["kpu"], "OTHER": ["satpol pp", "..."]}, {})
    assert book.resolve("Satpol PP Kab. Ngada") == Grantee(Agency.OTHER, None, "Kab. Ngada")
    assert book.resolve("...") is None


def test_agency_that_does_not_exist_is_refused() -> None:
    with pytest.raises(TrackerError, match="KPK"):
        AgencyBook({"KPK": ["kpk"]}, {})


@pytest.mark.parametrize(
    ("words", "units"),
    [
        ({"TNI": ["pam"], "POLRI": ["PAM"]}, {}),
        ({"TNI": ["pam"]}, {"POLRI": ["pam"]}),
    ],
)
def test_word_of_two_agencies_is_refused(
    words: dict[str, list[str]], units: dict[str, list[str]]
) -> None:
    with pytest.raises(TrackerError, match="pam"):
        AgencyBook(words, units)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Polres Ngada", "POLRES  NGADA"),
        ("Polres Ngada", "Polres Kab. Ngada"),
        ("Polres Ngada", "Kepolisian Resor Ngada"),
        ("Polres Ngada", "Kepolisian Negara Republik Indonesia Resor Ngada"),
        ("Polresta Kupang Kota", "Polresta Kota Kupang"),
        ("Kodim 0906 Kukar", "Kodim 906/Kutai Kartanegara"),
        ("TNI AD Kodim 1604/Kupang", "Komando Distrik Militer 1604"),
        ("Fasharkan TNI AL", "Fasharkan"),
        ("TNI AL", "TNI Angkatan Laut"),
    ],
)
def test_spellings_of_one_unit_share_a_key(one: str, other: str) -> None:
    assert unit_key(one) == unit_key(other) != ""


def test_different_units_have_different_keys() -> None:
    units = ["Polres Kupang", "Polresta Kupang Kota", "Polres Kupang Kota", "Kodim 1604/Kupang"]
    units += ["Kodim 1605", "Kodim Kupang", "Fasharkan TNI AL", "TNI AL", "TNI AU", "Lanal Kupang"]
    assert len({unit_key(unit) for unit in units}) == len(units)
    assert unit_key(None) == ""


@pytest.mark.parametrize(
    ("unit", "code"),
    [
        ("Polres Ngada", "53.09"),
        ("Polres Kab. Ngada", "53.09"),
        ("Kodim Ngada", "53.09"),
        ("Polres Mabar", "53.15"),
        ("Polres Kupang", "53.01"),
        ("Polresta Kupang Kota", "53.71"),
        ("Polresta Kendari", "74.71"),
        ("Polres Metro Depok", "32.76"),
        ("Polres Metro", "18.72"),
        ("Polda NTT", "53"),
        ("Polda Nusa Tenggara Timur", "53"),
        ("Polda DIY", "34"),
    ],
)
def test_regions_own_unit_is_recognised(unit: str, code: str) -> None:
    assert is_own_unit(unit, region(code))


@pytest.mark.parametrize(
    ("unit", "code"),
    [
        ("Kodim 1625/Ngada", "53.09"),
        ("Polres Nagekeo", "53.09"),
        ("Polres Kupang", "53.71"),
        ("Polresta Kupang Kota", "53.01"),
        ("Polresta Kendari", "74.02"),
        ("Polresta Gorontalo", "75"),
        ("Polda Gorontalo", "75.01"),
        ("Lanal Sabang", "11.72"),
        ("Polres", "53.09"),
        ("", "53.09"),
    ],
)
def test_other_unit_is_not_the_regions_own(unit: str, code: str) -> None:
    assert not is_own_unit(unit, region(code))


def test_region_without_a_book_knows_its_place() -> None:
    assert is_own_unit("Polres Ngada", Region("53.09", "Kabupaten Ngada", "regency", "Ngada"))


def region(code: str) -> Region:
    found = REGIONS.get(code)
    assert found is not None
    return found
