"""Pictures inside a PDF: their camera's notes are taken out, their points are left as they are.

Source: ISO 32000-2:2020, 7.4.8 and 7.4.9; ISO/IEC 15444-1:2019, annex I, for the boxes of JPEG 2000.
"""

from __future__ import annotations

import zlib
from typing import Any, Final

from pikepdf import Array, Name

from fairway.kernel.text import Text
from fairway.safe_reporting.attachments import jpeg_segments
from fairway.safe_reporting.attachments.boxes import inside
from fairway.safe_reporting.attachments.limits import MOST_BYTES
from fairway.safe_reporting.attachments.refusals import AS_PHOTOGRAPH, AttachmentRefused, too_large_inside

_JPEG: Final = "/DCTDecode"
_JPEG_2000: Final = "/JPXDecode"
_PACKED: Final = "/FlateDecode"
_SHOWN_BOXES: Final = frozenset({b"jP  ", b"ftyp", b"jp2h", b"jp2c"})
_BOXED: Final = b"\0\0\0\x0cjP  "


def without_notes(stream: Any) -> bool:
    """Takes the notes out of a stream that is a JPEG or a JPEG 2000.

    Args:
        stream: A stream of a document; changed.

    Returns:
        Whether there were any.

    Raises:
        AttachmentRefused: It is packed in a way that is not looked into.
    """
    filters = _filters(stream)
    if not {_JPEG, _JPEG_2000} & set(filters):
        return False
    given = _picture(stream, filters)
    plain = jpeg_segments.without_notes(given) if filters[-1] == _JPEG else _plain_boxes(given)
    if plain == given and len(filters) == 1:
        return False
    parameters = stream.get("/DecodeParms")
    own = parameters[len(filters) - 1] if isinstance(parameters, Array) else parameters if len(filters) == 1 else None
    stream.write(plain, filter=Name(filters[-1]), decode_parms=own)
    return plain != given


def _filters(stream: Any) -> list[str]:
    found = stream.get("/Filter")
    if found is None:
        return []
    return [str(one) for one in found] if isinstance(found, Array) else [str(found)]


def _picture(stream: Any, filters: list[str]) -> bytes:
    raw: bytes = stream.read_raw_bytes()
    if len(filters) == 1:
        return raw
    if filters != [_PACKED, filters[-1]]:
        raise AttachmentRefused(Text("The pictures in this document are packed in an unknown way."), AS_PHOTOGRAPH)
    unpacking = zlib.decompressobj()
    given = unpacking.decompress(raw, MOST_BYTES)
    if unpacking.unconsumed_tail:
        raise too_large_inside()
    return given


def _plain_boxes(given: bytes) -> bytes:
    if not given.startswith(_BOXED):
        return given
    at, kept = 0, []
    for box in inside(given, 0, len(given)):
        if box.name in _SHOWN_BOXES:
            kept.append(given[at : box.end])
        at = box.end
    return b"".join(kept)
