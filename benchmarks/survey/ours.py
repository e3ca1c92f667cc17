"""The tasks in Fairway. Usage: `python -m benchmarks.survey.ours TASK FILE TABLE RUNS`; prints one line of JSON.

Warm tasks are given the microdata in memory, as the peers are, and a survey opened anew for each run, so that no run
finds what the one before it kept. Design effects are left out, as R and svy leave them out unless they are asked. The
10 M and 100 M tasks are given the file: opening and reading are in their time.
"""

from __future__ import annotations

import json
import sys
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

import polars as pl

from fairway.methods.survey.design import Design, Stage
from fairway.warehouse.surveys import open_survey

FOUR = ("sex", "age5", "cit3", "sec5")
FINE = ("sex", "age11", "cit12", "sec21")
TWO = ("sex", "sec5")
FROM_FILE = ("cold", "cold-csv", "10m", "100m")
DESIGN = Design(weight="w", stages=(Stage(unit="psu", stratum="stratum"),))
MEASURES = {"boot": ("earn",), "t3": ("cost/earn",), "t4": ("rci",)}


def estimate(task: str, survey: Any) -> pl.DataFrame:
    """The result as Fairway gives it; only what the task needs is imported, as a user's process would."""
    if task == "t3":
        from fairway.methods.survey.measures import Ratio
        from fairway.methods.survey.plan import Is

        return survey.estimate([Ratio("cost", "earn")], by=TWO, where=[Is("mw", (1,))], design_effects=False).frame
    if task == "t4":
        from fairway.methods.survey.plan import Is
        from fairway.methods.survey.quantiles import Quantile

        return survey.estimate([Quantile("rci", 0.5)], by=TWO, where=[Is("mw", (1,))], design_effects=False).frame
    from fairway.methods.survey.measures import Total

    if task == "boot":
        from fairway.methods.survey.replicate_making import Bootstrap

        return survey.estimate(
            [Total("earn")], by=FOUR, replicate=Bootstrap(replicates=500, seed=1), design_effects=False
        ).frame
    return survey.estimate([Total("one"), Total("earn")], by=FINE if task == "t2" else FOUR, design_effects=False).frame


def tidy(task: str, frame: pl.DataFrame) -> pl.DataFrame:
    """The columns every runner writes; measures are named as the peers name them, in the order they were asked for."""
    names = dict(zip(frame["measure"].unique(maintain_order=True), MEASURES.get(task, ("one", "earn")), strict=True))
    dimensions = [name for name in (*FOUR, *FINE) if name in frame.columns]
    return frame.select(
        *dict.fromkeys(dimensions), pl.col("measure").replace_strict(names), "estimate", "se", "low", "high"
    )


def main() -> None:
    """Reads, times the estimation, writes the table."""
    task, file, table, runs = sys.argv[1:5]
    begun = time.perf_counter()
    microdata: Any = Path(file) if task in FROM_FILE else pl.read_parquet(file)
    loaded = time.perf_counter()
    opened, seconds = [], []
    for _ in range(int(runs)):
        start = time.perf_counter()
        survey = open_survey(microdata, DESIGN)
        ready = time.perf_counter()
        frame = estimate(task, survey)
        opened.append(round(ready - start, 4))
        seconds.append(round(time.perf_counter() - (start if task in FROM_FILE else ready), 4))
    long = tidy(task, frame)
    long.write_csv(table)
    report = {
        "version": f"Fairway {version('fairway-migration')}",
        "load": round(loaded - begun, 3),
        "design": sorted(opened)[len(opened) // 2],
        "seconds": seconds,
        "rows": len(long),
    }
    print(json.dumps(report))


if __name__ == "__main__":
    main()
