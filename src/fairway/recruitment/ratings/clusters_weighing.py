"""What share of its tier's weight each rating keeps: clusters, moderators and the cap on open ratings take the rest."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from fairway.recruitment.ratings.clusters_settings import ClusterSettings, Decision
from fairway.recruitment.ratings.items import TIERS


def weighed(
    known: pl.DataFrame,
    settings: ClusterSettings,
    *,
    quarantined: frozenset[str],
    decisions: Mapping[str, Decision],
) -> pl.DataFrame:
    """The frame with `weight` (the share kept, 0 to 1) and `quarantined`.

    Args:
        known: Ratings with `cluster`.
        settings: The caps.
        quarantined: Clusters that wait for a moderator.
        decisions: Rating → decision; of the whole cluster or of itself.
    """
    rows = known.with_columns(
        weight=pl.col("tier").replace_strict({**TIERS}, return_dtype=pl.Float64),
        decided=pl.col("rating").replace_strict({**decisions}, default=None, return_dtype=pl.String),
    )
    waiting = pl.col("cluster").is_in(sorted(quarantined)) & pl.col("decided").is_null()
    rows = rows.with_columns(quarantined=(waiting | (pl.col("decided") == "out")).fill_null(False))
    rows = rows.with_columns(weight=pl.when("quarantined").then(0.0).otherwise("weight"))
    rows = _open_capped(_clusters_capped(rows, settings), settings)
    tier = pl.col("tier").replace_strict({**TIERS}, return_dtype=pl.Float64)
    return rows.with_columns(weight=pl.col("weight") / tier).drop("decided")


def _clusters_capped(rows: pl.DataFrame, settings: ClusterSettings) -> pl.DataFrame:
    """Together, the undecided ratings of an agency's clusters weigh no more than the cap.

    Of all its clusters together, or a hundred fakes would count more as five clusters than as one; and no more than a
    share of what nobody suspects, for two ratings are many where there are five.
    """
    suspected = pl.col("cluster").is_not_null() & pl.col("decided").is_null()
    total = pl.col("weight").filter(suspected).sum().over("agency")
    rest = pl.col("weight").filter(~suspected).sum().over("agency")
    allowed = (rest * settings.cap_share).clip(settings.cap_floor, settings.cap)
    factor = pl.when(suspected & (total > allowed)).then(allowed / total).otherwise(1.0)
    return rows.with_columns(weight=pl.col("weight") * factor)


def _open_capped(rows: pl.DataFrame, settings: ClusterSettings) -> pl.DataFrame:
    """Ratings without voucher weigh, per agency and quarter, no more than a floor and a share of the vouchered ones.

    This holds against what no detection can find: fakes that look like honest ratings in every respect. What a
    moderator kept is exempt.
    """
    quarter = pl.col("received").dt.year() * 4 + pl.col("received").dt.quarter()
    rows = rows.with_columns(quarter=quarter.cast(pl.Int32))
    vouchered = rows.filter(pl.col("tier") != "open").group_by("agency", "quarter").agg(pl.col("weight").sum())
    recent = pl.concat([vouchered.with_columns(pl.col("quarter") + later) for later in range(4)])
    recent = recent.group_by("agency", "quarter").agg(allowed=pl.col("weight").sum() / 4.0 * settings.open_share)
    rows = rows.join(recent, on=["agency", "quarter"], how="left", maintain_order="left")
    capped = (pl.col("tier") == "open") & (pl.col("decided").is_null() | (pl.col("decided") != "keep"))
    allowed = pl.col("allowed").fill_null(0.0) + settings.open_floor
    total = pl.col("weight").filter(capped).sum().over("agency", "quarter")
    factor = pl.when(capped & (total > allowed)).then(allowed / total).otherwise(1.0)
    return rows.with_columns(weight=pl.col("weight") * factor).drop("quarter", "allowed")
