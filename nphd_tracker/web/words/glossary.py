"""/glosarium: what every number on the pages means, how it is computed, and who says so.

The same definitions stand one click away beside the headlines.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from flask import Blueprint, render_template

from nphd_tracker.absorption import OLD_AFTER_DAYS
from nphd_tracker.errors import Language
from nphd_tracker.web.serving.access import Permission, requires
from nphd_tracker.web.serving.language import LANGUAGES, current_language
from nphd_tracker.web.serving.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable

bp = Blueprint("glossary", __name__)


@dataclass(frozen=True, slots=True)
class Entry:
    """``key`` is its anchor; ``rule`` is how it is computed, ``source`` who says so."""

    key: str
    name: str
    meaning: str
    rule: str
    source: str


@dataclass(frozen=True, slots=True)
class Chapter:
    name: str
    entries: list[Entry]


@bp.get("/glosarium")
@requires(Permission.VIEW)
def index() -> str:
    return render_template("glossary/index.html", chapters=chapters())


@bp.app_template_global()
def glossary_entry(key: str) -> Entry:
    """The definition that a page shows beside a number."""
    return _by_key(current_language())[key]


@lru_cache(len(LANGUAGES))
def _by_key(_language: Language) -> dict[str, Entry]:
    """Of the language of the page, which is the one given."""
    return {entry.key: entry for chapter in chapters() for entry in chapter.entries}


def chapters() -> list[Chapter]:
    """In the language of the page, in the order they are read."""
    made: tuple[tuple[str, Callable[[], list[Entry]]], ...] = (
        (_("Perjanjian dan uangnya"), _amounts),
        (_("Persentase"), _rates),
        (_("Laporan dan posisi"), _reports),
        (_("Jatuh tempo dan selesai"), _dues),
        (_("Sumber dan selisih"), _sources),
    )
    return [Chapter(name, entries()) for name, entries in made]


def _ours() -> str:
    return _("Aturan hitung aplikasi ini")


def _amounts() -> list[Entry]:
    return [
        Entry(
            "agreement",
            _("NPHD"),
            _(
                "Naskah Perjanjian Hibah Daerah: perjanjian satu Pemda dengan satu penerima (KPU, "
                "Bawaslu, satuan TNI atau Polri) untuk satu kegiatan."
            ),
            _(
                "KPU dan Bawaslu satu per Pemda; TNI dan Polri dapat beberapa satuan. PSU adalah "
                "kegiatan lain, bukan addendum."
            ),
            _("Permendagri 54/2019 sebagaimana diubah Permendagri 41/2020"),
        ),
        Entry(
            "committed",
            _("Nilai NPHD"),
            _("Nilai perjanjian yang berlaku pada tanggal posisi, setelah addendum."),
            _(
                "Nilai awal berlaku sejak tanda tangan; nilai hasil addendum sejak tanggal "
                "addendumnya."
            ),
            _("NPHD dan addendumnya"),
        ),
        Entry(
            "disbursed",
            _("Pencairan"),
            _("Uang yang sudah ditransfer Pemda kepada penerima, kumulatif."),
            _("Posisi terbaru sampai tanggal itu, ditambah transfer sesudah posisi tersebut."),
            _("Laporan Pemda; SP2D"),
        ),
        Entry(
            "spent",
            _("Belanja"),
            _("Uang yang sudah dibelanjakan penerima, kumulatif."),
            _("Bila penerima dan Pemda berbeda pada tanggal yang sama, angka penerima dipakai."),
            _("Laporan penerima; pengesahan SP2HL dan SPHL di KPPN"),
        ),
        Entry(
            "returned",
            _("Sisa disetor ke RKUD"),
            _("Pokok hibah yang dikembalikan ke rekening kas umum daerah."),
            _(
                "Paling lambat tiga bulan setelah pengusulan pengesahan pengangkatan calon terpilih; "
                "tanggal pastinya menurut tiap NPHD."
            ),
            _("Permendagri 54/2019 Pasal 26 ayat (1), sebagaimana dikutip media; STS"),
        ),
        Entry(
            "interest",
            _("Jasa giro disetor"),
            _("Bunga bank atas dana hibah yang disetor ke kas daerah."),
            _("Dicatat terpisah; tidak mengurangi sisa pokok."),
            _ours(),
        ),
        Entry(
            "unabsorbed",
            _("Belum cair; belum dibelanjakan"),
            _("Uang yang masih kurang menuju 100% menurut dasar hitungan yang dipilih."),
            _("Pembagi dikurangi pembilang, hanya dari NPHD yang melaporkan keduanya."),
            _ours(),
        ),
        Entry(
            "held",
            _("Masih di penerima"),
            _("Pokok hibah yang sudah diterima, belum dibelanjakan, dan belum disetor kembali."),
            _(
                "Pencairan − belanja − sisa disetor, dari NPHD yang melaporkan pencairan dan "
                "belanja. Setoran yang tidak dilaporkan dianggap nol; jasa giro tidak termasuk."
            ),
            _ours(),
        ),
    ]


def _rates() -> list[Entry]:
    return [
        Entry(
            "disbursed-committed",
            _("Realisasi pencairan"),
            _("Bagian nilai NPHD yang sudah ditransfer Pemda."),
            _("Pencairan ÷ nilai NPHD."),
            _(
                "Cara hitung Kementerian Dalam Negeri (rilis Agustus 2020); menurut kami ini yang "
                "dimaksud rapat koordinasi 1 Agustus 2024"
            ),
        ),
        Entry(
            "spent-committed",
            _("Serapan belanja dari nilai NPHD"),
            _("Bagian nilai NPHD yang sudah dibelanjakan penerima."),
            _("Belanja ÷ nilai NPHD."),
            _ours(),
        ),
        Entry(
            "spent-disbursed",
            _("Serapan belanja dari pencairan"),
            _("Bagian uang yang diterima yang sudah dibelanjakan penerima."),
            _("Belanja ÷ pencairan."),
            _ours(),
        ),
        Entry(
            "group-rate",
            _("Persentase kelompok"),
            _("Persentase beberapa NPHD bersama-sama, misalnya satu lembaga atau provinsi."),
            _("Jumlah dibagi jumlah dari NPHD yang melaporkan keduanya, bukan rata-rata persen."),
            _ours(),
        ),
        Entry(
            "floor",
            _("Paling sedikit"),
            _("Persentase seandainya semua yang belum lapor masih nol."),
            _("Pembilang ÷ seluruh nilai NPHD."),
            _ours(),
        ),
        Entry(
            "below",
            _("Belum 100%"),
            _("NPHD yang sudah melapor dan belum mencapai 100%."),
            _(
                "Diputuskan pada rupiahnya, bukan persennya. Persen dipotong ke bawah dua desimal: "
                "99,999% tampil 99,99%. Yang selesai tidak termasuk."
            ),
            _ours(),
        ),
        Entry(
            "over",
            _("Di atas 100%, periksa"),
            _("Pembilang melebihi pembagi."),
            _("Ditampilkan apa adanya dan ditandai; biasanya nilai addendum belum diimpor."),
            _ours(),
        ),
        Entry(
            "bands",
            _("Tingkat"),
            _(
                "100%; mulai 40% tetapi belum 100%; di bawah 40%. Nol, belum lapor, serta di atas "
                "100% kami tambahkan."
            ),
            _("Batasnya diputuskan pada rupiah."),
            _("Rilis Kementerian Dalam Negeri, 13 Agustus 2020"),
        ),
    ]


def _reports() -> list[Entry]:
    return [
        Entry(
            "unreported",
            _("Belum lapor"),
            _("NPHD yang pembilang atau pembaginya belum disampaikan siapa pun."),
            _("Tidak dianggap nol dan tidak masuk persentase; jumlah dan nilainya disebut."),
            _ours(),
        ),
        Entry(
            "coverage",
            _("Cakupan"),
            _("Berapa NPHD yang melapor dari semua NPHD yang diketahui."),
            _("Melapor berarti pembilang dan pembaginya sama-sama ada."),
            _ours(),
        ),
        Entry(
            "as-of",
            _("Posisi; tertua dan terbaru"),
            _("Tanggal yang dibicarakan suatu angka."),
            _(
                "Angka terbaru sampai tanggal halaman dipakai dengan tanggalnya sendiri. Tertua "
                "dan terbaru adalah tanggal pembilang di antara NPHD yang melapor."
            ),
            _ours(),
        ),
        Entry(
            "old",
            _("Data lama"),
            _("Posisi yang sudah lewat lama, sehingga mungkin tidak berlaku lagi."),
            _("Lebih dari %(days)s hari sebelum tanggal halaman.", days=OLD_AFTER_DAYS),
            _ours(),
        ),
    ]


def _dues() -> list[Entry]:
    return [
        Entry(
            "due",
            _("Seharusnya sudah cair"),
            _("Jumlah yang menurut jadwal sudah harus ditransfer sampai tanggal posisi."),
            _("Bagian tahap yang sudah jatuh tempo × nilai NPHD yang berlaku saat itu."),
            _("Jadwal tahap dalam NPHD"),
        ),
        Entry(
            "late",
            _("Terlambat"),
            _("Pencairan kurang dari yang seharusnya sudah cair menurut jadwal NPHD."),
            _("Yang belum lapor dan yang sudah selesai tidak disebut terlambat."),
            _("Jadwal tahap dalam NPHD"),
        ),
        Entry(
            "late-estimate",
            _("Perkiraan terlambat"),
            _("Terlambat menurut ketentuan umum, karena jadwal NPHD-nya tidak diketahui."),
            _(
                "Hanya KPU dan Bawaslu: 40% paling lambat 14 hari kerja sejak tanda tangan, sisanya "
                "5 bulan sebelum pemungutan suara (27 November 2024: 27 Juni 2024). Tanpa tanggal "
                "tanda tangan, tahap pertama tidak diketahui."
            ),
            _("Permendagri 41/2020 Pasal 16"),
        ),
        Entry(
            "closed",
            _("Selesai, sisa dikembalikan"),
            _("NPHD yang tidak perlu dikejar lagi."),
            _(
                "Sesudah hari pemungutan suara belanja + sisa disetor sudah mencapai pencairan, "
                "atau ada tanggal selesai. Tidak merah dan keluar dari daftar."
            ),
            _ours(),
        ),
        Entry(
            "past",
            _("Pemungutan suara lewat"),
            _("Belanja yang rendah sesudah hari pemungutan suara bukan kekurangan."),
            _("Tidak ditandai merah: sisanya disetor kembali, bukan dibelanjakan."),
            _ours(),
        ),
    ]


def _sources() -> list[Entry]:
    return [
        Entry(
            "source",
            _("Sumber"),
            _("Siapa yang melaporkan: Pemda, penerima, atau lainnya."),
            _(
                "Tanggal terbaru yang dipakai. Pada tanggal sama Pemda lebih dahulu, untuk belanja "
                "penerima lebih dahulu."
            ),
            _ours(),
        ),
        Entry(
            "difference",
            _("Selisih"),
            _("Beda antara angka yang dipakai dan yang dikatakan sumber, tahap, atau register."),
            _("Keduanya ditampilkan, dengan selisihnya dalam rupiah; tidak ada yang dihapus."),
            _ours(),
        ),
        Entry(
            "region-code",
            _("Kode wilayah"),
            _("Kode Kementerian Dalam Negeri, ditulis sebagai teks: 53.10 bukan 53.1."),
            _("38 provinsi dan 514 kabupaten/kota; datanya berlisensi ODbL."),
            _("Kepmendagri 300.2.2-2430/2025"),
        ),
    ]
