"""M4A and 3GP, as telephones record: a new file around the samples of the first sound track.

Nothing is copied but the samples, their sizes and times, and the few bytes by which a decoder is set up. So places
(`udta`, `meta`), names, dates, pictures and whatever else stands between the samples stay behind.

Sources: ISO/IEC 14496-12:2015, clauses 4, 6.2.3 and 8; ISO/IEC 14496-14:2003, 5.6; 3GPP TS 26.244, clause 6.
"""

from __future__ import annotations

import struct
from typing import Final

from fairway.kernel.text import Text
from fairway.safe_reporting.attachments.boxes import Box, inside, only, whole
from fairway.safe_reporting.attachments.kinds import refuse_video
from fairway.safe_reporting.attachments.refusals import AS_RECORDING, AttachmentRefused, damaged
from fairway.safe_reporting.attachments.samples import durations, sample_bytes, sizes

_TAGS: Final = Text("What the recorder wrote beside the sound was removed.")
_SETUP: Final[dict[bytes, tuple[bytes, int]]] = {
    b"mp4a": (b"esds", 128),
    b"samr": (b"damr", 32),
    b"sawb": (b"damr", 32),
    b"Opus": (b"dOps", 64),
    b"alac": (b"alac", 64),
}
"""Code of a sound → the box that sets its decoder up, and the most bytes that this may have."""
_OF_3GP: Final = (b"samr", b"sawb")
_MATRIX: Final = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
_ENTRY: Final = 36
"""Bytes of a sound's entry before the boxes inside it."""
_MOST: Final = 0xFFFFFFFF


def cleaned(content: bytes) -> tuple[bytes, str, str, tuple[Text, ...]]:
    """A new file with one sound track.

    Raises:
        AttachmentRefused: It is a video, damaged, or of a sound that is not known.
    """
    try:
        code, anew = _anew(content)
    except (struct.error, IndexError) as fault:
        raise damaged() from fault
    media, extension = ("audio/3gpp", ".3gp") if code in _OF_3GP else ("audio/mp4", ".m4a")
    return anew, media, extension, () if anew == content else (_TAGS,)


def _anew(content: bytes) -> tuple[bytes, bytes]:
    top = inside(content, 0, len(content))
    if any(box.name == b"moof" for box in top):
        raise AttachmentRefused(Text("Recordings of this form cannot be cleaned here."), AS_RECORDING)
    media = _sound(content, only(content, top, b"moov"))
    table = inside(content, *only(content, _within(content, media, b"minf"), b"stbl").span)
    code, entry = _entry(content, only(content, table, b"stsd"))
    each = sizes(content, only(content, table, b"stsz"))
    sound = sample_bytes(content, table, each)
    times = durations(content, only(content, table, b"stts"), len(each))
    scale = _scale(content, only(content, inside(content, *media.span), b"mdhd"))
    length = min(sum(count * delta for count, delta in times), _MOST)
    brand = b"3gp4" if code in _OF_3GP else b"M4A "
    first = whole(b"ftyp", brand + bytes(4) + brand + b"isom")
    moov = _moov(entry, times, each, scale, length, 0)
    return code, first + _moov(entry, times, each, scale, length, len(first) + len(moov) + 8) + whole(b"mdat", sound)


def _sound(content: bytes, moov: Box) -> Box:
    """The `mdia` of the first sound track; there may be none of pictures."""
    found = []
    for track in inside(content, *moov.span):
        if track.name == b"trak":
            media = only(content, inside(content, *track.span), b"mdia")
            handler = only(content, inside(content, *media.span), b"hdlr")
            found.append((content[handler.start + 8 : handler.start + 12], media))
    if any(kind == b"vide" for kind, _ in found):
        raise refuse_video()
    for kind, media in found:
        if kind == b"soun":
            return media
    raise AttachmentRefused(Text("There is no sound in this recording."), AS_RECORDING)


def _within(content: bytes, box: Box, name: bytes) -> list[Box]:
    return inside(content, *only(content, inside(content, *box.span), name).span)


def _entry(content: bytes, described: Box) -> tuple[bytes, bytes]:
    """The code of the sound, and its description written anew."""
    entries = inside(content, described.start + 8, described.end)
    if not entries or entries[0].name not in _SETUP:
        raise AttachmentRefused(Text("Recordings of this form cannot be cleaned here."), AS_RECORDING)
    entry = entries[0]
    fields = content[entry.start : entry.start + _ENTRY - 8]
    name, most = _SETUP[entry.name]
    if int.from_bytes(fields[8:10], "big"):  # a form of QuickTime's own
        raise AttachmentRefused(Text("Recordings of this form cannot be cleaned here."), AS_RECORDING)
    box = only(content, inside(content, entry.start + _ENTRY - 8, entry.end), name)
    setup = content[box.start : box.end]
    if len(setup) > most:
        raise damaged()
    if name == b"damr":
        setup = bytes(5) + setup[5:]  # the maker of the telephone
    channels = fields[16:20] + bytes(4) + fields[24:28]
    return entry.name, whole(entry.name, bytes(6) + b"\0\1" + bytes(8) + channels + whole(name, setup))


def _scale(content: bytes, header: Box) -> int:
    """Time units in a second."""
    at = header.start + (20 if content[header.start] == 1 else 12)
    return int.from_bytes(content[at : at + 4], "big") or 1


def _moov(entry: bytes, times: list[tuple[int, int]], each: list[int], scale: int, length: int, at: int) -> bytes:
    """All headers, without any date; `at` is where the samples begin, in one piece."""
    table = b"".join((
        whole(b"stsd", struct.pack(">II", 0, 1) + entry),
        whole(b"stts", struct.pack(">II", 0, len(times)) + b"".join(struct.pack(">II", *one) for one in times)),
        whole(b"stsc", struct.pack(">IIIII", 0, 1, 1, len(each), 1)),
        whole(b"stsz", struct.pack(">III", 0, 0, len(each)) + struct.pack(f">{len(each)}I", *each)),
        whole(b"stco", struct.pack(">III", 0, 1, at)),
    ))  # fmt: skip
    places = whole(b"dinf", whole(b"dref", struct.pack(">II", 0, 1) + whole(b"url ", struct.pack(">I", 1))))
    sound = whole(b"minf", whole(b"smhd", bytes(8)) + places + whole(b"stbl", table))
    media = whole(
        b"mdia",
        whole(b"mdhd", struct.pack(">IIIIIHH", 0, 0, 0, scale, length, 0x55C4, 0))
        + whole(b"hdlr", bytes(8) + b"soun" + bytes(13))
        + sound,
    )
    track = struct.pack(">IIIIII", 7, 0, 0, 1, 0, length) + bytes(8) + struct.pack(">HHHH", 0, 0, 0x100, 0)
    film = struct.pack(">IIIIIIHH", 0, 0, 0, scale, length, 0x10000, 0x100, 0) + bytes(8)
    return whole(
        b"moov",
        whole(b"mvhd", film + _MATRIX + bytes(24) + struct.pack(">I", 2))
        + whole(b"trak", whole(b"tkhd", track + _MATRIX + bytes(8)) + media),
    )
