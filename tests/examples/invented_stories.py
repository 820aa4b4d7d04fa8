"""The invented province in shorthand: what each local government agreed with whom, and how it went.

Every number is made up, and round so that it shows. Names of regions are real, the money is not.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Story:
    """One agreement in shorthand. Money in millions of rupiah.

    ``paid`` is "month:percent ..." of the value in force ("1:40 6:100"), or "" where disbursement
    was never reported. ``spent`` is the percentage of the money received that was spent in the end.
    """

    agency: str
    value: int
    paid: str
    spent: float = 97
    unit: str = ""
    is_returned: bool = False
    short_by: int = 0
    """Rupiah that the last transfer fell short."""
    last: int = 12
    """The last month with a report on disbursement and spending."""
    addendum: tuple[date, int] | None = None


def _election(kpu: tuple[int, str, float], bawaslu: tuple[int, str, float]) -> list[Story]:
    return [Story("KPU", *kpu), Story("BAWASLU", *bawaslu)]


_ADDENDUM = date(2024, 7, 15)
STORIES: dict[tuple[str, str, str, str], list[Story]] = {
    ("53", "Provinsi Nusa Tenggara Timur", "ntt", "Kupang"): [
        Story("KPU", 300_000, "1:40 4:70 7:100", 96),
        Story("BAWASLU", 75_000, "1:40 6:100", 97, is_returned=True),
        Story("TNI", 3_000, "4:50 9:100", 95, "Korem 161/Wira Sakti"),
        Story("POLRI", 8_000, "5:50 8:100", 94, "Polda Nusa Tenggara Timur"),
    ],
    ("53.01", "Kabupaten Kupang", "kab-kupang", "Oelamasi"): [
        *_election((38_000, "2:40 7:100", 96), (10_500, "2:40 7:75 10:100", 95)),
        Story("TNI", 1_500, "6:50", 88, "Kodim 1604/Kupang"),
        Story("POLRI", 3_500, "5:50 9:100", 97, "Polres Kupang"),
        Story("POLRI", 2_500, "6:50 10:80", 92, "Polresta Kupang Kota"),
    ],
    ("53.02", "Kabupaten Timor Tengah Selatan", "tts", "Soe"): [
        *_election((42_000, "4:25 8:60 10:100", 93), (11_500, "4:20 9:55 11:80", 90)),
        Story("TNI", 2_000, "8:30", 85),
        Story("POLRI", 6_000, "7:30 10:35", 95),
    ],
    ("53.03", "Kabupaten Timor Tengah Utara", "ttu", "Kefamenanu"): [
        *_election((28_000, "5:30 8:70 10:100", 94), (8_500, "5:40", 96)),
        Story("TNI", 1_200, ""),
        Story("POLRI", 4_000, "6:100", 95, is_returned=True),
    ],
    ("53.04", "Kabupaten Belu", "belu", "Atambua"): [
        Story("KPU", 25_000, "1:40 6:100", 96, is_returned=True),
        Story("BAWASLU", 7_500, "1:40 6:100", 97, is_returned=True),
        Story("TNI", 1_800, "5:100", 100),
        Story("POLRI", 4_500, "3:50 6:100", 98),
    ],
    ("53.05", "Kabupaten Alor", "alor", "Kalabahi"): [
        *_election((27_500, "3:40 7:60 9:75 11:85", 93), (8_000, "3:40 8:100", 95)),
        Story("TNI", 900, ""),
        Story("POLRI", 3_600, "8:38", 97),
    ],
    ("53.06", "Kabupaten Flores Timur", "flores-timur", "Larantuka"): [
        Story("KPU", 26_000, "1:40 6:100", 96, short_by=1),
        Story("BAWASLU", 8_200, "1:40 6:100", 97),
        Story("TNI", 1_000, "6:100", 99),
        Story("POLRI", 3_800, "5:50 9:90", 95),
    ],
    ("53.07", "Kabupaten Sikka", "sikka", "Maumere"): [
        Story("KPU", 24_000, "1:40 6:100 8:100", 95, addendum=(_ADDENDUM, 27_000)),
        Story("BAWASLU", 7_800, "1:40 6:100", 96, is_returned=True),
        Story("TNI", 1_250, "5:100", 100),
        Story("POLRI", 4_200, "4:40 8:70", 96),
    ],
    ("53.08", "Kabupaten Ende", "ende", "Ende"): [
        Story("KPU", 29_000, "2:40 6:80", 95, last=8),
        Story("BAWASLU", 8_400, "2:40 6:100", 96, last=8),
        Story("TNI", 1_100, "5:50", 90, last=8),
        Story("POLRI", 4_000, "5:35", 90, last=8),
    ],
    ("53.09", "Kabupaten Ngada", "ngada", "Bajawa"): [
        Story("KPU", 22_000, "1:40 6:100", 95, is_returned=True),
        Story("BAWASLU", 6_500, "1:40 5:100", 96, is_returned=True),
        Story("TNI", 1_000, "6:100", 100),
        Story("POLRI", 3_200, "4:50 7:100", 98),
    ],
    ("53.10", "Kabupaten Manggarai", "manggarai", "Ruteng"): [
        *_election((30_000, "1:50 7:100", 97), (8_800, "1:50 7:100 10:104", 96)),
        Story("TNI", 1_400, "6:60 9:100", 97),
        Story("POLRI", 4_400, "5:50 8:100", 96, is_returned=True),
    ],
    ("53.11", "Kabupaten Sumba Timur", "sumba-timur", "Waingapu"): [
        *_election((31_000, "5:20 8:45 11:70", 95), (9_000, "5:20 9:37", 96)),
        Story("TNI", 1_300, "8:30", 90),
        Story("POLRI", 4_600, ""),
    ],
    ("53.12", "Kabupaten Sumba Barat", "sumba-barat", "Waikabubak"): [
        *_election((18_000, "4:20 7:60 10:100", 92), (6_000, "4:20 7:60 10:90", 94)),
        Story("TNI", 800, "8:100", 99),
        Story("POLRI", 3_000, "6:50 9:100", 96),
    ],
    ("53.13", "Kabupaten Lembata", "lembata", "Lewoleba"): [
        *_election((19_500, "4:40 8:70 10:95", 94), (6_200, "4:40 8:100", 96)),
        Story("TNI", 750, "7:50", 92),
        Story("POLRI", 2_800, "6:25", 97),
    ],
    ("53.14", "Kabupaten Rote Ndao", "rote-ndao", "Baa"): [
        *_election((20_000, "2:40 6:100", 96), (6_400, "2:40 6:100", 97)),
        Story("TNI", 850, ""),
        Story("POLRI", 3_000, "5:40 9:85", 95),
    ],
    ("53.15", "Kabupaten Manggarai Barat", "manggarai-barat", "Labuan Bajo"): [
        *_election((31_500, "6:50 7:100", 95), (9_500, "6:50 7:100", 96)),
        Story("TNI", 1_600, "6:100", 98),
        Story("POLRI", 4_800, "7:100", 97),
    ],
    ("53.16", "Kabupaten Nagekeo", "nagekeo", "Mbay"): [
        *_election((21_000, "2:40 7:65 10:80", 95), (6_600, "2:40 7:100", 96)),
        Story("TNI", 700, "9:50", 90),
        Story("POLRI", 2_600, "6:30 9:60", 94),
    ],
    ("53.17", "Kabupaten Sumba Tengah", "sumba-tengah", "Waibakul"): [
        *_election((16_000, "3:25 9:39", 97), (5_200, "3:25 9:65", 96)),
        Story("TNI", 600, "10:20", 80),
        Story("POLRI", 2_000, "6:45", 95),
    ],
    ("53.18", "Kabupaten Sumba Barat Daya", "sumba-barat-daya", "Tambolaka"): [
        *_election((27_000, "3:40 7:60 8:100", 94), (8_600, "3:40 8:90", 95)),
        Story("TNI", 1_200, "6:75", 96),
        Story("POLRI", 4_000, "5:50 9:100", 97),
    ],
    ("53.19", "Kabupaten Manggarai Timur", "manggarai-timur", "Borong"): [
        *_election((29_500, "1:40 6:100", 96), (9_200, "1:40 6:100", 95)),
        Story("TNI", 1_150, "6:100", 99),
        Story("POLRI", 4_100, "4:50", 60, last=6),
    ],
    ("53.20", "Kabupaten Sabu Raijua", "sabu-raijua", "Seba"): [
        *_election((17_500, "2:40 6:100", 96), (5_500, "2:40 7:70", 95)),
        Story("TNI", 650, ""),
        Story("POLRI", 2_400, ""),
    ],
    ("53.21", "Kabupaten Malaka", "malaka", "Betun"): [
        Story("KPU", 23_500, "1:40 5:100", 95, is_returned=True),
        Story("BAWASLU", 7_600, "1:40 6:100", 97),
        Story("TNI", 1_350, "4:100", 100),
        Story("POLRI", 3_900, "4:60 7:100", 98),
    ],
    ("53.71", "Kota Kupang", "kota-kupang", "Kupang"): [
        *_election((35_000, "1:40 6:100", 96), (11_000, "1:40 6:100", 97)),
        Story("TNI", 2_500, "3:50 6:100", 98),
        Story("POLRI", 7_500, "3:50 6:100", 96),
    ],
}
