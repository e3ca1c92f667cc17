"""Publishing scores in batches from which nobody's answer can be computed, however many batches are compared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import polars as pl

from fairway.kernel.errors import InputError
from fairway.recruitment.ratings.evidence import band_of, labels
from fairway.recruitment.ratings.items import DIMENSIONS, ITEMS, NAMES, OVERALL
from fairway.recruitment.ratings.publishing_blocks import Office, advanced, present
from fairway.recruitment.ratings.publishing_corridors import corridor_scores
from fairway.recruitment.ratings.publishing_counts import Known, known
from fairway.recruitment.ratings.publishing_settings import PublishingSettings
from fairway.recruitment.ratings.scoring import OVERALL_SCORE, scored, warned
from fairway.recruitment.ratings.scoring_counts import Indices, index_of
from fairway.recruitment.ratings.scoring_posterior import Belief, Posterior, interval

__all__ = ["BatchTooEarly", "Publication", "PublishingSettings", "publish_batch"]

PARTS: Final = (*DIMENSIONS, OVERALL_SCORE, *NAMES)
FIGURES: Final = pl.Schema(
    {
        "agency": pl.String,
        "part": pl.String,
        "score": pl.Float64,
        "lower": pl.Float64,
        "upper": pl.Float64,
        "evidence": pl.String,
        "raters": pl.String,
        "warning": pl.Boolean,
        "since": pl.Date,
    }
)
_OF_PART: Final[dict[str, tuple[str, ...]]] = {name: (name,) for name in NAMES}
_OF_PART.update({one: tuple(item.name for item in ITEMS if item.dimension == one) for one in DIMENSIONS})
_OF_PART[OVERALL_SCORE] = tuple(item.name for item in ITEMS if item.dimension in OVERALL)
"""Part of a publication → the items that it is made from."""


class BatchTooEarly(InputError):
    """A batch so soon after the last one that the two could be compared for what happened in between."""

    slug = "batch-too-early"


@dataclass(frozen=True, slots=True)
class Publication:
    """One batch.

    Attributes:
        on: Its day.
        figures: Public. One row for each agency and part (a dimension, `overall`, or an item) that has a figure:
            columns `FIGURES`; score, lower, upper are rounded shares, raters is a band, since the day of its batch.
        corridors: Public. See `corridor_scores`.
        office: For the office alone: whose answers are in which block. Never to be shown or sent.
        settings: That made it.
    """

    on: date
    figures: pl.DataFrame
    corridors: pl.DataFrame
    office: Office
    settings: PublishingSettings


def publish_batch(
    ratings: pl.DataFrame, previous: Publication | None, on: date, settings: PublishingSettings | None = None
) -> Publication:
    """Publishes the next batch: a figure changes only where answers of five or more raters came or left together.

    Args:
        ratings: All ratings there are, columns as agreed in `items`; withdrawn ones are missing, quarantined marked.
        previous: The batch before, or None.
        on: The day of the batch.
        settings: Thresholds and steps; those of the batch before unless given.

    Returns:
        The public figures, and the office's own state, which the next batch needs.

    Raises:
        BatchTooEarly: Less than `apart` days after the batch before.
        RatingsMisshapen: A column is missing, or holds what no rating has.
    """
    used = settings or (previous.settings if previous else PublishingSettings())
    if previous and (on - previous.on).days < used.apart:
        raise BatchTooEarly(
            f"A batch of {on} comes too soon after that of {previous.on}.",
            advice=f"Batches are {used.apart} days apart or more, so that few answers cannot be told from two of them.",
        )
    before = previous.office if previous else Office.empty()
    here = present(ratings, on, used)
    office = advanced(before, here, used)
    told = known(office, here, on, used)
    prior, made = scored(told.counts, used.scores)
    figures = _figures(made, told, on, used)
    if previous:
        figures = _standing(figures, previous.figures, _changed(before, office))
    return Publication(on, figures, corridor_scores(told, prior, used), office, used)


def _changed(before: Office, after: Office) -> pl.DataFrame:
    """Agency × part whose blocks are not those of the batch before."""
    was = before.blocks.filter("live").select("block", "agency", "item")
    now = after.blocks.filter("live").select("block", "agency", "item")
    differing = pl.concat([was.join(now, on="block", how="anti"), now.join(was, on="block", how="anti")])
    parts = [(item, part) for part, of in _OF_PART.items() for item in of]
    of_item = pl.DataFrame(parts, schema={"item": pl.String, "part": pl.String}, orient="row")
    named = differing.with_columns(pl.col("item").cast(pl.String))
    return named.join(of_item, on="item").select("agency", "part").unique()


def _standing(new: pl.DataFrame, old: pl.DataFrame, changed: pl.DataFrame) -> pl.DataFrame:
    """The old figures where nothing changed, as long as there is enough evidence, and the new ones elsewhere."""
    key = ["agency", "part"]
    kept = old.join(changed, on=key, how="anti").join(new.select(key), on=key, how="semi")
    return pl.concat([kept, new.join(changed, on=key, how="semi")]).sort(key)


def _figures(made: Posterior, told: Known, on: date, settings: PublishingSettings) -> pl.DataFrame:
    """Rounded figures of every part of every agency with enough raters and evidence."""
    agency, _ = index_of(told.counts.places, ("agency",))
    raters = np.zeros((len(made.agencies), len(NAMES)), dtype=np.int64)
    np.add.at(raters, agency, told.raters)
    columns = {part: [NAMES.index(one) for one in of] for part, of in _OF_PART.items()}
    frames = [_figure(made, part, raters[:, columns[part]].max(axis=1), on, settings) for part in PARTS]
    return pl.concat(frames).sort("agency", "part")


def _figure(made: Posterior, part: str, raters: Indices, on: date, settings: PublishingSettings) -> pl.DataFrame:
    whole, scores, step = made.beliefs[part], settings.scores, settings.step
    shown = (raters >= settings.raters) & (whole.weight >= scores.least)
    belief = Belief(whole.weight[shown], whole.mean[shown], whole.size[shown])
    score = np.round(np.round(belief.mean / step) * step, 6)
    # Interval and warning come from the rounded score: they tell nothing that the score does not.
    mean = np.clip(score, step / 5, 1 - step / 5)
    lower, upper = interval(mean, belief.size, scores.level)
    return pl.DataFrame(
        {
            "agency": pl.Series(made.agencies, dtype=pl.String).filter(pl.Series(shown)),
            "part": pl.repeat(part, len(score), dtype=pl.String, eager=True),
            "score": score,
            "lower": np.maximum(np.round(np.floor(lower / step) * step, 6), 0.0),
            "upper": np.minimum(np.round(np.ceil(upper / step) * step, 6), 1.0),
            "evidence": pl.Series(labels(belief.weight, scores.least), dtype=pl.String),
            "raters": pl.Series([band_of(int(one)) for one in raters[shown]], dtype=pl.String),
            "warning": warned(mean, belief, scores) & (part not in NAMES),
            "since": pl.repeat(on, len(score), dtype=pl.Date, eager=True),
        },
        schema=FIGURES,
    )
