"""The token that she gets when a report is filed: a promise, signed, that its commitment will stand in the public log.

Form: version, id of the key, commitment, week, Ed25519 signature (RFC 8032) over all of these behind a tag of their
own, and three bytes of SHA-256 over everything before them, which tell a slip of the pen from a forgery; as Base32
(RFC 4648) without padding, in letters that a QR code holds at 5.5 bits each and that people can copy by hand.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from fairway.methods.signing_keys import ID_BYTES, PublicKey, SigningKey
from fairway.safe_reporting.proofs.reasons import Reason

VERSION: Final = 1
TAG: Final = b"fairway-filing-token/1\n"
FIRST_WEEK: Final = date(1970, 1, 5)
COMMITMENT_BYTES: Final = 32
WEEK_BYTES: Final = 2
SIGNATURE_BYTES: Final = 64
CHECK_BYTES: Final = 3
HEAD_BYTES: Final = 1 + ID_BYTES + COMMITMENT_BYTES + WEEK_BYTES
BYTES: Final = HEAD_BYTES + SIGNATURE_BYTES + CHECK_BYTES
LETTERS: Final = -(-BYTES * 8 // 5)
GROUP: Final = 5
_ALIKE: Final = str.maketrans("018", "OIB")
"""What hands and eyes take for a letter: the three digits do not occur in Base32."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What a genuine token says.

    Attributes:
        commitment: Of the report, 64 hexadecimal digits.
        week: The Monday of the week in which it was filed.
        key: Name of the key that signed.
    """

    commitment: str
    week: date
    key: str

    @property
    def due(self) -> date:
        """The day whose head must cover it: the Monday after, since what is sent at midnight is logged a day later."""
        return self.week + timedelta(days=7)


def monday(on: date) -> date:
    """The Monday of a day's week."""
    return on - timedelta(days=on.weekday())


def make_token(commitment: str, week: date, key: SigningKey) -> str:
    """The token of a filing, 170 letters; for the same filing and key always the same.

    Args:
        commitment: 64 hexadecimal digits.
        week: A Monday.
        key: Of whoever keeps the log.
    """
    content = bytes.fromhex(commitment)
    assert len(content) == COMMITMENT_BYTES
    assert week.weekday() == 0
    weeks = (week - FIRST_WEEK).days // 7
    signed = bytes([VERSION]) + key.id + content + weeks.to_bytes(WEEK_BYTES, "big")
    body = signed + key.sign(TAG + signed)
    return base64.b32encode(body + _check(body)).decode().rstrip("=")


def read_token(token: str, keys: Sequence[PublicKey]) -> Promise | Reason:
    """What a token promises, or why it proves nothing.

    Args:
        token: As scanned or typed, in capital or small letters; spaces, line breaks and dashes are passed over.
        keys: The public keys of whoever keeps the log, the old ones too.
    """
    whole = _bytes("".join(token.replace("-", " ").split()))
    if isinstance(whole, Reason):
        return whole
    named = [key for key in keys if key.id == whole[1 : 1 + ID_BYTES]]
    if not named:
        return Reason.OTHER_KEY
    signature = whole[HEAD_BYTES:-CHECK_BYTES]
    signers = [key for key in named if key.checks(signature, TAG + whole[:HEAD_BYTES])]
    if not signers:
        return Reason.FORGED
    week = FIRST_WEEK + timedelta(weeks=int.from_bytes(whole[HEAD_BYTES - WEEK_BYTES : HEAD_BYTES], "big"))
    # A newer key may sign for an older week: a token that is shown again is signed anew.
    if all(key.last is not None and key.last < week for key in signers):
        return Reason.RETIRED_KEY
    commitment = whole[1 + ID_BYTES : 1 + ID_BYTES + COMMITMENT_BYTES].hex()
    return Promise(commitment, week, signers[0].name)


def grouped(token: str) -> str:
    """`ABCDE FGHIJ …`: as a page shows a token, and as it is copied by hand."""
    return " ".join(token[start : start + GROUP] for start in range(0, len(token), GROUP))


def _bytes(written: str) -> bytes | Reason:
    """The bytes of a token that was copied without a slip, or what is wrong."""
    if not written.isascii() or not written.isalnum():
        return Reason.NONE_AT_ALL
    letters = written.upper().translate(_ALIKE)
    if len(letters) != LETTERS:
        return _of_another_length(letters)
    try:
        whole = base64.b32decode(letters + "=" * (-LETTERS % 8))
    except binascii.Error:
        return Reason.MISTYPED
    # Its last letter has bits to spare: only one way of writing them is the token.
    canonical = base64.b32encode(whole).decode().rstrip("=") == letters
    if not canonical or whole[-CHECK_BYTES:] != _check(whole[:-CHECK_BYTES]):
        return Reason.MISTYPED
    if whole[0] != VERSION:
        return Reason.NEWER if whole[0] > VERSION else Reason.NONE_AT_ALL
    return whole


def _of_another_length(letters: str) -> Reason:
    """What became of letters that are too few or too many: what begins as a token does may have been one."""
    if not letters.startswith("AE") and not letters.startswith("AF") and len(letters) < LETTERS // 2:
        return Reason.NONE_AT_ALL
    return Reason.TRUNCATED if len(letters) < LETTERS else Reason.TOO_LONG


def _check(body: bytes) -> bytes:
    return hashlib.sha256(body).digest()[:CHECK_BYTES]
