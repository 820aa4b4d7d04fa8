"""The package before openpyxl, as every command has it: it settles how openpyxl works."""

import nphd_tracker  # noqa: F401
