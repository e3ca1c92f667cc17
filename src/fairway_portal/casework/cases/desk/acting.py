"""For which office a handler acts, and which case she opened."""

from __future__ import annotations

from fairway_portal.accounts.permissions import DeskRequest
from fairway_portal.casework.cases.errors import NoOffice
from fairway_portal.casework.cases.models import Case
from fairway_portal.casework.cases.queries.opened import case_of
from fairway_portal.casework.keys.models import Office
from fairway_portal.casework.keys.queries import office_of


def own_office(request: DeskRequest) -> Office:
    """The office of her organisation, open or closed: what it has, it still works on.

    Raises:
        NoOffice: It takes no reports.
    """
    found = office_of(request.membership.organisation_id)
    if found is None:
        raise NoOffice
    return found


def own_case(request: DeskRequest, number: str) -> Case:
    """A case of her office.

    Raises:
        NoOffice: As `own_office`.
        NoSuchCase: Her office has none of this number.
    """
    return case_of(own_office(request).pk, number)
