"""What an adversary or an unlucky user tried on the register, and broke: each stays mended."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from fairway.kernel.errors import InputError
from fairway.recruitment.liability import liable_parties
from fairway.recruitment.liability.index import ChainIndex, Records
from fairway.recruitment.liability.parties import Contract, Party
from fairway.recruitment.licences.errors import ActRefused
from fairway.recruitment.licences.rules import CountryRules
from fairway.recruitment.licences.states import Act
from fairway.recruitment.lottery.errors import RecordUnusable
from fairway.recruitment.lottery.record import PublicNumber, Record
from fairway.recruitment.lottery.record_reading import read_record
from fairway.recruitment.lottery.record_writing import as_json
from fairway.recruitment.lottery.verifying import verify
from fairway.recruitment.rosters.errors import RosterRefused
from fairway.recruitment.rosters.sheets import read_sheet
from fairway_portal.accounts.models import Membership, Role
from fairway_portal.register.licensing.actions import (
    AskedAct,
    decide,
    decide_appeal,
    file_appeal,
    give_view,
    propose_act,
)
from fairway_portal.register.licensing.errors import ProposalRefused, TwoPeopleNeeded
from fairway_portal.register.licensing.models import Licence, LicenceEntry
from tests.people import member, organisation
from tests.portal import client, prepared
from tests.unit.portal.register.licensing.licensed import BASIS, act, applied, granted, office, today
from tests.unit.recruitment.lottery.sample import CLOSES, DRAW, HOUR, record

FAR = date(9999, 12, 31)


@pytest.fixture(scope="module", autouse=True)
def _portal(django_db_setup: None, django_db_blocker: Any) -> None:
    """Prepared before the first transaction of a test: to prepare it closes every connection."""
    with django_db_blocker.unblock():
        prepared()


@pytest.mark.django_db
def test_no_day_of_a_licence_lies_at_the_end_of_the_calendar() -> None:
    """One licence “until 9999” made the form of renewal, and the public page of lost licences, fail."""
    officer, *_ = office()
    licence = applied(officer)
    for days in ({"valid_from": today(), "valid_to": FAR}, {"valid_from": FAR, "valid_to": FAR}):
        with pytest.raises(ActRefused):
            act(officer, licence, Act.GRANT, **days)
    act(officer, licence, Act.GRANT, valid_from=today(), valid_to=today() + timedelta(days=365))
    with pytest.raises(ActRefused, match="hundred years"):
        act(officer, licence, Act.SUSPEND, until=FAR)


@pytest.mark.django_db
def test_the_list_of_lost_licences_stands_whatever_an_import_wrote() -> None:
    officer, *_ = office()
    licence = granted(officer)
    last: LicenceEntry = licence.entries.get(number=2)
    LicenceEntry.objects.create(
        licence=licence, number=3, act="renew", state="licensed", effective=today(), authority=last.authority,
        legal_basis=BASIS, reason="An old list says 9999", valid_from=today(), valid_to=FAR,
    )  # fmt: skip
    Licence.objects.filter(pk=licence.pk).update(valid_to=FAR, version=3)
    assert client().get("/en/licences/lost").status_code == 200


def heard(monkeypatch: pytest.MonkeyPatch) -> None:
    """A panel is heard before a revocation, in every country."""

    def rules(country: str, on: date) -> CountryRules:
        return CountryRules(country, on, panel=True, panel_acts=frozenset({Act.REVOKE}))

    monkeypatch.setattr("fairway_portal.register.licensing.actions.panel.rules_of", rules)


@pytest.mark.django_db
def test_one_person_is_not_two_sides_of_a_panel(monkeypatch: pytest.MonkeyPatch) -> None:
    heard(monkeypatch)
    officer, *_ = office()
    licence = granted(officer)
    asked = AskedAct(Act.REVOKE, today(), "Fees", BASIS)
    waiting = propose_act(by=officer.person, licence=licence, saw=licence.version, asked=asked)
    union = member(Role.PANEL_MEMBER, of=organisation("union", country="XKX"))
    twice = Membership.objects.create(
        person=union.person, organisation=organisation("employers", country="XKX"), role=Role.PANEL_MEMBER
    )
    own = Membership.objects.create(
        person=officer.person, organisation=officer.organisation, role=Role.PANEL_MEMBER
    )  # fmt: skip
    give_view(by=union, proposal=waiting, agrees=True, words="Yes")
    for by in (twice, own):
        with pytest.raises(ProposalRefused):
            give_view(by=by, proposal=waiting, agrees=True, words="Yes again")
    assert waiting.views.count() == 1


@pytest.mark.django_db
def test_who_filed_an_appeal_does_not_decide_it() -> None:
    """One person may speak for an agency and be a supervisor: the appeal is then another’s to decide."""
    officer, _, supervisor, other = office()
    licence = granted(officer)
    entry = act(officer, licence, Act.SUSPEND)
    appeal = file_appeal(by=supervisor.person, agency=licence.agency, entry=entry, grounds="It was the employer")
    with pytest.raises(TwoPeopleNeeded):
        decide_appeal(by=supervisor, appeal=appeal, allow=True, words="I agree with myself", legal_basis=BASIS)
    assert decide_appeal(by=other, appeal=appeal, allow=True, words="So it was", legal_basis=BASIS).state == "allowed"


@pytest.mark.django_db
def test_who_speaks_for_an_agency_decides_nothing_about_it() -> None:
    """She could have refused, as a supervisor, that her own agency’s licence be revoked."""
    officer, _, supervisor, other = office()
    licence = granted(officer)
    speaker = member(Role.AGENCY, agency=licence.agency)
    Membership.objects.create(person=supervisor.person, organisation=speaker.organisation, role=Role.AGENCY)
    entry = act(officer, licence, Act.SUSPEND)
    appeal = file_appeal(by=speaker.person, agency=licence.agency, entry=entry, grounds="It was the employer")
    asked = AskedAct(Act.REVOKE, today(), "Fees", BASIS)
    waiting = propose_act(by=officer.person, licence=licence, saw=licence.version, asked=asked)
    with pytest.raises(TwoPeopleNeeded):
        decide(by=supervisor, proposal=waiting, approve=False, words="It is my own")
    with pytest.raises(TwoPeopleNeeded):
        decide_appeal(by=supervisor, appeal=appeal, allow=True, words="It is my own", legal_basis=BASIS)
    assert decide(by=other, proposal=waiting, approve=False, words="Not proved").state == "refused"


def late(found: Record, at: datetime) -> Record:
    """The same round, in which the last party revealed later."""
    return replace(found, reveals=(found.reveals[0], replace(found.reveals[1], at=at)))


def test_a_seed_that_was_revealed_too_late_is_found() -> None:
    """A party that waits for the public number knows the result before it decides whether to reveal."""
    found = record(public_draw=DRAW)
    assert verify(found) == ()
    assert found.public_number is not None
    waited = late(found, found.public_number.at + HOUR)
    assert {one.code for one in verify(waited)} == {"reveal_time", "public_time"}
    plain = record()
    assert [one.code for one in verify(late(plain, CLOSES + timedelta(days=3)))] == ["reveal_time"]


def test_a_record_at_the_end_of_the_calendar_is_checked_like_any_other() -> None:
    end = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
    found = replace(record(public_draw=DRAW), public_number=PublicNumber("0451327", end))
    assert [one.code for one in verify(found)] == ["draw_time"]


def test_a_record_with_half_a_letter_is_refused() -> None:
    """It could be read, and what was wrong with it could then not be printed."""
    written = as_json(record())
    written["applications"][0]["number"] = "\ud800AAA"
    with pytest.raises(RecordUnusable):
        read_record(json.dumps(written))
    written["applications"][0]["number"] = "A-000001"
    written["waiting"].append("\ud800")
    with pytest.raises(RecordUnusable):
        read_record(json.dumps(written))


def test_a_claim_under_a_contract_until_9999_has_a_last_day() -> None:
    parties = (Party("E", "Gulf Works", "QAT", "employer"), Party("A", "Himal", "PHL", "private"))
    contract = Contract("1", "PHL", "QAT", "other", today(), today(), FAR, "E", agency="A")
    found = liable_parties("1", today(), ChainIndex(Records(contracts=[contract], parties=parties)))
    assert FAR in {one.until for one in found.parties}


def test_a_name_in_a_list_is_not_shown_backwards_and_holds_no_zero() -> None:
    sheet = read_sheet("name,licence\nA\x07\u202eB\u2066 Manpower,=1\nक\u200dष,2\n".encode())
    assert [line.cells[0] for line in sheet.lines] == ["name", "AB Manpower", "क\u200dष"]
    with pytest.raises(RosterRefused, match="zero bytes"):  # PostgreSQL keeps no such text
        read_sheet("name,licence\nA\0B,1\nC,2\n".encode("utf-16"))


def test_a_list_of_millions_of_lines_is_refused_before_it_is_read() -> None:
    with pytest.raises(InputError, match="more than 200000 lines"):
        read_sheet(b"a,\xe9\n" * 2_000_001)
