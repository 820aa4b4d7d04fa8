"""A worker of gunicorn whose threads wait for nobody: one is given a request once it has arrived.

gunicorn gives a connection to a thread at its first byte; eight that send half a line and stop would
take all eight threads from everybody. Here the loop that accepts looks at what has come in, and only
a head, with its body where that is a form, is worth a thread. A large upload holds one while it
comes in, so only half of them are for uploads; one that stalls is given up. The loop also knows when
nobody waits, and cleans up then.
"""

from __future__ import annotations

import re
import socket
import time
from typing import TYPE_CHECKING, Any

from gunicorn.workers.gthread import TConn, ThreadWorker

from nphd_tracker.collecting import collect_all, collect_seldom
from nphd_tracker.importing.opening.reader import keep_one_waiting

if TYPE_CHECKING:
    from collections.abc import Callable

HEAD_WITHIN_S = 20.0
"""So long may a request take to arrive; on a slow line a head and a form take one or two."""
STALLED_S = 60.0
"""Nothing came, or nothing went out, for so long: the other side is gone."""
LEAVE_WITHIN_S = 5.0
"""So long may the other side take to notice that it was answered and the connection ends."""
SMALL_BODY = 32 * 1024
"""A body of at most so many bytes is waited for too; the system's own buffer holds it."""
CLEAN_EVERY_S = 60.0
"""So often is all garbage looked for, once nobody waits; it takes a tenth of a second and more."""
_LOOKED_AT = 96 * 1024
_LOOK_EVERY_S = 0.05
_DRAIN_S = 0.25
UPLOADS_WAIT_S = 120.0
"""So long an upload waits for a thread among those that uploads may hold."""
_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*([0-9]{1,18})[ \t]*\r\n", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding:", re.IGNORECASE)


def has_arrived(seen: bytes) -> bool:
    """Whether a thread has something to do with these first bytes of a request."""
    end = seen.find(b"\r\n\r\n")
    if end < 0:
        return len(seen) >= _LOOKED_AT  # no head is so long, which the thread will say
    return is_upload(seen) or len(seen) >= end + 4 + _body_length(seen, end)


def is_upload(seen: bytes) -> bool:
    """Whether its body is larger than what is waited for, or of a length that it does not say."""
    end = seen.find(b"\r\n\r\n")
    return end >= 0 and (
        _body_length(seen, end) > SMALL_BODY or bool(_CHUNKED.search(seen, 0, end + 2))
    )


def _body_length(seen: bytes, end: int) -> int:
    said = _LENGTH.search(seen, 0, end + 2)
    return int(said[1]) if said else 0


def _is_gone(sock: socket.socket) -> bool:
    """Whether the other side has closed; what it still sends is dropped, or it would see no answer."""
    try:
        return any(not sock.recv(65536) for _ in range(16))
    except BlockingIOError:
        return False
    except OSError:
        return True


class _Connection(TConn):  # type: ignore[misc]  # it ships no types
    leave: Callable[[_Connection], None]

    def init(self) -> None:
        super().init()
        self.sock.settimeout(STALLED_S)

    def close(self, graceful: bool = False) -> None:
        """A good end is said to the other side and not waited for: the loop serves everybody."""
        if graceful:
            self.leave(self)
        else:
            super().close()


