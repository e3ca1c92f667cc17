"""Looking at one page: what axe finds on it, what it loads, what the browser complains of."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

KEY_PAGES = ("", "corridors/MEX/USA", "corridors/NPL/QAT", "matrix", "regions/ECOWAS", "patterns")
OTHER_PAGES = (
    "corridors/",
    "countries/",
    "countries/NPL",
    "regions/",
    "compare/NPL-QAT,NPL-MYS",
    "missing",
    "sources",
    "statistics",
)
WRONG_PAGES = ("find?from=nepol&to=qatar", "corridors/NPL/XQQ", "corridors/NPL/QAT?year=x")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Visit:
    """One open page and everything that went wrong on it."""

    def __init__(self, page: Any, address: str) -> None:
        self.page = page
        self.address = address
        self.errors: list[str] = []
        self.foreign: list[str] = []
        self.bytes = 0
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda one: None if one.url.startswith(address) else self.foreign.append(one.url))
        page.on("requestfinished", self._weigh)

    def _weigh(self, request: Any) -> None:
        self.bytes += request.sizes()["responseBodySize"]

    def violations(self) -> list[str]:
        """What axe finds (needs scripts)."""
        from axe_playwright_python.sync_playwright import Axe

        # Without `resultTypes` axe also hands over every element that passed: thousands on a long page.
        options = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
        found = Axe().run(self.page, options=options).response["violations"]
        return [f"{one['id']}: {one['help']} {[node['target'] for node in one['nodes'][:3]]}" for one in found]


@contextmanager
def visit(
    browser: Any, address: str, path: str, *, width: int = 1280, scripts: bool = True, **more: Any
) -> Iterator[Visit]:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        java_script_enabled=scripts,
        reduced_motion="reduce",
        timezone_id="UTC",
        **more,
    )
    try:
        seen = Visit(context.new_page(), address)
        seen.page.goto(f"{address}/{path}", wait_until="load")
        yield seen
    finally:
        context.close()


def fits(page: Any) -> bool:
    """Whether the page is no wider than its window (tables scroll inside themselves)."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
