"""A mistake as a page: what happened and what to do, in the reader's language, the exact wording beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse

from fairway.kernel.errors import FairwayError, UnknownCode
from fairway.kernel.text import Text
from fairway_portal.design import speech
from fairway_portal.design.rendering import render

# What each kind of mistake is called and what to do about it; the library's own words are in English and follow below.
WORDS: Final = {
    "bad-request": (
        Text("This request could not be read"),
        Text("Go back and try again, or start from the home page."),
    ),
    "not-found": (
        Text("There is nothing at this address"),
        Text("Check the address, or start from one of these pages."),
    ),
    "unknown-code": (
        Text("No country or region is called that"),
        Text("Write the name in any language, or the three letters of the country."),
    ),
    "identical-places": (
        Text("A corridor needs two different countries"),
        Text("Choose another origin, destination or transit country. Migration inside a country is not covered."),
    ),
    "out-of-range": (
        Text("No source records what was asked for"),
        Text("Leave out the year or the sex, or choose another one."),
    ),
    "invalid-input": (Text("What was asked for cannot be shown"), Text("Check the address, or start again.")),
    "method-not-allowed": (Text("This page can only be read"), Text("Open it with a link or type its address.")),
    "try-again": (
        Text("Something did not answer"),
        Text("Nothing is wrong with what you asked. Try again in a minute."),
    ),
    "pdf-busy": (
        Text("Another PDF is being made"),
        Text("Only one PDF is made at a time. Try again in a few seconds, or take the profile as XLSX, CSV or JSON."),
    ),
    "internal-error": (
        Text("Something went wrong on our side"),
        Text("The fault has been written to the log. Try again in a few minutes."),
    ),
}
NAMED_CODE: Final = re.compile(r"^(?P<name>.+) \((?P<code>[A-Z0-9]{2,20})\)$")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that exists and may have been meant; an address where it has a page."""

    name: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """The page of a mistake."""

    title: Text
    advice: Text
    original: str
    suggestions: tuple[Suggestion, ...]
    status: int


def fault_page(request: HttpRequest, error: FairwayError, status: int) -> HttpResponse:
    """The mistake as a page with its status; a 5xx says nothing of the inside."""
    title, advice = WORDS.get(error.slug) or WORDS["internal-error" if status >= 500 else "invalid-input"]
    suggestions: tuple[Suggestion, ...] = ()
    if isinstance(error, UnknownCode):
        suggestions = tuple(_suggestion(request, error, one) for one in error.suggestions)
    original = "" if status >= 500 or error.slug in ("bad-request", "method-not-allowed") else _for_a_page(str(error))
    return render(request, "design/fault.html", Fault(title, advice, original, suggestions, status), status=status)


def _for_a_page(said: str) -> str:
    """The library's words without the clauses that name a command, which a reader of a page does not have."""
    clauses = re.split(r"(?<=[.;?!])\s+", said)
    kept = " ".join(clause for clause in clauses if "`" not in clause)
    return f"{kept[:-1]}." if kept.endswith(";") else kept


def _suggestion(request: HttpRequest, error: UnknownCode, name: str) -> Suggestion:
    """A link to the same page with the wrong code replaced, where the address holds it."""
    found = NAMED_CODE.match(name)
    asked = str(error.details.get("asked", ""))
    if not found:
        return Suggestion(name)
    code = found["code"]
    parts = request.path.split("/")
    address = "/".join(code if part.casefold() == asked.casefold() else part for part in parts)
    return Suggestion(f"{speech.place(code)} ({code})", address if address != request.path else "")
