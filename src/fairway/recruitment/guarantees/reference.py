"""The ledger again, slow and plain: every question is answered by adding up all movements from the beginning.

For tests and benchmarks, which hold `ledger.after` against it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fairway.recruitment.guarantees.movements import LARGEST, Account, Kind, Movement


def signed(taken: Sequence[Movement], movement: Movement) -> int:
    """What the movement adds to the guarantee. Unit: the currency's smallest coin.

    Args:
        taken: The movements before it, in their order.
        movement: One that the ledger took.
    """
    if movement.kind is Kind.REVERSAL and movement.reverses is not None:
        return -signed(taken, taken[movement.reverses - 1])
    return -movement.amount if movement.kind in (Kind.DRAW_DOWN, Kind.RELEASE) else movement.amount


def held(taken: Sequence[Movement]) -> int:
    """What all movements add up to. Unit: the currency's smallest coin."""
    return sum(signed(taken, movement) for movement in taken)


def takes(taken: Sequence[Movement], movement: Movement, account: Account, *, today: date) -> bool:
    """Whether the ledger must take a movement after those that it took.

    Args:
        taken: The movements so far, in their order.
        movement: The next one.
        account: What it is held against.
        today: The day on which it is recorded.
    """
    if movement.currency != account.currency or movement.on > today:
        return False
    if movement.kind is Kind.REVERSAL:
        if movement.reverses is None or not 1 <= movement.reverses <= len(taken):
            return False
        again = any(one.kind is Kind.REVERSAL and one.reverses == movement.reverses for one in taken)
        if again or taken[movement.reverses - 1].kind is Kind.REVERSAL:
            return False
    elif not 0 < movement.amount <= LARGEST:
        return False
    left = held(taken) + signed(taken, movement)
    floor = 0
    if movement.kind is Kind.RELEASE:
        floor = max(account.required if account.licence_stands else 0, account.claimed)
    return floor <= left <= 1000 * LARGEST
