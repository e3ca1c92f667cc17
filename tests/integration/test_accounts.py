"""People with accounts: signing in and out, roles, invitations, the record of actions."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.urls import reverse
from django.utils import timezone

from fairway_portal.accounts.actions.inviting import hash_of, invite
from fairway_portal.accounts.models import AuditEntry, Invitation, Membership, Person, Role
from fairway_portal.actors.actions import add_agency
from tests.casework_samples.keys import opened_office
from tests.people import PASSWORD, client_of, member, organisation, person, signed_in
from tests.portal import Page, client, text_of

pytestmark = pytest.mark.django_db(databases=["default", "casework"])

SIGN_IN = "/en/desk/sign-in"
NEW_PASSWORD = "nine quiet boats at anchor"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same hash with the least work: these tests ask whether it is done, not how long it takes."""
    for name, least in (("time_cost", 1), ("memory_cost", 8), ("parallelism", 1)):
        monkeypatch.setattr(Argon2PasswordHasher, name, least)


def with_password(role: Role = Role.ADMINISTRATOR, **fields: Any) -> Membership:
    """A member who can sign in."""
    return member(role, password=PASSWORD, **fields)


def sign_in(browser: Any, email: str, password: str = PASSWORD, **more: str) -> Any:
    return browser.post(SIGN_IN, {"email": email, "password": password, **more})


def path(name: str, *parts: object) -> str:
    return reverse(name, args=("en", *parts))


# Signing in


def test_somebody_signs_in_however_she_writes_her_address() -> None:
    held = with_password(email="ana@example.org")
    browser = client()
    response = sign_in(browser, "  ANA@Example.ORG ")
    assert (response.status_code, response.headers["Location"]) == (302, "/en/desk/")
    assert held.organisation.name in text_of(browser.get("/en/desk/"))


def test_the_password_is_kept_as_argon2() -> None:
    assert with_password().person.password.startswith("argon2$argon2id$")


def test_the_session_has_a_new_key_and_careful_cookies() -> None:
    with_password(email="ana@example.org")
    browser = client()
    browser.cookies["sessionid"] = before = "somebody-else-chose-this-key-1234"
    cookie = sign_in(browser, "ana@example.org").cookies["sessionid"]
    assert cookie.value not in ("", before)
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    again = sign_in(browser, "ana@example.org").cookies["sessionid"].value
    assert again != cookie.value


def test_a_page_of_the_desk_is_kept_by_nobody() -> None:
    for response in (signed_in(Role.OUTREACH).get("/en/desk/"), client().get("/en/desk/"), client().get(SIGN_IN)):
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["Referrer-Policy"] == "same-origin"
        assert response.headers["X-Robots-Tag"] == "noindex"


def test_unknown_ended_and_wrong_get_the_same_answer() -> None:
    with_password(email="ana@example.org")
    with_password(email="gone@example.org", is_active=False)
    person(email="invited@example.org")
    said = set()
    for email in ("ana@example.org", "gone@example.org", "invited@example.org", "nobody@example.org"):
        response = sign_in(client(), email, "not her password")
        body = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text_of(response)).replace(email, "")
        said.add((response.status_code, body))
    assert len(said) == 1
    assert next(iter(said))[0] == 422
    assert sign_in(client(), "gone@example.org").status_code == 422


def test_the_same_work_is_done_for_every_name(monkeypatch: pytest.MonkeyPatch) -> None:
    with_password(email="ana@example.org")
    with_password(email="gone@example.org", is_active=False)
    person(email="invited@example.org")
    work: list[str] = []
    for name in ("encode", "verify"):
        real = getattr(Argon2PasswordHasher, name)
        monkeypatch.setattr(
            Argon2PasswordHasher, name, lambda *given, real=real, name=name: (work.append(name), real(*given))[1]
        )
    counts = []
    for email in ("ana@example.org", "gone@example.org", "invited@example.org", "nobody@example.org"):
        work.clear()
        sign_in(client(), email, "not her password")
        counts.append(len(work))
    assert counts == [1, 1, 1, 1]


