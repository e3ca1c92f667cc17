"""Replicates of a calibrated survey: each replicate's weights are calibrated to the same totals as the survey's own."""

from __future__ import annotations

from typing import Final

import polars as pl

from fairway.methods.survey.arrays import Floats
from fairway.methods.survey.calibration_errors import CalibrationMisstated
from fairway.methods.survey.calibration_specs import Calibration, calibrate_to, columns_of
from fairway.methods.survey.design import Design, Replication
from fairway.methods.survey.replicate_made import made_replicates
from fairway.methods.survey.replicate_making import ReplicateMethod
from fairway.methods.survey.units import SampledUnits
from fairway.warehouse.surveys.memory import MemoryGrouping

_MOST_WEIGHTS: Final = 1 << 27
_WEIGHT: Final = "fairway_weight"


def recalibrated(
    grouping: MemoryGrouping, units: SampledUnits, calibration: Calibration, method: ReplicateMethod
) -> tuple[MemoryGrouping, Design]:
    """The microdata with calibrated weights and calibrated replicate weights, and the design that names them.

    Source: Valliant (1993), JASA 88: replicates estimate the variance of a calibrated estimator only if each is
    calibrated.

    Args:
        grouping: The microdata, not calibrated.
        units: The sampled units.
        calibration: What every set of weights is calibrated to.
        method: The replicates.

    Raises:
        CalibrationMisstated: There are too many weights to hold.
        NoCalibration and its kin: Some replicate cannot meet the totals.
    """
    made = made_replicates(method, units)
    weight, leaf = grouping.rows_by_unit()
    if len(weight) * len(made) > _MOST_WEIGHTS:
        raise CalibrationMisstated(
            f"{len(made):,} replicates of {len(weight):,} calibrated weights are too many to hold.",
            advice="Leave `replicate` out: the residuals give the variance. Or take fewer replicates.",
        )
    auxiliaries = grouping.frame_by_unit(columns_of(calibration))
    rows = made.rows_of(leaf)
    replicates: dict[str, Floats] = {}
    for block in made.blocks():
        for multiplier in block.T:
            weights = calibrate_to(calibration, auxiliaries, weight * multiplier[rows]).weights
            replicates[f"fairway_replicate_{len(replicates) + 1}"] = weights
    calibrated = calibrate_to(calibration, auxiliaries, weight).weights
    columns = [pl.Series(_WEIGHT, calibrated), *(pl.Series(name, known) for name, known in replicates.items())]
    frame = grouping.frame_by_unit(tuple(grouping.columns)).with_columns(columns)
    factors = made.factors
    rscales = tuple(factors.rscales.tolist())
    replication = Replication("other", tuple(replicates), factors.scale, rscales, centre=factors.centre)
    return MemoryGrouping(frame), Design(_WEIGHT, replication=replication)
