"""One term measured by one rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal, TypeAlias

from fairway.kernel.text import Text
from fairway.kernel.text import Value as Shown
from fairway.recruitment.contracts import units
from fairway.recruitment.contracts.comparing_thresholds import SAME_CONVERTED
from fairway.recruitment.contracts.fields import by_name
from fairway.recruitment.contracts.rules import ContractRule
from fairway.recruitment.contracts.saying import money_said, value_said
from fairway.recruitment.contracts.terms import Money
from fairway.recruitment.contracts.units import Clean, Odd

Verdict: TypeAlias = Literal["met", "broken", "unknown", "applies_not"]
_SILENT_IS_NONE: Final = frozenset({"deductions", "penalty_for_leaving"})
"""Amounts that nobody owes where the contract does not speak of them."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What one rule says of one term.

    Attributes:
        verdict: Of `Verdict`.
        reason: Names the contract's value.
    """

    verdict: Verdict
    reason: Text


def stated(rule: ContractRule, values: Mapping[str, Clean]) -> tuple[str, ...]:
    """The terms that a rule wants written and the contract does not say; hours a day with days of rest are a week."""
    hours = "weekly_hours" if units.weekly_hours(values) is not None else ""
    return tuple(name for name in rule.fields if name not in values and name != hours)


def measured(rule: ContractRule, values: Mapping[str, Clean], rates: Mapping[str, Decimal]) -> Measured:
    """Holds the term of a rule against it.

    Args:
        rule: Of any test but `stated`.
        values: Of the contract.
        rates: As of `comparing.compare`.
    """
    value = _value(rule, values)
    if rule.test == "look_up":
        return Measured("unknown", Text("Look it up: {note}", note=rule.note))
    if value is None:
        if rule.field in _SILENT_IS_NONE and rule.test == "at_most":
            return Measured("met", Text("The contract asks for none."))
        return Measured("unknown", Text("The contract does not say it."))
    if isinstance(value, Odd):
        return Measured("unknown", Text("The contract says “{written}”.", written=value.written[:80]))
    if rule.test == "share":
        return _share(rule, value, values)
    if isinstance(value, Money):
        return _money(rule, value, values, rates)
    return _aimed(rule, _kept(rule, value), value_said(by_name()[rule.field], value))


def _value(rule: ContractRule, values: Mapping[str, Clean]) -> Clean | None:
    """The term, or what follows from others."""
    if rule.field == "weekly_hours":
        return units.weekly_hours(values) or values.get(rule.field)
    if rule.field == "daily_hours":
        return units.daily_hours(values) or values.get(rule.field)
    return values.get(rule.field)


def _kept(rule: ContractRule, value: Clean) -> bool:
    if isinstance(value, Decimal) and isinstance(rule.least, Decimal):
        return value >= rule.least if rule.test == "at_least" else value <= rule.least
    written = {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
    return written in rule.allowed


def _aimed(rule: ContractRule, kept: bool, shown: Shown) -> Measured:
    """What a contract says beside a rule that binds, or an aim that guides."""
    reason = Text("The contract says {value}.", value=shown)
    if kept:
        return Measured("met", reason)
    if rule.aim:
        return Measured("unknown", Text("The contract says {value}. This standard guides and does not bind.",
                                        value=shown))  # fmt: skip
    return Measured("broken", reason)


def _share(rule: ContractRule, value: Clean, values: Mapping[str, Clean]) -> Measured:
    """A term as a share of another."""
    whole = units.weekly_hours(values) if rule.of == "weekly_hours" else units.number_of(values, rule.of)
    if whole is None or not isinstance(value, Decimal) or not isinstance(rule.least, Decimal):
        return Measured("unknown", Text("The contract does not say it."))
    return _aimed(rule, value >= whole * rule.least, value_said(by_name()[rule.field], value))


def _money(rule: ContractRule, value: Money, values: Mapping[str, Clean], rates: Mapping[str, Decimal]) -> Measured:
    """An amount beside an amount: in the rule's currency and period, pay by its own hours and days."""
    least = rule.least
    if not isinstance(least, Money):
        return Measured("unknown", Text("The contract says {value}.", value=money_said(value)))
    if not value.value and not least.value:
        return _aimed(rule, True, money_said(value))
    amount = _in_period(rule, value, values, least.per)
    if amount is None:
        return Measured("unknown", Text("The contract says {value}; without the hours and days of work it cannot be "
                                        "compared.", value=money_said(value)))  # fmt: skip
    amount = units.exchanged(amount, value.currency, least.currency, rates) if least.value else amount
    if amount is None:
        return Measured("unknown", Text("The contract says {value}; no rate of exchange was given.",
                                        value=money_said(value)))  # fmt: skip
    slack = 1 - SAME_CONVERTED if value.per != least.per else Decimal(1)
    kept = amount >= least.value * slack if rule.test == "at_least" else amount <= least.value
    return _aimed(rule, kept, money_said(value))


def _in_period(rule: ContractRule, value: Money, values: Mapping[str, Clean], per: str) -> Decimal | None:
    if value.per == per or not rule.least:
        return value.value
    if isinstance(rule.least, Money) and not rule.least.value:
        return value.value
    if rule.field == "pay" and per in ("month", "hour"):
        monthly, hourly = units.monthly_and_hourly(values)
        return monthly if per == "month" else hourly
    return units.in_period(value.value, value.per, per)
