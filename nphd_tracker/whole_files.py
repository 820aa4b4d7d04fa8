"""A file that is there as a whole or not at all, whatever happens while it is written."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def write_whole(target: Path, unfinished: str) -> Iterator[BinaryIO]:
    """Takes the place of ``target`` when it is written and on the disk, readable by its owner alone.

    Until then it stands beside it, its name beginning with ``unfinished``; an error removes it.
    """
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=unfinished)
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
