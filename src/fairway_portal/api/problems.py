"""Errors of the API: RFC 9457 problem details, whatever went wrong and wherever."""

from __future__ import annotations

import json
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from ninja import Schema
from pydantic import Field

from fairway.kernel.errors import FairwayError

MEDIA_TYPE: Final = "application/problem+json"
STATUS_TITLES: Final = {404: "There is nothing at this address.", 405: "This address can only be read."}


class Problem(Schema):
    """An RFC 9457 problem."""

    type: str = Field(description="Address of the kind of problem; it can be read.")
    title: str = Field(description="What happened, in one sentence.")
    status: int
    detail: str = Field("", description="What to do about it.")
    instance: str = Field(description="The address that was asked.")
    errors: list[dict[str, Any]] = Field(default_factory=list, description="Parameters that could not be read.")
    details: dict[str, Any] = Field(default_factory=dict, description="Facts about the problem, such as suggestions.")


def problem(request: HttpRequest, error: FairwayError, status: int) -> HttpResponse:
    """A `FairwayError` as problem details."""
    inside = status >= 500 and status not in (502, 503, 507)
    return _answer(
        request,
        status,
        error.slug,
        "Something went wrong on our side." if inside else error.title,
        "Try again in a few minutes." if inside else error.advice,
        details={} if status >= 500 else error.details,
    )


def invalid(request: HttpRequest, errors: list[dict[str, Any]]) -> HttpResponse:
    """Parameters of the wrong type, each named."""
    named = [{"parameter": str(one["loc"][-1]), "message": str(one["msg"])} for one in errors]
    title = "A parameter could not be read: " + "; ".join(f"{one['parameter']}: {one['message']}" for one in named)
    return _answer(
        request, 422, "invalid-input", f"{title}.", "See /api/docs for what each parameter takes.", errors=named
    )


def plain(request: HttpRequest, status: int, message: str = "") -> HttpResponse:
    """A problem that has only a status."""
    title = STATUS_TITLES.get(status, message or "The request could not be answered.")
    return _answer(request, status, "not-found" if status == 404 else "bad-request", title, "See /api/docs.")


def _answer(
    request: HttpRequest,
    status: int,
    slug: str,
    title: str,
    detail: str,
    *,
    errors: list[dict[str, Any]] | None = None,
    details: dict[str, object] | None = None,
) -> HttpResponse:
    said = Problem(
        type=f"/api/docs#problem-{slug}",
        title=title,
        status=status,
        detail=detail,
        instance=request.get_full_path()[:500],
        errors=errors or [],
        details=details or {},
    )
    body = {name: value for name, value in said.model_dump().items() if value not in ([], {}, "")}
    return HttpResponse(
        json.dumps(body, ensure_ascii=False, default=str),
        status=status,
        content_type=MEDIA_TYPE,
        headers={"Cache-Control": "no-store"},
    )
