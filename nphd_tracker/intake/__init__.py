"""A file -> what it says, what that would change, the import applied. One path for page and command.

Preview and apply read the same way; nothing is stored until apply, and then all of it or nothing.
Functions take a session first and never commit. Reading may take a minute: with a ``reader``, a
session that only reads, questions on the way go through that one, each let go at once, and the
session itself begins when there is something to compare. So on SQLite nobody waits for a reading.

    previewing               a file -> what it says and would change
    staging                  what waits for a decision: answered about, read again
    applying                 what was previewed, or a file at once, into the store
    kept_files               the file under its SHA-256, its cells beside it
    looking                  a workbook read, with the answers remembered for its layout
    limits                   a reading without what is not the person's to report
    options                  what was said beside a file, kept with its import
    described                a file as JSON: for the commands, for the preview and the record
    by_hand                  what an officer typed, as an import
    values                   what became of a file
"""

from nphd_tracker.intake.applying import apply_staged, import_file
from nphd_tracker.intake.described import as_json, describe, import_as_json, read_layouts
from nphd_tracker.intake.kept_files import keep_file, open_cells
from nphd_tracker.intake.options import read_options, write_options
from nphd_tracker.intake.previewing import check, preview, say_finding
from nphd_tracker.intake.staging import answer, drifted_from, forget, look_up, stage
from nphd_tracker.intake.values import Intake, SheetLayout, Status

__all__ = [
    "Intake",
    "SheetLayout",
    "Status",
    "answer",
    "apply_staged",
    "as_json",
    "check",
    "describe",
    "drifted_from",
    "forget",
    "import_as_json",
    "import_file",
    "keep_file",
    "look_up",
    "open_cells",
    "preview",
    "read_layouts",
    "read_options",
    "say_finding",
    "stage",
    "write_options",
]
