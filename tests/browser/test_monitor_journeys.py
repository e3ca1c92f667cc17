"""Whole ways through the Monitor, in a browser: a worker's in Nepali without scripts, an agency's, an analyst's.

The portal is one that `demonstrate` has filled; what the journeys themselves write is checked in its database.
"""

from __future__ import annotations

import os
import re
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import SERVE, _wait_for
from tests.browser.looking import fits, visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@dataclass(frozen=True)
class Site:
    """A running portal with a demonstration in it."""

    address: str
    home: Path
    passwords: dict[str, str]
    cards: list[str]

    def one(self, question: str, *values: object) -> Any:
        with sqlite3.connect(self.home / "portal.sqlite3") as database:
            return database.execute(question, values).fetchone()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    home = tmp_path_factory.mktemp("monitor")
    environment = {**os.environ, "FAIRWAY_HOME": str(home), "FAIRWAY_DEMONSTRATION": "yes"}
    made = subprocess.run(
        [sys.executable, "-m", "fairway_portal", "demonstrate"],
        env=environment, capture_output=True, text=True, timeout=110, check=True,
    )  # fmt: skip
    passwords = dict(re.findall(r"(\S+@\S+)\s+(\S+)", made.stdout))
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
        yield Site(f"http://127.0.0.1:{port}", home, passwords, re.findall(r"^\s+(\d{16})$", made.stdout, re.MULTILINE))
    finally:
        running.terminate()
        running.wait(timeout=30)


def go(page: Any, button: str = "main form button.button") -> None:
    page.locator(button).first.click()
    page.wait_for_load_state()


def test_a_worker_checks_a_fee_in_nepali_without_scripts(browser: Any, site: Site) -> None:
    with visit(browser, site.address, "ne/recruitment/", width=360, scripts=False) as seen:
        page = seen.page
        page.locator(".big-links a").first.click()
        page.select_option("#from", "NPL")
        page.select_option("#to", "QAT")
        go(page)
        page.select_option("#currency", "NPR")
        page.fill("#F1", "१२,५००")
        page.fill("#X", "२०००")
        page.fill("#pay", "१०००")
        page.select_option("#pay_currency", "QAR")
        page.fill("#rate", "३६.५")
        go(page)
        assert page.locator(".verdict.over_cap").count() == 1
        assert page.locator(".verdict.illegal").count() == 1
        assert page.locator("figure svg").count() == 1
        assert fits(page)
        assert page.locator("html").get_attribute("lang") == "ne"
        assert (seen.errors, seen.foreign) == ([], [])


def test_a_worker_rates_an_agency_with_a_card_and_finds_help(browser: Any, site: Site) -> None:
    code, name = site.one("SELECT code, name FROM fairway_actors_agency WHERE country = 'NPL' ORDER BY id LIMIT 1")
    before = site.one("SELECT count(*) FROM fairway_monitor_rating")[0]
    with visit(browser, site.address, "ne/recruitment/rate", width=360, scripts=False) as seen:
        page = seen.page
        page.fill("#q", code)
        go(page)
        page.locator(".big-links a").first.click()
        page.fill("#card", " ".join(re.findall("....", site.cards[0])))
        go(page)
        answer = page.url
        for _ in range(12):
            asked = page.locator("fieldset.question:has(input[type=radio])")
            for at in range(asked.count()):
                asked.nth(at).locator("input[type=radio]").first.check()
            page.reload()  # the line drops: what was saved before is there, this page is as it was
            for at in range(asked.count()):
                asked.nth(at).locator("input[type=radio]").first.check()
            assert fits(page)
            if page.url.endswith("/check"):
                break
            go(page)
        go(page)
        assert page.locator(".note.warning li").count() >= 1  # threats, and a passport that was kept
        way = page.locator("a[href*='/recruitment/help']").first
        assert way.get_attribute("href") in ("/ne/recruitment/help", "/ne/recruitment/help/NPL/QAT")
        page.goto(answer)  # the same address again: it has arrived, and cannot be sent twice
        assert page.locator("main form").count() == 0
    rating = site.one(
        "SELECT tier, agency_said, batch_id IS NOT NULL FROM fairway_monitor_rating ORDER BY id DESC LIMIT 1"
    )
    assert site.one("SELECT count(*) FROM fairway_monitor_rating")[0] == before + 1
    assert rating == ("voucher", code, 1)
    stored = site.one("SELECT answers FROM fairway_surveys_submission ORDER BY id DESC LIMIT 1")[0]
    assert site.cards[0] not in stored
    assert name


def sign_in(page: Any, site: Site, email: str) -> None:
    page.goto(f"{site.address}/en/desk/sign-in")
    page.fill("input[name=email]", email)
    page.fill("input[name=password]", site.passwords[email])
    go(page)


def test_an_agency_replies_and_the_reply_stands_on_its_page_once_it_was_checked(browser: Any, site: Site) -> None:
    said = "We have paid the fees back since May."
    code = site.one(
        "SELECT a.code FROM fairway_actors_agency a JOIN fairway_accounts_organisation o ON a.organisation_id = o.id"
    )[0]
    with visit(browser, site.address, "en/desk/sign-in") as seen:
        sign_in(seen.page, site, "agency@demonstration.example")
        seen.page.goto(f"{site.address}/en/desk/replies")
        go(seen.page, "form[action$='/withdraw'] button")  # the reply that the demonstration left waiting
        seen.page.fill("form[action$='/replies/write'] textarea[name=text]", said)
        seen.page.locator("form[action$='/replies/write'] button.button").click()
        seen.page.wait_for_load_state()
        assert site.one("SELECT state FROM fairway_monitor_reply WHERE text = ?", said) == ("waiting",)
    with visit(browser, site.address, f"en/recruitment/agencies/{code}") as seen:
        assert said not in seen.page.content()
    with visit(browser, site.address, "en/desk/sign-in") as seen:
        sign_in(seen.page, site, "moderator@demonstration.example")
        number = site.one("SELECT id FROM fairway_monitor_reply WHERE text = ?", said)[0]
        page = seen.page
        page.goto(f"{site.address}/en/desk/replies")
        page.locator(f"a[href$='/desk/replies/{number}']").first.click()
        page.wait_for_load_state()
        page.fill("[name=reason]", "Names no worker.")
        page.locator("button[value=shown], button[value=show]").first.click()
        page.wait_for_load_state()
    with visit(browser, site.address, f"en/recruitment/agencies/{code}") as seen:
        assert said in seen.page.content()


def test_an_analyst_downloads_the_typical_costs_of_a_corridor(browser: Any, site: Site) -> None:
    with visit(browser, site.address, "en/recruitment-costs/NPL/QAT") as seen:
        with seen.page.expect_download() as coming:
            seen.page.locator("a[href$='.csv']").first.click()
        table = Path(coming.value.path()).read_text(encoding="utf-8")
        assert seen.violations() == []
    head, *rows = table.splitlines()
    assert head.startswith("origin,destination,sector")
    assert rows
    assert all(row.startswith("NPL,QAT,") and "demonstration" in row for row in rows)
