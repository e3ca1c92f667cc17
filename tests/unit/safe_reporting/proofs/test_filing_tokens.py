"""The token of a filing: copied by hand it is read, changed it is refused, and the reason says which of the two."""

from __future__ import annotations

import base64
import hashlib
from datetime import date

import pytest

from fairway.methods.signing_keys import PublicKey, new_key
from fairway.safe_reporting.proofs import Promise, Reason, grouped, make_token, monday, read_token
from fairway.safe_reporting.proofs.tokens import CHECK_BYTES, LETTERS
from tests.unit.safe_reporting.proofs.filings_made import MONDAY, commitment, key, keys


def token(number: int = 1, week: date = MONDAY) -> str:
    return make_token(commitment(number), week, key())


def changed(of: str, place: int, flip: int = 1) -> str:
    """A token with a bit of its content turned over, and its check made anew: what a forger sends."""
    body = bytearray(base64.b32decode(of + "=" * (-len(of) % 8)))[:-CHECK_BYTES]
    body[place] ^= flip
    return base64.b32encode(bytes(body) + hashlib.sha256(body).digest()[:CHECK_BYTES]).decode().rstrip("=")


def test_a_token_says_what_was_promised() -> None:
    found = read_token(token(), keys())
    assert found == Promise(commitment(1), MONDAY, key().id.hex())
    assert isinstance(found, Promise)
    assert found.due == date(2026, 11, 30)
    assert monday(date(2026, 11, 29)) == MONDAY
    assert len(token()) == LETTERS
    assert token() == token()


@pytest.mark.parametrize(
    "written",
    [grouped(token()), token().lower(), "\n".join(grouped(token()).split()), grouped(token()).replace(" ", "-"),
     token().replace("O", "0").replace("I", "1").replace("B", "8")],
    ids=["groups", "small", "lines", "dashes", "digits"],
)  # fmt: skip
def test_a_token_is_read_as_hands_write_it(written: str) -> None:
    assert isinstance(read_token(written, keys()), Promise)


def test_every_wrong_letter_is_a_slip_and_not_a_forgery() -> None:
    whole = token()
    for place, letter in enumerate(whole):
        other = "B" if letter == "A" else "A"
        assert read_token(whole[:place] + other + whole[place + 1 :], keys()) is Reason.MISTYPED, place


def test_the_bits_that_the_last_letter_has_to_spare_are_part_of_it() -> None:
    whole = token()
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
    others = [whole[:-1] + one for one in letters if one != whole[-1]]
    assert {read_token(one, keys()) for one in others} == {Reason.MISTYPED}


@pytest.mark.parametrize("place", [5, 36, 37, 38, 39, 102])
def test_a_changed_token_with_a_right_check_is_a_forgery(place: int) -> None:
    assert read_token(changed(token(), place), keys()) is Reason.FORGED


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", Reason.NONE_AT_ALL),
        ("hello", Reason.NONE_AT_ALL),
        ("été", Reason.NONE_AT_ALL),
        (token()[:-1], Reason.TRUNCATED),
        (token()[:90], Reason.TRUNCATED),
        (token() + "A", Reason.TOO_LONG),
        (token()[:-1] + "9", Reason.MISTYPED),
        (changed(token(), 0, 3), Reason.NEWER),
        (changed(token(), 0, 1), Reason.NONE_AT_ALL),
        (changed(token(), 2), Reason.OTHER_KEY),
    ],
    ids=["empty", "word", "script", "cut", "half", "longer", "nine", "newer", "older", "key"],
)
def test_what_is_no_token_says_what_is_wrong(written: str, reason: Reason) -> None:
    assert read_token(written, keys()) is reason


def test_a_signature_for_something_else_is_no_token() -> None:
    """The tag keeps a head, or a licence, that the same key signed from being passed off as a promise."""
    whole = base64.b32decode(token() + "=" * (-LETTERS % 8))
    head = whole[:39]
    body = head + key().sign(head)
    other = base64.b32encode(body + hashlib.sha256(body).digest()[:CHECK_BYTES]).decode().rstrip("=")
    assert read_token(other, keys()) is Reason.FORGED


def test_a_key_signs_for_no_week_after_its_last_day() -> None:
    first = date(2026, 1, 1)
    retired = PublicKey(key().public, first, date(2026, 11, 22))
    assert read_token(token(), [retired]) is Reason.RETIRED_KEY
    assert isinstance(read_token(token(), [PublicKey(key().public, first, MONDAY)]), Promise)
    younger = PublicKey(key().public, date(2026, 12, 24))
    assert isinstance(read_token(token(), [younger]), Promise), "a token that is shown again is signed anew"
    assert read_token(token(), [new_key().from_day(first)]) is Reason.OTHER_KEY
