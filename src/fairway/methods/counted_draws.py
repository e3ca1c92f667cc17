"""Random numbers that depend on who they are for, not on when they are drawn.

A simulated population is a function of its seed: the draw “age” of person 4711 is the same whether the whole country
is made or the ten households of one sample. So a sample of a large population costs no more than its own rows.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

_STEP: Final = np.uint64(0x9E3779B97F4A7C15)
_FIRST: Final = np.uint64(0xBF58476D1CE4E5B9)
_SECOND: Final = np.uint64(0x94D049BB133111EB)
_TO_UNIT: Final = 2.0**-53


def _mixed(bits: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """SplitMix64's finaliser. Source: Steele, Lea & Flood (2014), OOPSLA, figure 16."""
    bits = (bits ^ (bits >> np.uint64(30))) * _FIRST
    bits = (bits ^ (bits >> np.uint64(27))) * _SECOND
    return bits ^ (bits >> np.uint64(31))


class Draws:
    """Random numbers for some units; each name gives a draw of its own.

    Args:
        seed: Of the whole simulation.
        units: The numbers of the units, 0 or more; shape (N,).
    """

    def __init__(self, seed: int, units: npt.NDArray[np.integer]) -> None:
        self.seed = seed
        self._units = _mixed((units.astype(np.uint64) + np.uint64(1)) * _STEP)

    def uniform(self, name: str) -> Floats:
        """In [0, 1); shape (N,)."""
        stream = np.array([zlib.crc32(name.encode()) + (self.seed << 32) & (2**64 - 1)], dtype=np.uint64)
        bits = _mixed(self._units ^ _mixed(stream * _STEP))
        return (bits >> np.uint64(11)).astype(np.float64) * _TO_UNIT

    def normal(self, name: str) -> Floats:
        """Standard normal, by Box & Muller (1958); shape (N,)."""
        radius = np.sqrt(-2.0 * np.log1p(-self.uniform(f"{name}, radius")))
        return radius * np.cos(2.0 * np.pi * self.uniform(f"{name}, angle"))

    def happens(self, name: str, probability: Floats | float) -> npt.NDArray[np.bool_]:
        """True with the probability given; shape (N,)."""
        found: npt.NDArray[np.bool_] = self.uniform(name) < probability
        return found

    def choice(self, name: str, shares: Sequence[float] | Floats) -> Whole:
        """The position of a category; shape (N,).

        Args:
            name: Of the draw.
            shares: Of the categories, in any unit; shape (K,), or (N, K) where each unit has its own.
        """
        edges = np.cumsum(np.asarray(shares, dtype=np.float64), axis=-1)
        edges = edges / edges[..., -1:]
        at = self.uniform(name)
        if edges.ndim == 1:
            return np.searchsorted(edges[:-1], at, side="right").astype(np.int64)
        found: Whole = (edges[:, :-1] <= at[:, None]).sum(axis=1).astype(np.int64)
        return found
