"""``python -m nphd_tracker`` is ``nphd``."""

from nphd_tracker.cli import main

main()
