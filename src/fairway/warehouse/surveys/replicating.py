"""Replicates for a survey: read from its microdata, or made from its units, and the totals under each of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import polars as pl

from fairway.methods.survey.cube import Cube, Totals
from fairway.methods.survey.design import Design
from fairway.methods.survey.errors import DesignMisstated, Fault
from fairway.methods.survey.measures import RatioOfTotals
from fairway.methods.survey.replicate_estimates import Replicated, ReplicateSums
from fairway.methods.survey.replicate_given import GivenReplicates, replicate_faults
from fairway.methods.survey.replicate_made import made_replicates
from fairway.methods.survey.replicate_making import ReplicateMethod
from fairway.methods.survey.replication import Multipliers
from fairway.methods.survey.units import SampledUnits
from fairway.warehouse.surveys.grouping import Grouping, RowReading


def sampled_design(design: Design) -> Design:
    """The design whose units are needed: with replicate weights of the producer, each row is one."""
    return design if design.replication is None else replace(design, stages=(), nest=False)


class Replicating:
    """The replicates of one survey.

    Attributes:
        faults: What is wrong with the producer's replicate weights.

    Args:
        grouping: The microdata.
        design: As its producer documents it.

    Raises:
        DesignMisstated: Whole replicate weights without the full-sample weight, or an engine that cannot read rows.
    """

    def __init__(self, grouping: Grouping, design: Design) -> None:
        self._design = design
        self._grouping = grouping
        self.faults: tuple[Fault, ...] = ()
        self._given: GivenReplicates | None = None
        if design.replication is None:
            return
        if design.weight is None:
            raise DesignMisstated(
                "The design has replicate weights and no full-sample weight.", advice="Give `weight` too."
            )
        stratum = design.stages[0].stratum if design.stages else None
        columns = design.replication.columns
        weights = self._rows(columns)
        self.faults = tuple(replicate_faults(weights, self._rows((stratum,)).to_series() if stratum else None))
        if not self.faults:
            full = self._rows((design.weight,)).to_series().cast(pl.Float64).to_numpy()
            self._given = GivenReplicates.of(design.replication, weights, full)

    def chosen(self, method: ReplicateMethod | None, units: SampledUnits) -> Multipliers | None:
        """The replicates that an estimation uses; None for linearisation.

        Raises:
            DesignMisstated: Replicates are to be made where the producer gives some, or the design does not suit them.
        """
        if method is None:
            return self._given
        if self._given is not None:
            raise DesignMisstated(
                "The producer gives replicate weights, and others were to be made.",
                advice="Leave `replicate` out; or open the survey with its stages and without `replication`.",
            )
        return made_replicates(method, units)

    def _rows(self, columns: Sequence[str]) -> pl.DataFrame:
        if not isinstance(self._grouping, RowReading):
            raise DesignMisstated(
                "Replicate weights of a producer can be used only of microdata in memory.",
                advice="Open the survey with the engine `memory`, or give its stages instead of `replication`.",
            )
        return self._grouping.row_columns(columns)


class ReplicatedMargins:
    """Totals under each replicate, and those of margins.

    Args:
        totals: The full-sample totals.
        cubes: All parts.
        ratios: What is estimated.
        multipliers: The replicates.
    """

    def __init__(
        self, totals: Totals, cubes: Iterator[Cube], ratios: Sequence[RatioOfTotals], multipliers: Multipliers
    ) -> None:
        self._sums = ReplicateSums.of(totals.domains, cubes, ratios, multipliers)
        self._spreads: list[Replicated] = []

    def of(self, totals: Totals, kept: tuple[str, ...]) -> Replicated:
        """The variances of a margin."""
        whole = len(kept) == len(self._sums.domains.columns)
        self._spreads.append(Replicated(totals, self._sums if whole else self._sums.summed_over(kept)))
        return self._spreads[-1]

    def faults(self) -> Iterator[Fault]:
        """Domains without a value in some replicates, counted."""
        lost = sum(sum(spread.lost.values()) for spread in self._spreads)
        if lost:
            said = f"{lost} estimate{'s have' if lost > 1 else ' has'} no value in some of the replicates."
            advice = "Those replicates are left out of its variance: so few sampled units make it uncertain in itself."
            yield Fault("empty-in-replicate", lost, "estimates", said, advice, fatal=False)