@pytest.mark.parametrize("email", ["ana@example.org", "nobody@example.org"])
def test_a_name_is_locked_after_eight_wrong_passwords(email: str) -> None:
    with_password(email="ana@example.org")
    browser = client()
    statuses = [sign_in(browser, email, f"wrong {n}").status_code for n in range(8)]
    assert statuses == [422] * 7 + [429]
    locked = sign_in(client(), email)  # from another device, with what may be the right password
    assert locked.status_code == 429
    assert 14 * 60 < int(locked.headers["Retry-After"]) <= 15 * 60
    assert "Minutes left: 15" in text_of(locked)
    assert locked.headers["Cache-Control"] == "no-store"


def test_the_lock_does_not_grow_while_somebody_waits() -> None:
    with_password(email="ana@example.org")
    for n in range(8):
        sign_in(client(), "ana@example.org", f"wrong {n}")
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=12))
    assert "Minutes left: 3" in text_of(sign_in(client(), "ana@example.org"))
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert sign_in(client(), "ana@example.org").status_code == 302


def test_what_is_counted_holds_no_password_and_no_address_of_a_device() -> None:
    sign_in(client(REMOTE_ADDR="192.0.2.7"), "nobody@example.org", "secret words")
    row = AccessAttempt.objects.get()
    assert row.ip_address is None
    assert "secret words" not in row.post_data


@pytest.mark.parametrize("written", ["", "\0", "a" * 10_000, "<script>alert(1)</script>", "ana@example.org\r\nX: y"])
def test_anything_may_be_written_as_a_name(written: str) -> None:
    response = sign_in(client(), written, "x")
    assert response.status_code == 422
    assert "<script>alert" not in text_of(response)


@pytest.mark.parametrize(
    ("wanted", "leads"),
    [
        ("/ar/desk/people", "/ar/desk/people"),
        ("/en/desk/record?who=ana", "/en/desk/record?who=ana"),
        ("https://evil.example/en/desk/", "/en/desk/"),
        ("//evil.example/desk/", "/en/desk/"),
        ("/en/desk//evil.example", "/en/desk/"),
        ("/en/desk/../corridors/", "/en/desk/"),
        ("/en/desk/\\evil.example", "/en/desk/"),
        ("/en/desk/nothing-here", "/en/desk/"),
        ("/en/sources", "/en/desk/"),
        ("javascript:alert(1)", "/en/desk/"),
        ("\t//evil.example", "/en/desk/"),
    ],
)
def test_signing_in_leads_to_the_desk_alone(wanted: str, leads: str) -> None:
    with_password(email="ana@example.org")
    assert sign_in(client(), "ana@example.org", next=wanted).headers["Location"] == leads


def test_somebody_who_wanted_a_page_comes_to_it() -> None:
    with_password(email="ana@example.org")
    browser = client()
    led = browser.get("/fr/desk/people").headers["Location"]
    assert led == "/fr/desk/sign-in?next=%2Ffr%2Fdesk%2Fpeople"
    hidden = {one.get("name"): one.get("value") for one in Page(text_of(browser.get(led))).all("input")}
    assert hidden["next"] == "/fr/desk/people"


def test_a_form_without_its_token_is_refused_in_the_readers_language() -> None:
    browser = client(enforce_csrf_checks=True)
    response = browser.post("/en/desk/sign-in", {"email": "a@example.org", "password": "x"})
    assert response.status_code == 403
    assert "too old to be sent" in text_of(response)


def test_a_form_with_its_token_is_taken() -> None:
    with_password(email="ana@example.org")
    browser = client(enforce_csrf_checks=True)
    inputs = Page(text_of(browser.get(SIGN_IN))).all("input")
    token = next(one["value"] for one in inputs if one.get("name") == "csrfmiddlewaretoken")
    assert sign_in(browser, "ana@example.org", csrfmiddlewaretoken=str(token)).status_code == 302


