"""What keeps a frame of ratings from being scored, told with rows and columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import polars as pl

from fairway.kernel.errors import InputError
from fairway.recruitment.ratings.items import NAMES, SECTORS
from fairway.recruitment.ratings.scoring_settings import ScoreSettings

COLUMNS: Final = ("rating", "agency", "origin", "destination", "sector", "received", "tier", *NAMES)
ROWS_SHOWN: Final = 3


class RatingsMisshapen(InputError):
    """A frame of ratings without a column, or with a value that no rating has; `details["faults"]` lists them all."""

    slug = "ratings-misshapen"

    def __init__(self, faults: list[str]) -> None:
        super().__init__(
            f"The ratings cannot be scored: {'; '.join(faults)}.",
            advice="A row is a rating; answers are 1 (for the recruiter), 0 (against) or empty. Nothing was scored.",
            details={"faults": faults},
        )


def refuse_misshapen(ratings: pl.DataFrame, settings: ScoreSettings) -> None:
    """Refuses a frame that is not one of ratings; every fault is told at once.

    Raises:
        RatingsMisshapen: Something is wrong.
    """
    missing = [name for name in COLUMNS if name not in ratings.columns]
    if missing:
        raise RatingsMisshapen([f"columns missing: {', '.join(missing)}"])
    if ratings["received"].dtype != pl.Date:
        raise RatingsMisshapen([f"column received is {ratings['received'].dtype}, not a date"])
    faults = [fault for name, wrong, said in _rules(ratings, settings) for fault in _told(ratings, name, wrong, said)]
    if faults:
        raise RatingsMisshapen(faults)


def _rules(ratings: pl.DataFrame, settings: ScoreSettings) -> Iterator[tuple[str, pl.Expr, str]]:
    """Column, what is wrong in it, and how that is said."""
    for name in ("rating", "agency", "received", "tier"):
        yield name, pl.col(name).is_null(), "is empty"
    yield "rating", pl.col("rating").is_duplicated(), "occurs more than once"
    yield "tier", ~pl.col("tier").is_in(list(settings.tiers)), f"is none of {', '.join(settings.tiers)}"
    yield "sector", ~pl.col("sector").is_in(list(SECTORS)), f"is none of {', '.join(SECTORS)}"
    if "weight" in ratings.columns:
        # A null weight is 1, and `is_between` of NaN is false: refused.
        yield "weight", ~pl.col("weight").is_between(0, 1), "is not between 0 and 1"
    for name in NAMES:
        yield name, ~pl.col(name).is_in([0, 1]), "is neither 0, 1 nor empty"


def _told(ratings: pl.DataFrame, name: str, wrong: pl.Expr, said: str) -> Iterator[str]:
    rows = ratings.select(pl.arg_where(wrong.fill_null(value=False))).to_series()
    if len(rows):
        first = ", ".join(f"{row + 1:,}" for row in rows.head(ROWS_SHOWN))
        yield f"column {name} {said} in {len(rows):,} row{'s' * (len(rows) > 1)} (first: {first})"
