"""The ledger of guarantees: 100,000 random operations, each ledger verified; the time of one movement and of a check.

Run with `python -m benchmarks.guarantee_ledger [OPERATIONS]`. Null case: the plain reference, which adds up all
movements anew for each question (on a tenth of the operations, because it takes time with their square).
"""

from __future__ import annotations

import sys
import time
from datetime import date
from random import Random
from typing import Final

from benchmarks.report import Measured, show
from fairway.recruitment.guarantees import reference
from fairway.recruitment.guarantees.errors import LedgerRefused
from fairway.recruitment.guarantees.ledger import after
from fairway.recruitment.guarantees.movements import Account, Entry, Kind, Movement
from fairway.recruitment.guarantees.verifying import verify

TODAY: Final = date(2026, 11, 22)
GUARANTEES: Final = 100
MICROSECONDS: Final = 1_000_000


def drawn(operations: int, seed: int = 181) -> list[tuple[int, Movement, Account]]:
    """So many movements that somebody asks for, and of which guarantee."""
    draw, kinds = Random(seed), list(Kind)
    asked = []
    for _ in range(operations):
        kind = draw.choice(kinds)
        number = draw.randrange(1, 400) if kind is Kind.REVERSAL else None
        account = Account("PHP", 150_000_000, licence_stands=draw.random() < 0.7, claimed=draw.randrange(10_000_000))
        movement = Movement(kind, draw.randrange(200_000_000), "PHP", TODAY, number)
        asked.append((draw.randrange(GUARANTEES), movement, account))
    return asked


def kept(asked: list[tuple[int, Movement, Account]]) -> tuple[list[list[Entry]], int]:
    """The ledgers after all of it, and how many movements were refused."""
    ledgers: list[list[Entry]] = [[] for _ in range(GUARANTEES)]
    refused = 0
    for which, movement, account in asked:
        try:
            ledgers[which].append(after(ledgers[which], movement, account, today=TODAY))
        except LedgerRefused:
            refused += 1
    return ledgers, refused


def main(operations: int = 100_000) -> None:
    """Measures and prints."""
    asked = drawn(operations)
    began = time.perf_counter()
    ledgers, refused = kept(asked)
    moved = time.perf_counter() - began
    began = time.perf_counter()
    faults = sum(len(verify(one, held=sum(entry.amount for entry in one), version=len(one))) for one in ledgers)
    verified = time.perf_counter() - began
    below = sum(entry.balance < 0 for one in ledgers for entry in one)
    few = operations // 10
    began = time.perf_counter()
    taken: list[list[Movement]] = [[] for _ in range(GUARANTEES)]
    for which, movement, account in asked[:few]:
        if reference.takes(taken[which], movement, account, today=TODAY):
            taken[which].append(movement)
    plain = time.perf_counter() - began
    print(f"{operations:,} operations on {GUARANTEES} guarantees: {operations - refused:,} taken, {refused:,} refused")
    show(
        [
            Measured("entries that do not add up", faults, "", 0),
            Measured("balances below nothing", below, "", 0),
            Measured(
                "one movement", moved / operations * MICROSECONDS, "µs", 100,
                "the plain reference", plain / few * MICROSECONDS,
            ),
            Measured("verifying one entry", verified / (operations - refused) * MICROSECONDS, "µs", 20),
        ]
    )  # fmt: skip


if __name__ == "__main__":
    main(*(int(one) for one in sys.argv[1:]))
