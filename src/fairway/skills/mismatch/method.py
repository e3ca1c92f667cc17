"""Every choice that the measurement of mismatch leaves to the country, stated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, get_args

from fairway.methods.survey.reliability import Reliability
from fairway.skills.mismatch.errors import MethodUnusable
from fairway.warehouse.surveys.specification_errors import nearest

Statistic: TypeAlias = Literal["mode", "mean", "percentile"]
Migrants: TypeAlias = Literal["birth", "citizenship"]
Reference: TypeAlias = Literal["all", "nationals"]
MOST_DIGITS: Final = 3
SAME: Final = 1e-9
"""By how much a level must pass a limit that was computed: means of equal levels differ from them by rounding."""
_WORDS: Final = {
    "mode": "the level that most have (of two as common, the lower)",
    "mean": "the mean level, less and plus one standard deviation",
    "percentile": "from the 20th to the 80th percentile of levels",
}


@dataclass(frozen=True, slots=True)
class Method:
    """How qualification is held against what the job requires.

    Attributes:
        migrants: Who is compared: by country of birth, by citizenship, or both, each in tables of its own.
        statistic: What the statistical approach takes from the education of those in an occupation.
        digits: Of ISCO-08, at which occupations are looked at first: 3, 2 or 1.
        least_cell: An occupation with fewer respondents takes the thresholds of the group above it.
        thresholds_from: Whose education makes thresholds: of all workers, or of nationals (not migrants, by the first
            of `migrants`) alone.
        youngest: From which age workers count.
        level: Of the confidence intervals.
        least_respondents: Below so many respondents a figure is not given.
        caution_cv, unreliable_cv: Flags by coefficient of variation.
    """

    migrants: tuple[Migrants, ...] = ("birth", "citizenship")
    statistic: Statistic = "mode"
    digits: int = MOST_DIGITS
    least_cell: int = 30
    thresholds_from: Reference = "all"
    youngest: int = 15
    level: float = 0.95
    least_respondents: int = 30
    caution_cv: float = 0.165
    unreliable_cv: float = 0.333

    def __post_init__(self) -> None:
        _check_word("statistic", self.statistic, get_args(Statistic))
        _check_word("thresholds_from", self.thresholds_from, get_args(Reference))
        for one in self.migrants or ("",):
            _check_word("migrants", one, get_args(Migrants))
        limits = {"digits": (1, MOST_DIGITS), "least_cell": (1, 10_000), "least_respondents": (1, 100_000)}
        for name, (low, high) in limits.items():
            if not low <= getattr(self, name) <= high:
                raise MethodUnusable(
                    f"{name} cannot be {getattr(self, name)}.", advice=f"Give a whole number from {low} to {high}."
                )

    @property
    def reliability(self) -> Reliability:
        """The rule that flags figures."""
        return Reliability(self.caution_cv, self.unreliable_cv, self.least_respondents)

    def in_words(self) -> Iterator[str]:
        """Each choice as a sentence, for the method report."""
        of = "all workers" if self.thresholds_from == "all" else "workers who are not migrants"
        yield (
            f"Counted: the employed of {self.youngest} years and over whose education and occupation are known. "
            "Who is over-qualified has a higher level of education (ISCED 2011) than the job requires."
        )
        yield (
            "Normative approach: ISCO-08 major groups 1–3 require ISCED 5–8, 4–8 require 3–4, 9 requires 0–2; armed "
            "forces by sub-major group (01: 5–8, 02: 3–4, 03: 0–2). This map was not compared with a printed source."
        )
        yield (
            f"Statistical approach: {_WORDS[self.statistic]} of {of} in the occupation, weighted, at {self.digits} "
            f"digits of ISCO-08 where {self.least_cell} or more respondents are in it, else in the group above."
        )
        yield "The thresholds count as fixed: the errors do not hold that they were estimated from the same sample."
        yield "Own assessment: as the worker says; else the worker’s level against the one that the job needs, as said."
        yield (
            "Tertiary approach (Eurostat’s over-qualification rate): of the employed with ISCED 5–8, those in ISCO-08 "
            "major groups 4–9."
        )
        yield (
            "The gap is the rate of migrants less that of nationals; its error holds the covariance of the two, who "
            "share sampled units."
        )
        yield f"A figure is given where {self.least_respondents} or more persons answered."
        yield self.reliability.sentence()


def _check_word(name: str, found: str, known: tuple[str, ...]) -> None:
    if found not in known:
        raise MethodUnusable(
            f"{name} cannot be “{found}”.{nearest(found, known)}", advice=f"Choose one of {', '.join(known)}."
        )
