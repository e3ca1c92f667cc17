"""Every other page, the dark scheme, the narrowest screen, paper, and the journeys that must work on a phone."""

from __future__ import annotations

import pytest

from tests.browser.looking import KEY_PAGES, OTHER_PAGES, WRONG_PAGES, fits, visit
from tests.portal import slug

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]


@pytest.mark.parametrize("page", [*OTHER_PAGES, *WRONG_PAGES], ids=slug)
def test_other_pages_have_no_violations(browser, address: str, page: str) -> None:
    with visit(browser, address, f"en/{page}", width=360) as seen:
        assert seen.violations() == []
        assert fits(seen.page)


@pytest.mark.parametrize("page", ["", "corridors/MEX/USA", "patterns", "find?from=nepol"], ids=slug)
def test_dark_pages_have_no_violations(browser, address: str, page: str) -> None:
    with visit(browser, address, f"en/{page}", color_scheme="dark") as seen:
        background = seen.page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        assert background == "rgb(16, 24, 23)"
        assert seen.violations() == []


def test_a_planted_fault_is_caught(browser, address: str) -> None:
    with visit(browser, address, "en/") as seen:
        seen.page.evaluate("document.querySelector('h1').style.color = '#ccc'")
        seen.page.evaluate("document.querySelector('label').remove()")
        found = " ".join(seen.violations())
        assert "color-contrast" in found
        assert "label" in found


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("page", [*KEY_PAGES, *OTHER_PAGES, *WRONG_PAGES], ids=slug)
def test_nothing_scrolls_sideways_on_the_narrowest_screen(browser, address: str, page: str, language: str) -> None:
    with visit(browser, address, f"{language}/{page}", width=320) as seen:
        assert fits(seen.page)


def test_the_api_page_and_its_errors(browser, address: str) -> None:
    with visit(browser, address, "api/docs?lang=en", width=360) as seen:
        assert seen.violations() == []
        assert fits(seen.page)
        assert seen.errors == []


def test_a_worker_finds_her_corridor_on_a_phone_without_scripts(browser, address: str) -> None:
    with visit(browser, address, "ar/", width=360, scripts=False) as seen:
        seen.page.locator("#from").fill("نيبال")
        seen.page.locator("#to").fill("قطر")
        seen.page.locator("form button").first.click()
        assert seen.page.url == f"{address}/ar/corridors/NPL/QAT"
        assert seen.page.locator("section.subject").count() >= 5
        assert seen.page.locator("ul.summary li").count() >= 2


def test_a_misspelt_name_is_put_right_with_one_click(browser, address: str) -> None:
    with visit(browser, address, "en/", scripts=False) as seen:
        seen.page.locator("#from").fill("Nepol")
        seen.page.locator("#to").fill("Qatar")
        seen.page.locator("form button").first.click()
        assert seen.page.locator(".error-summary a").get_attribute("href") == "#from"
        seen.page.locator("#from-error a").click()
        assert seen.page.url == f"{address}/en/corridors/NPL/QAT"


def test_names_are_suggested_while_somebody_types(browser, address: str) -> None:
    with visit(browser, address, "en/") as seen:
        with seen.page.expect_response(lambda answer: "/api/v1/places" in answer.url):
            seen.page.locator("#from").press_sequentially("nep")
        option = seen.page.locator("#from-suggestions option").first
        option.wait_for(state="attached")
        assert option.get_attribute("value") == "Nepal" or option.text_content() == "Nepal"
        assert seen.errors == []


def test_the_keyboard_reaches_the_content_and_shows_where_it_is(browser, address: str) -> None:
    with visit(browser, address, "en/corridors/NPL/QAT") as seen:
        seen.page.keyboard.press("Tab")
        focused = "document.activeElement"
        assert seen.page.evaluate(f"{focused}.getAttribute('href')") == "#main"
        assert seen.page.evaluate(f"getComputedStyle({focused}).outlineStyle") == "solid"
        seen.page.keyboard.press("Enter")
        assert seen.page.evaluate(f"{focused}.id") == "main"


def test_contents_stay_in_view_on_a_wide_screen(browser, address: str) -> None:
    with visit(browser, address, "en/corridors/MEX/USA") as seen:
        seen.page.locator("#standards").scroll_into_view_if_needed()
        box = seen.page.locator("nav.contents").bounding_box()
        assert 0 <= box["y"] < 100


def test_the_page_prints_without_losing_a_table(browser, address: str) -> None:
    with visit(browser, address, "en/corridors/NPL/QAT") as seen:
        seen.page.emulate_media(media="print")
        assert not seen.page.locator(".site-nav").is_visible()
        tables = "[...document.querySelectorAll('.table-scroll')]"
        clipped = f"{tables}.filter(one => getComputedStyle(one).overflowX === 'auto').length"
        assert seen.page.evaluate(clipped) == 0
        assert seen.page.pdf(format="A4").startswith(b"%PDF")
