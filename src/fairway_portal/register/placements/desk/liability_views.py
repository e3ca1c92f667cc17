"""Who is liable: by a contract's number, or by parties; and what if something were otherwise."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.http import HttpResponse
from django.utils import timezone

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway.recruitment.contracts.fields import SECTORS
from fairway.recruitment.liability import Chain, Liability, liable_parties, what_if
from fairway.recruitment.liability.answer import Answering
from fairway.recruitment.liability.change_reading import FORMS, read_change
from fairway.recruitment.liability.claims import CLAIMS, MANNERS, ROLES, Manner
from fairway.recruitment.liability.claims import Role as Part
from fairway.recruitment.liability.errors import UnknownContract
from fairway.recruitment.liability.overlay import StatedContract
from fairway.recruitment.liability.parties import Contract
from fairway.recruitment.liability.report import guarantee_said
from fairway.recruitment.liability.what_if import WhatIf
from fairway_portal.accounts.forms import Fault
from fairway_portal.accounts.models import Role
from fairway_portal.accounts.permissions import DeskRequest, requires
from fairway_portal.actors.models import Agency, Employer
from fairway_portal.design.rendering import render
from fairway_portal.register.placements import forms, queries
from fairway_portal.register.placements.chain import PortalChain
from fairway_portal.register.placements.desk.acting import country_of, refuse_others

WITHOUT_NUMBER: Final = "–"
SIDES: Final = {
    "origin": Text("Law of the country of origin"),
    "destination": Text("Law of the country of destination"),
    "": Text("The contract itself"),
}
CHANGES: Final = {
    "": Text("Nothing else"),
    "licence-expired": Text("The licence expired"),
    "licence-suspended": Text("The licence was suspended"),
    "licence-revoked": Text("The licence was revoked"),
    "unlicensed": Text("It had neither licence nor registration"),
    "ended": Text("Its relation to the other ended"),
    "drawn": Text("Money was drawn from its guarantees"),
    "joined": Text("It was joined to the other agency"),
    "employer": Text("It took the employer’s place"),
}


@dataclass(frozen=True, slots=True)
class LiabilityPage:
    """The question, and the answer where there is one."""

    given: forms.Given
    claims: tuple[tuple[str, Text], ...]
    changes: tuple[tuple[str, Text], ...]
    sectors: tuple[tuple[str, Text], ...]
    roles: Mapping[Part, Text]
    manners: Mapping[Manner, Text]
    sides: Mapping[str, Text]
    guarantee_said: Callable[[Answering], Text]
    found: Liability | None = None
    supposed: WhatIf | None = None
    faults: tuple[Fault, ...] = ()
    advice: Text | None = None


@requires(Role.LICENSING_OFFICER, Role.SUPERVISOR, methods=("GET",))
def liability(request: DeskRequest) -> HttpResponse:
    """The form and its answer; nothing is changed, so everything is in the address."""
    country = country_of(request)
    reading = forms.Reading.of(request.GET)
    if not reading.given:
        return _page(request, forms.Given(on=timezone.localdate().isoformat(), claim="wages"))
    given = forms.Given(reading.given)
    on = reading.day("on", needed=False) or timezone.localdate()
    number = reading.text("number", needed=False)
    try:
        chain = _numbered(number, country) if number else _told(reading)
        if chain is None or reading.faults:
            return _page(request, given, faults=tuple(reading.faults), status=422)
        number = number or WITHOUT_NUMBER
        contract = chain.contract(number)
        refuse_others(request, contract.origin, contract.destination)
        found = liable_parties(number, on, chain, claim=given.get("claim") or "wages")
        supposed = _supposed(given, number, on, chain)
    except InputError as refusal:
        field = "number" if "number" in refusal.details else "code" if refusal.details else "claim"
        fault = Fault(field, refusal.title_text)
        return _page(request, given, None, None, (fault,), refusal.advice_text, refusal.http_status)
    return _page(request, given, found, supposed)


def _numbered(number: str, country: str) -> Chain:
    """The portal's chain with the contract that has a number in an officer's country.

    Raises:
        UnknownContract: None has: of another country's contracts nothing is told.
    """
    found = queries.placement_of(country, number)
    if found is None:
        raise UnknownContract(
            Text("There is no contract {number}.", number=number),
            advice=Text("Check the number; it is written as the authority wrote it."),
            details={"number": number},
        )
    return _stated(
        Contract(number, found.origin, found.destination, found.sector, found.signed, found.begins, found.ends, ""),
        (found.employer, found.principal, found.agency, found.sub_agent),
    )


def _stated(contract: Contract, named: tuple[Agency | Employer | None, ...]) -> Chain:
    """The portal's chain with a contract between employer, principal, agency and sub-agent, in this order."""
    chain = PortalChain()
    kept = [one.joined_to or one if isinstance(one, Agency) else one for one in named]
    codes = [one.code if one else "" for one in kept]
    chain.parties([code for code in codes if code])
    employer, principal, agency, sub_agent = codes
    return StatedContract(
        chain, replace(contract, employer=employer, principal=principal, agency=agency, sub_agent=sub_agent)
    )


def _told(reading: forms.Reading) -> Chain | None:
    """The portal's chain with a contract as somebody tells of it who has no number."""
    employer, agency = reading.employer("employer", needed=True), reading.agency("agency")
    principal, sub_agent = reading.employer("principal"), reading.agency("sub_agent")
    origin, destination, signed = reading.country("origin"), reading.country("destination"), reading.day("signed")
    if reading.faults or employer is None or signed is None:
        return None
    sector = reading.text("sector", needed=False) or "other"
    told = Contract(WITHOUT_NUMBER, origin, destination, sector, signed, signed, None, employer.code)
    return _stated(told, (employer, principal, agency, sub_agent))


def _supposed(given: forms.Given, number: str, on: date, chain: Chain) -> WhatIf | None:
    kind = given.get("change", "")
    if not kind:
        return None
    code, other, day = (given.get(name, "").strip() for name in ("code", "other", "day"))
    first, _, state = kind.partition("-")
    cells = {"CODE": code, "STATE": state, "DAY": day, "RECRUITER": code, "SERVED": other, "INTO": other,
             "CURRENCY": given.get("currency", ""), "AMOUNT": given.get("amount", "").replace(",", "")}  # fmt: skip
    line = " ".join(cells.get(word, word) for word in FORMS.get(first, first).split())
    return what_if(number, on, chain, read_change(line), claim=given.get("claim") or "wages")


def _page(
    request: DeskRequest,
    given: forms.Given,
    found: Liability | None = None,
    supposed: WhatIf | None = None,
    faults: tuple[Fault, ...] = (),
    advice: Text | None = None,
    status: int = 200,
) -> HttpResponse:
    page = LiabilityPage(
        given, tuple(CLAIMS.items()), tuple(CHANGES.items()), tuple(SECTORS.items()), ROLES, MANNERS, SIDES,
        guarantee_said, found, supposed, faults, advice,
    )  # fmt: skip
    return render(request, "register/placements/liability.html", page, status=status)
