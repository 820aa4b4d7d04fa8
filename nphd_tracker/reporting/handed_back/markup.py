"""One XML part of a workbook, changed in place: whatever is not touched stays as its bytes are.

A tree written anew would lose prefixes, their order and what no library knows. So tags are found by
their place in the bytes, and changes are spliced in there. That is sound for XML that is well formed
and declares no document type: both are checked first, and comments are hidden from the search.
"""

import codecs
import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NoReturn
from xml.parsers import expat

from defusedxml.common import DTDForbidden

from nphd_tracker.errors import TrackerError

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

_ATTRIBUTES = rb"""(?:[^<>"']|"[^"]*"|'[^']*')*+"""
_TAG = re.compile(rb"""<(/?)([^\s/>"'=<]+)(""" + _ATTRIBUTES + rb")>")
_ATTRIBUTE = re.compile(rb"""([^\s="'/]+)\s*=\s*("[^"]*"|'[^']*')""")
_HIDING = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)
_DECLARATION = re.compile(r"^\ufeff?<\?xml[^>]*\?>")
_ENCODING = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_NOT_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED_SIGN = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def refuse_unsafe(cause: Exception | None = None) -> NoReturn:
    """The package is built in a way that cannot be added to without risk."""
    raise TrackerError(
        "Susunan buku kerja ini tidak biasa, jadi catatan tidak dapat ditulis ke dalamnya. "
        "Buka di Excel, simpan sebagai “Excel Workbook (.xlsx)” baru, lalu unggah lagi.",
        "This workbook is built in an unusual way, so notes cannot be written into it. "
        "Open it in Excel, save it as a new “Excel Workbook (.xlsx)”, and upload it again.",
    ) from cause


