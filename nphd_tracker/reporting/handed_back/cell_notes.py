"""Comments on cells ("notes" in newer Excel): their texts, and the shapes that show them.

A comment that is there keeps its text and gets ours behind it. Threaded comments are left alone:
Excel shows the thread and hides whatever stands in the note below it.
"""

import math
import re
from collections.abc import Iterator, Mapping

from nphd_tracker.reporting.handed_back.marked_cells import (
    LAST_COLUMN,
    LAST_ROW,
    MarkedSheet,
    Place,
    parse_place,
    place_name,
)
from nphd_tracker.reporting.handed_back.markup import (
    MAIN,
    Element,
    Markup,
    escape_content,
    refuse_unsafe,
)
from nphd_tracker.reporting.handed_back.package import Package, relation_attribute, relation_id

AUTHOR = "nphd-tracker"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_V, _O, _X = (
    "urn:schemas-microsoft-com:vml",
    "urn:schemas-microsoft-com:office:office",
    "urn:schemas-microsoft-com:office:excel",
)
_SHAPE_ID = re.compile(rb"_x0000_s(\d{1,9})")
_ID_MAP = re.compile(rb"""(<(?:\w+:)?idmap\b[^>]*?\bdata=["'])([\d,\s]*)(["'])""")
_ID_BLOCK = 1024
"""Shape numbers are given out in blocks; a block belongs to one sheet."""
_BLOCKS_AT_MOST = 1 << 20
_SIGNS_A_LINE = 38
_TALLEST = 30


class ShapeNumbers:
    """Numbers for shapes that no drawing of the workbook uses."""

    def __init__(self, package: Package) -> None:
        self._taken: set[int] = set()
        for part in package.parts_ending(".vml"):
            self._taken |= _blocks_of(package.read(part))

    def take(self, count: int) -> tuple[list[int], list[int]]:
        """(blocks, one number a shape)."""
        blocks: list[int] = []
        numbers: list[int] = []
        while len(numbers) < count:
            block = max(self._taken, default=0) + 1
            self._taken.add(block)
            blocks.append(block)
            numbers += range(block * _ID_BLOCK + 1, (block + 1) * _ID_BLOCK)
        return blocks, numbers[:count]


def _blocks_of(drawing: bytes) -> set[int]:
    listed = {int(n) for found in _ID_MAP.findall(drawing) for n in re.findall(rb"\d+", found[1])}
    used = {int(number) // _ID_BLOCK for number in _SHAPE_ID.findall(drawing)}
    return {block for block in listed | used if block < _BLOCKS_AT_MOST}


def add_notes(
    package: Package,
    part: str,
    sheet: MarkedSheet,
    notes: Mapping[Place, list[str]],
    numbers: ShapeNumbers,
) -> None:
    """Put lines of text on cells of a sheet; what a comment says already is not said twice."""
    relations = package.relations(part)
    comments = next((r.part for r in relations if r.kind == "comments"), "")
    if not comments:
        comments = package.free_name(f"{package.folder}/comments", ".xml")
        package.put(comments, _EMPTY_COMMENTS.encode())
        package.add_type(comments, _TYPE)
        package.relate(part, "comments", comments)
    shapeless = _write_texts(package, comments, notes)
    drawing = sheet.drawing()
    if drawing is not None:
        target = relation_id(sheet.markup.attributes(drawing))
        shapes = next((r.part for r in relations if r.id == target), "")
        if not shapes:
            refuse_unsafe()
    else:
        shapes = package.free_name(f"{package.folder}/drawings/vmlDrawing", ".vml")
        package.put(shapes, _EMPTY_DRAWING.encode())
        package.add_type(shapes, _DRAWING_TYPE, of_suffix="vml")
        name, declaration = relation_attribute(sheet.markup)
        new_id = package.relate(part, "vmlDrawing", shapes)
        sheet.add_drawing(f'{name}="{new_id}"{declaration}')
        shapeless = _all_places(package, comments)
    if shapeless:
        package.put(shapes, _add_shapes(package.read(shapes), shapeless, numbers))


# --- the texts

_EMPTY_COMMENTS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<comments xmlns="{MAIN}"><authors></authors><commentList></commentList></comments>'
)


def _write_texts(package: Package, part: str, notes: Mapping[Place, list[str]]) -> dict[Place, int]:
    """The new comments, which have no shape yet, and how long each is."""
    markup = package.markup(part)
    root = markup.root()
    authors, listed = markup.child(root, "authors"), markup.child(root, "commentList")
    if authors is None or listed is None:
        refuse_unsafe()
    names = [markup.text(author) for author in markup.children(authors, "author")]
    there = {
        parse_place(markup.attributes(comment).get("ref", "")): comment
        for comment in markup.children(listed, "comment")
    }
    new: dict[Place, int] = {}
    content = ""
    p = markup.prefix
    for place, lines in notes.items():
        comment = there.get(place)
        if comment is not None:
            _extend(markup, comment, names, lines)
            continue
        text = "\n".join(lines)
        new[place] = _count_lines(text)
        content += (
            f'<{p}comment ref="{place_name(place)}" authorId="{len(names)}" shapeId="0">'
            f"<{p}text>{_run(text, p)}</{p}text></{p}comment>"
        )
    if new:
        markup.append(authors, f"<{p}author>{AUTHOR}</{p}author>")
        markup.append(listed, content)
    package.put(part, markup.result())
    return new


