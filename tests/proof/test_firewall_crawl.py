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
from tests.proof.canaries import plant

pytestmark = [
    pytest.mark.django_db(databases=["default", "casework"]), pytest.mark.slow, pytest.mark.timeout(900),
]  # fmt: skip

PROVE = bool(os.environ.get("FAIRWAY_PROVE"))
ALWAYS = ("anonymous", "immigration_officer", "licensing_officer")
OTHERS = ("administrator", "survey_owner", "moderator", "outreach", "agency", "supervisor", "other_handler")
ASKED_BY = (*ALWAYS, *OTHERS) if PROVE else ALWAYS
METHODS = ("GET", "POST") if PROVE else ("GET",)
EVERY = 1 if PROVE else 9


def test_no_canary_reaches_anybody() -> None:
    members = people()
    for name, sample in SAMPLES.items():
        if name.startswith("case_"):
            sample(members)
    canaries = plant()
    _the_crawl_sees_what_a_handler_sees(members, canaries)
    found, asked = [], 0
    for route, path in _paths(members):
        for actor in ASKED_BY:
            browser = client_of(members[actor]) if actor in members else client()
            for method in METHODS:
                asked += 1
                said = _everything(browser, method, path)
                found += [f"{method} {route} as {actor}: {canaries[one]}" for one in canaries if one in said]
    _report({"proof": "canaries", "canaries": len(canaries), "requests": asked, "found": len(found)})
    assert found == []
    assert asked > 50


def _the_crawl_sees_what_a_handler_sees(members: Any, canaries: dict[str, str]) -> None:
    """The handler of the office does meet canaries: else the crawl would be blind."""
    own = client_of(members["handler"])
    said = _everything(own, "GET", reverse("cases", args=("en",)))
    assert {"Case.number"} <= {canaries[one] for one in canaries if one in said}


def _paths(members: Any) -> list[tuple[str, str]]:
    """Addresses with their arguments; as the tables of permissions name them."""
    rows = table()
    chosen = [
        route
        for number, route in enumerate(sorted(set(rows) & set(addresses())))
        if number % EVERY == 0 or addresses()[route].view.__module__.startswith("fairway_portal.casework")
    ]
    return [
        (route, _path(addresses()[route], next(iter(rows[route].values()))["arguments"], members)) for route in chosen
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
    return f"{body.decode('utf-8', 'replace')}\n{headers}\n{cookies}"


def _report(result: dict[str, object]) -> None:
    file = os.environ.get("FAIRWAY_PROVE_RESULTS")
    if PROVE and file:
        with Path(file).open("a", encoding="utf-8") as results:
            results.write(json.dumps(result) + "\n")
