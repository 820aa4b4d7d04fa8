"""Passwords: kept only as argon2id hashes, and refused while they are easy to guess.

No rule says which characters: what counts is length and how many guesses it would take (zxcvbn),
which is told the words an Indonesian office would reach for first.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from zxcvbn import zxcvbn

from nphd_tracker.errors import TrackerError

SHORTEST, LONGEST = 12, 256
_GUESSED = 72
"""As far as zxcvbn looks; what is longer is not easier to guess."""
_STRONG_ENOUGH = 4
"""zxcvbn's best: 10^10 guesses or more. Three known words in a row already get its 3."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one argon2id hash takes: OWASP's "Password Storage" names 19 MiB and two passes."""

    memory_kib: int = 19 * 1024
    passes: int = 2


cost = Cost()
"""Read at each hash; the tests, which hash often, put a cheap one here."""

_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without l, 1, i, 0 and o, which a person copying from paper takes for one another."""

_OFFICE_WORDS = """
    nphd hibah pilkada pemilu pilgub pilbup pilwali kpu bawaslu tni polri polres kodim panwas panwaslu
    pemda pemkab pemkot pemprov kabupaten kota provinsi bupati walikota gubernur sekda bpkad bkad bpkd
    kesbangpol bendahara keuangan anggaran apbd apbn realisasi serapan pencairan belanja kementerian
    kemendagri kemenkeu petugas admin administrator operator pemirsa pengguna sandi katasandi password
    rahasia masuk kantor dinas daerah negara indonesia merdeka garuda pancasila bhinneka jakarta
    bismillah alhamdulillah assalamualaikum sayang sayangku cinta cintaku kamu aku anakku keluarga
    ibu bapak januari februari maret april mei juni juli agustus september oktober november desember
    senin selasa rabu kamis jumat sabtu minggu kucing anjing sapi ayam kopi nasi goreng sepakbola
    persib persija arema satu dua tiga empat lima enam tujuh delapan sembilan sepuluh
"""


class WeakPasswordError(TrackerError):
    """A password that is too short, too long or too easy to guess."""


def hash_password(password: str) -> str:
    return _hasher(cost).hash(password)


def verify_password(kept: str | None, password: str) -> bool:
    """Whether it is the one. For nobody (None) the same work is done, so that time tells nothing."""
    against = kept or _nobody(cost)
    try:
        is_right = _hasher(cost).verify(against, password[: LONGEST + 1])
    except (Argon2Error, InvalidHashError):
        return False
    return is_right and kept is not None


def is_outdated(kept: str) -> bool:
    """Whether a hash was made at another cost, and should be made again at the next sign-in."""
    return _hasher(cost).check_needs_rehash(kept)


def require_strong(password: str, own_words: Iterable[str] = ()) -> None:
    """``own_words`` are the person's names. Raises WeakPasswordError, saying what to do."""
    if len(password) < SHORTEST:
        raise WeakPasswordError(
            f"Kata sandi terlalu pendek. Pakai sedikitnya {SHORTEST} karakter, misalnya beberapa kata.",
            f"The password is too short. Use at least {SHORTEST} characters, a few words for instance.",
        )
    if len(password) > LONGEST:
        raise WeakPasswordError(
            f"Kata sandi terlalu panjang. Pakai paling banyak {LONGEST} karakter.",
            f"The password is too long. Use at most {LONGEST} characters.",
        )
    words = [*own_words, *_OFFICE_WORDS.split()]
    if zxcvbn(password[:_GUESSED], user_inputs=words)["score"] < _STRONG_ENOUGH:
        raise WeakPasswordError(
            "Kata sandi ini mudah ditebak. Pakai beberapa kata yang tidak berhubungan,"
            " bukan nama, tahun atau kata kantor.",
            "This password is easy to guess. Use a few words that have nothing to do with one another,"
            " not names, years or words of the office.",
        )


def generate_password() -> str:
    """Like ``k7mq-x2vd-p9ra-w3hn``: 79 bits, easy to read out."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(4))


@lru_cache(maxsize=4)
def _hasher(cost: Cost) -> PasswordHasher:
    return PasswordHasher(time_cost=cost.passes, memory_cost=cost.memory_kib, parallelism=1)


@lru_cache(maxsize=4)
def _nobody(cost: Cost) -> str:
    return _hasher(cost).hash(secrets.token_urlsafe())
