"""Whole ways through the register, in a browser: officers, an agency, the public, a worker, a ministry with its lists.

The portal is one that `demonstrate_register` has filled, with people of the journeys' own beside it; what the journeys
write is checked in its database, which is SQLite's or the one that `DATABASE_URL` names.
"""

from __future__ import annotations

import json
import os
import re
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from fairway.cli.main import app
from fairway.recruitment.rosters import read_roster
from fairway.recruitment.rosters.simulation import made_up, next_edition
from fairway_portal.register.demonstration.lists import as_csv
from tests.browser.conftest import SERVE, _wait_for
from tests.browser.looking import Visit, fits, visit
from tests.conftest import SHARED
from tests.portal import with_database

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LIST = SHARED / "recruitment" / "bangladesh_recruiting_agencies_2023.csv"
SEED = 2
ALLOTMENT = Path(__file__).parents[2] / "docs" / "explanation" / "allotment.md"
OPEN_FOR = timedelta(seconds=15)
"""How long the list of the lottery is open: time enough for numbers and both commitments."""
PASSWORD = "a long road with no fee"
PEOPLE = """
import sys
from fairway_portal.__main__ import main

sys.argv = ["fairway_portal", "demonstrate_register"]
assert main() == 0
from django.utils.timezone import localdate
from fairway_portal.accounts.models import Membership, Organisation, Person
from fairway_portal.actors.actions import add_agency, speak_for

def person(name, at, role):
    made = Person.objects.create_user(f"{name}@journey.example", PASSWORD, name=name.capitalize())
    Membership.objects.create(person=made, organisation=at, role=role)

kinds = {"kites": ("ministry", "NPL"), "boats": ("ministry", "BGD"), "lanterns": ("ministry", "KOR"),
         "orchid": ("agency", "NPL")}
at = {name: Organisation.objects.create(name=f"Journey {name}", kind=kind, country=country)
      for name, (kind, country) in kinds.items()}
for name, where, role in (
    ("officer", "kites", "licensing_officer"), ("approver", "kites", "supervisor"), ("judge", "kites", "supervisor"),
    ("staff", "orchid", "agency"), ("lists", "boats", "licensing_officer"), ("abroad", "lanterns", "licensing_officer"),
):
    person(name, at[where], role)
agency = add_agency(by=None, name="Orchid Oversees", country="NPL", city="Kathmandu")
speak_for(by=None, agency=agency, organisation=at["orchid"], reason="journey")
print(agency.code)
"""


@dataclass(frozen=True)
class Site:
    """A running portal with a demonstration in it, and people of the journeys (`officer@journey.example`)."""

    address: str
    home: Path
    agency: str

    def all(self, question: str, *values: object) -> list[tuple[Any, ...]]:
        if url := os.environ.get("DATABASE_URL"):
            import psycopg

            with psycopg.connect(url) as database:
                return database.execute(question.replace("?", "%s"), values).fetchall()
        with sqlite3.connect(self.home / "portal.sqlite3") as database:
            return database.execute(question, values).fetchall()

    def one(self, question: str, *values: object) -> Any:
        return self.all(question, *values)[0]

    def read(self, path: str) -> str:
        with urllib.request.urlopen(f"{self.address}/{path}", timeout=10) as answer:
            return str(answer.read().decode())


def portal(environment: dict[str, str], *command: str) -> str:
    made = subprocess.run(
        [sys.executable, *command], env=environment, capture_output=True, text=True, timeout=110, check=False
    )
    assert made.returncode == 0, made.stderr
    return made.stdout


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    home = tmp_path_factory.mktemp("register")
    with_database(home)
    environment = {**os.environ, "FAIRWAY_HOME": str(home), "FAIRWAY_DEMONSTRATION": "yes"}
    told = portal(environment, "-c", f"PASSWORD = {PASSWORD!r}\n{PEOPLE}")
    code = told.split()[-1]
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
        yield Site(f"http://127.0.0.1:{port}", home, code)
    finally:
        running.terminate()
        running.wait(timeout=30)


def go(page: Any, button: str = "main form button.button") -> None:
    page.locator(button).first.click()
    page.wait_for_load_state()


@contextmanager
def at_desk(browser: Any, site: Site, who: str, **look: Any) -> Iterator[Any]:
    """The page of somebody who has signed in."""
    with visit(browser, site.address, "en/desk/sign-in", **look) as seen:
        seen.page.fill("input[name=email]", f"{who}@journey.example")
        seen.page.fill("input[name=password]", PASSWORD)
        go(seen.page)
        yield seen.page
        assert (seen.errors, seen.foreign) == ([], [])


