"""What addresses of offices and keys name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from fairway.safe_reporting.sealing.identities import new_identity, recipient_of
from fairway_portal.accounts.models import Organisation, Person
from fairway_portal.casework.keys.actions import OfficeAsked, add_key, open_office
from fairway_portal.casework.keys.models import HandlerKey, Office

ON: Final = date(2026, 11, 22)


def opened_office(at: Organisation, **said: Any) -> Office:
    """The office of an organisation, opened if need be; in Lebanon unless something else is said."""
    found = Office.objects.filter(organisation=at.pk).first()
    if found is None:
        return open_office(by=None, organisation=at, asked=OfficeAsked(**{"country": "LBN", **said}), on=ON)
    for name, value in said.items():
        setattr(found, name, value)
    found.save()
    return found


def registered_key(by: Person, office: Office, on: date = ON, purpose: str = "handler") -> tuple[HandlerKey, str]:
    """A new key of somebody, and its secret half."""
    identity = new_identity()
    return add_key(by=by, office=office, public=recipient_of(identity), on=on, purpose=purpose), identity


def _office(people: Any) -> str:
    """The handler's own."""
    return str(opened_office(people["handler"].organisation).pk)


def _key(people: Any) -> str:
    """A key of the handler; the other handler is of another office."""
    office = opened_office(people["handler"].organisation)
    return str(registered_key(people["handler"].person, office)[0].pk)


SAMPLES: Final[dict[str, Callable[[Any], str]]] = {"case_key": _key, "office": _office}
