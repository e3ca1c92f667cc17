"""A survey that was opened: its design found sound once, then asked for estimates."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from itertools import combinations
from typing import Final, TypeAlias

import numpy as np
import polars as pl

from fairway.methods.survey.calibration_errors import CalibrationMisstated
from fairway.methods.survey.calibration_residuals import Weighting
from fairway.methods.survey.calibration_specs import Calibration
from fairway.methods.survey.calibration_specs import columns_of as columns_of_calibration
from fairway.methods.survey.contrasts import Difference, difference_of
from fairway.methods.survey.covariance import Covariance, covariance_of
from fairway.methods.survey.cube import Cube, Totals
from fairway.methods.survey.design import Design, Stage
from fairway.methods.survey.errors import (
    DesignFaulty,
    DesignMisstated,
    Fault,
    MeasureMisstated,
    NothingToEstimate,
    SurveyColumnMissing,
)
from fairway.methods.survey.estimates import COLUMNS, Estimates
from fairway.methods.survey.measures import Proportion, RatioOfTotals, Smoothed, ratios_of_totals
from fairway.methods.survey.plan import Code, Condition, CubePlan, Moment, RowSet, columns_of
from fairway.methods.survey.reliability import Reliability
from fairway.methods.survey.replicate_making import ReplicateMethod
from fairway.methods.survey.replication import Multipliers
from fairway.methods.survey.units import SampledUnits, sampled_units
from fairway.warehouse.surveys.grouping import Grouping, Summed
from fairway.warehouse.surveys.memory import MemoryGrouping
from fairway.warehouse.surveys.recalibrating import recalibrated
from fairway.warehouse.surveys.replicating import ReplicatedMargins, Replicating, sampled_design
from fairway.warehouse.surveys.streaming import Asked, Filling
from fairway.warehouse.surveys.survey_faults import table_faults, weight_faults_of
from fairway.warehouse.surveys.valued import AskedValues, Valued, Values

Measure: TypeAlias = Smoothed | Valued | Difference
Margins: TypeAlias = bool | Sequence[Sequence[str]]
Progress: TypeAlias = Callable[[int, int, str], None]

_MOST_LEVELS: Final = 200


class Survey:
    """Microdata behind an engine, with a design that holds in them.

    Attributes:
        design: As declared.
        units: The sampled units.
        faults: What was noticed in the file, the design and the weights that does not prevent estimation.

    Args:
        grouping: The engine.
        design: As its producer documents it.
        faults: What was noticed while the file was read.

    Raises:
        SurveyColumnMissing: The design names a column that is not there.
        DesignFaulty: Null, negative or all-zero weights, a unit in two strata, …: every fault, counted.
    """

    def __init__(self, grouping: Grouping, design: Design, faults: Sequence[Fault] = ()) -> None:
        self.grouping = grouping
        self.design = design
        self.calibration: tuple[str, ...] = ()
        self._before: tuple[Survey, Calibration] | None = None
        self._require(design.columns)
        self._replicating = Replicating(grouping, design)
        weight_faults = [*weight_faults_of(design.weight, grouping.weights(design.weight)), *self._replicating.faults]
        sampled = sampled_design(design)
        columns = [*sampled.unit_columns, *(stage.population for stage in sampled.stages if stage.population)]
        self.units, unit_faults = self._units(list(dict.fromkeys(columns)), weight_faults)
        self.faults = (*faults, *weight_faults, *unit_faults)
        grouping.settle(design.weight, self.units)

    def calibrated(self, calibration: Calibration, residuals: Weighting = "design") -> Survey:
        """The survey with weights that meet known totals, and with the variances that calibration gives.

        Args:
            calibration: `PostStratification`, `Raking` or `Greg`.
            residuals: How the regression behind the variance is weighted: by `design` weights, or `equal` in ten sweeps
                over the margins, which is what R's `rake` does.

        Raises:
            CalibrationMisstated: The microdata are not in memory, or the survey has replicate weights.
            NoCalibration and its kin: The totals cannot be met, and why.
        """
        if not isinstance(self.grouping, MemoryGrouping):
            raise CalibrationMisstated(
                "Only microdata in memory can be calibrated here.",
                advice='Open the survey with engine="memory", or use calibrated weights that the producer gives.',
            )
        if self.design.replication is not None:
            raise CalibrationMisstated(
                "Replicate weights were calibrated by their producer, or each would have to be calibrated anew.",
                advice="Leave the calibration out, or leave the replicate weights out of the design.",
            )
        other = copy(self)
        other._before = (self, calibration)
        other.grouping, found = self.grouping.calibrated(calibration, residuals)
        other.calibration = (
            f"Weights were calibrated to {', '.join(columns_of_calibration(calibration))}; variances are those of the "
            "residuals (Deville & Särndal 1992).",
            *found.remarks,
        )
        return other

    def _recalibrated(self, before: tuple[Survey, Calibration], method: ReplicateMethod) -> Survey:
        plain, calibration = before
        if not isinstance(plain.grouping, MemoryGrouping):
            raise CalibrationMisstated("Only microdata in memory can be calibrated here.")
        survey = Survey(*recalibrated(plain.grouping, plain.units, calibration, method))
        survey.calibration = (
            f"Weights and each of the replicates were calibrated to {', '.join(columns_of_calibration(calibration))}.",
        )
        return survey

    def close(self) -> None:
        """Lets go of what the engine holds: a connection, temporary files."""
        self.grouping.close()

    def __enter__(self) -> Survey:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _units(self, columns: list[str], faults: list[Fault]) -> tuple[SampledUnits, tuple[Fault, ...]]:
        sampled = sampled_design(self.design)
        drawn = self.grouping.drawn(columns, rows=sampled.each_row_a_unit)
        try:
            units = sampled_units(drawn, sampled)
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
        replicate: ReplicateMethod | None = None,
        design_effects: bool = True,
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
            replicate: Replicates to make, from which variances then come: Bootstrap(500, seed=1) for instance. A
                survey whose producer gives replicate weights uses those.
            design_effects: Whether to compute them: they need sums of squares besides.
            progress: Told after each part of the microdata: parts done, parts in all, what is being done.

        Raises:
            SurveyColumnMissing, MeasureMisstated: Something asked for is not there or makes no sense.
            NothingToEstimate: No row is in the universe.
            DesignMisstated: The design does not suit the replicates.
        """
        by, where = tuple(by), tuple(where)
        rule = reliability or Reliability()
        self._check(measures, by, where, level)
        if replicate is not None and self._before is not None:
            return self._recalibrated(self._before, replicate).estimate(
                measures,
                by=by,
                where=where,
                margins=margins,
                level=level,
                reliability=rule,
                design_effects=design_effects,
                progress=progress,
            )
        multipliers = self._replicating.chosen(replicate, self.units)
        values = Values(self.grouping, by, where, multipliers)
        plain = tuple(one for measure in measures if not isinstance(one := _plain(measure), Valued))
        valued = [one.of for measure in measures if isinstance(one := _plain(measure), Valued)]
        ratios = ratios_of_totals(plain, self._levels(plain))
        plan = plan_of(ratios, by, where, squares=design_effects)
        summed = values.summed(valued[0]) if not plain else self._summed(plan, ratios)
        _refuse_endless(summed.totals)
        if not len(summed.totals.domains):
            raise NothingToEstimate(
                "No row of the microdata is in the universe that was asked for.",
                advice="Loosen `where`; `faults` of the survey say what was left out.",
            )
        fillings = [self._filling(measures, summed.totals, by, kept, values) for kept in _kept(by, margins)]
        cubes = _told(summed, progress)
        faults = list(table_faults(summed.totals, by))
        if multipliers is None:
            for cube in cubes:
                for filling in fillings:
                    filling.add(cube)
            tables = [one for filling in fillings for one in filling.tables(level, rule)]
        else:
            replicated = ReplicatedMargins(summed.totals, cubes, ratios, multipliers)
            spreads = [replicated.of(filling.totals, filling.kept) for filling in fillings]
            pairs = zip(fillings, spreads, strict=True)
            tables = [one for filling, spread in pairs for one in filling.tables(level, rule, spread)]
            faults += replicated.faults()
        frame = pl.concat(tables, how="vertical_relaxed")
        return Estimates(frame, tuple(faults), self._method(rule, level, multipliers))

    def covariance(
        self, measure: Smoothed, *, by: Sequence[str], where: Sequence[Condition] = (), progress: Progress | None = None
    ) -> Covariance:
        """How the estimates of one measure vary together over the domains, by linearisation; and so any contrast.

        Args:
            measure: A measure that is one number a domain: a proportion names its value with `equals`.
            by: The domain variables, crossed.
            where: Conditions that make the universe.
            progress: As for `estimate`.

        Raises:
            MeasureMisstated: More than one number a domain, or too many domains.
            DesignMisstated: The producer gives replicate weights; their variances do not come from the units.
        """
        if self.design.replication is not None:
            raise DesignMisstated(
                "Covariances are those of linearisation, and this design has replicate weights.",
                advice="Ask for a Difference, or open the survey with its stages and without `replication`.",
            )
        self._check([measure], tuple(by), tuple(where), 0.95)
        ratios = ratios_of_totals((measure,), self._levels((measure,)))
        if len(ratios) > 1:
            raise MeasureMisstated(
                f"{ratios[0].name} has {len(ratios)} values a domain.", advice="Name one with `equals`."
            )
        summed = self._summed(plan_of(ratios, tuple(by), tuple(where), squares=False), ratios)
        return covariance_of(ratios[0], summed.totals, _told(summed, progress))

    def _filling(
        self, measures: Sequence[Measure], totals: Totals, by: tuple[str, ...], kept: tuple[str, ...], values: Values
    ) -> Filling:
        sums = totals if kept == by else totals.summed_over(kept)
        asked: list[Asked | AskedValues] = []
        for measure in measures:
            difference = measure if isinstance(measure, Difference) else None
            if difference is not None and difference.dimension not in kept:
                continue
            plain = _plain(measure)
            if isinstance(plain, Valued):
                asked.append(values.asked(plain, difference, kept))
            else:
                contrast = None if difference is None else difference_of(sums.domains, difference)
                asked.append(Asked(ratios_of_totals((plain,), self._levels((plain,))), contrast))
        return Filling(kept, sums, tuple(asked))

    def _summed(self, plan: CubePlan, ratios: Sequence[RatioOfTotals]) -> Summed:
        scored = dict.fromkeys(moment for ratio in ratios for moment in (ratio.above, ratio.below))
        # The rule scales over all strata of a domain, so that they must be seen together.
        averaged = self.units.singletons == "average" and any(stage.single.any() for stage in self.units.stages)
        return self.grouping.summed(plan, scored, whole=averaged)

    def _levels(self, measures: Sequence[Smoothed]) -> dict[str, tuple[Code, ...]]:
        wanted = [one.of for one in measures if isinstance(one, Proportion) and one.equals is None]
        found_levels = {name: self.grouping.levels(name) for name in dict.fromkeys(wanted)}
        for name, levels in found_levels.items():
            if not levels:
                raise MeasureMisstated(f"{name} is null in every row.", advice="Nobody can be counted by it.")
            if len(levels) > _MOST_LEVELS:
                raise MeasureMisstated(
                    f"{name} has {len(levels)} values: too many for a proportion of each.",
                    advice=f"Name the values with `equals`, or put {name} in `by` and ask for the total.",
                )
        return {name: _positive(levels) for name, levels in found_levels.items()}

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
            named += _columns(_plain(measure))
            if isinstance(measure, Difference) and measure.dimension not in by:
                raise MeasureMisstated(
                    f"A difference between values of {measure.dimension} needs {measure.dimension} among the domains.",
                    advice=f"Add {measure.dimension} to `by`; it holds {', '.join(by) or 'nothing'}.",
                )
        self._require(list(dict.fromkeys(named)))

    def _method(self, rule: Reliability, level: float, multipliers: Multipliers | None) -> tuple[str, ...]:
        return (
            f"Estimates are weighted by {self.design.weight or 'the inverse of the sampling fractions'}.",
            *self.calibration,
            self._linearised_sentence() if multipliers is None else multipliers.factors.sentence,
            f"Confidence intervals at {level:.0%}, Student's t with "
            + ("sampled units less strata" if multipliers is None else "the rank of the replicate weights less 1")
            + " as degrees of freedom.",
            rule.sentence(),
        )

    def _linearised_sentence(self) -> str:
        stages = self.design.stages or (Stage(None),)
        counted = len(self.units.stages)
        adds = "adds" if counted == 1 else "add"
        return (
            f"Standard errors by Taylor linearisation for a design of {len(stages)} "
            f"stage{'s' if len(stages) > 1 else ''}, of which {counted} {adds} to the variance "
            f"({len(self.units):,} sampled units; strata with one unit: {self.design.singletons})."
        )


