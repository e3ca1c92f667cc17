"""From blocks to counts: what scores are made from, without any answer that is not in a block's number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import cast

import numpy as np
import polars as pl

from fairway.recruitment.ratings.items import NAMES
from fairway.recruitment.ratings.publishing_blocks import Office
from fairway.recruitment.ratings.publishing_settings import PublishingSettings
from fairway.recruitment.ratings.scoring_counts import Counts, Floats, Indices, numbered_places
from fairway.recruitment.ratings.scoring_settings import DAYS_A_MONTH


@dataclass(frozen=True, slots=True)
class Known:
    """What the blocks of one batch say.

    Attributes:
        counts: As of `score`; every rater of a block has the block's share of good answers, and its age.
        raters: How many are in blocks that count; rows as of the counts × items.
    """

    counts: Counts
    raters: Indices


def known(office: Office, ratings: pl.DataFrame, on: date, settings: PublishingSettings) -> Known:
    """The counts of the blocks that count.

    Args:
        office: Blocks and members.
        ratings: As `publishing_blocks.present` gives them.
        on: The day of the batch.
        settings: Of publications.
    """
    months = (pl.lit(on) - pl.col("received")).dt.total_days() / DAYS_A_MONTH
    blocks = office.blocks.filter("live").select(
        "block",
        (pl.col("good") / pl.col("raters")).alias("share"),
        (0.5 ** (months / settings.scores.half_life)).alias("age"),
    )
    of, places = numbered_places(ratings)
    place = ratings.select("rating", "trust", pl.Series("place", of, dtype=pl.Int64))
    rows = office.members.join(blocks, on="block", maintain_order="left").join(
        place, on="rating", maintain_order="left"
    )
    cell = rows["item"].to_physical().cast(pl.Int64).to_numpy() * len(places) + rows["place"].to_numpy()
    weight = (rows["trust"] * rows["age"]).to_numpy()

    def summed(values: Floats | None) -> Floats:
        total = np.bincount(cell, values, minlength=len(places) * len(NAMES)).reshape(len(NAMES), len(places)).T
        return cast("Floats", total)

    raters = summed(None).astype(np.int64)
    # Who is in no block yet is no part of the expectation of others either.
    here = raters.sum(axis=1) > 0
    made = (summed(one).astype(float)[here] for one in (weight, weight**2, weight * rows["share"].to_numpy()))
    return Known(Counts(places.filter(pl.Series(here)), *made), raters[here])
