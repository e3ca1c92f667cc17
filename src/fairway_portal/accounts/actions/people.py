"""What administrators change of people: organisations, roles, access; and the password, which each changes herself."""

from __future__ import annotations

from django.db import transaction

from fairway.kernel.text import Text
from fairway_portal.accounts import sessions
from fairway_portal.accounts.audit import record
from fairway_portal.accounts.choosing import may_act
from fairway_portal.accounts.errors import AlreadyThere, LastAdministrator
from fairway_portal.accounts.models import Membership, Organisation, Person, Role
from fairway_portal.accounts.passwords import check_strong


@transaction.atomic
def add_organisation(*, by: Person | None, name: str, kind: Organisation.Kind, country: str = "") -> Organisation:
    """Adds an organisation, or finds the one that is there.

    Args:
        by: The administrator; None for a command.
        name: As it calls itself.
        kind: Decides which roles its people can have.
        country: ISO 3166-1 alpha-3; empty for an international one.
    """
    demonstration = by is not None and by.demonstration
    made, new = Organisation.objects.get_or_create(
        name=name, kind=kind, country=country, defaults={"demonstration": demonstration}
    )
    if new:
        record(by=by, action="organisation.added", subject=f"organisation {made.pk} {name}", kind=kind, country=country)
    return made


@transaction.atomic
def change_role(*, by: Person, membership: Membership, role: Role, reason: str) -> None:
    """Gives somebody another role in the same organisation.

    Raises:
        RoleNotHeld: This organisation cannot give it.
        AlreadyThere: She has that role there as well.
        LastAdministrator: Nobody could invite people any more.
    """
    _lock_administrators()
    before = membership.role
    if Membership.objects.filter(
        person=membership.person, organisation=membership.organisation, role=role
    ).exclude(pk=membership.pk).exists():  # fmt: skip
        raise AlreadyThere(
            Text("{name} has this role already.", name=str(membership.person)),
            advice=Text("Take the other role away instead."),
        )
    membership.role = role
    membership.save()
    _keep_an_administrator()
    record(
        by=by, action="role.changed", subject=f"person {membership.person.email}", reason=reason,
        organisation=membership.organisation.name, before=before, after=role,
    )  # fmt: skip


@transaction.atomic
def take_role_away(*, by: Person, membership: Membership, reason: str) -> None:
    """Ends what somebody may do for an organisation; her account stays.

    Raises:
        LastAdministrator: Nobody could invite people any more.
    """
    _lock_administrators()
    membership.delete()
    _keep_an_administrator()
    record(
        by=by, action="role.taken_away", subject=f"person {membership.person.email}", reason=reason,
        organisation=membership.organisation.name, role=membership.role,
    )  # fmt: skip


@transaction.atomic
def set_access(*, by: Person, person: Person, active: bool, reason: str) -> None:
    """Lets somebody sign in, or no more: sessions that are open end.

    Raises:
        LastAdministrator: Nobody could invite people any more.
    """
    _lock_administrators()
    person.is_active = active
    person.save(update_fields=["is_active"])
    if not active:
        sessions.end(person)
    _keep_an_administrator()
    action = "access.given" if active else "access.ended"
    record(by=by, action=action, subject=f"person {person.email}", reason=reason)


@transaction.atomic
def change_password(*, by: Person, password: str) -> None:
    """Gives a person the password she chose; her sessions on other devices end.

    Raises:
        WeakPassword: Others would guess it.
    """
    check_strong(password, by)
    by.set_password(password)
    by.save(update_fields=["password"])
    record(by=by, action="password.changed", subject=f"person {by.email}")


@transaction.atomic
def make_administrator(*, email: str, name: str, password: str, organisation: str) -> Person:
    """Makes the first administrator, from the machine itself; gives a person who is there the role and this password.

    Args:
        email: Her address.
        name: As others will read it; kept as it is for a person who is there.
        password: As she wrote it.
        organisation: Who operates the portal; the operator that is there already wins.

    Raises:
        WeakPassword: Others would guess it.
    """
    person = Person.objects.filter(email=email).first() or Person(email=email, name=name)
    check_strong(password, person)
    person.set_password(password)
    person.is_active = True
    person.save()
    operator = Organisation.objects.filter(
        kind=Organisation.Kind.OPERATOR, demonstration=False
    ).first() or add_organisation(by=None, name=organisation, kind=Organisation.Kind.OPERATOR)
    Membership.objects.get_or_create(person=person, organisation=operator, role=Role.ADMINISTRATOR)
    record(by=None, action="administrator.made", subject=f"person {email}", organisation=operator.name)
    return person


def _lock_administrators() -> None:
    """Two administrators who take each other's role away at once wait for each other (SQLite writes one by one)."""
    list(Membership.objects.select_for_update().filter(role=Role.ADMINISTRATOR))


def _keep_an_administrator() -> None:
    held = Membership.objects.filter(role=Role.ADMINISTRATOR, person__is_active=True)
    if not any(may_act(one) for one in held.select_related("person", "organisation")):
        raise LastAdministrator