def test_signing_out_takes_everything_away() -> None:
    browser = signed_in(Role.MODERATOR)
    assert browser.get("/en/desk/sign-out").status_code == 200
    assert browser.get("/en/desk/").status_code == 200
    response = browser.post("/en/desk/sign-out")
    assert response.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert browser.get("/en/desk/").status_code == 302


def test_invented_people_sign_in_only_where_the_portal_demonstrates(settings: Any) -> None:
    with_password(email="invented@example.org", demonstration=True)
    settings.DEMONSTRATION = True
    browser = client()
    assert sign_in(browser, "invented@example.org").status_code == 302
    settings.DEMONSTRATION = False
    assert browser.get("/en/desk/").status_code == 302
    assert sign_in(client(), "invented@example.org").status_code == 422


# The password


def test_a_changed_password_ends_the_other_sessions() -> None:
    held = with_password()
    here, elsewhere = client_of(held), client_of(held)
    change = {"present": PASSWORD, "password": NEW_PASSWORD, "repeated": NEW_PASSWORD}
    assert here.post(path("desk-password"), change).status_code == 302
    assert "is changed" in text_of(here.get("/en/desk/"))
    assert elsewhere.get("/en/desk/").status_code == 302
    held.person.refresh_from_db()
    assert held.person.check_password(NEW_PASSWORD)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"present": "no"}, "not your present password"),
        ({"password": "short", "repeated": "short"}, "at least 12"),
        ({"password": "ana-example-org", "repeated": "ana-example-org"}, "too much like"),
        ({"password": "password1234", "repeated": "password1234"}, "tried first"),
        ({"repeated": "something else"}, "not the same"),
        ({"password": "a" * 501, "repeated": "a" * 501}, "at most 500"),
    ],
)
def test_a_password_is_refused_with_the_reason(change: dict[str, str], said: str) -> None:
    held = with_password(email="ana@example.org", name="Ana Example")
    written = {"present": PASSWORD, "password": NEW_PASSWORD, "repeated": NEW_PASSWORD, **change}
    response = client_of(held).post(path("desk-password"), written)
    assert response.status_code == 422
    assert said in text_of(response)
    assert not any(value in text_of(response) for value in (PASSWORD, NEW_PASSWORD))
    held.person.refresh_from_db()
    assert held.person.check_password(PASSWORD)


# Roles


def test_another_role_is_told_why() -> None:
    response = signed_in(Role.MODERATOR).get(path("desk-people"))
    assert response.status_code == 403
    assert "another role" in text_of(response)


def test_somebody_with_two_roles_chooses_and_can_change() -> None:
    held = member(Role.MODERATOR)
    other = Membership.objects.create(person=held.person, organisation=organisation(), role=Role.ADMINISTRATOR)
    browser = client_of(held)
    assert browser.get(path("desk-people")).headers["Location"] == "/en/desk/role?next=%2Fen%2Fdesk%2Fpeople"
    chosen = browser.post(path("desk-membership"), {"membership": held.pk, "next": "/en/desk/people"})
    assert chosen.headers["Location"] == "/en/desk/people"
    refused = browser.get(path("desk-people"))
    assert refused.status_code == 403
    assert f'value="{other.pk}"' in text_of(refused)
    browser.post(path("desk-membership"), {"membership": other.pk})
    assert browser.get(path("desk-people")).status_code == 200


def test_a_role_of_somebody_else_cannot_be_chosen() -> None:
    other = member(Role.ADMINISTRATOR)
    browser = signed_in(Role.OUTREACH)
    assert browser.post(path("desk-membership"), {"membership": other.pk}).status_code == 422
    assert browser.get(path("desk-people")).status_code == 403


