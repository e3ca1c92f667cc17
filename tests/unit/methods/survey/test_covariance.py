"""Covariances between domains: what a difference has for its variance, and what sums must have."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from fairway.methods.survey.calibration_specs import Raking
from fairway.methods.survey.contrasts import Difference
from fairway.methods.survey.design import Design, Stage
from fairway.methods.survey.errors import MeasureMisstated, SingleUnitStratum
from fairway.methods.survey.measures import Mean, Proportion, Total
from fairway.warehouse.surveys import Survey, open_survey

STAGES = (Stage("psu", "stratum", "psus"), Stage("household", None, "households"))


def persons(count: int = 600) -> pl.DataFrame:
    random = np.random.default_rng(11)
    psu = np.sort(random.integers(0, 40, count))
    return pl.DataFrame(
        {
            "psu": psu,
            "stratum": psu // 8,
            "psus": 50 + psu // 8,
            "household": random.integers(0, 6, count),
            "households": np.full(count, 30),
            "weight": random.uniform(1, 9, count),
            "sex": random.integers(1, 3, count),
            "region": random.integers(1, 4, count),
            "earn": random.gamma(2.0, 50.0, count) + psu,
        }
    )


def survey(singletons: str = "certainty") -> Survey:
    return open_survey(persons(), Design("weight", STAGES, singletons))


@pytest.mark.parametrize("measure", [Total("earn"), Mean("earn"), Proportion("region", 2)])
@pytest.mark.parametrize("calibrated", [False, True])
def test_the_diagonal_is_the_variance_and_contrasts_are_differences(measure, calibrated) -> None:
    asked = survey()
    if calibrated:
        asked = asked.calibrated(Raking({"sex": {1: 1500.0, 2: 1400.0}, "region": {1: 900.0, 2: 1000.0, 3: 1000.0}}))
    found = asked.covariance(measure, by=["sex", "region"])
    table = asked.estimate([measure], by=["sex", "region"]).frame
    assert np.sqrt(np.diag(found.matrix)) == pytest.approx(table["se"].to_list(), rel=1e-9, abs=1e-9)
    difference = asked.estimate([Difference(measure, "sex", 1, 2)], by=["sex", "region"]).frame
    for row in difference.iter_rows(named=True):
        estimate, se = found.contrast({(1, row["region"]): 1.0, (2, row["region"]): -1.0})
        assert (estimate, se) == pytest.approx((row["estimate"], row["se"]), rel=1e-8, abs=1e-8)


def test_all_domains_together_vary_as_the_total() -> None:
    found = survey().covariance(Total("earn"), by=["sex", "region"])
    (row,) = survey().estimate([Total("earn")]).frame.to_dicts()
    every = dict.fromkeys(found.domains.rows(), 1.0)
    assert found.contrast(every) == pytest.approx((row["estimate"], row["se"]), rel=1e-10)


def test_what_has_no_covariance_is_refused() -> None:
    with pytest.raises(MeasureMisstated, match="equals"):
        survey().covariance(Proportion("region"), by=["sex"])
    with pytest.raises(MeasureMisstated, match="no estimate"):
        survey().covariance(Mean("earn"), by=["sex"]).contrast({(1,): 1.0, (7,): -1.0})
    alone = persons().with_columns(stratum=pl.when(pl.col("psu") == 0).then(99).otherwise("stratum"))
    with pytest.raises(SingleUnitStratum):
        open_survey(alone, Design("weight", (Stage("psu", "stratum"),))).covariance(Mean("earn"), by=["sex"])
    with pytest.raises(MeasureMisstated, match="average"):
        open_survey(alone, Design("weight", (Stage("psu", "stratum"),), "average")).covariance(Total(), by=["sex"])


def test_adjust_takes_the_single_unit_as_it_is() -> None:
    alone = persons().with_columns(stratum=pl.when(pl.col("psu") == 0).then(99).otherwise("stratum"))
    asked = open_survey(alone, Design("weight", (Stage("psu", "stratum"),), "adjust"))
    found = asked.covariance(Total("earn"), by=["sex"])
    table = asked.estimate([Total("earn")], by=["sex"]).frame
    assert np.sqrt(np.diag(found.matrix)) == pytest.approx(table["se"].to_list(), rel=1e-10)