FORM = "main .desk-form button.button"


def fill(page: Any, **fields: str) -> None:
    for name, value in fields.items():
        page.fill(f"main [name={name}]", value)


def do(page: Any, site: Site, path: str, **fields: str) -> None:
    """A form of an act, its check, and the act."""
    page.goto(f"{site.address}/en/desk/{path}")
    fill(page, **fields)
    go(page, "button[value=check]")
    assert fields["reason"] in page.locator("main").inner_text()
    go(page, "button[value=do]")
    assert page.locator("main form button[value=do], main .error-summary").count() == 0


def public(browser: Any, site: Site, path: str, **look: Any) -> Any:
    return visit(browser, site.address, path, **look)


def clean(seen: Visit) -> None:
    assert seen.violations() == []
    assert (seen.errors, seen.foreign) == ([], [])


def test_an_officer_licenses_inspects_and_suspends_and_everybody_reads_why(browser: Any, site: Site) -> None:
    why = "Workers paid for visas that the employer had paid for."
    with at_desk(browser, site, "officer") as page:
        page.goto(f"{site.address}/en/desk/licences")
        page.goto(f"{site.address}/en/desk/licences/agencies/{site.agency}")
        page.get_by_role("link", name="Enter an application").click()
        page.wait_for_load_state()
        assert page.input_value("[name=agency]") == site.agency
        fill(
            page,
            reason="To recruit for kitchens.",
            destinations="Qatar, Republic of Korea",
            authority="Department of Labour",
        )
        go(page, "button[value=check]")
        go(page, "button[value=do]")
        licence = int(page.url.rpartition("/")[2])
        do(page, site, f"licences/{licence}/act/grant", reason="All papers are in order.", legal_basis="Act, section 1")
        number, state = site.one("SELECT number, state FROM fairway_licensing_licence WHERE id = ?", licence)
        assert state == "licensed"
        _inspect(page, site)
    with public(browser, site, f"en/licences/{site.agency}", width=360) as seen:
        check = "".join(str(seen.page.locator(".token").first.text_content()).split())
        assert number in seen.page.content()
        assert "Receipts for medical tests were found." in seen.page.content()
        assert fits(seen.page)
        clean(seen)
    with public(browser, site, f"en/licences/check/{check}", width=360) as seen:
        assert "the licence is in force today" in seen.page.inner_text("h1")
        clean(seen)
    with at_desk(browser, site, "officer") as page:
        do(page, site, f"licences/{licence}/act/suspend", reason=why, legal_basis="Act, section 13")
    with public(browser, site, f"en/licences/{site.agency}", width=360) as seen:
        assert "Suspended" in seen.page.inner_text(".lede")
        assert why in seen.page.content()
        clean(seen)
    with public(browser, site, f"ne/licences/check/{check}", width=360, scripts=False) as seen:
        assert seen.page.locator("[role=alert]").count() == 1
        assert why in seen.page.content()
        assert fits(seen.page)
    with public(browser, site, "en/licences/lost") as seen:
        assert "Orchid Oversees" in seen.page.content()
    feed = json.loads(site.read("api/register/changes.json?country=NPL"))
    assert any(why in json.dumps(item) for item in feed["items"])
    _appeal(browser, site, licence, why)


def _inspect(page: Any, site: Site) -> None:
    page.goto(f"{site.address}/en/desk/inspections/new?agency={site.agency}")
    page.select_option("[name=kind]", "complaints")
    fill(page, planned=site_day(page))
    go(page, FORM)
    inspection = page.url.rpartition("/")[2]
    page.goto(f"{site.address}/en/desk/inspections/{inspection}/findings")
    for code, result, words, remedy in (
        ("P7", "not_met", "Receipts for medical tests were found.", "2099-01-31"),
        ("P8", "met", "Every contract is there in Nepali.", ""),
    ):
        page.evaluate(f"document.getElementById('row-{code}').open = true")
        row = page.locator(f"#row-{code}")
        row.locator("[name=result]").select_option(result)
        row.locator("[name=words]").fill(words)
        row.locator("[name=remedy_by]").fill(remedy)
        row.locator("button").click()
        page.wait_for_load_state()
        assert page.locator(".error-summary").count() == 0
    page.goto(f"{site.address}/en/desk/inspections/{inspection}")
    fill(page, done=site_day(page), summary="Office and files were seen.")
    go(page, FORM)
    page.goto(f"{site.address}/en/desk/inspections/{inspection}/close")
    go(page, "#close")
    closed = site.one("SELECT closed FROM fairway_inspections_inspection WHERE id = ?", int(inspection))
    assert closed[0]


