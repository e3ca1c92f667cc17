"""Branches and officers in post: from a day to a day, each once."""

from __future__ import annotations

from datetime import date

import pytest

from fairway_portal.accounts.models import AuditEntry
from fairway_portal.actors.actions import add_agency, join_agencies
from fairway_portal.actors.actions.posts import add_branch, appoint_officer, close_branch, end_post
from fairway_portal.actors.errors import UnusableAgency
from fairway_portal.actors.models import Agency

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency() -> Agency:
    return add_agency(by=None, name="Himal Manpower", country="NPL")


def test_a_branch_opens_once_and_closes_once(agency: Agency) -> None:
    branch = add_branch(by=None, agency=agency, name=" Valley  office ", city="Pokhara", opened=date(2024, 1, 5))
    assert (branch.name, branch.country) == ("Valley office", "NPL")
    with pytest.raises(UnusableAgency, match="there already"):
        add_branch(by=None, agency=agency, name="Valley office", city="Pokhara")
    with pytest.raises(UnusableAgency, match="before it began on 2024-01-05"):
        close_branch(by=None, branch=branch, closed=date(2024, 1, 4))
    close_branch(by=None, branch=branch, closed=date(2024, 1, 5))
    with pytest.raises(UnusableAgency, match="already"):
        close_branch(by=None, branch=branch, closed=date(2024, 2, 1))
    add_branch(by=None, agency=agency, name="Valley office", city="Pokhara", country="India")
    assert sorted(agency.branches.values_list("country", flat=True)) == ["IND", "NPL"]


def test_an_officer_holds_a_post_from_a_day_to_a_day(agency: Agency) -> None:
    officer = appoint_officer(by=None, agency=agency, name="B. Thapa", position="director", since=date(2024, 1, 5))
    with pytest.raises(UnusableAgency, match="already"):
        appoint_officer(by=None, agency=agency, name="B. Thapa", position="director", since=date(2025, 1, 5))
    end_post(by=None, officer=officer, until=date(2024, 6, 1))
    with pytest.raises(UnusableAgency, match="2024-06-01 already"):
        end_post(by=None, officer=officer, until=date(2024, 7, 1))
    appoint_officer(by=None, agency=agency, name="B. Thapa", position="director", since=date(2025, 1, 5))
    kept = str(list(AuditEntry.objects.values_list("details", "subject", "reason")))
    assert "Thapa" not in kept, "the record of actions does not repeat names of officers"


@pytest.mark.parametrize(("name", "position"), [(" ", "director"), ("x" * 161, "director"), ("A. Rai", "chief")])
def test_an_officer_that_is_refused(agency: Agency, name: str, position: str) -> None:
    with pytest.raises(UnusableAgency):
        appoint_officer(by=None, agency=agency, name=name, position=position, since=date(2024, 1, 5))
    assert agency.officers.count() == 0


@pytest.mark.parametrize(("name", "city"), [(" ", "Pokhara"), ("x" * 251, "Pokhara"), ("Valley", "")])
def test_a_branch_that_is_refused(agency: Agency, name: str, city: str) -> None:
    with pytest.raises(UnusableAgency):
        add_branch(by=None, agency=agency, name=name, city=city)
    assert agency.branches.count() == 0


def test_they_belong_to_the_agency_that_stands(agency: Agency) -> None:
    joined = add_agency(by=None, name="Himal Man Power", country="NPL")
    join_agencies(by=None, kept=agency, joined=joined, reason="one register number")
    joined.refresh_from_db()
    assert add_branch(by=None, agency=joined, name="Valley", city="Pokhara").agency == agency
    assert (
        appoint_officer(by=None, agency=joined, name="A", position="partner", since=date(2024, 1, 1)).agency == agency
    )
