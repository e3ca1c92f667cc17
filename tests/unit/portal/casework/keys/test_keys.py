"""Which keys live, when intake closes, and what registering, proving and retiring do."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pyrage
import pytest
from pyrage import x25519

from fairway.kernel.text import Text
from fairway.safe_reporting import duties
from fairway.safe_reporting.duties import Duty
from fairway.safe_reporting.sealing.identities import NotAKey, fingerprint, new_identity, recipient_of
from fairway_portal.accounts.models import Person, Role
from fairway_portal.casework.keys import proving, queries
from fairway_portal.casework.keys.actions import add_key, close_office, prove_key, retire_key
from fairway_portal.casework.keys.desk.listing import State, rows_of
from fairway_portal.casework.keys.errors import DutyToReport, KeyRefused, NotProved, OfficeCannotOpen
from fairway_portal.casework.keys.models import HandlerKey, Office
from tests.casework_samples.keys import ON, opened_office, registered_key
from tests.people import member, organisation

pytestmark = pytest.mark.django_db(databases=["default", "casework"])
DAY = timedelta(days=1)


@pytest.fixture
def handler() -> Any:
    """A handler of a union."""
    return member(Role.HANDLER, "union")


@pytest.fixture
def office(handler: Any) -> Office:
    return opened_office(handler.organisation)


@pytest.fixture
def bound(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Lebanon makes unions tell immigration, from the day after `ON`."""

    def duty(kind: str, country: str, on: date) -> Duty:
        told = (kind, country) == ("union", "LBN") and on > ON
        return Duty("duty" if told else "none", "rule", (kind,), Text("It must tell."), "Law 1", "a source")

    monkeypatch.setattr(duties, "duty_of", duty)
    return


def live(office: Office, on: date, purpose: str = "handler") -> list[str]:
    return [one.fingerprint for one in queries.live_keys([office.pk], on, purpose)]


def digits_of(challenge: proving.Challenge, identity: str) -> str:
    """What the holder of a key reads in a challenge."""
    import base64

    body = "".join(line for line in challenge.armoured.splitlines() if not line.startswith("-----"))
    plain = pyrage.decrypt(base64.b64decode(body), [x25519.Identity.from_str(identity)]).decode()
    first, digits, rest = plain.split("\n")
    assert (first + "\n", rest) == (proving.FORM, "")
    return str(digits)


def test_a_new_key_lives_fourteen_days_and_a_proved_one_a_hundred_and_eighty(handler: Any, office: Office) -> None:
    key, identity = registered_key(handler.person, office)
    assert live(office, ON + 14 * DAY) == [key.fingerprint]
    assert live(office, ON + 15 * DAY) == []
    challenge = proving.challenge(key.public)
    digits = digits_of(challenge, identity)
    prove_key(by=handler.person, key=key, ticket=challenge.ticket, digits=digits, on=ON + 3 * DAY)
    assert live(office, ON + 183 * DAY) == [key.fingerprint]
    assert live(office, ON + 184 * DAY) == []
    retire_key(by=handler.person, key=key, on=ON + 4 * DAY)
    assert live(office, ON + 5 * DAY) == []
    with pytest.raises(KeyRefused):
        prove_key(by=handler.person, key=key, ticket=challenge.ticket, digits=digits, on=ON + 6 * DAY)