def site_day(page: Any) -> str:
    """Today, as the portal counts days (UTC)."""
    return str(page.evaluate("new Date().toISOString().slice(0, 10)"))


def _appeal(browser: Any, site: Site, licence: int, why: str) -> None:
    with at_desk(browser, site, "staff", width=360) as page:
        page.goto(f"{site.address}/en/desk/own-licence")
        page.locator(f"a[href$='/own-licence/{licence}']").first.click()
        page.wait_for_load_state()
        assert why in page.content()
        page.locator("a[href*='/appeal/']").first.click()
        page.wait_for_load_state()
        fill(page, grounds="Everything was paid back in May.")
        go(page, FORM)
        assert fits(page)
    appeal, state = site.one("SELECT id, state FROM fairway_licensing_appeal ORDER BY id DESC LIMIT 1")
    assert state == "filed"
    with public(browser, site, f"en/licences/{site.agency}") as seen:
        assert "appeal" in seen.page.inner_text("main").casefold()
        assert "Everything was paid back" not in seen.page.content()  # grounds are between the agency and the desk
    with at_desk(browser, site, "judge") as page:
        page.goto(f"{site.address}/en/desk/appeals/{appeal}")
        fill(page, words="Receipts prove the repayment.", legal_basis="Act, section 20")
        go(page, "button[value=allow]")
    assert site.one("SELECT state FROM fairway_licensing_licence WHERE id = ?", licence) == ("licensed",)
    with public(browser, site, f"en/licences/{site.agency}") as seen:
        assert "Receipts prove the repayment." in seen.page.content()


def test_a_revocation_needs_a_second_person(browser: Any, site: Site) -> None:
    held = "SELECT id, agency_id FROM fairway_licensing_licence WHERE state = 'conditional' AND country = 'NPL'"
    licence, agency = site.one(held)
    code = site.one("SELECT code FROM fairway_actors_agency WHERE id = ?", agency)[0]
    why = "It lodged no contract for a year."
    with at_desk(browser, site, "officer") as page:
        do(page, site, f"licences/{licence}/act/revoke", reason=why, legal_basis="Act, section 13")
        now = "SELECT state FROM fairway_licensing_licence WHERE id = ?"
        assert site.one(now, licence) == ("conditional",)
        proposal = site.one("SELECT id FROM fairway_licensing_proposal ORDER BY id DESC LIMIT 1")[0]
        page.goto(f"{site.address}/en/desk/proposals/{proposal}")
        assert page.locator("button[value=approve]").count() == 0
    with public(browser, site, f"en/licences/{code}") as seen:
        assert why not in seen.page.content()
    with at_desk(browser, site, "approver") as page:
        page.goto(f"{site.address}/en/desk/proposals/{proposal}")
        fill(page, words="I read the file.")
        go(page, "button[value=approve]")
    assert site.one(now, licence) == ("revoked",)
    with public(browser, site, f"ar/licences/{code}", width=360) as seen:
        assert why in seen.page.content()
        assert fits(seen.page)
        clean(seen)


def test_a_worker_compares_promise_and_contract_in_nepali_without_scripts(browser: Any, site: Site) -> None:
    before = _rows(site)
    with visit(browser, site.address, "ne/contract", width=360, scripts=False) as seen:
        page = seen.page
        page.select_option("[name=sector]", "domestic")
        page.select_option("[name=from]", "NPL")
        page.select_option("[name=to]", "QAT")
        go(page)
        for stage, pay, hours in (("promised", "१,८००", "८"), ("signed", "1200", "12")):
            page.fill(f"[name='{stage}.employer']", "Porcelain House")
            page.fill(f"[name='{stage}.pay']", pay)
            page.select_option(f"[name='{stage}.pay.currency']", "QAR")
            page.fill(f"[name='{stage}.daily_hours']", hours)
            assert fits(page)
            go(page, "button[value=on]")
            assert page.locator(".error-summary").count() == 0
        go(page, "button[value=none]")
        assert page.locator(".found.yes").count() == 1
        assert page.locator(".verdict.illegal").count() == 2  # pay and hours
        assert "1,800" in page.inner_text(".found") or "१,८००" in page.inner_text(".found")
        assert fits(page)
        assert page.locator("html").get_attribute("lang") == "ne"
        page.locator("main a[href='/ne/recruitment/help/NPL/QAT']").click()
        page.wait_for_load_state()
        assert page.locator("h1").count() == 1
        assert page.context.cookies() == []
        assert (seen.errors, seen.foreign) == ([], [])
    assert _rows(site) == before
    assert "Porcelain House" not in (site.home / "portal.log").read_text()


