"""How much one file may cost before it is refused: size, cells, memory and time."""

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes, counts and seconds. 100,000 rows of 14 columns need a third of each."""

    file_bytes: int = 100 * MEGABYTE
    entries: int = 2_000
    total_bytes: int = 200 * MEGABYTE
    """All parts of a zip together, unpacked."""
    cells: int = 40_000_000
    """Rows times columns of one sheet: calamine takes 32 bytes for each, filled or not."""
    memory_bytes: int = 2_000 * MEGABYTE
    cpu_seconds: int = 20
    wall_seconds: float = 25
    answer_bytes: int = 400 * MEGABYTE


DEFAULT_LIMITS = Limits()
