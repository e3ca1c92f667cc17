"""Calibrated weights: the weights nearest to the design weights that reproduce known population totals.

Deville, J.-C. and Särndal, C.-E. (1992). Calibration estimators in survey sampling. JASA 87, 376-382: the weights
w_k = d_k F(q_k x_kᵀλ), with λ from the calibration equations Σ d_k F(q_k x_kᵀλ) x_k = t, by Newton's method.
Raking by iterative proportional fitting (Deming and Stephan 1940) is the case F = exp with indicators as auxiliaries
(Deville, Särndal and Sautory 1993, JASA 88, 1013-1020).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from fairway.methods.survey.arrays import Floats, sums_by
from fairway.methods.survey.calibration_auxiliaries import Auxiliaries, Margin
from fairway.methods.survey.calibration_errors import CalibrationMisstated, NoCalibration
from fairway.methods.survey.calibration_inverse import PseudoInverse
from fairway.methods.survey.distances import Bounds, Distance, DistanceName, Exponential, distance_of

# Fitting converges linearly: it goes on below the tolerance, so that what is left of the error is not in the weights.
_FURTHER: Final = 1e-3
_HALVINGS: Final = 12


@dataclass(frozen=True, slots=True)
class Calibrated:
    """What a calibration gives.

    Attributes:
        weights: The calibrated weights w = d g, f64[n].
        g: The factors, f64[n].
        iterations: Newton steps, or sweeps over the margins.
        residual: max |t − Σ w x| / (1 + |t|), as R's `calibrate(epsilon=)` judges it.
        negative: Rows with a negative weight: possible with the linear distance only.
        at_bounds: Rows whose factor is on a bound (`linear-bounded`): their weights were trimmed.
        auxiliaries: X; the variance needs it.
        design_weights: d, f64[n].
        q: f64[n], or None for 1.
    """

    weights: Floats
    g: Floats
    iterations: int
    residual: float
    negative: int
    at_bounds: int
    auxiliaries: Auxiliaries
    design_weights: Floats
    q: Floats | None = None

    @property
    def remarks(self) -> tuple[str, ...]:
        """What a method report must say of these weights, in sentences."""
        used = self.design_weights > 0
        said = []
        if used.any():
            low, high = float(self.g[used].min()), float(self.g[used].max())
            said.append(f"Calibration changed the weights by factors from {low:.4g} to {high:.4g}.")
        if self.negative:
            said.append(f"{self.negative} rows have a negative weight: logit or raking would avoid it.")
        if self.at_bounds:
            said.append(f"{self.at_bounds} rows have a factor on the bounds.")
        return tuple(said)


@dataclass(frozen=True, slots=True)
class _Problem:
    weights: Floats
    auxiliaries: Auxiliaries
    totals: Floats
    q: Floats | None
    distance: Distance

    def shift(self, multipliers: Floats) -> Floats:
        predicted = self.auxiliaries.predicted(multipliers)
        return predicted if self.q is None else predicted * self.q

    def misfit(self, g: Floats) -> Floats:
        return self.totals - self.auxiliaries.totals(self.weights * g)

    def gap(self, misfit: Floats) -> float:
        gap = float(np.max(np.abs(misfit) / (1.0 + np.abs(self.totals))))
        return gap if np.isfinite(gap) else np.inf


@dataclass(frozen=True, slots=True)
class _Solution:
    g: Floats
    iterations: int
    gap: float
    rank: int


def calibrate(
    design_weights: Floats,
    auxiliaries: Floats | Auxiliaries,
    totals: Floats,
    *,
    distance: DistanceName = "linear",
    bounds: Bounds | None = None,
    q: Floats | None = None,
    tolerance: float = 1e-10,
    max_iterations: int = 500,
) -> Calibrated:
    """Calibrate design weights to population totals.

    Args:
        design_weights: d ≥ 0, f64[n].
        auxiliaries: X as f64[n, p], or by blocks (`calibration_specs` makes them from a frame).
        totals: t, f64[p], in the units of X.
        distance: `linear` (GREG), `raking`, `logit` or `linear-bounded`.
        bounds: (L, U) of g for the last two.
        q: f64[n] > 0, the inverse of R's `variance`; None for 1.
        tolerance: The largest |t − Σ w x| / (1 + |t|) that counts as met.
        max_iterations: Newton steps, or sweeps of the margins.

    Returns:
        The weights and how they were reached.

    Raises:
        CalibrationMisstated: Weights, q, totals or bounds that cannot be used.
        NoCalibration: The totals cannot be met.

    Source: Deville and Särndal (1992), section 2. Dependent auxiliaries are solved by a pseudo-inverse.
    """
    columns = auxiliaries if isinstance(auxiliaries, Auxiliaries) else Auxiliaries.dense(auxiliaries)
    problem = _Problem(design_weights, columns, totals, q, distance_of(distance, bounds))
    _checked(problem)
    crossed = columns.cells() if q is None else None
    if crossed is None:
        found = _newton(problem, tolerance, max_iterations)
        g = found.g
    else:
        cell, small = crossed
        sums = sums_by(cell, design_weights, small.size)
        reduced = _Problem(sums, small, totals, None, problem.distance)
        fits = isinstance(problem.distance, Exponential) or len(small.blocks) == 1
        found = (_fitted if fits else _newton)(reduced, tolerance, max_iterations)
        g = found.g[cell]
    at_bounds = _on_bounds(g, bounds if distance == "linear-bounded" else None)
    if not found.gap <= tolerance or _outside(g, bounds):
        raise _not_met(problem, g, found, bounds)
    weights = design_weights * g
    return Calibrated(
        weights, g, found.iterations, found.gap, int((weights < 0).sum()), at_bounds, columns, design_weights, q
    )


def _checked(problem: _Problem) -> None:
    rows, width = problem.auxiliaries.size, len(problem.auxiliaries.names)
    if problem.weights.shape != (rows,) or problem.totals.shape != (width,):
        raise CalibrationMisstated(
            f"{len(problem.weights)} weights and {len(problem.totals)} totals were given for auxiliaries of {rows} "
            f"rows and {width} columns.",
            advice="Give one weight for each row and one total for each column.",
        )
    wrong = int((~(np.isfinite(problem.weights) & (problem.weights >= 0))).sum())
    if wrong or not (problem.weights > 0).any():
        raise CalibrationMisstated(
            f"{wrong} of {rows} design weights are negative or not a number."
            if wrong
            else "No row has a design weight above 0.",
            advice="Correct the weights before calibrating them.",
        )
    if problem.q is not None and not (problem.q.shape == (rows,) and (problem.q > 0).all()):
        raise CalibrationMisstated("q must be above 0 in every row.", advice="It is the inverse of a variance.")
    missing = [name for name, total in zip(problem.auxiliaries.names, problem.totals, strict=True) if total != total]
    if missing or not np.isfinite(problem.totals).all():
        raise CalibrationMisstated("A population total is not a number.", advice=", ".join(missing))


def _fitted(problem: _Problem, tolerance: float, max_iterations: int) -> _Solution:
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
        if gap <= tolerance * _FURTHER or (gap <= tolerance and gap >= before / 2 and before < np.inf):
            break
    return _Solution(g, sweep, gap, len(problem.auxiliaries.names))


def _newton(problem: _Problem, tolerance: float, max_iterations: int) -> _Solution:
    """Newton's method on the calibration equations; a step is halved until the misfit shrinks."""
    multipliers = np.zeros(len(problem.totals))
    shift = np.zeros(len(problem.weights))
    g = problem.distance.factor(shift)
    misfit = problem.misfit(g)
    gap, rank, iteration = problem.gap(misfit), 0, 0
    polished = False
    while iteration < max_iterations and not polished:
        polished = gap <= tolerance
        scale = problem.distance.slope(shift) if problem.q is None else problem.distance.slope(shift) * problem.q
        inverse = PseudoInverse.of(problem.auxiliaries.gram(problem.weights * scale))
        step, rank = inverse.solve(misfit), inverse.rank
        if not step.any():
            break
        trial = _step(problem, multipliers, step, gap)
        if polished and trial[3] >= gap:
            break
        iteration += 1
        multipliers, g, misfit, gap = trial
        shift = problem.shift(multipliers)
    return _Solution(g, iteration, gap, rank)


