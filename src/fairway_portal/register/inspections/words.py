"""What kinds and results are called on pages."""

from __future__ import annotations

from typing import Final

from fairway.kernel.text import Text
from fairway_portal.register.inspections.models import Finding, FindingStep, Guarantee, Inspection

GUARANTEES: Final = {
    Guarantee.Kind.ESCROW.value: Text("Escrow account"),
    Guarantee.Kind.BOND.value: Text("Bond of a bank or insurer"),
    Guarantee.Kind.DEPOSIT.value: Text("Deposit with the authority"),
    Guarantee.Kind.INSURANCE.value: Text("Insurance policy"),
}
INSPECTIONS: Final = {
    Inspection.Kind.PLANNED.value: Text("On the year’s plan"),
    Inspection.Kind.COMPLAINTS.value: Text("After complaints"),
    Inspection.Kind.RENEWAL.value: Text("Before a renewal"),
    Inspection.Kind.FOLLOW_UP.value: Text("Follow-up"),
}
RESULTS: Final = {
    Finding.Result.NOT_EXAMINED.value: Text("Not examined"),
    Finding.Result.MET.value: Text("Met"),
    Finding.Result.PARTLY.value: Text("Partly met"),
    Finding.Result.NOT_MET.value: Text("Not met"),
}
STEPS: Final = {
    FindingStep.Kind.ANSWER.value: Text("The agency answered"),
    FindingStep.Kind.REMEDIED.value: Text("Put right"),
    FindingStep.Kind.NOT_REMEDIED.value: Text("Checked: not put right yet"),
}
