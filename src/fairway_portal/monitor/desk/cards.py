"""A sheet of cards to print: the address as a square code, which is the same on all, and a number on each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import segno
from markupsafe import Markup

from fairway.kernel.text import Text
from fairway.reference.wording import voice
from fairway_portal.monitor.vouchers import Made
from fairway_portal.monitor.worker import cards as words

GROUP: Final = 4


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed.

    Attributes:
        label, issuer: Of the batch.
        language, direction: Of the cards; they need not be those of the desk.
        address: Where a worker rates, without a number in it.
        code: The address as a square code, a drawing for `<symbol>`; side: its width in modules.
        title, steps, promises: What each card says.
        numbers: Each in groups of four digits.
    """

    label: str
    issuer: str
    language: str
    direction: str
    address: str
    code: Markup
    side: int
    title: str
    steps: tuple[str, ...]
    promises: tuple[str, ...]
    numbers: tuple[str, ...]


def sheet_of(made: Made, *, language: str, address: str) -> Sheet:
    """The sheet of a batch that was just made.

    Args:
        made: With its numbers, which are nowhere else.
        language: Of the cards.
        address: Of the page on which workers rate.
    """
    code = segno.make(address, error="m", micro=False)
    speaking = voice(language)
    until = Text(words.UNTIL.template, day=made.batch.expires.isoformat())
    return Sheet(
        made.batch.label,
        made.batch.issuer.name,
        language,
        "rtl" if language == "ar" else "ltr",
        address,
        Markup(code.svg_inline(border=2, omitsize=True, svgclass=None, lineclass=None)),  # noqa: S704 -- drawn from bits
        int(code.symbol_size(border=2)[0]),
        speaking.say(words.TITLE),
        tuple(speaking.say(one) for one in words.STEPS),
        tuple(speaking.say(one) for one in (*words.PROMISES, until)),
        tuple(grouped(one) for one in made.numbers),
    )


def grouped(number: str) -> str:
    """`1234 5678 9012 3456`."""
    return " ".join(number[start : start + GROUP] for start in range(0, len(number), GROUP))