def _rows(site: Site) -> dict[str, int]:
    """How many rows each table has."""
    names = (
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        if os.environ.get("DATABASE_URL")
        else "SELECT name FROM sqlite_master WHERE type = 'table'"
    )
    return {name: site.one(f'SELECT count(*) FROM "{name}"')[0] for (name,) in site.all(names)}


def test_a_ministry_publishes_two_editions_of_a_list_and_the_feed_says_what_changed(
    browser: Any, site: Site, tmp_path: Path
) -> None:
    first = LIST.read_bytes() if LIST.is_file() else as_csv(made_up(500, seed=SEED))
    rows = read_roster(first, name=LIST.name).rows
    later = next_edition(rows, seed=SEED)
    files = (tmp_path / "first.csv", tmp_path / "second.csv")
    files[0].write_bytes(first)
    files[1].write_bytes(as_csv(later.rows))
    simulated = f"2024, made up by a simulation with seed {SEED}"
    with at_desk(browser, site, "lists") as page:
        _receive(page, site, files[0], "2023")
        go(page, "a.button[href$='/publish']")
        go(page, "form[action$='/publish'] button")
        _receive(page, site, files[1], simulated)
        go(page, "a.button[href$='/review']")
        decisions = ["button[value^='same:']"]
        while page.locator("main section form").count():
            before = page.locator("main section form").count()
            go(page, f"main section form {decisions.pop() if decisions else 'button[value=new]'}")
            assert page.locator("main section form").count() == before - 1
        go(page, "a.button[href$='/publish']")
        assert "2023" in page.inner_text(".summary-list")
        go(page, "form[action$='/publish'] button")
        assert fits(page)
        with page.expect_download() as coming:
            page.goto(f"{page.url.removesuffix('/changes')}/changes")
            page.locator("a[href$='changes.csv']").click()
        changed = Path(coming.value.path()).read_text("utf-8")
    states = site.all(
        "SELECT edition, state FROM fairway_rosters_vintage WHERE country = 'BGD' AND NOT demonstration ORDER BY id"
    )
    assert states == [("2023", "published"), (simulated, "published")]
    new = "SELECT c.after, a.code, a.name FROM fairway_rosters_rosterchange c JOIN fairway_actors_agency a"
    new += " ON a.id = c.agency_id WHERE c.kind = 'renamed' AND NOT a.demonstration ORDER BY c.id LIMIT 1"
    after, code, name = site.one(new)
    assert name in changed
    with public(browser, site, f"bn/licences?q={after.replace(' ', '+')}", width=360, scripts=False) as seen:
        seen.page.locator(f"a[href$='/licences/{code}']").first.click()
        seen.page.wait_for_load_state()
        assert simulated in seen.page.content()
        assert fits(seen.page)
        for _ in range(40):  # who follows the feed sees a change when nothing can come before it any more: 5 seconds
            table = site.read("api/register/changes.csv?country=BGD")
            if f"roster.renamed,BGD,{code}" in table:
                break
            seen.page.wait_for_timeout(250)
    assert f"roster.renamed,BGD,{code}" in table, table[-2000:]
    assert simulated in site.read("api/register/changes.json?country=BGD")
    assert simulated in site.read("api/register/changes.atom?country=BGD")


def _receive(page: Any, site: Site, file: Path, edition: str) -> None:
    page.goto(f"{site.address}/en/desk/rosters")
    page.set_input_files("[name=file]", file)
    fill(page, publisher="Bureau of Manpower", edition=edition, retrieved="2026-03-01", terms="Public")
    go(page, FORM)
    assert page.input_value("[name=column-0]") == "name"
    go(page, "form[action$='/columns'] button")
    assert page.locator("progress").count() == 0


