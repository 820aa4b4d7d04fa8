"""What stands on a page that Chromium printed: how many sheets, and their text.

Enough of PDF for what Chromium writes: objects one after the other, streams deflated, text shown by
glyphs whose letters each font's ToUnicode map tells.
"""

import re
import unicodedata
import zlib

_OBJECT = re.compile(rb"(\d+) 0 obj\b(.*?)\bendobj", re.S)
_SHOWN = re.compile(rb"/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>")


def count_sheets(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


def read_text(pdf: bytes) -> str:
    """The text in the order it was drawn, without any spaces: only their places are drawn."""
    objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
    fonts = {
        name: _letters(objects, int(number))
        for body in objects.values()
        for name, number in re.findall(rb"/(F\d+) (\d+) 0 R", body)
    }
    pages = [body for body in objects.values() if re.search(rb"/Type\s*/Page\b(?!s)", body)]
    contents = [int(found[1]) for page in pages if (found := re.search(rb"/Contents (\d+)", page))]
    return "".join(_shown(_inflate(objects[number]), fonts) for number in contents)


def _inflate(body: bytes) -> bytes:
    head, _, stream = body.partition(b"stream\n")
    assert b"/FlateDecode" in head
    return zlib.decompressobj().decompress(stream)  # what follows its end is not its own


def _letters(objects: dict[int, bytes], font: int) -> dict[int, str]:
    """Glyph -> letters, from a font's ToUnicode map."""
    found = re.search(rb"/ToUnicode (\d+) 0 R", objects[font])
    if found is None:
        return {}
    table = _inflate(objects[int(found[1])])
    letters: dict[int, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.S):
        for glyph, text in re.findall(rb"<(\w+)>\s*<(\w+)>", block):
            letters[int(glyph, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.S):
        for first, last, text in re.findall(rb"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            for step in range(int(last, 16) - int(first, 16) + 1):
                letters[int(first, 16) + step] = chr(int(text, 16) + step)
    return letters


def _shown(content: bytes, fonts: dict[bytes, dict[int, str]]) -> str:
    text: list[str] = []
    font: dict[int, str] = {}
    for name, glyphs in _SHOWN.findall(content):
        if name:
            font = fonts.get(name, {})
        for place in range(0, len(glyphs), 4):
            text.append(font.get(int(glyphs[place : place + 4], 16), ""))
    return unicodedata.normalize("NFKC", "".join("".join(text).split()))
