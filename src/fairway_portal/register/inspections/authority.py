"""Whose agencies an officer may deal with: those of her ministry's country."""

from __future__ import annotations

from fairway_portal.accounts.models import Membership
from fairway_portal.accounts.permissions import refuse_unless
from fairway_portal.register.licensing.errors import NoCountry


def country_of(membership: Membership) -> str:
    """The country for which she acts (ISO 3166-1 alpha-3).

    Raises:
        NoCountry: Nobody has set the country of her ministry.
    """
    if not membership.organisation.country:
        raise NoCountry
    return membership.organisation.country


def refuse_others(membership: Membership, country: str) -> None:
    """Refuses what belongs to another country's authority.

    Args:
        membership: In which she acts.
        country: Of the guarantee, inspection or agency.

    Raises:
        NoCountry: Nobody has set the country of her ministry.
        NotAllowed: It is another country's.
    """
    refuse_unless(country_of(membership) == country)
