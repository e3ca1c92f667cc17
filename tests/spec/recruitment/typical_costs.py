"""Typical recruitment costs: a worked comparison of channels, and the page that prints it."""

from __future__ import annotations

from typing import Final

import polars as pl

from fairway.methods.survey.design import Design, Stage
from fairway.recruitment.typical_costs.contrast import Difference, difference, stratified
from fairway.recruitment.typical_costs.naming import CAVEATS
from fairway.recruitment.typical_costs.rules import in_words
from fairway.recruitment.typical_costs.tables import PLACE

PRIVATE: Final = {"construction": (900.0, 1000.0, 1100.0, 1000.0, 1000.0, 1000.0), "care": (2900.0, 3100.0)}
GOVERNMENT: Final = {"construction": (600.0, 800.0), "care": (2500.0, 2700.0, 2600.0, 2600.0, 2600.0, 2600.0)}


def compared() -> dict[str, Difference]:
    """The differences with the mix of either channel."""
    rows = [
        (sector, channel, cost)
        for channel, sectors in (("private", PRIVATE), ("government", GOVERNMENT))
        for sector, costs in sectors.items()
        for cost in costs
    ]
    frame = pl.DataFrame(rows, schema=["sector", "channel", "cost"], orient="row").with_columns(
        pl.lit("QAT").alias(PLACE),
        pl.lit("9").alias("occupation"),
        pl.lit("M").alias("sex"),
        pl.lit(2023).alias("departure_year"),
        pl.lit(1.0).alias("weight"),
    )
    ready = stratified(frame)
    made = {arm: difference(ready, Design("weight", (Stage(None),)), "cost", arm) for arm in ("private", "government")}
    return {arm: one for arm, one in made.items() if one is not None}


def page() -> str:
    """The page of the documentation: `docs/reference/typical-cost-methodology.md`."""
    found = compared()
    return PAGE.format(
        raw=f"{found['private'].raw:,.0f}",
        private=f"{found['private'].adjusted:,.0f}",
        government=f"{found['government'].adjusted:,.0f}",
        rules="\n".join(f"- {one}" for one in in_words(agencies=True)),
        caveats="\n".join(f"- {one.plain()}" for one in CAVEATS),
    )


PAGE: Final = """\
# Typical recruitment costs

`fairway typical-costs` says what workers usually paid for a job, by corridor, sector or occupation, and who found the
job. How to use it: [Typical costs](../how-to/typical-costs.md). The example below is a test; the workers are invented.

## Who, and which figures

Everybody whose cost is known counts, those who paid nothing among them. The workers of a survey are those of SDG
indicator 10.7.1 ([methodology](recruitment-cost-methodology.md)); the workers of a monitor are those who answered. Each
amount is converted at its own month (a survey) or at the year of departure (a monitor). Channels are private agencies,
government to government, hired by the employer, and middlemen, relatives or acquaintances.

Every cell of destination × sector × channel and destination × occupation × channel, and every margin, has the mean, the
median and the quartiles in US dollars, in the national currency, and in months of the worker's own earnings, and the
share who paid nothing. Items are told by destination and channel. Limits are at 95 %: of means by linearisation, of
quantiles by Woodruff (1952), in the design of the survey. A monitor's workers were not drawn: its limits are those of a
simple random sample of as many, and do not tell who did not answer.

## What keeps a cell from being published

{rules}

The tables of workers, of who paid for each item, of costs and of months are protected one after the other, each taking
over what the last withheld, as if the numbers were published exactly. In random tables an intruder with exact figures
of every published cell recovers none (`tests/property/test_typical_costs.py`).

## Government to government against private recruitment

Workers are compared within strata of corridor, sector, skill level, sex and years of departure (in threes). In each
stratum that has two or more workers of either channel, mean costs are compared; the differences are weighted with the
mix of the privately recruited workers, and, to see whether it matters, with that of the government's. Limits are by
linearisation, the mix being estimated as well. Both agree with R `survey` to 1e-9 (`tests/golden/typical_costs`).

Privately recruited: six in construction who paid 1,000 on average, two in care who paid 3,000. Through the government:
two in construction who paid 700, six in care who paid 2,600.

| Comparison | Government less private |
| --- | --- |
| as the workers are: 2,125 − 1,500 | {raw} |
| mix of private recruitment: (6 × −300 + 2 × −400) / 8 | {private} |
| mix of government recruitment: (2 × −300 + 6 × −400) / 8 | {government} |

In either sector the government is cheaper; as the workers are it seems dearer, for it places them in the dear sector.
The share of workers like whom the other channel has nobody is published beside. What no adjustment mends:

{caveats}
"""
