"""Every write of this part: offices are opened and closed; keys are registered, proved and retired.

Two databases are written, the record of actions first: what was done and is not recorded would be worse than what is
recorded and was not done.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import transaction

from fairway.kernel.text import Text
from fairway.safe_reporting.sealing.identities import checked_recipient, fingerprint
from fairway_portal.accounts.audit import record
from fairway_portal.accounts.models import Organisation, Person, Role
from fairway_portal.accounts.roles import HOLDINGS, KIND_NAMES
from fairway_portal.casework.keys import proving
from fairway_portal.casework.keys.errors import DutyToReport, KeyRefused, OfficeCannotOpen
from fairway_portal.casework.keys.models import HandlerKey, Office

ALIAS: Final = "casework"
KINDS: Final = HOLDINGS[Role.HANDLER].kinds
"""Kinds of organisation that can take reports."""
LONGEST_LABEL: Final = 80


@dataclass(frozen=True, slots=True)
class OfficeAsked:
    """What workers read of an office.

    Attributes:
        country: ISO 3166-1 alpha-3: under whose law it works.
        serves: ISO 3166-1 alpha-3 of the countries where the workers it helps are; empty: all.
        languages: Codes in which it answers.
        telephone, website: Its own.
        escrow: Whether it holds reports back until others name the same agency.
    """

    country: str
    serves: Sequence[str] = ()
    languages: Sequence[str] = ()
    telephone: str = ""
    website: str = ""
    escrow: bool = False


def open_office(
    *, by: Person | None, organisation: Organisation, asked: OfficeAsked, on: date, demonstration: bool = False
) -> Office:
    """Opens an office, or changes what is said of one; an office that was closed opens again with the keys it had.

    Args:
        by: The administrator; None for a command.
        organisation: Of a kind in `KINDS`.
        asked: What workers read of it.
        on: The day, by whose law it is decided whether it has a duty to report.
        demonstration: Whether it is made up.

    Raises:
        OfficeCannotOpen: It is of another kind.
        DutyToReport: It would have to tell immigration.
    """
    if organisation.kind not in KINDS:
        raise OfficeCannotOpen(
            Text("An organisation of this kind takes no reports: {kind}.",
                 kind=KIND_NAMES[Organisation.Kind(organisation.kind)]),
            advice=Text("Choose a union, a resource centre, legal aid or an inspectorate."),
        )  # fmt: skip
    _refuse_duty(organisation.kind, asked.country, on)
    with _recorded():
        office, new = Office.objects.update_or_create(
            organisation=organisation.pk,
            defaults={
                "name": organisation.name, "kind": organisation.kind, "country": asked.country,
                "serves": sorted(set(asked.serves)), "languages": sorted(set(asked.languages)),
                "telephone": asked.telephone, "website": asked.website, "escrow": asked.escrow, "open": True,
                "demonstration": demonstration,
            },
        )  # fmt: skip
        record(by=by, action="office.opened" if new else "office.changed", subject=_named(office))
    return office


def close_office(*, by: Person | None, office: Office) -> None:
    """Closes an office: nothing new is sealed to its keys. What it has, it can still open."""
    with _recorded():
        if Office.objects.filter(pk=office.pk, open=True).update(open=False):
            record(by=by, action="office.closed", subject=_named(office))
    office.refresh_from_db()


def add_key(
    *, by: Person, office: Office, public: str, on: date, label: str = "",
    purpose: str = HandlerKey.Purpose.HANDLER, demonstration: bool = False,
) -> HandlerKey:  # fmt: skip
    """Registers a public key.

    Args:
        by: Whose key it is.
        office: Hers.
        public: `age1…`; spaces around it do not count.
        on: The day.
        label: By which she knows it: “laptop at work”.
        purpose: `handler`, `recovery` or `escrow`.
        demonstration: Whether its secret half is known to everybody.

    Returns:
        The key; the same one where she had registered it before.

    Raises:
        NotAKey: It is none, or a secret one.
        KeyRefused: Somebody else registered it, it was retired, or the office holds no escrow.
    """
    recipient = checked_recipient(public)
    if purpose == HandlerKey.Purpose.ESCROW and not office.escrow:
        raise KeyRefused(
            Text("Your office does not hold reports back."),
            advice=Text("Ask an administrator to let it, or choose another purpose."),
        )
    with _recorded():
        key, new = HandlerKey.objects.get_or_create(
            public=recipient,
            defaults={
                "office": office, "person": by.pk, "fingerprint": fingerprint(recipient),
                "label": label[:LONGEST_LABEL], "purpose": purpose, "since": on, "demonstration": demonstration,
            },
        )  # fmt: skip
        if new:
            record(by=by, action="case_key.added", subject=f"case key {key.fingerprint}", purpose=purpose)
    if (key.office_id, key.person, key.purpose, key.retired) != (office.pk, by.pk, purpose, None):
        raise KeyRefused(
            Text("This key is registered already, or was retired."),
            advice=Text("Make a new key, and register that one."),
        )
    return key


def prove_key(*, by: Person, key: HandlerKey, ticket: str, digits: str, on: date) -> None:
    """Notes that a key is at hand, by the digits that were sealed to it.

    Args:
        by: Who opened them.
        key: The key.
        ticket: As `proving.challenge` gave it.
        digits: As she typed them, in any script.
        on: The day.

    Raises:
        NotProved: They are not those, or come too late.
        KeyRefused: The key was retired.
    """
    proving.check(key.public, ticket, digits)
    with _recorded():
        if not HandlerKey.objects.filter(pk=key.pk, retired=None).update(proved=on):
            raise KeyRefused(Text("This key was retired."), advice=Text("Make a new key, and register that one."))
        record(by=by, action="case_key.proved", subject=f"case key {key.fingerprint}")
    key.refresh_from_db()


def retire_key(*, by: Person, key: HandlerKey, on: date) -> None:
    """Ends a key: nothing new is sealed to it, and it never comes back. What was sealed to it, it still opens."""
    with _recorded():
        if HandlerKey.objects.filter(pk=key.pk, retired=None).update(retired=on):
            record(by=by, action="case_key.retired", subject=f"case key {key.fingerprint}")
    key.refresh_from_db()


def _refuse_duty(kind: str, country: str, on: date) -> None:
    from fairway.safe_reporting.duties import duty_of

    duty = duty_of(kind, country, on)
    if duty.answer == "duty":
        raise DutyToReport(duty.sentence, duty.law, duty.source)


def _named(office: Office) -> str:
    return f"office {office.pk} {office.name}"


@contextmanager
def _recorded() -> Iterator[None]:
    with transaction.atomic(using=ALIAS), transaction.atomic():
        yield
