"""Who is liable, asked of the register without importing it: the portal's settings name its chain."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string

from fairway.recruitment.liability import Chain, Liability, liable_parties


def liable_by(contract: str, origin: str, claim: str, on: date) -> Liability:
    """Who answers for a claim by a contract. Nothing is written anywhere.

    Args:
        contract: Its number, as the authority of the country of origin wrote it.
        origin: ISO 3166-1 alpha-3.
        claim: A key of `recruitment.liability.claims.CLAIMS`.
        on: The day.

    Raises:
        UnknownContract: There is none.
    """
    make = cast(Callable[[str], Chain], import_string(settings.LIABILITY_CHAIN))
    return liable_parties(contract, on, make(origin), claim=claim)
