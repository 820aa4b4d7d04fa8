"""Passwords: hashed at a known cost, refused while easy to guess."""

import re

import pytest
from argon2 import extract_parameters

from nphd_tracker import passwords
from nphd_tracker.passwords import Cost, WeakPasswordError

GOOD = "meja lampu sungai batu"


def test_a_password_is_verified_against_its_hash_and_no_other() -> None:
    kept = passwords.hash_password(GOOD)
    assert kept.startswith("$argon2id$")
    assert GOOD not in kept
    assert passwords.verify_password(kept, GOOD)
    assert not passwords.verify_password(kept, GOOD + " ")
    assert not passwords.verify_password(kept, GOOD.upper())
    assert not passwords.verify_password("!", GOOD)


def test_nobody_costs_as_much_as_somebody() -> None:
    somebody = extract_parameters(passwords.hash_password(GOOD))
    assert extract_parameters(passwords._nobody(passwords.cost)) == somebody
    assert not passwords.verify_password(None, GOOD)


def test_the_cost_is_what_owasp_asks_for() -> None:
    assert Cost() == Cost(memory_kib=19_456, passes=2)


def test_a_hash_of_another_cost_is_outdated(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = passwords.hash_password(GOOD)
    assert not passwords.is_outdated(kept)
    monkeypatch.setattr(passwords, "cost", Cost(memory_kib=16, passes=1))
    assert passwords.is_outdated(kept)
    assert passwords.verify_password(kept, GOOD)


@pytest.mark.parametrize("password", [
    GOOD, "kuda-nil-suka-jeruk", "7gdk-x63z-yk4v-nygs", "x7!Qp9vTz#Lm2Rk8", "密码管理器生成的很长一段话",
    "a b" * 5 + "correct horse battery staple" * 8,
])  # fmt: skip
def test_a_hard_one_is_taken_whatever_its_characters(password: str) -> None:
    passwords.require_strong(password, ["sri"])


@pytest.mark.parametrize(
    "password",
    ["passwordpassword", "hibahpilkada2024", "bawaslukpu2024", "petugas2024admin", "aaaaaaaaaaaaaa",
     "bismillah123456", "sri.rahayu2024", "qwertyuiop1234", "indonesiamerdeka", "123456789012"],
)  # fmt: skip
def test_an_easy_one_is_refused_with_what_to_do(password: str) -> None:
    with pytest.raises(WeakPasswordError) as refused:
        passwords.require_strong(password, ["sri.rahayu", "Sri", "Rahayu"])
    assert "mudah ditebak" in refused.value.indonesian
    assert "easy to guess" in refused.value.english


@pytest.mark.parametrize(("password", "word"), [("x7!Qp2#kL9", "pendek"), ("aB3$" * 65, "panjang")])
def test_length_is_said(password: str, word: str) -> None:
    with pytest.raises(WeakPasswordError, match=word):
        passwords.require_strong(password)


def test_a_generated_one_is_strong_and_never_twice_the_same() -> None:
    made = {passwords.generate_password() for _ in range(50)}
    assert len(made) == 50
    for one in made:
        assert re.fullmatch(r"([a-hj-km-np-z2-9]{4}-){3}[a-hj-km-np-z2-9]{4}", one)
        passwords.require_strong(one)
