"""Where the samples of a track stand in an MP4 file, and how long each is.

Source: ISO/IEC 14496-12:2015, 8.6.1.2, 8.7.3–8.7.5.
"""

from __future__ import annotations

import struct

from fairway.safe_reporting.attachments.boxes import Box, only
from fairway.safe_reporting.attachments.refusals import damaged


def sizes(content: bytes, box: Box) -> list[int]:
    """Bytes of each sample (`stsz`).

    Raises:
        AttachmentRefused: They are more than the file.
    """
    _, same, count = struct.unpack_from(">III", content, box.start)
    if count > len(content) or same * count > len(content) or (not same and box.start + 12 + 4 * count > box.end):
        raise damaged()
    found = [same] * count if same else list(struct.unpack_from(f">{count}I", content, box.start + 12))
    if not found or sum(found) > len(content):
        raise damaged()
    return found


def durations(content: bytes, box: Box, samples: int) -> list[tuple[int, int]]:
    """Runs of samples and the time units that each of a run lasts (`stts`).

    Raises:
        AttachmentRefused: They are not those of all samples.
    """
    (count,) = struct.unpack_from(">I", content, box.start + 4)
    if box.start + 8 + 8 * count > box.end:
        raise damaged()
    runs = [struct.unpack_from(">II", content, box.start + 8 + 8 * place) for place in range(count)]
    if sum(run for run, _ in runs) != samples:
        raise damaged()
    return [(run, delta) for run, delta in runs]


def sample_bytes(content: bytes, table: list[Box], each: list[int]) -> bytes:
    """All samples in their order, in one piece.

    Raises:
        AttachmentRefused: The file ends before one of them.
    """
    offsets = _offsets(content, table)
    per_chunk = _per_chunk(content, only(content, table, b"stsc"), len(offsets))
    pieces: list[bytes] = []
    sample = 0
    for offset, count in zip(offsets, per_chunk, strict=True):
        length = sum(each[sample : sample + count])
        if offset + length > len(content):
            raise damaged()
        pieces.append(content[offset : offset + length])
        sample += count
    if sample != len(each):
        raise damaged()
    return b"".join(pieces)


def _offsets(content: bytes, table: list[Box]) -> tuple[int, ...]:
    long = any(box.name == b"co64" for box in table)
    box = only(content, table, b"co64" if long else b"stco")
    (count,) = struct.unpack_from(">I", content, box.start + 4)
    if box.start + 8 + (8 if long else 4) * count > box.end:
        raise damaged()
    return struct.unpack_from(f">{count}{'Q' if long else 'I'}", content, box.start + 8)


def _per_chunk(content: bytes, box: Box, chunks: int) -> list[int]:
    """Samples of each chunk (`stsc`: from which chunk on there are how many)."""
    (count,) = struct.unpack_from(">I", content, box.start + 4)
    if box.start + 8 + 12 * count > box.end:
        raise damaged()
    runs = [struct.unpack_from(">II", content, box.start + 8 + 12 * place) for place in range(count)]
    found: list[int] = []
    for place, (first, samples) in enumerate(runs):
        until = runs[place + 1][0] if place + 1 < count else chunks + 1
        if first != len(found) + 1 or not first <= until <= chunks + 1:
            raise damaged()
        found += [samples] * (until - first)
    if len(found) != chunks:
        raise damaged()
    return found
