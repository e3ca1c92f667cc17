"""Bytes of a plain text as text: UTF-8 and UTF-16, and the code pages that older offices still write."""

from __future__ import annotations

import codecs
import unicodedata
from typing import Final

from fairway.kernel.text import Text
from fairway.recruitment.contracts.reading_errors import DocumentRefused

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KNOWN_AR: Final = ("صاحب العمل", "العامل", "الطرف", "ريال", "عقد", "ساع", "شهر", "العمل")


def decoded(contents: bytes) -> str:
    """The text.

    Args:
        contents: As it came.

    Raises:
        DocumentRefused: It is no text.
    """
    for mark, encoding in _MARKS:
        if contents.startswith(mark):
            return _checked(contents.decode(encoding, errors="replace"))
    try:
        text = contents.decode("utf-8")
    except UnicodeDecodeError:
        return _checked(_of_code_page(contents))
    return _checked(_of_wide(contents) if "\0" in text else text)


def _of_wide(contents: bytes) -> str:
    """UTF-16 without its mark: every second byte of Latin text is zero."""
    even, odd = contents[::2].count(0), contents[1::2].count(0)
    return contents.decode("utf-16-be" if even > odd else "utf-16-le", errors="replace")


def _of_code_page(contents: bytes) -> str:
    if contents.count(0) > len(contents) // 8:
        return _of_wide(contents)
    for encoding in ("cp1256", "iso8859-6"):
        text = contents.decode(encoding, errors="replace")
        if sum(word in text for word in _KNOWN_AR) >= 2:
            return text
    return contents.decode("cp1252", errors="replace")


def _checked(text: str) -> str:
    odd = sum(
        (unicodedata.category(one) in ("Cc", "Co", "Cn") and one not in "\r\n\t\f\v") or one == "\ufffd" for one in text
    )
    if odd > max(2, len(text) // 50):
        raise DocumentRefused(
            Text("This file is not text."),
            advice=Text("Give the contract as DOCX or as plain text (.txt), or type its terms into the form."),
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")
