"""A frame of ratings as arrays, in an order that does not depend on the order of its rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl

from fairway.recruitment.ratings.items import NAMES
from fairway.recruitment.ratings.scoring_checking import RatingsMisshapen, refuse_misshapen
from fairway.recruitment.ratings.scoring_settings import ScoreSettings

Flags: TypeAlias = npt.NDArray[np.bool_]
Floats: TypeAlias = npt.NDArray[np.float64]
Singles: TypeAlias = npt.NDArray[np.float32]
Whole: TypeAlias = npt.NDArray[np.int64]

NEEDED: Final = (
    "rating", "agency", "origin", "destination", "received", "tier", "batch", "language", "comment", *NAMES,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """Some ratings of one agency that a signal found suspicious.

    Attributes:
        signal: One of `clusters_reasons.SIGNALS`.
        members: Their positions in the sheet, ascending.
        strength: Powers of ten by which chance alone is less likely, in the whole monitor.
    """

    signal: str
    members: Whole
    strength: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """Ratings received up to a day, sorted by agency, day and rating.

    Attributes:
        frame: The sorted frame.
        agency, corridor, language: Codes from 0; shape (N,).
        batch: Likewise, -1 where there is none.
        day: Since the first rating.
        days: From the first rating to the day asked about, both included.
        open: Neither with a voucher nor from outreach.
        asked: Which items were answered; shape (N, items).
        good: Which of them speak for the recruiter.
        residual: Answers less what was to be expected of this rating, over the standard deviation; 0 where none.
        level: Mean of answer less the item's usual share; shape (N,).
    """

    frame: pl.DataFrame
    agency: Whole
    corridor: Whole
    language: Whole
    batch: Whole
    day: Whole
    days: int
    open: Flags
    asked: Flags
    good: Flags
    residual: Singles
    level: Floats

    @property
    def starts(self) -> Whole:
        """Position of the first rating of each agency, and the number of ratings."""
        return np.concatenate([[0], np.flatnonzero(np.diff(self.agency)) + 1, [self.agency.size]])


def checked(ratings: pl.DataFrame) -> None:
    """Refuses a frame that is none of ratings.

    Raises:
        RatingsMisshapen: With every fault.
    """
    missing = [name for name in NEEDED if name not in ratings.columns]
    if missing:
        raise RatingsMisshapen([f"columns missing: {', '.join(missing)}"])
    refuse_misshapen(ratings, ScoreSettings())


def sheet_of(ratings: pl.DataFrame) -> Sheet:
    """The arrays of at least one rating.

    Args:
        ratings: A checked frame.
    """
    frame = ratings.sort("agency", "received", "rating")
    day = (frame["received"] - frame["received"].min()).dt.total_days().to_numpy().astype(np.int64)
    marks = frame.select(pl.col(NAMES).fill_null(-1)).to_numpy()
    asked, good = marks >= 0, marks == 1
    corridor = frame.select(pl.struct("origin", "destination").rank("dense"))["origin"].to_numpy()
    return Sheet(
        frame=frame,
        agency=_codes(frame["agency"]),
        corridor=corridor.astype(np.int64) - 1,
        language=_codes(frame["language"]),
        batch=_codes(frame["batch"]),
        day=day,
        days=int(day.max()) + 1,
        open=(frame["tier"] == "open").to_numpy(),
        asked=asked,
        good=good,
        residual=_residuals(good, asked),
        level=_levels(good, asked),
    )


def _codes(values: pl.Series) -> Whole:
    """Numbers from 0 in the order of the values; -1 for null."""
    found: Whole = values.rank("dense").fill_null(0).to_numpy().astype(np.int64) - 1
    return found


def _levels(good: Flags, asked: Flags) -> Floats:
    usual = (good.sum(axis=0) + 1.0) / (asked.sum(axis=0) + 2.0)
    above: Floats = np.where(asked, good - usual, 0.0).sum(axis=1) / np.maximum(asked.sum(axis=1), 1)
    return above


def _residuals(good: Flags, asked: Flags) -> Singles:
    """Pearson residuals of a Rasch model: each item has its ease and each rating its own level.

    What is left is what a rating says beyond “good” or “bad”: a rare answer is large, an answer that everybody of this
    level gives is nearly nothing. So common honest patterns are never alike, however often they occur.

    Source: Rasch (1960); joint estimation by Newton steps, with a normal prior on the levels so that they are finite.
    """
    there = asked.astype(np.float32)
    said = good.astype(np.float32)
    ease = np.zeros(asked.shape[1], dtype=np.float32)
    level = np.zeros(asked.shape[0], dtype=np.float32)
    expected = np.full(asked.shape, 0.5, dtype=np.float32)
    for _ in range(5):
        information = expected * (1.0 - expected) * there
        left = (said - expected) * there
        ease += np.clip((left.sum(axis=0) - 0.5 * ease) / (information.sum(axis=0) + 0.5), -1.5, 1.5)
        level += np.clip((left.sum(axis=1) - 0.5 * level) / (information.sum(axis=1) + 0.5), -1.5, 1.5)
        expected = (1.0 / (1.0 + np.exp(-(level[:, None] + ease)))).astype(np.float32)
    spread = np.sqrt(expected * (1.0 - expected) + 1e-4)
    return np.clip((said - expected) * there / spread, -4.0, 4.0).astype(np.float32)
