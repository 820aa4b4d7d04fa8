"""Why a file is not opened: one sentence a reason, in Indonesian and English.

The rule: a sentence names what the file is or what is wrong with it, then what to do, in words of
Excel, never of programmers. Several reasons may share a code; the code is what machines keep to.
"""

from nphd_tracker.errors import FileRefusedError

_SAVE_ID = "buka di Excel, pilih Simpan Sebagai (.xlsx), lalu unggah hasilnya"
_SAVE_EN = "open it in Excel, choose Save As (.xlsx), and upload the result"

REASONS: dict[str, tuple[str, str, str]] = {
    "empty": (
        "empty-file",
        "Berkas ini kosong (0 byte); simpan atau unduh ulang dari asalnya, lalu unggah lagi.",
        "This file is empty (0 bytes); save or download it again from its origin, then upload it.",
    ),
    "missing": (
        "damaged-file",
        "Berkas ini tidak dapat dibuka; pastikan berkasnya masih ada dan boleh dibaca.",
        "This file cannot be opened; check that it still exists and may be read.",
    ),
    "picture": (
        "not-a-spreadsheet",
        "Berkas ini gambar, bukan lembar kerja; mintalah berkas Excel aslinya.",
        "This file is a picture, not a spreadsheet; ask for the original Excel file.",
    ),
    "pdf": (
        "not-a-spreadsheet",
        "Berkas ini PDF, bukan lembar kerja; mintalah berkas Excel aslinya.",
        "This file is a PDF, not a spreadsheet; ask for the original Excel file.",
    ),
    "word": (
        "not-a-spreadsheet",
        "Berkas ini dokumen Word; salin tabelnya ke lembar Excel, simpan .xlsx, lalu unggah.",
        "This file is a Word document; copy its table into an Excel sheet, save it as .xlsx.",
    ),
    "presentation": (
        "not-a-spreadsheet",
        "Berkas ini presentasi; salin tabelnya ke lembar Excel, simpan .xlsx, lalu unggah.",
        "This file is a presentation; copy its table into an Excel sheet, save it as .xlsx.",
    ),
    "archive": (
        "not-a-spreadsheet",
        "Berkas ini arsip (zip/rar); ekstrak dahulu, lalu unggah lembar kerja di dalamnya.",
        "This file is an archive (zip/rar); extract it first, then upload the spreadsheets inside.",
    ),
    "html": (
        "not-a-spreadsheet",
        f"Berkas ini halaman web (HTML) yang dinamai Excel; {_SAVE_ID}.",
        f"This file is a web page (HTML) named like Excel; {_SAVE_EN}.",
    ),
    "text": (
        "not-a-spreadsheet",
        "Isi berkas ini teks biasa (CSV) tetapi namanya lain; ubah akhiran namanya menjadi .csv, "
        "lalu unggah lagi.",
        "This file holds plain text (CSV) under another name; change the end of its name to .csv, "
        "then upload it again.",
    ),
    "unknown": (
        "not-a-spreadsheet",
        "Berkas ini bukan lembar kerja; unggah berkas .xlsx, .xlsm, .xls, .xlsb, .ods atau .csv.",
        "This file is not a spreadsheet; upload a .xlsx, .xlsm, .xls, .xlsb, .ods or .csv file.",
    ),
    "old-excel": (
        "unsupported-format",
        f"Berkas ini dari Excel yang terlalu lama; {_SAVE_ID}.",
        f"This file comes from an Excel that is too old; {_SAVE_EN}.",
    ),
    "xml-spreadsheet": (
        "unsupported-format",
        f"Berkas ini lembar kerja XML 2003; {_SAVE_ID}.",
        f"This file is an XML 2003 spreadsheet; {_SAVE_EN}.",
    ),
    "numbers": (
        "unsupported-format",
        "Berkas ini dari Apple Numbers; pilih Ekspor ke Excel (.xlsx), lalu unggah hasilnya.",
        "This file comes from Apple Numbers; export it to Excel (.xlsx) and upload the result.",
    ),
    "packing": (
        "unsupported-format",
        f"Isi berkas ini dimampatkan dengan cara yang tidak dipakai Excel; {_SAVE_ID}.",
        f"This file is compressed in a way that Excel does not use; {_SAVE_EN}.",
    ),
    "encrypted": (
        "encrypted-file",
        "Berkas ini dikunci kata sandi; buka di Excel, hapus kata sandinya "
        "(File > Info > Protect Workbook), simpan, lalu unggah lagi.",
        "This file is locked by a password; open it in Excel, remove the password "
        "(File > Info > Protect Workbook), save, and upload it again.",
    ),
    "damaged": (
        "damaged-file",
        "Berkas ini rusak atau terpotong; salin atau unduh ulang dari asalnya, atau buka di Excel, "
        "perbaiki, dan simpan sebagai .xlsx baru.",
        "This file is damaged or cut off; copy or download it again, or open it in Excel, repair "
        "it, and save it as a new .xlsx.",
    ),
    "no-sheet": (
        "no-sheet",
        "Buku kerja ini tidak memuat lembar data; pilih berkas yang memuat tabelnya.",
        "This workbook holds no data sheet; choose the file that holds the table.",
    ),
    "too-large": (
        "too-large",
        "Berkas ini terlalu besar untuk dibaca; salin hanya tabelnya ke buku kerja baru, "
        "simpan sebagai .xlsx, lalu unggah.",
        "This file is too large to be read; copy only the table into a new workbook, save it as "
        ".xlsx, and upload that.",
    ),
    "far-cells": (
        "too-large",
        "Lembar '{sheet}' berisi sel yang sangat jauh ({cell}) dari tabelnya; hapus baris dan "
        "kolom di luar tabel, simpan, lalu unggah lagi.",
        "Sheet '{sheet}' has a cell very far away ({cell}) from its table; delete the rows and "
        "columns outside the table, save, and upload it again.",
    ),
    "hostile": (
        "hostile-file",
        "Susunan berkas ini tidak wajar dan mungkin berbahaya, jadi tidak dibuka; salin tabelnya "
        "ke buku kerja baru, simpan sebagai .xlsx, lalu unggah.",
        "This file is built in an unusual and possibly harmful way, so it was not opened; copy "
        "its table into a new workbook, save it as .xlsx, and upload that.",
    ),
    "reader-failed": (
        "reader-failed",
        "Berkas ini tidak berhasil dibaca; salin tabelnya ke buku kerja baru, simpan sebagai "
        ".xlsx, lalu unggah.",
        "This file could not be read; copy its table into a new workbook, save it as .xlsx, and "
        "upload that.",
    ),
    "reader-timeout": (
        "reader-timeout",
        "Membaca berkas ini terlalu lama dan dihentikan; salin hanya tabelnya ke buku kerja baru, "
        "simpan sebagai .xlsx, lalu unggah.",
        "Reading this file took too long and was stopped; copy only the table into a new "
        "workbook, save it as .xlsx, and upload that.",
    ),
}


def refusal(reason: str, **names: str) -> FileRefusedError:
    """The error for a reason of the table; ``names`` fill its braces."""
    code, indonesian, english = REASONS[reason]
    return FileRefusedError(code, indonesian.format(**names), english.format(**names))
