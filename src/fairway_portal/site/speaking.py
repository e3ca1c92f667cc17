"""The language of a request: the first part of its address, else what the browser asks for."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from fairway.reference.wording import LANGUAGES, REPORT_LANGUAGES
from fairway_portal.design import speech


def preferred(accept_language: str) -> str:
    """The best of our languages for an Accept-Language header (RFC 9110 §12.5.4); English where none fits."""
    wishes: list[tuple[float, str]] = []
    for wish in accept_language.split(",")[:20]:
        tag, _, weight = wish.strip().partition(";q=")
        try:
            wishes.append((-(float(weight) if weight else 1.0), tag.split("-")[0].strip().lower()))
        except ValueError:
            continue
    for weight_below_zero, language in sorted(wishes, key=lambda wish: wish[0]):
        if language in LANGUAGES and weight_below_zero < 0:
            return language
    return "en"


def language_of(request: HttpRequest) -> str:
    """The language in which a request is answered."""
    first = request.path_info.split("/", 2)[1]
    if first in REPORT_LANGUAGES:
        return first
    asked = request.GET.get("lang", "")
    return asked if asked in LANGUAGES else preferred(request.headers.get("Accept-Language", ""))


class Language:
    """Sets the voice in which templates of this request speak."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Django's entry."""
        language = language_of(request)
        with speech.speaking(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
