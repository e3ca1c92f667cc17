"""What addresses of this part of casework name: a visit of the handler's office; the other handler has another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final
from uuid import uuid4

from django.utils.timezone import localdate

from fairway_portal.accounts.models import Membership, Organisation
from fairway_portal.casework.counselling.actions import VisitAsked, add_note, enter
from fairway_portal.casework.keys.models import Office

ASKED: Final = VisitAsked(
    day=localdate(), channel="in_person", stage="returned", topics=("wages",), service="advice", sex="F", language="am",
    destination="LBN", outcome="under_way",
)  # fmt: skip


def office_of(membership: Membership, kind: str = "resource_centre", country: str = "ETH") -> Office:
    """The office of somebody's organisation, which becomes one of this kind."""
    at = membership.organisation
    Organisation.objects.filter(pk=at.pk).update(kind=kind)
    found, _ = Office.objects.update_or_create(
        organisation=at.pk, defaults={"name": at.name, "kind": kind, "country": country}
    )
    return found


def _visit(people: Any) -> str:
    office_of(people["other_handler"])
    visit = enter(office=office_of(people["handler"]), person=people["handler"].person_id, asked=ASKED, key=uuid4())
    add_note(visit=visit, note=b"age-encryption.org/v1\nsealed")
    return str(visit.key)


SAMPLES: Final[dict[str, Callable[[Any], str]]] = {"visit_key": _visit}
