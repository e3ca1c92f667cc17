"""What other parts of the register, and the officer's work-list, ask of guarantees and inspections."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import F, Q, QuerySet

from fairway.kernel.text import Money, Text
from fairway.recruitment.fees.amounts import decimals_of
from fairway.recruitment.guarantees.money import money
from fairway.recruitment.licences.deadlines import Backing, DayFixed
from fairway_portal.actors.models import Agency
from fairway_portal.register.inspections.actions.inspecting import TO_REMEDY
from fairway_portal.register.inspections.models import ConductMembership, Finding, Guarantee, Inspection
from fairway_portal.register.inspections.requirements import BY_CODE, PLACE
from fairway_portal.register.inspections.words import GUARANTEES, RESULTS


@dataclass(frozen=True, slots=True)
class AvailableGuarantee:
    """A guarantee from which a claim could be paid.

    Attributes:
        id: Its key.
        kind: `escrow`, `bond`, `deposit` or `insurance`; `name` in words.
        name: In words.
        country: Of the authority that requires it (ISO 3166-1 alpha-3).
        currency: ISO 4217.
        held: What it holds now. Unit: the currency's smallest coin.
        amount: The same, as a text shows it.
        complete: Whether it holds what is required.
        valid_to: Its last day, where it has one.
    """

    id: int
    kind: str
    name: Text
    country: str
    currency: str
    held: int
    amount: Money
    complete: bool
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class PublicGuarantee:
    """What the public reads of a guarantee: that there is one, and whether it holds what is required."""

    kind: str
    name: Text
    country: str
    complete: bool


@dataclass(frozen=True, slots=True)
class PublicFinding:
    """A finding of a closed inspection, as the public reads it.

    Attributes:
        requirement: `P7` or `G15`; `title` in words.
        title: In words.
        result: Code and words.
        says: The result in words.
        words: Of the inspector.
        visited, closed: Days.
        remedy_by: By when it must be put right.
        remedied: Since when it is.
        answer: The agency's last one.
    """

    inspection: int
    requirement: str
    title: Text
    result: str
    says: Text
    words: str
    visited: date | None
    closed: date | None
    remedy_by: date | None
    remedied: date | None
    answer: str


@dataclass(frozen=True, slots=True)
class Work:
    """What may come due for the officers of a country, as `licences.deadlines.deadlines` takes it.

    Attributes:
        guarantees: Not ended; subject `guarantee 12`.
        inspections: Planned, not done; subject `inspection 7`.
        findings: To be put right; subject `inspection 7 finding P7`.
    """

    guarantees: tuple[Backing, ...]
    inspections: tuple[DayFixed, ...]
    findings: tuple[DayFixed, ...]


def of(agency: Agency) -> Q:
    """Rows of an agency, and of those that turned out to be the same one."""
    return Q(agency=agency) | Q(agency__joined_to=agency)


def shown() -> Q:
    """Rows that may be shown: those made up only where the installation demonstrates."""
    return Q() if settings.DEMONSTRATION else Q(agency__demonstration=False)


def available(agency: Agency, on: date, currency: str = "") -> tuple[AvailableGuarantee, ...]:
    """Guarantees from which a claim against an agency could be paid, the largest first within a currency.

    Args:
        agency: Whose.
        on: The day; a bond whose last day is over, and a guarantee opened later, are left out. What is held is what
            is held now.
        currency: ISO 4217; empty: all.
    """
    rows = Guarantee.objects.filter(of(agency), shown(), held__gt=0, opened__lte=on)
    rows = rows.filter(Q(valid_to=None) | Q(valid_to__gte=on))
    if currency:
        rows = rows.filter(currency=currency)
    return tuple(
        AvailableGuarantee(
            one.pk, one.kind, GUARANTEES[one.kind], one.country, one.currency, one.held, money(one.held, one.currency),
            one.held >= one.required, one.valid_to,
        )
        for one in rows.order_by("currency", "-held", "pk")
    )  # fmt: skip


def public_guarantees(agency: Agency) -> tuple[PublicGuarantee, ...]:
    """Kind, and whether it holds what is required: never how much, never where."""
    rows = Guarantee.objects.filter(of(agency), shown(), ended=None).order_by("country", "kind", "pk")
    return tuple(PublicGuarantee(one.kind, GUARANTEES[one.kind], one.country, one.held >= one.required) for one in rows)


def public_findings(agency: Agency) -> tuple[PublicFinding, ...]:
    """Public findings of closed inspections, the latest inspection first, in the order of the form."""
    rows = (
        Finding.objects.filter(inspection__in=Inspection.objects.filter(of(agency), shown(), closed=True), public=True)
        .exclude(result=Finding.Result.NOT_EXAMINED)
        .select_related("inspection")
    )
    ordered = sorted(rows, key=lambda one: (-(one.inspection.closed_on or date.min).toordinal(), -one.inspection_id,
                                            PLACE.get(one.requirement, len(PLACE))))  # fmt: skip
    return tuple(
        PublicFinding(
            one.inspection_id, one.requirement, BY_CODE[one.requirement].title, one.result, RESULTS[one.result],
            one.words, one.inspection.done, one.inspection.closed_on, one.remedy_by, one.remedied, one.answer,
        )
        for one in ordered
    )  # fmt: skip


def conduct_of(agency: Agency) -> QuerySet[ConductMembership]:
    """Memberships in codes of conduct, those that hold first."""
    return ConductMembership.objects.filter(of(agency), shown()).order_by(
        F("until").desc(nulls_first=True), "code", "-since"
    )


def deadlines(country: str) -> Work:
    """What may come due for the officers of a country.

    Args:
        country: ISO 3166-1 alpha-3.
    """
    guarantees = Guarantee.objects.filter(shown(), country=country, ended=None).select_related("agency")
    visits = Inspection.objects.filter(shown(), country=country, closed=False, done=None).select_related("agency")
    closed = Inspection.objects.filter(shown(), country=country, closed=True)
    findings = Finding.objects.filter(inspection__in=closed, remedied=None, result__in=TO_REMEDY)
    return Work(
        tuple(_backing(one) for one in guarantees.order_by("pk")),
        tuple(DayFixed(f"inspection {one.pk}", one.agency.name, one.planned) for one in visits.order_by("pk")),
        tuple(
            DayFixed(f"inspection {one.inspection_id} finding {one.requirement}", one.inspection.agency.name, day)
            for one in findings.select_related("inspection__agency").order_by("pk")
            if (day := one.remedy_by) is not None
        ),
    )


def _backing(guarantee: Guarantee) -> Backing:
    """In whole units of the currency: what is held rounded down, what is required rounded up."""
    coins = 10 ** decimals_of(guarantee.currency)
    return Backing(
        subject=f"guarantee {guarantee.pk}", name=guarantee.agency.name, currency=guarantee.currency,
        balance=guarantee.held // coins, required=-(-guarantee.required // coins), ends=guarantee.valid_to,
    )  # fmt: skip
