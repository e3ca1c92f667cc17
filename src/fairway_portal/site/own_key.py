"""A key of this installation's own, for a machine that nobody has set up: made once, readable for its user alone."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from fairway.warehouse import home as places

NAME = "secret-key"


def own_key(home: Path) -> str:
    """The key in `home`, made if need be: every process of the portal, and the next start, must have the same.

    Args:
        home: The installation's folder.

    Returns:
        At least 50 characters.

    Raises:
        InputError: The folder cannot be written.
    """
    file = home / NAME
    with places.writable(home):
        home.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            made = home / f".{NAME}.{os.getpid()}"
            descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w", encoding="ascii") as stream:
                stream.write(secrets.token_urlsafe(50))
            try:
                os.link(made, file)  # whole or not at all, and the first of several processes wins
            finally:
                made.unlink()
    return file.read_text(encoding="ascii")
