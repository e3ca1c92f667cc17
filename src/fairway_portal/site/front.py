"""The front door: `/` leads to the home page in the reader's language."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from fairway_portal.design import speech


def front_door(request: HttpRequest) -> HttpResponse:
    """Redirects to `/fr/` for a browser that prefers French."""
    response = HttpResponseRedirect(f"/{speech.current().language}/")
    response.headers["Vary"] = "Accept-Language"
    response.headers["Cache-Control"] = "no-cache"
    return response


def robots(request: HttpRequest) -> HttpResponse:
    """Search engines are welcome on pages; the API and files are made when somebody asks for them."""
    return HttpResponse(
        "User-agent: *\nDisallow: /api/\nDisallow: /*/profile.\nDisallow: /*/figures/\n",
        content_type="text/plain; charset=utf-8",
    )
