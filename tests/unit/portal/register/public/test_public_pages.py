"""Search, the page of an agency, who lost a licence, barred employers: what they say, and what they never say."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from fairway.recruitment.licences.states import Act, State
from fairway_portal.actors.models import Agency, Employer
from fairway_portal.register.inspections.models import ConductMembership
from fairway_portal.register.licensing.models import Appeal, Licence, LicenceEntry
from fairway_portal.register.placements.models import Relation
from fairway_portal.register.public.barred import bars
from fairway_portal.register.public.guarding import LEFT_OUT, public_words
from fairway_portal.register.public.lost import turns
from tests.portal import client, text_of
from tests.unit.portal.register.inspections import made
from tests.unit.portal.register.licensing.licensed import act, agency, applied, granted, today
from tests.unit.portal.register.public.published import CANARY, REASON, barred, employer, full, officer, suspended

pytestmark = pytest.mark.django_db


def read(path: str, status: int = 200) -> str:
    response = client().get(f"/en/licences{path}")
    assert response.status_code == status, text_of(response)
    assert not response.cookies
    assert "no-cache" in response.headers["Cache-Control"] or status != 200
    return text_of(response)


def test_a_search_says_how_each_licence_stands_today() -> None:
    by = officer()
    granted(by, agency(name="Lotus Overseas"))
    suspended(by, agency(name="Lotus Manpower"))
    agency(name="Lotus Travels")
    page = read("?q=lotus")
    assert page.count("<strong>Licensed today</strong>") == 1
    assert page.count("<strong>Suspended: it may not recruit now</strong>") == 1
    assert page.count("<strong>No licence known here</strong>") == 1
    assert [page.count(sign) for sign in ("✓", "✕", ">?<")] == [1, 1, 1], "not by colour alone"


def test_a_search_finds_a_later_licence_by_its_number_and_leafs_through_a_country() -> None:
    by = officer()
    holder = agency(name="Lotus Overseas")
    granted(by, holder, sectors=["construction"])
    second = granted(by, holder, sectors=["care"])
    second.refresh_from_db()
    assert f"/en/licences/{holder.code}" in read(f"?q={second.number}&country=XKX")
    assert f"/en/licences/{holder.code}" in read("?country=XKX")
    assert "There is a problem" in read("?country=QQ", status=422)
    assert "We found no agency of this name." in read("?q=zzzz")


def test_an_application_is_nobody_elses_business() -> None:
    holder = applied(officer(), agency(name="Lotus Overseas"), reason="A reason for applying").agency
    page = read(f"/{holder.code}")
    assert "No licence known here" in page
    assert "A reason for applying" not in page
    assert "square-code" not in page


def test_a_suspension_shows_its_reason_its_days_and_that_the_agency_appealed() -> None:
    page = read(f"/{full().code}")
    assert REASON in page
    assert "Act on foreign employment, section 13" in page
    assert (today() + timedelta(days=30)).isoformat() in page
    assert "The agency appealed. It is not decided yet." in page
    assert "Desert Builders" in page


def test_nothing_that_is_not_public_stands_on_any_page_or_in_any_file() -> None:
    holder = full()
    for path in ("", "?q=orchid", "?country=XKX", f"/{holder.code}", "/lost", "/barred", "/lost?country=XKX"):
        assert CANARY not in read(path), path
    for name in ("agencies", "licences", "barred-employers", "changes"):
        for suffix in ("csv", "json"):
            response = client().get(f"/api/register/{name}.{suffix}")
            whole = b"".join(response.streaming_content) if response.streaming else response.content
            assert CANARY.encode() not in whole, (name, suffix)
            assert b"family" not in whole, "a private home"
    assert CANARY.encode() not in client().get("/api/register/changes.atom").content


def test_words_that_may_identify_a_person_are_left_out_sentence_by_sentence() -> None:
    written = "Fees were charged. Ask Maya at +977 9841234567. The office was closed."
    assert public_words(written) == f"Fees were charged. {LEFT_OUT} The office was closed."
    assert public_words("Passport PA1234567 was kept") == LEFT_OUT
    assert public_words("Decision 2026-001234 of 2026-03-01, 12,000 rupees") == (
        "Decision 2026-001234 of 2026-03-01, 12,000 rupees"
    )
    licence = suspended(officer(), agency(name="Lotus Overseas"))
    LicenceEntry.objects.create(
        licence=licence, number=4, act="revoke", state="revoked", effective=today(), authority="Office",
        legal_basis="Section 13", reason="She wrote from maya@example.org. Fees were charged.",
    )  # fmt: skip
    page = read(f"/{licence.agency.code}")
    assert "maya" not in page
    assert "Fees were charged." in page
    assert "may identify a person" in page


def test_a_joined_agency_leads_to_the_one_that_stands_for_it_with_its_licences() -> None:
    by = officer()
    kept, gone = agency(name="Lotus Overseas"), agency(name="Lotus Overseas Pvt")
    licence = granted(by, gone)
    Agency.objects.filter(pk=gone.pk).update(joined_to=kept)
    response = client().get(f"/en/licences/{gone.code}")
    assert (response.status_code, response["Location"]) == (302, f"/en/licences/{kept.code}")
    licence.refresh_from_db()
    page = read(f"/{kept.code}")
    assert licence.number in page
    assert gone.code in page, "also entered as"


def test_what_is_made_up_is_shown_only_where_the_installation_demonstrates(settings: Any) -> None:
    by = officer()
    holder = agency(name="Lotus Overseas", demonstration=True)
    granted(by, holder)
    assert read(f"/{holder.code}", status=404)
    assert holder.code not in read("?q=lotus")
    settings.DEMONSTRATION = True
    assert "This is a demonstration." in read(f"/{holder.code}")
    assert "Demonstration: made up" in read("?q=lotus")


def test_findings_guarantees_codes_and_partners_are_shown_without_amounts() -> None:
    holder = made.agency(name="Lotus Overseas")
    made.licence(holder)
    made.guarantee(holder, required=77_700, held=50_000)
    made.closed(holder, P7="not_met")
    member = {"agency": holder, "run_by": "An association", "since": today(), "source": "Letter"}
    ConductMembership.objects.create(code="Code A", verified=True, verified_on=today(), **member)
    ConductMembership.objects.create(code="Code B", **member)
    agent = agency("NPL", name="Village Agent", kind="sub_agent")
    Relation.objects.create(kind="sub_agent", agency=holder, sub_agent=agent, since=today(), source="Letter")
    left = agency("NPL", name="Former Agent")
    Relation.objects.create(
        kind="sub_agent", agency=holder, sub_agent=left, since=date(2020, 1, 1), until=date(2021, 1, 1), source="x"
    )
    page = read(f"/{holder.code}")
    assert "No, it holds less than is required" in page
    assert "777" not in page
    assert "Receipts were missing." in page
    assert "checked with those who run it" in page
    assert "only claimed: nobody has checked it" in page
    assert "Village Agent" in page
    assert "Former Agent" not in page
    assert f"/en/recruitment/agencies/{holder.code}" in page
    assert "It recruits for these agencies" in read(f"/{agent.code}")


def test_a_page_is_small_in_every_language_and_needs_no_script() -> None:
    holder = full()
    for language in ("en", "fr", "es", "ar", "ne", "bn"):
        for path in ("", f"/{holder.code}", "/lost", "/barred", "/check", "/offline"):
            response = client().get(f"/{language}/licences{path}")
            assert response.status_code == 200, (language, path)
            assert len(response.content) < 50_000
            assert ("<script" in text_of(response)) == (path == "/offline")
            assert "unsafe-inline" not in response.headers["Content-Security-Policy"]


def month() -> tuple[date, date]:
    return today() - timedelta(days=400), today()


def history(*acts: tuple[str, State, int], days: tuple[int, int | None] = (-300, 300), **more: Any) -> Any:
    """A licence with acts on days counted from today."""
    holder = made.agency(name="Lotus Overseas")
    licence = made.licence(holder)
    first, last = (today() + timedelta(days=one) if one is not None else None for one in days)
    fresh = Licence.objects.create(
        agency=holder, number=f"{licence.number}-B", country="NPL", authority="Office", state=State.LICENSED,
        valid_from=first, valid_to=last, version=len(acts),
    )  # fmt: skip
    for number, (what, state, day) in enumerate(acts, 1):
        given = {"valid_from": first, "valid_to": last} if what in ("grant", "renew") else {}
        LicenceEntry.objects.create(
            licence=fresh, number=number, act=what, state=state, effective=today() + timedelta(days=day),
            authority="Office", legal_basis="Section 13", reason=f"Because of {what}", **given | more.get(what, {}),
        )  # fmt: skip
    return fresh


def turned(licence: Any) -> list[tuple[int, str, bool, str]]:
    """Days from today, state, lost, reason: the earliest first."""
    found = [one for one in turns(*month(), "NPL") if one.number == licence.number]
    return [
        ((one.day - today()).days, one.state.value, one.lost, one.because.reason if one.because else "")
        for one in reversed(found)
    ]


GRANTED = ("grant", State.LICENSED, -300)


def test_a_suspension_and_its_end_are_each_a_day_of_the_list() -> None:
    licence = history(
        GRANTED, ("suspend", State.SUSPENDED, -50), ("lift_suspension", State.LICENSED, -20),
    )  # fmt: skip
    assert turned(licence) == [
        (-50, "suspended", True, "Because of suspend"), (-20, "licensed", False, "Because of lift_suspension"),
    ]  # fmt: skip


def test_a_suspension_that_ends_by_itself_and_a_licence_that_runs_out_need_no_act() -> None:
    until = {"suspend": {"until": today() - timedelta(days=31)}}
    licence = history(GRANTED, ("suspend", State.SUSPENDED, -50), days=(-300, -11), **until)
    assert turned(licence) == [
        (-50, "suspended", True, "Because of suspend"), (-30, "licensed", False, ""), (-10, "expired", True, ""),
    ]  # fmt: skip


def test_a_revocation_after_a_suspension_is_a_loss_of_its_own_and_a_first_grant_is_no_return() -> None:
    licence = history(GRANTED, ("suspend", State.SUSPENDED, -50), ("revoke", State.REVOKED, -40))
    assert [(day, state) for day, state, *_ in turned(licence)] == [(-50, "suspended"), (-40, "revoked")]


def test_an_act_that_an_appeal_stays_is_not_a_loss_until_it_is_dismissed() -> None:
    licence = history(GRANTED, ("revoke", State.REVOKED, -40))
    by = officer("NPL").person
    appeal = Appeal.objects.create(entry=licence.entries.get(number=2), grounds="x", filed_by=by, stays=True)
    ago = timezone.now() - timedelta(days=30)
    Appeal.objects.filter(pk=appeal.pk).update(filed=ago)
    assert [(day, state) for day, state, *_ in turned(licence)] == [(-40, "revoked"), (-30, "licensed")]
    Appeal.objects.filter(pk=appeal.pk).update(state="dismissed", decided=timezone.now() - timedelta(days=10))
    assert [(day, state) for day, state, *_ in turned(licence)][-1] == (-9, "revoked")


def test_the_page_of_a_month_names_who_lost_a_licence_and_why() -> None:
    suspended(officer(), agency(name="Lotus Overseas"))
    page = read(f"/lost/{today():%Y-%m}?country=XKX")
    assert "Lotus Overseas" in page
    assert REASON in page
    assert "Lotus Overseas" not in read("/lost?country=NPL")
    assert "Lotus Overseas" not in read("/lost/2020-01")
    for wrong in ("2026-13", "26-1", "2999-01", "٢٠٢٦-٠١", "x"):
        read(f"/lost/{wrong}", status=404)


def test_barred_employers_are_those_of_today_and_never_private_homes() -> None:
    by = officer()
    firm, home, lifted, over = (
        employer(f"QAT-E90001{at}", name=name, kind=kind)
        for at, (name, kind) in enumerate(
            (("Desert Builders", "employer"), ("Home", Employer.Kind.HOUSEHOLD), ("Lifted", "principal"),
             ("Over", "employer"))
        )
    )  # fmt: skip
    for one in (firm, home, lifted):
        barred(one, by, effective=today() - timedelta(days=5))
    barred(lifted, by, act="lift", effective=today() - timedelta(days=1))
    barred(over, by, effective=today() - timedelta(days=9), until=today() - timedelta(days=1))
    barred(over, by, effective=today() + timedelta(days=3))
    assert [one.name for one in bars(today())] == ["Desert Builders"]
    assert [one.name for one in bars(today(), "QAT")] == [one.name for one in bars(today(), "XKX")]
    assert bars(today(), "NPL") == ()
    assert "Wages were not paid" in read("/barred")
    assert {one.name for one in bars(today() - timedelta(days=2))} == {"Desert Builders", "Lifted", "Over"}


def test_conditions_and_a_bar_for_ever_are_said() -> None:
    by = officer()
    licence = granted(by, agency(name="Lotus Overseas"))
    act(by, licence, Act.SET_CONDITIONS, conditions="Not for private homes")
    page = read(f"/{licence.agency.code}")
    assert "Licensed today, with conditions" in page
    assert "Not for private homes" in page
