"""The exact recruitment cost indicator of a simulated population, computed apart from `recruitment.costs`.

The rules are those of SDG 10.7.1 as `Method(earnings="net")` has them by default: employees who went abroad to work,
first job within 36 months, a stay of 12 months or more; interest not counted, informal payments counted; net earnings.
Source: UNSD, SDG indicator metadata 10.7.1 (2022-05-18).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import polars as pl

from fairway.methods.counted_draws import Floats
from fairway.recruitment.simulation import Recruited

RECENT_MONTHS: Final = 36
STAY_MONTHS: Final = 12
NOT_COUNTED: Final = ("interest",)


def costs_and_earnings(found: Recruited, reference_month: str) -> pl.DataFrame:
    """Who counts, with cost C and earnings E in US dollars: `person`, `origin`, `destination`, `sex`, `cost`, `earned`.

    Args:
        found: Of a population, or a sample, in which nothing is missing.
        reference_month: `2024-05`.
    """
    rates = found.rates.select("currency", "month", "rate")
    one = pl.DataFrame({"currency": ["USD"], "rate": [1.0]}).join(rates.select("month").unique(), how="cross")
    rates = pl.concat([rates, one.select("currency", "month", "rate")])
    counted = found.items.filter(~pl.col("item").is_in(NOT_COUNTED))
    counted = counted.join(rates, on=["currency", "month"], how="left").join(
        rates.rename({"currency": "reimbursed_currency", "month": "reimbursed_month", "rate": "back"}),
        on=["reimbursed_currency", "reimbursed_month"],
        how="left",
    )
    net = pl.col("amount") / pl.col("rate") - (pl.col("reimbursed") / pl.col("back")).fill_null(0.0)
    cost = counted.group_by("person").agg(net.clip(lower_bound=0.0).sum().alias("cost"))
    withheld = found.items.filter(pl.col("item") == "deduction").select(
        "person", pl.col("month").alias("earnings_month"), pl.col("amount").alias("withheld")
    )
    money = rates.rename({"currency": "earnings_currency", "month": "earnings_month"})
    paid_out = pl.when(pl.col("earnings_basis") == "take_home").then(pl.col("withheld").fill_null(0.0)).otherwise(0.0)
    oldest = int(reference_month[:4]) * 12 + int(reference_month[5:7]) - RECENT_MONTHS
    first = pl.col("first_job_month").str.slice(0, 4).cast(pl.Int32) * 12
    first = first + pl.col("first_job_month").str.slice(5, 2).cast(pl.Int32)
    return (
        found.workers.filter(
            (pl.col("status") == "employee")
            & (pl.col("reason") == "work")
            & (first >= oldest)
            & (pl.col("stay_months") >= STAY_MONTHS)
        )
        .join(cost, on="person", how="left", maintain_order="left")
        .join(withheld, on=["person", "earnings_month"], how="left", maintain_order="left")
        .join(money, on=["earnings_currency", "earnings_month"], how="left", maintain_order="left")
        .with_columns(pl.col("cost").fill_null(0.0), ((pl.col("earnings") + paid_out) / pl.col("rate")).alias("earned"))
    )


def truth_of_costs(found: Recruited, *, country: str, reference_month: str) -> dict[str, float]:
    """The value of each measure: of the workers who returned to the country, and of those who came to it.

    Args:
        found: The whole population.
        country: Of the survey, ISO 3166-1 alpha-3.
        reference_month: `2024-05`.

    Returns:
        A name in words → months of earnings, US dollars, or a share.
    """
    counted = costs_and_earnings(found, reference_month)
    told = {}
    for role, who in (("origin", "returned"), ("destination", "arrived")):
        inside = counted.filter(pl.col(role) == country)
        for name, value in _measures(inside["cost"].to_numpy(), inside["earned"].to_numpy()):
            told[f"{name}, {who}"] = value
    return told


def _measures(cost: Floats, earned: Floats) -> Iterator[tuple[str, float]]:
    yield "workers who count", float(len(cost))
    if not len(cost):
        return
    ratio, pays = cost / earned, cost > 0
    yield "workers who paid nothing", float(1.0 - pays.mean())
    yield "mean cost", float(cost.mean())
    yield "mean earnings", float(earned.mean())
    for label, kept in (("", np.ones(len(cost), dtype=np.bool_)), (" of payers", pays)):
        if not kept.any():
            continue
        ordered = np.sort(ratio[kept])
        yield f"mean of cost to earnings{label}", float(ordered.mean())
        for share, title in ((0.5, "median of cost to earnings"), (0.8, "cost to earnings exceeded by a fifth")):
            yield f"{title}{label}", float(ordered[max(int(np.ceil(share * len(ordered) - 1e-9)), 1) - 1])
        yield f"total cost per total earnings{label}", float(cost[kept].sum() / earned[kept].sum())
