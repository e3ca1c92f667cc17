"""What a file is, by its first bytes: never by its name, which anybody can give it."""

from __future__ import annotations

from typing import Final

from fairway.kernel.text import Text
from fairway.safe_reporting.attachments.refusals import AS_PDF, AS_PHOTOGRAPH, AttachmentRefused

_BEGINNINGS: Final[tuple[tuple[bytes, str], ...]] = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"%PDF-", "pdf"),
    (b"OggS", "ogg"),
    (b"#!AMR\n", "amr"),
    (b"#!AMR-WB\n", "amr"),
    (b"ID3", "mp3"),
    (b"PK\x03\x04", "zip"),
)
_IN_RIFF: Final = {b"WEBP": "webp", b"WAVE": "wav"}
_PHOTOGRAPHS: Final = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif", b"avis"})
_OF_SOUND: Final = {
    **{bytes([byte]): "mp3" for byte in (0xE2, 0xE3, 0xF2, 0xF3, 0xFA, 0xFB)},
    **{bytes([byte]): "aac" for byte in (0xF0, 0xF1, 0xF8, 0xF9)},
}
"""The second byte of a frame of sound without a tag before it: MPEG layer III of three versions, and AAC."""

_FROM_TELEPHONES: Final = Text("This kind of photograph (HEIC) cannot be cleaned here.")
_VIDEO: Final = Text("Videos are not taken: they are too large, and show too much.")
_NO_VIDEO: Final = Text(
    "Send photographs of it, or write down what it shows. You can give the video to the office later."
)
_OLD_OFFICE: Final = Text("Files of this old kind may hold programs.")
_ARCHIVE: Final = Text("Archives are not taken.")
_ONE_BY_ONE: Final = Text("Unpack it, and send the files one by one.")
_PROGRAM: Final = Text("This is a program, or a page that may hold one.")

_REFUSED: Final[tuple[tuple[bytes, Text, Text], ...]] = (
    (b"\xd0\xcf\x11\xe0", _OLD_OFFICE, AS_PDF),
    (b"{\\rtf", _OLD_OFFICE, AS_PDF),
    (b"\x1a\x45\xdf\xa3", _VIDEO, _NO_VIDEO),
    (b"RIFF", _VIDEO, _NO_VIDEO),
    (b"FLV", _VIDEO, _NO_VIDEO),
    (b"7z\xbc\xaf\x27\x1c", _ARCHIVE, _ONE_BY_ONE),
    (b"Rar!", _ARCHIVE, _ONE_BY_ONE),
    (b"\x1f\x8b", _ARCHIVE, _ONE_BY_ONE),
    (b"BZh", _ARCHIVE, _ONE_BY_ONE),
    (b"\xfd7zXZ", _ARCHIVE, _ONE_BY_ONE),
    (b"MZ", _PROGRAM, AS_PHOTOGRAPH),
    (b"\x7fELF", _PROGRAM, AS_PHOTOGRAPH),
    (b"#!/", _PROGRAM, AS_PHOTOGRAPH),
)


def kind_of(content: bytes) -> str:
    """What a file is: `jpeg`, `png`, `gif`, `webp`, `pdf`, `zip`, `mp4`, `mp3`, `aac`, `ogg`, `wav`, `amr` or `text`.

    Args:
        content: The whole file.

    Raises:
        AttachmentRefused: It begins as something that is never taken.
    """
    if content.startswith(b"RIFF") and content[8:12] in _IN_RIFF:
        return _IN_RIFF[content[8:12]]
    for beginning, kind in _BEGINNINGS:
        if content.startswith(beginning):
            return kind
    if content[4:8] == b"ftyp":
        return _of_brand(content[8:12])
    if content[:1] == b"\xff" and content[1:2] in _OF_SOUND:
        return _OF_SOUND[content[1:2]]
    for beginning, title, advice in _REFUSED:
        if content.startswith(beginning):
            raise AttachmentRefused(title, advice)
    return "text"


def _of_brand(brand: bytes) -> str:
    if brand in _PHOTOGRAPHS:
        raise AttachmentRefused(
            _FROM_TELEPHONES,
            Text("Take a screenshot of the photograph, and send that. Or set your camera to “Most compatible”."),
        )
    return "mp4"


def refuse_video() -> AttachmentRefused:
    """A video, found inside."""
    return AttachmentRefused(_VIDEO, _NO_VIDEO)
