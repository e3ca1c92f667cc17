"""Tags: two tickets name the same agency exactly if their tags are equal; whoever lacks the key learns no more.

The agencies are few and public, so a bare hash would be found by trying them all. The key is derived from the escrow
handler's own age identity and never leaves her machine.

Sources: FIPS 198-1 (HMAC); IETF RFC 5869 (HKDF).
"""

from __future__ import annotations

import hashlib
import hmac
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from fairway.safe_reporting.sealing.identities import checked_identity

TAG_DIGITS: Final = 64
KEY_ID_DIGITS: Final = 16


def tag_key(identity: str) -> bytes:
    """The key of tags, 32 bytes, that belongs to an age identity.

    Raises:
        NotAKey: It is no identity.
    """
    secret = checked_identity(identity).upper().encode("ascii")
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"fairway escrow: tags").derive(secret)


def key_id(key: bytes) -> str:
    """16 hexadecimal digits by which the server sees that tags were made with one key; they tell nothing of it."""
    return hmac.new(key, b"fairway escrow: which key", hashlib.sha256).hexdigest()[:KEY_ID_DIGITS]


def tag_of(key: bytes, agency: str) -> str:
    """The tag of an agency, 64 hexadecimal digits.

    Args:
        key: As `tag_key` gives it.
        agency: Its code in the register; capitals and spaces around it do not count.
    """
    named = b"fairway escrow: agency\n" + agency.strip().upper().encode()
    return hmac.new(key, named, hashlib.sha256).hexdigest()
