"""Giving each later row at most one earlier row, and each earlier row to at most one, so that together most speaks
for it.

The pairs fall into groups that share no row; each group is solved for itself: exactly where it is small, else the
surest
pair first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

Pairs = Mapping[tuple[int, int], float]
EXACTLY: Final = 300
"""Rows of a group that is solved exactly."""
FLOOR: Final = -4.0
"""Bits below which a pair is no candidate at all."""


def assign(pairs: Pairs) -> dict[int, int]:
    """Later row → earlier row.

    Args:
        pairs: (later, earlier) → bits of evidence; those below `FLOOR` are passed over.

    Returns:
        One to one; a later row that no pair is left for is missing.
    """
    chosen = dict[int, int]()
    for group in _groups([pair for pair, bits in pairs.items() if bits > FLOOR]):
        if len(group) == 1:
            chosen[group[0][0]] = group[0][1]
        elif len({row for row, _ in group}) + len({known for _, known in group}) <= EXACTLY:
            chosen |= _exactly(group, pairs)
        else:
            chosen |= _surest_first(group, pairs)
    return chosen


def _groups(pairs: Sequence[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """The pairs in groups that share no row."""
    above: dict[tuple[str, int], tuple[str, int]] = {}

    def top(one: tuple[str, int]) -> tuple[str, int]:
        while above.setdefault(one, one) != one:
            above[one] = above[above[one]]
            one = above[one]
        return one

    for row, known in pairs:
        above[top(("later", row))] = top(("earlier", known))
    groups: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for pair in pairs:
        groups[top(("later", pair[0]))].append(pair)
    return list(groups.values())


def _exactly(group: Sequence[tuple[int, int]], pairs: Pairs) -> dict[int, int]:
    import numpy
    from scipy.optimize import linear_sum_assignment

    rows, known = (sorted({pair[side] for pair in group}) for side in (0, 1))
    row_at, known_at = ({one: at for at, one in enumerate(side)} for side in (rows, known))
    gain = numpy.zeros((len(rows), len(known)))
    for pair in group:
        gain[row_at[pair[0]], known_at[pair[1]]] = pairs[pair] - FLOOR
    first, second = linear_sum_assignment(gain, maximize=True)
    return {rows[i]: known[j] for i, j in zip(first, second, strict=True) if gain[i, j] > 0}


def _surest_first(group: Sequence[tuple[int, int]], pairs: Pairs) -> dict[int, int]:
    chosen, given = dict[int, int](), set[int]()
    for row, known in sorted(group, key=lambda pair: (-pairs[pair], pair)):
        if row not in chosen and known not in given:
            chosen[row] = known
            given.add(known)
    return chosen
