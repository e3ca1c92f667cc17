"""For which office a counsellor acts."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404

from fairway_portal.accounts.permissions import DeskRequest
from fairway_portal.casework.counselling import queries
from fairway_portal.casework.counselling.errors import NoOffice
from fairway_portal.casework.counselling.models import Visit
from fairway_portal.casework.keys.models import Office
from fairway_portal.casework.keys.queries import office_of


def own_office(request: DeskRequest) -> Office:
    """Her organisation's office.

    Raises:
        NoOffice: It is none yet.
    """
    office = office_of(request.membership.organisation_id)
    if office is None:
        raise NoOffice
    return office


def own_visit(request: DeskRequest, key: UUID) -> Visit:
    """An entry of her office.

    Raises:
        Http404: It is none, or another office's: both are answered alike.
    """
    found = queries.visit_of(own_office(request), key)
    if found is None:
        raise Http404
    return found
