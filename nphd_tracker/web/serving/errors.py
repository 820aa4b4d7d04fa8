"""What went wrong, as a plain page in both languages: what happened, what to do. Never a trace."""

import logging
from dataclasses import dataclass

from flask import Flask, Response, make_response, render_template
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import BadRequest, HTTPException, NotFound, RequestTimeout

from nphd_tracker.errors import ConflictError, NotFoundError, TrackerError, UnavailableError
from nphd_tracker.store import explain
from nphd_tracker.store.troubles import is_beyond_any_row, is_unstorable
from nphd_tracker.web.serving import problem_details
from nphd_tracker.web.serving.addresses import is_for_machines
from nphd_tracker.web.serving.database import db
from nphd_tracker.web.serving.logs import request_id

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Trouble:
    """One page: a heading and what to do, in Indonesian and English."""

    heading_id: str
    heading_en: str
    advice_id: str
    advice_en: str


TROUBLES = {
    400: Trouble(
        "Permintaan tidak dapat dibaca",
        "The request cannot be read",
        "Periksa isian atau alamatnya, lalu coba lagi.",
        "Check what was filled in, or the address, and try again.",
    ),
    401: Trouble(
        "Anda belum masuk, atau sesi Anda sudah berakhir",
        "You are not signed in, or your session has ended",
        "Masuk lagi, lalu ulangi. Yang baru saja dikirim tidak tersimpan.",
        "Sign in again and repeat it. What was just sent was not stored.",
    ),
    403: Trouble(
        "Akun Anda tidak berhak melakukan ini",
        "Your account may not do this",
        "Bila pekerjaan Anda memerlukannya, minta admin mengubah peran akun Anda.",
        "If your work needs it, ask an admin to change your account's role.",
    ),
    404: Trouble(
        "Halaman tidak ditemukan",
        "Page not found",
        "Alamatnya mungkin salah ketik, atau datanya sudah tidak ada. Mulai lagi dari dasbor.",
        "The address may be mistyped, or the data is gone. Start again from the dashboard.",
    ),
    409: Trouble(
        "Keadaan sudah berubah",
        "Things have changed meanwhile",
        "Buka lagi halaman sebelumnya dan periksa sebelum menerapkan.",
        "Open the previous page again and check before applying.",
    ),
    405: Trouble(
        "Halaman ini tidak dibuka dengan cara itu",
        "The page is not opened in that way",
        "Buka lagi halaman sebelumnya, lalu pakai tombol yang ada di sana.",
        "Open the previous page again and use the buttons on it.",
    ),
    415: Trouble(
        "Bentuk kirimannya tidak dikenal",
        "What was sent has an unknown form",
        "Isi dan kirim formulir di halamannya. Data tidak berubah.",
        "Fill in and send the form on its page. No data was changed.",
    ),
    413: Trouble(
        "Berkas terlalu besar",
        "The files are too large",
        "Unggah lebih sedikit berkas sekaligus, atau hapus gambar dari lembar kerja.",
        "Upload fewer files at once, or remove pictures from the workbook.",
    ),
    429: Trouble(
        "Terlalu banyak permintaan",
        "Too many requests",
        "Tunggu satu menit, lalu coba lagi. Data tidak berubah.",
        "Wait a minute and try again. No data was changed.",
    ),
    500: Trouble(
        "Terjadi kesalahan pada sistem",
        "Something went wrong on our side",
        "Data tidak berubah. Coba lagi; bila berulang, beri tahu pengelola sistem jam kejadiannya.",
        "No data was changed. Try again; if it repeats, tell the administrator when it happened.",
    ),
    503: Trouble(
        "Untuk sementara tidak dapat dilayani",
        "Not available for the moment",
        "Coba lagi sebentar lagi; bila berulang, beri tahu pengelola sistem jam kejadiannya.",
        "Try again in a moment; if it repeats, tell the administrator when it happened.",
    ),
}
RETRY_AFTER_S = 10
CSRF = Trouble(
    "Formulir sudah kedaluwarsa",
    "The form has expired",
    "Kembali, muat ulang halamannya, lalu kirim lagi. Data tidak berubah.",
    "Go back, reload the page and send it again. No data was changed.",
)


def init_app(app: Flask) -> None:
    app.register_error_handler(TrackerError, _tracker_error)
    app.register_error_handler(CSRFError, lambda _error: _page(400, CSRF))
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(SQLAlchemyError, _no_database)
    app.register_error_handler(OSError, _no_database)
    app.register_error_handler(TimeoutError, lambda _error: _http_error(RequestTimeout()))
    app.register_error_handler(OverflowError, _no_database)
    app.register_error_handler(Exception, _unexpected)


def _tracker_error(error: TrackerError) -> ResponseReturnValue:
    if isinstance(error, UnavailableError):
        return _unavailable(error)
    if is_for_machines():
        return problem_details.of_tracker_error(error)
    status = 400
    if isinstance(error, NotFoundError):
        status = 404
    elif isinstance(error, ConflictError):
        status = 409
    return _page(status, TROUBLES[status], error.indonesian, error.english)


def _http_error(error: HTTPException) -> ResponseReturnValue:
    """Its own page; what a program needs to know (``Allow``, ``Retry-After``) stays in the headers."""
    status = error.code or 500
    if status < 400:
        return error
    if is_for_machines():
        return problem_details.of_http_error(error)
    page, _same = _page(status, TROUBLES.get(status) or TROUBLES[400 if status < 500 else 500])
    answer = make_response(page, status)
    kept = {name: value for name, value in error.get_headers() if name in ("Allow", "Retry-After")}
    answer.headers.update(kept)
    return answer


def _no_database(error: Exception) -> ResponseReturnValue:
    """Locked, full or gone says so; any other error of the database is a defect of ours.

    But for what a request brought that no row can hold: that is not there, or cannot be read.
    """
    if is_beyond_any_row(error) or is_unstorable(error):
        db.session.rollback()
        return _http_error(NotFound() if is_beyond_any_row(error) else BadRequest())
    explained = explain(error)
    return _unavailable(explained, error) if explained else _unexpected(error)


def _unavailable(said: UnavailableError, cause: Exception | None = None) -> Response:
    log.warning("Not available", extra={"told": {"code": said.code}}, exc_info=cause)
    db.session.remove()
    if is_for_machines():
        return problem_details.of_unavailable(said, RETRY_AFTER_S)
    try:
        page, _status = _page(503, TROUBLES[503], said.indonesian, said.english)
    except SQLAlchemyError:  # what stands around every page asks the database too
        page = render_template("errors/bare.html", status=503, trouble=TROUBLES[503], said=said)
    answer = make_response(page, 503)
    answer.headers["Retry-After"] = str(RETRY_AFTER_S)
    return answer


def _unexpected(error: Exception) -> ResponseReturnValue:
    log.error("A page failed", exc_info=error)
    if is_for_machines():
        return problem_details.answer(500)
    return _page(500, TROUBLES[500])


def _page(
    status: int, trouble: Trouble, detail_id: str = "", detail_en: str = ""
) -> tuple[str, int]:
    page = render_template(
        "errors/error.html",
        status=status,
        trouble=trouble,
        detail_id=detail_id,
        detail_en=detail_en,
        number=request_id.get() if status >= 500 else "",
    )
    return page, status
