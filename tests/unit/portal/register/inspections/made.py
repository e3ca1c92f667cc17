"""An agency with a licence, guarantees and inspections, for the tests of this part."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from django.utils.timezone import localdate

from fairway.recruitment.licences.states import Act, State
from fairway_portal.accounts.models import Person
from fairway_portal.actors.models import Agency
from fairway_portal.register.inspections import actions
from fairway_portal.register.inspections.actions.inspecting import found_of
from fairway_portal.register.inspections.models import Finding, Guarantee, GuaranteeEntry, Inspection
from fairway_portal.register.licensing.models import Licence, LicenceEntry
from tests.people import person

LAW = "Foreign Employment Act, section 11"
_numbers = count(910_001)


def agency(country: str = "NPL", **fields: Any) -> Agency:
    """An agency with a code of its own."""
    code = f"{country}-{next(_numbers)}"
    return Agency.objects.create(code=code, name=fields.pop("name", f"Agency {code}"), country=country, **fields)


def licence(of: Agency, *acts: tuple[Act, State]) -> Licence:
    """A licence granted a year ago for three years, and what was done to it since."""
    since = localdate() - timedelta(days=365)
    until = since + timedelta(days=3 * 365)
    steps = ((Act.APPLY, State.APPLIED), (Act.GRANT, State.LICENSED), *acts)
    made = Licence.objects.create(
        agency=of, number=f"L-{of.pk}", country=of.country, authority="Department", state=steps[-1][1],
        valid_from=since, valid_to=until, version=len(steps),
    )  # fmt: skip
    for number, (act, state) in enumerate(steps, 1):
        granted = {"valid_from": since, "valid_to": until} if act is not Act.APPLY else {}
        LicenceEntry.objects.create(
            licence=made, number=number, act=act, state=state, effective=since + timedelta(days=number),
            authority="Department", legal_basis=LAW, reason="Decided", **granted,
        )  # fmt: skip
    return made


def guarantee(of: Agency | None = None, required: int = 100_000, held: int = 0, **fields: Any) -> Guarantee:
    """A guarantee of 1,000 rupees; `held` is paid in at once."""
    by = fields.pop("by", None) or person()
    new = {"kind": "escrow", "holder": "A bank", "instrument": uuid4().hex[:12], "currency": "NPR"}
    new |= {name: fields.pop(name) for name in list(fields) if name in (*new, "valid_to")}
    made = actions.open_guarantee(
        by=by, agency=of or agency(), country=fields.pop("country", "NPL"),
        new=actions.NewGuarantee(required=required, **new), **fields,
    )  # fmt: skip
    if held:
        paid(made, held, by=by)
    return now(made)


def paid(into: Guarantee, amount: int, *, by: Person | None = None, **fields: Any) -> GuaranteeEntry:
    """A deposit of today."""
    given = {"saw": now(into).version, "currency": into.currency, "on": localdate(), "reference": "slip 1"} | fields
    return actions.deposit(by=by or person(), guarantee=into, amount=amount, reason="Paid in at the bank", **given)


def now(one: Guarantee) -> Guarantee:
    """The guarantee as the database has it."""
    return Guarantee.objects.get(pk=one.pk)


def inspection(of: Agency | None = None, **fields: Any) -> Inspection:
    """An inspection planned for today."""
    given = {"by": person(), "country": "NPL", "kind": "planned", "planned": localdate()} | fields
    return actions.plan(agency=of or agency(), **given)


def finding(of: Inspection, requirement: str = "P7", result: str = "not_met", **fields: Any) -> Finding:
    """A finding that must be put right within a month."""
    needs = result in ("not_met", "partly")
    given = {"words": "Receipts were missing." if needs else "", "remedy_by": _in(30) if needs else None} | fields
    before = Finding.objects.filter(inspection=of, requirement=requirement).first()
    return actions.save_finding(
        by=person(), inspection=of, requirement=requirement, found=actions.Found(result, **given),
        was=found_of(before).mark,
    )  # fmt: skip


def closed(of: Agency | None = None, **results: str) -> Inspection:
    """A closed inspection with findings (`P7="not_met"`)."""
    made = inspection(of)
    for requirement, result in (results or {"P7": "not_met"}).items():
        finding(made, requirement, result)
    made = Inspection.objects.get(pk=made.pk)
    made = actions.do(by=person(), inspection=made, saw=made.version, done=localdate(), summary="Visited the office.")
    return actions.close(by=person(), inspection=made, saw=made.version)


def _in(days: int) -> date:
    return localdate() + timedelta(days=days)