def test_a_role_written_past_the_models_lets_nobody_in() -> None:
    held = member(Role.AGENCY)
    for role in (Role.ADMINISTRATOR, Role.MODERATOR, Role.OUTREACH, Role.SURVEY_OWNER):
        Membership.objects.filter(pk=held.pk).update(role=role)
        response = client_of(held).get("/en/desk/")
        assert response.status_code == 403
        assert "no role" in text_of(response)


def test_the_desk_shows_no_link_that_would_refuse() -> None:
    for role in Role:
        ministry = role in (Role.LICENSING_OFFICER, Role.SUPERVISOR, Role.PANEL_MEMBER)
        agency = add_agency(by=None, name="Himal Manpower", country="NPL") if role == Role.AGENCY else None
        browser = signed_in(role, of=organisation("ministry", country="NPL") if ministry else None, agency=agency)
        if role == Role.HANDLER:
            opened_office(browser.membership.organisation)
        links = [one for one in Page(text_of(browser.get("/en/desk/"))).links() if "/desk/" in one]
        assert links
        assert {one: browser.get(one).status_code for one in links} == dict.fromkeys(links, 200)


@pytest.mark.parametrize(("role", "address"), [(Role.AGENCY, "own-licence"), (Role.LICENSING_OFFICER, "licences")])
def test_who_lacks_an_agency_or_a_country_is_told_whom_to_ask(role: Role, address: str) -> None:
    response = signed_in(role).get(f"/en/desk/{address}")
    assert response.status_code == 409
    assert "Ask an administrator" in text_of(response)


# Invitations


def test_an_invitation_becomes_an_account_once() -> None:
    held = member(Role.ADMINISTRATOR)
    at = organisation("union", "Pourakhi")
    asked = {"email": "New@Example.org", "role": "outreach", "organisation": at.pk}
    page = text_of(client_of(held).post(path("desk-invite"), asked))
    link = next(one["value"] for one in Page(page).all("input") if one.get("id") == "link")
    assert link is not None
    secret = link.rsplit("/", 1)[1]
    kept = Invitation.objects.get()
    assert (kept.secret_hash, kept.email) == (hash_of(secret), "new@example.org")
    assert secret not in kept.secret_hash
    assert timedelta(days=6, hours=23) < kept.expires - timezone.now() <= timedelta(days=7)

    visitor = client()
    address = link.removeprefix("http://localhost")
    assert "Pourakhi" in text_of(visitor.get(address))
    account = {"name": "Sita", "password": NEW_PASSWORD, "repeated": NEW_PASSWORD}
    assert visitor.post(address, account).headers["Location"] == "/en/desk/"
    assert "Sita" in text_of(visitor.get("/en/desk/"))
    new = Person.objects.get(email="new@example.org")
    assert [(one.role, one.organisation) for one in new.memberships.all()] == [("outreach", at)]

    for again in (client().get(address), client().post(address, account)):
        assert again.status_code == 404
        assert "works no more" in text_of(again)
    assert list(AuditEntry.objects.values_list("action", flat=True)[:2]) == ["invitation.taken", "invitation.made"]
    assert not any(secret in f"{one.subject} {one.details}" for one in AuditEntry.objects.all())


def test_an_old_withdrawn_or_guessed_link_gives_one_answer() -> None:
    held = member(Role.ADMINISTRATOR)
    at = organisation("ministry")
    old = invite(by=held.person, email="a@example.org", organisation=at, role=Role.MODERATOR)
    Invitation.objects.update(expires=timezone.now() - timedelta(seconds=1))
    gone = invite(by=held.person, email="b@example.org", organisation=at, role=Role.MODERATOR)
    browser = client_of(held)
    number = Invitation.objects.get(email="b@example.org").pk
    assert browser.post(path("desk-invitation-withdraw", number)).status_code == 302
    answers = {
        (seen.status_code, text_of(seen).replace(secret, ""))
        for secret in (old, gone, "guessed")
        for seen in [client().get(path("desk-invitation", secret))]
    }
    assert len(answers) == 1
    assert next(iter(answers))[0] == 404


