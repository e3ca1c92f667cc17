"""A licence as a token and as a square code to be scanned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Final

import segno
from django.http import HttpRequest
from django.urls import reverse
from markupsafe import Markup

from fairway.methods.signing_keys import SigningKey
from fairway.recruitment.licences.errors import TokenNotMade
from fairway.recruitment.licences.proof import sign
from fairway.recruitment.licences.proof_encoding import STATES, Claims
from fairway_portal.design import speech
from fairway_portal.design.addresses import absolute
from fairway_portal.register.public.licences import PublicLicence

AUTHORITY_BYTES: Final = 16
SMALL_WORDS: Final = frozenset({"and", "for", "of", "the", "de", "des", "du", "et", "la", "le", "del", "y"})
GROUP: Final = 8


def token_of(licence: PublicLicence, *, code: str, name: str, key: SigningKey, on: date) -> str:
    """The token that says how a licence stands on a day; empty where there is nothing to prove, or it does not fit.

    Args:
        licence: With its standing on that day.
        code, name: Of the agency that holds it.
        key: Of this installation.
        on: The day of issue.
    """
    if licence.standing.state not in STATES or not licence.number:
        return ""
    claims = Claims(
        agency=code, name=name, number=licence.number, country=licence.country,
        authority=authority_code(licence.authority) or licence.country, state=licence.standing.state,
        valid_from=licence.standing.valid_from, valid_to=licence.standing.valid_to, issued=on,
    )  # fmt: skip
    try:
        return sign(claims, key)
    except TokenNotMade:  # a number longer than a token holds: the page still says all
        return ""


def authority_code(name: str) -> str:
    """The short name of an authority: itself if it is short, else its initials: `Department of Labour`: `DL`."""
    whole = " ".join(name.split())
    if len(whole.encode()) <= AUTHORITY_BYTES:
        return whole
    words = [word for word in whole.replace("-", " ").split() if word.casefold() not in SMALL_WORDS]
    initials = "".join(word[0] for word in words if word[0].isalnum()).upper()
    return initials.encode()[:AUTHORITY_BYTES].decode(errors="ignore")


def address_of(request: HttpRequest, token: str) -> str:
    """Where a token is checked, in the language of the page at hand."""
    return absolute(request, reverse("licence-check-token", args=(speech.current().language, token)))


@lru_cache(maxsize=512)
def square_code(address: str) -> Markup:
    """An address as a square code, drawn in the page itself."""
    code = segno.make(address, error="m", micro=False)
    drawn = code.svg_inline(border=4, omitsize=True, svgclass="square-code", lineclass=None)
    return Markup(drawn)  # noqa: S704 -- drawn from bits


def grouped(token: str) -> Sequence[str]:
    """The letters of a token, eight by eight, for somebody who must copy them."""
    return tuple(token[start : start + GROUP] for start in range(0, len(token), GROUP))
