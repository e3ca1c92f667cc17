"""Calibrated weights: the weights nearest to the design weights that reproduce known population totals.

Deville, J.-C. and Särndal, C.-E. (1992). Calibration estimators in survey sampling. JASA 87, 376-382: the weights
w_k = d_k F(q_k x_kᵀλ), with λ from the calibration equations Σ d_k F(q_k x_kᵀλ) x_k = t, by Newton's method.
Raking by iterative proportional fitting (Deming and Stephan 1940) is the case F = exp with indicators as auxiliaries
(Deville, Särndal and Sautory 1993, JASA 88, 1013-1020).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fairway.methods.survey.arrays import Floats, sums_by
from fairway.methods.survey.calibration_auxiliaries import Auxiliaries
from fairway.methods.survey.calibration_errors import CalibrationMisstated, NoCalibration
from fairway.methods.survey.calibration_solving import Problem, Solution, newton, solve_cells
from fairway.methods.survey.distances import Bounds, DistanceName, distance_of


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
    problem = Problem(design_weights, columns, totals, q, distance_of(distance, bounds))
    _checked(problem)
    if bounds is not None:
        _within_reach(problem, bounds, tolerance)
    crossed = columns.cells() if q is None else None
    if crossed is None:
        found = newton(problem, tolerance, max_iterations)
        g = found.g
    else:
        cell, small = crossed
        sums = sums_by(cell, design_weights, small.size)
        reduced = Problem(sums, small, totals, None, problem.distance)
        found = solve_cells(reduced, tolerance, max_iterations)
        g = found.g[cell]
    at_bounds = _on_bounds(g, bounds if distance == "linear-bounded" else None)
    if not found.gap <= tolerance or _outside(g, bounds):
        raise _not_met(problem, g, found, bounds)
    weights = design_weights * g
    return Calibrated(
        weights, g, found.iterations, found.gap, int((weights < 0).sum()), at_bounds, columns, design_weights, q
    )


def _checked(problem: Problem) -> None:
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


def _within_reach(problem: Problem, bounds: Bounds, tolerance: float) -> None:
    """Refuse at once a total that no factors within the bounds can give, even if it were the only one."""
    lower, upper = bounds
    whole = problem.auxiliaries.totals(problem.weights)
    positive = problem.auxiliaries.positive_totals(problem.weights)
    negative = whole - positive
    low, high = lower * positive + upper * negative, upper * positive + lower * negative
    beyond = np.maximum(low - problem.totals, problem.totals - high) / (1.0 + np.abs(problem.totals))
    worst = int(np.argmax(beyond))
    if beyond[worst] > tolerance:
        nearest = low[worst] if problem.totals[worst] < low[worst] else high[worst]
        raise NoCalibration(
            residual=float(beyond[worst]),
            worst=problem.auxiliaries.names[worst],
            wanted=float(problem.totals[worst]),
            reached=float(nearest),
            iterations=0,
            why=f"With factors within {bounds} it can only lie from {low[worst]:,.6g} to {high[worst]:,.6g}: "
            "widen them, or bring the weights to the population size first.",
        )


def _on_bounds(g: Floats, bounds: Bounds | None) -> int:
    return 0 if bounds is None else int(((g <= bounds[0]) | (g >= bounds[1])).sum())


def _outside(g: Floats, bounds: Bounds | None) -> bool:
    return bounds is not None and bool((g < bounds[0]).any() or (g > bounds[1]).any())


def _not_met(problem: Problem, g: Floats, found: Solution, bounds: Bounds | None) -> NoCalibration:
    names = problem.auxiliaries.names
    with np.errstate(invalid="ignore"):
        reached = problem.auxiliaries.totals(problem.weights * g)
        distances = np.abs(problem.totals - reached) / (1.0 + np.abs(problem.totals))
    worst = int(np.nanargmax(np.where(np.isfinite(distances), distances, np.inf)))
    near = 0
    if bounds is not None:
        margin = 1e-6 * (bounds[1] - bounds[0])
        near = int(((g < bounds[0] + margin) | (g > bounds[1] - margin)).sum())
    if near:
        why = f"{near} of {len(g)} factors are at the bounds {bounds}. Widen them, or merge small categories."
    elif found.rank < len(names):
        why = (
            f"The {len(names)} auxiliaries have only {found.rank} independent columns, and the totals of dependent "
            "ones contradict each other. Take the totals from one source, or merge categories that do not meet."
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
