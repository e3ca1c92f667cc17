"""The workers of a survey with the recruitment cost module, as the frame of typical costs."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from fairway.methods.survey.design import Design
from fairway.recruitment.costs.frames import item_titles
from fairway.recruitment.costs.months import PATTERN
from fairway.recruitment.costs.personal import Personal
from fairway.recruitment.typical_costs.channels import channel_of, sector_of
from fairway.recruitment.typical_costs.frames import SCHEMA, CostFrame, corridor_unknown, framed, with_reasons


def surveyed(
    dollars: Personal,
    national: Personal | None,
    *,
    design: Design | None = None,
) -> CostFrame:
    """The workers who count, by the rules of SDG 10.7.1, with the channel that their answers tell.

    Args:
        dollars: Costs in US dollars, as `personal_costs` gives them of the workers of `recruitment.modules.derive`, or
            of any other survey; `recruiter` and `job_found`, where they are there, tell the channel.
        national: The same in the currency of the country of the survey; None: figures in dollars alone.
        design: Of the survey; its columns are kept, and its weight is the weight. Without: weight 1.
    """
    people = dollars.persons.with_row_index("(row)", offset=1)
    own = pl.lit(None, pl.Float64) if national is None else national.persons["cost"].alias("cost_national")
    columns = () if design is None else design.columns
    items = [code for code in item_titles() if f"item_{code}" in people.columns]
    asked = [name for name in ("recruiter", "job_found") if name in people.columns]
    left = pl.coalesce("departure_month", "arrival_month", "first_job_month").str.extract(PATTERN, 1)
    weight = pl.lit(1.0) if design is None or design.weight is None else pl.col(design.weight).cast(pl.Float64)
    made = people.with_columns(
        pl.col("person").alias("worker"),
        sector_of("industry", "occupation").alias("sector"),
        channel_of(*asked).alias("channel"),
        # No household survey asks for the agency's name.
        pl.lit(None, pl.String).alias("agency"),
        left.cast(pl.Int32).alias("departure_year"),
        own.alias("cost_national"),
        weight.alias("weight"),
        pl.lit("survey").alias("source"),
        *((pl.col(f"item_{code}") > 0).cast(pl.Float64).alias(f"paid_{code}") for code in items),
    ).with_columns(pl.col("occupation").str.slice(0, 1))
    lacking = national is not None
    faults = [
        ("no_corridor", pl.col("reason_out").is_null() & corridor_unknown()),
        ("no_rate", pl.col("reason_out").is_null() & pl.lit(lacking) & pl.col("cost_national").is_null()),
    ]
    reasons = with_reasons(made, faults)
    kept = [*SCHEMA, *(f"{kind}_{code}" for kind in ("item", "paid") for code in items), *columns]
    both = made["reason_out"].zip_with(made["reason_out"].is_not_null(), reasons)
    found = framed(made.select("(row)", *dict.fromkeys(kept)), both, {}, dollars.rates_used)
    return found if design is None else replace(found, others=made.filter(both.is_not_null()).select(columns))
