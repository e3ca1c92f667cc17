"""The boxes of which MP4 and 3GP files are made.

Source: ISO/IEC 14496-12:2015, 4.2.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from fairway.safe_reporting.attachments.refusals import damaged

MOST_BOXES = 10_000


@dataclass(frozen=True, slots=True)
class Box:
    """A box: its name, and where in the file its content stands."""

    name: bytes
    start: int
    end: int

    @property
    def span(self) -> tuple[int, int]:
        """From its first byte to behind its last."""
        return self.start, self.end


def inside(content: bytes, start: int, end: int) -> list[Box]:
    """The boxes between two places.

    Raises:
        AttachmentRefused: One of them is longer than its room: the file was cut off.
    """
    found: list[Box] = []
    at = start
    while at + 8 <= end and len(found) < MOST_BOXES:
        size, name, head = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8], 8
        if size == 1:
            size, head = int.from_bytes(content[at + 8 : at + 16], "big"), 16
        stop = end if size == 0 else at + size
        if stop > end or stop < at + head:
            raise damaged()
        found.append(Box(name, at + head, stop))
        at = stop
    return found


def only(content: bytes, boxes: list[Box], name: bytes) -> Box:
    """The first box of a name.

    Raises:
        AttachmentRefused: There is none.
    """
    for box in boxes:
        if box.name == name:
            return box
    raise damaged()


def whole(name: bytes, content: bytes) -> bytes:
    """A box to be written."""
    return struct.pack(">I", len(content) + 8) + name + content
