"""What publishing changes, publishing, withdrawing, and the changes of an edition as a page and as a file."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import Final

from django.http import HttpResponse, HttpResponseRedirect

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway.recruitment.rosters.differences import CHANGES
from fairway.recruitment.rosters.fields import STATUSES
from fairway.recruitment.rosters.writing import as_cell
from fairway_portal.accounts.forms import Fault, written
from fairway_portal.accounts.notices import say_next
from fairway_portal.accounts.permissions import DeskRequest, requires
from fairway_portal.design import addresses
from fairway_portal.design.rendering import render
from fairway_portal.register.rosters import actions, forms, queries
from fairway_portal.register.rosters.models import RosterChange, Vintage
from fairway_portal.register.rosters.planning import plan
from fairway_portal.register.rosters.views.own import ROLES, own_vintage

SHOWN: Final = 50
"""Changes of a kind that a page shows; the file has all."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One change as a page says it."""

    name: str
    code: str
    before: Text | str
    after: Text | str


@dataclass(frozen=True, slots=True)
class Kind:
    """The changes of a kind: all counted, the first of them shown."""

    code: str
    title: Text
    count: int
    shown: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What publishing will change, or what it changed."""

    vintage: Vintage
    kinds: tuple[Kind, ...]
    previous: Vintage | None
    new: int
    listed: int
    undecided: int
    faults: tuple[Fault, ...] = ()


@requires(*ROLES)
def publish(request: DeskRequest, id: int) -> HttpResponse:
    """Shows what publishing would change; the button of this page publishes."""
    vintage = own_vintage(request, id)
    if request.method == "POST":
        done = actions.publish(by=request.person, vintage=vintage, saw=forms.saw(request.POST))
        say_next(request, Text("“{list}” is published.", list=str(done)))
        return HttpResponseRedirect(addresses.url("roster-changes", str(vintage.pk)))
    if vintage.state != Vintage.State.REVIEW:
        return HttpResponseRedirect(addresses.url("roster", str(vintage.pk)))
    planned = plan(vintage)
    shown = [
        (one.kind, one.name, one.agency.code if one.agency else "", one.before, one.after) for one in planned.changes
    ]
    waiting = queries.undecided(vintage).count()
    page = Preview(vintage, _kinds(shown), planned.previous, len(planned.new), len(planned.listed), waiting)
    return render(request, "register/rosters/publish.html", page)


@requires(*ROLES)
def withdraw(request: DeskRequest, id: int) -> HttpResponse:
    """Asks for the reason, and withdraws."""
    vintage = own_vintage(request, id)
    page = Preview(vintage, (), None, 0, 0, 0)
    if request.method != "POST":
        return render(request, "register/rosters/withdraw.html", page)
    reason = written(request.POST, "reason", 1000)
    try:
        actions.withdraw(by=request.person, vintage=vintage, saw=forms.saw(request.POST), reason=reason)
    except InputError as error:
        if error.http_status == 409:
            raise
        page = Preview(vintage, (), None, 0, 0, 0, (Fault("reason", error.title_text),))
        return render(request, "register/rosters/withdraw.html", page, status=422)
    say_next(request, Text("“{list}” is withdrawn.", list=str(vintage)))
    return HttpResponseRedirect(addresses.url("rosters"))


@requires(*ROLES, methods=("GET",))
def changes(request: DeskRequest, id: int) -> HttpResponse:
    """What a published edition changed."""
    vintage = own_vintage(request, id)
    shown = [
        (one.kind, one.agency.name, one.agency.code, one.before, one.after)
        for one in vintage.changes.select_related("agency").order_by("kind", "id")
    ]
    page = Preview(vintage, _kinds(shown), vintage.previous, 0, vintage.rows.exclude(agency=None).count(), 0)
    return render(request, "register/rosters/changes.html", page)


@requires(*ROLES, methods=("GET",))
def changes_file(request: DeskRequest, id: int) -> HttpResponse:
    """The same as CSV."""
    vintage = own_vintage(request, id)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("change", "code", "name", "before", "after"))
    for one in RosterChange.objects.filter(vintage=vintage).select_related("agency").order_by("kind", "id"):
        writer.writerow(map(as_cell, (one.kind, one.agency.code, one.agency.name, one.before, one.after)))
    return _file(text.getvalue().encode(), f"roster-{vintage.pk}-changes.csv", "text/csv; charset=utf-8")


@requires(*ROLES, methods=("GET",))
def original(request: DeskRequest, id: int) -> HttpResponse:
    """The file as it was given."""
    vintage = own_vintage(request, id)
    return _file(bytes(vintage.contents), vintage.file_name, "application/octet-stream")


def _file(contents: bytes, name: str, media_type: str) -> HttpResponse:
    response = HttpResponse(contents, content_type=media_type)
    safe = "".join(one if one.isascii() and (one.isalnum() or one in "-_.") else "_" for one in name)
    response.headers["Content-Disposition"] = f'attachment; filename="{safe}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _kinds(found: list[tuple[str, str, str, str, str]]) -> tuple[Kind, ...]:
    kinds = list[Kind]()
    for kind, title in CHANGES.items():
        of_kind = [one[1:] for one in found if one[0] == kind]
        if of_kind:
            shown = tuple(
                Shown(name, code, _said(kind, before), _said(kind, after))
                for name, code, before, after in of_kind[:SHOWN]
            )
            kinds.append(Kind(kind, title, len(of_kind), shown))
    return tuple(kinds)


def _said(kind: str, value: str) -> Text | str:
    return STATUSES.get(value, value) if kind == "status" else value
