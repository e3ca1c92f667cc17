"""A domestic worker reports in Amharic on a small telephone without JavaScript, closes it, comes back with her number.

The office is one that the test opens in the portal's database; its secret key never leaves the test.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from fairway.safe_reporting.report import answer_from_json, from_json
from fairway.safe_reporting.sealing.envelopes import open_sealed
from tests.browser.conftest import SERVE, _wait_for
from tests.browser.looking import Visit, fits, visit
from tests.portal import with_database

pytestmark = [pytest.mark.browser, pytest.mark.slow]
WIDTH = 360
MOST_BYTES = 50_000
MOST_REQUESTS = 5
WORDS = "ደመወዜን ለአራት ወር አልከፈሉኝም።"
MESSAGE = "አርብ መምጣት ትችያለሽ?"
ANSWER = "አዎ፣ አርብ እመጣለሁ።"
IN_THE_PORTAL = "import django; django.setup()\n"
OFFICES = """
from tests.unit.portal.casework.intake.reporting import two_offices
union, _ = two_offices()
print(union.identity)
"""
LETTER = """
import json, sys, uuid
from django.utils.timezone import localdate
from fairway.safe_reporting.sealing.envelopes import seal
from fairway_portal.casework.vault.actions import add_envelope
from fairway_portal.casework.vault.models import Report
report = Report.objects.get()
content = json.dumps({"text": sys.argv[1]}).encode()
made = seal(content, report=report.pk.hex, kind="message", recipients=[report.reporter])
add_envelope(report=report.pk, kind="message", envelope=made.content, recipients=["reporter"], author="person:1",
             on=localdate(), key=uuid.uuid4())
"""
ENVELOPES = """
import base64
from fairway_portal.casework.vault.models import Sealed
from fairway_portal.casework.vault.queries import envelope
for one in Sealed.objects.filter(kind__in=["report", "answer"]).order_by("number"):
    print(one.kind, base64.b64encode(envelope(one.pk)).decode())
"""


@dataclass
class Site:
    """A portal of its own, with two offices."""

    address: str
    environment: dict[str, str]
    identity: str = ""

    def run(self, program: str, *said: str) -> str:
        """What a program prints that runs beside the portal."""
        command = [sys.executable, "-c", IN_THE_PORTAL + program, *said]
        root = Path(__file__).parents[2]
        ran = subprocess.run(command, env=self.environment, cwd=root, capture_output=True, text=True, check=True)
        return ran.stdout.strip()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    home = tmp_path_factory.mktemp("notes")
    with_database(home)
    own = {"FAIRWAY_HOME": str(home), "DJANGO_SETTINGS_MODULE": "fairway_portal.site.settings", "PYTHONPATH": "."}
    made = Site(f"http://127.0.0.1:{port}", {**os.environ, **own})
    log = home / "portal.log"
    with log.open("w") as stream:
        process = subprocess.Popen(
            [sys.executable, "-c", SERVE, str(port)], env=made.environment, stdout=stream, stderr=stream
        )
    try:
        _wait_for(f"{made.address}/health", process, log)
        made.identity = made.run(OFFICES)
        yield made
    finally:
        process.terminate()
        process.wait(timeout=30)


class Telephone:
    """Hers: it counts what each page costs."""

    def __init__(self, seen: Visit) -> None:
        self.page = seen.page
        self.requests: list[str] = []
        self.page.on("request", lambda one: self.requests.append(one.url))

    def press(self, value: str) -> None:
        """Presses a button of the page's form, and looks at the page that follows."""
        self.requests.clear()
        self.page.click(f"main button[value='{value}']")
        assert len(self.requests) <= MOST_REQUESTS
        assert len(self.page.title()) <= 12
        assert self.page.locator("a.leave").count() >= 1
        width = self.page.locator("body").bounding_box()["width"]
        assert width <= WIDTH

    @property
    def shown(self) -> str:
        return str(self.page.inner_text("main"))


def test_she_reports_and_comes_back(browser: Any, site: Site) -> None:
    plain: dict[str, Any] = {"width": WIDTH, "scripts": False, "locale": "am-ET"}
    with visit(browser, site.address, "am/notes", **plain) as seen:
        assert seen.page.locator("html").get_attribute("lang") == "am"
        hers = Telephone(seen)
        hers.press("ordinary")
        number = re.sub(r"\s", "", hers.page.inner_text(".number-shown"))
        hers.page.fill("#last", number[-5:])
        hers.press("on")
        hers.page.check("input[value=wages]")
        hers.press("on")
        hers.page.fill("#words", WORDS)
        hers.press("on")
        hers.page.select_option("#country", "LBN")
        hers.press("on")

    with visit(browser, site.address, "am/notes/back", **plain) as seen:  # the line dropped; another day
        hers = Telephone(seen)
        hers.page.fill("#number", number)
        hers.page.click("main form button")
        hers.press("same")
        hers.press("skip")
        hers.press("skip")
        hers.press("on")
        hers.page.locator("input[name=office]").first.check()
        hers.page.get_by_text("Domestic Workers' Union").check()
        hers.press("on")
        assert WORDS in hers.shown
        hers.press("send")
        assert not seen.errors
        assert not seen.foreign
    site.run(LETTER, MESSAGE)

    with visit(browser, site.address, "am/notes/back", **plain) as seen:
        hers = Telephone(seen)
        hers.page.fill("#number", " ".join(number[at : at + 5] for at in range(0, len(number), 5)))
        hers.page.click("main form button")
        assert MESSAGE in hers.shown
        assert WORDS not in hers.shown
        hers.page.fill("#text", ANSWER)
        hers.page.locator("main button[value=write]").last.click()
        assert ANSWER not in hers.shown
    report, answer = [
        open_sealed(_decoded(line.split()[1]), [site.identity]) for line in site.run(ENVELOPES).splitlines()
    ]
    assert from_json(report.content)["words"] == WORDS
    assert answer_from_json(answer.content) == ANSWER


@pytest.mark.parametrize("language", ["en", "ar", "am"])
@pytest.mark.parametrize("path", ["notes", "notes/who", "notes/back", "notes/sealed"])
def test_each_page_is_light_and_usable(browser: Any, site: Site, language: str, path: str) -> None:
    with visit(browser, site.address, f"{language}/{path}", width=320) as seen:
        assert seen.violations() == []
        assert fits(seen.page)
        assert seen.bytes <= MOST_BYTES
        assert not seen.errors
        assert not seen.foreign


def test_her_own_device_seals_it(browser: Any, site: Site) -> None:
    with visit(browser, site.address, "en/notes/sealed", width=WIDTH) as seen:
        page = seen.page
        page.click("main form button")
        number = re.sub(r"\s", "", page.inner_text(".number-shown"))
        page.fill("#last", number[-5:])
        page.click("main form button")
        page.fill("#words", "Sealed on my telephone")
        page.get_by_text("Domestic Workers' Union").check()
        sent: list[str] = []
        page.on("request", lambda one: sent.append(one.post_data or ""))
        page.click("main form button")
        page.wait_for_selector(".number-shown")
        assert "It is sent" in page.inner_text("h1")
        assert sent
        assert not [one for one in sent if "Sealed+on" in one or "telephone" in one]
        assert not seen.errors


def _decoded(said: str) -> bytes:
    import base64

    return base64.b64decode(said)
