"""A union handler and legal aid at work on a report, in a browser that opens and seals with their own keys.

The portal is one that `demonstrate_casework` has filled; what the worker answers is done by the action that her page
calls (her own pages have their own journeys).
"""

from __future__ import annotations

import json
import os
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import SERVE, _wait_for
from tests.browser.looking import fits, visit
from tests.portal import with_database

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SETUP = "import django; django.setup()\nfrom django.core.management import call_command\n"
PEOPLE = (
    SETUP
    + """
import io, json
call_command("migrate", verbosity=0)
call_command("demonstrate_casework", stdout=io.StringIO())
from fairway_portal.accounts.models import Membership, Person
from tests.people import client_of
found = {}
for name in ("union", "legal-aid"):
    membership = Membership.objects.select_related("person").get(person__email=f"{name}@demonstration.example")
    from django.conf import settings
    found[name] = client_of(membership).cookies[settings.SESSION_COOKIE_NAME].value
from fairway_portal.casework.cases.models import Case
found["case"] = Case.objects.get(office__name__startswith="Union", state="in_progress").number
print(json.dumps(found))
"""
)
CONSENT = (
    SETUP
    + """
from datetime import date
from fairway_portal.casework.cases.actions import answer
from fairway_portal.casework.cases.models import Disclosure
asked = Disclosure.objects.get(state="asked")
answer(report=asked.case.report_id, disclosure=asked.pk, consent=True, on=date.today())
"""
)
COOKIE = "sessionid"


@dataclass(frozen=True)
class Site:
    """A running demonstration: sessions by name, the number of a case, the folder of keys."""

    address: str
    home: Path
    environment: dict[str, str]
    told: dict[str, str]

    def one(self, question: str, *values: object) -> Any:
        with sqlite3.connect(self.home / "casework.sqlite3") as database:
            return database.execute(question, values).fetchone()


def portal(environment: dict[str, str], program: str) -> str:
    made = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, timeout=110, check=False
    )
    assert made.returncode == 0, made.stderr
    return made.stdout


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    home = tmp_path_factory.mktemp("casework")
    with_database(home)
    environment = {
        **os.environ, "FAIRWAY_HOME": str(home), "FAIRWAY_DEMONSTRATION": "yes", "DATABASE_URL": "",
        "FAIRWAY_CASEWORK_DATABASE_URL": "", "PYTHONPATH": str(Path(__file__).parents[2]),
    }  # fmt: skip
    told = json.loads(portal(environment, PEOPLE).splitlines()[-1])
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = home / "portal.log"
    with log.open("w") as stream:
        running = subprocess.Popen(
            [sys.executable, "-c", SERVE, str(port)], env=environment, stdout=stream, stderr=stream
        )
    try:
        _wait_for(f"http://127.0.0.1:{port}/health", running, log)
        yield Site(f"http://127.0.0.1:{port}", home, environment, told)
    finally:
        running.terminate()
        running.wait(timeout=30)


@contextmanager
def at_desk(browser: Any, site: Site, who: str, **look: Any) -> Iterator[Any]:
    """The work-list of somebody who has signed in."""
    state = {"cookies": [{"name": COOKIE, "value": site.told[who], "url": site.address}], "origins": []}
    with visit(browser, site.address, "en/desk/cases", storage_state=state, **look) as seen:
        yield seen
        assert (seen.errors, seen.foreign) == ([], [])


def with_key(page: Any, site: Site, who: str) -> None:
    """Her key, where the browser does not hold it already."""
    page.set_input_files("#age-key-file", site.home / "demonstration-keys" / f"{who}.txt")
    page.locator("[data-opened]").first.wait_for()


def press(page: Any, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def test_a_report_is_opened_answered_referred_with_consent_and_wages_are_recovered(browser: Any, site: Site) -> None:
    case, words = site.told["case"], "I paid an agent two thousand dollars"
    with at_desk(browser, site, "union") as seen:
        page = seen.page
        page.goto(f"{site.address}/en/desk/cases/{case}")
        assert words not in page.content()
        with_key(page, site, "union")
        page.get_by_text(words).wait_for()
        page.fill("#message-plain", "Good morning. May a lawyer look at this?")
        press(page, "Send the message")
        page.get_by_text("Good morning. May a lawyer look at this?").wait_for()
        page.get_by_text("Refer her to another office").click()
        page.select_option("#referral-office", label="Legal Aid of the Seven Bridges (demonstration) (Lebanon)")
        page.locator("details[open] button", has_text="Ask her").first.click()
        page.wait_for_load_state()
        portal(site.environment, CONSENT)
        page.goto(f"{site.address}/en/desk/cases/{case}#requests")
        page.get_by_role("link", name="Referral to another office").click()
        page.wait_for_load_state()
        page.get_by_role("button", name="Forget the key").wait_for()
        with page.expect_navigation(timeout=20_000):
            page.locator("button[data-reseal]").click()
        press(page, "Hand it over")
        page.goto(f"{site.address}/en/desk/cases/{case}")
        page.get_by_text("Record what she got back").click()
        page.select_option("#remedy-kind", "wages_recovered")
        page.fill("#remedy-amount", "1234.50")
        page.fill("#remedy-currency", "USD")
        page.fill("#remedy-plain", "USD 1,234.50, paid by the agent today.")
        press(page, "Record it")
        assert "1,200" in page.locator("main").inner_text()
    assert (
        site.one("SELECT amount FROM fairway_cases_remedy WHERE kind = 'wages_recovered' ORDER BY id DESC")[0] == 1200
    )
    other = site.one(
        "SELECT number FROM fairway_cases_case WHERE office_id IN (SELECT id FROM fairway_keys_office WHERE kind = "
        "'legal_aid') ORDER BY opened DESC"
    )[0]
    with at_desk(browser, site, "legal-aid") as seen:
        page = seen.page
        page.goto(f"{site.address}/en/desk/cases/{other}")
        with_key(page, site, "legal-aid")
        page.get_by_text(words).wait_for()
        assert "May a lawyer look at this?" not in page.content()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_desk_of_cases_fits_and_has_no_barriers(browser: Any, site: Site, language: str, width: int) -> None:
    with at_desk(browser, site, "union", width=width) as seen:
        for path in ("", "/measures", f"/{site.told['case']}", f"/{site.told['case']}/moves/close"):
            seen.page.goto(f"{site.address}/{language}/desk/cases{path}")
            assert fits(seen.page), path
            assert seen.violations() == [], path


def test_without_javascript_everything_can_be_saved_and_sent(browser: Any, site: Site) -> None:
    with at_desk(browser, site, "union", width=360, scripts=False) as seen:
        page = seen.page
        page.goto(f"{site.address}/en/desk/cases/{site.told['case']}")
        assert page.locator("a[download]").count() >= 1
        assert page.locator("form[data-seal] input[type=file]").count() >= 4
        assert "fairway casework open" in page.locator("main").inner_text()
