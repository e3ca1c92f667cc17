"""Ed25519 keys (RFC 8032): the private one signs tokens, the public ones are given to whoever wants to check them."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text

ID_BYTES: Final = 4
PUBLIC_BYTES: Final = 32
ALGORITHM: Final = "Ed25519"


class KeyUnusable(InputError):
    """A signing key, or a file of public keys, that cannot be read, or that already exists."""

    slug = "key-unusable"


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key that checks tokens.

    Attributes:
        public: 32 bytes.
        first, last: The days on which it signs, or signed; no last day: still.
    """

    public: bytes
    first: date
    last: date | None = None

    @property
    def id(self) -> bytes:
        """The first four bytes of its SHA-256."""
        return hashlib.sha256(self.public).digest()[:ID_BYTES]

    @property
    def name(self) -> str:
        """Its id, as people write it."""
        return self.id.hex()

    def signed_on(self, day: date) -> bool:
        """Whether it signed on a day."""
        return self.first <= day and (self.last is None or day <= self.last)

    def checks(self, signature: bytes, signed: bytes) -> bool:
        """Whether a signature is its own."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, signed)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A key that signs tokens; it never leaves its owner."""

    private: Ed25519PrivateKey

    @property
    def public(self) -> bytes:
        """Its public half, 32 bytes."""
        return self.private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    @property
    def id(self) -> bytes:
        """Of its public half."""
        return hashlib.sha256(self.public).digest()[:ID_BYTES]

    def from_day(self, first: date) -> PublicKey:
        """Its public half, to be published."""
        return PublicKey(self.public, first)

    def sign(self, content: bytes) -> bytes:
        """A signature, 64 bytes; the same for the same content."""
        return self.private.sign(content)


def new_key() -> SigningKey:
    """A key that nobody has."""
    return SigningKey(Ed25519PrivateKey.generate())


def write_key(key: SigningKey, path: Path) -> None:
    """Writes a private key, readable by its owner alone.

    Args:
        key: The key.
        path: A file that does not exist yet.

    Raises:
        KeyUnusable: The file exists, or its folder cannot be written to.
    """
    text = key.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    try:
        # Opened with its mode, so that nobody can read it even for a moment.
        door = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as fault:
        raise KeyUnusable(
            Text("{file} exists.", file=path.name),
            advice=Text("Choose another name. A key that signed tokens must be kept as long as they are in use."),
        ) from fault
    except OSError as fault:
        raise KeyUnusable(
            Text("{file} cannot be written.", file=path.name),
            advice=Text("Choose a folder that exists and that you may write to."),
        ) from fault
    with os.fdopen(door, "wb") as file:
        file.write(text)


def read_key(path: Path, *, make: str) -> SigningKey:
    """A private key from its file.

    Args:
        path: The file.
        make: The command that makes such a key, for the words of a refusal.

    Raises:
        KeyUnusable: No such file, no such key, or a file that others may read.
    """
    try:
        text, mode = path.read_bytes(), path.stat().st_mode
    except OSError as fault:
        raise KeyUnusable(Text("{file} cannot be read.", file=path.name), advice=_make(make)) from fault
    if mode & 0o077:
        raise KeyUnusable(
            Text("{file} may be read by others.", file=path.name),
            advice=Text("Take their right away: chmod 600. If somebody may have copied the key, make a new one."),
        )
    try:
        key = load_pem_private_key(text, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyUnusable(Text("{file} holds no Ed25519 key in PEM.", file=path.name), advice=_make(make))
    return SigningKey(key)


def rotated(keys: Sequence[PublicKey], new: PublicKey) -> tuple[PublicKey, ...]:
    """The keys with a new one, which signs from its first day; those before it stop on the eve.

    A key that began on that same day keeps the day, so that what it signed can still be checked.
    """
    eve = new.first - timedelta(days=1)
    closed = (one if one.last is not None else replace(one, last=max(one.first, eve)) for one in keys)
    return (*closed, new)


def keys_as_json(keys: Sequence[PublicKey]) -> str:
    """Public keys as a file to be given away."""
    listed = [
        {
            "id": key.name,
            "algorithm": ALGORITHM,
            "public": base64.b64encode(key.public).decode(),
            "first": key.first.isoformat(),
            "last": key.last.isoformat() if key.last else None,
        }
        for key in keys
    ]
    return json.dumps({"keys": listed}, indent=2) + "\n"


def keys_from_json(text: str) -> tuple[PublicKey, ...]:
    """Public keys from their file.

    Raises:
        KeyUnusable: The file breaks its form; the message names the key.
    """
    try:
        listed = json.loads(text)["keys"]
    except (ValueError, TypeError, KeyError, RecursionError) as fault:
        raise _unusable("0") from fault
    if not isinstance(listed, list) or not listed:
        raise _unusable("0")
    return tuple(_public(one, place) for place, one in enumerate(listed, start=1))


def _public(one: Any, place: int) -> PublicKey:
    try:
        public = base64.b64decode(one["public"], validate=True)
        last = one.get("last")
        key = PublicKey(public, date.fromisoformat(one["first"]), date.fromisoformat(last) if last else None)
        sound = one["algorithm"] == ALGORITHM and len(public) == PUBLIC_BYTES and one.get("id", key.name) == key.name
    except (TypeError, KeyError, ValueError, AttributeError, binascii.Error) as fault:
        raise _unusable(str(place)) from fault
    if not sound or (key.last is not None and key.last < key.first):
        raise _unusable(str(place))
    return key


def _unusable(place: str) -> KeyUnusable:
    return KeyUnusable(
        Text("This is no file of public keys: its key {place} cannot be read.", place=place)
        if place != "0"
        else Text("This is no file of public keys."),
        advice=Text("Take the file again from where it is published."),
    )


def _make(command: str) -> Text:
    return Text("Make a key with: {command}", command=command)
