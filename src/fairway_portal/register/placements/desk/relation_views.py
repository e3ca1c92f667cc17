"""Relations: accrediting a principal, registering a sub-agent, ending either."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from django.http import Http404, HttpResponse, HttpResponseRedirect

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway_portal.accounts.forms import Fault, written
from fairway_portal.accounts.models import Role
from fairway_portal.accounts.notices import say_next
from fairway_portal.accounts.permissions import DeskRequest, requires
from fairway_portal.design import addresses
from fairway_portal.design.rendering import render
from fairway_portal.register.placements import actions, forms, queries
from fairway_portal.register.placements.desk.acting import country_of, refuse_others
from fairway_portal.register.placements.models import Relation

KINDS = {
    "represents": Text("The agency represents a principal or employer (accreditation)"),
    "sub_agent": Text("A sub-agent works for the agency"),
    "acts_for": Text("A principal acts for an employer"),
}


@dataclass(frozen=True, slots=True)
class RelationsPage:
    """The list and the form."""

    rows: tuple[Relation, ...]
    code: str
    kinds: tuple[tuple[str, Text], ...]
    said: dict[str, Text]
    given: forms.Given
    faults: tuple[Fault, ...] = ()
    ending: int = 0
    ended: forms.Given = field(default_factory=forms.Given)


@requires(Role.LICENSING_OFFICER)
def relations(request: DeskRequest) -> HttpResponse:
    """The list; POST records a relation."""
    country_of(request)
    if request.method != "POST":
        return _listed(request, forms.Given(), ())
    reading = forms.Reading.of(request.POST)
    kind, since, until = reading.one_of("kind", KINDS), reading.day("since"), reading.day("until", needed=False)
    agency = reading.agency("agency", needed=True)
    sub_agent, principal, employer = (
        reading.agency("sub_agent"),
        reading.employer("principal"),
        reading.employer("employer"),
    )
    if reading.faults or agency is None or since is None:
        return _listed(request, forms.Given(reading.given), tuple(reading.faults), 422)
    refuse_others(request, agency.country)
    try:
        actions.relate(
            by=request.person, kind=kind, agency=agency, since=since, until=until, sub_agent=sub_agent,
            principal=principal, employer=employer, accreditation=reading.text("accreditation", needed=False),
            source=request.membership.organisation.name,
        )  # fmt: skip
    except InputError as refusal:
        fault = Fault("kind", refusal.advice_text or refusal.title_text)
        return _listed(request, forms.Given(reading.given), (fault,), refusal.http_status)
    say_next(request, Text("The relation is recorded."))
    return HttpResponseRedirect(addresses.url("relations"))


@requires(Role.LICENSING_OFFICER, methods=("POST",))
def end(request: DeskRequest, id: int) -> HttpResponse:
    """Ends one."""
    found = queries.relation(id)
    if found is None:
        raise Http404
    refuse_others(request, found.agency.country)
    reading = forms.Reading.of(request.POST)
    last, reason = reading.day("last"), reading.text("reason", longest=1000)
    faults, status = tuple(reading.faults), 422
    if not faults and last is not None:
        try:
            actions.end_relation(by=request.person, relation=found, last=last, reason=reason)
        except InputError as refusal:
            faults, status = (Fault("last", refusal.advice_text or refusal.title_text),), refusal.http_status
        else:
            say_next(request, Text("The relation ended on {day}.", day=last.isoformat()))
            return HttpResponseRedirect(addresses.url("relations"))
    at_form = tuple(replace(one, field=f"{one.field}-{found.pk}") for one in faults)
    return _listed(request, forms.Given(), at_form, status, found.pk, forms.Given(reading.given))


def _listed(
    request: DeskRequest, given: forms.Given, faults: tuple[Fault, ...], status: int = 200, ending: int = 0,
    ended: forms.Given | None = None,
) -> HttpResponse:  # fmt: skip
    code = written(request.GET, "of", 20)
    rows = queries.relations_of(country_of(request), code, ending)
    page = RelationsPage(rows, code, tuple(KINDS.items()), KINDS, given, faults, ending, ended or forms.Given())
    return render(request, "register/placements/relations.html", page, status=status)
