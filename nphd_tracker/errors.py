"""What cannot go on, said so that a finance officer knows what to do.

Every error carries its sentence in Indonesian and in English; nothing here is ever shown as a
stack trace. What someone can mend in the sheet is not an error but a problem (`reading.Problem`).
"""

from typing import Literal

Language = Literal["id", "en"]


class TrackerError(Exception):
    """Base of all: one sentence a language, naming the cause and what to do."""

    def __init__(self, indonesian: str, english: str) -> None:
        super().__init__(indonesian)
        self.indonesian = indonesian
        self.english = english

    def message(self, language: str) -> str:
        return self.english if language == "en" else self.indonesian


class FileRefusedError(TrackerError):
    """A file that cannot be read at all; ``code`` names the reason in the catalogue."""

    def __init__(self, code: str, indonesian: str, english: str) -> None:
        super().__init__(indonesian, english)
        self.code = code


class NotFoundError(TrackerError):
    """Something asked for by its number or code does not exist."""


class ConflictError(TrackerError):
    """What was previewed is no longer what would happen."""


class UnavailableError(TrackerError):
    """The database or the disk does not answer now; nothing is half done. ``code`` says which."""

    def __init__(self, code: str, indonesian: str, english: str) -> None:
        super().__init__(indonesian, english)
        self.code = code
