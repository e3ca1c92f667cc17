"""Who hands in answers for others: made with a secret that is shown once, revoked when a telephone is lost."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse, HttpResponseRedirect

from fairway.kernel.text import Text
from fairway_portal.accounts.forms import Fault
from fairway_portal.accounts.models import Role
from fairway_portal.accounts.notices import say_next
from fairway_portal.accounts.permissions import DeskRequest, requires
from fairway_portal.design import addresses
from fairway_portal.design.rendering import render
from fairway_portal.surveys.desk import actions, reading
from fairway_portal.surveys.desk.codes import Code, code_of, collect_settings
from fairway_portal.surveys.desk.own import own, title_of
from fairway_portal.surveys.models import Collector


@dataclass(frozen=True, slots=True)
class Collectors:
    """The collectors of a survey."""

    slug: str
    title: str
    collectors: tuple[Collector, ...]
    name: str = ""
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """A collector that was just made, with its address, which is kept nowhere."""

    slug: str
    name: str
    server: str
    code: Code


@requires(Role.SURVEY_OWNER)
def collectors(request: DeskRequest, slug: str) -> HttpResponse:
    """The collectors; POST makes one, and shows its address on the answer and nowhere else."""
    found = own(request, slug)
    name = reading.line(request.POST, "name", 120) if request.method == "POST" else ""
    if request.method == "POST" and name:
        made, secret = actions.add_collector(
            by=request.person, organisation=request.membership.organisation, survey=found, name=name
        )
        server = addresses.absolute(request, f"/key/{secret}")
        code = code_of(collect_settings(server, f"{title_of(found)[:40]} · {made.name}"[:80]))
        return render(request, "surveys/desk/collector_made.html", Made(slug, made.name, server, code))
    faults = (Fault("name", Text("Write who or what collects: Telephone 3.")),) if request.method == "POST" else ()
    mine = found.collectors.filter(organisation=request.membership.organisation).order_by("revoked", "-pk")
    page = Collectors(slug, title_of(found), tuple(mine), name, faults)
    return render(request, "surveys/desk/collectors.html", page, status=422 if faults else 200)


@requires(Role.SURVEY_OWNER, methods=("POST",))
def revoke(request: DeskRequest, slug: str, id: int) -> HttpResponse:
    """Lets a collector in no more."""
    found = own(request, slug)
    collector = found.collectors.filter(pk=id, organisation=request.membership.organisation).first()
    if collector is None:
        raise Http404
    actions.revoke_collector(by=request.person, survey=found, collector=collector)
    say_next(request, Text("{name} can hand in no more. What it handed in stays.", name=collector.name))
    return HttpResponseRedirect(addresses.url("surveys-collectors", slug))
