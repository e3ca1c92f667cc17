"""Who may open which address: every one of the portal, for everybody, against a written table.

The files of `permissions/` have a row for each route and method. Its cells say what a person of that column meets:

    public      the page, the same for everybody: no cookie is set, and the answer does not depend on one
    open        the page, with a session: signing in, and taking up an invitation
    allowed     the page of the desk, or the action
    sign-in     led to the page to sign in
    forbidden   403
    not-found   404
    method      405

`arguments` names a value for each argument of the route; `@agency` is made by `tests.matrix_samples`.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.urls import URLPattern, get_resolver

from fairway_portal.accounts.declared import admitted, methods_of
from tests.matrix_samples import ACTORS, SAMPLES, people
from tests.people import client_of
from tests.portal import client

pytestmark = pytest.mark.django_db(databases=["default", "casework"])

TABLES = Path(__file__).parent / "permissions"
COLUMNS = ("route", "name", "arguments", "method", *ACTORS)
METHODS = ("GET", "POST")
OPEN = frozenset({"desk-sign-in", "desk-second-step", "desk-invitation"})
ARGUMENT = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")
LANGUAGES = ("language", "worker_language", "report_language")


@dataclass(frozen=True, slots=True)
class Address:
    """An address of the resolver."""

    route: str
    name: str
    view: Any

    @property
    def arguments(self) -> list[str]:
        return [found["name"] for found in ARGUMENT.finditer(self.route) if found["kind"] not in LANGUAGES]

    @property
    def label(self) -> str:
        return self.name or self.route or "/"


@cache
def addresses() -> dict[str, Address]:
    """Every address, by its route."""
    return {one.route: one for one in _walk(get_resolver())}


def _walk(resolver: Any, before: str = "", space: str = "") -> Iterator[Address]:
    for one in resolver.url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield Address(route, f"{space}{one.name}" if one.name else "", one.callback)
        else:
            yield from _walk(one, route, f"{space}{one.namespace}:" if one.namespace else space)


@cache
def table() -> dict[str, dict[str, dict[str, str]]]:
    """The rows, by route and method."""
    rows: dict[str, dict[str, dict[str, str]]] = defaultdict(dict)
    for file in sorted(TABLES.glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                assert row["method"] not in rows[row["route"]], f"twice: {row['route']} {row['method']}"
                rows[row["route"]][row["method"]] = row
    return dict(rows)


def proposed(one: Address, method: str) -> str:
    """The row that the view's own declaration leads to, for somebody to check and to paste."""
    roles = admitted(one.view)
    if roles is None:
        reads = method == "GET" or getattr(one.view, "csrf_exempt", False)
        cells = ["open" if one.name in OPEN else "public" if reads else "method"] * len(ACTORS)
    else:
        met = "allowed" if method in methods_of(one.view) else "method"
        of = {actor: actor.removeprefix("other_") for actor in ACTORS}
        cells = [
            "sign-in" if actor == "anonymous" else met if met == "method" or of[actor] in roles else "forbidden"
            for actor in ACTORS
        ]
    arguments = " ".join(f"{name}={'@' + name if name in SAMPLES else '?'}" for name in one.arguments)
    return ",".join([one.route, one.name, arguments, method, *cells])


def test_every_address_has_its_rows() -> None:
    rows = table()
    missing = [
        proposed(one, method)
        for one in addresses().values()
        for method in METHODS
        if method not in rows.get(one.route, {})
    ]
    assert not missing, "Check these rows and add them to a file of permissions/:\n" + "\n".join(missing)


def test_every_row_has_its_address() -> None:
    assert sorted(set(table()) - set(addresses())) == [], "rows of addresses that are gone: take them out"


def test_pages_with_a_session_are_few() -> None:
    """A page for workers or readers can never say `open`, whatever is written in the table."""
    said = {row["name"] for rows in table().values() for row in rows.values() for who in ACTORS if row[who] == "open"}
    assert said <= OPEN


@pytest.mark.parametrize("route", sorted(table()), ids=lambda route: route or "/")
def test_an_address_admits_whom_the_table_says(route: str) -> None:
    one = addresses().get(route)
    if one is None:
        pytest.skip("the address is gone: another test says so")
    members = people()
    clients = {actor: client_of(members[actor]) if actor in members else client() for actor in ACTORS}
    rows = table()[route]
    path = _path(one, next(iter(rows.values()))["arguments"], members)
    wrong = []
    for method, row in rows.items():
        for actor in ACTORS:
            found = _met(clients[actor], method, path, row[actor])
            wrong += (
                [f"{method} {path} by {actor}: {found}, the table says {row[actor]}"] if found != row[actor] else []
            )
            wrong += _undeclared(one, actor, row[actor])
    assert wrong == []


def _path(one: Address, said: str, members: Any) -> str:
    given = dict(pair.split("=", 1) for pair in said.split())

    def value(found: re.Match[str]) -> str:
        if found["kind"] in LANGUAGES:
            return "en"
        asked = given[found["name"]]
        return SAMPLES[asked[1:]](members) if asked.startswith("@") else asked

    return "/" + ARGUMENT.sub(value, one.route)


def _met(browser: Any, method: str, path: str, expected: str) -> str:
    """What somebody meets; nothing that it changes is kept."""
    with transaction.atomic(), transaction.atomic(using="casework"):
        response = browser.get(path) if method == "GET" else browser.post(path)
        if response.streaming:
            b"".join(response.streaming_content)
        transaction.set_rollback(True)
        transaction.set_rollback(True, using="casework")
    browser.cookies.pop("csrftoken", None)
    return _outcome(response, expected)


def _outcome(response: Any, expected: str) -> str:
    by_status = {403: "forbidden", 404: "not-found", 405: "method", 401: "unauthorised"}
    leads = response.headers.get("Location", "").partition("?")[0]
    kept = expected in ("public", "not-found", "method") and "/desk/" not in response.request["PATH_INFO"]
    if kept and (response.cookies or "cookie" in response.headers.get("Vary", "").lower()):
        return f"{response.status_code} with a cookie"
    if response.status_code in by_status:
        return by_status[response.status_code]
    if response.status_code >= 500:
        return f"error {response.status_code}"
    if leads.endswith("/desk/sign-in") and expected != "open":
        return "sign-in"
    return expected if expected in ("public", "open", "allowed") else f"status {response.status_code}"


def _undeclared(one: Address, actor: str, expected: str) -> list[str]:
    """A page of the desk that declares nobody, or somebody that the table does not know."""
    roles = admitted(one.view)
    if expected == "allowed" and (roles is None or actor.removeprefix("other_") not in roles):
        return [f"{one.label} allows {actor} and does not declare it"]
    if expected in ("public", "open") and roles is not None:
        return [f"{one.label} is {expected} for {actor} and declares roles"]
    return []
