"""A second factor: set up, asked for, used once, counted, taken away."""

from __future__ import annotations

import base64
import re
from datetime import timedelta
from typing import Any

import pyotp
import pytest
from django.utils import timezone

from fairway.kernel.errors import InternalError
from fairway_portal.accounts import codes
from fairway_portal.accounts.actions import second_factors
from fairway_portal.accounts.models import AuditEntry, Person, RecoveryCode, Role, SecondFactor
from tests.people import PASSWORD, member, person, signed_in
from tests.portal import client, text_of

pytestmark = pytest.mark.django_db
# RFC 6238, appendix B (SHA-1; the last six of its eight digits).
RFC_SECRET = base64.b32encode(b"12345678901234567890").decode()
RFC_CODES = {59: "287082", 1111111109: "081804", 1234567890: "005924", 2000000000: "279037"}


@pytest.mark.parametrize(("seconds", "code"), RFC_CODES.items())
def test_codes_are_those_of_the_standard(seconds: int, code: str) -> None:
    assert codes.step_of(RFC_SECRET, code, seconds) == seconds // 30
    assert codes.step_of(RFC_SECRET, code, seconds + 30) == seconds // 30, "a clock half a minute late"
    assert codes.step_of(RFC_SECRET, code, seconds + 90) is None


@pytest.mark.parametrize("typed", ["", "28708", "2870822", "abcdef", "28708x"])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert codes.step_of(RFC_SECRET, typed, 59) is None


def test_digits_of_any_script() -> None:
    assert codes.step_of(RFC_SECRET, "٢٨٧ ٠٨٢", 59) == 1


def test_a_secret_is_not_kept_in_the_clear(settings: Any) -> None:
    kept = codes.sealed(RFC_SECRET)
    assert RFC_SECRET.encode() not in kept
    assert codes.unsealed(kept) == RFC_SECRET
    settings.SECRET_KEY = "another" * 10
    with pytest.raises(InternalError, match="SECRET_KEY"):
        codes.unsealed(kept)


def with_factor(of: Person) -> tuple[str, tuple[str, ...]]:
    """Sets one up, with a code of a minute ago so that the present one is still good."""
    secret = codes.new_secret()
    plain = second_factors.set_up(by=of, secret=secret, typed=code_of(secret, -1))
    return secret, plain


def code_of(secret: str, steps: int = 0) -> str:
    return pyotp.TOTP(secret).at(timezone.now() + timedelta(seconds=30 * steps))


def test_a_code_works_once() -> None:
    somebody = person()
    secret, _ = with_factor(somebody)
    second_factors.check(person=somebody, typed=code_of(secret))
    with pytest.raises(second_factors.WrongCode):
        second_factors.check(person=somebody, typed=code_of(secret))


def test_a_recovery_code_works_once_however_it_is_typed() -> None:
    somebody = person()
    _, plain = with_factor(somebody)
    assert len(set(plain)) == codes.RECOVERY_CODES
    assert not RecoveryCode.objects.filter(digest__in=plain).exists()
    second_factors.check(person=somebody, typed=plain[3].upper().replace("-", " "))
    with pytest.raises(second_factors.WrongCode):
        second_factors.check(person=somebody, typed=plain[3])
    second_factors.check(person=somebody, typed=plain[4])


def test_wrong_codes_are_counted_and_then_even_the_right_one_waits() -> None:
    somebody = person()
    secret, _ = with_factor(somebody)
    for _ in range(second_factors.FAILURES):
        with pytest.raises(second_factors.WrongCode):
            second_factors.check(person=somebody, typed="000 00")
    with pytest.raises(second_factors.TooManyCodes):
        second_factors.check(person=somebody, typed=code_of(secret))
    SecondFactor.objects.update(waits_until=timezone.now() - timedelta(seconds=1))
    second_factors.check(person=somebody, typed=code_of(secret))
    assert AuditEntry.objects.filter(action="second_factor.locked").count() == 1


