"""Passwords that became known in break-ins elsewhere: looked up in a file of the operator, never over the network."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import BinaryIO

from django.core.exceptions import ValidationError

from fairway.kernel.errors import InputError


class Breached:
    """Refuses a password whose digest stands in a file (a validator of `AUTH_PASSWORD_VALIDATORS`).

    Args:
        file: Lines of 40 hexadecimal digits in ascending order, each perhaps with a colon and a count; "" for none.
    """

    def __init__(self, file: str = "") -> None:
        self.file = Path(file) if file else None

    def validate(self, password: str, user: object = None) -> None:
        """Called for each new password.

        Raises:
            ValidationError: It is in the file.
            InputError: The file cannot be read: nobody chooses a password that was not looked up.
        """
        if self.file is None:
            return
        # SHA-1 is the form in which such lists are given out; nothing is protected by it.
        digest = hashlib.sha1(password.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest().upper()
        try:
            with self.file.open("rb") as stream:
                known = _holds(stream, digest.encode())
        except OSError as fault:
            raise InputError(
                "The list of known passwords cannot be read.",
                advice="Correct FAIRWAY_BREACHED_PASSWORDS, or leave it empty.",
            ) from fault
        if known:
            raise ValidationError("Known from a break-in.", code="password_breached")

    def get_help_text(self) -> str:
        """Django asks every validator for it."""
        return "Not a password that is known from a break-in."


def _holds(stream: BinaryIO, digest: bytes) -> bool:
    """Whether a sorted file has a line that begins with a digest: some forty reads of a file of any size."""
    low, high = 0, stream.seek(0, os.SEEK_END)
    while low < high:
        middle = (low + high) // 2
        line = _line_from(stream, middle)
        if line and line[: len(digest)].upper() < digest:
            low = stream.tell()
        else:
            high = middle
    return _line_from(stream, low)[: len(digest)].upper() == digest


def _line_from(stream: BinaryIO, at: int) -> bytes:
    """The first line that begins at a place or after it."""
    if at:
        stream.seek(at - 1)
        stream.readline()
    else:
        stream.seek(0)
    return stream.readline()
