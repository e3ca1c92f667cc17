"""Benchmarking: small-area estimates made to add up to a reliable total, usually the direct estimate of the nation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from fairway.methods.survey.arrays import Floats
from fairway.methods.survey.small_area import FayHerriot
from fairway.methods.survey.small_area_errors import BenchmarkImpossible

Adjustment: TypeAlias = Literal["ratio", "difference", "precision"]


@dataclass(frozen=True, slots=True)
class Benchmarked:
    """Estimates that add up.

    Attributes:
        estimates: f64[D], with Σ share · estimate = total.
        mse: f64[D]: the model's MSE plus the squared adjustment.
        adjusted_by: total − Σ share · EBLUP, before the adjustment.
        how: `ratio`, `difference` or `precision`.
    """

    estimates: Floats
    mse: Floats
    adjusted_by: float
    how: Adjustment


def benchmarked(model: FayHerriot, share: Floats, total: float, *, how: Adjustment = "precision") -> Benchmarked:
    """Adjust the estimates of a model so that they add up to `total`.

    Args:
        model: The fitted model of D areas.
        share: W ≥ 0, f64[D]: the area's size if it estimates means or rates (with `total` a total), its share of the
            population (with `total` a mean), or 1 if it estimates totals.
        total: What Σ W θ must be.
        how: `ratio`: θ · total / Σ W θ. `difference`: the same amount added to every area.
            `precision`: θ + W mse / Σ W² mse · (total − Σ W θ), so that uncertain and large areas move most.

    Returns:
        The estimates that add up.

    Raises:
        BenchmarkImpossible: No share is above 0, a share or the total is not a number, or Σ W θ = 0 for a ratio.

    Source: Rao and Molina (2015), section 6.4.6; Wang, J., Fuller, W. A. and Qu, Y. (2008), Survey Methodology 34,
    29-36 (`precision` is their adjustment with 1/mse as weights). MSE: You, Y., Rao, J. N. K. and Dick, P. (2004),
    Statistics in Transition 6, 631-640; the total is taken as known.
    """
    if not (share.shape == model.eblup.shape and np.isfinite(share).all() and (share >= 0).all() and share.any()):
        raise BenchmarkImpossible(
            "The shares of the areas must be numbers of 0 or more, one for each area, and not all 0.",
            advice="Give the population of each area.",
        )
    reached = float(share @ model.eblup)
    gap = total - reached
    if how == "ratio":
        if reached == 0 or not np.isfinite(total):
            raise BenchmarkImpossible(
                f"Estimates that add up to {reached:g} cannot be scaled to {total:g}.",
                advice="Use the difference adjustment.",
            )
        moved = model.eblup * (total / reached - 1.0)
    else:
        moved = _direction(model, share, how) * gap
    return Benchmarked(model.eblup + moved, model.mse + moved**2, gap, how)


def _direction(model: FayHerriot, share: Floats, how: Adjustment) -> Floats:
    if how == "difference":
        return np.full(len(share), 1.0 / share.sum())
    if how != "precision":
        raise BenchmarkImpossible(f"There is no adjustment “{how}”.", advice="Choose ratio, difference or precision.")
    # An area whose MSE is not known moves like the average area.
    error = np.where(np.isnan(model.mse), np.nanmean(model.mse), model.mse)
    spread = float(share**2 @ error)
    if not spread > 0:
        raise BenchmarkImpossible(
            "No area has a known error to be adjusted by.", advice="Use the difference adjustment."
        )
    return share * error / spread
