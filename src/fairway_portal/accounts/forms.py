"""What people write into the forms of the desk, as typed values with their faults."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.http import QueryDict

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway.reference import places
from fairway_portal.accounts.models import Invitation, Organisation, Person, Role
from fairway_portal.accounts.models.person import folded
from fairway_portal.accounts.passwords import weaknesses
from fairway_portal.accounts.roles import HOLDINGS, KIND_NAMES, may_hold

LONGEST_NAME: Final = 120
LONGEST_ORGANISATION: Final = 200
LONGEST_REASON: Final = 1000
ANOTHER: Final = "new"
_EMAIL: Final = EmailValidator()


@dataclass(frozen=True, slots=True)
class Fault:
    """A field that cannot be taken as it is; `suggestions` are what may have been meant."""

    field: str
    message: Text
    suggestions: tuple[str, ...] = ()


NOT_PRESENT: Final = Fault("present", Text("This is not your present password."))


def written(post: QueryDict, name: str, longest: int) -> str:
    """One line that somebody wrote: composed (NFC), without control characters, cut to a length."""
    text = unicodedata.normalize("NFC", post.get(name, "")[: 2 * longest])
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())[:longest]


@dataclass(frozen=True, slots=True)
class InvitationAsked:
    """Whom to invite, to what: `organisation` is one that is there, else a new one is described."""

    email: str = ""
    role: str = ""
    organisation: str = ""
    name: str = ""
    kind: str = ""
    country: str = ""
    found: Organisation | None = None
    faults: tuple[Fault, ...] = ()


def read_invitation(post: QueryDict, organisations: dict[str, Organisation]) -> InvitationAsked:
    """Reads the form.

    Args:
        post: As it was sent.
        organisations: By their number, as the form offered them.
    """
    faults: list[Fault] = []
    email = folded(post.get("email", ""))
    if not _is_address(email):
        faults.append(Fault("email", Text("Write an e-mail address, for instance name@example.org.")))
    role = post.get("role", "")
    if role not in Role.values:
        faults.append(Fault("role", Text("Choose a role.")))
    chosen = post.get("organisation", "")
    found = organisations.get(chosen)
    name, kind, country = written(post, "name", LONGEST_ORGANISATION), post.get("kind", ""), ""
    if found is not None:
        kind = found.kind
    elif chosen != ANOTHER:
        faults.append(Fault("organisation", Text("Choose an organisation, or a new one.")))
    else:
        country, wrong = _new_organisation(post, name, kind)
        faults += wrong
    if not faults and not may_hold(role, kind):
        faults.append(_not_held(role, kind))
    return InvitationAsked(email, role, chosen, name, kind, country, found, tuple(faults))


def _new_organisation(post: QueryDict, name: str, kind: str) -> tuple[str, list[Fault]]:
    """The country's code, and what is wrong with the description of an organisation."""
    faults = []
    if not name:
        faults.append(Fault("name", Text("Write the name of the organisation.")))
    if kind not in Organisation.Kind.values:
        faults.append(Fault("kind", Text("Choose what the organisation is.")))
    asked = written(post, "country", 80)
    if not asked:
        return "", faults
    try:
        return places.find(asked).iso3, faults
    except InputError as error:
        faults.append(Fault("country", error.title_text, tuple(getattr(error, "suggestions", ()))))
        return asked, faults


def _not_held(role: str, kind: str) -> Fault:
    return Fault(
        "role",
        Text(
            "The role “{role}” cannot be held for: {kind}.",
            role=HOLDINGS[Role(role)].name,
            kind=KIND_NAMES[Organisation.Kind(kind)],
        ),
    )


def _is_address(email: str) -> bool:
    try:
        _EMAIL(email)
    except ValidationError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What somebody who was invited says of herself. The password is never shown again."""

    name: str = ""
    password: str = ""
    faults: tuple[Fault, ...] = ()


def read_account(post: QueryDict, invitation: Invitation) -> NewAccount:
    """Reads the form of somebody who takes up an invitation."""
    name = written(post, "name", LONGEST_NAME)
    faults = [] if name else [Fault("name", Text("Write your name."))]
    password, wrong = _new_password(post, Person(email=invitation.email, name=name))
    return NewAccount(name, password, (*faults, *wrong))


@dataclass(frozen=True, slots=True)
class PasswordChange:
    """The password that somebody chose."""

    password: str = ""
    faults: tuple[Fault, ...] = ()


def read_password_change(post: QueryDict, person: Person, *, known: bool) -> PasswordChange:
    """Reads the form; whoever finds a device signed in does not know the present password.

    Args:
        post: As it was sent.
        person: Whose password it will be.
        known: Whether she showed the present one.
    """
    faults = [] if known else [NOT_PRESENT]
    password, wrong = _new_password(post, person)
    return PasswordChange(password, (*faults, *wrong))


def _new_password(post: QueryDict, person: Person) -> tuple[str, tuple[Fault, ...]]:
    password = post.get("password", "")
    if found := weaknesses(password, person):
        return password, tuple(Fault("password", one) for one in found)
    if post.get("repeated", "") != password:
        return password, (Fault("repeated", Text("The two passwords are not the same.")),)
    return password, ()
