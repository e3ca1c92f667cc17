"""The study of attacks on ratings: how many fakes are found, how many honest ratings are capped, and what it moves.

Run `python -m tests.study.ratings_attacks` for the table of docs/explanation/rating-attacks.md. The thresholds were
chosen on the seeds `TUNED_ON` and the shapes outside `HELD_OUT`; the study runs on other seeds.
"""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from fairway.recruitment.ratings.clusters import Clustered, find_clusters
from fairway.recruitment.ratings.scoring import score
from fairway.recruitment.ratings.simulation import World, simulated_ratings
from fairway.recruitment.ratings.simulation_attacks import HELD_OUT, SHAPES, Attacked, attacked

TUNED_ON: Final = (1, 2, 3, 4)
SEEDS: Final = (21, 22)
AGENCIES: Final = 2000
TARGETS: Final = 50
NEGATIVE: Final = ("bombing", "drifting_smear", "fading_smear")
"""Shapes that are against the agency as they stand."""
FIRST_DAY: Final = 720
"""Of an attack whose effect is measured: two years of history, and one to spread the fakes over."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the detection made of one shape.

    Attributes:
        recall: Share of the fakes in a cluster.
        small: The same of attacks with fewer than thirty fakes.
        quarantined: Share of the fakes in quarantine.
        false: Share of the honest ratings in a cluster.
    """

    recall: float
    small: float
    quarantined: float
    false: float


@dataclass(frozen=True, slots=True)
class Moved:
    """How far a hundred fakes moved published overall scores.

    Attributes:
        scores: How many were published before and after.
        mean, most: Of the absolute movement.
        within: Share that moved no more than 0.10.
        unprotected: The mean movement if every rating counts its tier.
    """

    scores: int
    mean: float
    most: float
    within: float
    unprotected: float


def found(worlds: list[World], shape: str, *, targets: int = TARGETS) -> Found:
    """The detection of attacks of 15 to 150 fakes on some agencies of each world."""
    fakes, honest = [], []
    for at, world in enumerate(worlds):
        attack = attacked(world, shape, seed=100 + at, count=targets)
        judged = find_clusters(attack.ratings, on=world.until).ratings
        fakes.append(judged.join(attack.fakes.select("rating"), on="rating", how="semi").with_columns(world=at))
        honest.append(judged.join(attack.fakes.select("rating"), on="rating", how="anti"))
    injected, others = pl.concat(fakes), pl.concat(honest)
    in_cluster = pl.col("cluster").is_not_null().mean()
    few = injected.filter(pl.len().over("world", "agency") < 30)
    return Found(
        injected.select(in_cluster).item(),
        few.select(in_cluster).item(),
        injected["quarantined"].mean(),  # type: ignore[arg-type]
        others.select(in_cluster).item(),
    )


def honest(world: World) -> pl.DataFrame:
    """`occasion`, `ratings`, `capped`, `quarantined`: shares of a world that nobody attacked."""
    judged = find_clusters(world.ratings, on=world.until).ratings.join(world.occasions, on="rating")
    return judged.group_by("occasion").agg(
        ratings=pl.len(), capped=pl.col("cluster").is_not_null().mean(), quarantined=pl.col("quarantined").mean()
    )


def moved(world: World, shape: str, *, up: bool, targets: int = TARGETS) -> Moved:
    """A hundred fakes on each of the worst agencies with a score (up) or the best (down), on the last day of them."""
    last = world.ratings["received"].min() + dt.timedelta(days=FIRST_DAY)  # type: ignore[operator]
    known = _scores(find_clusters(world.ratings, on=last).ratings, last).drop_nulls("score")
    truth = world.truth.group_by("agency").agg(pl.col("share").mean())
    ordered = known.join(truth, on="agency").sort("share", "agency", descending=not up)["agency"]
    attack = attacked(
        world, shape, seed=7, targets=ordered.head(targets).to_list(), fakes=(100, 100), starts=(FIRST_DAY, FIRST_DAY),
        mirrored=up == (shape in NEGATIVE),
    )  # fmt: skip
    on = attack.ratings.join(attack.fakes, on="rating", how="semi")["received"].max()
    assert isinstance(on, dt.date)
    return _movement(world, attack, on)


def _movement(world: World, attack: Attacked, on: dt.date) -> Moved:
    before = _scores(find_clusters(world.ratings, on=on).ratings, on)
    after = _scores(find_clusters(attack.ratings, on=on).ratings, on)
    both = before.join(after, on="agency", suffix="_after").join(attack.fakes.select("agency").unique(), on="agency")
    both = both.drop_nulls(["score", "score_after"])
    plain = _scores(world.ratings, on).join(_scores(attack.ratings, on), on="agency", suffix="_after")
    plain = plain.join(both.select("agency"), on="agency")
    step = (both["score_after"] - both["score"]).abs().to_numpy()
    unprotected = (plain["score_after"] - plain["score"]).abs().to_numpy()
    return Moved(
        len(step), float(step.mean()), float(step.max()), float((step <= 0.1).mean()), float(np.nanmean(unprotected))
    )


def _scores(ratings: pl.DataFrame, on: dt.date) -> pl.DataFrame:
    return score(ratings, on=on).frame.filter(pl.col("dimension") == "overall").select("agency", "score")


def judged_clusters(clustered: Clustered, attack: Attacked) -> pl.DataFrame:
    """`strength` of each cluster, and the share of its ratings that are fakes: is the strength calibrated?"""
    fakes = clustered.ratings.with_columns(fake=pl.col("rating").is_in(attack.fakes["rating"].implode()))
    share = fakes.drop_nulls("cluster").group_by("cluster").agg(pl.col("fake").mean())
    strength = pl.DataFrame(
        [(one.id, one.strength) for one in clustered.clusters], ("cluster", "strength"), orient="row"
    )
    return strength.join(share, on="cluster")


def main() -> None:
    """Prints the table, of all shapes or of those named."""
    worlds = [simulated_ratings(seed, agencies=AGENCIES) for seed in SEEDS]
    crowds = (
        pl.concat([honest(world) for world in worlds])
        .group_by("occasion")
        .agg(pl.col("capped", "quarantined").dot("ratings") / pl.col("ratings").sum(), pl.sum("ratings"))
    )
    print(crowds.sort("occasion"), flush=True)
    for shape in sys.argv[1:] or SHAPES:
        name = f"{shape} (held out)" if shape in HELD_OUT else shape
        one = found(worlds, shape)
        up, down = (moved(worlds[0], shape, up=way) for way in (True, False))
        print(
            f"| {name} | {one.recall:.3f} | {one.small:.3f} | {one.quarantined:.2f}"
            f" | {one.false:.4f} | {_said(up)} | {_said(down)} |",
            flush=True,
        )


def _said(one: Moved) -> str:
    return f"{one.unprotected:.2f} | {one.mean:.3f} | {one.most:.3f} | {one.within:.0%} of {one.scores}"


if __name__ == "__main__":
    main()
