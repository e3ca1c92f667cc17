"""The rows about which the comparison is not sure, side by side with the agencies that they may be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import Http404, HttpResponse, HttpResponseRedirect

from fairway.kernel.text import Text
from fairway_portal.accounts.notices import say_next
from fairway_portal.accounts.permissions import DeskRequest, refuse_unless, requires
from fairway_portal.actors import queries as actor_queries
from fairway_portal.actors.models import Agency
from fairway_portal.design import addresses
from fairway_portal.design.rendering import render
from fairway_portal.register.rosters import queries
from fairway_portal.register.rosters.actions import decide
from fairway_portal.register.rosters.models import RosterRow, Vintage
from fairway_portal.register.rosters.said import again
from fairway_portal.register.rosters.views.own import ROLES, country_of, own_vintage

AT_ONCE: Final = 10
"""Rows of one page."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row that waits: what the list says, why it is not sure, and which agencies it may be, the likeliest first."""

    row: RosterRow
    percent: int
    reasons: tuple[Text, ...]
    candidates: tuple[Agency, ...]


@dataclass(frozen=True, slots=True)
class Queue:
    """The rows that wait, and how many there are in all."""

    vintage: Vintage
    waiting: tuple[Waiting, ...]
    count: int


@requires(*ROLES, methods=("GET",))
def queue(request: DeskRequest, id: int) -> HttpResponse:
    """The next rows to decide."""
    vintage = own_vintage(request, id)
    rows = queries.undecided(vintage)
    count = rows.count()
    shown = list(rows[:AT_ONCE])
    rivals = Agency.objects.in_bulk({pk for row in shown for pk in row.rivals})
    waiting = tuple(_waiting(row, rivals) for row in shown)
    return render(request, "register/rosters/review.html", Queue(vintage, waiting, count))


@requires(*ROLES, methods=("POST",))
def decide_row(request: DeskRequest, id: int) -> HttpResponse:
    """Takes one decision."""
    row = RosterRow.objects.filter(pk=id).select_related("vintage").defer("vintage__contents").first()
    if row is None:
        raise Http404
    refuse_unless(row.vintage.country == country_of(request))
    decision, _, code = request.POST.get("decision", "").partition(":")
    agency = actor_queries.agency(code) if code else None
    decide(by=request.person, row=row, saw=request.POST.get("saw", ""), decision=decision, agency=agency)
    say_next(request, Text("Line {line} was decided.", line=row.line))
    left = queries.undecided(row.vintage).exists()
    return HttpResponseRedirect(addresses.url("roster-review" if left else "roster", str(row.vintage_id)))


def _waiting(row: RosterRow, rivals: dict[int, Agency]) -> Waiting:
    candidates = [row.agency] if row.agency else []
    candidates += [rivals[pk] for pk in row.rivals if pk in rivals and pk != row.agency_id]
    return Waiting(row, round(100 * (row.confidence or 0)), tuple(map(again, row.reasons)), tuple(candidates))
