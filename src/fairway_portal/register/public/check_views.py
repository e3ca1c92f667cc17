"""Checking the code of a licence: what was signed on which day, and how the licence stands today."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.timezone import localdate

from fairway.kernel.text import Text
from fairway.recruitment.licences.proof import MOST_CHARACTERS, Proof, Reason, read
from fairway.recruitment.licences.proof_encoding import Claims
from fairway.recruitment.licences.states import STATES
from fairway_portal.actors import queries
from fairway_portal.design.addresses import url
from fairway_portal.design.rendering import render, unkept
from fairway_portal.register.public import keys, saying
from fairway_portal.register.public.licences import PublicLicence, licences_of_all
from fairway_portal.register.public.pages import Fault
from fairway_portal.surveys.running.door_keeping import worker_page

LONGEST: Final = 2 * MOST_CHARACTERS
_ADDRESS: Final = re.compile(r"^.*/licences/check/", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Ask:
    """The form for the letters of a code."""

    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Today:
    """How the licence of a genuine token stands now.

    Attributes:
        known: Whether the register still knows the licence.
        shape, stands, since: Of the licence.
        reason, legal_basis: Of the act that made it so.
        worse: Whether it was in force by the token, and is not today.
    """

    known: bool
    shape: str
    stands: Text
    since: Text | None
    reason: str
    legal_basis: str
    worse: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of a token.

    Attributes:
        proof: What it proves.
        verdict: `refused`, `stop` (it is not in force today), `expired` or `good`.
        claims: What was signed; None where the register did not sign it.
        signed: How the licence stood on that day, in words.
        days: Of the licence, as signed.
        code: Of the agency where it has a page here.
        today: How it stands now; None where nothing was signed.
    """

    proof: Proof
    verdict: str
    claims: Claims | None = None
    signed: Text | None = None
    days: Text | None = None
    code: str = ""
    today: Today | None = None


@worker_page("GET", private=False)
def ask(request: HttpRequest) -> HttpResponse:
    """The form; what is typed there leads to the address that the square code holds."""
    typed = request.GET.get("token", "")[:LONGEST]
    token = "".join(_ADDRESS.sub("", typed).split())
    if "token" not in request.GET:
        return unkept(render(request, "register/public/check_ask.html", Ask()))
    if not token.isascii() or not token.isalnum():
        fault = Fault("token", Text("Write the letters that stand under the code; nothing else."))
        return unkept(render(request, "register/public/check_ask.html", Ask((fault,)), status=422))
    return unkept(HttpResponseRedirect(url("licence-check-token", token)))


@worker_page("GET", private=False)
def check(request: HttpRequest, token: str) -> HttpResponse:
    """What a token proves, and what the register says today."""
    proof = read(token[:LONGEST], keys.public_keys(), today=localdate())
    if proof.claims is None:
        return unkept(render(request, "register/public/check.html", Checked(proof, "refused"), status=422))
    return unkept(render(request, "register/public/check.html", _checked(proof, proof.claims)))


def _checked(proof: Proof, claims: Claims) -> Checked:
    known = queries.agency(claims.agency)
    held = licences_of_all([known.pk], localdate()).get(known.pk, ()) if known else ()
    licence = next((one for one in held if (one.country, one.number) == (claims.country, claims.number)), None)
    today = _today(licence, was=proof.in_force(claims.issued))
    stands = licence is not None and licence.standing.in_force
    verdict = "stop" if not stands else "expired" if proof.reason is Reason.EXPIRED else "good"
    return Checked(
        proof=proof, verdict=verdict, claims=claims, signed=STATES[claims.state],
        days=saying.days(claims.valid_from, claims.valid_to), code=known.code if known else "", today=today,
    )  # fmt: skip


def _today(licence: PublicLicence | None, *, was: bool) -> Today:
    if licence is None:
        return Today(False, "unknown", saying.NONE_KNOWN, None, "", "", worse=True)
    standing, because = licence.standing, licence.because
    return Today(
        known=True, shape=saying.shape(standing), stands=saying.stands(standing), since=saying.since(standing),
        reason=because.reason if because else "", legal_basis=because.legal_basis if because else "",
        worse=was and not standing.in_force,
    )  # fmt: skip
