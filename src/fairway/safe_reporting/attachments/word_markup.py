"""The markup of a Word document: elements and attributes that say what is read and how it looks, and nothing else.

Source: ISO/IEC 29500-1:2016, parts 17 (WordprocessingML), 20 and 21 (DrawingML); ISO/IEC 29500-3, 10 (choices).
"""

from __future__ import annotations

import re
from typing import Final
from xml.etree import ElementTree

from fairway.safe_reporting.attachments.refusals import damaged

MAIN: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CHOICES: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_NAMESPACES: Final = {
    "w": MAIN,
    "r": RELATIONS,
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "v": "urn:schemas-microsoft-com:vml",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
_KNOWN: Final = frozenset(_NAMESPACES.values())
_NEVER: Final = frozenset({
    "altChunk", "control", "object", "subDoc", "sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr", "embedRegular",
    "embedBold", "embedItalic", "embedBoldItalic", "extLst", "proofErr", "hlinkClick", "hlinkHover", "attachedTemplate",
    "mailMerge", "docVars", "rsids",
})  # fmt: skip
"""Local names of elements that are left out with what stands in them."""
_WHO: Final = frozenset({"author", "initials", "date"})
_NAMED: Final = frozenset({"descr", "title", "alt", "href", "src", "tooltip"})
"""Of pictures: where they came from, and words of whoever put them in."""
_FIELDS: Final = re.compile(
    r"\b(DDE|DDEAUTO|INCLUDE\w*|LINK|HYPERLINK|AUTHOR|FILENAME|LASTSAVEDBY|USER\w*|DOCPROPERTY|MACROBUTTON|IMPORT|TEMPLATE)\b",
    re.IGNORECASE,
)

for _prefix, _namespace in _NAMESPACES.items():
    ElementTree.register_namespace(_prefix, _namespace)


def parsed(part: bytes) -> ElementTree.Element:
    """The tree of a part.

    Raises:
        AttachmentRefused: It is no markup, or declares entities.
    """
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part or part.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise damaged()
    try:
        # Neither entities nor external parts: both need a declaration, which is refused above.
        return ElementTree.fromstring(part)  # noqa: S314
    except (ElementTree.ParseError, ValueError, LookupError) as fault:
        raise damaged() from fault


def plain(part: bytes, relations: frozenset[str]) -> bytes:
    """The part with the elements and attributes of `_NAMESPACES` alone, without who wrote what when.

    Args:
        part: Markup.
        relations: Ids of what the part may still refer to.
    """
    root = parsed(part)
    _strip(root, relations)
    return written(root)


def written(root: ElementTree.Element) -> bytes:
    """Markup, in UTF-8."""
    whole: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return whole


def _strip(root: ElementTree.Element, relations: frozenset[str]) -> None:
    waiting = [root]
    while waiting:
        one = waiting.pop()
        for name, value in list(one.attrib.items()):
            kept = _attribute(name, value, relations)
            if kept is None:
                del one.attrib[name]
            else:
                one.attrib[name] = kept
        if one.tag == f"{{{MAIN}}}instrText" and _FIELDS.search(one.text or ""):
            one.text = ""
        one[:] = [kept for child in one for kept in _kept(child)]
        waiting += one


def _kept(child: ElementTree.Element) -> list[ElementTree.Element]:
    """The element, what stands in its place, or nothing."""
    namespace, _, local = str(child.tag).rpartition("}")
    if namespace == f"{{{_CHOICES}" and local == "AlternateContent":
        fallback = child.find(f"{{{_CHOICES}}}Fallback")
        return [] if fallback is None else [kept for one in fallback for kept in _kept(one)]
    return [child] if namespace[1:] in _KNOWN and local not in _NEVER else []


def _attribute(name: str, value: str, relations: frozenset[str]) -> str | None:
    """Its value, an empty one where the form demands that it is there, or none."""
    namespace, _, local = name.rpartition("}")
    if local.startswith("rsid") or (namespace and namespace[1:] not in _KNOWN) or local in _NAMED:
        return None
    if namespace == f"{{{RELATIONS}" and value not in relations:
        return None
    if namespace == f"{{{MAIN}" and local in _WHO:
        return "" if local == "author" else None
    if _FIELDS.search(value) and local == "instr":
        return ""
    return value
