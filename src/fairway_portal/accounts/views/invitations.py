"""Where an invitation's link leads: an account is made, or the role joins the one that is there."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway_portal.accounts import addresses, choosing, forms, refusals
from fairway_portal.accounts.actions import inviting
from fairway_portal.accounts.closing import closed
from fairway_portal.accounts.models import Invitation, Membership, Role
from fairway_portal.accounts.passwords import HINT
from fairway_portal.accounts.roles import HOLDINGS
from fairway_portal.design import speech
from fairway_portal.design.rendering import render

BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass(frozen=True, slots=True)
class InvitationPage:
    """What she is invited to.

    Attributes:
        invitation: As it was made.
        role: Its name.
        allows: What it allows.
        stands: `new` (no account has the address), `ready` (its owner is signed in), `other` (somebody else is) or
            `elsewhere` (nobody is).
        here: The address of this page, to come back to.
        asked: What she wrote.
        hint: What makes a good password.
    """

    invitation: Invitation
    role: Text
    allows: Text
    stands: str
    here: str
    asked: forms.NewAccount
    hint: Text = HINT


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, language: str, secret: str) -> HttpResponse:
    """The invitation; POST takes it up."""
    try:
        found = inviting.waiting(secret)
        if request.method == "POST":
            return closed(_taken(request, found, secret))
    except InputError as error:
        return closed(refusals.refused(request, error))
    return closed(_shown(request, found, forms.NewAccount()))


def _taken(request: HttpRequest, found: Invitation, secret: str) -> HttpResponse:
    stands = _stands(request, found)
    if stands == "ready":
        person = choosing.person_of(request)
        assert person is not None
        return _act(request, inviting.take_up(secret=secret, person=person))
    if stands != "new":
        return _shown(request, found, forms.NewAccount())
    asked = forms.read_account(request.POST, found)
    if asked.faults:
        return _shown(request, found, asked, status=422)
    made = inviting.take_up_newly(
        secret=secret, name=asked.name, password=asked.password, language=speech.current().language
    )
    request.session.flush()
    login(request, made.person, backend=BACKEND)
    return _act(request, made)


def _act(request: HttpRequest, membership: Membership) -> HttpResponse:
    choosing.choose(request, membership)
    return HttpResponseRedirect(addresses.home())


def _stands(request: HttpRequest, found: Invitation) -> str:
    if not inviting.has_account(found):
        return "new"
    person = choosing.person_of(request)
    if person is None:
        return "elsewhere"
    return "ready" if person.email == found.email else "other"


def _shown(request: HttpRequest, found: Invitation, asked: forms.NewAccount, status: int = 200) -> HttpResponse:
    holding = HOLDINGS[Role(found.role)]
    page = InvitationPage(found, holding.name, holding.allows, _stands(request, found), request.path, asked)
    return render(request, "accounts/invitation.html", page, status=status)
