"""The catalogue of problems: code, severity and a message in two languages that says what to do.

Placeholders in braces are filled from keyword arguments, for example ``{value}`` or ``{other}``.
The rule for severities is in DESIGN.md section 5: an error leaves its row out, a warning was read in
a way a person should check, an info is a convention applied.
"""

from dataclasses import dataclass
from decimal import Decimal

from nphd_tracker.importing.cell_numbers import show_number
from nphd_tracker.money import format_number
from nphd_tracker.reading import Problem, Severity

_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO


@dataclass(frozen=True, slots=True)
class Entry:
    severity: Severity
    indonesian: str
    english: str


CATALOGUE: dict[str, Entry] = {
    # --- where and who
    "region-ambiguous": Entry(
        _E,
        "“{value}” dapat berarti {candidates}. Tulis lengkap, misalnya “Kab.” atau “Kota”, atau isi kodenya.",
        "“{value}” can mean {candidates}. Write it in full, for example “Kab.” or “Kota”, or fill in the code.",
    ),
    "region-unknown": Entry(
        _E,
        "Daerah “{value}” tidak dikenal. Periksa ejaan nama atau kode wilayahnya.",
        "The region “{value}” is not known. Check the spelling of its name or its code.",
    ),
    "region-missing": Entry(
        _E,
        "Baris ini berisi angka tetapi tidak menyebut pemberi hibah. Isi nama atau kode daerahnya.",
        "This row holds figures but names no grantor. Fill in the region's name or code.",
    ),
    "row-of-many": Entry(
        _E,
        "Baris ini menjumlahkan {value} daerah, bukan satu NPHD, jadi tidak dibaca. Unggah rinciannya per kabupaten/kota.",
        "This row adds up {value} regions and is not one agreement, so it was not read. Upload the list by regency and city.",
    ),
    "region-code-name-differ": Entry(
        _E,
        "Kode menunjuk {other}, tetapi namanya “{value}”. Perbaiki salah satunya.",
        "The code points to {other}, but the name is “{value}”. Mend one of the two.",
    ),
    "region-name-matched": Entry(
        _W,
        "“{value}” dibaca sebagai {other}. Perbaiki ejaannya bila bukan itu maksudnya.",
        "“{value}” was read as {other}. Mend the spelling if something else is meant.",
    ),
    "region-kind-from-heading": Entry(
        _I,
        "“{value}” dibaca sebagai {other}, sesuai judul kolomnya.",
        "“{value}” was read as {other}, as the column's heading says.",
    ),
    "region-by-sibling": Entry(
        _W,
        "“{value}” dibaca sebagai {other}, karena daerah lain yang bernama sama disebut lengkap di sampingnya. Periksa, dan tulis lengkap bila bukan itu.",
        "“{value}” was read as {other}, because the other region of that name stands beside it by its full name. Check it, and write the full name if it is not.",
    ),
    "rows-unnamed": Entry(
        _E,
        "Baris-baris tabel ini tidak menyebut daerah atau penerimanya, jadi tidak dibaca. Perjelas judul kolom yang menyebutnya.",
        "The rows of this table name no region or grantee, so they were not read. Make clear which column names them.",
    ),
    "months-added-up": Entry(
        _I,
        "Angka tiap periode dijumlahkan menjadi realisasi kumulatif, sesuai baris jumlahnya.",
        "The amounts of each period were added up to running totals, as the total row shows.",
    ),
    "region-code-unknown": Entry(
        _W,
        "Kode wilayah “{value}” tidak dikenal; nama daerah yang dipakai ({other}). Perbaiki kodenya.",
        "The region code “{value}” is not known; the name was used ({other}). Mend the code.",
    ),
    "region-from-unit": Entry(
        _W,
        "Pemberi hibah tidak disebut; dari nama satuan kerja “{value}” dibaca {other}.",
        "No grantor is named; from the unit's name “{value}” it was read as {other}.",
    ),
    "region-unit-differ": Entry(
        _W,
        "“{value}” tampaknya dari daerah lain, sedangkan pemberi hibahnya {other}. Periksa baris ini.",
        "“{value}” seems to be of another region, while the grantor is {other}. Check this row.",
    ),
    "code-lost-zero": Entry(
        _W,
        "Kode {value} kehilangan nol di belakang dan dibaca sebagai {other}. Ubah format sel menjadi Teks.",
        "Code {value} lost its last zero and was read as {other}. Set the cell's format to Text.",
    ),
    "agency-unknown": Entry(
        _E,
        "Penerima hibah “{value}” tidak dikenal. Tulis KPU, Bawaslu, TNI, Polri atau nama satuan kerjanya.",
        "The grantee “{value}” is not known. Write KPU, Bawaslu, TNI, Polri or the unit's name.",
    ),
    "agencies-joined": Entry(
        _E,
        "“{value}” menyebut beberapa penerima sekaligus, jadi jumlahnya tidak dibaca. Tulis satu baris untuk tiap penerima.",
        "“{value}” names several grantees at once, so its amount was not read. Write one row for each grantee.",
    ),
    "agencies-joined-columns": Entry(
        _W,
        "Kolom “{value}” menggabungkan beberapa penerima, jadi TIDAK dibaca. Buat kolom untuk tiap penerima.",
        "The column “{value}” joins several grantees, so it was NOT read. Make a column for each grantee.",
    ),
    "agency-missing": Entry(
        _E,
        "Baris ini berisi angka tetapi tidak menyebut penerima hibah. Isi KPU, Bawaslu, TNI atau Polri.",
        "This row holds figures but names no grantee. Fill in KPU, Bawaslu, TNI or Polri.",
    ),
    "agency-unit-differ": Entry(
        _E,
        "Satuan kerja “{value}” bukan bagian dari {other}. Perbaiki salah satunya.",
        "The unit “{value}” does not belong to {other}. Mend one of the two.",
    ),
    "unit-unnamed": Entry(
        _E,
        "Untuk {other} ada beberapa satuan kerja ({candidates}). Sebutkan satuan kerja yang dimaksud.",
        "{other} has several units ({candidates}). Name the one that is meant.",
    ),
    "unit-unnamed-stands": Entry(
        _W,
        "Sudah ada angka {other} tanpa nama satuan kerja; setelah impor ini angka lama itu tidak lagi dijumlahkan.",
        "Figures of {other} without a unit's name are already stored; after this import they are no longer summed.",
    ),
    "outside-scope": Entry(
        _E,
        "Baris ini tentang {other}, di luar wilayah atau lembaga Anda, jadi tidak diambil. Hapus dari lembar Anda, atau minta yang berwenang mengunggahnya.",
        "This row is about {other}, outside your regions or agencies, so it is not taken. Remove it from your sheet, or ask whoever is in charge of it to upload it.",
    ),
    # --- amounts
    "not-a-number": Entry(
        _E,
        "“{value}” bukan angka. Ketik jumlahnya dengan angka saja.",
        "“{value}” is not a number. Type the amount in digits.",
    ),
    "amount-too-large": Entry(
        _E,
        "“{value}” terlalu besar untuk sebuah hibah. Periksa jumlah nol dan satuannya.",
        "“{value}” is too large for a grant. Check its zeros and its unit.",
    ),
    "number-ambiguous": Entry(
        _E,
        "“{value}” dapat dibaca dua macam. Ketik rupiah penuh, misalnya 45.434.000.000.",
        "“{value}” can be read in two ways. Type full rupiah, for example 45.434.000.000.",
    ),
    "negative": Entry(
        _E,
        "Jumlah {value} bernilai negatif. Periksa tanda atau rumusnya.",
        "The amount {value} is negative. Check its sign or its formula.",
    ),
    "nil-read-as-zero": Entry(_I, "“{value}” dibaca sebagai nol.", "“{value}” was read as zero."),
    "dash-read-as-zero": Entry(
        _I, "Tanda “{value}” dibaca sebagai nol.", "The sign “{value}” was read as zero."
    ),
    "no-report-words": Entry(
        _I,
        "“{value}” dibaca sebagai belum ada laporan, bukan nol.",
        "“{value}” was read as no report, not as zero.",
    ),
    "state-read-as-zero": Entry(
        _W,
        "“{value}” dibaca sebagai nol rupiah. Ketik jumlahnya bila bukan itu maksudnya.",
        "“{value}” was read as zero rupiah. Type the amount if something else is meant.",
    ),
    "state-read-as-full": Entry(
        _W,
        "“{value}” dibaca sebagai seluruh nilai NPHD, {other}. Ketik jumlahnya bila bukan itu maksudnya.",
        "“{value}” was read as the whole agreement value, {other}. Type the amount if something else is meant.",
    ),
    "cell-error": Entry(
        _E,
        "Sel ini berisi kesalahan {value}. Perbaiki rumusnya, lalu simpan lagi.",
        "This cell holds the error {value}. Mend its formula and save again.",
    ),
    "formula-evaluated": Entry(
        _W,
        "Rumus {value} belum punya hasil tersimpan; dihitung di sini menjadi {other}.",
        "The formula {value} had no saved result; it was computed here as {other}.",
    ),
    "formula-not-calculated": Entry(
        _E,
        "Rumus {value} belum punya hasil tersimpan. Buka di Excel, simpan, lalu unggah lagi.",
        "The formula {value} has no saved result. Open it in Excel, save, then upload again.",
    ),
    # --- dates
    "date-missing": Entry(
        _E,
        "Tanggal posisi tidak ditemukan. {other}, atau pilih tanggalnya saat mengunggah.",
        "No position date was found. {other}, or give the date when uploading.",
    ),
    "row-date-missing": Entry(
        _E, "Tanggal baris ini kosong. Isi tanggalnya.", "This row's date is empty. Fill it in."
    ),
    "not-a-date": Entry(
        _E,
        "“{value}” bukan tanggal. Tulis misalnya 31-07-2024.",
        "“{value}” is not a date. Write for example 31-07-2024.",
    ),
    "date-year-missing": Entry(
        _E,
        "Tanggal “{value}” tidak menyebut tahun. Lengkapi tahunnya.",
        "The date “{value}” names no year. Add the year.",
    ),
    "date-out-of-range": Entry(
        _E,
        "Tanggal {value} tidak mungkin: sebelum 2015 atau setelah hari ini. Perbaiki tanggalnya.",
        "The date {value} cannot be: before 2015 or after today. Mend the date.",
    ),
    "date-overridden": Entry(
        _W,
        "Lembar menyebut posisi {value}, tetapi dipakai {other} sesuai jawaban Anda.",
        "The sheet says {value}, but {other} was used as you answered.",
    ),
    "date-assumed": Entry(
        _W,
        "Kolom “{value}” dibaca sebagai tanggal posisi.",
        "The column “{value}” was read as the position date.",
    ),
    "date-from-name": Entry(
        _I,
        "Tanggal posisi {other} diambil dari nama “{value}”.",
        "The position date {other} was taken from the name “{value}”.",
    ),
    "date-from-note": Entry(
        _I,
        "Tanggal posisi {other} diambil dari catatan di bawah tabel: “{value}”.",
        "The position date {other} was taken from the note below the table: “{value}”.",
    ),
    "date-signed": Entry(
        _I,
        "“{value}” adalah tanggal tanda tangan, jadi tidak dianggap tanggal posisi. Isi {other} sebagai tanggal posisi bila memang itu.",
        "“{value}” is the date of a signature, so it was not taken for the position date. Fill in {other} as the position date if it is.",
    ),
    # --- arithmetic
    "over-disbursed": Entry(
        _W,
        "Pencairan {value} melebihi nilai NPHD {other}. Periksa keduanya.",
        "Disbursement {value} exceeds the agreement value {other}. Check both.",
    ),
    "spent-over-received": Entry(
        _W,
        "Belanja {value} melebihi dana yang diterima {other}. Periksa keduanya.",
        "Spending {value} exceeds what was received, {other}. Check both.",
    ),
    "typed-percent-differs": Entry(
        _W,
        "Persentase tertulis {value}, menurut angkanya {other}. Angka yang dipakai.",
        "The percentage says {value}, the amounts say {other}. The amounts are used.",
    ),
    "remainder-differs": Entry(
        _W,
        "Sisa tertulis {value}, menurut angkanya {other} (selisih {difference}). Angka yang dipakai.",
        "The remainder says {value}, the amounts say {other} (difference {difference}). The amounts are used.",
    ),
    "total-differs": Entry(
        _W,
        "Jumlah tertulis {value}, sedangkan baris-barisnya {other} (selisih {difference}). Baris yang dipakai.",
        "The total says {value}, its rows add up to {other} (difference {difference}). The rows are used.",
    ),
    "parts-differ": Entry(
        _W,
        "Total tertulis {value}, bagian-bagiannya {other} (selisih {difference}). Total yang dipakai.",
        "The stated total is {value}, its parts add up to {other} (difference {difference}). The total is used.",
    ),
    "parties-differ": Entry(
        _W,
        "Pihak lain mencatat {value} untuk transfer yang tertulis {other} (selisih {difference}). Yang dipakai {other}.",
        "The other party records {value} for the transfer stated as {other} (difference {difference}). {other} is used.",
    ),
    "running-total-fell": Entry(
        _W,
        "Angka kumulatif turun dari {other} menjadi {value}. Periksa apakah ini koreksi.",
        "A running total fell from {other} to {value}. Check whether this is a correction.",
    ),
    "register-differs": Entry(
        _W,
        "Posisi {value}, sedangkan transfer yang tercatat sampai tanggal itu {other} (selisih {difference}). Posisi yang dipakai.",
        "The position is {value}, the transfers on record up to its date add up to {other} (difference {difference}). The position is used.",
    ),
    "magnitude-jump": Entry(
        _W,
        "Angka berubah dari {other} menjadi {value}, sekitar seribu kali. Periksa satuan (ribuan/jutaan).",
        "The figure went from {other} to {value}, about a thousandfold. Check the unit (thousands/millions).",
    ),
    # --- how columns were understood
    "measure-assumed": Entry(
        _W,
        "Kolom “{value}” dibaca sebagai {other}. Ubah judulnya bila bukan itu maksudnya.",
        "The column “{value}” was read as {other}. Change its heading if something else is meant.",
    ),
    "measure-by-row": Entry(
        _I,
        "Kolom “{value}” dibaca baris demi baris menurut kolom “{other}”: penerimaan, pengeluaran atau pengembalian.",
        "The column “{value}” was read row by row as the column “{other}” says: received, spent or returned.",
    ),
    "column-matched": Entry(
        _W,
        "Judul “{value}” dibaca sebagai “{other}”. Perbaiki ejaannya bila bukan itu maksudnya.",
        "The heading “{value}” was read as “{other}”. Mend the spelling if something else is meant.",
    ),
    "column-ignored": Entry(
        _I,
        "Kolom “{value}” berisi angka tetapi tidak dikenal, jadi tidak dibaca.",
        "The column “{value}” holds numbers but is not known, so it was not read.",
    ),
    "money-ignored": Entry(
        _W,
        "Kolom “{value}” berisi jumlah uang tetapi judulnya tidak dikenal, jadi TIDAK dibaca. Perjelas judulnya, misalnya “Nilai NPHD” atau “Pencairan”.",
        "The column “{value}” holds amounts but its heading is not known, so it was NOT read. Make the heading clear, for example “Nilai NPHD” or “Pencairan”.",
    ),
    "plan-not-read": Entry(
        _I,
        "Kolom “{value}” berisi rencana, bukan realisasi, jadi tidak dibaca.",
        "The column “{value}” holds a plan, not what happened, so it was not read.",
    ),
    "goods-not-read": Entry(
        _W,
        "“{value}” adalah hibah barang, bukan uang, jadi tidak dibaca.",
        "“{value}” is a grant of goods, not of money, so it was not read.",
    ),
    "columns-conflict": Entry(
        _E,
        "Kolom “{value}” dan kolom {other} berarti sama tetapi angkanya berbeda, jadi keduanya tidak dibaca. Perjelas judulnya.",
        "The column “{value}” and column {other} mean the same but their figures differ, so neither was read. Make the headings clear.",
    ),
    "unit-of-money-missing": Entry(
        _E,
        "Angka terbesar di tabel ini hanya {value}; satuannya (ribuan atau jutaan) tampaknya tidak disebut. Tulis misalnya “(dalam jutaan rupiah)” di atas tabel.",
        "The largest figure of this table is only {value}; its unit (thousands or millions) seems not to be stated. Write for example “(dalam jutaan rupiah)” above the table.",
    ),
    "unit-of-column-missing": Entry(
        _E,
        "Angka terbesar di kolom “{value}” hanya {other}, padahal kolom lain menyebut satuannya. Tulis satuan kolom ini di judulnya, misalnya “(Rp juta)” atau “(Rp penuh)”.",
        "The largest figure of the column “{value}” is only {other}, while other columns state their unit. Write this column's unit in its heading, for example “(Rp juta)” or “(Rp penuh)”.",
    ),
    "below-total": Entry(
        _W,
        "Baris di bawah jumlah (“{value}”) tidak dibaca. Pindahkan ke dalam tabel bila memang NPHD.",
        "A row below the total (“{value}”) was not read. Move it into the table if it is an agreement.",
    ),
    "example-sheet": Entry(
        _I,
        "Lembar “{value}” adalah contoh atau petunjuk, jadi tidak dibaca.",
        "The sheet “{value}” is an example or instructions, so it was not read.",
    ),
    "column-doubled": Entry(
        _W,
        "Kolom “{value}” berarti sama dengan kolom {other}; hanya kolom {other} yang dibaca.",
        "The column “{value}” means the same as column {other}; only column {other} was read.",
    ),
    "addendum-ambiguous": Entry(
        _E,
        "“{value}”: nilai baru setelah addendum atau tambahannya? Tambahkan kolom “Nilai setelah Addendum”.",
        "“{value}”: the new value after the addendum, or the addition? Add a column “Nilai setelah Addendum”.",
    ),
    "addendum-none": Entry(
        _W,
        "“{value}” berisi nol, jadi dibaca sebagai tidak ada addendum dan nilai awalnya tetap berlaku. Isi nilainya bila addendum itu ada.",
        "“{value}” holds zero, so it was read as no addendum and the original value stands. Fill in the value if there is one.",
    ),
    "unit-of-column": Entry(
        _I,
        "Kolom “{value}” dibaca dalam satuan {other}.",
        "The column “{value}” was read in units of {other}.",
    ),
    "unit-of-money": Entry(
        _I,
        "Angka di lembar ini dibaca dalam satuan {value}: 1 berarti {other}.",
        "The numbers of this sheet were read in units of {value}: 1 means {other}.",
    ),
    # --- rows and sheets
    "conflicting-duplicate": Entry(
        _E,
        "Baris {other} sudah menyebut angka lain untuk NPHD dan tanggal yang sama. Hapus salah satunya.",
        "Row {other} already gives another figure for the same agreement and date. Delete one of the two.",
    ),
    "grantee-filled-down": Entry(
        _I,
        "Sel penerima kosong, jadi baris ini dibaca sebagai lanjutan “{other}” di atasnya. Isi penerimanya bila bukan.",
        "The grantee's cell is empty, so this row was read as going on with “{other}” above it. Fill in the grantee if it is another.",
    ),
    "table-of-sums": Entry(
        _I,
        "Tabel ini hanya menjumlahkan tabel lain di berkas ini, jadi tidak dibaca sebagai angka tersendiri.",
        "This table only adds up another one of this file, so it was not read as figures of its own.",
    ),
    "repeated-row": Entry(
        _I,
        "Baris ini mengulang angka baris {other}; dihitung sekali.",
        "This row repeats the figures of row {other}; they count once.",
    ),
    "movement-repeated": Entry(
        _W,
        "Transfer tanpa nomor dengan tanggal dan jumlah yang sama sudah ada ({other}); dihitung sekali. Isi nomor dokumennya bila ini transfer lain.",
        "A transfer without a number, of the same date and amount, is already there ({other}); it counts once. Fill in its document number if it is another.",
    ),
    "hidden-row": Entry(
        _W,
        "Baris {value} tersembunyi dan tetap dibaca.",
        "Row {value} is hidden and was read all the same.",
    ),
    "hidden-column": Entry(
        _W,
        "Kolom {value} tersembunyi dan tetap dibaca.",
        "Column {value} is hidden and was read all the same.",
    ),
    "hidden-sheet": Entry(
        _W,
        "Lembar “{value}” tersembunyi dan tidak dibaca. Tampilkan lembar itu bila perlu dibaca.",
        "The sheet “{value}” is hidden and was not read. Unhide it if it is to be read.",
    ),
    "sheet-without-table": Entry(
        _I,
        "Di lembar “{value}” tidak ditemukan tabel NPHD, jadi tidak dibaca.",
        "No NPHD table was found on the sheet “{value}”, so it was not read.",
    ),
    "example-row": Entry(_I, "Baris contoh tidak dibaca.", "The example row was not read."),
    "no-table": Entry(
        _E,
        "Tidak ditemukan tabel NPHD di berkas ini: perlu baris judul seperti Pemda, Penerima Hibah dan Nilai NPHD. Periksa isinya atau pakai lembar isian kosong.",
        "No NPHD table was found in this file: it needs headings such as Pemda, Penerima Hibah and Nilai NPHD. Check its content or use the blank sheet.",
    ),
    "no-such-sheet": Entry(
        _E,
        "Lembar “{value}” tidak ada di berkas ini. Yang ada: {other}.",
        "There is no sheet “{value}” in this file. There are: {other}.",
    ),
    "no-figures": Entry(
        _E,
        "Tabel ditemukan, tetapi belum ada satu angka pun di dalamnya. Isi angkanya, lalu unggah lagi.",
        "A table was found, but there is not a single figure in it. Fill in the figures and upload again.",
    ),
    "has-macro": Entry(
        _I,
        "Berkas ini berisi makro; makro tidak dijalankan.",
        "This file holds a macro; it was not run.",
    ),
    "errors-invisible": Entry(
        _W,
        "Dalam format .xlsb, sel yang salah rumus tidak dapat dibedakan dari sel kosong. Simpan sebagai .xlsx bila ragu.",
        "In the .xlsb format, error cells cannot be told from empty ones. Save as .xlsx when in doubt.",
    ),
    "external-links": Entry(
        _W,
        "Berkas ini mengambil angka dari berkas lain; yang dibaca adalah hasil yang tersimpan.",
        "This file takes numbers from other files; the saved results were read.",
    ),
    # --- the sheet Tindak Lanjut of our own summary
    "follow-up-sheet-changed": Entry(
        _W,
        "Lembar Tindak Lanjut tidak dibaca: kolom Kode Wilayah, Lembaga, Penyebab atau Status tidak ada lagi. "
        "Unduh ringkasan sekali lagi dan isi di sana.",
        "The sheet Tindak Lanjut was not read: its column Kode Wilayah, Lembaga, Penyebab or Status is gone. "
        "Download the summary once more and fill it in there.",
    ),
    "follow-up-region-unknown": Entry(
        _E,
        "Kode wilayah “{value}” tidak dikenal. Isi seperti pada baris lain, misalnya 53.09.",
        "The region code “{value}” is not known. Write it as on other rows, for example 53.09.",
    ),
    "follow-up-cause-missing": Entry(
        _E,
        "Penyebabnya belum dipilih. Pilih salah satu dari daftar di sel ini.",
        "The cause was not chosen. Choose one from the list in this cell.",
    ),
    "follow-up-cause-unknown": Entry(
        _E,
        "Penyebab “{value}” tidak dikenal. Pilih salah satu dari daftar di sel ini, misalnya Lainnya.",
        "The cause “{value}” is not known. Choose one from the list in this cell, for example Other.",
    ),
    "follow-up-due-unreadable": Entry(
        _E,
        "Tenggat “{value}” bukan tanggal. Tulis seperti 15-08-2024.",
        "The due date “{value}” is not a date. Write it like 15-08-2024.",
    ),
    "follow-up-state-unknown": Entry(
        _E,
        "Status “{value}” tidak dikenal. Pilih Terbuka, Ditepati atau Ditutup.",
        "The status “{value}” is not known. Choose Open, Kept or Closed.",
    ),
    "follow-up-unknown": Entry(
        _E,
        "Tidak ada tindak lanjut nomor “{value}” untuk NPHD ini. Jangan mengubah kolom No; "
        "untuk yang baru, kosongkan.",
        "There is no follow-up number “{value}” for this agreement. Leave the column No as it is; "
        "for a new one, leave it empty.",
    ),
    "follow-up-no-agreement": Entry(
        _E,
        "NPHD “{value}” tidak ditemukan. Periksa kode wilayah, lembaga dan satuan kerja baris ini.",
        "The agreement “{value}” was not found. Check the region code, agency and unit of this row.",
    ),
    "follow-up-not-needed": Entry(
        _E,
        "NPHD “{value}” sudah 100% atau selesai, jadi tidak perlu tindak lanjut. Kosongkan baris ini.",
        "The agreement “{value}” is at 100% or closed: there is nothing to follow up. Empty this row.",
    ),
    "follow-up-exists": Entry(
        _E,
        "NPHD “{value}” sudah mempunyai tindak lanjut terbuka (nomor {other}), dibuka sesudah berkas ini diunduh. "
        "Ubah di sana, atau unduh ringkasan sekali lagi.",
        "The agreement “{value}” already has an open follow-up (number {other}), opened after this file was "
        "downloaded. Change it there, or download the summary once more.",
    ),
    "follow-up-closed": Entry(
        _E,
        "Tindak lanjut nomor {value} sudah selesai, jadi tidak diubah dari berkas. Bila perlu, buka lagi di halamannya.",
        "Follow-up number {value} is closed, so a file does not change it. Open it again on its page if need be.",
    ),
    "follow-up-changed-meanwhile": Entry(
        _E,
        "Tindak lanjut nomor {value} diubah di halamannya sesudah berkas ini diunduh; kini: {other}. "
        "Tidak ditimpa: ubah di halamannya, atau unduh ringkasan sekali lagi.",
        "Follow-up number {value} was changed on its page after this file was downloaded; it now says: {other}. "
        "It is not overwritten: change it on its page, or download the summary once more.",
    ),
    "follow-up-twice": Entry(
        _E,
        "Baris ini menyebut tindak lanjut atau NPHD yang sama dengan {other}. Sisakan satu.",
        "This row is about the same follow-up or agreement as {other}. Keep one of them.",
    ),
    "summary-edited": Entry(
        _I,
        "Ringkasan buatan aplikasi ini: hanya angka dan tindak lanjut yang Anda ubah yang diimpor.",
        "A summary made by this application: only figures and follow-ups that you changed are imported.",
    ),
}


