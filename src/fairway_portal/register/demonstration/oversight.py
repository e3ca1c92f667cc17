"""Inspections with findings, guarantees with their ledger, and a code of conduct."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from fairway_portal.actors.models import Agency
from fairway_portal.register.demonstration.people import MARK, People
from fairway_portal.register.inspections import actions
from fairway_portal.register.inspections.actions.inspecting import Found, found_of
from fairway_portal.register.inspections.models import ConductMembership, Finding, Guarantee, Inspection
from fairway_portal.register.licensing import actions as licensing
from fairway_portal.surveys.writing import writing

LAW: Final = f"Kite Act, section 40 {MARK}"
RUPEES: Final = 100
"""Paisa in one."""
REQUIRED: Final = 5_000_000 * RUPEES
DRAWN: Final = 180_000 * RUPEES
CLAIMED: Final = 95_000 * RUPEES
FOUND: Final = (
    ("P7", Finding.Result.NOT_MET, "Receipts show that workers paid for medical tests.", 30),
    ("P8", Finding.Result.PARTLY, "Contracts were there in English alone.", 60),
    ("P10", Finding.Result.MET, "Nobody’s papers were kept at the office.", None),
)
"""Requirement, result, words, days in which to put it right."""


def make(people: People, agencies: Sequence[Agency], today: date) -> int:
    """Makes what is missing; how many inspections there are.

    Args:
        people: Who acts.
        agencies: The first is the one for which somebody speaks.
        today: The day.
    """
    if not Inspection.objects.filter(agency=agencies[0]).exists():
        with writing():
            _closed(people, agencies[0], today)
            _inspected_later(people, agencies[5], today)
    if not Guarantee.objects.filter(agency=agencies[0]).exists():
        with writing():
            _guarded(people, agencies[0], today)
    if not ConductMembership.objects.filter(agency=agencies[0]).exists():
        with writing():
            _conducted(people, agencies[0], today)
    return Inspection.objects.filter(agency__demonstration=True).count()


def _closed(people: People, agency: Agency, today: date) -> None:
    by = people.person("licensing")
    inspection = actions.plan(
        by=by, agency=agency, country="NPL", kind=Inspection.Kind.COMPLAINTS, planned=today
    )  # fmt: skip
    for requirement, result, words, days in FOUND:
        remedy_by = None if days is None else today + timedelta(days=days)
        found = Found(result.value, words, remedy_by)
        actions.save_finding(
            by=by, inspection=inspection, requirement=requirement, found=found, was=found_of(None).mark
        )
    inspection.refresh_from_db()
    inspection = actions.do(
        by=by, inspection=inspection, saw=inspection.version, done=today, summary="Office and files were seen."
    )
    inspection = actions.close(by=by, inspection=inspection, saw=inspection.version)
    actions.answer(
        by=people.person("agency"), finding=inspection.findings.get(requirement="P7"),
        words="We pay the tests back to everybody, and stop asking for them.",
    )  # fmt: skip


def _inspected_later(people: People, agency: Agency, today: date) -> None:
    actions.plan(
        by=people.person("licensing"), agency=agency, country="NPL", kind=Inspection.Kind.PLANNED,
        planned=today + timedelta(days=12),
    )  # fmt: skip


def _guarded(people: People, agency: Agency, today: date) -> None:
    by = people.person("licensing")
    new = actions.NewGuarantee("deposit", f"Bank of Buttons {MARK}", "D-0001", "NPR", REQUIRED)
    guarantee = actions.open_guarantee(by=by, agency=agency, country="NPL", new=new)
    actions.deposit(
        by=by, guarantee=guarantee, saw=guarantee.version, amount=REQUIRED, currency="NPR", on=today,
        reference="Slip 1", reason="Paid in when the licence was granted.",
    )  # fmt: skip
    for number, amount, approved in ((1, DRAWN, True), (2, CLAIMED, False)):
        guarantee.refresh_from_db()
        proposal = actions.propose_draw_down(
            by=by, guarantee=guarantee, saw=guarantee.version, amount=amount, currency="NPR",
            reference=f"Decision {number}", reason="Wages that were owed at the end of a contract.", legal_basis=LAW,
        )  # fmt: skip
        if approved:
            licensing.decide(
                by=people.members["supervisor"], proposal=proposal, approve=True, words="The decision is final."
            )
    guarantee.refresh_from_db()
    actions.give_notice(
        by=by, guarantee=guarantee, saw=guarantee.version, due=today + timedelta(days=30), legal_basis=LAW
    )


def _conducted(people: People, agency: Agency, today: date) -> None:
    by = people.person("licensing")
    membership = actions.add_membership(
        by=by, agency=agency, code=f"Code of the Spoons {MARK}", run_by=f"Association of Spoons {MARK}",
        since=today - timedelta(days=400), source="List of members of the association",
    )  # fmt: skip
    actions.verify_membership(by=by, membership=membership, source="Letter of the association")
