"""A dimension as numbers: its codes, what each is the sum of, and the leaves inside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from fairway.methods.disclosure.errors import BadHierarchy
from fairway.methods.disclosure.hierarchy import Hierarchy

TOTAL = 0
NOT_A_PART = -1


@dataclass(frozen=True)
class Axis:
    """One dimension of a set of tables, with every grouping of its leaves.

    Args:
        name: The dimension.
        hierarchies: One or several trees over the same leaves.
    """

    name: str
    hierarchies: tuple[Hierarchy, ...]

    def __post_init__(self) -> None:
        first = set(self.hierarchies[0].leaves)
        for other in self.hierarchies[1:]:
            if odd := sorted(first ^ set(other.leaves)):
                raise BadHierarchy(
                    f"The hierarchies of {self.name} differ in {len(odd)} leaves: {', '.join(odd[:5])}.",
                    advice="Let every hierarchy of a dimension group the same finest codes.",
                )
        inside: dict[str, frozenset[str]] = {}
        for hierarchy in self.hierarchies:
            for code, leaves in _leaves_inside(hierarchy).items():
                if inside.setdefault(code, leaves) != leaves:
                    raise BadHierarchy(
                        f"The code {code} of {self.name} means different things in two hierarchies.",
                        advice="Give groups with different leaves different codes.",
                    )

    @cached_property
    def codes(self) -> tuple[str | None, ...]:
        """All codes, the total (None) first."""
        return (None, *dict.fromkeys(code for hierarchy in self.hierarchies for code, _ in hierarchy.pairs))

    @cached_property
    def number(self) -> dict[str | None, int]:
        """The number of each code."""
        return {code: at for at, code in enumerate(self.codes)}

    @cached_property
    def inside(self) -> NDArray[np.bool_]:
        """Codes × leaves: the leaf is in the code."""
        leaves = self.hierarchies[0].leaves
        column = {leaf: at for at, leaf in enumerate(leaves)}
        found = np.zeros((len(self.codes), len(leaves)), dtype=bool)
        found[TOTAL] = True
        for hierarchy in self.hierarchies:
            for leaf in leaves:
                for code in hierarchy.above(leaf):
                    found[self.number[code], column[leaf]] = True
        return found

    def parents(self, seen: frozenset[str]) -> list[NDArray[np.int64]]:
        """For each hierarchy: the number of the code that each code is a part of, or `NOT_A_PART`.

        Args:
            seen: The codes that a table has; groups that it lacks are passed over.
        """
        found = []
        for hierarchy in self.hierarchies:
            up = np.full(len(self.codes), NOT_A_PART, dtype=np.int64)
            for code, parent in hierarchy.keeping(seen).pairs:
                if code in seen:
                    up[self.number[code]] = self.number[parent]
            found.append(up)
        return found


def _leaves_inside(hierarchy: Hierarchy) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for leaf in hierarchy.leaves:
        for code in hierarchy.above(leaf):
            found.setdefault(code, set()).add(leaf)
    return {code: frozenset(leaves) for code, leaves in found.items()}


def axis_of(
    name: str, codes: Sequence[str], hierarchies: Hierarchy | Sequence[Hierarchy] | None, total: str | None = None
) -> Axis:
    """The axis of a dimension: from its hierarchies, or flat from the codes that its rows hold."""
    if hierarchies is None:
        return Axis(name, (Hierarchy.flat(codes, total=total),))
    return Axis(name, (hierarchies,) if isinstance(hierarchies, Hierarchy) else tuple(hierarchies))
