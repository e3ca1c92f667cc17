"""An agency for the desk: its licences, branches and officers in post, and what other parts of the register add."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils import timezone

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway.recruitment.licences.states import STATES
from fairway_portal.accounts.forms import Fault, written
from fairway_portal.accounts.models import Role
from fairway_portal.accounts.notices import say_next
from fairway_portal.accounts.permissions import DeskRequest, requires
from fairway_portal.actors.actions import posts
from fairway_portal.actors.models import Agency, Branch, Officer
from fairway_portal.design import addresses
from fairway_portal.design.rendering import render
from fairway_portal.register.licensing import queries
from fairway_portal.register.licensing.desk import reading
from fairway_portal.register.licensing.desk.guarding import agency_for
from fairway_portal.register.licensing.models import Licence
from fairway_portal.register.licensing.sections import SECTIONS
from fairway_portal.register.licensing.seeing import seen

Row = TypeVar("Row", bound=Model)

_KINDS = {
    Agency.Kind.PRIVATE.value: Text("Private agency"),
    Agency.Kind.PUBLIC.value: Text("Public employment service"),
    Agency.Kind.SUB_AGENT.value: Text("Sub-agent"),
}


@dataclass(frozen=True, slots=True)
class AgencyPage:
    """An agency.

    Attributes:
        agency: The one that stands for itself.
        kind: In words.
        names: Its other names.
        licences: Each with how it stands today.
        branches, officers: Those of today first.
        positions: Codes and names of posts.
        sections: Titles and addresses of what other parts show of it.
        officer: Whether she may change something.
        asked: What was written, where it was refused.
        faults: Why.
        today: The day of the page.
    """

    agency: Agency
    kind: Text
    names: tuple[str, ...]
    licences: tuple[tuple[Licence, Text], ...]
    branches: tuple[Branch, ...]
    officers: tuple[Officer, ...]
    positions: dict[str, Text]
    sections: tuple[tuple[Text, str], ...]
    officer: bool
    asked: dict[str, str]
    faults: tuple[Fault, ...]
    today: date


@requires(Role.LICENSING_OFFICER, Role.SUPERVISOR, methods=("GET",))
def agency(request: DeskRequest, code: str) -> HttpResponse:
    """One agency."""
    return _page(request, agency_for(request, code))


@requires(Role.LICENSING_OFFICER, methods=("POST",))
def change(request: DeskRequest, code: str, what: str) -> HttpResponse:
    """A branch that opens or closes, an officer who takes up a post or leaves it."""
    found, do = agency_for(request, code), _CHANGES.get(what)
    if do is None:
        raise Http404
    asked = {name: written(request.POST, name, 300) for name in request.POST if name != "csrfmiddlewaretoken"}
    faults: list[Fault] = []
    try:
        said = do(request, found, asked, faults)
    except InputError as refusal:
        said_why = Text("{title} {advice}", title=refusal.title_text, advice=refusal.advice_text or "")
        faults.append(Fault(_FIRST[what], said_why))
        said = None
    if said is None:
        return _page(request, found, asked, tuple(faults))
    say_next(request, said)
    return HttpResponseRedirect(addresses.url("licensing-agency", found.code))


def _page(
    request: DeskRequest, found: Agency, asked: dict[str, str] | None = None, faults: tuple[Fault, ...] = ()
) -> HttpResponse:
    today = timezone.localdate()
    rows = queries.with_history(seen(queries.licences_of(found)))
    page = AgencyPage(
        agency=found,
        kind=_KINDS[found.kind],
        names=tuple(one for one in found.names.values_list("name", flat=True) if one != found.name),
        licences=tuple((one, STATES[queries.standing_of(one, today).state]) for one in rows),
        branches=tuple(sorted(found.branches.all(), key=lambda one: (one.closed is not None, one.name))),
        officers=tuple(sorted(found.officers.all(), key=lambda one: (one.until is not None, one.name))),
        positions=posts.POSITIONS,
        sections=tuple((title, addresses.url(name, found.code)) for title, name in SECTIONS),
        officer=request.membership.role == Role.LICENSING_OFFICER,
        asked=asked or {},
        faults=faults,
        today=today,
    )
    return render(request, "register/licensing/agency.html", page, status=422 if faults else 200)


def _branch(request: DeskRequest, agency: Agency, asked: dict[str, str], faults: list[Fault]) -> Text | None:
    opened = reading.day(asked, "opened", faults)
    if faults:
        return None
    posts.add_branch(
        by=request.person,
        agency=agency,
        name=asked.get("branch", ""),
        city=asked.get("city", ""),
        approval=asked.get("approval", ""),
        opened=opened,
    )
    return Text("The branch is added.")


def _branch_closed(request: DeskRequest, agency: Agency, asked: dict[str, str], faults: list[Fault]) -> Text | None:
    closed = reading.day(asked, "on", faults, Text("Write the day."))
    if closed is None:
        return None
    posts.close_branch(by=request.person, branch=_row(request.POST, agency.branches.all()), closed=closed)
    return Text("The branch is closed.")


def _officer(request: DeskRequest, agency: Agency, asked: dict[str, str], faults: list[Fault]) -> Text | None:
    since = reading.day(asked, "since", faults, Text("Write since when she is in post."))
    if since is None:
        return None
    posts.appoint_officer(
        by=request.person, agency=agency, name=asked.get("person", ""), position=asked.get("position", ""), since=since
    )
    return Text("The officer is added.")


def _officer_left(request: DeskRequest, agency: Agency, asked: dict[str, str], faults: list[Fault]) -> Text | None:
    until = reading.day(asked, "on", faults, Text("Write the day."))
    if until is None:
        return None
    posts.end_post(by=request.person, officer=_row(request.POST, agency.officers.all()), until=until)
    return Text("The post has ended.")


def _row(post: QueryDict, rows: QuerySet[Row]) -> Row:
    """The row that a button names, of this agency's own."""
    said = post.get("id", "")
    found = rows.filter(pk=int(said)).first() if said.isascii() and said.isdigit() and len(said) < 12 else None
    if found is None:
        raise Http404
    return found


_CHANGES = {
    "branch": _branch,
    "branch-closed": _branch_closed,
    "officer": _officer,
    "officer-left": _officer_left,
}
_FIRST = {"branch": "branch", "branch-closed": "branches", "officer": "person", "officer-left": "officers"}
"""Change → the field, or the list, that what is wrong is shown at."""
