"""Invitations: made, withdrawn, taken up once."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from fairway.kernel.text import Text
from fairway_portal.accounts.audit import record
from fairway_portal.accounts.errors import AlreadyThere, InvitationOver
from fairway_portal.accounts.models import Invitation, Membership, Organisation, Person, Role
from fairway_portal.accounts.models.person import folded
from fairway_portal.accounts.passwords import check_strong

LASTS: Final = timedelta(days=7)
SECRET_BYTES: Final = 32


def hash_of(secret: str) -> str:
    """What is kept of a link's secret: it has 256 random bits, so a plain hash cannot be turned round."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def waiting(secret: str) -> Invitation:
    """The invitation behind a link.

    Raises:
        InvitationOver: It was used, withdrawn, is too old, or was never made.
    """
    found = (
        Invitation.objects.select_related("organisation")
        .filter(secret_hash=hash_of(secret), taken=False, expires__gt=timezone.now())
        .first()
    )
    if found is None:
        raise InvitationOver
    return found


@transaction.atomic
def invite(*, by: Person, email: str, organisation: Organisation, role: Role) -> str:
    """Invites somebody; an earlier invitation to the same works no more, and those that are over are forgotten.

    Args:
        by: The administrator.
        email: Checked for its form.
        organisation: For which she will act.
        role: One that this kind of organisation can give.

    Returns:
        The secret of the link: it is shown once, and only its hash is kept.

    Raises:
        RoleNotHeld: This organisation cannot give the role.
        AlreadyThere: She has the role already.
    """
    address = folded(email)
    if Membership.objects.filter(person__email=address, organisation=organisation, role=role).exists():
        raise AlreadyThere(
            Text("{email} has this role already.", email=address), advice=Text("Choose another role or organisation.")
        )
    Invitation.objects.filter(expires__lte=timezone.now()).delete()
    Invitation.objects.filter(email=address, organisation=organisation, role=role).delete()
    secret = secrets.token_urlsafe(SECRET_BYTES)
    Invitation.objects.create(
        secret_hash=hash_of(secret),
        email=address,
        organisation=organisation,
        role=role,
        by=by,
        expires=timezone.now() + LASTS,
    )
    record(by=by, action="invitation.made", subject=f"person {address}", organisation=organisation.name, role=role)
    return secret


@transaction.atomic
def withdraw(*, by: Person, invitation: Invitation) -> None:
    """Makes a link work no more."""
    record(by=by, action="invitation.withdrawn", subject=f"person {invitation.email}", role=invitation.role)
    invitation.delete()


@transaction.atomic
def take_up(*, secret: str, person: Person) -> Membership:
    """Gives somebody who has an account the role she was invited to.

    Args:
        secret: Of the link.
        person: Who is signed in; it is her address that was invited.

    Raises:
        InvitationOver: The link does not work, or another address was invited.
    """
    invitation = waiting(secret)
    if invitation.email != person.email:
        raise InvitationOver
    return _taken(invitation, person)


@transaction.atomic
def take_up_newly(*, secret: str, name: str, password: str, language: str) -> Membership:
    """Makes an account for somebody who was invited, with the role she was invited to.

    Args:
        secret: Of the link.
        name: As others will read it.
        password: As she chose it.
        language: In which she read the page.

    Raises:
        InvitationOver: The link does not work, or the address has an account: its owner signs in first.
        WeakPassword: Others would guess it.
    """
    invitation = waiting(secret)
    if has_account(invitation):
        raise InvitationOver
    check_strong(password, Person(email=invitation.email, name=name))
    person = Person.objects.create_user(
        invitation.email,
        password,
        name=name,
        language=language,
        demonstration=invitation.organisation.demonstration,
    )
    return _taken(invitation, person)


def has_account(invitation: Invitation) -> bool:
    """Whether the address that was invited has an account already."""
    return Person.objects.filter(email=invitation.email).exists()


def _taken(invitation: Invitation, person: Person) -> Membership:
    """Marks the invitation as used, unless somebody was faster."""
    if not Invitation.objects.filter(pk=invitation.pk, taken=False).update(taken=True):
        raise InvitationOver
    membership, _ = Membership.objects.get_or_create(
        person=person, organisation=invitation.organisation, role=invitation.role
    )
    record(
        by=person,
        action="invitation.taken",
        subject=f"person {person.email}",
        organisation=invitation.organisation.name,
        role=invitation.role,
    )
    return membership
