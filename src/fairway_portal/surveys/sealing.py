"""Answers on their way, sealed so that only the key in her address bar opens them.

The key is 128 bits. Two things are derived from it (HKDF, RFC 5869), each of which tells nothing of the other: the name
under which the draft is kept, and the key that seals it (AES-256-GCM, NIST SP 800-38D). The answers that are sent are
tied to neither: once the draft is forgotten, whoever finds the key in her browser finds nothing by it.
"""

from __future__ import annotations

import re
import secrets
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from fairway_portal.surveys.errors import DraftGone

KEY_BYTES: Final = 16
KEY: Final = re.compile(r"[A-Za-z0-9_-]{22}")
NONCE_BYTES: Final = 12
PADDED_TO: Final = 1024


def new_key() -> str:
    """A key: 128 random bits as 22 characters of an address."""
    return secrets.token_urlsafe(KEY_BYTES)


def name_of(key: str) -> str:
    """The name under which the draft of a key is kept, as 64 hexadecimal digits.

    Raises:
        DraftGone: The key is none.
    """
    return _derived(key, b"fairway draft: name").hex()


def seal(key: str, content: bytes) -> bytes:
    """The content, encrypted and padded: its length tells only how many kilobytes it has.

    Args:
        key: Of the draft.
        content: Without zero bytes at its end.
    """
    padded = content + b"\0" * (-len(content) % PADDED_TO)
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + _cipher(key).encrypt(nonce, padded, name_of(key).encode())


def unseal(key: str, sealed: bytes) -> bytes:
    """The content of a draft.

    Raises:
        DraftGone: The key does not open it.
    """
    try:
        opened = _cipher(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], name_of(key).encode())
    except (InvalidTag, ValueError) as fault:
        raise DraftGone from fault
    return opened.rstrip(b"\0")


def _cipher(key: str) -> AESGCM:
    return AESGCM(_derived(key, b"fairway draft: seal"))


def _derived(key: str, what: bytes) -> bytes:
    if not KEY.fullmatch(key):
        raise DraftGone
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=what).derive(key.encode())
