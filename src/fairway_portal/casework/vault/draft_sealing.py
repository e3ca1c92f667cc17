"""A draft, sealed with a key that only her receipt gives; padded, so that its size tells little."""

from __future__ import annotations

import secrets
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from fairway.safe_reporting.receipts import ReceiptKeys
from fairway.safe_reporting.sealing.envelopes import EnvelopeDamaged

NONCE_BYTES: Final = 12
LENGTH_BYTES: Final = 8
SMALL: Final = 64 * 1024
STEPS: Final = (4 * 1024, 64 * 1024)
"""What is small is padded to whole 4 KiB, what is larger to whole 64 KiB."""


def seal(keys: ReceiptKeys, place: str, content: bytes) -> bytes:
    """Seals content with AES-256-GCM (NIST SP 800-38D).

    Args:
        keys: Of her receipt.
        place: `draft`, or `file 2`; what is sealed for one place opens in no other.
        content: Any bytes.
    """
    plain = len(content).to_bytes(LENGTH_BYTES, "big") + content
    plain += bytes(-len(plain) % STEPS[len(plain) > SMALL])
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(keys.draft).encrypt(nonce, plain, _bound(keys, place))


def unseal(keys: ReceiptKeys, place: str, sealed: bytes) -> bytes:
    """The content again; the arguments are those of `seal`.

    Raises:
        EnvelopeDamaged: It was changed, or belongs elsewhere.
    """
    try:
        plain = AESGCM(keys.draft).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], _bound(keys, place))
    except (InvalidTag, ValueError) as fault:
        raise EnvelopeDamaged from fault
    length = int.from_bytes(plain[:LENGTH_BYTES], "big")
    return plain[LENGTH_BYTES : LENGTH_BYTES + length]


def _bound(keys: ReceiptKeys, place: str) -> bytes:
    return f"fairway draft of a report/1\0{keys.lookup}\0{place}".encode()
