"""Appeals: those that wait, and the supervisor's decision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway.recruitment.licences.rules import rules_of
from fairway.recruitment.licences.states import ACTS, STATES, Act
from fairway_portal.accounts.forms import Fault, written
from fairway_portal.accounts.models import Role
from fairway_portal.accounts.notices import say_next
from fairway_portal.accounts.permissions import DeskRequest, refuse_unless, requires
from fairway_portal.design import addresses
from fairway_portal.design.rendering import render
from fairway_portal.register.licensing import actions, queries
from fairway_portal.register.licensing.actions.asking import LONGEST_BASIS
from fairway_portal.register.licensing.desk import reading
from fairway_portal.register.licensing.desk.guarding import country_of
from fairway_portal.register.licensing.models import Appeal, Licence
from fairway_portal.register.licensing.seeing import is_seen, seen

MOST: Final = 300
STATES_OF_APPEALS: Final = {
    Appeal.State.FILED.value: Text("waits for a decision"),
    Appeal.State.ALLOWED.value: Text("allowed"),
    Appeal.State.DISMISSED.value: Text("dismissed"),
    Appeal.State.WITHDRAWN.value: Text("withdrawn by the agency"),
}


@dataclass(frozen=True, slots=True)
class ListPage:
    """Appeals with the act they are against and their state, those that wait first."""

    rows: tuple[tuple[Appeal, Text, Text], ...]


@dataclass(frozen=True, slots=True)
class AppealPage:
    """One appeal.

    Attributes:
        appeal: As it is.
        done: The act it is against.
        state: What became of it.
        standing: How the licence stands today.
        evidence: What the agency sent.
        basis: Where the days for a decision stand.
        decides: Whether she may decide.
        had_part: Whether she may not because she recorded or approved the act.
        values: What was written, where it was refused.
        faults: Why.
    """

    appeal: Appeal
    done: Text
    state: Text
    standing: Text
    evidence: tuple[queries.KeptFile, ...]
    basis: Text
    decides: bool
    had_part: bool
    values: dict[str, str]
    faults: tuple[Fault, ...]


@requires(Role.LICENSING_OFFICER, Role.SUPERVISOR, methods=("GET",))
def appeals(request: DeskRequest) -> HttpResponse:
    """The list."""
    licences = seen(Licence.objects.filter(country=country_of(request)))
    rows = Appeal.objects.filter(entry__licence__in=licences).select_related("entry__licence__agency__joined_to")
    found = sorted(rows.order_by("due", "pk")[:MOST], key=lambda one: one.state != Appeal.State.FILED)
    shown = tuple((one, ACTS[Act(one.entry.act)].done, STATES_OF_APPEALS[one.state]) for one in found)
    return render(request, "register/licensing/appeals.html", ListPage(shown))


@requires(Role.LICENSING_OFFICER, Role.SUPERVISOR)
def appeal(request: DeskRequest, id: int) -> HttpResponse:
    """One appeal; a supervisor decides on it here."""
    found = _one(request, id)
    if request.method != "POST":
        basis = rules_of(found.entry.licence.country, timezone.localdate()).legal_basis.get(Act.REINSTATE, "")
        return _page(request, found, {"legal_basis": basis})
    refuse_unless(request.membership.role == Role.SUPERVISOR)
    values = {
        "words": reading.lines(request.POST, "words"),
        "legal_basis": written(request.POST, "legal_basis", LONGEST_BASIS),
    }
    decision = request.POST.get("decision", "")
    if decision not in ("allow", "dismiss"):
        return _page(request, found, values, (Fault("words", Text("Choose whether you allow or dismiss it.")),))
    try:
        actions.decide_appeal(
            by=request.membership,
            appeal=found,
            allow=decision == "allow",
            words=values["words"],
            legal_basis=values["legal_basis"],
        )
    except InputError as refusal:
        said = Text("{title} {advice}", title=refusal.title_text, advice=refusal.advice_text or "")
        return _page(request, _one(request, id), values, (Fault("words", said),), refusal.http_status)
    say_next(request, Text("The appeal is decided."))
    return HttpResponseRedirect(addresses.url("licensing-appeal", str(id)))


def _one(request: DeskRequest, id: int) -> Appeal:
    rows = Appeal.objects.select_related("entry__licence__agency__joined_to", "entry__by", "filed_by", "decided_by")
    found = rows.filter(pk=id).first()
    if found is None or not is_seen(found.entry.licence):
        raise Http404
    refuse_unless(found.entry.licence.country == country_of(request))
    return found


def _page(
    request: DeskRequest, one: Appeal, values: dict[str, str], faults: tuple[Fault, ...] = (), status: int = 422
) -> HttpResponse:
    licence, subject = one.entry.licence, f"appeal {one.pk}"
    had_part = request.person.pk in (one.entry.by_id, one.entry.approved_by_id, one.filed_by_id)
    supervisor = request.membership.role == Role.SUPERVISOR and one.state == Appeal.State.FILED
    page = AppealPage(
        appeal=one,
        done=ACTS[Act(one.entry.act)].done,
        state=STATES_OF_APPEALS[one.state],
        standing=STATES[queries.standing_of(licence, timezone.localdate()).state],
        evidence=queries.evidence_of([subject]).get(subject, ()),
        basis=rules_of(licence.country, timezone.localdate(one.filed)).said("appeal_decision_days"),
        decides=supervisor and not had_part,
        had_part=supervisor and had_part,
        values=values,
        faults=faults,
    )
    return render(request, "register/licensing/appeal.html", page, status=status if faults else 200)
