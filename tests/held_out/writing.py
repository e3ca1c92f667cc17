"""Writes the terms of the held-out sets from short forms: "1200 QAR", "9.5 EUR/hour", 48, True, "free"."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import TypeAlias

from fairway.recruitment.contracts.fields import PERIODS, by_name
from fairway.recruitment.contracts.terms import Money, Value

Short: TypeAlias = str | int | float | bool | None


def money(written: str) -> Money:
    """An amount from "1200 QAR" (a month) or "9.5 EUR/hour"."""
    amount, _, rest = written.partition(" ")
    currency, _, per = rest.partition("/")
    if len(currency) != 3 or (per and per not in PERIODS):
        raise ValueError(written)
    return Money(Decimal(amount), currency, per or "month")


def value(field: str, written: Short) -> Value:
    """The value of a field, of the field's kind."""
    kind = by_name()[field].kind
    if kind == "yes_no":
        if not isinstance(written, bool):
            raise ValueError(f"{field}: {written!r}")
        return written
    if kind == "number":
        return Decimal(str(written))
    text = str(written)
    if kind == "money":
        return money(text)
    if kind == "date":
        return date.fromisoformat(text)
    if kind == "choice" and text not in by_name()[field].choices:
        raise ValueError(f"{field}: {text!r}")
    return text


def values(written: Mapping[str, Short]) -> Mapping[str, Value]:
    """The values of fields; a field whose short form is None was not said."""
    return MappingProxyType({name: value(name, one) for name, one in written.items() if one is not None})
