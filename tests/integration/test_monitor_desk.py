"""The Monitor's desk as people meet it: vouchers, moderation, publications, replies, helpers; each sees her own."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import override_settings
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.timezone import localdate

from fairway_portal.accounts.models import Organisation, Role
from fairway_portal.monitor import publishing, vouchers
from fairway_portal.monitor.models import (
    Comment,
    Correction,
    Helper,
    ModerationEntry,
    Publication,
    PublishedAgency,
    Rating,
    Reply,
    VoucherBatch,
)
from tests.people import member, signed_in
from tests.portal import Page, client, text_of
from tests.unit.portal.monitor.rated import an_agency, rated

pytestmark = pytest.mark.django_db
MARKUP = "<script>alert(1)</script><b>"


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAIRWAY_HOME", str(tmp_path))
    monkeypatch.setattr(settings, "HOME", tmp_path)


def asked(**more: Any) -> dict[str, Any]:
    until = (localdate() + timedelta(days=200)).isoformat()
    return {"label": "Sunday", "count": "3", "expires": until, "language": "ne", "key": str(uuid4())} | more


def test_cards_are_printed_once() -> None:
    union = signed_in(Role.OUTREACH, "union")
    form = asked()
    page = text_of(union.post("/en/desk/vouchers", form))
    numbers = re.findall(r"\b(?:\d{4} ){3}\d{4}\b", page)
    assert len(set(numbers)) == 3
    assert all(vouchers.state(number) == "good" for number in numbers)
    assert "/ne/recruitment/rate<" in page
    assert 'lang="ne" dir="ltr"' in page
    # The square code is drawn once, and holds the address alone: it is the same whatever the numbers are.
    codes = [re.findall(r"<symbol.*?</symbol>", one, re.DOTALL) for one in (page, text_of(union.post(
        "/en/desk/vouchers", asked())))]  # fmt: skip
    assert codes[0] == codes[1] != []
    again = union.post("/en/desk/vouchers", form)
    assert again.status_code == 422
    assert not any(number in text_of(again) for number in numbers)
    listed = text_of(union.get("/en/desk/vouchers"))
    assert not any(number in listed for number in numbers)
    assert VoucherBatch.objects.count() == 2


@pytest.mark.parametrize(
    "wrong", [{"count": "0"}, {"count": "1001"}, {"count": "many"}, {"label": " "}, {"expires": "2020-01-01"}]
)
def test_a_form_that_cannot_be_is_told_at_its_field(wrong: dict[str, str]) -> None:
    answer = signed_in(Role.OUTREACH).post("/en/desk/vouchers", asked(**wrong))
    assert answer.status_code == 422
    assert f'href="#{next(iter(wrong))}"' in text_of(answer)
    assert not VoucherBatch.objects.exists()


def test_the_count_may_be_in_the_digits_of_any_script() -> None:
    assert signed_in(Role.OUTREACH).post("/en/desk/vouchers", asked(count="१२")).status_code == 200
    assert VoucherBatch.objects.get().vouchers.count() == 12


def test_an_agency_can_neither_see_nor_make_cards() -> None:
    signed_in(Role.OUTREACH).post("/en/desk/vouchers", asked(label="Secret Sunday"))
    batch = VoucherBatch.objects.get()
    agency = signed_in(Role.AGENCY, agency=an_agency())
    answers = [
        agency.get("/en/desk/vouchers"),
        agency.post("/en/desk/vouchers", asked()),
        agency.post(f"/en/desk/vouchers/{batch.pk}/revoke", {"reason": "Mine."}),
    ]
    assert [one.status_code for one in answers] == [403] * 3
    assert not any("Secret Sunday" in text_of(one) for one in answers)
    batch.refresh_from_db()
    assert (VoucherBatch.objects.count(), batch.revoked) == (1, False)


def test_another_union_can_neither_see_nor_revoke_a_batch() -> None:
    mine = signed_in(Role.OUTREACH, "union")
    mine.post("/en/desk/vouchers", asked(label="Secret Sunday"))
    batch = VoucherBatch.objects.get()
    other = signed_in(Role.OUTREACH, "union")
    assert "Secret Sunday" not in text_of(other.get("/en/desk/vouchers"))
    assert other.post(f"/en/desk/vouchers/{batch.pk}/revoke", {"reason": "Mine."}).status_code == 403
    assert mine.post(f"/en/desk/vouchers/{batch.pk}/revoke", {"reason": ""}).status_code == 422
    assert mine.post(f"/en/desk/vouchers/{batch.pk}/revoke", {"reason": "Lost."}).status_code == 302
    batch.refresh_from_db()
    assert batch.revoked


def test_a_comment_is_cleaned_and_shown_and_markup_stays_text() -> None:
    rated(an_agency(), comment=f"{MARKUP} Mr Rai, 9841234567")
    comment = Comment.objects.get()
    moderator = signed_in(Role.MODERATOR)
    path = f"/en/desk/moderation/comments/{comment.pk}"
    page = text_of(moderator.get(path))
    assert "<script>alert" not in page
    assert "<mark" in page
    seen = Page(page)
    token = next(one["value"] for one in seen.all("input") if one.get("name") == "seen")
    form = {"word": "show", "text": "[…] took it", "reason": "Names nobody.", "seen": token}
    assert moderator.post(path, form).status_code == 302
    assert moderator.post(path, form).status_code == 409
    assert Comment.objects.get().checked == "[…] took it"
    assert path in Page(text_of(moderator.get("/en/desk/moderation/log"))).links()
    assert moderator.post(path, {**form, "word": "delete"}).status_code == 404


def test_a_rating_finds_its_agency_and_no_answer_is_shown() -> None:
    agency = an_agency("Everest Manpower")
    (rating,) = rated(None, said="Evrest Manpower", items="1010" * 5 + "101", answers={"threatened": "yes"})
    moderator = signed_in(Role.MODERATOR)
    path = f"/en/desk/moderation/ratings/{rating.pk}"
    page = text_of(moderator.get(path))
    assert agency.code in page
    assert "threatened" not in page
    assert rating.items not in page
    assert moderator.post(path, {"word": agency.code, "reason": ""}).status_code == 422
    assert moderator.post(path, {"word": "NPL-999999", "reason": "x"}).status_code == 404
    assert moderator.post(path, {"word": agency.code, "reason": "A slip."}).status_code == 302
    assert Rating.objects.get().agency == agency


def published(agency: Any, received: date | None = None) -> None:
    for day in range(14):
        rated(agency, received=localdate() - timedelta(days=10 * day))
    publishing.publish(by=None, on=localdate())


def test_a_moderator_sees_what_changes_then_publishes() -> None:
    agency = an_agency("Everest Manpower")
    for day in range(14):
        rated(agency, received=localdate() - timedelta(days=10 * day))
    moderator = signed_in(Role.MODERATOR)
    page = text_of(moderator.get("/en/desk/publications/next"))
    assert "Everest Manpower" in page
    assert not Publication.objects.exists()
    assert moderator.post("/en/desk/publications/next", {}).status_code == 409
    assert moderator.post("/en/desk/publications/next", {"after": "0"}).status_code == 302
    assert moderator.post("/en/desk/publications/next", {"after": "0"}).status_code == 409
    assert PublishedAgency.objects.get().agency == agency
    assert Publication.objects.get().by == moderator.membership.person
    assert moderator.get("/en/desk/publications/next").status_code == 200
    assert moderator.get("/en/desk/publications/next-demonstration").status_code == 404


def test_an_agency_sees_its_own_and_replies() -> None:
    mine, theirs = an_agency("Everest Manpower"), an_agency("Himal Overseas")
    published(mine)
    staff, other = signed_in(Role.AGENCY, agency=mine), signed_in(Role.AGENCY, agency=theirs)
    assert "Everest Manpower" in text_of(staff.get("/en/desk/replies"))
    assert "10-19" in text_of(staff.get("/en/desk/replies"))
    assert "10-19" not in text_of(other.get("/en/desk/replies"))
    said = f"We pay it back. {MARKUP}"
    assert staff.post("/en/desk/replies/write", {"text": said, "language": "en"}).status_code == 302
    reply = Reply.objects.get()
    assert (reply.agency, reply.text) == (mine, said)
    assert "<script>alert" not in text_of(staff.get("/en/desk/replies"))
    assert "pay it back" not in text_of(other.get("/en/desk/replies"))
    assert other.post(f"/en/desk/replies/{reply.pk}/withdraw").status_code == 403
    assert other.get(f"/en/desk/replies/{reply.pk}").status_code == 403
    moderator = signed_in(Role.MODERATOR)
    assert "Everest Manpower" in text_of(moderator.get("/en/desk/replies"))
    form = {"word": "refuse", "reason": "It threatens.", "seen": "waiting"}
    assert moderator.post(f"/en/desk/replies/{reply.pk}", form).status_code == 302
    assert "It threatens." in text_of(staff.get("/en/desk/replies"))
    assert "It threatens." not in text_of(other.get("/en/desk/replies"))
    assert staff.post("/en/desk/replies/write", {"text": "Sorry.", "language": "en"}).status_code == 302
    again = Reply.objects.get(state="waiting")
    assert staff.post(f"/en/desk/replies/{again.pk}/withdraw").status_code == 302
    assert Reply.objects.count() == 2


def test_an_agency_asks_for_a_correction_and_reads_the_answer() -> None:
    agency = an_agency("Everest Manpower")
    staff, moderator = signed_in(Role.AGENCY, agency=agency), signed_in(Role.MODERATOR)
    assert staff.post("/en/desk/replies/correction", {"kind": "x", "wrong": "y"}).status_code == 422
    assert staff.post("/en/desk/replies/correction", {"kind": "not_us", "wrong": "Not us."}).status_code == 302
    asked_for = Correction.objects.get()
    assert "Everest Manpower" in text_of(moderator.get("/en/desk/moderation"))
    path = f"/en/desk/moderation/corrections/{asked_for.pk}"
    assert "Not us." in text_of(moderator.get(path))
    assert staff.get(path).status_code == 403
    assert moderator.post(path, {"word": "accept", "reason": "Joined with another."}).status_code == 302
    assert moderator.post(path, {"word": "refuse", "reason": "No."}).status_code == 409
    assert "Joined with another." in text_of(staff.get("/en/desk/replies"))


def test_people_of_an_organisation_without_an_agency_are_told() -> None:
    staff = signed_in(Role.AGENCY)
    assert "not linked" in text_of(staff.get("/en/desk/replies"))
    assert staff.post("/en/desk/replies/write", {"text": "We.", "language": "en"}).status_code == 403


HELP = {"name": "Lantern Centre", "kind": "resource_centre", "at": "Qatar", "country": "qatar", "does": "Talks.",
        "phone": "+974 1234", "address": "", "languages": "ne en", "free": "yes", "must_tell": "no",
        "checked": "2026-01-05"}  # fmt: skip


def test_helpers_are_added_changed_and_removed() -> None:
    moderator = signed_in(Role.MODERATOR)
    assert moderator.post("/en/desk/helpers", HELP).status_code == 302
    helper = Helper.objects.select_related("organisation").get()
    assert (helper.country, helper.organisation.country, helper.checked) == ("QAT", "QAT", date(2026, 1, 5))
    path = f"/en/desk/helpers/{helper.pk}"
    assert moderator.post(path, {**HELP, "checked": "2999-01-01"}).status_code == 422
    assert moderator.post(path, {**HELP, "country": "", "free": ""}).status_code == 302
    helper.refresh_from_db()
    assert (helper.country, helper.free) == ("", False)
    assert moderator.post(f"{path}/remove").status_code == 302
    assert not Helper.objects.exists()
    assert Organisation.objects.filter(name="Lantern Centre").exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": ""}, "name"), ({"kind": "agency"}, "kind"), ({"country": "Atlantis"}, "country"),
        ({"does": ""}, "does"), ({"phone": ""}, "phone"), ({"checked": ""}, "checked"),
        ({"address": "javascript:alert(1)"}, "address"),
    ],
)  # fmt: skip
def test_a_helper_that_cannot_be_is_told_at_its_field(wrong: dict[str, str], field: str) -> None:
    answer = signed_in(Role.ADMINISTRATOR).post("/en/desk/helpers", HELP | wrong)
    assert answer.status_code == 422
    assert f'href="#{field}"' in text_of(answer)
    assert not Helper.objects.exists()


def test_the_log_says_nothing_of_workers() -> None:
    rated(an_agency("Everest Manpower"), comment="Mr Zaprudnik took it")
    moderator = signed_in(Role.MODERATOR)
    assert moderator.post("/en/desk/moderation/look").status_code == 302
    page = text_of(moderator.get("/en/desk/moderation/log?page=99999999999999"))
    assert "Zaprudnik" not in page
    assert all("Zaprudnik" not in one.reason for one in ModerationEntry.objects.all())


@pytest.mark.slow
def test_a_demonstration_is_seen_nowhere_without_the_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every address of the Monitor, as everybody and as each role, with real things beside the invented ones."""
    from fairway_portal.monitor.demonstration import demonstrate

    monkeypatch.setattr("fairway_portal.monitor.publishing_costs.ORIGINS", ())
    with override_settings(DEMONSTRATION=True):
        demonstrate(agencies=25)
    codes = [*PublishedAgency.objects.values_list("agency__code", flat=True)[:3], "NPL-000001"]
    shown = Comment.objects.filter(state="shown").values_list("pk", flat=True)[0]
    samples = {
        "id": str(shown), "code": codes[0], "origin": "NPL", "destination": "QAT", "slug": "recruitment-rating",
        "file": "x",
    }  # fmt: skip
    clients = [client(), *(signed_in(role) for role in (Role.MODERATOR, Role.ADMINISTRATOR, Role.OUTREACH)),
               signed_in(Role.AGENCY, agency=an_agency("Everest Manpower"))]  # fmt: skip
    paths = sorted(set(monitor_paths(samples)))
    assert len(paths) > 20
    marks = ("(demonstration)", "(नमुना)", "(নমুনা)", "(नमूना)", "(نموذج)", "demonstration.example")
    for path in paths:
        for browser in clients:
            answer = browser.get(path)
            assert answer.status_code < 500, path
            page = b"".join(answer.streaming_content).decode() if answer.streaming else text_of(answer)
            found = [mark for mark in marks if mark in page]
            assert not found, (path, found)
    with override_settings(DEMONSTRATION=True):
        ministry = Organisation.objects.get(kind="ministry", demonstration=True)
        page = text_of(signed_in(Role.MODERATOR, of=ministry).get("/en/desk/moderation"))
        assert any(mark in page for mark in marks)  # the search above looks for what is there


def monitor_paths(samples: dict[str, str]) -> list[str]:
    """The addresses of the Monitor and of the search for agencies, their arguments filled in."""
    found = []

    def walk(resolver: URLResolver, prefix: str) -> None:
        for one in resolver.url_patterns:
            route = prefix + str(one.pattern)
            if isinstance(one, URLResolver):
                walk(one, route)
            elif isinstance(one, URLPattern) and "monitor" in getattr(one.callback, "__module__", ""):
                plain = re.sub(r"<(?:worker_)?language:\w+>", "en", route)
                plain = re.sub(r"<(?:\w+:)?(\w+)>", lambda name: samples.get(name[1], "1"), plain)
                found.append("/" + plain)

    walk(get_resolver(), "")
    return found


def test_somebody_with_an_invented_account_cannot_come_in() -> None:
    invented = member(Role.MODERATOR, demonstration=True)
    from tests.people import client_of

    answer = client_of(invented).get("/en/desk/moderation")
    assert answer.status_code == 302
    assert "/desk/sign-in" in answer.headers["Location"]
