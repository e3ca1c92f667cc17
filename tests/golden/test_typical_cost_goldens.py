"""Government against private recruitment as R `survey` compares them in a sample of clusters: to 1e-9."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from fairway.methods.survey.design import Design, Stage
from fairway.recruitment.typical_costs.contrast import Difference, difference, stratified
from fairway.recruitment.typical_costs.tables import PLACE

HERE = Path(__file__).resolve().parent / "typical_costs"
EXPECTED = {row["name"]: row for row in pl.read_csv(HERE / "expected.csv").rows(named=True)}
DESIGN = Design("weight", (Stage("psu", "stratum"),))


@pytest.fixture(scope="module")
def found() -> dict[str, Difference]:
    rows = pl.read_csv(HERE / "workers.csv").with_columns(
        pl.lit("QAT").alias(PLACE), pl.lit("9").alias("occupation"), pl.lit(2023).alias("departure_year")
    )
    ready = stratified(rows)
    made = {arm: difference(ready, DESIGN, "cost", arm) for arm in ("private", "government")}
    return {arm: one for arm, one in made.items() if one is not None}


@pytest.mark.parametrize("standard", ["private", "government"])
def test_the_adjusted_difference_is_that_of_r(found: dict[str, Difference], standard: str) -> None:
    one, wanted = found[standard], EXPECTED[standard]
    assert one.adjusted == pytest.approx(wanted["estimate"], rel=1e-9)
    assert (one.low, one.high) == pytest.approx((wanted["low"], wanted["high"]), rel=1e-9)


def test_the_raw_difference_is_that_of_r(found: dict[str, Difference]) -> None:
    one, wanted = found["private"], EXPECTED["raw"]
    assert one.raw == pytest.approx(wanted["estimate"], rel=1e-9)
    assert (one.raw_low, one.raw_high) == pytest.approx((wanted["low"], wanted["high"]), rel=1e-9)
