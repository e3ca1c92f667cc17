"""The first page, and the page of who can help: read without a number, the same for everybody."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate

from fairway.kernel.text import Text
from fairway.reference import places
from fairway_portal.casework.intake.helping import Helper, helpers
from fairway_portal.casework.keys.queries import intake
from fairway_portal.casework.notes.door import notes_page
from fairway_portal.casework.notes.sounds import sound
from fairway_portal.design import speech
from fairway_portal.design.addresses import url
from fairway_portal.design.rendering import render


@dataclass(frozen=True, slots=True)
class StartPage:
    """What this is; `closed` says why nothing can be taken now, with telephones instead."""

    closed: Text | None
    helpers: tuple[Helper, ...]
    sound: str
    begin: str
    back: str
    who: str
    sealed: str


@dataclass(frozen=True, slots=True)
class WhoPage:
    """Offices that help, of one country or of all."""

    helpers: tuple[Helper, ...]
    countries: tuple[tuple[str, str], ...]
    country: str
    address: str
    start: str


@notes_page("GET")
def start(request: HttpRequest) -> HttpResponse:
    """What this is, who reads it, what the machine sees; then an ordinary number or a longer one."""
    return start_page(request)


def start_page(request: HttpRequest, status: int = 200) -> HttpResponse:
    """The first page, also for whoever comes while nothing can be taken."""
    on = localdate()
    now = intake(on)
    page = StartPage(
        closed=None if now.open else now.reason,
        helpers=() if now.open else helpers("", on),
        sound=sound("start"),
        begin=url("notes-new"),
        back=url("notes-back"),
        who=url("notes-who"),
        sealed=url("notes-sealed"),
    )
    return render(request, "casework/worker/start.html", page, status=status)


@notes_page("GET", "POST")
def who(request: HttpRequest) -> HttpResponse:
    """Who can help, what each can do and must tell others; the country travels in the body, never in the address."""
    asked = request.POST.get("country", "")
    country = asked if asked in places.by_code() else ""
    page = WhoPage(
        helpers=helpers(country, localdate()),
        countries=tuple(sorted(((code, speech.place(code)) for code in places.by_code()), key=lambda one: one[1])),
        country=country,
        address=url("notes-who"),
        start=url("notes"),
    )
    return render(request, "casework/worker/who.html", page)
