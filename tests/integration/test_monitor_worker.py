"""A worker's way through the Monitor without scripts: check a fee, find help, begin a rating; nothing of it is kept."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate
from hypothesis import given, settings
from hypothesis import strategies as st

from fairway.recruitment.ratings.items import ITEMS
from fairway.reference.wording import WORKER_LANGUAGES
from fairway_portal.accounts.models import Organisation
from fairway_portal.actors.actions import add_agency
from fairway_portal.monitor import vouchers
from fairway_portal.monitor.models import Helper
from fairway_portal.monitor.worker.thanking import thanks
from fairway_portal.surveys.models import Draft
from tests.portal import Page, client, text_of

pytestmark = pytest.mark.django_db

FEES = "/en/recruitment/fees/NPL/QAT"
ASKED = {"currency": "NPR", "F1": "१२,५००", "RC1": "5000", "pay": "١٠٠٠", "pay_currency": "QAR", "rate": "36.5"}


def agency(name: str = "Himal Manpower Pvt. Ltd."):
    return add_agency(by=None, name=name, country="NPL", city="Kathmandu", licence_number="123/064/65")


def card(count: int = 1, **changed: object) -> str:
    union = Organisation.objects.create(name="Union", kind="union", country="NPL")
    made = vouchers.make_batch(
        by=None, issuer=union, label="Sunday", count=count, expires=localdate() + timedelta(days=90)
    )
    for name, value in changed.items():
        setattr(made.batch, name, value)
    made.batch.save()
    return made.numbers[0]


def test_a_fee_typed_in_the_digits_of_two_scripts_is_checked_and_nothing_is_stored() -> None:
    with CaptureQueriesContext(connection) as asked:
        answer = client().post(FEES, ASKED)
    html = text_of(answer)
    assert answer.status_code == 200
    assert "More than allowed" in html
    assert "NPR\xa02,500 too much" in html
    assert "0.5 months of pay" in html  # 17,500 of 36,500 rupees
    assert not [one["sql"] for one in asked if re.match(r"\s*(INSERT|UPDATE|DELETE|REPLACE)", one["sql"])]
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"F1": "QAR 500"}, "QAR"),
        ({"F1": "many"}, "no number"),
        ({"F1": "-5"}, ""),
        ({"F1": "9" * 70}, "too long"),
        ({"F1": "", "RC1": ""}, "at least one sum"),
        ({"pay": "0"}, "above zero"),
        ({"rate": "0"}, "above zero"),
        ({"F1": "<script>alert(1)</script>"}, "&lt;script&gt;"),
    ],
)
def test_a_sum_that_cannot_be_read_is_told_at_its_field_and_the_rest_stays(changed: dict[str, str], said: str) -> None:
    answer = client().post(FEES, {**ASKED, **changed})
    html = text_of(answer)
    page = Page(html)
    assert answer.status_code == 422
    assert said in html
    assert "<script" not in html
    typed = {one["name"]: one.get("value") for one in page.all("input") if one.get("name")}
    assert typed["pay"] == changed.get("pay", ASKED["pay"])
    assert any(href.startswith("#") and href[1:] in page.ids() for href in page.links() if href != "#main")


@pytest.mark.parametrize("language", WORKER_LANGUAGES)
@pytest.mark.parametrize("path", ["", "fees", "fees/NPL/QAT", "rate", "help", "help/NPL/QAT"])
def test_every_page_is_light_and_sets_no_cookie(language: str, path: str) -> None:
    answer = client().get(f"/{language}/recruitment/{path}", headers={"Accept-Encoding": "gzip"})
    html = text_of(answer)
    page = Page(html)
    assert answer.status_code == 200
    assert len(answer.content) < 30_000
    assert len([one for one in page.tags if one[0] in ("script", "img", "iframe", "audio")]) == 0
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert len(page.all("h1")) == 1
    assert f'lang="{language}"' in html


def test_the_countries_of_a_form_that_are_no_corridor_are_told() -> None:
    assert client().get("/en/recruitment/fees?from=NPL&to=QAT").headers["Location"] == FEES
    assert "two different" in text_of(client().get("/en/recruitment/fees?from=NPL&to=NPL"))
    assert "Choose a country" in text_of(client().get("/en/recruitment/help?from=NPL&to="))
    assert client().get("/en/recruitment/fees/NPL/XXX").status_code == 404


def test_a_rating_begins_with_a_card_and_the_address_holds_neither_card_nor_agency() -> None:
    known, number = agency(), card()
    found = text_of(client().get("/ne/recruitment/rate", {"q": "himal manpowr"}))
    assert known.code in found
    answer = client().post(
        f"/ne/recruitment/rate/agency/{known.code}", {"card": number, "language": "ne", "form": "recruitment-rating"}
    )
    location = answer.headers["Location"]
    assert re.fullmatch(r"/answer/recruitment-rating/ne/[^/]+", location)
    assert number not in location
    assert known.code not in location
    assert number.encode() not in bytes(Draft.objects.get().sealed)
    assert vouchers.state(number) == "good"  # used up only when the answers are sent


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1234 5678 9012 3457", "16 digits"),
        ("hello", "16 digits"),
        ("0000000000000000", "do not know this card"),
        ("expired", "too old"),
        ("revoked", "does not count"),
        ("used", "used before"),
    ],
)
def test_a_card_that_is_good_for_nothing_says_why_and_the_way_on(typed: str, said: str) -> None:
    known = agency()
    match typed:
        case "expired":
            typed = card(expires=localdate() - timedelta(days=1))
        case "revoked":
            typed = card(revoked=True)
        case "used":
            typed = card()
            assert vouchers.redeem(typed)
    answer = client().post(f"/en/recruitment/rate/agency/{known.code}", {"card": typed, "language": "en"})
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert not Draft.objects.exists()


def test_an_agency_that_is_in_no_list_can_be_rated_by_the_name_she_knows() -> None:
    html = text_of(client().get("/en/recruitment/rate", {"q": "Uncle <b>Ram</b>"}))
    assert "<b>Ram" not in html
    answer = client().post("/en/recruitment/rate/unlisted", {"q": "Uncle Ram", "language": "en"})
    assert answer.status_code == 302


def test_helpers_say_whether_they_must_tell_the_immigration_police() -> None:
    union = Organisation.objects.create(name="Workers’ Union", kind="union", country="QAT")
    Helper.objects.create(
        organisation=union, country="QAT", does="Legal help", phone="+974 1", must_tell="no", checked=localdate()
    )
    invented = Organisation.objects.create(name="Invented", kind="union", country="QAT", demonstration=True)
    Helper.objects.create(organisation=invented, country="QAT", does="x", checked=localdate())
    html = text_of(client().get("/en/recruitment/help/NPL/QAT"))
    assert "Workers’ Union" in html
    assert "do not have to tell" in html
    assert "Invented" not in html


ANSWERS = st.fixed_dictionaries(
    {"origin": st.sampled_from(["NPL", "BGD", ""]), "destination": st.sampled_from(["QAT", ""])},
    optional={item.name: st.sampled_from([*item.good, *item.bad, "refused"]) for item in ITEMS}
    | {"agency": st.text(min_size=1, max_size=20), "voucher": st.just("1234567890123456")},
)


@settings(max_examples=60, deadline=None)
@given(answers=ANSWERS)
def test_the_way_to_help_carries_nothing_of_a_rating_but_the_two_countries(answers: dict[str, str]) -> None:
    from django.test import RequestFactory

    from fairway_portal.design import speech
    from fairway_portal.design.rendering import render

    with speech.speaking("en"):
        page = Page(text_of(render(RequestFactory().get("/answer/x"), "monitor/worker/thanks.html", thanks(answers))))
    out = [one for one in page.all("a") if "/help" in (one.get("href") or "")]
    ends = (answers["origin"], answers["destination"])
    where = "/en/recruitment/help/{}/{}".format(*ends) if all(ends) else "/en/recruitment/help"
    assert [one["href"] for one in out] == [where]
    assert all({"noreferrer", "noopener"} <= set((one["rel"] or "").split()) for one in out)
    assert not page.all("form")
    assert not page.all("img")
