"""Everybody asks every address while casework is full of canaries: none comes out, in a body, a header or a redirect.

Always: every address of casework and some of the others, as the immigration officer, a licensing officer and somebody
anonymous. With FAIRWAY_PROVE=1: every address, as everybody who is no handler of the office, by GET and by POST.
"""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from tests.integration.test_permission_matrix import _path, addresses, table
from tests.matrix_samples import SAMPLES, people
from tests.people import client_of
from tests.portal import client
from tests.proof.canaries import ENVELOPE, NO_CANARY, confidential_fields, plant, sampled

pytestmark = [
    pytest.mark.django_db(databases=["default", "casework"]), pytest.mark.slow, pytest.mark.timeout(900),
]  # fmt: skip

PROVE = bool(os.environ.get("FAIRWAY_PROVE"))
ALWAYS = ("anonymous", "immigration_officer", "licensing_officer")
OTHERS = ("administrator", "survey_owner", "moderator", "outreach", "agency", "supervisor", "other_handler")
ASKED_BY = (*ALWAYS, *OTHERS) if PROVE else ALWAYS
METHODS = ("GET", "POST") if PROVE else ("GET",)
EVERY = 1 if PROVE else 9
MAY: frozenset[tuple[str, str]] = frozenset()
"""Who may meet what, though she is no handler of the office."""


def test_no_canary_reaches_anybody() -> None:
    members, canaries = _full_of_canaries()
    _the_crawl_sees_what_a_handler_sees(members, canaries)
    found, asked = [], 0
    for route in _chosen():
        with transaction.atomic(), transaction.atomic(using="casework"):
            path = _path(addresses()[route], next(iter(table()[route].values()))["arguments"], members)
            for actor in ASKED_BY:
                browser = client_of(members[actor]) if actor in members else client()
                for method in METHODS:
                    asked += 1
                    said = _everything(browser, method, path)
                    # What somebody typed into her browser tells her nothing.
                    met = {canaries[one] for one in canaries if one in said and one not in path}
                    found += [f"{method} {route} as {actor}: {one}" for one in sorted(met) if (actor, one) not in MAY]
            transaction.set_rollback(True)
            transaction.set_rollback(True, using="casework")
    _report({"proof": "canaries", "canaries": len(canaries), "requests": asked, "found": len(found)})
    assert not found, "\n".join(found)
    assert asked > (4_000 if PROVE else 200)


def test_every_field_told_in_confidence_has_a_canary() -> None:
    _, canaries = _full_of_canaries()
    planted = {name for names in canaries.values() for name in names.split(", ")}
    assert confidential_fields() - planted == NO_CANARY


def _full_of_canaries() -> tuple[Any, dict[str, str]]:
    members = people()
    sampled(members)
    return members, plant()


def _the_crawl_sees_what_a_handler_sees(members: Any, canaries: dict[str, str]) -> None:
    """The handler of the office does meet canaries: else the crawl would be blind."""
    own = client_of(members["handler"])
    number, sealed = SAMPLES["case_number"](members), SAMPLES["case_envelope"](members)
    assert canaries[number] == "Case.number"
    assert number in _everything(own, "GET", reverse("cases", args=("en",)))
    assert sealed in _everything(own, "GET", reverse("case", args=("en", number)))
    assert ENVELOPE in _everything(own, "GET", reverse("case-envelope", args=("en", number, sealed)))


def _chosen() -> list[str]:
    """Every address of casework, and every ninth of the others; with FAIRWAY_PROVE=1 all."""
    return [
        route
        for number, route in enumerate(sorted(set(table()) & set(addresses())))
        if number % EVERY == 0 or addresses()[route].view.__module__.startswith("fairway_portal.casework")
    ]


def _everything(browser: Any, method: str, path: str) -> str:
    """All that an answer says; nothing that the request changes is kept."""
    with transaction.atomic(), transaction.atomic(using="casework"):
        response = browser.get(path) if method == "GET" else browser.post(path)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        transaction.set_rollback(True)
        transaction.set_rollback(True, using="casework")
    if response.headers.get("Content-Encoding") == "gzip":
        body = gzip.decompress(body)
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    cookies = response.cookies.output()
    return f"{body.decode('latin-1')}\n{headers}\n{cookies}"  # canaries are of single bytes


def _report(result: dict[str, object]) -> None:
    file = os.environ.get("FAIRWAY_PROVE_RESULTS")
    if PROVE and file:
        with Path(file).open("a", encoding="utf-8") as results:
            results.write(json.dumps(result) + "\n")
