"""Sums as they are stored: rounded so far that no sum is anybody's own, by quarter."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Final

FIGURES: Final = 2


def rounded(amount: Decimal) -> Decimal:
    """An amount rounded to two significant figures; from 10 up no cents are left: 1,234.56 → 1,200.

    Args:
        amount: Zero or more, in units of its currency.
    """
    if not amount:
        return Decimal(0)
    return amount.quantize(Decimal(1).scaleb(amount.adjusted() - FIGURES + 1), ROUND_HALF_EVEN).quantize(
        Decimal("0.01")
    )


def quarter_of(day: date) -> str:
    """`2026Q4`."""
    return f"{day.year}Q{(day.month + 2) // 3}"
