"""The formats of a workbook that is not ours, and those added to it.

A marked cell keeps its number format, borders, font and alignment: its format is copied with another
fill. Only a light font, unreadable on the light fill, is made dark.
"""

from nphd_tracker.reading import Severity
from nphd_tracker.reporting.handed_back.markup import (
    Element,
    Markup,
    refuse_unsafe,
    with_attributes,
)

FILLS = {Severity.ERROR: "FFFF9C9C", Severity.WARNING: "FFFFD265", Severity.INFO: "FFCFE5F7"}
"""Red, amber and light blue; black text on each is easy to read."""
_FORMATS_AT_MOST = 64_000
"""Excel opens no workbook with more than 65,490."""
_LIGHT_THEME = ("0", "2")
_LIGHT_INDEX = ("1", "9")
_DARK = '<{0}color rgb="FF1A1A1A"/>'


class _List:
    """A counted list of the style sheet, and what comes behind it."""

    def __init__(self, markup: Markup, name: str) -> None:
        self.markup = markup
        found = markup.child(markup.root(), name)
        if found is None:
            refuse_unsafe()
        self.element = found
        self.entries = markup.children(found)
        self.added: list[bytes] = []

    def add(self, entry: str | bytes) -> int:
        """The number of a new entry."""
        self.added.append(entry.encode() if isinstance(entry, str) else entry)
        return len(self.entries) + len(self.added) - 1

    def get(self, number: int) -> Element | None:
        return self.entries[number] if 0 <= number < len(self.entries) else None

    def finish(self) -> None:
        if self.added:
            self.markup.append(self.element, b"".join(self.added))
            self.markup.set_attribute(
                self.element, "count", str(len(self.entries) + len(self.added))
            )


class CellFormats:
    """The style sheet of a workbook, being added to."""

    def __init__(self, markup: Markup) -> None:
        self._markup = markup
        self._fonts = _List(markup, "fonts")
        self._fills = _List(markup, "fills")
        self._formats = _List(markup, "cellXfs")
        self._marked: dict[tuple[int, Severity], int] = {}
        self._fill_ids: dict[str, int] = {}
        self._dark_fonts: dict[int, int | None] = {}
        if self._formats.get(0) is None:
            refuse_unsafe()

    def mark(self, base: int, severity: Severity) -> int:
        """The format ``base`` with the fill of a severity."""
        key = (base, severity)
        if key not in self._marked:
            self._marked[key] = self._copy_with_fill(base, FILLS[severity])
        return self._marked[key]

    def add(self, *, font: str = "", fill: str = "", attributes: str = "", inner: str = "") -> int:
        """A format of our own. ``font`` and ``inner`` are what stands inside those elements."""
        p = self._markup.prefix
        font_id = self._fonts.add(f"<{p}font>{_named(font, p)}</{p}font>") if font else 0
        fill_id = self._fill(fill) if fill else 0
        return self._add_format(
            f'<{p}xf numFmtId="0" fontId="{font_id}" fillId="{fill_id}" borderId="0" xfId="0"'
            f' applyFont="1" applyFill="1" applyAlignment="1"{attributes}>'
            f"{_named(inner, p)}</{p}xf>"
        )

    def finish(self) -> bytes:
        """The style sheet with all that was added."""
        for one in (self._fonts, self._fills, self._formats):
            one.finish()
        return self._markup.result()

    def _add_format(self, entry: str | bytes) -> int:
        number = self._formats.add(entry)
        if number >= _FORMATS_AT_MOST:
            refuse_unsafe()
        return number

    def _copy_with_fill(self, base: int, color: str) -> int:
        element = self._formats.get(base) or self._formats.entries[0]
        values = {"fillId": str(self._fill(color)), "applyFill": "1"}
        font = self._markup.attributes(element).get("fontId", "0")
        dark = self._dark_font(int(font)) if font.isdecimal() else None
        if dark is not None:
            values |= {"fontId": str(dark), "applyFont": "1"}
        return self._add_format(with_attributes(self._markup.source(element), values))

    def _fill(self, color: str) -> int:
        p = self._markup.prefix
        if color not in self._fill_ids:
            self._fill_ids[color] = self._fills.add(
                f'<{p}fill><{p}patternFill patternType="solid"><{p}fgColor rgb="{color}"/>'
                f'<{p}bgColor indexed="64"/></{p}patternFill></{p}fill>'
            )
        return self._fill_ids[color]

    def _dark_font(self, number: int) -> int | None:
        """A dark twin of a light font; None for one that is dark already."""
        if number not in self._dark_fonts:
            self._dark_fonts[number] = self._make_dark(number)
        return self._dark_fonts[number]

    def _make_dark(self, number: int) -> int | None:
        font = self._fonts.get(number)
        color = self._markup.child(font, "color") if font else None
        if font is None or color is None or not _is_light(self._markup.attributes(color)):
            return None
        dark = _DARK.format(self._markup.prefix).encode()
        before = self._markup.data[font.start : color.start]
        return self._fonts.add(before + dark + self._markup.data[color.end : font.end])


def _named(inner: str, prefix: str) -> str:
    """Our own elements under the prefix that the part uses."""
    return inner.replace("<", f"<{prefix}") if prefix else inner


def _is_light(color: dict[str, str]) -> bool:
    if "rgb" in color:
        try:
            red, green, blue = bytes.fromhex(color["rgb"][-6:])
        except ValueError:
            return False
        return 0.3 * red + 0.59 * green + 0.11 * blue > 150
    return color.get("theme") in _LIGHT_THEME or color.get("indexed") in _LIGHT_INDEX
