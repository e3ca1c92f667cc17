"""What is believed of each agency after its ratings: items, dimensions, overall.

An item is Beta-binomial: with prior mean m and prior weight κ, s good answers of n make the posterior Beta(κm + s,
κ(1 − m) + n − s). A dimension is the mean of its items, the overall score that of its dimensions; there the posterior
is the Beta distribution with the mean and variance of the best linear prediction (credibility), which for a single item
is the same posterior. The answers of one worker go together (`alike`): five answers of one are not five workers.

Source: J. C. Kleinman, Proportions with extraneous variance, JASA 68 (1973), pp. 46–54; H. Bühlmann and E. Straub,
Glaubwürdigkeit für Schadensätze, Mitteilungen der VSVM 70 (1970), pp. 111–133. From memory: verified false.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, cast

import numpy as np
from scipy.special import betainc, betaincinv

from fairway.recruitment.ratings.items import DIMENSIONS, ITEMS, NAMES, OVERALL
from fairway.recruitment.ratings.scoring_counts import Counts, Floats, index_of, summed_by
from fairway.recruitment.ratings.scoring_pooling import Pooled, within
from fairway.recruitment.ratings.scoring_settings import ScoreSettings

MEMBERS: Final = {name: [at for at, item in enumerate(ITEMS) if item.dimension == name] for name in DIMENSIONS}
"""Dimension → the columns of its items."""
OF_OVERALL: Final = [list(DIMENSIONS).index(name) for name in OVERALL]
ROUNDS: Final = 3
ALONE: Final = 1 - 1e-9
"""From here on a sum of weights is that of one rater."""
MOST: Final = 0.95
"""The share of the variance of answers between agencies is never believed to be more than this."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of one part (an item, a dimension, overall) of every agency.

    Attributes:
        weight: Sum of weights of its raters.
        kish: 1 over Kish's effective number of raters; 1 where there is none.
        base: Expected share of good answers before any rating.
        deviation: Observed share minus the expected one; 0 where nothing is known.
        noise: Variance of one rater's value within an agency.
        answer: Variance of one answer within an agency, 0 to ¼; of an item, that is the noise.
    """

    weight: Floats
    kish: Floats
    base: Floats
    deviation: Floats
    noise: Floats
    answer: float


@dataclass(frozen=True, slots=True)
class Belief:
    """The posterior of one part of every agency: Beta(mean × size, (1 − mean) × size)."""

    weight: Floats
    mean: Floats
    size: Floats


@dataclass(frozen=True, slots=True)
class Posterior:
    """The beliefs: agencies in order, and each part by its name (an item's, a dimension's, "overall")."""

    agencies: tuple[str, ...]
    beliefs: dict[str, Belief]


def posterior(counts: Counts, prior: Pooled, settings: ScoreSettings) -> Posterior:
    """The posterior of every agency.

    Args:
        counts: Of all agencies.
        prior: Their prior means.
        settings: Of the score.
    """
    agency, keys = index_of(counts.places, ("agency",))
    agencies = len(keys)
    mix = summed_by(agency, counts.weight.sum(axis=1), agencies)
    items = []
    for item in range(len(NAMES)):
        columns = [one[:, item] for one in (counts.weight, counts.squares, counts.good)]
        n, q, s = (summed_by(agency, one, agencies) for one in columns)
        expected = summed_by(agency, counts.weight[:, item] * prior.expected[:, item], agencies)
        everywhere = counts.weight.sum(axis=1) * prior.expected[:, item]
        base = summed_by(agency, everywhere, agencies) / np.where(mix > 0, mix, 1.0)
        spread = prior.everybody[item] * (1 - prior.everybody[item])
        noise = within(n, q, s, spread, settings)
        size = np.where(n > 0, n, 1.0)
        kish = np.where(n > 0, q, 1.0) / size**2
        items.append(
            Evidence(n, kish, base, np.where(n > 0, (s - expected) / size, 0.0), np.full(agencies, noise), noise)
        )
    dimensions = [
        _together([items[at] for at in of if prior.answered[at]], agencies, settings) for of in MEMBERS.values()
    ]
    asked = [dimensions[at] for at in OF_OVERALL if dimensions[at].weight.any()]
    parts = dict(zip((*NAMES, *DIMENSIONS), (*items, *dimensions), strict=True))
    parts["overall"] = _together(asked, agencies, settings)
    beliefs = {name: _believed(one, settings) for name, one in parts.items()}
    return Posterior(tuple(keys["agency"].to_list()), beliefs)


def interval(mean: Floats, size: Floats, level: float) -> tuple[Floats, Floats]:
    """The central interval of Beta(mean × size, (1 − mean) × size)."""
    tail = (1 - level) / 2
    a, b = mean * size, (1 - mean) * size
    return cast("Floats", betaincinv(a, b, tail)), cast("Floats", betaincinv(a, b, 1 - tail))


def chance_below(mean: Floats, size: Floats, value: float) -> Floats:
    """The probability that a share with that posterior is below a value."""
    return cast("Floats", betainc(mean * size, (1 - mean) * size, value))


def _together(parts: list[Evidence], agencies: int, settings: ScoreSettings) -> Evidence:
    """The mean of several parts: each rater's answers go together, so that they count as less than as many raters.

    The deviation is the mean of all answers' deviations; raters are those of the part that most have answered.
    """
    if not parts:
        none = np.zeros(agencies)
        return Evidence(none, np.ones(agencies), none + 0.5, none, none + 0.25, 0.25)
    weight = np.vstack([one.weight for one in parts])
    total = weight.sum(axis=0)
    most = weight.argmax(axis=0)
    raters = weight.max(axis=0)
    some = np.where(total > 0, total, 1.0)
    each = np.where(raters > 0, total / np.where(raters > 0, raters, 1.0), 1.0)
    noise = np.where(
        total > 0,
        (weight * np.vstack([one.noise for one in parts])).sum(axis=0) / some,
        np.mean([one.noise for one in parts], axis=0),
    )
    return Evidence(
        raters,
        np.take_along_axis(np.vstack([one.kish for one in parts]), most[None, :], axis=0)[0],
        np.mean([one.base for one in parts], axis=0),
        (weight * np.vstack([one.deviation for one in parts])).sum(axis=0) / some,
        noise * (1 + (each - 1) * settings.alike) / each,
        sum(one.answer for one in parts) / len(parts),
    )


def _believed(known: Evidence, settings: ScoreSettings) -> Belief:
    between = _between(known, settings)
    share = min(between / (between + known.answer), MOST)
    drawn = known.weight / (known.weight + known.noise / between)
    size = (1 - drawn * share) / (share * (1 - drawn)) - 1
    # A score is a share: what the linear prediction says beyond is cut, a little inside so that the Beta exists.
    mean = np.clip(known.base + drawn * known.deviation, 0.001, 0.999)
    return Belief(known.weight, mean, size)


def _between(known: Evidence, settings: ScoreSettings) -> float:
    """The variance between agencies around what is expected of them, by the method of moments, weighted by precision.

    Agencies with one rater tell nothing: their deviation is all noise.
    """
    spread = known.base * (1 - known.base)
    belief = settings.prior_correlation * (float(spread.mean()) if len(spread) else 0.25)
    moment = known.deviation**2 - known.noise * known.kish
    between = belief
    for _ in range(ROUNDS):
        precision = np.where(known.weight > 0, (between / (between + known.noise * known.kish)) ** 2, 0.0)
        weighty = precision * (known.kish < ALONE)
        total = float((weighty * moment).sum()) + settings.prior_agencies * belief
        between = max(total / (float(weighty.sum()) + settings.prior_agencies), 0.02 * belief)
    return between
