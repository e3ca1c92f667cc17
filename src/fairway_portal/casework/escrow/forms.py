"""What the escrow handler hands in: one file, small enough to be kept in memory alone."""

from __future__ import annotations

from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile

from fairway.kernel.text import Text
from fairway_portal.accounts.forms import Fault

MOST_BYTES: Final = 256 * 1024 * 1024


def handed_in(file: UploadedFile[Any] | None) -> tuple[bytes, tuple[Fault, ...]]:
    """The bytes of a file that was handed in, or what is wrong with it.

    Args:
        file: As the form had it; None: none was chosen.
    """
    if file is None or not file.size:
        return b"", (Fault("file", Text("Choose the file that your machine made.")),)
    if file.size > MOST_BYTES:
        return b"", (Fault("file", Text("This file is too large to be one of ours.")),)
    return bytes(file.read()), ()
