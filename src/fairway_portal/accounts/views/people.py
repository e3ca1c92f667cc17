"""The administrator's pages: who there is, what each may do, who is invited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpResponse, HttpResponseRedirect

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway_portal.accounts import forms, queries
from fairway_portal.accounts.actions import inviting, second_factors
from fairway_portal.accounts.actions import people as actions
from fairway_portal.accounts.models import Invitation, Membership, Organisation, Person, Role
from fairway_portal.accounts.notices import say_next
from fairway_portal.accounts.permissions import DeskRequest, requires
from fairway_portal.accounts.roles import HOLDINGS, KIND_NAMES, roles_of
from fairway_portal.design import addresses
from fairway_portal.design.rendering import render

POST = ("POST",)


@dataclass(frozen=True, slots=True)
class People:
    """Everybody, and the invitations that wait."""

    people: tuple[queries.PersonRow, ...]
    invitations: tuple[Invitation, ...]
    role_names: dict[str, Text]


@requires(Role.ADMINISTRATOR, methods=("GET",))
def people(request: DeskRequest) -> HttpResponse:
    """The list."""
    return render(request, "accounts/people.html", People(queries.people(), queries.invitations(), _role_names()))


@dataclass(frozen=True, slots=True)
class InvitePage:
    """The form to invite somebody."""

    asked: forms.InvitationAsked
    roles: tuple[tuple[str, Text], ...]
    organisations: tuple[tuple[str, str | Text], ...]
    kinds: tuple[tuple[str, Text], ...]
    table: tuple[tuple[Text, Text, tuple[Text, ...]], ...]


@dataclass(frozen=True, slots=True)
class Invited:
    """The link to hand over, shown once."""

    email: str
    role: Text
    organisation: str
    link: str
    expires: datetime


@requires(Role.ADMINISTRATOR)
def invite(request: DeskRequest) -> HttpResponse:
    """Invites somebody; the link is shown on the answer and nowhere else."""
    there = {str(one.pk): one for one in queries.organisations()}
    if request.method != "POST":
        return render(request, "accounts/invite.html", _invite_page(forms.InvitationAsked(), there))
    asked = forms.read_invitation(request.POST, there)
    if not asked.faults:
        try:
            return _invited(request, asked)
        except InputError as error:
            asked = forms.InvitationAsked(
                asked.email, asked.role, asked.organisation, asked.name, asked.kind, asked.country,
                faults=(forms.Fault("email", error.title_text),),
            )  # fmt: skip
    return render(request, "accounts/invite.html", _invite_page(asked, there), status=422)


def _invited(request: DeskRequest, asked: forms.InvitationAsked) -> HttpResponse:
    organisation = asked.found or actions.add_organisation(
        by=request.person, name=asked.name, kind=Organisation.Kind(asked.kind), country=asked.country
    )
    role = Role(asked.role)
    secret = inviting.invite(by=request.person, email=asked.email, organisation=organisation, role=role)
    link = addresses.absolute(request, addresses.url("desk-invitation", secret))
    expires = inviting.waiting(secret).expires
    page = Invited(asked.email, HOLDINGS[role].name, organisation.name, link, expires)
    return render(request, "accounts/invited.html", page)


def _invite_page(asked: forms.InvitationAsked, there: dict[str, Organisation]) -> InvitePage:
    named = tuple((key, f"{one.name} ({one.country})" if one.country else one.name) for key, one in there.items())
    return InvitePage(
        asked,
        (("", Text("Choose a role")), *((role.value, HOLDINGS[role].name) for role in Role)),
        (("", Text("Choose an organisation")), *named, (forms.ANOTHER, Text("A new organisation"))),
        (("", Text("Choose what it is")), *((kind.value, name) for kind, name in KIND_NAMES.items())),
        tuple(
            (held.name, held.allows, tuple(name for kind, name in KIND_NAMES.items() if kind in held.kinds))
            for held in HOLDINGS.values()
        ),
    )


@requires(Role.ADMINISTRATOR, methods=POST)
def withdraw(request: DeskRequest, id: int) -> HttpResponse:
    """Makes a link work no more."""
    found = next((one for one in queries.invitations() if one.pk == id), None)
    if found is None:
        raise Http404
    inviting.withdraw(by=request.person, invitation=found)
    say_next(request, Text("The link for {email} works no more.", email=found.email))
    return HttpResponseRedirect(addresses.url("desk-people"))


@dataclass(frozen=True, slots=True)
class Held:
    """A role that somebody has, and those that the same organisation could give her instead."""

    membership: Membership
    name: Text
    choices: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class PersonPage:
    """One person."""

    person: Person
    held: tuple[Held, ...]
    second_factor: bool


@requires(Role.ADMINISTRATOR, methods=("GET",))
def person(request: DeskRequest, id: int) -> HttpResponse:
    """One person: her roles and her access."""
    found = _person(id)
    held = Membership.objects.filter(person=found).select_related("organisation").order_by("pk")
    page = PersonPage(
        found,
        tuple(
            Held(
                one,
                HOLDINGS[Role(one.role)].name,
                tuple((role.value, HOLDINGS[role].name) for role in roles_of(one.organisation.kind)),
            )
            for one in held
        ),
        second_factors.factor_of(found) is not None,
    )
    return render(request, "accounts/person.html", page)


@requires(Role.ADMINISTRATOR, methods=POST)
def role(request: DeskRequest, id: int, membership: int) -> HttpResponse:
    """Gives somebody another role, or takes one away."""
    found = _person(id)
    held = Membership.objects.filter(person=found, pk=membership).select_related("organisation", "person").first()
    if held is None:
        raise Http404
    reason, wanted = forms.written(request.POST, "reason", forms.LONGEST_REASON), request.POST.get("role", "")
    if wanted in Role.values:
        actions.change_role(by=request.person, membership=held, role=Role(wanted), reason=reason)
        say_next(request, Text("{name} has another role now.", name=str(found)))
    elif wanted == "":
        actions.take_role_away(by=request.person, membership=held, reason=reason)
        say_next(request, Text("{name} has this role no more.", name=str(found)))
    else:
        raise Http404
    return HttpResponseRedirect(addresses.url("desk-people"))


@requires(Role.ADMINISTRATOR, methods=POST)
def access(request: DeskRequest, id: int) -> HttpResponse:
    """Ends somebody's access, or gives it back."""
    found = _person(id)
    active = request.POST.get("active", "") == "yes"
    reason = forms.written(request.POST, "reason", forms.LONGEST_REASON)
    actions.set_access(by=request.person, person=found, active=active, reason=reason)
    name = str(found)
    said = Text("{name} can sign in again.", name=name) if active else Text("{name} can sign in no more.", name=name)
    say_next(request, said)
    return HttpResponseRedirect(addresses.url("desk-people"))


def _person(id: int) -> Person:
    found = queries.person(id)
    if found is None:
        raise Http404
    return found


def _role_names() -> dict[str, Text]:
    return {role.value: held.name for role, held in HOLDINGS.items()}
