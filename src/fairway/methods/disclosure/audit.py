"""The audit: what an intruder could compute of each withheld cell from everything that is published together.

An intruder knows the published cells, that totals are the sums of their parts in all linked tables (A x = 0), and the
bounds that everybody knows. Each withheld cell then lies between min x_i and max x_i subject to these: two linear
programmes (Fischetti & Salazar 2001, Management Science 47(7), 1008–1027). A single respondent knows his own
cells besides; the bounds must be wide enough for every one of them too (sdcTools/UserSupport #135). Rounding what is
published widens the bounds, so the audit, which takes it as exact, errs on the safe side. Counts are whole numbers;
hypercubes respect this, the linear programmes do not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from fairway.methods.disclosure.certificates import NO_CELL, Certificates, times
from fairway.methods.disclosure.cubes import CubeSearch
from fairway.methods.disclosure.linear import cheapest, extreme
from fairway.methods.disclosure.moves import NOBODY, Move, Need, confirmed, milder, needs
from fairway.methods.disclosure.tables import TableSet

Progress = Callable[[int, int, str], None]
EXACT_CELLS = 300
"""Up to so many withheld cells that hang together, their exact bounds are computed; beyond, they are proved."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A need that an intruder can exclude.

    Attributes:
        need: What ought to be possible.
        against: The single respondent who can exclude it; −1: anybody can.
        reach: How far the cell can be from its value on that side in this intruder's eyes.
    """

    need: Need
    against: int
    reach: float


@dataclass(frozen=True, slots=True, eq=False)
class AuditReport:
    """The proof that a pattern is safe, or what is wrong with it. It holds true values: never publish it.

    Attributes:
        cells: One row for each withheld cell: cell, value, primary, lower and upper (an intruder's bounds are at least
            so wide; `exact`: exactly so), needed_lower and needed_upper (null: nothing is needed), passed, why.
        findings: Everything that fails.
        moves: The second tables that prove it.
        proofs: How the needs were settled: by a move found with the pattern, a hypercube, a linear programme.
    """

    cells: pl.DataFrame
    findings: tuple[Finding, ...]
    moves: tuple[Move, ...]
    proofs: dict[str, int]

    @property
    def passed(self) -> bool:
        """No protected cell can be computed too closely."""
        return not self.findings


def audit(
    tables: TableSet,
    withheld: NDArray[np.bool_],
    *,
    moves: Sequence[Move] = (),
    bounds: bool = True,
    progress: Progress | None = None,
) -> AuditReport:
    """Checks a pattern of withheld cells of linked tables against every intruder.

    Args:
        tables: The cells.
        withheld: For each cell: it is not published.
        moves: Proofs that whoever made the pattern has at hand. Each is verified; none is believed.
        bounds: The report is read by somebody who asks how wide an intruder's bounds are, not only whether they are
            wide enough: the exact ones are computed where few cells hang together. What passes does not depend on it.
        progress: Called with (done, total, phase).

    Returns:
        The report; it never raises for an unsafe pattern.
    """
    check = _Audit(tables, withheld, moves)
    wanted = needs(tables)
    for done, need in enumerate(wanted):
        if progress and done % 100 == 0:
            progress(done, len(wanted), "audit")
        check.settle(need)
    if progress:
        progress(len(wanted), len(wanted), "audit")
    return check.report(exactly=bounds)


class _Audit:
    def __init__(self, tables: TableSet, withheld: NDArray[np.bool_], moves: Sequence[Move]) -> None:
        self.tables, self.withheld = tables, withheld
        self.component = _components(tables, withheld)
        self.sizes = np.bincount(self.component[withheld], minlength=1)
        self.cubes = CubeSearch(tables, withheld, extendable=False)
        self.findings: list[Finding] = []
        self.proofs = {"move given": 0, "hypercube": 0, "linear programme": 0}
        self.moves: list[Move] = []
        self.held = Certificates(tables)
        for move, sound in zip(moves, confirmed(tables, withheld, moves), strict=True):
            if sound:
                self._hold(move, NO_CELL)

    def settle(self, need: Need) -> None:
        """Proves that a need is met against every intruder, or notes the first who can exclude it."""
        if not self.withheld[need.cell]:
            self.findings.append(Finding(need, NOBODY, 0.0))
            return
        if self.held.serve(need):
            self.proofs["move given"] += 1
        elif not self._prove(need, NOBODY):
            return
        settled: set[int] = set()
        while pending := self.held.threats(need) - settled:
            intruder = min(pending)
            his = milder(self.tables, need, intruder)
            if his.amount > 0 and not self.held.serve(his, intruder) and not self._prove(his, intruder):
                return
            settled.add(intruder)

    def _hold(self, move: Move, sought: int) -> None:
        self.moves.append(move)
        self.held.add(move, sought)

    def _holds(self, move: Move | None, need: Need, against: int, way: str) -> bool:
        """Whether a move is one, and proves what it was sought for."""
        if move is None or not confirmed(self.tables, self.withheld, [move])[0]:
            return False
        self._hold(move, need.cell)
        proved = self.held.serve(need, against)
        self.proofs[way] += proved
        return proved

    def _prove(self, need: Need, against: int) -> bool:
        if self.sizes[self.component[need.cell]] == 1:
            self.findings.append(Finding(need, against, 0.0))
            return False
        if self._holds(self.cubes.find(need, against), need, against, "hypercube"):
            return True
        cells = np.flatnonzero(self.component == self.component[need.cell])
        if against != NOBODY:
            cells = cells[(self.tables.respondent[cells] != against) | (cells == need.cell)]
        move = cheapest(self.tables, cells, need, np.ones(len(cells)))
        if self._holds(move, need, against, "linear programme"):
            return True
        reach, _ = extreme(self.tables, cells, need.cell, need.side)
        self.findings.append(Finding(need, against, reach))
        return False

    def report(self, *, exactly: bool) -> AuditReport:
        """What was found, for each withheld cell."""
        tables = self.tables
        least, most, exact = self._exact_bounds() if exactly and self.withheld.sum() <= EXACT_CELLS else self._bounds()
        shown = np.flatnonzero(self.withheld | tables.primary)
        failing: dict[int, list[str]] = {}
        for finding in self.findings:
            failing.setdefault(finding.need.cell, []).append(self._why(finding))
        secret = tables.primary[shown]
        needed = (tables.down[shown] > 0) | (tables.up[shown] > 0)
        frame = pl.DataFrame(
            {
                "cell": [tables.name(cell) for cell in shown.tolist()],
                "number": shown,
                "value": tables.value[shown],
                "primary": secret,
                "lower": tables.value[shown] - least[shown],
                "upper": tables.value[shown] + most[shown],
                "exact": exact[shown],
                "needed_lower": tables.value[shown] - tables.down[shown],
                "needed_upper": tables.value[shown] + tables.up[shown],
                "passed": [cell not in failing for cell in shown.tolist()],
                "why": ["; ".join(failing.get(cell, ())) for cell in shown.tolist()],
            },
            # Lists without a cell have no type of their own.
            schema_overrides={"cell": pl.String, "passed": pl.Boolean, "why": pl.String},
        ).with_columns(
            pl.when(pl.Series(secret & needed)).then(pl.col(name)).alias(name)
            for name in ("needed_lower", "needed_upper")
        )
        return AuditReport(frame, tuple(self.findings), tuple(self.moves), self.proofs)

    def _bounds(self) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.bool_]]:
        """How far below and above each cell is proved possible; exact where a cell is alone."""
        tables = self.tables
        least, most = np.zeros(len(tables)), np.zeros(len(tables))
        for move in self.moves:
            changes = move.change != 0
            cells, change = move.cells[changes], move.change[changes]
            back, forth = times(tables, Move(cells, change))
            # Taken once, it is verified, though solvers may be beyond a bound by their tolerance.
            ends = np.outer((back, max(forth, 1.0)), change)
            np.maximum.at(least, cells, -ends.min(axis=0))
            np.maximum.at(most, cells, ends.max(axis=0))
        exact = np.zeros(len(tables), dtype=bool)
        exact[self.withheld] = self.sizes[self.component[self.withheld]] == 1
        return least, most, exact

    def _exact_bounds(self) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.bool_]]:
        """How far below and above each withheld cell is possible."""
        tables = self.tables
        least, most = np.zeros(len(tables)), np.zeros(len(tables))
        for cell in np.flatnonzero(self.withheld).tolist():
            together = np.flatnonzero(self.component == self.component[cell])
            most[cell], _ = extreme(tables, together, cell, 1)
            least[cell], _ = extreme(tables, together, cell, -1)
        return least, most, self.withheld

    def _why(self, finding: Finding) -> str:
        need, tables = finding.need, self.tables
        if not self.withheld[need.cell]:
            return "it is published"
        who = "anybody"
        if finding.against != NOBODY:
            own = int(np.flatnonzero(tables.respondent == finding.against)[0])
            who = f"the single respondent of {tables.name(own)}"
        # Refusals are read and passed on: a bound, or what must seem possible, would tell the value.
        return f"{who} can tell too closely how {'large' if need.side > 0 else 'small'} it can be"


def _components(tables: TableSet, withheld: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Withheld cells that hang together by relations have one number; published cells have −1."""
    found = np.full(len(tables), -1, dtype=np.int64)
    cells = np.flatnonzero(withheld)
    if len(cells):
        links = abs(sparse.csr_array(tables.relations[:, cells]))
        found[cells] = connected_components(sparse.csr_array(links.T @ links), directed=False)[1]
    return found
