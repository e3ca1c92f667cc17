"""Receipts: what is typed, and what it opens."""

from __future__ import annotations

import os
from threading import Thread

import pytest
from argon2.low_level import Type, hash_secret_raw

from fairway.kernel.errors import InternalError
from fairway.methods.check_digits import check_digit
from fairway.safe_reporting.receipts import ReceiptMistyped, derive, derived, draw, read, shown
from fairway.safe_reporting.sealing.envelopes import open_sealed, seal
from fairway.safe_reporting.sealing.identities import recipient_of

SALT = b"an installation's salt"
NUMBER = "5724" * 4 + "572" + check_digit("5724" * 4 + "572")


def test_the_check_digit_is_that_of_damm() -> None:
    """H. M. Damm (2004): 572 has the check digit 4."""
    assert check_digit("572") == "4"
    assert read(NUMBER) == NUMBER


@pytest.mark.parametrize("high_risk", [False, True])
def test_a_number_has_20_digits_or_25(high_risk: bool) -> None:
    number = draw(high_risk=high_risk)
    assert len(number) == (25 if high_risk else 20)
    assert read(shown(number)) == number
    assert [len(group) for group in shown(number).split()] == [5] * (len(number) // 5)


def test_numbers_are_drawn_from_all_of_them() -> None:
    drawn = [draw() for _ in range(400)]
    assert len(set(drawn)) == len(drawn)
    for place in range(20):
        assert {number[place] for number in drawn} == set("0123456789")


@pytest.mark.parametrize("zero", "0٠०০୦０", ids=["ASCII", "Arabic", "Devanagari", "Bengali", "Oriya", "full width"])
def test_digits_of_any_script_are_read(zero: str) -> None:
    typed = "".join(chr(ord(zero) + int(digit)) for digit in NUMBER)
    assert read(f" {typed[:7]}–{typed[7:12]} {typed[12:]}\u200f\n") == NUMBER


def test_every_single_slip_is_found() -> None:
    for at, digit in enumerate(NUMBER):
        for other in set("0123456789") - {digit}:
            with pytest.raises(ReceiptMistyped, match="One digit"):
                read(NUMBER[:at] + other + NUMBER[at + 1 :])
        if at and NUMBER[at - 1] != digit:
            with pytest.raises(ReceiptMistyped, match="One digit"):
                read(NUMBER[: at - 1] + digit + NUMBER[at - 1] + NUMBER[at + 1 :])


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Type the digits"),
        ("not a number", "Type the digits"),
        (NUMBER[:19], "you typed 19"),
        (NUMBER + "1", "you typed 21"),
        ("1" * 201, "too long"),
    ],
)
def test_what_is_no_number_is_said_without_being_repeated(typed: str, said: str) -> None:
    with pytest.raises(ReceiptMistyped, match=said) as refused:
        read(typed)
    assert not typed or typed not in str(refused.value)


def test_a_number_opens_the_same_things_every_time_and_at_one_installation_only() -> None:
    first, again, elsewhere = derive(NUMBER, SALT), derive(NUMBER, SALT), derive(NUMBER, SALT + b"x")
    assert first == again
    parts = [(one.lookup, one.draft, one.identity, one.recipient) for one in (first, elsewhere)]
    assert all(here != there for here, there in zip(*parts, strict=True))
    assert first.draft.hex() != first.lookup
    assert first.recipient == recipient_of(first.identity)
    sealed = seal(b"an answer", report="ab" * 16, kind="message", recipients=[first.recipient]).content
    assert open_sealed(sealed, [first.identity]).content == b"an answer"


def test_the_derivation_is_argon2id_with_the_stated_cost() -> None:
    """64 MiB and two passes: less, and trying numbers would be cheap. RFC 9106, section 4."""
    root = hash_secret_raw(
        NUMBER.encode(), SALT, time_cost=2, memory_cost=65_536, parallelism=1, hash_len=32, type=Type.ID
    )
    assert derive(NUMBER, SALT).draft == derived._from(root, b"fairway receipt: draft")
    assert (derived.MEMORY_KIB, derived.PASSES) == (65_536, 2)


def test_an_installation_without_its_salt_derives_nothing() -> None:
    with pytest.raises(InternalError):
        derive(NUMBER, b"fifteen letters")


def test_nothing_secret_is_printed() -> None:
    keys = derive(NUMBER, SALT)
    assert keys.identity not in repr(keys)
    assert keys.recipient not in repr(keys)
    assert keys.draft.hex() not in repr(keys)
    assert repr(keys.draft) not in repr(keys)


def test_at_most_two_derivations_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    most, now = 0, 0

    def counted(*_: object, **__: object) -> bytes:
        nonlocal most, now
        now += 1
        most = max(most, now)
        slow = sum(at * at for at in range(20_000))
        now -= 1
        return slow.to_bytes(32, "big")

    monkeypatch.setattr(derived, "hash_secret_raw", counted)
    threads = [Thread(target=derive, args=(NUMBER, SALT)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 1 <= most <= derived.AT_ONCE
    assert derived._turns._value == derived.AT_ONCE, os.getpid()
