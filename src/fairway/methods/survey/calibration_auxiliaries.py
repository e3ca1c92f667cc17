"""The auxiliary variables of a calibration: an n × p matrix whose indicator columns stay codes, never spread out.

One block is a categorical margin (its codes, p_b indicator columns) or a dense group of numeric columns. All that
calibration and its variance ask of X are the sums below, and each is a `bincount` over codes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from fairway.methods.survey.arrays import Codes, Floats, sums_by
from fairway.methods.survey.calibration_errors import CalibrationMisstated

# Beyond this many possible crossings per row, counting the cells that occur is cheaper than room for all of them.
_DENSE_CELLS_PER_ROW = 4


@dataclass(frozen=True, slots=True)
class Margin:
    """A categorical variable: one indicator column per category.

    Attributes:
        codes: int32[n], the category of each row, 0 ≤ code < len(names).
        names: The columns' names.
    """

    codes: Codes
    names: tuple[str, ...]

    def predicted(self, coefficients: Floats) -> Floats:
        """X β of this block; f64[n]."""
        chosen: Floats = coefficients[self.codes]
        return chosen

    def grouped(self, values: Floats, group: Codes, size: int) -> Floats:
        """Σ values · x per group; f64[size, p_b]."""
        width = len(self.names)
        flat = np.bincount(group.astype(np.int64) * width + self.codes, weights=values, minlength=size * width)
        return flat.astype(np.float64, copy=False).reshape(size, width)

    def totals(self, values: Floats) -> Floats:
        """Σ values · x; f64[p_b]."""
        return sums_by(self.codes, values, len(self.names))

    def rows(self, keep: Codes) -> Margin:
        """The block for some of the rows."""
        return Margin(self.codes[keep], self.names)


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numeric variables.

    Attributes:
        matrix: f64[n, p_b].
        names: The columns' names.
    """

    matrix: Floats
    names: tuple[str, ...]

    def predicted(self, coefficients: Floats) -> Floats:
        """X β of this block; f64[n]."""
        return self.matrix @ coefficients

    def grouped(self, values: Floats, group: Codes, size: int) -> Floats:
        """Σ values · x per group; f64[size, p_b]."""
        columns = [np.bincount(group, weights=values * column, minlength=size) for column in self.matrix.T]
        return np.stack(columns, axis=1)

    def totals(self, values: Floats) -> Floats:
        """Σ values · x; f64[p_b]."""
        return values @ self.matrix

    def rows(self, keep: Codes) -> Numbers:
        """The block for some of the rows."""
        return Numbers(self.matrix[keep], self.names)


Block: TypeAlias = Margin | Numbers


def _block_gram(left: Block, right: Block, values: Floats) -> Floats:
    if isinstance(left, Margin):
        return right.grouped(values, left.codes, len(left.names))
    if isinstance(right, Margin):
        return left.grouped(values, right.codes, len(right.names)).T
    return left.matrix.T @ (right.matrix * values[:, None])


@dataclass(frozen=True, slots=True)
class Auxiliaries:
    """The auxiliary matrix X, n × p, by blocks of columns."""

    blocks: tuple[Block, ...]

    @classmethod
    def dense(cls, matrix: Floats, names: Sequence[str] = ()) -> Auxiliaries:
        """A plain matrix, f64[n, p]; without names the columns are called x1, x2 …"""
        if matrix.ndim != 2 or matrix.shape[1] == 0:
            raise CalibrationMisstated(
                f"The auxiliaries have the shape {matrix.shape}.", advice="Give a matrix of n rows and p columns."
            )
        called = tuple(names) or tuple(f"x{number + 1}" for number in range(matrix.shape[1]))
        return cls((Numbers(np.asarray(matrix, np.float64), called),))

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the p columns."""
        return tuple(name for block in self.blocks for name in block.names)

    @property
    def size(self) -> int:
        """The number of rows n."""
        first = self.blocks[0]
        return len(first.codes if isinstance(first, Margin) else first.matrix)

    def bounds(self) -> tuple[slice, ...]:
        """Which columns each block has."""
        ends = np.cumsum([len(block.names) for block in self.blocks])
        return tuple(slice(int(end) - len(block.names), int(end)) for end, block in zip(ends, self.blocks, strict=True))

    def predicted(self, coefficients: Floats) -> Floats:
        """X β; f64[n] from f64[p]."""
        parts = [block.predicted(coefficients[at]) for block, at in zip(self.blocks, self.bounds(), strict=True)]
        total = parts[0]
        for part in parts[1:]:
            total = total + part
        return total

    def totals(self, values: Floats) -> Floats:
        """Σ_k values_k x_k; f64[p]."""
        return np.concatenate([block.totals(values) for block in self.blocks])

    def positive_totals(self, values: Floats) -> Floats:
        """Σ_k values_k max(x_k, 0); f64[p]."""
        return np.concatenate(
            [
                block.totals(values) if isinstance(block, Margin) else values @ np.maximum(block.matrix, 0.0)
                for block in self.blocks
            ]
        )

    def grouped(self, values: Floats, group: Codes, size: int) -> Floats:
        """Σ values_k x_k over the rows of each group; f64[size, p]. Rows with a negative group are left out."""
        if (group < 0).any():
            keep = np.flatnonzero(group >= 0).astype(np.int32)
            kept = Auxiliaries(tuple(block.rows(keep) for block in self.blocks))
            return kept.grouped(values[keep], group[keep], size)
        return np.concatenate([block.grouped(values, group, size) for block in self.blocks], axis=1)

    def gram(self, values: Floats) -> Floats:
        """Σ_k values_k x_k x_kᵀ; f64[p, p]."""
        return np.block([[_block_gram(left, right, values) for right in self.blocks] for left in self.blocks])

    def cells(self) -> tuple[Codes, Auxiliaries] | None:
        """The distinct rows of X, if all its columns are indicators.

        Returns:
            The cell of each row, int32[n], and the auxiliaries of the cells; None where a column is numeric.
        """
        margins = [block for block in self.blocks if isinstance(block, Margin)]
        if len(margins) < len(self.blocks):
            return None
        cell, count = margins[0].codes.astype(np.int64), len(margins[0].names)
        for margin in margins[1:]:
            cell, count = _renumbered(cell * len(margin.names) + margin.codes, count * len(margin.names))
        cell, count = _renumbered(cell, count)
        member = np.empty(count, np.int32)
        member[cell] = np.arange(len(cell), dtype=np.int32)
        return cell.astype(np.int32), Auxiliaries(tuple(margin.rows(member) for margin in margins))


def _renumbered(cell: npt.NDArray[np.int64], possible: int) -> tuple[npt.NDArray[np.int64], int]:
    """The cells that occur, numbered from 0, so that crossing many margins cannot overflow."""
    if possible > _DENSE_CELLS_PER_ROW * max(len(cell), 1):
        present, inverse = np.unique(cell, return_inverse=True)
        return inverse.astype(np.int64), len(present)
    present = np.flatnonzero(np.bincount(cell, minlength=possible))
    place = np.empty(possible, np.int64)
    place[present] = np.arange(len(present))
    return place[cell], len(present)
