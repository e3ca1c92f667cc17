"""What a number opens here."""

from __future__ import annotations

from fairway.safe_reporting.receipts import ReceiptKeys, derive
from fairway_portal.casework.notes.turns import turn
from fairway_portal.casework.vault.actions import receipt_salt


def keys_of(number: str) -> ReceiptKeys:
    """Derives what a number opens at this installation, slowly.

    Args:
        number: As `receipts.read` gives it.

    Raises:
        TooManyWait: Too many are waiting for their turn.
    """
    with turn():
        return derive(number, receipt_salt())
