"""Measures that need every value: quantiles and inequality, in the domains of one margin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import polars as pl

from fairway.methods.survey.contrasts import Difference, difference_of
from fairway.methods.survey.cube import Totals
from fairway.methods.survey.distribution import Distribution
from fairway.methods.survey.errors import MeasureMisstated
from fairway.methods.survey.estimates import Found, table
from fairway.methods.survey.gini import Gini, found_gini, gini
from fairway.methods.survey.plan import Condition
from fairway.methods.survey.quantile_spreads import LinearisedDistribution
from fairway.methods.survey.quantiles import Quantile, found_quantile
from fairway.methods.survey.reliability import Reliability
from fairway.methods.survey.replicate_distributions import ReplicatedDistribution, found_distribution_contrast
from fairway.methods.survey.replication import Multipliers
from fairway.warehouse.surveys.grouping import Grouping, Summed

Valued: TypeAlias = Quantile | Gini
ValuedSpread: TypeAlias = LinearisedDistribution | ReplicatedDistribution


class Values:
    """The distributions of one universe and its margins, each asked for once.

    Args:
        grouping: The microdata.
        by, where: Domains and universe.
        multipliers: The replicates that variances come from; None for linearisation.
    """

    def __init__(
        self, grouping: Grouping, by: tuple[str, ...], where: tuple[Condition, ...], multipliers: Multipliers | None
    ) -> None:
        self._grouping = grouping
        self._by = by
        self._where = where
        self._multipliers = multipliers
        self._whole: dict[str, Distribution] = {}
        self._spread: dict[tuple[str, tuple[str, ...]], tuple[pl.DataFrame, ValuedSpread]] = {}

    def distribution(self, of: str) -> Distribution:
        """The values of a column in every domain."""
        if of not in self._whole:
            self._whole[of] = self._grouping.distribution(self._by, of, self._where)
        return self._whole[of]

    def summed(self, of: str) -> Summed:
        """The domains of a column's distribution, where no sums are asked for."""
        whole = self.distribution(of)
        return Summed(Totals(whole.domains, {}, {}, whole.left_out), 0, iter(()))

    def asked(self, measure: Valued, difference: Difference | None, kept: tuple[str, ...]) -> AskedValues:
        """A measure, or a difference in it, over the domains of a margin."""
        key = (measure.of, kept)
        if key not in self._spread:
            whole, given = self.distribution(measure.of), self._multipliers
            within = whole if kept == self._by else whole.summed_over(kept)
            self._spread[key] = (
                within.domains,
                (LinearisedDistribution.of(within) if given is None else ReplicatedDistribution.of(within, given)),
            )
        return AskedValues(measure, *self._spread[key], difference)


@dataclass(frozen=True, slots=True)
class AskedValues:
    """One measure of a table.

    Attributes:
        measure: The quantile or the index.
        domains: One row a domain.
        spread: The values, and where variances come from.
        difference: The domains to compare; None for each by itself.
    """

    measure: Valued
    domains: pl.DataFrame
    spread: ValuedSpread
    difference: Difference | None

    def table(self, level: float, rule: Reliability) -> pl.DataFrame:
        """Its rows."""
        return table(*self._found(level), level, rule)

    def _found(self, level: float) -> tuple[pl.DataFrame, Sequence[Found]]:
        if self.difference is None:
            if isinstance(self.measure, Gini):
                return self.domains, [found_gini(self.measure, self.spread)]
            return self.domains, [found_quantile(self.measure, self.spread, level)]
        if not isinstance(self.spread, ReplicatedDistribution):
            raise MeasureMisstated(
                f"A difference in {self.measure.name} needs replicates: its domains share sampled units.",
                advice="Give `replicate`, Bootstrap(500, seed=1) for instance, or a design with replicate weights.",
            )
        contrast = difference_of(self.domains, self.difference)
        if isinstance(self.measure, Gini):
            found = found_distribution_contrast(self.measure.name, gini, self.spread, contrast)
        else:
            self.spread.refuse_jackknife()
            found = found_distribution_contrast(self.measure.name, self.measure.of_values, self.spread, contrast)
        return contrast.domains, [found]
