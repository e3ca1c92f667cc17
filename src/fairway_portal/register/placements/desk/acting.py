"""For which country an officer acts."""

from __future__ import annotations

from fairway_portal.accounts.permissions import DeskRequest, refuse_unless
from fairway_portal.register.licensing.errors import NoCountry


def country_of(request: DeskRequest) -> str:
    """Her ministry's country (ISO 3166-1 alpha-3).

    Raises:
        NoCountry: Nobody has set it.
    """
    country = request.membership.organisation.country
    if not country:
        raise NoCountry
    return country


def refuse_others(request: DeskRequest, *countries: str) -> None:
    """Refuses what concerns none of these countries' authorities.

    Raises:
        NoCountry: Nobody has set her country.
        NotAllowed: It is another authority's.
    """
    refuse_unless(country_of(request) in countries)
