"""The pseudo-inverse of a matrix of weighted cross-products, whose columns may depend on one another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from fairway.methods.survey.arrays import Floats

# Eigenvalues of the matrix scaled to a unit diagonal: below this share of the largest, a direction counts as dependent.
_DEPENDENT: Final = 1e-11


@dataclass(frozen=True, slots=True)
class PseudoInverse:
    """Solves A z = c for symmetric, positive semi-definite A; the solution has no part in dependent directions.

    Indicators of two margins are always dependent (each margin sums to one). The choice among the solutions does not
    change X z, which is all that calibration and residuals use.

    Attributes:
        matrix: A, f64[p, p]; f64[p] where A is diagonal (one margin alone).
        inverse: Its pseudo-inverse, in the same shape.
        rank: The number of independent columns.
    """

    matrix: Floats
    inverse: Floats
    rank: int

    @classmethod
    def of(cls, matrix: Floats) -> PseudoInverse:
        """Factorise A.

        Columns are first scaled to a unit diagonal: a variable in millions must not make an indicator look dependent.
        """
        if matrix.ndim == 1:
            known = matrix > 0
            return cls(matrix, np.divide(1.0, matrix, out=np.zeros_like(matrix), where=known), int(known.sum()))
        diagonal = np.diag(matrix)
        scale = np.divide(1.0, np.sqrt(np.abs(diagonal)), out=np.zeros_like(diagonal), where=diagonal > 0)
        values, vectors = np.linalg.eigh(matrix * np.outer(scale, scale))
        kept = values > _DEPENDENT * max(float(values[-1]), 0.0)
        part = vectors[:, kept] * scale[:, None]
        return cls(matrix, (part / values[kept]) @ part.T, int(kept.sum()))

    def solve(self, right: Floats) -> Floats:
        """The solution z; f64[p] or f64[D, p] in the shape of `right`. Refined once, which restores the lost digits."""
        if self.matrix.ndim == 1:
            return right * self.inverse
        first = right @ self.inverse
        refined: Floats = first + (right - first @ self.matrix) @ self.inverse
        return refined
