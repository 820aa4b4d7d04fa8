"""What a reader sees of a page: its words, a panel of it, a chart."""

import json
import re

from werkzeug.test import TestResponse


def words(page: str | TestResponse) -> str:
    """What a reader sees of a page, on one line."""
    text = page if isinstance(page, str) else page.text
    without = re.sub(r"<(script|style)\b.*?</\1>", " ", text, flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", without).split())


def chart(page: str, name: str) -> dict:
    found = re.search(rf'id="{name}-data">(.*?)</script>', page, re.S)
    assert found is not None
    return json.loads(found[1])


def section(page: str, name: str) -> str:
    """The panel under a heading, as a reader sees it."""
    found = re.search(rf'<section[^>]*aria-labelledby="{name}".*?</section>', page, re.S)
    assert found is not None
    return words(found[0])
