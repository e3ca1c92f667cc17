"""Key pages as a reader sees them: two languages, two widths, with and without JavaScript."""

from __future__ import annotations

import pytest

from tests.browser.looking import KEY_PAGES, fits, visit
from tests.portal import slug

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

TOTAL_BUDGET = 150 * 1024


@pytest.mark.parametrize("scripts", [True, False], ids=["js", "no-js"])
@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("page", KEY_PAGES, ids=slug)
def test_key_pages(browser, address: str, page: str, language: str, width: int, scripts: bool) -> None:
    with visit(browser, address, f"{language}/{page}", width=width, scripts=scripts) as seen:
        assert seen.page.locator("h1").count() == 1
        assert seen.page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
        assert (seen.errors, seen.foreign) == ([], [])
        assert 0 < seen.bytes <= TOTAL_BUDGET
        if scripts:
            assert seen.violations() == []
            assert fits(seen.page)
