"""The one view of the SDMX service: from the address to the kind of query, and from a mistake to its answer."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from django.http import HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase

from fairway.exchange.sdmx.errors import NoSuchStructure
from fairway.kernel.errors import FairwayError, InternalError
from fairway.kernel.text import Text
from fairway_portal.api.sdmx.answering import options
from fairway_portal.api.sdmx.asked import Asked, asked
from fairway_portal.api.sdmx.availability import availability
from fairway_portal.api.sdmx.finding import NotImplementedHere
from fairway_portal.api.sdmx.observations import observations
from fairway_portal.api.sdmx.problems import problem
from fairway_portal.api.sdmx.structures import schema, structures

logger = logging.getLogger("fairway_portal")
Answer: TypeAlias = Callable[[Asked], HttpResponseBase]
QUERIES: Final[Mapping[int, Mapping[str, Answer]]] = {
    1: {"data": observations, "availableconstraint": availability, "schema": schema},
    2: {"data": observations, "availability": availability, "schema": schema, "structure": structures},
}
NOT_HERE: Final = ("metadata", "metadataset", "registration", "registrations")


def service(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answers anything below `/rest/`."""
    if request.method == "OPTIONS":
        return options()
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(("GET", "HEAD", "OPTIONS"))
    try:
        wanted = asked(request, path)
        return _query(wanted)(wanted)
    except FairwayError as error:
        if error.http_status >= 500 and error.http_status != 501:
            logger.error("%s: %s", request.path, error, exc_info=error)
        return problem(request, path, error)
    except Exception as fault:
        logger.exception("%s", request.path, exc_info=fault)
        return problem(request, path, InternalError("The SDMX service failed."))


def _query(wanted: Asked) -> Answer:
    kind = wanted.parts[0] if wanted.parts else ""
    if kind in NOT_HERE:
        raise NotImplementedHere(
            Text("Queries of {kind} are not answered here.", kind=kind),
            advice=Text("Data, structures and availability are."),
        )
    known = QUERIES[wanted.version]
    if kind in known:
        return known[kind]
    if wanted.version == 1 and kind:
        return structures
    raise NoSuchStructure(
        Text("There is nothing at this address."),
        advice=Text("Begin with one of: {kinds}.", kinds=", ".join(sorted(known))),
    )
