"""What the verification standard asks of accounts and sessions, as far as no other test shows it."""

from __future__ import annotations

import base64
import hashlib
import logging
import re
import secrets
import time
from pathlib import Path
from random import Random
from typing import Any

import pyotp
import pytest
from axes.models import AccessAttempt
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.utils import timezone

from fairway.kernel.errors import InputError
from fairway_portal.accounts import codes, sessions
from fairway_portal.accounts.actions import inviting, second_factors
from fairway_portal.accounts.breached import Breached
from fairway_portal.accounts.models import AuditEntry, Invitation, Membership, Person, Role
from fairway_portal.accounts.passwords import weaknesses
from tests.people import PASSWORD, client_of, member, organisation, signed_in
from tests.portal import Page, client, text_of

pytestmark = pytest.mark.django_db(databases=["default", "casework"])
GOOD = "nine quiet boats at anchor"
FORMS = ("/en/desk/sign-in", "/en/desk/password", "/en/desk/second-factor")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same hash with the least work."""
    for name, least in (("time_cost", 1), ("memory_cost", 8), ("parallelism", 1)):
        monkeypatch.setattr(Argon2PasswordHasher, name, least)


def passing(browser: Any, **seconds: float) -> None:
    """Lets time pass for a session: how long ago it began, and was seen."""
    session = browser.session
    for name, ago in seconds.items():
        session[name] = time.time() - ago
    session.save()


# Passwords


def test_a_password_of_any_characters_is_taken_as_it_is() -> None:
    """No composition is asked for, nothing is trimmed, cut or folded, and 64 characters are not too many."""
    for password in (
        "aaaa bbbb cccc eeee",
        "ዐዐዐ ይህ ቃል ነው ብሎ አለ",
        "  spaces around it  ",
        "Z" * 32 + "q" * 32,
        "7" * 3 + "x!" * 31,
    ):
        assert weaknesses(password, Person(email="q@example.org", name="Q")) == (), password
    held = member(Role.ADMINISTRATOR, password="  Spaces Around It  ")
    for typed, taken in (("  Spaces Around It  ", True), ("Spaces Around It", False), ("  spaces around it  ", False)):
        done = client().post("/en/desk/sign-in", {"email": held.person.email, "password": typed})
        assert (done.status_code == 302) is taken


@pytest.mark.parametrize("password", ["short", "elevenchars", "a" * 11])
def test_fewer_than_twelve_characters_are_refused(password: str) -> None:
    assert "12" in str(weaknesses(password, Person(email="q@example.org"))[0])


@pytest.mark.parametrize("password", ["fairway-2026!", "AdminAdmin2026", "recruitment monitor", "Casework Desk 1"])
def test_words_of_this_place_alone_are_no_password(password: str) -> None:
    assert any("words" in str(one) for one in weaknesses(password, Person(email="q@example.org")))


def test_words_of_this_place_among_others_are() -> None:
    assert weaknesses("the migrant boat sails at noon", Person(email="q@example.org")) == ()


def test_a_password_known_from_a_break_in_is_refused(tmp_path: Path, settings: Any) -> None:
    chance, known = Random(7), [f"known password {number}" for number in range(200)]
    lines = sorted(hashlib.sha1(one.encode()).hexdigest().upper() + f":{chance.randint(1, 10**6)}" for one in known)
    file = tmp_path / "known.txt"
    for ending in ("\r\n", "\n"):
        file.write_bytes(ending.join(lines).encode())
        listed = Breached(str(file))
        for one in known:
            with pytest.raises(ValidationError):
                listed.validate(one)
        for number in range(200, 400):
            listed.validate(f"known password {number}")
    settings.AUTH_PASSWORD_VALIDATORS = [
        {"NAME": "fairway_portal.accounts.breached.Breached", "OPTIONS": {"file": str(file)}}
    ]
    from django.contrib.auth.password_validation import get_default_password_validators

    get_default_password_validators.cache_clear()
    assert "break-in" in str(weaknesses(known[0], Person(email="q@example.org"))[0])
    get_default_password_validators.cache_clear()


def test_where_the_list_cannot_be_read_no_password_passes(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="list of known passwords"):
        Breached(str(tmp_path / "none")).validate(GOOD)
    (tmp_path / "empty").touch()
    Breached(str(tmp_path / "empty")).validate(GOOD)


def test_passwords_are_masked_and_managers_may_fill_them_in() -> None:
    browser = signed_in(Role.ADMINISTRATOR)
    for path in FORMS:
        fields = Page(text_of((client() if "sign-in" in path else browser).get(path))).all("input")
        asked = [one for one in fields if one["name"] in ("password", "present", "repeated")]
        assert asked, path
        for one in asked:
            assert one["type"] == "password"
            assert one["autocomplete"] in ("current-password", "new-password")
            assert not {"onpaste", "readonly"} & set(one)


def test_a_password_grows_no_older() -> None:
    """Nobody has to change it: years after she joined, she signs in."""
    held = member(Role.ADMINISTRATOR, password=PASSWORD)
    Person.objects.update(joined="2001-01-01", last_login="2001-01-02T00:00:00Z")
    done = client().post("/en/desk/sign-in", {"email": held.person.email, "password": PASSWORD})
    assert done.headers["Location"] == "/en/desk/"


def test_no_form_asks_for_a_hint_or_a_secret_question() -> None:
    fields = {name for model in (Person, Membership, Invitation) for name in (one.name for one in model._meta.fields)}
    assert not [one for one in fields if re.search("hint|question|answer|mother|birth", one)]


def test_nobody_is_there_before_the_first_administrator() -> None:
    from django.db import connections

    for name in ("root", "admin", "administrator", "sa", "test"):
        assert not Person.objects.filter(email__istartswith=name).exists()
    assert Person.objects.count() == 0, connections["default"].vendor


# Invitations and codes


def test_an_invitation_is_long_works_for_a_week_and_is_no_password() -> None:
    administrator = member(Role.ADMINISTRATOR).person
    at, role = organisation("ministry"), Role.SURVEY_OWNER
    made = {
        inviting.invite(by=administrator, email=f"new{n}@example.org", organisation=at, role=role) for n in range(20)
    }
    assert len(made) == 20
    assert all(len(base64.urlsafe_b64decode(one + "=")) == 32 for one in made)
    left = Invitation.objects.latest("expires").expires - timezone.now()
    assert 6.9 < left.total_seconds() / 86_400 <= 7
    assert not set(made) & set(Invitation.objects.values_list("secret_hash", flat=True))


def test_codes_come_from_the_generator_for_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []

    def chosen(letters: str) -> str:
        drawn.append(letters)
        return letters[0]

    monkeypatch.setattr(secrets, "choice", chosen)
    code = codes.recovery_code()
    assert len(set(drawn[0])) ** len(drawn) > 2**112, "so many that a plain digest of one cannot be turned round"
    assert code.replace("-", "") == drawn[0][0] * len(drawn)
    assert len({codes.new_secret() for _ in range(50)}) == 50
    assert len(base64.b32decode(codes.new_secret())) == 20


# Sessions


def test_a_key_of_a_session_has_more_than_128_bits() -> None:
    keys = {signed_in(Role.OUTREACH).session.session_key for _ in range(8)}
    assert len(keys) == 8
    assert all(re.fullmatch(r"[a-z0-9]{32}", one) for one in keys), "36 signs, 32 of them: 165 bits"


@pytest.mark.parametrize(("role", "minutes", "over"), [
    (Role.HANDLER, 29, False), (Role.HANDLER, 31, True), (Role.ADMINISTRATOR, 31, True),
    (Role.OUTREACH, 31, False), (Role.OUTREACH, 239, False), (Role.OUTREACH, 241, True),
])  # fmt: skip
def test_a_session_that_is_left_alone_ends(role: Role, minutes: int, over: bool) -> None:
    browser = signed_in(role)
    assert browser.get("/en/desk/").status_code == 200
    passing(browser, seen=minutes * 60)
    key = browser.session.session_key
    assert (browser.get("/en/desk/").status_code == 302) is over
    assert Session.objects.filter(session_key=key).exists() is not over, "at the server too"


def test_a_session_in_use_goes_on_but_not_for_ever() -> None:
    browser = signed_in(Role.HANDLER)
    browser.get("/en/desk/")
    for _ in range(3):
        passing(browser, seen=20 * 60)
        assert browser.get("/en/desk/").status_code == 200
    passing(browser, begun=sessions.LONGEST - 60, seen=0)
    assert browser.get("/en/desk/").status_code == 200
    passing(browser, begun=sessions.LONGEST + 1, seen=0)
    assert browser.get("/en/desk/").headers["Location"].startswith("/en/desk/sign-in")


def test_she_sees_where_she_is_signed_in_and_ends_it_with_her_password() -> None:
    held = member(Role.OUTREACH, password=PASSWORD)
    here, there, third = client_of(held), client_of(held), client_of(held)
    somebody = signed_in(Role.OUTREACH)
    assert all(one.get("/en/desk/").status_code == 200 for one in (here, there, third, somebody))
    page = text_of(here.get("/en/desk/sessions"))
    assert page.count("<li>signed in") == 3
    assert page.count("this browser") == 1
    assert there.session.session_key not in page
    name = hashlib.sha256(there.session.session_key.encode()).hexdigest()[:32]
    assert here.post("/en/desk/sessions", {"present": "wrong", "session": name}).status_code == 422
    assert there.get("/en/desk/").status_code == 200
    here.post("/en/desk/sessions", {"present": PASSWORD, "session": name})
    assert [one.get("/en/desk/").status_code for one in (there, third, here)] == [302, 200, 200]
    here.post("/en/desk/sessions", {"present": PASSWORD, "session": ""})
    assert [one.get("/en/desk/").status_code for one in (third, here, somebody)] == [302, 200, 200]


def test_somebody_elses_session_cannot_be_named() -> None:
    held = member(Role.OUTREACH, password=PASSWORD)
    here, theirs = client_of(held), signed_in(Role.HANDLER)
    name = hashlib.sha256(theirs.session.session_key.encode()).hexdigest()[:32]
    here.post("/en/desk/sessions", {"present": PASSWORD, "session": name})
    assert theirs.get("/en/desk/").status_code == 200


def test_an_administrator_signs_somebody_out_everywhere() -> None:
    held = member(Role.HANDLER)
    theirs = client_of(held)
    assert theirs.get("/en/desk/").status_code == 200
    browser = signed_in(Role.ADMINISTRATOR)
    browser.post(f"/en/desk/people/{held.person.pk}/sessions", {"reason": "device lost"})
    assert theirs.get("/en/desk/").status_code == 302
    assert browser.get("/en/desk/people").status_code == 200
    assert AuditEntry.objects.get(action="sessions.ended").reason == "device lost"


def test_every_page_of_the_desk_can_be_left() -> None:
    for role in (Role.ADMINISTRATOR, Role.HANDLER, Role.OUTREACH):
        assert 'action="/en/desk/sign-out"' in text_of(signed_in(role).get("/en/desk/"))


def test_signing_out_clears_what_the_browser_kept() -> None:
    browser = signed_in(Role.HANDLER)
    key = browser.session.session_key
    said = browser.post("/en/desk/sign-out").headers["Clear-Site-Data"]
    assert all(f'"{one}"' in said for one in ("cache", "cookies", "storage"))
    assert not Session.objects.filter(session_key=key).exists()


# The second factor


def with_kept(browser: Any) -> tuple[str, str]:
    """The secret of the form, sealed and in the clear."""
    kept = re.search(r'name="kept" value="([^"]+)"', text_of(browser.get("/en/desk/second-factor")))
    assert kept is not None
    return kept[1], codes.unsealed(base64.urlsafe_b64decode(kept[1]))


def code_of(secret: str, steps: int = 0) -> str:
    return str(pyotp.TOTP(secret).at(int(time.time()) + 30 * steps))


def test_a_second_factor_is_set_up_with_the_password_alone_known() -> None:
    browser = signed_in(Role.HANDLER, password=PASSWORD)
    kept, secret = with_kept(browser)
    for present in ("", "wrong password of a thief"):
        answer = browser.post("/en/desk/second-factor", {"kept": kept, "code": code_of(secret), "present": present})
        assert answer.status_code == 422
        assert second_factors.factor_of(browser.membership.person) is None


def test_a_second_factor_is_replaced_by_who_has_the_old_one_and_other_sessions_end() -> None:
    held = member(Role.HANDLER, password=PASSWORD)
    old = codes.new_secret()
    plain = second_factors.set_up(by=held.person, secret=old, typed=code_of(old, -1))
    here, elsewhere = client_of(held), client_of(held)
    kept, secret = with_kept(here)
    asked = {"kept": kept, "code": code_of(secret), "present": PASSWORD}
    assert here.post("/en/desk/second-factor", {**asked, "old": "123456"}).status_code == 422
    assert elsewhere.get("/en/desk/").status_code == 200
    done = here.post("/en/desk/second-factor", {**asked, "old": plain[0]})
    assert done.status_code == 200
    assert elsewhere.get("/en/desk/").status_code == 302
    assert here.get("/en/desk/").status_code == 200
    with pytest.raises(second_factors.WrongCode):
        second_factors.check(person=held.person, typed=plain[1])


def test_guessing_the_password_on_a_page_of_the_desk_is_counted() -> None:
    browser = signed_in(Role.OUTREACH, password=PASSWORD)
    change = {"password": GOOD, "repeated": GOOD}
    found = [browser.post("/en/desk/password", {"present": f"guess {n}", **change}).status_code for n in range(9)]
    assert found[0] == 422
    assert found[-1] == 429
    assert browser.post("/en/desk/password", {"present": PASSWORD, **change}).status_code == 429


# What is written down


def test_signing_in_and_out_and_failing_are_written_down() -> None:
    held = member(Role.OUTREACH, password=PASSWORD)
    browser = client()
    browser.post("/en/desk/sign-in", {"email": held.person.email, "password": "not this one, no"})
    assert AccessAttempt.objects.get().username == held.person.email
    browser.post("/en/desk/sign-in", {"email": held.person.email, "password": PASSWORD})
    begun = AuditEntry.objects.get(action="session.begun")
    assert (begun.by, begun.details) == (held.person, {"second_step": False})
    assert begun.at.utcoffset() is not None
    browser.post("/en/desk/sign-out")
    assert AuditEntry.objects.filter(action="session.ended", by=held.person).count() == 1


def test_a_page_that_is_refused_is_logged_by_its_pattern(caplog: pytest.LogCaptureFixture) -> None:
    browser = signed_in(Role.OUTREACH)
    with caplog.at_level(logging.WARNING, "fairway_portal.permissions"):
        browser.get("/en/desk/people/987654")
    assert caplog.messages == [
        f"refused: person {browser.membership.person.pk} as outreach at <language:language>/desk/people/<int:id>"
    ]
