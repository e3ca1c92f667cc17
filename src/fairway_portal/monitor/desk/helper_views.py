"""The list of those who help workers."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse, HttpResponseRedirect

from fairway.kernel.text import Text
from fairway_portal.accounts.models import Organisation, Role
from fairway_portal.accounts.notices import say_next
from fairway_portal.accounts.permissions import DeskRequest, requires
from fairway_portal.design import addresses
from fairway_portal.design.rendering import render
from fairway_portal.monitor import queries_desk
from fairway_portal.monitor.actions import helping
from fairway_portal.monitor.desk import forms
from fairway_portal.monitor.models import Helper


@dataclass(frozen=True, slots=True)
class HelpersPage:
    """The list, and the form for a new line."""

    rows: tuple[Helper, ...]
    asked: forms.HelperAsked
    kinds: tuple[tuple[str, Text], ...]
    must_tell: tuple[tuple[str, Text], ...]
    said: dict[str, Text]


@dataclass(frozen=True, slots=True)
class HelperPage:
    """One line."""

    helper: Helper
    asked: forms.HelperAsked
    must_tell: tuple[tuple[str, Text], ...]


@requires(Role.ADMINISTRATOR, Role.MODERATOR)
def helpers(request: DeskRequest) -> HttpResponse:
    """The list; POST adds a line."""
    if request.method != "POST":
        return _listed(request, forms.HelperAsked())
    asked = forms.read_helper(request.POST, with_organisation=True)
    if asked.help is None:
        return _listed(request, asked, status=422)
    at = asked.seat
    kind = Organisation.Kind(asked.kind)
    helping.add_helper(by=request.person, name=asked.name, kind=kind, at=at, help=asked.help)
    return _back(request, Text("{name} is on the list.", name=asked.name))


@requires(Role.ADMINISTRATOR, Role.MODERATOR)
def helper(request: DeskRequest, id: int) -> HttpResponse:
    """One line; POST changes it."""
    found = _found(id)
    if request.method != "POST":
        return render(request, "monitor/desk/helper.html", _page(found, _as_asked(found)))
    asked = forms.read_helper(request.POST, with_organisation=False)
    if asked.help is None:
        return render(request, "monitor/desk/helper.html", _page(found, asked), status=422)
    helping.change_helper(by=request.person, helper=found, help=asked.help)
    return _back(request, Text("{name} is changed.", name=found.organisation.name))


@requires(Role.ADMINISTRATOR, Role.MODERATOR, methods=("POST",))
def remove(request: DeskRequest, id: int) -> HttpResponse:
    """Takes a line off."""
    found = _found(id)
    helping.remove_helper(by=request.person, helper=found)
    return _back(request, Text("{name} is off the list.", name=found.organisation.name))


def _found(id: int) -> Helper:
    found = queries_desk.helpers().filter(pk=id).first()
    if found is None:
        raise Http404
    return found


def _listed(request: DeskRequest, asked: forms.HelperAsked, status: int = 200) -> HttpResponse:
    page = HelpersPage(
        tuple(queries_desk.helpers()), asked, tuple(forms.HELPER_KINDS.items()), tuple(forms.MUST_TELL.items()),
        forms.MUST_TELL,
    )  # fmt: skip
    return render(request, "monitor/desk/helpers.html", page, status=status)


def _page(found: Helper, asked: forms.HelperAsked) -> HelperPage:
    return HelperPage(found, asked, tuple(forms.MUST_TELL.items()))


def _as_asked(found: Helper) -> forms.HelperAsked:
    return forms.HelperAsked(
        country=found.country, does=found.does, phone=found.phone, address=found.address, languages=found.languages,
        free=found.free, must_tell=found.must_tell, checked=found.checked.isoformat(),
    )  # fmt: skip


def _back(request: DeskRequest, said: Text) -> HttpResponse:
    say_next(request, said)
    return HttpResponseRedirect(addresses.url("helpers"))
