"""Controlled rounding: every cell a multiple of the base, and every sum of the table still true."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp
from scipy.sparse import csr_array, eye_array, hstack, vstack

from fairway.methods.disclosure.rounding import NEAR, Floats, Rounded, RoundingFault, implied_interval, rounding_units

Integers = npt.NDArray[np.int64]

_LIMIT_REACHED = 1
_INFEASIBLE = 2
_NAMED = 20  # relations listed in an error; the rest is counted


class NoControlledRounding(RoundingFault):
    """The relations of the table cannot all hold with the multiples allowed, or no solution was found in time."""

    slug = "no-controlled-rounding"


def round_controlled(
    values: Floats,
    relations: csr_array,
    base: float,
    *,
    reach: int = 1,
    whole: bool = True,
    seconds: float = 60.0,
) -> Rounded:
    """The table nearest to the original whose cells are multiples of the base and whose sums all hold.

    Args:
        values: Values of the cells, totals included (cells).
        relations: Matrix A of the additive relations, A·values = 0: one row a relation, for example +1 for the parts
            and −1 for their total (relations × cells).
        base: The base, > 0.
        reach: 1: each value moves to one of the two multiples next to it, and a multiple stays (zero-restricted).
            2 or more: it may move less than `reach` bases, multiples too; needed by some tables of three dimensions.
        whole: The table counts: values are whole numbers, and a reader knows it.
        seconds: How long the solver may search. A solution found by then that is not proved the nearest is used: it is
            as safe, and adds up.

    Returns:
        The rounded values, with least sum of absolute changes, and the interval that each one implies.

    Raises:
        RoundingFault: A value is missing; or a relation does not hold in the original table: these are named.
        NoControlledRounding: No such table exists: the relations in conflict are named; or none was found in time.

    Source: Handbook on SDC v1.2 (ESSNet 2010), §5.4 (controlled rounding, zero-restricted); Salazar-González et al.
        (2004), Controlled rounding and cell perturbation (mixed integer programme).
    """
    units = rounding_units(values, base, whole=whole)
    if reach < 1:
        raise RoundingFault(f"A value moves by at least one multiple; found reach {reach}.", advice="Pass 1 or more.")
    matrix = relations.astype(np.float64)
    _refuse_broken(matrix, values)
    below = np.floor(units + NEAR)
    residue = np.where(units - below < NEAR, 0.0, units - below)
    low, high = _steps(below, residue, reach, negative=bool(np.any(values < 0)))
    found = _solve(matrix, -(matrix @ below), residue, low, high, seconds)
    if found.x is None:
        raise _refusal(found, matrix, below, low, high, reach, seconds)
    rounded = (below + np.rint(found.x[: values.size])) * base
    floor = None if bool(np.any(values < 0)) else 0.0
    limits = implied_interval(rounded, base, "controlled", whole=whole, floor=floor, reach=reach)
    return Rounded(rounded, *limits)


def _steps(below: Floats, residue: Floats, reach: int, *, negative: bool) -> tuple[Floats, Floats]:
    """How many multiples each cell may move from the one below it, so that it moves less than `reach` bases."""
    on_multiple = residue == 0
    low = np.full(below.shape, 1.0 - reach)
    high = np.where(on_multiple, reach - 1.0, float(reach))
    return (low if negative else np.maximum(low, -below)), high


def _solve(
    matrix: csr_array, wanted: Floats, residue: Floats, low: Floats, high: Floats, seconds: float
) -> OptimizeResult:
    """Whole steps z with A·z = wanted and least Σ|z − residue|; the moves |z − residue| are variables of their own.

    With two choices a cell the absolute value is linear in z, and the second set of variables is not needed.
    """
    cells = residue.size
    if bool(np.all((low >= 0) & (high <= 1))):
        return milp(
            1.0 - 2.0 * residue,
            integrality=np.ones(cells, dtype=np.int64),
            bounds=Bounds(low, high),
            constraints=LinearConstraint(matrix, wanted, wanted),
            options={"time_limit": seconds},
        )
    one = eye_array(cells, format="csr")
    nothing = csr_array((matrix.shape[0], cells))
    rows = vstack([hstack([matrix, nothing]), hstack([one, -one]), hstack([one, one])], format="csr")
    free = np.full(cells, np.inf)
    return milp(
        np.concatenate([np.zeros(cells), np.ones(cells)]),
        integrality=np.repeat(np.array([1, 0]), cells),
        bounds=Bounds(np.concatenate([low, np.zeros(cells)]), np.concatenate([high, free])),
        constraints=LinearConstraint(
            rows, np.concatenate([wanted, -free, residue]), np.concatenate([wanted, residue, free])
        ),
        options={"time_limit": seconds},
    )


def _refuse_broken(matrix: csr_array, values: Floats) -> None:
    if matrix.shape[1] != values.size:
        raise RoundingFault(
            f"The relations are about {matrix.shape[1]:,} cells, the table has {values.size:,}.",
            advice="Give one column a cell, in the order of the values.",
        )
    scale = abs(matrix) @ np.abs(values) + 1.0
    broken = np.flatnonzero(np.abs(matrix @ values) > 1e-9 * scale)
    if broken.size:
        raise RoundingFault(
            f"{broken.size:,} of {matrix.shape[0]:,} relations do not hold in the table before rounding.",
            advice="Compute totals as sums of their parts, or leave the relation out.",
            details={"relations": broken[:_NAMED].tolist()},
        )


def _refusal(
    found: OptimizeResult, matrix: csr_array, below: Floats, low: Floats, high: Floats, reach: int, seconds: float
) -> NoControlledRounding:
    if found.status != _INFEASIBLE:
        why = f"within {seconds:g} s" if found.status == _LIMIT_REACHED else f"({found.message})"
        return NoControlledRounding(
            f"No controlled rounding was found {why}.",
            advice="Allow more time, or round the parts of the table that share no cells one by one.",
            details={"status": int(found.status)},
        )
    conflict = _conflict(matrix, -(matrix @ below), low, high, seconds)
    named = f"; {conflict.size:,} of them must give way" if conflict.size else ""
    return NoControlledRounding(
        f"No rounding keeps every cell less than {reach} × the base from its value and every relation true{named}.",
        advice=f"Allow a reach of {reach + 1}, use a smaller base, or publish linked tables with fewer common sums.",
        details={"relations": conflict[:_NAMED].tolist(), "reach": reach},
    )


def _conflict(matrix: csr_array, wanted: Floats, low: Floats, high: Floats, seconds: float) -> Integers:
    """The relations that fail when as little as possible fails: least Σ|A·z − wanted|."""
    relations, cells = matrix.shape
    one = eye_array(relations, format="csr")
    found = milp(
        np.concatenate([np.zeros(cells), np.ones(2 * relations)]),
        integrality=np.repeat(np.array([1, 0]), [cells, 2 * relations]),
        bounds=Bounds(
            np.concatenate([low, np.zeros(2 * relations)]), np.concatenate([high, np.full(2 * relations, np.inf)])
        ),
        constraints=LinearConstraint(hstack([matrix, one, -one], format="csr"), wanted, wanted),
        options={"time_limit": seconds},
    )
    if found.x is None:
        return np.array([], dtype=np.int64)
    gaps = found.x[cells : cells + relations] + found.x[cells + relations :]
    return np.flatnonzero(gaps > 0.5).astype(np.int64)
