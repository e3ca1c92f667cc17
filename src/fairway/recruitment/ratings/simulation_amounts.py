"""What simulated workers paid for the job, and what they earn: for the typical costs of a demonstration."""

from __future__ import annotations

from typing import Final

import numpy as np
import polars as pl

from fairway.recruitment.ratings.items import CHANNEL_OF
from fairway.recruitment.ratings.simulation_places import DESTINATIONS, ORIGINS

_FOUND: Final = tuple(CHANNEL_OF)
_CHANCES: Final[dict[str, float]] = {
    "agency": 46, "sub_agent": 24, "government": 4, "employer": 6, "relatives": 12, "online": 6, "other": 2,
}  # fmt: skip
_SENT_BY_GOVERNMENT: Final = {"KOR": 80.0}
_DEARER: Final[dict[str, float]] = {
    "agency": 1.0, "sub_agent": 1.3, "government": 0.35, "employer": 0.25, "relatives": 0.8, "online": 0.9,
    "other": 1.0,
}  # fmt: skip


def amounts_of(ratings: pl.DataFrame, chance: np.random.Generator) -> pl.DataFrame:
    """`rating`, `total`, `currency`, `found_by`, `monthly_pay` (both amounts in the currency).

    Nothing was paid where the rating says so; where it leaves the question open, or by a whim, the total is null.

    Args:
        ratings: A frame of ratings.
        chance: Random numbers.
    """
    count = len(ratings)
    weights = np.array([[_CHANCES[code] for code in _FOUND]] * count)
    for country, much in _SENT_BY_GOVERNMENT.items():
        weights[(ratings["destination"] == country).to_numpy(), _FOUND.index("government")] = much
    edges = np.cumsum(weights, axis=1)
    found = (edges < chance.random(count)[:, None] * edges[:, -1:]).sum(axis=1)
    rate = ratings["origin"].replace_strict({one.country: float(one.per_dollar) for one in ORIGINS}).to_numpy()
    usual = (
        ratings["destination"].replace_strict({code: paid for code, (_, paid, _) in DESTINATIONS.items()}).to_numpy()
    )
    pay = ratings["destination"].replace_strict({code: pay for code, (_, _, pay) in DESTINATIONS.items()}).to_numpy()
    dearer = np.array([_DEARER[code] for code in _FOUND])[found]
    total = _round(usual * rate * dearer * np.exp(0.45 * chance.normal(0.0, 1.0, count)))
    earned = _round(pay * rate * np.exp(0.2 * chance.normal(0.0, 1.0, count)))
    silent = pl.Series(chance.random(count) < 0.15)
    return ratings.select(
        "rating",
        pl.when(pl.col("paid_anyone") == 1).then(0.0)
        .when((pl.col("paid_anyone") == 0) & ~silent).then(pl.Series(total)).alias("total"),
        pl.col("origin").replace_strict({one.country: one.currency for one in ORIGINS}).alias("currency"),
        pl.Series("found_by", np.array(_FOUND)[found]),
        pl.when(pl.Series(chance.random(count) < 0.8)).then(pl.Series(earned)).alias("monthly_pay"),
    )  # fmt: skip


def _round(amounts: np.ndarray[tuple[int], np.dtype[np.float64]]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """To two figures, as people remember what they paid."""
    unit = 10.0 ** (np.floor(np.log10(amounts)) - 1)
    return np.rint(amounts / unit) * unit
