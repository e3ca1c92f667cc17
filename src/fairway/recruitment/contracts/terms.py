"""What one contract, offer or pay says: fields and their values, and how they are written as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

Stage: TypeAlias = Literal["promised", "signed", "used", "paid"]
"""What an advertisement or recruiter promised; signed before departure; used (or signed again) at the destination;
what in fact was given."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount.

    Attributes:
        value: Unit: `currency`, each `per`.
        currency: ISO 4217.
        per: One of `fields.PERIODS`.
    """

    value: Decimal
    currency: str
    per: str = "month"


Value: TypeAlias = str | bool | Decimal | date | Money


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one stage. A field that is not there was not said, which is not the same as "no".

    Attributes:
        stage: Which of the four.
        values: Field name (`fields.NAMES`) → value, of the field's kind: `text`, `code` and `choice` str,
            `yes_no` bool, `number` Decimal, `date` date, `money` Money.
        sector: A key of `fields.SECTORS`.
    """

    stage: Stage
    values: Mapping[str, Value] = field(default_factory=dict)
    sector: str = "other"
