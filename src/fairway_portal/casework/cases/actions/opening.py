"""A case begins: an office was chosen by the worker, or was handed her report with her consent."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from django.db import transaction

from fairway.methods.check_digits import drawn
from fairway_portal.casework.cases.actions.deadlines import set_deadlines
from fairway_portal.casework.cases.actions.events import ALIAS, add_event
from fairway_portal.casework.cases.case_types import case_type
from fairway_portal.casework.cases.models import Case

DIGITS: Final = 12
"""Of a case number; eleven are random."""


def open_case(
    *, report: UUID, office: int, type: str, on: date, demonstration: bool = False, referral: int | None = None
) -> Case:
    """The case of an office: opened, or as it was opened before.

    Args:
        report: Id of the report.
        office: Primary key of `keys.models.Office`.
        type: Code of a `CaseType`.
        on: The day.
        demonstration: Whether it is invented.
        referral: Primary key of the `Disclosure` by which it comes; None: she chose the office herself.

    Raises:
        UnknownCode: There is no such kind of case.
    """
    kind = case_type(type)
    with transaction.atomic(using=ALIAS):
        case, new = Case.objects.get_or_create(
            report_id=report,
            office_id=office,
            defaults={
                "number": _free_number(), "type": kind.code, "state": kind.states[0], "opened": on,
                "demonstration": demonstration,
            },
        )  # fmt: skip
        if new:
            set_deadlines(case)
            add_event(
                case,
                "opened",
                on=on,
                by=None,
                details={"type": kind.code} | ({"referral": referral} if referral else {}),
            )
        return case


def _free_number() -> str:
    number = drawn(DIGITS)
    while Case.objects.filter(number=number).exists():
        number = drawn(DIGITS)
    return number
