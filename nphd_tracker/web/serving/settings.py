"""Every setting of the pages, read once: an argument, else ``NPHD_*``, else a default."""

import os
import secrets
from dataclasses import dataclass
from datetime import date, timedelta, timezone, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from nphd_tracker.errors import TrackerError
from nphd_tracker.importing.vocabulary import load_vocabulary, polling_day_of

if TYPE_CHECKING:
    from flask import Flask

DEFAULT_ELECTION = "Pilkada 2024"
INVENTED = "Contoh"
"""An election whose name starts so holds invented figures, and every page says it."""

MOST_PROXIES = 5

MAX_REQUEST_BYTES = 256 * 1024 * 1024
"""Twenty-two workbooks in one go; each file is held to its own limit when it is read."""


WIB = timezone(timedelta(hours=7), "WIB")
ZONES: dict[str, tzinfo] = {
    "Asia/Jakarta": WIB,
    "Asia/Makassar": timezone(timedelta(hours=8), "WITA"),
    "Asia/Jayapura": timezone(timedelta(hours=9), "WIT"),
}
"""Indonesia's three, under the names of the time zone database; none has a summer time."""

LARGE_FILE_BYTES = 400_000
"""Some ten thousand rows, which take seconds to read: from there on the worker does it."""


@dataclass(frozen=True, slots=True)
class Settings:
    database_url: str
    instance_path: Path
    uploads: Path
    election: str
    hosts: tuple[str, ...] = ()
    """The names people use for this server; a request for any other is refused. Empty: any."""
    proxies: int = 0
    """So many proxies stand before this server, and what they say of who asked is believed."""
    large_file_bytes: int = LARGE_FILE_BYTES
    zone: tzinfo = WIB
    """Where the office is: its clock stands on pages, in workbooks and in sentences of the log."""
    https: bool = False
    """Whether people reach the pages over TLS, so that cookies may never travel without it."""

    @property
    def secret_file(self) -> Path:
        return self.instance_path / "secret-key"


def read_settings(
    database_url: str | None = None,
    instance_path: Path | str | None = None,
    uploads: Path | str | None = None,
    election: str | None = None,
) -> Settings:
    """An argument wins over the environment, the environment over the default."""
    folder = Path(instance_path or os.environ.get("NPHD_INSTANCE_PATH") or "instance").resolve()
    return Settings(
        database_url=database_url
        or os.environ.get("NPHD_DATABASE_URL")
        or f"sqlite:///{folder / 'nphd.sqlite3'}",
        instance_path=folder,
        uploads=Path(uploads or os.environ.get("NPHD_UPLOADS") or folder / "uploads").resolve(),
        election=election or os.environ.get("NPHD_ELECTION") or DEFAULT_ELECTION,
        hosts=tuple(filter(None, map(str.strip, os.environ.get("NPHD_HOSTS", "").split(",")))),
        proxies=_read_proxies(os.environ.get("NPHD_PROXIES", "").strip() or "0"),
        large_file_bytes=_read_bytes("NPHD_LARGE_FILE_BYTES", LARGE_FILE_BYTES),
        zone=_read_zone(os.environ.get("NPHD_ZONE", "").strip() or "Asia/Jakarta"),
        https=os.environ.get("NPHD_HTTPS", "").strip().lower() in ("1", "true", "yes"),
    )


def _read_proxies(text: str) -> int:
    if text not in {str(count) for count in range(MOST_PROXIES + 1)}:
        raise TrackerError(
            f"NPHD_PROXIES berisi {text!r}; tulis berapa proksi di depan server ini, misalnya 1.",
            f"NPHD_PROXIES is {text!r}; write how many proxies stand before this server, like 1.",
        )
    return int(text)


def _read_zone(text: str) -> tzinfo:
    """``Asia/Makassar`` or ``WITA``."""
    known = {**ZONES, **{str(zone): zone for zone in ZONES.values()}}
    if text not in known:
        raise TrackerError(
            f"NPHD_ZONE berisi {text!r}; yang ada: {', '.join(ZONES)} (WIB, WITA, WIT).",
            f"NPHD_ZONE is {text!r}; there are: {', '.join(ZONES)} (WIB, WITA, WIT).",
        )
    return known[text]


def _read_bytes(name: str, default: int) -> int:
    text = os.environ.get(name, "").strip().replace("_", "") or str(default)
    if not (text.isascii() and text.isdigit()):
        raise TrackerError(
            f"{name} harus bilangan bulat dalam byte, misalnya 400000.",
            f"{name} must be a whole number of bytes, for example 400000.",
        )
    return int(text)


def secret_key(settings: Settings) -> str:
    """The key that signs the session: made once, readable by its owner alone."""
    path = settings.secret_file
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        key = secrets.token_hex(32)
        file.write(key)
    return key


def polling_day(election: str) -> date | None:
    """As the vocabulary knows it; an election it does not know has none."""
    return polling_day_of(load_vocabulary(), election)


def is_invented(election: str | None) -> bool:
    return bool(election) and str(election).startswith(INVENTED)


def settings_of(app: "Flask") -> Settings:
    settings: Settings = app.extensions["nphd-settings"]
    return settings
