"""What a survey is calibrated to, by names of columns: post-stratification, raking, GREG; read from a Polars frame."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

import numpy as np
import polars as pl

from fairway.methods.survey.arrays import Codes, Floats
from fairway.methods.survey.calibration import Calibrated, calibrate
from fairway.methods.survey.calibration_auxiliaries import Auxiliaries, Block, Margin, Numbers
from fairway.methods.survey.calibration_errors import (
    AuxiliaryUnknown,
    CalibrationMisstated,
    CategoriesDisagree,
    MarginsDisagree,
)
from fairway.methods.survey.distances import Bounds, DistanceName
from fairway.methods.survey.errors import SurveyColumnMissing

Columns: TypeAlias = str | tuple[str, ...]
CategoryTotals: TypeAlias = Mapping[Hashable, float]
Totals: TypeAlias = Mapping[Columns, float | CategoryTotals]

# Published margins agree to their last digit or they do not describe one population.
_SAME: Final = 1e-9
SIZE: Final = "(population)"


@dataclass(frozen=True, slots=True)
class PostStratification:
    """Weights that meet the population size of each post-stratum.

    Attributes:
        columns: The column, or the columns whose crossing makes the post-strata.
        totals: The population of each; keyed by the value, or by the tuple of values.
    """

    columns: Columns
    totals: CategoryTotals


@dataclass(frozen=True, slots=True)
class Raking:
    """Weights that meet several margins at once, with the distance F = exp (iterative proportional fitting).

    Attributes:
        margins: {column, or tuple of columns: {category: population}}.
        scaled: Scale all margins to the grand total of the first instead of refusing those that disagree.
    """

    margins: Mapping[Columns, CategoryTotals]
    scaled: bool = False


@dataclass(frozen=True, slots=True)
class Greg:
    """Generalised regression weights, or with another distance its bounded and positive kin.

    Attributes:
        totals: {numeric column: total} and {categorical column or columns: {category: population}}.
        size: The population size, if it is an auxiliary of its own (R's intercept).
        distance: `linear`, `raking`, `logit` or `linear-bounded`.
        bounds: (L, U) of g for the last two.
        variance: A column with the residual variance of each row, up to a factor: q = 1 / variance.
        scaled: As for raking.
    """

    totals: Totals
    size: float | None = None
    distance: DistanceName = "linear"
    bounds: Bounds | None = None
    variance: str | None = None
    scaled: bool = field(default=False)


Calibration: TypeAlias = PostStratification | Raking | Greg


def calibrate_to(
    calibration: Calibration, frame: pl.DataFrame, design_weights: Floats, *, tolerance: float = 1e-10
) -> Calibrated:
    """Calibrate the weights of a frame.

    Args:
        calibration: What to calibrate to.
        frame: The microdata, n rows.
        design_weights: f64[n]. Rows with weight 0 keep it, and do not make a category present.
        tolerance: As for `calibrate`.

    Returns:
        The calibrated weights.

    Raises:
        AuxiliaryUnknown: A calibration variable is null or NaN.
        CategoriesDisagree: Sample and totals do not have the same categories.
        MarginsDisagree: The margins do not count the same population.
        NoCalibration: The totals cannot be met.
    """
    greg = _as_greg(calibration)
    auxiliaries, totals = auxiliary_matrix(frame, greg.totals, design_weights, size=greg.size, scaled=greg.scaled)
    q = None if greg.variance is None else 1.0 / _numbers(frame, (greg.variance,))[:, 0]
    return calibrate(
        design_weights,
        auxiliaries,
        totals,
        distance=greg.distance,
        bounds=greg.bounds,
        q=q,
        tolerance=tolerance,
    )


def _as_greg(calibration: Calibration) -> Greg:
    match calibration:
        case PostStratification(columns, totals):
            return Greg({columns: totals}, distance="raking")
        case Raking(margins, scaled):
            return Greg(dict(margins), distance="raking", scaled=scaled)
    return calibration


def columns_of(calibration: Calibration) -> tuple[str, ...]:
    """The columns of the microdata that a calibration reads, each once."""
    greg = _as_greg(calibration)
    named = [name for term in greg.totals for name in _named(term)]
    return tuple(dict.fromkeys([*named, *([greg.variance] if greg.variance else [])]))


def auxiliary_matrix(
    frame: pl.DataFrame, totals: Totals, weights: Floats, *, size: float | None = None, scaled: bool = False
) -> tuple[Auxiliaries, Floats]:
    """The auxiliaries of a frame with their totals.

    Args:
        frame: The microdata, n rows.
        totals: {numeric column: total} and {categorical column or columns: {category: population}}.
        weights: f64[n]; a category whose rows all have weight 0 counts as absent.
        size: The population size, as an auxiliary of its own.
        scaled: Scale margins that disagree to the first.

    Returns:
        X by blocks, and t, f64[p]. A category with neither sample nor total has no column.

    Raises:
        AuxiliaryUnknown: A column has nulls or NaN.
        CategoriesDisagree: A category is on one side only.
        MarginsDisagree: The grand totals differ and `scaled` is False.
    """
    _known(frame, tuple(dict.fromkeys(name for term in totals for name in _named(term))))
    wanted = _agreeing({t: dict(v) for t, v in totals.items() if isinstance(v, Mapping)}, size, scaled=scaled)
    blocks: list[Block] = []
    targets: list[float] = []
    for term, categories in wanted.items():
        margin, sums = _margin(frame, term, categories, weights)
        blocks.append(margin)
        targets += sums
    numeric = {_named(term)[0]: float(total) for term, total in totals.items() if not isinstance(total, Mapping)}
    if size is not None:
        blocks.append(Numbers(np.ones((frame.height, 1)), (SIZE,)))
        targets.append(size)
    if numeric:
        blocks.append(Numbers(_numbers(frame, tuple(numeric)), tuple(numeric)))
        targets += numeric.values()
    if not blocks:
        raise CalibrationMisstated("The calibration names no totals.", advice="Give at least one column with totals.")
    return Auxiliaries(tuple(blocks)), np.asarray(targets, np.float64)


def _named(term: Columns) -> tuple[str, ...]:
    return (term,) if isinstance(term, str) else tuple(term)


def _known(frame: pl.DataFrame, columns: tuple[str, ...]) -> None:
    missing = [column for column in columns if column not in frame.columns]
    if missing:
        raise SurveyColumnMissing(missing, frame.columns)
    unknown = {column: frame[column].null_count() for column in columns}
    for column in columns:
        if frame[column].dtype.is_float():
            unknown[column] += int(frame[column].is_nan().sum())
    if any(unknown.values()):
        raise AuxiliaryUnknown({column: count for column, count in unknown.items() if count}, frame.height)


def _agreeing(
    margins: dict[Columns, dict[Hashable, float]], size: float | None, *, scaled: bool
) -> dict[Columns, dict[Hashable, float]]:
    sums = {" × ".join(_named(term)): float(sum(margin.values())) for term, margin in margins.items()}
    if size is not None:
        sums = {SIZE: size, **sums}
    if len(sums) < 2:
        return margins
    first = next(iter(sums.values()))
    if scaled:
        return {
            term: {category: total * (first / sum(margin.values())) for category, total in margin.items()}
            for term, margin in margins.items()
        }
    if max(sums.values()) - min(sums.values()) > _SAME * abs(first):
        raise MarginsDisagree(sums)
    return margins


def _margin(
    frame: pl.DataFrame, term: Columns, totals: Mapping[Hashable, float], weights: Floats
) -> tuple[Margin, list[float]]:
    columns = _named(term)
    called = " × ".join(columns)
    codes, found = _coded(frame, columns)
    present = np.bincount(codes, weights=weights, minlength=len(found)) > 0
    with_total = {category for category, total in totals.items() if total > 0}
    only_sample = [value for value, here in zip(found, present, strict=True) if here and value not in with_total]
    sampled = {value for value, here in zip(found, present, strict=True) if here}
    only_totals = [category for category in totals if category in with_total and category not in sampled]
    if only_sample or only_totals:
        raise CategoriesDisagree(called, only_sample=only_sample, only_totals=only_totals)
    # Categories whose rows all have weight 0 keep a column, of total 0: their rows stay at 0.
    names = tuple(
        f"{called}={value if not isinstance(value, tuple) else ', '.join(map(str, value))}" for value in found
    )
    return Margin(codes, names), [float(totals.get(value, 0.0)) for value in found]


def _coded(frame: pl.DataFrame, columns: tuple[str, ...]) -> tuple[Codes, list[Hashable]]:
    """The category of each row, and the categories: values, or tuples of values where columns are crossed."""
    distinct = frame.select(columns).unique().sort(columns)
    found: list[Hashable] = [row if len(columns) > 1 else row[0] for row in distinct.rows()]
    numbered = distinct.with_columns(pl.Series("(code)", np.arange(distinct.height, dtype=np.int32)))
    joined = frame.select(columns).join(numbered, on=list(columns), how="left", maintain_order="left")
    return joined["(code)"].to_numpy(), found


def _numbers(frame: pl.DataFrame, columns: tuple[str, ...]) -> Floats:
    _known(frame, columns)
    words = [name for name in columns if not (frame[name].dtype.is_numeric() or frame[name].dtype == pl.Boolean)]
    if words:
        raise CalibrationMisstated(
            f"{', '.join(words)} has one total but is not numeric.", advice="Give a total for each of its categories."
        )
    return np.stack([frame[name].cast(pl.Float64).to_numpy() for name in columns], axis=1)
