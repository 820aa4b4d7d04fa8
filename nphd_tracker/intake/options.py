"""What was said beside a file, as JSON to keep with its import: applying it reads the same again."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from nphd_tracker.reading import ReadOptions, Source
from nphd_tracker.store import read_answers, write_answers


def write_options(options: ReadOptions) -> dict[str, Any]:
    return {
        "as_of": options.as_of.isoformat() if options.as_of else None,
        "sheet": options.sheet,
        "source": options.source.value if options.source else None,
        "election": options.election,
        "default_election": options.default_election,
        "answers": {sheet: write_answers(said) for sheet, said in options.answers.items()},
    }


def read_options(data: Mapping[str, Any]) -> ReadOptions:
    return ReadOptions(
        as_of=date.fromisoformat(data["as_of"]) if data.get("as_of") else None,
        sheet=data.get("sheet"),
        source=Source(data["source"]) if data.get("source") else None,
        election=data.get("election"),
        default_election=data["default_election"],
        answers={sheet: read_answers(said) for sheet, said in data.get("answers", {}).items()},
    )
