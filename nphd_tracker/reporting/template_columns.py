"""The columns of the blank sheet: their headers, an example, and what is said on entering them."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from nphd_tracker.reporting.cells import Content
from nphd_tracker.reporting.wording import Phrase

EXAMPLE = "CONTOH"
"""The first cell of the row that is not read."""

Kind = Literal["code", "region", "agency", "unit", "money", "text", "date"]


@dataclass(frozen=True)
class Column:
    """A column to fill in, with what is said when someone enters it."""

    header: str
    kind: Kind
    width: float
    example: Content
    hint: Phrase


COLUMNS = (
    Column(
        "Kode Wilayah",
        "code",
        10,
        EXAMPLE,
        Phrase(
            "Kode Kemendagri, misalnya 53.10. Boleh kosong bila Pemberi Hibah dipilih dari daftar.",
            "Ministry code, like 53.10. May stay empty if the grantor is chosen from the list.",
        ),
    ),
    Column(
        "Pemberi Hibah",
        "region",
        34,
        "Kabupaten Contoh",
        Phrase(
            "Pilih pemerintah daerah dari daftar.", "Choose the local government from the list."
        ),
    ),
    Column(
        "Lembaga",
        "agency",
        11,
        "KPU",
        Phrase("Pilih penerima hibah dari daftar.", "Choose the grantee from the list."),
    ),
    Column(
        "Satuan Kerja",
        "unit",
        24,
        None,
        Phrase(
            "Untuk TNI dan Polri: nama satuan, misalnya Polres Ngada atau Kodim 1625/Ngada. Wajib "
            "bila satu Pemda mendanai lebih dari satu satuan.",
            "For TNI and Polri: the unit, like Polres Ngada. Needed if one grantor funds several.",
        ),
    ),
    Column(
        "Nilai NPHD (Rp)",
        "money",
        20,
        20_000_000_000,
        Phrase(
            "Nilai perjanjian setelah addendum, rupiah penuh.",
            "Value of the agreement after addenda, in full rupiah.",
        ),
    ),
    Column(
        "Pencairan s.d. Posisi (Rp)",
        "money",
        20,
        8_000_000_000,
        Phrase(
            "Jumlah yang sudah ditransfer sejak awal sampai posisi. Kosong = belum dilaporkan; "
            "isi 0 hanya bila memang belum ada.",
            "Transferred since the start up to the position. Empty = not reported; type 0 only "
            "if it is nothing.",
        ),
    ),
    Column(
        "Belanja s.d. Posisi (Rp)",
        "money",
        20,
        3_500_000_000,
        Phrase(
            "Jumlah yang sudah dibelanjakan penerima sejak awal sampai posisi.",
            "Spent by the grantee since the start up to the position.",
        ),
    ),
    Column(
        "Sisa Disetor ke RKUD (Rp)",
        "money",
        18,
        None,
        Phrase(
            "Pokok hibah yang dikembalikan ke kas daerah, tanpa jasa giro.",
            "Principal returned to the regional treasury, without interest.",
        ),
    ),
    Column(
        "Jasa Giro Disetor (Rp)",
        "money",
        16,
        None,
        Phrase("Bunga bank yang disetor ke kas daerah.", "Bank interest paid to the treasury."),
    ),
    Column(
        "Nomor NPHD",
        "text",
        22,
        "900/123/NPHD/2023",
        Phrase("Nomor perjanjian menurut naskahnya.", "Number of the agreement."),
    ),
    Column(
        "Tanggal NPHD",
        "date",
        12,
        date(2023, 11, 14),
        Phrase("Tanggal penandatanganan, hari dulu: 14/11/2023.", "Date of signing, day first."),
    ),
    Column(
        "Keterangan",
        "text",
        44,
        "Baris contoh, tidak dibaca",
        Phrase("Bebas; tidak dihitung.", "Free text; not counted."),
    ),
)
