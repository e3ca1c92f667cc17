"""The coverage study: many samples of a population that is known in full, and how often the intervals hold the truth.

python -m tests.study.coverage                  500 samples of each design; writes docs/reference/coverage.md
python -m tests.study.coverage --samples 50     a first look, which is only printed
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from typing import Any

import numpy as np
import polars as pl

from fairway.methods.survey import Design, Stage
from fairway.methods.survey.intervals import t_quantile
from fairway.recruitment.costs.method import Coverage, Method
from fairway.recruitment.costs.personal import personal_costs
from fairway.recruitment.costs.rates import Rates
from fairway.recruitment.simulation import recruited
from fairway.recruitment.simulation_truth import truth_of_costs
from fairway.statistics.simulation import Population, national
from fairway.statistics.simulation.truth import indicators
from fairway.warehouse.surveys.opening import open_survey
from tests.study.measured import ASKED, Asked

SAMPLES = 500
SEED = 2024
PERSONS = 300_000
SAMPLED = 8_000
WORKERS = 2
DESIGNS = {
    "pps": Design("weight", (Stage("psu", "stratum"),)),
    "srs": Design(
        "weight", (Stage("psu", "stratum", "psus_in_stratum"), Stage("household", None, "households_in_psu"))
    ),
}
ALONE = Design("weight", (Stage("psu", "stratum"),), singletons="certainty")
"""A module’s file by itself may have strata with one unit; who has only that file cannot but let them be."""


@dataclass(frozen=True)
class Known:
    """A population with everything that is estimated, and the true values."""

    population: Population
    files: dict[str, pl.DataFrame]
    truth: dict[str, float]


@cache
def known() -> Known:
    """The population of the study; made once in each process."""
    population = national(SEED, persons=PERSONS)
    country, month = population.country, population.reference_month
    everybody = population.persons
    found = recruited(everybody, seed=SEED, country=country.code, currency=country.currency, reference_month=month)
    truth = population.truth() | truth_of_costs(found, country=country.code, reference_month=month)
    design = ["simulated", "stratum", "psu", "households_in_psu", "household"]
    rates = Rates.of(found.rates, base="USD", window_months=0, source="invented")
    workers = []
    for role, who in (("origin", "returned_recently"), ("destination", "arrived_recently")):
        coverage = Coverage(country.code, role, month)  # type: ignore[arg-type]
        counted = personal_costs(found.workers, found.items, rates, coverage=coverage, method=Method("net")).persons
        workers.append(counted.filter(pl.col("eligible") == 1).with_columns(pl.lit(1.0).alias(who)))
    counted = pl.concat(workers, how="diagonal").select(
        pl.col("person").cast(pl.Int64),
        "cost",
        "earned",
        "ratio",
        (pl.col("paid_any") == "paid").cast(pl.Float64).alias("pays"),
        pl.lit(1.0).alias("counts"),
        "returned_recently",
        "arrived_recently",
    )
    # Absent members as a number of the household, told by its head.
    away = (
        population.absent.group_by("household").len("absent").with_columns((pl.col("household") * 16).alias("person"))
    )
    persons = (
        everybody.select(*design, "person", "sex", "monthly_earnings", *indicators(country.code))
        .join(counted, on="person", how="left", maintain_order="left")
        .join(away.select("person", pl.col("absent").cast(pl.Float64)), on="person", how="left", maintain_order="left")
        .with_columns(pl.col("absent").fill_null(0.0))
    )
    module = found.workers.select("person").join(persons, on="person", how="left", maintain_order="left")
    absent = population.absent.select(*design, pl.lit(1.0).alias("absent"))
    truth["mean earnings"] = float(persons["monthly_earnings"].drop_nulls().to_numpy().mean())
    files = {"persons": persons, "workers": module.select(persons.columns), "absent": absent, "design ignored": persons}
    return Known(population, files, truth)


def names() -> list[tuple[Asked, str]]:
    """Each measure in the order of the results."""
    return [(asked, name) for asked in ASKED for name in asked.found]


def replications(design: str, seeds: Sequence[int]) -> np.ndarray:
    """Estimate, SE, limits, rows and degrees of freedom of each measure; shape (samples, measures, 6)."""
    everything = known()
    first = {name: _first_rows(everything.population.households, file) for name, file in everything.files.items()}
    return np.stack([_one(everything, first, design, seed) for seed in seeds])


def _first_rows(households: np.ndarray, file: pl.DataFrame) -> np.ndarray:
    """Where each household begins in a file that is sorted by household; and where the last ends."""
    return np.append(np.searchsorted(file["household"].to_numpy(), households), len(file))


def _one(everything: Known, first: dict[str, np.ndarray], design: str, seed: int) -> np.ndarray:
    chosen = everything.population.drawn(seed, persons=SAMPLED, first_stage=design)  # type: ignore[arg-type]
    at = np.searchsorted(everything.population.households, chosen.households)
    surveys = {}
    for name, file in everything.files.items():
        begin, size = first[name][at], first[name][at + 1] - first[name][at]
        rows = np.arange(size.sum()) + np.repeat(begin - (np.cumsum(size) - size), size)
        suited = {"persons": DESIGNS[design], "design ignored": Design("weight", (Stage(None),))}.get(name, ALONE)
        surveys[name] = open_survey(chosen.weighted(file[rows]), suited)
    found = []
    for asked in ASKED:
        rows_of = (
            surveys[asked.file].estimate(asked.measures, by=asked.by, where=asked.where, design_effects=False).frame
        )
        found += [_cells(rows_of, asked, *place) for place in asked.found.values()]
    return np.array(found)


def _cells(frame: pl.DataFrame, asked: Asked, at: int, where: dict[str, Any]) -> tuple[float, ...]:
    """The row of one measure in one domain: measures stand in the order in which they were asked."""
    labels = list(dict.fromkeys(frame["measure"]))
    rows = frame.filter(pl.col("measure") == labels[at])
    for column, value in where.items():
        rows = rows.filter(pl.col(column) == value)
    (row,) = rows.select("estimate", "se", "low", "high", "n", "df").rows()
    return tuple(np.nan if one is None else float(one) for one in row)


def study(samples: int, workers: int = WORKERS) -> dict[str, np.ndarray]:
    """All replications: design → shape (samples, measures, 6)."""
    parts = [(design, range(begin, samples, workers)) for design in DESIGNS for begin in range(workers)]
    with ProcessPoolExecutor(workers, get_context("spawn"), initializer=_alone_on_a_core) as pool:
        futures = [(design, pool.submit(replications, design, seeds)) for design, seeds in parts]
        found: dict[str, list[np.ndarray]] = {design: [] for design in DESIGNS}
        for design, future in futures:
            found[design].append(future.result())
    return {design: np.concatenate(made) for design, made in found.items()}


def _alone_on_a_core() -> None:
    os.environ["POLARS_MAX_THREADS"] = "1"


@dataclass(frozen=True)
class Judged:
    """How one measure did.

    Attributes:
        title, name: What it is.
        truth: In the population.
        rows: Of the sample, on average.
        bias: Relative to the truth, and its Monte Carlo error.
        coverage: Of the intervals that there are, and its Monte Carlo error.
        below, above: The shares of intervals that lie wholly below and above the truth.
        ratio: The mean standard error to the standard deviation of the estimates.
        without: The share of samples without an interval.
        df: Degrees of freedom, on average.
    """

    title: str
    name: str
    truth: float
    rows: float
    bias: float
    bias_error: float
    coverage: float
    coverage_error: float
    below: float
    above: float
    ratio: float
    without: float
    df: float


def judged(results: np.ndarray) -> list[Judged]:
    """How each measure did in one design."""
    truth = known().truth
    found = []
    for number, (asked, name) in enumerate(names()):
        value, se, low, high, rows, df = results[:, number].T
        true = truth[name]
        there = ~np.isnan(low) & ~np.isnan(high)
        covered = (low[there] <= true) & (true <= high[there])
        spread = np.nanstd(value, ddof=1)
        share = covered.mean()
        found.append(
            Judged(
                asked.title,
                name + asked.suffix,
                true,
                float(np.nanmean(rows)),
                float(np.nanmean(value) / true - 1.0),
                float(spread / np.sqrt(len(value)) / abs(true)),
                float(share),
                float(np.sqrt(share * (1.0 - share) / there.sum())),
                float((high[there] < true).mean()),
                float((low[there] > true).mean()),
                float(np.nanmean(se) / spread),
                float(1.0 - there.mean()),
                float(df.mean()),
            )
        )
    return found


COLUMNS = ("Measure", "True value", "Persons", "Bias, %", "Coverage, %", "All below, %", "All above, %", "SE / SD")
HEAD = f"| {' | '.join([*COLUMNS, 'No interval, %'])} |"


def coverage_with(results: np.ndarray, name: str, other: str) -> float:
    """The coverage of one measure, had its intervals the degrees of freedom of another."""
    listed = [one for _, one in names()]
    value, se = results[:, listed.index(name), :2].T
    df = np.maximum(results[:, listed.index(other), 5], 1.0)
    reach = t_quantile(df, 0.95) * se
    return float((np.abs(value - known().truth[name]) <= reach).mean())


def lines(found: Sequence[Judged]) -> list[str]:
    """The results as tables in Markdown, one for each heading."""
    made: list[str] = []
    for title in dict.fromkeys(one.title for one in found):
        made += ["", f"### {title}", "", HEAD, "| --- |" + " ---: |" * 8]
        made += [_line(one) for one in found if one.title == title]
    return made


def _line(one: Judged) -> str:
    true = f"{one.truth:,.0f}" if abs(one.truth) >= 1000 else f"{one.truth:.4g}"
    return (
        f"| {one.name} | {true} | {one.rows:,.0f} | {100 * one.bias:+.2f} ± {100 * one.bias_error:.2f} "
        f"| {100 * one.coverage:.1f} ± {100 * one.coverage_error:.1f} | {100 * one.below:.1f} | {100 * one.above:.1f} "
        f"| {one.ratio:.3f} | {100 * one.without:.1f} |"
    )


def main() -> None:
    """Runs the study, and writes its page or prints it."""
    from tests.study.coverage_page import PAGE, page

    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--samples", type=int, default=SAMPLES)
    asked.add_argument("--workers", type=int, default=WORKERS)
    given = asked.parse_args()
    text = page(study(given.samples, given.workers))
    if given.samples == SAMPLES:
        PAGE.write_text(text, "utf-8")
    else:
        print(text)


if __name__ == "__main__":
    main()
