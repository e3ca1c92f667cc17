"""The cube: one row for each domain and sampled unit that meet, with the weighted sums of what was planned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from fairway.methods.survey.arrays import Codes, Floats, Positions, run_starts, run_sums, stable_order, sums_by
from fairway.methods.survey.plan import CubePlan, Moment, RowSet
from fairway.methods.survey.units import SampledUnits

if TYPE_CHECKING:
    from fairway.methods.survey.residuals import Residuals


@dataclass(frozen=True, slots=True)
class Cube:
    """Sums over the microdata, from which every smooth estimate and its variance follow.

    R rows, ordered by domain and then by unit, each pair once; a pair that is absent has sums of zero.

    Attributes:
        units: The sampled units.
        domains: The domains that occur, one row each; a null marks a dimension summed over.
        domain: For each row, its domain; shape (R,).
        unit: For each row, its leaf unit; shape (R,).
        sums: For each moment, Σ w·Πfactors in the row; shape (R,).
        counts: For each row set, the rows of positive weight, unweighted; shape (R,).
        left_out: Rows of the universe left out because a domain variable is null.
        residuals: Of a calibrated survey: what its scores are regressed on; its cube is in one part.
    """

    units: SampledUnits
    domains: pl.DataFrame
    domain: Codes
    unit: Codes
    sums: Mapping[Moment, Floats]
    counts: Mapping[RowSet, Floats]
    left_out: int = 0
    residuals: Residuals | None = None

    def __len__(self) -> int:
        return len(self.domain)

    def totals(self) -> Totals:
        """The sums per domain."""
        starts = run_starts(self.domain)
        present = self.domain[starts]

        def by_domain(values: Floats) -> Floats:
            sums = np.zeros(len(self.domains))
            sums[present] = run_sums(values, starts)
            return sums

        return Totals(
            self.domains,
            {moment: by_domain(values) for moment, values in self.sums.items()},
            {rows: by_domain(values) for rows, values in self.counts.items()},
            self.left_out,
        )

    def summed_over(self, kept: Sequence[str]) -> Cube:
        """The cube of a margin: dimensions not in `kept` are summed over and null in `domains`."""
        margins, of_domain = margin_of(self.domains, kept)
        domain, unit, starts, order = regroup(of_domain[self.domain], len(margins), self.unit, len(self.units))
        return Cube(
            self.units,
            margins,
            domain,
            unit,
            {moment: run_sums(values[order], starts) for moment, values in self.sums.items()},
            {rows: run_sums(values[order], starts) for rows, values in self.counts.items()},
            self.left_out,
            self.residuals and self.residuals.summed_over(of_domain, len(margins)),
        )


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums per domain: D domains.

    Attributes:
        domains: One row a domain.
        sums, counts: As the cube's; shape (D,).
        left_out: As the cube's.
    """

    domains: pl.DataFrame
    sums: Mapping[Moment, Floats]
    counts: Mapping[RowSet, Floats]
    left_out: int = 0

    def summed_over(self, kept: Sequence[str]) -> Totals:
        """The totals of a margin."""
        margins, of_domain = margin_of(self.domains, kept)
        size = len(margins)
        return Totals(
            margins,
            {moment: sums_by(of_domain, values, size) for moment, values in self.sums.items()},
            {rows: sums_by(of_domain, values, size) for rows, values in self.counts.items()},
            self.left_out,
        )


def margin_of(domains: pl.DataFrame, kept: Sequence[str]) -> tuple[pl.DataFrame, Codes]:
    """The domains of a margin, ordered, and for each of `domains` the position of its margin; shape (D,)."""
    if not kept:
        whole = pl.DataFrame(height=1).with_columns(
            pl.lit(None, dtype=kind).alias(name) for name, kind in domains.schema.items()
        )
        return whole, np.zeros(len(domains), np.int32)
    distinct = domains.select(kept).unique().sort(kept).with_columns(pl.int_range(pl.len(), dtype=pl.Int32).alias("at"))
    at = domains.select(kept).join(distinct, on=list(kept), how="left", maintain_order="left")["at"].to_numpy()
    margins = distinct.select(
        pl.col(name) if name in kept else pl.lit(None, dtype=domains[name].dtype).alias(name)
        for name in domains.columns
    )
    return margins, at


def regroup(domain: Codes, domains: int, unit: Codes, units: int) -> tuple[Codes, Codes, Positions, Positions]:
    """Orders rows by domain and unit: the pairs' domains and units, where each pair begins, and the ordering."""
    order = stable_order(unit, units)
    order = order[stable_order(domain[order], domains)]
    by_domain, by_unit = domain[order], unit[order]
    starts = run_starts(by_domain, by_unit)
    return by_domain[starts], by_unit[starts], starts, order


@dataclass(frozen=True, slots=True)
class CubeNames:
    """The column names under which an engine returns a plan's sums (`m0`, `m1` …) and counts (`c0` …)."""

    plan: CubePlan

    def moment(self, moment: Moment) -> str:
        """The column of a moment."""
        return f"fairway_m{self.plan.moments.index(moment)}"

    def count(self, rows: RowSet) -> str:
        """The column of a count."""
        return f"fairway_c{self.plan.counts.index(rows)}"
