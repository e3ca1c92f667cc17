from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections

from fairway.safe_reporting.escrow import releasing, taggings
from fairway.safe_reporting.sealing.envelopes import NotForThisKey, open_sealed
from fairway.safe_reporting.sealing.identities import new_identity
from fairway_portal.accounts.models import Role
from fairway_portal.casework.cases.models import Case
from fairway_portal.casework.escrow import actions, queries
from fairway_portal.casework.escrow.errors import NobodyHolds, NotHeldBack, NotReleased, TagsRefused
from fairway_portal.casework.escrow.models import Held
from fairway_portal.casework.vault.actions import erase
from fairway_portal.casework.vault.actions import withdraw as mark_withdrawn
from fairway_portal.casework.vault.queries import envelope, envelopes_of
from tests.casework_samples.escrow import AGENCY, Offices, held_report
from tests.casework_samples.keys import ON
from tests.people import signed_in

pytestmark = pytest.mark.django_db(databases=["default", "casework"])
State = Held.State


def made_tags(offices: Offices, identity: str = "") -> bytes:
    """What the handler's machine makes of all tickets."""
    return taggings.written(
        taggings.tagged(queries.tickets_file(offices.escrow.pk), [identity or offices.holder, offices.holder])
    )


def bring(handler: Any, offices: Offices, content: bytes = b"") -> actions.Taken:
    by = handler.membership.person
    return actions.take_tags(by=by, office=offices.escrow, content=content or made_tags(offices), on=ON)


def opened(offices: Offices, held: Held) -> bytes:
    """What the handler's machine makes of a report that may go."""
    match = queries.match_file(offices.escrow.pk, held.pk)
    assert match is not None
    return releasing.written_released(releasing.released(releasing.read_match(match), [offices.holder]))


def let_go(handler: Any, offices: Offices, held: Held, content: bytes = b"") -> int:
    by = handler.membership.person
    given = content or opened(offices, held)
    return actions.release(by=by, office=offices.escrow, id=held.pk, content=given, on=ON)


def test_three_reports_go_in_their_order(handler: Any, offices: Offices) -> None:
    patient, first = held_report(offices, "patient", others=2), held_report(offices, "first")
    assert bring(handler, offices).matched == 0
    assert {one.state for one in Held.objects.all()} == {State.HELD}
    third = held_report(offices, "third")
    assert bring(handler, offices).matched == 3

    for held in (first, third, patient):
        assert let_go(handler, offices, held) == 1
        held.refresh_from_db()
        assert held.state == State.RELEASED
    assert Case.objects.filter(office=offices.reader, type="wage_claim").count() == 3
    rows = envelopes_of(first.report_id)
    assert [(row.kind, row.author == "worker") for row in rows] == [
        ("report", True), ("original", True), ("report", False), ("original", False)
    ]  # fmt: skip
    inner = envelope(rows[2].id)
    assert rows[2].copy_of == rows[0].id
    said = open_sealed(
        inner, [offices.opener], report=first.report_id.hex, kind="report", recipients=rows[2].recipients
    )
    assert said.content == b"What happened to first"


def test_thresholds_of_one_and_two_go_one_after_another(handler: Any, offices: Offices) -> None:
    one, two = held_report(offices, "one"), held_report(offices, "two")
    assert bring(handler, offices).matched == 2
    assert let_go(handler, offices, one) == let_go(handler, offices, two) == 1
    three = held_report(offices, "three", others=2)
    assert bring(handler, offices).matched == 1
    assert let_go(handler, offices, three) == 1


def test_reports_of_other_agencies_wait(handler: Any, offices: Offices) -> None:
    held_report(offices, "one")
    held_report(offices, "two", agency="NPL-900002")
    assert bring(handler, offices).matched == 0


def test_nobody_reads_what_waits_and_the_server_does_not_know_the_agency(offices: Offices) -> None:
    held = held_report(offices, "one")
    for row in envelopes_of(held.report_id):
        with pytest.raises(NotForThisKey):
            open_sealed(envelope(row.id), [offices.opener])
        outer = open_sealed(envelope(row.id), [offices.holder], kind="release")
        with pytest.raises(NotForThisKey):
            open_sealed(outer.content, [offices.holder])
    with connections["casework"].cursor() as cursor:
        for table in ("fairway_escrow_held", "fairway_vault_report", "fairway_vault_sealed"):
            cursor.execute(f"SELECT * FROM {table}")
            assert not any(AGENCY.encode() in _bytes(cell) for line in cursor.fetchall() for cell in line)


