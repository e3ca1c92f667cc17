"""The sampled units as arrays: who was drawn from which stratum at each stage, and how much its scatter counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from fairway.methods.survey.arrays import Codes, Flags, Floats
from fairway.methods.survey.design import Design, Singletons, Stage
from fairway.methods.survey.errors import DesignFaulty, Fault

ROW: Final = "fairway_row"
"""The column that numbers rows where each row is a unit."""

_CENSUS: Final = 1e-7
"""A stratum of which all but this share was sampled has no sampling variance."""


@dataclass(frozen=True, slots=True)
class StageUnits:
    """One stage: U units in H strata; strata of a later stage lie within one unit of the stage before.

    Attributes:
        unit: For each leaf, its unit at this stage; shape (leaves,).
        stratum: For each unit, its stratum; shape (U,), never decreasing.
        sampled: n_h, units sampled per stratum; shape (H,).
        factor: What multiplies Σ (z − z̄)²: Π earlier f · (1 − f_h) · n_h/(n_h − 1), or without the last quotient where
            n_h = 1; shape (H,).
        single: Strata with one sampled unit that is not all there is; shape (H,).
        parent: For each stratum, the unit of the stage before (0 at the first); shape (H,).
        labels: The columns of the file that tell its strata apart.
    """

    unit: Codes
    stratum: Codes
    sampled: Floats
    factor: Floats
    single: Flags
    parent: Codes
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SampledUnits:
    """All units that were sampled, those without a member of any domain too.

    Attributes:
        keys: One row a leaf, in order: the design's unit columns, or the row number.
        stages: The stages that add to the variance: the first, and later ones as far as populations are given.
        fraction: For each leaf, the product of its sampling fractions (1 where none is given); shape (leaves,).
        singletons: The design's rule.
    """

    keys: pl.DataFrame
    stages: tuple[StageUnits, ...]
    fraction: Floats
    singletons: Singletons

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def looks_at_strata(self) -> bool:
        """Whether it matters which strata a measure reaches: some have a single unit, and the rule asks."""
        return self.singletons in ("fail", "average") and any(stage.single.any() for stage in self.stages)

    def stratum_labels(self, stage: int, strata: Codes) -> list[str]:
        """What identifies strata of a stage in the file; for a later stage, the units above them."""
        built = self.stages[stage - 1]
        leaves = np.searchsorted(built.stratum[built.unit], strata)
        if not built.labels:
            return [str(stratum + 1) for stratum in strata]
        return [" · ".join(map(str, row)) for row in self.keys.select(built.labels)[leaves.tolist()].rows()]

    @property
    def leaf_stratum(self) -> Codes:
        """For each leaf, its first-stage stratum; never decreasing."""
        first = self.stages[0]
        stratum: Codes = first.stratum[first.unit]
        return stratum


def sampled_units(drawn: pl.DataFrame, design: Design) -> tuple[SampledUnits, tuple[Fault, ...]]:
    """The units of a design, with the faults of the design that do not prevent estimation.

    Args:
        drawn: The distinct combinations of the design's stratum, unit and population columns that occur in the
            microdata; where each row is a unit, one row each with its number in `ROW`.
        design: The design; one without stages is a sample of rows from one stratum.

    Raises:
        DesignFaulty: With every fault that prevents estimation, counted.
    """
    stages = design.stages or (Stage(None),)
    frame = drawn.with_columns(pl.lit(0, pl.Int32).alias(_unit(0)))
    faults: list[Fault] = []
    for number, stage in enumerate(stages, start=1):
        words = _word_faults(frame, stage)
        if words:
            raise DesignFaulty((*faults, *words))
        frame = _nan_as_null(frame, stage)
        faults += _null_faults(frame, stage)
        frame = _index_stage(frame, stage, number)
        if number == 1 and not design.nest:
            faults += _crossing_faults(frame, stage)
        faults += _population_faults(frame, stage, number)
    if any(fault.fatal for fault in faults):
        raise DesignFaulty(faults)
    frame = frame.sort([_unit(number) for number in range(1, len(stages) + 1)])
    faults += _repeated_faults(frame, stages)
    units = _arrays(frame, design, stages)
    if any(fault.fatal for fault in faults):
        raise DesignFaulty(faults)
    return units, (*faults, *_singleton_faults(units))


def _unit(number: int) -> str:
    return f"fairway_unit_{number}"


def _stratum(number: int) -> str:
    return f"fairway_stratum_{number}"


def _index_stage(frame: pl.DataFrame, stage: Stage, number: int) -> pl.DataFrame:
    within = [_unit(number - 1), *([stage.stratum] if stage.stratum else [])]
    frame = _numbered(frame, within, _stratum(number))
    return _numbered(frame, [_stratum(number), stage.unit or ROW], _unit(number))


def _numbered(frame: pl.DataFrame, keys: list[str], name: str) -> pl.DataFrame:
    distinct = frame.select(keys).unique().sort(keys).with_columns(pl.int_range(pl.len(), dtype=pl.Int32).alias(name))
    return frame.join(distinct, on=keys, how="left", nulls_equal=True, maintain_order="left")


def _word_faults(frame: pl.DataFrame, stage: Stage) -> list[Fault]:
    column = stage.population
    if column is None or frame[column].dtype.is_numeric() or frame[column].dtype == pl.Null:
        return []
    said = f"{column} holds {frame[column].dtype}, not numbers."
    examples = tuple(str(value) for value in frame[column].drop_nulls().unique(maintain_order=True).head(3))
    advice = f"Read {column} as numbers."
    return [Fault("population-not-a-number", len(frame), "units", said, advice, examples=examples)]


def _nan_as_null(frame: pl.DataFrame, stage: Stage) -> pl.DataFrame:
    floats = [name for name in (stage.stratum, stage.unit, stage.population) if name and frame[name].dtype.is_float()]
    return frame.with_columns(pl.col(floats).fill_nan(None)) if floats else frame


def _null_faults(frame: pl.DataFrame, stage: Stage) -> list[Fault]:
    found = []
    for column in (stage.stratum, stage.unit, stage.population):
        nulls = frame[column].null_count() if column else 0
        if nulls:
            found.append(
                Fault(
                    "null-design",
                    nulls,
                    "units",
                    f"{column} is null in {nulls} sampled unit{_s(nulls)}.",
                    f"Fill {column} for every row, or remove the rows and re-weight; a design column is never unknown.",
                )
            )
    return found


def _crossing_faults(frame: pl.DataFrame, stage: Stage) -> list[Fault]:
    if stage.unit is None or stage.stratum is None:
        return []
    strata = frame.group_by(stage.unit).agg(pl.col(stage.stratum).n_unique().alias("strata"))
    crossing = strata.filter(pl.col("strata") > 1)[stage.unit].sort()
    if crossing.is_empty():
        return []
    return [
        Fault(
            "unit-in-two-strata",
            len(crossing),
            "units",
            f"{len(crossing)} unit{_s(len(crossing))} of {stage.unit} occur in two strata of {stage.stratum} or more.",
            "If unit numbers begin anew in every stratum, say `nest: true`; otherwise mend the file.",
            examples=tuple(str(unit) for unit in crossing.head(5)),
        )
    ]


def _population_faults(frame: pl.DataFrame, stage: Stage, number: int) -> list[Fault]:
    if stage.population is None:
        return []
    strata = frame.group_by(_stratum(number)).agg(
        pl.col(stage.population).n_unique().alias("values"),
        pl.col(stage.population).min().cast(pl.Float64).alias("population"),
        pl.col(_unit(number)).n_unique().alias("sampled"),
    )
    whole = pl.col("population") > 1
    mixed = strata.select(whole.any() & (pl.col("population") < 1).any()).item()
    checks = (
        ("population-varies", pl.col("values") > 1, "has more than one value", "Give one value a stratum."),
        ("population-not-positive", pl.col("population") <= 0, "is not positive", "Give N_h > 0, or a fraction."),
        (
            "population-too-small",
            whole & (pl.col("population") < pl.col("sampled")),
            "is smaller than the number of units sampled",
            "N_h counts all units of the stratum, sampled or not; check that it is not a count of persons or a weight.",
        ),
    )
    found = []
    if mixed:
        said = f"{stage.population} of stage {number} holds numbers of units in some strata and fractions in others."
        found.append(Fault("population-mixed", len(strata), "strata", said, "Give N_h everywhere, or f_h everywhere."))
    for kind, wrong, said, advice in checks:
        count = strata.filter(wrong).height
        if count:
            sentence = f"{stage.population} {said} in {count} strat{'a' if count > 1 else 'um'} of stage {number}."
            found.append(Fault(kind, count, "strata", sentence, advice))
    return found


def _repeated_faults(frame: pl.DataFrame, stages: tuple[Stage, ...]) -> list[Fault]:
    repeated = frame.height - frame[_unit(len(stages))].n_unique()
    if not repeated:
        return []
    advice = "Every row of one unit must carry the same stratum and populations."
    return [Fault("unit-contradicts-itself", repeated, "units", f"{repeated} units state two populations.", advice)]


def _arrays(frame: pl.DataFrame, design: Design, stages: tuple[Stage, ...]) -> SampledUnits:
    built = []
    reach = np.ones(len(frame))
    counted = True
    for number, stage in enumerate(stages, start=1):
        unit = frame[_unit(number)].to_numpy()
        first_leaf = np.unique(unit, return_index=True)[1]
        stratum = frame[_stratum(number)].to_numpy()[first_leaf]
        first_unit = np.unique(stratum, return_index=True)[1]
        first = first_leaf[first_unit]
        sampled = np.bincount(stratum).astype(np.float64)
        fraction = _fractions(frame, stage, first, sampled)
        if counted:
            open_share = 1.0 - fraction
            spread = np.where(sampled > 1, sampled / np.maximum(sampled - 1.0, 1.0), 1.0)
            single = (sampled == 1) & (open_share >= _CENSUS)
            factor = np.where(open_share < _CENSUS, 0.0, reach[first] * open_share * spread)
            parent = frame[_unit(number - 1)].to_numpy()[first]
            built.append(StageUnits(unit, stratum, sampled, factor, single, parent, _labels(stages, number)))
        if stage.population is None:
            counted = False
        else:
            reach = reach * fraction[stratum][unit]
    names = [name for name in (*design.unit_columns, ROW) if name in frame.columns]
    return SampledUnits(frame.select(names), tuple(built), reach, design.singletons)


def _labels(stages: tuple[Stage, ...], number: int) -> tuple[str, ...]:
    above = [name for stage in stages[: number - 1] for name in (stage.stratum, stage.unit)]
    named = (*above, stages[number - 1].stratum)
    return tuple(dict.fromkeys(name for name in named if name is not None))


def _fractions(frame: pl.DataFrame, stage: Stage, first: np.ndarray, sampled: Floats) -> Floats:
    if stage.population is None:
        return np.zeros(len(first))
    population = frame[stage.population].cast(pl.Float64).to_numpy()[first]
    return np.asarray(np.where(population <= 1.0, population, sampled / population))


def _singleton_faults(units: SampledUnits) -> list[Fault]:
    found = []
    for number, built in enumerate(units.stages, start=1):
        alone = np.flatnonzero(built.single).astype(np.int32)
        if len(alone) == 0:
            continue
        labels = units.stratum_labels(number, alone[:5])
        count = len(alone)
        strata = "strata" if count > 1 else "stratum"
        said = f"{count} {strata} of stage {number} {'have' if count > 1 else 'has'} one sampled unit"
        advice = (
            "Estimates that reach into them will be refused; choose `singletons`: certainty, adjust or average."
            if units.singletons == "fail"
            else f"The rule “{units.singletons}” applies."
        )
        found.append(
            Fault("single-unit-stratum", count, "strata", f"{said}.", advice, fatal=False, examples=tuple(labels))
        )
    return found


def _s(count: int) -> str:
    return "" if count == 1 else "s"
