"""A receipt: the number by which a worker finds her report again, and nobody else does."""

from fairway.safe_reporting.receipts.derived import ReceiptKeys, derive
from fairway.safe_reporting.receipts.numbers import (
    HIGH_RISK_DIGITS,
    ORDINARY_DIGITS,
    ReceiptMistyped,
    draw,
    read,
    shown,
)

__all__ = ["HIGH_RISK_DIGITS", "ORDINARY_DIGITS", "ReceiptKeys", "ReceiptMistyped", "derive", "draw", "read", "shown"]
