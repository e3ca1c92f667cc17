"""The portal for tests: its database migrated and its static files collected once, in the tests' own home."""

from __future__ import annotations

import gzip
import os
import re
from functools import cache
from html.parser import HTMLParser
from typing import Any

LANGUAGES = ("en", "fr", "es", "ar")
PAGES = (
    "",
    "corridors/",
    "corridors/NPL/QAT",
    "corridors/MEX/USA",
    "corridors/MEX/USA?sex=F&year=2020",
    "corridors/GTM/USA?via=MEX",
    "corridors/MEX/USA?sector=construction",
    "corridors/?from=NPL&sex=F",
    "corridors/NPL/QAT/figures/people.stock",
    "countries/",
    "countries/NPL",
    "countries/QAT?sex=M",
    "statistics",
    "regions/",
    "regions/ECOWAS",
    "between/ECOWAS/EU",
    "between/NPL+IND/GCC",
    "compare",
    "compare/NPL-QAT,NPL-MYS",
    "matrix",
    "matrix?sex=F",
    "missing",
    "sources",
    "patterns",
)


@cache
def prepared() -> None:
    """Sets Django up as `fairway serve` does."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fairway_portal.site.settings")
    from fairway_portal.site.serve import prepare

    prepare()


def client(**defaults: Any) -> Any:
    """A Django test client that sees errors as readers do."""
    prepared()
    from django.test import Client

    return Client(HTTP_HOST="localhost", raise_request_exception=False, **defaults)


def text_of(response: Any) -> str:
    """The body, decompressed."""
    body = response.content
    return (gzip.decompress(body) if response.headers.get("Content-Encoding") == "gzip" else body).decode()


class Page(HTMLParser):
    """What a test asks of a page: its tags with their attributes, its ids, its links."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    def ids(self) -> list[str]:
        return [attributes["id"] or "" for _, attributes in self.tags if "id" in attributes]

    def links(self) -> list[str]:
        return [href for attributes in self.all("a") if (href := attributes.get("href"))]


def slug(page: str) -> str:
    """A test's id from a page's address."""
    return re.sub(r"\W+", "-", page).strip("-") or "home"
