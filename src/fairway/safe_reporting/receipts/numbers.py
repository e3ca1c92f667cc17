"""The number itself: digits, because every script has them and every telephone can type them.

20 digits, one of them a check digit (H. M. Damm, 2004), are 19 random ones: 63 bits, behind a slow derivation
(`derived`). 25 digits are 24 random ones: 80 bits, for whoever fears an adversary with many machines.
"""

from __future__ import annotations

from typing import Final

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway.methods.check_digits import drawn, grouped, plain_digits, whole

ORDINARY_DIGITS: Final = 20
HIGH_RISK_DIGITS: Final = 25
GROUP: Final = 5
LONGEST_TYPED: Final = 200


class ReceiptMistyped(InputError):
    """What was typed is no receipt number: told before anything is looked up, so that it says nothing of reports."""

    def __init__(self, title: Text) -> None:
        super().__init__(title, advice=Text("Compare it with your note, group by group, and type it again."))


def draw(*, high_risk: bool = False) -> str:
    """A new number: 20 ASCII digits, or 25 in high-risk mode; the last is the check digit."""
    return drawn(HIGH_RISK_DIGITS if high_risk else ORDINARY_DIGITS)


def read(typed: str) -> str:
    """The number that somebody typed, in ASCII digits.

    Args:
        typed: In digits of any script; spaces and dashes do not count.

    Raises:
        ReceiptMistyped: It holds something else than digits, has too few or too many, or its check digit is wrong.
    """
    if len(typed) > LONGEST_TYPED:
        raise ReceiptMistyped(Text("This is too long for a number."))
    digits = plain_digits(typed)
    if not digits:
        raise ReceiptMistyped(Text("Type the digits of your number, and nothing else."))
    if len(digits) not in (ORDINARY_DIGITS, HIGH_RISK_DIGITS):
        raise ReceiptMistyped(
            Text("Your number has {few} or {many} digits; you typed {n}.", few=ORDINARY_DIGITS, many=HIGH_RISK_DIGITS,
                 n=len(digits))
        )  # fmt: skip
    if not whole(digits):
        raise ReceiptMistyped(Text("One digit is wrong, or two changed places."))
    return digits


def shown(number: str) -> str:
    """The number in groups of five, as it is written down and read aloud."""
    return grouped(number, GROUP)