def test_an_account_that_is_there_is_not_taken_over() -> None:
    held = member(Role.ADMINISTRATOR)
    there = with_password(Role.MODERATOR, email="ana@example.org")
    at = organisation("union")
    secret = invite(by=held.person, email="ana@example.org", organisation=at, role=Role.OUTREACH)
    address = path("desk-invitation", secret)
    account = {"name": "Mallory", "password": NEW_PASSWORD, "repeated": NEW_PASSWORD}
    assert "has an account already" in text_of(client().post(address, account))
    assert "somebody else is signed in" in text_of(client_of(held).post(address, account))
    there.person.refresh_from_db()
    assert there.person.check_password(PASSWORD)
    browser = client_of(there)
    assert "Accept the invitation" in text_of(browser.get(address))
    assert browser.post(address).headers["Location"] == "/en/desk/"
    assert "Outreach worker" in text_of(browser.get("/en/desk/"))


def test_two_who_take_up_one_link_are_not_both_let_in() -> None:
    from fairway_portal.accounts.actions import inviting
    from fairway_portal.accounts.errors import InvitationOver

    held = member(Role.ADMINISTRATOR)
    secret = invite(by=held.person, email="new@example.org", organisation=organisation("union"), role=Role.OUTREACH)
    seen = inviting.waiting(secret)  # both have read it; one is faster
    inviting.take_up_newly(secret=secret, name="Sita", password=NEW_PASSWORD, language="en")
    with pytest.raises(InvitationOver):
        inviting._taken(seen, held.person)
    assert not held.person.memberships.filter(role=Role.OUTREACH).exists()


@pytest.mark.parametrize("role", ["administrator", "moderator", "survey_owner", "outreach"])
def test_an_agency_is_offered_no_other_role(role: str) -> None:
    browser = signed_in(Role.ADMINISTRATOR)
    asked = {"email": "a@example.org", "role": role, "organisation": organisation("agency").pk}
    response = browser.post(path("desk-invite"), asked)
    assert response.status_code == 422
    assert "cannot be held for: Recruitment agency" in text_of(response)
    new = {"email": "a@example.org", "role": role, "organisation": "new", "name": "Best Jobs", "kind": "agency"}
    assert browser.post(path("desk-invite"), new).status_code == 422
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"email": "no address"}, "email"),
        ({"role": "king"}, "role"),
        ({"organisation": "999999"}, "organisation"),
        ({"organisation": "new", "kind": "union"}, "name"),
        ({"organisation": "new", "name": "A union", "kind": "sect"}, "kind"),
        ({"organisation": "new", "name": "A union", "kind": "union", "country": "Nepol"}, "country"),
    ],
)
def test_a_form_to_invite_says_which_field_is_wrong(asked: dict[str, str], field: str) -> None:
    at = organisation("union", "<b>Union</b>")
    written = {"email": "a@example.org", "role": "outreach", "organisation": str(at.pk), **asked}
    response = signed_in(Role.ADMINISTRATOR).post(path("desk-invite"), written)
    assert response.status_code == 422
    assert f'href="#{field}"' in text_of(response)
    assert "<b>Union</b>" not in text_of(response)


def test_a_new_organisation_comes_with_the_invitation() -> None:
    asked = {"email": "a@example.org", "role": "outreach", "organisation": "new"}
    described = {"name": "Pourakhi", "kind": "resource_centre", "country": "népal"}
    assert signed_in(Role.ADMINISTRATOR).post(path("desk-invite"), {**asked, **described}).status_code == 200
    at = Invitation.objects.get().organisation
    assert (at.name, at.kind, at.country) == ("Pourakhi", "resource_centre", "NPL")


# People


