"""Finding an agency, and what workers say of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from markupsafe import Markup

from fairway.kernel.text import Text
from fairway.reference import places
from fairway_portal.actors import queries, search
from fairway_portal.actors.models import Agency
from fairway_portal.actors.queries import ListedAgency
from fairway_portal.actors.search import FoundAgency
from fairway_portal.design import speech
from fairway_portal.design.addresses import url
from fairway_portal.design.rendering import render, unkept
from fairway_portal.monitor import queries_public
from fairway_portal.monitor.models import Reply
from fairway_portal.monitor.public import saying
from fairway_portal.monitor.public.strips import strip
from fairway_portal.monitor.queries_public import CheckedComment, Part, Published
from fairway_portal.monitor.worker.places import Fault
from fairway_portal.surveys.running.door_keeping import worker_page

LONGEST: Final = 120
MOST: Final = 20
LAST_PAGE: Final = 5_000


@dataclass(frozen=True, slots=True)
class Row:
    """An agency in the list, with how much is known of it."""

    code: str
    name: str
    names: tuple[str, ...]
    country: str
    city: str
    licence_number: str
    invented: bool
    evidence: Text


@dataclass(frozen=True, slots=True)
class Find:
    """The search, and what it found; `number` and `more` where a country is leafed through."""

    asked: str
    country: str
    countries: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...] = ()
    number: int = 1
    more: bool = False
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """One figure as the page shows it."""

    name: Text
    part: Part
    words: tuple[Text, Text]
    evidence: Text
    workers: Text
    picture: Markup


@dataclass(frozen=True, slots=True)
class AgencyPage:
    """One agency: who it is, what is published of it, what it answered."""

    agency: Agency
    names: tuple[str, ...]
    evidence: Text
    published: Published | None
    shown: tuple[Shown, ...]
    workers: Text | None
    warning: Text
    warned: tuple[Text, ...]
    says: tuple[tuple[str, Text], ...]
    least: int
    replies: tuple[Reply, ...]
    comments: tuple[CheckedComment, ...]

    @property
    def invented(self) -> bool:
        """Whether the agency or its figures are made up."""
        return self.agency.demonstration or (self.published is not None and self.published.batch.invented)


@worker_page("GET", private=False)
def find(request: HttpRequest) -> HttpResponse:
    """Agencies by name in any script, licence number or code; those of a country by name."""
    asked = request.GET.get("q", "").strip()[:LONGEST]
    country = request.GET.get("country", "").strip().upper()[:3]
    page = Find(asked, country, _countries(country))
    if country and country not in places.by_code():
        faults = (Fault("country", Text("Choose a country.")),)
        wrong = Find(asked, "", page.countries, faults=faults)
        return unkept(render(request, "monitor/worker/public_agencies.html", wrong, status=422))
    if asked:
        page = Find(asked, country, page.countries, _found(search.find(asked, country=country, limit=MOST)))
    elif country:
        page = _leafed(country, _number(request.GET.get("page", "")), page.countries)
    return unkept(render(request, "monitor/worker/public_agencies.html", page))


@worker_page("GET", private=False)
def agency(request: HttpRequest, code: str) -> HttpResponse:
    """One agency; the code of one that was joined to another leads there."""
    known = queries.agency(code[:LONGEST])
    if known is None:
        raise Http404
    if known.code != code:
        return unkept(HttpResponseRedirect(url("agency", known.code)))
    return unkept(render(request, "monitor/worker/public_agency.html", _page(known)))


def shown(part: Part) -> Shown:
    """One figure with its words and its picture."""
    return Shown(
        saying.NAMES[part.dimension],
        part,
        (saying.in_ten(part), saying.between(part)),
        saying.label(part),
        saying.workers(part.raters),
        strip(part),
    )


def _page(known: Agency) -> AgencyPage:
    published = queries_public.published_of([known.code]).get(known.code)
    settings = queries_public.settings_in_force()
    parts = [published.parts[name] for name in saying.NAMES if name in published.parts] if published else []
    names = known.names.exclude(name=known.name).order_by("pk").values_list("name", flat=True)
    return AgencyPage(
        agency=known,
        names=tuple(names),
        evidence=saying.evidence(published),
        published=published,
        shown=tuple(shown(part) for part in parts),
        workers=saying.workers(published.raters) if published else None,
        warning=saying.warning(settings),
        warned=tuple(saying.NAMES[part.dimension] for part in parts if part.warning),
        says=tuple((said.item, saying.told(said)) for said in published.says) if published else (),
        least=settings.raters,
        replies=queries_public.replies_of(known),
        comments=queries_public.comments_of(known, published.batch) if published else (),
    )


def _countries(asked: str) -> tuple[tuple[str, str], ...]:
    """Code and name of the countries that have agencies, and of the one asked for, by name."""
    codes = {*queries_public.countries_with_agencies(), asked} & places.by_code().keys()
    return tuple(sorted(((code, speech.place(code)) for code in codes), key=lambda one: one[1].casefold()))


def _number(typed: str) -> int:
    return min(max(int(typed), 1), LAST_PAGE) if typed.isascii() and typed.isdecimal() and len(typed) < 8 else 1


def _leafed(country: str, number: int, choices: tuple[tuple[str, str], ...]) -> Find:
    listed = queries.agencies_of(country, first=(number - 1) * MOST, limit=MOST + 1)
    return Find("", country, choices, _listed(listed[:MOST], country), number, len(listed) > MOST)


def _found(found: Sequence[FoundAgency]) -> tuple[Row, ...]:
    known = queries_public.published_of(one.code for one in found)
    return tuple(
        Row(
            one.code,
            one.name,
            one.names,
            one.country,
            one.city,
            one.licence_number,
            one.demonstration,
            saying.evidence(known.get(one.code)),
        )
        for one in found
    )


def _listed(listed: Sequence[ListedAgency], country: str) -> tuple[Row, ...]:
    known = queries_public.published_of(one.code for one in listed)
    return tuple(
        Row(
            one.code,
            one.name,
            (),
            country,
            one.city,
            one.licence_number,
            one.demonstration,
            saying.evidence(known.get(one.code)),
        )
        for one in listed
    )
