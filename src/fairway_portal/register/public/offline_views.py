"""The page that a phone keeps, to check codes of licences where there is no connection."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from fairway.kernel.text import Text
from fairway.methods.signing_keys import keys_as_json
from fairway.recruitment.licences.proof import REASONS
from fairway.recruitment.licences.proof_encoding import STATES as SIGNED
from fairway.recruitment.licences.states import IN_FORCE, STATES
from fairway.reference.wording import WORKER_LANGUAGES
from fairway_portal.design import speech
from fairway_portal.design.rendering import render, unkept
from fairway_portal.register.public import keys
from fairway_portal.surveys.running.door_keeping import CONTENT_SECURITY_POLICY, worker_page

SCRIPT: Final = Path(__file__).resolve().parents[2] / "design" / "static" / "design" / "licence_worker.js"
KEPT: Final = ("design/worker.css", "design/mark.svg", "design/licence_check.js")
WITH_SCRIPT: Final = CONTENT_SECURITY_POLICY + "; script-src 'self'; connect-src 'self'; worker-src 'self'"
"""This page alone of those for workers has a script: the browser itself must check a signature."""


@dataclass(frozen=True, slots=True)
class Offline:
    """The page.

    Attributes:
        keys: The public keys, as `/api/register/keys.json` gives them.
        taken: The day on which they were taken.
        states: In words, in the order of the token's numbers; `standing`: the places of those in force.
        reasons: Code, what is wrong, what to do.
        worker: Address of the script that keeps the page.
        scopes: Addresses for which it answers where there is no connection.
    """

    keys: str
    taken: date
    states: tuple[Text, ...]
    standing: tuple[int, ...]
    reasons: tuple[tuple[str, Text, Text], ...]
    worker: str
    scopes: str


@worker_page("GET", private=False)
def offline(request: HttpRequest) -> HttpResponse:
    """The form, the keys, and the script that checks a token against them."""
    page = Offline(
        keys=keys_as_json(keys.public_keys()), taken=localdate(), states=tuple(STATES[one] for one in SIGNED),
        standing=tuple(place for place, one in enumerate(SIGNED) if one in IN_FORCE),
        reasons=tuple((code.value, *said) for code, said in REASONS.items()),
        worker=reverse("licence-offline-script", args=(speech.current().language,)),
        scopes=json.dumps([f"{reverse('licences', args=(language,))}/" for language in WORKER_LANGUAGES]),
    )  # fmt: skip
    response = unkept(render(request, "register/public/offline.html", page))
    response.headers["Content-Security-Policy"] = WITH_SCRIPT
    return response


@require_safe
def script(request: HttpRequest, language: str) -> HttpResponse:
    """The service worker that keeps the page; the same for everybody, it holds nothing of anybody."""
    response = HttpResponse(script_of(language), content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Service-Worker-Allowed"] = "/"  # a code is in the language of whoever printed it
    return response


@lru_cache(maxsize=8)
def script_of(language: str) -> str:
    """The script with what it keeps; its version is made of all that, so that a new release replaces the old one.

    Args:
        language: Of the page that is kept.
    """
    files = [static(name) for name in KEPT]
    written = SCRIPT.read_text(encoding="utf-8")
    version = hashlib.sha256("\n".join([written, language, *files]).encode()).hexdigest()[:12]
    told = json.dumps({"version": version, "page": reverse("licence-offline", args=(language,)), "files": files})
    return f"const KEPT = {told}\n{written}"
