"""A licence for the desk: how it stands, its whole history, what may be done now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.utils import timezone

from fairway.kernel.text import Text
from fairway.recruitment.licences.history import Standing
from fairway.recruitment.licences.layers import HELD
from fairway.recruitment.licences.rules import rules_of
from fairway.recruitment.licences.states import ACTS, STATES, Act, State, acts_in
from fairway.recruitment.ratings.items import SECTORS
from fairway_portal.accounts.models import Role
from fairway_portal.accounts.permissions import DeskRequest, requires
from fairway_portal.actors.models import Agency
from fairway_portal.design.rendering import render
from fairway_portal.register.licensing import queries
from fairway_portal.register.licensing.desk import checking
from fairway_portal.register.licensing.desk.guarding import licence_for
from fairway_portal.register.licensing.models import Appeal, Licence, Proposal


@dataclass(frozen=True, slots=True)
class PossibleAct:
    """An act that may be done now."""

    act: Act
    title: Text
    two_people: bool


@dataclass(frozen=True, slots=True)
class LicencePage:
    """A licence.

    Attributes:
        licence, agency: As they are; the agency that it forwards to, where it was joined to another.
        today: The day of the page.
        standing: Today.
        state: In words.
        sectors, destinations: The scope, in words.
        steps: The history, the newest entry first.
        acts: What may be done now; for officers alone.
        proposals: Those that wait.
        answers: What the agency said, with the words of plain answers.
        renewal_basis: What is known of the rules of renewal.
    """

    licence: Licence
    agency: Agency
    today: date
    standing: Standing
    state: Text
    sectors: Text
    destinations: Text
    steps: tuple[queries.Step, ...]
    acts: tuple[PossibleAct, ...]
    proposals: tuple[Proposal, ...]
    answers: tuple[queries.Answer, ...]
    decision_basis: Text


@requires(Role.LICENSING_OFFICER, Role.SUPERVISOR, methods=("GET",))
def licence(request: DeskRequest, id: int) -> HttpResponse:
    """One licence."""
    return render(request, "register/licensing/licence.html", page_of(request, licence_for(request, id)))


def page_of(request: DeskRequest, one: Licence) -> LicencePage:
    """What is shown of a licence."""
    today = timezone.localdate()
    stands = queries.standing_of(one, today)
    officer = request.membership.role == Role.LICENSING_OFFICER
    return LicencePage(
        licence=one,
        agency=one.agency.joined_to or one.agency,
        today=today,
        standing=stands,
        state=STATES[stands.state],
        sectors=sectors_of(one),
        destinations=checking.said_places(one.destinations),
        steps=tuple(reversed(queries.history_of(one))),
        acts=possible(one, stands) if officer else (),
        proposals=tuple(one.proposals.filter(state=Proposal.State.WAITING).select_related("proposed_by")),
        answers=queries.answers_of(one),
        decision_basis=rules_of(one.country, today).said("decision_days"),
    )


def sectors_of(one: Licence) -> Text:
    """The sectors of a licence in words."""
    return checking.said_all((SECTORS[code] for code in one.sectors if code in SECTORS), Text("All sectors"))


def possible(one: Licence, stands: Standing) -> tuple[PossibleAct, ...]:
    """The acts that may be done on a licence as it stands; the rules look at their days again."""
    acts = list(acts_in(stands.state))
    if stands.state is State.EXPIRED and State(one.state) in HELD:
        acts.append(Act.EXPIRE)  # it ran out, and nobody has put it on record
    elif Act.EXPIRE in acts:
        acts.remove(Act.EXPIRE)  # its days are not over
    if Act.REINSTATE in acts and not open_appeals(one):
        acts.remove(Act.REINSTATE)
    return tuple(PossibleAct(act, ACTS[act].title, ACTS[act].two_people) for act in acts)


def open_appeals(one: Licence) -> tuple[Appeal, ...]:
    """The appeals on a licence that wait."""
    rows = Appeal.objects.filter(entry__licence=one, state=Appeal.State.FILED).select_related("entry")
    return tuple(rows.order_by("-entry__number"))
