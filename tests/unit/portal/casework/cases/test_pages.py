"""The desk of a handler: what she sees, what she may do, and what other offices are told of it."""

from __future__ import annotations

import base64
import json
import re
from typing import Any
from uuid import uuid4

import pytest

from fairway.safe_reporting.sealing.envelopes import open_sealed
from fairway_portal.accounts.models import Role
from fairway_portal.casework.cases.models import Case
from tests.casework_samples.reports import TODAY, Staffed, add_a_key, filed, sealed, staffed
from tests.people import client_of, signed_in
from tests.portal import Page, text_of

pytestmark = pytest.mark.django_db(databases=["default", "casework"])


def form(case: Case, **more: Any) -> dict[str, Any]:
    return {"version": Case.objects.get(pk=case.pk).version, "key": str(uuid4()), **more}


def as_sent(given: Any) -> dict[str, str]:
    return {"envelope": base64.b64encode(given.envelope).decode(), "recipients": json.dumps(list(given.recipients))}


def opened(office: Staffed) -> tuple[Any, Any, Case, str]:
    report = filed(office)
    case = report.cases[office.office.pk]
    return client_of(office.member), report, case, f"/en/desk/cases/{case.number}"


def test_work_list_and_case_are_drawn_in_english_and_arabic() -> None:
    union = staffed(handlers=2)
    browser, _, _, address = opened(union)
    for language in ("en", "ar"):
        listed = text_of(browser.get(f"/{language}/desk/cases"))
        assert address.replace("/en/", f"/{language}/") in listed
        page = browser.get(address.replace("/en/", f"/{language}/"))
        assert page.status_code == 200
        assert page.headers["Cache-Control"] == "no-store"
        ids = Page(text_of(page)).ids()
        assert len(ids) == len(set(ids))
    assert "canary" not in text_of(browser.get(address))


