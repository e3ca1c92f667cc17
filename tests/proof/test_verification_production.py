"""What the verification standard asks of the portal as it runs in production: asked there, in a process of its own."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from fairway_portal.site.log_addresses import OneLine
from tests.people import signed_in
from tests.portal import client, text_of, with_database

ASKS = """
import json, django
from fairway_portal.site.serve import prepare
prepare()
from django.test import Client
from fairway_portal.accounts.models import Organisation, Person, Membership, Role
person = Person.objects.create_user("ana@example.org", "nine quiet boats at anchor", name="Ana")
at = Organisation.objects.create(name="Ministry", kind="ministry", country="NPL")
Membership.objects.create(person=person, organisation=at, role=Role.SURVEY_OWNER)
browser = Client(HTTP_HOST="portal.example", raise_request_exception=False)
found = {}
for path in (
    "/en/", "/en/no-such-page", "/robots.txt", "/api/v1/health", "/en/notes", "/en/desk/", "/static/none.css"
):
    found[path] = browser.get(path, secure=True).headers.get("Strict-Transport-Security")
plain = browser.get("/en/desk/sign-in")
forwarded = browser.get("/en/desk/sign-in", HTTP_X_FORWARDED_PROTO="https")
other = browser.get("/en/", secure=True, HTTP_HOST="elsewhere.example", HTTP_X_FORWARDED_HOST="portal.example")
asked = {"email": "ana@example.org", "password": "nine quiet boats at anchor"}
done = browser.post("/en/desk/sign-in", asked, secure=True)
cookies = {name: {key: value for key, value in one.items() if value} for name, one in browser.cookies.items()}
folders = ("/static/", "/static/design/", "/.git/config", "/var/")
listing = [browser.get(path, secure=True).status_code for path in folders]
debug = browser.get("/en/no-such-page", secure=True).content.decode("utf-8", "replace")
print(json.dumps({
    "hsts": found, "plain": [plain.status_code, plain.headers["Location"]], "forwarded": forwarded.status_code,
    "other": other.status_code, "signed": done.status_code, "cookies": cookies, "listing": listing,
    "debug": "URLconf" in debug or "Traceback" in debug}))
"""


@pytest.fixture(scope="module")
def production(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a portal in production answers."""
    home = tmp_path_factory.mktemp("production")
    with_database(home)
    own = {
        "DJANGO_SETTINGS_MODULE": "fairway_portal.site.settings", "FAIRWAY_MODE": "production", "SECRET_KEY": "k" * 60,
        "FAIRWAY_HOSTS": "portal.example", "DATABASE_URL": "", "FAIRWAY_CASEWORK_DATABASE_URL": "",
        "FAIRWAY_HOME": str(home), "FAIRWAY_BEHIND_PROXY": "no",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", ASKS],
        env={**os.environ, **own}, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-1500:]
    answers: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return answers


def test_every_answer_keeps_browsers_to_https_for_a_year(production: dict[str, Any]) -> None:
    for path, said in production["hsts"].items():
        assert said == "max-age=31536000; includeSubDomains", path


def test_cookies_are_of_this_host_alone(production: dict[str, Any]) -> None:
    assert production["signed"] == 302
    assert {"__Host-sessionid", "__Host-csrftoken"} >= set(production["cookies"]) >= {"__Host-sessionid"}
    for one in production["cookies"].values():
        assert (one["secure"], one["httponly"], one["samesite"], one["path"]) == (True, True, "Lax", "/")
        assert "domain" not in one


def test_plain_http_is_led_to_https_and_nobody_can_pretend(production: dict[str, Any]) -> None:
    assert production["plain"] == [301, "https://portal.example/en/desk/sign-in"]
    assert production["forwarded"] == 301, "X-Forwarded-Proto counts only where the operator says there is a proxy"
    assert production["other"] == 400, "and X-Forwarded-Host nowhere"


def test_no_listing_no_repository_no_debugging(production: dict[str, Any]) -> None:
    assert production["listing"] == [404, 404, 404, 404]
    assert production["debug"] is False


@pytest.mark.django_db(databases=["default", "casework"])
def test_trace_tells_nothing() -> None:
    for path in ("/health", "/en/", "/en/notes", "/api/v1/health", "/en/desk/sign-in"):
        response = client().generic("TRACE", path, HTTP_X_MARKED="a-marked-word")
        assert "a-marked-word" not in text_of(response)
        assert "message/http" not in response.headers["Content-Type"]


