"""The intruder's linear programme, and the cheapest move, solved with HiGHS.

Everything is scaled so that the amount looked for is 1; what may change by more than `WIDE` times that is cut there,
which can only make a move harder to find. Feasibility tolerance of HiGHS: 1e-7 of the amount.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from fairway.kernel.errors import InternalError
from fairway.methods.disclosure.moves import TOLERANCE, Move, Need
from fairway.methods.disclosure.tables import TableSet

WIDE = 1e6
NOISE = 1e-8
INFEASIBLE, UNBOUNDED = 2, 3


def part_of(columns: sparse.csc_array, cells: NDArray[np.int64]) -> sparse.csr_array:
    """The relations of some cells when all others stay as they are."""
    block = sparse.csr_array(columns[:, cells])
    return block[np.flatnonzero(np.diff(block.indptr))]


def extreme(tables: TableSet, cells: NDArray[np.int64], cell: int, side: int) -> tuple[float, Move | None]:
    """How far an intruder must think a cell could lie above (side 1) or below (−1) its value; inf without bound.

    max ± d_cell subject to A d = 0, low ≤ x + d ≤ high, d = 0 outside `cells`.
    """
    scale = max(float(np.abs(tables.value[cells]).max()), 1e-300)
    low = (tables.low[cells] - tables.value[cells]) / scale
    high = (tables.high[cells] - tables.value[cells]) / scale
    goal = np.where(cells == cell, -float(side), 0.0)
    system = part_of(tables.columns, cells)
    found = milp(goal, bounds=Bounds(low, high), constraints=_unchanged(system))
    if found.status == UNBOUNDED:
        return np.inf, None
    change = _solution(found.status, found.x, found.message)
    return max(-float(goal @ change) * scale, 0.0), Move(cells, change * scale)


def cheapest(tables: TableSet, cells: NDArray[np.int64], need: Need, cost: NDArray[np.float64]) -> Move | None:
    """The move among `cells` that serves a need at least cost × size, or None where there is none.

    min Σ cost (d⁺ + d⁻) subject to A (d⁺ − d⁻) = 0, d_cell = ± amount, low ≤ x + d ≤ high (the relaxation on which
    linear-programming heuristics for cell suppression rest; Fischetti & Salazar 2001).

    Args:
        cost: One for each of `cells`.
    """
    scale = need.amount
    more = np.minimum((tables.high[cells] - tables.value[cells]) / scale, WIDE)
    less = np.minimum((tables.value[cells] - tables.low[cells]) / scale, WIDE)
    at = int(np.flatnonzero(cells == need.cell)[0])
    most = np.concatenate([more, less])
    least = np.zeros(2 * len(cells))
    wanted, refused = (at, at + len(cells)) if need.side > 0 else (at + len(cells), at)
    if most[wanted] < 1 - TOLERANCE:
        return None
    least[wanted] = most[wanted] = 1.0
    most[refused] = 0.0
    system = part_of(tables.columns, cells)
    found = milp(
        np.concatenate([cost, cost]) + TOLERANCE,
        bounds=Bounds(least, most),
        constraints=_unchanged(sparse.csr_array(sparse.hstack([system, -system], format="csr"))),
    )
    if found.status == INFEASIBLE:
        return None
    parts = _solution(found.status, found.x, found.message)
    change = parts[: len(cells)] - parts[len(cells) :]
    moved = np.abs(change) > NOISE
    return Move(cells[moved], change[moved] * scale)


def _unchanged(system: sparse.csr_array) -> list[LinearConstraint]:
    return [LinearConstraint(system, 0.0, 0.0)] if system.shape[0] else []


def _solution(status: int, solution: NDArray[np.float64] | None, message: str) -> NDArray[np.float64]:
    if status != 0 or solution is None:
        raise InternalError(
            "The solver did not settle a linear programme of the disclosure check.",
            advice="Report it; nothing was published.",
            details={"solver": message},
        )
    return solution
