"""Streams of a PDF that unpack to much more than they are: whoever opens the document would wait, or run out of memory.

Source: ISO 32000-2:2020, 7.4.4 (FlateDecode).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import Any, Final

from pikepdf import Array

from fairway.safe_reporting.attachments.refusals import too_large_inside

MOST_UNPACKED: Final = 256 * 1024 * 1024
"""Bytes of all streams of a document, unpacked; a page scanned in colour at 300 dots per inch has 26 million."""
MOST_LAYERS: Final = 2
_PIECE: Final = 1 << 20
_PACKED: Final = frozenset({"/FlateDecode", "/Fl"})


def unpacked_size(stream: Any, most: int) -> int:
    """Bytes that the Flate layers of a stream unpack to, without keeping them; 0 where it has none.

    Args:
        stream: Of a document.
        most: Bytes that any layer may have.

    Raises:
        AttachmentRefused: There are more, or more layers than any writer makes.
    """
    layers = 0
    for one in _filters(stream):
        if one not in _PACKED:
            break
        layers += 1
    if layers > MOST_LAYERS:
        raise too_large_inside()
    pieces: Iterable[bytes] = [stream.read_raw_bytes()] if layers else []
    for _ in range(layers):
        pieces = _unpacked(pieces, most)
    return sum(len(piece) for piece in pieces)


def _unpacked(pieces: Iterable[bytes], most: int) -> Iterator[bytes]:
    unpacking, size = zlib.decompressobj(), 0
    for piece in pieces:
        waiting = piece
        while waiting:
            try:
                found = unpacking.decompress(waiting, _PIECE)
            except zlib.error:
                return  # a damaged stream: readers show what they have unpacked by then
            size += len(found)
            if size > most:
                raise too_large_inside()
            yield found
            waiting = unpacking.unconsumed_tail


def _filters(stream: Any) -> list[str]:
    found = stream.get("/Filter")
    if found is None:
        return []
    return [str(one) for one in found] if isinstance(found, Array) else [str(found)]
