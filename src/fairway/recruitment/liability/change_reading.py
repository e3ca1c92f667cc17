"""Reads a “what if” as somebody writes it in one line: `licence NPL-000012 revoked 2025-01-01`."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from fairway.kernel.text import Text
from fairway.recruitment.liability.errors import ChangeUnusable
from fairway.recruitment.liability.what_if import (
    AgencyJoined,
    Change,
    EmployerReplaced,
    GuaranteeDrawn,
    LicenceChanges,
    RelationEnds,
    Unlicensed,
)
from fairway.recruitment.licences.states import State

FORMS: Final[Mapping[str, str]] = {
    "licence": "licence CODE STATE DAY",
    "unlicensed": "unlicensed CODE",
    "ended": "ended RECRUITER SERVED DAY",
    "drawn": "drawn CODE CURRENCY AMOUNT",
    "joined": "joined CODE INTO",
    "employer": "employer CODE DAY",
}
"""First word → how the line is written."""
AFTERWARDS: Final = tuple(one.value for one in (State.EXPIRED, State.SUSPENDED, State.REVOKED, State.SURRENDERED))


def read_change(line: str) -> Change:
    """The change that a line means.

    Args:
        line: One of `FORMS`.

    Raises:
        ChangeUnusable: It is none; the message says how it is written.
    """
    words = line.split()
    form = FORMS.get(words[0].lower() if words else "")
    if form is None:
        near = difflib.get_close_matches(words[0].lower() if words else "", FORMS, n=1)
        raise _unusable(line, FORMS[near[0]] if near else "; ".join(FORMS.values()))
    if len(words) != len(form.split()):
        raise _unusable(line, form)
    return _READ[words[0].lower()](words[1:], line)


def _unusable(line: str, form: str) -> ChangeUnusable:
    return ChangeUnusable(
        Text("“{line}” cannot be read as a change.", line=line),
        advice=Text("Write it so: {form}.", form=form),
        details={"line": line},
    )


def _day(text: str, line: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _unusable(line, "… 2025-01-31") from None


def _licence(words: Sequence[str], line: str) -> Change:
    if words[1] not in AFTERWARDS:
        raise _unusable(line, f"licence CODE {'|'.join(AFTERWARDS)} DAY")
    return LicenceChanges(words[0], State(words[1]), _day(words[2], line))


def _drawn(words: Sequence[str], line: str) -> Change:
    try:
        amount = Decimal(words[2])
    except InvalidOperation:
        raise _unusable(line, FORMS["drawn"]) from None
    if not amount.is_finite() or amount <= 0:
        raise _unusable(line, "drawn CODE CURRENCY AMOUNT, the amount more than 0")
    return GuaranteeDrawn(words[0], amount, words[1].upper())


_READ: Final[Mapping[str, Callable[[Sequence[str], str], Change]]] = {
    "licence": _licence,
    "unlicensed": lambda words, line: Unlicensed(words[0]),
    "ended": lambda words, line: RelationEnds(words[0], words[1], _day(words[2], line)),
    "drawn": _drawn,
    "joined": lambda words, line: AgencyJoined(words[0], words[1]),
    "employer": lambda words, line: EmployerReplaced(words[0], _day(words[1], line)),
}
