"""What the variance of a calibrated estimator needs: the residuals of the linearised values on the auxiliaries.

The variance of Σ w u is that of the residual scores Σ_{k in unit} w_k (u_k − x_kᵀB), with B = (Σ v x xᵀ)⁻¹ Σ v x u and
v = d q (Deville and Särndal 1992, section 3: all distances share the GREG's asymptotic variance). R `survey` 4.1 does
the same for `calibrate` and `postStratify`; its `rake` takes v = 1 and makes ten sweeps over the margins, which
`weighting="equal", sweeps=10` gives exactly. R leaves q out of B for non-linear distances; here q stays.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from fairway.methods.survey.arrays import Codes, Floats
from fairway.methods.survey.calibration_auxiliaries import Auxiliaries, Margin
from fairway.methods.survey.calibration_errors import CalibrationMisstated
from fairway.methods.survey.calibration_inverse import PseudoInverse

Weighting: TypeAlias = Literal["design", "equal"]


@dataclass(frozen=True, slots=True)
class ResidualProjection:
    """The projection on the auxiliaries of a calibrated design.

    Rows outside a domain have u = 0, but stay in A and in the totals of their unit.

    Attributes:
        auxiliaries: X, n × p.
        weights: v, the weights of the projection, f64[n].
        calibrated: w = d g, f64[n].
        factorised: A = Σ v x xᵀ, with its pseudo-inverse.
        sweeps: Sweeps over the margins instead of the exact solution; None for exact.
    """

    auxiliaries: Auxiliaries
    weights: Floats
    calibrated: Floats
    factorised: PseudoInverse
    sweeps: int | None = None

    @classmethod
    def of(
        cls,
        auxiliaries: Floats | Auxiliaries,
        design_weights: Floats,
        g: Floats,
        *,
        q: Floats | None = None,
        weighting: Weighting = "design",
        sweeps: int | None = None,
    ) -> ResidualProjection:
        """Prepare the projection.

        Args:
            auxiliaries: X as f64[n, p], or by blocks.
            design_weights: d before this calibration, f64[n].
            g: The factors, f64[n].
            q: f64[n], or None for 1.
            weighting: `design`: v = d q. `equal`: v = 1 in rows with d > 0, as R's `rake`.
            sweeps: Block Gauss-Seidel sweeps over the margins from B = 0 (R's `rake`: 10); None solves exactly.

        Returns:
            The projection, with A factorised.

        Raises:
            CalibrationMisstated: Sweeps were asked for, but a column is numeric.
        """
        columns = auxiliaries if isinstance(auxiliaries, Auxiliaries) else Auxiliaries.dense(auxiliaries)
        if sweeps is not None and not all(isinstance(block, Margin) for block in columns.blocks):
            raise CalibrationMisstated(
                "Sweeps go over categorical margins, but an auxiliary is numeric.", advice="Leave `sweeps` out."
            )
        if weighting == "equal":
            weights = (design_weights > 0).astype(np.float64)
        else:
            weights = design_weights if q is None else design_weights * q
        alone = len(columns.blocks) == 1 and isinstance(columns.blocks[0], Margin)
        gram = columns.totals(weights) if alone else columns.gram(weights)
        return cls(columns, weights, design_weights * g, PseudoInverse.of(gram), sweeps)

    def cross(self, values: Floats, domain: Codes, domains: int) -> Floats:
        """Σ v x u over the rows of each domain; f64[D, p].

        Args:
            values: u, f64[n].
            domain: The domain of each row, int32[n]; −1 for none.
            domains: D.
        """
        return self.auxiliaries.grouped(self.weights * values, domain, domains)

    def coefficients(self, cross: Floats) -> Floats:
        """B of each domain, f64[D, p], from its cross-products f64[D, p]. Linear in them."""
        if self.sweeps is None or self.factorised.matrix.ndim == 1:
            return self.factorised.solve(cross)
        matrix = self.factorised.matrix
        found = np.zeros_like(cross)
        for _ in range(self.sweeps):
            for at in self.auxiliaries.bounds():
                size = np.diag(matrix)[at]
                left = cross[:, at] - found @ matrix[:, at]
                found[:, at] += np.divide(left, size, out=np.zeros_like(left), where=size > 0)
        return found

    def unit_totals(self, unit: Codes, units: int) -> Floats:
        """Σ w x over the rows of each sampled unit; f64[U, p]. Residual scores are Σ w u − B of the domain · this."""
        return self.auxiliaries.grouped(self.calibrated, unit, units)
