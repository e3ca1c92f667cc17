"""WAV: the form of the sound and the sound, without the notes that recorders add.

Source: Microsoft and IBM, "Multimedia Programming Interface and Data Specifications 1.0" (1991), chapter 3.
"""

from __future__ import annotations

import struct
from typing import Final

from fairway.kernel.text import Text
from fairway.safe_reporting.attachments.refusals import AS_RECORDING, AttachmentRefused, damaged

_FORMATS: Final = frozenset({1, 3, 6, 7})
"""Linear, floating point, A-law, μ-law."""
_EXTENSIBLE: Final = 0xFFFE
_FORM_BYTES: Final = 16
_TAGS: Final = Text("What the recorder wrote beside the sound was removed.")


def cleaned(content: bytes) -> tuple[bytes, str, str, tuple[Text, ...]]:
    """A new file of two chunks.

    Raises:
        AttachmentRefused: It is cut off, or of a form that is not known.
    """
    chunks = _chunks(content)
    form, sound = chunks.get(b"fmt ", b""), chunks.get(b"data", b"")
    if len(form) < _FORM_BYTES or not sound:
        raise damaged()
    code = int.from_bytes(form[:2], "little")
    if code == _EXTENSIBLE:
        code = int.from_bytes(form[24:26], "little")
    if code not in _FORMATS:
        raise AttachmentRefused(Text("Recordings of this form cannot be cleaned here."), AS_RECORDING)
    fields = struct.pack("<H", code) + form[2:_FORM_BYTES]
    even = sound + b"\0" * (len(sound) % 2)
    body = b"WAVEfmt " + struct.pack("<I", len(fields)) + fields + b"data" + struct.pack("<I", len(sound)) + even
    anew = b"RIFF" + struct.pack("<I", len(body)) + body
    return anew, "audio/wav", ".wav", () if anew == content else (_TAGS,)


def _chunks(content: bytes) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    end = min(len(content), 8 + int.from_bytes(content[4:8], "little"))
    at = 12
    while at + 8 <= end:
        name, size = content[at : at + 4], int.from_bytes(content[at + 4 : at + 8], "little")
        if at + 8 + size > len(content):
            raise damaged()
        found.setdefault(name, content[at + 8 : at + 8 + size])
        at += 8 + size + size % 2
    return found
