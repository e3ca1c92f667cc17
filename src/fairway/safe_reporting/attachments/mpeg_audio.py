"""MP3 and AAC: frames of sound one after another, without the tags before, behind and between them.

Sources: ISO/IEC 11172-3:1993, 2.4.1.3; ISO/IEC 13818-3:1998, 2.4.2.3; ISO/IEC 13818-7:2006, 6.2 (ADTS).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from fairway.kernel.text import Text
from fairway.safe_reporting.attachments.refusals import damaged

_TAGS: Final = Text("What the recorder wrote beside the sound was removed.")
_FEWEST: Final = 2
_FIRST_RATES: Final = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0)
_OTHER_RATES: Final = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0)
"""Thousands of bits a second of layer III, by index: MPEG-1, and MPEG-2 with 2.5."""
_SAMPLE_RATES: Final = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_LAYER_THREE: Final = 1
_LISTS: Final = (b"Xing", b"Info", b"VBRI")
"""A frame without sound, in which encoders write their name."""
_LIST_WITHIN: Final = 44
_ID3_HEAD: Final = 10


def from_mp3(content: bytes) -> tuple[bytes, str, str, tuple[Text, ...]]:
    """The frames of an MP3.

    Raises:
        AttachmentRefused: There are none, or the last is cut off.
    """
    at = 0
    while content.startswith(b"ID3", at) and at + _ID3_HEAD <= len(content):
        size = sum(
            (byte & 0x7F) << shift for byte, shift in zip(content[at + 6 : at + 10], (21, 14, 7, 0), strict=True)
        )
        at += _ID3_HEAD + size + (_ID3_HEAD if content[at + 5] & 0x10 else 0)
    frames = _frames(content, at, _mp3_length)
    if any(word in frames[0][:_LIST_WITHIN] for word in _LISTS):
        del frames[0]
    return _told(content, frames, "audio/mpeg", ".mp3")


def from_aac(content: bytes) -> tuple[bytes, str, str, tuple[Text, ...]]:
    """The frames of an AAC stream.

    Raises:
        AttachmentRefused: There are none, or the last is cut off.
    """
    return _told(content, _frames(content, 0, _aac_length), "audio/aac", ".aac")


def _told(content: bytes, frames: list[bytes], media: str, extension: str) -> tuple[bytes, str, str, tuple[Text, ...]]:
    if len(frames) < _FEWEST:
        raise damaged()
    anew = b"".join(frames)
    return anew, media, extension, () if anew == content else (_TAGS,)


def _frames(content: bytes, at: int, length_at: Callable[[bytes, int], int]) -> list[bytes]:
    """Frames that follow one another; a tag behind the last is left, and nothing else may be there."""
    found = []
    while length := length_at(content, at):
        if at + length > len(content):
            raise damaged()
        found.append(content[at : at + length])
        at += length
    if not found or not _is_tag(content[at:]):
        raise damaged()
    return found


def _is_tag(rest: bytes) -> bool:
    return not rest.strip(b"\0") or rest.startswith((b"TAG", b"APETAGEX", b"LYRICSBEGIN", b"ID3", b"3DI"))


def _mp3_length(content: bytes, at: int) -> int:
    """Bytes of the frame that begins here; 0: none does."""
    head = content[at : at + 4]
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return 0
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    rates = _FIRST_RATES if version == 3 else _OTHER_RATES
    rate, sampling = rates[head[2] >> 4] * 1000, head[2] >> 2 & 3
    if layer != _LAYER_THREE or version not in _SAMPLE_RATES or not rate or sampling == 3:
        return 0
    return (144 if version == 3 else 72) * rate // _SAMPLE_RATES[version][sampling] + (head[2] >> 1 & 1)


def _aac_length(content: bytes, at: int) -> int:
    head = content[at : at + 7]
    if len(head) < 7 or head[0] != 0xFF or head[1] & 0xF6 != 0xF0:
        return 0
    length = (head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5
    return length if length > 7 else 0
