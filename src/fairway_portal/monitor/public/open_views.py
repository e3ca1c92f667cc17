"""Open data for programs: agencies, ratings of the last publication, typical costs of a corridor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from fairway.kernel.errors import NotFound
from fairway.recruitment.typical_costs.usual import typical_costs_of
from fairway.reference import places
from fairway.warehouse.shelf import Shelf
from fairway_portal.monitor import queries_public
from fairway_portal.monitor.public.open_files import Terms, answer
from fairway_portal.monitor.queries_public import Published

LICENCE: Final = "CC BY 4.0"
OF_LISTS: Final = "That of the list in the column “source”"
PUBLISHER: Final = "Migrant Recruitment Monitor"
METHOD: Final = (
    "Bayesian means with 95 % intervals, from blocks of answers, rounded, for 10 raters or more; raters are no sample; "
    "see /en/recruitment/scores."
)
METHOD_OF_COSTS: Final = (
    "What workers paid; two significant figures, shares in steps of 5 points; a group of fewer than 10 workers, or of "
    "fewer than 3 agencies, has no row."
)
AGENCIES: Final = (
    "agency", "name", "country", "kind", "licence_number", "city", "source", "demonstration",
)  # fmt: skip
RATINGS: Final = (
    "agency", "dimension", "score", "lower", "upper", "evidence", "raters", "warning", "since", "publication",
    "published", "demonstration",
)  # fmt: skip
COSTS: Final = (
    "origin", "destination", "sector", "occupation", "channel", "item", "indicator", "value", "low", "high", "unit",
    "workers_from", "workers_to", "remark", "year", "collection", "source", "vintage", "invented",
)  # fmt: skip


@require_safe
def agencies(request: HttpRequest, suffix: str) -> HttpResponseBase:
    """Every agency, with its licence number as the list writes it."""
    terms = Terms(OF_LISTS, PUBLISHER, _newest(), "As the lists write it; whether a licence is in force is not said.")
    return answer(request, "agencies", suffix, AGENCIES, _agencies(), terms)


@require_safe
def ratings(request: HttpRequest, suffix: str) -> HttpResponseBase:
    """Every figure of the last publication."""
    return answer(request, "ratings", suffix, RATINGS, _ratings(), Terms(LICENCE, PUBLISHER, _newest(), METHOD))


@require_safe
def typical_costs(request: HttpRequest, origin: str, destination: str, suffix: str) -> HttpResponseBase:
    """Every published figure of what workers of a corridor paid.

    Raises:
        UnknownCode: An end of the corridor is no country; near ones are suggested.
        NotFound: Nothing is published about it.
    """
    ends = places.corridor(origin[:80], destination[:80])
    shelf = Shelf.open()
    rows = typical_costs_of(shelf, ends.origin, ends.destination)
    if not rows:
        raise NotFound(
            f"No typical costs are published for {ends.origin} → {ends.destination}.",
            advice="The page /en/recruitment-costs lists the corridors that have figures.",
        )
    record = shelf.pinned(rows[0]["vintage"]).record
    terms = Terms(record.licence, rows[0]["source"], record.imported[:10], METHOD_OF_COSTS)
    return answer(request, f"typical-costs-{ends.origin}-{ends.destination}", suffix, COSTS, rows, terms)


def _newest() -> str:
    """Day of the last publication."""
    return max((batch.on.isoformat() for batch in queries_public.batches()), default="")


def _agencies() -> Iterator[dict[str, Any]]:
    for one in queries_public.listed_agencies():
        yield {
            "agency": one.code,
            "name": one.name,
            "country": one.country,
            "kind": one.kind,
            "licence_number": one.licence_number,
            "city": one.city,
            "source": one.source,
            "demonstration": one.demonstration,
        }


def _ratings() -> Iterator[dict[str, Any]]:
    for code, published in queries_public.every_figure():
        yield from _figures(code, published)


def _figures(code: str, published: Published) -> Iterator[dict[str, Any]]:
    for name in sorted(published.parts):
        part = published.parts[name]
        yield {
            "agency": code,
            "dimension": name,
            "score": part.score,
            "lower": part.lower,
            "upper": part.upper,
            "evidence": part.evidence,
            "raters": part.raters,
            "warning": part.warning,
            "since": part.since.isoformat(),
            "publication": published.batch.number,
            "published": published.batch.on.isoformat(),
            "demonstration": published.batch.invented,
        }
