"""The second step of signing in, and setting it up."""

from __future__ import annotations

import base64
import binascii
import time
from dataclasses import dataclass
from typing import Final

import segno
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from fairway.kernel.errors import FairwayError, InputError
from fairway.kernel.text import Text
from fairway_portal.accounts import addresses, choosing, codes, forms, queries, sessions
from fairway_portal.accounts.actions import second_factors
from fairway_portal.accounts.audit import record_signing_in
from fairway_portal.accounts.closing import closed
from fairway_portal.accounts.models import Person, Role
from fairway_portal.accounts.notices import say_next
from fairway_portal.accounts.permissions import DeskRequest, for_everybody_signed_in, requires
from fairway_portal.accounts.proving import knows_password
from fairway_portal.design.addresses import url
from fairway_portal.design.rendering import render

HALF: Final = "half_signed_in"
HALF_SECONDS: Final = 600
LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class Step:
    """The form for the code."""

    faults: tuple[forms.Fault, ...] = ()


def begin(request: HttpRequest, person: Person, wanted: str) -> HttpResponse:
    """Remembers for ten minutes that a password was right, and asks for the second factor."""
    request.session.flush()
    request.session[HALF] = {"person": person.pk, "until": time.time() + HALF_SECONDS, "next": wanted}
    return HttpResponseRedirect(url("desk-second-step"))


@require_http_methods(["GET", "HEAD", "POST"])
def second_step(request: HttpRequest, language: str) -> HttpResponse:
    """Asks for a code; whoever has not given her password is led back to it."""
    return closed(_stepped(request))


def _stepped(request: HttpRequest) -> HttpResponse:
    half = request.session.get(HALF) if settings.SESSION_COOKIE_NAME in request.COOKIES else None
    if not half or half["until"] < time.time():
        return HttpResponseRedirect(url("desk-sign-in"))
    person = Person.objects.filter(pk=half["person"], is_active=True).first()
    if person is None or second_factors.factor_of(person) is None:
        request.session.flush()
        return HttpResponseRedirect(url("desk-sign-in"))
    if request.method != "POST":
        return render(request, "accounts/second_step.html", Step())
    try:
        second_factors.check(person=person, typed=request.POST.get("code", "")[:LONGEST])
    except FairwayError as error:
        fault = forms.Fault("code", error.title_text)
        return render(request, "accounts/second_step.html", Step((fault,)), status=error.http_status)
    request.session.flush()
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    choosing.pass_second_step(request)
    record_signing_in(person, second_step=True)
    return HttpResponseRedirect(addresses.within_desk(str(half["next"])))


@dataclass(frozen=True, slots=True)
class SetUp:
    """What she scans, or types."""

    there: bool
    kept: str
    secret: str
    picture: str
    faults: tuple[forms.Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Recovery:
    """Codes to write down, shown once."""

    codes: tuple[str, ...]


@for_everybody_signed_in()
def second_factor(request: DeskRequest) -> HttpResponse:
    """Sets a second factor up, or replaces it; until its first code is typed the secret travels in the form, sealed.

    Only a session that showed the factor which is there may replace it: one that is older than the factor, left open
    on another device, has shown a password alone. The password and a code of the old factor are asked for again, and
    other sessions end.
    """
    if second_factors.factor_of(request.person) is not None and not choosing.passed_second_step(request):
        request.session.flush()
        return HttpResponseRedirect(addresses.sign_in(request))
    if request.method != "POST":
        return render(request, "accounts/second_factor.html", _set_up(request.person, codes.new_secret()))
    try:
        secret = codes.unsealed(base64.urlsafe_b64decode(request.POST.get("kept", "")))
    except (binascii.Error, FairwayError) as fault:
        raise InputError(
            Text("This form is too old."), advice=Text("Load the page again, and scan the new picture.")
        ) from fault
    unproved = _unproved(request)
    if unproved is not None:
        return render(request, "accounts/second_factor.html", _set_up(request.person, secret, unproved), status=422)
    try:
        plain = second_factors.set_up(by=request.person, secret=secret, typed=request.POST.get("code", "")[:LONGEST])
    except second_factors.WrongCode as error:
        page = _set_up(request.person, secret, forms.Fault("code", error.title_text))
        return render(request, "accounts/second_factor.html", page, status=422)
    sessions.end(request.person, but=request.session.session_key)
    choosing.pass_second_step(request)
    return render(request, "accounts/recovery_codes.html", Recovery(plain))


def _unproved(request: DeskRequest) -> forms.Fault | None:
    """What is wrong with the password, or with the code of the factor that is there."""
    if not knows_password(request, request.person):
        return forms.NOT_PRESENT
    try:
        if second_factors.factor_of(request.person) is not None:
            second_factors.check(person=request.person, typed=request.POST.get("old", "")[:LONGEST])
    except FairwayError as error:
        return forms.Fault("old", error.title_text)
    return None


def _set_up(person: Person, secret: str, *faults: forms.Fault) -> SetUp:
    kept = base64.urlsafe_b64encode(codes.sealed(secret)).decode()
    code = segno.make(codes.address_of(secret, person.email), error="m", micro=False)
    picture = code.svg_inline(scale=5, border=2, omitsize=False, title="", svgclass=None, lineclass=None)
    grouped = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    return SetUp(second_factors.factor_of(person) is not None, kept, grouped, str(picture), faults)


@requires(Role.ADMINISTRATOR, methods=("POST",))
def take_away(request: DeskRequest, id: int) -> HttpResponse:
    """For somebody who lost her telephone and her codes."""
    person = queries.person(id)
    if person is None:
        raise Http404
    reason = forms.written(request.POST, "reason", forms.LONGEST_REASON)
    second_factors.take_away(by=request.person, person=person, reason=reason)
    say_next(request, Text("{name} signs in with the password alone until she sets it up again.", name=str(person)))
    return HttpResponseRedirect(url("desk-person", str(id)))
