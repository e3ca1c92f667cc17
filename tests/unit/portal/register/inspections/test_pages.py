"""Pages of the desk: an officer's forms, a check before money moves, what others may not see."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils.timezone import localdate

from fairway_portal.accounts.models import Role
from fairway_portal.register.inspections import actions
from fairway_portal.register.inspections.models import Finding, Guarantee, Inspection
from fairway_portal.register.licensing.models import Evidence, Proposal
from tests.people import organisation, person, signed_in
from tests.portal import text_of
from tests.unit.portal.register.inspections import made

pytestmark = pytest.mark.django_db


def officer(country: str = "NPL") -> Any:
    return signed_in(Role.LICENSING_OFFICER, of=organisation("ministry", country=country))


def test_an_officer_opens_a_guarantee_and_pays_in_after_checking() -> None:
    of, browser = made.agency(), officer()
    form = {"agency": of.code, "kind": "escrow", "holder": "A bank", "instrument": "AC-7", "currency": "npr",
            "required": "1,000.00", "valid_to": "", "licence": "", "key": str(uuid4())}  # fmt: skip
    checked = browser.post("/en/desk/guarantees/new", {**form, "step": "check"})
    assert "Check before you open it" in text_of(checked)
    assert not Guarantee.objects.exists()
    for _ in range(2):
        assert browser.post("/en/desk/guarantees/new", {**form, "step": "do"}).status_code == 302
    one = Guarantee.objects.get()
    address = f"/en/desk/guarantees/{one.pk}/movements/deposit"
    paid = {"amount": "९००", "on": localdate().isoformat(), "reference": "slip", "reason": "Paid", "saw": "0",
            "key": str(uuid4())}  # fmt: skip
    assert "900.00" in text_of(browser.post(address, {**paid, "step": "check"}))
    assert made.now(one).held == 0
    for _ in range(2):
        assert browser.post(address, {**paid, "step": "do"}).status_code == 302
    assert made.now(one).held == 90_000
    shown = text_of(browser.get(f"/en/desk/guarantees/{one.pk}"))
    assert "900.00" in shown
    assert "100.00" in shown  # what is missing
    assert text_of(browser.get("/en/desk/guarantees?missing=yes")).count("AC-7") >= 1


@pytest.mark.parametrize("step", ["check", "do"])
def test_an_overdraw_brings_the_form_back_with_the_reason(step: str) -> None:
    one, browser = made.guarantee(held=100), officer()
    form = {"amount": "2", "reference": "R", "legal_basis": "Act", "reason": "Claim", "saw": "1", "step": step}
    answer = browser.post(f"/en/desk/guarantees/{one.pk}/movements/draw-down", form)
    assert answer.status_code == 409
    assert "cannot be taken from it" in text_of(answer)
    assert not Proposal.objects.exists()


def test_taking_back_a_deposit_is_proposed_from_the_page_with_its_file() -> None:
    one, browser = made.guarantee(held=100), officer()
    address = f"/en/desk/guarantees/{one.pk}/movements/reverse"
    form = {"entry": "1", "reference": "", "reason": "Another agency’s money", "saw": "1", "key": str(uuid4())}
    assert "Name the law" in text_of(browser.post(address, {**form, "step": "check"}))
    form["legal_basis"] = "Act, section 11"
    assert "who is not you" in text_of(browser.post(address, {**form, "step": "check"}))
    bad = SimpleUploadedFile("letter.exe", b"MZ\x00\x01")
    refused = browser.post(address, {**form, "step": "do", "evidence": bad})
    assert refused.status_code == 422
    assert 'href="#evidence"' in text_of(refused)
    good = SimpleUploadedFile("letter.txt", b"The bank says so")
    assert browser.post(address, {**form, "step": "do", "evidence": good}).status_code == 302
    assert (made.now(one).held, Proposal.objects.get().asked["entry"]) == (100, 1)
    assert Evidence.objects.get().subject == f"proposal {Proposal.objects.get().pk}"


def test_a_guarantee_is_filled_in_from_the_rules_which_say_whether_they_were_checked() -> None:
    browser = officer()
    page = text_of(browser.get("/en/desk/guarantees/new?rule=2"))
    assert 'value="15000000.00"' in page
    assert 'value="bond" selected' in page
    assert "Section 11(2)" in page
    assert "Not yet checked against the printed law" in page
    assert 'value="15000000.00"' not in text_of(browser.get("/en/desk/guarantees/new"))
    alone = text_of(officer("PHL").get("/en/desk/guarantees/new"))
    assert 'value="1500000.00"' in alone
    assert "What the rules ask for" not in text_of(officer("SAU").get("/en/desk/guarantees/new"))


def test_the_agency_reads_why_and_by_when_it_must_pay_in() -> None:
    one, due = made.guarantee(held=1), localdate() + timedelta(days=30)
    actions.give_notice(by=person(), guarantee=one, saw=1, due=due, legal_basis="Act, section 11", words="Pay in soon.")
    page = text_of(signed_in(Role.AGENCY, agency=one.agency).get("/en/desk/own-findings"))
    assert "Act, section 11" in page
    assert "Pay in soon." in page
    assert due.isoformat() in page


def test_a_notice_is_checked_before_the_agency_is_told() -> None:
    one, browser, due = made.guarantee(held=1), officer(), (localdate() + timedelta(days=30)).isoformat()
    address = f"/en/desk/guarantees/{one.pk}/notice"
    form = {"due": due, "legal_basis": "Act, section 11", "words": "Pay in soon.", "saw": "1"}
    assert "cannot be changed or deleted" in text_of(browser.post(address, {**form, "step": "check"}))
    assert "Pay in soon." in text_of(browser.post(address, {**form, "step": "form"}))
    assert browser.post(address, {**form, "due": "", "step": "check"}).status_code == 422
    assert not one.notices.exists()
    assert browser.post(address, {**form, "step": "do"}).status_code == 302
    assert one.notices.get().legal_basis == "Act, section 11"


@pytest.mark.parametrize(
    ("which", "form", "kept"),
    [
        ("verify", {"source": ""}, "Who confirmed it"),
        ("end", {"until": "2999-01-01", "reason": "It left the association"}, "It left the association"),
    ],
)
def test_what_was_written_about_a_membership_is_kept_where_it_is_refused(
    which: str, form: dict[str, str], kept: str
) -> None:
    given = {"code": "Code", "run_by": "Association", "source": "Its list"}
    one = actions.add_membership(by=person(), agency=made.agency(), since=localdate(), **given)
    refused = officer().post(f"/en/desk/conduct/{one.pk}/{which}", form)
    page = text_of(refused)
    assert refused.status_code in (400, 422)
    assert kept in page
    assert f'-{one.pk}"' in page.partition("error-summary")[2]


def test_a_file_is_added_to_an_inspection_and_a_remedy_that_is_refused_keeps_its_words() -> None:
    one, browser = made.closed(), officer()
    address = f"/en/desk/inspections/{one.pk}"
    assert browser.post(f"{address}/evidence", {}).status_code == 409
    sent = SimpleUploadedFile("photo.png", b"\x89PNG\r\n\x1a\n ")
    assert browser.post(f"{address}/evidence", {"evidence": sent}).status_code == 302
    assert "photo.png" in text_of(browser.get(address))
    refused = browser.post(f"{address}/remedies/P7", {"remedied": "yes", "words": "Call 9841234567"})
    assert refused.status_code == 422 or refused.status_code == 400
    assert "Call 9841234567" in text_of(refused)


def test_findings_are_saved_row_by_row_and_what_was_typed_stays() -> None:
    one, browser = made.inspection(), officer()
    address = f"/en/desk/inspections/{one.pk}/findings"
    was = text_of(browser.get(address)).partition('name="was" value="')[2][:16]
    form = {"result": "not_met", "words": "Call 9841234567", "remedy_by": localdate().isoformat(), "was": was}
    refused = browser.post(f"{address}/P7", form)
    assert "Call 9841234567" in text_of(refused)
    assert 'href="#words-P7"' in text_of(refused)
    assert browser.post(f"{address}/P7", {**form, "words": "No receipts"}).status_code == 302
    assert Finding.objects.get().words == "No receipts"
    stale = browser.post(f"{address}/P7", {**form, "words": "Other words"})
    assert stale.status_code == 409
    assert "Other words" in text_of(stale)


@pytest.mark.parametrize(
    "page", ["guarantees/{g}", "inspections/{i}", "guarantees/agencies/{a}", "guarantees/{g}/terms"]
)
def test_another_countrys_officer_is_refused(page: str) -> None:
    of = made.agency()
    names = {"g": made.guarantee(of).pk, "i": made.inspection(of).pk, "a": of.code}
    assert officer("BGD").get(f"/en/desk/{page.format(**names)}").status_code == 403
    assert officer("").get("/en/desk/guarantees").status_code == 409
    assert officer().get(f"/en/desk/{page.format(**names)}").status_code == 200


def test_an_agency_reads_and_answers_its_own_findings_alone() -> None:
    of = made.agency()
    one = made.closed(of)
    made.inspection(of)
    own, other = signed_in(Role.AGENCY, agency=of), signed_in(Role.AGENCY, agency=made.agency())
    assert "Receipts were missing" in text_of(own.get("/en/desk/own-findings"))
    assert "Receipts were missing" not in text_of(other.get("/en/desk/own-findings"))
    address = f"/en/desk/own-findings/{one.pk}/P7"
    assert other.post(address, {"words": "Mine"}).status_code == 403
    assert own.post(address, {"words": "We give receipts now."}).status_code == 302
    assert Finding.objects.get().answer == "We give receipts now."
    officers = text_of(officer().get(f"/en/desk/inspections/{one.pk}"))
    assert "We give receipts now." in officers


def test_an_officer_closes_an_inspection() -> None:
    one, browser = made.inspection(), officer()
    made.finding(one)
    day = localdate().isoformat()
    assert browser.post(f"/en/desk/inspections/{one.pk}/visit", {"done": day, "saw": "1"}).status_code == 302
    assert "Close it for good" in text_of(browser.get(f"/en/desk/inspections/{one.pk}/close"))
    assert browser.post(f"/en/desk/inspections/{one.pk}/close", {"saw": "1"}).status_code == 409
    assert browser.post(f"/en/desk/inspections/{one.pk}/close", {"saw": "2"}).status_code == 302
    assert Inspection.objects.get().closed


def test_the_command_says_what_does_not_add_up() -> None:
    one = made.guarantee(held=100)
    said = StringIO()
    call_command("verify_guarantees", stdout=said)
    assert "1 ledgers with 1 entries verified, 0 do not add up" in said.getvalue()
    Guarantee.objects.filter(pk=one.pk).update(held=99)
    with pytest.raises(SystemExit) as ended:
        call_command("verify_guarantees", stdout=said)
    assert ended.value.code == 1
    assert "says it holds 99" in said.getvalue()


def test_the_form_of_terms_proposes_what_would_be_less() -> None:
    desk = officer()
    one = made.guarantee(required=100_000, held=100_000)
    address, form = f"/en/desk/guarantees/{one.pk}/terms", {"saw": "1", "required": "400", "reason": "New regulation"}
    assert desk.post(address, form).status_code == 409, "no law is named"
    assert desk.post(address, form | {"legal_basis": "Regulation 3"}).status_code == 302
    assert (made.now(one).required, Proposal.objects.get().asked["required"]) == (100_000, 40_000)
    assert desk.post(address, form | {"required": "2000"}).status_code == 302
    assert made.now(one).required == 200_000


def test_the_form_of_a_release_proposes_it_while_the_licence_stands() -> None:
    of = made.agency()
    made.licence(of)
    desk = officer()
    one = made.guarantee(of, required=100, held=100_000)
    form = {"saw": "1", "amount": "10", "on": localdate().isoformat(), "reference": "letter 4", "reason": "Above it",
            "legal_basis": "Act, section 12", "key": ""}  # fmt: skip
    address = f"/en/desk/guarantees/{one.pk}/movements/release"
    assert "A supervisor, who is not you" in text_of(desk.post(address, form | {"step": "check"}))
    assert desk.post(address, form | {"step": "do"}).status_code == 302
    assert (made.now(one).held, Proposal.objects.get().asked["amount"]) == (100_000, 1_000)
