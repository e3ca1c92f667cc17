"""A survey that was opened: its design found sound once, then asked for estimates."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import Final, TypeAlias

import polars as pl

from fairway.methods.survey.contrasts import Difference, difference_of
from fairway.methods.survey.cube import Cube, Totals
from fairway.methods.survey.design import Design, Stage
from fairway.methods.survey.errors import (
    DesignFaulty,
    Fault,
    MeasureMisstated,
    NothingToEstimate,
    SurveyColumnMissing,
)
from fairway.methods.survey.estimates import COLUMNS, Estimates, Linearised, found, found_contrast, table
from fairway.methods.survey.measures import Proportion, RatioOfTotals, Smoothed, ratios_of_totals
from fairway.methods.survey.plan import Code, Condition, CubePlan, Moment, RowSet, columns_of
from fairway.methods.survey.reliability import Reliability
from fairway.methods.survey.units import SampledUnits, sampled_units
from fairway.warehouse.surveys.grouping import Grouping

Measure: TypeAlias = Smoothed | Difference
Margins: TypeAlias = bool | Sequence[Sequence[str]]
Progress: TypeAlias = Callable[[int, int, str], None]

_MOST_LEVELS: Final = 200


class Survey:
    """Microdata behind an engine, with a design that holds in them.

    Attributes:
        design: As declared.
        units: The sampled units.
        faults: What was noticed in design and weights that does not prevent estimation.

    Raises:
        SurveyColumnMissing: The design names a column that is not there.
        DesignFaulty: Null, negative or all-zero weights, a unit in two strata, …: every fault, counted.
    """

    def __init__(self, grouping: Grouping, design: Design) -> None:
        self.grouping = grouping
        self.design = design
        self._require(design.columns)
        faults = self._weight_faults()
        columns = [*design.unit_columns, *(stage.population for stage in design.stages if stage.population)]
        self.units, found_faults = self._units(list(dict.fromkeys(columns)), faults)
        self.faults = (*faults, *found_faults)
        grouping.settle(design.weight, self.units)

    def _units(self, columns: list[str], faults: list[Fault]) -> tuple[SampledUnits, tuple[Fault, ...]]:
        drawn = self.grouping.drawn(columns, rows=self.design.each_row_a_unit)
        try:
            units = sampled_units(drawn, self.design)
        except DesignFaulty as fault:
            raise DesignFaulty((*faults, *fault.faults)) from fault
        if any(fault.fatal for fault in faults):
            raise DesignFaulty(faults)
        return units

    def estimate(
        self,
        measures: Sequence[Measure],
        *,
        by: Sequence[str] = (),
        where: Sequence[Condition] = (),
        margins: Margins = False,
        level: float = 0.95,
        reliability: Reliability | None = None,
        progress: Progress | None = None,
    ) -> Estimates:
        """Measures in every domain of crossed variables, with standard errors, in one pass over the microdata.

        Args:
            measures: What to estimate.
            by: The domain variables, crossed; () for the whole universe.
            where: Conditions that make the universe; units without a member of it keep their part in the variance.
            margins: True for every subset of `by`, or the subsets wanted, () being the grand total.
            level: Of the confidence intervals.
            reliability: The rule that flags estimates.
            progress: Told after each part of the microdata: parts done, parts in all, what is being done.

        Raises:
            SurveyColumnMissing, MeasureMisstated: Something asked for is not there or makes no sense.
            NothingToEstimate: No row is in the universe.
        """
        by, where = tuple(by), tuple(where)
        rule = reliability or Reliability()
        self._check(measures, by, where, level)
        plain = tuple(_smooth(measure) for measure in measures)
        ratios = ratios_of_totals(plain, self._levels(plain))
        plan = plan_of(ratios, by, where)
        cubes, totals = self._summed(plan, progress)
        if not len(totals.domains):
            raise NothingToEstimate(
                "No row of the microdata is in the universe that was asked for.",
                advice="Loosen `where`; `faults` of the survey say what was left out.",
            )
        tables = []
        for kept in _kept(by, margins):
            parts, sums = _margin(cubes, totals, by, kept)
            tables.append(self._table(measures, sums, parts, level, rule, kept))
        frame = pl.concat(tables, how="vertical_relaxed")
        return Estimates(frame, tuple(_table_faults(totals, by)), self._method(rule, level))

    def _table(
        self,
        measures: Sequence[Measure],
        totals: Totals,
        cubes: Iterable[Cube],
        level: float,
        rule: Reliability,
        kept: Sequence[str],
    ) -> pl.DataFrame:
        spread = Linearised(totals, cubes)
        tables = []
        for measure in measures:
            ratios = ratios_of_totals((_smooth(measure),), self._levels((_smooth(measure),)))
            if isinstance(measure, Difference):
                if measure.dimension not in kept:
                    continue
                contrast = difference_of(totals.domains, measure)
                results = [found_contrast(ratio, totals, spread, contrast) for ratio in ratios]
                tables.append(table(contrast.domains, results, level, rule))
            else:
                results = [found(ratio, totals, spread) for ratio in ratios]
                tables.append(table(totals.domains, results, level, rule))
        return pl.concat(tables, how="vertical_relaxed") if tables else pl.DataFrame()

    def _summed(self, plan: CubePlan, progress: Progress | None) -> tuple[list[Cube], Totals]:
        cubes = list(_told(self.grouping.cubes(plan, None), progress))
        return cubes, cubes[0].totals()

    def _levels(self, measures: Sequence[Smoothed]) -> dict[str, tuple[Code, ...]]:
        wanted = [one.of for one in measures if isinstance(one, Proportion) and one.equals is None]
        found_levels = {name: self.grouping.levels(name) for name in dict.fromkeys(wanted)}
        for name, levels in found_levels.items():
            if len(levels) > _MOST_LEVELS:
                raise MeasureMisstated(
                    f"{name} has {len(levels)} values: too many for a proportion of each.",
                    advice=f"Name the values with `equals`, or put {name} in `by` and ask for the total.",
                )
        return found_levels

    def _require(self, columns: Sequence[str]) -> None:
        present = list(self.grouping.columns)
        missing = [name for name in columns if name not in present]
        if missing:
            nearest = [near for name in missing for near in difflib.get_close_matches(name, present, n=1)]
            raise SurveyColumnMissing(missing, present, nearest=nearest)

    def _check(
        self, measures: Sequence[Measure], by: tuple[str, ...], where: tuple[Condition, ...], level: float
    ) -> None:
        if not measures:
            raise MeasureMisstated("No measure was asked for.", advice="Give one or more, Total() for instance.")
        if not 0.0 < level < 1.0:
            raise MeasureMisstated(f"A confidence level of {level} makes no sense.", advice="Give 0.95 for 95 %.")
        taken = [name for name in by if name in COLUMNS or name.startswith("fairway_")]
        if taken or len(set(by)) < len(by):
            wrong = ", ".join(taken) or "a domain variable named twice"
            raise MeasureMisstated(
                f"The domains cannot be named so: {wrong}.",
                advice=f"Rename the column; {', '.join(COLUMNS)} name columns of the result.",
            )
        named = [*by, *(condition.column for condition in where)]
        for measure in measures:
            named += _columns(_smooth(measure))
        self._require(list(dict.fromkeys(named)))

    def _weight_faults(self) -> list[Fault]:
        name = self.design.weight
        census = self.grouping.weights(name)
        advice = f"Mend {name} or remove those rows; a person who was not interviewed has no row."
        found_faults = []
        for kind, count, said in (
            ("null-weight", census.null, "null"),
            ("negative-weight", census.negative, "negative"),
            ("endless-weight", census.endless, "not a finite number"),
        ):
            if count:
                sentence = f"{name} is {said} in {count} of {census.rows} rows."
                found_faults.append(Fault(kind, count, "rows", sentence, advice))
        if census.rows == 0 or census.zero == census.rows:
            said = "The file has no rows." if census.rows == 0 else f"{name} is zero in all {census.rows} rows."
            found_faults.append(Fault("no-weight", census.rows, "rows", said, "Give the survey's own weights."))
        elif census.zero:
            said = f"{name} is zero in {census.zero} of {census.rows} rows: they count for nobody."
            found_faults.append(Fault("zero-weight", census.zero, "rows", said, "", fatal=False))
        return found_faults

    def _method(self, rule: Reliability, level: float) -> tuple[str, ...]:
        stages = self.design.stages or (Stage(None),)
        counted = len(self.units.stages)
        adds = "adds" if counted == 1 else "add"
        return (
            f"Estimates are weighted by {self.design.weight or 'the inverse of the sampling fractions'}.",
            f"Standard errors by Taylor linearisation for a design of {len(stages)} "
            f"stage{'s' if len(stages) > 1 else ''}, of which {counted} {adds} to the variance "
            f"({len(self.units):,} sampled units; strata with one unit: {self.design.singletons}).",
            f"Confidence intervals at {level:.0%}, Student's t with sampled units less strata as degrees of freedom.",
            rule.sentence(),
        )


def plan_of(ratios: Sequence[RatioOfTotals], by: tuple[str, ...], where: tuple[Condition, ...]) -> CubePlan:
    """Everything that the measures need, each sum once."""
    moments = dict.fromkeys(moment for ratio in ratios for moment in ratio.moments)
    counts: dict[RowSet, None] = dict.fromkeys(((), *(ratio.rows for ratio in ratios)))
    return CubePlan(by, (Moment(), *(moment for moment in moments if moment != Moment())), tuple(counts), where)


def _smooth(measure: Measure) -> Smoothed:
    return measure.measure if isinstance(measure, Difference) else measure


def _columns(measure: Smoothed) -> list[str]:
    plain = ratios_of_totals((measure,), {measure.of: (0,)} if isinstance(measure, Proportion) else {})
    return [column for ratio in plain for factor in ratio.rows for column in columns_of(factor)]


def _told(cubes: Iterator[Cube], progress: Progress | None) -> Iterator[Cube]:
    for done, cube in enumerate(cubes, start=1):
        if progress is not None:
            progress(done, done, "summing")
        yield cube


def _kept(by: tuple[str, ...], margins: Margins) -> list[tuple[str, ...]]:
    if margins is True:
        return [kept for size in range(len(by), -1, -1) for kept in combinations(by, size)]
    wanted = [by]
    for margin in margins or ():
        unknown = [name for name in margin if name not in by]
        if unknown:
            raise MeasureMisstated(
                f"The margin names {', '.join(unknown)}, which is no domain variable.",
                advice=f"`by` is {', '.join(by)}.",
            )
        wanted.append(tuple(name for name in by if name in margin))
    return list(dict.fromkeys(wanted))


def _margin(cubes: list[Cube], totals: Totals, by: tuple[str, ...], kept: tuple[str, ...]) -> tuple[list[Cube], Totals]:
    if kept == by:
        return cubes, totals
    return [cube.summed_over(kept) for cube in cubes], totals.summed_over(kept)


def _table_faults(totals: Totals, by: tuple[str, ...]) -> Iterator[Fault]:
    if totals.left_out:
        said = f"{totals.left_out} row{'s' if totals.left_out > 1 else ''} left out: {' or '.join(by)} is null."
        advice = "Give those rows a code of their own (“not stated”) to keep them in the totals."
        yield Fault("null-domain", totals.left_out, "rows", said, advice, fatal=False)
    possible = 1
    for name in by:
        possible *= totals.domains[name].n_unique()
    empty = possible - len(totals.domains)
    if empty > 0:
        said = f"{empty} of {possible} combinations of {' × '.join(by)} have no member and no row in the table."
        yield Fault("empty-domain", empty, "domains", said, "", fatal=False)
