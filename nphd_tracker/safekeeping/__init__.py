"""An office's data kept safe: backed up, restored, moved to another engine, and verified.

    tables                   every row of a database as lines of text, and back, on either engine
    archive                  one file with a SHA-256 of everything in it; nothing else is believed
    backing_up               a database and its files -> an archive, while others go on writing
    restoring                an archive -> an empty database and its files; moving is both at once
    verifying                what does not agree in a database and its files, each in one sentence

What leaves and comes back is the same on SQLite and on PostgreSQL, so an archive of the one can be
restored into the other.
"""

from nphd_tracker.safekeeping.archive import ArchiveError, Manifest, check_archive
from nphd_tracker.safekeeping.backing_up import BackedUp, back_up
from nphd_tracker.safekeeping.restoring import Restored, move, restore
from nphd_tracker.safekeeping.verifying import Damage, Verified, verify

__all__ = [
    "ArchiveError",
    "BackedUp",
    "Damage",
    "Manifest",
    "Restored",
    "Verified",
    "back_up",
    "check_archive",
    "move",
    "restore",
    "verify",
]
