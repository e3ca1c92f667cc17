"""The covariance of one measure between domains, and any linear contrast of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl
import scipy

from fairway.methods.survey.arrays import Floats
from fairway.methods.survey.cube import Cube, Totals
from fairway.methods.survey.errors import MeasureMisstated
from fairway.methods.survey.estimates import Linearised
from fairway.methods.survey.measures import RatioOfTotals
from fairway.methods.survey.plan import Code
from fairway.methods.survey.residuals import Rows
from fairway.methods.survey.units import SampledUnits, StageUnits
from fairway.methods.survey.variance import Scatter

_MOST_DOMAINS: Final = 4000


@dataclass(frozen=True, slots=True)
class Covariance:
    """How the estimates of D domains vary together.

    Attributes:
        domains: One row a domain.
        estimate: Shape (D,); NaN where a domain has no value.
        matrix: Shape (D, D); its diagonal holds the variances.
    """

    domains: pl.DataFrame
    estimate: Floats
    matrix: Floats

    def contrast(self, coefficients: Mapping[tuple[Code, ...], float]) -> tuple[float, float]:
        """Σ c_d θ_d and its standard error √(cᵀ V c).

        Args:
            coefficients: c of each domain that takes part, by its values in the order of the domain variables.

        Raises:
            MeasureMisstated: A domain is not among them, or has no value.
        """
        at = {row: number for number, row in enumerate(self.domains.rows())}
        unknown = [key for key in coefficients if key not in at or np.isnan(self.estimate[at[key]])]
        if unknown:
            raise MeasureMisstated(
                f"The contrast names domains that have no estimate: {', '.join(map(str, unknown))}.",
                advice=f"A domain is named by its values of {', '.join(self.domains.columns)}, in that order.",
            )
        chosen = [at[key] for key in coefficients]
        weights = np.array(list(coefficients.values()), np.float64)
        spread = float(weights @ self.matrix[np.ix_(chosen, chosen)] @ weights)
        return float(weights @ self.estimate[chosen]), float(np.sqrt(max(spread, 0.0)))


def covariance_of(ratio: RatioOfTotals, totals: Totals, cubes: Iterable[Cube]) -> Covariance:
    """The covariance matrix of a measure over all domains of a cube.

    cov(a, b) = Σ_stages Σ_h Π f · (1 − f_h) · n_h/(n_h − 1) · Σ_i (z_hi,a − z̄_h,a)(z_hi,b − z̄_h,b); domains covary
    because they share sampled units. Source: Särndal, Swensson & Wretman (1992), §5.4; as R `svyby(covmat=TRUE)`.

    Args:
        ratio: The measure.
        totals: The domains.
        cubes: Together, every row; each holds whole strata.

    Raises:
        MeasureMisstated: There are too many domains, or the rule for single units is the average of other strata, which
            differ from domain to domain.
    """
    size = len(totals.domains)
    if size > _MOST_DOMAINS:
        raise MeasureMisstated(
            f"A covariance of {size:,} domains does not fit.",
            advice=f"Cross fewer variables: {_MOST_DOMAINS:,} at most.",
        )
    linearised = Linearised(totals, cubes)
    matrix = np.zeros((size, size))
    for cube, scatter in linearised.parts:
        if cube.units.singletons == "average" and any(stage.single.any() for stage in cube.units.stages):
            raise MeasureMisstated(
                "The rule `average` for strata with one unit gives variances, and no covariance.",
                advice="Choose `certainty` or `adjust`, or ask for a Difference.",
            )
        matrix += _covariance(cube, scatter, linearised.scores(ratio, cube), linearised, ratio)
    known = totals.counts[ratio.rows] > 0
    return Covariance(totals.domains, np.where(known, ratio.value(totals.sums), np.nan), matrix)


def _covariance(cube: Cube, scatter: Scatter, scores: Floats, linearised: Linearised, ratio: RatioOfTotals) -> Floats:
    size = scatter.domains
    if cube.residuals is None:
        scatter.refuse_single_units()
        by_unit = scipy.sparse.csr_array((scores, (cube.unit, cube.domain)), shape=(len(cube.units), size))
        return _crossed(cube.units, by_unit)
    coefficients = linearised.coefficients(ratio, cube.residuals)
    dense = np.zeros((size, len(cube.units)))
    for begin, end, block in Rows(cube.domain, cube.unit, scores, size).blocks(len(cube.units)):
        dense[begin:end] = block - coefficients[begin:end] @ cube.residuals.unit_totals.T
    return _crossed(cube.units, scipy.sparse.csr_array(dense.T))


def _crossed(units: SampledUnits, by_leaf: scipy.sparse.csr_array) -> Floats:
    size = by_leaf.shape[1]
    matrix = np.zeros((size, size))
    for stage in units.stages:
        by_unit = _summed(stage.unit, by_leaf, len(stage.stratum))
        by_stratum = _summed(stage.stratum, by_unit, len(stage.sampled))
        centred = np.where(_uncentred(units, stage), 0.0, stage.factor / stage.sampled)
        matrix += _product(by_unit, stage.factor[stage.stratum]) - _product(by_stratum, centred)
    return matrix


def _product(rows: scipy.sparse.csr_array, weights: Floats) -> Floats:
    """Zᵀ diag(weights) Z, dense."""
    scaled = rows.copy()
    scaled.data = rows.data * np.repeat(weights, np.diff(rows.indptr))
    product: Floats = scipy.sparse.csr_array(rows.T @ scaled).toarray()
    return product


def _uncentred(units: SampledUnits, stage: StageUnits) -> np.ndarray:
    return stage.single & (units.singletons == "adjust")


def _summed(group: np.ndarray, rows: scipy.sparse.csr_array, groups: int) -> scipy.sparse.csr_array:
    """The rows of each group added up."""
    ones = np.ones(len(group))
    chooser = scipy.sparse.csr_array((ones, (group, np.arange(len(group)))), shape=(groups, len(group)))
    return scipy.sparse.csr_array(chooser @ rows)
