"""The words of a DOCX document in their order: paragraphs, tables, text boxes, headers; nothing that was struck out."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any, Final

from fairway.kernel.text import Text
from fairway.recruitment.contracts.docx_safety import check_package
from fairway.recruitment.contracts.reading_errors import DocumentRefused
from fairway.recruitment.contracts.reading_folding import clean
from fairway.recruitment.contracts.reading_lines import Row

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHANGES: Final = tuple(
    _W + name for name in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "delText")
)
_COPY: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def rows_of_docx(contents: bytes) -> tuple[list[Row], tuple[Text, ...]]:
    """The rows of a document, and what was left out on purpose.

    Args:
        contents: The DOCX file.

    Raises:
        DocumentRefused: It cannot be opened without harm, or its changes are not settled.
    """
    check_package(contents)
    import docx

    try:
        document = docx.Document(io.BytesIO(contents))
        body = document.element.body
    except Exception as fault:  # python-docx has no error of its own for what is missing in a package
        raise DocumentRefused(
            Text("This file is damaged, or it is not a DOCX file."),
            advice=Text("Open it in a word processor, save it as DOCX again, and give the new file."),
        ) from fault
    edges = [part.element for part in _edges(document)]
    if any(next(root.iter(*_CHANGES), None) is not None for root in (body, *edges)):
        raise DocumentRefused(
            Text("This document holds changes that nobody has accepted or rejected yet."),
            advice=Text("Accept or reject all changes in a word processor, save it, and give it again."),
        )
    rows = [row for root in edges if root.tag == f"{_W}hdr" for row in _Walk("header").rows(root)]
    rows += _Walk("").rows(body)
    rows += [row for root in edges if root.tag == f"{_W}ftr" for row in _Walk("footer").rows(root)]
    return rows, _notes(document, body)


def _edges(document: Any) -> list[Any]:
    parts: list[Any] = [rel.target_part for rel in document.part.rels.values() if not rel.is_external]
    return [
        part
        for part in parts
        if re.search(r"/(?:header|footer)\d*\.xml$", str(part.partname)) and hasattr(part, "element")
    ]


def _notes(document: Any, body: Any) -> tuple[Text, ...]:
    kinds = [str(rel.reltype) for rel in document.part.rels.values()]
    notes = []
    if any(one.endswith("/comments") for one in kinds) or next(body.iter(f"{_W}commentReference"), None) is not None:
        notes.append(Text("The comments in this document were not read: they are not part of the contract."))
    if next(body.iter(f"{_W}drawing", f"{_W}pict"), None) is not None:
        notes.append(Text("The pictures in this document were not read."))
    if next(body.iter(f"{_W}vanish"), None) is not None:
        notes.append(Text("This document has hidden words. They were not read: nobody sees them on paper."))
    return tuple(notes)


class _Walk:
    """One walk through a part; it counts paragraphs and tables."""

    def __init__(self, within: str) -> None:
        self.within = within
        self.paragraphs = 0
        self.tables = 0

    def rows(self, parent: Any) -> list[Row]:
        """The rows below an element."""
        found: list[Row] = []
        for child in parent:
            if child.tag == f"{_W}p":
                self.paragraphs += 1
                where = self.within or f"paragraph {self.paragraphs}"
                found += [Row((line,), where) for line in _lines(child)]
            elif child.tag == f"{_W}tbl":
                self.tables += 1
                found += self._table(child, self.tables)
            elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}smartTag"):
                found += self.rows(child)
        return found

    def _table(self, table: Any, number: int) -> Iterator[Row]:
        for index, row in enumerate(table.iterchildren(f"{_W}tr"), start=1):
            cells: list[Any] = list(row.iterchildren(f"{_W}tc"))
            texts = [
                "\n".join(line for paragraph in cell.iter(f"{_W}p") for line in _lines(paragraph)) for cell in cells
            ]
            kept = [one for one in texts if one.strip()]
            where = f"table {number}, row {index}"
            lines = [one.split("\n") for one in kept]
            if any(len(one) > 1 for one in lines) and not (
                len(kept) == 2 and len(lines[0]) == 1 and len(kept[0].split()) <= 8
            ):
                # Clauses side by side: each line of each cell is read for itself.
                yield from (Row((line,), where) for one in lines for line in one)
            elif kept:
                yield Row(tuple(" ; ".join(one) if position else one[0] for position, one in enumerate(lines)), where)


def _lines(paragraph: Any) -> list[str]:
    """The lines of a paragraph, those of its text boxes behind it."""
    own: list[str] = []
    boxes: list[str] = []
    for part in paragraph.iter():
        if part.tag == f"{_W}txbxContent" and not _within(part, paragraph, (_COPY,)):
            boxes += [line for inner in part.iter(f"{_W}p") for line in _lines(inner)]
        if part.tag not in (f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}noBreakHyphen"):
            continue
        if _within(part, paragraph, (_COPY, f"{_W}txbxContent", f"{_W}pPr")) or _hidden(part):
            continue
        own.append({f"{_W}t": part.text or "", f"{_W}tab": "\t", f"{_W}noBreakHyphen": "-"}.get(part.tag, "\n"))
    lines = [clean(one).strip() for one in "".join(own).split("\n")]
    return [one for one in (*lines, *boxes) if one]


def _within(part: Any, top: Any, tags: tuple[str, ...]) -> bool:
    for parent in part.iterancestors():
        if parent is top:
            return False
        if parent.tag in tags:
            return True
    return False


def _hidden(part: Any) -> bool:
    run = part.getparent()
    vanish = run.find(f"{_W}rPr/{_W}vanish") if run is not None else None
    return vanish is not None and vanish.get(f"{_W}val") not in ("0", "false")
