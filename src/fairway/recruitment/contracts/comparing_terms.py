"""Terms other than money in two stages: texts, numbers, yes or no, what is provided."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final, TypeAlias

from fairway.kernel.text import Text, Value
from fairway.recruitment.contracts import alike, units
from fairway.recruitment.contracts.alike_employers import same_employer
from fairway.recruitment.contracts.alike_occupations import same_occupation
from fairway.recruitment.contracts.alike_places import country_of, same_workplace
from fairway.recruitment.contracts.comparing_money import ONE, Pair, near, ratio
from fairway.recruitment.contracts.comparing_thresholds import (
    DURATION_MONTHS,
    DURATION_SHARE,
    HOURS_UP,
    IN_KIND_UP,
    LEAVE_DOWN,
    LEAVE_DOWN_DAYS,
    OVERTIME_DOWN,
    REST_DOWN,
    SAME_AMOUNT,
    SAME_CONVERTED,
)
from fairway.recruitment.contracts.comparing_values import Severity, Verdict
from fairway.recruitment.contracts.fields import Field
from fairway.recruitment.contracts.saying import value_said
from fairway.recruitment.contracts.units import Clean, Odd

Said: TypeAlias = dict[str, Value]
BY_THE_WORKER: Final = frozenset({"worker_pays", "deducted"})
_SLIGHT_WHEN_LOST: Final = frozenset({"copy_before_departure"})
"""Weighty yes or no whose loss alone leaves the work as it was."""


def said(field: Field, earlier: Clean, later: Clean) -> Said:
    """Both values, for a sentence."""
    return {"earlier": _shown(field, earlier), "later": _shown(field, later)}


def _shown(field: Field, value: Clean) -> Value:
    return Text("“{written}”", written=value.written[:80]) if isinstance(value, Odd) else value_said(field, value)


def same(shown: Said) -> Verdict:
    """Nothing changed, whatever the way it is written."""
    return Verdict("same", Text("{earlier} before, {later} now: the same.", **shown))


def unknown(shown: Said) -> Verdict:
    """Something changed, and nobody can say for whom."""
    return Verdict(
        "unknown", Text("{earlier} before, {later} now: whether that is better or worse cannot be told.", **shown)
    )


def _worse(shown: Said, severity: Severity) -> Verdict:
    return Verdict("worse", Text("{earlier} before, {later} now: worse for the worker.", **shown), severity)


def _better(shown: Said) -> Verdict:
    return Verdict("better", Text("{earlier} before, {later} now: better for the worker.", **shown))


# Texts and codes --------------------------------------------------------------------------------------------------


def text(field: Field, earlier: str, later: str, pair: Pair) -> Verdict:
    """A text or code: another employer, work, country or place breaks the promise, wherever it leads."""
    shown = said(field, earlier, later)
    if earlier == later:
        return same(shown)
    found = _texts_alike(field, earlier, later, pair)
    if found == "same":
        return same(shown)
    if found == "unsure" or field.better != "same":
        if field.better == "same":
            return Verdict("unknown", Text("{earlier} before, {later} now: whether they are the same cannot be told. "
                                           "Ask.", **shown))  # fmt: skip
        return unknown(shown)
    severity: Severity = "slight" if field.weight == "lesser" else "clear"
    if field.name == "occupation_code":
        severity = _code_severity(earlier, later, pair)
    return Verdict("worse", Text("{earlier} before, {later} now: not what was said first.", **shown), severity)


def _texts_alike(field: Field, earlier: str, later: str, pair: Pair) -> alike.Alike:
    if field.name == "country":
        return _countries(earlier, later)
    if field.name == "occupation_code":
        one, other = alike.code(earlier), alike.code(later)
        return "same" if one.startswith(other) or other.startswith(one) else "other"
    if field.kind == "code":
        return "same" if alike.code(earlier) == alike.code(later) else "other"
    if alike.same_text(earlier, later):
        return "same"
    if alike.vague(earlier) or alike.vague(later):
        return "unsure"
    match field.name:
        case "occupation":
            return _occupations(earlier, later, pair)
        case "workplace":
            return same_workplace(earlier, later)
        case _ if field.better == "same":
            return same_employer(earlier, later)
        case _:
            return "other"


def _countries(earlier: str, later: str) -> alike.Alike:
    one, other = country_of(earlier), country_of(later)
    if one is None or other is None:
        return "same" if alike.same_text(earlier, later) else "unsure"
    return "same" if one == other else "other"


def _occupations(earlier: str, later: str, pair: Pair) -> alike.Alike:
    """By the titles; where no title tells, by the codes of ISCO-08."""
    found = same_occupation(earlier, later)
    if found == "same":
        return found
    one, other = pair.earlier.get("occupation_code"), pair.later.get("occupation_code")
    if isinstance(one, str) and isinstance(other, str):
        one, other = alike.code(one), alike.code(other)
        if one == other and len(one) >= _UNIT_GROUP:
            return "same"
        if found == "unsure" and one[:3] != other[:3]:
            return "other"
    return found


_UNIT_GROUP: Final = 4


def _code_severity(earlier: str, later: str, pair: Pair) -> Severity:
    """Another code beside the same title is slight; beside no title, or in another minor group, clear."""
    titles = pair.earlier.get("occupation"), pair.later.get("occupation")
    if isinstance(titles[0], str) and isinstance(titles[1], str) and same_occupation(titles[0], titles[1]) == "same":
        return "slight"
    return "slight" if alike.code(earlier)[:3] == alike.code(later)[:3] else "clear"


# Numbers ----------------------------------------------------------------------------------------------------------


def number(field: Field, earlier: Decimal, later: Decimal, pair: Pair) -> Verdict:
    """A number: more, less or the same is better, as its field says."""
    shown = said(field, earlier, later)
    tolerance = SAME_CONVERTED if field.name in ("weekly_hours", "daily_hours") else SAME_AMOUNT
    found = ratio(earlier, later)
    if near(found, tolerance):
        return same(shown)
    if field.better == "":
        return unknown(shown)
    if field.better == "same":
        return Verdict("worse", Text("{earlier} before, {later} now: not what was said first.", **shown),
                       _duration(earlier, later))  # fmt: skip
    if (found > 1) == (field.better == "more"):
        return _better(shown)
    return _worse(shown, _number_severity(field, earlier, later, pair))


def _duration(earlier: Decimal, later: Decimal) -> Severity:
    apart = abs(later - earlier)
    return "clear" if apart >= DURATION_MONTHS or apart >= DURATION_SHARE * max(earlier, later) else "slight"


def _number_severity(field: Field, earlier: Decimal, later: Decimal, pair: Pair) -> Severity:
    """How much worse a number is that is worse."""
    if field.weight == "lesser":
        return "slight"
    apart = abs(later - earlier)
    match field.name:
        case "weekly_rest":
            clear = apart >= REST_DOWN
        case "overtime_rate":
            clear = apart >= OVERTIME_DOWN
        case "in_kind_share":
            clear = apart >= IN_KIND_UP
        case "annual_leave":
            clear = apart >= LEAVE_DOWN_DAYS or apart >= LEAVE_DOWN * earlier
        case "daily_hours":
            clear = apart >= HOURS_UP * earlier and not _other_days_of_work(pair)
        case _:
            clear = apart >= HOURS_UP * earlier
    return "clear" if clear else "slight"


def _other_days_of_work(pair: Pair) -> bool:
    """Whether the days are longer because there are fewer of them: the stated week is no longer, and fits the days."""
    weeks = [units.number_of(stage, "weekly_hours") for stage in (pair.earlier, pair.later)]
    if weeks[0] is None or weeks[1] is None or weeks[1] > weeks[0] * (1 + SAME_CONVERTED):
        return False
    return units.weekly_hours(pair.later) == weeks[1]


# Yes or no, choices, days -----------------------------------------------------------------------------------------


def yes_no(field: Field, earlier: bool, later: bool) -> Verdict:
    """Yes or no: the loss of a right is clear, but for the lesser ones."""
    shown = said(field, earlier, later)
    if earlier == later:
        return same(shown)
    if field.better not in ("yes", "no"):
        return unknown(shown)
    if later == (field.better == "yes"):
        return _better(shown)
    return _worse(shown, "slight" if field.weight == "lesser" or field.name in _SLIGHT_WHEN_LOST else "clear")


def choice(field: Field, earlier: str, later: str) -> Verdict:
    """One of an order from worst to best; pay by the piece in the place of a fixed wage is worse."""
    shown = said(field, earlier, later)
    if earlier == later:
        return same(shown)
    if field.better == "":
        if "piece" not in (earlier, later):
            return unknown(shown)
        return _worse(shown, "clear") if later == "piece" else _better(shown)
    if field.choices.index(later) > field.choices.index(earlier):
        return _better(shown)
    shifted = later in BY_THE_WORKER and earlier not in BY_THE_WORKER
    return _worse(shown, "clear" if shifted and field.weight != "lesser" else "slight")


def day(field: Field, earlier: date, later: date) -> Verdict:
    """Two days: whether a later one is worse depends on the worker."""
    shown = said(field, earlier, later)
    return same(shown) if earlier == later else unknown(shown)


def odd(field: Field, earlier: Clean, later: Clean) -> Verdict:
    """One value at least is not of the field's kind."""
    shown = said(field, earlier, later)
    if isinstance(earlier, Odd) and isinstance(later, Odd) and alike.same_text(earlier.written, later.written):
        return same(shown)
    return Verdict("unknown", Text("{earlier} before, {later} now: these cannot be compared. Ask what is meant.",
                                   **shown))  # fmt: skip