def _bytes(cell: object) -> bytes:
    return bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode()


def test_tags_are_taken_once(handler: Any, offices: Offices) -> None:
    held_report(offices, "one")
    tags = made_tags(offices)
    bring(handler, offices, tags)
    with pytest.raises(TagsRefused, match="before"):
        bring(handler, offices, tags)


@pytest.mark.parametrize(
    "change", ["batch", "other ticket", "no such", "another tag", "too old", "part with another key"]
)
def test_forged_tags_are_refused(change: str, handler: Any, offices: Offices, monkeypatch: Any) -> None:
    one, two = held_report(offices, "one"), held_report(offices, "two", agency="NPL-900002")
    bring(handler, offices)
    before = list(Held.objects.order_by("pk").values_list("tag", "state"))
    said = json.loads(made_tags(offices, new_identity() if change == "part with another key" else ""))
    rows = {row["id"]: row for row in said["tags"]}
    match change:
        case "batch":
            said["batch"] = said["batch"][:-2] + "xx"
        case "other ticket":
            rows[one.pk.hex]["digest"] = rows[two.pk.hex]["digest"]
        case "no such":
            rows[one.pk.hex]["id"] = uuid4().hex
        case "another tag":
            rows[two.pk.hex]["tag"] = rows[one.pk.hex]["tag"]
        case "too old":
            monkeypatch.setattr("django.core.signing.time.time", lambda: 4e9)
        case _:
            said["tags"] = said["tags"][:1]
    with pytest.raises(TagsRefused):
        bring(handler, offices, json.dumps(said).encode())
    assert list(Held.objects.order_by("pk").values_list("tag", "state")) == before


def test_tags_of_another_offices_download_are_refused(handler: Any, offices: Offices) -> None:
    held_report(offices, "one")
    tags = made_tags(offices)
    with pytest.raises(TagsRefused, match="another office"):
        actions.take_tags(by=handler.membership.person, office=offices.reader, content=tags, on=ON)


def test_a_new_key_tags_all_anew(handler: Any, offices: Offices) -> None:
    held_report(offices, "one")
    bring(handler, offices)
    held_report(offices, "two")
    identities = [new_identity(), offices.holder]
    anew = taggings.tagged(queries.tickets_file(offices.escrow.pk), identities)
    assert bring(handler, offices, taggings.written(anew)).matched == 2


def test_a_report_does_not_go_with_anothers_envelopes(handler: Any, offices: Offices) -> None:
    one, two = held_report(offices, "one"), held_report(offices, "two")
    bring(handler, offices)
    others = json.loads(opened(offices, two))
    for wrong in (others, {**others, "entry": one.pk.hex}):
        with pytest.raises(NotReleased, match="another report"):
            let_go(handler, offices, one, json.dumps(wrong).encode())
    part = json.loads(opened(offices, one))
    part["envelopes"] = part["envelopes"][:1]
    with pytest.raises(NotReleased, match="not whole"):
        let_go(handler, offices, one, json.dumps(part).encode())
    elsewhere = {**json.loads(opened(offices, one)), "offices": [offices.escrow.pk]}
    with pytest.raises(NotReleased, match="office"):
        let_go(handler, offices, one, json.dumps(elsewhere).encode())
    assert Case.objects.count() == 0


def test_what_went_does_not_go_again(handler: Any, offices: Offices) -> None:
    one = held_report(offices, "one")
    held_report(offices, "two")
    bring(handler, offices)
    content = opened(offices, one)
    let_go(handler, offices, one, content)
    with pytest.raises(NotReleased):
        let_go(handler, offices, one, content)
    assert Case.objects.count() == 1


