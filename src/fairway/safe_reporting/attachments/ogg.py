"""Ogg: voice notes of messengers (Opus, Vorbis), one stream of sound with empty comments.

Source: IETF RFC 3533 (2003), section 6; RFC 7845 (2016), section 5; Xiph.Org, Vorbis I specification, sections 4.2, 5.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from fairway.kernel.text import Text
from fairway.safe_reporting.attachments.kinds import refuse_video
from fairway.safe_reporting.attachments.refusals import AS_RECORDING, AttachmentRefused, damaged

_HEADERS: Final = {b"OpusHead": 2, b"\x01vorbis": 3}
"""First bytes of a stream of sound → packets before the sound itself."""
_EMPTY: Final = {
    b"OpusHead": b"OpusTags" + bytes(8),
    b"\x01vorbis": b"\x03vorbis" + bytes(8) + b"\x01",
}
_CONTINUED, _FIRST, _LAST = 1, 2, 4
_FULL: Final = 255
_MIRRORED: Final = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))
_TAGS: Final = Text("What the recorder wrote beside the sound was removed.")
_HEAD: Final = struct.Struct("<4sBBqIIIB")


@dataclass(frozen=True, slots=True)
class _Page:
    """One page; `lengths` are its lacing values, `body` what they measure."""

    flags: int
    granule: int
    serial: int
    lengths: bytes
    body: bytes


def cleaned(content: bytes) -> tuple[bytes, str, str, tuple[Text, ...]]:
    """A new file of the first stream of sound, its comments emptied, its number set to 1.

    Raises:
        AttachmentRefused: It is damaged, a video, or of a sound that is not known.
    """
    pages = list(_pages(content))
    serial, kind = _stream(pages)
    own = _one_stream([page for page in pages if page.serial == serial])
    headers, rest = _headers(own, _HEADERS[kind])
    headers[1] = _EMPTY[kind]
    anew = b"".join(_written(number, page) for number, page in enumerate([*_header_pages(headers), *rest]))
    return anew, "audio/ogg", ".ogg", () if anew == content else (_TAGS,)


def _pages(content: bytes) -> Iterator[_Page]:
    at = 0
    while at < len(content):
        if at + _HEAD.size > len(content) or not content.startswith(b"OggS\0", at):
            raise damaged()
        _, _, flags, granule, serial, _, crc, count = _HEAD.unpack_from(content, at)
        body = at + _HEAD.size + count
        lengths = content[at + _HEAD.size : body]
        end = body + sum(lengths)
        if end > len(content) or crc != _crc(content[at : at + 22] + bytes(4) + content[at + 26 : end]):
            raise damaged()
        yield _Page(flags, granule, serial, lengths, content[body:end])
        at = end


def _stream(pages: list[_Page]) -> tuple[int, bytes]:
    """Number and first bytes of the first stream of sound."""
    firsts = [page for page in pages if page.flags & _FIRST]
    if any(page.body.startswith((b"\x80theora", b"BBCD\0", b"\x01video")) for page in firsts):
        raise refuse_video()
    for page in firsts:
        for kind in _HEADERS:
            if page.body.startswith(kind):
                return page.serial, kind
    raise AttachmentRefused(Text("Recordings of this form cannot be cleaned here."), AS_RECORDING)


def _one_stream(pages: list[_Page]) -> list[_Page]:
    """Up to its end: another that follows under the same number is another file."""
    for place, page in enumerate(pages):
        if page.flags & _LAST:
            return pages[: place + 1]
    return pages


def _headers(pages: list[_Page], count: int) -> tuple[list[bytes], list[_Page]]:
    """The first packets, which end with a page, and the pages that follow."""
    packets: list[bytes] = []
    open_packet = b""
    for place, page in enumerate(pages):
        at = 0
        for length in page.lengths:
            open_packet += page.body[at : at + length]
            at += length
            if length < _FULL:
                packets.append(open_packet)
                open_packet = b""
        if len(packets) >= count:
            if len(packets) > count or open_packet or place + 1 == len(pages):
                raise damaged()
            return packets, pages[place + 1 :]
    raise damaged()


def _header_pages(packets: list[bytes]) -> Iterator[_Page]:
    """The first packet on a page of its own, as readers expect it; the others follow together."""
    yield _Page(_FIRST, 0, 1, bytes([len(packets[0])]) if len(packets[0]) < _FULL else b"", packets[0][: _FULL - 1])
    laced = b"".join(bytes([_FULL]) * (len(packet) // _FULL) + bytes([len(packet) % _FULL]) for packet in packets[1:])
    body = b"".join(packets[1:])
    at, continued = 0, 0
    for start in range(0, len(laced), _FULL):
        lengths = laced[start : start + _FULL]
        ends = any(length < _FULL for length in lengths)
        yield _Page(continued, 0 if ends else -1, 1, lengths, body[at : at + sum(lengths)])
        at += sum(lengths)
        continued = _CONTINUED if lengths[-1] == _FULL else 0


def _written(number: int, page: _Page) -> bytes:
    page = replace(page, serial=1)
    head = (b"OggS", 0, page.flags & 7, page.granule, page.serial, number)
    rest = page.lengths + page.body
    crc = _crc(_HEAD.pack(*head, 0, len(page.lengths)) + rest)
    return _HEAD.pack(*head, crc, len(page.lengths)) + rest


def _crc(page: bytes) -> int:
    """Of a page whose own field is zero: CRC-32 with the most significant bit first, from 0, not inverted."""
    mirrored = zlib.crc32(page.translate(_MIRRORED), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return int(f"{mirrored:032b}"[::-1], 2)
