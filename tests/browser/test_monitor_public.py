"""Public pages of the Monitor in Chromium: an agency's scores on a phone without scripts, costs on a wide screen."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import SERVE, _wait_for
from tests.browser.looking import fits, visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]
MOST_BYTES = 50_000
FILLED = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from fairway_portal.monitor.models import Reply
from tests.published_ratings import agency, comment, part, publication, ratings
one, two, none = (agency(name, demonstration=True) for name in ("सगरमाथा म्यानपावर", "Lhotse Placement", "Makalu"))
good = {name: part(0.8) for name in ("overall", "fees", "contract")}
bad = {name: part(0.2, warning=True, evidence="strong") for name in ("overall", "fees", "redress")}
says = [{"item": "paid_anyone", "says": "bad", "low": 0.8, "high": 0.9, "since": "2026-07-01"}]
publication({one: good, two: bad}, demonstration=True, says=says)
for known in (one, two):
    comment(ratings(known, 10, demonstration=True)[0], "They kept my passport.")
Reply.objects.create(agency=two, text="We have changed how we work.", language="en", state="shown")
"""


@pytest.fixture(scope="module")
def monitor(tmp_path_factory: pytest.TempPathFactory, unused_port: int) -> Iterator[str]:
    """Address of a portal with three invented agencies."""
    home = tmp_path_factory.mktemp("monitor")
    log = home / "portal.log"
    environment = {
        **os.environ,
        "FAIRWAY_HOME": str(home),
        "FAIRWAY_DEMONSTRATION": "yes",
        "DJANGO_SETTINGS_MODULE": "fairway_portal.site.settings",
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    subprocess.run([sys.executable, "-c", FILLED], env=environment, check=True)
    with log.open("w") as stream:
        process = subprocess.Popen(
            [sys.executable, "-c", SERVE, str(unused_port)], env=environment, stdout=stream, stderr=stream
        )
    try:
        _wait_for(f"http://127.0.0.1:{unused_port}/health", process, log)
        yield f"http://127.0.0.1:{unused_port}"
    finally:
        process.terminate()
        process.wait(timeout=30)


@pytest.fixture(scope="module")
def unused_port() -> int:
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


AGENCY = "recruitment/agencies/NPL-000002"
LOOKS = (
    ("ar/recruitment/agencies?q=lhotse", 360),
    (f"ar/{AGENCY}", 360),
    (f"ne/{AGENCY}", 360),
    (f"en/{AGENCY}", 1280),
    ("en/recruitment/agencies/NPL-000003", 360),
    ("ar/recruitment/compare/NPL/QAT?sort=fees", 360),
    ("en/recruitment/scores", 1280),
)


@pytest.mark.parametrize(("path", "width"), LOOKS)
def test_a_page_for_workers_is_sound_and_light(browser: Any, monitor: str, path: str, width: int) -> None:
    with visit(browser, monitor, path, width=width) as seen:
        assert seen.violations() == []
        assert (seen.errors, seen.foreign, fits(seen.page)) == ([], [], True)
        assert seen.bytes <= MOST_BYTES
        assert seen.page.evaluate("document.scripts.length") == 0


@pytest.mark.parametrize(("path", "width"), [("en/recruitment-costs", 360), ("ar/recruitment-costs/MEX/USA", 1280)])
def test_a_page_of_costs_is_sound(browser: Any, monitor: str, path: str, width: int) -> None:
    with visit(browser, monitor, path, width=width) as seen:
        assert seen.violations() == []
        assert (seen.errors, seen.foreign, fits(seen.page)) == ([], [], True)


def test_a_worker_finds_an_agency_and_reads_it_without_scripts(browser: Any, monitor: str) -> None:
    with visit(browser, monitor, "ne/recruitment/agencies", width=360, scripts=False) as seen:
        seen.page.fill("#q", "sagarmatha manpower")
        seen.page.click("form .button")
        seen.page.click("text=सगरमाथा म्यानपावर")
        assert seen.page.url.endswith("/ne/recruitment/agencies/NPL-000001")
        pictures = seen.page.locator("svg.strip")
        assert pictures.count() == 3
        assert seen.page.locator("td.number").first.is_hidden()
        seen.page.click("summary")
        assert seen.page.locator("td.number").first.is_visible()


def test_a_picture_begins_where_reading_begins(browser: Any, monitor: str) -> None:
    places = {}
    for language in ("en", "ar"):
        with visit(browser, monitor, f"{language}/recruitment/agencies/NPL-000001", width=360) as seen:
            zero, dot = (
                seen.page.locator(f"svg.strip >> nth=0 >> {one}").bounding_box() for one in ("text >> nth=0", ".dot")
            )
            places[language] = (zero["x"], dot["x"])
    assert places["en"][0] < places["en"][1]
    assert places["ar"][0] > places["ar"][1]
