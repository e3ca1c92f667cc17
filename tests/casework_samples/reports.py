"""Offices with keys, and reports sealed to them: for tests of what is done with a report."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID, uuid4

from django.utils.timezone import localdate

from fairway.safe_reporting.receipts import ReceiptKeys
from fairway.safe_reporting.sealing import envelopes
from fairway.safe_reporting.sealing.identities import fingerprint, new_identity, recipient_of
from fairway_portal.accounts.models import Membership, Role
from fairway_portal.casework.cases.actions import open_case
from fairway_portal.casework.cases.models import Case
from fairway_portal.casework.cases.sealed_form import Sealed
from fairway_portal.casework.keys.actions import OfficeAsked, add_key, open_office
from fairway_portal.casework.keys.models import Office
from fairway_portal.casework.keys.queries import office_of
from fairway_portal.casework.vault.actions import Part, file_report, report_id
from tests.people import member, organisation

TODAY = localdate()
WORDS = "My employer keeps my passport: canary 73d1."


@dataclass
class Staffed:
    """An office, its handlers, and their secret keys."""

    office: Office
    members: list[Membership]
    identities: list[str]

    @property
    def member(self) -> Membership:
        return self.members[0]

    @property
    def by(self) -> int:
        return int(self.member.person_id)

    @property
    def publics(self) -> list[str]:
        return [recipient_of(one) for one in self.identities]


@dataclass
class Filed:
    """A report, whose receipt keys the test has."""

    id: UUID
    keys: ReceiptKeys
    cases: dict[int, Case] = field(default_factory=dict)


def staffed(
    kind: str = "union", country: str = "LBN", handlers: int = 1, name: str = "", of: Membership | None = None,
    on: date = TODAY,
) -> Staffed:  # fmt: skip
    """An office that takes reports, each of its handlers with a key."""
    first = of or member(Role.HANDLER, of=organisation(kind, name=name, country=country))
    members = [first, *(member(Role.HANDLER, of=first.organisation) for _ in range(handlers - 1))]
    office = office_of(first.organisation_id) or open_office(
        by=None, organisation=first.organisation, asked=OfficeAsked(country=country), on=on
    )
    made = Staffed(office, members, [])
    for one in members:
        add_a_key(made, one, on=on)
    return made


def add_a_key(to: Staffed, who: Membership, on: date = TODAY) -> str:
    """One more key of somebody; its secret half is returned."""
    identity = new_identity()
    add_key(by=who.person, office=to.office, public=recipient_of(identity), on=on)
    to.identities.append(identity)
    return identity


def receipt() -> ReceiptKeys:
    """Keys of a receipt, without the slow derivation."""
    identity = new_identity()
    return ReceiptKeys(secrets.token_hex(32), secrets.token_bytes(32), identity, recipient_of(identity))


def filed(*offices: Staffed, type: str = "wage_claim", on: date = TODAY, demonstration: bool = False) -> Filed:
    """A report with one file, sealed to all handlers of offices, with a case for each."""
    keys = receipt()
    id = report_id(keys)
    publics = [one for office in offices for one in office.publics]
    stored = tuple(fingerprint(one) for one in publics)
    parts = []
    for kind, content, media in (
        ("report", b'{"words": "%s"}' % WORDS.encode(), "application/json"), ("original", b"picture", "image/jpeg"),
    ):  # fmt: skip
        made = envelopes.seal(content, report=id.hex, kind=kind, recipients=publics, media=media)
        parts.append(Part(kind, made.content, made.commitment, stored))
    cases: dict[int, Case] = {}

    def also(report: object, commitment: str) -> None:
        for one in offices:
            cases[one.office.pk] = open_case(
                report=id, office=one.office.pk, type=type, on=on, demonstration=demonstration
            )

    file_report(
        keys=keys, parts=parts, on=on, expires=on + timedelta(days=700), also=also, demonstration=demonstration
    )  # fmt: skip
    return Filed(id, keys, cases)


def sealed(report: UUID, publics: list[str], text: str = "Good morning.", kind: str = "message") -> Sealed:
    """What a handler's browser makes of a text."""
    made = envelopes.seal(text.encode(), report=report.hex, kind=kind, recipients=publics, media="text/plain")
    return Sealed(made.content, tuple(fingerprint(one) for one in publics))


def key() -> UUID:
    """Of a form."""
    return uuid4()
