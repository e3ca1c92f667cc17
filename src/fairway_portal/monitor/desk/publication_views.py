"""Publications: the batches that are out, what the next one would change, and publishing it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.timezone import localdate

from fairway.kernel.text import Text
from fairway_portal.accounts.forms import written
from fairway_portal.accounts.models import Role
from fairway_portal.accounts.notices import say_next
from fairway_portal.accounts.permissions import DeskRequest, requires
from fairway_portal.design import addresses
from fairway_portal.design.rendering import render
from fairway_portal.monitor import publishing, queries_desk
from fairway_portal.monitor.changes import Changes, changes
from fairway_portal.monitor.models import PreparedPublication, Publication


@dataclass(frozen=True, slots=True)
class Publications:
    """The batches that are out, and one that was begun."""

    rows: tuple[Publication, ...]
    unfinished: PreparedPublication | None
    demonstrates: bool


@requires(Role.MODERATOR, methods=("GET",))
def publications(request: DeskRequest) -> HttpResponse:
    """The list."""
    begun = [publishing.unfinished(demonstration=kind) for kind in publishing.invented_too()]
    page = Publications(
        tuple(queries_desk.publications()), next((one for one in begun if one), None), settings.DEMONSTRATION
    )
    return render(request, "monitor/desk/publications.html", page)


@dataclass(frozen=True, slots=True)
class Next:
    """What the next batch would change."""

    on: date
    demonstration: bool
    early: bool
    changes: Changes
    after: int


@requires(Role.MODERATOR)
def next_real(request: DeskRequest) -> HttpResponse:
    """What would change; then, by POST, the batch itself."""
    return _next(request, demonstration=False)


@requires(Role.MODERATOR)
def next_invented(request: DeskRequest) -> HttpResponse:
    """The same of the demonstration."""
    if not settings.DEMONSTRATION:
        raise Http404
    return _next(request, demonstration=True)


def _next(request: DeskRequest, *, demonstration: bool) -> HttpResponse:
    on = localdate()
    if request.method == "POST":
        after = request.POST.get("after", "")
        made = publishing.publish(
            by=request.person, on=on, demonstration=demonstration, forced=written(request.POST, "reason", 1000),
            after=int(after) if after.isdecimal() and len(after) < 9 else -1,
        )  # fmt: skip
        say_next(request, Text("Batch {number} is published.", number=made.number))
        return HttpResponseRedirect(addresses.url("publications"))
    early = publishing.too_early(on=on, demonstration=demonstration)
    made_up = publishing.computed(on=on, demonstration=demonstration, forced=early)
    page = Next(on, demonstration, early, changes(made_up), made_up.before.number if made_up.before else 0)
    return render(request, "monitor/desk/publication_next.html", page)
