"""Signing in and out, and the password: the same answer, and the same time, whether or not anybody has the name."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from fairway.kernel.text import Text
from fairway_portal.accounts import addresses, choosing, forms
from fairway_portal.accounts.actions import people, second_factors
from fairway_portal.accounts.audit import record, record_signing_in
from fairway_portal.accounts.closing import closed
from fairway_portal.accounts.models import Person
from fairway_portal.accounts.models.person import folded
from fairway_portal.accounts.notices import say_next
from fairway_portal.accounts.passwords import HINT
from fairway_portal.accounts.permissions import DeskRequest, for_everybody_signed_in
from fairway_portal.accounts.proving import knows_password
from fairway_portal.accounts.views.second_factors import begin
from fairway_portal.design.addresses import url
from fairway_portal.design.rendering import render


@dataclass(frozen=True, slots=True)
class SignIn:
    """The form; nothing that was written but the address comes back."""

    next: str
    email: str = ""
    faults: tuple[forms.Fault, ...] = ()
    signed_out: bool = False


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest, language: str) -> HttpResponse:
    """The form, and what it leads to: the page that was wanted, within the desk."""
    if request.method == "POST":
        return closed(_signed_in(request))
    wanted = addresses.within_desk(request.GET.get("next", ""))
    if choosing.person_of(request):
        return closed(HttpResponseRedirect(wanted))
    page = SignIn(wanted, signed_out="out" in request.GET)
    return closed(render(request, "accounts/sign_in.html", page))


def _signed_in(request: HttpRequest) -> HttpResponse:
    wanted = addresses.within_desk(request.POST.get("next", ""))
    email = folded(request.POST.get("email", ""))
    person = authenticate(request, username=email, password=request.POST.get("password", ""))
    if isinstance(person, Person) and (settings.DEMONSTRATION or not person.demonstration):
        if second_factors.factor_of(person) is not None:
            return begin(request, person, wanted)
        request.session.flush()  # a new key, and nothing of whoever used this browser before
        login(request, person)
        record_signing_in(person, second_step=False)
        return HttpResponseRedirect(wanted)
    fault = forms.Fault("email", Text("This e-mail address and this password do not belong together."))
    return render(request, "accounts/sign_in.html", SignIn(wanted, email, (fault,)), status=422)


@for_everybody_signed_in()
def sign_out(request: DeskRequest) -> HttpResponse:
    """Ends the session, and has the browser forget what it kept of the portal."""
    if request.method != "POST":
        return render(request, "accounts/sign_out.html", None)
    record(by=request.person, action="session.ended", subject=f"person {request.person.email}")
    logout(request)
    response = HttpResponseRedirect(f"{url('desk-sign-in')}?out")
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


@dataclass(frozen=True, slots=True)
class PasswordPage:
    """The form to change it."""

    hint: Text = HINT
    faults: tuple[forms.Fault, ...] = ()


@for_everybody_signed_in()
def password(request: DeskRequest) -> HttpResponse:
    """Changes the password; this session goes on, those on other devices end."""
    if request.method != "POST":
        return render(request, "accounts/password.html", PasswordPage())
    asked = forms.read_password_change(request.POST, request.person, known=knows_password(request, request.person))
    if asked.faults:
        return render(request, "accounts/password.html", PasswordPage(faults=asked.faults), status=422)
    people.change_password(by=request.person, password=asked.password)
    update_session_auth_hash(request, request.person)
    say_next(request, Text("Your password is changed. You are signed out on other devices."))
    return HttpResponseRedirect(addresses.home())
