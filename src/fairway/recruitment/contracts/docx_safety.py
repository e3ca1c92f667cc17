"""Which files are read as a contract, told from their bytes and their package before anything in them is parsed."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Final

from fairway.kernel.text import Text
from fairway.recruitment.contracts.reading_errors import DocumentRefused

MOST_BYTES: Final = 5_000_000
MOST_UNPACKED: Final = 20_000_000
MOST_PARTS: Final = 1_000
MOST_TAGS: Final = 400_000
_TYPE_OR_FORM: Final = Text("Type its terms into the form, or save it as DOCX or plain text (.txt) and give that.")
_PICTURES: Final = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM", b"RIFF")
_CLAUSES_OUTSIDE: Final = re.compile(rb"\b(?:DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|LINK)\b")


def kind_of(contents: bytes, name: str = "") -> str:
    """`docx` or `text`.

    Args:
        contents: As they came.
        name: Of the file; only its ending counts.

    Raises:
        DocumentRefused: Another kind, or too large.
    """
    if len(contents) > MOST_BYTES:
        raise DocumentRefused(
            Text("This file is larger than 5 MB."),
            advice=Text("Take the pictures out of it, or copy its words into a plain text file."),
        )
    if not contents.strip():
        raise DocumentRefused(Text("This file is empty."), advice=Text("Choose the file that holds the contract."))
    _refuse_other_kinds(contents)
    if name.lower().endswith((".docm", ".dotm")):
        _refuse_macros()
    if contents.startswith(b"PK"):
        return "docx"
    if name.lower().endswith(".docx"):
        raise DocumentRefused(
            Text("This file is called DOCX, but it is none."),
            advice=Text("Open it in a word processor and save it as DOCX, or copy its words into the text box."),
        )
    return "text"


def _refuse_other_kinds(contents: bytes) -> None:
    start = contents[:1024].lstrip()
    if b"%PDF-" in start:
        raise DocumentRefused(
            Text("This is a PDF. Fairway does not read the terms of a PDF."),
            advice=Text("Copy its words and paste them as text, or type the terms into the form. A scan has no words."),
        )
    picture = start.startswith(_PICTURES) or start[4:12] in (b"ftypheic", b"ftypmif1", b"ftypavif")
    if picture:
        raise DocumentRefused(
            Text("This is a picture. Fairway does not read words from a picture."),
            advice=Text("Type the terms into the form while you look at it."),
        )
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise DocumentRefused(
            Text("This is an old Word file (.doc), or one that is locked with a password."),
            advice=Text("Open it, take the password away, and save it as DOCX."),
        )
    if start.startswith(b"{\\rtf"):
        raise DocumentRefused(
            Text("This is an RTF file."), advice=Text("Open it in a word processor and save it as DOCX.")
        )


def _refuse_macros() -> None:
    raise DocumentRefused(
        Text("This file holds macros, which are small programs."),
        advice=Text("Save it as DOCX without macros (.docx), or copy its words into the text box."),
    )


def check_package(contents: bytes) -> None:
    """That a package can be opened without harm.

    Raises:
        DocumentRefused: Broken, locked, too large when unpacked, not DOCX, with macros, embedded files, links that
            would be fetched, or XML that defines entities.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(contents)) as packed:
            _check(packed)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as fault:
        raise DocumentRefused(
            Text("This file is damaged, or it is not a DOCX file."),
            advice=Text("Open it in a word processor, save it as DOCX again, and give the new file."),
        ) from fault


def _check(packed: zipfile.ZipFile) -> None:
    parts = packed.infolist()
    if len(parts) > MOST_PARTS or sum(one.file_size for one in parts) > MOST_UNPACKED:
        _refuse_size()
    if any(one.flag_bits & 1 for one in parts):
        raise DocumentRefused(
            Text("This file is locked with a password."),
            advice=Text("Open it, take the password away, and save it again."),
        )
    names = [one.filename for one in parts]
    if len(set(names)) != len(names) or any(".." in one.split("/") or one.startswith("/") for one in names):
        raise zipfile.BadZipFile("names")
    if "word/document.xml" not in names or "[Content_Types].xml" not in names:
        raise DocumentRefused(Text("This file is not a DOCX document."), advice=_TYPE_OR_FORM)
    _check_names([one.lower() for one in names])
    tags = 0
    for one in parts:
        if one.filename.lower().endswith((".xml", ".rels")):
            tags += _check_xml(one.filename, packed.read(one))
            if tags > MOST_TAGS:
                _refuse_size()


def _refuse_size() -> None:
    raise DocumentRefused(
        Text("This file is far larger inside than a contract."),
        advice=Text("Copy the words of the contract into a new document, or into the text box."),
    )


def _check_names(names: list[str]) -> None:
    if any("vbaproject" in one or "vbadata" in one for one in names):
        _refuse_macros()
    if any(
        re.search(r"/embeddings/|/activex/|oleobject|\.(?:exe|dll|js|vbs|bat|lnk|scr)$|afchunk", one) for one in names
    ):
        _refuse_embedded()


def _refuse_embedded() -> None:
    raise DocumentRefused(
        Text("Another file is hidden inside this document."),
        advice=Text("Take it out, or copy the words of the contract into a new document."),
    )


def _check_xml(name: str, part: bytes) -> int:
    """Refuses what XML may bring along; the number of its tags."""
    bare = part.replace(b"\0", b"")
    if b"<!DOCTYPE" in bare or b"<!ENTITY" in bare:
        raise DocumentRefused(
            Text("This document defines its own XML entities, which no word processor writes."),
            advice=Text("Copy its words into a new document."),
        )
    if name == "[Content_Types].xml" and b"macroenabled" in bare.lower():
        _refuse_macros()
    if name.endswith(".rels"):
        _check_links(bare)
    elif name.startswith("word/"):
        if re.search(rb"<[\w]+:altChunk\b", bare):
            _refuse_embedded()
        for code in re.findall(rb"<[\w]+:instrText[^>]*>([^<]*)<|:instr=\"([^\"]*)\"", bare):
            if _CLAUSES_OUTSIDE.search(b" ".join(code)):
                _refuse_links()
    return bare.count(b"<") - bare.count(b"</")


def _check_links(part: bytes) -> None:
    for link in re.findall(rb"<[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>", part):
        if b"/hyperlink" not in link:
            _refuse_links()
    if re.search(rb"Type\s*=\s*[\"'][^\"']*/(?:oleObject|package|control|aFChunk)[\"']", part):
        _refuse_embedded()


def _refuse_links() -> None:
    raise DocumentRefused(
        Text("This document takes parts of itself from another place. Fairway fetches nothing."),
        advice=Text("Save it with everything inside, or copy its words into a new document."),
    )
