"""Job orders and lotteries through their pages: a worker applies on a phone, two ministries hold a lottery."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from fairway.recruitment.lottery.commitments import commitment
from fairway.recruitment.lottery.record_reading import read_record
from fairway.recruitment.lottery.verifying import verify
from fairway_portal.accounts.models import Role
from fairway_portal.register.orders.eligibility import COSTS
from fairway_portal.register.orders.models import JobApplication, JobOrder, Scheme
from tests.people import client_of, signed_in
from tests.portal import client, text_of
from tests.unit.portal.register.licensing.licensed import agency, granted, office
from tests.unit.portal.register.orders import ordered

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SEEDS = (bytes([3]) * 32, bytes([4]) * 32)


@pytest.fixture
def officer() -> Any:
    return office("XKX", Role.LICENSING_OFFICER)[0]


def key_of(html: str) -> str:
    found = re.search(r'name="key" value="([^"]+)"', html)
    assert found
    return found[1]


@pytest.mark.parametrize("language", ["en", "ar", "ne"])
def test_a_worker_applies_reads_corrects_and_deletes(officer: Any, language: str) -> None:
    order, worker = ordered.posted(officer), client()
    assert order.code in text_of(worker.get(f"/{language}/jobs-abroad?q={order.title}&to=QAT"))
    assert order.code not in text_of(worker.get(f"/{language}/jobs-abroad?q=welder"))
    shown = text_of(worker.get(f"/{language}/jobs-abroad/{order.code}"))
    assert "/recruitment/fees" in shown
    form = f"/{language}/jobs-abroad/{order.code}/apply"
    page = text_of(worker.get(form))
    assert len(page.encode()) < 50_000
    assert worker.cookies.output() == ""
    sent = {"key": key_of(page), "name": "Asha", "reach": "98 000", "abilities": "Masonry"}
    assert worker.post(form, {**sent, "reach": ""}).status_code == 422
    receipts = [re.search(r"<strong>([\d ]{19})</strong>", text_of(worker.post(form, sent))) for _ in range(2)]
    assert receipts[0]
    assert receipts[1]
    assert receipts[0][1] == receipts[1][1]
    assert JobApplication.objects.count() == 1
    opened = f"/{language}/jobs-abroad/receipt"
    receipt = {"receipt": receipts[0][1]}
    assert "Asha" in text_of(worker.post(opened, receipt))
    assert worker.post(opened, {"receipt": "1234 5678 9012 3456"}).status_code == 422
    worker.post(opened, {**receipt, **sent, "name": "Asha Rai", "do": "correct"})
    assert JobApplication.objects.get().name == "Asha Rai"
    worker.post(opened, {**receipt, "do": "delete"})
    assert JobApplication.objects.count() == 0
    assert worker.post(opened, receipt).status_code == 422


def test_an_agency_enters_its_own_order_and_sees_applications_only_when_released(officer: Any) -> None:
    own = agency("XKX")
    granted(officer, own)
    staff, other = signed_in(Role.AGENCY, agency=own), signed_in(Role.AGENCY, agency=agency("XKX"))
    employer = ordered.employer()
    fields = {
        "sector": "construction", "title": "Mason", "occupation": "7112", "places": "5", "destination": "Qatar",
        "employer": employer.code, "closes": (timezone.localdate() + timedelta(days=20)).isoformat(),
        "t-pay": "1400", "t-pay-currency": "QAR", "t-pay-per": "month", "t-keeps_passport": "yes",
    } | {f"c-{code}": "employer" for code in COSTS}  # fmt: skip
    address = "/en/desk/job-orders/new"
    refused = staff.post(address, {**fields, "c-F1": "worker", "key": key_of(text_of(staff.get(address)))})
    assert refused.status_code == 422
    assert "lets workers pay is not taken" in text_of(refused)
    for name, wrong in (("occupation", "mason"), ("employer", employer.name), ("places", "many"), ("t-pay", "much")):
        answer = staff.post(address, {**fields, name: wrong})
        assert (answer.status_code, f'id="{name}-error"' in text_of(answer)) == (422, True), name
    made = staff.post(address, {**fields, "key": key_of(text_of(staff.get(address)))})
    assert made.status_code == 302, text_of(made)
    order = JobOrder.objects.get()
    assert order.agency == own
    page = f"/en/desk/job-orders/{order.code}"
    assert other.get(page).status_code == 403
    assert staff.post(f"{page}/act/submit", {"saw": "1"}).status_code == 422  # not sure yet
    assert staff.post(f"{page}/act/submit", {"saw": "1", "sure": "yes"}).status_code == 302
    assert staff.post(f"{page}/act/verify", {"saw": "2", "sure": "yes", "how": "x"}).status_code == 403
    desk = client_of(officer)
    verify_it = {"saw": "2", "sure": "yes", "how": "Visited", "capacity": "attache", "overrules": "Terms follow"}
    assert desk.post(f"{page}/act/verify", verify_it).status_code == 302
    assert desk.post(f"{page}/act/post", {"saw": "3", "sure": "yes"}).status_code == 302
    assert "Visited" in text_of(desk.get(page))
    order.refresh_from_db()
    ordered.applied(order)
    assert staff.get(f"{page}/applications").status_code == 403
    assert "Asha" in text_of(desk.get(f"{page}/applications"))
    JobOrder.objects.update(public_until=timezone.localdate() - timedelta(days=1))
    assert desk.post(f"{page}/act/release", {"saw": "4", "sure": "yes"}).status_code == 302
    assert "Asha" in text_of(staff.get(f"{page}/applications"))
    staff.post(f"{page}/applications", {"application": JobApplication.objects.get().code, "state": "proposed"})
    assert JobApplication.objects.get().state == "proposed"


def test_two_ministries_hold_a_lottery_through_their_pages(officer: Any, monkeypatch: Any) -> None:
    korea = office("KOR", Role.LICENSING_OFFICER)[0]
    order = ordered.posted(officer)
    nepal_desk, korea_desk, worker = client_of(officer), client_of(korea), client()
    closes = timezone.now() + timedelta(hours=2)
    fields = {
        "title": "To Korea", "slug": "to-korea", "party": str(korea.organisation_id), "order": order.code,
        "places": "2", "quotas": "sex=F; 1", "leftover": "open", "closes": closes.strftime("%Y-%m-%dT%H:%M"),
        "reveal_until": (closes + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M"), "sure": "yes",
    }  # fmt: skip
    wrong = nepal_desk.post("/en/desk/allotments/new", {**fields, "quotas": "women: 3"})
    assert (wrong.status_code, 'id="quotas-error"' in text_of(wrong)) == (422, True)
    undecided = nepal_desk.post("/en/desk/allotments/new", fields)
    assert (undecided.status_code, 'id="draw_name-error"' in text_of(undecided)) == (422, True)
    fields["no_draw"] = "yes"
    alone = nepal_desk.post("/en/desk/allotments/new", {**fields, "party": "elsewhere", "elsewhere": "Seoul"})
    assert (alone.status_code, "try seeds until" in text_of(alone)) == (422, True)
    assert nepal_desk.post("/en/desk/allotments/new", fields).status_code == 302
    held = Scheme.objects.get()
    applied_form = f"/en/jobs-abroad/{order.code}/apply"
    assert "Are you a woman or a man?" in text_of(worker.get(applied_form))
    receipt = ordered.applied(order, strata={"sex": "F"})
    page = "/en/desk/allotments/to-korea"

    def post(who: Any, step: str, **more: str) -> Any:
        held.refresh_from_db()
        return who.post(f"{page}/{step}", {"saw": str(held.version), "sure": "yes"} | more)

    assert post(nepal_desk, "numbers", numbers="EPS-00001; sex=M\nEPS-00002; sex=M").status_code == 302
    names = [one["name"] for one in held.parties]
    made = [commitment(seed, held.name, name) for seed, name in zip(SEEDS, names, strict=True)]
    assert post(korea_desk, "commit", party=names[0], commitment=made[0]).status_code == 403
    assert post(nepal_desk, "commit", party=names[0], commitment=made[0]).status_code == 302
    assert post(korea_desk, "commit", party=names[1], commitment=made[1]).status_code == 302
    assert post(korea_desk, "freeze").status_code == 403
    assert post(nepal_desk, "freeze").status_code == 422  # the list is open
    real = timezone.now
    monkeypatch.setattr(timezone, "now", lambda: real() + timedelta(hours=3))
    assert post(nepal_desk, "freeze").status_code == 302
    refused = post(nepal_desk, "reveal", party=names[0], seed=SEEDS[1].hex())
    assert (refused.status_code, "not the seed" in text_of(refused)) == (422, True)
    assert post(nepal_desk, "reveal", party=names[0], seed=SEEDS[0].hex()).status_code == 302
    assert post(korea_desk, "reveal", party=names[1], seed=SEEDS[1].hex()).status_code == 302
    assert post(nepal_desk, "draw").status_code == 302
    for language in ("en", "ar", "ne"):
        public = f"/{language}/allotments/to-korea"
        shown = text_of(worker.get(public))
        assert "EPS-00001" in shown
        assert "No public draw" in shown or language != "en"
        code = JobApplication.objects.get().code
        assert code in text_of(worker.post(public, {"number": receipt}))
        assert worker.post(public, {"number": "EPS-99999"}).status_code == 422
    record = read_record(text_of(worker.get("/api/register/allotments/to-korea.json")))
    assert verify(record) == ()
    assert len(record.places) == 2
    assert worker.get("/api/register/allotments/to-korea/2.json").status_code == 404
