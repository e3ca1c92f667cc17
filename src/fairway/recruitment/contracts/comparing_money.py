"""Pay and other amounts in two stages: brought to one period and currency, pay also to an hour of work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from fairway.kernel.text import Percent, Text, Value
from fairway.recruitment.contracts import units
from fairway.recruitment.contracts.comparing_thresholds import (
    DEDUCTIONS_OF_PAY,
    EARNING_HOURS,
    HOURLY_PAY_DOWN,
    PAY_DOWN,
    SAME_AMOUNT,
    SAME_CONVERTED,
    SAME_EXCHANGED,
)
from fairway.recruitment.contracts.comparing_values import Verdict
from fairway.recruitment.contracts.saying import money_said
from fairway.recruitment.contracts.terms import Money
from fairway.recruitment.contracts.units import Clean

Values = Mapping[str, Clean]
ONE: Final = Decimal(1)
DAYS_OF_A_MONTH: Final = (Decimal(26), Decimal(30), Decimal(365) / 12)
"""Days for which pay by the day may be given where the contract does not tell the days of rest."""
_TAKEN: Final = ("deductions", "penalty_for_leaving")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two stages and the rates of exchange."""

    earlier: Values
    later: Values
    rates: Mapping[str, Decimal]


class Incomparable(Exception):
    """Two amounts that no rule brings to one period and currency."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.template)
        self.reason = reason


def ratio(earlier: Decimal, later: Decimal) -> Decimal:
    """The later amount for one of the earlier; 2 where something came from nothing."""
    return later / earlier if earlier else (Decimal(2) if later else ONE)


def near(found: Decimal, tolerance: Decimal) -> bool:
    """Whether a ratio is 1 but for rounding, the same from both sides."""
    return min(found, 1 / found if found else Decimal(0)) >= 1 - tolerance


def amounts(earlier: Money, later: Money, pair: Pair) -> tuple[tuple[Decimal, ...], Decimal]:
    """What the later amount is for one of the earlier, in one period and currency.

    Returns:
        The ratio, or several where the days of rest are not known; and the tolerance within which it is the same.

    Raises:
        Incomparable: No rate, or periods that cannot be brought to one.
    """
    tolerance = SAME_AMOUNT
    value = units.exchanged(later.value, later.currency, earlier.currency, pair.rates)
    if value is None:
        if later.value or earlier.value:
            raise Incomparable(
                Text(
                    "{earlier} before, {later} now: no rate of exchange was given, so nobody can say which is more.",
                    earlier=money_said(earlier),
                    later=money_said(later),
                )
            )
        value = Decimal(0)
    if earlier.currency != later.currency:
        tolerance = SAME_EXCHANGED
    if earlier.per == later.per or earlier.value == value == 0:
        return (ratio(earlier.value, value),), tolerance
    found = _in_one_period(earlier, Money(value, earlier.currency, later.per), pair)
    if not found:
        raise Incomparable(
            Text(
                "{earlier} before, {later} now: without the hours and days of work they cannot be compared.",
                earlier=money_said(earlier),
                later=money_said(later),
            )
        )
    return found, max(tolerance, SAME_CONVERTED)


def _in_one_period(earlier: Money, later: Money, pair: Pair) -> tuple[Decimal, ...]:
    """Ratios in the shorter of two periods, reckoned with the hours and days of the stage that pays by the longer.

    Its own hours, because those of the other stage are judged for themselves.
    """
    direct = units.in_period(later.value, later.per, earlier.per)
    if direct is not None:
        return (ratio(earlier.value, direct),)
    if _LENGTH.get(earlier.per, 9) > 3 or _LENGTH.get(later.per, 9) > 3:
        return ()
    if _LENGTH[earlier.per] > _LENGTH[later.per]:
        return tuple(ratio(one, later.value) for one in _shortened(earlier, later.per, pair.earlier, pair.later))
    return tuple(ratio(earlier.value, one) for one in _shortened(later, earlier.per, pair.later, pair.earlier))


_LENGTH: Final = {"hour": 1, "day": 2, "week": 3, "fortnight": 3, "month": 3, "year": 3}


def _shortened(money: Money, wanted: str, own: Values, other: Values) -> tuple[Decimal, ...]:
    """An amount of a longer period for an hour or a day."""
    if money.per == "day":
        hours = units.daily_hours(own) or units.daily_hours(other)
        return (money.value / hours,) if hours else ()
    weekly = units.in_period(money.value, money.per, "week")
    if weekly is None:
        return ()
    days = units.days_of_work(own) or units.days_of_work(other)
    if wanted == "hour":
        hours = units.weekly_hours(own, days) or units.weekly_hours(other, days)
        return (weekly / hours,) if hours else ()
    if days:
        return (weekly / days,)
    return tuple(weekly * units.WEEKS_A_YEAR / units.MONTHS / month for month in DAYS_OF_A_MONTH)


def pay(earlier: Money, later: Money, pair: Pair) -> Verdict:
    """Basic pay: in its own period, and for an hour of work."""
    if (earlier.per == "piece") != (later.per == "piece"):
        return _piece(earlier, later)
    try:
        found, tolerance = amounts(earlier, later, pair)
    except Incomparable as cannot:
        return Verdict("unknown", cannot.reason)
    chosen = _one_of(found, tolerance)
    if chosen is None:
        return Verdict(
            "unknown",
            Text(
                "{earlier} before, {later} now: it depends on how many days of a month are paid.",
                earlier=money_said(earlier),
                later=money_said(later),
            ),
        )
    hours = _hours_ratio(pair)
    if earlier.per == later.per == "hour":
        return _by_the_hour(earlier, later, chosen, hours, tolerance)
    # Pay by the hour already speaks of an hour of work, and pay by the piece of none.
    per_hour = chosen / hours if hours and "hour" not in (earlier.per, later.per) and later.per != "piece" else chosen
    return _pay_verdict(earlier, later, chosen, per_hour, tolerance)


def _one_of(found: tuple[Decimal, ...], tolerance: Decimal) -> Decimal | None:
    """The ratio that fits: 1 where one of them is, else the mildest; None where they say both more and less."""
    if any(near(one, tolerance) for one in found):
        return ONE if len(found) > 1 else found[0]
    if all(one > 1 for one in found):
        return min(found)
    return max(found) if all(one < 1 for one in found) else None


def _hours_ratio(pair: Pair) -> Decimal | None:
    days = units.days_of_work(pair.earlier) or units.days_of_work(pair.later)
    earlier, later = units.weekly_hours(pair.earlier, days), units.weekly_hours(pair.later, days)
    return later / earlier if earlier and later else None


def _by_the_hour(earlier: Money, later: Money, rate: Decimal, hours: Decimal | None, tolerance: Decimal) -> Verdict:
    """Pay by the hour: what a week brings decides where the hours differ much, else the rate."""
    if hours is None or max(hours, 1 / hours) < EARNING_HOURS:
        return _pay_verdict(earlier, later, rate, rate, tolerance)
    earned = rate * hours
    if near(earned, tolerance):
        return _pay_verdict(earlier, later, rate, rate, tolerance)
    said: dict[str, Value] = {
        "earlier": money_said(earlier), "later": money_said(later), "percent": _percent(earned)
    }  # fmt: skip
    loss = max(Decimal(0), 1 - earned)
    if earned < 1:
        return Verdict(
            "worse",
            Text("{earlier} before, {later} now, for fewer hours: a week brings {percent} less.", **said),
            "clear" if loss >= PAY_DOWN else "slight",
            loss,
        )
    return Verdict("better", Text("{earlier} before, {later} now: a week brings {percent} more.", **said))


def _pay_verdict(earlier: Money, later: Money, total: Decimal, hourly: Decimal, tolerance: Decimal) -> Verdict:
    """From pay for a period and for an hour of work; the period decides, and where it is the same the hour."""
    said = {"earlier": money_said(earlier), "later": money_said(later)}
    decides = hourly if near(total, tolerance) else total
    if near(decides, tolerance):
        return Verdict("same", Text("{earlier} before, {later} now: the same pay.", **said))
    if decides > 1:
        if near(total, tolerance):
            return Verdict(
                "better",
                Text("{earlier} before, {later} now, for fewer hours: an hour of work brings {percent} more.",
                     percent=_percent(hourly), **said),
            )  # fmt: skip
        return Verdict(
            "better", Text("{earlier} before, {later} now: {percent} more.", percent=_percent(total), **said)
        )
    loss = max(1 - total, 1 - hourly)
    clear = 1 - total >= PAY_DOWN or 1 - hourly >= HOURLY_PAY_DOWN
    if near(total, tolerance):
        reason = Text("{earlier} before, {later} now, for more hours: an hour of work brings {percent} less.",
                      percent=_percent(hourly), **said)  # fmt: skip
    else:
        reason = Text("{earlier} before, {later} now: {percent} less.", percent=_percent(total), **said)
    return Verdict("worse", reason, "clear" if clear else "slight", loss)


def _piece(earlier: Money, later: Money) -> Verdict:
    said = {"earlier": money_said(earlier), "later": money_said(later)}
    if later.per == "piece":
        return Verdict("worse", Text("{earlier} before, {later} now: a fixed wage became pay by the piece.", **said),
                       "clear")  # fmt: skip
    return Verdict("better", Text("{earlier} before, {later} now: pay by the piece became a fixed wage.", **said))


def other_amount(field: str, earlier: Money, later: Money, pair: Pair) -> Verdict:
    """Amounts other than basic pay: guaranteed pay and piece rates, deductions and penalties.

    Args:
        field: Its name: of deductions and penalties less is better.
    """
    try:
        found, tolerance = amounts(earlier, later, pair)
    except Incomparable as cannot:
        return Verdict("unknown", cannot.reason)
    chosen = _one_of(found, tolerance)
    said = {"earlier": money_said(earlier), "later": money_said(later)}
    if chosen is None:
        return Verdict("unknown", Text("{earlier} before, {later} now: the periods do not tell which is more.", **said))
    if near(chosen, tolerance):
        return Verdict("same", Text("{earlier} before, {later} now: the same.", **said))
    taken = field in _TAKEN
    if (chosen > 1) == taken:
        clear = _burden_clear(field, earlier, later, chosen, pair) if taken else 1 - chosen >= PAY_DOWN
        return Verdict(
            "worse", (_more if chosen > 1 else _less)(earlier, later, chosen), "clear" if clear else "slight"
        )
    return Verdict("better", (_more if chosen > 1 else _less)(earlier, later, chosen))


def _burden_clear(field: str, earlier: Money, later: Money, chosen: Decimal, pair: Pair) -> bool:
    """Whether a deduction or penalty rose by a share of pay; by a share of itself where pay is not known."""
    if not earlier.value:
        return True
    pay = units.money_of(pair.earlier, "pay")
    if field != "deductions" or pay is None or pay.currency != earlier.currency or not pay.value:
        return chosen - 1 >= PAY_DOWN
    for_pay = units.in_period(earlier.value, earlier.per, pay.per)
    return chosen - 1 >= PAY_DOWN if for_pay is None else for_pay * (chosen - 1) / pay.value >= DEDUCTIONS_OF_PAY


def _more(earlier: Money, later: Money, found: Decimal) -> Text:
    if not earlier.value:
        return Text("Nothing before, {later} now.", later=money_said(later))
    return Text("{earlier} before, {later} now: {percent} more.",
                earlier=money_said(earlier), later=money_said(later), percent=_percent(found))  # fmt: skip


def _less(earlier: Money, later: Money, found: Decimal) -> Text:
    return Text("{earlier} before, {later} now: {percent} less.",
                earlier=money_said(earlier), later=money_said(later), percent=_percent(found))  # fmt: skip


def _percent(found: Decimal) -> Percent:
    return Percent(float(abs(found - 1) * 100), 0 if abs(found - 1) >= Decimal("0.1") else 1)
