"""A workbook's zip package: its parts, what leads from one to another, and what each one is.

Parts that nobody changes are written back as they were; new ones come behind them.
"""

import posixpath
import re
import shutil
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from nphd_tracker.errors import TrackerError
from nphd_tracker.reporting.handed_back.markup import MAIN, RELATIONS, Markup, escape, refuse_unsafe

TYPES = "[Content_Types].xml"
_PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NUMBER = re.compile(r"(\d+)$")


@dataclass(frozen=True, slots=True)
class Relation:
    """Where an id leads. ``kind`` is the last word of its type; an external one has no part."""

    id: str
    kind: str
    part: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One tab, in the order of the tabs. ``part`` is "" where nothing is there."""

    name: str
    part: str
    kind: str
    """worksheet, chartsheet, dialogsheet, ..."""
    is_hidden: bool


class Package:
    """An open workbook and its changed parts."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._entries = {info.filename: info for info in archive.infolist()}
        self._names = {name.casefold(): name for name in self._entries}
        self._changed: dict[str, bytes] = {}
        root = self._read_relations("")
        self.workbook = next((r.part for r in root if r.kind == "officeDocument"), "")
        self.properties = next((r.part for r in root if r.kind == "extended-properties"), "")
        if not self.workbook:
            refuse_unsafe()
        self.folder = posixpath.dirname(self.workbook)
        self._check_kind(root)

    def _check_kind(self, root: Iterable[Relation]) -> None:
        """Nothing that an added sheet would break: a signature, a log of changes, Strict names."""
        if self.markup(self.workbook).root_space != MAIN:
            refuse_unsafe()
        kinds = {r.kind for r in (*root, *self.relations(self.workbook))}
        if "origin" in kinds:
            raise TrackerError(
                "Buku kerja ini bertanda tangan digital, yang akan rusak oleh catatan. "
                "Simpan salinan tanpa tanda tangan, lalu unggah.",
                "This workbook is digitally signed, and notes would break the signature. "
                "Save a copy without it and upload that.",
            )
        if "revisionHeaders" in kinds:
            raise TrackerError(
                "Buku kerja ini dipakai bersama (Share Workbook), jadi catatan tidak dapat "
                "ditulis. Hentikan pemakaian bersama, simpan, lalu unggah lagi.",
                "This is a shared workbook (Share Workbook), so notes cannot be written. "
                "Stop sharing it, save, and upload it again.",
            )

    # --- parts

    def has(self, part: str) -> bool:
        return part.casefold() in self._names

    def read(self, part: str) -> bytes:
        name = self._names.get(part.casefold())
        if name is None:
            refuse_unsafe()
        return self._changed[name] if name in self._changed else self._archive.read(name)

    def head(self, part: str, size: int) -> bytes:
        """The first bytes of a part that need not be read to its end."""
        with self._archive.open(self._names[part.casefold()]) as stream:
            return stream.read(size)

    def markup(self, part: str) -> Markup:
        return Markup(self.read(part))

    def put(self, part: str, data: bytes) -> None:
        self._changed[self._names.setdefault(part.casefold(), part)] = data

    def free_name(self, stem: str, suffix: str) -> str:
        """``xl/comments`` -> ``xl/comments3.xml``, the first that is not taken."""
        number = 1
        while self.has(f"{stem}{number}{suffix}"):
            number += 1
        return f"{stem}{number}{suffix}"

    def parts_ending(self, suffix: str) -> list[str]:
        return [name for folded, name in self._names.items() if folded.endswith(suffix)]

    def add_type(self, part: str, content_type: str, *, of_suffix: str = "") -> None:
        """Say what a new part is; for all parts of a suffix, if none was said for those yet."""
        types = self.markup(TYPES)
        said = {
            values.get("Extension", "").lower(): values.get("ContentType")
            for values in map(types.attributes, types.children(types.root(), "Default"))
        }
        if of_suffix and said.get(of_suffix) == content_type:
            return
        if of_suffix and of_suffix not in said:
            entry = f'Default Extension="{of_suffix}"'
        else:
            entry = f'Override PartName="/{escape(part)}"'
        types.append(types.root(), f'<{types.prefix}{entry} ContentType="{content_type}"/>')
        self.put(TYPES, types.result())

    # --- relationships

    def relations(self, part: str) -> list[Relation]:
        return self._read_relations(part)

    def _read_relations(self, part: str) -> list[Relation]:
        name = _relations_of(part)
        if not self.has(name):
            return []
        markup = self.markup(name)
        folder = posixpath.dirname(part)
        return [
            _relation(markup.attributes(element), folder)
            for element in markup.children(markup.root(), "Relationship")
        ]

    def relate(self, part: str, kind: str, target: str) -> str:
        """Lead from one part to another; the id of that."""
        name = _relations_of(part)
        if not self.has(name):
            empty = f'{_DECLARATION}<Relationships xmlns="{_PACKAGE_RELATIONS}"/>'
            self.put(name, empty.encode())
        taken = (_NUMBER.search(r.id) for r in self.relations(part))
        new_id = f"rId{max((int(m[1][-9:]) for m in taken if m), default=0) + 1}"
        path = posixpath.relpath(f"/{target}", f"/{posixpath.dirname(part)}")
        markup = self.markup(name)
        entry = (
            f'<{markup.prefix}Relationship Id="{new_id}" Type="{RELATIONS}/{kind}" '
            f'Target="{escape(path)}"/>'
        )
        markup.append(markup.root(), entry)
        self.put(name, markup.result())
        return new_id

    # --- sheets

    def sheets(self) -> list[Sheet]:
        book = self.markup(self.workbook)
        targets = {r.id: r for r in self.relations(self.workbook)}
        listed = book.child(book.root(), "sheets")
        found = []
        for element in book.children(listed, "sheet") if listed else ():
            values = book.attributes(element)
            relation = targets.get(relation_id(values))
            found.append(
                Sheet(
                    values.get("name", ""),
                    relation.part if relation else "",
                    relation.kind if relation else "",
                    values.get("state", "visible") != "visible",
                )
            )
        return found

    # --- the file

    def save(self, out: Path) -> None:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            for name in dict.fromkeys([*self._entries, *self._changed]):
                info = zipfile.ZipInfo(name)
                if name in self._entries:
                    info.date_time = self._entries[name].date_time
                info.compress_type = zipfile.ZIP_DEFLATED
                if name in self._changed:
                    target.writestr(info, self._changed[name])
                else:
                    info.file_size = self._entries[name].file_size
                    with self._archive.open(name) as source, target.open(info, "w") as copy:
                        shutil.copyfileobj(source, copy, 1 << 20)


def relation_id(attributes: dict[str, str]) -> str:
    """``r:id``, whatever its prefix; "" where there is none."""
    return next((v for name, v in attributes.items() if name.endswith(":id")), "")


def relation_attribute(markup: Markup) -> tuple[str, str]:
    """How to write ``r:id`` in a part, and the declaration that goes with it, if any."""
    prefix = markup.prefix_of(RELATIONS)
    if prefix:
        return f"{prefix}:id", ""
    return "r:id", f' xmlns:r="{RELATIONS}"'


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _relation(values: dict[str, str], folder: str) -> Relation:
    target = values.get("Target", "")
    kind = values.get("Type", "").rpartition("/")[2]
    if values.get("Type", "").startswith(_STRICT):
        refuse_unsafe()
    if values.get("TargetMode") == "External":
        return Relation(values.get("Id", ""), kind, "")
    path = unquote(target)
    path = path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path)
    return Relation(values.get("Id", ""), kind, posixpath.normpath(path))
