"""A worker of gunicorn whose threads wait for nobody: one is given a request once it has arrived.

gunicorn gives a connection to a thread at its first byte; eight that send half a line and stop would
take all eight threads from everybody. Here the loop that accepts looks at what has come in, and only
a head, with its body where that is a form, is worth a thread. A large upload holds one while it
comes in; one that stalls is given up. The loop also knows when nobody waits, and cleans up then.
"""

from __future__ import annotations

import re
import socket
import time
from typing import TYPE_CHECKING, Any

from gunicorn.workers.gthread import TConn, ThreadWorker

from nphd_tracker.collecting import collect_all, collect_seldom

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
_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*([0-9]{1,9})[ \t]*\r\n", re.IGNORECASE)


def has_arrived(seen: bytes) -> bool:
    """Whether a thread has something to do with these first bytes of a request."""
    end = seen.find(b"\r\n\r\n")
    if end < 0:
        return len(seen) >= _LOOKED_AT  # no head is so long, which the thread will say
    said = _LENGTH.search(seen, 0, end + 2)
    length = int(said[1]) if said else 0
    return length > SMALL_BODY or len(seen) >= end + 4 + length


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
        self._running = 0
        self._is_clean = True
        self._clean_at = 0.0

    def init_process(self) -> None:
        collect_seldom()
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
        if (conn.parser and conn.parser.unreader.buf.getvalue()) or self._has_arrived(conn):
            self._give_to_a_thread(conn)
        else:
            self._arriving[conn] = time.monotonic() + HEAD_WITHIN_S

    def wait_for_and_dispatch_events(self, timeout: float) -> None:
        is_waiting = self._arriving or self._leaving
        super().wait_for_and_dispatch_events(_LOOK_EVERY_S if is_waiting else timeout)
        now = time.monotonic()
        for conn, until in list(self._leaving.items()):
            if now > until or _is_gone(conn.sock):
                del self._leaving[conn]
                conn.close()
        for conn, until in list(self._arriving.items()):
            if self._has_arrived(conn):
                del self._arriving[conn]
                self._give_to_a_thread(conn)
            elif now > until or not self.alive:
                del self._arriving[conn]
                self.nr_conns -= 1
                conn.close()
        self._clean_up(now)

    def finish_request(self, conn: TConn, fs: Any) -> None:
        self._running -= 1
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

    def _give_to_a_thread(self, conn: TConn) -> None:
        conn.data_ready = True
        self._running += 1
        self._is_clean = False
        super().enqueue_req(conn)

    def _has_arrived(self, conn: TConn) -> bool:
        conn.sock.setblocking(False)
        try:
            seen = conn.sock.recv(_LOOKED_AT, socket.MSG_PEEK)
        except BlockingIOError:
            return False
        except OSError:
            return True  # it is broken, which the thread notices
        return not seen or has_arrived(seen)
