"""Microdata in memory: columns become codes and floats once, and a cube is an ordering and a sum of runs."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from copy import copy
from typing import Final

import numpy as np
import polars as pl

from fairway.exchange.numbers import text_in_numbers
from fairway.methods.survey.arrays import (
    Codes,
    Flags,
    Floats,
    Positions,
    run_lengths,
    run_starts,
    run_sums,
    stable_order,
)
from fairway.methods.survey.calibration import Calibrated
from fairway.methods.survey.calibration_residuals import ResidualProjection, Weighting
from fairway.methods.survey.calibration_specs import Calibration, calibrate_to, columns_of
from fairway.methods.survey.cube import Cube
from fairway.methods.survey.distribution import Distribution
from fairway.methods.survey.errors import MeasureMisstated
from fairway.methods.survey.plan import (
    Between,
    Code,
    Condition,
    CubePlan,
    Factor,
    Indicator,
    Is,
    Moment,
    Quotient,
    RowSet,
)
from fairway.methods.survey.residuals import Residuals, RowResiduals
from fairway.methods.survey.units import ROW, SampledUnits
from fairway.warehouse.surveys.grouping import ColumnKind, Summed, WeightCensus
from fairway.warehouse.surveys.memory_columns import coded, holding, kind_of
from fairway.warehouse.surveys.memory_members import Members

_MOST_DOMAINS: Final = 1 << 31


class MemoryGrouping:
    """A Polars frame as an engine. Rows are put in the order of their units once; each column is decoded once.

    Args:
        frame: The microdata, one row a person; of a lazy frame, only the columns that are used are read.
    """

    def __init__(self, frame: pl.DataFrame | pl.LazyFrame) -> None:
        self.frame = frame.lazy()
        self.schema = self.frame.collect_schema()
        self._height: int = self.frame.select(pl.len()).collect().item()
        self._units: SampledUnits | None = None
        self._order: Positions | None = None
        self._leaf: Codes = np.empty(0, np.int32)
        self._weight: Floats = np.empty(0)
        self._projection: ResidualProjection | None = None
        self._unit_totals: Floats = np.empty((0, 0))
        self._numbers: dict[Factor, Floats] = {}
        self._codes: dict[str, tuple[Codes, pl.Series]] = {}

    @property
    def columns(self) -> Mapping[str, ColumnKind]:
        """Every column with its kind."""
        return {name: kind_of(dtype) for name, dtype in self.schema.items()}

    def weights(self, weight: str | None) -> WeightCensus:
        """What the weight column holds."""
        if weight is None:
            return WeightCensus(self._height, total=float(self._height))
        if not self.schema[weight].is_numeric():
            raise MeasureMisstated(
                f"The weight {weight} holds {self.schema[weight]}, not numbers.", advice=f"Read {weight} as numbers."
            )
        column = self._read(weight).cast(pl.Float64)
        known = column.fill_nan(None)
        sound = known.filter(known.is_finite())
        return WeightCensus(
            len(column),
            null=known.null_count(),
            negative=int((sound < 0).sum()),
            zero=int((sound == 0).sum()),
            endless=len(known) - known.null_count() - len(sound),
            total=float(sound.sum()),
        )

    def drawn(self, columns: Collection[str], rows: bool) -> pl.DataFrame:
        """The distinct combinations of the design's columns."""
        if rows:
            numbers = pl.DataFrame({ROW: np.arange(self._height)})
            return numbers.with_columns(self._read(name) for name in columns)
        return self.frame.select(columns).unique().collect()

    def row_columns(self, columns: Collection[str]) -> pl.DataFrame:
        """Columns as they are, in the order of the rows."""
        return self.frame.select(columns).collect()

    def frame_by_unit(self, columns: Collection[str]) -> pl.DataFrame:
        """Columns as they are, in the order of the units."""
        frame = self.row_columns(columns)
        return frame if self._order is None else frame[self._order]

    def rows_by_unit(self) -> tuple[Floats, Codes]:
        """The weight and the leaf unit of each row, in the order of the units."""
        return self._weight, self._leaf

    def settle(self, weight: str | None, units: SampledUnits) -> None:
        """Finds each row's unit and puts the rows in the order of their units."""
        keys = units.keys.with_columns(pl.int_range(pl.len(), dtype=pl.Int32).alias("fairway_leaf"))
        names = units.keys.columns
        rows = self.drawn([name for name in names if name != ROW], rows=True).select(names)
        leaf = rows.join(keys, on=names, how="left", nulls_equal=True, maintain_order="left")["fairway_leaf"].to_numpy()
        if np.any(leaf[1:] < leaf[:-1]):
            self._order = stable_order(leaf, len(units))
            leaf = leaf[self._order]
        self._units, self._leaf = units, leaf
        if weight is None:
            self._weight = 1.0 / units.fraction[leaf]
        else:
            self._weight = self._number(weight)

    def levels(self, column: str) -> tuple[Code, ...]:
        """The values of a column, ordered."""
        return tuple(self._coded(column)[1].to_list())

    def summed(self, plan: CubePlan, scored: Collection[Moment], whole: bool) -> Summed:
        """The cube in one part, with every moment per unit: they cost little where the rows are in memory."""
        cube = self._cube(plan)
        return Summed(cube.totals(), 1, iter((cube,)))

    def _cube(self, plan: CubePlan) -> Cube:
        members = self._members(plan.by, plan.where)
        leaf = self._leaf[members.order]
        starts = run_starts(members.code, leaf)
        sums: dict[tuple[tuple[Factor, ...], RowSet], Floats] = {}
        counts: dict[RowSet, Floats] = {}
        for moment in plan.moments:
            key = (moment.factors, self._incomplete(moment.known, members))
            if key not in sums:
                sums[key] = run_sums(self._product(moment, members), starts)
        for rows in plan.counts:
            open_rows = self._incomplete(rows, members)
            if open_rows not in counts:
                counts[open_rows] = (
                    run_sums(self._counted(open_rows, members), starts)
                    if open_rows
                    else run_lengths(starts, len(leaf)).astype(np.float64)
                )
        return Cube(
            self._sound_units(),
            members.domains,
            members.code[starts],
            leaf[starts],
            {moment: sums[moment.factors, self._incomplete(moment.known, members)] for moment in plan.moments},
            {rows: counts[self._incomplete(rows, members)] for rows in plan.counts},
            members.left_out,
            self._residuals(plan, members),
        )

    def _residuals(self, plan: CubePlan, members: Members) -> Residuals | None:
        if self._projection is None:
            return None
        size = len(members.domains)
        cross = {}
        for moment in plan.moments:
            values, domain = np.zeros(len(self._leaf)), np.full(len(self._leaf), -1, np.int32)
            values[members.order], domain[members.order] = self._unweighted(moment, members), members.code
            cross[moment] = self._projection.cross(values, domain, size)
        return Residuals(self._projection, self._unit_totals, cross)

    def distribution(self, by: tuple[str, ...], of: Factor, where: tuple[Condition, ...]) -> Distribution:
        """Every known value with its domain, unit and weight."""
        members = self._members(by, where)
        value = self._gathered(of, members)
        rows = np.flatnonzero(~np.isnan(value))
        rows = rows[np.argsort(value[rows], kind="stable")]
        rows = rows[stable_order(members.code[rows], len(members.domains))]
        at = members.order[rows]
        return Distribution(
            self._sound_units(),
            members.domains,
            members.code[rows],
            self._leaf[at],
            value[rows],
            self._weight[at],
            np.ones(len(rows)),
            members.left_out,
            None if self._projection is None else RowResiduals(self._projection, self._unit_totals, at),
        )

    def calibrated(
        self, calibration: Calibration, residuals: Weighting = "design"
    ) -> tuple[MemoryGrouping, Calibrated]:
        """The same microdata with calibrated weights, whose variances are those of residuals.

        Args:
            calibration: What to calibrate to.
            residuals: How residuals are weighted: `design`, or `equal` with ten sweeps, as R's `rake` does.
        """
        found = calibrate_to(calibration, self.frame_by_unit(columns_of(calibration)), self._weight)
        sweeps = 10 if residuals == "equal" else None
        other = copy(self)
        other._weight = found.weights
        other._projection = ResidualProjection.of(
            found.auxiliaries, found.design_weights, found.g, q=found.q, weighting=residuals, sweeps=sweeps
        )
        other._unit_totals = other._projection.unit_totals(self._leaf, len(self._sound_units()))
        return other, found

    def close(self) -> None:
        """Nothing is held that Python does not free."""

    def _sound_units(self) -> SampledUnits:
        if self._units is None:
            raise RuntimeError("settle() comes first")
        return self._units

    def _read(self, name: str) -> pl.Series:
        return self.frame.select(name).collect().to_series()

    def _column(self, name: str) -> pl.Series:
        column = self._read(name)
        return column if self._order is None else column.gather(self._order)

    def _number(self, factor: Factor) -> Floats:
        """A factor as floats, NaN where unknown; shape (rows,)."""
        if factor not in self._numbers:
            self._numbers[factor] = self._decoded(factor)
        return self._numbers[factor]

    def _decoded(self, factor: Factor) -> Floats:
        if isinstance(factor, Indicator):
            codes, levels = self._coded(factor.column)
            chosen = np.append(holding(levels, factor.values), False)
            return np.where(codes < 0, np.nan, chosen[codes].astype(np.float64))
        if isinstance(factor, Quotient):
            above, below = self._number(factor.numerator), self._number(factor.denominator)
            with np.errstate(divide="ignore", invalid="ignore"):
                return np.where(below == 0.0, np.nan, above / below)
        column = self._column(factor)
        if kind_of(column.dtype) not in ("number", "boolean"):
            fault = text_in_numbers(self._read(factor)) if column.dtype == pl.String else None
            raise MeasureMisstated(
                f"{factor} holds {column.dtype}, not numbers." + (f" {fault.line()}" if fault else ""),
                advice=f"Read {factor} as a number, or ask for the proportion of its values.",
            )
        numbers = column.cast(pl.Float64).fill_null(np.nan).to_numpy()
        endless = int(np.isinf(numbers).sum())
        if endless:
            raise MeasureMisstated(
                f"{factor} is infinite in {endless} row{'s' if endless > 1 else ''}.",
                advice="Make those values null, or mend them: no estimate could be finite.",
            )
        return numbers

    def _coded(self, name: str) -> tuple[Codes, pl.Series]:
        """A column as codes of its ordered levels, −1 where null."""
        if name not in self._codes:
            self._codes[name] = coded(self._column(name))
        return self._codes[name]

    def _universe(self, where: tuple[Condition, ...]) -> Flags:
        inside: Flags = self._weight != 0.0  # a linear calibration can make a weight negative
        for condition in where:
            inside &= self._meets(condition)
        return inside

    def _meets(self, condition: Condition) -> Flags:
        if isinstance(condition, Is) and self.schema[condition.column].is_integer():
            numbers = [float(value) for value in condition.values if not isinstance(value, str)]
            whole = [int(number) for number in numbers if number.is_integer()]
            return self._column(condition.column).is_in(whole).fill_null(value=False).to_numpy()
        if isinstance(condition, Is):
            codes, levels = self._coded(condition.column)
            chosen: Flags = np.append(holding(levels, condition.values), False)[codes]
            return chosen
        if isinstance(condition, Between):
            number = self._number(condition.column)
            low = -np.inf if condition.low is None else condition.low
            high = np.inf if condition.high is None else condition.high
            inside: Flags = (number >= low) & (number <= high)
            return inside
        column = self._column(condition.column)
        column = column.fill_nan(None) if column.dtype.is_float() else column
        return column.is_not_null().to_numpy()

    def _members(self, by: tuple[str, ...], where: tuple[Condition, ...]) -> Members:
        inside = self._universe(where)
        everyone = bool(inside.all())
        universe = np.arange(len(inside)) if everyone else np.flatnonzero(inside)
        columns = [self._coded(name) for name in by]
        sizes = [len(levels) for _, levels in columns]
        size = math.prod(max(one, 1) for one in sizes)
        if size >= _MOST_DOMAINS:
            raise MeasureMisstated(
                f"{' × '.join(by)} would make {size:,} domains.", advice="Cross fewer variables, or coarser ones."
            )
        code = np.zeros(len(universe), np.int32)
        placed = np.ones(len(universe), np.bool_)
        for codes, levels in columns:
            members = codes if everyone else codes[universe]
            code *= np.int32(len(levels))
            code += members
            if members.min(initial=0) < 0:
                placed &= members >= 0
        if not placed.all():
            universe, code = universe[placed], code[placed]
        order = stable_order(code, size)
        ordered = code[order]
        rows = order if everyone and len(order) == len(inside) else universe[order]
        starts = run_starts(ordered)
        lengths = np.diff(np.append(starts, len(rows)))
        dense = np.repeat(np.arange(len(starts), dtype=np.int32), lengths)
        labels = self._labels(by, sizes, ordered[starts].astype(np.int64))
        return Members(rows, dense, labels, len(placed) - len(rows))

    def _labels(self, by: tuple[str, ...], sizes: list[int], live: Codes | Positions) -> pl.DataFrame:
        if not by:
            return pl.DataFrame(height=len(live))
        columns = {}
        rest = live
        for name, size in zip(reversed(by), reversed(sizes), strict=True):
            columns[name] = self._coded(name)[1].gather(rest % size)
            rest = rest // size
        return pl.DataFrame([columns[name].alias(name) for name in by])

    def _gathered(self, factor: Factor | None, members: Members) -> Floats:
        """A factor (None: the weight) for the members, in their order."""
        if factor not in members.gathered:
            whole = self._weight if factor is None else self._number(factor)
            members.gathered[factor] = whole[members.order]
        return members.gathered[factor]

    def _incomplete(self, rows: RowSet, members: Members) -> RowSet:
        """Those of the factors that are unknown somewhere among the members."""
        for factor in rows:
            if factor not in members.unknown:
                members.unknown[factor] = bool(np.isnan(self._gathered(factor, members)).any())
        return tuple(dict.fromkeys(factor for factor in rows if members.unknown[factor]))

    def _counted(self, rows: RowSet, members: Members) -> Floats:
        known = np.ones(len(members.order))
        for factor in rows:
            known[np.isnan(self._gathered(factor, members))] = 0.0
        return known

    def _product(self, moment: Moment, members: Members) -> Floats:
        """The weight times the factors, in a buffer that the next product overwrites: fresh memory costs more."""
        weight, unknown = self._gathered(None, members), self._incomplete(moment.known, members)
        if not moment.factors and not unknown:
            return weight
        if members.buffer is None:
            members.buffer = np.empty(len(members.order))
        product = members.buffer
        np.copyto(product, weight)
        for factor in moment.factors:
            product *= self._gathered(factor, members)
        for factor in unknown:
            product[np.isnan(self._gathered(factor, members))] = 0.0
        return product

    def _unweighted(self, moment: Moment, members: Members) -> Floats | np.float64:
        product: Floats | np.float64 = np.float64(1.0)
        for number, factor in enumerate(moment.factors):
            known = self._gathered(factor, members)
            product = known if number == 0 else product * known
        unknown = self._incomplete(moment.known, members)
        if unknown:
            product = np.where(self._counted(unknown, members) > 0.0, product, 0.0)
        return product
