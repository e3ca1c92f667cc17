"""The log of a resource centre: entered quickly, corrected and never rewritten, its own office's alone, no names."""

from __future__ import annotations

import base64
import csv
import io
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.management import call_command
from django.utils.timezone import localdate

from fairway.safe_reporting.sealing import envelopes, identities
from fairway.safe_reporting.time_limits import CASE_TYPES
from fairway_portal.accounts.models import AuditEntry, Role
from fairway_portal.casework.counselling import actions, choices, forms, prompts, pseudonyms, queries
from fairway_portal.casework.counselling.errors import CorrectedMeanwhile
from fairway_portal.casework.counselling.models import Visit
from fairway_portal.casework.keys.models import HandlerKey, Office
from tests.casework_samples.counselling import ASKED, office_of
from tests.people import signed_in

pytestmark = pytest.mark.django_db(databases=["default", "casework"])
LOG = "/en/desk/counselling"


@pytest.fixture
def desk() -> Any:
    """A counsellor of a resource centre; `desk.office` is hers."""
    browser = signed_in(Role.HANDLER, "resource_centre", name="Hana")
    browser.office = office_of(browser.membership)
    return browser


def sent(**fields: Any) -> dict[str, Any]:
    """A form as a browser sends it."""
    return {
        "key": str(uuid4()), "day": localdate().isoformat(), "channel": "in_person", "stage": "returned",
        "topics": ["wages", "fees"], "service": "advice", "client": "", "referral": "", "outcome": "",
        "follow_up": "", "sex": "F", "language": "am", "destination": "Lebanon", **fields,
    }  # fmt: skip


def entered(office: Office, **fields: Any) -> Visit:
    """A visit without its form."""
    asked = actions.VisitAsked(**{name: getattr(ASKED, name) for name in ASKED.__slots__} | fields)
    return actions.enter(office=office, person=1, asked=asked, key=uuid4())


def test_a_visit_is_entered_on_one_page_and_a_number_is_drawn_for_who_came(desk: Any) -> None:
    response = desk.post(f"{LOG}/new", sent())
    assert response.status_code == 302
    visit = Visit.objects.get()
    assert (visit.office, visit.person, visit.destination) == (desk.office, desk.membership.person_id, "LBN")
    assert visit.topics == ["wages", "fees"]
    assert pseudonyms.read(visit.client) == (visit.client, None)
    page = desk.get(response["Location"]).content.decode()
    assert pseudonyms.shown(visit.client) in page
    assert visit.client not in response["Location"]
    assert 'href="/en/notes"' in page


def test_the_same_form_twice_is_one_visit(desk: Any) -> None:
    form = sent()
    first, second = desk.post(f"{LOG}/new", form), desk.post(f"{LOG}/new", form)
    assert first["Location"] == second["Location"]
    assert Visit.objects.count() == 1


def test_a_form_with_the_key_of_another_offices_visit_is_refused(desk: Any) -> None:
    visit = entered(office_of(signed_in(Role.HANDLER, "union").membership, "union"))
    assert desk.post(f"{LOG}/new", sent(key=str(visit.key))).status_code == 409
    assert Visit.objects.count() == 1


def test_somebody_who_comes_back_keeps_her_number(desk: Any) -> None:
    client = entered(desk.office).client
    assert desk.post(f"{LOG}/new", sent(client=pseudonyms.shown(client))).status_code == 302
    assert set(Visit.objects.values_list("client", flat=True)) == {client}


