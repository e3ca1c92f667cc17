"""The tasks in svy. Usage: `python -m benchmarks.survey.peer_svy TASK FILE TABLE RUNS`; prints one line of JSON.

There is no t2: svy's arrays are persons × domains, and 5,285 domains took 23.5 GiB before the kernel ended it.
"""

from __future__ import annotations

import json
import sys
import time

import polars as pl
import svy

FOUR = ("sex", "age5", "cit3", "sec5")
TWO = ("sex", "sec5")
REPLICATES = 500


def estimate(task: str, sample: svy.Sample) -> dict[str, pl.DataFrame]:
    """Each measure's result as svy gives it."""
    if task == "boot":
        replicated = sample.weighting.create_bs_wgts(n_reps=REPLICATES)
        return {"earn": replicated.estimation.total("earn", by=FOUR, method="replication").to_polars()}
    estimation = sample.estimation
    if task == "t3":
        return {"cost/earn": estimation.ratio("cost", "earn", by=TWO, where=svy.col("mw") == 1).to_polars()}
    if task == "t4":
        return {"rci": estimation.median("rci", by=TWO, where=svy.col("mw") == 1, drop_nulls=True).to_polars()}
    return {of: estimation.total(of, by=FOUR).to_polars() for of in ("one", "earn")}


def tidy(results: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """One row a domain and measure, in the columns every runner writes."""
    names = {"est": "estimate", "lci": "low", "uci": "high"}
    return pl.concat(
        [
            frame.rename(names).select(
                *(name for name in FOUR if name in frame.columns),
                pl.lit(measure).alias("measure"),
                "estimate",
                "se",
                "low",
                "high",
            )
            for measure, frame in results.items()
        ]
    )


def main() -> None:
    """Reads, makes the design, times the estimation, writes the table."""
    task, file, table, runs = sys.argv[1:5]
    begun = time.perf_counter()
    persons = pl.read_csv(file) if file.endswith(".csv") else pl.read_parquet(file)
    loaded = time.perf_counter()
    sample = svy.Sample(persons, svy.Design(stratum="stratum", psu="psu", wgt="w"))
    designed = time.perf_counter()
    seconds = []
    for _ in range(int(runs)):
        # Replicate weights are added to the sample: each run has one of its own.
        fresh = svy.Sample(persons, svy.Design(stratum="stratum", psu="psu", wgt="w")) if task == "boot" else sample
        start = time.perf_counter()
        results = estimate(task, fresh)
        seconds.append(round(time.perf_counter() - start, 4))
    long = tidy(results)
    long.write_csv(table)
    report = {
        "version": f"svy {svy.__version__}",
        "load": round(loaded - begun, 3),
        "design": round(designed - loaded, 3),
        "seconds": seconds,
        "rows": len(long),
    }
    print(json.dumps(report))


if __name__ == "__main__":
    main()
