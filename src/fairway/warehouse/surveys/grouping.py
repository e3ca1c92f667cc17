"""The one thing that an engine must be able to do for a survey: group rows and sum, nothing else."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias, runtime_checkable

import polars as pl

from fairway.methods.survey.cube import Cube, Totals
from fairway.methods.survey.distribution import Distribution
from fairway.methods.survey.plan import Code, Condition, CubePlan, Factor, Moment
from fairway.methods.survey.units import SampledUnits

ColumnKind: TypeAlias = Literal["number", "text", "boolean", "other"]


@dataclass(frozen=True, slots=True)
class WeightCensus:
    """What the weight column holds, counted over all rows."""

    rows: int
    null: int = 0
    negative: int = 0
    zero: int = 0
    endless: int = 0
    total: float = 0.0


@dataclass(frozen=True, slots=True)
class Summed:
    """The answer to a plan, of which no more than one part need be in memory at once.

    Attributes:
        totals: All sums per domain.
        parts: How many cubes follow.
        cubes: Together every row; each holds whole first-stage strata, and numbers domains as `totals` does.
    """

    totals: Totals
    parts: int
    cubes: Iterator[Cube]


@runtime_checkable
class RowReading(Protocol):
    """An engine that can give columns row by row, as replicate weights of a producer ask for."""

    def row_columns(self, columns: Collection[str]) -> pl.DataFrame:
        """Columns as they are, in the order of the rows."""
        ...


class Grouping(Protocol):
    """Microdata behind an engine. Rows are read only through these questions."""

    @property
    def columns(self) -> Mapping[str, ColumnKind]:
        """Every column with its kind."""
        ...

    def weights(self, weight: str | None) -> WeightCensus:
        """What the weight column holds."""
        ...

    def drawn(self, columns: Collection[str], rows: bool) -> pl.DataFrame:
        """The distinct combinations of the design's columns; with `rows`, one row each with its number in `ROW`."""
        ...

    def settle(self, weight: str | None, units: SampledUnits) -> None:
        """Takes note of the weight and the units once they are found sound."""
        ...

    def levels(self, column: str) -> tuple[Code, ...]:
        """The values of a column, ordered, nulls left out."""
        ...

    def summed(self, plan: CubePlan, scored: Collection[Moment], whole: bool) -> Summed:
        """The sums of a plan.

        Args:
            plan: Everything that is wanted per domain.
            scored: Those of its moments that are wanted per unit too.
            whole: Everything in one part, because a rule looks beyond single strata.
        """
        ...

    def distribution(self, by: tuple[str, ...], of: Factor, where: tuple[Condition, ...]) -> Distribution:
        """Every known value of a column with its domain, unit and weight."""
        ...

    def close(self) -> None:
        """Lets go of connections and temporary files."""
        ...
