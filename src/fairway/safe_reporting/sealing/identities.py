"""Keys of the age format: an X25519 secret as the line `age-keygen` writes, and the recipient that belongs to it.

Source: C2SP, "The age file encryption format" (age.md), section "X25519 recipient type"; BIP 173 for Bech32.
"""

from __future__ import annotations

import hashlib
from typing import Final

import pyrage
from pyrage import x25519

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text

SECRET_BYTES: Final = 32
FINGERPRINT_LETTERS: Final = 16
_LETTERS: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_HUMAN_PART: Final = "age-secret-key-"
_GENERATOR: Final = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


class NotAKey(InputError):
    """This is no age key."""

    def __init__(self, what: Text) -> None:
        super().__init__(what, advice=Text("Copy the whole line from the file that `fairway casework keys new` made."))


def new_identity() -> str:
    """A new secret key, as `age-keygen` writes it."""
    return str(x25519.Identity.generate())


def identity_of(secret: bytes) -> str:
    """The age identity of 32 secret bytes."""
    assert len(secret) == SECRET_BYTES
    bits = int.from_bytes(secret, "big") << 4  # 260 bits: 52 letters of five
    words = [(bits >> shift) & 31 for shift in range(255, -5, -5)]
    return (_HUMAN_PART + "1" + "".join(_LETTERS[word] for word in [*words, *_checksum(words)])).upper()


def recipient_of(identity: str) -> str:
    """The public half (`age1…`) of an identity.

    Raises:
        NotAKey: It is none.
    """
    return str(_identity(identity).to_public())


def checked_recipient(public: str) -> str:
    """A public key without what was typed around it.

    Raises:
        NotAKey: It is none, or it is a secret one, which must never leave its owner's machine.
    """
    wanted = public.strip()
    if "AGE-SECRET-KEY-" in wanted.upper():
        raise NotAKey(Text("This is a secret key. Keep it to yourself, and make a new one: this one has been shown."))
    try:
        return str(x25519.Recipient.from_str(wanted))
    except pyrage.RecipientError as fault:
        raise NotAKey(Text("This is not a public key: it begins with age1 and has 62 letters.")) from fault


def checked_identity(identity: str) -> str:
    """A secret key without what was typed around it.

    Raises:
        NotAKey: It is none. The refusal never repeats what was given.
    """
    return str(_identity(identity))


def fingerprint(public: str) -> str:
    """16 hexadecimal digits in groups of four, by which people compare public keys aloud."""
    digest = hashlib.sha256(public.encode("ascii")).hexdigest()[:FINGERPRINT_LETTERS]
    return "-".join(digest[at : at + 4] for at in range(0, FINGERPRINT_LETTERS, 4))


def _identity(identity: str) -> x25519.Identity:
    try:
        return x25519.Identity.from_str(identity.strip())
    except pyrage.IdentityError:
        raise NotAKey(Text("This is not a secret key: it begins with AGE-SECRET-KEY-1.")) from None


def _checksum(words: list[int]) -> list[int]:
    """The six last letters of Bech32."""
    expanded = [ord(letter) >> 5 for letter in _HUMAN_PART] + [0] + [ord(letter) & 31 for letter in _HUMAN_PART]
    polynomial = 1
    for word in [*expanded, *words, 0, 0, 0, 0, 0, 0]:
        top = polynomial >> 25
        polynomial = (polynomial & 0x1FFFFFF) << 5 ^ word
        for bit in range(5):
            polynomial ^= _GENERATOR[bit] if top >> bit & 1 else 0
    return [((polynomial ^ 1) >> 5 * (5 - place)) & 31 for place in range(6)]
