"""How much is known of the variance of a difference."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from fairway.methods.survey import Design, Difference, Jackknife, Mean, Proportion, Stage
from fairway.methods.survey.degrees_of_freedom import of_difference
from fairway.methods.survey.intervals import t_quantile
from fairway.warehouse.surveys import open_survey
from tests.unit.methods.survey.test_covariance import persons

NAN = float("nan")


@pytest.mark.parametrize(
    ("together", "first", "second", "expected"),
    [
        (80.0, (9.0, 7.0), (1.0, 73.0), 100 / (81 / 7 + 1 / 73)),
        (80.0, (1.0, 73.0), (9.0, 7.0), 100 / (81 / 7 + 1 / 73)),
        (80.0, (1.0, 40.0), (1.0, 40.0), 80.0),
        (60.0, (1.0, 40.0), (1.0, 40.0), 60.0),  # they share units: never more than both have
        (80.0, (0.0, 7.0), (1.0, 73.0), 73.0),
        (80.0, (1.0, 7.0), (0.0, 73.0), 7.0),
        (80.0, (0.0, 7.0), (0.0, 73.0), 80.0),
        (80.0, (1.0, 7.0), (1.0, 7.0), 14.0),
        (80.0, (1.0, 0.0), (1.0, 73.0), 0.0),  # where a side has none, the difference has none
        (80.0, (NAN, 7.0), (1.0, 73.0), 7.0),
        (80.0, (1e200, 7.0), (1e200, 7.0), 14.0),
    ],
)
def test_satterthwaite(
    together: float, first: tuple[float, float], second: tuple[float, float], expected: float
) -> None:
    sides = [(np.array([variance]), np.array([df])) for variance, df in (first, second)]
    assert of_difference(np.array([together]), sides).tolist() == pytest.approx([expected])


FEW = persons().with_columns(few=((pl.col("psu") < 9) & (pl.col("household") == 0)).cast(pl.Int8))
DESIGN = Design("weight", (Stage("psu", "stratum"),))


@pytest.mark.parametrize("measure", [Mean("earn"), Proportion("region", 2)])
def test_a_difference_knows_little_more_than_its_small_side(measure: Mean | Proportion) -> None:
    with open_survey(FEW, DESIGN) as survey:
        frame = survey.estimate([measure, Difference(measure, "few", 0, 1)], by=["few"]).frame
    many, few, less = (frame.row(at, named=True) for at in range(3))
    variances = [(one["se"] ** 2, one["df"]) for one in (many, few)]
    expected = sum(one for one, _ in variances) ** 2 / sum(one * one / df for one, df in variances)
    assert few["df"] < less["df"] < many["df"]
    assert less["df"] == pytest.approx(expected)
    reach = t_quantile(np.array([expected]), 0.95)[0] * less["se"]
    assert less["high"] - less["estimate"] == pytest.approx(reach)


def test_replicates_keep_their_rank() -> None:
    with open_survey(FEW, DESIGN) as survey:
        asked = [Difference(Mean("earn"), "few", 0, 1)]
        found = survey.estimate(asked, by=["few"], replicate=Jackknife()).frame
        together = survey.estimate([Mean("earn")]).frame
    assert found["df"].item() == together["df"].item()
