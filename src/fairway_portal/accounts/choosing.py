"""Which of her roles a person acts in: one at a time, so that the record can say for whom she acted."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest

from fairway_portal.accounts import sessions
from fairway_portal.accounts.models import Membership, Person, Role
from fairway_portal.accounts.roles import may_hold

CHOSEN: Final = "membership"
SECOND_STEP: Final = "second_step"


def person_of(request: HttpRequest) -> Person | None:
    """Who is signed in, in a session that is not over; an invented person only while the portal demonstrates."""
    person = request.user
    if not (isinstance(person, Person) and person.is_active and (settings.DEMONSTRATION or not person.demonstration)):
        return None
    if sessions.is_over(request, person):
        logout(request)
        return None
    return person


def memberships_of(person: Person) -> tuple[Membership, ...]:
    """Her roles that count."""
    held = Membership.objects.filter(person=person).select_related("organisation", "person").order_by("pk")
    return tuple(one for one in held if may_act(one))


def may_act(membership: Membership) -> bool:
    """Whether a role counts: its organisation can give it, however it was written; nobody is invented."""
    if not may_hold(membership.role, membership.organisation.kind):
        return False
    invented = membership.organisation.demonstration or membership.person.demonstration
    return settings.DEMONSTRATION or not invented


def pass_second_step(request: HttpRequest) -> None:
    """Notes in the session that its person showed her second factor."""
    request.session[SECOND_STEP] = True


def passed_second_step(request: HttpRequest) -> bool:
    """Whether this session has shown its person's second factor."""
    return bool(request.session.get(SECOND_STEP))


def lacks_second_step(request: HttpRequest, membership: Membership) -> bool:
    """Whether this role needs a second factor that this session has not shown; invented people have no telephone."""
    needed = settings.SECOND_FACTOR == "everyone" or membership.role == Role.HANDLER
    return needed and not membership.person.demonstration and not passed_second_step(request)


def chosen(request: HttpRequest, held: tuple[Membership, ...]) -> Membership | None:
    """The one she chose for this session, or her only one; None where she has still to choose."""
    wanted = request.session.get(CHOSEN)
    for one in held:
        if one.pk == wanted:
            return one
    return held[0] if len(held) == 1 else None


def choose(request: HttpRequest, membership: Membership) -> None:
    """Acts in this role until she chooses another or signs out."""
    request.session[CHOSEN] = membership.pk