def _step(problem: _Problem, multipliers: Floats, step: Floats, gap: float) -> tuple[Floats, Floats, Floats, float]:
    """The longest of the halved steps that brings the totals nearer; the full one where none does, as R."""
    full = None
    for halving in range(_HALVINGS + 1):
        reached = multipliers + step / 2**halving
        g = problem.distance.factor(problem.shift(reached))
        with np.errstate(invalid="ignore"):
            misfit = problem.misfit(g)
        found = problem.gap(misfit)
        if found < gap:
            return reached, g, misfit, found
        if full is None and found < np.inf:
            full = reached, g, misfit, found
    return full if full is not None else (reached, g, misfit, found)


def _on_bounds(g: Floats, bounds: Bounds | None) -> int:
    return 0 if bounds is None else int(((g <= bounds[0]) | (g >= bounds[1])).sum())


def _outside(g: Floats, bounds: Bounds | None) -> bool:
    return bounds is not None and bool((g < bounds[0]).any() or (g > bounds[1]).any())


def _not_met(problem: _Problem, g: Floats, found: _Solution, bounds: Bounds | None) -> NoCalibration:
    names = problem.auxiliaries.names
    with np.errstate(invalid="ignore"):
        reached = problem.auxiliaries.totals(problem.weights * g)
        distances = np.abs(problem.totals - reached) / (1.0 + np.abs(problem.totals))
    worst = int(np.nanargmax(np.where(np.isfinite(distances), distances, np.inf)))
    if bounds is not None:
        span = bounds[1] - bounds[0]
        near = int(((g < bounds[0] + 1e-6 * span) | (g > bounds[1] - 1e-6 * span)).sum())
        why = f"{near} of {len(g)} factors are at the bounds {bounds}. Widen them, or merge small categories."
    elif found.rank < len(names):
        why = (
            f"The {len(names)} auxiliaries have only {found.rank} independent columns, and the totals of dependent "
            "ones contradict each other. Take the totals from one source, or leave columns out."
        )
    else:
        why = "Categories that do not occur together can make the totals impossible. Merge small ones."
    return NoCalibration(
        residual=found.gap,
        worst=names[worst],
        wanted=float(problem.totals[worst]),
        reached=float(reached[worst]),
        iterations=found.iterations,
        why=why,
    )
