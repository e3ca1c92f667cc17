"""What the desk reads: guarantees with what is missing, ledgers with who recorded them, inspections, findings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localtime

from fairway.kernel.text import Money, Text
from fairway.recruitment.guarantees.ledger import missing
from fairway.recruitment.guarantees.money import money
from fairway.recruitment.guarantees.movements import KINDS, Kind
from fairway.recruitment.licences.principles import Requirement
from fairway_portal.actors.models import Agency
from fairway_portal.register.inspections.actions.inspecting import TO_REMEDY
from fairway_portal.register.inspections.actions.moving import entry_subject
from fairway_portal.register.inspections.actions.proving import subject_of
from fairway_portal.register.inspections.models import Finding, Guarantee, Inspection, ReplenishmentNotice
from fairway_portal.register.inspections.queries import of, shown
from fairway_portal.register.inspections.requirements import BY_CODE, ORDERED, PLACE
from fairway_portal.register.inspections.words import GUARANTEES, INSPECTIONS, RESULTS, STEPS
from fairway_portal.register.licensing.queries import KeptFile, evidence_of

MOST: int = 500
"""Rows of a list; the search narrows it."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What an agency was told to pay in: how much was missing then, by when, on what basis, in which words."""

    given: date
    missing: Money
    due: date
    legal_basis: str
    words: str


@dataclass(frozen=True, slots=True)
class GuaranteeRow:
    """A guarantee in a list.

    Attributes:
        pk, agency, name: Its key; code and name of its agency.
        kind: In words.
        instrument: Its number.
        held, required, missing: As pages show them; `missing` None where it is complete.
        due: By when the agency was told to pay in.
        valid_to: Its last day.
        ended: When it was released.
        demonstration: Whether it is made up.
        notice: The last one, while something is missing.
    """

    pk: int
    agency: str
    name: str
    kind: Text
    instrument: str
    held: Money
    required: Money
    missing: Money | None
    due: date | None
    valid_to: date | None
    ended: date | None
    demonstration: bool
    notice: Notice | None = None


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One entry, as the ledger's table shows it; `reversible` where it may be reversed."""

    number: int
    on: date
    recorded: datetime
    kind: Text
    reverses: int | None
    into: Money | None
    out: Money | None
    balance: Money
    reference: str
    reason: str
    by: str
    approved_by: str
    reversible: bool
    evidence: tuple[KeptFile, ...]


@dataclass(frozen=True, slots=True)
class InspectionRow:
    """An inspection in a list: how many findings it has, and how many wait to be put right."""

    pk: int
    agency: str
    name: str
    kind: Text
    planned: date
    done: date | None
    closed: date | None
    findings: int
    unremedied: int
    demonstration: bool


