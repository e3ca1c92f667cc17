"""What a licence token says, in as few bytes as can be: a QR code with fewer dots is read by a poorer camera."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from fairway.kernel.text import Text
from fairway.recruitment.licences.errors import TokenNotMade
from fairway.recruitment.licences.states import State

EPOCH: Final = date(1970, 1, 1)
NO_DAY: Final = 0xFFFF
LIFETIME_DAYS: Final = 90
LONGEST_LIFETIME: Final = 366
SHORTENED: Final = "…"
CONTENT_BYTES: Final = 114
"""What fits beside key, signature and checksum in 300 characters."""
STATES: Final = (
    State.LICENSED, State.RENEWAL, State.CONDITIONAL, State.SUSPENDED, State.REVOKED, State.EXPIRED, State.SURRENDERED,
    State.BARRED,
)  # fmt: skip
"""Their places are what tokens hold: add at the end, never change."""
_LONGEST: Final = {"agency": 20, "number": 40, "authority": 16}


@dataclass(frozen=True, slots=True)
class Claims:
    """What a register said on a day.

    Attributes:
        agency: Its code: `NPL-000012`.
        name: Shortened, with “…”, where it does not fit.
        number: Of the licence.
        country: ISO 3166-1 alpha-3 of the authority's country.
        authority: A short code: `DOFE`.
        state: Of the licence on the day of issue.
        valid_from, valid_to: Its days; no last day: without end.
        issued: The day of issue.
        lifetime_days: How long the token is good for.
    """

    agency: str
    name: str
    number: str
    country: str
    authority: str
    state: State
    valid_from: date | None
    valid_to: date | None
    issued: date
    lifetime_days: int = LIFETIME_DAYS

    @property
    def expires(self) -> date:
        """The token's last day."""
        return self.issued + timedelta(days=self.lifetime_days)

    @property
    def shortened(self) -> bool:
        """Whether the name did not fit."""
        return self.name.endswith(SHORTENED)


def encoded(claims: Claims) -> bytes:
    """The claims as bytes, the same for the same claims.

    Raises:
        TokenNotMade: A claim is missing, too long, or not what it should be.
    """
    if claims.state not in STATES:
        raise _refused(Text("There is no licence to prove: it was not granted."))
    if not 1 <= claims.lifetime_days <= LONGEST_LIFETIME:
        raise _refused(Text("A token is good for 1 to {n} days.", n=LONGEST_LIFETIME))
    country = claims.country
    if not (len(country) == 3 and country.isascii() and country.isalpha() and country.isupper()):
        raise _refused(Text("The country must be three capital letters."))
    head = b"".join((
        _day(claims.issued), claims.lifetime_days.to_bytes(2, "big"), _day(claims.valid_from), _day(claims.valid_to),
        bytes([STATES.index(claims.state)]), country.encode(),
    ))  # fmt: skip
    texts = b"".join(
        _text(value, _LONGEST[field])
        for field, value in (("agency", claims.agency), ("number", claims.number), ("authority", claims.authority))
    )
    return head + texts + _name(claims.name, CONTENT_BYTES - len(head) - len(texts) - 1)


def decoded(content: bytes) -> Claims | None:
    """The claims of bytes; None: not in the one form that `encoded` gives them."""
    try:
        claims = _decoded(content)
        return claims if encoded(claims) == content else None
    except (IndexError, UnicodeDecodeError, OverflowError, TokenNotMade):
        return None


def _decoded(content: bytes) -> Claims:
    issued = _day_of(content[0:2])
    texts, rest = [], content[12:]
    for _ in range(4):
        length = rest[0]
        texts.append(rest[1 : 1 + length].decode())
        rest = rest[1 + length :]
    if issued is None or rest:
        raise IndexError
    return Claims(
        agency=texts[0], number=texts[1], authority=texts[2], name=texts[3], country=content[9:12].decode(),
        state=STATES[content[8]], valid_from=_day_of(content[4:6]), valid_to=_day_of(content[6:8]), issued=issued,
        lifetime_days=int.from_bytes(content[2:4], "big"),
    )  # fmt: skip


def _day(day: date | None) -> bytes:
    count = NO_DAY if day is None else (day - EPOCH).days
    if not 0 <= count <= NO_DAY or (day is not None and count == NO_DAY):
        raise _refused(Text("A day lies before 1970 or after 2149."))
    return count.to_bytes(2, "big")


def _day_of(content: bytes) -> date | None:
    count = int.from_bytes(content, "big")
    return None if count == NO_DAY else EPOCH + timedelta(days=count)


def _clean(value: str) -> str:
    value = " ".join(unicodedata.normalize("NFC", value).split())
    if not value or any(unicodedata.category(letter) in ("Cc", "Cs") for letter in value):
        raise _refused(Text("The agency’s code and name, the licence’s number and the authority are all needed."))
    return value


def _text(value: str, longest: int) -> bytes:
    content = _clean(value).encode()
    if len(content) > longest:
        raise _refused(Text("“{value}” is too long for a token.", value=value))
    return bytes([len(content)]) + content


def _name(value: str, room: int) -> bytes:
    name = _clean(value)
    content = name.encode()
    if len(content) > room:
        kept = content[: room - len(SHORTENED.encode())].decode(errors="ignore").rstrip()
        content = (kept + SHORTENED).encode()
    return bytes([len(content)]) + content


def _refused(title: Text) -> TokenNotMade:
    return TokenNotMade(title, advice=Text("Correct the entry in the register, then ask for the token again."))
