"""Calibration distances: how far a calibrated weight may move from its design weight, by the factor g = F(u).

Deville, J.-C. and Särndal, C.-E. (1992). Calibration estimators in survey sampling. JASA 87, 376-382, Table 1:
linear is case 1, raking (multiplicative) case 2, logit case 6 and truncated linear case 7. Each F has F(0) = F'(0) = 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

import numpy as np
from scipy.special import expit

from fairway.methods.survey.arrays import Floats
from fairway.methods.survey.calibration_errors import CalibrationMisstated

DistanceName: TypeAlias = Literal["linear", "raking", "logit", "linear-bounded"]
Bounds: TypeAlias = tuple[float, float]


class Distance(Protocol):
    """A calibration function F with its derivative."""

    def factor(self, shift: Floats) -> Floats:
        """The factor g = F(u), elementwise."""

    def slope(self, shift: Floats) -> Floats:
        """The derivative F'(u), elementwise."""


@dataclass(frozen=True, slots=True)
class Linear:
    """Case 1, the GREG: F(u) = 1 + u. Always solvable; g may be negative."""

    def factor(self, shift: Floats) -> Floats:
        """F(u) = 1 + u."""
        return 1.0 + shift

    def slope(self, shift: Floats) -> Floats:
        """F'(u) = 1."""
        return np.ones_like(shift)


@dataclass(frozen=True, slots=True)
class Exponential:
    """Case 2, raking: F(u) = exp(u). g is positive."""

    def factor(self, shift: Floats) -> Floats:
        """F(u) = exp(u); infinite when it overflows."""
        with np.errstate(over="ignore"):
            return np.exp(shift)

    def slope(self, shift: Floats) -> Floats:
        """F'(u) = exp(u)."""
        return self.factor(shift)


@dataclass(frozen=True, slots=True)
class Logit:
    """Case 6: L < g < U, smoothly. F(u) = [L(U−1) + U(1−L)e^{Au}] / [U−1 + (1−L)e^{Au}], A = (U−L)/((1−L)(U−1))."""

    lower: float
    upper: float

    def factor(self, shift: Floats) -> Floats:
        """F(u), written with the logistic function so that it cannot overflow."""
        lower, upper = self.lower, self.upper
        steepness = (upper - lower) / ((1 - lower) * (upper - 1))
        place = expit(steepness * shift + np.log((1 - lower) / (upper - 1)))
        factor: Floats = lower + (upper - lower) * place
        return factor

    def slope(self, shift: Floats) -> Floats:
        """F'(u) = (F−L)(U−F) / ((1−L)(U−1))."""
        factor = self.factor(shift)
        return (factor - self.lower) * (self.upper - factor) / ((1 - self.lower) * (self.upper - 1))


@dataclass(frozen=True, slots=True)
class TruncatedLinear:
    """Case 7: F(u) = 1 + u, cut to [L, U]; weights may lie on the bounds."""

    lower: float
    upper: float

    def factor(self, shift: Floats) -> Floats:
        """F(u) = min(max(1 + u, L), U)."""
        return np.clip(1.0 + shift, self.lower, self.upper)

    def slope(self, shift: Floats) -> Floats:
        """F'(u) = 1 between the bounds, 0 outside."""
        return ((shift > self.lower - 1) & (shift < self.upper - 1)).astype(np.float64)


def distance_of(name: DistanceName, bounds: Bounds | None) -> Distance:
    """The distance of that name.

    Args:
        name: `linear`, `raking`, `logit` or `linear-bounded`.
        bounds: (L, U) of g, with 0 ≤ L < 1 < U (or L < 0 for `linear-bounded`); for the last two names only.

    Returns:
        The distance.

    Raises:
        CalibrationMisstated: Bounds are missing, not wanted, or do not enclose 1.
    """
    if name in ("linear", "raking"):
        if bounds is not None:
            raise CalibrationMisstated(
                f"The distance “{name}” has no bounds.", advice="For bounded weights ask for logit or linear-bounded."
            )
        return Linear() if name == "linear" else Exponential()
    if name not in ("logit", "linear-bounded"):
        raise CalibrationMisstated(
            f"There is no calibration distance “{name}”.", advice="Choose linear, raking, logit or linear-bounded."
        )
    if bounds is None or not -np.inf < bounds[0] < 1 < bounds[1] < np.inf:
        raise CalibrationMisstated(
            f"The distance “{name}” needs finite bounds (L, U) with L < 1 < U; it was given {bounds}.",
            advice="They bound the factor between the calibrated and the design weight, for instance (0.5, 2).",
        )
    return Logit(*bounds) if name == "logit" else TruncatedLinear(*bounds)