def test_the_password_alone_does_not_sign_in() -> None:
    held = member(Role.ADMINISTRATOR)
    held.person.set_password(PASSWORD)
    held.person.save()
    secret, _ = with_factor(held.person)
    browser = client()
    asked = browser.post(
        "/en/desk/sign-in", {"email": held.person.email, "password": PASSWORD, "next": "/en/desk/people"}
    )
    assert asked.headers["Location"] == "/en/desk/second-step"
    assert browser.get("/en/desk/people").headers["Location"].startswith("/en/desk/sign-in")
    assert browser.post("/en/desk/second-step", {"code": "123456"}).status_code == 422
    done = browser.post("/en/desk/second-step", {"code": code_of(secret)})
    assert done.headers["Location"] == "/en/desk/people"
    assert browser.get("/en/desk/people").status_code == 200


def test_the_second_step_without_the_first_leads_back() -> None:
    assert client().get("/en/desk/second-step").headers["Location"] == "/en/desk/sign-in"
    assert client().post("/en/desk/second-step", {"code": "123456"}).headers["Location"] == "/en/desk/sign-in"


def test_setting_up_takes_the_first_code_and_shows_recovery_codes_once() -> None:
    browser = signed_in(Role.HANDLER, password=PASSWORD)
    page = text_of(browser.get("/en/desk/second-factor"))
    kept = re.search(r'name="kept" value="([^"]+)"', page)
    assert kept is not None
    assert "<svg" in page
    secret = codes.unsealed(base64.urlsafe_b64decode(kept[1]))
    wrong = browser.post("/en/desk/second-factor", {"kept": kept[1], "code": "1", "present": PASSWORD})
    assert wrong.status_code == 422
    assert " ".join(secret[at : at + 4] for at in range(0, 32, 4)) in text_of(wrong), "the same picture again"
    done = browser.post("/en/desk/second-factor", {"kept": kept[1], "code": code_of(secret), "present": PASSWORD})
    assert text_of(done).count("<li><code>") == codes.RECOVERY_CODES
    assert second_factors.factor_of(browser.membership.person) is not None
    assert browser.post("/en/desk/second-factor", {"kept": "forged", "code": "1"}).status_code == 422


def test_an_administrator_takes_it_away_and_the_record_says_so() -> None:
    somebody = member(Role.HANDLER).person
    with_factor(somebody)
    browser = signed_in(Role.ADMINISTRATOR)
    assert "Take it away" in text_of(browser.get(f"/en/desk/people/{somebody.pk}"))
    browser.post(f"/en/desk/people/{somebody.pk}/second-factor", {"reason": "telephone lost"})
    assert second_factors.factor_of(somebody) is None
    assert AuditEntry.objects.get(action="second_factor.taken_away").reason == "telephone lost"


@pytest.mark.parametrize(("who", "role", "asked"), [
    ("handlers", Role.ADMINISTRATOR, False), ("everyone", Role.ADMINISTRATOR, True),
])  # fmt: skip
def test_who_must_have_one(who: str, role: Role, asked: bool, settings: Any) -> None:
    settings.SECOND_FACTOR = who
    browser = signed_in(role)
    session = browser.session
    del session["second_step"]
    session.save()
    answer = browser.get("/en/desk/people")
    assert (answer.headers.get("Location") == "/en/desk/second-factor") is asked


def test_handlers_must_have_one() -> None:
    browser = signed_in(Role.HANDLER)
    session = browser.session
    del session["second_step"]
    session.save()
    assert browser.get("/en/desk/case-keys").headers["Location"] == "/en/desk/second-factor"


def test_a_session_that_never_showed_it_cannot_replace_it() -> None:
    """Left open on another device since before there was a factor: it has shown a password alone."""
    browser = signed_in(Role.HANDLER)
    session = browser.session
    del session["second_step"]
    session.save()
    kept = re.search(r'name="kept" value="([^"]+)"', text_of(browser.get("/en/desk/second-factor")))
    assert kept is not None
    with_factor(browser.membership.person)
    before = SecondFactor.objects.get().sealed
    code = code_of(codes.unsealed(base64.urlsafe_b64decode(kept[1])))
    answer = browser.post("/en/desk/second-factor", {"kept": kept[1], "code": code})
    assert answer.headers["Location"] == "/en/desk/sign-in"
    assert SecondFactor.objects.get().sealed == before
    assert browser.get("/en/desk/case-keys").headers["Location"].startswith("/en/desk/sign-in")
