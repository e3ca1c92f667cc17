"""Acts on licences: one entry each, in order, whole or not at all; what is refused is recorded."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from fairway.kernel.errors import InputError
from fairway.recruitment.licences.errors import ActRefused
from fairway.recruitment.licences.states import Act, State
from fairway_portal.accounts.models import AuditEntry
from fairway_portal.accounts.models.final import RecordIsFinal
from fairway_portal.actors.actions import join_agencies
from fairway_portal.register.licensing import queries
from fairway_portal.register.licensing.actions import record_act, record_expiries
from fairway_portal.register.licensing.errors import EvidenceRefused, SomebodyActed, TwoPeopleNeeded, UnusableAct
from fairway_portal.register.licensing.evidence import Upload
from fairway_portal.register.licensing.models import Change, Evidence, Licence, LicenceEntry
from tests.unit.portal.register.licensing.licensed import BASIS, act, agency, applied, granted, office, today

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def refusals() -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(action="licence.refused").order_by("pk"))


def test_the_life_of_a_licence_is_told_by_its_entries() -> None:
    officer, *_ = office()
    licence = granted(officer, sectors=["construction"], destinations=["Qatar"])
    act(officer, licence, Act.SET_CONDITIONS, conditions="No deposits from workers")
    act(officer, licence, Act.SUSPEND, until=today() + 30 * DAY)
    act(officer, licence, Act.LIFT_SUSPENSION)
    act(officer, licence, Act.LIFT_CONDITIONS)
    act(officer, licence, Act.SURRENDER)
    told = [(one.act.value, one.state.value) for one in queries.history_of(licence)]
    assert told == [
        ("apply", "applied"),
        ("grant", "licensed"),
        ("set_conditions", "conditional"),
        ("suspend", "suspended"),
        ("lift_suspension", "conditional"),
        ("lift_conditions", "licensed"),
        ("surrender", "surrendered"),
    ]
    licence.refresh_from_db()
    assert (licence.state, licence.version, licence.until, licence.conditions) == ("surrendered", 7, None, "")
    assert licence.destinations == ["QAT"]
    conditional = licence.entries.get(number=5)
    assert conditional.conditions == "No deposits from workers", "they hold on after the suspension"
    assert queries.standing_of(licence, today()).in_force is False


def test_public_acts_are_published_without_names_and_notes() -> None:
    officer, *_ = office()
    licence = granted(officer)
    entry = act(officer, licence, Act.SUSPEND, note="Tip from a colleague", reason="Fees were charged")
    kinds = list(Change.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["licence.grant", "licence.suspend"], "an application is not public"
    change = Change.objects.get(kind="licence.suspend")
    assert change.subject == licence.agency.code
    assert change.details["reason"] == "Fees were charged"
    assert change.details["legal_basis"] == BASIS
    assert "Tip" not in str(change.details)
    assert officer.person.name not in str(change.details)
    assert entry.by == officer.person


def test_of_two_officers_the_second_is_told() -> None:
    one, other, *_ = office()
    licence = granted(one)
    seen = licence.version
    act(one, licence, Act.SUSPEND)
    with pytest.raises(SomebodyActed):
        act(other, licence, Act.SURRENDER, saw=seen)
    licence.refresh_from_db()
    assert (licence.state, licence.version) == ("suspended", seen + 1)
    assert [(one.by, one.details["asked"]) for one in refusals()] == [(other.person, "surrender")]


def refused_cases() -> dict[str, dict[str, Any]]:
    return {
        "out of order": {"act": Act.LIFT_SUSPENSION},
        "before the last entry": {"act": Act.SUSPEND, "effective": today() - DAY},
        "to come": {"act": Act.SURRENDER, "effective": today() + DAY},
        "over before it begins": {"act": Act.SUSPEND, "until": today() - DAY},
        "no reason": {"act": Act.SUSPEND, "reason": "  "},
        "no legal basis": {"act": Act.SUSPEND, "legal_basis": ""},
        "two people": {"act": Act.REVOKE},
        "evidence that is none": {"act": Act.SUSPEND, "evidence": [Upload("a.exe", b"MZ\x90\x00\x03")]},
    }


@pytest.mark.parametrize("case", refused_cases())
def test_what_is_refused_leaves_nothing_but_its_record(case: str) -> None:
    officer, *_ = office()
    licence = granted(officer)
    before = (LicenceEntry.objects.count(), Change.objects.count(), Evidence.objects.count())
    with pytest.raises(InputError) as refused:
        act(officer, licence, **refused_cases()[case])
    assert refused.value.advice
    licence.refresh_from_db()
    assert (licence.state, licence.version) == ("licensed", 2)
    assert (LicenceEntry.objects.count(), Change.objects.count(), Evidence.objects.count()) == before
    (kept,) = refusals()
    assert kept.subject == f"licence {licence.pk}"
    assert refused.value.title in kept.reason


def test_a_back_dated_suspension_is_refused() -> None:
    officer, *_ = office()
    licence = applied(officer, effective=today() - 30 * DAY)
    act(officer, licence, Act.GRANT, effective=today() - 30 * DAY, valid_from=today(), valid_to=today() + 99 * DAY)
    with pytest.raises(ActRefused, match="before the last entry"):
        act(officer, licence, Act.SUSPEND, effective=today() - 31 * DAY)
    with pytest.raises(ActRefused, match="further back than 30 days"):
        applied(officer, effective=today() - 31 * DAY)
    assert Licence.objects.count() == 1, "of the application that was refused nothing is left"
    assert len(refusals()) == 2


def test_licences_that_overlap_are_refused_unless_they_are_for_other_work() -> None:
    officer, *_ = office()
    of = agency()
    granted(officer, of, sectors=["construction"], days=10)
    other = applied(officer, of, sectors=["domestic"])
    act(officer, other, Act.GRANT, valid_from=today(), valid_to=today() + 99 * DAY)
    second = applied(officer, of, sectors=["construction", "care"])
    with pytest.raises(ActRefused, match="overlap"):
        act(officer, second, Act.GRANT, valid_from=today() + 10 * DAY, valid_to=today() + 99 * DAY)
    act(officer, second, Act.GRANT, valid_from=today() + 11 * DAY, valid_to=today() + 99 * DAY)


def test_the_licence_of_an_agency_that_was_joined_counts_as_the_others() -> None:
    officer, *_ = office()
    kept, joined = agency(), agency()
    granted(officer, joined)
    second = applied(officer, kept)
    join_agencies(by=officer.person, kept=kept, joined=joined, reason="The same register number")
    with pytest.raises(ActRefused, match="overlap"):
        act(officer, second, Act.GRANT, valid_from=today(), valid_to=today() + 9 * DAY)
    assert queries.licences_of(kept).count() == 2
    joined.refresh_from_db()
    assert set(queries.licences_of(joined)) == set(queries.licences_of(kept))
    suspended = queries.licences_of(kept).get(state="licensed")
    act(officer, suspended, Act.SUSPEND)
    assert Change.objects.get(kind="licence.suspend").subject == kept.code


def test_the_same_form_twice_makes_one_licence() -> None:
    officer, *_ = office()
    of, key = agency(), uuid4()
    assert applied(officer, of, key=key) == applied(officer, of, key=key)
    assert LicenceEntry.objects.count() == 1


def test_a_number_is_one_licences_alone() -> None:
    officer, *_ = office()
    act(officer, applied(officer), Act.GRANT, number="A-1", valid_from=today(), valid_to=today() + DAY)
    other = applied(officer)
    with pytest.raises(UnusableAct, match="A-1"):
        act(officer, other, Act.GRANT, number="A-1", valid_from=today(), valid_to=today() + DAY)
    act(officer, other, Act.GRANT, valid_from=today(), valid_to=today() + DAY)
    other.refresh_from_db()
    assert other.number == f"XKX-L{other.pk:06d}"
    assert other.agency.licence_number == other.number


def test_an_expiry_is_seen_at_once_and_recorded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    officer, *_ = office()
    licence = granted(officer, days=5)
    later = today() + 6 * DAY
    assert queries.standing_of(licence, later).state is State.EXPIRED
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: later)
    assert record_expiries().recorded == (licence.pk,)
    assert record_expiries().recorded == ()
    licence.refresh_from_db()
    entry = licence.entries.get(act="expire")
    assert (licence.state, entry.effective, entry.by) == ("expired", later, None)


def test_nobody_rewrites_the_history() -> None:
    officer, *_ = office()
    licence = granted(officer)
    entry = licence.entries.get(number=2)
    entry.reason = "Another"
    with pytest.raises(RecordIsFinal):
        entry.save()
    with pytest.raises(RecordIsFinal):
        LicenceEntry.objects.filter(pk=entry.pk).update(reason="Another")
    tables = ("licenceentry", "change", "evidence", "panelview")
    act(officer, licence, Act.SUSPEND, evidence=[Upload("why.txt", b"Because")])
    for table in tables[:3]:
        for sql in (f"UPDATE fairway_licensing_{table} SET id = id", f"DELETE FROM fairway_licensing_{table}"):
            with pytest.raises(DatabaseError, match="cannot be changed or deleted"), transaction.atomic():
                connection.cursor().execute(sql)


def test_the_database_refuses_an_entry_that_one_person_approved_for_herself() -> None:
    officer, *_ = office()
    licence = granted(officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        LicenceEntry.objects.create(
            licence=licence, number=3, act="revoke", state="revoked", effective=today(), by=officer.person,
            approved_by=officer.person, authority="x", legal_basis="x", reason="x",
        )  # fmt: skip


def test_an_approval_without_a_proposal_does_not_count() -> None:
    officer, _, supervisor, _ = office()
    with pytest.raises(TwoPeopleNeeded):
        act(officer, granted(officer), Act.REVOKE, approved_by=supervisor.person)


def test_evidence_that_is_refused_undoes_the_act() -> None:
    officer, *_ = office()
    licence = granted(officer)
    with pytest.raises(EvidenceRefused):
        record_act(
            by=officer.person, licence=licence, saw=2, act=Act.SUSPEND, effective=today(), reason="x",
            legal_basis="y", evidence=[Upload("good.txt", b"good"), Upload("bad", b"\x00\x01")],
        )  # fmt: skip
    assert Evidence.objects.count() == 0
    assert LicenceEntry.objects.count() == 2
