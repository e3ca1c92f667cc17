"""Finding an agency, and how its licence stands today."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate

from fairway.kernel.text import Text
from fairway.recruitment.names import licence_forms
from fairway_portal.actors import queries, search
from fairway_portal.design.rendering import render, unkept
from fairway_portal.register.licensing.models import Licence
from fairway_portal.register.public import saying
from fairway_portal.register.public.glances import Glance, glances
from fairway_portal.register.public.pages import Fault, countries, faults_of, page_number
from fairway_portal.surveys.running.door_keeping import worker_page

LONGEST: Final = 120
MOST: Final = 20


@dataclass(frozen=True, slots=True)
class Row:
    """An agency that was found, with the licence that tells most of it."""

    code: str
    name: str
    names: tuple[str, ...]
    country: str
    city: str
    number: str
    shape: str
    stands: Text
    since: Text | None
    others: int
    invented: bool


@dataclass(frozen=True, slots=True)
class Find:
    """The search, and what it found; `number` and `more` where a country is leafed through."""

    asked: str
    country: str
    countries: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...] = ()
    number: int = 1
    more: bool = False
    faults: Sequence[Fault] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """An agency that a search found, before its licences are looked up."""

    code: str
    name: str
    names: tuple[str, ...]
    country: str
    city: str
    demonstration: bool


@worker_page("GET", private=False)
def find(request: HttpRequest) -> HttpResponse:
    """Agencies by name in any script, licence number or code; those of a country by name."""
    asked = " ".join(request.GET.get("q", "").replace("\0", " ").split())[:LONGEST]
    country = request.GET.get("country", "").strip().upper()[:3]
    if faults := faults_of(country):
        wrong = Find(asked, "", countries(), faults=faults)
        return unkept(render(request, "register/public/search.html", wrong, status=422))
    number = page_number(request.GET.get("page", ""))
    return unkept(render(request, "register/public/search.html", _answer(asked, country, number)))


def _answer(asked: str, country: str, number: int) -> Find:
    if asked:
        return Find(asked, country, countries(country), rows_of(found(asked, country)))
    if not country:
        return Find("", "", countries())
    listed = queries.agencies_of(country, first=(number - 1) * MOST, limit=MOST + 1)
    hits = [Hit(one.code, one.name, (), country, one.city, one.demonstration) for one in listed[:MOST]]
    return Find("", country, countries(country), rows_of(hits), number, len(listed) > MOST)


def found(asked: str, country: str = "") -> tuple[Hit, ...]:
    """The agencies that a text may mean, the holder of a licence of that very number first."""
    named = search.find(asked, country=country, limit=MOST)
    hits = [Hit(one.code, one.name, one.names, one.country, one.city, one.demonstration) for one in named]
    if not any(character.isdigit() for character in asked) or (named and named[0].likeness == 1.0):
        return tuple(hits)
    holders = [one for one in _holders(asked, country) if one.code not in {hit.code for hit in hits}]
    return tuple([*holders, *hits][:MOST])


def _holders(asked: str, country: str) -> Iterable[Hit]:
    """Holders of a licence of this number: an agency is found by its first licence's number, not by later ones."""
    wanted = {asked, asked.upper(), *licence_forms(asked)}
    places = [country] if country else [code for code, _ in countries()]
    # The index is of licences that have a number: a database uses it only where the question says so itself.
    rows = Licence.objects.filter(~Q(number=""), country__in=places, number__in=wanted)
    rows = rows if settings.DEMONSTRATION else rows.filter(demonstration=False)
    rows = rows.select_related("agency__joined_to")
    for row in rows[:MOST]:
        one = row.agency.joined_to or row.agency
        yield Hit(one.code, one.name, (), one.country, one.city, one.demonstration)


def rows_of(hits: Sequence[Hit]) -> tuple[Row, ...]:
    """The agencies with how their licences stand today."""
    held = glances([one.code for one in hits], localdate()) if hits else {}
    return tuple(_row(one, held.get(one.code, ())) for one in hits)


def _row(hit: Hit, held: Sequence[Glance]) -> Row:
    first = held[0] if held else None
    return Row(
        code=hit.code, name=hit.name, names=hit.names[:2], country=hit.country, city=hit.city,
        number=first.number if first else "", shape=saying.shape(first.standing if first else None),
        stands=saying.stands(first.standing) if first else saying.NONE_KNOWN,
        since=saying.since(first.standing) if first else None, others=max(len(held) - 1, 0),
        invented=hit.demonstration or any(one.demonstration for one in held),
    )  # fmt: skip
