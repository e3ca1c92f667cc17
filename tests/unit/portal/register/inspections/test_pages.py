"""Pages of the desk: an officer's forms, a check before money moves, what others may not see."""

from __future__ import annotations

from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.utils.timezone import localdate

from fairway_portal.accounts.models import Role
from fairway_portal.register.inspections.models import Finding, Guarantee, Inspection
from fairway_portal.register.licensing.models import Proposal
from tests.people import organisation, signed_in
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
