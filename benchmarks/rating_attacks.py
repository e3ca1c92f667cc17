"""Detection of coordinated ratings: seconds for up to a million ratings, and what it finds in a fresh world.

Run with `python -m benchmarks.rating_attacks [AGENCIES]` (47,000 make a million ratings). Null case: sorting the frame,
which every signal needs.
"""

from __future__ import annotations

import sys
import time
from typing import Final

import polars as pl

from benchmarks.report import Measured, show
from fairway.recruitment.ratings.clusters import find_clusters
from fairway.recruitment.ratings.simulation import simulated_ratings
from fairway.recruitment.ratings.simulation_attacks import attacked

SEED: Final = 31
SHAPES: Final = ("slow_drip", "paraphrased", "pulses")
GOAL_SECONDS: Final = 30.0
MILLION: Final = 1_000_000


def main() -> None:
    """Measures and prints."""
    agencies = int(sys.argv[1]) if len(sys.argv) > 1 else 47_000
    world = simulated_ratings(SEED, agencies=agencies)
    start = time.perf_counter()
    world.ratings.sort("agency", "received", "rating")
    null = time.perf_counter() - start
    start = time.perf_counter()
    find_clusters(world.ratings, on=world.until)
    taken = time.perf_counter() - start
    goal = GOAL_SECONDS * max(len(world.ratings) / MILLION, 0.1)
    measured = [Measured(f"clusters of {len(world.ratings):,} ratings", taken, "s", goal, "sorting", null)]
    small = simulated_ratings(SEED, agencies=2000)
    for shape in SHAPES:
        attack = attacked(small, shape, seed=SEED, count=40)
        judged = find_clusters(attack.ratings, on=small.until).ratings
        fakes = judged.join(attack.fakes, on="rating", how="semi")
        others = judged.join(attack.fakes, on="rating", how="anti")
        missed = 100.0 * fakes.select(pl.col("cluster").is_null().mean()).item()
        false = 100.0 * others.select(pl.col("cluster").is_not_null().mean()).item()
        measured += [
            Measured(f"{shape}: fakes not found", missed, "%", 10.0),
            Measured(f"{shape}: honest ratings capped", false, "%", 1.0),
        ]
    show(measured)


if __name__ == "__main__":
    main()
