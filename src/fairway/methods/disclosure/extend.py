"""Withholds further cells until every need is met: hypercubes first, linear programmes for what they cannot do."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from fairway.methods.disclosure.certificates import Certificates
from fairway.methods.disclosure.cubes import CubeSearch, leaf_weights
from fairway.methods.disclosure.linear import cheapest
from fairway.methods.disclosure.moves import NOBODY, TOLERANCE, Move, Need, milder, needs
from fairway.methods.disclosure.tables import TableSet

Progress = Callable[[int, int, str], None]
FREE = 1e-3
FULLEST = (2, 6)


class Extension:
    """A growing pattern, with the move that proves each need.

    Args:
        tables: The cells.
        withheld: Where to start; the protected cells are always withheld.
    """

    def __init__(self, tables: TableSet, withheld: NDArray[np.bool_]) -> None:
        self.tables = tables
        self.withheld = withheld | tables.primary
        self.moves: list[Move] = []
        self.failing: list[Need] = []
        self._held = Certificates(tables)
        self._cubes = CubeSearch(tables, self.withheld, extendable=True)
        self._parents = [axis.parents(frozenset(code for code in axis.codes if code)) for axis in tables.axes]
        self._weights = [leaf_weights(tables, at) for at in range(len(tables.axes))]

    def meet_all(self, progress: Progress | None = None) -> None:
        """Meets every need of the tables that can be met; `failing` are the others."""
        wanted = needs(self.tables)
        sides = {(need.cell, need.side): need.amount for need in wanted}
        for done, need in enumerate(wanted):
            if progress and done % 100 == 0:
                progress(done, len(wanted), "suppress")
            first = None
            if not self._held.serve(need):
                # One move for both sides, where there is one, leaves fewer cells to withhold.
                other = sides.get((need.cell, -need.side), 0.0)
                first = self._cubes.find(need, other=other) if other else None
            self.meet(need, first)
        if progress:
            progress(len(wanted), len(wanted), "suppress")

    def meet(self, need: Need, first: Move | None = None) -> bool:
        """Meets one need against every intruder, withholding what it takes. False: it cannot be met.

        Args:
            need: What must be possible.
            first: A move that serves it, if one is at hand.
        """
        if first is not None:
            self._take(first, need.cell)
        elif not self._served(need, NOBODY):
            return self._give_up(need)
        settled: set[int] = set()
        while pending := self._held.threats(need) - settled:
            intruder = min(pending)
            his = milder(self.tables, need, intruder)
            if his.amount > 0 and not self._served(his, intruder):
                return self._give_up(need)
            settled.add(intruder)
        return True

    def _served(self, need: Need, against: int) -> bool:
        if self._held.serve(need, against):
            return True
        move = self._find(need, against)
        if move is None:
            return False
        self._take(move, need.cell)
        return self._held.serve(need, against)

    def _find(self, need: Need, against: int) -> Move | None:
        return self._cubes.find(need, against) or self._by_programme(need, against)

    def _give_up(self, need: Need) -> bool:
        self.failing.append(need)
        return False

    def _take(self, move: Move, sought: int) -> None:
        self.moves.append(move)
        self._held.add(move, sought)
        self.withheld[move.cells] = True
        self._cubes.withhold(move.cells)

    def _by_programme(self, need: Need, against: int) -> Move | None:
        allowed = self.withheld | self.tables.suppressible
        if against != NOBODY:
            allowed &= self.tables.respondent != against
        allowed[need.cell] = True
        for near in self._surroundings(need.cell):
            cells = np.flatnonzero(allowed & near)
            cost = np.where(self.withheld[cells], FREE, self.tables.cost[cells])
            move = cheapest(self.tables, cells, need, cost)
            if move is not None and need.side * move.at(need.cell) >= need.amount * (1 - TOLERANCE):
                return move
        return None

    def _surroundings(self, cell: int) -> Iterator[NDArray[np.bool_]]:
        """Ever wider neighbourhoods: in each dimension the code's family and the fullest leaves, then everything."""
        places = self.tables.places.codes
        for fullest in FULLEST:
            near = np.ones(len(self.tables), dtype=bool)
            for at in range(len(self.tables.axes)):
                near &= self._near(at, int(places[cell, at]), fullest)[places[:, at]]
            if near.sum() < len(self.tables) / 2:
                yield near
        yield np.ones(len(self.tables), dtype=bool)

    def _near(self, at: int, code: int, fullest: int) -> NDArray[np.bool_]:
        """The codes of a dimension that share a parent with a code or are its parts, and the fullest leaves' chains."""
        axis = self.tables.axes[at]
        near = np.zeros(len(axis.codes), dtype=bool)
        for leaf in np.argsort(-self._weights[at])[:fullest]:
            near |= axis.inside[:, leaf]
        for up in self._parents[at]:
            near |= (up == code) | ((up == up[code]) & (up >= 0))
        near[code] = True
        return near