def escape(text: str) -> str:
    """Text as it stands between tags or in an attribute; what XML forbids becomes "\ufffd"."""
    return html.escape(_NOT_XML.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n")))


def escape_content(text: str) -> str:
    """Text of a cell or comment, where Excel takes ``_x0041_`` for a sign: ``_x005F_x0041_``."""
    return escape(_ESCAPED_SIGN.sub("_x005F_", text))


@dataclass(frozen=True, slots=True)
class Element:
    """Where an element stands. An empty one (``<a/>``) ends where its opening tag does."""

    name: str
    """As written, with its prefix."""
    start: int
    opened: int
    """Behind the opening tag."""
    closing: int
    """Before the closing tag."""
    end: int

    @property
    def local(self) -> str:
        return self.name.rpartition(":")[2]

    @property
    def is_empty_tag(self) -> bool:
        return self.opened == self.end


class Markup:
    """The bytes of a part and the changes to them."""

    def __init__(self, data: bytes, *, is_checked: bool = True) -> None:
        self.data = as_utf8(data)
        if is_checked:
            _check_well_formed(self.data)
        self.seen = _HIDING.sub(lambda hidden: b" " * len(hidden[0]), self.data)
        self._edits: list[tuple[int, int, bytes]] = []
        tag = _TAG.search(self.seen)
        if tag is None:
            refuse_unsafe()
        self.root_tag = tag
        self.root_name = tag[2].decode()
        self.spaces = self._namespaces()

    @property
    def prefix(self) -> str:
        """What stands before the root's own name: "" or like ``x:``."""
        before, sign, _ = self.root_name.rpartition(":")
        return before + sign

    @property
    def root_space(self) -> str:
        return self.spaces.get(self.prefix.rstrip(":"), "")

    def _namespaces(self) -> dict[str, str]:
        return {
            name.partition(":")[2]: uri
            for name, uri in _attributes(self.root_tag[3]).items()
            if name == "xmlns" or name.startswith("xmlns:")
        }

    def prefix_of(self, uri: str) -> str | None:
        """A prefix bound to a namespace at the root; None where it must still be declared."""
        return next((prefix for prefix, bound in self.spaces.items() if bound == uri), None)

    # --- looking

    def elements(self, start: int, end: int) -> Iterator[Element]:
        """The elements that stand side by side between two places."""
        depth = 0
        first: re.Match[bytes] | None = None
        for tag in _TAG.finditer(self.seen, start, end):
            if tag[1]:
                depth -= 1
                if depth == 0 and first is not None:
                    name = first[2].decode()
                    yield Element(name, first.start(), first.end(), tag.start(), tag.end())
                continue
            if depth == 0:
                first = tag
                if tag[3].endswith(b"/"):
                    yield Element(tag[2].decode(), tag.start(), tag.end(), tag.end(), tag.end())
            if not tag[3].endswith(b"/"):
                depth += 1

    def root(self) -> Element:
        return next(self.elements(self.root_tag.start(), len(self.seen)))

    def children(self, parent: Element, local: str = "") -> list[Element]:
        """Those of the root's own namespace; all of them, or those of one name."""
        own = [e for e in self.elements(parent.opened, parent.closing) if self.is_own(e)]
        return [e for e in own if e.local == local] if local else own

    def child(self, parent: Element, *path: str) -> Element | None:
        """The first element of that name, and so on down."""
        found: Element | None = parent
        for local in path:
            found = next(iter(self.children(found, local)), None) if found else None
        return found

    def is_own(self, element: Element) -> bool:
        return element.name == self.prefix + element.local

    def attributes(self, element: Element) -> dict[str, str]:
        """Names as written, values with their entities resolved."""
        return _attributes(self.seen[element.start : element.opened])

    def source(self, element: Element) -> bytes:
        return self.data[element.start : element.end]

    def text(self, element: Element) -> str:
        """All text within an element, tags left out."""
        inner = self.seen[element.opened : element.closing]
        return html.unescape(re.sub(rb"<[^>]*>", b"", inner).decode("utf-8"))

    # --- changing

    def insert(self, place: int, content: str | bytes) -> None:
        self.replace(place, place, content)

    def replace(self, start: int, end: int, content: str | bytes) -> None:
        raw = content.encode() if isinstance(content, str) else content
        self._edits.append((start, end, raw))

    def set_attribute(self, element: Element, name: str, value: str) -> None:
        tag = self.seen[element.start : element.opened]
        start, end = _value_span(tag, name)
        self.replace(
            element.start + start, element.start + end, _write_value(name, value, start, end)
        )

    def append(self, parent: Element, content: str | bytes) -> None:
        """Behind the last child. Once for an element that is an empty tag."""
        raw = content.encode() if isinstance(content, str) else content
        if not parent.is_empty_tag:
            self.insert(parent.closing, raw)
        elif raw:
            self.replace(parent.end - 2, parent.end, b">" + raw + f"</{parent.name}>".encode())

    def result(self) -> bytes:
        """The part with its changes."""
        pieces, place = [], 0
        for start, end, raw in sorted(self._edits, key=lambda edit: edit[:2]):
            assert start >= place, "two changes at one place"
            pieces += [self.data[place:start], raw]
            place = end
        return b"".join([*pieces, self.data[place:]])


def with_attributes(source: bytes, values: Mapping[str, str]) -> bytes:
    """A copy of an element's bytes with attributes of its opening tag set."""
    for name, value in values.items():
        tag = _TAG.match(source)
        assert tag is not None
        start, end = _value_span(tag[0], name)
        source = source[:start] + _write_value(name, value, start, end).encode() + source[end:]
    return source


def _value_span(tag: bytes, name: str) -> tuple[int, int]:
    """Where an attribute's quoted value stands in a tag; an empty place where it is new."""
    for found in _ATTRIBUTE.finditer(tag):
        if found[1].decode() == name:
            return found.span(2)
    place = len(tag) - (2 if tag.endswith(b"/>") else 1)
    return place, place


def _write_value(name: str, value: str, start: int, end: int) -> str:
    return f' {name}="{escape(value)}"' if start == end else f'"{escape(value)}"'


def _attributes(tag: bytes) -> dict[str, str]:
    return {
        name.decode(): html.unescape(value[1:-1].decode("utf-8"))
        for name, value in _ATTRIBUTE.findall(tag)
    }


def as_utf8(data: bytes) -> bytes:
    """The part in UTF-8, untouched where it is that already."""
    declared = _ENCODING.match(data)
    if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        encoding = "utf-16"
    elif data[:2] in (b"<\0", b"\0<"):
        encoding = "utf-16-le" if data[:1] == b"<" else "utf-16-be"
    elif declared and declared[1].lower() not in (b"utf-8", b"utf8", b"us-ascii"):
        encoding = declared[1].decode()
    else:
        return data
    try:
        text = data.decode(encoding)
    except (LookupError, ValueError) as error:
        refuse_unsafe(error)
    declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return (declaration + _DECLARATION.sub("", text)).encode("utf-8")


def _check_well_formed(data: bytes) -> None:
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _forbid_doctype
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, DTDForbidden) as error:
        refuse_unsafe(error)


def _forbid_doctype(
    name: str, system: str | None, public: str | None, _has_subset: bool
) -> NoReturn:
    raise DTDForbidden(name, system, public)
