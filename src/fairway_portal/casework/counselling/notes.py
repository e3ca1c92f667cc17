"""A note that the counsellor's browser sealed: looked at from outside, because nobody here can open it.

The form brings it as base64 in `envelope`, or as a file that was sealed on her own machine. What is no envelope is
refused, and nothing of it is kept.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from datetime import date
from typing import Final

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from fairway.kernel.text import Text
from fairway.safe_reporting.sealing.envelopes import is_envelope
from fairway_portal.casework.counselling.errors import NoteNotSealed
from fairway_portal.casework.keys.queries import LiveKey, live_keys

LARGEST: Final = 256 * 1024
"""Bytes of a sealed note."""
_STANZA: Final = b"\n-> X25519 "


def keys_of(office: int, on: date) -> tuple[LiveKey, ...]:
    """The keys that a note is sealed to: those of the office's handlers, and its own recovery keys.

    Args:
        office: Its id.
        on: The day.
    """
    handlers = live_keys([office], on)
    return (*handlers, *live_keys([office], on, "recovery")) if handlers else ()


def note_of(request: HttpRequest, keys: Sequence[LiveKey]) -> bytes:
    """The sealed note of a form.

    An age header does not say whose keys it is for: the browser names them, and their count is compared.

    Args:
        request: With `envelope` and `recipients`, or the file `envelope_file`.
        keys: To which it must be sealed.

    Raises:
        NoteNotSealed: There is none, it is no envelope, is too large, or is sealed to other keys.
    """
    sent = _sent(request)
    if not sent or len(sent) > LARGEST or not is_envelope(sent):
        raise NoteNotSealed(
            Text("There is no sealed note in this form. Nothing was kept."),
            advice=Text(
                "Write it with JavaScript on, or seal it with the program on your machine and choose the file."
            ),
        )
    named = _named(request)
    other = named is not None and named != {key.fingerprint for key in keys}
    if other or sent.partition(b"\n--- ")[0].count(_STANZA) != len(keys):
        raise NoteNotSealed(
            Text("The note is not sealed to the {n} keys of your office. It was not kept.", n=len(keys)),
            advice=Text("Open the page again: somebody may have added or retired a key. Then write the note again."),
        )
    return sent


def _named(request: HttpRequest) -> set[str] | None:
    said = request.POST.get("recipients", "")
    try:
        found = json.loads(said) if said else None
    except ValueError:
        return set()
    return {str(one) for one in found} if isinstance(found, list) else None


def _sent(request: HttpRequest) -> bytes:
    file = request.FILES.get("envelope_file")
    if isinstance(file, UploadedFile):
        return bytes(file.read(LARGEST + 1))
    try:
        return base64.b64decode(request.POST.get("envelope", "").strip()[: 2 * LARGEST], validate=True)
    except (binascii.Error, ValueError):
        return b"?"  # no envelope: refused by whoever looks at it
