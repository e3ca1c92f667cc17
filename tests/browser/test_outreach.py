"""A union officer enters forty paper forms without a connection, uploads them twice, and dies in the middle of it."""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from tests.browser.conftest import SERVE, _wait_for
from tests.browser.looking import Visit, fits
from tests.portal import with_database

pytestmark = pytest.mark.browser

WORD = "a long road with no fee"
KEY = str(UUID(int=21))
SHORT = "recruitment-rating-short"
DESK = "en/desk/outreach"
ENTRY = f"{DESK}/{KEY}/forms/{SHORT}"
OFFICER = """
import django; django.setup()
from fairway_portal.accounts.models import Membership, Organisation, Person, Role
at = Organisation.objects.create(name="Domestic Workers' Union", kind="union", country="NPL")
who = Person.objects.create_user("officer@example.org", "a long road with no fee", name="Asha Rai")
Membership.objects.create(person=who, organisation=at, role=Role.OUTREACH)
"""


@dataclass(frozen=True)
class Portal:
    """A portal of this module's own: its address, and the home that holds its database."""

    address: str
    home: Path

    @property
    def environment(self) -> dict[str, str]:
        own = {"FAIRWAY_HOME": str(self.home), "DJANGO_SETTINGS_MODULE": "fairway_portal.site.settings"}
        return {**os.environ, **own}

    def run(self, script: str) -> None:
        asked = [sys.executable, "-c", script]
        subprocess.run(asked, env=self.environment, check=True, capture_output=True, timeout=60)

    def kept(self) -> tuple[int, int, int]:
        """How many submissions, ratings of the tier outreach, and conflicts there are."""
        with closing(sqlite3.connect(self.home / "portal.sqlite3")) as database:
            asked = (
                "SELECT count(*) FROM fairway_surveys_submission",
                "SELECT count(*) FROM fairway_monitor_rating WHERE tier = 'outreach'",
                "SELECT count(*) FROM fairway_surveys_conflict",
            )
            submissions, ratings, conflicts = (int(database.execute(one).fetchone()[0]) for one in asked)
            return submissions, ratings, conflicts


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    home = tmp_path_factory.mktemp("outreach")
    with_database(home)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    made = Portal(f"http://127.0.0.1:{port}", home)
    log = home / "portal.log"
    with log.open("w") as stream:
        process = subprocess.Popen(
            [sys.executable, "-c", SERVE, str(port)], env=made.environment, stdout=stream, stderr=stream
        )
    try:
        _wait_for(f"{made.address}/health", process, log)
        made.run(OFFICER)
        yield made
    finally:
        process.terminate()
        process.wait(timeout=30)


