"""Scores of corridors (origin × destination) and of their sectors: the upper levels of the same model."""

from __future__ import annotations

from typing import Final

import numpy as np
import polars as pl

from fairway.recruitment.ratings.evidence import band_of, label_of
from fairway.recruitment.ratings.items import DIMENSIONS, NAMES, OVERALL
from fairway.recruitment.ratings.publishing_counts import Known
from fairway.recruitment.ratings.publishing_settings import PublishingSettings
from fairway.recruitment.ratings.scoring_counts import Floats, Indices, index_of
from fairway.recruitment.ratings.scoring_pooling import Level, Pooled
from fairway.recruitment.ratings.scoring_posterior import MEMBERS, interval

CORRIDORS: Final = pl.Schema(
    {
        "origin": pl.String,
        "destination": pl.String,
        "sector": pl.String,
        "dimension": pl.String,
        "score": pl.Float64,
        "lower": pl.Float64,
        "upper": pl.Float64,
        "evidence": pl.String,
        "raters": pl.String,
        "reason": pl.String,
    }
)
"""A null sector is all sectors; shares in whole per cent; `reason` (of `evidence.REASONS`) where there is no score."""
_PARTS: Final[dict[str, list[int]]] = {
    **{name: list(MEMBERS[name]) for name in DIMENSIONS},
    "overall": [at for d in OVERALL for at in MEMBERS[d]],
}


def corridor_scores(told: Known, prior: Pooled, settings: PublishingSettings) -> pl.DataFrame:
    """Scores of corridors, and of corridors by sector, for each dimension and overall; columns `CORRIDORS`.

    They are made from the blocks of agencies: a block with raters of several corridors counts to each of them in
    proportion. So nothing can be learnt by comparing a corridor with its agencies or sectors.

    Args:
        told: What the blocks say.
        prior: The model's means of corridors and cells.
        settings: At least `raters` raters and `agencies` agencies, none with more than `dominance` of the raters.
    """
    frames = [_of(level, told, prior, settings) for level in (prior.corridors, prior.cells)]
    return pl.concat(frames).sort("origin", "destination", "sector", "dimension", nulls_last=False)


def _of(level: Level, told: Known, prior: Pooled, settings: PublishingSettings) -> pl.DataFrame:
    rows = []
    weights = _weights(level, told)
    of_group, by_agency = _by_agency(level, told)
    for part, of in _PARTS.items():
        items = [at for at in of if prior.answered[at]]
        if not items:
            continue
        mean, variance = _mean(level, part, prior)
        size = np.maximum(mean * (1 - mean) / np.maximum(variance, 1e-9) - 1, 1.0)
        lower, upper = interval(mean, size, settings.scores.level)
        support = _support(by_agency[:, items].max(axis=1), of_group, len(level.keys))
        weight = weights[:, items].max(axis=1)
        for at, key in enumerate(level.keys.iter_rows()):
            raters, agencies, most = (int(one[at]) for one in support)
            reason = _reason(raters, agencies, most, float(weight[at]), settings)
            shown = [None if reason else round(float(one[at]), 2) for one in (mean, lower, upper)]
            label = None if reason else label_of(float(weight[at]), settings.scores.least)
            rows.append(
                (*key, *[None] * (3 - len(key)), part, *shown, label, None if reason else band_of(raters), reason)
            )
    return pl.DataFrame(rows, schema=CORRIDORS, orient="row")


def _reason(raters: int, agencies: int, most: int, weight: float, settings: PublishingSettings) -> str | None:
    if raters < settings.raters:
        return "too_few_raters"
    if agencies < settings.agencies:
        return "too_few_agencies"
    if most > settings.dominance * raters:
        return "dominated"
    return "too_little" if weight < settings.scores.least else None


def _mean(level: Level, part: str, prior: Pooled) -> tuple[Floats, Floats]:
    """The mean of a part's items, and its variance: what is unsure of the items goes together, which is the worst."""
    dimensions = OVERALL if part == "overall" else (part,)
    answered = [[at for at in MEMBERS[one] if prior.answered[at]] for one in dimensions]  # type: ignore[index]
    means = [level.mean[:, of].mean(axis=1) for of in answered if of]
    errors = [np.sqrt(level.variance[:, of]).mean(axis=1) for of in answered if of]
    return np.mean(means, axis=0), np.mean(errors, axis=0) ** 2


def _weights(level: Level, told: Known) -> Floats:
    """The sum of weights of each group and item."""
    made = np.zeros((len(level.keys), len(NAMES)))
    rows = level.of >= 0
    np.add.at(made, level.of[rows], told.counts.weight[rows])
    return made


def _by_agency(level: Level, told: Known) -> tuple[Indices, Indices]:
    """The group of each group × agency, and its raters by item."""
    rows = np.flatnonzero(level.of >= 0)
    agency, agencies = index_of(told.counts.places, ("agency",))
    pairs, of = np.unique(level.of[rows] * max(len(agencies), 1) + agency[rows], return_inverse=True)
    raters = np.zeros((len(pairs), len(NAMES)), dtype=np.int64)
    np.add.at(raters, of, told.raters[rows])
    return pairs // max(len(agencies), 1), raters


def _support(raters: Indices, of_group: Indices, groups: int) -> tuple[Indices, Indices, Indices]:
    """Of each group: its raters, agencies with any, and the raters of the largest agency."""
    every = np.bincount(of_group, raters, minlength=groups).astype(np.int64)
    agencies = np.bincount(of_group, raters > 0, minlength=groups).astype(np.int64)
    most = np.zeros(groups, dtype=np.int64)
    np.maximum.at(most, of_group, raters)
    return every, agencies, most
