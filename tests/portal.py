"""The portal for tests: its database migrated and its static files collected once, in the tests' own home."""

from __future__ import annotations

import fcntl
import gzip
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
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


FILES = {"default": "portal.sqlite3", "casework": "casework.sqlite3"}
"""Alias of a database → its file in a home."""


@cache
def migrated_database(alias: str = "default") -> Path:
    """A database in which the migrations ran, from the first to the last: once for all workers of a run."""
    together = Path(os.environ["TESTS_TOGETHER"])
    made = together / f"migrated-{FILES[alias]}"
    together.mkdir(exist_ok=True)
    with (together / "migrated.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            own = {"FAIRWAY_HOME": str(together), "FAIRWAY_MODE": "development"}
            own |= {"DATABASE_URL": "", "FAIRWAY_CASEWORK_DATABASE_URL": ""}
            command = [sys.executable, "-m", "fairway_portal", "migrate", "--no-input", "--verbosity", "0"]
            subprocess.run(command, env={**os.environ, **own}, check=True)
            for name in FILES.values():
                (together / name).rename(together / f"migrated-{name}")
    return made


def with_database(home: Path) -> None:
    """Puts the migrated database into a home that has none: to start there is then to find nothing to migrate.

    A program that is no test, and was started by none, migrates for itself.
    """
    if "TESTS_TOGETHER" not in os.environ:
        return
    home.mkdir(parents=True, exist_ok=True)
    for alias, name in FILES.items():
        if not (home / name).exists():
            shutil.copyfile(migrated_database(alias), home / name)


@cache
def prepared() -> None:
    """Sets Django up as `fairway serve` does, in the tests' own home."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fairway_portal.site.settings")
    from django.conf import settings

    from fairway_portal.site.serve import prepare

    with_database(settings.HOME)
    prepare()
    _looked_through_once()


def _looked_through_once() -> None:
    """Every client loads the middleware anew; the folder of static files, which stays as it is, is read once."""
    from whitenoise.base import WhiteNoise

    read, found = WhiteNoise.update_files_dictionary, dict[tuple[str, str], dict[str, Any]]()

    def remembered(self: Any, root: str, prefix: str) -> None:
        if (root, prefix) not in found:
            before = dict(self.files)
            read(self, root, prefix)
            found[root, prefix] = {url: file for url, file in self.files.items() if url not in before}
        self.files.update(found[root, prefix])

    WhiteNoise.update_files_dictionary = remembered


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
