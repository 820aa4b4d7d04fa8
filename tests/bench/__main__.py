"""``python -m tests.bench [part ...]``: all parts, or those named."""

import importlib
import sys
import tempfile
from pathlib import Path

from tests.bench.measuring import ROUNDS

PARTS = (
    "start",
    "imports",
    "reading",
    "nation",
    "browser",
    "report",
    "crashes",
    "service",
    "office",
)
"""Modules of this package, in the order in which they run."""


def main() -> None:
    wanted = sys.argv[1:] or PARTS
    if unknown := set(wanted) - set(PARTS):
        sys.exit(f"no part {', '.join(sorted(unknown))}; there are: {', '.join(PARTS)}")
    print(f"Python {sys.version.split()[0]}, medians of {ROUNDS} unless said")
    for part in wanted:
        with tempfile.TemporaryDirectory() as folder:
            importlib.import_module(f"tests.bench.{part}").run(Path(folder))


if __name__ == "__main__":
    main()
