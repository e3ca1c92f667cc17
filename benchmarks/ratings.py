"""Scores of 100,000 agencies from 10 million answers, a published batch of them, and the quality of both.

Run with `python -m benchmarks.ratings`. Null case: the mean of all answers by agency, what a page of stars does. The
world of quality: 5,000 agencies in 12 corridors, median 8 ratings, 31 % with fewer than 5. The second run counts.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl

from benchmarks.report import Measured, show
from fairway.recruitment.ratings.items import NAMES, SECTORS
from fairway.recruitment.ratings.publishing import publish_batch
from fairway.recruitment.ratings.publishing_rows import public_rows
from fairway.recruitment.ratings.scoring import score

AGENCIES, ANSWERS, ANSWERED = 100_000, 10_000_000, 0.8
ON = date(2026, 9, 30)
GOOD, LOW = 0.4, 0.4
WORLDS = 5


def ratings(of_rating: np.ndarray, truth: np.ndarray, corridor: np.ndarray, draw: np.random.Generator) -> pl.DataFrame:
    """A frame of ratings; every item of an agency has the agency's own share of good answers."""
    count = len(of_rating)
    said = draw.random((count, len(NAMES))) < truth[of_rating][:, None]
    given = draw.random((count, len(NAMES))) < ANSWERED
    items = {
        name: pl.Series(said[:, at].astype(np.int8)).set(pl.Series(~given[:, at]), None)
        for at, name in enumerate(NAMES)
    }
    frame = pl.DataFrame(
        {
            "rating": np.char.add("r", np.arange(count).astype(str)),
            "agency": np.char.add("a", np.char.zfill(of_rating.astype(str), 6)),
            "origin": np.char.add("O", (corridor[of_rating] // 4).astype(str)),
            "destination": np.char.add("D", (corridor[of_rating] % 4).astype(str)),
            "sector": draw.choice(list(SECTORS), count),
            "received": pl.Series(draw.integers(0, 1095, count)).cast(pl.Int32),
            "tier": draw.choice(["voucher", "outreach", "open"], count, p=[0.4, 0.3, 0.3]),
            **items,
        }
    )
    return frame.with_columns((pl.lit(ON) - pl.duration(days="received")).cast(pl.Date).alias("received"))


def world(agencies: int, draw: np.random.Generator, raters: np.ndarray | None = None) -> tuple[Any, ...]:
    """Truth, which agency each rating is of, and the ratings."""
    corridor = draw.integers(0, 12, agencies)
    mean = draw.beta(6, 4, 12)[corridor]
    truth = draw.beta(12 * mean, 12 * (1 - mean))
    each = np.maximum(1, np.round(draw.lognormal(np.log(8), 1.1, agencies))).astype(int) if raters is None else raters
    of_rating = np.repeat(np.arange(agencies), each)
    return truth, of_rating, ratings(of_rating, truth, corridor, draw)


def timed(act: Callable[[], Any]) -> tuple[float, float, Any]:
    """Seconds of the second run, those of all its processors together, and what it made."""
    act()
    start, worked = time.perf_counter(), time.process_time()
    made = act()
    return time.perf_counter() - start, time.process_time() - worked, made


def quality() -> list[Measured]:
    """Errors and wrong warnings, over several worlds: one question (all have full weight), as in the dossier."""
    errors, stars, shamed, shamed_by_stars, held = [], [], [], [], []
    for seed in range(WORLDS):
        truth, of_rating, frame = world(5000, np.random.default_rng(100 + seed))
        plain = frame.with_columns(pl.lit(ON).alias("received"), pl.lit("voucher").alias("tier")).with_columns(
            pl.lit(None, pl.Int8).alias(name) for name in NAMES if name != "recommend"
        )
        answers = np.random.default_rng(200 + seed).random(len(of_rating)) < truth[of_rating]
        plain = plain.with_columns(pl.Series("recommend", answers.astype(np.int8)))
        star = np.bincount(of_rating, answers) / np.bincount(of_rating)
        made = score(plain, on=ON).frame.filter(pl.col("dimension") == "recommendation").sort("agency")
        good = truth >= GOOD
        errors.append(np.sqrt(((made["estimate"].to_numpy() - truth) ** 2).mean()))
        stars.append(np.sqrt(((star - truth) ** 2).mean()))
        shamed.append(100 * (made["warning"].to_numpy() & good).sum() / good.sum())
        shamed_by_stars.append(100 * ((star < LOW) & good).sum() / good.sum())
        known = made.with_columns(pl.Series("truth", truth)).filter(pl.col("score").is_not_null())
        held.append(100 * len(known.filter(~pl.col("truth").is_between("lower", "upper"))) / len(known))
    error, star_error = float(np.mean(errors)), float(np.mean(stars))
    return [
        Measured("error of a score (RMSE)", error, "", 0.55 * star_error, "mean of stars", star_error),
        Measured("agencies not bad, with a warning", float(np.mean(shamed)), "%", 0.5, "star mean < 0.4",
                 float(np.mean(shamed_by_stars))),
        Measured("95 % intervals that miss the truth", float(np.mean(held)), "%", 5.5),
    ]  # fmt: skip


def insiders() -> None:
    """How often the last answer shows in the rounded score to whoever knows all others: one question, κ = 8."""
    draw = np.random.default_rng(1)
    for raters in (15, 30, 60, 120):
        good = draw.binomial(raters - 1, draw.beta(4, 3, 20_000))
        shown = []
        for step in (0.01, 0.05):
            no, yes = (np.round((8 * 0.6 + good + answer) / (raters + 8) / step) for answer in (0, 1))
            shown.append(f"{100 * (no != yes).mean():.0f} % in steps of {100 * step:.0f}")
        print(f"the last answer of {raters} shows to an insider: {', '.join(shown)}")


def main() -> None:
    """Measures and prints."""
    draw = np.random.default_rng(7)
    total = round(ANSWERS / ANSWERED / len(NAMES))
    raters = np.bincount(
        draw.choice(AGENCIES, total - AGENCIES, p=draw.dirichlet(np.full(AGENCIES, 0.7))), minlength=AGENCIES
    )
    _, _, frame = world(AGENCIES, draw, raters + 1)
    answers = int(frame.select(pl.sum_horizontal(pl.col(NAMES).count())).item())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    stars, _, _ = timed(lambda: frame.group_by("agency").agg(pl.mean(*NAMES)).with_columns(pl.mean_horizontal(NAMES)))
    seconds, worked, scores = timed(lambda: score(frame, on=ON))
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start = time.perf_counter()
    first = publish_batch(frame.filter(pl.col("received") <= ON - timedelta(days=92)), None, ON - timedelta(days=92))
    batch = time.perf_counter() - start
    start = time.perf_counter()
    second = publish_batch(frame, first, ON)
    again = time.perf_counter() - start
    start = time.perf_counter()
    rows = public_rows(second)
    listed = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{AGENCIES:,} agencies, {len(frame):,} ratings, {answers:,} answers; {len(scores.frame):,} scores")
    print(f"{len(rows):,} agencies published with {len(second.figures):,} figures; peak memory {peak:,.0f} MB")
    show(
        [
            Measured("score all agencies", seconds, "s", 10.0, "stars by group_by", stars),
            Measured("the same, time of processors", worked, "s", 10.0),
            Measured("memory that scoring adds", after - before, "MB", 2000.0),
            Measured("publish the first batch", batch, "s", 60.0),
            Measured("publish the next batch", again, "s", 60.0),
            Measured("public rows", listed, "s", 10.0),
            *quality(),
        ]
    )
    insiders()


if __name__ == "__main__":
    main()
