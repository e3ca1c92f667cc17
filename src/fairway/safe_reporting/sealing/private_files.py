"""Files that only their owner may read: keys, and what was opened with them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text

OWNER_ALONE: Final = 0o600


class NotWritten(InputError):
    """Nothing was written: something is there already, or the disk refused."""


def write_new(file: Path, content: bytes) -> None:
    """Writes a file that was not there, for its owner alone, and waits until the disk has it.

    Args:
        file: A path at which nothing is; a link to somewhere else is not followed.
        content: All of it.

    Raises:
        NotWritten: Nothing is there then that was not there before.
    """
    try:
        opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), OWNER_ALONE)
    except FileExistsError:
        raise NotWritten(
            Text("{file} is there already.", file=file.name),
            advice=Text("Choose another name: no file is written over, and least of all a key."),
        ) from None
    except OSError as fault:
        raise NotWritten(
            Text("{file} cannot be written: {fault}.", file=file.name, fault=fault.strerror or ""),
            advice=Text("Choose a folder that is there and is yours."),
        ) from fault
    try:
        with os.fdopen(opened, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as fault:
        file.unlink(missing_ok=True)  # half a key is worse than none
        raise NotWritten(
            Text("{file} could not be written to its end: {fault}.", file=file.name, fault=fault.strerror or ""),
            advice=Text("Make room on the disk, and try again."),
        ) from fault
