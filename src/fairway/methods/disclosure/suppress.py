"""Protects tables: withholds cells until the audit finds nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from fairway.methods.disclosure.audit import AuditReport, Progress, audit
from fairway.methods.disclosure.exact import optimal
from fairway.methods.disclosure.extend import Extension
from fairway.methods.disclosure.moves import NOBODY, needs
from fairway.methods.disclosure.tables import TableSet

Method = Literal["auto", "exact", "fast"]
EXACT_CELLS = 400
EXACT_PROGRAMMES = 300
SECONDS = {"auto": 10.0, "exact": 600.0}
ROUNDS = 3


@dataclass(frozen=True, slots=True, eq=False)
class Protected:
    """Tables with the cells to withhold, and the audit of it.

    Attributes:
        tables: The cells.
        withheld: For each cell: it must not be published.
        report: The audit; `report.passed` is False when no pattern can make the tables safe.
        method: How the pattern was found: “fast” (heuristic), or “exact” (the cheapest of all safe patterns).
    """

    tables: TableSet
    withheld: NDArray[np.bool_]
    report: AuditReport
    method: Literal["exact", "fast"]

    @property
    def secondary(self) -> NDArray[np.bool_]:
        """For each cell: it is withheld only to protect others."""
        return self.withheld & ~self.tables.primary

    @property
    def cost(self) -> float:
        """The information lost in secondary suppressions, in the unit of the tables' cost."""
        return float(self.tables.cost[self.secondary].sum())


def protect(tables: TableSet, *, method: Method = "auto", progress: Progress | None = None) -> Protected:
    """Chooses which cells of linked tables to withhold, all tables as one problem, and audits the choice.

    It always ends: where forced cells or known zeros leave no safe pattern, the protected cells that stay unsafe are
    named in the report, and publication refuses. It changes nothing outside: it can be interrupted at any time.

    Args:
        tables: The cells, with their protected ones marked.
        method: “fast”: hypercubes and linear programmes, for any size. “exact”: the cheapest pattern, by integer
            programming, for up to some hundred cells (falls back to fast after ten minutes). “auto”: exact for small
            tables when it takes less than ten seconds.
        progress: Called with (done, total, phase); an exception in it stops the work.

    Returns:
        The pattern and its audit.
    """
    found = _repaired(tables, progress)
    if method == "fast" or not found.report.passed or (method == "auto" and not _small(tables)):
        return found
    cheapest = optimal(tables, found.withheld, seconds=SECONDS[method], progress=progress)
    if cheapest is None:
        return found
    report = audit(tables, cheapest, moves=found.report.moves, progress=progress)
    return Protected(tables, cheapest, report, "exact") if report.passed else found


def _repaired(tables: TableSet, progress: Progress | None) -> Protected:
    growing = Extension(tables, tables.primary)
    growing.meet_all(progress)
    report = audit(tables, growing.withheld, moves=growing.moves, progress=progress)
    hopeless = set(growing.failing)
    for _ in range(ROUNDS):
        unsafe = {(finding.need.cell, finding.need.side) for finding in report.findings}
        again = [need for need in needs(tables) if (need.cell, need.side) in unsafe and need not in hopeless]
        if not again:
            break
        hopeless |= {need for need in again if not growing.meet(need)}
        report = audit(tables, growing.withheld, moves=growing.moves, progress=progress)
    return Protected(tables, growing.withheld, report, "fast")


def _small(tables: TableSet) -> bool:
    intruders = 1 + len(set(tables.respondent[tables.primary].tolist()) - {NOBODY})
    return len(tables) <= EXACT_CELLS and len(needs(tables)) * intruders <= EXACT_PROGRAMMES
