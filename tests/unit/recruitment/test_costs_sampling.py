"""The sampled units in which nobody is a worker stand in the design, and in no figure."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import polars as pl
import pytest

from fairway.methods.survey import Design, Is, Mean, MeanOfRatios, Quantile, Stage, Total
from fairway.methods.survey.errors import SingleUnitStratum
from fairway.recruitment.costs.errors import CostsMisshapen
from fairway.recruitment.costs.estimating import CostEstimates, estimate_costs
from fairway.recruitment.costs.method import Coverage, Method
from fairway.recruitment.costs.personal import Personal, personal_costs
from fairway.recruitment.costs.rates import Rates
from fairway.recruitment.costs.sampling import unreached
from fairway.warehouse.surveys.opening import open_survey
from fairway.warehouse.surveys.specification import Protection, StatedSource

AREAS, PERSONS = 40, 12
CLUSTERED = Design("weight", (Stage("psu", "stratum"),))
CORRECTED = Design("weight", (Stage("psu", "stratum", "areas"), Stage("household", None, "households")))
ELEMENTS = Design("weight", (Stage(None, "stratum"),))
RATES = Rates.of(pl.DataFrame({"currency": ["NPR"], "month": ["2023"], "rate": [100.0]}), base="USD", window_months=0,
                 source="invented")  # fmt: skip


def persons() -> pl.DataFrame:
    """A sample of persons; in some areas nobody is a worker, and in one stratum only one area has any."""
    draw = np.random.default_rng(11)
    size = AREAS * PERSONS
    area = np.repeat(np.arange(AREAS), PERSONS)
    found = pl.DataFrame(
        {
            "person": np.arange(size),
            "weight": draw.uniform(50, 150, size).round(1),
            "stratum": area // 8,
            "psu": area,
            "household": np.arange(size) // 4,
            "areas": 80,
            "households": 30,
            "pays": draw.lognormal(5, 0.6, size).round(),
            "earnings": draw.lognormal(6, 0.3, size).round(),
        }
    )
    reached = (pl.col("psu") % 3 != 0) & ((pl.col("stratum") != 4) | (pl.col("psu") == 34))
    return found.with_columns(worker=reached & (pl.col("person") % 2 == 0))


def personal(everybody: pl.DataFrame) -> Personal:
    workers = everybody.filter("worker").drop("worker")
    fixed = {"status": "employee", "reason": "work", "origin": "NPL", "destination": "QAT", "first_job_month": "2023",
             "stay_months": 24, "paid": "yes", "earnings_currency": "USD", "earnings_basis": "net"}  # fmt: skip
    items = workers.select("person", pl.lit("F1").alias("item"), (pl.col("pays") * 100).alias("amount"),
                           pl.lit("NPR").alias("currency"), pl.lit("2023").alias("month"))  # fmt: skip
    workers = workers.drop("pays").with_columns(**{name: pl.lit(one) for name, one in fixed.items()})
    return personal_costs(workers, items, RATES, coverage=Coverage("NPL", "origin", "2024-05"), method=Method("net"))


def estimates(design: Design, sample: pl.DataFrame | None, found: Personal) -> CostEstimates:
    return estimate_costs(
        found,
        design=design,
        method=Method("net"),
        role="origin",
        source=StatedSource("p", "s", "2024", "CC0 1.0"),
        title="t",
        by=(),
        protection=Protection("none", (), "a test"),
        sample=sample,
    )


@pytest.mark.parametrize("design", [CLUSTERED, CORRECTED, ELEMENTS])
@pytest.mark.parametrize("of_units", [True, False])
def test_errors_are_those_of_the_file_of_persons(design: Design, of_units: bool) -> None:
    everybody = persons()
    found = personal(everybody)
    drawn = everybody.select("person", "stratum", "psu", "household", "areas", "households")
    if of_units and not design.each_row_a_unit:
        drawn = drawn.drop("person").unique()
    made = estimates(design, unreached(drawn, found.persons, design, "sample.csv"), found).frame
    whole = everybody.with_columns(
        pl.when("worker").then("pays").alias("cost"),
        pl.when("worker").then("earnings").alias("earned"),
        pl.when("worker").then(pl.col("pays") / pl.col("earnings")).alias("ratio"),
    )
    measures: dict[str, Any] = {
        "RCI_MEAN": MeanOfRatios("cost", "earned"),
        "RCI_MEDIAN": Quantile("ratio", 0.5),
        "COST_MEAN": Mean("cost"),
        "WORKERS_NB": Total(),
    }
    with open_survey(whole, design) as survey:
        wanted = survey.estimate(list(measures.values()), where=[Is("worker", (True,))]).frame
    ours = {row["indicator"]: row for row in made.filter(pl.col("ITEM").is_null()).to_dicts()}
    for name, row in zip(measures, wanted.to_dicts(), strict=True):
        for number in ("estimate", "se", "low", "high", "n"):
            assert ours[name][number] == pytest.approx(row[number], rel=1e-10), (name, number)
        # Everybody paid: the figures of payers have the same design.
        assert ours[f"{name}_PAYERS"]["se"] == pytest.approx(row["se"], rel=1e-10)


def test_the_workers_alone_claim_too_much() -> None:
    everybody = persons()
    found = personal(everybody)
    with pytest.raises(SingleUnitStratum):
        estimates(CLUSTERED, None, found)
    lenient = replace(CLUSTERED, singletons="certainty")
    sample = unreached(everybody.select("stratum", "psu"), found.persons, lenient, "sample.csv")

    def error(drawn: pl.DataFrame | None) -> Any:
        frame = estimates(lenient, drawn, found).frame
        return frame.filter(pl.col("indicator") == "WORKERS_NB")["se"].item()

    assert error(None) < 0.8 * error(sample)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda drawn: drawn.drop("stratum"), "sample.csv has no column stratum"),
        (
            lambda drawn: drawn.filter(pl.col("psu") != 34),
            "Workers live in 1 units that sample.csv does not list: .*34",
        ),
        (lambda drawn: drawn.with_columns(psu=pl.lit(None, pl.Int64)), "5 units in sample.csv lack stratum or psu"),
        (lambda drawn: drawn.with_columns(psu=pl.lit("area ") + pl.col("psu").cast(pl.String)), "written differently"),
    ],
)
def test_a_sample_that_does_not_fit_is_refused(change: Any, said: str) -> None:
    everybody = persons()
    with pytest.raises(CostsMisshapen, match=said):
        unreached(change(everybody.select("stratum", "psu")), personal(everybody).persons, CLUSTERED, "sample.csv")
