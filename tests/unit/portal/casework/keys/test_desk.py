"""Desk pages of keys and offices."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate

from fairway.kernel.text import Text
from fairway.safe_reporting.duties import Duty
from fairway.safe_reporting.sealing.identities import fingerprint, new_identity, recipient_of
from fairway_portal.accounts.models import AuditEntry, Role
from fairway_portal.casework.keys import proving
from fairway_portal.casework.keys.desk import office_views
from fairway_portal.casework.keys.models import HandlerKey, Office
from tests.casework_samples.keys import opened_office, registered_key
from tests.people import organisation, signed_in
from tests.portal import client, text_of

pytestmark = pytest.mark.django_db(databases=["default", "casework"])
KEYS = "/en/desk/case-keys"


@pytest.fixture
def handler() -> Any:
    """A handler's client; her union has an office."""
    browser = signed_in(Role.HANDLER, "union")
    browser.office = opened_office(browser.membership.organisation)
    return browser


def key_form(public: str, **more: Any) -> dict[str, Any]:
    return {"public": public, "purpose": "handler", "label": "laptop", **more}


def test_a_key_is_compared_before_it_is_registered_and_then_proved(handler: Any) -> None:
    identity = new_identity()
    public = recipient_of(identity)
    compared = handler.post(KEYS, key_form(public))
    assert fingerprint(public) in text_of(compared)
    assert not HandlerKey.objects.exists()
    done = handler.post(KEYS, key_form(public, step="do"))
    key = HandlerKey.objects.get()
    assert done.headers["Location"] == f"{KEYS}/{key.pk}"
    assert (key.person, key.since, key.label) == (handler.membership.person.pk, localdate(), "laptop")
    page = text_of(handler.get(f"{KEYS}/{key.pk}"))
    ticket = html.unescape(re.search(r'name="ticket" value="([^"]+)"', page)[1])  # type: ignore[index]
    sealed = html.unescape(re.search(r"<pre[^>]*>(.*?)</pre>", page, re.S)[1])  # type: ignore[index]
    wrong = handler.post(f"{KEYS}/{key.pk}/prove", {"ticket": ticket, "digits": "1234"})
    assert wrong.status_code == 422
    from tests.unit.portal.casework.keys.test_keys import digits_of

    digits = digits_of(proving.Challenge(sealed, ticket), identity)
    assert digits not in page
    assert handler.post(f"{KEYS}/{key.pk}/prove", {"ticket": ticket, "digits": digits}).status_code == 302
    key.refresh_from_db()
    assert key.proved == localdate()
    actions = list(AuditEntry.objects.filter(action__startswith="case_key").values_list("action", flat=True))
    assert sorted(actions) == ["case_key.added", "case_key.proved"]


def test_a_public_key_comes_from_a_file_too(handler: Any) -> None:
    public = recipient_of(new_identity())
    file = SimpleUploadedFile("pub.txt", f"# made today\nPublic key: {public}\n".encode())
    assert fingerprint(public) in text_of(handler.post(KEYS, key_form("", file=file)))


@pytest.mark.parametrize("way", ["pasted", "pasted small", "file", "with the public key"])
def test_a_secret_key_is_refused_never_kept_never_shown(handler: Any, way: str, caplog: Any) -> None:
    secret = new_identity()
    letters = secret.removeprefix("AGE-SECRET-KEY-1")
    whole = f"# public key: {recipient_of(secret)}\n{secret}\n"
    given: dict[str, Any] = {
        "pasted": key_form(secret),
        "pasted small": key_form(secret.lower()),
        "file": key_form("", file=SimpleUploadedFile("my-key.txt", whole.encode())),
        "with the public key": key_form(whole),
    }[way]
    answer = handler.post(KEYS, {**given, "step": "do"})
    assert answer.status_code == 422
    page = text_of(answer)
    assert "This is a secret key" in page
    assert letters.lower() not in page.lower()
    assert letters.lower() not in caplog.text.lower()
    assert letters.lower() not in json.dumps(list(AuditEntry.objects.values("subject", "reason", "details"))).lower()
    assert not HandlerKey.objects.exists()


@pytest.mark.parametrize("given", ["", "words", "age1abc"])
def test_what_is_no_key_is_said_beside_its_field(handler: Any, given: str) -> None:
    answer = handler.post(KEYS, key_form(given))
    assert answer.status_code == 422
    assert 'href="#public"' in text_of(answer)
    assert handler.post(KEYS, key_form(recipient_of(new_identity()), purpose="x")).status_code == 422


def test_two_public_keys_at_once_are_not_guessed_between(handler: Any) -> None:
    both = " ".join(recipient_of(new_identity()) for _ in range(2))
    assert handler.post(KEYS, key_form(both)).status_code == 422


def test_a_key_is_retired_after_a_page_that_says_what_follows(handler: Any) -> None:
    key, _ = registered_key(handler.membership.person, handler.office, on=localdate())
    assert "last live key" in text_of(handler.get(f"{KEYS}/{key.pk}/retire"))
    key.refresh_from_db()
    assert key.retired is None
    handler.post(f"{KEYS}/{key.pk}/retire")
    key.refresh_from_db()
    assert key.retired == localdate()
    page = text_of(handler.get(f"{KEYS}/{key.pk}"))
    assert "data-challenge" not in page


