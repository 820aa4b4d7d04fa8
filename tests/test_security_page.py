"""SECURITY.md promises only what a test holds."""

import ast
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "SECURITY.md").read_text("utf-8")
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)


@cache
def functions_of(path: str) -> frozenset[str]:
    file = ROOT / path
    if not file.is_file():
        return frozenset()
    tree = ast.parse(file.read_text("utf-8"))
    return frozenset(
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    )


def test_every_test_named_is_there() -> None:
    gone = [f"{path}::{name}" for path, name in NAMED if name not in functions_of(path)]
    assert gone == []


def test_every_adopted_section_is_held_by_a_test() -> None:
    rows = re.findall(r"^\| (\d[^|]*)\| [^|]+\| (.*) \|$", PAGE, re.M)
    assert len(rows) > 30
    for sections, held in rows:
        assert re.findall(r"`tests/[\w/]+\.py::test_\w+`", held), sections
        assert re.fullmatch(r"(\d+\.\d+\.\d+(–\d+\.\d+\.\d+)?(, )?)+ ", sections), sections


def test_no_named_test_is_hidden_by_a_typing_error() -> None:
    assert PAGE.count("::") == len(NAMED)


def test_what_is_left_out_says_why() -> None:
    left_out = PAGE.partition("## What is left out")[2]
    for word in ("second factor", "Single sign-on", "breached passwords", "Antivirus"):
        assert word in left_out
