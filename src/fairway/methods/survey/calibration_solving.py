"""Solving the calibration equations: Newton's method, and proportional fitting for margins.

Deville and Särndal (1992), section 2: λ by Newton's method; Deming and Stephan (1940): iterative proportional fitting.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from fairway.methods.survey.arrays import Floats
from fairway.methods.survey.calibration_auxiliaries import Auxiliaries, Margin
from fairway.methods.survey.calibration_inverse import PseudoInverse
from fairway.methods.survey.distances import Distance, Exponential

# Fitting converges linearly: it goes on below the tolerance, so that what is left of the error is not in the weights.
_FURTHER: Final = 1e-3
_HALVINGS: Final = 8
# Steps without coming nearer, after which the totals count as out of reach: the more, the cheaper a step is.
_IDLE: Final = 15
_IDLE_ROWS: Final = 2_000_000
# Newton's method factorises a matrix of this width at most where fitting could go on instead.
_NEWTON_WIDTH: Final = 2000


@dataclass(frozen=True, slots=True)
class Problem:
    """The calibration equations Σ d F(q xᵀλ) x = t.

    Attributes:
        weights: d, f64[n].
        auxiliaries: X, n × p.
        totals: t, f64[p].
        q: f64[n], or None for 1.
        distance: F.
    """

    weights: Floats
    auxiliaries: Auxiliaries
    totals: Floats
    q: Floats | None
    distance: Distance

    def shift(self, multipliers: Floats) -> Floats:
        """The shift u = q xᵀλ of each row; f64[n]."""
        predicted = self.auxiliaries.predicted(multipliers)
        return predicted if self.q is None else predicted * self.q

    def misfit(self, g: Floats) -> Floats:
        """The misfit t − Σ d g x; f64[p]."""
        return self.totals - self.auxiliaries.totals(self.weights * g)

    def gap(self, misfit: Floats) -> float:
        """The largest relative misfit; infinite where it is not a number."""
        gap = float(np.max(np.abs(misfit) / (1.0 + np.abs(self.totals))))
        return gap if np.isfinite(gap) else np.inf


@dataclass(frozen=True, slots=True)
class Solution:
    """The factors g that came nearest to the totals.

    Attributes:
        g: f64[n].
        iterations: Newton steps, or sweeps.
        gap: max |t − Σ d g x| / (1 + |t|).
        rank: The independent columns of X.
    """

    g: Floats
    iterations: int
    gap: float
    rank: int


def solve_cells(problem: Problem, tolerance: float, max_iterations: int) -> Solution:
    """Fitting where it is exact; Newton's method for other distances, and where fitting crawls."""
    width = len(problem.totals)
    alone = len(problem.auxiliaries.blocks) == 1
    if alone or isinstance(problem.distance, Exponential):
        found = _fitted(problem, tolerance, max_iterations)
        if alone or found.gap <= tolerance or width > _NEWTON_WIDTH:
            return found
    return newton(problem, tolerance, max_iterations)


def _fitted(problem: Problem, tolerance: float, max_iterations: int) -> Solution:
    """Iterative proportional fitting over cells: each sweep scales every margin to its totals in turn."""
    g, gap, sweep = np.ones(problem.auxiliaries.size), np.inf, 0
    margins = list(zip(problem.auxiliaries.blocks, problem.auxiliaries.bounds(), strict=True))
    while sweep < max_iterations:
        sweep += 1
        for block, columns in margins:
            if isinstance(block, Margin):
                reached = block.totals(problem.weights * g)
                wanted = problem.totals[columns]
                g = g * np.divide(wanted, reached, out=np.ones_like(wanted), where=reached > 0)[block.codes]
        before, gap = gap, problem.gap(problem.misfit(g))
        if gap <= tolerance * _FURTHER or before <= gap <= tolerance:
            break
    return Solution(g, sweep, gap, len(problem.auxiliaries.names))


@dataclass(frozen=True, slots=True)
class _Point:
    multipliers: Floats
    g: Floats
    misfit: Floats
    gap: float


def _at(problem: Problem, multipliers: Floats) -> _Point:
    g = problem.distance.factor(problem.shift(multipliers))
    with np.errstate(invalid="ignore"):
        misfit = problem.misfit(g)
    return _Point(multipliers, g, misfit, problem.gap(misfit))


def newton(problem: Problem, tolerance: float, max_iterations: int) -> Solution:
    """Newton's method on the calibration equations.

    Where no part of the step brings the totals nearer (bounded distances: too many factors on a bound), a step with the
    slope of the unbounded distance is taken. As that slope is never below the one of the truncated distance, the step
    lowers the dual objective of the calibration, so it cannot run in a circle.
    """
    point = nearest = _at(problem, np.zeros(len(problem.totals)))
    rank, iteration, idle = 0, 0, 0
    q = 1.0 if problem.q is None else problem.q
    careful: PseudoInverse | None = None
    patience = max(_IDLE, _IDLE_ROWS // max(len(problem.weights), 1))
    while iteration < max_iterations and idle < patience:
        slope = problem.distance.slope(problem.shift(point.multipliers))
        inverse = PseudoInverse.of(problem.auxiliaries.gram(problem.weights * slope * q))
        rank = inverse.rank
        reached = _nearer(problem, point, inverse.solve(point.misfit))
        if point.gap <= tolerance:
            # One step past the tolerance: convergence is quadratic, so it wins the last digits.
            nearest = reached or point
            break
        if reached is None:
            if careful is None:
                careful = PseudoInverse.of(problem.auxiliaries.gram(problem.weights * q))
            reached = _at(problem, point.multipliers + careful.solve(point.misfit))
            rank = careful.rank
            if not reached.gap < np.inf:
                break
        iteration += 1
        point = reached
        idle = idle + 1 if point.gap >= nearest.gap else 0
        nearest = point if point.gap < nearest.gap else nearest
    return Solution(nearest.g, iteration, nearest.gap, rank)


def _nearer(problem: Problem, point: _Point, step: Floats) -> _Point | None:
    """The longest of the halved steps that brings the totals nearer."""
    for halving in range(_HALVINGS + 1):
        reached = _at(problem, point.multipliers + step / 2**halving)
        if reached.gap < point.gap:
            return reached
    return None
