"""How scores are made: every number that somebody had to choose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from fairway.kernel.errors import InputError
from fairway.recruitment.ratings.items import TIERS

DAYS_A_MONTH: Final = 365.25 / 12


class ScoreSettingsUnusable(InputError):
    """A setting outside its range."""

    slug = "score-settings-unusable"


@dataclass(frozen=True, slots=True)
class ScoreSettings:
    """The settings of scores; the defaults are those of the Monitor.

    Attributes:
        half_life: After so many months a rating counts half (18–24 are usual).
        tiers: Tier of evidence → weight of one rating, 0 to 1.
        least: Below this sum of weights there is “not enough evidence” instead of a number.
        least_warning: Below this sum of weights there is no warning.
        level: Of the intervals.
        bad: A warning says that a score is probably below this.
        certainty: How probably.
        alike: How far one worker's answers of one dimension go together (intra-worker correlation), 0 to 1. It makes
            the answers of one worker count as less than as many workers.
        prior_agencies: The weight of the prior belief about how agencies differ, in agencies.
        prior_correlation: That belief: the share of the variance of answers that lies between agencies.
    """

    half_life: float = 20.0
    tiers: Mapping[str, float] = field(default_factory=lambda: {str(tier): weight for tier, weight in TIERS.items()})
    least: float = 5.0
    least_warning: float = 10.0
    level: float = 0.95
    bad: float = 0.4
    certainty: float = 0.8
    alike: float = 0.3
    prior_agencies: float = 5.0
    prior_correlation: float = 0.1

    def __post_init__(self) -> None:
        for name in ("half_life", "least", "least_warning", "prior_agencies"):
            if not 0 < getattr(self, name) < float("inf"):
                raise _outside(name, "above 0", getattr(self, name))
        for name in ("level", "bad", "certainty", "prior_correlation"):
            if not 0 < getattr(self, name) < 1:
                raise _outside(name, "between 0 and 1", getattr(self, name))
        if not 0 <= self.alike <= 1:
            raise _outside("alike", "from 0 to 1", self.alike)
        for tier, weight in self.tiers.items():
            if not 0 <= weight <= 1:
                raise _outside(f"tiers[{tier}]", "from 0 to 1", weight)


def _outside(name: str, wanted: str, found: object) -> ScoreSettingsUnusable:
    return ScoreSettingsUnusable(
        f"The setting {name} of the scores is {found}.", advice=f"It must be {wanted}.", details={"setting": name}
    )
