"""Blocks of answers: the only thing of the answers that a publication is made from.

A block holds the answers of five or more raters of one agency to one item, all of about the same weight. Of a block
nothing is used but how many spoke for the recruiter, and there “nobody” and “one” are the same number, and so are “all”
and “all but one”. Every answer is in one block, once, for ever. Whoever knew the number of every block could therefore
exchange the answers of two raters of a block, or turn one where all are alike, and every figure of every batch would
be the same: no answer follows from what is published. See docs/explanation/rating-scores.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fairway.recruitment.ratings.items import NAMES
from fairway.recruitment.ratings.publishing_settings import PublishingSettings
from fairway.recruitment.ratings.scoring_checking import refuse_misshapen
from fairway.recruitment.ratings.scoring_counts import trust

ITEM: Final = pl.Enum(NAMES)
_TYPES: Final[dict[str, pl.DataType]] = {
    "block": pl.Int64(),
    "agency": pl.String(),
    "item": ITEM,
    "level": pl.Int8(),
    "received": pl.Date(),
    "raters": pl.Int64(),
    "good": pl.Float64(),
    "live": pl.Boolean(),
}
BLOCKS: Final = pl.Schema(_TYPES)
"""`level`: of the weights in it, 1 to 4; `received`: the middle day; `good`: merged at the ends; `live`: it counts."""
MEMBERS: Final = pl.Schema({"block": pl.Int64(), "rating": pl.String(), "item": ITEM})


@dataclass(frozen=True, slots=True)
class Office:
    """What only the office may have: which rater's answer is in which block.

    Attributes:
        blocks: Columns `BLOCKS`.
        members: Columns `MEMBERS`.
    """

    blocks: pl.DataFrame
    members: pl.DataFrame

    @classmethod
    def empty(cls) -> Office:
        """Before the first batch."""
        return cls(pl.DataFrame(schema=BLOCKS), pl.DataFrame(schema=MEMBERS))


def present(ratings: pl.DataFrame, on: date, settings: PublishingSettings) -> pl.DataFrame:
    """The ratings that count on a day, with `trust` (weight without age) and `level` (of that weight, 1 to 4).

    Raises:
        RatingsMisshapen: A column is missing, or holds what no rating has.
    """
    refuse_misshapen(ratings, settings.scores)
    known = ratings.filter(pl.col("received") <= on).with_columns(trust(ratings, settings.scores).alias("trust"))
    return known.filter(pl.col("trust") > 0).with_columns((pl.col("trust") * 4).ceil().cast(pl.Int8).alias("level"))


def advanced(office: Office, ratings: pl.DataFrame, settings: PublishingSettings) -> Office:
    """The blocks after one more batch.

    Args:
        office: The blocks of the batch before.
        ratings: As `present` gives them.
        settings: Of publications.

    Returns:
        The old blocks, of which some may have ceased to count or count again, and the new ones.
    """
    kept = _kept(office, ratings, settings)
    fresh = _fresh(office, ratings, settings)
    first = int(office.blocks["block"].max() or 0) + 1  # type: ignore[arg-type]
    fresh = fresh.with_columns(pl.col("block") + first)
    made = fresh.group_by("block", maintain_order=True).agg(
        pl.col("agency", "item", "level").first(),
        pl.col("received").mean().cast(pl.Date),
        pl.len().cast(pl.Int64).alias("raters"),
        pl.col("answer").sum().cast(pl.Float64).alias("good"),
        pl.lit(value=True).alias("live"),
    )
    blocks = pl.concat([kept, made.with_columns(merged()).select(BLOCKS.names()).cast(dict[Any, Any](_TYPES))])
    return Office(blocks.sort("block"), pl.concat([office.members, fresh.select(MEMBERS.names())]))


def merged() -> pl.Expr:
    """`good` of a block of `raters`, with nobody and one, all and all but one, made the same."""
    return (
        pl.when(pl.col("good") <= 1)
        .then(pl.lit(0.5))
        .when(pl.col("good") >= pl.col("raters") - 1)
        .then(pl.col("raters") - 0.5)
        .otherwise(pl.col("good"))
        .alias("good")
    )


def _kept(office: Office, ratings: pl.DataFrame, settings: PublishingSettings) -> pl.DataFrame:
    """The old blocks: one counts as long as few of its raters were withdrawn, quarantined or weighed anew.

    It leaves whole, for the rest of it would tell those who left; it comes back as it was when they do.
    """
    now = office.members.join(ratings.select("rating", pl.col("level").alias("now")), on="rating", how="left")
    left = now.join(office.blocks.select("block", "level"), on="block").group_by("block").agg(
        (pl.col("now").is_null() | (pl.col("now") != pl.col("level"))).sum().cast(pl.Int64).alias("left")
    )  # fmt: skip
    few = (pl.col("left") < settings.block) & (pl.col("left") * 2 < pl.col("raters"))
    return office.blocks.join(left, on="block", how="left").with_columns(few.alias("live")).select(BLOCKS.names())


def _fresh(office: Office, ratings: pl.DataFrame, settings: PublishingSettings) -> pl.DataFrame:
    """The answers that are in no block and now come into one, with its provisional number from 0."""
    # Neighbours in a block are of one corridor and sector where that can be: corridors are made from blocks too.
    order = ("agency", "level", "origin", "destination", "sector", "received", "rating")
    rows = ratings.sort(order, nulls_last=True).with_row_index("row")
    within = rows.select(pl.struct("agency", "level").rle_id()).to_series().to_numpy().astype(np.int64)
    placed = _placed(office, rows)
    frames, first = [], 0
    for item, name in enumerate(NAMES):
        waiting = np.flatnonzero(rows[name].is_not_null().to_numpy() & ~placed[:, item])
        at, block = _in_blocks(within[waiting], settings)
        frames.append(
            rows[waiting[at]].select(
                pl.Series("block", block + first, dtype=pl.Int64),
                "rating",
                pl.lit(name).cast(ITEM).alias("item"),
                "agency",
                "level",
                "received",
                pl.col(name).alias("answer"),
            )
        )
        first += int(block[-1]) + 1 if len(block) else 0
    return pl.concat(frames)


def _placed(office: Office, rows: pl.DataFrame) -> NDArray[np.bool_]:
    """Whether an answer is in a block already; ratings × items."""
    made = np.zeros((len(rows), len(NAMES)), dtype=np.bool_)
    found = office.members.join(rows.select("rating", "row"), on="rating")
    made[found["row"].to_numpy(), found["item"].to_physical().to_numpy()] = True
    return made


def _in_blocks(group: NDArray[np.int64], settings: PublishingSettings) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Cuts each group into blocks of about the same size, none too small; groups too small for one wait.

    Args:
        group: Of each answer; equal numbers stand together.
        settings: Of publications.

    Returns:
        Which answers come into a block, and which block, from 0.
    """
    starts = np.flatnonzero(np.diff(group, prepend=-1))
    sizes = np.diff(starts, append=len(group))
    at = np.arange(len(group)) - np.repeat(starts, sizes)
    size = np.repeat(sizes, sizes)
    part = at * np.maximum(1, size // settings.usual_block) // np.maximum(1, size)
    ready = np.flatnonzero(size >= settings.block)
    changes = (np.diff(group[ready], prepend=-1) != 0) | (np.diff(part[ready], prepend=-1) != 0)
    return ready, np.cumsum(changes) - 1
