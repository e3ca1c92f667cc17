"""Who lost a licence in a month, and which employers are barred."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import localdate

from fairway.kernel.text import Text
from fairway_portal.design.rendering import render, unkept
from fairway_portal.register.public import saying
from fairway_portal.register.public.barred import Bar, bars
from fairway_portal.register.public.guarding import LEFT_OUT
from fairway_portal.register.public.lost import Turn, turns
from fairway_portal.register.public.pages import Fault, countries, faults_of, page_number
from fairway_portal.surveys.running.door_keeping import worker_page

MOST: Final = 25
FIRST_YEAR: Final = 1970
BACK: Final = Text("Licensed again")


@dataclass(frozen=True, slots=True)
class Line:
    """One turn as the page shows it."""

    turn: Turn
    shape: str
    what: Text


@dataclass(frozen=True, slots=True)
class LostPage:
    """A month.

    Attributes:
        month: `2026-11`; `before` and `after` are its neighbours, `after` empty where it is still to come.
        lost, back: How many of each in all.
        lines: Those of this page.
    """

    month: str
    before: str
    after: str
    country: str
    countries: tuple[tuple[str, str], ...]
    lost: int = 0
    back: int = 0
    lines: tuple[Line, ...] = ()
    number: int = 1
    more: bool = False
    invented: bool = False
    left_out: str = LEFT_OUT
    faults: Sequence[Fault] = ()


@dataclass(frozen=True, slots=True)
class BarredPage:
    """Employers that are barred today."""

    on: date
    country: str
    countries: tuple[tuple[str, str], ...]
    rows: tuple[Bar, ...] = ()
    count: int = 0
    number: int = 1
    more: bool = False
    invented: bool = False
    left_out: str = LEFT_OUT
    faults: Sequence[Fault] = ()


@worker_page("GET", private=False)
def lost(request: HttpRequest, month: str = "") -> HttpResponse:
    """Who lost a licence in a month, this one where the address names none."""
    first = _month(month) if month else localdate().replace(day=1)
    country = request.GET.get("country", "").strip().upper()[:3]
    last = first.replace(day=monthrange(first.year, first.month)[1])
    before, after = first - timedelta(days=1), last + timedelta(days=1)
    page = LostPage(
        month=f"{first:%Y-%m}", before=f"{before:%Y-%m}" if before.year >= FIRST_YEAR else "",
        after=f"{after:%Y-%m}" if after <= localdate() else "", country=country, countries=countries(country),
        faults=faults_of(country),
    )  # fmt: skip
    if page.faults:
        return unkept(render(request, "register/public/lost.html", page, status=422))
    found = turns(first, last, country)
    number = page_number(request.GET.get("page", ""))
    here = found[(number - 1) * MOST : number * MOST]
    page = replace(
        page, lost=sum(one.lost for one in found), back=sum(not one.lost for one in found),
        lines=tuple(_line(one) for one in here), number=number, more=len(found) > number * MOST,
        invented=any(one.demonstration for one in here),
    )  # fmt: skip
    return unkept(render(request, "register/public/lost.html", page))


@worker_page("GET", private=False)
def barred(request: HttpRequest) -> HttpResponse:
    """Employers and principals that may not be given workers today."""
    country = request.GET.get("country", "").strip().upper()[:3]
    today = localdate()
    if faults := faults_of(country):
        page = BarredPage(today, "", countries(), faults=faults)
        return unkept(render(request, "register/public/barred.html", page, status=422))
    every = bars(today)
    codes = {code for one in every for code in (one.country, one.place)}
    found = [one for one in every if country in ("", one.country, one.place)]
    number = page_number(request.GET.get("page", ""))
    here = found[(number - 1) * MOST : number * MOST]
    page = BarredPage(
        today, country, countries(country, *codes), tuple(here), len(found), number, len(found) > number * MOST,
        any(one.demonstration for one in here),
    )  # fmt: skip
    return unkept(render(request, "register/public/barred.html", page))


def _line(turn: Turn) -> Line:
    if not turn.lost:
        return Line(turn, "in-force", BACK)
    return Line(turn, "lost", saying.LOST_BY[turn.state])


def _month(month: str) -> date:
    """The first day of `2026-11`; no such page where there is no such month, or it is still to come."""
    year, _, number = month.partition("-")
    if len(month) != 7 or not month.isascii() or not (year.isdecimal() and number.isdecimal()):
        raise Http404
    if not 1 <= int(number) <= 12 or int(year) < FIRST_YEAR:
        raise Http404
    first = date(int(year), int(number), 1)
    if first > localdate():
        raise Http404
    return first
