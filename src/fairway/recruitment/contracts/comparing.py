"""The substitution check: is the contract she signed, or the work she does, what she was promised?

Sources: ILO General principles and operational guidelines for fair recruitment (2019), principle 8 and guideline 21
(measures against contract substitution); Convention No. 189, Articles 7 and 8; Convention No. 97, Annex I, Article 5.
The grades and their thresholds are ours: docs/explanation/contract-substitution.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from fairway.kernel.text import Text
from fairway.recruitment.contracts import comparing_money as money
from fairway.recruitment.contracts import comparing_terms as terms_of
from fairway.recruitment.contracts.comparing_grades import grade
from fairway.recruitment.contracts.comparing_money import Pair
from fairway.recruitment.contracts.comparing_values import (
    GRADE_ORDER,
    Change,
    Comparison,
    Direction,
    Grade,
    Step,
    Verdict,
)
from fairway.recruitment.contracts.errors import TermsUnusable
from fairway.recruitment.contracts.fields import FIELDS, Field
from fairway.recruitment.contracts.terms import Money, Terms, Value
from fairway.recruitment.contracts.units import Clean, Odd, cleaned

__all__ = ["Change", "Comparison", "Direction", "Grade", "Step", "compare"]

_NO_RATES: Final[Mapping[str, Decimal]] = {}
_BURDENS: Final[Mapping[str, bool | None]] = {
    "deductions": None,
    "penalty_for_leaving": None,
    "keeps_passport": False,
    "free_to_leave": False,
    "fees_repaid": False,
}
"""Terms whose silence is a promise: what a later stage then says against the worker is new. None: any amount."""
_DIRECTION_ORDER: Final[tuple[Direction, ...]] = ("same", "better", "unknown", "worse")


def compare(*stages: Terms, rates: Mapping[str, Decimal] = _NO_RATES) -> Comparison:
    """Compares what was promised with what was signed, used and paid.

    Each stage is compared with the first and with the one before it; the grade is the worst of these. Values that are
    not of their field's kind are unknown, never an error.

    Args:
        stages: Two to four, in the order promised, signed, used, paid.
        rates: Currency (ISO 4217) → units of it for one of the base, as `fees.amounts.Exchange`. The base itself stands
            with 1; where no rate is 1, the base is the US dollar. Without a rate amounts in two currencies are unknown.

    Raises:
        TermsUnusable: Fewer than two stages.
    """
    if len(stages) < 2:
        raise TermsUnusable(
            Text("One contract alone cannot be compared."),
            advice=Text("Give at least two: what was promised and what was signed."),
        )
    clean = [cleaned(stage.values) for stage in stages]
    pairs = [(0, 1)]
    for later in range(2, len(stages)):
        pairs += [(0, later), (later - 1, later)]
    steps = tuple(_step(stages[one], stages[other], clean[one], clean[other], rates) for one, other in pairs)
    worst = max((step.grade for step in steps), key=GRADE_ORDER.index)
    return Comparison(worst, _together(steps), _reasons(steps, worst), steps)


def _reasons(steps: tuple[Step, ...], worst: Grade) -> tuple[Text, ...]:
    """The reasons of the worst steps, each sentence once."""
    if len(steps) == 1:
        return steps[0].reasons
    return tuple({reason.plain(): reason for step in steps if step.grade == worst for reason in step.reasons}.values())


def _together(steps: tuple[Step, ...]) -> tuple[Change, ...]:
    """One change for each term: the worst of the steps."""
    if len(steps) == 1:
        return steps[0].changes
    found: dict[str, Change] = {}
    for step in steps:
        for change in step.changes:
            held = found.get(change.field)
            if held is None or _rank(change) > _rank(held):
                found[change.field] = change
    return tuple(found[field.name] for field in FIELDS if field.name in found)


def _rank(change: Change) -> tuple[bool, int]:
    return change.material, _DIRECTION_ORDER.index(change.direction)


def _step(
    earlier: Terms, later: Terms, before: dict[str, Clean], now: dict[str, Clean], rates: Mapping[str, Decimal]
) -> Step:
    """Two stages compared."""
    pair = Pair(before, now, rates)
    changes: list[Change] = []
    pay_loss = Decimal(0)
    said = before.keys() | now.keys()
    if "daily_hours" in said:
        said = said | {"weekly_hours"}
    for field in FIELDS:
        found = _field(field, pair) if field.name in said else None
        if found is None:
            continue
        first, second, verdict = found
        if field.name == "pay":
            pay_loss = verdict.loss
        changes.append(
            Change(
                field.name,
                first,
                second,
                verdict.direction,
                verdict.direction == "worse" and verdict.severity == "clear" and field.weight != "lesser",
                verdict.reason,
                verdict.severity,
                earlier.stage,
                later.stage,
            )
        )
    given, reasons = grade(changes, pay_loss)
    return Step(earlier.stage, later.stage, given, tuple(changes), reasons)


def _field(field: Field, pair: Pair) -> tuple[Value | None, Value | None, Verdict] | None:
    """Both values of one term and what is to be said; None where neither stage says it."""
    earlier, later = pair.earlier.get(field.name), pair.later.get(field.name)
    if field.name == "weekly_hours" and ("daily_hours" in pair.earlier or "daily_hours" in pair.later):
        brought = terms_of.hours_a_week(field, pair)
        if brought is not None:
            return brought
    if earlier is None and later is None:
        return None
    if earlier is None or later is None:
        if field.name == "daily_hours" and terms_of.hours_a_week(field, pair) is not None:
            return None
        return _plain(earlier), _plain(later), _one_sided(field, earlier, later)
    return _plain(earlier), _plain(later), _judged(field, earlier, later, pair)


def _plain(value: Clean | None) -> Value | None:
    return value.written if isinstance(value, Odd) else value


def _judged(field: Field, earlier: Clean, later: Clean, pair: Pair) -> Verdict:
    """A term that both stages say."""
    match earlier, later:
        case (Odd(), _) | (_, Odd()):
            return terms_of.odd(field, earlier, later)
        case Money() as first, Money() as second:
            if field.name == "pay":
                return money.pay(first, second, pair)
            return money.other_amount(field.name, first, second, pair)
        case bool() as first, bool() as second:
            return terms_of.yes_no(field, first, second)
        case Decimal() as first, Decimal() as second:
            return terms_of.number(field, first, second, pair)
        case date() as first, date() as second:
            return terms_of.day(field, first, second)
        case str() as first, str() as second if field.kind == "choice":
            return terms_of.choice(field, first, second)
        case _:
            return terms_of.text(field, str(earlier), str(later), pair)


def _one_sided(field: Field, earlier: Clean | None, later: Clean | None) -> Verdict:
    """A term that one stage alone says: unknown, unless it is a burden that nobody spoke of before."""
    if later is not None:
        shown = terms_of.said(field, later, later)["later"]
        if _is_burden(field, later):
            return Verdict("worse", Text("Not said before, {later} now: a new burden.", later=shown), "clear")
        return Verdict("unknown", Text("Not said before, {later} now.", later=shown))
    before = terms_of.said(field, earlier, earlier)["earlier"] if earlier is not None else ""
    if field.weight == "core" and field.required:
        return Verdict(
            "unknown",
            Text("{earlier} before, not said now. Ask for it in writing before anything is signed.", earlier=before),
        )
    return Verdict("unknown", Text("{earlier} before, not said now.", earlier=before))


def _is_burden(field: Field, later: Clean) -> bool:
    if field.name not in _BURDENS:
        return False
    wanted = _BURDENS[field.name]
    return isinstance(later, Money) and later.value > 0 if wanted is None else later is wanted
