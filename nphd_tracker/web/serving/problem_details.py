"""What went wrong, for a program: application/problem+json (RFC 9457), in the language it accepts.

``title`` says what kind of thing it is, ``detail`` what to do about this one, ``type`` leads to the
page that explains the status. What is wrong with single fields stands in ``errors``.
"""

import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from flask import Response
from werkzeug.exceptions import HTTPException

from nphd_tracker.errors import ConflictError, NotFoundError, TrackerError, UnavailableError
from nphd_tracker.web.serving.addresses import challenge
from nphd_tracker.web.serving.language import current_language
from nphd_tracker.web.serving.often import seconds_to_wait

MIMETYPE = "application/problem+json"


class Words(NamedTuple):
    """A title and what to do, in Indonesian and in English."""

    title_id: str
    title_en: str
    detail_id: str
    detail_en: str


PROBLEMS = {
    400: Words(
        "Permintaan tidak dapat dibaca",
        "The request cannot be read",
        "Isinya bukan JSON atau formulir yang lengkap. Periksa lalu kirim lagi.",
        "Its body is not complete JSON or a complete form. Check it and send it again.",
    ),
    401: Words(
        "Token diperlukan",
        "A token is needed",
        "Kirim token yang masih berlaku pada kepala Authorization: Bearer.",
        "Send a valid token in the header Authorization: Bearer.",
    ),
    403: Words(
        "Token ini tidak boleh melakukannya",
        "This token may not do this",
        "Buat token dengan izin yang diperlukan, atau minta peran yang sesuai kepada pengelola.",
        "Create a token with the permission needed, or ask the administrator for the role.",
    ),
    404: Words(
        "Tidak ditemukan",
        "Not found",
        "Alamat atau nomornya tidak ada. Daftar alamat ada di /api/v1/openapi.json.",
        "There is no such address or number. The addresses are listed in /api/v1/openapi.json.",
    ),
    405: Words(
        "Cara ini tidak berlaku di alamat ini",
        "This method does not apply here",
        "Pakai salah satu cara pada kepala Allow.",
        "Use one of the methods in the header Allow.",
    ),
    409: Words(
        "Keadaan sudah berubah",
        "Things have changed meanwhile",
        "Ambil lagi keadaan yang sekarang, lalu putuskan.",
        "Ask again how things stand now, then decide.",
    ),
    412: Words(
        "Sudah diubah orang lain",
        "Changed by someone else meanwhile",
        "Ambil lagi tindak lanjutnya, lalu kirim perubahan dengan If-Match yang baru.",
        "Get the follow-up again, then send the change with the new If-Match.",
    ),
    413: Words(
        "Kiriman terlalu besar",
        "The request is too large",
        "Kirim satu berkas yang lebih kecil; hapus gambar dari lembar kerja.",
        "Send one smaller file; remove pictures from the workbook.",
    ),
    415: Words(
        "Jenis isi tidak didukung",
        "This type of content is not supported",
        "Kirim application/json, dan berkas sebagai multipart/form-data.",
        "Send application/json, and files as multipart/form-data.",
    ),
    422: Words(
        "Isian tidak dapat dipakai",
        "The values cannot be used",
        "Perbaiki isian yang disebut di errors, lalu kirim lagi.",
        "Mend the values named in errors and send them again.",
    ),
    428: Words(
        "If-Match diperlukan",
        "If-Match is needed",
        "Kirim ETag dari jawaban terakhir pada kepala If-Match.",
        "Send the ETag of the last answer in the header If-Match.",
    ),
    429: Words(
        "Terlalu banyak permintaan",
        "Too many requests",
        "Tunggu sebanyak detik pada kepala Retry-After, lalu coba lagi.",
        "Wait for the seconds in the header Retry-After, then try again.",
    ),
    500: Words(
        "Terjadi kesalahan pada sistem",
        "Something went wrong on our side",
        "Data tidak berubah. Coba lagi; bila berulang, beri tahu pengelola jam kejadiannya.",
        "No data was changed. Try again; if it repeats, tell the administrator when it happened.",
    ),
    503: Words(
        "Sistem sedang tidak dapat melayani",
        "The system cannot answer just now",
        "Data tidak berubah. Coba lagi sebentar lagi.",
        "No data was changed. Try again in a moment.",
    ),
}

