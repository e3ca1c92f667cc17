"""The cheapest safe pattern, by Benders' cuts.

min Σ cost_i y_i over y ∈ {0, 1} such that for every need the intruder's programme reaches far enough. By duality it
does so exactly when Σ (α_i (high_i − x_i) + β_i (x_i − low_i)) y_i ≥ amount for every dual (α, β) of the intruder's
programme; a pattern that fails gives a violated one, which is added as a cut, until none fails (Fischetti & Salazar
2001, Management Science 47(7), 1008–1027). Weights are cut at the amount, since y is 0 or 1.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from fairway.methods.disclosure.moves import NOBODY, TOLERANCE, Need, milder, needs
from fairway.methods.disclosure.tables import TableSet

Progress = Callable[[int, int, str], None]
ROOM = 2.0


@dataclass(slots=True)
class Cuts:
    """Inequalities Σ weight_i y_i ≥ 1 over the cells that may be withheld besides the protected ones."""

    rows: list[NDArray[np.float64]] = field(default_factory=list)

    def cheapest(self, cost: NDArray[np.float64], most: float, seconds: float) -> NDArray[np.bool_] | None:
        """The cheapest pattern that satisfies all cuts; None when time runs out."""
        limits = [LinearConstraint(cost[None, :], -np.inf, most * (1 + TOLERANCE))]
        if self.rows:
            limits.append(LinearConstraint(sparse.csr_array(np.array(self.rows)), 1.0 - TOLERANCE, np.inf))
        found = milp(
            cost,
            integrality=np.ones(len(cost), dtype=np.int64),
            bounds=Bounds(0.0, 1.0),
            constraints=limits,
            options={"time_limit": max(seconds, 0.1), "mip_rel_gap": 0.0},
        )
        return found.x > 0.5 if found.status == 0 and found.x is not None else None


def optimal(
    tables: TableSet, known: NDArray[np.bool_], *, seconds: float = 10.0, progress: Progress | None = None
) -> NDArray[np.bool_] | None:
    """The cheapest safe pattern.

    Args:
        tables: The cells.
        known: A safe pattern: the cheapest one costs no more.
        seconds: When to give up.
        progress: Called with (cuts, 0, phase).

    Returns:
        For each cell: it is withheld; or None when time ran out.
    """
    stop = time.monotonic() + seconds
    open_cells = np.flatnonzero(tables.suppressible & ~tables.primary)
    problem = _Problem(tables, open_cells)
    cost = tables.cost[open_cells]
    most = float(cost[known[open_cells]].sum())
    if most == 0:
        return known
    cuts = Cuts()
    while time.monotonic() < stop:
        if progress:
            progress(len(cuts.rows), 0, "exact")
        chosen = cuts.cheapest(cost, most, stop - time.monotonic())
        if chosen is None:
            return None
        violated = problem.violated(chosen)
        if not violated:
            withheld = tables.primary.copy()
            withheld[open_cells[chosen]] = True
            return withheld
        cuts.rows.extend(violated)
    return None


class _Problem:
    def __init__(self, tables: TableSet, open_cells: NDArray[np.int64]) -> None:
        self.tables, self.open = tables, open_cells
        self.free = np.flatnonzero(tables.suppressible | tables.primary)
        self.scale = float(np.abs(tables.value).max() + max(tables.up.max(), tables.down.max())) or 1.0
        value = tables.value[self.free]
        self.room_up = np.minimum((tables.high[self.free] - value) / self.scale, ROOM)
        self.room_down = np.minimum((value - tables.low[self.free]) / self.scale, ROOM)
        self.system = tables.relations.toarray()[:, self.free]
        self.position = np.full(len(tables), -1)
        self.position[self.free] = np.arange(len(self.free))
        groups = sorted(set(tables.respondent[self.free].tolist()) - {NOBODY})
        self.wanted = [
            (need if against == NOBODY else milder(tables, need, against), against)
            for need in needs(tables)
            for against in (NOBODY, *groups)
            if against == NOBODY or against != tables.respondent[need.cell]
        ]

    def violated(self, chosen: NDArray[np.bool_]) -> list[NDArray[np.float64]]:
        """A cut for each need that the pattern does not meet."""
        withheld = self.tables.primary.copy()
        withheld[self.open[chosen]] = True
        found = (self._cut(need, against, withheld[self.free]) for need, against in self.wanted)
        return [cut for cut in found if cut is not None]

    def _cut(self, need: Need, against: int, withheld: NDArray[np.bool_]) -> NDArray[np.float64] | None:
        known = self.tables.respondent[self.free] == against if against != NOBODY else np.zeros(len(self.free), bool)
        up, down = np.where(known, 0.0, self.room_up), np.where(known, 0.0, self.room_down)
        goal = np.zeros(len(self.free))
        goal[self.position[need.cell]] = -need.side
        solved = linprog(
            goal,
            A_eq=self.system,
            b_eq=np.zeros(self.system.shape[0]),
            bounds=np.column_stack([-down * withheld, up * withheld]).tolist(),
            method="highs",
        )
        amount = need.amount / self.scale
        if amount <= 0 or -(solved.fun or 0.0) >= amount * (1 - TOLERANCE):
            return None
        reduced = goal - self.system.T @ solved.eqlin.marginals
        weight = np.maximum(-reduced, 0) * up + np.maximum(reduced, 0) * down
        always = float(weight[self.tables.primary[self.free]].sum())
        cut: NDArray[np.float64] = np.minimum(weight[self.position[self.open]] / (amount - always), 1.0)
        return cut