@pytest.fixture(scope="module")
def standing(browser: Any, portal: Portal) -> Any:
    """The cookies of an officer who signed in."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{portal.address}/{DESK}")
    sign_in(page)
    page.wait_for_url(f"**/{DESK}")
    found = context.storage_state()
    context.close()
    return found


@contextmanager
def at_desk(browser: Any, portal: Portal, standing: Any, **more: Any) -> Iterator[Any]:
    """The window of an officer on the page of occasions."""
    context = browser.new_context(reduced_motion="reduce", timezone_id="UTC", storage_state=standing, **more)
    context.set_default_timeout(15_000)
    try:
        context.new_page().goto(f"{portal.address}/{DESK}")
        yield context
    finally:
        context.close()


def sign_in(page: Any) -> None:
    page.locator("input[type=email]").fill("officer@example.org")
    page.locator("input[type=password]").fill(WORD)
    page.locator("main form button").last.click()


def occasion(page: Any) -> None:
    """Makes the occasion, under a key that the test knows."""
    page.locator("main input[name=key]").evaluate(f"field => field.value = '{KEY}'")
    page.get_by_label("What it was").fill("Sunday meeting")
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url(f"**/{KEY}")


def count(page: Any, name: str) -> str:
    return str(page.locator(f'[data-count="{name}"]').text_content())


def wait_for(page: Any, name: str, said: str) -> None:
    page.wait_for_function(
        '([name, said]) => document.querySelector(`[data-count="${name}"]`)?.textContent === said', arg=[name, said]
    )


def type_form(page: Any, agency: str) -> None:
    """One form by the keyboard alone: 1 yes, 0 no, - nothing written."""
    page.locator('[data-question="consent"] input').first.focus()
    page.keyboard.press("1")
    page.keyboard.type(agency)
    page.keyboard.press("Enter")  # to the card
    page.keyboard.press("Enter")
    page.locator('[data-question="paid_anyone"] input').first.focus()
    for key in "1001-":
        page.keyboard.press(key)
    page.keyboard.press("Control+Enter")


KEEP_MANY = """async (count) => {
  const { store, newInstance } = globalThis.fairwayOutreach
  const [first] = await store.forms()
  for (let at = 0; at < count; at++) {
    const answers = { ...first.answers, agency: `Agency ${at}` }
    await store.keep({ ...first, instance: newInstance(), kept: newInstance(), at: Date.now() + at, answers }, "none")
  }
}"""


def test_forty_forms_without_a_connection_uploaded_twice_are_forty(browser: Any, portal: Portal, standing: Any) -> None:
    with at_desk(browser, portal, standing) as context:
        page = context.pages[0]
        occasion(page)
        page.goto(f"{portal.address}/{ENTRY}")
        page.wait_for_function(
            "async () => (await caches.keys()).length && Boolean(await caches.match(location.pathname))"
        )
        context.set_offline(True)
        for at in range(3):
            type_form(page, f"Typed {at}")
            wait_for(page, "waiting", str(at + 1))
        page.evaluate(KEEP_MANY, 37)
        page.locator('[data-question="agency"] input').fill("half typed")
        page.keyboard.press("Tab")
        page.reload()  # the page opens again without a line, with everything that waits
        wait_for(page, "waiting", "40")
        assert page.locator('[data-question="agency"] input').input_value() == "half typed"
        assert "No connection" in page.locator("[data-told]").text_content()

        # The line comes back, and breaks once the portal has written the first forms and before it said so.
        page.route("**/upload", lambda route: (route.fetch(), route.abort()))
        context.set_offline(False)
        with page.expect_event("requestfailed", lambda one: one.url.endswith("/upload")):
            page.get_by_role("button", name="Send now").click()
        page.unroute("**/upload")
        assert count(page, "waiting") == "40"
        page.close()  # in the middle of it

        page = context.new_page()
        page.goto(f"{portal.address}/{ENTRY}")
        wait_for(page, "waiting", "0")
        wait_for(page, "arrived", "40")
        told = page.locator("[data-told]").text_content()
        assert "Everything has arrived. New: 20. Had arrived before, and were not counted twice: 20." in told
        page.get_by_role("button", name="Send now").click()
        assert page.evaluate("async () => (await globalThis.fairwayOutreach.store.forms()).length") == 0
    assert portal.kept() == (40, 40, 0)


@pytest.mark.slow
def test_a_form_that_needs_a_look_is_opened_corrected_and_sent(browser: Any, portal: Portal, standing: Any) -> None:
    before = portal.kept()[0]
    with at_desk(browser, portal, standing) as context:
        page = context.pages[0]
        occasion(page)
        page.goto(f"{portal.address}/{ENTRY}")
        page.locator('[data-question="agency"] input').fill("A & B <i>")
        page.locator('[data-question="departure_year"] input').fill("soon")
        page.get_by_role("button", name="Keep this form").click()
        wait_for(page, "look", "1")
        assert "Write the year with four digits" in page.locator("[data-look]").text_content()
        page.locator("[data-look] a").click()
        assert page.locator('[data-question="agency"] input').input_value() == "A & B <i>"
        page.locator('[data-question="departure_year"] input').fill("२०२१")
        page.locator('[data-question="consent"] input').first.check()
        page.get_by_role("button", name="Keep this form").click()
        wait_for(page, "look", "0")
        wait_for(page, "waiting", "0")
        page.wait_for_function("() => document.querySelector('[data-told]').textContent.includes('New: 1')")
    assert portal.kept()[0] == before + 1


@pytest.mark.slow
def test_whoever_is_signed_out_keeps_everything_and_signs_in_to_send(
    browser: Any, portal: Portal, standing: Any
) -> None:
    before = portal.kept()[0]
    with at_desk(browser, portal, standing) as context:
        page = context.pages[0]
        occasion(page)
        page.goto(f"{portal.address}/{ENTRY}")
        page.wait_for_function("async () => (await caches.keys()).length > 0")
        context.clear_cookies()
        type_form(page, "Signed out")
        page.locator("[data-sign-in] a").wait_for(state="visible")
        assert count(page, "waiting") == "1"
        page.locator("[data-sign-in] a").click()
        sign_in(page)
        page.wait_for_url(f"**/{ENTRY}")
        wait_for(page, "waiting", "0")
    assert portal.kept()[0] == before + 1


@pytest.mark.slow
def test_everything_on_the_computer_can_be_deleted(browser: Any, portal: Portal, standing: Any) -> None:
    with at_desk(browser, portal, standing) as context:
        page = context.pages[0]
        occasion(page)
        page.goto(f"{portal.address}/{ENTRY}")
        page.wait_for_function("async () => Boolean(await caches.match(location.pathname))")
        context.set_offline(True)
        type_form(page, "To be forgotten")
        wait_for(page, "waiting", "1")
        context.set_offline(False)
        page.route("**/upload", lambda route: route.abort())
        page.locator("details summary").last.click()
        page.get_by_role("button", name="Delete", exact=True).click()
        page.wait_for_url("**/en/desk/")
        left = "async () => [(await indexedDB.databases()).length, (await caches.keys()).length]"
        assert page.evaluate(left) == [0, 0]
        assert page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length") == 0


@pytest.mark.slow
@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("ar", 360)])
def test_pages_have_no_faults_of_access_and_fit(
    browser: Any, portal: Portal, standing: Any, language: str, width: int
) -> None:
    with at_desk(browser, portal, standing, viewport={"width": width, "height": 900}) as context:
        page = context.pages[0]
        occasion(page)
        for path in ("", f"/{KEY}", f"/{KEY}/forms/{SHORT}", f"/{KEY}/forms/{SHORT}/table"):
            seen = Visit(page, portal.address)
            page.goto(f"{portal.address}/{language}/desk/outreach{path}")
            assert (fits(page), seen.violations(), seen.errors, seen.foreign) == (True, [], [], []), path


def test_without_a_script_each_form_is_sent_at_once(browser: Any, portal: Portal, standing: Any) -> None:
    before = portal.kept()[0]
    with at_desk(
        browser, portal, standing, java_script_enabled=False, viewport={"width": 360, "height": 900}
    ) as context:
        page = context.pages[0]
        page.get_by_label("What it was").fill("A visit")
        page.get_by_role("button", name="Continue").click()
        page.goto(f"{page.url}/forms/{SHORT}")
        assert not page.locator("#keeping:visible").count()
        assert "each form is sent at once" in page.locator("noscript").text_content()
        page.locator('[name="consent"][value="yes"]').check()
        page.locator('[name="agency"]').fill("A")
        page.get_by_role("button", name="Keep this form").click()
        assert page.locator(".note.done").text_content() == "The form has arrived."
    assert portal.kept()[0] == before + 1
