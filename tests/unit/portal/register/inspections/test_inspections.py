"""Inspections: what is final, who may answer, and that nothing tells who complained."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import Error, connection, transaction
from django.utils.timezone import localdate

from fairway.kernel.errors import InputError
from fairway_portal.accounts.models import AuditEntry
from fairway_portal.register.inspections import actions, queries
from fairway_portal.register.inspections.errors import ConductRefused, Identifies, InspectionRefused, SomebodyMoved
from fairway_portal.register.inspections.identifying import what_identifies
from fairway_portal.register.inspections.models import ConductMembership, Finding, Inspection
from fairway_portal.register.inspections.queries_desk import evidence
from fairway_portal.register.inspections.requirements import ORDERED
from fairway_portal.register.licensing.errors import EvidenceRefused
from fairway_portal.register.licensing.evidence import Upload
from fairway_portal.register.licensing.models import Change
from tests.people import person
from tests.unit.portal.register.inspections import made

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "words",
    ["write to sita@example.org", "+977 98-4123-4567", "९८४१२३४५६७", "call 9841234567", "(01) 4412 3456",
     "passport PA1234567", "card A12345678", "0097444123456"],
)  # fmt: skip
def test_numbers_and_addresses_of_people_are_refused(words: str) -> None:
    assert what_identifies(words)
    with pytest.raises(Identifies):
        made.finding(made.inspection(), words=f"Seen: {words}.")
    assert not Finding.objects.exists()


@pytest.mark.parametrize(
    "words",
    ["Seen on 2026-11-22 and 22.11.2026", "Proclamation 923/2016, Article 60", "File NLRC-2026-001234",
     "NPR 1,500,000.50 of 2,00,000", "12 of 40 contracts", "Rule 2016-12345 of 2019", "Room 4, 1st floor"],
)  # fmt: skip
def test_days_laws_files_and_sums_pass(words: str) -> None:
    assert what_identifies(words) == ()


def test_what_is_seen_at_an_agency_stands_first_in_the_form() -> None:
    there = [one.at_agency for one in ORDERED]
    assert there == sorted(there, reverse=True)
    assert len(ORDERED) == 44


def test_a_closed_inspection_is_final_and_public() -> None:
    of = made.agency()
    one = made.inspection(of)
    made.finding(one, "P7", "not_met")
    made.finding(one, "P8", "met", public=False)
    assert queries.public_findings(of) == ()
    one = actions.do(by=person(), inspection=one, saw=2, done=localdate(), summary="Visited.")
    actions.close(by=person(), inspection=one, saw=3)
    (public,) = queries.public_findings(of)
    assert (public.requirement, public.result, public.words) == ("P7", "not_met", "Receipts were missing.")
    with pytest.raises(InspectionRefused, match="cannot be recorded"):
        made.finding(one, "P7", "met")
    assert Finding.objects.get(requirement="P7").result == "not_met"
    told = Change.objects.get(kind="inspection.closed")
    assert told.details == {"visited": localdate().isoformat(), "P7": "not_met"}
    assert AuditEntry.objects.filter(action="inspection.refused").count() == 1


@pytest.mark.parametrize(
    "said",
    [
        "UPDATE {f} SET words = 'Nothing was wrong'", "UPDATE {f} SET result = 'met'", "UPDATE {f} SET public = {no}",
        "UPDATE {f} SET remedy_by = NULL", "DELETE FROM {f}", "UPDATE {i} SET closed = {no}", "DELETE FROM {i}",
        "INSERT INTO {f} (inspection_id, requirement, result, words, public, answer) "
        "SELECT id, 'P9', 'met', '', closed, '' FROM {i} WHERE closed",
        "UPDATE {f} SET inspection_id = (SELECT id FROM {i} WHERE NOT closed) WHERE requirement = 'P7'",
    ],
)  # fmt: skip
def test_the_database_itself_keeps_what_was_found(said: str) -> None:
    row = made.closed().findings.get()
    made.inspection()
    words = {"f": "fairway_inspections_finding", "i": "fairway_inspections_inspection", "no": "(1 = 0)"}
    with pytest.raises(Error, match="cannot be changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(said.format(**words))
    row.refresh_from_db()
    assert (row.result, row.words, Finding.objects.count()) == ("not_met", "Receipts were missing.", 1)


def test_findings_of_an_open_inspection_may_still_be_taken_away() -> None:
    made.closed()
    row = made.finding(made.inspection())
    Finding.objects.filter(pk=row.pk).update(words="Other words")
    assert row.delete()[0] == 1


def test_files_prove_an_inspection_once_each_and_none_is_refused() -> None:
    one, by = made.closed(), person()
    file = Upload("photo.png", b"\x89PNG\r\n\x1a\n ")
    assert actions.prove(by=by, inspection=one, evidence=[file, file]) == 1
    assert actions.prove(by=by, inspection=one, evidence=[file]) == 0
    with pytest.raises(EvidenceRefused):
        actions.prove(by=by, inspection=one, evidence=[Upload("a.txt", b"text"), Upload("b", b"\xff\x00")])
    with pytest.raises(InspectionRefused):
        actions.prove(by=by, inspection=one, evidence=[])
    assert [kept.name for kept in evidence(one)] == ["photo.png"]


def test_two_inspectors_do_not_write_over_each_other() -> None:
    one = made.inspection()
    made.finding(one, words="First.")
    stale = actions.Found("not_examined").mark
    other = actions.Found("not_met", "Second.", localdate())
    with pytest.raises(SomebodyMoved):
        actions.save_finding(by=person(), inspection=one, requirement="P7", found=other, was=stale)
    assert Finding.objects.get().words == "First."


@pytest.mark.parametrize(
    ("requirement", "fields"),
    [
        ("P14", {}), ("G0", {}), ("P7", {"result": "fine"}), ("P7", {"words": " "}), ("P7", {"remedy_by": None}),
        ("P7", {"remedy_by": localdate() - timedelta(days=1)}), ("P7", {"result": "met", "remedy_by": localdate()}),
        ("P7", {"words": "x" * 4001}),
    ],
)  # fmt: skip
def test_a_finding_that_cannot_be_is_refused(requirement: str, fields: dict[str, Any]) -> None:
    with pytest.raises(InspectionRefused):
        made.finding(made.inspection(), requirement, **fields)


def test_closing_needs_a_visit_and_a_finding() -> None:
    one = made.inspection()
    with pytest.raises(InspectionRefused):
        actions.close(by=person(), inspection=one, saw=0)
    one = actions.do(by=person(), inspection=one, saw=0, done=localdate(), summary="")
    with pytest.raises(InspectionRefused):
        actions.close(by=person(), inspection=one, saw=1)
    made.finding(one, "P7")
    with pytest.raises(SomebodyMoved):
        actions.close(by=person(), inspection=one, saw=1)
    assert not Inspection.objects.get().closed


def test_the_agency_answers_and_an_officer_says_whether_it_was_put_right() -> None:
    of = made.agency()
    row = made.closed(of).findings.get()
    actions.answer(by=person(), finding=row, words="We give receipts now.")
    actions.check_remedy(by=person(), finding=row, remedied=False, words="Two were missing.")
    assert queries.deadlines("NPL").findings
    actions.check_remedy(by=person(), finding=row, remedied=True, words="All are there.")
    assert [step.kind for step in row.steps.all()] == ["answer", "not_remedied", "remedied"]
    (public,) = queries.public_findings(of)
    assert (public.answer, public.remedied) == ("We give receipts now.", localdate())
    assert queries.deadlines("NPL").findings == ()
    for refused in (
        lambda: actions.answer(by=person(), finding=row, words="More"),
        lambda: actions.answer(by=person(), finding=made.closed(P8="met").findings.get(), words="More"),
        lambda: actions.answer(by=person(), finding=made.finding(made.inspection()), words="More"),
    ):
        with pytest.raises(InspectionRefused):
            refused()


def test_a_follow_up_follows_a_closed_inspection_of_the_same_agency() -> None:
    of = made.agency()
    first = made.closed(of)
    assert made.inspection(of, kind="follow_up", follows=first).follows == first
    for wrong in ({"kind": "follow_up"}, {"kind": "planned", "follows": first}, {"kind": "x"}):
        with pytest.raises(InspectionRefused):
            made.inspection(of, **wrong)
    with pytest.raises(InspectionRefused):
        made.inspection(made.agency(), kind="follow_up", follows=first)
    with pytest.raises(InspectionRefused):
        made.inspection(of, planned=localdate() - timedelta(days=1))


def test_a_membership_is_verified_once_and_ends() -> None:
    of, by = made.agency(), person()
    given = {"code": "Code of the association", "run_by": "Association", "source": "Its website"}
    one = actions.add_membership(by=by, agency=of, since=localdate(), **given)
    with pytest.raises(ConductRefused):
        actions.add_membership(by=by, agency=of, since=localdate(), **given)
    assert not one.verified
    assert actions.verify_membership(by=by, membership=one, source="Its secretary").verified
    with pytest.raises(ConductRefused):
        actions.verify_membership(by=by, membership=one, source="Again")
    with pytest.raises(InputError):
        actions.end_membership(by=by, membership=one, until=localdate() + timedelta(days=1), reason="Left")
    actions.end_membership(by=by, membership=one, until=localdate(), reason="Left")
    assert ConductMembership.objects.get().until == localdate()
