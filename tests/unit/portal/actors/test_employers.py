"""Employers: added, found in any script, renamed."""

from __future__ import annotations

from typing import Any

import pytest

from fairway_portal.accounts.models import AuditEntry
from fairway_portal.actors.actions import add_agency
from fairway_portal.actors.actions.employers import add_employer, rename_employer
from fairway_portal.actors.employers import employer, employer_code_meant, find_employers
from fairway_portal.actors.errors import UnusableAgency
from fairway_portal.actors.models import Employer

pytestmark = pytest.mark.django_db


def test_a_code_is_given_once_and_read_however_it_is_written() -> None:
    first = add_employer(by=None, name="Al Noor Building", country="Qatar")
    agency = add_agency(by=None, name="Doha Manpower", country="QAT")
    second = add_employer(by=None, name="Al Badr", country="QAT")
    assert first.code.startswith("QAT-E")
    assert len({first.code, second.code, agency.code}) == 3
    assert employer_code_meant("qat e1") == "QAT-E000001"
    assert employer(first.code.lower().replace("-", " ")) == first
    assert employer("QAT-000001") is None


@pytest.mark.parametrize("typed", ["al noor building", "Al-Nour Bilding", "النور", "qat e1"])
def test_an_employer_is_found_mistyped_and_in_another_script(typed: str) -> None:
    made = add_employer(by=None, name="Al Noor Building", country="QAT", names=["شركة النور للبناء"])
    add_employer(by=None, name="Desert Rose Trading", country="QAT")
    assert [one.code for one in find_employers(typed)][:1] == [made.code]


def test_a_country_narrows_and_nothing_finds_nothing() -> None:
    add_employer(by=None, name="Al Noor Building", country="QAT")
    assert find_employers("Al Noor", country="SAU") == ()
    assert find_employers("") == ()
    assert find_employers("\0") == ()


def test_a_former_name_still_finds_it() -> None:
    made = add_employer(by=None, name="Al Noor Building", country="QAT")
    rename_employer(by=None, employer=made, name="Pearl Contracting")
    assert [one.name for one in find_employers("Al Noor Building")] == ["Pearl Contracting"]
    assert find_employers("Pearl Contracting")[0].names == ("Al Noor Building",)


def test_made_up_employers_are_seen_only_where_the_installation_demonstrates(settings: Any) -> None:
    add_employer(by=None, name="Zebra Works", country="QAT", demonstration=True)
    settings.DEMONSTRATION = False
    assert find_employers("zebra works") == ()
    settings.DEMONSTRATION = True
    assert len(find_employers("zebra works")) == 1


@pytest.mark.parametrize("changed", [{"name": "  "}, {"kind": "owner"}, {"city": "x" * 121}])
def test_what_cannot_be_kept_is_refused(changed: dict[str, str]) -> None:
    with pytest.raises(UnusableAgency):
        add_employer(by=None, **({"name": "Al Noor", "country": "QAT"} | changed))
    assert not Employer.objects.exists()


def test_one_registration_is_one_company() -> None:
    add_employer(by=None, name="Al Noor", country="QAT", registration="CR 12")
    with pytest.raises(UnusableAgency):
        add_employer(by=None, name="Al Noor Two", country="QAT", registration="CR 12")


def test_the_record_never_names_a_household() -> None:
    add_employer(by=None, name="A family in Doha", country="QAT", kind="household")
    assert AuditEntry.objects.get(action="employer.added").details["name"] == ""