def test_two_parties_hold_a_lottery_and_anybody_verifies_it(browser: Any, site: Site, tmp_path: Path) -> None:
    parties = ("Journey kites", "Journey lanterns")
    desk = f"{site.address}/en/desk/allotments"
    with ExitStack() as open_pages:
        pages = {
            name: open_pages.enter_context(at_desk(browser, site, who))
            for name, who in zip(parties, ("officer", "abroad"), strict=True)
        }
        keeper = pages[parties[0]]
        closes = _open_lottery(keeper, site, parties[1])
        step(keeper, "numbers", numbers="\n".join(f"EPS-{n:04d}; sex={'F' if n % 3 else 'M'}" for n in range(1, 31)))
        seeds = {}
        for name, page in pages.items():
            page.goto(f"{desk}/kites-lanterns")
            round_name = str(page.locator("code").first.text_content())
            seeds[name], commitment = _commitment(tmp_path, round_name, name)
            step(page, "commit", commitment=commitment)
        assert seeds[parties[0]] not in keeper.content()
        keeper.wait_for_timeout(max(0.0, (closes - datetime.now(UTC)).total_seconds() * 1000) + 100)
        keeper.goto(f"{desk}/kites-lanterns")
        step(keeper, "freeze", sure="yes")
        for name, page in pages.items():
            page.goto(f"{desk}/kites-lanterns")
            step(page, "reveal", seed=seeds[name], sure="yes")
        keeper.goto(f"{desk}/kites-lanterns")
        step(keeper, "draw", sure="yes")
    record = tmp_path / "record.json"
    with public(browser, site, "ne/allotments/kites-lanterns", width=360, scripts=False) as seen:
        assert seen.page.locator("tbody tr").count() == 30
        assert all(seed in seen.page.content() for seed in seeds.values())
        assert fits(seen.page)
        with seen.page.expect_download() as coming:
            seen.page.locator("a[href$='kites-lanterns.json']").click()
        coming.value.save_as(record)
    _verify(record, tmp_path)


def _open_lottery(page: Any, site: Site, other: str) -> datetime:
    page.goto(f"{site.address}/en/desk/allotments/new")
    fill(page, title="Kites to Lanterns", slug="kites-lanterns", places="10", quotas="sex=F; 4")
    page.select_option("[name=party]", label=other)
    for name in ("closes", "reveal_until"):
        page.locator(f"[name={name}]").evaluate("one => { one.step = 1 }")
    closes = (datetime.now(UTC) + OPEN_FOR).replace(microsecond=0)
    fill(page, closes=f"{closes:%Y-%m-%dT%H:%M:%S}", reveal_until=f"{closes + timedelta(days=1):%Y-%m-%dT%H:%M:%S}")
    page.check("main [name=no_draw]")
    page.check("main [name=sure]")
    go(page, FORM)
    assert page.locator("main .error-summary").count() == 0, page.inner_text("main .error-summary")
    return closes


def _commitment(folder: Path, scheme: str, party: str) -> tuple[str, str]:
    """What a party makes on a machine of its own: the seed and its commitment."""
    kept = folder / f"{party}.json"
    made = CliRunner().invoke(app, ["lottery", "commit", "--scheme", scheme, "--party", party, "--out", str(kept)])
    assert made.exit_code == 0, made.output
    seed = json.loads(kept.read_text("utf-8"))
    return seed["seed"], seed["commitment"]


def step(page: Any, name: str, **fields: str) -> None:
    """A step of a lottery, on the page that shows it."""
    form = page.locator(f"#do-{name}")
    for field, value in fields.items():
        if field == "sure":
            form.locator("[name=sure]").check()
        else:
            form.locator(f"[name={field}]").fill(value)
    form.locator("button.button").click()
    page.wait_for_load_state()
    assert page.locator("main .error-summary").count() == 0, page.inner_text("main")


def _verify(record: Path, folder: Path) -> None:
    """By our command and by the program of the documentation, which needs nothing of ours; both see a forgery."""
    program = folder / "verify.py"
    printed = re.search(r"<!-- verifier -->\n```python\n(.*?)```", ALLOTMENT.read_text("utf-8"), re.DOTALL)
    assert printed
    program.write_text(printed[1], encoding="utf-8")
    forged = folder / "forged.json"
    changed = json.loads(record.read_bytes())
    changed["places"][0], changed["places"][1] = changed["places"][1], changed["places"][0]
    forged.write_text(json.dumps(changed), encoding="utf-8")
    for file, code in ((record, 0), (forged, 1)):
        assert CliRunner().invoke(app, ["lottery", "verify", str(file)]).exit_code == code
        ran = subprocess.run([sys.executable, "-I", program, file], capture_output=True, timeout=30, check=False)
        assert ran.returncode == code, ran.stdout
