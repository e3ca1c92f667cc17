"""What takes two people, the panel that is heard before, and appeals."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from fairway.kernel.text import Text
from fairway.recruitment.licences.errors import ActRefused
from fairway.recruitment.licences.rules import CountryRules
from fairway.recruitment.licences.states import Act, State
from fairway_portal.accounts.errors import NotAllowed
from fairway_portal.accounts.models import AuditEntry, Membership, Role
from fairway_portal.register.licensing import queries
from fairway_portal.register.licensing.actions import (
    AskedAct,
    answer,
    decide,
    decide_appeal,
    file_appeal,
    give_view,
    propose_act,
    withdraw_appeal,
    withdraw_proposal,
)
from fairway_portal.register.licensing.desk.proposal_views import asked_of, title_of
from fairway_portal.register.licensing.errors import (
    AlreadyDecided,
    AppealRefused,
    ProposalRefused,
    SomebodyActed,
    TwoPeopleNeeded,
    UnusableAct,
)
from fairway_portal.register.licensing.evidence import Upload
from fairway_portal.register.licensing.models import Appeal, Change, Evidence, Licence, LicenceEntry, Proposal
from tests.people import client_of, member, organisation
from tests.unit.portal.register.licensing.licensed import BASIS, act, agency, granted, office, today

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def proposed(by: Membership, licence: Licence, **more: Any) -> Proposal:
    licence.refresh_from_db()
    asked = AskedAct(**{"act": Act.REVOKE, "effective": today(), "reason": "Fees", "legal_basis": BASIS} | more)
    return propose_act(by=by.person, licence=licence, saw=licence.version, asked=asked)


def ruled(monkeypatch: pytest.MonkeyPatch, **facts: Any) -> None:
    """Sets the rules of every country."""

    def rules(country: str, on: date) -> CountryRules:
        return CountryRules(country, on, **facts)

    for module in ("acts", "appeals", "panel", "applications"):
        monkeypatch.setattr(f"fairway_portal.register.licensing.actions.{module}.rules_of", rules)


def test_one_proposes_and_another_approves() -> None:
    officer, _, supervisor, _ = office()
    licence = granted(officer)
    waiting = proposed(officer, licence)
    licence.refresh_from_db()
    assert licence.state == "licensed", "a proposal does nothing yet"
    done = decide(by=supervisor, proposal=waiting, approve=True, words="I agree")
    licence.refresh_from_db()
    entry = licence.entries.get(number=3)
    assert (done.state, licence.state, entry.by, entry.approved_by) == (
        "approved", "revoked", officer.person, supervisor.person,
    )  # fmt: skip
    assert Change.objects.filter(kind="licence.revoke").count() == 1
    with pytest.raises(AlreadyDecided):
        decide(by=supervisor, proposal=waiting, approve=True, words="Again")


def test_nobody_approves_her_own_proposal() -> None:
    _, _, supervisor, _ = office()
    licence = granted(supervisor)
    waiting = proposed(supervisor, licence)
    with pytest.raises(TwoPeopleNeeded):
        decide(by=supervisor, proposal=waiting, approve=True, words="Yes")
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=waiting.pk).update(state="approved", decided_by=supervisor.person)
    assert AuditEntry.objects.filter(action="licence.refused", details__asked="proposal.approve").count() == 1


def test_a_proposal_is_for_supervisors_of_the_country() -> None:
    officer, other, *_ = office()
    waiting = proposed(officer, granted(officer))
    for by in (other, member(Role.SUPERVISOR, of=organisation("ministry", country="KEN"))):
        with pytest.raises(NotAllowed):
            decide(by=by, proposal=waiting, approve=True, words="Yes")


def test_a_proposal_on_a_licence_that_changed_cannot_be_approved() -> None:
    officer, other, supervisor, _ = office()
    licence = granted(officer)
    waiting = proposed(officer, licence)
    act(other, licence, Act.SUSPEND)
    with pytest.raises(SomebodyActed):
        decide(by=supervisor, proposal=waiting, approve=True, words="Yes")
    waiting.refresh_from_db()
    assert waiting.state == "waiting", "nothing half-done"
    assert not licence.entries.filter(act="revoke").exists()
    decide(by=supervisor, proposal=waiting, approve=False, words="Outdated")


def test_one_proposal_waits_and_its_proposer_may_withdraw_it() -> None:
    officer, other, *_ = office()
    licence = granted(officer)
    waiting = proposed(officer, licence)
    with pytest.raises(ProposalRefused, match="waits already"):
        proposed(other, licence)
    with pytest.raises(NotAllowed):
        withdraw_proposal(by=other.person, proposal=waiting)
    withdraw_proposal(by=officer.person, proposal=waiting)
    proposed(other, licence)


def test_what_the_rules_refuse_is_not_even_proposed() -> None:
    officer, *_ = office()
    licence = granted(officer)
    with pytest.raises(ProposalRefused, match="needs no proposal"):
        proposed(officer, licence, act=Act.SUSPEND)
    with pytest.raises(UnusableAct):
        proposed(officer, licence, reason=" ")
    act(officer, licence, Act.SURRENDER)
    with pytest.raises(ActRefused):
        proposed(officer, licence)
    assert Proposal.objects.count() == 0


def test_the_panel_is_heard_before_a_decision(monkeypatch: pytest.MonkeyPatch) -> None:
    ruled(monkeypatch, panel=True, panel_acts=frozenset({Act.REVOKE}))
    officer, _, supervisor, _ = office()
    waiting = proposed(officer, granted(officer))
    sides = [
        member(Role.PANEL_MEMBER, of=officer.organisation),
        member(Role.PANEL_MEMBER, of=organisation("employers", country="XKX")),
        member(Role.PANEL_MEMBER, of=organisation("union", country="XKX")),
    ]
    for side in sides:
        with pytest.raises(ProposalRefused, match="has not been heard"):
            decide(by=supervisor, proposal=waiting, approve=True, words="Yes")
        give_view(by=side, proposal=waiting, agrees=side is not sides[1], words="Our view")
    assert sorted(waiting.views.values_list("side", "agrees")) == [
        ("employers", False), ("government", True), ("workers", True),
    ]  # fmt: skip
    with pytest.raises(ProposalRefused, match="already"):
        give_view(by=sides[2], proposal=waiting, agrees=True, words="Twice")
    abroad = member(Role.PANEL_MEMBER, of=organisation("union", country="KEN"))
    with pytest.raises(NotAllowed):
        give_view(by=abroad, proposal=waiting, agrees=True, words="From abroad")
    decide(by=supervisor, proposal=waiting, approve=True, words="Heard")
    with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
        connection.cursor().execute("UPDATE fairway_licensing_panelview SET id = id")


def test_a_silent_panel_holds_nothing_up_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    ruled(monkeypatch, panel=True, panel_acts=frozenset({Act.REVOKE}))
    officer, _, supervisor, _ = office()
    waiting = proposed(officer, granted(officer))
    later = today() + 15 * DAY
    monkeypatch.setattr(
        "fairway_portal.register.licensing.actions.panel.timezone.localdate",
        lambda at=None: today_of(at) if at else later,
    )
    assert decide(by=supervisor, proposal=waiting, approve=True, words="They kept silent").state == "approved"


def today_of(at: Any) -> date:
    return at.date()


def suspended(officer: Membership) -> tuple[Membership, LicenceEntry]:
    of = agency()
    speaker = member(Role.AGENCY, agency=of)
    return speaker, act(officer, granted(officer, of), Act.SUSPEND, until=today() + 30 * DAY)


def filed(speaker: Membership, entry: LicenceEntry, **more: Any) -> Appeal:
    return file_appeal(
        by=speaker.person, agency=speaker.organisation.agency, entry=entry, grounds="It was not us", **more
    )


def test_an_appeal_that_is_allowed_reinstates() -> None:
    officer, _, supervisor, _ = office()
    speaker, entry = suspended(officer)
    appeal = filed(speaker, entry, evidence=[Upload("receipt.txt", b"Paid by the employer")])
    assert appeal.due is None, "no rule of this country says by when it must be decided"
    decide_appeal(by=supervisor, appeal=appeal, allow=True, words="Paid by the employer", legal_basis=BASIS)
    licence = Licence.objects.get()
    last = licence.entries.get(number=4)
    assert (licence.state, licence.until, last.act, last.appeal) == ("licensed", None, "reinstate", appeal)
    assert Change.objects.filter(kind="licence.reinstate").count() == 1
    with pytest.raises(AlreadyDecided):
        decide_appeal(by=supervisor, appeal=appeal, allow=False, words="No", legal_basis=BASIS)


def test_a_reinstatement_brings_back_what_held_before() -> None:
    officer, _, supervisor, other = office()
    speaker, entry = suspended(officer)
    licence = entry.licence
    decide(by=supervisor, proposal=proposed(officer, licence), approve=True, words="Yes")
    appeal = filed(speaker, licence.entries.get(act="revoke"))
    decide_appeal(by=other, appeal=appeal, allow=True, words="Not proved", legal_basis=BASIS)
    licence.refresh_from_db()
    assert (licence.state, licence.until) == ("suspended", today() + 30 * DAY)
    act(officer, licence, Act.LIFT_SUSPENSION)
    conditions = act(officer, licence, Act.SET_CONDITIONS, conditions="No deposits")
    decide_appeal(by=other, appeal=filed(speaker, conditions), allow=True, words="Unjust", legal_basis=BASIS)
    licence.refresh_from_db()
    assert (licence.state, licence.conditions) == ("licensed", "")


def test_a_reinstatement_brings_back_conditions_and_the_last_day_together() -> None:
    officer, _, supervisor, other = office()
    of = agency()
    speaker = member(Role.AGENCY, agency=of)
    licence = granted(officer, of)
    act(officer, licence, Act.SET_CONDITIONS, conditions="No deposits")
    act(officer, licence, Act.SUSPEND, until=today() + 30 * DAY)
    decide(by=supervisor, proposal=proposed(officer, licence), approve=True, words="Yes")
    appeal = filed(speaker, licence.entries.get(act="revoke"))
    decide_appeal(by=other, appeal=appeal, allow=True, words="Not proved", legal_basis=BASIS)
    now = Licence.objects.get(pk=licence.pk)
    assert (now.state, now.until, now.conditions) == ("suspended", today() + 30 * DAY, "No deposits")
    assert (now.valid_from, now.valid_to) == (today(), today() + 365 * DAY)
    act(officer, now, Act.LIFT_SUSPENSION)
    now.refresh_from_db()
    assert (now.state, now.until, now.conditions) == ("conditional", None, "No deposits")


def test_an_officer_who_speaks_for_an_agency_records_nothing_on_its_licence_but_its_own_acts() -> None:
    officer, other, *_ = office()
    of = agency()
    licence = granted(officer, of)
    speaker = member(Role.AGENCY, agency=of)
    Membership.objects.create(person=officer.person, organisation=speaker.organisation, role=Role.AGENCY)
    act(other, licence, Act.SUSPEND)
    with pytest.raises(TwoPeopleNeeded, match="speak for this agency"):
        act(officer, licence, Act.LIFT_SUSPENSION)
    act(other, licence, Act.LIFT_SUSPENSION)
    assert act(officer, licence, Act.APPLY_RENEWAL).state == "renewal"


@pytest.mark.parametrize("demonstrates", [True, False])
def test_what_is_made_up_is_opened_only_where_it_is_demonstrated(settings: Any, demonstrates: bool) -> None:
    settings.DEMONSTRATION = True
    officer, _, supervisor, _ = office()
    of = agency(demonstration=True)
    speaker, licence = member(Role.AGENCY, agency=of), granted(officer, of)
    Licence.objects.update(demonstration=True)
    appeal = filed(speaker, act(officer, licence, Act.SUSPEND), evidence=[Upload("receipt.txt", b"Paid")])
    waiting, file = proposed(officer, licence), Evidence.objects.get()
    settings.DEMONSTRATION = demonstrates
    desk = client_of(supervisor)
    for page in (f"licences/{licence.pk}", f"proposals/{waiting.pk}", f"appeals/{appeal.pk}", f"evidence/{file.pk}"):
        assert desk.get(f"/en/desk/{page}").status_code == (200 if demonstrates else 404), page


def test_a_proposal_on_a_guarantee_says_what_it_is() -> None:
    one = Proposal(kind="draw_down", asked={"amount": 150_050, "currency": "NPR", "reference": "letter 1"})
    assert title_of(one).plain() == "Draw on a guarantee"
    assert [said.plain() if isinstance(said, Text) else said for _, said in asked_of(one, desk=True)] == [
        "NPR 1500.50", "letter 1"
    ]  # fmt: skip
    for name, title in (("entry", "Reversal of an entry"), ("on", "Release to the agency")):
        assert title_of(Proposal(kind="draw_down", asked=one.asked | {name: 1})).plain() == title
    assert asked_of(one, desk=False) == ()


def test_an_appeal_is_decided_by_somebody_who_had_no_part() -> None:
    officer, _, supervisor, other = office()
    of = agency()
    speaker = member(Role.AGENCY, agency=of)
    licence = granted(officer, of)
    decide(by=supervisor, proposal=proposed(officer, licence), approve=True, words="Yes")
    appeal = filed(speaker, licence.entries.get(act="revoke"))
    with pytest.raises(TwoPeopleNeeded):
        decide_appeal(by=supervisor, appeal=appeal, allow=False, words="No")
    decide_appeal(by=other, appeal=appeal, allow=False, words="The fees are proved")
    licence.refresh_from_db()
    appeal.refresh_from_db()
    assert (licence.state, appeal.state, appeal.decided_by) == ("revoked", "dismissed", other.person)


def test_a_reinstatement_may_be_proposed_and_approved() -> None:
    officer, _, supervisor, _ = office()
    speaker, entry = suspended(officer)
    appeal = filed(speaker, entry)
    licence = entry.licence
    waiting = proposed(officer, licence, act=Act.REINSTATE, appeal=appeal.pk)
    decide(by=supervisor, proposal=waiting, approve=True, words="Right")
    appeal.refresh_from_db()
    licence.refresh_from_db()
    assert (appeal.state, licence.state) == ("allowed", "licensed")


def test_an_appeal_against_what_is_over_is_allowed_and_changes_nothing() -> None:
    officer, _, supervisor, _ = office()
    speaker, entry = suspended(officer)
    appeal = filed(speaker, entry)
    act(officer, entry.licence, Act.LIFT_SUSPENSION)
    decide_appeal(by=supervisor, appeal=appeal, allow=True, words="Right", legal_basis=BASIS)
    appeal.refresh_from_db()
    assert appeal.state == "allowed"
    assert not LicenceEntry.objects.filter(act="reinstate").exists()


def test_a_late_appeal_is_refused_with_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    ruled(monkeypatch, appeal_days=10, appeal_decision_days=20)
    officer, *_ = office()
    speaker, entry = suspended(officer)
    later = LicenceEntry.objects.get(pk=entry.pk)
    later.recorded -= 11 * DAY
    with pytest.raises(AppealRefused, match=(today() - DAY).isoformat()):
        filed(speaker, later)
    assert filed(speaker, entry).due == today() + 20 * DAY


def test_an_appeal_that_stays_the_act(monkeypatch: pytest.MonkeyPatch) -> None:
    ruled(monkeypatch, appeal_stays=True)
    officer, _, supervisor, _ = office()
    speaker, entry = suspended(officer)
    licence = entry.licence
    assert queries.standing_of(licence, today()).state is State.SUSPENDED
    appeal = filed(speaker, entry)
    assert queries.standing_of(licence, today()).state is State.LICENSED
    (fetched,) = queries.with_history(Licence.objects.filter(pk=licence.pk))
    assert queries.standing_of(fetched, today()).state is State.LICENSED
    decide_appeal(by=supervisor, appeal=appeal, allow=False, words="It was you")
    assert queries.standing_of(licence, today() + DAY).state is State.SUSPENDED


def test_what_an_agency_cannot_appeal() -> None:
    officer, *_ = office()
    speaker, entry = suspended(officer)
    with pytest.raises(NotAllowed):
        filed(member(Role.AGENCY, agency=agency()), entry)
    with pytest.raises(AppealRefused, match="no appeal is possible"):
        filed(speaker, entry.licence.entries.get(act="grant"))
    with pytest.raises(AppealRefused, match="grounds"):
        file_appeal(by=speaker.person, agency=speaker.organisation.agency, entry=entry, grounds=" ")
    appeal = filed(speaker, entry)
    with pytest.raises(AppealRefused, match="filed already"):
        filed(speaker, entry)
    withdraw_appeal(by=speaker.person, agency=speaker.organisation.agency, appeal=appeal)
    with pytest.raises(AlreadyDecided):
        withdraw_appeal(by=speaker.person, agency=speaker.organisation.agency, appeal=appeal)


def test_an_agency_answers_for_itself_alone() -> None:
    officer, *_ = office()
    speaker, entry = suspended(officer)
    own = speaker.organisation.agency
    (kept,) = answer(by=speaker.person, agency=own, licence=entry.licence, words="We repaid the workers")
    assert bytes(kept.contents) == b"We repaid the workers"
    with pytest.raises(NotAllowed):
        answer(by=speaker.person, agency=agency(), licence=entry.licence, words="Us too")
    with pytest.raises(UnusableAct):
        answer(by=speaker.person, agency=own, licence=entry.licence, words=" \n")


def test_a_proposal_whose_act_cannot_be_read_says_so() -> None:
    officer, _, supervisor, _ = office()
    waiting = proposed(officer, granted(officer))
    Proposal.objects.filter(pk=waiting.pk).update(asked=waiting.asked | {"effective": "soon"})
    with pytest.raises(UnusableAct, match="cannot be read"):
        decide(by=supervisor, proposal=waiting, approve=True, words="Yes")


def test_an_act_is_kept_by_a_proposal_whole() -> None:
    from fairway_portal.register.licensing.actions.asking import asked_again

    asked = AskedAct(Act.SUSPEND, today(), "r", "b", "a", today(), today() + DAY, today() + 2 * DAY, "c", "n", "7", 3)
    assert asked_again(asked.kept(), reason="r", legal_basis="b") == asked
    assert asked_again(replace(asked, until=None).kept(), reason="r", legal_basis="b").until is None
