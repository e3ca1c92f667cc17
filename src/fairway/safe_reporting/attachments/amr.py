"""AMR, as older telephones record: a header, and frames of known lengths.

Source: IETF RFC 4867 (2007), section 5.
"""

from __future__ import annotations

from typing import Final

from fairway.kernel.text import Text
from fairway.safe_reporting.attachments.refusals import damaged

_NARROW: Final = (12, 13, 15, 17, 19, 20, 26, 31, 5, -1, -1, -1, -1, -1, -1, 0)
_WIDE: Final = (17, 23, 32, 36, 40, 46, 50, 58, 60, 5, -1, -1, -1, -1, 0, 0)
"""Bytes of a frame after its first one, by frame type; -1: there is none."""
_PADDING: Final = 0x83


def cleaned(content: bytes) -> tuple[bytes, str, str, tuple[Text, ...]]:
    """The recording as it is, where it holds nothing but frames.

    Raises:
        AttachmentRefused: Something else stands in it.
    """
    wide = content.startswith(b"#!AMR-WB\n")
    lengths = _WIDE if wide else _NARROW
    at = first = len(b"#!AMR-WB\n" if wide else b"#!AMR\n")
    while at < len(content):
        length = lengths[content[at] >> 3 & 15]
        if content[at] & _PADDING or length < 0:
            raise damaged()
        at += 1 + length
    if at != len(content) or at == first:
        raise damaged()
    return content, "audio/amr-wb" if wide else "audio/amr", ".awb" if wide else ".amr", ()
