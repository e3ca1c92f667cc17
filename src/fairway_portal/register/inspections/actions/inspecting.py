"""Inspections: planned, done, their findings kept as the inspector goes, and closed for good."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Final
from uuid import UUID

from django.utils.timezone import localdate

from fairway.kernel.text import Text
from fairway_portal.accounts import audit
from fairway_portal.accounts.models import Person
from fairway_portal.actors.models import Agency
from fairway_portal.register.inspections.actions.refusing import attempted
from fairway_portal.register.inspections.errors import InspectionRefused, SomebodyMoved
from fairway_portal.register.inspections.identifying import refuse_identifying
from fairway_portal.register.inspections.models import Finding, Inspection
from fairway_portal.register.inspections.requirements import CODES
from fairway_portal.register.licensing import feed

LONGEST: Final = 4_000
TO_REMEDY: Final = frozenset({Finding.Result.PARTLY.value, Finding.Result.NOT_MET.value})
"""Results after which something must change."""


@dataclass(frozen=True, slots=True)
class Found:
    """What an inspector writes down for one requirement.

    Attributes:
        result: A value of `Finding.Result`.
        words: What she saw; identifies nobody.
        remedy_by: By when the agency must have put it right.
        public: Whether the public reads it once the inspection is closed.
    """

    result: str
    words: str = ""
    remedy_by: date | None = None
    public: bool = True

    @property
    def mark(self) -> str:
        """As a form remembers what it showed, so that a second inspector's words are never written over."""
        day = self.remedy_by.isoformat() if self.remedy_by else ""
        return sha256("\0".join((self.result, day, str(self.public), self.words)).encode()).hexdigest()[:16]


def found_of(row: Finding | None) -> Found:
    """A finding as it is kept; one that nobody wrote yet was not examined."""
    if row is None:
        return Found(Finding.Result.NOT_EXAMINED)
    return Found(row.result, row.words, row.remedy_by, row.public)


def plan(
    *, by: Person, agency: Agency, country: str, kind: str, planned: date, follows: Inspection | None = None,
    key: UUID | None = None,
) -> Inspection:  # fmt: skip
    """Plans an inspection.

    Args:
        by: The officer.
        agency: Whom she will visit.
        country: Of the authority (ISO 3166-1 alpha-3).
        kind: A value of `Inspection.Kind`.
        planned: The day.
        follows: The closed inspection whose findings a follow-up looks at again.
        key: Of the form; sent twice, one is planned.

    Raises:
        InspectionRefused: The kind is none, the day is over, or a follow-up follows nothing that is closed.
    """
    with attempted(by=by, what="inspection", asked="plan", subject=f"agency {agency.code}"):
        earlier = Inspection.objects.filter(key=key).first() if key else None
        if earlier is not None:
            return earlier
        if kind not in Inspection.Kind.values:
            raise _refused("kind", Text("Choose what led to the inspection."))
        if planned < localdate():
            raise _refused("planned", Text("Choose today or a later day."))
        if (kind == Inspection.Kind.FOLLOW_UP) != (follows is not None):
            raise _refused("kind", Text("Plan a follow-up from the page of the inspection that it follows."))
        if follows is not None and (not follows.closed or follows.agency_id != agency.pk):
            raise _refused("kind", Text("Close the first inspection of this agency before you plan its follow-up."))
        made = Inspection.objects.create(
            agency=agency, country=country, kind=kind, planned=planned, follows=follows, by=by, key=key
        )
        audit.record(
            by=by, action="inspection.planned", subject=f"inspection {made.pk}", agency=agency.code, kind=kind,
            planned=planned.isoformat(),
        )  # fmt: skip
        return made


def do(*, by: Person, inspection: Inspection, saw: int, done: date, summary: str) -> Inspection:
    """Records that the visit took place, or corrects its day and summary while the inspection is open.

    Args:
        by: The inspector.
        inspection: Which.
        saw: Its version as she saw it.
        done: The day of the visit.
        summary: In words that identify nobody; public once it is closed.

    Raises:
        InspectionRefused: It is closed, or the day has not come.
        SomebodyMoved: Somebody else changed it since she looked.
        Identifies: Words identify a person.
    """
    with attempted(by=by, what="inspection", asked="do", subject=f"inspection {inspection.pk}"):
        now = _open(inspection, saw)
        if done > localdate():
            raise _refused("done", Text("Record a visit once it has taken place."))
        if len(summary) > LONGEST:
            raise _refused("summary", Text("Make the summary shorter."))
        refuse_identifying(summary=summary)
        now.done, now.summary = done, summary
        now.version += 1
        now.save(update_fields=["done", "summary", "version"])
        audit.record(
            by=by, action="inspection.done", subject=f"inspection {now.pk}", agency=now.agency.code,
            done=done.isoformat(),
        )  # fmt: skip
        return now


