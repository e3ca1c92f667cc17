"""Working on a case: who has it, from state to state, days that count."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.timezone import localdate

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway_portal.accounts.models import Role
from fairway_portal.accounts.notices import say_next
from fairway_portal.accounts.permissions import DeskRequest, requires
from fairway_portal.casework.cases.actions import deadlines, moving
from fairway_portal.casework.cases.actions.writing import write
from fairway_portal.casework.cases.case_types import case_type
from fairway_portal.casework.cases.desk.acting import own_case
from fairway_portal.casework.cases.desk.case_page import draw
from fairway_portal.casework.cases.desk.going import back_to
from fairway_portal.casework.cases.errors import NoSuchCase
from fairway_portal.casework.cases.forms import Reading, key_of, number_of, sealed_of, version_of
from fairway_portal.casework.cases.models import Case
from fairway_portal.casework.cases.states import MOVES, REASONS, STATES, Move
from fairway_portal.casework.cases.words import DELAYS, INDICATOR_RESULTS, STEPS_NOTED
from fairway_portal.design.rendering import render


@dataclass(frozen=True, slots=True)
class MovePage:
    """Asks again before a case is closed or left to others."""

    case: Case
    move: Move
    target: Text
    seen: Text
    reasons: tuple[tuple[str, Text], ...]


@requires(Role.HANDLER, methods=("POST",))
def assign(request: DeskRequest, number: str) -> HttpResponse:
    """Gives the case to herself or to a colleague."""
    found = own_case(request, number)
    moving.assign(
        case=found.pk, person=number_of(request.POST, "person"), by=request.person.pk, on=localdate(),
        version=version_of(request.POST),
    )  # fmt: skip
    say_next(request, Text("The case is assigned."))
    return back_to(found)


@requires(Role.HANDLER)
def move(request: DeskRequest, number: str, code: str) -> HttpResponse:
    """Asks again where the move cannot simply be undone, then makes it."""
    found = own_case(request, number)
    wanted = MOVES.get(code)
    if wanted is None:
        raise NoSuchCase
    if request.method != "POST":
        kind = case_type(found.type)
        reasons = tuple(REASONS.get(code, {}).items())
        page = MovePage(found, wanted, STATES[wanted.target].name, kind.visible(wanted.target), reasons)
        return render(request, "casework/cases/move.html", page)
    moved = moving.move(
        case=found.pk, code=code, by=request.person.pk, on=localdate(), version=version_of(request.POST),
        reason=request.POST.get("reason", ""),
    )  # fmt: skip
    say_next(request, Text("The case is now: {state}.", state=STATES[moved.state].name.plain()))
    return back_to(found)


@requires(Role.HANDLER, methods=("POST",))
def country(request: DeskRequest, number: str) -> HttpResponse:
    """Whose law counts."""
    found, reading = own_case(request, number), Reading(request.POST, "country")
    said = reading.text("country")
    if not reading.faults:
        try:
            deadlines.set_country(
                case=found.pk, country=said, by=request.person.pk, on=localdate(), version=version_of(request.POST)
            )
            return back_to(found, "days")
        except InputError as refusal:
            if refusal.http_status == 409:
                raise
            reading.fault("country", refusal.title_text)
    return draw(request, found, faults=reading.faults, given={"country-country": said})


@requires(Role.HANDLER, methods=("POST",))
def step(request: DeskRequest, number: str) -> HttpResponse:
    """A day from which the law counts."""
    found, reading = own_case(request, number), Reading(request.POST, "step")
    code, day = reading.one_of("step", STEPS_NOTED), reading.day("day")
    if day is not None and day > localdate():
        reading.fault("day", Text("This day is in the future."))
    if reading.faults or day is None:
        return draw(request, found, faults=reading.faults, given={"step-step": code})
    deadlines.note_step(
        case=found.pk, step=code, day=day, by=request.person.pk, on=localdate(), version=version_of(request.POST)
    )
    return back_to(found, "days")


@requires(Role.HANDLER, methods=("POST",))
def deadline(request: DeskRequest, number: str, id: int) -> HttpResponse:
    """Met, or moved to a later day with a reason."""
    found, reading = own_case(request, number), Reading(request.POST, f"deadline-{id}")
    if request.POST.get("done"):
        deadlines.meet(
            case=found.pk, deadline=id, by=request.person.pk, on=localdate(), version=version_of(request.POST)
        )
        return back_to(found, "days")
    due, reason = reading.day("due"), reading.one_of("reason", DELAYS)
    if reading.faults or due is None:
        return draw(request, found, faults=reading.faults)
    deadlines.extend(
        case=found.pk, deadline=id, due=due, reason=reason, by=request.person.pk, on=localdate(),
        version=version_of(request.POST),
    )  # fmt: skip
    return back_to(found, "days")


@requires(Role.HANDLER, methods=("POST",))
def indicators(request: DeskRequest, number: str) -> HttpResponse:
    """The indicators of forced labour were gone through: which are there stands in the sealed note of the form."""
    found, reading = own_case(request, number), Reading(request.POST, "indicators")
    result = reading.one_of("result", INDICATOR_RESULTS)
    if reading.faults:
        return draw(request, found, faults=reading.faults)
    sealed = sealed_of(request)
    if sealed.envelope:
        write(case=found.pk, kind="note", sealed=sealed, by=request.person.pk, on=localdate(), key=key_of(request.POST))
    moving.assess_indicators(case=found.pk, result=result, by=request.person.pk, on=localdate())
    say_next(request, Text("The indicators are noted."))
    return back_to(found)
