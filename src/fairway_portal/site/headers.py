"""Headers that every answer carries: what the page may load, who may frame it, what the browser may tell others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse

# Nothing but our own files, no inline script or style: figures are styled by classes.
CONTENT_SECURITY_POLICY: Final = (
    "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
PERMISSIONS_POLICY: Final = (
    "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
    "magnetometer=(), microphone=(), midi=(), payment=(), usb=()"
)


class SecurityHeaders:
    """Adds the headers to pages, files and errors alike."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Django's entry."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("X-Frame-Options", "DENY")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "cross-origin" if _open(request) else "same-origin")
        if _tells_nobody(request, response):
            response.headers["Referrer-Policy"] = "no-referrer"
        if _open(request):
            response.headers.setdefault("Access-Control-Allow-Origin", "*")
        return response


def _tells_nobody(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether the browser must not say where it came from: pages for workers, and whatever nobody may keep.

    Not the desk: without it Django could not tell a form of the desk from somebody else's.
    """
    hers = response.headers["Content-Security-Policy"].startswith("default-src 'none'")
    return hers or ("no-store" in response.headers.get("Cache-Control", "") and "/desk/" not in request.path)


def _open(request: HttpRequest) -> bool:
    """Whether other sites may read the answer: the API is open data."""
    return request.path.startswith("/api/")
