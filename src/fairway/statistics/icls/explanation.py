"""Why one person was classified as they were, in sentences."""

from __future__ import annotations

from collections.abc import Mapping

from fairway.reference.places import find
from fairway.statistics.icls.parameters import Parameters
from fairway.statistics.icls.reasons import REASONS
from fairway.statistics.icls.rules import CONCEPTS, rule_set


def judge(
    row: Mapping[str, object],
    country: str,
    *,
    parameters: Parameters = Parameters(),  # noqa: B008 - a frozen value
    rules: str = "icls20",
) -> dict[str, str]:
    """The columns that `classify` adds, for one person, by the slow and obvious rules.

    Args:
        row: Standard variables of the person; one that is left out or None is unknown.
        country: The country of the survey: code or name.
        parameters: The national choices.
        rules: The version of the guidelines.

    Raises:
        UnknownCode: The country or the rule set is unknown.
    """
    return rule_set(rules).judged(row, find(country).iso3, parameters)


def explain(
    row: Mapping[str, object],
    country: str,
    *,
    parameters: Parameters = Parameters(),  # noqa: B008 - a frozen value
    rules: str = "icls20",
) -> tuple[str, ...]:
    """One sentence a concept: the answer, its reason, and the passage of the guidelines.

    Args and raises: as `judge`.
    """
    found = judge(row, country, parameters=parameters, rules=rules)
    return tuple(_sentence(title, found[concept], found[f"{concept}_why"]) for concept, title in CONCEPTS.items())


def _sentence(title: str, answer: str, why: str) -> str:
    reason = REASONS[why]
    place = f"{reason.passage}, paragraph {reason.paragraph}" if reason.paragraph else reason.passage
    return f"{title}: {answer}. {reason.text} ({place}.)"
