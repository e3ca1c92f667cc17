"""How a score was made, in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fairway.kernel.text import Number, Percent, Text
from fairway.recruitment.ratings.evidence import LABELS, REASONS, Label
from fairway.recruitment.ratings.publishing_settings import PublishingSettings


def explained(row: Mapping[str, Any], settings: PublishingSettings | None = None) -> tuple[Text, ...]:
    """How one score was made, in short sentences for any reader.

    Args:
        row: A row of `Scores.frame`, of `Publication.figures` or `corridors`, or a dimension of `public_rows`: score,
            lower, upper (shares), evidence, and warning and reason where it has them.
        settings: That made it.

    Returns:
        Sentences, in their order.
    """
    used = settings or PublishingSettings()
    if row.get("score") is None:
        return (LABELS["none"], REASONS[row.get("reason") or "too_little"], *_waiting(used))
    label: Label = row["evidence"]
    said = [
        Text(
            "Workers answered questions about this recruiter. The score is {score} of 100.",
            score=_hundred(row["score"]),
        ),
        Text("100 means that all answers speak for the recruiter. 0 means that none does."),
        Text(
            "The true score is most likely between {lower} and {upper}.",
            lower=_hundred(row["lower"]),
            upper=_hundred(row["upper"]),
        ),
        LABELS[label],
        Text("With few answers, we also look at other recruiters for the same countries and the same kind of work."),
        Text("The more workers answer, the more only their answers count."),
        Text(
            "An answer counts half after {months} months. New answers count most.",
            months=_number(used.scores.half_life),
        ),
        Text("Answers with a voucher count more than answers without one."),
        Text("If many answers look like copies from one person, they count as very few."),
        Text("We show new numbers only when {count} or more workers have answered.", count=used.block),
        Text("All numbers are rounded. So nobody can find out what one worker said."),
    ]
    if row.get("warning"):
        said.insert(3, _warned(used))
    return tuple(said)


def _warned(used: PublishingSettings) -> Text:
    return Text(
        "Warning: it is at least {sure} certain that the score is below {bad} of 100.",
        sure=Percent(used.scores.certainty * 100, 0),
        bad=_hundred(used.scores.bad),
    )


def _waiting(used: PublishingSettings) -> tuple[Text, ...]:
    return (
        Text("A number appears when {count} or more workers have answered.", count=used.raters),
        Text("No number does not mean that the recruiter is good or bad."),
    )


def _hundred(share: float) -> Number:
    return Number(share * 100)


def _number(value: float) -> Number:
    return Number(value, 0 if value == int(value) else 1)
