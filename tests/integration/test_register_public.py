"""From the desk to the door of the agency: an officer acts; the public, the code on the wall, the files say so."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.utils.timezone import localdate

from fairway.recruitment.licences.states import Act
from fairway_portal.accounts.models import Role
from fairway_portal.register.licensing import actions
from fairway_portal.register.licensing.models import Licence
from fairway_portal.register.public import changes
from tests.people import client_of, member
from tests.portal import Page, client, text_of
from tests.unit.portal.register.licensing.licensed import BASIS, act, agency, applied, office
from tests.unit.portal.register.public.published import REASON

pytestmark = pytest.mark.django_db


def hidden(html: str) -> dict[str, str]:
    """The hidden fields of a form of the desk."""
    fields = [one for one in Page(html).all("input") if one.get("type") == "hidden"]
    return {str(one["name"]): one.get("value") or "" for one in fields if one["name"] != "csrfmiddlewaretoken"}


def done(browser: Any, address: str, written: dict[str, str]) -> None:
    """Fills a form of the desk in, checks the answers, and sends them."""
    checked = text_of(browser.post(address, {**hidden(text_of(browser.get(address))), **written, "step": "check"}))
    assert browser.post(address, {**hidden(checked), "step": "do"}).status_code == 302, checked


def token_on(page: str) -> str:
    """The token that the page of an agency shows in letters."""
    return "".join(page.partition('class="token" dir="ltr">')[2].partition("<")[0].split())


def test_what_an_officer_does_is_public_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "SETTLED", timedelta(0))
    one, *_ = office()
    holder = agency(name="Himal Manpower")
    speaker = member(Role.AGENCY, agency=holder)
    licence = applied(one, holder)
    desk, public = client_of(one), client()
    page, last = f"/en/licences/{holder.code}", localdate() + timedelta(days=300)
    assert "No licence known here" in text_of(public.get(page))

    days = {"valid_from": localdate().isoformat(), "valid_to": last.isoformat()}
    given = {"effective": localdate().isoformat(), "reason": "All was in order", "legal_basis": BASIS}
    done(desk, f"/en/desk/licences/{licence.pk}/act/grant", given | days)
    licensed = text_of(public.get(page))
    assert "Licensed today" in licensed
    on_the_wall = f"/en/licences/check/{token_on(licensed)}"
    assert "The code is genuine" in text_of(public.get(on_the_wall))

    done(desk, f"/en/desk/licences/{licence.pk}/act/suspend", given | {"reason": REASON, "note": "CANARY"})
    for address in (page, on_the_wall, "/en/licences/lost", "/ar/licences/lost"):
        said = text_of(public.get(address))
        assert REASON in said, address
        assert "CANARY" not in said
        assert one.person.name not in said
    assert "Stop: this licence is not in force today" in text_of(public.get(on_the_wall))
    feed = json.loads(public.get("/api/register/changes.json").content)
    assert [item["title"] for item in feed["items"]] == [
        f"Licence suspended: {holder.code}", f"Licence granted: {holder.code}",
    ]  # fmt: skip

    entry = Licence.objects.get(pk=licence.pk).entries.get(number=3)
    actions.file_appeal(by=speaker.person, agency=holder, entry=entry, grounds="CANARY grounds")
    appealed = text_of(public.get(page))
    assert "The agency appealed. It is not decided yet." in appealed
    assert "CANARY" not in appealed

    act(one, licence, Act.LIFT_SUSPENSION)
    assert "The code is genuine" in text_of(public.get(on_the_wall))