def plan_of(
    ratios: Sequence[RatioOfTotals], by: tuple[str, ...], where: tuple[Condition, ...], *, squares: bool
) -> CubePlan:
    """Everything that the measures need, each sum once; with the squares that design effects need, or without."""
    moments = dict.fromkeys(
        moment for ratio in ratios for moment in (ratio.moments if squares else (ratio.above, ratio.below))
    )
    counts: dict[RowSet, None] = dict.fromkeys(((), *(ratio.rows for ratio in ratios)))
    return CubePlan(by, (Moment(), *(moment for moment in moments if moment != Moment())), tuple(counts), where)


def _plain(measure: Measure) -> Smoothed | Valued:
    return measure.measure if isinstance(measure, Difference) else measure


def _refuse_endless(totals: Totals) -> None:
    for moment, sums in totals.sums.items():
        if not np.isfinite(sums).all():
            named = dict.fromkeys(column for factor in moment.factors for column in columns_of(factor))
            raise MeasureMisstated(
                f"A sum of {' × '.join(named)} is infinite.",
                advice="Make infinite values null, or mend them: no estimate could be finite.",
            )


def _positive(levels: tuple[Code, ...]) -> tuple[Code, ...]:
    """Of yes and no, the yes: the proportion of the other is one less it."""
    return (max(levels),) if levels and set(levels) <= {0, 1} and 1 in levels else levels


def _told(summed: Summed, progress: Progress | None) -> Iterator[Cube]:
    for done, cube in enumerate(summed.cubes, start=1):
        yield cube
        if progress is not None:
            progress(done, summed.parts, "summing")


def _columns(measure: Smoothed | Valued) -> list[str]:
    if isinstance(measure, Valued):
        return [measure.of]
    plain = ratios_of_totals((measure,), {measure.of: (0,)} if isinstance(measure, Proportion) else {})
    return [column for ratio in plain for factor in ratio.rows for column in columns_of(factor)]


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
