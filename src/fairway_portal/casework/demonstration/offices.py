"""The invented offices, their handlers, and demonstration keys, whose secret halves lie in a folder for everybody."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from fairway.safe_reporting.sealing.identities import new_identity, recipient_of
from fairway.safe_reporting.sealing.key_files import read_keys, write_key
from fairway_portal.accounts import audit
from fairway_portal.accounts.models import Membership, Organisation, Person, Role
from fairway_portal.casework.keys.actions import OfficeAsked, add_key, open_office
from fairway_portal.casework.keys.models import HandlerKey, Office

MARK: Final = "(demonstration)"
DOMAIN: Final = "demonstration.example"
"""A name that can never be anybody's."""
Kind = Organisation.Kind


@dataclass(frozen=True, slots=True)
class _Invented:
    name: str
    kind: str
    country: str
    languages: tuple[str, ...]
    people: tuple[str, ...]


OFFICES: Final = {
    "union": _Invented(
        f"Union of Paper Lanterns {MARK}", Kind.UNION, "LBN", ("ar", "en", "am"), ("union", "union-second")
    ),
    "aid": _Invented(
        f"Legal Aid of the Seven Bridges {MARK}", Kind.LEGAL_AID, "LBN", ("ar", "en", "fr"), ("legal-aid",)
    ),
    "centre": _Invented(
        f"Resource Centre of the Blue Kites {MARK}", Kind.RESOURCE_CENTRE, "NPL", ("ne", "en", "bn"), ("centre",)
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Staff:
    """An office at work.

    Attributes:
        office: The office.
        people: Primary keys of its handlers.
        identities: Their secret keys, which everybody may know.
    """

    office: Office
    people: tuple[int, ...]
    identities: tuple[str, ...]

    @property
    def publics(self) -> tuple[str, ...]:
        """The public halves."""
        return tuple(recipient_of(one) for one in self.identities)


def make(folder: Path, on: date, *, new_passwords: bool) -> tuple[dict[str, Staff], dict[str, str]]:
    """Makes offices, people and keys, or finds them.

    Args:
        folder: For the secret keys.
        on: The day.
        new_passwords: Whether accounts that are there get others.

    Returns:
        The offices, and e-mail address → password of accounts that were made, or given another one.
    """
    told: dict[str, str] = {}
    return {key: _staff(one, folder, on, told, new_passwords) for key, one in OFFICES.items()}, told


def _staff(one: _Invented, folder: Path, on: date, told: dict[str, str], new_passwords: bool) -> Staff:
    organisation, _ = Organisation.objects.get_or_create(
        name=one.name, kind=one.kind, country=one.country, defaults={"demonstration": True}
    )
    asked = OfficeAsked(country=one.country, languages=one.languages, telephone="000 000 (invented)")
    office = open_office(by=None, organisation=organisation, asked=asked, on=on, demonstration=True)
    people = [_member(name, organisation, told, new_passwords) for name in one.people]
    identities = [
        _key(folder / f"{name}.txt", office, who, on) for name, who in zip(one.people, people, strict=True)
    ]  # fmt: skip
    if one.kind == Kind.LEGAL_AID:
        _key(folder / "recovery.txt", office, people[0], on, HandlerKey.Purpose.RECOVERY)
    return Staff(office, tuple(who.pk for who in people), tuple(identities))


def _member(name: str, at: Organisation, told: dict[str, str], new_passwords: bool) -> Person:
    email = f"{name}@{DOMAIN}"
    person = Person.objects.filter(email=email).first()
    if person is None or new_passwords:
        told[email] = secrets.token_urlsafe(12)
        person = person or Person(email=email, name=f"{name.replace('-', ' ').capitalize()} {MARK}")
        person.demonstration = True
        person.set_password(told[email])
        person.save()
        audit.record(by=None, action="demonstration.account", subject=f"person {email}")
    Membership.objects.get_or_create(person=person, organisation=at, role=Role.HANDLER)
    return person


def _key(file: Path, office: Office, who: Person, on: date, purpose: str = HandlerKey.Purpose.HANDLER) -> str:
    """The secret key of a file; made and registered where it is not there."""
    if file.exists():
        identity = read_keys(file, lambda: "")[0]
    else:
        identity = new_identity()
        write_key(file, identity, made=datetime.now(UTC))
    add_key(by=who, office=office, public=recipient_of(identity), on=on, purpose=purpose, demonstration=True)
    return identity