_FIELD_WORDS = (
    (r"Missing data for required field\.", "Wajib diisi."),
    (r"Field may not be null\.", "Tidak boleh null."),
    (r"Unknown field\.", "Isian ini tidak dikenal."),
    (r"Must be one of: (.+)\.", r"Harus salah satu dari: \1."),
    (r"Must be greater than or equal to (.+)\.", r"Paling sedikit \1."),
    (r"Must be greater than (.+)\.", r"Harus lebih dari \1."),
    (r"Must be less than or equal to (.+)\.", r"Paling banyak \1."),
    (r"Must be between (.+) and (.+)\.", r"Harus antara \1 dan \2."),
    (r"Longer than maximum length (.+)\.", r"Paling panjang \1 tanda."),
    (r"Shorter than minimum length (.+)\.", r"Paling pendek \1 tanda."),
    (r"Not a valid date\.", "Bukan tanggal; tulis seperti 2024-08-01."),
    (r"Not a valid (integer|number|float)\.", "Bukan angka."),
    (r"Not a valid file\.", "Bukan berkas."),
    (r"Not a valid string\.", "Bukan teks."),
    (r"Not a valid boolean\.", "Harus true atau false."),
    (r"Invalid JSON body\.", "Isinya bukan JSON."),
)


def answer(
    status: int,
    detail: str = "",
    *,
    errors: Mapping[str, Any] | None = None,
    more: Mapping[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """One problem; ``detail`` "" takes what is generally to be done about this status."""
    words = PROBLEMS.get(status) or PROBLEMS[400 if status < 500 else 500]
    is_english = current_language() == "en"
    document = {
        "type": f"/docs/api#{status}",
        "title": words.title_en if is_english else words.title_id,
        "status": status,
        "detail": detail or (words.detail_en if is_english else words.detail_id),
        **({"errors": errors} if errors else {}),
        **(more or {}),
    }
    response = Response(json.dumps(document, ensure_ascii=False), status, mimetype=MIMETYPE)
    response.headers.extend(headers or {})
    if status == 401:
        response.headers["WWW-Authenticate"] = challenge()
    return response


def of_tracker_error(error: TrackerError) -> Response:
    status = 422
    if isinstance(error, NotFoundError):
        status = 404
    elif isinstance(error, ConflictError):
        status = 409
    return answer(status, error.message(current_language()))


def of_unavailable(error: UnavailableError, seconds: int) -> Response:
    """The database is locked, full or gone: worth trying again after so many seconds."""
    detail = error.message(current_language())
    return answer(503, detail, headers={"Retry-After": str(seconds)})


def of_http_error(error: HTTPException) -> Response:
    """What Flask or the parser of arguments refused, with its fields and its headers."""
    said = getattr(error, "data", None) or {}
    headers = {
        name: value for name, value in error.get_headers() if name in ("Allow", "Retry-After")
    }
    if error.code == 429:
        headers.setdefault("Retry-After", str(seconds_to_wait()))
    return answer(error.code or 500, errors=_by_field(said.get("messages", {})), headers=headers)


def _by_field(messages: Mapping[str, Any]) -> dict[str, list[str]]:
    """``{"query": {"page": [..]}}`` -> ``{"page": [..]}``, in the language of the answer."""
    found: dict[str, list[str]] = {}
    for place, said in messages.items():
        fields = said if isinstance(said, Mapping) else {place: said}
        for name, texts in fields.items():
            found.setdefault(str(name), []).extend(_sentences(texts))
    return found


def _sentences(said: Any) -> list[str]:
    """All sentences of one field, also those about the items of a list."""
    if isinstance(said, Mapping):
        return [one for texts in said.values() for one in _sentences(texts)]
    return [_translate(str(text)) for text in (said if isinstance(said, list) else [said])]


def _translate(text: str) -> str:
    if current_language() == "en":
        return text
    for pattern, indonesian in _FIELD_WORDS:
        if re.fullmatch(pattern, text):
            return re.sub(pattern, indonesian, text)
    return text