def hours_a_week(field: Field, pair: Pair) -> tuple[Decimal, Decimal, Verdict] | None:
    """Hours a week where a stage gives hours a day: brought to a week by the days of work.

    Returns:
        Both in hours a week, and what is to be said; None where a stage gives neither.
    """
    days = units.days_of_work(pair.earlier) or units.days_of_work(pair.later)
    earlier, later = units.weekly_hours(pair.earlier, days), units.weekly_hours(pair.later, days)
    if earlier is None or later is None:
        return _by_any_days(field, pair, earlier, later)
    return earlier, later, number(field, earlier, later, pair)


_DAYS: Final = (Decimal(5), Decimal(6), Decimal(7))


def _by_any_days(
    field: Field, pair: Pair, earlier: Decimal | None, later: Decimal | None
) -> tuple[Decimal, Decimal, Verdict] | None:
    """Where nobody says the days of work: worse or better if it is so for five, six and seven days."""
    found: list[tuple[Decimal, Decimal, Verdict]] = []
    for days in _DAYS:
        one = earlier if earlier is not None else units.weekly_hours(pair.earlier, days)
        other = later if later is not None else units.weekly_hours(pair.later, days)
        if one is None or other is None:
            return None
        found.append((one, other, number(field, one, other, pair)))
    if len({verdict.direction for _, _, verdict in found}) == 1:
        return min(found, key=lambda one: abs(ratio(one[0], one[1]) - ONE))
    shown = said(field, found[1][0], found[1][1])
    return found[1][0], found[1][1], Verdict(
        "unknown", Text("{earlier} before, {later} now if six days a week are worked: how many are is not said.",
                        **shown))  # fmt: skip
