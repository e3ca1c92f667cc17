"""Normal forms: values of the right kind, hours a week, pay for one period in one currency."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Final, TypeAlias

from fairway.recruitment.contracts.comparing_thresholds import CONTRADICTION
from fairway.recruitment.contracts.fields import PERIODS, Field, by_name
from fairway.recruitment.contracts.terms import Money, Value
from fairway.reference.spelling import fold

DAYS: Final = Decimal(7)
WEEKS_A_YEAR: Final = Decimal(52)
MONTHS: Final = Decimal(12)
LARGEST: Final = Decimal(10) ** 12
SMALLEST: Final = Decimal(10) ** -6
MULTIPLE: Final = Decimal(5)
"""Pay for overtime up to this number is a multiple of ordinary pay (1.25), above it per cent (125)."""
_YES: Final = frozenset({"yes", "true", "y", "1", "oui", "si", "نعم"})
_NO: Final = frozenset({"no", "false", "n", "0", "non", "لا"})
_A_YEAR: Final = {
    "week": WEEKS_A_YEAR,
    "fortnight": WEEKS_A_YEAR / 2,
    "month": MONTHS,
    "year": Decimal(1),
}


@dataclass(frozen=True, slots=True)
class Odd:
    """A value that is not of its field's kind: it is shown as written and never judged."""

    written: str


Clean: TypeAlias = Value | Odd
"""A value of its field's kind, or one that is not."""


def cleaned(values: Mapping[str, Value]) -> dict[str, Clean]:
    """The known fields that say something; numbers, choices and codes in one form.

    Args:
        values: As of `Terms`; anything may stand in it.
    """
    fields = by_name()
    found: dict[str, Clean] = {}
    for name, value in values.items():
        field = fields.get(name)
        if field is None or value is None or value == "":
            continue
        clean = _one(field, value)
        if clean != "":
            found[name] = clean
    return found


def _one(field: Field, value: object) -> Clean:
    """One value of its field's kind."""
    match field.kind:
        case "money":
            return _money(value)
        case "number":
            number = _number(value)
            if isinstance(number, Odd) or field.name != "overtime_rate":
                return number
            return number * 100 if 0 < number <= MULTIPLE else number
        case "yes_no":
            return value if isinstance(value, bool) else _yes_no(str(value))
        case "choice":
            key = str(value).strip().casefold().replace(" ", "_")
            return key if key in field.choices else Odd(str(value).strip())
        case "date":
            return _date(value)
        case _:
            return str(value).strip()


def _number(value: object) -> Decimal | Odd:
    """A number of 0 or more, of a size that can be reckoned with."""
    if isinstance(value, bool):
        return Odd(str(value))
    try:
        number = value if isinstance(value, Decimal) else Decimal(str(value).strip())
    except InvalidOperation:
        return Odd(str(value).strip())
    if not number.is_finite() or number < 0 or number > LARGEST or 0 < number < SMALLEST:
        return Odd(str(value))
    return number


def _money(value: object) -> Money | Odd:
    if not isinstance(value, Money):
        return Odd(str(value).strip())
    number = _number(value.value)
    per = str(value.per).strip().casefold()
    if isinstance(number, Odd) or per not in PERIODS:
        return Odd(f"{value.currency} {value.value} {value.per}")
    return Money(number, str(value.currency).strip().upper(), per)


def _yes_no(written: str) -> bool | Odd:
    key = fold(written)
    if key in _YES or key in _NO:
        return key in _YES
    return Odd(written.strip())


def _date(value: object) -> date | Odd:
    if isinstance(value, date):
        # A time of day would not compare with a day.
        return date(value.year, value.month, value.day)
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError:
        return Odd(str(value).strip())


def number_of(values: Mapping[str, Clean], name: str) -> Decimal | None:
    """A number, or None where it is not said or not one."""
    value = values.get(name)
    return value if isinstance(value, Decimal) else None


def money_of(values: Mapping[str, Clean], name: str) -> Money | None:
    """An amount, or None where it is not said or not one."""
    value = values.get(name)
    return value if isinstance(value, Money) else None


def days_of_work(values: Mapping[str, Clean]) -> Decimal | None:
    """Days of work a week, from the days of rest."""
    rest = number_of(values, "weekly_rest")
    return None if rest is None or rest >= DAYS else DAYS - rest


def weekly_hours(values: Mapping[str, Clean], days: Decimal | None = None) -> Decimal | None:
    """Hours of work a week: as stated, or hours a day times days of work.

    Hours a day that contradict the stated week are believed: the hours really worked are in question.

    Args:
        values: Of one stage.
        days: Days of work a week where the stage does not tell them.
    """
    stated, daily = number_of(values, "weekly_hours"), number_of(values, "daily_hours")
    own = days_of_work(values)
    if daily is not None and own is not None:
        worked = daily * own
        return worked if stated is None or worked > stated * CONTRADICTION else stated
    if stated is not None or daily is None or days is None:
        return stated
    return daily * days


def daily_hours(values: Mapping[str, Clean]) -> Decimal | None:
    """Hours of work a day: as stated, or from the week and the days of rest."""
    stated = number_of(values, "daily_hours")
    if stated is not None:
        return stated
    week, days = number_of(values, "weekly_hours"), days_of_work(values)
    return None if week is None or days is None else week / days


@lru_cache(maxsize=64)
def periods_a_year(per: str) -> Decimal | None:
    """How often a period that is not an hour or day recurs in a year; None of an hour, a day, a piece, once."""
    return _A_YEAR.get(per)


def in_period(value: Decimal, per: str, wanted: str) -> Decimal | None:
    """An amount of a week, fortnight, month or year in another of these; None of other periods.

    Args:
        value: Unit: a currency, each `per`.
        per, wanted: Of `fields.PERIODS`.
    """
    if per == wanted:
        return value
    own, other = periods_a_year(per), periods_a_year(wanted)
    return None if own is None or other is None else value * own / other


def monthly_and_hourly(values: Mapping[str, Clean]) -> tuple[Decimal | None, Decimal | None]:
    """Basic pay for a month and for an hour of work, each None where it cannot be known.

    Args:
        values: Of one stage; pay by the hour or day becomes monthly by its own hours and days of rest.
    """
    pay = money_of(values, "pay")
    if pay is None:
        return None, None
    hours = weekly_hours(values)
    weekly = in_period(pay.value, pay.per, "week")
    if pay.per == "day" and (days := days_of_work(values)):
        weekly = pay.value * days
    elif pay.per == "hour" and hours:
        weekly = pay.value * hours
    hourly = pay.value if pay.per == "hour" else weekly / hours if weekly is not None and hours else None
    return None if weekly is None else weekly * WEEKS_A_YEAR / MONTHS, hourly


def exchanged(value: Decimal, currency: str, wanted: str, rates: Mapping[str, Decimal]) -> Decimal | None:
    """An amount in another currency; None where a rate is missing or is none.

    Args:
        value: Unit: `currency`.
        currency, wanted: ISO 4217.
        rates: Currency → units of it for one of the base. The base itself stands with 1; where no rate is 1, it is
            the US dollar.
    """
    if currency == wanted:
        return value
    own, other = _rate(currency, rates), _rate(wanted, rates)
    return None if own is None or other is None else value / own * other


def _rate(currency: str, rates: Mapping[str, Decimal]) -> Decimal | None:
    found = rates.get(currency)
    if found is None:
        return Decimal(1) if currency == "USD" and all(rate != 1 for rate in rates.values()) and rates else None
    number = _number(found)
    return None if isinstance(number, Odd) or not number else number
