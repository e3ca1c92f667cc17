"""However money moves, a ledger adds up, never holds less than nothing, and takes what the plain reference takes."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from fairway.recruitment.guarantees import reference
from fairway.recruitment.guarantees.errors import LedgerRefused
from fairway.recruitment.guarantees.ledger import after, balance
from fairway.recruitment.guarantees.movements import LARGEST, Account, Entry, Kind, Movement
from fairway.recruitment.guarantees.verifying import verify

TODAY = date(2026, 11, 22)
AMOUNTS = st.one_of(st.integers(-5, 60), st.integers(LARGEST - 2, LARGEST + 2))
DAYS = st.integers(-30, 1).map(lambda days: TODAY + timedelta(days))


class Ledger(RuleBasedStateMachine):
    """A ledger, and the reference beside it."""

    reversals = Bundle("reversals")

    @initialize(required=st.integers(1, 100))
    def begin(self, required: int) -> None:
        self.required = required
        self.history: list[Entry] = []
        self.taken: list[Movement] = []

    def ask(self, movement: Movement, account: Account) -> None:
        expected = reference.takes(self.taken, movement, account, today=TODAY)
        before = list(self.history)
        try:
            entry = after(self.history, movement, account, today=TODAY)
        except LedgerRefused:
            assert not expected
            assert self.history == before
        else:
            assert expected
            self.history.append(entry)
            self.taken.append(movement)

    @rule(
        kind=st.sampled_from([kind for kind in Kind if kind is not Kind.REVERSAL]), amount=AMOUNTS, on=DAYS,
        currency=st.sampled_from(["NPR", "NPR", "NPR", "INR"]), stands=st.booleans(), claimed=st.integers(0, 50),
    )  # fmt: skip
    def move(self, kind: Kind, amount: int, on: date, currency: str, stands: bool, claimed: int) -> None:
        account = Account("NPR", self.required, licence_stands=stands, claimed=claimed)
        self.ask(Movement(kind, amount, currency, on), account)

    @rule(number=st.integers(-1, 12))
    def reverse(self, number: int) -> None:
        self.ask(Movement(Kind.REVERSAL, 0, "NPR", TODAY, number), Account("NPR", self.required))

    @invariant()
    def adds_up(self) -> None:
        if hasattr(self, "history"):
            held = reference.held(self.taken)
            assert balance(self.history) == held >= 0
            assert verify(self.history, held=held, version=len(self.history)) == ()


TestLedger = Ledger.TestCase
TestLedger.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)


def many(operations: int, seed: int, guarantees: int) -> tuple[int, int]:
    """So many random operations on so many guarantees; each ledger adds up at every step. Taken, refused."""
    draw = Random(seed)
    ledgers: list[list[Entry]] = [[] for _ in range(guarantees)]
    sums, refused = [0] * guarantees, 0
    kinds = list(Kind)
    for _ in range(operations):
        which = draw.randrange(guarantees)
        history, kind = ledgers[which], draw.choice(kinds)
        number = draw.randrange(0, len(history) + 2) if kind is Kind.REVERSAL else None
        movement = Movement(kind, draw.randrange(0, 2000), "PHP", TODAY, number)
        account = Account("PHP", 1500, licence_stands=draw.random() < 0.7, claimed=draw.randrange(0, 500))
        try:
            entry = after(history, movement, account, today=TODAY)
        except LedgerRefused:
            refused += 1
            continue
        sums[which] += entry.amount
        assert entry.balance == sums[which] >= 0
        assert entry.number == len(history) + 1
        history.append(entry)
    assert all(verify(one, held=held, version=len(one)) == () for one, held in zip(ledgers, sums, strict=True))
    return operations - refused, refused


def test_ten_thousand_random_operations() -> None:
    taken, refused = many(10_000, seed=6, guarantees=20)
    assert taken > 4000
    assert refused > 500


@pytest.mark.slow
@pytest.mark.parametrize("guarantees", [50, 1])
def test_a_hundred_thousand_random_operations(guarantees: int) -> None:
    taken, refused = many(100_000, seed=181, guarantees=guarantees)
    assert taken + refused == 100_000
    assert taken > 40_000
