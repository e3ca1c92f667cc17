"""Agencies and licences for tests: an office of Nepal with officers, and licences that stand so or so."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from fairway.recruitment.licences.states import Act
from fairway_portal.accounts.models import Membership, Role
from fairway_portal.actors.actions import add_agency
from fairway_portal.actors.models import Agency
from fairway_portal.register.licensing.actions import apply_for, record_act
from fairway_portal.register.licensing.models import Licence, LicenceEntry
from tests.people import member, organisation

BASIS = "Act on foreign employment, section 13"
_numbers = count(1)


def today() -> date:
    return timezone.localdate()


def office(country: str = "XKX", *roles: Role) -> tuple[Membership, ...]:
    """Members of one ministry: by default two officers and two supervisors. XKX: no rules of that country are known."""
    at = organisation("ministry", country=country)
    wanted = roles or (Role.LICENSING_OFFICER, Role.LICENSING_OFFICER, Role.SUPERVISOR, Role.SUPERVISOR)
    return tuple(member(role, of=at) for role in wanted)


def agency(country: str = "XKX", **fields: Any) -> Agency:
    return add_agency(by=None, name=fields.pop("name", f"Himal Manpower {next(_numbers)}"), country=country, **fields)


def applied(by: Membership, of: Agency | None = None, **more: Any) -> Licence:
    """An application, of today."""
    return apply_for(
        by=by.person, agency=of or agency(by.organisation.country), country=by.organisation.country,
        **{"effective": today(), "reason": "To recruit abroad", "legal_basis": BASIS, "authority": "Labour Office"}
        | more,
    )  # fmt: skip


def act(by: Membership, licence: Licence, act: Act, **more: Any) -> LicenceEntry:
    """An act of today on a licence, as it is now."""
    licence.refresh_from_db()
    given: dict[str, Any] = {
        "saw": licence.version, "effective": today(), "reason": f"Because of {act.value}", "legal_basis": BASIS,
    }  # fmt: skip
    return record_act(by=by.person, licence=licence, act=act, **given | more)


def granted(by: Membership, of: Agency | None = None, *, days: int = 365, **more: Any) -> Licence:
    """A licence granted today, for so many days."""
    licence = applied(by, of, **more)
    act(by, licence, Act.GRANT, valid_from=today(), valid_to=today() + timedelta(days=days))
    return licence
