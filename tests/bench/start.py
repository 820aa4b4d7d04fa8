"""How long a command takes to begin."""

import subprocess
import sys
from pathlib import Path

from tests.bench.measuring import line, medians


def run(folder: Path) -> None:
    help_, bare = medians(
        lambda: subprocess.run(
            [sys.executable, "-m", "nphd_tracker", "--help"], check=True, capture_output=True
        ),
        lambda: subprocess.run([sys.executable, "-c", ""], check=True),
    )
    line("nphd --help, whole process", help_, help_ / bare, "bare python")
