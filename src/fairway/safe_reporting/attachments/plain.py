"""Plain text: letters and lines, without what cannot be seen."""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import Final

from fairway.kernel.text import Text
from fairway.safe_reporting.attachments.refusals import AS_PHOTOGRAPH, AttachmentRefused

_MARKUP: Final = re.compile(r"\s*<[!?a-z/]|\s*BEGIN:V", re.IGNORECASE)
_LINES: Final = re.compile(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]")
_UNSEEN: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202d\u202e\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]")
"""Control characters, forced directions, byte order marks, annotations, and tags: none of them is part of a word."""


def cleaned(content: bytes) -> tuple[bytes, str, str, tuple[Text, ...]]:
    """Text in UTF-8, in Unicode normalisation form C, with line feeds between lines.

    Args:
        content: In UTF-8, or in UTF-16 with its byte order mark.

    Raises:
        AttachmentRefused: It is no text, or text that a browser would take for a page.
    """
    text = _decoded(content)
    if _MARKUP.match(text):
        raise AttachmentRefused(Text("This is a page or a card of contacts, which may hold a program."), AS_PHOTOGRAPH)
    whole = unicodedata.normalize("NFC", _LINES.sub("\n", text))
    seen = _UNSEEN.sub("", whole)
    removed = (Text("Characters that cannot be seen were removed."),) if seen != whole.removeprefix("\ufeff") else ()
    if _MARKUP.match(seen):
        raise AttachmentRefused(Text("This is a page or a card of contacts, which may hold a program."), AS_PHOTOGRAPH)
    return unicodedata.normalize("NFC", seen).encode(), "text/plain; charset=utf-8", ".txt", removed


def _decoded(content: bytes) -> str:
    encoding = "utf-16" if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise AttachmentRefused(
            Text("Files of this kind are not taken."),
            Text("Photographs (JPEG, PNG), PDF, Word documents (DOCX), text and voice recordings can be sent."),
        )
    return text
