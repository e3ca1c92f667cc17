"""A licence as a signed token for a QR code, which anybody can check without a connection.

What it proves: that the register whose public key checks it said this about the licence on the day of issue. What it
does not prove: that this is still so today, or that whoever shows it is the agency. A licence may be suspended an hour
after the token was made; so a token is short-lived, and whoever is online looks into the register.

Form: version, length, id of the key, claims, Ed25519 signature (RFC 8032) over all of these, and three bytes of
SHA-256 over everything before them, which tell a slip of the pen from a forgery; as Base32 (RFC 4648) without padding,
in letters that a QR code holds at 5.5 bits each.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from fairway.kernel.text import Text
from fairway.methods.signing_keys import ID_BYTES, PublicKey, SigningKey
from fairway.recruitment.licences.proof_encoding import Claims, decoded, encoded
from fairway.recruitment.licences.states import IN_FORCE, STATES

VERSION: Final = 1
MOST_CHARACTERS: Final = 300
HEAD_BYTES: Final = 2 + ID_BYTES
SIGNATURE_BYTES: Final = 64
CHECK_BYTES: Final = 3
SHORTEST_BYTES: Final = HEAD_BYTES + SIGNATURE_BYTES + CHECK_BYTES
CLOCKS_DIFFER: Final = timedelta(days=1)
"""In the Pacific it is tomorrow already."""


class Reason(StrEnum):
    """Why a token is not accepted."""

    NONE_AT_ALL = "none_at_all"
    TOO_LONG = "too_long"
    TRUNCATED = "truncated"
    MISTYPED = "mistyped"
    NEWER = "newer"
    OTHER_KEY = "other_key"
    FORGED = "forged"
    KEY_DAYS = "key_days"
    FUTURE = "future"
    EXPIRED = "expired"


REASONS: Final = {
    Reason.NONE_AT_ALL: (
        Text("This is not a licence token."),
        Text("Scan the code on the licence, or copy all letters under it."),
    ),
    Reason.TOO_LONG: (
        Text("There are more letters than a licence token has."),
        Text("Copy only the letters under the code."),
    ),
    Reason.TRUNCATED: (Text("The end of the token is missing."), Text("Scan the code again, or copy all its letters.")),
    Reason.MISTYPED: (
        Text("A letter is wrong."),
        Text("Scan the code again, or compare letter by letter. The digits 0, 1, 8 and 9 do not occur."),
    ),
    Reason.NEWER: (
        Text("The token is of a newer kind than this program knows."),
        Text("Look the licence up in the register, or get the newest program."),
    ),
    Reason.OTHER_KEY: (
        Text("The token was signed with a key that is not among the keys of this register."),
        Text("It may be of another country, or a fake. Look the licence up in the register."),
    ),
    Reason.FORGED: (
        Text("The token is forged: the register did not sign it."),
        Text("Do not trust it. Look the licence up in the register, and report who showed it to you."),
    ),
    Reason.KEY_DAYS: (
        Text("The token was signed with a key that was not in use on its day."),
        Text("Do not trust it. Look the licence up in the register."),
    ),
    Reason.FUTURE: (
        Text("The token says that it was issued on a day that is still to come."),
        Text("Look at the date of your device. If that is right, do not trust the token."),
    ),
    Reason.EXPIRED: (
        Text("The token has expired."),
        Text("What it says was so once. Ask for a new one, or look the licence up in the register."),
    ),
}


@dataclass(frozen=True, slots=True)
class Proof:
    """What a token turned out to be.

    Attributes:
        accepted: The register said so, and not too long ago.
        claims: What it said; also of a token that has expired. None where the register did not say it.
        reason: Why it is not accepted.
        key: Name of the key that it names; "" where it names none.
    """

    accepted: bool
    claims: Claims | None
    reason: Reason | None
    key: str = ""

    @property
    def said(self) -> Text:
        """In one sentence, what is known from it."""
        if self.reason is not None:
            return REASONS[self.reason][0]
        claims = self.claims
        assert claims is not None
        return Text(
            "On {day} the register ({authority}, {country}) said: {name}, licence {number}: {state}.",
            day=claims.issued.isoformat(), authority=claims.authority, country=claims.country, name=claims.name,
            number=claims.number, state=STATES[claims.state],
        )  # fmt: skip

    @property
    def advice(self) -> Text:
        """What to do next."""
        return REASONS[self.reason][1] if self.reason is not None else LIMITS

    def in_force(self, on: date) -> bool:
        """Whether, by what it says, the licence would be in force on a day; the register may have changed since."""
        claims = self.claims
        if claims is None or claims.valid_from is None or claims.state not in IN_FORCE:
            return False
        return claims.valid_from <= on and (claims.valid_to is None or on <= claims.valid_to)


LIMITS: Final = Text(
    "This is what the register said on that day. It may have changed since, and the token does not show who holds it: "
    "whoever is online should look into the register."
)


def sign(claims: Claims, key: SigningKey) -> str:
    """A token of at most 300 characters; for the same claims and key always the same.

    Args:
        claims: What the register says today.
        key: Of the register.

    Raises:
        TokenNotMade: The claims cannot be put into a token.
    """
    content = encoded(claims)
    length = HEAD_BYTES + len(content) + SIGNATURE_BYTES + CHECK_BYTES
    signed = bytes([VERSION, length]) + key.id + content
    body = signed + key.sign(signed)
    return base64.b32encode(body + _check(body)).decode().rstrip("=")


def read(token: str, keys: Sequence[PublicKey], *, today: date) -> Proof:
    """What a token proves.

    Args:
        token: As scanned or typed; spaces and line breaks are passed over.
        keys: The public keys of the register, the old ones too.
        today: The day of the reader.
    """
    written = "".join(token.split())
    whole = _bytes(written)
    if isinstance(whole, Reason):
        return _not_accepted(whole)
    key_id, content = whole[2:HEAD_BYTES], whole[HEAD_BYTES : -SIGNATURE_BYTES - CHECK_BYTES]
    named = [key for key in keys if key.id == key_id]
    if not named:
        return _not_accepted(Reason.OTHER_KEY, key=key_id.hex())
    signed, signature = whole[: -SIGNATURE_BYTES - CHECK_BYTES], whole[-SIGNATURE_BYTES - CHECK_BYTES : -CHECK_BYTES]
    signers = [key for key in named if key.checks(signature, signed)]
    claims = decoded(content) if signers else None
    if claims is None:
        return _not_accepted(Reason.FORGED, key=key_id.hex())
    reason = _days(claims, signers, today)
    return Proof(reason is None, claims if reason in (None, Reason.EXPIRED) else None, reason, key_id.hex())


def _days(claims: Claims, signers: Sequence[PublicKey], today: date) -> Reason | None:
    if not any(key.signed_on(claims.issued) for key in signers):
        return Reason.KEY_DAYS
    if claims.issued > today + CLOCKS_DIFFER:
        return Reason.FUTURE
    return Reason.EXPIRED if today > claims.expires else None


def _bytes(written: str) -> bytes | Reason:
    """The bytes of a token that was copied without a slip, or what is wrong."""
    if len(written) > MOST_CHARACTERS:
        return Reason.TOO_LONG
    if not written or not written.isascii() or not written.isalnum():
        return Reason.NONE_AT_ALL
    if not (written.isupper() or written.islower()):
        return Reason.MISTYPED
    whole = _decoded(written)
    if whole is None:
        return _damage(written)
    if len(whole) > SHORTEST_BYTES and whole[-CHECK_BYTES:] == _check(whole[:-CHECK_BYTES]):
        return _sound(whole, written)
    return _damage(written)


def _decoded(written: str) -> bytes | None:
    try:
        return base64.b32decode(written.upper() + "=" * (-len(written) % 8))
    except binascii.Error:
        return None


def _sound(whole: bytes, written: str) -> bytes | Reason:
    # The last letter of Base32 has bits to spare: only one way of writing them is the token.
    if base64.b32encode(whole).decode().rstrip("=") != written.upper():
        return Reason.MISTYPED
    if whole[0] != VERSION:
        return Reason.NEWER if whole[0] > VERSION else Reason.NONE_AT_ALL
    return whole if whole[1] == len(whole) else Reason.FORGED


def _damage(written: str) -> Reason:
    """What became of a token that is not whole: its first letters say how many it should have."""
    head = _decoded(written[:8]) if len(written) >= 8 else None
    if head is None or head[0] != VERSION:
        return Reason.MISTYPED if len(written) * 5 // 8 > SHORTEST_BYTES else Reason.NONE_AT_ALL
    expected = -(-head[1] * 8 // 5)
    if len(written) < expected:
        return Reason.TRUNCATED
    return Reason.TOO_LONG if len(written) > expected else Reason.MISTYPED


def _check(body: bytes) -> bytes:
    return hashlib.sha256(body).digest()[:CHECK_BYTES]


def _not_accepted(reason: Reason, key: str = "") -> Proof:
    return Proof(False, None, reason, key)
