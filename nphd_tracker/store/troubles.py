"""What a database or a disk that does not answer is called, and when its work is tried again.

The engines say it in numbers of their own; here it becomes one of four sentences that tell a person
what to do, or an order to start over. What is not one of these is a defect, and stays an error.
"""

import errno
import random
import sqlite3
import time
from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from sqlalchemy.exc import DataError, DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.orm import Session

from nphd_tracker.errors import UnavailableError

Answer = TypeVar("Answer")


class Trouble(StrEnum):
    BUSY = "busy"
    FULL = "full"
    GONE = "gone"
    DAMAGED = "damaged"


SENTENCES = {
    Trouble.BUSY: (
        "Basis data sedang dipakai pekerjaan lain. Tidak ada yang berubah; tunggu sebentar, lalu"
        " coba lagi.",
        "The database is busy with other work. Nothing was changed; wait a moment, then try again.",
    ),
    Trouble.FULL: (
        "Ruang disk server habis atau tidak dapat ditulisi. Tidak ada yang berubah; minta pengelola"
        " sistem mengosongkan ruang, lalu coba lagi.",
        "The server's disk is full or cannot be written. Nothing was changed; ask the administrator"
        " to free space, then try again.",
    ),
    Trouble.GONE: (
        "Basis data tidak dapat dijangkau. Beri tahu pengelola sistem; halaman pulih sendiri"
        " sesudahnya. Bila tadi sedang menyimpan, periksa dahulu apakah sudah tersimpan.",
        "The database cannot be reached. Tell the administrator; the pages recover by themselves"
        " afterwards. If you were saving something, check first whether it was saved.",
    ),
    Trouble.DAMAGED: (
        "Basis data rusak. Hentikan pemakaian; minta pengelola sistem menjalankan nphd verify, lalu"
        " memulihkan cadangan terakhir dengan nphd restore.",
        "The database is damaged. Stop working; ask the administrator to run nphd verify and then"
        " to restore the last backup with nphd restore.",
    ),
}
PAUSES = (0.05, 0.2, 0.8, 2.0)
"""Seconds before each further try, shortened at random so that two do not meet again."""

_SQLITE = {
    5: Trouble.BUSY, 6: Trouble.BUSY, 8: Trouble.FULL, 10: Trouble.FULL, 11: Trouble.DAMAGED,
    13: Trouble.FULL, 14: Trouble.GONE, 26: Trouble.DAMAGED,
}  # fmt: skip
"""SQLite's primary result codes: BUSY, LOCKED, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB."""
_POSTGRESQL = {
    "40001": Trouble.BUSY, "40P01": Trouble.BUSY, "55P03": Trouble.BUSY, "53300": Trouble.BUSY,
    "53100": Trouble.FULL, "53200": Trouble.BUSY, "3D000": Trouble.GONE, "57P01": Trouble.GONE,
    "57P02": Trouble.GONE, "57P03": Trouble.GONE, "XX001": Trouble.DAMAGED, "XX002": Trouble.DAMAGED,
}  # fmt: skip
"""SQLSTATEs; a connection that broke has none, or one of class 08."""
_BEGIN_AGAIN = {"40001", "40P01", "55P03"}
_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO}


def explain(error: BaseException) -> UnavailableError | None:
    """The sentence for it; None for anything that is no matter of the database or the disk."""
    trouble = find_trouble(error)
    return UnavailableError(trouble.value, *SENTENCES[trouble]) if trouble else None


def find_trouble(error: BaseException) -> Trouble | None:
    if isinstance(error, NoConnectionFree):
        return Trouble.BUSY
    if isinstance(error, OSError):
        return Trouble.FULL if error.errno in _DISK else None
    if not isinstance(error, DBAPIError):
        return None
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code == sqlite3.SQLITE_READONLY_DBMOVED:
        return Trouble.GONE
    if code is not None:
        return _SQLITE.get(code & 0xFF)
    state = getattr(error.orig, "sqlstate", None)
    if error.connection_invalidated or (state or "").startswith("08"):
        return Trouble.GONE
    if state is None and type(error.orig).__name__ == "OperationalError":
        return Trouble.GONE  # refused, cut off, or no such server: the driver itself says it
    return _POSTGRESQL.get(state or "")


def is_beyond_any_row(error: BaseException) -> bool:
    """A number too large for the column it was looked for in: no row has it."""
    if isinstance(error, OverflowError):
        return "SQLite INTEGER" in str(error)
    return isinstance(error, DataError) and getattr(error.orig, "sqlstate", None) == "22003"


def is_unstorable(error: BaseException) -> bool:
    """A value the engine has no room for, such as PostgreSQL for a text with a NUL in it."""
    return isinstance(error, DataError) and not is_beyond_any_row(error)


def is_to_begin_again(error: DBAPIError) -> bool:
    """Whether the same work may well go through a moment later, from its beginning.

    PostgreSQL ends one of two transactions that wait for each other, or that could not have
    run one after the other; SQLite gives up waiting for its turn.
    """
    if find_trouble(error) is not Trouble.BUSY:
        return False
    state = getattr(error.orig, "sqlstate", None)
    return state in _BEGIN_AGAIN if state else True


def keep_trying(session: Session, work: Callable[[], Answer]) -> Answer:
    """Do work that ends with its commit; begin it again where the database asks for that.

    The work must find everything anew by its number: what it held before is rolled back. SQLite has
    waited for its turn already (`engine.BUSY_TIMEOUT_MS`), so it is asked only once more.
    """
    pauses = PAUSES if session.get_bind().dialect.name != "sqlite" else PAUSES[:1]
    for pause in pauses:
        try:
            return work()
        except DBAPIError as error:
            session.rollback()
            if not is_to_begin_again(error):
                raise
            time.sleep(pause * random.uniform(0.5, 1))  # noqa: S311  # no secret
    return work()