def test_another_visit_begins_with_her_number_in_no_address(desk: Any) -> None:
    client = entered(desk.office).client
    page = desk.post(f"{LOG}/new", {"again": "yes", "client": client})
    assert f'value="{client}"' in page.content.decode()
    assert Visit.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"client": "1234567"}, "8 digits"),
        ({"client": "a name"}, "8 digits"),
        ({"topics": []}, "Choose one."),
        ({"topics": ["divorce"]}, "Choose one of the list."),
        ({"stage": ""}, "Choose one."),
        ({"sex": "Z"}, "Choose one of the list."),
        ({"day": "tomorrow"}, "Write a day"),
        ({"day": (localdate() + timedelta(days=1)).isoformat()}, "Choose a day from"),
        ({"follow_up": (localdate() - timedelta(days=1)).isoformat()}, "Choose a day from"),
        ({"destination": "Lebbanon"}, "Lebanon"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(desk: Any, fields: dict[str, Any], said: str) -> None:
    response = desk.post(f"{LOG}/new", sent(**fields))
    assert response.status_code == 422
    assert said in response.content.decode()
    assert Visit.objects.count() == 0


def test_a_mistyped_number_and_one_of_nobody_are_told_apart(desk: Any) -> None:
    client = entered(desk.office).client
    wrong = client[:-1] + str((int(client[-1]) + 1) % 10)
    other = next(number for number in iter(pseudonyms.draw, "") if number != client)
    assert "One digit is wrong" in desk.post(f"{LOG}/new", sent(client=wrong)).content.decode()
    assert "Nobody with this number" in desk.post(f"{LOG}/new", sent(client=other)).content.decode()
    assert Visit.objects.count() == 1


def test_a_number_of_another_office_is_nobodys_here(desk: Any) -> None:
    elsewhere = office_of(signed_in(Role.HANDLER, "union").membership, "union")
    client = entered(elsewhere).client
    assert "Nobody with this number" in desk.post(f"{LOG}/new", sent(client=client)).content.decode()


def test_a_correction_takes_the_place_and_leaves_the_entry_as_it_was(desk: Any) -> None:
    old = entered(desk.office)
    response = desk.post(f"{LOG}/{old.key}/correct", sent(topics=["fees"], outcome="settled"))
    made = Visit.objects.get(replaces=old)
    assert response["Location"].endswith(str(made.key))
    assert (made.client, made.topics, made.outcome) == (old.client, ["fees"], "settled")
    old.refresh_from_db()
    assert (old.topics, old.outcome) == (["wages"], "under_way")
    assert [row.key for row in queries.find(desk.office, queries.Asked()).rows] == [made.key]
    assert "another took its place" in desk.get(f"{LOG}/{old.key}").content.decode()


def test_of_two_corrections_of_one_entry_the_second_is_told(desk: Any) -> None:
    old = entered(desk.office)
    actions.correct(visit=old, person=1, asked=ASKED, key=uuid4())
    with pytest.raises(CorrectedMeanwhile):
        actions.correct(visit=old, person=1, asked=ASKED, key=uuid4())
    assert desk.post(f"{LOG}/{old.key}/correct", sent()).status_code == 409
    assert Visit.objects.count() == 2


def test_an_entry_that_is_struck_out_counts_no_more(desk: Any) -> None:
    old = entered(desk.office)
    desk.post(f"{LOG}/{old.key}/correct", sent(struck="yes"))
    assert queries.find(desk.office, queries.Asked()).visits == 0
    assert queries.tally(desk.office, localdate().replace(day=1), localdate()).visits == 0
    assert Visit.objects.count() == 2


def test_a_follow_up_is_due_until_the_client_was_spoken_to_again(desk: Any) -> None:
    today = localdate()
    visit = entered(desk.office, day=today - timedelta(days=9), follow_up=today - timedelta(days=2))
    entered(desk.office, follow_up=today + timedelta(days=1))
    assert [row.key for row in queries.due(desk.office, today)] == [visit.key]
    assert "Follow-ups due: 1" in desk.get(LOG).content.decode()
    entered(desk.office, client=visit.client, day=today)
    assert queries.due(desk.office, today) == ()


def test_the_list_is_narrowed_by_day_topic_stage_and_number(desk: Any) -> None:
    today = localdate()
    old = entered(desk.office, day=today - timedelta(days=40), topics=("hours",), stage="abroad")
    new = entered(desk.office)

    def shown(address: str) -> set[UUID]:
        return {UUID(one) for one in re.findall(r"counselling/([0-9a-f-]{36})\"", desk.get(address).content.decode())}

    assert shown(LOG) == {old.key, new.key}
    assert shown(f"{LOG}?from={today.isoformat()}") == {new.key}
    assert shown(f"{LOG}?to={(today - timedelta(days=1)).isoformat()}") == {old.key}
    assert shown(f"{LOG}?topic=hours") == {old.key}
    assert shown(f"{LOG}?stage=returned") == {new.key}
    assert shown(f"{LOG}?stage=nonsense&page=99999999999&topic=%00") == {old.key, new.key}
    found = desk.post(LOG, {"client": pseudonyms.shown(old.client)}).content.decode()
    assert str(old.key) in found
    assert str(new.key) not in found
    assert str(old.key) not in desk.post(LOG, {"client": "nonsense"}).content.decode()


def test_the_sheet_of_a_month_holds_its_visits_and_no_other(desk: Any) -> None:
    visit = entered(desk.office, day=date(2026, 11, 5))
    entered(desk.office, day=date(2026, 10, 31))
    entered(office_of(signed_in(Role.HANDLER, "union").membership, "union"), day=date(2026, 11, 5))
    response = desk.get(f"{LOG}/sheet?month=2026-11")
    (row,) = csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")))
    assert (row["day"], row["client"], row["topics"]) == ("2026-11-05", visit.client, "Wages")
    assert set(row) == {*forms.FIELDS, "topics"}


@pytest.mark.parametrize("month", ["0001-01", "9999-12", "nonsense", "", "2026-13"])
def test_a_month_that_is_none_is_this_month(desk: Any, month: str) -> None:
    entered(desk.office)
    assert desk.get(f"{LOG}/month?month={month}").status_code == 200
    assert desk.get(f"{LOG}/sheet?month={month}").content.count(b"\r\n") == 2


def test_the_counts_of_a_month_agree_with_its_entries(desk: Any) -> None:
    first, last = date(2026, 11, 1), date(2026, 11, 30)
    known = entered(desk.office, day=date(2026, 10, 1)).client
    entered(desk.office, client=known, day=first, topics=("wages", "fees"), follow_up=last)
    entered(desk.office, day=last, sex="M")
    found = queries.tally(desk.office, first, last)
    assert (found.visits, found.clients, found.first_time, found.due) == (2, 2, 1, 1)
    assert found.by["topics"] == {"wages": 2, "fees": 1}
    assert found.by["sex"] == {"F": 1, "M": 1}


def test_nobody_sees_the_log_of_another_office(desk: Any) -> None:
    other = signed_in(Role.HANDLER, "union")
    visit = entered(office_of(other.membership, "union"))
    assert str(visit.key) not in desk.get(LOG).content.decode()
    for address in ("", "/correct", "/note"):
        assert desk.get(f"{LOG}/{visit.key}{address}").status_code == 404
        assert desk.post(f"{LOG}/{visit.key}{address}", sent()).status_code in (404, 405)
    assert Visit.objects.count() == 1


@pytest.mark.parametrize("kind", ["inspectorate", "legal_aid", "resource_centre", "union"])
def test_every_office_may_keep_a_log(kind: str) -> None:
    browser = signed_in(Role.HANDLER, kind)
    assert browser.get(LOG).status_code == 409  # no office yet: she is told whom to ask
    office_of(browser.membership, kind)
    assert browser.get(LOG).status_code == 200


@dataclass(frozen=True)
class Pair:
    """A key of an office, both halves."""

    secret: str
    public: str


def key_for(office: Office) -> Pair:
    """A live key of the office."""
    secret = identities.new_identity()
    made = Pair(secret, identities.recipient_of(secret))
    HandlerKey.objects.create(
        office=office, person=1, public=made.public, fingerprint=identities.fingerprint(made.public), since=localdate()
    )
    return made


def test_a_note_that_the_browser_sealed_is_kept_and_opens_with_the_offices_key(desk: Any) -> None:
    visit, mine = entered(desk.office), key_for(desk.office)
    page = desk.get(f"{LOG}/{visit.key}").content.decode()
    assert f'data-report="{visit.key}"' in page
    assert mine.public in page
    sealed = envelopes.seal(b"she calls on Friday", report=visit.key.hex, kind="note", recipients=[mine.public])
    desk.post(f"{LOG}/{visit.key}/note", {"envelope": base64.b64encode(sealed.content).decode(), "recipients": ""})
    response = desk.get(f"{LOG}/{visit.key}/note")
    opened = envelopes.open_sealed(response.content, [mine.secret], report=visit.key.hex, kind="note")
    assert opened.content == b"she calls on Friday"


def test_a_note_is_never_written_over(desk: Any) -> None:
    visit, mine = entered(desk.office), key_for(desk.office)
    for words in (b"first", b"second"):
        sealed = envelopes.seal(words, report=visit.key.hex, kind="note", recipients=[mine.public]).content
        desk.post(f"{LOG}/{visit.key}/note", {"envelope_file": io.BytesIO(sealed)})
    visit.refresh_from_db()
    assert envelopes.open_sealed(bytes(visit.note or b""), [mine.secret]).content == b"first"


LOOKS_SEALED = b"she calls on Friday\n-> X25519 a\n--- b"
"""As many stanzas as keys, and yet no envelope."""


@pytest.mark.parametrize(
    "envelope", ["", "she calls on Friday", *(base64.b64encode(one).decode() for one in (b"Friday", LOOKS_SEALED))]
)
def test_a_note_that_is_not_sealed_is_refused(desk: Any, envelope: str) -> None:
    visit = entered(desk.office)
    key_for(desk.office)
    response = desk.post(f"{LOG}/{visit.key}/note", {"envelope": envelope, "note": "she calls on Friday"})
    assert response.status_code == 422
    assert b"Friday" not in response.content
    assert Visit.objects.get().note is None


def test_a_note_sealed_to_other_keys_is_refused(desk: Any) -> None:
    visit, mine = entered(desk.office), key_for(desk.office)
    more = [mine.public, identities.recipient_of(identities.new_identity())]
    sealed = envelopes.seal(b"words", report=visit.key.hex, kind="note", recipients=more).content
    assert desk.post(f"{LOG}/{visit.key}/note", {"envelope_file": io.BytesIO(sealed)}).status_code == 422
    named = {
        "envelope": base64.b64encode(
            envelopes.seal(b"words", report="", kind="note", recipients=[mine.public]).content
        ).decode()
    }
    assert desk.post(f"{LOG}/{visit.key}/note", named | {"recipients": '["somebody-else"]'}).status_code == 422
    assert Visit.objects.get().note is None


def test_a_note_is_erased_a_year_after_its_visit_and_the_entry_stays(desk: Any) -> None:
    today = localdate()
    old, young = entered(desk.office, day=today - timedelta(days=366)), entered(desk.office, day=today)
    for visit in (old, young):
        actions.add_note(visit=visit, note=b"sealed")
    call_command("forget_notes", stdout=io.StringIO())
    assert dict(Visit.objects.values_list("key", "note")) == {old.key: None, young.key: b"sealed"}


def test_without_a_key_no_note_can_be_written(desk: Any) -> None:
    visit = entered(desk.office)
    assert "data-plain" not in desk.get(f"{LOG}/{visit.key}").content.decode()


FORBIDDEN = re.compile(
    r"name|passport|visa|status|permit|nationalit|phone|address|e-?mail|birth|identit", re.IGNORECASE
)


def test_no_field_of_a_visit_could_hold_who_she_is_or_whether_she_may_stay(desk: Any) -> None:
    """`stage` and `destination` say where she is on her way, as statistics ask; nothing says how she stays there."""
    columns = {field.name for field in Visit._meta.get_fields()}
    assert [name for name in sorted(columns | {*forms.FIELDS, *choices.FIELDS}) if FORBIDDEN.search(name)] == []
    page = desk.get(f"{LOG}/new").content.decode()
    form = page[page.index('action="/en/desk/counselling/new"') :]
    assert [name for name in re.findall(r'name="(\w+)"', form.partition("</form>")[0]) if FORBIDDEN.search(name)] == []
    assert re.findall(r'<(?:textarea|input type="text")[^>]* name=', form.partition("</form>")[0]) == []


def test_no_prompt_asks_whether_she_may_stay() -> None:
    asked = [
        said.plain() for one in prompts.TEMPLATES.values() for stage in choices.STAGES for said in one.asked(stage)
    ]
    assert [said for said in asked if re.search(r"passport|visa|status|permit|legal", said, re.IGNORECASE)] == []


def test_every_topic_has_its_prompts_and_names_codes_that_are_there() -> None:
    assert set(prompts.TEMPLATES) == set(choices.TOPICS)
    for one in prompts.TEMPLATES.values():
        assert one.service in choices.SERVICES
        assert set(one.referrals) <= set(choices.REFERRALS)
        assert one.case_type in CASE_TYPES
        assert all(prompt.stages <= set(choices.STAGES) for prompt in one.prompts)


def test_the_guide_says_before_a_referral_what_the_office_must_tell_here(desk: Any) -> None:
    Office.objects.filter(pk=desk.office.pk).update(country="KOR")
    page = desk.get(f"{LOG}/guide?topic=wages&stage=abroad").content.decode()
    assert "such an office must tell the immigration office" in page
    assert "No time limit is known here" in page
    assert desk.get(f"{LOG}/guide?topic=%00&stage=x").status_code == 200
    Office.objects.filter(pk=desk.office.pk).update(country="PHL")
    assert "90 days" in desk.get(f"{LOG}/guide?topic=wages&stage=returned").content.decode()


def test_nothing_of_a_visit_reaches_the_record_of_actions_or_the_session(desk: Any) -> None:
    before = AuditEntry.objects.count()
    desk.post(f"{LOG}/new", sent())
    client = Visit.objects.get().client
    assert AuditEntry.objects.count() == before
    assert client not in str(dict(desk.session))
