"""Ratios within a table: rates of migrants and nationals, earnings of over-qualified and matched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import polars as pl

from fairway.methods.survey.contrasts import Difference
from fairway.methods.survey.measures import Mean
from fairway.skills.mismatch import codes
from fairway.skills.mismatch.classification import MATCHED, OVER
from fairway.skills.mismatch.crossings import Crossing, condition
from fairway.skills.mismatch.estimating import NUMBERS, Asked
from fairway.skills.mismatch.method import Method
from fairway.skills.mismatch.ratios import ratios
from fairway.warehouse.surveys.survey import Survey

EARNINGS: Final = "monthly_earnings"
PAID: Final = "(paid)"
"""1 for who counts and whose earnings are known."""
_SIDES: Final = {OVER: "EARN_OVER", MATCHED: "EARN_MATCHED"}


def rate_ratios(
    frame: pl.DataFrame, crossing: Crossing, asked: Sequence[Asked], method: Method
) -> Iterator[tuple[Asked, pl.DataFrame]]:
    """For each gap between migrants and nationals, the ratio of the two rates.

    Args:
        frame: As `estimating.estimated`.
        crossing: The table.
        asked: Its measures.
        method: Level and flags.
    """
    for gap in asked:
        rows = frame.filter(pl.col("name") == gap.name)
        if gap.indicator != "OVQ_GAP" or not len(rows):
            continue
        ((dimension, side),) = gap.fixed.items()
        others = [name for name in crossing.by if name != dimension]
        nationals = codes.MIGRANTS[dimension][1]
        of_rate = frame.filter(pl.col("name") == f"mean {gap.approach}_{OVER}")
        first, second = (of_rate.filter(pl.col(dimension) == one) for one in (side, nationals))
        made = ratios(first, second, rows, others, level=method.level, reliability=method.reliability)
        named = made.with_columns(pl.lit(None, pl.String).alias(dimension), pl.lit("ratio").alias("name"))
        ratio = Asked(gap.measure, "ratio", "OVQ_RATIO", gap.approach, gap.fixed, gap.legs)
        yield ratio, named.select(*crossing.by, "name", *NUMBERS)


def earnings(survey: Survey, crossing: Crossing, approach: str, method: Method) -> tuple[list[Asked], pl.DataFrame]:
    """Mean earnings of the over-qualified and the matched, and their ratio.

    Args:
        survey: Of the persons, with `monthly_earnings`.
        crossing: Migrants by the classes of the approach.
        approach: Which.
        method: Level and flags.
    """
    mean = Mean(EARNINGS)
    found = survey.estimate(
        [mean, Difference(mean, approach, OVER, MATCHED)],
        by=list(crossing.finest),
        where=condition(PAID),
        margins=True,
        level=method.level,
        reliability=method.reliability,
        design_effects=False,
    ).frame
    groups = {column: name for column, name in crossing.finest.items() if name != approach}
    rows = found.select(
        *(pl.col(column).cast(pl.String).alias(name) for column, name in crossing.finest.items()),
        pl.col("measure").alias("name"),
        *NUMBERS,
    )
    means = rows.filter(pl.col("name") == f"mean {EARNINGS}")
    difference = rows.filter(pl.col("name") != f"mean {EARNINGS}")
    by = list(groups.values())
    sides = {one: means.filter(pl.col(approach) == one) for one in _SIDES}
    made = ratios(
        sides[OVER], sides[MATCHED], difference, by, level=method.level, reliability=method.reliability
    ).with_columns(pl.lit("ratio").alias("name"))
    legs: dict[str, Mapping[str, str]] = {one: {approach: one} for one in _SIDES}
    asked = [Asked(mean, one, indicator, approach, {}, (legs[one],)) for one, indicator in _SIDES.items()]
    asked.append(Asked(mean, "ratio", "EARN_RATIO", approach, {}, tuple(legs.values())))
    parts = [side.with_columns(pl.lit(one).alias("name")) for one, side in sides.items()]
    columns = [*by, "name", *NUMBERS]
    return asked, pl.concat([one.select(columns) for one in (*parts, made)], how="vertical_relaxed")
