"""A specification that works, with a file that it works on: both to begin with, and both tested."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl

from fairway.kernel.errors import InputError

STRATA: Final = 24
UNITS: Final = 8
PERSONS: Final = 40


def example_text() -> str:
    """The example, with its comments."""
    return files("fairway.warehouse.surveys").joinpath("specification_example.yaml").read_text("utf-8")


def simulated() -> pl.DataFrame:
    """A sample of invented persons in 24 strata with 8 first-stage units each; always the same."""
    random = np.random.default_rng(20241121)
    count = STRATA * UNITS * PERSONS
    stratum = np.repeat(np.arange(1, STRATA + 1), UNITS * PERSONS)
    psu = np.tile(np.repeat(np.arange(1, UNITS + 1), PERSONS), STRATA)
    age = random.integers(0, 90, count)
    migrant = random.choice([1, 2, 3, 4], count, p=[0.9, 0.06, 0.03, 0.01])
    at_work = (age >= 15) & (random.random(count) < np.where(age < 65, 0.62, 0.08))
    earnings = np.where(at_work, np.round(random.lognormal(7.0, 0.6, count), 2), 0.0)
    return pl.DataFrame(
        {
            "person": np.arange(1, count + 1),
            "stratum": stratum,
            "psu": psu,
            "weight": np.round(random.uniform(80.0, 260.0, count), 3),
            "sex": random.choice([1, 2], count),
            "age": age,
            "province": [f"p{1 + (number - 1) * 6 // STRATA}" for number in stratum.tolist()],
            "citizenship": np.where(random.random(count) < 0.01, 0, migrant),
            "status": np.where(at_work, random.choice([1, 2], count), 3),
            "earnings": np.where(random.random(count) < 0.04, -9.0, earnings),
        }
    ).with_columns(pl.when(pl.col("citizenship") > 0).then(pl.col("citizenship")))


def simulate(path: Path) -> int:
    """Writes the invented sample as Parquet or CSV, whichever its name ends with; the number of its rows.

    Raises:
        InputError: The name ends otherwise, or its folder is not there.
    """
    if path.suffix.lower() not in (".csv", ".parquet"):
        raise InputError(
            f"{path.name} is named neither as Parquet nor as CSV.", advice="Call it persons.parquet or persons.csv."
        )
    if not path.parent.is_dir():
        raise InputError(f"There is no folder {path.parent}.", advice="Make it, or name another.")
    frame = simulated()
    if path.suffix.lower() == ".csv":
        frame.write_csv(path)
    else:
        frame.write_parquet(path)
    return len(frame)
