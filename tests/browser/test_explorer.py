"""The explorer of survey statistics as a reader sees it: two languages, two widths, with and without JavaScript."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest

from fairway.warehouse.releases import publish
from tests.browser.conftest import SERVE, _wait_for
from tests.browser.looking import fits, visit
from tests.explorer_release import NUMBER, RATE, REPORT, observations, release
from tests.portal import slug, with_database

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

FLOW = f"statistics/DF_{NUMBER}"
PAGES = (
    "statistics",
    FLOW,
    f"{FLOW}/view/CBR=*;TIME_PERIOD=2019",
    f"statistics/DF_{RATE}/view/TIME_PERIOD=*",
    f"{FLOW}/view/REF_AREA=QAT;CBR=CBR_COUNTRY_IND;TIME_PERIOD=2024",
)
WRONG = (f"{FLOW}/view/SEX=SEX_W", f"{FLOW}/view/columns=COLOUR", f"{FLOW}?vintage=none")
TOTAL_BUDGET = 150 * 1024


@pytest.fixture(scope="module")
def explorer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a portal with three releases."""
    home = tmp_path_factory.mktemp("explorer")
    with_database(home)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FAIRWAY_HOME", str(home))
        publish(release(), observations(), report=REPORT)
        publish(release(), observations(plus=100.0), report=REPORT)
        publish(release("QAT_LFS_2023"), observations("QAT", (2020, 2023)))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "FAIRWAY_HOME": str(home), "DJANGO_SETTINGS_MODULE": "fairway_portal.site.settings"}
    log = home / "portal.log"
    with log.open("w") as stream:
        process = subprocess.Popen(
            [sys.executable, "-c", SERVE, str(port)], env=environment, stdout=stream, stderr=stream
        )
    try:
        _wait_for(f"http://127.0.0.1:{port}/health", process, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=30)


@pytest.mark.parametrize("scripts", [True, False], ids=["js", "no-js"])
@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("page", PAGES, ids=slug)
def test_pages_of_the_explorer(browser, explorer: str, page: str, language: str, width: int, scripts: bool) -> None:
    with visit(browser, explorer, f"{language}/{page}", width=width, scripts=scripts) as seen:
        assert seen.page.locator("h1").count() == 1
        assert seen.page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
        assert (seen.errors, seen.foreign) == ([], [])
        assert 0 < seen.bytes <= TOTAL_BUDGET
        if scripts:
            assert seen.violations() == []
            assert fits(seen.page)


@pytest.mark.parametrize("page", WRONG, ids=slug)
def test_wrong_filters_have_no_violations(browser, explorer: str, page: str) -> None:
    with visit(browser, explorer, f"en/{page}", width=360) as seen:
        assert seen.page.locator(".error-summary").is_visible()
        assert seen.violations() == []
        assert fits(seen.page)


@pytest.mark.parametrize("page", PAGES, ids=slug)
def test_nothing_is_hard_to_see_in_the_dark_and_nothing_scrolls_on_the_narrowest_screen(
    browser, explorer: str, page: str
) -> None:
    with visit(browser, explorer, f"en/{page}", color_scheme="dark", width=320) as seen:
        assert seen.violations() == []
        assert fits(seen.page)


def test_everything_that_folds_is_sound_when_it_is_open(browser, explorer: str) -> None:
    with visit(browser, explorer, f"ar/{FLOW}", width=360) as seen:
        seen.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert seen.violations() == []
        assert fits(seen.page)


@pytest.mark.parametrize("width", [1280, 360])
def test_a_statistician_filters_a_table_without_scripts(browser, explorer: str, width: int) -> None:
    with visit(browser, explorer, "en/statistics", width=width, scripts=False) as seen:
        seen.page.locator("#q").fill("employmnt birth")
        seen.page.locator("main form button").click()
        seen.page.locator(".tables a").first.click()
        assert seen.page.url == f"{explorer}/en/{FLOW}"
        if width < 800:
            seen.page.locator(".all-facets > summary").click()
        seen.page.locator(".facet summary", has_text="Sex").click()
        seen.page.locator('input[name="SEX"][value="SEX_F"]').check()
        seen.page.locator(".facets .button").click()
        assert seen.page.url == f"{explorer}/en/{FLOW}/view/SEX=SEX_F"
        assert seen.page.locator(".applied strong").first.inner_text() == "Women"
        assert seen.page.locator("table.estimates tbody tr").count() == 3
        seen.page.locator(".applied a").first.click()
        assert seen.page.url == f"{explorer}/en/{FLOW}"


def test_a_wrong_value_is_put_right_with_one_click(browser, explorer: str) -> None:
    with visit(browser, explorer, f"en/{FLOW}/view/SEX=SEX_W", scripts=False) as seen:
        assert seen.page.locator(".error-summary a").get_attribute("href") == "#SEX"
        seen.page.locator("#SEX-error a", has_text="Women").click()
        assert seen.page.url == f"{explorer}/en/{FLOW}/view/SEX=SEX_F"


def test_the_page_prints_its_table_whole(browser, explorer: str) -> None:
    with visit(browser, explorer, f"en/{FLOW}") as seen:
        seen.page.emulate_media(media="print")
        assert not seen.page.locator(".facets").is_visible()
        overflow = "getComputedStyle(document.querySelector('.scroll:has(> table.estimates)')).overflowX"
        assert seen.page.evaluate(overflow) == "visible"
        assert seen.page.pdf(format="A4").startswith(b"%PDF")