def test_a_handler_sees_her_own_offices_keys_alone(handler: Any) -> None:
    other = signed_in(Role.HANDLER, "legal_aid")
    assert "has no office here yet" in text_of(other.get(KEYS))
    key, _ = registered_key(handler.membership.person, handler.office, on=localdate())
    assert key.fingerprint in text_of(handler.get(KEYS))
    opened_office(other.membership.organisation)
    assert key.fingerprint not in text_of(other.get(KEYS))
    for path in ("", "/retire"):
        assert other.get(f"{KEYS}/{key.pk}{path}").status_code == 403
    assert other.post(f"{KEYS}/{key.pk}/retire").status_code == 403
    assert handler.get(f"{KEYS}/999").status_code == 404
    key.refresh_from_db()
    assert key.retired is None


def office_form(at: Any, **more: Any) -> dict[str, Any]:
    asked = {"organisation": at.pk, "country": "Lebanon", "serves": "Qatar, KWT", "languages": ["ar", "am"]}
    return {**asked, "telephone": "+961 1", "website": "https://office.example", **more}


def test_an_office_is_checked_opened_changed_and_closed() -> None:
    desk, at = signed_in(Role.ADMINISTRATOR), organisation("union", country="LBN")
    checked = desk.post("/en/desk/offices/new", office_form(at))
    assert checked.status_code == 200
    assert not Office.objects.exists()
    assert desk.post("/en/desk/offices/new", office_form(at, step="do", escrow="yes")).status_code == 302
    made = Office.objects.get()
    assert (made.country, made.serves, made.languages, made.escrow) == ("LBN", ["KWT", "QAT"], ["am", "ar"], True)
    page = f"/en/desk/offices/{made.pk}"
    assert 'value="LBN"' in text_of(desk.get(page))
    assert desk.post(page, office_form(at, step="do", telephone="+961 2")).status_code == 302
    assert desk.get(f"{page}/close").status_code == 200
    made.refresh_from_db()
    assert (made.telephone, made.open, made.escrow) == ("+961 2", True, False)
    desk.post(f"{page}/close")
    made.refresh_from_db()
    assert not made.open
    desk.post(page, office_form(at, step="do"))
    made.refresh_from_db()
    assert made.open
    actions = list(
        AuditEntry.objects.filter(action__startswith="office").order_by("pk").values_list("action", flat=True)
    )
    assert actions == ["office.opened", "office.changed", "office.closed", "office.changed"]


def test_a_duty_refuses_with_its_law_and_an_unknown_one_warns(monkeypatch: pytest.MonkeyPatch) -> None:
    desk, at = signed_in(Role.ADMINISTRATOR), organisation("inspectorate", country="LBN")
    known = Duty("duty", "rule", ("inspectorate",), Text("It must tell."), "Law 1, article 2", "Gazette 3")
    for place in (office_views, __import__("fairway.safe_reporting.duties", fromlist=["duty_of"])):
        monkeypatch.setattr(place, "duty_of", lambda kind, country, on: known)
    for step in ("check", "do"):
        answer = desk.post("/en/desk/offices/new", office_form(at, step=step))
        assert answer.status_code == 422
        page = text_of(answer)
        assert "Law 1, article 2" in page
        assert "Gazette 3" in page
        assert "It must tell." in page
    assert not Office.objects.exists()
    unknown = Duty("unknown", "unknown", ("inspectorate",), Text("We do not know."))
    monkeypatch.setattr(office_views, "duty_of", lambda kind, country, on: unknown)
    page = text_of(desk.post("/en/desk/offices/new", office_form(at)))
    assert "We do not know." in page
    assert "Ask a lawyer" in page


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"organisation": "999"}, "organisation"),
        ({"country": ""}, "country"),
        ({"country": "Atlantis"}, "country"),
        ({"serves": "Qatar, Atlantis"}, "serves"),
        ({"languages": []}, "languages"),
        ({"website": "http://office.example"}, "website"),
        ({"website": "javascript:alert(1)"}, "website"),
        ({"website": "https://["}, "website"),
    ],
)
def test_what_is_wrong_with_an_office_is_said_beside_its_field(wrong: dict[str, Any], name: str) -> None:
    desk, at = signed_in(Role.ADMINISTRATOR), organisation("union")
    answer = desk.post("/en/desk/offices/new", office_form(at, **wrong, step="do"))
    assert answer.status_code == 422
    assert f'href="#{name}"' in text_of(answer)
    assert not Office.objects.exists()


def test_a_ministry_is_not_offered() -> None:
    desk, ministry = signed_in(Role.ADMINISTRATOR), organisation("ministry")
    assert desk.post("/en/desk/offices/new", office_form(ministry, step="do")).status_code == 422


def test_the_directory_is_public_and_told_apart_by_its_digest(handler: Any) -> None:
    key, _ = registered_key(handler.membership.person, handler.office, on=localdate())
    answer = client().get("/api/casework/keys")
    assert json.loads(text_of(answer))["keys"][0]["public"] == key.public
    assert handler.membership.person.name not in text_of(answer)
    assert not answer.cookies
    again = client().get("/api/casework/keys", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
