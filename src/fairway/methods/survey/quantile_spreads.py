"""Where the variances of quantiles and inequality come from: linearised scores of single values, on the design."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from fairway.methods.survey.arrays import Floats, Positions, run_sums, sums_by
from fairway.methods.survey.cube import regroup
from fairway.methods.survey.distribution import Distribution
from fairway.methods.survey.errors import MeasureMisstated
from fairway.methods.survey.quantile_rules import Ordered
from fairway.methods.survey.residuals import RowResiduals, Rows, residual_variance
from fairway.methods.survey.variance import Scatter


class DistributionSpread(Protocol):
    """A distribution with the means to say how sure its statistics are."""

    @property
    def ordered(self) -> Ordered:
        """The values of every domain."""
        ...

    @property
    def n(self) -> Floats:
        """Rows of microdata with a known value; shape (D,)."""
        ...

    def degrees_of_freedom(self) -> Floats:
        """Per domain; shape (D,)."""
        ...

    def share_variance(self, bound: Floats, share: Floats) -> Floats:
        """The variance of the share of weight at values that do not exceed a bound; shape (D,)."""
        ...

    def score_variance(self, scores: Floats, statistic: Callable[[Ordered], Floats], value: Floats) -> Floats:
        """The variance of a statistic, from its scores (shape (M,), without weights) or from its replicates."""
        ...

    def direct_variance(self, statistic: Callable[[Ordered], Floats], value: Floats) -> Floats:
        """The variance of a statistic that has no scores."""
        ...


def ordered_of(distribution: Distribution) -> Ordered:
    """The values of a distribution."""
    rows = distribution
    return Ordered.of(rows.domain, rows.value, rows.weight, rows.count, len(rows.domains))


@dataclass(frozen=True, slots=True)
class LinearisedDistribution:
    """Variances by linearisation.

    Attributes:
        ordered, n: As the protocol says.
        scatter: Of the (domain, unit) pairs of the rows.
        order: The rows in the order of those pairs; shape (M,).
        starts: Where each pair begins in that order.
        residuals: Of a calibrated survey.
    """

    ordered: Ordered
    n: Floats
    scatter: Scatter
    order: Positions
    starts: Positions
    residuals: RowResiduals | None = None

    @classmethod
    def of(cls, distribution: Distribution) -> LinearisedDistribution:
        """Of values ordered by domain and value."""
        domains = len(distribution.domains)
        units = distribution.units
        domain, unit, starts, order = regroup(distribution.domain, domains, distribution.unit, len(units))
        return cls(
            ordered_of(distribution),
            sums_by(distribution.domain, distribution.count, domains),
            Scatter.of(units, domain, unit, domains),
            order,
            starts,
            distribution.residuals,
        )

    def degrees_of_freedom(self) -> Floats:
        """First-stage units with a known value, less their strata."""
        return self.scatter.degrees_of_freedom(np.ones(len(self.starts), np.bool_))

    def share_variance(self, bound: Floats, share: Floats) -> Floats:
        """From the scores (1[y ≤ bound] − F̂)/W."""
        rows = self.ordered
        below = rows.value <= bound[rows.domain]
        return self._variance((below - share[rows.domain]) / rows.total[rows.domain])

    def score_variance(self, scores: Floats, statistic: Callable[[Ordered], Floats], value: Floats) -> Floats:
        """From the scores."""
        return self._variance(scores)

    def direct_variance(self, statistic: Callable[[Ordered], Floats], value: Floats) -> Floats:
        """Refused: there are no replicates.

        Raises:
            MeasureMisstated: Always.
        """
        raise MeasureMisstated(
            "An interval from replicates was asked for, and there are none.",
            advice="Give `replicate`, Bootstrap(500, seed=1) for instance, or ask for the interval `woodruff`.",
        )

    def _variance(self, scores: Floats) -> Floats:
        weighted = run_sums((self.ordered.weight * scores)[self.order], self.starts)
        if self.residuals is None:
            return self.scatter.variance(weighted)
        domains = self.scatter.domains
        rows = Rows(self.scatter.domain, self.scatter.unit, weighted, domains)
        coefficients = self.residuals.coefficients(scores, self.ordered.domain, domains)
        return residual_variance(self.scatter.units, rows, coefficients, self.residuals.unit_totals)
