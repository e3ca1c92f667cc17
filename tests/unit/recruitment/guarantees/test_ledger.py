"""What a ledger takes, what it refuses and why."""

from __future__ import annotations

from datetime import date

import pytest

from fairway.recruitment.guarantees.errors import LedgerRefused
from fairway.recruitment.guarantees.ledger import after, balance, missing
from fairway.recruitment.guarantees.money import money, plain, smallest_coins
from fairway.recruitment.guarantees.movements import KINDS, LARGEST, Account, Entry, Kind, Movement

TODAY = date(2026, 11, 22)
ACCOUNT = Account("NPR", required=1000)


def moved(*movements: tuple[Kind, int] | Movement, account: Account = ACCOUNT) -> tuple[Entry, ...]:
    """The ledger after these movements."""
    history: tuple[Entry, ...] = ()
    for one in movements:
        movement = one if isinstance(one, Movement) else Movement(one[0], one[1], account.currency, TODAY)
        history += (after(history, movement, account, today=TODAY),)
    return history


def reversal(number: int | None) -> Movement:
    return Movement(Kind.REVERSAL, 0, "NPR", TODAY, number)


def test_entries_are_numbered_and_add_up() -> None:
    history = moved((Kind.DEPOSIT, 1000), (Kind.DRAW_DOWN, 400), (Kind.REPLENISHMENT, 500), (Kind.RELEASE, 100))
    assert [(one.number, one.amount, one.balance) for one in history] == [
        (1, 1000, 1000), (2, -400, 600), (3, 500, 1100), (4, -100, 1000),
    ]  # fmt: skip
    assert (balance(history), balance(())) == (1000, 0)


def test_what_is_missing_is_never_less_than_nothing() -> None:
    assert (missing(600, 1000), missing(1000, 1000), missing(1200, 1000)) == (400, 0, 0)


def test_a_reversal_takes_back_what_was_booked_whichever_way_it_went() -> None:
    history = moved((Kind.DEPOSIT, 1000), (Kind.DRAW_DOWN, 400), reversal(2), reversal(1))
    assert [(one.amount, one.balance, one.reverses) for one in history[2:]] == [(400, 1000, 2), (-1000, 0, 1)]


@pytest.mark.parametrize(
    ("history", "movement", "reason"),
    [
        ([(Kind.DEPOSIT, 1000)], (Kind.DRAW_DOWN, 1001), "overdrawn"),
        ([], (Kind.DRAW_DOWN, 1), "overdrawn"),
        ([(Kind.DEPOSIT, 1000), (Kind.DRAW_DOWN, 1)], reversal(1), "overdrawn"),
        ([], (Kind.DEPOSIT, 0), "nothing_moved"),
        ([(Kind.DEPOSIT, 5)], (Kind.DRAW_DOWN, -5), "nothing_moved"),
        ([], (Kind.DEPOSIT, LARGEST + 1), "too_large"),
        ([(Kind.DEPOSIT, LARGEST)] * 1000, (Kind.DEPOSIT, 1), "too_large"),
        ([], Movement(Kind.DEPOSIT, 5, "INR", TODAY), "other_currency"),
        ([(Kind.DEPOSIT, 5)], Movement(Kind.REVERSAL, 0, "INR", TODAY, 1), "other_currency"),
        ([], Movement(Kind.DEPOSIT, 5, "NPR", date(2026, 11, 23)), "in_the_future"),
        ([(Kind.DEPOSIT, 5)], reversal(2), "no_such_entry"),
        ([(Kind.DEPOSIT, 5)], reversal(0), "no_such_entry"),
        ([(Kind.DEPOSIT, 5)], reversal(None), "no_such_entry"),
        ([(Kind.DEPOSIT, 5), reversal(1)], reversal(1), "reversed_already"),
        ([(Kind.DEPOSIT, 5), reversal(1)], reversal(2), "reversal_of_a_reversal"),
        ([(Kind.DEPOSIT, 1100)], (Kind.RELEASE, 101), "below_required"),
    ],
)
def test_what_is_refused(history: list[tuple[Kind, int] | Movement], movement: object, reason: str) -> None:
    before = moved(*history)
    wanted = movement if isinstance(movement, Movement) else Movement(*movement, "NPR", TODAY)  # type: ignore[misc]
    with pytest.raises(LedgerRefused) as refused:
        after(before, wanted, ACCOUNT, today=TODAY)
    assert refused.value.reason == reason == refused.value.details["reason"]
    assert refused.value.title
    assert refused.value.advice


@pytest.mark.parametrize(
    ("stands", "claimed", "amount", "reason"),
    [(True, 0, 100, ""), (False, 0, 1100, ""), (False, 200, 901, "below_claims"), (False, 200, 900, ""),
     (True, 1050, 51, "below_claims"), (True, 200, 101, "below_required")],
)  # fmt: skip
def test_a_release_leaves_what_is_required_and_what_is_claimed(
    stands: bool, claimed: int, amount: int, reason: str
) -> None:
    account = Account("NPR", 1000, licence_stands=stands, claimed=claimed)
    release = Movement(Kind.RELEASE, amount, "NPR", TODAY)
    history = moved((Kind.DEPOSIT, 1100))
    if not reason:
        assert after(history, release, account, today=TODAY).balance == 1100 - amount
        return
    with pytest.raises(LedgerRefused) as refused:
        after(history, release, account, today=TODAY)
    assert refused.value.reason == reason


def test_a_claim_may_take_what_is_required() -> None:
    """What is required is there to be drawn upon, however many other claims wait."""
    account = Account("NPR", 1000, claimed=1000)
    assert moved((Kind.DEPOSIT, 1000), (Kind.DRAW_DOWN, 1000), account=account)[-1].balance == 0


@pytest.mark.parametrize(
    ("written", "currency", "coins", "again"),
    [("1,500,000.50", "PHP", 150000050, "1500000.50"), ("५००", "NPR", 50000, "500.00"),
     ("12 000", "JPY", 12000, "12000"), ("12.34", "KWD", 12340, "12.340")],
)  # fmt: skip
def test_sums_are_whole_numbers_of_the_smallest_coin(written: str, currency: str, coins: int, again: str) -> None:
    assert smallest_coins(written, currency) == coins
    assert plain(coins, currency) == again
    assert money(coins, currency).decimals == len(again.partition(".")[2])


def test_a_refusal_says_the_sums_in_the_currency() -> None:
    with pytest.raises(LedgerRefused, match=r"holds NPR 10\.00: NPR 10\.01 cannot"):
        after(moved((Kind.DEPOSIT, 1000)), Movement(Kind.DRAW_DOWN, 1001, "NPR", TODAY), ACCOUNT, today=TODAY)


def test_every_kind_has_its_words() -> None:
    assert set(KINDS) == set(Kind)
