"""Answers that are one person's: kept by nothing, found by no search engine."""

from __future__ import annotations

from typing import TypeVar

from django.http.response import HttpResponseBase

AnyResponse = TypeVar("AnyResponse", bound=HttpResponseBase)


def closed(response: AnyResponse) -> AnyResponse:
    """The same response, kept by no memory, browser or proxy; other sites never learn its address.

    The referrer stays within the portal rather than nowhere: without one a browser sends forms that name no origin, and
    they are refused as somebody else's.
    """
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