class PatientWorker(ThreadWorker):  # type: ignore[misc]
    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._arriving: dict[TConn, float] = {}
        self._leaving: dict[TConn, float] = {}
        self._uploads: set[TConn] = set()
        self._uploads_waiting: dict[TConn, float] = {}
        self._running = 0
        self._is_clean = True
        self._clean_at = 0.0

    def init_process(self) -> None:
        collect_seldom()
        keep_one_waiting()
        super().init_process()

    def accept(self, listener: socket.socket) -> None:
        try:
            client, address = listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return  # another process was quicker, or it is gone again
        self.nr_conns += 1
        conn = _Connection(self.cfg, client, address, listener.getsockname())
        conn.leave = self._leave
        self.enqueue_req(conn)

    def enqueue_req(self, conn: TConn) -> None:
        """Of a connection that has something to read; it may have read some of it already."""
        read = conn.parser.unreader.buf.getvalue() if conn.parser else b""
        seen = read or self._look(conn)
        if read or self._is_there(seen):
            self._take_up(conn, seen)
        else:
            self._arriving[conn] = time.monotonic() + HEAD_WITHIN_S

    def wait_for_and_dispatch_events(self, timeout: float) -> None:
        is_waiting = self._arriving or self._leaving or self._uploads_waiting
        super().wait_for_and_dispatch_events(_LOOK_EVERY_S if is_waiting else timeout)
        now = time.monotonic()
        for conn, until in list(self._leaving.items()):
            if now > until or _is_gone(conn.sock):
                del self._leaving[conn]
                conn.close()
        for conn, until in list(self._arriving.items()):
            seen = self._look(conn)
            if self._is_there(seen):
                del self._arriving[conn]
                self._take_up(conn, seen)
            elif now > until or not self.alive:
                self._give_up(conn, self._arriving)
        for conn, until in list(self._uploads_waiting.items()):
            if self._has_room_for_an_upload():
                del self._uploads_waiting[conn]
                self._give_to_a_thread(conn, sends_much=True)
            elif now > until or not self.alive:
                self._give_up(conn, self._uploads_waiting)
        self._clean_up(now)

    def finish_request(self, conn: TConn, fs: Any) -> None:
        self._running -= 1
        self._uploads.discard(conn)
        super().finish_request(conn, fs)

    def _clean_up(self, now: float) -> None:
        """Now and then, after something was done and while nothing is."""
        if not (self._running or self._is_clean) and now >= self._clean_at:
            collect_all()
            self._is_clean = True
            self._clean_at = time.monotonic() + CLEAN_EVERY_S

    def _keepalive_after(self, conn: TConn, keepalive: bool) -> bool:
        """What was sent and not read, such as of a refused upload, is read away by the loop."""
        return bool(keepalive and conn.parser.finish_body(deadline=time.monotonic() + _DRAIN_S))

    def _leave(self, conn: TConn) -> None:
        conn.sock.setblocking(False)
        try:
            conn.sock.shutdown(socket.SHUT_WR)
        except OSError:
            conn.close()
        else:
            self._leaving[conn] = time.monotonic() + LEAVE_WITHIN_S

    def _take_up(self, conn: TConn, seen: bytes | None) -> None:
        is_one = is_upload(seen or b"")
        if is_one and not self._has_room_for_an_upload():
            self._uploads_waiting[conn] = time.monotonic() + UPLOADS_WAIT_S
        else:
            self._give_to_a_thread(conn, sends_much=is_one)

    def _give_to_a_thread(self, conn: TConn, *, sends_much: bool = False) -> None:
        conn.data_ready = True
        self._running += 1
        self._is_clean = False
        if sends_much:
            self._uploads.add(conn)
        super().enqueue_req(conn)

    def _has_room_for_an_upload(self) -> bool:
        most: int = max(1, self.cfg.threads // 2)
        return len(self._uploads) < most

    def _give_up(self, conn: TConn, waiting: dict[TConn, float]) -> None:
        del waiting[conn]
        self.nr_conns -= 1
        conn.close()

    def _is_there(self, seen: bytes | None) -> bool:
        """Also what ended or broke, which the thread notices."""
        return seen is not None and (not seen or has_arrived(seen))

    def _look(self, conn: TConn) -> bytes | None:
        """What has come in and is not read yet; None: nothing so far, b"": nothing will."""
        conn.sock.setblocking(False)
        try:
            seen: bytes = conn.sock.recv(_LOOKED_AT, socket.MSG_PEEK)
        except BlockingIOError:
            return None
        except OSError:
            return b""
        return seen
