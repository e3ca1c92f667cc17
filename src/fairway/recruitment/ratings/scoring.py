"""Scores of agencies from ratings of workers, with an interval, and “not enough evidence” instead of a guess."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fairway.recruitment.ratings.evidence import labels
from fairway.recruitment.ratings.items import DIMENSIONS, NAMES
from fairway.recruitment.ratings.scoring_counts import Counts, Floats, counts_of
from fairway.recruitment.ratings.scoring_pooling import Pooled, pooled
from fairway.recruitment.ratings.scoring_posterior import Belief, Posterior, chance_below, interval, posterior
from fairway.recruitment.ratings.scoring_settings import ScoreSettings

__all__ = ["OVERALL_SCORE", "ScoreSettings", "Scores", "score"]

OVERALL_SCORE = "overall"


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of every agency, for the office: nothing of this is protected; `publish_batch` is the way to a page.

    Attributes:
        frame: agency, dimension (of `DIMENSIONS`, or `overall`), score, lower, upper (shares 0 to 1, null where there
            is not enough evidence), n_eff (sum of weights), evidence (none, little, some, strong), warning, reason (of
            `evidence.REASONS`, or null), estimate (the posterior mean whatever the evidence; never to be shown).
        items: The same columns for each item, `item` instead of `dimension`, without warnings.
        prior: The prior means that were used.
        on: The day of the score.
        settings: That made it.
    """

    frame: pl.DataFrame
    items: pl.DataFrame
    prior: Pooled
    on: date
    settings: ScoreSettings


def score(ratings: pl.DataFrame, *, on: date, settings: ScoreSettings | None = None) -> Scores:
    """Scores every agency on every dimension and item.

    Args:
        ratings: One row a rating, columns as agreed in `items`; `weight` (0 to 1) and `quarantined` may be missing.
        on: The day of the score; ratings after it are not counted.
        settings: Half-life, weights, thresholds.

    Returns:
        Scores with intervals, evidence, warnings and reasons.

    Raises:
        RatingsMisshapen: A column is missing, or holds what no rating has.

    Source: empirical Bayes, see `scoring_posterior` and docs/explanation/rating-scores.md.
    """
    used = settings or ScoreSettings()
    counts = counts_of(ratings, on, used)
    prior, made = scored(counts, used)
    frame = pl.concat([_rows(made, name, "dimension", used) for name in (*DIMENSIONS, OVERALL_SCORE)])
    items = pl.concat([_rows(made, name, "item", used) for name in NAMES]).drop("warning")
    return Scores(frame.sort("agency", maintain_order=True), items.sort("agency", maintain_order=True), prior, on, used)


def scored(counts: Counts, settings: ScoreSettings) -> tuple[Pooled, Posterior]:
    """Prior means, and what is believed of each agency, from counts."""
    prior = pooled(counts, settings)
    return prior, posterior(counts, prior, settings)


def warned(mean: Floats, belief: Belief, settings: ScoreSettings) -> NDArray[np.bool_]:
    """Whether a score of that mean is bad for certain enough, on evidence enough.

    Args:
        mean: Of each agency; the belief's own, or as it is published.
        belief: Of one part of each agency.
        settings: Of the score.
    """
    made = belief.weight >= max(settings.least, settings.least_warning)
    made[made] = chance_below(mean[made], belief.size[made], settings.bad) >= settings.certainty
    return made


def _rows(made: Posterior, name: str, kind: str, settings: ScoreSettings) -> pl.DataFrame:
    belief = made.beliefs[name]
    enough = belief.weight >= settings.least
    # Limits cost most of the time, so they are computed only where they are shown.
    lower, upper = (np.full(len(enough), np.nan) for _ in range(2))
    lower[enough], upper[enough] = interval(belief.mean[enough], belief.size[enough], settings.level)
    return pl.DataFrame(
        {
            "agency": pl.Series(made.agencies, dtype=pl.String),
            kind: pl.repeat(name, len(made.agencies), dtype=pl.String, eager=True),
            **{
                column: pl.Series(values, dtype=pl.Float64).fill_nan(None)
                for column, values in (
                    ("score", np.where(enough, belief.mean, np.nan)),
                    ("lower", lower),
                    ("upper", upper),
                )
            },
            "n_eff": pl.Series(belief.weight, dtype=pl.Float64),
            "evidence": pl.Series(labels(belief.weight, settings.least), dtype=pl.String),
            "warning": warned(belief.mean, belief, settings),
            "reason": pl.Series(np.where(enough, "", "too_little"), dtype=pl.String).replace("", None),
            "estimate": pl.Series(belief.mean, dtype=pl.Float64),
        }
    )