@dataclass(frozen=True, slots=True)
class Words:
    """A detail that reads differently in the two languages."""

    indonesian: str
    english: str


def make_problem(
    code: str, sheet: str, cell: str, value: object = "", **details: object
) -> Problem:
    """A problem of the catalogue at a cell. Unknown codes are a programming error (KeyError)."""
    entry = CATALOGUE[code]
    shown = {"value": "" if value is None else value, **details}
    indonesian = {name: _shorten(one, "id") for name, one in shown.items()}
    english = {name: _shorten(one, "en") for name, one in shown.items()}
    differs = indonesian["value"] != english["value"]
    return Problem(
        severity=entry.severity,
        code=code,
        sheet=sheet,
        cell=cell,
        value=indonesian["value"],
        indonesian=entry.indonesian.format_map(indonesian),
        english=entry.english.format_map(english),
        value_english=english["value"] if differs else "",
    )


def number_words(sen: int) -> Words:
    """An amount without its Rp, in each language."""
    return Words(format_number(sen, "id"), format_number(sen, "en"))


def code_words(value: object) -> object:
    """What stands in a cell of codes, dates or names: digits there are not grouped."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        return value
    return Words(show_number(value, "id", is_code=True), show_number(value, "en", is_code=True))


def miss_date(sheet: str, cell: str) -> Problem:
    """No position date; with the ``cell`` where the sheet itself asks for it, if it does."""
    fill_in = Words(
        "Isi di sel ini, misalnya 31/07/2024", "Fill it in at this cell, like 31/07/2024"
    )
    write = Words(
        "Tulis misalnya “Posisi: 1 Agustus 2024” di atas tabel",
        "Write for example “Posisi: 1 Agustus 2024” above the table",
    )
    return make_problem("date-missing", sheet, cell, other=fill_in if cell else write)


def _shorten(value: object, language: str) -> str:
    if isinstance(value, Words):
        return value.english if language == "en" else value.indonesian
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return show_number(value, language)
    text = str(value)
    return text if len(text) <= 120 else text[:117] + "..."