def save_finding(*, by: Person, inspection: Inspection, requirement: str, found: Found, was: str) -> Finding:
    """Keeps one finding of an open inspection; may be saved again until it is closed.

    Args:
        by: The inspector.
        inspection: Which; the visit need not be recorded as done yet, for she writes while she is there.
        requirement: `P7` or `G15`.
        found: What she found.
        was: The mark (`Found.mark`) of what the form showed her.

    Raises:
        InspectionRefused: The inspection is closed, the requirement or the result is none, words or a day are missing,
            or the day to remedy it by is over.
        SomebodyMoved: Somebody else wrote this finding since she looked.
        Identifies: Words identify a person.
    """
    with attempted(by=by, what="inspection", asked=f"finding {requirement}", subject=f"inspection {inspection.pk}"):
        now = _open(inspection)
        _check(requirement, found)
        row = Finding.objects.filter(inspection=now, requirement=requirement).first()
        before = found_of(row)
        if before == found and row is not None:
            return row
        if before.mark != was:
            raise SomebodyMoved(was[:16], before.mark)
        row, _ = Finding.objects.update_or_create(
            inspection=now, requirement=requirement,
            defaults={
                "result": found.result, "words": found.words, "remedy_by": found.remedy_by, "public": found.public,
            },
        )  # fmt: skip
        now.version += 1
        now.save(update_fields=["version"])
        audit.record(
            by=by, action="inspection.finding", subject=f"inspection {now.pk}", agency=now.agency.code,
            requirement=requirement, result=found.result, was=before.result,
        )  # fmt: skip
        return row


def close(*, by: Person, inspection: Inspection, saw: int) -> Inspection:
    """Closes an inspection: its findings can no longer change, and the public ones appear.

    Args:
        by: The officer.
        inspection: Which.
        saw: Its version as she saw it when she checked the findings.

    Raises:
        InspectionRefused: It is closed, the visit is not recorded, nothing was examined, or a finding lacks its day.
        SomebodyMoved: Somebody else changed it since she looked.
    """
    with attempted(by=by, what="inspection", asked="close", subject=f"inspection {inspection.pk}"):
        now = _open(inspection, saw)
        if now.done is None:
            raise _refused("done", Text("Record the day of the visit first."))
        rows = list(now.findings.exclude(result=Finding.Result.NOT_EXAMINED))
        if not rows:
            raise _refused("findings", Text("Write down what was found on at least one requirement first."))
        for row in rows:
            if row.result in TO_REMEDY and (row.remedy_by is None or row.remedy_by < localdate()):
                code = row.requirement
                raise _refused("findings", Text("Give {code} a later day by which it must be put right.", code=code))
        now.closed, now.closed_on = True, localdate()
        now.version += 1
        now.save(update_fields=["closed", "closed_on", "version"])
        audit.record(
            by=by,
            action="inspection.closed",
            subject=f"inspection {now.pk}",
            agency=now.agency.code,
            findings=len(rows),
        )
        _tell_public(now, rows)
        return now


def _tell_public(inspection: Inspection, rows: list[Finding]) -> None:
    feed.publish(
        kind="inspection.closed", country=inspection.country, subject=inspection.agency.code,
        effective=inspection.closed_on or localdate(),
        details={
            "visited": inspection.done,
            **{row.requirement: row.result for row in sorted(rows, key=lambda one: one.requirement) if row.public},
        },
        demonstration=inspection.agency.demonstration,
    )  # fmt: skip


def _open(inspection: Inspection, saw: int | None = None) -> Inspection:
    """The inspection as it is now, locked; refused where it is closed or no longer as she saw it."""
    now = Inspection.objects.select_for_update(of=("self",)).select_related("agency").get(pk=inspection.pk)
    if now.closed:
        raise _refused("closed", Text("It is closed: plan a follow-up instead."))
    if saw is not None and now.version != saw:
        raise SomebodyMoved(saw, now.version)
    return now


def _check(requirement: str, found: Found) -> None:
    if requirement not in CODES:
        raise _refused("requirement", Text("Choose a principle (P1 to P13) or a guideline (G1 to G31)."))
    if found.result not in Finding.Result.values:
        raise _refused("result", Text("Choose a result."))
    if len(found.words) > LONGEST:
        raise _refused("words", Text("Make the words shorter."))
    refuse_identifying(words=found.words)
    if found.result in TO_REMEDY:
        if not found.words.strip():
            raise _refused("words", Text("Say what you saw, so that the agency knows what to put right."))
        if found.remedy_by is None or found.remedy_by < localdate():
            raise _refused("remedy_by", Text("Choose the day by which it must be put right, today or later."))
    elif found.remedy_by is not None:
        raise _refused("remedy_by", Text("Leave the day out: nothing needs to be put right."))


def _refused(field: str, advice: Text) -> InspectionRefused:
    return InspectionRefused(Text("This cannot be recorded."), advice=advice, details={"field": field})
