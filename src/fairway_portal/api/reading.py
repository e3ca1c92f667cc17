"""The page that explains the API, drawn from its own OpenAPI document: no script, no other site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from fairway.kernel import errors
from fairway.kernel.errors import FairwayError
from fairway.reference.naming import NamingPolicyError
from fairway_portal.design.rendering import page, render

EXAMPLES = {
    "/api/v1/corridors/{origin}/{destination}": "/api/v1/corridors/NPL/QAT",
    "/api/v1/corridors/{origin}/{destination}/figures/{figure}": "/api/v1/corridors/NPL/QAT/figures/people.stock",
    "/api/v1/corridors": "/api/v1/corridors?from=NPL&limit=20",
    "/api/v1/compare": "/api/v1/compare?corridors=NPL-QAT,NPL-MYS",
    "/api/v1/countries/{code}": "/api/v1/countries/NPL",
    "/api/v1/regions/{code}": "/api/v1/regions/ECOWAS",
    "/api/v1/places": "/api/v1/places?q=nep",
}
# Problems that are found before the library is asked.
AT_THE_DOOR = (
    ("bad-request", 400, "What arrived is not a request that this API can read."),
    ("method-not-allowed", 405, "Something other than reading was asked; every address takes GET and HEAD only."),
)


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of the OpenAPI document."""

    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[dict[str, Any], ...]
    example: str


@dataclass(frozen=True, slots=True)
class Documentation:
    """The whole page."""

    operations: tuple[Operation, ...]
    problems: tuple[tuple[str, int, str], ...]


@page
def documentation(request: HttpRequest) -> HttpResponse:
    """The page at `/api/docs`."""
    from fairway_portal.api.interface import api

    document = api.get_openapi_schema()
    operations = tuple(
        Operation(
            method.upper(),
            path,
            said.get("summary", ""),
            said.get("description", ""),
            tuple(said.get("parameters", ())),
            EXAMPLES.get(path, path if "{" not in path else ""),
        )
        for path, methods in document["paths"].items()
        for method, said in methods.items()
    )
    return render(request, "api/docs.html", Documentation(operations, _problems()))


def _problems() -> tuple[tuple[str, int, str], ...]:
    """One row for each slug that the `type` of a problem may end with."""
    known = (*vars(errors).values(), NamingPolicyError)
    kinds = [kind for kind in known if isinstance(kind, type) and issubclass(kind, FairwayError)]
    # The base of all errors shares its slug with InternalError, which is defined after it and says what readers need.
    rows = {kind.slug: (kind.slug, kind.http_status, (kind.__doc__ or "").split("\n")[0]) for kind in kinds}
    return tuple(sorted((rows | {row[0]: row for row in AT_THE_DOOR}).values()))
