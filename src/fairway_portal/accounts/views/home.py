"""The desk's first page, and the choice of the role in which somebody acts."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseRedirect

from fairway.kernel.text import Text
from fairway_portal.accounts import addresses, choosing
from fairway_portal.accounts.errors import NoSuchRole
from fairway_portal.accounts.models import Membership, Role
from fairway_portal.accounts.permissions import DeskRequest, for_everybody_signed_in, requires
from fairway_portal.accounts.roles import HOLDINGS
from fairway_portal.design.rendering import render


@dataclass(frozen=True, slots=True)
class Home:
    """What her role allows."""

    role: Text
    allows: Text
    organisation: str


@requires(*Role, methods=("GET",))
def home(request: DeskRequest) -> HttpResponse:
    """What you can do here."""
    holding = HOLDINGS[Role(request.membership.role)]
    page = Home(holding.name, holding.allows, request.membership.organisation.name)
    return render(request, "accounts/home.html", page)


@dataclass(frozen=True, slots=True)
class Choice:
    """A role in which she could act."""

    membership: Membership
    role: Text
    allows: Text
    current: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """All of them, and where the choice leads."""

    choices: tuple[Choice, ...]
    next: str


@for_everybody_signed_in()
def membership(request: DeskRequest) -> HttpResponse:
    """Chooses the role in which somebody with several acts."""
    held = choosing.memberships_of(request.person)
    if request.method == "POST":
        wanted = request.POST.get("membership", "")
        for one in held:
            if str(one.pk) == wanted:
                choosing.choose(request, one)
                return HttpResponseRedirect(addresses.within_desk(request.POST.get("next", "")))
        raise NoSuchRole
    acting = choosing.chosen(request, held)
    choices = tuple(
        Choice(one, HOLDINGS[Role(one.role)].name, HOLDINGS[Role(one.role)].allows, one == acting) for one in held
    )
    page = Choices(choices, addresses.within_desk(request.GET.get("next", "")))
    return render(request, "accounts/membership.html", page)
