"""After an inspection is closed: the agency answers a finding, and an officer says whether it was put right."""

from __future__ import annotations

from typing import Final

from django.utils.timezone import localdate

from fairway.kernel.text import Text
from fairway_portal.accounts import audit
from fairway_portal.accounts.models import Person
from fairway_portal.register.inspections.actions.inspecting import LONGEST, TO_REMEDY
from fairway_portal.register.inspections.actions.refusing import attempted
from fairway_portal.register.inspections.errors import InspectionRefused
from fairway_portal.register.inspections.identifying import refuse_identifying
from fairway_portal.register.inspections.models import Finding, FindingStep
from fairway_portal.register.licensing import feed

MOST_ANSWERS: Final = 50


def answer(*, by: Person, finding: Finding, words: str) -> FindingStep:
    """The agency answers a finding; every answer stays, and the last one is shown.

    Args:
        by: Somebody who speaks for the agency.
        finding: Of a closed inspection.
        words: What was done about it, in words that identify nobody.

    Raises:
        InspectionRefused: The inspection is not closed, nothing is to be put right, the finding is settled, or there
            are no words.
        Identifies: Words identify a person.
    """
    with attempted(by=by, what="inspection", asked="answer", subject=_subject(finding)):
        now = _unsettled(finding)
        _check(words)
        same: FindingStep | None = now.steps.filter(kind=FindingStep.Kind.ANSWER, words=words, by=by).last()
        if same is not None and now.answer == words:
            return same
        if now.steps.filter(kind=FindingStep.Kind.ANSWER).count() >= MOST_ANSWERS:
            raise _refused("words", Text("Speak to the ministry: this finding has been answered {n} times.", n=50))
        now.answer = words
        now.save(update_fields=["answer"])
        step = FindingStep.objects.create(finding=now, kind=FindingStep.Kind.ANSWER, words=words, by=by)
        audit.record(by=by, action="finding.answered", subject=_subject(now), agency=now.inspection.agency.code)
        return step


def check_remedy(*, by: Person, finding: Finding, remedied: bool, words: str) -> FindingStep:
    """An officer says whether a finding was put right.

    Args:
        by: The officer.
        finding: Of a closed inspection.
        remedied: Whether it was.
        words: What she saw.

    Raises:
        InspectionRefused: As `answer`.
        Identifies: Words identify a person.
    """
    kind = FindingStep.Kind.REMEDIED if remedied else FindingStep.Kind.NOT_REMEDIED
    with attempted(by=by, what="inspection", asked=kind, subject=_subject(finding)):
        now = _unsettled(finding)
        _check(words)
        if remedied:
            now.remedied = localdate()
            now.save(update_fields=["remedied"])
        step = FindingStep.objects.create(finding=now, kind=kind, words=words, by=by)
        audit.record(
            by=by, action=f"finding.{kind}", subject=_subject(now), reason=words, agency=now.inspection.agency.code
        )
        if remedied and now.public:
            feed.publish(
                kind="finding.remedied", country=now.inspection.country, subject=now.inspection.agency.code,
                effective=localdate(), details={"requirement": now.requirement, "visited": now.inspection.done},
                demonstration=now.inspection.agency.demonstration,
            )  # fmt: skip
        return step


def _unsettled(finding: Finding) -> Finding:
    now = Finding.objects.select_for_update(of=("self",)).select_related("inspection__agency").get(pk=finding.pk)
    if not now.inspection.closed:
        raise _refused("closed", Text("Wait until the inspection is closed."))
    if now.result not in TO_REMEDY:
        raise _refused("result", Text("Nothing needs to be put right here."))
    if now.remedied is not None:
        raise _refused("remedied", Text("It was put right already."))
    return now


def _check(words: str) -> None:
    if not words.strip() or len(words) > LONGEST:
        raise _refused("words", Text("Write what was done or seen, in at most {most} characters.", most=LONGEST))
    refuse_identifying(words=words)


def _subject(finding: Finding) -> str:
    return f"inspection {finding.inspection_id} finding {finding.requirement}"


def _refused(field: str, advice: Text) -> InspectionRefused:
    return InspectionRefused(Text("This cannot be recorded."), advice=advice, details={"field": field})
