"""The page of the log: what it is for, its state, and the check of a token, which travels in the body alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate

from fairway.kernel.text import Text
from fairway.safe_reporting.proofs import Head, Promise, Reason, Verdict, read_token
from fairway.safe_reporting.proofs.tokens import LETTERS
from fairway.safe_reporting.proofs.verifying import judged
from fairway_portal.accounts.forms import Fault
from fairway_portal.casework.filings import keys, queries
from fairway_portal.casework.filings.weeks import Week, weeks
from fairway_portal.design.rendering import render
from fairway_portal.surveys.running.door_keeping import worker_page

LONGEST: Final = 4 * LETTERS
SHOWN: Final = 14
"""Heads on the page; the file has them all."""


@dataclass(frozen=True, slots=True)
class LogPage:
    """The page.

    Attributes:
        weeks: Counts of weeks that are over.
        heads: The newest ones, the newest first.
        keys: Names of the public keys, the one in use last.
        verdict: Of the token that was given.
        token: It, for asking for its proof; "" where there is none to be had.
        faults: Of the form.
    """

    weeks: tuple[Week, ...]
    heads: tuple[Head, ...]
    keys: tuple[str, ...]
    verdict: Verdict | None = None
    token: str = ""
    faults: tuple[Fault, ...] = ()


@worker_page("GET", "POST")
def log(request: HttpRequest) -> HttpResponse:
    """The log, and what a token comes to in it."""
    if request.method != "POST":
        return render(request, "casework/filings/log.html", _page())
    token = request.POST.get("token", "")[:LONGEST]
    if not token.strip():
        fault = Fault("token", Text("Write the letters that were given when the report was sent."))
        return render(request, "casework/filings/log.html", _page(faults=(fault,)), status=422)
    promise = read_token(token, keys.public_keys(localdate()))
    if isinstance(promise, Reason):
        return render(request, "casework/filings/log.html", _page(Verdict(promise)), status=422)
    if request.POST.get("wanted") == "proof":
        found = _proof(promise)
        if found is not None:
            return found
    verdict = _verdict(promise, localdate())
    given = "".join(token.split()) if verdict.accepted else ""
    return render(request, "casework/filings/log.html", _page(verdict, given))


def _verdict(promise: Promise, today: date) -> Verdict:
    newest, logged = queries.newest_head(), queries.logged_on(promise)
    last = newest.day if newest else None
    return Verdict(judged(promise, logged, last, today), promise, logged, last)


def _proof(promise: Promise) -> HttpResponse | None:
    found = queries.inclusion(promise)
    if found is None:
        return None
    response = HttpResponse(found.as_json(), content_type="application/json")
    response.headers["Content-Disposition"] = 'attachment; filename="proof.json"'
    return response


def _page(verdict: Verdict | None = None, token: str = "", faults: tuple[Fault, ...] = ()) -> LogPage:
    today = localdate()
    newest = tuple(reversed(queries.heads(SHOWN)))
    named = tuple(one.name for one in keys.public_keys(today))
    return LogPage(weeks(today), newest, named, verdict, token, faults)
