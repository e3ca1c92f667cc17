"""The API: one object, its version 1, and its errors. Its OpenAPI document is at `/api/openapi.json`."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from fairway import __version__
from fairway.kernel.errors import FairwayError
from fairway_portal.api import problems
from fairway_portal.api.lists import router as lists
from fairway_portal.api.profiles import router as profiles

DESCRIPTION = (
    "Evidence about migration corridors, each figure with its source. No key is needed. Answers carry an ETag; errors "
    "are RFC 9457 problem details. Figures belong to their publishers: every answer names publisher and licence."
)


class _Interface(NinjaAPI):
    """Its document names the media types that answers really have."""

    def get_openapi_schema(self, *given: Any, **named: Any) -> OpenAPISchema:
        """Problems are `application/problem+json`; the list of corridors is CSV too."""
        document = super().get_openapi_schema(*given, **named)
        for operations in document["paths"].values():
            for operation in operations.values():
                for status, said in operation["responses"].items():
                    content = said.get("content", {})
                    if int(status) >= 400 and "application/json" in content:
                        content[problems.MEDIA_TYPE] = content.pop("application/json")
                if any(one["name"] == "format" for one in operation.get("parameters", ())):
                    operation["responses"][200]["content"]["text/csv"] = {"schema": {"type": "string"}}
        return document


api = _Interface(
    title="Fairway",
    version=__version__,
    description=DESCRIPTION,
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api",
)
api.add_router("/v1", profiles)
api.add_router("/v1", lists)


@api.exception_handler(FairwayError)
def fairway_error(request: HttpRequest, error: FairwayError) -> HttpResponse:
    """What the library says, as it says it."""
    return problems.problem(request, error, error.http_status)


@api.exception_handler(ValidationError)
def validation_error(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Parameters of the wrong type."""
    return problems.invalid(request, error.errors)


@api.exception_handler(Http404)
def nothing_here(request: HttpRequest, error: Http404) -> HttpResponse:
    """No such address."""
    return problems.plain(request, 404)


@api.exception_handler(HttpError)
def http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Ninja's own refusals."""
    return problems.plain(request, error.status_code, str(error))
