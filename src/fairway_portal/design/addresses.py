"""Addresses of pages: canonical queries, links in the reader's language, the same page in another one."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from fairway.reference.wording import LANGUAGES, REPORT_LANGUAGES, WORKER_LANGUAGES
from fairway_portal.design import speech

# Every query parameter a page or the API reads; all others are ignored, and never part of a page's identity.
PARAMETERS: Final = frozenset(
    {
        "corridors",
        "country",
        "format",
        "from",
        "lang",
        "limit",
        "offset",
        "page",
        "q",
        "sector",
        "sex",
        "sort",
        "to",
        "via",
        "vintage",
        "year",
    }
)


class LanguageCode:
    """The first part of every page's address."""

    regex = "|".join(LANGUAGES)

    def to_python(self, value: str) -> str:
        """The language code."""
        return value

    def to_url(self, value: str) -> str:
        """The language code."""
        return value


class WorkerLanguageCode(LanguageCode):
    """The first part of the address of a page for workers, which speaks more languages."""

    regex = "|".join(WORKER_LANGUAGES)


class ReportLanguageCode(LanguageCode):
    """The first part of the address of a page for reporting, which speaks one language more."""

    regex = "|".join(REPORT_LANGUAGES)


def query_of(request: HttpRequest) -> list[tuple[str, str]]:
    """The parameters that count, blank ones left out, sorted by name."""
    return sorted(
        (name, value.strip())
        for name in request.GET
        if name in PARAMETERS
        for value in request.GET.getlist(name)
        if value.strip()
    )


def canonical_query(request: HttpRequest) -> str:
    """The query that identifies a page: `sex=F&year=2020`."""
    return urlencode(query_of(request))


def url(name: str, *parts: str, **query: object) -> str:
    """The address of a page in the reader's language; empty query values are left out."""
    language = speech.current().language
    try:
        path = reverse(name, args=(language, *parts))
    except NoReverseMatch:
        if language in LANGUAGES:
            raise
        path = reverse(name, args=("en", *parts))  # a page that the languages of workers do not have
    return with_query(path, **query)


def with_query(path: str, **query: object) -> str:
    """A path and its query, with `from_` written as `from`."""
    pairs = [(name.rstrip("_"), str(value)) for name, value in query.items() if value not in (None, "", ())]
    return f"{path}?{urlencode(pairs)}" if pairs else path


def names_language(request: HttpRequest) -> bool:
    """Whether an address itself says its language; if not, the browser's Accept-Language decides."""
    return request.path.split("/", 2)[1] in REPORT_LANGUAGES or request.GET.get("lang", "") in LANGUAGES


def worker_languages(request: HttpRequest) -> tuple[str, ...]:
    """The languages in which a worker can read the page at hand."""
    matched = request.resolver_match
    reporting = matched is not None and matched.route.startswith("<report_language:")
    return REPORT_LANGUAGES if reporting else WORKER_LANGUAGES


def in_language(request: HttpRequest, language: str) -> str:
    """The page at hand in another language."""
    _, first, *rest = request.path.split("/")
    query = canonical_query(request)
    if first not in REPORT_LANGUAGES:
        # Pages outside the languages' addresses (the API's documentation) name theirs in the query.
        kept = [(name, value) for name, value in query_of(request) if name != "lang"]
        return f"{request.path}?{urlencode([*kept, ('lang', language)])}"
    path = "/".join(["", language, *rest])
    return f"{path}?{query}" if query else path


def absolute(request: HttpRequest, path: str) -> str:
    """The stable address of a page, as a citation needs it."""
    return f"{settings.PUBLIC_URL}{path}" if settings.PUBLIC_URL else request.build_absolute_uri(path)
