"""Who can help a worker between two countries."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from fairway_portal.design.addresses import url
from fairway_portal.design.rendering import render
from fairway_portal.monitor.models import Helper
from fairway_portal.monitor.worker.places import Fault, corridor_of, countries, ends_asked
from fairway_portal.surveys.running.door_keeping import worker_page


@dataclass(frozen=True, slots=True)
class Where:
    """The form that asks for the two countries."""

    countries: tuple[tuple[str, str], ...]
    asked: dict[str, str]
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """The helpers at both ends, and those who help everywhere."""

    origin: str
    destination: str
    there: tuple[Helper, ...]
    home: tuple[Helper, ...]
    everywhere: tuple[Helper, ...]


@worker_page("GET")
def where(request: HttpRequest) -> HttpResponse:
    """From where, to where."""
    asked = {name: request.GET.get(name, "")[:3] for name in ("from", "to")}
    if not any(asked.values()):
        return render(request, "monitor/worker/help_where.html", Where(countries(), asked))
    ends, faults = ends_asked(asked)
    if ends is None:
        return render(request, "monitor/worker/help_where.html", Where(countries(), asked, faults), status=422)
    return HttpResponseRedirect(url("help-corridor", *ends))


@worker_page("GET")
def corridor(request: HttpRequest, origin: str, destination: str) -> HttpResponse:
    """The list of helpers; the address holds the two countries and nothing else."""
    ends = corridor_of(origin, destination)
    if ends is None:
        raise Http404
    found = Helper.objects.select_related("organisation").order_by("organisation__name")
    if not settings.DEMONSTRATION:
        found = found.filter(organisation__demonstration=False)
    by_country = {country: tuple(one for one in found if one.country == country) for country in (ends[0], ends[1], "")}
    page = Listed(ends[0], ends[1], by_country[ends[1]], by_country[ends[0]], by_country[""])
    return render(request, "monitor/worker/help.html", page)
