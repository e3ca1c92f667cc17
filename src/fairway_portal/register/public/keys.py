"""The key with which this installation signs licences, made once; and the public keys by which they are checked.

The private key is a file of its own. The public ones, old ones too, stand in `licence-keys.json` of the installation's
folder: whoever puts another private key there has its public half added, and the one before it closed.
"""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from threading import get_ident
from typing import Final

from django.conf import settings
from django.utils import timezone

from fairway.recruitment.licences.proof_keys import (
    PublicKey,
    SigningKey,
    keys_as_json,
    keys_from_json,
    new_key,
    read_key,
    rotated,
    write_key,
)
from fairway.warehouse import home as places

NAME: Final = "licence-key.pem"
PUBLIC_NAME: Final = "licence-keys.json"
_read: dict[tuple[str, int], SigningKey] = {}
"""File and time of its last change → the key in it: every licence page signs."""


def signing_key() -> SigningKey:
    """The key that signs: that of the setting FAIRWAY_LICENCE_KEY, or the installation's own, made if need be.

    Raises:
        KeyUnusable: The file is no key, or others may read it.
        InputError: The installation's folder cannot be written.
    """
    file = _file()
    known = (str(file), file.stat().st_mtime_ns if file.exists() else 0)
    if known not in _read:
        if not known[1] and not _named():
            _make(file)
        key = read_key(file)
        _read.clear()
        _read[(str(file), file.stat().st_mtime_ns)] = key
        return key
    return _read[known]


def public_keys() -> tuple[PublicKey, ...]:
    """The keys that check tokens, the one that signs now last.

    Raises:
        KeyUnusable: The private key, or the file of public ones, cannot be read.
    """
    key, kept = signing_key(), settings.HOME / PUBLIC_NAME
    known = keys_from_json(kept.read_text(encoding="utf-8")) if kept.exists() else ()
    if any(one.public == key.public and one.last is None for one in known):
        return known
    others = tuple(one for one in known if one.public != key.public)
    keys = rotated(others, key.from_day(_first_day() if not others else timezone.localdate()))
    _keep(kept, keys_as_json(keys))
    return keys


def _named() -> str:
    return str(settings.LICENCE_KEY)


def _file() -> Path:
    return Path(_named()) if _named() else settings.HOME / NAME


def _first_day() -> date:
    """The day on which the key was put there: what it signed since then stays good if the list of keys is lost."""
    written = timezone.localdate(datetime.fromtimestamp(_file().stat().st_mtime, tz=UTC))
    return min(written, timezone.localdate())


def _make(file: Path) -> None:
    with places.writable(file.parent):
        file.parent.mkdir(parents=True, exist_ok=True)
        made = file.parent / f".{file.name}.{os.getpid()}.{get_ident()}"
        made.unlink(missing_ok=True)  # left behind by a process that was killed
        write_key(new_key(), made)
        try:
            with suppress(FileExistsError):
                os.link(made, file)  # whole or not at all, and the first of several processes wins
        finally:
            made.unlink()


def _keep(file: Path, text: str) -> None:
    with places.writable(file.parent):
        made = file.parent / f".{file.name}.{os.getpid()}.{get_ident()}"
        made.write_text(text, encoding="utf-8")
        made.replace(file)
