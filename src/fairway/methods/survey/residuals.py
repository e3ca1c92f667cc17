"""Variances of a calibrated survey: the linearised scores less their regression on the auxiliaries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from fairway.methods.survey.arrays import Codes, Floats, Positions
from fairway.methods.survey.calibration_residuals import ResidualProjection
from fairway.methods.survey.plan import Moment
from fairway.methods.survey.units import SampledUnits
from fairway.methods.survey.variance import Scatter

_CELLS_AT_ONCE: Final = 4_000_000
"""Domains are taken in groups of so many domain × unit scores: every unit has a residual, so nothing is sparse."""


@dataclass(frozen=True, slots=True)
class Residuals:
    """What calibration adds to a cube.

    Attributes:
        projection: The regression on the auxiliaries.
        unit_totals: Σ w·x of each leaf unit; shape (U, p).
        cross: For each moment, Σ v·x·Πfactors of each domain; shape (D, p).
    """

    projection: ResidualProjection
    unit_totals: Floats
    cross: Mapping[Moment, Floats]

    def summed_over(self, of_domain: Codes, margins: int) -> Residuals:
        """The residuals of a margin, where domain d becomes of_domain[d]."""
        summed = {}
        for moment, cross in self.cross.items():
            into = np.zeros((margins, cross.shape[1]))
            np.add.at(into, of_domain, cross)
            summed[moment] = into
        return Residuals(self.projection, self.unit_totals, summed)

    def coefficients(self, slopes: Sequence[tuple[Moment, Floats]]) -> Floats:
        """B of each domain for the score Σ slope · moment; shape (D, p)."""
        cross = sum((slope[:, None] * self.cross[moment] for moment, slope in slopes), start=np.float64(0.0))
        return self.projection.coefficients(np.nan_to_num(np.asarray(cross, np.float64)))


@dataclass(frozen=True, slots=True)
class RowResiduals:
    """What calibration adds to a distribution, whose scores are known row by row.

    Attributes:
        projection: The regression on the auxiliaries.
        unit_totals: Σ w·x of each leaf unit; shape (U, p).
        row: The calibrated row of each value; shape (M,).
    """

    projection: ResidualProjection
    unit_totals: Floats
    row: Positions

    def coefficients(self, scores: Floats, domain: Codes, domains: int) -> Floats:
        """B of each domain for scores without weights, shape (M,); shape (D, p)."""
        values = np.zeros(len(self.projection.weights))
        within = np.full(len(values), -1, np.int32)
        values[self.row] = scores
        within[self.row] = domain
        return self.projection.coefficients(self.projection.cross(values, within, domains))


@dataclass(frozen=True, slots=True)
class Rows:
    """Scores by domain and leaf unit, ordered by domain; shape (R,) each."""

    domain: Codes
    unit: Codes
    scores: Floats
    domains: int

    def blocks(self, units: int) -> Iterator[tuple[int, int, Floats]]:
        """Domains [begin, end) with their scores spread over all units; shape (end − begin, units)."""
        step = max(1, _CELLS_AT_ONCE // max(units, 1))
        for begin in range(0, self.domains, step):
            end = min(begin + step, self.domains)
            first, last = np.searchsorted(self.domain, [begin, end])
            dense = np.zeros((end - begin, units))
            dense[self.domain[first:last] - begin, self.unit[first:last]] = self.scores[first:last]
            yield begin, end, dense


def residual_variance(units: SampledUnits, rows: Rows, coefficients: Floats, unit_totals: Floats) -> Floats:
    """The variance of Σ_{k in unit} w_k (u_k − x_kᵀB) per domain; shape (D,).

    Source: Deville & Särndal (1992), JASA 87, §3.

    Args:
        units: The sampled units; each has a residual in every domain.
        rows: The linearised scores Σ w u.
        coefficients: B of each domain; shape (D, p).
        unit_totals: Σ w x of each leaf unit; shape (U, p).
    """
    found = np.zeros(rows.domains)
    for begin, end, dense in rows.blocks(len(units)):
        dense -= coefficients[begin:end] @ unit_totals.T
        size = end - begin
        domain = np.repeat(np.arange(size, dtype=np.int32), len(units))
        unit = np.tile(np.arange(len(units), dtype=np.int32), size)
        found[begin:end] = Scatter.of(units, domain, unit, size).variance(dense.ravel())
    return found
