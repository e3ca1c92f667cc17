"""The ledger of a guarantee: which movements it takes, and the entry that each becomes.

Pure: whoever keeps a ledger locks it, reads its entries, asks `after`, and writes what it returns.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from fairway.kernel.text import Text
from fairway.recruitment.guarantees.errors import LedgerRefused
from fairway.recruitment.guarantees.money import money
from fairway.recruitment.guarantees.movements import LARGEST, SIGN, Account, Entry, Kind, Movement


def balance(history: Sequence[Entry]) -> int:
    """What the guarantee holds after its entries. Unit: the currency's smallest coin.

    Args:
        history: Its entries, by number.
    """
    return history[-1].balance if history else 0


def missing(held: int, required: int) -> int:
    """What must still be paid in, 0 where nothing is missing. Unit: as the arguments.

    Args:
        held: What it holds.
        required: What it must hold.
    """
    return max(0, required - held)


def after(history: Sequence[Entry], movement: Movement, account: Account, *, today: date) -> Entry:
    """The entry that a movement becomes.

    Args:
        history: The entries so far, by number.
        movement: What is asked for.
        account: What it is held against.
        today: The day on which it is recorded.

    Returns:
        The next entry.

    Raises:
        LedgerRefused: More than is held, nothing moved, too large, another currency, a day in the future, an entry that
            is not there, is reversed already or is itself a reversal, a release that leaves less than is required while
            the licence stands or less than is claimed.
    """
    amount = _reversed(history, movement) if movement.kind is Kind.REVERSAL else SIGN[movement.kind] * movement.amount
    held = balance(history)
    for refuse in _CHECKS:
        refuse(movement, amount, held, account, today)
    return Entry(len(history) + 1, movement.kind, amount, held + amount, movement.on, movement.reverses)


def _reversed(history: Sequence[Entry], movement: Movement) -> int:
    """The opposite of the entry that is to be reversed. Unit: the currency's smallest coin."""
    number = movement.reverses or 0
    if not 1 <= number <= len(history):
        raise LedgerRefused(
            "no_such_entry",
            Text("This guarantee has no entry {number}.", number=number),
            Text("Choose an entry of its ledger."),
            number=number,
        )
    earlier = history[number - 1]
    if earlier.kind is Kind.REVERSAL:
        raise LedgerRefused(
            "reversal_of_a_reversal",
            Text("Entry {number} is itself a reversal.", number=number),
            Text("Record the movement again as a new entry."),
            number=number,
        )
    by = next((one.number for one in history[number:] if one.reverses == number), None)
    if by is not None:
        raise LedgerRefused(
            "reversed_already",
            Text("Entry {number} was reversed already, by entry {by}.", number=number, by=by),
            Text("Nothing more needs to be done. Look at the ledger again."),
            number=number,
            by=by,
        )
    return -earlier.amount


def _moves(movement: Movement, amount: int, held: int, account: Account, today: date) -> None:
    if movement.kind is not Kind.REVERSAL and movement.amount <= 0:
        raise LedgerRefused(
            "nothing_moved",
            Text("No money would move."),
            Text("Write an amount above zero. To undo an entry, reverse it."),
            amount=movement.amount,
        )


def _is_not_too_large(movement: Movement, amount: int, held: int, account: Account, today: date) -> None:
    if abs(amount) > LARGEST or held + amount > 1000 * LARGEST:
        raise LedgerRefused(
            "too_large",
            Text("{amount} is too large for one entry.", amount=money(abs(amount), account.currency)),
            Text("Check the amount and its decimals."),
            amount=amount,
        )


def _is_in_its_currency(movement: Movement, amount: int, held: int, account: Account, today: date) -> None:
    if movement.currency != account.currency:
        raise LedgerRefused(
            "other_currency",
            Text("The guarantee is in {own}, the movement in {other}.", own=account.currency, other=movement.currency),
            Text("Write what the bank booked, in the guarantee’s own currency."),
            currency=movement.currency,
        )


def _has_happened(movement: Movement, amount: int, held: int, account: Account, today: date) -> None:
    if movement.on > today:
        raise LedgerRefused(
            "in_the_future",
            Text("{day} has not come yet.", day=movement.on.isoformat()),
            Text("Record a movement once the money has moved."),
            on=movement.on.isoformat(),
        )


def _is_covered(movement: Movement, amount: int, held: int, account: Account, today: date) -> None:
    if held + amount < 0:
        raise LedgerRefused(
            "overdrawn",
            Text(
                "The guarantee holds {held}: {asked} cannot be taken from it.",
                held=money(held, account.currency),
                asked=money(-amount, account.currency),
            ),
            Text("Draw at most what it holds. What is still owed stays owed by those who are liable."),
            held=held,
            amount=amount,
        )


def _leaves_enough(movement: Movement, amount: int, held: int, account: Account, today: date) -> None:
    if movement.kind is not Kind.RELEASE:
        return
    left = held + amount
    if account.licence_stands and left < account.required:
        raise LedgerRefused(
            "below_required",
            Text(
                "{left} would be left, and {required} is required while the licence stands.",
                left=money(left, account.currency),
                required=money(account.required, account.currency),
            ),
            Text("Release only what is above it, or wait until the licence has ended."),
            left=left,
            required=account.required,
        )
    if left < account.claimed:
        raise LedgerRefused(
            "below_claims",
            Text(
                "{left} would be left, and claims of {claimed} wait for a decision.",
                left=money(left, account.currency),
                claimed=money(account.claimed, account.currency),
            ),
            Text("Decide the claims first."),
            left=left,
            claimed=account.claimed,
        )


_CHECKS: Final[tuple[Callable[[Movement, int, int, Account, date], None], ...]] = (
    _is_in_its_currency, _moves, _is_not_too_large, _has_happened, _is_covered, _leaves_enough,
)  # fmt: skip