def test_a_role_is_changed_and_taken_away() -> None:
    browser = signed_in(Role.ADMINISTRATOR)
    held = member(Role.MODERATOR, "ministry")
    address = path("desk-person-role", held.person.pk, held.pk)
    assert browser.post(address, {"role": "survey_owner", "reason": "moved"}).status_code == 302
    held.refresh_from_db()
    assert held.role == "survey_owner"
    refused = browser.post(address, {"role": "outreach"})
    assert refused.status_code == 422
    assert "cannot be held for: Ministry" in text_of(refused)
    assert browser.post(address, {"role": ""}).status_code == 302
    assert not held.person.memberships.exists()
    said = list(AuditEntry.objects.values_list("action", "reason")[:2])
    assert said == [("role.taken_away", ""), ("role.changed", "moved")]


def test_access_ends_at_once_and_comes_back() -> None:
    browser = signed_in(Role.ADMINISTRATOR)
    held = member(Role.OUTREACH)
    theirs = client_of(held)
    assert theirs.get("/en/desk/").status_code == 200
    browser.post(path("desk-person-access", held.person.pk), {"active": "no", "reason": "left"})
    assert theirs.get("/en/desk/").status_code == 302
    assert "ended" in text_of(browser.get(path("desk-person", held.person.pk)))
    browser.post(path("desk-person-access", held.person.pk), {"active": "yes"})
    assert theirs.get("/en/desk/").status_code == 302, "an old session does not come back to life"
    assert client_of(held).get("/en/desk/").status_code == 200


def test_the_last_administrator_stays() -> None:
    browser = signed_in(Role.ADMINISTRATOR)
    held = browser.membership
    role, access = path("desk-person-role", held.person.pk, held.pk), path("desk-person-access", held.person.pk)
    for address, asked in ((role, {"role": "moderator"}), (role, {"role": ""}), (access, {"active": "no"})):
        refused = browser.post(address, asked)
        assert refused.status_code == 422
        assert "last administrator" in text_of(refused)
    held.refresh_from_db()
    assert (held.role, held.person.is_active) == ("administrator", True)
    member(Role.ADMINISTRATOR, is_active=False)
    assert browser.post(role, {"role": ""}).status_code == 422  # the other one cannot sign in
    member(Role.ADMINISTRATOR)
    assert browser.post(role, {"role": ""}).status_code == 302


# The record


def test_the_record_is_filtered_and_downloaded() -> None:
    browser = signed_in(Role.ADMINISTRATOR, email="boss@example.org")
    held = member(Role.MODERATOR, "ministry", email="=cmd@example.org")
    browser.post(path("desk-person-access", held.person.pk), {"active": "no", "reason": "=1+1 <i>left</i>"})
    browser.post(path("desk-person-access", held.person.pk), {"active": "yes", "reason": "back"})
    page = text_of(browser.get(path("desk-record")))
    assert "access.ended" in page
    assert "&lt;i&gt;left" in page
    page = text_of(browser.get(f"{path('desk-record')}?action=given&who=boss"))
    assert "access.given" in page
    assert "access.ended" not in page
    assert "No entry" in text_of(browser.get(f"{path('desk-record')}?to=2020-01-01"))
    assert browser.get(f"{path('desk-record')}?from=yesterday").status_code == 422
    file = browser.get(f"{path('desk-record-csv')}?action=ended")
    assert file.headers["Content-Type"] == "text/csv; charset=utf-8"
    lines = b"".join(file.streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert "'=1+1 <i>left</i>" in lines[1]


def test_the_record_turns_its_pages() -> None:
    from fairway_portal.accounts.audit import record

    browser = signed_in(Role.ADMINISTRATOR)
    for n in range(51):
        record(by=None, action=f"test.{n:02}", subject="nothing")
    first, second = (text_of(browser.get(f"{path('desk-record')}?page={n}")) for n in (1, 2))
    assert "test.50" in first
    assert "test.00" not in first
    assert "test.00" in second
    assert browser.get(f"{path('desk-record')}?page=999999999999").status_code == 200
