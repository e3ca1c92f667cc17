"""The invented organisations and people; those that the Monitor's demonstration has made are used again."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Final

from fairway_portal.accounts import audit
from fairway_portal.accounts.models import Membership, Organisation, Person, Role
from fairway_portal.surveys.writing import writing

MARK: Final = "(demonstration)"
DOMAIN: Final = "demonstration.example"
"""A name that can never be anybody's."""
Kind = Organisation.Kind
ORGANISATIONS: Final = {
    "kites": (f"Ministry of Kites {MARK}", Kind.MINISTRY, "NPL"),
    "boats": (f"Ministry of Paper Boats {MARK}", Kind.MINISTRY, "BGD"),
    "lanterns": (f"Ministry of Lanterns {MARK}", Kind.MINISTRY, "KOR"),
    "agency": (f"Velvet Spoon Overseas {MARK}", Kind.AGENCY, "NPL"),
}
PEOPLE: Final = (
    ("licensing", "kites", Role.LICENSING_OFFICER),
    ("supervisor", "kites", Role.SUPERVISOR),
    ("second-supervisor", "kites", Role.SUPERVISOR),
    ("agency", "agency", Role.AGENCY),
    ("rosters", "boats", Role.LICENSING_OFFICER),
    ("destination", "lanterns", Role.LICENSING_OFFICER),
)
"""Name in the address, organisation, role."""


@dataclass(frozen=True, slots=True)
class People:
    """Who acts in the demonstration.

    Attributes:
        members: Name in the address → membership.
        accounts: E-mail address → password, of accounts that were made, or given another password.
    """

    members: dict[str, Membership]
    accounts: dict[str, str]

    def person(self, name: str) -> Person:
        """Who has this name in her address."""
        return self.members[name].person

    def organisation(self, name: str) -> Organisation:
        """The organisation of that person."""
        return self.members[name].organisation


def make(*, new_passwords: bool) -> People:
    """Makes organisations and people, or finds them.

    Args:
        new_passwords: Whether accounts that are there get others.
    """
    organisations = {
        key: Organisation.objects.get_or_create(
            name=name, kind=kind, country=country, defaults={"demonstration": True}
        )[0]
        for key, (name, kind, country) in ORGANISATIONS.items()
    }
    members, told = dict[str, Membership](), dict[str, str]()
    for name, at, role in PEOPLE:
        email = f"{name}@{DOMAIN}"
        with writing():
            person = Person.objects.filter(email=email).first()
            if person is None or new_passwords:
                told[email] = secrets.token_urlsafe(12)
                person = _account(person, email, name, told[email])
            members[name], _ = Membership.objects.get_or_create(
                person=person, organisation=organisations[at], role=role
            )
    return People(members, told)


def _account(known: Person | None, email: str, name: str, password: str) -> Person:
    person = known or Person(email=email, name=f"{name.replace('-', ' ').capitalize()} {MARK}")
    person.demonstration = True
    person.set_password(password)
    person.save()
    audit.record(by=None, action="demonstration.account", subject=f"person {email}")
    return person