@pytest.mark.django_db(databases=["default", "casework"])
def test_the_answer_says_what_it_is(settings: Any) -> None:
    """Media type and encoding of every kind of answer."""
    expected = {
        "/en/": "text/html; charset=utf-8", "/en/notes": "text/html; charset=utf-8",
        "/robots.txt": "text/plain", "/api/v1/health": "application/json", "/api/v1/none": "application/problem+json",
        "/api/openapi.json": "application/json", "/api/v1/corridors?format=csv": "text/csv; charset=utf-8",
    }  # fmt: skip
    for path, said in expected.items():
        response = client().get(path)
        assert response.headers["Content-Type"].startswith(said), path
        assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db(databases=["default", "casework"])
def test_files_are_saved_and_named_by_us() -> None:
    for path in ("/api/v1/corridors?format=csv", "/en/desk/record.csv"):
        from fairway_portal.accounts.models import Role

        browser = signed_in(Role.ADMINISTRATOR) if "desk" in path else client()
        said = browser.get(path).headers["Content-Disposition"]
        assert said.startswith("attachment; filename=")
        assert said.isascii()


@pytest.mark.django_db(databases=["default", "casework"])
def test_the_same_name_twice_or_in_another_place_changes_nothing() -> None:
    """Of two values one is taken; what belongs into the body is not taken from the address."""
    from fairway_portal.accounts.models import Role

    browser = signed_in(Role.ADMINISTRATOR)
    person = signed_in(Role.OUTREACH).membership.person
    browser.post(f"/en/desk/people/{person.pk}/access?active=no", {"active": "yes"})
    person.refresh_from_db()
    assert person.is_active
    browser.post(
        f"/en/desk/people/{person.pk}/access", {"is_active": "yes", "is_staff": "yes", "name": "Other", "active": "yes"}
    )
    person.refresh_from_db()
    assert person.name == "Asha Rai"


@pytest.mark.django_db(databases=["default", "casework"])
def test_nobody_is_led_to_another_site() -> None:
    from fairway_portal.accounts.models import Role

    browser = signed_in(Role.OUTREACH)
    for wanted in ("https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "javascript:alert(1)"):
        for path in ("/en/desk/sign-in", "/en/desk/role"):
            response = browser.get(path, {"next": wanted})
            assert "elsewhere" not in response.headers.get("Location", "")
            assert 'href="javascript' not in text_of(response)


def test_nobody_writes_lines_of_her_own_into_the_log() -> None:
    line = OneLine("%(asctime)s %(levelname)s %(name)s %(message)s")
    asked = "page\n2026-01-01T00:00:00Z ERROR root forged\r\x1b[2J\u2028"
    record = logging.LogRecord("any", logging.ERROR, "", 1, "not found: %s", (asked,), None)
    said = line.format(record)
    assert len(said.splitlines()) == 1
    assert "\\n2026" in said
    assert "\x1b" not in said
    assert said[10] == "T"
    assert said.split(" ")[0].endswith("Z")
    try:
        raise ValueError("text\n2026-01-01T00:00:00Z ERROR root forged")
    except ValueError:
        record.exc_info = sys.exc_info()
    assert all(one.startswith("  | ") for one in line.format(record).splitlines()[1:])


def test_the_log_of_the_portal_uses_it(settings: Any) -> None:
    assert settings.LOGGING["formatters"]["line"]["()"].endswith("OneLine")
    assert {one["formatter"] for one in settings.LOGGING["handlers"].values()} == {"line"}


def test_no_script_reads_what_another_window_says_or_keeps_reports() -> None:
    """No message of another window, no evaluation of text, no storage of the browser but keys and paper forms."""
    root = Path(__file__).parents[2] / "src"
    ours = [one for one in root.rglob("static/**/*.js") if "age" not in one.name and ".min." not in one.name]
    assert len(ours) > 5
    for one in ours:
        text = one.read_text("utf-8")
        for word in ('Listener("message"', "eval(", "new Function", "document.write", "insertAdjacentHTML"):
            if (one.name, word) != (
                "outreach_worker.js",
                'Listener("message"',
            ):  # a service worker hears its own origin alone
                assert word not in text, f"{one.name}: {word}"
        if one.name not in ("outreach_store.js", "outreach.js", "opening.js"):
            assert not [word for word in ("localStorage", "sessionStorage", "indexedDB") if word in text], one.name
