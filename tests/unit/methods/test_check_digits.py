"""Check digits: a slip of the hand is found, and any script's digits are read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairway.methods.check_digits import check_digit, drawn, grouped, plain_digits, whole

DIGITS = st.text("0123456789", min_size=1, max_size=24)


def test_the_published_example() -> None:
    assert check_digit("572") == "4"  # Damm 2004, as quoted in every description of the algorithm


@given(DIGITS, st.data())
def test_one_wrong_digit_is_found(digits: str, data: st.DataObject) -> None:
    number = digits + check_digit(digits)
    at = data.draw(st.integers(0, len(number) - 1))
    other = data.draw(st.sampled_from([one for one in "0123456789" if one != number[at]]))
    assert whole(number)
    assert not whole(number[:at] + other + number[at + 1 :])


@given(DIGITS, st.data())
def test_two_swapped_neighbours_are_found(digits: str, data: st.DataObject) -> None:
    number = digits + check_digit(digits)
    at = data.draw(st.integers(0, len(number) - 2))
    swapped = number[:at] + number[at + 1] + number[at] + number[at + 2 :]
    assert whole(swapped) == (swapped == number)


def test_a_drawn_number_is_whole_and_not_the_one_before() -> None:
    numbers = {drawn(16) for _ in range(200)}
    assert len(numbers) == 200
    assert all(len(one) == 16 and whole(one) for one in numbers)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1234 5678", "12345678"),
        ("१२३४-५६७८", "12345678"),
        ("١٢٣٤ ٥٦٧٨", "12345678"),
        ("১২৩৪\u00a0৫৬৭৮", "12345678"),
        ("\u200e1234\u200f", "1234"),
        ("12a4", ""),
        ("²", ""),
        ("", ""),
    ],
)
def test_digits_of_any_script(typed: str, read: str) -> None:
    assert plain_digits(typed) == read


def test_groups_of_four() -> None:
    assert grouped("1234567890123456") == "1234 5678 9012 3456"
