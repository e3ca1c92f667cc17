"""Which organisation may give which role, at every door that could let one in."""

from __future__ import annotations

import itertools

import pytest

from fairway_portal.accounts.models import Invitation, Membership, Organisation, Role
from fairway_portal.accounts.roles import HOLDINGS, KIND_NAMES, RoleNotHeld, may_hold, roles_of
from tests.people import member, organisation, person

Kind = Organisation.Kind
ALLOWED = {
    "administrator": {"operator"},
    "moderator": {"operator", "ministry"},
    "survey_owner": {
        "operator",
        "ministry",
        "union",
        "employers",
        "resource_centre",
        "course",
        "legal_aid",
        "inspectorate",
    },
    "outreach": {"union", "resource_centre", "course"},
    "agency": {"agency"},
    "licensing_officer": {"ministry"},
    "supervisor": {"ministry"},
    "panel_member": {"ministry", "employers", "union"},
    "handler": {"union", "resource_centre", "legal_aid", "inspectorate"},
    "immigration_officer": {"immigration"},
}


@pytest.mark.parametrize(("role", "kind"), list(itertools.product(Role.values, Kind.values)))
def test_the_table_is_as_agreed(role: str, kind: str) -> None:
    assert may_hold(role, kind) == (kind in ALLOWED[role])


def test_every_role_and_kind_is_named() -> None:
    assert set(HOLDINGS) == set(Role)
    assert set(KIND_NAMES) == set(Kind)


def test_an_agency_gives_one_role() -> None:
    assert roles_of("agency") == (Role.AGENCY,)


@pytest.mark.parametrize("role", ["", "king", "ADMINISTRATOR"])
def test_a_role_that_is_none_is_held_by_nobody(role: str) -> None:
    assert not may_hold(role, "operator")


@pytest.mark.django_db
@pytest.mark.parametrize("role", [role for role in Role if role != Role.AGENCY])
def test_no_model_makes_an_agency_more_than_it_is(role: Role) -> None:
    from django.utils import timezone

    agency = organisation("agency")
    with pytest.raises(RoleNotHeld, match="Recruitment agency"):
        Membership.objects.create(person=person(), organisation=agency, role=role)
    with pytest.raises(RoleNotHeld):
        Invitation.objects.create(
            secret_hash="x", email="a@example.org", organisation=agency, role=role, expires=timezone.now()
        )
    held = member(role)
    held.organisation.kind = "agency"
    with pytest.raises(RoleNotHeld):
        held.organisation.save()
    held.organisation = agency
    with pytest.raises(RoleNotHeld):
        held.save()
