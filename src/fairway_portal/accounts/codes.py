"""One-time codes of an authenticator app, and recovery codes: how they are made, kept and compared.

Source: RFC 6238 (TOTP), with SHA-1, six digits and 30 seconds, as every authenticator app has it.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Final

import pyotp
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from fairway.kernel.errors import InternalError
from fairway.methods.check_digits import plain_digits

SECONDS: Final = 30
DRIFT: Final = 1
"""Half-minutes that two clocks may differ, before and after."""
DIGITS: Final = 6
NONCE_BYTES: Final = 12
RECOVERY_CODES: Final = 10
_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _SIZE = 5, 5


def new_secret() -> str:
    """160 random bits in Base32."""
    return pyotp.random_base32(32)


def address_of(secret: str, email: str) -> str:
    """What the QR code holds: `otpauth://totp/…`."""
    return str(pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name="Fairway"))


def sealed(secret: str) -> bytes:
    """The secret, as the database keeps it."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(_key(b"second factor: seal")).encrypt(nonce, secret.encode(), None)


def unsealed(kept: bytes) -> str:
    """The secret again.

    Raises:
        InternalError: SECRET_KEY is another than when it was kept.
    """
    try:
        return AESGCM(_key(b"second factor: seal")).decrypt(kept[:NONCE_BYTES], kept[NONCE_BYTES:], None).decode()
    except (InvalidTag, ValueError) as fault:
        raise InternalError(
            "The second factors cannot be read: SECRET_KEY was changed.",
            advice="Put the old key back, or have each person's second factor reset by an administrator.",
        ) from fault


def step_of(secret: str, typed: str, now: float) -> int | None:
    """The half-minute of which a typed code is the code; None where it is none of the last, this and the next.

    Args:
        secret: In Base32.
        typed: Six digits of any script.
        now: Seconds since 1970.
    """
    digits = plain_digits(typed)
    if len(digits) != DIGITS:
        return None
    current = int(now) // SECONDS
    found = None
    for step in range(current - DRIFT, current + DRIFT + 1):  # all of them: the time taken tells nothing
        if hmac.compare_digest(pyotp.TOTP(secret).at(step * SECONDS), digits):
            found = step
    return found


def recovery_code() -> str:
    """A new code: five groups of five letters and digits, without those that look alike."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(_SIZE)) for _ in range(_GROUPS))


def digest_of(code: str) -> str:
    """By which a recovery code is found again; spaces, dashes and capitals do not count."""
    plain = "".join(one for one in code.casefold() if one in _LETTERS)
    return hmac.new(_key(b"second factor: recovery"), plain.encode(), hashlib.sha256).hexdigest()


def _key(purpose: bytes) -> bytes:
    return hmac.new(settings.SECRET_KEY.encode(), purpose, hashlib.sha256).digest()
