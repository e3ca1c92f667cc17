"""Showing that a key is at hand: digits are sealed to it, and typed back.

Nothing is kept in between: the ticket that goes with the form binds the digits to the key, under the portal's own key,
for an hour. Twelve digits are too many to be guessed at this door, and the last is a check digit.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from typing import Final

import pyrage
from django.core import signing
from django.utils.crypto import salted_hmac
from pyrage import x25519

from fairway.kernel.text import Text
from fairway.methods.check_digits import drawn, grouped, plain_digits, whole
from fairway_portal.casework.keys.errors import NotProved

DIGITS: Final = 12
LASTS_SECONDS: Final = 60 * 60
FORM: Final = "fairway-challenge/1\n"
"""The first line: the browser fills in the digits of nothing else."""
_SALT: Final = "fairway casework: challenge"


@dataclass(frozen=True, slots=True)
class Challenge:
    """What the page shows.

    Attributes:
        armoured: The sealed digits as lines of letters, for `age --decrypt`.
        ticket: For the hidden field of the form.
    """

    armoured: str
    ticket: str


def challenge(public: str) -> Challenge:
    """New digits, sealed to a public key (`age1…`)."""
    digits, nonce = drawn(DIGITS), secrets.token_hex(16)
    plain = f"{FORM}{grouped(digits)}\n".encode()
    sealed = pyrage.encrypt(plain, [x25519.Recipient.from_str(public)], armored=True)
    ticket = signing.dumps({"nonce": nonce, "tag": _tag(public, nonce, digits)}, salt=_SALT)
    return Challenge(sealed.decode("ascii"), ticket)


def check(public: str, ticket: str, typed: str) -> None:
    """Compares what was typed with what was sealed.

    Raises:
        NotProved: A digit is wrong, the ticket is another's, or an hour is over.
    """
    digits = plain_digits(typed[:200])
    if len(digits) != DIGITS or not whole(digits):
        raise NotProved(
            Text("These are not the digits: there are twelve, and the last one checks the others."),
            advice=Text("Open what is sealed again, and type its digits."),
        )
    try:
        known = signing.loads(ticket, salt=_SALT, max_age=LASTS_SECONDS)
    except signing.BadSignature as fault:
        raise _stale() from fault
    if not hmac.compare_digest(known["tag"], _tag(public, known["nonce"], digits)):
        raise _stale()


def _stale() -> NotProved:
    return NotProved(
        Text("These digits do not belong to this key, or an hour is over."),
        advice=Text("Begin again with the digits that this page shows now."),
    )


def _tag(public: str, nonce: str, digits: str) -> str:
    return salted_hmac(_SALT, f"{public}:{nonce}:{digits}", algorithm="sha256").hexdigest()
