"""Word documents: a new package of the text, its looks and its pictures; everything else is left out.

Source: ISO/IEC 29500-2:2016 (packages), ISO/IEC 29500-1:2016, 11.3 (parts of a WordprocessingML document).
"""

from __future__ import annotations

import posixpath
from typing import Final
from xml.etree import ElementTree

from fairway.kernel.text import Text
from fairway.safe_reporting.attachments import images
from fairway.safe_reporting.attachments.packages import packed, unpacked
from fairway.safe_reporting.attachments.refusals import AS_PDF, AttachmentRefused, too_large_inside
from fairway.safe_reporting.attachments.word_markup import RELATIONS, parsed, plain, written

MEDIA: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST_MARKUP: Final = 4 * 1024 * 1024
"""Bytes: some 400 pages, and the time it takes to read them."""
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_MAIN: Final = "word/document.xml"
_MEDIA: Final = "word/media/"
_PARTS: Final = {
    "styles": "styles", "numbering": "numbering", "fontTable": "fontTable", "footnotes": "footnotes",
    "endnotes": "endnotes", "comments": "comments", "header": "header", "footer": "footer",
}  # fmt: skip
"""Last part of a relation's type → of the part's content type."""
_PICTURES: Final = {
    b"\xff\xd8\xff": images.from_jpeg,
    b"\x89PN": images.from_png,
    b"GIF": images.from_gif,
}
_ACTIVE: Final = ("vbaProject", "vbaData", "activeX", "embeddings/", "macros")
_BLANK: Final = images.from_gif(
    b"GIF89a\1\0\1\0\x80\0\0\xff\xff\xff\0\0\0!\xf9\4\0\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;"
)[0]
"""In place of a drawing that cannot be cleaned."""
_WHO: Final = Text("Names and dates of whoever wrote the document were removed.")
_ZIP: Final = Text("Archives are not taken.")
_OTHER: Final = Text("Documents of this kind cannot be cleaned here.")
_MACROS: Final = Text("This document holds programs or other files.")


def cleaned(content: bytes) -> tuple[bytes, str, str, tuple[Text, ...]]:
    """A new document.

    Raises:
        AttachmentRefused: It is another kind of package, holds programs or files, or is damaged.
    """
    given = unpacked(content)
    if _MAIN not in given:
        office = "mimetype" in given or "[Content_Types].xml" in given
        raise AttachmentRefused(
            *((_OTHER, AS_PDF) if office else (_ZIP, Text("Unpack it, and send the files one by one.")))
        )
    types = given.get("[Content_Types].xml", b"")
    if b"macroEnabled" in types or any(word in name for name in given for word in _ACTIVE):
        raise AttachmentRefused(_MACROS, AS_PDF)
    markup = sum(len(part) for name, part in given.items() if name.endswith((".xml", ".rels")))
    if markup > MOST_MARKUP or sum(images.pixels(part) for part in given.values()) > images.MOST_PIXELS:
        raise too_large_inside()
    document = _Document(given)
    parts = document.parts()
    # Writing a picture anew changes it a little each time: what is compared has the pictures as they came.
    as_given = {name: given.get(name, b"") if name.startswith(_MEDIA) else part for name, part in parts.items()}
    untouched = packed(as_given) == content and not document.told
    return packed(parts), MEDIA, ".docx", () if untouched else (_WHO,)


class _Document:
    """The new package while it is put together.

    Attributes:
        told: Whether a picture told something beside what it shows, or was no picture.
    """

    def __init__(self, given: dict[str, bytes]) -> None:
        self._given = given
        self._written: dict[str, bytes] = {}
        self._kinds: dict[str, str] = {}
        self._pictures: dict[str, str] = {}
        self._parts: dict[str, str] = {}
        self.told = False

    def parts(self) -> dict[str, bytes]:
        """All parts, the list of their types first, as the form demands."""
        self._add(_MAIN, "document.main", _MAIN)
        first = _relations([("rId1", f"{RELATIONS}/officeDocument", _MAIN)])
        return {"[Content_Types].xml": self._types(), "_rels/.rels": first, **self._written}

    def _add(self, name: str, kind: str, source: str) -> None:
        """A part of markup, and what it refers to."""
        self._kinds[name] = f"{_WORD}{kind}+xml"
        self._written[name] = b""
        folder, _, file = source.rpartition("/")
        relations = self._given.get(f"{folder}/_rels/{file}.rels")
        kept = self._followed(relations, folder) if relations else []
        self._written[name] = plain(self._given[source], frozenset(id for id, _, _ in kept))
        if kept:
            own, _, file = name.rpartition("/")
            self._written[f"{own}/_rels/{file}.rels"] = _relations(kept)

    def _followed(self, relations: bytes, folder: str) -> list[tuple[str, str, str]]:
        """What is kept of the relations of a part: id, type, target."""
        kept = []
        for relation in parsed(relations).iter(f"{{{_PACKAGE}}}Relationship"):
            kind = relation.get("Type", "").rpartition("/")[2]
            target = relation.get("Target", "")
            source = posixpath.normpath(target[1:] if target.startswith("/") else f"{folder}/{target}")
            if relation.get("TargetMode") == "External" or source not in self._given:
                source = ""
            new = self._picture(source) if kind == "image" else self._part(kind, source)
            if new:
                kept.append((relation.get("Id", ""), f"{RELATIONS}/{kind}", new))
        return kept

    def _part(self, kind: str, source: str) -> str:
        """Adds a part of markup that a relation leads to, once; its name from the folder `word`, or nothing."""
        if kind not in _PARTS or source in ("", _MAIN):
            return ""
        if source in self._parts:
            return self._parts[source]
        name = self._parts[source] = f"{kind}{sum(one.startswith(f'word/{kind}') for one in self._kinds) or ''}.xml"
        self._add(f"word/{name}", _PARTS[kind], source)
        return name

    def _picture(self, source: str) -> str:
        """Adds a picture, or a blank one in place of what is none; its name from the folder `word`."""
        given = self._given.get(source, b"")
        cleaner = _PICTURES.get(given[:3])
        self.told = self.told or cleaner is None
        key = source if cleaner else ""
        if key not in self._pictures:
            content, _, extension, removed = cleaner(given) if cleaner else (_BLANK, "", ".png", ())
            self.told = self.told or bool(removed)
            self._pictures[key] = f"media/{len(self._pictures) + 1}{extension}"
            self._written[f"word/{self._pictures[key]}"] = content
        return self._pictures[key]

    def _types(self) -> bytes:
        root = ElementTree.Element("Types", xmlns=_TYPES)
        for extension, media in (
            ("rels", "application/vnd.openxmlformats-package.relationships+xml"), ("xml", "application/xml"),
            ("png", "image/png"), ("jpg", "image/jpeg"),
        ):  # fmt: skip
            ElementTree.SubElement(root, "Default", Extension=extension, ContentType=media)
        for name, kind in self._kinds.items():
            ElementTree.SubElement(root, "Override", PartName=f"/{name}", ContentType=kind)
        return written(root)


def _relations(kept: list[tuple[str, str, str]]) -> bytes:
    root = ElementTree.Element("Relationships", xmlns=_PACKAGE)
    for name, kind, target in kept:
        ElementTree.SubElement(root, "Relationship", Id=name, Type=kind, Target=target)
    return written(root)
