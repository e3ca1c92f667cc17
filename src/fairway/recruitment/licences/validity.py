"""The days of a licence: complete, in order, no longer than the country allows, and of no other licence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, NoReturn

from fairway.kernel.text import Text
from fairway.recruitment.licences.errors import ActRefused
from fairway.recruitment.licences.layers import ONE_DAY, Days, Layers
from fairway.recruitment.licences.rules import CountryRules
from fairway.recruitment.licences.states import Act, State

MOST_AHEAD: Final = timedelta(days=366)
"""A licence that begins later than this is taken for a slip of the pen; our own limit."""
LONGEST: Final = timedelta(days=36_525)
"""A last day further off than a hundred years is taken for a slip of the pen; our own limit."""


def last_day(first: date, years: int) -> date:
    """The last day of so many years from a first day: the eve of its anniversary."""
    try:
        return first.replace(year=first.year + years) - ONE_DAY
    except ValueError:  # 29 February in a year that has none: its eve is the 28th.
        return date(first.year + years, 2, 28)


def overlapping(days: Days, others: Sequence[Days]) -> Days | None:
    """The first of the others that shares a day with these; None: none does."""
    first, last = days[0], days[1] or date.max
    return next((one for one in others if one[0] <= last and first <= (one[1] or date.max)), None)


def refuse_overlap(days: Days, others: Sequence[Days], act: Act, effective: date) -> NoReturn:
    """Refuses days that another licence of the agency has.

    Raises:
        ActRefused: Always.
    """
    other = overlapping(days, others) or days
    raise _refused(
        Text("The agency has another licence from {first} to {last}: the two would overlap.",
             first=other[0].isoformat(), last=other[1].isoformat() if other[1] else Text("without end")),
        Text("Give days that begin after it, or end the other licence first."), act, effective, "overlap",
    )  # fmt: skip


def check_validity(
    act: Act,
    effective: date,
    rules: CountryRules,
    first: date | None,
    last: date | None,
    layers: Layers,
    others: Sequence[Days],
) -> None:
    """Checks the days of a grant or a renewal.

    Args:
        act: Which of the two.
        effective: The day from which it holds.
        rules: Of the country.
        first, last: The days to be given.
        layers: The licence as it stands.
        others: Days of the agency's other licences.

    Raises:
        ActRefused: Missing, not in order, too long, overlapping, or outside what a renewal allows.
    """
    if first is None:
        raise _refused(Text("The first day of the licence is missing."), Text("Give it."), act, effective, "no_first")
    if first > effective + MOST_AHEAD:
        raise _refused(
            Text("The licence would begin on {day}, more than a year from now.", day=first.isoformat()),
            Text("Look at the year."), act, effective, "far_ahead",
        )  # fmt: skip
    _last_day_given(act, effective, rules, first, last)
    if act is Act.GRANT and first < effective:
        raise _refused(
            Text("The licence would begin on {day}, before it is granted.", day=first.isoformat()),
            Text("Give {day} or a later day.", day=effective.isoformat()), act, effective, "before_grant",
        )  # fmt: skip
    if act is Act.RENEW:
        _renewal(effective, rules, first, layers)
    if overlapping((first, last), others):
        refuse_overlap((first, last), others, act, effective)


def _last_day_given(act: Act, effective: date, rules: CountryRules, first: date, last: date | None) -> None:
    if last is None:
        if rules.validity_years is None:
            return
        raise _refused(
            Text("The last day of the licence is missing."),
            Text("It is {day} at the latest.", day=last_day(first, rules.validity_years).isoformat()),
            act, effective, "no_last",
        )  # fmt: skip
    if last < max(first, effective):
        raise _refused(
            Text("The licence would end on {last}, before it begins or holds.", last=last.isoformat()),
            Text("Give a last day that is {day} or later.", day=max(first, effective).isoformat()),
            act, effective, "days_not_in_order",
        )  # fmt: skip
    if last > effective + LONGEST:
        raise _refused(
            Text("The licence would run until {day}, more than a hundred years from now.", day=last.isoformat()),
            Text("Look at the year. Leave the day out if the licence has no end."), act, effective, "too_long",
        )  # fmt: skip
    if rules.validity_years is not None and last > last_day(first, rules.validity_years):
        raise _refused(
            Text("The licence would be longer than {n} years.", n=rules.validity_years),
            Text(
                "Its last day is {day} at the latest. The rule: {basis}",
                day=last_day(first, rules.validity_years).isoformat(),
                basis=rules.said("validity_years"),
            ),
            act, effective, "too_long",
        )  # fmt: skip


def _renewal(effective: date, rules: CountryRules, first: date, layers: Layers) -> None:
    days = layers.days(effective)
    if days is None or days[1] is None:
        return
    ends = days[1]
    applied = layers.state is State.RENEWAL
    _in_window(effective, rules, ends, applied=applied)
    if first <= days[0] or (effective <= ends and first > ends + ONE_DAY):
        raise _refused(
            Text("The licence runs until {last}: the renewed days must follow it without a gap.",
                 last=ends.isoformat()),
            Text("Let them begin on {day}.", day=(ends + ONE_DAY).isoformat()), Act.RENEW, effective, "gap",
        )  # fmt: skip
    if effective > ends and first <= ends:
        raise _refused(
            Text("The licence expired on {last}: days that are over cannot be given again.", last=ends.isoformat()),
            Text("Let the renewed days begin on {day} or later.", day=(ends + ONE_DAY).isoformat()),
            Act.RENEW, effective, "days_over",
        )  # fmt: skip


def _in_window(effective: date, rules: CountryRules, ends: date, *, applied: bool) -> None:
    window, late = rules.renewal_window_days, rules.late_renewal_days
    if applied:
        return
    if window is not None and effective < ends - timedelta(days=window):
        raise _refused(
            Text("The time for renewal has not come: the licence runs until {last}.", last=ends.isoformat()),
            Text("It may be renewed from {opens}.", opens=(ends - timedelta(days=window)).isoformat()),
            Act.RENEW, effective, "before_window",
        )  # fmt: skip
    if effective > ends + timedelta(days=late or 0):
        raise _refused(
            Text("The licence expired on {last}, and no application for renewal was recorded before.",
                 last=ends.isoformat()),
            Text("A renewal was possible until {day}. The agency may apply for a new licence.",
                 day=(ends + timedelta(days=late)).isoformat())
            if late
            else Text("No rule that is known here allows a late renewal. The agency may apply for a new licence."),
            Act.RENEW, effective, "too_late",
        )  # fmt: skip


def _refused(title: Text, advice: Text, act: Act, effective: date, reason: str) -> ActRefused:
    details = {"act": act.value, "effective": effective.isoformat(), "reason": reason}
    return ActRefused(title, advice=advice, details=details)
