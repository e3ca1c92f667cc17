"""Mistakes at the portal's door: a page in the reader's language, or RFC 9457 problem details for the API."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse

from fairway.kernel.errors import FairwayError, InternalError, NotFound
from fairway_portal.design.fault_pages import fault_page
from fairway_portal.design.rendering import unkept

logger = logging.getLogger("fairway_portal")
RETRY_AFTER: Final = 10  # seconds
OF_ONE_PERSON: Final = ("/answer/", "/key/")
"""Addresses that hold a secret: even a mistake there is kept by no browser and told to no other site."""
OWN_WORDS: Final = ("/key/", "/openrosa/")
"""Doors for programs, which say in their own format what is wrong."""


class ReadOnly(FairwayError):
    """Something other than reading was asked of a page or of the API."""

    slug = "method-not-allowed"
    http_status = 405

    def __init__(self) -> None:
        super().__init__("This address is not asked in this way.", advice="Ask with a method that “Allow” names.")


class ReadableErrors:
    """Turns every exception of a view into an answer that says what to do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """A refused method is told as well as an exception."""
        response = self.get_response(request)
        if response.status_code == 405 and not request.path.startswith(OWN_WORDS):
            said = answer(request, ReadOnly(), 405)
            said.headers["Allow"] = response.headers.get("Allow", "GET, HEAD")
            return said
        return response

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """Called by Django when a view raises."""
        if isinstance(fault, FairwayError):
            if fault.http_status == 503:
                logger.warning("%s: %s", _where(request), fault)
            elif fault.http_status >= 500:
                logger.error("%s: %s", _where(request), fault, exc_info=fault)
            return answer(request, fault, fault.http_status)
        return None


def _where(request: HttpRequest) -> str:
    """The pattern of an address: the address itself may hold the secret of an invitation or of a draft."""
    return request.resolver_match.route if request.resolver_match else "an unknown address"


def answer(request: HttpRequest, error: FairwayError, status: int) -> HttpResponse:
    """The error as a page, or as problem details where programs ask."""
    if request.path.startswith(("/api/", "/rest/")):
        from fairway_portal.api.problems import problem

        said = problem(request, error, status)
    else:
        said = fault_page(request, error, status)
    if request.path.startswith(OF_ONE_PERSON) or "/desk/invitation/" in request.path:
        unkept(said, private=True)
    if status == 503:
        said.headers["Retry-After"] = str(RETRY_AFTER)
    return said


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: what arrived is not a request that a browser would send."""
    error = FairwayError(
        "This request could not be read.", advice="Go back and try again, or start from the home page."
    )
    error.slug = "bad-request"
    return answer(request, error, 400)


def page_not_found(request: HttpRequest, exception: Http404 | Exception) -> HttpResponse:
    """404: no such page."""
    error = NotFound("There is no page at this address.", advice="Check the address, or start from the home page.")
    return answer(request, error, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault."""
    error = InternalError("Something went wrong on our side.", advice="Try again in a few minutes.")
    return answer(request, error, 500)
