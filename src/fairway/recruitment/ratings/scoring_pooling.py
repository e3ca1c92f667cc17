"""What is expected of an agency before anything is known of it: the mean of its corridor × sector, partially pooled.

Three levels: all ratings, corridor (origin × destination), corridor × sector. The mean of a level is drawn towards the
mean of the level above, the more so the less is known of it and the less its siblings differ.

Source: R. DerSimonian and N. Laird, Meta-analysis in clinical trials, Controlled Clinical Trials 7 (1986), pp. 177–188,
for the variance between groups; J. C. Kleinman, Proportions with extraneous variance, JASA 68 (1973), pp. 46–54, for
the weights of shares that differ between agencies. Written from memory: verified false.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fairway.recruitment.ratings.items import NAMES
from fairway.recruitment.ratings.scoring_counts import Counts, Floats, Indices, index_of, summed_by
from fairway.recruitment.ratings.scoring_settings import ScoreSettings

EDGE: Final = 0.01
"""No prior mean is nearer to 0 or 1: a group in which nobody complained yet is no proof that nobody ever will."""


@dataclass(frozen=True, slots=True)
class Level:
    """The groups of one level.

    Attributes:
        keys: Origin and destination, with sector at the finer level.
        of: The group of each row of the counts, −1 where the row has none.
        mean: Expected share of good answers, groups × items.
        variance: Of that mean.
    """

    keys: pl.DataFrame
    of: Indices
    mean: Floats
    variance: Floats


@dataclass(frozen=True, slots=True)
class Pooled:
    """The prior means.

    Attributes:
        everybody: Of all ratings, one for each item.
        corridors: Of origin × destination.
        cells: Of origin × destination × sector.
        expected: For each row of the counts, the mean of the finest level it has; rows × items.
        answered: Whether anybody anywhere answered the item.
    """

    everybody: Floats
    corridors: Level
    cells: Level
    expected: Floats
    answered: NDArray[np.bool_]


def pooled(counts: Counts, settings: ScoreSettings) -> Pooled:
    """The prior means of all levels, by empirical Bayes.

    Args:
        counts: Of all agencies.
        settings: Of the score.
    """
    corridor, corridor_keys = index_of(counts.places, ("origin", "destination"))
    cell, cell_keys = index_of(counts.places, ("origin", "destination", "sector"))
    parent = np.full(len(cell_keys), -1, dtype=np.int64)
    parent[cell[cell >= 0]] = corridor[cell >= 0]
    everybody = np.empty(len(NAMES))
    upper, lower = _empty(len(corridor_keys)), _empty(len(cell_keys))
    agency, agencies = index_of(counts.places, ("agency",))
    for item in range(len(NAMES)):
        share, precision = _shares(counts, item, agency, len(agencies), settings)
        everybody[item] = (np.dot(precision, share) + 0.5) / (precision.sum() + 1)
        spread = everybody[item] * (1 - everybody[item])
        top = np.array([[everybody[item]], [spread / (precision.sum() + 1)]])
        above = np.zeros(len(corridor_keys), dtype=np.int64)
        upper[:, :, item] = _drawn(share, precision, corridor, above, top, spread)
        lower[:, :, item] = _drawn(share, precision, cell, parent, upper[:, :, item], spread)
    clipped = [np.clip(one[0], EDGE, 1 - EDGE) for one in (upper, lower)]
    everybody = np.clip(everybody, EDGE, 1 - EDGE)
    expected = np.where((corridor >= 0)[:, None], _taken(clipped[0], corridor, everybody), everybody)
    expected = np.where((cell >= 0)[:, None], _taken(clipped[1], cell, everybody), expected)
    return Pooled(
        everybody,
        Level(corridor_keys, corridor, clipped[0], upper[1]),
        Level(cell_keys, cell, clipped[1], lower[1]),
        np.asfortranarray(expected),
        counts.weight.sum(axis=0) > 0,
    )


def _empty(groups: int) -> Floats:
    return np.empty((2, groups, len(NAMES)))


def _taken(mean: Floats, of: Indices, everybody: Floats) -> Floats:
    """The mean of each row's group; the last line is for those of −1."""
    return np.vstack([mean, everybody])[of]


def within(weight: Floats, squares: Floats, good: Floats, spread: float, settings: ScoreSettings) -> float:
    """The variance of answers within agencies: the mean of p(1 − p), unbiased, with the weight of the prior belief.

    Args:
        weight, squares, good: Of each agency, for one item.
        spread: Variance of all answers to the item, m(1 − m).
        settings: Of the score.
    """
    known = weight > 0
    n, q, s = weight[known], squares[known], good[known]
    belief = settings.prior_agencies
    top = float((s * (1 - s / n)).sum()) + belief * (1 - settings.prior_correlation) * spread
    return top / (float((n - q / n).sum()) + belief)


def _shares(
    counts: Counts, item: int, agency: Indices, agencies: int, settings: ScoreSettings
) -> tuple[Floats, Floats]:
    """The share of good answers in each row, and its precision relative to one agency's of which everything is known.

    The variance of a share is m(1 − m) (ρ + (1 − ρ) v): ρ lies between agencies, v is 1 over Kish's sample size.
    """
    n, q, s = counts.weight[:, item], counts.squares[:, item], counts.good[:, item]
    weights, squares, good = (summed_by(agency, one, agencies) for one in (n, q, s))
    mean = (s.sum() + 0.5) / (n.sum() + 1)
    spread = mean * (1 - mean)
    rho = min(max(1 - within(weights, squares, good, spread, settings) / spread, 0.01), 0.9)
    known = n > 0
    size = np.where(known, n, 1.0)
    precision = np.where(known, 1 / (rho + (1 - rho) * np.where(known, q, 1.0) / size**2), 0.0)
    return np.where(known, s / size, 0.0), precision


def _drawn(share: Floats, precision: Floats, of: Indices, parent: Indices, top: Floats, spread: float) -> Floats:
    """Means of groups drawn towards their parents', and the variances of these means; 2 × groups.

    Args:
        share, precision: Of each row.
        of: Group of each row, or −1.
        parent: Of each group.
        top: The means of the parents and their variances; 2 × parents.
        spread: Variance of an answer.
    """
    groups = len(parent)
    if not groups:
        return np.empty((2, 0))
    rows = of >= 0
    known = summed_by(of[rows], precision[rows], groups)
    size = np.where(known > 0, known, 1.0)
    raw = summed_by(of[rows], (precision * share)[rows], groups) / size
    between = _between(raw, known, parent, spread)
    sampling = spread / size
    drawn = np.where(known > 0, between / (between + sampling), 0.0)
    mean, unsure = top[:, parent]
    variance = np.where(known > 0, drawn * sampling, between) + (1 - drawn) ** 2 * unsure
    return np.vstack([mean + drawn * (raw - mean), variance])


def _between(raw: Floats, known: Floats, parent: Indices, spread: float) -> float:
    """The variance between groups of one parent, by the method of moments (DerSimonian and Laird)."""
    parents = int(parent.max()) + 1
    total = np.bincount(parent, known, minlength=parents)
    size = np.where(total > 0, total, 1.0)
    middle = np.bincount(parent, known * raw, minlength=parents) / size
    free = np.count_nonzero(known) - np.count_nonzero(total)
    squared = float((known * (raw - middle[parent]) ** 2).sum())
    divisor = float((total - np.bincount(parent, known**2, minlength=parents) / size).sum())
    return max(0.0, (squared - free * spread) / divisor) if free > 0 and divisor > 0 else 0.0
