"""A small register for these tests: an agency with a licence, a sub-agent, a principal, two employers, one contract."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from fairway_portal.accounts.models import Person
from fairway_portal.actors.actions import add_agency
from fairway_portal.actors.actions.employers import add_employer
from fairway_portal.actors.models import Agency, Employer, Officer
from fairway_portal.register.inspections.models import Guarantee
from fairway_portal.register.licensing.models import Licence, LicenceEntry
from fairway_portal.register.placements.actions import AskedPlacement, relate
from tests.people import organisation, person

SIGNED = date(2024, 3, 1)
SINCE = date(2020, 1, 1)
ON = date(2025, 6, 1)


@dataclass
class Sample:
    """What the tests need."""

    officer: Person
    agency: Agency
    other: Agency
    agent: Agency
    principal: Employer
    employer: Employer
    household: Employer

    def asked(self, number: str = "PHL-1", **changed: Any) -> AskedPlacement:
        """A contract as a form asks for it."""
        usual: dict[str, Any] = {
            "number": number, "origin": "PHL", "destination": "SAU", "sector": "construction",
            "employer": self.employer, "signed": SIGNED, "begins": date(2024, 4, 1), "ends": date(2026, 3, 31),
            "agency": self.agency, "principal": self.principal,
        }  # fmt: skip
        return AskedPlacement(**{**usual, **changed})


def licensed(agency: Agency, since: date = SINCE) -> Licence:
    """A licence in force, with its history."""
    licence = Licence.objects.create(
        agency=agency, number=f"L-{agency.pk}", country=agency.country, authority="The ministry", state="licensed",
        valid_from=since, version=2,
    )  # fmt: skip
    for number, act, state in ((1, "apply", "applied"), (2, "grant", "licensed")):
        LicenceEntry.objects.create(
            licence=licence, number=number, act=act, state=state, effective=since, authority="The ministry",
            legal_basis="The law", reason="As asked", valid_from=since if act == "grant" else None,
        )  # fmt: skip
    return licence


def sample() -> Sample:
    """Everything, with an officer of the Philippines."""
    officer = person()
    agency = add_agency(by=None, name="Bright Overseas", country="PHL")
    other = add_agency(by=None, name="Gulf Link Manpower", country="PHL")
    agent = add_agency(by=None, name="A village agent", country="PHL", kind="sub_agent")
    principal = add_employer(by=None, name="Al Badr Recruiting", country="SAU", kind="principal")
    employer = add_employer(by=None, name="Al Noor Building", country="SAU")
    household = add_employer(by=None, name="A family in Riyadh", country="SAU", kind="household")
    licensed(agency)
    Guarantee.objects.create(
        agency=agency, country="PHL", kind="bond", holder="Sure Insurance", instrument="B-1", currency="PHP",
        required=100_000, held=100_000, opened=SINCE,
    )  # fmt: skip
    Officer.objects.create(agency=agency, name="M. Cruz", position="director", since=SINCE)
    relate(by=officer, kind="represents", agency=agency, principal=principal, since=SINCE, source="decision",
           accreditation="ACC-7")  # fmt: skip
    relate(by=officer, kind="acts_for", agency=agency, principal=principal, employer=employer, since=SINCE, source="x")
    relate(by=officer, kind="sub_agent", agency=agency, sub_agent=agent, since=SINCE, source="x")
    return Sample(officer, agency, other, agent, principal, employer, household)


def ministry() -> Any:
    """The Philippines' ministry."""
    return organisation("ministry", country="PHL")