def test_the_digits_of_another_key_or_hour_prove_nothing(
    handler: Any, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, identity = registered_key(handler.person, office)
    other, other_identity = registered_key(handler.person, office)
    challenge, foreign = proving.challenge(key.public), proving.challenge(other.public)
    digits = digits_of(challenge, identity)
    wrong = [
        (foreign.ticket, digits),
        (foreign.ticket, digits_of(foreign, other_identity)),
        (challenge.ticket, digits_of(foreign, other_identity)),
        (challenge.ticket, digits[:-1]),
        (challenge.ticket, ""),
        (challenge.ticket[:-1], digits),
        ("", digits),
    ]
    for ticket, typed in wrong:
        with pytest.raises(NotProved):
            prove_key(by=handler.person, key=key, ticket=ticket, digits=typed, on=ON)
    monkeypatch.setattr(proving, "LASTS_SECONDS", -1)
    with pytest.raises(NotProved):
        prove_key(by=handler.person, key=key, ticket=challenge.ticket, digits=digits, on=ON)
    key.refresh_from_db()
    assert key.proved is None
    monkeypatch.undo()
    arabic = digits.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    prove_key(by=handler.person, key=key, ticket=challenge.ticket, digits=arabic, on=ON)
    assert key.proved == ON


def test_intake_is_closed_with_fewer_than_two_keys_of_two_offices(handler: Any, office: Office) -> None:
    assert not queries.intake(ON).open
    registered_key(handler.person, office)
    second, _ = registered_key(handler.person, office)
    closed = queries.intake(ON)
    assert not closed.open
    assert closed.reason is not None
    aid = member(Role.HANDLER, "legal_aid")
    other = opened_office(aid.organisation)
    registered_key(aid.person, other, purpose="escrow") if other.escrow else None
    assert not queries.intake(ON).open
    registered_key(aid.person, other, purpose="recovery")
    assert queries.intake(ON) == queries.Intake(open=True, reason=None)
    assert not queries.intake(ON + 15 * DAY).open
    close_office(by=None, office=other)
    assert not queries.intake(ON).open
    assert second.retired is None


def test_escrow_keys_do_not_open_intake(handler: Any) -> None:
    offices = [opened_office(organisation("legal_aid"), escrow=True) for _ in range(2)]
    for one in offices:
        registered_key(handler.person, one, purpose="escrow")
    assert not queries.intake(ON).open
    assert len(queries.live_keys([one.pk for one in offices], ON, "escrow")) == 2


def test_only_an_office_of_escrow_takes_escrow_keys(handler: Any, office: Office) -> None:
    with pytest.raises(KeyRefused):
        registered_key(handler.person, office, purpose="escrow")


def test_recovery_keys_of_every_office_are_found(handler: Any, office: Office) -> None:
    key, _ = registered_key(handler.person, office, purpose="recovery")
    assert [(one.fingerprint, one.office, one.person) for one in queries.recovery_keys(ON)] == [
        (key.fingerprint, office.pk, handler.person.pk)
    ]
    assert live(office, ON) == []


def test_the_same_key_twice_stays_one_and_nobody_takes_anothers(handler: Any, office: Office) -> None:
    public = recipient_of(new_identity())
    key = add_key(by=handler.person, office=office, public=f" {public}\n", on=ON)
    assert key.fingerprint == fingerprint(public)
    assert add_key(by=handler.person, office=office, public=public, on=ON + DAY) == key
    aid = member(Role.HANDLER, "legal_aid")
    with pytest.raises(KeyRefused):
        add_key(by=aid.person, office=opened_office(aid.organisation), public=public, on=ON)
    with pytest.raises(KeyRefused):
        add_key(by=handler.person, office=office, public=public, on=ON, purpose="recovery")
    retire_key(by=handler.person, key=key, on=ON)
    with pytest.raises(KeyRefused):
        add_key(by=handler.person, office=office, public=public, on=ON)
    assert HandlerKey.objects.count() == 1


def test_a_secret_key_is_refused_and_nothing_of_it_is_kept(handler: Any, office: Office) -> None:
    with pytest.raises(NotAKey):
        add_key(by=handler.person, office=office, public=new_identity(), on=ON)
    assert not HandlerKey.objects.exists()


def test_an_authority_with_a_duty_cannot_open_and_leaves_when_the_law_comes(bound: None) -> None:
    opened = opened_office(organisation("union"))
    handler = member(Role.HANDLER, "union")
    registered_key(handler.person, opened)
    assert [one.id for one in queries.offices_for("QAT", ON)] == [opened.pk]
    assert len(live(opened, ON)) == 1
    assert queries.offices_for("QAT", ON + DAY) == ()
    assert live(opened, ON + DAY) == []
    from fairway_portal.casework.keys.actions import OfficeAsked, open_office

    with pytest.raises(DutyToReport, match="It must tell"):
        open_office(by=None, organisation=organisation("union"), asked=OfficeAsked("LBN"), on=ON + DAY)
    assert Office.objects.count() == 1


@pytest.mark.parametrize("kind", ["ministry", "agency", "immigration", "operator"])
def test_other_organisations_take_no_reports(kind: str) -> None:
    with pytest.raises(OfficeCannotOpen):
        opened_office(organisation(kind))


def test_offices_are_those_that_help_in_a_country(handler: Any, office: Office) -> None:
    gulf = opened_office(organisation("legal_aid", name="A gulf office"), serves=["QAT", "KWT"])
    registered_key(handler.person, office)
    rows = queries.offices_for("LBN", ON)
    assert [(one.id, one.keys) for one in rows] == [(office.pk, 1)]
    assert [one.id for one in queries.offices_for("QAT", ON)] == [gulf.pk, office.pk]
    assert len(queries.offices_for("", ON)) == 2
    assert queries.office_of(handler.organisation.pk) == office
    assert queries.office_of(-1) is None


def test_what_is_made_up_takes_no_part_outside_a_demonstration(handler: Any, office: Office, settings: Any) -> None:
    key, _ = registered_key(handler.person, office)
    HandlerKey.objects.update(demonstration=True)
    settings.DEMONSTRATION = False
    assert live(office, ON) == []
    settings.DEMONSTRATION = True
    assert live(office, ON) == [key.fingerprint]
    Office.objects.update(demonstration=True)
    settings.DEMONSTRATION = False
    HandlerKey.objects.update(demonstration=False)
    assert live(office, ON) == []
    assert queries.offices_for("", ON) == ()


def test_the_directory_is_the_same_bytes_until_a_key_changes(handler: Any, office: Office) -> None:
    key, _ = registered_key(handler.person, office)
    before = queries.directory(ON)
    assert queries.directory(ON + DAY) == before
    (row,) = json.loads(before)["keys"]
    assert (row["public"], row["fingerprint"], row["office"]) == (key.public, key.fingerprint, office.pk)
    assert set(row) == {
        "country", "fingerprint", "kind", "office", "office_name", "public", "purpose", "since",
    }  # fmt: skip
    assert before == json.dumps(json.loads(before), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    registered_key(handler.person, office)
    assert queries.directory(ON) != before


def test_what_is_stale_is_said(handler: Any, office: Office) -> None:
    key, _ = registered_key(handler.person, office)

    def state(on: date) -> State:
        return rows_of(office, on)[0].state

    assert state(ON) is State.NEW
    assert state(ON + 15 * DAY) is State.STALE
    HandlerKey.objects.update(proved=ON)
    assert state(ON) is State.LIVE
    assert state(ON + 151 * DAY) is State.SOON
    assert state(ON + 181 * DAY) is State.STALE
    assert rows_of(office, ON)[0].warning is None
    handler.delete()
    (row,) = rows_of(office, ON)
    assert row.holder_left
    assert row.warning is not None
    assert key.person == Person.objects.get().pk
    HandlerKey.objects.update(retired=ON)
    assert state(ON) is State.RETIRED
    assert rows_of(office, ON)[0].warning is None
