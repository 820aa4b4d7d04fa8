"""What was typed into a form, and what is wrong at which of its fields; nothing typed is lost."""

from collections.abc import Mapping
from dataclasses import dataclass, field

LONGEST = 120


@dataclass
class Typed:
    """What stands in the form, and what is wrong at which field."""

    values: Mapping[str, str]
    errors: dict[str, str] = field(default_factory=dict)

    def text(self, name: str, longest: int = LONGEST) -> str:
        return " ".join(self.values.get(name, "").split())[:longest]

    def require(self, name: str, message: str) -> str:
        text = self.text(name)
        if not text:
            self.errors[name] = message
        return text
