"""Variances over replicates: how far the estimates made with each set of replicate weights scatter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, Protocol

import numpy as np
import scipy

from fairway.methods.survey.arrays import Codes, Floats
from fairway.methods.survey.errors import MeasureMisstated

_MOST_CELLS: Final = 1 << 28


@dataclass(frozen=True, slots=True)
class ReplicateFactors:
    """What turns the scatter of replicate estimates into a variance.

    Attributes:
        scale: One factor for all; rscales: one a replicate; shape (R,).
        centre: Around what they scatter: the full-sample estimate, or the mean of the replicates with rscale > 0.
        smooth_only: The method holds for smooth statistics only: the jackknife is inconsistent for quantiles.
        sentence: What it is, for the method report.
    """

    scale: float
    rscales: Floats
    centre: Literal["full", "mean"]
    smooth_only: bool
    sentence: str

    def variance(self, full: Floats, replicates: Floats) -> Floats:
        """The variance scale · Σ_r rscales_r (θ_r − c)²; NaN where no replicate has a value; shape (D,).

        A replicate in which a domain has no value is left out of that domain's sum. Source: Wolter (2007), §§3.3, 4.2
        and 5.2; R `survey`'s `svrVar`.

        Args:
            full: The full-sample estimates; shape (D,).
            replicates: θ_r; shape (D, R).
        """
        known = ~np.isnan(replicates)
        if self.centre == "full":
            centre = full
        else:
            used = known & (self.rscales > 0.0)
            with np.errstate(invalid="ignore"):
                centre = np.where(used, replicates, 0.0).sum(axis=1) / used.sum(axis=1)
        off = np.where(known, replicates - centre[:, None], 0.0)
        return np.where(known.any(axis=1), self.scale * ((off * off) @ self.rscales), np.nan)


class Multipliers(Protocol):
    """Replicate weights, as multipliers of a cube's sums."""

    @property
    def factors(self) -> ReplicateFactors:
        """What turns their scatter into a variance."""
        ...

    def __len__(self) -> int:
        """R, the number of replicates."""
        ...

    @property
    def height(self) -> int:
        """How many rows the multipliers have."""
        ...

    def rows_of(self, unit: Codes) -> Codes:
        """The row of multipliers of each leaf unit; shape as `unit`."""
        ...

    def base(self, sums: Floats, unit: Codes) -> Floats:
        """Weighted sums of leaf units, as the multipliers apply to them; shape (M,)."""
        ...

    def blocks(self) -> Iterator[Floats]:
        """All multipliers, some replicates at a time; shape (height, r) each."""
        ...

    def multiplied(self, matrix: scipy.sparse.csr_matrix) -> Floats:
        """The matrix product with all multipliers; shape (rows of the matrix, R)."""
        ...

    def degrees_of_freedom(self, domain: Codes, unit: Codes, domains: int) -> Floats:
        """The rank of the replicate weights of each domain's members, less 1 (R `survey`'s `degf`); shape (domains,).

        Args:
            domain, unit: The leaf units with members of each domain, in any order.
        """
        ...


def replicate_totals(
    domain: Codes, unit: Codes, columns: tuple[Floats, ...], domains: int, multipliers: Multipliers
) -> tuple[Floats, ...]:
    """The totals of each domain under each set of replicate weights; shape (domains, R) for each column.

    Σ_u m_ur · t_du is a matrix product; microdata that were summed by unit are not touched again.

    Args:
        domain, unit: Of each row of a cube; shape (M,).
        columns: Weighted sums of each row; shape (M,) each.

    Raises:
        MeasureMisstated: There are too many domains and replicates to hold.
    """
    count = len(columns)
    cells = count * domains * len(multipliers)
    if cells > _MOST_CELLS:
        raise MeasureMisstated(
            f"{domains:,} domains under {len(multipliers):,} replicates would take {cells * 8 / 2**30:.0f} GiB.",
            advice="Take fewer replicates (a bootstrap of 500, not a jackknife of every unit), or fewer domains.",
        )
    row = np.concatenate([domain + number * domains for number in range(count)])
    column = np.tile(multipliers.rows_of(unit), count)
    sums = np.concatenate([multipliers.base(values, unit) for values in columns])
    matrix = scipy.sparse.csr_matrix((sums, (row, column)), shape=(count * domains, multipliers.height))
    totals = multipliers.multiplied(matrix)
    return tuple(totals[number * domains : (number + 1) * domains] for number in range(count))


def product_by_blocks(matrix: scipy.sparse.csr_matrix, blocks: Iterator[Floats], count: int) -> Floats:
    """The matrix product with multipliers that come some replicates at a time; shape (rows of the matrix, count)."""
    totals = np.empty((matrix.shape[0], count))
    at = 0
    for block in blocks:
        totals[:, at : at + block.shape[1]] = matrix @ block
        at += block.shape[1]
    return totals
