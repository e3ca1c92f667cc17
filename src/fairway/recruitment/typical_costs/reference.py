"""The comparison of channels again, slowly and plainly, for a simple random sample: to hold the fast one against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from fairway.recruitment.typical_costs.contrast import LEAST, Arm


@dataclass(frozen=True, slots=True)
class Answer:
    """One worker: stratum, channel, value, weight."""

    stratum: str
    channel: str
    value: float
    weight: float = 1.0


def raw_difference(answers: Sequence[Answer]) -> float:
    """Mean of the government's workers less mean of the privately recruited."""
    return _mean([one for one in answers if one.channel == "government"]) - _mean(
        [one for one in answers if one.channel == "private"]
    )


def adjusted_difference(answers: Sequence[Answer], standard: Arm, least: int = LEAST) -> float | None:
    """The differences of the strata that both have, weighted with the mix of the standard; None without any."""
    strata: dict[str, list[Answer]] = defaultdict(list)
    for one in answers:
        strata[one.stratum].append(one)
    total = found = 0.0
    for inside in strata.values():
        government = [one for one in inside if one.channel == "government"]
        private = [one for one in inside if one.channel == "private"]
        if len(government) < least or len(private) < least:
            continue
        share = sum(one.weight for one in (government if standard == "government" else private))
        found += share * (_mean(government) - _mean(private))
        total += share
    return found / total if total else None


def jackknife_error(answers: Sequence[Answer], standard: Arm) -> float:
    """The standard error by leaving out one worker after the other.

    Source: Wolter (2007), Introduction to Variance Estimation, §4.2.

    Args:
        answers: Of a simple random sample, in which every stratum has `LEAST` and one more of either channel, or none.
        standard: Whose mix.
    """
    least = LEAST - 1
    around = adjusted_difference(answers, standard) or 0.0
    squares = 0.0
    for at in range(len(answers)):
        other = adjusted_difference([*answers[:at], *answers[at + 1 :]], standard, least)
        squares += ((other or 0.0) - around) ** 2
    return sqrt((len(answers) - 1) / len(answers) * squares)


def _mean(answers: Sequence[Answer]) -> float:
    return sum(one.weight * one.value for one in answers) / sum(one.weight for one in answers)
