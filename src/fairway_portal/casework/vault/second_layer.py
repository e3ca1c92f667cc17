"""The layer whose key can be destroyed: AES-256-GCM (NIST SP 800-38D) around what is sealed already.

Each thing is bound to its report and to its place there, so that nobody who can write in the database can put one in
the place of another.
"""

from __future__ import annotations

import secrets
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from fairway.safe_reporting.sealing.envelopes import EnvelopeDamaged

KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12
OVERHEAD: Final = NONCE_BYTES + 16
"""Bytes that the layer adds: nonce and tag."""
FORM: Final = b"fairway second layer/1"


def wrap(key: bytes, report: UUID, place: str, sealed: bytes) -> bytes:
    """Puts the layer around something sealed.

    Args:
        key: Of the report, 32 bytes.
        report: Its id.
        place: What it is there: `envelope 3`, `draft`, `file 2`.
        sealed: What is inside.
    """
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, sealed, _bound(report, place))


def unwrap(key: bytes, report: UUID, place: str, wrapped: bytes) -> bytes:
    """Takes it off again; the arguments are those of `wrap`.

    Raises:
        EnvelopeDamaged: It was changed, or belongs elsewhere.
    """
    try:
        return AESGCM(key).decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], _bound(report, place))
    except (InvalidTag, ValueError) as fault:
        raise EnvelopeDamaged from fault


def _bound(report: UUID, place: str) -> bytes:
    return b"\0".join((FORM, report.bytes, place.encode()))
