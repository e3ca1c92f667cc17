"""Recruitment costs as R `survey` computes them from the same invented workers: figures, errors, limits, to 1e-10."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from fairway.methods.survey.design import Design, Stage
from fairway.recruitment.costs.estimating import estimate_costs
from fairway.recruitment.costs.method import Coverage, Method
from fairway.recruitment.costs.personal import Personal, personal_costs
from fairway.recruitment.costs.rates import Rates
from fairway.warehouse.surveys.specification import Protection, StatedSource

HERE = Path(__file__).resolve().parent / "recruitment_costs"
CLOSE = 1e-10
METHOD = Method("net", n_min=1)
EXPECTED = pl.read_csv(HERE / "expected.csv").rows(named=True)


@cache
def personal() -> Personal:
    workers = pl.read_csv(HERE / "workers.csv").with_columns(pl.lit("NPL").alias("origin"))
    rates = Rates.of(pl.read_csv(HERE / "rates.csv"), base="USD", window_months=0, source="invented")
    items = pl.read_csv(HERE / "items.csv")
    return personal_costs(workers, items, rates, coverage=Coverage("NPL", "origin", "2023-12"), method=METHOD)


@cache
def results() -> pl.DataFrame:
    return estimate_costs(
        personal(),
        design=Design("weight", (Stage("psu", "stratum"),)),
        method=METHOD,
        role="origin",
        source=StatedSource("nobody", "invented", "2023", "CC0 1.0"),
        title="Golden",
        by=[("sex",)],
        protection=Protection("none", reason="invented workers"),
    ).frame


@pytest.mark.parametrize(
    "wanted", EXPECTED, ids=lambda one: f"{one['indicator']}-{one['universe']}-{one['sex'] or 'all'}"
)
def test_as_r_computes_it(wanted: dict[str, Any]) -> None:
    indicator = wanted["indicator"] + ("_PAYERS" if wanted["universe"] == "payers" else "")
    sex = f"SEX_{wanted['sex']}" if wanted["sex"] else None
    found = results().filter(
        pl.col("indicator") == indicator, pl.col("SEX").eq_missing(pl.lit(sex)), pl.col("ITEM").is_null()
    )
    row = found.row(0, named=True)
    assert len(found) == 1
    assert row["n"] == wanted["n"]
    for name in ("estimate", "se", "low", "high"):
        assert row[name] == pytest.approx(wanted[name], rel=CLOSE), name


def test_the_exclusions_are_counted() -> None:
    workers = pl.read_csv(HERE / "workers.csv")
    counts = dict(personal().excluded.rows())
    assert counts["not_employee"] == (workers["status"] != "employee").sum()
    assert counts["not_for_work"] == ((workers["status"] == "employee") & (workers["reason"] != "work")).sum()
    assert personal().eligible == next(one["n"] for one in EXPECTED if one["universe"] == "all" and not one["sex"])


def test_items_add_up_to_the_whole_cost() -> None:
    shares = results().filter(pl.col("indicator") == "COST_SHARE")["estimate"].sum()
    means = results().filter(pl.col("indicator") == "COST_MEAN", pl.col("ITEM").is_not_null())["estimate"].sum()
    whole = results().filter(pl.col("indicator") == "COST_MEAN", pl.all_horizontal(pl.col("SEX", "ITEM").is_null()))
    assert shares == pytest.approx(100.0, rel=CLOSE)
    assert means == pytest.approx(whole["estimate"][0], rel=CLOSE)
