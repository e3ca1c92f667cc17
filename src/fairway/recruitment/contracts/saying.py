"""Values of terms as a reader sees them: amounts with their period, numbers with their unit, choices in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Final

from fairway.kernel import text
from fairway.kernel.text import Number, PlaceName, Text
from fairway.recruitment.contracts.fields import Field
from fairway.recruitment.contracts.terms import Money, Value

YES: Final = Text("yes")
NO: Final = Text("no")
STAGES: Final = {
    "promised": Text("Promised"),
    "signed": Text("Signed before departure"),
    "used": Text("Used at the destination"),
    "paid": Text("Given in fact"),
}
CHOICES: Final = {
    "worker_pays": Text("paid by the worker"),
    "deducted": Text("taken from pay"),
    "allowance": Text("an allowance in money"),
    "free": Text("free for the worker"),
    "piece": Text("by the piece"),
    "hour": Text("by the hour"),
    "day": Text("by the day"),
    "week": Text("every week"),
    "fortnight": Text("every two weeks"),
    "month": Text("by the month"),
    "quarter": Text("every three months"),
    "kind": Text("in goods"),
    "cash": Text("in cash"),
    "bank": Text("by bank"),
}
_PER: Final[dict[str, Callable[[text.Money], Text]]] = {
    "hour": lambda amount: Text("{amount} an hour", amount=amount),
    "day": lambda amount: Text("{amount} a day", amount=amount),
    "week": lambda amount: Text("{amount} a week", amount=amount),
    "fortnight": lambda amount: Text("{amount} every two weeks", amount=amount),
    "month": lambda amount: Text("{amount} a month", amount=amount),
    "year": lambda amount: Text("{amount} a year", amount=amount),
    "once": lambda amount: Text("{amount} once", amount=amount),
    "piece": lambda amount: Text("{amount} a piece", amount=amount),
}
LONGEST: Final = 120
"""Letters of a text that a sentence repeats."""


def value_said(field: Field, value: Value) -> Text | str | PlaceName:
    """One value as a text shows it.

    Args:
        field: Its field.
        value: Of the field's kind; anything else is written as it stands.
    """
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, Money):
        return money_said(value)
    if isinstance(value, Decimal):
        number = Number(float(value), 0 if value == value.to_integral_value() else 1)
        return Text("{number} {unit}", number=number, unit=field.unit) if field.unit else Text("{n}", n=number)
    if isinstance(value, date):
        return value.isoformat()
    if field.kind == "choice":
        return CHOICES.get(value, value[:LONGEST])
    if field.name == "country" and len(value) == 3:
        return PlaceName(value.upper())
    return value[:LONGEST]


def money_said(money: Money) -> Text:
    """An amount with its period."""
    whole = money.value == money.value.to_integral_value()
    amount = text.Money(float(money.value), money.currency, 0 if whole else 2)
    return _PER[money.per](amount) if money.per in _PER else Text("{amount}", amount=amount)
