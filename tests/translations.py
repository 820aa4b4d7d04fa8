"""Extract, merge and compile the English of the pages: what ``make translations`` does.

Texts stand in Indonesian in the templates and in ``nphd_tracker/web``; their English is in
``nphd_tracker/translations``. After a run, fill in what it names, and run it again.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
PO = ROOT / "nphd_tracker" / "translations" / "en" / "LC_MESSAGES" / "messages.po"
MO = PO.with_suffix(".mo")
ONCE = datetime(2024, 8, 1, tzinfo=UTC)
"""A header with the time of day would make two equal catalogues differ."""
SOURCES = {"nphd_tracker/web": ("**.py", "python"), "templates": ("**.html", "jinja2")}


def extract() -> Catalog:
    """Every text of the pages, as they are now."""
    found = Catalog("en", project="nphd-tracker", creation_date=ONCE, revision_date=ONCE)
    for folder, (pattern, method) in SOURCES.items():
        options = {pattern: {"encoding": "utf-8", "silent": "false"}}
        for name, _line, text, comments, context in extract_from_dir(
            ROOT / folder, [(pattern, method)], options, DEFAULT_KEYWORDS, ("translators:",)
        ):
            place = (f"{folder}/{Path(name).as_posix()}", 0)
            empty = "" if isinstance(text, str) else ("", "")
            found.add(text, empty, [place], auto_comments=comments, context=context)
    return found


def read() -> Catalog:
    """The translations as they are kept: without a header, which would change with every run."""
    with PO.open("rb") as file:
        return read_po(file, locale="en", charset="utf-8")


def merge() -> Catalog:
    """What there is to translate, with what is translated; nothing is guessed from likeness."""
    known, catalog = read(), extract()
    for message in catalog:
        kept = known.get(message.id, message.context) if message.id else None
        if kept and isinstance(kept.string, tuple) == isinstance(message.string, tuple):
            message.string = kept.string
    return catalog


def untranslated(catalog: Catalog) -> list[str]:
    return [
        str(message.id)
        for message in catalog
        if message.id and (message.fuzzy or not all(_strings(message)))
    ]


def _strings(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


def main() -> int:
    catalog = merge()
    with PO.open("wb") as file:
        write_po(file, catalog, sort_output=True, include_lineno=False, width=100, omit_header=True)
    with MO.open("wb") as file:
        write_mo(file, catalog)
    missing = untranslated(catalog)
    for text in missing:
        print(f"untranslated: {text}", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
