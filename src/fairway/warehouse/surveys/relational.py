"""Microdata behind SQL: totals in one question, and the cube in parts that hold whole strata and fit in memory."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, Protocol

import numpy as np
import polars as pl

from fairway.methods.survey.arrays import Floats, Positions, stable_order
from fairway.methods.survey.cube import Cube, CubeNames, Totals
from fairway.methods.survey.design import Design
from fairway.methods.survey.distribution import Distribution
from fairway.methods.survey.plan import Code, Condition, CubePlan, Factor, Moment
from fairway.methods.survey.units import ROW, SampledUnits
from fairway.warehouse.surveys.coding import Places
from fairway.warehouse.surveys.errors import RowsNotNumbered
from fairway.warehouse.surveys.grouping import ColumnKind, Summed, WeightCensus
from fairway.warehouse.surveys.sql import ROWS, VALUE, WEIGHT, Relation, Statements, quoted

PART_ROWS: Final = 2_000_000
"""Rows of microdata that one part covers; a part has no more rows than that, however fine the domains."""


class Answer(Protocol):
    """An answer that is on its way."""

    def get(self) -> pl.DataFrame:
        """Waits for it."""
        ...

    def give_up(self) -> None:
        """Stops the question."""
        ...


class Engine(Protocol):
    """A connection to where the rows are."""

    @property
    def name(self) -> str:
        """What the engine is called in a message."""
        ...

    @property
    def relation(self) -> Relation:
        """The rows; with a column `ROW` where the engine numbers them the same at every reading."""
        ...

    def ask(self, question: str) -> Answer:
        """Begins to answer a SELECT."""
        ...

    def close(self) -> None:
        """Lets go of connections and temporary files."""
        ...


class SqlGrouping:
    """A table behind an engine that groups and sums.

    Args:
        engine: The connection.
        design: The survey's design.
        part_rows: How many rows of microdata a part may cover; a larger stratum is a part of its own.
    """

    def __init__(self, engine: Engine, design: Design, part_rows: int = PART_ROWS) -> None:
        self.engine = engine
        self.part_rows = part_rows
        self._stratum = design.stages[0].stratum if design.stages else None
        self._ask = Statements(engine.relation, design.weight)
        self._drawn = pl.DataFrame()
        self._units: SampledUnits | None = None
        self._leaves = Places(pl.DataFrame())
        self._unit_rows: Floats = np.empty(0)
        self._factor: Floats | None = None
        self._levels: dict[str, tuple[Code, ...]] = {}

    @property
    def columns(self) -> Mapping[str, ColumnKind]:
        """Every column with its kind."""
        return {name: kind for name, kind in self.engine.relation.kinds.items() if name != ROW}

    def weights(self, weight: str | None) -> WeightCensus:
        """What the weight column holds."""
        return WeightCensus(**self._rows(Statements(self.engine.relation, weight).census()).row(0, named=True))

    def drawn(self, columns: Collection[str], rows: bool) -> pl.DataFrame:
        """The distinct combinations of the design's columns.

        Raises:
            RowsNotNumbered: Each row is a unit, and the engine's rows have no order that stays.
        """
        if rows and ROW not in self.engine.relation.kinds:
            raise RowsNotNumbered(self.engine.name)
        self._drawn = self._rows(self._ask.drawn([*([ROW] if rows else []), *columns]))
        return self._drawn.drop(ROWS)

    def settle(self, weight: str | None, units: SampledUnits) -> None:
        """Takes note of the units and of how many rows each has."""
        self._units = units
        keys = units.keys.columns
        counted = units.keys.join(self._drawn, on=keys, how="left", nulls_equal=True, maintain_order="left")
        self._unit_rows = counted[ROWS].cast(pl.Float64).to_numpy()
        self._leaves = Places(units.keys)
        self._drawn = pl.DataFrame()
        if weight is None and np.any(units.fraction != 1.0):
            self._factor = 1.0 / units.fraction

    def levels(self, column: str) -> tuple[Code, ...]:
        """The values of a column, ordered."""
        if column not in self._levels:
            self._levels[column] = tuple(self._rows(self._ask.levels(column)).to_series().sort().to_list())
        return self._levels[column]

    def summed(self, plan: CubePlan, scored: Collection[Moment], whole: bool) -> Summed:
        """The sums of a plan, in as many parts as memory asks for."""
        rows = float(self._unit_rows.sum())
        if rows <= self.part_rows:
            frame = self._rows(self._ask.grouped(plan, self._sound_units().keys.columns))
            cube = self._cube(frame, plan, Places(_domains(frame, plan.by)))
            return Summed(cube.totals(), 1, iter((cube,)))
        narrow = replace(plan, moments=tuple(moment for moment in plan.moments if moment in scored))
        totals = self._totals(plan)
        parts = [""] if whole or self._cells(totals) <= self.part_rows else self._parts()
        return Summed(totals, len(parts), self._cubes(narrow, totals, parts))

    def distribution(self, by: tuple[str, ...], of: Factor, where: tuple[Condition, ...]) -> Distribution:
        """Every known value with its domain, unit and weight."""
        units = self._sound_units()
        frame = self._rows(self._ask.values(by, units.keys.columns, of, where))
        placed = frame.drop_nulls(by) if by else frame
        domains = _domains(placed, by)
        valued = placed.drop_nulls(VALUE).sort(VALUE)
        domain = Places(domains).of(valued)
        order = stable_order(domain, max(len(domains), 1))
        leaf = self._leaves.of(valued)[order]
        rows = _floats(valued, ROWS)[order]
        weight = _floats(valued, WEIGHT)[order] * rows
        return Distribution(
            units,
            domains,
            domain[order],
            leaf,
            _floats(valued, VALUE)[order],
            weight if self._factor is None else weight * self._factor[leaf],
            rows,
            _left_out(frame, placed, ROWS),
        )

    def close(self) -> None:
        """Closes the engine."""
        self.engine.close()

    def _rows(self, question: str) -> pl.DataFrame:
        return self.engine.ask(question).get()

    def _sound_units(self) -> SampledUnits:
        if self._units is None:
            raise RuntimeError("settle() comes first")
        return self._units

    def _cells(self, totals: Totals) -> int:
        return len(self._sound_units()) * max(len(totals.domains), 1)

    def _totals(self, plan: CubePlan) -> Totals:
        if self._factor is None:
            return _totals_of(self._rows(self._ask.grouped(plan, ())), plan)
        # Weights that follow from the units' sampling fractions: what is summed per domain is first summed per unit.
        totals = _totals_of(self._rows(self._ask.grouped(replace(plan, moments=()), ())), replace(plan, moments=()))
        sums: dict[Moment, Floats] = {moment: np.zeros(len(totals.domains)) for moment in plan.moments}
        for cube in self._cubes(plan, totals, self._parts()):
            for moment, values in cube.totals().sums.items():
                sums[moment] += values
        return replace(totals, sums=sums)

    def _cubes(self, plan: CubePlan, totals: Totals, parts: Sequence[str]) -> Iterator[Cube]:
        """The parts, each asked for while the one before is worked on."""
        keys = self._sound_units().keys.columns
        domains = Places(totals.domains)
        coming: list[Answer] = []
        try:
            for part in parts:
                coming.append(self.engine.ask(self._ask.grouped(plan, keys, [part] if part else [])))
                if len(coming) > 1:
                    yield self._cube(coming.pop(0).get(), plan, domains)
            yield self._cube(coming.pop(0).get(), plan, domains)
        finally:
            for answer in coming:
                answer.give_up()

    def _cube(self, frame: pl.DataFrame, plan: CubePlan, domains: Places) -> Cube:
        """The cube of a grouped frame; rows with a null domain variable are left out."""
        units, names = self._sound_units(), CubeNames(plan)
        placed = (frame.drop_nulls(plan.by) if plan.by else frame).rechunk()
        domain, leaf = domains.of(placed), self._leaves.of(placed)
        # A part holds neighbouring units, so that their places within it are small numbers.
        first = int(leaf.min()) if len(leaf) else 0
        order = stable_order(leaf - first, int(leaf.max()) - first + 1 if len(leaf) else 1)
        order = order[stable_order(domain[order], max(len(domains.keys), 1))]
        leaf = leaf[order]
        factor = None if self._factor is None else self._factor[leaf]
        sums = {moment: _floats(placed, names.moment(moment))[order] for moment in plan.moments}
        return Cube(
            units,
            domains.keys,
            domain[order],
            leaf,
            sums if factor is None else {moment: values * factor for moment, values in sums.items()},
            {rows: _floats(placed, names.count(rows))[order] for rows in plan.counts},
            _left_out(frame, placed, names.count(())),
        )

    def _parts(self) -> list[str]:
        """Conditions that cut the rows into runs of whole strata; one that holds for all where there are no strata."""
        units = self._sound_units()
        if self._stratum is None:
            return [""]
        rows = np.bincount(units.leaf_stratum, weights=self._unit_rows)
        begins = _runs(rows.astype(np.float64), self.part_rows)
        first_leaf = np.searchsorted(units.leaf_stratum, np.arange(len(rows)))
        values = units.keys[self._stratum].gather(first_leaf)
        ends = np.append(begins[1:], len(rows))
        return [self._within(values[int(begin) : int(end)]) for begin, end in zip(begins, ends, strict=True)]

    def _within(self, strata: pl.Series) -> str:
        if strata.dtype.is_integer():
            # A range, by which row groups of a sorted file are passed over.
            return f"{quoted(strata.name)} BETWEEN {strata[0]} AND {strata[-1]}"
        return self._ask.among(
            strata.name, (strata.cast(pl.String) if strata.dtype.is_temporal() else strata).to_list()
        )


def _runs(rows: Floats, most: int) -> Positions:
    """Where runs of strata begin that have `most` rows at most, or a single stratum."""
    begins, held = [0], 0.0
    for stratum, size in enumerate(rows):
        if held and held + size > most:
            begins.append(stratum)
            held = 0.0
        held += size
    return np.array(begins)


def _domains(frame: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """The domains that occur; without dimensions one, or none where no row is in the universe."""
    if not by:
        return pl.DataFrame(height=min(len(frame), 1))
    return frame.select(by).drop_nulls().unique().sort(by)


def _left_out(frame: pl.DataFrame, placed: pl.DataFrame, rows: str) -> int:
    return int(_floats(frame, rows).sum() - _floats(placed, rows).sum())


def _floats(frame: pl.DataFrame, name: str) -> Floats:
    return frame[name].cast(pl.Float64).to_numpy()


def _totals_of(frame: pl.DataFrame, plan: CubePlan) -> Totals:
    by, names = list(plan.by), CubeNames(plan)
    placed = frame.drop_nulls(by).sort(by) if by else frame
    return Totals(
        placed.select(by) if by else pl.DataFrame(height=len(placed)),
        {moment: _floats(placed, names.moment(moment)) for moment in plan.moments},
        {rows: _floats(placed, names.count(rows)) for rows in plan.counts},
        _left_out(frame, placed, names.count(())),
    )
