"""The segments of a JPEG: which tell something beside the picture, and the same file without them.

Source: ITU-T T.81 (1992), annex B.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fairway.safe_reporting.attachments.refusals import damaged

_START_OF_SCAN: Final = 0xDA
_END: Final = 0xD9
_COMMENT: Final = 0xFE
_ALONE: Final = frozenset({0x01, *range(0xD0, 0xD9)})
_APPLICATION: Final = range(0xE0, 0xF0)
_JFIF: Final = 0xE0
_ADOBE: Final = 0xEE
_JFIF_LENGTH: Final = 18
"""Marker, length and fields, without a thumbnail."""
_MOST_SEGMENTS: Final = 20_000
"""More than any camera or program writes; each takes time."""


def told_beside(content: bytes) -> tuple[bool, bool]:
    """Whether a JPEG holds comments, camera's notes or profiles, and whether anything follows its end."""
    told, end = False, len(content)
    for marker, start, stop in _segments(content):
        told = told or _tells(marker, content[start:stop])
        end = stop if marker == _END else end
    return told, end < len(content)


def without_notes(content: bytes) -> bytes:
    """The same JPEG, its picture untouched, without what tells something beside it.

    Raises:
        AttachmentRefused: It is damaged.
    """
    kept = [b"\xff\xd8"]
    for marker, start, stop in _segments(content):
        if not _tells(marker, content[start:stop]):
            kept.append(content[start:stop])
        if marker == _END:
            return b"".join(kept)
    raise damaged()


def _tells(marker: int, segment: bytes) -> bool:
    if marker == _JFIF:
        return not segment.startswith(b"JFIF\0", 4) or len(segment) > _JFIF_LENGTH
    if marker == _ADOBE:
        return not segment.startswith(b"Adobe", 4) or len(segment) > 16  # (marker, length, 12 bytes)
    return marker == _COMMENT or marker in _APPLICATION


def _segments(content: bytes) -> Iterator[tuple[int, int, int]]:
    """Marker, start and end of each segment after the first marker, a scan with its picture; ends after the end."""
    at, left = 2, _MOST_SEGMENTS
    while at + 4 <= len(content) or content[at : at + 2] == b"\xff\xd9":
        marker = content[at + 1]
        if content[at] != 0xFF or marker in (0x00, 0xFF):  # (a marker begins with 255)
            return
        left -= 1
        if left < 0:
            raise damaged()
        if marker == _END:
            yield marker, at, at + 2
            return
        stop = at + 2 if marker in _ALONE else at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if marker == _START_OF_SCAN:
            stop = _end_of_scan(content, stop)
        yield marker, at, stop
        at = stop


def _end_of_scan(content: bytes, at: int) -> int:
    while (at := content.find(b"\xff", at)) >= 0 and at + 1 < len(content):
        if content[at + 1] not in (0x00, 0xFF) and content[at + 1] not in range(0xD0, 0xD8):
            return at
        at += 1 if content[at + 1] == 0xFF else 2  # (bytes that fill, or a byte that stands for itself)
    return len(content)
