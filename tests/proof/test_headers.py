"""What every address says in its headers: casework and some others always, all with FAIRWAY_PROVE=1."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import Any

import pytest
from django.db import transaction

from tests.integration.test_permission_matrix import _path, addresses, table
from tests.matrix_samples import people
from tests.people import client_of
from tests.portal import client, text_of
from tests.proof.canaries import sampled
from tests.proof.header_rules import INLINE, LOADED, wrong

pytestmark = pytest.mark.django_db(databases=["default", "casework"])

EVERY = 1 if os.environ.get("FAIRWAY_PROVE") else 12
HERS = ("fairway_portal.surveys.running", "fairway_portal.casework.intake", "fairway_portal.casework.thread")


def test_every_address_has_the_headers() -> None:
    members = people()
    sampled(members)
    rows = table()
    found = []
    for number, route in enumerate(sorted(set(rows) & set(addresses()))):
        one = addresses()[route]
        if number % EVERY and not one.view.__module__.startswith("fairway_portal.casework"):
            continue
        row = next(iter(rows[route].values()))
        actor = next((actor for actor in members if row.get(actor) == "allowed"), "anonymous")
        with transaction.atomic(), transaction.atomic(using="casework"):
            path = _path(one, row["arguments"], members)  # what it names is made anew for each address
            response = (client_of(members[actor]) if actor in members else client()).get(path)
            found += [
                f"{route}: {said}" for said in (*wrong(response, path), *_kept(response, path, one), *_loads(response))
            ]
            transaction.set_rollback(True)
            transaction.set_rollback(True, using="casework")
    assert not found, "\n".join(found)


def _kept(response: Any, path: str, one: Any) -> list[str]:
    """What is hers, or of the desk, is kept by nobody; her pages set no cookie."""
    hers = one.view.__module__.startswith(HERS)
    private = ("/desk/" in path and not path.endswith(".js")) or (hers and "casework" in one.view.__module__)
    said = response.headers.get("Cache-Control", "")
    found = [f"Cache-Control: {said}"] if private and "no-store" not in said else []
    return found + (["Set-Cookie"] if hers and response.cookies else [])


def _loads(response: Any) -> list[str]:
    """Nothing is loaded from elsewhere, and nothing stands inline that the policy would have to let in."""
    if response.streaming or not response.headers.get("Content-Type", "").startswith("text/html"):
        return []
    page = text_of(response)
    return [f"in the page: {found[0][:80]}" for rule in (LOADED, INLINE) if (found := rule.search(page))]


def test_pages_that_fail_have_the_headers_too() -> None:
    for path in ("/en/no-such-page", "/static/none.css", "/api/v1/none"):
        assert wrong(client().get(path), path) == []


def test_a_page_of_hers_is_recognised() -> None:
    """The rules are not met by every page being taken for one of the others."""
    response = client().get("/en/notes")
    assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("header", "value"),
    [("Content-Security-Policy", "default-src *"), ("Referrer-Policy", "unsafe-url"), ("X-Frame-Options", "")],
)
def test_the_rules_can_fail(header: str, value: str) -> None:
    response = client().get("/robots.txt")
    response.headers[header] = value
    assert any(said.startswith(header) for said in wrong(response, "/robots.txt"))


def test_production_keeps_browsers_to_https() -> None:
    code = (
        "import django; django.setup(); from django.conf import settings;"
        "print(settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS, settings.SECURE_SSL_REDIRECT,"
        " settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE)"
    )
    own = {
        "DJANGO_SETTINGS_MODULE": "fairway_portal.site.settings", "FAIRWAY_MODE": "production", "SECRET_KEY": "k" * 60,
        "FAIRWAY_HOSTS": "portal.example", "DATABASE_URL": "", "FAIRWAY_CASEWORK_DATABASE_URL": "",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, **own}, capture_output=True, text=True, timeout=60, check=False
    )
    found = re.fullmatch(r"(\d+) True True True True", done.stdout.strip().splitlines()[-1])
    assert found, done.stderr[-500:]
    assert int(found[1]) >= 31_536_000
