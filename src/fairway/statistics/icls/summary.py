"""How many persons got which answer, and why: for the quality report."""

from __future__ import annotations

import polars as pl

from fairway.statistics.icls.rules import CONCEPTS


def summary(frame: pl.LazyFrame | pl.DataFrame, *, weight: str = "") -> pl.DataFrame:
    """Counts of each concept × answer × reason.

    Args:
        frame: What `classify` returned.
        weight: The column of weights; empty: rows alone are counted.

    Returns:
        `concept`, `answer`, `why`, `rows` and, with a weight, `persons` (sum of weights, null weights left out);
        sorted by concept in the guidelines' order, most rows first.
    """
    counts = [pl.len().cast(pl.Int64).alias("rows")]
    if weight:
        counts.append(pl.col(weight).cast(pl.Float64).sum().alias("persons"))
    parts = [
        frame.lazy()
        .group_by(pl.col(concept).alias("answer"), pl.col(f"{concept}_why").alias("why"))
        .agg(counts)
        .select(pl.lit(concept).alias("concept"), pl.all())
        .sort("rows", "answer", "why", descending=[True, False, False])
        for concept in CONCEPTS
    ]
    return pl.concat(pl.collect_all(parts))
