"""What she got back, claims, and who is liable by a contract of the register."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.timezone import localdate

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway.recruitment.liability.claims import CLAIMS
from fairway.reference import places
from fairway.safe_reporting.remedies import BY_CODE
from fairway_portal.accounts.models import Role
from fairway_portal.accounts.notices import say_next
from fairway_portal.accounts.permissions import DeskRequest, requires
from fairway_portal.casework.cases.actions import recovering
from fairway_portal.casework.cases.desk.acting import own_case
from fairway_portal.casework.cases.desk.case_page import draw
from fairway_portal.casework.cases.desk.going import back_to
from fairway_portal.casework.cases.forms import Reading, key_of, sealed_of, version_of
from fairway_portal.casework.cases.liable import liable_by
from fairway_portal.casework.cases.words import AGAINST, CLAIM_STATES


@requires(Role.HANDLER, methods=("POST",))
def remedy(request: DeskRequest, number: str) -> HttpResponse:
    """Something that she got back: rounded here, exactly in the sealed note of the form."""
    found, reading = own_case(request, number), Reading(request.POST, "remedy")
    kind = reading.one_of("kind", BY_CODE)
    amount = reading.money("amount", "currency", needed=kind in BY_CODE and BY_CODE[kind].money)
    if reading.faults:
        return draw(request, found, faults=reading.faults, given=_given(request, "remedy", "kind", "currency"))
    recovering.record_remedy(
        case=found.pk, kind=kind, amount=amount, note=sealed_of(request), by=request.person.pk, on=localdate(),
        key=key_of(request.POST),
    )  # fmt: skip
    say_next(request, Text("What she got back is recorded."))
    return back_to(found, "remedies")


@requires(Role.HANDLER, methods=("POST",))
def claim(request: DeskRequest, number: str) -> HttpResponse:
    """A claim: its part in the chain here, who it is in the sealed note of the form."""
    found, reading = own_case(request, number), Reading(request.POST, "claim")
    against = reading.one_of("against", AGAINST)
    basis = reading.text("basis", needed=False)[:60]
    amount = reading.money("amount", "currency", needed=False)
    if reading.faults:
        return draw(request, found, faults=reading.faults, given=_given(request, "claim", "against", "currency"))
    recovering.record_claim(
        case=found.pk, against=against, basis=basis, amount=amount, note=sealed_of(request), by=request.person.pk,
        on=localdate(), key=key_of(request.POST),
    )  # fmt: skip
    say_next(request, Text("The claim is recorded."))
    return back_to(found, "claims")


@requires(Role.HANDLER, methods=("POST",))
def claim_state(request: DeskRequest, number: str, id: int) -> HttpResponse:
    """What became of a claim."""
    found, reading = own_case(request, number), Reading(request.POST, f"claim-{id}")
    state = reading.one_of("state", CLAIM_STATES)
    if reading.faults:
        return draw(request, found, faults=reading.faults)
    recovering.change_claim(
        case=found.pk, claim=id, state=state, by=request.person.pk, on=localdate(), version=version_of(request.POST)
    )
    return back_to(found, "claims")


@requires(Role.HANDLER, methods=("POST",))
def liable(request: DeskRequest, number: str) -> HttpResponse:
    """Who answers for a claim, by the number of a contract: shown, and neither kept nor put into an address."""
    found, reading = own_case(request, number), Reading(request.POST, "liable")
    contract, said = reading.text("contract"), reading.text("country")
    kind = reading.one_of("claim", CLAIMS)
    given = _given(request, "liable", "contract", "country", "claim")
    if not reading.faults:
        try:
            origin = places.find(said).iso3
        except InputError as refusal:
            reading.fault("country", refusal.title_text)
    if not reading.faults:
        try:
            return draw(request, found, liable=liable_by(contract, origin, kind, localdate()), given=given)
        except InputError as refusal:
            reading.fault("contract", refusal.title_text)
    return draw(request, found, faults=reading.faults, given=given)


def _given(request: DeskRequest, form: str, *names: str) -> dict[str, str]:
    """What was written, for the form to show again; a sum is left out: it is typed into a sealed note as well."""
    return {f"{form}-{name}": request.POST.get(name, "")[:200] for name in names}
