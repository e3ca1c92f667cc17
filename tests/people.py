"""People with accounts, for tests of the desk: `signed_in(Role.MODERATOR)` is a client that acts in that role."""

from __future__ import annotations

from itertools import count
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from fairway_portal.accounts.choosing import SECOND_STEP
from fairway_portal.accounts.models import Membership, Organisation, Person, Role
from fairway_portal.accounts.roles import HOLDINGS
from tests.portal import client

PASSWORD = "a long road with no fee"
BACKEND = "django.contrib.auth.backends.ModelBackend"
_numbers = count(1)


def organisation(kind: str = "operator", name: str = "", **fields: Any) -> Organisation:
    """An organisation of a kind, with a name of its own."""
    return Organisation.objects.create(name=name or f"Organisation {next(_numbers)}", kind=kind, **fields)


def person(name: str = "Asha Rai", email: str = "", password: str | None = None, **fields: Any) -> Person:
    """Somebody with an account; without a password unless the test signs in with one, because hashing takes time."""
    return Person.objects.create_user(email or f"person{next(_numbers)}@example.org", password, name=name, **fields)


def member(
    role: Role, kind: str = "", *, of: Organisation | None = None, agency: Any = None, **fields: Any
) -> Membership:
    """Somebody with a role, at an organisation of a kind that can give it.

    Args:
        role: The role.
        kind: Of `Organisation.Kind`; the first that can give the role where it is empty.
        of: At this organisation instead of a new one.
        agency: An `actors.models.Agency` for which this person may speak: linked to the organisation.
        fields: Of the person.
    """
    at = of or (agency.organisation if agency is not None else None) or organisation(kind or min(HOLDINGS[role].kinds))
    if agency is not None and agency.organisation_id != at.pk:
        agency.organisation = at
        agency.save()
    return Membership.objects.create(person=person(**fields), organisation=at, role=role)


def signed_in(role: Role, kind: str = "", *, of: Organisation | None = None, agency: Any = None, **fields: Any) -> Any:
    """A client of somebody who acts in a role (`client.membership` says who); for tests marked `django_db`.

    Args:
        role: The role.
        kind: Of `Organisation.Kind`; the first that can give the role where it is empty.
        of: At this organisation instead of a new one.
        agency: An `actors.models.Agency` for which this person may speak.
        fields: Of the person (`name`, `email`).
    """
    return client_of(member(role, kind, of=of, agency=agency, **fields))


def client_of(membership: Membership) -> Any:
    """A client of this member: its session is written as signing in writes it, without what signing in sets off."""
    browser, who = client(), membership.person
    session = SessionStore()
    session.update(
        {SESSION_KEY: str(who.pk), BACKEND_SESSION_KEY: BACKEND, HASH_SESSION_KEY: who.get_session_auth_hash()}
    )
    session[SECOND_STEP] = True
    session.save()
    browser.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    browser.membership = membership
    return browser
