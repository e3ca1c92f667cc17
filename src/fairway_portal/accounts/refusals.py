"""Pages that say no: why, and what to do, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from fairway.kernel.errors import FairwayError
from fairway.kernel.text import Text
from fairway_portal.accounts.closing import closed
from fairway_portal.accounts.models import Membership, Role
from fairway_portal.accounts.roles import HOLDINGS
from fairway_portal.design.rendering import render


@dataclass(frozen=True, slots=True)
class Refusal:
    """What is shown: the title, what to do, and the other roles in which she could act."""

    title: Text
    advice: Text | None
    others: tuple[Membership, ...] = ()
    leads_to_sign_in: bool = False


def refused(request: HttpRequest, error: FairwayError) -> HttpResponse:
    """A mistake that the reader can mend, in its own words and with its own status."""
    return render(
        request, "accounts/refusal.html", Refusal(error.title_text, error.advice_text), status=error.http_status
    )


def without_role(request: HttpRequest) -> HttpResponse:
    """403 for somebody whose every role was taken away."""
    said = Refusal(
        Text("You have no role on this desk"),
        Text("Your account is there, but no organisation gives you a role any more. Ask an administrator."),
    )
    return render(request, "accounts/refusal.html", said, status=403)


def wrong_role(
    request: HttpRequest, acting: Membership, held: tuple[Membership, ...], wanted: frozenset[Role]
) -> HttpResponse:
    """403 for somebody who acts in a role that this page is not for."""
    said = Refusal(
        Text("This page is for another role"),
        Text(
            "You act as {role} for {organisation}. Ask an administrator if you need this page.",
            role=HOLDINGS[Role(acting.role)].name,
            organisation=acting.organisation.name,
        ),
        tuple(one for one in held if Role(one.role) in wanted),
    )
    return render(request, "accounts/refusal.html", said, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose token is missing or old (`CSRF_FAILURE_VIEW`)."""
    said = Refusal(
        Text("This form is too old to be sent"),
        Text("You may have signed out or in on another page. Go back, load the page again, and send the form."),
        leads_to_sign_in=True,
    )
    return closed(render(request, "accounts/refusal.html", said, status=403))