@pytest.mark.parametrize("how", ["withdrawn", "report withdrawn", "erased"])
def test_a_report_that_is_taken_back_is_no_other_any_more(how: str, handler: Any, offices: Offices) -> None:
    one, two = held_report(offices, "one"), held_report(offices, "two")
    bring(handler, offices)
    content = opened(offices, two)
    if how == "withdrawn":
        actions.withdraw(one.report_id)
        one.refresh_from_db()
        assert (one.state, bytes(one.ticket), one.tag) == (State.WITHDRAWN, b"", "")
    elif how == "report withdrawn":
        mark_withdrawn(one.report_id, ON)
    else:
        erase(one.report_id, ON)
        assert not Held.objects.filter(pk=one.pk).exists()
    with pytest.raises(NotReleased):
        let_go(handler, offices, two, content)
    assert queries.ticket(offices.escrow.pk, one.pk) is None


def test_what_she_reads_says_how_far_it_is(handler: Any, offices: Offices) -> None:
    assert queries.state_for(uuid4()) is None
    one, two = held_report(offices, "one"), held_report(offices, "two")
    waits = queries.state_for(one.report_id)
    bring(handler, offices)
    assert queries.state_for(one.report_id) == waits
    let_go(handler, offices, one)
    actions.withdraw(two.report_id)
    actions.withdraw(one.report_id)
    assert waits is not None
    assert "Nobody reads it yet" in waits.plain()
    assert [(queries.state_for(held.report_id) or waits).plain().split(":")[0] for held in (one, two)] == [
        "Others named the same agency", "You took it back before anybody read it."
    ]  # fmt: skip


def test_it_is_held_once_and_only_as_it_can_be(offices: Offices) -> None:
    held = held_report(offices, "one")
    asked = {"report": held.report_id, "agency": AGENCY, "offices": [offices.reader.pk], "others": 1, "on": ON}
    assert actions.hold(**asked).pk == held.pk
    for wrong in ({"agency": " "}, {"others": 0}, {"others": 10}, {"offices": []}, {"offices": [offices.escrow.pk]}):
        with pytest.raises(NotHeldBack):
            actions.hold(**{**asked, **wrong})
    offices.escrow.keys.update(retired=ON)
    with pytest.raises(NobodyHolds):
        actions.hold(**asked)


def test_the_desk_does_it_all(handler: Any, offices: Offices) -> None:
    one = held_report(offices, "one")
    held_report(offices, "two")
    page = handler.get("/en/desk/escrow").content.decode()
    assert page.count('data-label="Tag">missing') == 2
    assert AGENCY not in page
    got = handler.get(f"/en/desk/escrow/tickets/{one.pk}.age")
    assert got.content == bytes(one.ticket)
    tags = taggings.written(taggings.tagged(handler.get("/en/desk/escrow/tickets.json").content, [offices.holder]))
    assert handler.post("/en/desk/escrow", {}).status_code == 422
    wrong = handler.post("/en/desk/escrow", {"file": SimpleUploadedFile("tags.json", b"{}")})
    assert wrong.status_code == 422
    assert "not the file" in wrong.content.decode()
    assert handler.post("/en/desk/escrow", {"file": SimpleUploadedFile("tags.json", tags)}).status_code == 302
    match = handler.get(f"/en/desk/escrow/matches/{one.pk}.json").content
    done = releasing.written_released(releasing.released(releasing.read_match(match), [offices.holder]))
    where = f"/en/desk/escrow/matches/{one.pk}"
    assert handler.get(where).status_code == 200
    assert handler.post(where, {"file": SimpleUploadedFile("match.json", match)}).status_code == 422
    assert handler.post(where, {"file": SimpleUploadedFile("released.json", done)}).status_code == 302
    assert handler.get(where).status_code == 404
    assert Case.objects.get().office_id == offices.reader.pk


def test_another_office_sees_nothing(offices: Offices) -> None:
    held = held_report(offices, "one")
    stranger = signed_in(Role.HANDLER, "union")
    assert "holds no reports back" in stranger.get("/en/desk/escrow").content.decode()
    addresses = ("tickets.json", f"tickets/{held.pk}.age", f"matches/{held.pk}", f"matches/{held.pk}.json")
    assert [stranger.get(f"/en/desk/escrow/{one}").status_code for one in addresses] == [403] * 4
    assert stranger.post("/en/desk/escrow", {}).status_code == 403
