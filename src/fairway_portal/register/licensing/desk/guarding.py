"""For which country somebody acts, and which agency she speaks for."""

from __future__ import annotations

from django.http import Http404

from fairway.recruitment.licences.states import Act
from fairway_portal.accounts.permissions import DeskRequest, refuse_unless
from fairway_portal.actors import queries as actors
from fairway_portal.actors.models import Agency
from fairway_portal.register.licensing.errors import NoAgency, NoCountry
from fairway_portal.register.licensing.models import Licence
from fairway_portal.register.licensing.queries import licences_of
from fairway_portal.register.licensing.seeing import is_seen


def country_of(request: DeskRequest) -> str:
    """The country for which she acts: that of her organisation.

    Raises:
        NoCountry: Nobody has set it.
    """
    country = request.membership.organisation.country
    if not country:
        raise NoCountry
    return country


def licence_for(request: DeskRequest, id: int) -> Licence:
    """A licence of her country.

    Raises:
        Http404: There is none.
        NotAllowed: It is another authority's.
    """
    found = Licence.objects.select_related("agency__joined_to").filter(pk=id).first()
    if found is None or not is_seen(found):
        raise Http404
    refuse_unless(found.country == country_of(request))
    return found


def agency_for(request: DeskRequest, code: str) -> Agency:
    """An agency of her country, or one that her authority licensed.

    Raises:
        Http404: There is none.
        NotAllowed: It is another authority's.
    """
    country = country_of(request)
    found = actors.agency(code)
    if found is None:
        raise Http404
    refuse_unless(found.country == country or licences_of(found).filter(country=country).exists())
    return found


def own_agency(request: DeskRequest) -> Agency:
    """The agency for which she speaks.

    Raises:
        NoAgency: None is set for her organisation.
    """
    found = Agency.objects.filter(organisation=request.membership.organisation_id).first()
    if found is None:
        raise NoAgency
    return found


def own_licence(request: DeskRequest, id: int) -> tuple[Agency, Licence]:
    """Her agency, and one of its licences.

    Raises:
        Http404: There is no such licence.
        NotAllowed: It is another agency's.
    """
    agency = own_agency(request)
    found = Licence.objects.select_related("agency__joined_to").filter(pk=id).first()
    if found is None or not is_seen(found):
        raise Http404
    refuse_unless((found.agency.joined_to_id or found.agency_id) == agency.pk)
    return agency, found


def act_named(written: str) -> Act:
    """The act of an address.

    Raises:
        Http404: There is none.
    """
    try:
        return Act(written)
    except ValueError as fault:
        raise Http404 from fault
