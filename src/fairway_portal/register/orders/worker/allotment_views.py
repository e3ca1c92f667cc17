"""A lottery for workers: what happened when, each number's place, and how to check it oneself."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import Any, Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from fairway.kernel.text import Text
from fairway_portal.accounts.forms import Fault
from fairway_portal.design.rendering import render, unkept
from fairway_portal.register.orders import queries, receipts, records
from fairway_portal.register.orders.models import ListedNumber, Scheme, SchemeRecord, SchemeStep
from fairway_portal.register.orders.said import NOT_FROZEN, SCHEME_STATES, STEPS
from fairway_portal.surveys.running.door_keeping import worker_page

ROWS: Final = 100
"""Numbers on one page; the record has all."""


@dataclass(frozen=True, slots=True)
class Rank:
    """A number in the order of the draw; `by` is empty on the waiting list."""

    rank: int
    number: str
    by: str


@dataclass(frozen=True, slots=True)
class Own:
    """What became of the number that she asked for.

    Attributes:
        number: Hers.
        says: In a sentence.
    """

    number: str
    says: Text


@dataclass(frozen=True, slots=True)
class SchemePage:
    """One lottery."""

    scheme: Scheme
    state: Text
    steps: tuple[SchemeStep, ...]
    names: dict[str, Text]
    not_frozen: Text
    rounds: tuple[int, ...]
    refused: tuple[str, ...]
    numbers: int
    ranks: tuple[Rank, ...]
    listed: tuple[str, ...]
    number: int
    more: bool
    typed: str = ""
    own: Own | None = None
    faults: tuple[Fault, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class ListPage:
    """All lotteries."""

    rows: tuple[Scheme, ...]
    states: dict[str, Text]


@worker_page("GET")
def schemes(request: HttpRequest) -> HttpResponse:
    """The list."""
    return render(request, "register/orders/worker_schemes.html", ListPage(tuple(_seen()[:200]), SCHEME_STATES))


@worker_page("GET", "POST")
def scheme(request: HttpRequest, slug: str) -> HttpResponse:
    """One lottery; she finds her own number by her receipt or her code."""
    found = _one(slug)
    record = records.published(found) or {}
    typed, own = "", None
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        typed = request.POST.get("number", "")[:60]
        own, faults = _own(found, record, typed)
    number = _number(request)
    first = (number - 1) * ROWS
    by = {one["number"]: one["by"] for one in record.get("places", ())}
    order = record.get("order", ())
    listed = () if order else tuple(one["number"] for one in record.get("applications", ()))
    page = SchemePage(
        scheme=found,
        state=SCHEME_STATES[found.state],
        steps=tuple(found.steps.order_by("number")),
        names=STEPS,
        not_frozen=NOT_FROZEN,
        rounds=tuple(SchemeRecord.objects.filter(scheme=found).order_by("round").values_list("round", flat=True)),
        refused=tuple(record.get("refused", ())),
        numbers=len(record.get("applications", ())),
        ranks=tuple(
            Rank(rank, code, by.get(code, "")) for rank, code in enumerate(order[first : first + ROWS], first + 1)
        ),
        listed=listed[first : first + ROWS],
        number=number,
        more=len(order or listed) > first + ROWS,
        typed=typed if faults else "",
        own=own,
        faults=faults,
    )
    return render(request, "register/orders/worker_scheme.html", page, status=422 if faults else 200)


def _own(found: Scheme, record: dict[str, Any], typed: str) -> tuple[Own | None, tuple[Fault, ...]]:
    """What became of a number: a code of the list, or the receipt of an application for the scheme's order."""
    number = "".join(unicodedata.normalize("NFKC", typed).upper().split())
    digits = receipts.typed(typed)
    application = queries.application_of(digits) if digits else None
    if application is not None and application.order_id == found.order_id:
        number = application.code
    listed = ListedNumber.objects.filter(scheme=found, round=found.round)
    if "\0" in number or not listed.filter(number=number).exists():
        said = (
            Text("Your application stands in the list when it is frozen. Your code there: {code}.", code=number)
            if application is not None and not found.list_hash
            else Text("This number is not in the list of this round.")
        )
        return (Own(number, said), ()) if application is not None else (None, (Fault("number", said),))
    return Own(number, _became(number, record)), ()


def _became(number: str, record: dict[str, Any]) -> Text:
    if record["outcome"] != "drawn":
        return Text("This number is in the list. The draw has not been held yet.")
    rank = record["order"].index(number) + 1
    for place in record["places"]:
        if place["number"] == number:
            return Text("This number has a place. It is number {rank} in the order of the draw.", rank=rank)
    waiting = record["waiting"].index(number) + 1
    return Text("This number has no place. It is number {n} on the waiting list.", n=waiting)


@require_safe
def record(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """The record of a round as JSON: the present one, or an earlier one by its number."""
    found = records.published(_one(slug), number)
    if found is None:
        raise Http404
    response = JsonResponse(found, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}.json"'
    return unkept(response)


def _seen() -> Any:
    rows = Scheme.objects.order_by("-pk")
    return rows if settings.DEMONSTRATION else rows.filter(demonstration=False)


def _one(slug: str) -> Scheme:
    found = _seen().filter(slug=slug).first()
    if found is None:
        raise Http404
    assert isinstance(found, Scheme)
    return found


def _number(request: HttpRequest) -> int:
    said = request.GET.get("page", "")[:6]
    return max(1, int(said)) if said.isascii() and said.isdigit() else 1
