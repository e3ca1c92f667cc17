"""What moves the money of a guarantee, and what the ledger then says.

Sources: Convention No. 181, Article 8 (protection of workers recruited in one country for work in another); ILO General
principles and operational guidelines for fair recruitment (2019), principle 13 (access to remedies). The kinds of
movements are ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from fairway.kernel.text import Text


class Kind(StrEnum):
    """Why money moves."""

    DEPOSIT = "deposit"
    REPLENISHMENT = "replenishment"
    DRAW_DOWN = "draw_down"
    RELEASE = "release"
    REVERSAL = "reversal"


KINDS: Final = {
    Kind.DEPOSIT: Text("Deposit"),
    Kind.REPLENISHMENT: Text("Replenishment"),
    Kind.DRAW_DOWN: Text("Draw-down for a claim"),
    Kind.RELEASE: Text("Release to the agency"),
    Kind.REVERSAL: Text("Reversal of an entry"),
}
SIGN: Final = {Kind.DEPOSIT: 1, Kind.REPLENISHMENT: 1, Kind.DRAW_DOWN: -1, Kind.RELEASE: -1}
"""Into the guarantee (1) or out of it (−1); a reversal takes the opposite of what it reverses."""
LARGEST: Final = 10**15
"""The largest movement. Unit: the currency's smallest coin. A thousand of them fit a whole number of the database."""


@dataclass(frozen=True, slots=True)
class Movement:
    """A movement that is asked for.

    Attributes:
        kind: Why.
        amount: More than zero, whichever way it goes; a reversal's is that of the entry it reverses, and may be left 0.
            Unit: the currency's smallest coin.
        currency: ISO 4217, as whoever asks understood it.
        on: The day on which the money moved.
        reverses: Number of the entry that a reversal reverses.
    """

    kind: Kind
    amount: int
    currency: str
    on: date
    reverses: int | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """What a movement is held against, besides the entries.

    Attributes:
        currency: ISO 4217, of the guarantee.
        required: What it must hold. Unit: the currency's smallest coin.
        licence_stands: Whether the agency holds a licence for which the guarantee is required.
        claimed: What claims that wait for a decision would take. Unit: the currency's smallest coin.
    """

    currency: str
    required: int
    licence_stands: bool = True
    claimed: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a ledger.

    Attributes:
        number: From 1, without a gap.
        kind: Why money moved.
        amount: More than zero into the guarantee, less than zero out of it. Unit: the currency's smallest coin.
        balance: After it; never below zero.
        on: The day on which the money moved.
        reverses: Number of the entry that it reverses.
    """

    number: int
    kind: Kind
    amount: int
    balance: int
    on: date
    reverses: int | None = None
