"""Files that prove what an inspector saw."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from fairway.kernel.text import Text
from fairway_portal.accounts.models import Person
from fairway_portal.register.inspections.actions.refusing import attempted
from fairway_portal.register.inspections.errors import InspectionRefused
from fairway_portal.register.inspections.models import Inspection
from fairway_portal.register.licensing.evidence import Upload, keep
from fairway_portal.register.licensing.models import Evidence


def subject_of(inspection: Inspection) -> str:
    """What the evidence of an inspection says that it proves."""
    return f"inspection {inspection.pk}"


def prove(*, by: Person, inspection: Inspection, evidence: Sequence[Upload]) -> int:
    """Keeps files with an inspection, open or closed: what proves that something was put right comes later.

    Args:
        by: The officer.
        inspection: Which.
        evidence: The files; one that is there already, byte for byte, is kept once.

    Returns:
        How many were added.

    Raises:
        InspectionRefused: There is no file.
        EvidenceRefused: A file cannot be kept; then none is.
    """
    subject = subject_of(inspection)
    with attempted(by=by, what="inspection", asked="prove", subject=subject):
        if not evidence:
            raise InspectionRefused(
                Text("No file was sent."), advice=Text("Choose at least one."), details={"field": "evidence"}
            )
        there = set(Evidence.objects.filter(subject=subject).values_list("checksum", flat=True))
        new = {sha256(one.contents).hexdigest(): one for one in evidence}
        added = [upload for checksum, upload in new.items() if checksum not in there]
        for upload in added:
            keep(by=by, agency=inspection.agency, subject=subject, upload=upload)
        return len(added)
