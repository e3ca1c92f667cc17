"""The script of the offline page decides as the library does, in a browser without a connection."""

from __future__ import annotations

import base64
import hashlib
import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from fairway.methods.signing_keys import new_key
from fairway.recruitment.licences.proof import read, sign
from fairway_portal.register.public import keys, offline_views
from tests.portal import client, text_of
from tests.unit.portal.register.licensing.licensed import today
from tests.unit.portal.register.public.test_licence_codes import claims

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db]
SCRIPT = offline_views.SCRIPT.with_name("licence_check.js")
ADDRESS = "http://localhost/en/licences/offline"


def signed_again(token: str, at: int) -> str:
    """A token with one bit of its byte `at` turned, and a checksum that fits: not a slip, a forgery."""
    body = bytearray(base64.b32decode(token + "=" * (-len(token) % 8))[:-3])
    body[at] ^= 1
    return base64.b32encode(bytes(body) + hashlib.sha256(body).digest()[:3]).decode().rstrip("=")


def spoiled(token: str, draw: random.Random) -> str:
    letters, at = list(token), draw.randrange(len(token) - 1)
    kind = draw.randrange(3)
    if kind == 0:
        del letters[at]
    elif kind == 1:
        letters.insert(at, draw.choice("ABCDEFG2345"))
    else:
        letters[at], letters[at + 1] = letters[at + 1], letters[at]
    return "".join(letters)


def cases() -> list[str]:
    own, token = keys.signing_key(), sign(claims(), keys.signing_key())
    whole = [
        token, token.lower(), token[:50], token[:7], "A" * 310, "hello", "2345" * 40, token + "A", "0" + token[1:],
        sign(claims(), new_key()), sign(claims(issued=today() + timedelta(days=9)), own),
        sign(claims(issued=today() - timedelta(days=3), lifetime_days=1), own), sign(claims(name="हिमालय " * 9), own),
        *(signed_again(token, at) for at in (0, 1, 3, 15, -1)),
    ]  # fmt: skip
    draw = random.Random(4)
    return whole + [spoiled(token, draw) for _ in range(40)]


@pytest.fixture
def page(chromium: str) -> Iterator[Any]:
    """The offline page in Chromium; nothing answers but what is handed to it here."""
    html = text_of(client().get("/en/licences/offline"))
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=chromium)
        shown = browser.new_page()
        script = SCRIPT.read_text(encoding="utf-8")
        shown.route("**/*.js", lambda route: route.fulfill(body=script, content_type="text/javascript"))
        shown.route(ADDRESS, lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
        shown.goto(ADDRESS)
        yield shown
        browser.close()


def test_the_script_decides_as_the_library(page: Any) -> None:
    known, wrong = keys.public_keys(), []
    for token in cases():
        proof = read(token, known, today=today())
        page.fill("#token", token)
        page.evaluate("for (const one of document.querySelectorAll('[data-outcome]')) one.hidden = true")
        page.click("#ask button")
        page.wait_for_selector("[data-outcome]:not([hidden])")
        outcome = page.locator("[data-outcome]:not([hidden])").get_attribute("id")
        found = page.locator("[data-reason]:not([hidden])").get_attribute("data-reason") if outcome == "refused" else ""
        if outcome == "genuine" and page.locator("[data-expired]").is_visible():
            found = "expired"
        if found != (proof.reason.value if proof.reason else ""):
            wrong.append((token[:20], proof.reason, outcome, found))
    assert wrong == []
