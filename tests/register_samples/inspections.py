"""Things of the register's part `inspections` that addresses of the permission matrix name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final

from django.utils.timezone import localdate

from fairway_portal.accounts.models import Membership
from fairway_portal.actors.models import Agency
from fairway_portal.register.inspections import actions
from fairway_portal.register.inspections.actions.inspecting import found_of
from fairway_portal.register.inspections.models import Inspection

People = Mapping[str, Membership]


def _agency() -> Agency:
    return Agency.objects.get(code="NPL-900001")


def _guarantee(people: People) -> str:
    """A guarantee of the agency, empty."""
    new = actions.NewGuarantee("escrow", "A bank", "AC-1", "NPR", 100_000)
    by = people["licensing_officer"].person
    return str(actions.open_guarantee(by=by, agency=_agency(), country="NPL", new=new).pk)


def _inspection(people: People) -> str:
    """A closed inspection with one finding on P7, not met: `P7` is the requirement that addresses name."""
    by = people["licensing_officer"].person
    there = Inspection.objects.filter(closed=True).first()
    if there is not None:
        return str(there.pk)
    made = actions.plan(by=by, agency=_agency(), country="NPL", kind="planned", planned=localdate())
    found = actions.Found("not_met", "Receipts were missing.", localdate() + timedelta(days=30))
    actions.save_finding(by=by, inspection=made, requirement="P7", found=found, was=found_of(None).mark)
    made = actions.do(by=by, inspection=made, saw=1, done=localdate(), summary="")
    return str(actions.close(by=by, inspection=made, saw=2).pk)


def _membership(people: People) -> str:
    """A membership in a code of conduct, not verified."""
    by = people["licensing_officer"].person
    made = actions.add_membership(
        by=by, agency=_agency(), code="Code", run_by="Association", since=localdate(), source="Its list"
    )
    return str(made.pk)


SAMPLES: Final[dict[str, Callable[[Mapping[str, Membership]], str]]] = {
    "inspections_guarantee": _guarantee,
    "inspections_inspection": _inspection,
    "inspections_membership": _membership,
}
