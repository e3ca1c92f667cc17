"""The arrays of the engine, and the two operations that it is made of: ordering by a small code, summing runs."""

from __future__ import annotations

from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Codes: TypeAlias = npt.NDArray[np.int32]
Positions: TypeAlias = npt.NDArray[np.intp]
Flags: TypeAlias = npt.NDArray[np.bool_]

_DIGIT: Final = 1 << 16


def stable_order(codes: npt.NDArray[np.integer], bound: int) -> Positions:
    """The stable ordering of non-negative `codes` (all below `bound`), in linear time.

    NumPy sorts 16-bit integers by counting; larger codes are sorted digit by digit, the least significant first.
    """
    if bound <= _DIGIT:
        return np.argsort(codes.astype(np.uint16), kind="stable")
    order = np.argsort((codes % _DIGIT).astype(np.uint16), kind="stable")
    rest = codes // _DIGIT
    upper = stable_order(rest[order], (bound - 1) // _DIGIT + 1)
    ordered: Positions = order[upper]
    return ordered


def run_starts(*ordered: npt.NDArray[np.integer]) -> Positions:
    """Where a new run of equal values begins in arrays of one length, ordered together; shape (runs,)."""
    size = len(ordered[0])
    if size == 0:
        return np.empty(0, np.intp)
    new = np.zeros(size, np.bool_)
    new[0] = True
    for values in ordered:
        new[1:] |= values[1:] != values[:-1]
    return np.flatnonzero(new)


def run_lengths(starts: Positions, size: int) -> Positions:
    """How many elements each run has; shape (runs,)."""
    return np.diff(np.append(starts, size))


def run_sums(values: Floats, starts: Positions) -> Floats:
    """The sum of each run; shape (runs,)."""
    if len(starts) == 0:
        return np.zeros(0)
    sums: Floats = np.add.reduceat(values, starts)
    return sums


def sums_by(codes: npt.NDArray[np.integer], values: Floats, size: int) -> Floats:
    """The sum of `values` per code; shape (size,)."""
    return np.bincount(codes, weights=values, minlength=size).astype(np.float64, copy=False)