def _extend(markup: Markup, comment: Element, authors: list[str], lines: list[str]) -> None:
    author = markup.attributes(comment).get("authorId", "")
    is_thread = author.isdecimal() and "".join(authors[int(author) :][:1]).startswith("tc=")
    text = markup.child(comment, "text")
    if is_thread or text is None:
        return
    said = markup.text(text)
    new = [line for line in lines if line not in said]
    if not new:
        return
    p = markup.prefix
    runs = _run("\n" * bool(said) + "\n".join(new), p)
    children = markup.children(text)
    if children and children[0].local == "t":
        # Plain text beside runs is not what Excel writes: it becomes a run of its own.
        markup.insert(children[0].start, f"<{p}r>")
        markup.insert(children[0].end, f"</{p}r>")
    behind = [child for child in children if child.local not in ("t", "r")]
    if behind:
        markup.insert(behind[0].start, runs)
    else:
        markup.append(text, runs)


def _run(text: str, p: str) -> str:
    return (
        f'<{p}r><{p}rPr><{p}sz val="9"/><{p}color indexed="81"/><{p}rFont val="Tahoma"/>'
        f'<{p}family val="2"/></{p}rPr>'
        f'<{p}t xml:space="preserve">{escape_content(text)}</{p}t></{p}r>'
    )


def _all_places(package: Package, part: str) -> dict[Place, int]:
    markup = package.markup(part)
    listed = markup.child(markup.root(), "commentList")
    found = {}
    for comment in markup.children(listed, "comment") if listed else ():
        place = parse_place(markup.attributes(comment).get("ref", ""))
        if place:
            found[place] = _count_lines(markup.text(comment))
    return found


def _count_lines(text: str) -> int:
    return sum(max(1, math.ceil(len(line) / _SIGNS_A_LINE)) for line in text.split("\n"))


# --- the shapes

_EMPTY_DRAWING = f'<xml xmlns:v="{_V}" xmlns:o="{_O}" xmlns:x="{_X}"></xml>'


def _add_shapes(drawing: bytes, places: Mapping[Place, int], numbers: ShapeNumbers) -> bytes:
    """Old drawings are often no proper XML, so they are only added to at their two ends."""
    markup = Markup(drawing, is_checked=False)
    v, o, x = (_prefix_of(markup, uri, letter) for uri, letter in ((_V, "v"), (_O, "o"), (_X, "x")))
    blocks, taken = numbers.take(len(places))
    id_map = _ID_MAP.search(markup.data)
    if id_map:
        listed = b",".join([id_map[2].strip(), *(str(block).encode() for block in blocks)])
        markup.replace(*id_map.span(2), listed.strip(b","))
    else:
        data = ",".join(map(str, blocks))
        layout = f'<{o}shapelayout {v}ext="edit"><{o}idmap {v}ext="edit" data="{data}"/></{o}shapelayout>'
        markup.insert(markup.root_tag.end(), layout)
    content = "" if b"_x0000_t202" in markup.data else _shape_type(v, o)
    shapes = (
        _shape(number, place, lines, v, o, x)
        for number, (place, lines) in zip(taken, places.items(), strict=True)
    )
    closing = markup.data.rfind(f"</{markup.root_name}".encode())
    if closing < 0:
        refuse_unsafe()
    markup.insert(closing, content + "".join(shapes))
    return markup.result()


def _prefix_of(markup: Markup, uri: str, letter: str) -> str:
    """With its colon; declared at the root where it is not."""
    prefix = markup.prefix_of(uri)
    if prefix:
        return f"{prefix}:"
    while letter in markup.spaces:
        letter += "n"
    markup.insert(markup.root_tag.end(3), f' xmlns:{letter}="{uri}"')
    return f"{letter}:"


def _shape_type(v: str, o: str) -> str:
    return (
        f'<{v}shapetype id="_x0000_t202" coordsize="21600,21600" {o}spt="202"'
        f' path="m,l,21600r21600,l21600,xe"><{v}stroke joinstyle="miter"/>'
        f'<{v}path gradientshapeok="t" {o}connecttype="rect"/></{v}shapetype>'
    )


def _shape(number: int, place: Place, lines: int, v: str, o: str, x: str) -> str:
    row, column = place[0] - 1, place[1] - 1
    left = min(column + 1, LAST_COLUMN - 5)
    top = min(max(row - 1, 0), LAST_ROW - _TALLEST - 2)
    height = min(max(lines, 3), _TALLEST)
    anchor = ", ".join(map(str, _corners(left, top, height)))
    return (
        f'<{v}shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;'
        f"margin-left:80pt;margin-top:2pt;width:180pt;height:{height * 12}pt;z-index:1;"
        f'visibility:hidden" fillcolor="#ffffe1" {o}insetmode="auto">'
        f'<{v}fill color2="#ffffe1"/><{v}shadow on="t" color="black" obscured="t"/>'
        f'<{v}path {o}connecttype="none"/>'
        f'<{v}textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></{v}textbox>'
        f'<{x}ClientData ObjectType="Note"><{x}MoveWithCells/><{x}SizeWithCells/>'
        f"<{x}Anchor>{anchor}</{x}Anchor><{x}AutoFill>False</{x}AutoFill>"
        f"<{x}Row>{row}</{x}Row><{x}Column>{column}</{x}Column></{x}ClientData></{v}shape>"
    )


def _corners(left: int, top: int, height: int) -> Iterator[int]:
    """Column, offset, row, offset of the upper left and of the lower right corner."""
    yield from (left, 15, top, 10, left + 3, 60, top + height, 4)