@dataclass(frozen=True, slots=True)
class StepRow:
    """What happened to a finding after it was closed."""

    says: Text
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A requirement and what was found; `finding` None where nobody wrote anything yet."""

    requirement: Requirement
    finding: Finding | None
    says: Text
    steps: tuple[StepRow, ...]

    @property
    def open(self) -> bool:
        """Whether the agency must still put something right."""
        one = self.finding
        return one is not None and one.result in TO_REMEDY and one.remedied is None


def guarantees(country: str, *, text: str = "", lacking: bool = False) -> tuple[GuaranteeRow, ...]:
    """Guarantees of a country, those in which something is missing first.

    Args:
        country: ISO 3166-1 alpha-3.
        text: Part of the agency's name or code, or of the instrument; empty: all.
        lacking: Only those in which something is missing.
    """
    rows = Guarantee.objects.filter(shown(), country=country)
    if text:
        named = Q(agency__name__icontains=text) | Q(agency__code__icontains=text) | Q(instrument__icontains=text)
        rows = rows.filter(named)
    found = _guarantee_rows(rows)
    return tuple(one for one in found if one.missing is not None) if lacking else found


def guarantees_of(agency: Agency) -> tuple[GuaranteeRow, ...]:
    """Guarantees of an agency, those in which something is missing first."""
    return _guarantee_rows(Guarantee.objects.filter(of(agency), shown()))


def _guarantee_rows(rows: QuerySet[Guarantee]) -> tuple[GuaranteeRow, ...]:
    seen = rows.select_related("agency").prefetch_related("notices").order_by("agency__name", "pk")[:MOST]
    return tuple(sorted((row_of(one) for one in seen), key=lambda one: (one.ended is not None, one.missing is None)))


def row_of(one: Guarantee) -> GuaranteeRow:
    """A guarantee as lists show it."""
    lacks = 0 if one.ended else missing(one.held, one.required)
    notice = max(one.notices.all(), key=lambda each: each.pk, default=None) if lacks else None
    return GuaranteeRow(
        one.pk, one.agency.code, one.agency.name, GUARANTEES[one.kind], one.instrument, money(one.held, one.currency),
        money(one.required, one.currency), money(lacks, one.currency) if lacks else None,
        notice.due if notice else None, one.valid_to, one.ended, one.agency.demonstration,
        _notice(notice, one.currency) if notice else None,
    )  # fmt: skip


def _notice(one: ReplenishmentNotice, currency: str) -> Notice:
    given = localtime(one.at).date()
    return Notice(given, money(one.missing, currency), one.due, one.legal_basis, one.words)


def ledger(one: Guarantee) -> tuple[LedgerRow, ...]:
    """Every entry of a guarantee, by number."""
    rows = list(one.entries.order_by("number").select_related("by", "approved_by", "reverses"))
    taken_back = {row.reverses_id for row in rows}
    proves = {row.pk: (entry_subject(one.pk, row.number), f"proposal {row.proposal_id}") for row in rows}
    files = evidence_of(subject for several in proves.values() for subject in several)
    return tuple(
        LedgerRow(
            row.number, row.on, row.recorded, KINDS[Kind(row.kind)], row.reverses.number if row.reverses else None,
            money(row.amount, one.currency) if row.amount > 0 else None,
            money(-row.amount, one.currency) if row.amount < 0 else None, money(row.balance, one.currency),
            row.reference, row.reason, row.by.name if row.by else "", row.approved_by.name if row.approved_by else "",
            row.kind != Kind.REVERSAL and row.pk not in taken_back,
            tuple(file for subject in proves[row.pk] for file in files.get(subject, ())),
        )
        for row in rows
    )  # fmt: skip


def guarantee(pk: int) -> Guarantee | None:
    """One, with its agency and licence; None where there is none that may be shown."""
    return Guarantee.objects.filter(shown(), pk=pk).select_related("agency", "licence").first()


def inspection(pk: int) -> Inspection | None:
    """One, with its agency; None where there is none that may be shown."""
    return Inspection.objects.filter(shown(), pk=pk).select_related("agency", "follows", "by").first()


def evidence(one: Inspection) -> tuple[KeptFile, ...]:
    """The files that prove what was seen."""
    subject = subject_of(one)
    return evidence_of([subject]).get(subject, ())


def inspections(country: str) -> tuple[InspectionRow, ...]:
    """Inspections of a country: open ones by their day, then closed ones, the latest first."""
    return _inspection_rows(Inspection.objects.filter(shown(), country=country))


def inspections_of(agency: Agency) -> tuple[InspectionRow, ...]:
    """Inspections of an agency, in the same order."""
    return _inspection_rows(Inspection.objects.filter(of(agency), shown()))


def _inspection_rows(rows: QuerySet[Inspection]) -> tuple[InspectionRow, ...]:
    counted = rows.select_related("agency").annotate(
        written=Count("findings", filter=~Q(findings__result=Finding.Result.NOT_EXAMINED)),
        waiting=Count("findings", filter=Q(findings__result__in=TO_REMEDY, findings__remedied=None)),
    )
    found = [
        InspectionRow(
            one.pk, one.agency.code, one.agency.name, INSPECTIONS[one.kind], one.planned, one.done, one.closed_on,
            one.written, one.waiting, one.agency.demonstration,
        )
        for one in counted.order_by("closed", "-planned", "pk")[:MOST]
    ]  # fmt: skip
    return tuple(
        sorted(found, key=lambda one: (one.closed is not None, (one.planned if one.closed is None else date.max)))
    )


def findings(one: Inspection, *, all_requirements: bool = False) -> tuple[FindingRow, ...]:
    """Findings in the order of the form.

    Args:
        one: The inspection.
        all_requirements: Those too on which nothing is written yet.
    """
    rows = {row.requirement: row for row in one.findings.prefetch_related("steps")}
    listed = ORDERED if all_requirements else [BY_CODE[code] for code in sorted(rows, key=PLACE.__getitem__)]
    found = [finding_row(requirement, rows.get(requirement.code)) for requirement in listed]
    if all_requirements:
        return tuple(found)
    return tuple(row for row in found if row.finding and row.finding.result != Finding.Result.NOT_EXAMINED)


def finding_row(requirement: Requirement, row: Finding | None) -> FindingRow:
    """One requirement and what was found."""
    result = row.result if row else Finding.Result.NOT_EXAMINED.value
    steps = [StepRow(STEPS[step.kind], step.words, step.at) for step in row.steps.all()] if row else []
    return FindingRow(requirement, row, RESULTS[result], tuple(steps))


def finding(inspection_id: int, requirement: str) -> Finding | None:
    """One finding of an inspection that may be shown."""
    rows = Finding.objects.filter(inspection__in=Inspection.objects.filter(shown(), pk=inspection_id))
    return rows.filter(requirement=requirement).select_related("inspection__agency").first()


def own_findings(agency: Agency) -> tuple[tuple[Inspection, tuple[FindingRow, ...]], ...]:
    """Closed inspections of an agency with all their findings, for the agency itself: the latest first."""
    rows = Inspection.objects.filter(of(agency), shown(), closed=True).order_by("-closed_on", "-pk")
    return tuple((one, findings(one)) for one in rows[:50])
