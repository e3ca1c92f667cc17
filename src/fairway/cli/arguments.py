"""Arguments that several commands take: a day, and the bytes or text of a file."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from fairway.kernel.errors import InputError


def day(written: str | None) -> date:
    """A day as somebody typed it; today where she typed none.

    Raises:
        InputError: It is no day.
    """
    if written is None:
        return datetime.now(UTC).date()
    try:
        return date.fromisoformat(written.strip())
    except ValueError as fault:
        raise InputError(f"“{written}” is not a day.", advice="Write year, month and day: 2026-11-01.") from fault


def contents(file: Path, advice: str, most: int = -1) -> bytes:
    """The bytes of a file.

    Args:
        file: Its path.
        advice: Which file is meant.
        most: Read no more than so many bytes; -1: all.

    Raises:
        InputError: It is not there, is a folder, or may not be read.
    """
    try:
        with file.open("rb") as opened:
            return opened.read(most)
    except OSError as fault:
        raise InputError(f"{file} cannot be read: {fault.strerror}.", advice=advice) from fault


def text(file: Path, advice: str) -> str:
    """The text of a file in UTF-8.

    Args:
        file: Its path.
        advice: Which file is meant.

    Raises:
        InputError: It cannot be read, or is not UTF-8.
    """
    try:
        return contents(file, advice).decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise InputError(f"{file} cannot be read as text in UTF-8.", advice=advice) from fault
