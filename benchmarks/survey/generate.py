"""A synthetic labour force survey with a migration module: 1 M persons, and copies of 10 M and 100 M rows.

Run with `python -m benchmarks.survey.generate`; `--hundred-million` makes the largest too. The files stay under
FAIRWAY_BENCH_DATA, else under the temporary folder, and are made once. The 1 M file is 15 MiB of Parquet and 63 MiB of
CSV, the 10 M file 0.17 GiB, the 100 M file 1.7 GiB.

The design is stratified and two-stage: 60 strata, 10,000 sampled units of unequal size, unequal weights, effects of
stratum and unit (so design effects are real), 8 % migrants, log-normal earnings and recruitment costs.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars

SEED = 20180610
MILLION = 1_000_000
STRATA = 60
UNITS = 10_000
ROWS_IN_GROUP = 125_000
COPIES = {"10m": 10, "100m": 100}
AGES = (0.11, 0.12, 0.12, 0.11, 0.10, 0.09, 0.08, 0.08, 0.07, 0.06, 0.06)
CITIZENSHIPS = (0.24, 0.18, 0.14, 0.11, 0.09, 0.07, 0.06, 0.04, 0.03, 0.02, 0.02)


def folder() -> Path:
    """Where the files are kept."""
    named = os.environ.get("FAIRWAY_BENCH_DATA")
    return Path(named) if named else Path(tempfile.gettempdir()) / "fairway-bench"


def parquet(size: str) -> Path:
    """The Parquet file of a size: `1m`, `10m`, `100m`."""
    return folder() / f"persons-{size}.parquet"


def csv() -> Path:
    """The 1 M file as CSV, which is what R reads."""
    return folder() / "persons-1m.csv"


def persons() -> polars.DataFrame:
    """One million persons. The order of the draws is part of the design: another order is another survey."""
    import numpy as np
    import polars as pl

    rng = np.random.default_rng(SEED)
    shares = rng.dirichlet(np.full(STRATA, 4.0))
    # Two units to a stratum first, so that none is a singleton.
    drawn = rng.choice(STRATA, UNITS - 2 * STRATA, p=shares)
    stratum_of = np.sort(np.concatenate([np.repeat(np.arange(STRATA), 2), drawn]))
    size = rng.gamma(6.0, 1.0, UNITS)
    psu = np.sort(np.concatenate([np.arange(UNITS), rng.choice(UNITS, MILLION - UNITS, p=size / size.sum())]))
    stratum = stratum_of[psu]

    weight = 300 * rng.lognormal(0, 0.5, STRATA)[stratum]
    weight = weight * rng.lognormal(0, 0.25, UNITS)[psu] * rng.uniform(0.7, 1.4, MILLION)
    sex = 1 + (rng.random(MILLION) < 0.51)
    age11 = rng.choice(11, MILLION, p=np.array(AGES))
    propensity = -2.9 + rng.normal(0, 0.6, STRATA)[stratum] + rng.normal(0, 0.7, UNITS)[psu]
    migrant = rng.random(MILLION) < 1 / (1 + np.exp(-propensity))
    cit12 = np.where(migrant, 1 + rng.choice(11, MILLION, p=np.array(CITIZENSHIPS)), 0)
    sec21 = rng.choice(21, MILLION, p=rng.dirichlet(np.full(21, 3.0)))
    employed = rng.random(MILLION) < 0.65
    wage = rng.lognormal(6.2, 0.55, MILLION) * rng.lognormal(0, 0.25, UNITS)[psu] * np.where(sex == 2, 0.86, 1.0)
    earn = np.where(employed, np.round(wage, 2), 0.0)
    paid = migrant & employed
    charge = earn * rng.lognormal(0.6, 0.9, MILLION) * rng.lognormal(0, 0.3, UNITS)[psu]
    cost = np.where(paid, np.round(charge, 2), 0.0)

    codes = {
        "id": np.arange(MILLION),
        "stratum": stratum,
        "psu": psu,
        "sex": sex,
        "age5": np.digitize(age11, [2, 4, 6, 8]),
        "age11": age11,
        "cit3": np.where(cit12 == 0, 0, np.where(cit12 < 5, 1, 2)),
        "cit12": cit12,
        "sec5": np.digitize(sec21, [1, 5, 6, 14]),
        "sec21": sec21,
        "mw": paid,
    }
    whole = {name: values.astype(np.int32) for name, values in codes.items()}
    frame = pl.DataFrame({**whole, "w": weight, "earn": earn, "cost": cost, "one": np.ones(MILLION)})
    return frame.with_columns(_cost_in_earnings())


def shifted(frame: polars.DataFrame, copy: int) -> polars.DataFrame:
    """A further million: strata, units and persons of its own, and fresh noise in every number that is not a code.

    Without the noise the copies would repeat each other's floats, and Parquet would compress as no survey does.
    """
    import numpy as np
    import polars as pl

    rng = np.random.default_rng([SEED, copy])

    def noise(spread: float) -> polars.Series:
        return pl.Series(rng.lognormal(0, spread, MILLION))

    return frame.with_columns(
        pl.col("id") + copy * MILLION,
        pl.col("stratum") + copy * STRATA,
        pl.col("psu") + copy * UNITS,
        w=pl.col("w") * noise(0.1),
        earn=(pl.col("earn") * noise(0.1)).round(2),
        cost=(pl.col("cost") * noise(0.1)).round(2),
    ).with_columns(_cost_in_earnings())


def _cost_in_earnings() -> polars.Expr:
    import polars as pl

    return pl.when(pl.col("mw") == 1).then(pl.col("cost") / pl.col("earn")).alias("rci")


def make(hundred_million: bool) -> list[Path]:
    """Makes the files that are not there yet, and returns all of them."""
    import polars as pl

    folder().mkdir(parents=True, exist_ok=True)
    one = parquet("1m")
    _once(one, lambda path: persons().write_parquet(path))
    _once(csv(), lambda path: pl.read_parquet(one).write_csv(path))
    sizes = ["10m", "100m"] if hundred_million else ["10m"]
    for size in sizes:
        _once(parquet(size), partial(_write_copies, copies=COPIES[size]))
    return [one, csv(), *(parquet(size) for size in sizes)]


def _once(path: Path, write: Callable[[Path], object]) -> None:
    """A file that was begun and not finished is never taken for one."""
    if path.exists():
        return
    begun = path.with_name(path.name + ".part")
    write(begun)
    begun.replace(path)


def _write_copies(path: Path, copies: int) -> None:
    """One million at a time, so that memory does not grow with the file."""
    import polars as pl
    import pyarrow.parquet

    frame = pl.read_parquet(parquet("1m"))
    codes = [name for name, kind in frame.schema.items() if kind == pl.Int32]
    schema = frame.to_arrow().schema
    with pyarrow.parquet.ParquetWriter(path, schema, compression="zstd", use_dictionary=codes) as writer:
        for copy in range(copies):
            writer.write_table(shifted(frame, copy).to_arrow().cast(schema), row_group_size=ROWS_IN_GROUP)


def main() -> None:
    """Makes the files and says how much of the disk they take."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hundred-million", action="store_true", help="make the 100 M file too (1.7 GiB)")
    for path in make(parser.parse_args().hundred_million):
        print(f"{path.stat().st_size / 2**20:10,.0f} MiB  {path}")


if __name__ == "__main__":
    main()
