"""Quantiles and inequality under replicate weights."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from fairway.methods.survey.arrays import Floats, sums_by
from fairway.methods.survey.distribution import Distribution
from fairway.methods.survey.errors import MeasureMisstated
from fairway.methods.survey.estimates import Contrast, Found
from fairway.methods.survey.quantile_rules import Ordered
from fairway.methods.survey.quantile_spreads import ordered_of
from fairway.methods.survey.replicate_estimates import Members, contrast_variance
from fairway.methods.survey.replication import Multipliers, replicate_totals


@dataclass(frozen=True, slots=True)
class ReplicatedDistribution:
    """A distribution whose variances come from replicates.

    Attributes:
        distribution: The values.
        multipliers: The replicates.
        ordered, n: As `DistributionSpread` says.
        df: Degrees of freedom; shape (D,).
    """

    distribution: Distribution
    multipliers: Multipliers
    ordered: Ordered
    n: Floats
    df: Floats

    @classmethod
    def of(cls, distribution: Distribution, multipliers: Multipliers) -> ReplicatedDistribution:
        """Of values ordered by domain and value."""
        domains = len(distribution.domains)
        n = sums_by(distribution.domain, distribution.count, domains)
        df = multipliers.degrees_of_freedom(distribution.domain, distribution.unit, domains)
        return cls(distribution, multipliers, ordered_of(distribution), n, df)

    def degrees_of_freedom(self) -> Floats:
        """Per domain."""
        return self.df

    def share_variance(self, bound: Floats, share: Floats) -> Floats:
        """From the replicates of the share; the bound stays where it is."""
        rows = self.distribution
        below = np.where(rows.value <= bound[rows.domain], rows.weight, 0.0)
        parts = (below, rows.weight)
        reached, whole = replicate_totals(rows.domain, rows.unit, parts, len(rows.domains), self.multipliers)
        with np.errstate(divide="ignore", invalid="ignore"):
            replicates = np.where(whole > 0.0, reached / whole, np.nan)
        return self.multipliers.factors.variance(share, replicates)

    def score_variance(self, scores: Floats, statistic: Callable[[Ordered], Floats], value: Floats) -> Floats:
        """From the replicates of the statistic."""
        return self.multipliers.factors.variance(value, self.replicates(statistic))

    def direct_variance(self, statistic: Callable[[Ordered], Floats], value: Floats) -> Floats:
        """From the replicates of the statistic.

        Raises:
            MeasureMisstated: The replicates are a jackknife's, whose variance of a quantile is not consistent.
        """
        self.refuse_jackknife()
        return self.multipliers.factors.variance(value, self.replicates(statistic))

    def refuse_jackknife(self) -> None:
        """Raises where the replicates do not hold for statistics that are not smooth.

        Source: Efron (1982), The Jackknife, the Bootstrap and Other Resampling Plans, §3.4.

        Raises:
            MeasureMisstated: They are a jackknife's.
        """
        if self.multipliers.factors.smooth_only:
            raise MeasureMisstated(
                "The jackknife's scatter of quantiles is not their variance, however large the sample.",
                advice="Ask for the interval `woodruff`, or take Bootstrap or balanced replicates.",
            )

    def replicates(self, statistic: Callable[[Ordered], Floats]) -> Floats:
        """A statistic under each set of replicate weights; shape (D, R)."""
        rows = self.distribution
        domains = len(rows.domains)
        found = np.empty((domains, len(self.multipliers)))
        for number, weight in enumerate(self._weights()):
            found[:, number] = statistic(Ordered.of(rows.domain, rows.value, weight, rows.count, domains))
        return found

    def _weights(self) -> Iterator[Floats]:
        rows = self.distribution
        base = self.multipliers.base(rows.weight, rows.unit)
        at = self.multipliers.rows_of(rows.unit)
        for block in self.multipliers.blocks():
            for replicate in np.ascontiguousarray(block.T):
                yield base * replicate[at]


def found_distribution_contrast(
    name: str,
    statistic: Callable[[Ordered], Floats],
    spread: ReplicatedDistribution,
    contrast: Contrast,
) -> Found:
    """A difference of domains in a statistic that is no ratio of totals."""
    values = statistic(spread.ordered)
    value = contrast.of(values)
    members = Members(spread.distribution.domain, spread.distribution.unit)
    replicates = spread.replicates(statistic)
    variance, df = contrast_variance(spread.multipliers, members, contrast, values, replicates)
    reason = tuple("one of the domains has no value" if np.isnan(one) else "" for one in value)
    nothing = np.full(len(contrast), np.nan)
    return Found(
        f"{name}{contrast.label}", None, value, variance, df, contrast.of_all(spread.n), nothing, reason=reason
    )
