"""Who may open a page of the desk: each view declares it, and the permission matrix reads what it declared."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, Final, ParamSpec, cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway_portal.accounts import addresses, choosing, notices, refusals
from fairway_portal.accounts.closing import closed
from fairway_portal.accounts.declared import declare
from fairway_portal.accounts.desk_links import DeskLink, links_for
from fairway_portal.accounts.errors import NotAllowed
from fairway_portal.accounts.models import Membership, Person, Role
from fairway_portal.accounts.roles import HOLDINGS
from fairway_portal.design import speech

logger = logging.getLogger("fairway_portal.permissions")

P = ParamSpec("P")
FORM: Final = ("GET", "POST")


@dataclass(frozen=True, slots=True)
class Desk:
    """What `design/desk.html` shows around every page."""

    membership: Membership | None
    role: Text | None
    links: tuple[DeskLink, ...]
    several: bool
    notice: Text | None


class DeskRequest(HttpRequest):
    """The request of somebody whom the desk has let in."""

    person: Person
    membership: Membership
    desk: Desk


DeskView = Callable[Concatenate[DeskRequest, P], HttpResponseBase]
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def requires(*roles: Role, methods: tuple[str, ...] = FORM) -> Callable[[DeskView[P]], View[P]]:
    """A page for people who act in one of these roles.

    Anonymous people are led to the sign-in page and back; people who act in another role get a page that says why.
    The view finds `request.membership` (person, organisation, role) and is never kept by anything. An `InputError` that
    it lets out becomes a page in the reader's language.

    Args:
        roles: At least one.
        methods: Of HTTP; "GET" lets HEAD in too.
    """
    wanted = frozenset(roles)

    def decorate(view: DeskView[P]) -> View[P]:
        def admit(request: DeskRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            held = choosing.memberships_of(request.person)
            acting = choosing.chosen(request, held)
            if not held:
                return refusals.without_role(request)
            if acting is None:
                return _to_choice(request)
            if Role(acting.role) not in wanted:
                request.desk = _desk(request, acting, held)
                _log_refusal(request, acting)
                return refusals.wrong_role(request, acting, held, wanted)
            if choosing.lacks_second_step(request, acting):
                notices.say_next(request, Text("This role needs a second step of signing in. Set it up now."))
                return HttpResponseRedirect(reverse("desk-second-factor", args=(speech.current().language,)))
            request.membership = acting
            request.desk = _desk(request, acting, held)
            return view(request, *args, **kwargs)

        return _guarded(admit, view, wanted, methods)

    return decorate


def for_everybody_signed_in(methods: tuple[str, ...] = FORM) -> Callable[[DeskView[P]], View[P]]:
    """A page for anybody who is signed in, in whatever role: her password, her choice of role.

    The view finds `request.person`; there may be no membership.
    """

    def decorate(view: DeskView[P]) -> View[P]:
        def admit(request: DeskRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            held = choosing.memberships_of(request.person)
            request.desk = _desk(request, choosing.chosen(request, held), held)
            return view(request, *args, **kwargs)

        return _guarded(admit, view, frozenset(Role), methods)

    return decorate


def refuse_unless(allowed: bool) -> None:
    """For what a role may do with some things and not with others: its own organisation's, for instance.

    Raises:
        NotAllowed: It may not.
    """
    if not allowed:
        raise NotAllowed(
            Text("This belongs to another organisation."),
            advice=Text("Ask an administrator if you should be able to open it."),
        )


def _guarded(admit: DeskView[P], view: DeskView[P], wanted: frozenset[Role], methods: tuple[str, ...]) -> View[P]:
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        kwargs.pop("language", None)
        person = choosing.person_of(request)
        if person is None:
            return closed(HttpResponseRedirect(addresses.sign_in(request)))
        request = cast(DeskRequest, request)
        request.person = person
        if ("GET" if request.method == "HEAD" else request.method) not in methods:
            return closed(HttpResponseNotAllowed(methods))
        try:
            return closed(admit(request, *args, **kwargs))
        except NotAllowed as error:
            _log_refusal(request, choosing.chosen(request, choosing.memberships_of(person)))
            return closed(refusals.refused(request, error))
        except InputError as error:
            return closed(refusals.refused(request, error))

    declare(guarded, wanted, methods)
    return guarded


def _log_refusal(request: DeskRequest, acting: Membership | None) -> None:
    """Who, in which role, at which pattern of an address: never the address, which may name a case."""
    route = request.resolver_match.route if request.resolver_match else "an unknown address"
    logger.warning("refused: person %d as %s at %s", request.person.pk, acting.role if acting else "nobody", route)


def _desk(request: HttpRequest, acting: Membership | None, held: tuple[Membership, ...]) -> Desk:
    return Desk(
        membership=acting,
        role=HOLDINGS[Role(acting.role)].name if acting else None,
        links=links_for(acting.role) if acting else (),
        several=len(held) > 1,
        notice=notices.taken(request) if request.method == "GET" else None,
    )


def _to_choice(request: HttpRequest) -> HttpResponse:
    path = reverse("desk-membership", args=(speech.current().language,))
    wanted = request.get_full_path() if request.method in ("GET", "HEAD") else ""
    query = f"?{urlencode({'next': wanted})}" if wanted and addresses.within_desk(wanted) == wanted else ""
    return HttpResponseRedirect(path + query)
