"""What a ledger refuses."""

from __future__ import annotations

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text


class LedgerRefused(InputError):
    """A movement that the ledger of a guarantee cannot take; the ledger stays as it is.

    Args:
        reason: One word for whoever records it: `overdrawn`, `nothing_moved`, `too_large`, `other_currency`,
            `in_the_future`, `no_such_entry`, `reversed_already`, `reversal_of_a_reversal`, `below_required`,
            `below_claims`.
        title: What is refused and why.
        advice: What to do instead.
        details: Amounts in the smallest coin, numbers of entries.
    """

    http_status = 409
    slug = "ledger-refused"

    def __init__(self, reason: str, title: Text, advice: Text, **details: int | str) -> None:
        super().__init__(title, advice=advice, details={"reason": reason, **details})
        self.reason = reason
