"""The file that keeps a secret key: as `age-keygen` writes it, so that `age` reads ours and we read its own.

With a passphrase the file is itself an age file (scrypt recipient), as `age --passphrase` makes it of a key file, and
`age --decrypt --identity` takes it as it is.

Source: C2SP, "The age file encryption format" (age.md), sections "scrypt recipient type" and "ASCII armor".
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pyrage

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway.safe_reporting.sealing.envelopes import AGE
from fairway.safe_reporting.sealing.identities import NotAKey, checked_identity, recipient_of
from fairway.safe_reporting.sealing.private_files import write_new

LARGEST: Final = 64 * 1024
FEWEST_LETTERS: Final = 10
"""Of a passphrase. Source: age-encryption, documentation of `setPassphrase`: 8 to 10 random characters."""
ARMOUR: Final = b"-----BEGIN AGE ENCRYPTED FILE-----"
SECRET: Final = "AGE-SECRET-KEY-"  # noqa: S105 -- how every secret key begins


class KeyFileUnusable(InputError):
    """It cannot be read, or holds no key."""


class PassphraseRefused(InputError):
    """It is too short, or not the one of this file."""


def write_key(file: Path, identity: str, *, made: datetime, passphrase: str = "") -> None:
    """Writes a key file that only its owner may read.

    Args:
        file: A path at which nothing is.
        identity: The secret key.
        made: The moment, for the first line.
        passphrase: Locks the file; "" leaves it open.

    Raises:
        NotWritten: Something is there already, or the folder may not be written to.
        PassphraseRefused: It is too short.
        NotAKey: The identity is none.
    """
    if passphrase and len(passphrase) < FEWEST_LETTERS:
        raise PassphraseRefused(
            Text("This passphrase is too short."),
            advice=Text("Take at least {n} letters, better five words drawn at random.", n=FEWEST_LETTERS),
        )
    moment = made.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    lines = f"# created: {moment}\n# public key: {recipient_of(identity)}\n{checked_identity(identity)}\n"
    content = lines.encode("ascii")
    if passphrase:
        content = pyrage.passphrase.encrypt(content, passphrase, armored=True)
    write_new(file, content)


def read_keys(file: Path, passphrase: Callable[[], str]) -> tuple[str, ...]:
    """The secret keys of a file.

    Args:
        file: As `write_key` or `age-keygen` wrote it; lines that begin with # are left out.
        passphrase: Asked only where the file is locked.

    Raises:
        KeyFileUnusable: It cannot be read, or holds no key.
        PassphraseRefused: The passphrase does not open it.
    """
    content = _contents(file)
    if content.startswith(AGE) or content.lstrip().startswith(ARMOUR):
        content = _unlocked(content, passphrase())
    return keys_of(content, file.name)


def keys_of(content: bytes, name: str) -> tuple[str, ...]:
    """The secret keys in the text of a key file.

    Args:
        content: The text, unlocked.
        name: Of the file, for a refusal; its content is never repeated.

    Raises:
        KeyFileUnusable: It holds no key, or something else than keys.
    """
    lines = [line.strip() for line in content.decode("utf-8", "replace").splitlines()]
    written = [line for line in lines if line and not line.startswith("#")]
    try:
        keys = tuple(checked_identity(line) for line in written)
    except NotAKey:
        keys = ()
    if not keys:
        raise KeyFileUnusable(
            Text("{file} holds no secret key.", file=name),
            advice=Text("Give the file that `fairway casework keys new` or `age-keygen` made."),
        )
    return keys


def _contents(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST)
    except OSError as fault:
        raise KeyFileUnusable(
            Text("{file} cannot be read: {fault}.", file=file.name, fault=fault.strerror or ""),
            advice=Text("Give the path of your key file."),
        ) from fault


def _unlocked(content: bytes, passphrase: str) -> bytes:
    try:
        return bytes(pyrage.passphrase.decrypt(content, passphrase))
    except pyrage.DecryptError:
        raise PassphraseRefused(
            Text("The passphrase does not open this file."),
            advice=Text("Type it again. Nobody can give it back to you: without it the key is lost."),
        ) from None
