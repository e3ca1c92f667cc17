"""A worker before her pages, and the offices that read what she sends: for tests of reporting and coming back."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from django.utils.timezone import localdate

from fairway.safe_reporting.sealing.identities import fingerprint, new_identity, recipient_of
from fairway_portal.casework.keys.models import HandlerKey, Office
from tests.portal import Page, client, text_of


@dataclass
class OpenOffice:
    """An office with a key, whose secret half the test holds."""

    office: Office
    identity: str


def office(
    name: str, kind: str = "union", country: str = "LBN", *, purpose: str = "handler", **more: Any
) -> OpenOffice:
    """An open office with one live key."""
    number = Office.objects.count() + 900_001
    made = Office.objects.create(organisation=number, name=name, kind=kind, country=country, languages=["en"], **more)
    return OpenOffice(made, key_of(made, purpose))


def key_of(at: Office, purpose: str = "handler") -> str:
    """A new live key of an office; its secret half."""
    identity = new_identity()
    public = recipient_of(identity)
    HandlerKey.objects.create(
        office=at, person=at.organisation, public=public, fingerprint=fingerprint(public), since=localdate(),
        purpose=purpose,
    )  # fmt: skip
    return identity


def two_offices() -> tuple[OpenOffice, OpenOffice]:
    """What intake needs to be open: a union and legal aid, with a telephone."""
    return office("Domestic Workers' Union", telephone="+961 1 000 001"), office("Cedar Legal Aid", "legal_aid")


@dataclass
class Worker:
    """Her telephone: it knows the page at hand, and posts its form with what she types."""

    language: str = "en"
    browser: Any = field(default_factory=client)
    number: str = ""
    shown: str = ""
    status: int = 0

    def get(self, path: str) -> str:
        return self._seen(self.browser.get(f"/{self.language}/notes{path}"))

    def post(self, path: str, **posted: Any) -> str:
        return self._seen(self.browser.post(f"/{self.language}/notes{path}", posted))

    def begin(self, start: str = "ordinary") -> str:
        self.post("/new", start=start)
        self.number = re.sub(r"\s", "", re.findall(r'number-shown" dir="ltr">([\d ]+)<', self.shown)[0])
        return self.step(last=self.number[-5:])

    def step(self, **posted: Any) -> str:
        """Posts the form at hand with its hidden fields."""
        return self.post("/new", **{**self.hidden(), "go": "on", **posted})

    def back(self, **posted: Any) -> str:
        return self.post("/back", **{**self.hidden(), **posted})

    def enter(self, number: str = "") -> str:
        return self.post("/back", number=number or self.number)

    def hidden(self) -> dict[str, str]:
        fields = [one for one in Page(self.shown).all("input") if one.get("type") == "hidden"]
        return {str(one["name"]): str(one.get("value") or "") for one in fields}

    def heading(self) -> str:
        found = re.search(r"<h1>(.*?)</h1>", self.shown, re.DOTALL)
        return found[1].strip() if found else ""

    def faults(self) -> str:
        return " ".join(re.findall(r'class="error"[^>]*>(.*?)</p>', self.shown, re.DOTALL))

    def report(self, *offices: OpenOffice, words: str = "He keeps my papers.", **answers: Any) -> str:
        """From the first page to the last."""
        self.begin()
        self.step(happened=answers.get("happened", ["wages", "documents"]))
        self.step(words=words)
        self.step(country=answers.get("country", "LBN"), year="2026")
        self.step(safe="yes")
        self.step(reach="number", language=self.language)
        self.step()
        self.step(office=[str(one.office.pk) for one in offices])
        return self.step(go="send")

    def _seen(self, response: Any) -> str:
        self.status, self.response = response.status_code, response
        self.shown = text_of(response)
        return self.shown
