"""How the tables came to be, step by step; applied by every command (web/database.py).

A step written here is never changed once released: a new one is added, ``versions/NNNN_what.py``
with the revision ``NNNN``. It must run on SQLite and on PostgreSQL.
"""

from pathlib import Path


def newest_revision() -> str:
    """The revision of the newest step, told by its file's name without loading Alembic."""
    return max(revisions())


def revisions() -> set[str]:
    """The revisions of all steps that this version knows."""
    steps = (Path(__file__).parent / "versions").glob("[0-9]*_*.py")
    return {step.name.partition("_")[0] for step in steps}
