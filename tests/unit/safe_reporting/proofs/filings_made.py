"""A log of filings as it is published, for the tests of proofs."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

from fairway.methods.signing_keys import PublicKey, SigningKey, new_key
from fairway.safe_reporting.proofs import LogDay, sign_head
from fairway.safe_reporting.proofs.log import entries_of
from fairway.safe_reporting.proofs.merkle import Tree

MONDAY = date(2026, 11, 23)


@cache
def key() -> SigningKey:
    return new_key()


def keys() -> tuple[PublicKey, ...]:
    return (key().from_day(date(2026, 1, 1)),)


def commitment(number: int) -> str:
    return hashlib.sha256(f"report {number}".encode()).hexdigest()


def log(*filings: Sequence[str], first: date = MONDAY, signed_by: SigningKey | None = None) -> tuple[LogDay, ...]:
    """One day for each list of commitments, from a day on."""
    tree, days = Tree(), []
    for place, some in enumerate(filings):
        day = first + timedelta(days=place)
        for entry in entries_of(day, some, ""):
            tree.append(entry)
        days.append(LogDay(day, tuple(sorted(some)), "", sign_head(day, tree, signed_by or key())))
    return tuple(days)
