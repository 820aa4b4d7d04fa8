"""What the words of a summary mean, and the rules it applies with where each comes from."""

from nphd_tracker.absorption import OLD_AFTER_DAYS
from nphd_tracker.reporting.wording import Phrase

TERMS = (
    (
        Phrase("NPHD", "NPHD"),
        Phrase(
            "Naskah Perjanjian Hibah Daerah: perjanjian Pemda (pemberi hibah) dengan satu penerima "
            "(KPU, Bawaslu, satuan TNI atau Polri) untuk satu kegiatan.",
            "Regional grant agreement: between a local government (grantor) and one grantee (KPU, "
            "Bawaslu, a unit of TNI or Polri) for one election.",
        ),
    ),
    (
        Phrase("Nilai NPHD", "Agreement value"),
        Phrase(
            "Nilai perjanjian yang berlaku pada posisi, setelah addendum.",
            "The value of the agreement in force on the day, after addenda.",
        ),
    ),
    (
        Phrase("Pencairan", "Disbursed"),
        Phrase(
            "Uang yang sudah ditransfer Pemda kepada penerima, kumulatif.",
            "Money transferred by the grantor to the grantee, running total.",
        ),
    ),
    (
        Phrase("Belanja", "Spent"),
        Phrase(
            "Uang yang sudah dibelanjakan penerima, kumulatif.",
            "Money spent by the grantee, running total.",
        ),
    ),
    (
        Phrase("Sisa Disetor", "Returned"),
        Phrase(
            "Pokok hibah yang dikembalikan ke rekening kas umum daerah (RKUD), tanpa jasa giro.",
            "Principal returned to the regional treasury account, without interest.",
        ),
    ),
    (
        Phrase("Jasa Giro", "Interest returned"),
        Phrase(
            "Bunga bank yang disetor ke RKUD; tidak masuk hitungan sisa pokok.",
            "Bank interest paid to the regional treasury; apart from the principal.",
        ),
    ),
    (
        Phrase("Realisasi pencairan", "Disbursement rate"),
        Phrase("Pencairan / Nilai NPHD.", "Disbursed / agreement value."),
    ),
    (
        Phrase("Serapan belanja", "Spending rate"),
        Phrase(
            "Belanja / Nilai NPHD, atau Belanja / Pencairan; pembaginya selalu disebut.",
            "Spent / agreement value, or spent / disbursed; the divisor is always named.",
        ),
    ),
    (
        Phrase("Paling sedikit", "At least"),
        Phrase(
            "Persentase terhadap seluruh nilai NPHD, seandainya yang belum lapor nihil.",
            "The rate over all agreement value, if those not reporting had nothing.",
        ),
    ),
    (
        Phrase("Posisi", "Position (as of)"),
        Phrase(
            "Tanggal keadaan suatu angka. Angka terbaru sampai posisi lembar ini yang dipakai, "
            f"dengan tanggalnya sendiri; lebih tua dari {OLD_AFTER_DAYS} hari disebut data lama.",
            "The date a figure speaks of. The newest figure up to the day is used, with its own "
            f"date; older than {OLD_AFTER_DAYS} days is called old data.",
        ),
    ),
    (
        Phrase("Asal", "Origin"),
        Phrase(
            "Berkas, lembar dan sel tempat angka itu tertulis. Angka hasil penjumlahan menyebut "
            "semua selnya.",
            "The file, sheet and cell where the figure stands. A sum names all its cells.",
        ),
    ),
    (
        Phrase("Selesai", "Closed"),
        Phrase(
            "Belanja ditambah sisa disetor sudah mencapai pencairan setelah hari pemungutan suara, "
            "atau NPHD dinyatakan ditutup; tidak ditandai merah.",
            "Spent plus returned has reached the disbursement after polling day, or the agreement "
            "was declared closed; it is not marked red.",
        ),
    ),
)

RULES = (
    (
        Phrase(
            "Persentase kelompok adalah jumlah dibagi jumlah dari NPHD yang melaporkan keduanya, "
            "bukan rata-rata persentase.",
            "The rate of a group is sum over sum of the agreements that reported both, not a mean "
            "of rates.",
        ),
        Phrase("Aturan hitung aplikasi ini", "This application's rule"),
    ),
    (
        Phrase(
            "Persentase dipotong ke bawah dua desimal, tidak pernah dibulatkan ke atas: 99,999% "
            "tampil 99,99%. Di bawah 100% ditentukan dari rupiahnya.",
            "Percentages are cut to two decimals, never rounded up: 99.999% shows 99.99%. Below "
            "100% is decided on the rupiah.",
        ),
        Phrase("Aturan hitung aplikasi ini", "This application's rule"),
    ),
    (
        Phrase(
            "Belum lapor bukan nol: sel kosong tidak dihitung, dan jumlahnya disebutkan.",
            "No report is not zero: an empty cell is not counted, and how many is said.",
        ),
        Phrase("Aturan hitung aplikasi ini", "This application's rule"),
    ),
    (
        Phrase(
            "Kelompok pencairan: 100%; 40% s.d. di bawah 100%; di bawah 40%.",
            "Groups of disbursement: 100%; 40% to below 100%; below 40%.",
        ),
        Phrase(
            "Publikasi Kementerian Dalam Negeri, Agustus 2020",
            "Published by the Ministry of Home Affairs, August 2020",
        ),
    ),
    (
        Phrase(
            "Perkiraan terlambat (hanya KPU dan Bawaslu, bila jadwal NPHD tidak diketahui): 40% "
            "paling lambat 14 hari kerja sejak ditandatangani, sisanya 5 bulan sebelum pemungutan "
            "suara.",
            "Late by estimate (KPU and Bawaslu only, where the schedule is not known): 40% within "
            "14 working days of signing, the rest five months before polling day.",
        ),
        Phrase("Permendagri 41/2020 Pasal 16", "Permendagri 41/2020 article 16"),
    ),
    (
        Phrase(
            "Dua pelapor untuk angka yang sama: tanggal terbaru yang dipakai; pada tanggal sama "
            "Pemda lebih dulu, untuk belanja penerima lebih dulu. Selisihnya disebut.",
            "Two reporters of one figure: the newer date counts; on the same date the grantor "
            "first, for spending the grantee. The difference is said.",
        ),
        Phrase("Aturan hitung aplikasi ini", "This application's rule"),
    ),
    (
        Phrase("Kode wilayah adalah teks: 53.10 bukan 53.1.", "Region codes are text."),
        Phrase(
            "Kode wilayah administrasi Kementerian Dalam Negeri",
            "Region codes of the Ministry of Home Affairs",
        ),
    ),
)