def test_nobody_learns_whether_another_offices_case_exists() -> None:
    union, aid = staffed(), staffed("legal_aid")
    _, _, case, address = opened(union)
    answers = []
    for browser in (client_of(aid.member), signed_in(Role.HANDLER, "resource_centre")):
        for path in (address, "/en/desk/cases/000000000000"):
            answer = browser.get(path)
            assert answer.status_code == 404
            said = text_of(answer).replace(path.rsplit("/", 1)[1], "")
            answers.append(re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", said))
        assert answers[-1] == answers[-2]
        assert case.number not in text_of(browser.get("/en/desk/cases"))
        assert browser.post(f"{address}/assign", form(case, person=aid.by)).status_code == 404
    assert client_of(aid.member).get("/en/desk/cases/%00").status_code == 404, "PostgreSQL refuses a zero byte"
    assert signed_in(Role.IMMIGRATION_OFFICER).get(address).status_code == 403


def test_an_envelope_goes_to_the_office_whose_key_it_is_sealed_to_and_is_read_then() -> None:
    union, aid = staffed(), staffed("legal_aid")
    browser, report, case, address = opened(union)
    assert "(new)" in text_of(browser.get(address))
    page = Page(text_of(browser.get(address)))
    links = [one for one in page.links() if "/envelopes/" in one]
    assert len(links) == 2
    commitments = {one.get("data-kind"): one.get("data-commitment") for one in page.all("section")}
    assert commitments["report"] == case.report.commitment, "her browser sees whether it is what was filed"
    for link in links:
        answer = browser.get(link)
        assert answer.headers["Content-Type"] == "application/octet-stream"
        assert answer.headers["Cache-Control"] == "no-store"
        assert open_sealed(answer.content, union.identities, report=report.id.hex).content
    assert "(new)" not in text_of(browser.get(address))
    theirs = filed(aid)
    elsewhere = links[0].replace(case.number, theirs.cases[aid.office.pk].number)
    assert client_of(aid.member).get(elsewhere).status_code == 404


def test_a_message_comes_from_the_browser_or_as_a_file_and_never_open() -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    union = staffed()
    browser, report, case, address = opened(union)
    message = sealed(report.id, [report.keys.recipient, *union.publics])
    assert browser.post(f"{address}/write/message", form(case, **as_sent(message))).status_code == 302
    file = SimpleUploadedFile("answer.age", message.envelope)
    by_file = form(case, envelope="", recipients=" ".join(message.recipients), envelope_file=file)
    assert browser.post(f"{address}/write/message", by_file).status_code == 302
    for wrong in ({"envelope": "Good morning."}, {"envelope": base64.b64encode(b"Good morning.").decode()}, {}):
        answer = browser.post(f"{address}/write/message", form(case, recipients=" ".join(message.recipients), **wrong))
        assert answer.status_code == 422
        assert "Good morning." not in text_of(answer)
    assert text_of(browser.get(address)).count("Message to her</h3>") == 2


def test_a_stale_page_and_an_erased_case_are_told() -> None:
    from fairway_portal.casework.vault.actions import erase

    union = staffed()
    browser, report, case, address = opened(union)
    known = form(case, person=union.by)
    assert browser.post(f"{address}/assign", known).status_code == 302
    answer = browser.post(f"{address}/assign", known)
    assert answer.status_code == 409
    assert "Somebody else worked on this case" in text_of(answer)
    assert browser.post(f"{address}/assign", {"person": "x"}).status_code == 422
    erase(report.id, TODAY)
    answer = browser.get(address)
    assert answer.status_code == 404
    assert "when the worker deletes her report" in text_of(answer)


def test_closing_asks_again_and_a_remedy_says_what_is_wrong() -> None:
    union = staffed()
    browser, report, case, address = opened(union)
    browser.post(f"{address}/assign", form(case, person=union.by))
    for code in ("acknowledge", "start"):
        assert browser.post(f"{address}/moves/{code}", form(case)).status_code == 302
    assert "The case is closed" in text_of(browser.get(f"{address}/moves/close"))
    answer = browser.post(f"{address}/remedies", form(case, kind="wages_recovered", amount="much", currency="Q"))
    assert answer.status_code == 422
    assert "Write a sum such as" in text_of(answer)
    note = as_sent(sealed(report.id, union.publics, kind="note"))
    paid = form(case, kind="wages_recovered", amount="1,234.50", currency="qar", **note)
    for _ in range(2):
        assert browser.post(f"{address}/remedies", paid).status_code == 302
    shown = text_of(browser.get(address))
    assert "about QAR" in shown and "1,200" in shown  # noqa: PT018 -- one sentence, in two numberings
    assert "1,234" not in shown
    assert Case.objects.get(pk=case.pk).remedies.count() == 1
    assert browser.post(f"{address}/moves/resolve", form(case)).status_code == 302
    assert "Open it again" in text_of(browser.get(address))


def test_a_mandate_names_the_case_and_nobody_and_ends_with_her_consent() -> None:
    from fairway_portal.casework.cases.actions import answer
    from fairway_portal.casework.cases.models import Disclosure

    union = staffed()
    browser, report, case, address = opened(union)
    asked = form(case, kind="representation", scope="report", purpose="tribunal")
    assert browser.post(f"{address}/consents", asked).status_code == 302
    made = Disclosure.objects.get()
    mandate = f"{address}/consents/{made.pk}/mandate"
    assert browser.get(mandate).status_code == 409
    answer(report=report.id, disclosure=made.pk, consent=True, on=TODAY)
    page = text_of(browser.get(mandate))
    assert case.number[:4] in page and union.office.name in page  # noqa: PT018
    answer(report=report.id, disclosure=made.pk, consent=False, on=TODAY)
    assert browser.get(mandate).status_code == 409


def test_who_is_liable_is_answered_and_neither_kept_nor_in_an_address() -> None:
    union = staffed()
    browser, _, _, address = opened(union)
    answer = browser.post(f"{address}/liable", {"contract": "K-CANARY-1", "country": "Nepal", "claim": "wages"})
    assert answer.status_code == 422
    assert "There is no contract K-CANARY-1." in text_of(answer)
    assert browser.post(f"{address}/liable", {"contract": "K", "country": "Nowhere", "claim": "x"}).status_code == 422


def test_the_work_list_narrows_and_finds_by_some_digits_in_any_script() -> None:
    union = staffed()
    browser, _, case, _ = opened(union)
    arabic = case.number[2:8].translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    for query, there in (
        (f"number={arabic}", True), ("number=x", False), ("whose=mine", False), ("whose=nobody", True),
        ("whose=new", True), ("whose=due", True), ("whose=closed", False), ("type=complaint", False),
        ("state=received", True), ("whose=nonsense&page=99999999&type=zzz", True),
    ):  # fmt: skip
        assert (f"/desk/cases/{case.number}" in text_of(browser.get(f"/en/desk/cases?{query}"))) == there, query


def test_the_measures_are_drawn_and_an_organisation_without_office_is_told() -> None:
    union = staffed()
    browser, _, _, _ = opened(union)
    assert "A/HRC/17/31" in text_of(browser.get("/en/desk/cases/measures"))
    without = signed_in(Role.HANDLER, "union")
    for path in ("/en/desk/cases", "/en/desk/cases/measures"):
        assert "is not entered as an office" in text_of(without.get(path))


def test_the_page_offers_a_new_sealing_after_a_key_was_added() -> None:
    union = staffed()
    browser, _, _, address = opened(union)
    assert "Seal it anew" not in text_of(browser.get(address))
    add_a_key(union, union.member)
    assert "Seal it anew" in text_of(browser.get(address))
    page = Page(text_of(browser.get(f"{address}/reseal")))
    (button,) = [one for one in page.all("button") if "data-reseal" in one]
    assert len(json.loads(button["data-items"] or "")) == 2
    assert sorted(json.loads(button["data-to"] or "")) == sorted(union.publics)
