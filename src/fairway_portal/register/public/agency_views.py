"""One agency: its licences and all else that the public may read, with a code that proves each licence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.timezone import localdate
from markupsafe import Markup

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway.methods.signing_keys import SigningKey
from fairway.recruitment.licences.proof_encoding import LIFETIME_DAYS
from fairway_portal.actors import queries
from fairway_portal.design.addresses import url
from fairway_portal.design.rendering import render, unkept
from fairway_portal.register.public import keys, saying, tokens
from fairway_portal.register.public.agencies import MOST, PublicAgency, public_agency
from fairway_portal.register.public.guarding import LEFT_OUT
from fairway_portal.register.public.licences import PublicEntry, PublicLicence
from fairway_portal.surveys.running.door_keeping import worker_page


@dataclass(frozen=True, slots=True)
class Step:
    """An act of the history as the page shows it."""

    entry: PublicEntry
    days: Text | None
    appealed: Text | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A licence as the page shows it; `token` and `code` are empty where there is nothing to prove.

    Attributes:
        shape: Class of its sign.
        token: In groups of letters.
        code: The square code.
        good_to: The token's last day.
    """

    licence: PublicLicence
    shape: str
    stands: Text
    since: Text
    why: Text | None
    days: Text | None
    sectors: tuple[Text | str, ...]
    appealed: Text | None
    history: tuple[Step, ...]
    token: tuple[str, ...]
    code: Markup
    good_to: date


@dataclass(frozen=True, slots=True)
class AgencyPage:
    """The page."""

    of: PublicAgency
    on: date
    licences: tuple[Shown, ...]
    left_out: str = LEFT_OUT
    most: int = MOST


@worker_page("GET", private=False)
def agency(request: HttpRequest, code: str) -> HttpResponse:
    """One agency; the code of one that was joined to another leads there."""
    known = queries.agency(code[:40])
    if known is None:
        raise Http404
    if known.code != code:
        return unkept(HttpResponseRedirect(url("register-agency", known.code)))
    today = localdate()
    of = public_agency(known, today)
    key = _key()
    page = AgencyPage(of, today, tuple(_shown(request, one, of, today, key) for one in of.licences))
    return unkept(render(request, "register/public/agency.html", page))


def _key() -> SigningKey | None:
    """The key that signs. Where it cannot be read the page says all that it says, without a code to scan."""
    try:
        return keys.signing_key()
    except InputError:
        return None


def _shown(request: HttpRequest, one: PublicLicence, of: PublicAgency, today: date, key: SigningKey | None) -> Shown:
    token = tokens.token_of(one, code=of.agency.code, name=of.agency.name, key=key, on=today) if key else ""
    standing = one.standing
    return Shown(
        licence=one, shape=saying.shape(standing), stands=saying.stands(standing), since=saying.since(standing),
        why=saying.why(one), days=saying.days(standing.valid_from, standing.valid_to),
        sectors=saying.sectors(one.sectors), appealed=saying.appealed(one.appeal) if one.appeal else None,
        history=tuple(
            Step(
                act, saying.days(act.valid_from, act.valid_to) if act.act in saying.GIVES_DAYS else None,
                saying.appealed(act.appeal) if act.appeal else None,
            )
            for act in one.history
        ),
        token=tuple(tokens.grouped(token)),
        code=tokens.square_code(tokens.address_of(request, token)) if token else Markup(),
        good_to=today + timedelta(days=LIFETIME_DAYS),
    )  # fmt: skip
