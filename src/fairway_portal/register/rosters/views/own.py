"""Whose lists an officer may see: those of the country of her ministry."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.http import Http404

from fairway.kernel.text import Text
from fairway_portal.accounts.errors import NotAllowed
from fairway_portal.accounts.models import Role
from fairway_portal.accounts.permissions import DeskRequest, refuse_unless
from fairway_portal.register.rosters.models import Vintage

ROLES: Final = (Role.LICENSING_OFFICER, Role.SUPERVISOR)


def country_of(request: DeskRequest) -> str:
    """The country for which an officer acts.

    Raises:
        NotAllowed: Her ministry has none.
    """
    country = request.membership.organisation.country
    if not country:
        raise NotAllowed(
            Text("Your ministry has no country here."),
            advice=Text("Ask an administrator to set it: lists of agencies belong to a country."),
        )
    return country


def own_vintage(request: DeskRequest, id: int) -> Vintage:
    """An edition of her country, without its file.

    Raises:
        Http404: There is none.
        NotAllowed: It is another country's.
    """
    found = Vintage.objects.filter(pk=id).defer("contents").first()
    if found is None or (found.demonstration and not settings.DEMONSTRATION):
        raise Http404
    refuse_unless(found.country == country_of(request))
    return found
