"""The pass: what her number opens, sealed by this installation, carried from page to page in a hidden field.

It spares her the slow derivation on each page and keeps everything at one address, without a cookie. Whoever finds it
in the memory of her browser has an hour; only this installation can open it, and each page gives a new one.
"""

from __future__ import annotations

import base64
import binascii
import secrets
import struct
import time
from dataclasses import dataclass, field
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway.safe_reporting.receipts import HIGH_RISK_DIGITS, ReceiptKeys
from fairway.safe_reporting.sealing.identities import recipient_of

SECONDS: Final = 60 * 60
SKEW: Final = 5 * 60
"""How far another process's clock may be ahead."""
_FORM: Final = struct.Struct(f">Q{HIGH_RISK_DIGITS}s32s32s74s")
_NONCE: Final = 12
_LONGEST: Final = 400
_PURPOSE: Final = b"fairway notes: pass 1"


class PassExpired(InputError):
    """The pass is too old, or none of ours: her number opens everything again."""

    http_status = 200

    def __init__(self) -> None:
        super().__init__(
            Text("This page was open for long."), advice=Text("Type your number to go on. Nothing is lost.")
        )


@dataclass(frozen=True, slots=True)
class Pass:
    """Her number, and what it opens."""

    number: str = field(repr=False)
    keys: ReceiptKeys


def issue(number: str, keys: ReceiptKeys) -> str:
    """A pass for the next page.

    Args:
        number: As `receipts.read` gives it.
        keys: What it opens.
    """
    plain = _FORM.pack(
        int(time.time()), number.encode(), bytes.fromhex(keys.lookup), keys.draft, keys.identity.encode()
    )
    nonce = secrets.token_bytes(_NONCE)
    return base64.urlsafe_b64encode(nonce + _cipher().encrypt(nonce, plain, _PURPOSE)).decode().rstrip("=")


def opened(carried: str) -> Pass:
    """What a pass carries.

    Raises:
        PassExpired: It is older than an hour, or none of this installation.
    """
    try:
        if len(carried) > _LONGEST:
            raise PassExpired
        sealed = base64.b64decode(carried + "=" * (-len(carried) % 4), altchars=b"-_", validate=True)
        plain = _cipher().decrypt(sealed[:_NONCE], sealed[_NONCE:], _PURPOSE)
        issued, number, lookup, draft, identity = _FORM.unpack(plain)
    except (InvalidTag, ValueError, binascii.Error, struct.error) as fault:
        raise PassExpired from fault
    if not -SKEW <= time.time() - issued <= SECONDS:
        raise PassExpired
    secret = identity.decode()
    return Pass(number.rstrip(b"\0").decode(), ReceiptKeys(lookup.hex(), draft, secret, recipient_of(secret)))


def _cipher() -> AESGCM:
    secret = settings.SECRET_KEY.encode()
    return AESGCM(HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE).derive(secret))
