"""What a receipt opens: derived from it slowly, so that trying numbers costs more than it is worth.

Argon2id (RFC 9106) makes a root from the number and the installation's salt; HKDF (RFC 5869) makes three things from
the root, none of which tells anything of the others: the name under which the report is kept, the key that seals her
draft, and her own age identity, to which handlers seal their messages.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import BoundedSemaphore
from typing import Final

from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from fairway.kernel.errors import InternalError
from fairway.safe_reporting.sealing.identities import identity_of, recipient_of

MEMORY_KIB: Final = 64 * 1024
PASSES: Final = 2
SALT_BYTES: Final = 16
AT_ONCE: Final = 2
_turns = BoundedSemaphore(AT_ONCE)
"""Each derivation takes 64 MiB: more at once would be a way to fill the memory."""


@dataclass(frozen=True, slots=True)
class ReceiptKeys:
    """What a number opens.

    Attributes:
        lookup: 64 hexadecimal digits: the name of the draft and of the report.
        draft: 32 bytes that seal the draft.
        identity: Her age identity (`AGE-SECRET-KEY-1…`).
        recipient: Its public half (`age1…`).
    """

    lookup: str
    draft: bytes = field(repr=False)
    identity: str = field(repr=False)
    recipient: str = field(repr=False)


def derive(number: str, salt: bytes) -> ReceiptKeys:
    """Derives the keys of a receipt number; takes some 0.1 s and 64 MiB, at most two at a time in a process.

    Args:
        number: As `numbers.read` gives it.
        salt: Of the installation, at least 16 bytes; kept apart from the database.

    Raises:
        InternalError: The salt is too short.
    """
    if len(salt) < SALT_BYTES:
        raise InternalError(
            "The salt of receipts is too short.", advice="Restore it from its backup; never make a new one."
        )
    with _turns:
        root = hash_secret_raw(
            number.encode("ascii"), salt, time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=1, hash_len=32,
            type=Type.ID,
        )  # fmt: skip
    identity = identity_of(_from(root, b"fairway receipt: identity"))
    return ReceiptKeys(
        lookup=_from(root, b"fairway receipt: lookup").hex(),
        draft=_from(root, b"fairway receipt: draft"),
        identity=identity,
        recipient=recipient_of(identity),
    )


def _from(root: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(root)
