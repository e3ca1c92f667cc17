"""Weighted counts of answers, by agency and by corridor × sector: all that scores are made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias, cast

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fairway.recruitment.ratings.items import NAMES
from fairway.recruitment.ratings.scoring_checking import refuse_misshapen
from fairway.recruitment.ratings.scoring_settings import DAYS_A_MONTH, ScoreSettings

Floats: TypeAlias = NDArray[np.float64]
Indices: TypeAlias = NDArray[np.int64]


def summed_by(of: Indices, values: Floats, groups: int) -> Floats:
    """The sum of the values of each group.

    Args:
        of: Group of each value, from 0.
        values: As many.
        groups: How many groups there are.
    """
    return cast("Floats", np.bincount(of, values, minlength=groups))


PLACE: Final = ("agency", "origin", "destination", "sector")


@dataclass(frozen=True, slots=True)
class Counts:
    """Weighted answers, one row for each agency × origin × destination × sector, one column for each of `NAMES`.

    Attributes:
        places: Columns `PLACE`, in a fixed order.
        weight: Sum of weights of those who answered, rows × items.
        squares: Sum of their squared weights.
        good: Sum of weights of those who spoke for the recruiter.
    """

    places: pl.DataFrame
    weight: Floats
    squares: Floats
    good: Floats


def weighed(ratings: pl.DataFrame, on: date, settings: ScoreSettings) -> pl.DataFrame:
    """The ratings that count, with `counted`: tier × cluster factor × half-life decay.

    Ratings after `on`, in quarantine, without weight or without any answer are left out.

    Raises:
        RatingsMisshapen: A column is missing, or holds what it must not.
    """
    refuse_misshapen(ratings, settings)
    months = (pl.lit(on) - pl.col("received")).dt.total_days() / DAYS_A_MONTH
    counted = trust(ratings, settings) * (0.5 ** (months / settings.half_life))
    present = ratings.filter(pl.col("received") <= on).with_columns(counted.alias("counted"))
    return present.filter((pl.col("counted") > 0) & pl.any_horizontal(pl.col(NAMES).is_not_null()))


def trust(ratings: pl.DataFrame, settings: ScoreSettings) -> pl.Expr:
    """The weight of a rating before it ages: tier × cluster factor, 0 in quarantine."""
    tier = pl.col("tier").cast(pl.String).replace_strict(dict(settings.tiers), return_dtype=pl.Float64)
    factor = pl.col("weight").fill_null(1.0) if "weight" in ratings.columns else pl.lit(1.0)
    free = ~pl.col("quarantined").fill_null(value=False) if "quarantined" in ratings.columns else pl.lit(value=True)
    return tier * factor * free.cast(pl.Float64)


def counts_of(ratings: pl.DataFrame, on: date, settings: ScoreSettings) -> Counts:
    """The counts of a frame of ratings.

    Args:
        ratings: As agreed in `items`: one row a rating.
        on: The day of the score.
        settings: Of the score.

    Raises:
        RatingsMisshapen: See `weighed`.
    """
    used = weighed(ratings, on, settings)
    of, places = numbered_places(used)
    weight = used["counted"].to_numpy()
    # By column, as they are read.
    made = [np.zeros((len(places), len(NAMES)), order="F") for _ in range(3)]
    for item, name in enumerate(NAMES):
        rows = used[name].is_not_null().to_numpy()
        at, counted = of[rows], weight[rows]
        good = counted * used[name].drop_nulls().to_numpy()
        for matrix, values in zip(made, (counted, counted**2, good), strict=True):
            matrix[:, item] = np.bincount(at, values, minlength=len(places))
    return Counts(places, *made)


def numbered_places(ratings: pl.DataFrame) -> tuple[Indices, pl.DataFrame]:
    """The number of each rating's agency × corridor × sector, and these places in a fixed order."""
    places = ratings.select(PLACE).unique().sort(PLACE, nulls_last=True)
    numbered = places.with_row_index("number")
    found = ratings.select(PLACE).join(numbered, on=PLACE, how="left", nulls_equal=True, maintain_order="left")
    return found["number"].cast(pl.Int64).to_numpy(), places


def index_of(frame: pl.DataFrame, columns: tuple[str, ...]) -> tuple[Indices, pl.DataFrame]:
    """The number of each row's key, and the keys in that order; −1 where a part of the key is null."""
    keys = frame.select(columns).drop_nulls().unique().sort(columns).with_row_index("number")
    found = frame.select(columns).join(keys, on=columns, how="left", maintain_order="left")["number"]
    return found.cast(pl.Int64).fill_null(-1).to_numpy().astype(np.int64), keys.drop("number")
