"""From changes of terms to a grade, with reasons."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from fairway.kernel.text import Text
from fairway.recruitment.contracts.comparing_thresholds import (
    PARTS_OF_A_JOB,
    PAY_DOWN_ALONE,
    PAY_DOWN_WITH_ANOTHER_BREACH,
    SLIGHT_TOGETHER,
)
from fairway.recruitment.contracts.comparing_values import Change, Grade
from fairway.recruitment.contracts.fields import by_name

TWO: Final = 2


def grade(changes: Sequence[Change], pay_loss: Decimal) -> tuple[Grade, tuple[Text, ...]]:
    """The grade of two stages.

    Args:
        changes: Of every term.
        pay_loss: The share of basic pay that is lost, by the month or by the hour, whichever is more.
    """
    worse = [change for change in changes if change.direction == "worse"]
    another_job = _total(worse, pay_loss)
    if another_job:
        return "total", (*another_job, *_said(worse))
    clear = [change for change in worse if change.material]
    if clear:
        return "substantive", (*_said(clear), *_said([change for change in worse if not change.material]))
    weighty = [change for change in worse if by_name()[change.field].weight != "lesser"]
    if len(weighty) >= SLIGHT_TOGETHER:
        together = Text("{n} important terms are each slightly worse: together that is much.", n=len(weighty))
        return "substantive", (together, *_said(worse))
    if worse:
        return "minor", _said(worse)
    better = [change for change in changes if change.direction == "better"]
    if better:
        return "improved", _said(better)
    return "none", (Text("No term that can be compared has changed."),)


def _total(worse: Sequence[Change], pay_loss: Decimal) -> tuple[Text, ...]:
    """Why this is another job in all but name; nothing where it is not."""
    changed = {change.field for change in worse if change.material}
    parts = [name for name in PARTS_OF_A_JOB if name in changed]
    reasons: list[Text] = []
    if len(parts) >= TWO:
        reasons.append(Text("Employer, work or country: more than one of them is another."))
    if pay_loss >= PAY_DOWN_ALONE:
        reasons.append(Text("Half of the pay or more is lost."))
    large = pay_loss >= PAY_DOWN_WITH_ANOTHER_BREACH
    if "occupation" in changed and large:
        reasons.append(Text("Other work, for a quarter less pay or worse."))
    if "keeps_passport" in changed and (large or "free_to_leave" in changed):
        reasons.append(Text("The passport is taken, and with it pay or freedom."))
    return tuple(reasons)


def _said(changes: Sequence[Change]) -> tuple[Text, ...]:
    """The reasons of changes, those that count most first."""
    ranks = {"core": 0, "weighty": 1, "lesser": 2}
    ordered = sorted(changes, key=lambda change: (not change.material, ranks[by_name()[change.field].weight]))
    return tuple(
        Text("{term}: {reason}", term=by_name()[change.field].title, reason=change.reason) for change in ordered
    )
